"""Pairs of words that say the opposite of each other, in French, and through the lexicon in English."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from bridge.text.bilingual.lexicon import entries
from bridge.text.bilingual.morphology import english_forms, english_lemma, fold, french_lemma
from bridge.text.bilingual.units import Unit


@cache
def opposites() -> Mapping[str, frozenset[str]]:
    """Folded French lemma → the folded French lemmas that say the opposite."""
    table: dict[str, set[str]] = {}
    for line in (files(__package__) / "opposites.tsv").read_text("utf-8").splitlines():
        one, _, other = line.partition("\t")
        if not other or line.startswith("#"):
            continue
        ours, theirs = (
            {form for word in words.split() for form in (french_lemma(word), fold(word))} for words in (one, other)
        )
        for words, against in ((ours, theirs), (theirs, ours)):
            for word in words:
                table.setdefault(word, set()).update(against)
    return {word: frozenset(found) for word, found in table.items()}


def meaning(word: str, language: str | None) -> str:
    """The folded French lemma of a word; for an English one that of its first translation, "" where it has none.

    A second sense ("night" for the evening) is too weak a ground to find a contradiction.
    """
    if language != "en":
        return french_lemma(word)
    first, *rest = fold(word).split() or [""]
    forms = (english_lemma(word), *english_forms(fold(word)))
    # "turned down" is one verb
    for form in (" ".join((english_lemma(first), *rest)), *forms) if rest else forms:
        if found := entries().get(form):
            return found[0]
    return ""


def is_verb(unit: Unit, language: str | None) -> bool:
    """Whether a word is a form of a verb, as far as its French lemma tells; nouns in -er are taken for verbs."""
    return meaning(unit.text, language).endswith(("er", "ir", "re"))
