"""Which original each translated quotation renders, by what a translation leaves recognisable."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

_WORD = re.compile(r"[^\W_]+")


def signature(text: str) -> frozenset[str]:
    """What a translation leaves recognisable: figures, and the first five letters of longer words, accents off."""
    bare = "".join(char for char in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(char))
    return frozenset(word[:5] for word in _WORD.findall(bare) if len(word) > 4 or word.isdigit())


def align(translated: Sequence[str], originals: Sequence[str], looked_at: int = 100) -> tuple[int | None, ...]:
    """For each translated quotation the index of the original that it most likely renders, each original once.

    Shared figures, names and cognates weigh most, then the like length, then the like place in the order.
    """
    rows, columns = translated[:looked_at], originals[:looked_at]
    marks = [signature(text) for text in columns]
    scores = []
    for row, text in enumerate(rows):
        own = signature(text)
        for column, original in enumerate(columns):
            place = abs(row / max(1, len(rows)) - column / max(1, len(columns)))
            scores.append((_affinity(own, marks[column]) + _length_ratio(text, original) / 2 - place / 2, row, column))
    chosen: dict[int, int] = {}
    for _, row, column in sorted(scores, key=lambda score: (-score[0], score[1], score[2])):
        if row not in chosen and column not in chosen.values():
            chosen[row] = column
    return tuple(chosen.get(row) for row in range(len(translated)))


def _affinity(first: frozenset[str], second: frozenset[str]) -> float:
    return 2 * len(first & second) / max(1, len(first | second))


def _length_ratio(first: str, second: str) -> float:
    return min(len(first), len(second)) / max(1, len(first), len(second))
