"""No paragraph and no sentence twice: a model that has to fill repeats itself."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from itertools import islice

from bridge.checks.places import MANY, Piece, blocker, body, warning
from bridge.domain.article import Article, NodeKind
from bridge.domain.finding import Finding
from bridge.domain.source import Brief, Source
from bridge.text.facts.quotations import folded
from bridge.text.sentences import split_sentences

#: Shorter sentences recur without being noticed.
WORDS = 8
#: Words of the heading over a list that sums up, and so repeats on purpose.
_SUMMARY = ("essentiel", "retenir", "en bref", "points cles", "resume")


def check(source: Source, brief: Brief, article: Article) -> tuple[Finding, ...]:  # noqa: ARG001
    """Blocker ``repetition.paragraph``, warning ``repetition.sentence``; lists that sum up may repeat the body."""
    pieces = tuple(_told(article))
    paragraphs = tuple(islice(_paragraphs(pieces), MANY))
    return (*paragraphs, *islice(_sentences(pieces), MANY))


def _told(article: Article) -> Iterator[Piece]:
    """Paragraphs, lists and quotes, but for summaries: a list before all headings, or under one that says so."""
    summary = True
    for piece in body(article):
        kind = piece.node.kind if piece.node else None
        if kind is NodeKind.HEADING:
            bare = unicodedata.normalize("NFKD", piece.text.casefold())
            plain = "".join(char for char in bare if not unicodedata.combining(char))
            summary = any(word in plain for word in _SUMMARY)
        elif not (summary and kind is NodeKind.LIST):
            yield piece


def _paragraphs(pieces: tuple[Piece, ...]) -> Iterator[Finding]:
    seen: dict[str, str] = {}
    for piece in pieces:
        words = folded(piece.text)
        if words.count(" ") <= WORDS:
            continue
        if words in seen:
            message = f"Ce passage est le même que « {seen[words]} » : retirez l’un des deux."
            yield blocker("repetition.paragraph", piece.place, message, piece.text)
        else:
            seen[words] = piece.place


def _sentences(pieces: tuple[Piece, ...]) -> Iterator[Finding]:
    seen: dict[str, str] = {}
    whole: set[str] = set()
    for piece in pieces:
        words_of_piece = folded(piece.text)
        if words_of_piece in whole:
            continue
        whole.add(words_of_piece)
        for sentence in split_sentences(piece.text):
            words = folded(sentence)
            if words.count(" ") <= WORDS:
                continue
            if words in seen:
                message = f"Cette phrase est déjà dans « {seen[words]} » : dites-la une seule fois."
                yield warning("repetition.sentence", piece.place, message, sentence)
            else:
                seen[words] = piece.place
