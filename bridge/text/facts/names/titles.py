"""Titles of works, which a text sets in italics: whether one is a source's title with a word changed."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator

from rapidfuzz.distance import Levenshtein

from bridge.text.facts.names.words import clean, words

_ITALICS = re.compile(r"<(em|i|cite)(?:\s[^<>]{0,200})?>([^<>]{3,120})</\1>", re.IGNORECASE)
_QUOTED = re.compile(r"[«“\"]\s?([^«»“”\"\n]{3,120}?)\s?[»”\"]")
#: Longer ones are no titles; of shorter ones, one changed word leaves nothing to know them by.
_SHORTEST, _LONGEST = 3, 10
#: So large a share of the words must be the same.
_SAME = 0.6
_MOST = 100


def titles(markup: str) -> Iterator[str]:
    """What stands in italics and begins with a capital."""
    for match in _ITALICS.finditer(markup):
        text = html.unescape(match[2]).strip()
        if text[:1].isupper() and _SHORTEST <= len(text.split()) <= _LONGEST:
            yield text


def quoted(text: str) -> Iterator[str]:
    """Short passages in quotation marks that begin with a capital: titles, where italics are lost."""
    for match in _QUOTED.finditer(text):
        if match[1][:1].isupper() and _SHORTEST <= len(match[1].split()) <= _LONGEST:
            yield match[1]


def changed(title: str, known: Iterable[str]) -> str:
    """The title among ``known`` of which ``title`` changes a word; "" where it is one of them, or is like none."""
    mine = _words(title)
    theirs = {_words(other): other for other in list(known)[:_MOST]}
    if mine in theirs:
        return ""
    for other, written in theirs.items():
        shared = len(mine) - Levenshtein.distance(mine, other)
        if shared >= _SAME * max(len(mine), len(other)) and any(len(word) > 3 for word in set(mine) & set(other)):
            return written
    return ""


def _words(text: str) -> tuple[str, ...]:
    return tuple(word.plain for word in words(clean(text)))
