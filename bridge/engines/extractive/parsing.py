"""Parsed sentences, as the engine needs them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from bridge.engines.extractive import lexicon
from bridge.text.nlp import analysed

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

#: No sentence is longer than this; what is (a table pasted as text, a base64 blob) is looked at up to here only.
MAX_SENTENCE_CHARACTERS = 2_000

CONTENT = frozenset({"NOUN", "PROPN", "ADJ", "VERB"})

_QUOTED = re.compile(r"«[^»]*(?:»|$)|“[^”]*(?:”|$)|\"[^\"]*(?:\"|$)")


@dataclass(frozen=True, kw_only=True, eq=False)
class Sentence:
    """A sentence of the source: its text verbatim, its parse, and where it stands (``piece``, counted from 0)."""

    text: str
    doc: Doc
    piece: int
    block: int
    order: int

    @cached_property
    def lemmas(self) -> tuple[str, ...]:
        """The lemmas of its content words, in order."""
        return tuple(lemma(token) for token in self.doc if is_content(token))

    @cached_property
    def quoted(self) -> tuple[tuple[int, int], ...]:
        """The character ranges that stand in quotation marks, an unclosed one up to the end."""
        return tuple(match.span() for match in _QUOTED.finditer(self.text))

    def in_quotation(self, token: Token) -> bool:
        """Whether somebody else says the token."""
        return any(start <= token.idx < end for start, end in self.quoted)

    @cached_property
    def vector(self) -> Any:
        """The sum of the model's vectors of the content words (a numpy array), or None where it knows none."""
        known = [token.vector for token in self.doc if is_content(token) and token.has_vector]
        return sum(known[1:], start=known[0]) if known else None


def is_content(token: Token) -> bool:
    """Whether a token carries meaning of its own."""
    if token.i > 1 and token.doc[token.i - 1].text == "-" and not token.doc[token.i - 2].whitespace_:
        return False  # « week-end » counts once
    return token.pos_ in CONTENT and not token.is_stop and any(c.isalpha() for c in token.text) and len(token) > 1


def is_name(token: Token) -> bool:
    """Whether a token is (part of) a proper name: the tagger or the entity recogniser says so, and it has a capital."""
    if not any(c.isupper() for c in token.text):
        return False
    if token.i == 0 and not token.ent_type_:
        return token.pos_ == "PROPN" and token.text.lower() not in lexicon.EMPTY_HEADS
    # In the middle of a sentence French capitalises names alone.
    return token.pos_ == "PROPN" or bool(token.ent_type_) or token.pos_ in {"NOUN", "X", "ADJ", "PRON"}


def lemma(token: Token) -> str:
    """The lemma in lower case; a name's own form, since the model's lemmas of names are guesses."""
    return token.lower_ if is_name(token) else token.lemma_.lower()


def parse(texts: Iterable[tuple[int, int, str]]) -> Iterator[Sentence]:
    """Sentences from (piece, block, text), in order."""
    rows = list(texts)
    docs = analysed(text[:MAX_SENTENCE_CHARACTERS] for _, _, text in rows)
    for order, ((piece, block, text), doc) in enumerate(zip(rows, docs, strict=True)):
        yield Sentence(text=text, doc=doc, piece=piece, block=block, order=order)


def parse_one(text: str) -> Sentence:
    """A text on its own, such as a title."""
    return next(parse([(-1, -1, text)]))
