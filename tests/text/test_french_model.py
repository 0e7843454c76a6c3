"""The lean reading of spaCy's French model: what it says of a text is what ``spacy.load`` says of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING, Any

import pytest
import spacy
from srsly import read_msgpack

from bridge.text import nlp
from bridge.text.french_model import PACKAGE, Rows, folder, hyphenated
from bridge.text.inline import plain
from tests.support.corpus import drafts

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

#: Of every article of the corpus, as much as shows every kind of sentence.
LETTERS = 400


@cache
def stock() -> Language:
    return spacy.load(PACKAGE, exclude=["senter"])


def texts() -> Iterator[str]:
    for draft in drafts():
        yield plain(draft.reference.html if draft.reference else draft.content)[:LETTERS]
    yield "L’ex-ministre, arc-en-ciel ; Saint-Julien-lès-Metz, micro-organismes, y a-t-il ? vice-Ωmega 12 %"


def said(doc: Doc) -> list[tuple[Any, ...]]:
    return [
        (token.text, token.idx, token.pos_, token.dep_, token.head.i, str(token.morph), token.is_stop, token.has_vector)
        for token in doc
    ]


@pytest.mark.parametrize("text", list(texts()))
def test_a_parse_is_that_of_the_whole_model(text: str) -> None:
    whole = stock()(text)
    assert said(nlp.parsed(text)) == said(whole)
    assert [token.lemma_ for token in nlp.lemmatized(text)] == [token.lemma_ for token in whole]
    for ours, theirs in zip(next(nlp.analysed([text])), whole, strict=True):
        assert (ours.lemma_, ours.ent_type_, ours.ent_iob_) == (theirs.lemma_, theirs.ent_type_, theirs.ent_iob_)
        assert ours.vector.tolist() == theirs.vector.tolist()


def test_words_are_as_alike_as_in_the_whole_model() -> None:
    ours, theirs = nlp.vocabulary(), stock().vocab
    pairs = [("maire", "ville"), ("hausse", "baisse"), ("zzqq", "ville")]
    assert [ours[one].similarity(ours[two]) for one, two in pairs[:2]] == [
        theirs[one].similarity(theirs[two]) for one, two in pairs[:2]
    ]
    assert [ours[one].has_vector for one, _ in pairs] == [theirs[one].has_vector for one, _ in pairs]


def test_rows_are_those_of_the_model() -> None:
    theirs = stock().vocab.vectors.key2row
    ours = Rows(folder() / "vocab" / "key2row")
    assert len(ours) == len(theirs)
    assert all(ours[key] == row for key, row in list(theirs.items())[::50])
    assert ours.get(1, -1) == theirs.get(1, -1)
    assert (1 in ours) == (1 in theirs)


def test_words_with_a_hyphen_are_those_of_the_model() -> None:
    theirs, ours = stock().tokenizer.token_match, nlp.tokenizer().token_match
    heads = re.findall(r"\^([\w ]+)\[", read_msgpack(folder() / "tokenizer")["token_match"])
    words = [f"{head}{tail}" for head in heads for tail in ("-forme", "‑É-b’c", "-", "’eau", "-x1", "s-x")]
    words += [
        f"{a}-{b}-{c}" for a in ("Saint", "4x", "中") for b in ("lès", "des", "dans") for c in ("l’eau", "mer", "")
    ]
    assert {word for word in words if ours(word)} == {word for word in words if theirs(word)} != set()


@pytest.mark.parametrize("pattern", ["(?iu)(?:^anti-[a-z]+$)|(?:^auto-[a-z]+$)", "^[a-z]+-[a-z]+$"])
def test_a_pattern_of_another_kind_is_not_tampered_with(pattern: str) -> None:
    match = hyphenated(pattern)
    assert match("auto-école") is None
    assert match("auto-stop")
