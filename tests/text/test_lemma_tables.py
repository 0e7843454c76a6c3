"""The lemmatizer's tables in their file say what they say read whole."""

from __future__ import annotations

from srsly import read_msgpack

from bridge.text.french_model import folder
from bridge.text.lemma_tables import Lemmas

PATH = folder() / "lemmatizer" / "lookups" / "lookups.bin"


def test_tables_are_those_of_the_model() -> None:
    ours, theirs = Lemmas(PATH), read_msgpack(PATH)
    assert ours.tables == list(theirs)
    forms = list(theirs["lemma_lookup"].items())[::20]
    assert [ours.get_table("lemma_lookup").get(form) for form, _ in forms] == [lemmas for _, lemmas in forms]
    for kind, words in theirs["lemma_exc"].items():
        table = ours.get_table("lemma_exc").get(kind)
        assert {word: table.get(word) for word in words} == words
    for kind, words in theirs["lemma_index"].items():
        index = ours.get_table("lemma_index").get(kind)
        assert all(word in index for word in words)
        assert "zzqqx" not in index
    assert ours.get_table("lemma_lookup").get("zzqqx", "none") == "none"
