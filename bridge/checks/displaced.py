"""Quotations that stand in each other's place: what leads to one of them in the source leads to another here.

Part of the check of speakers: a name beside a quotation tells who says it, but "dit-elle" does not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import combinations

from bridge.checks.quoted import Said
from bridge.text.bilingual.alignment import cover
from bridge.text.bilingual.units import units
from bridge.text.facts.quotations import folded

#: What the surroundings of a quotation must have in common with those of another in the source, and how much more than
#: with those of its own: words of any kind, and names, which stand all over.
ALIKE, MORE = 0.4, 0.25
_QUOTED = re.compile(r"«[^»]*»?|“[^”]*”?|\"[^\"]*\"|[^«“]{0,160}[»”]")


@dataclass(frozen=True, kw_only=True, slots=True)
class Placed:
    """A quotation of the article, and the one of the source that it is."""

    item: Said
    original: Said


def exchanged(placed: Sequence[Placed], language: str) -> Iterator[tuple[Placed, Placed]]:
    """Pairs of quotations of which each stands where the source, in ``language``, has the other.

    Both ways: a quotation that merely stands elsewhere than in the source is an author's choice, and so is an order of
    two that stand in one paragraph of either.
    """
    alike = cache(lambda one, other: _alike(placed[one], placed[other], language))
    for (at, one), (to, other) in combinations(enumerate(placed), 2):
        if (
            _is_apart(one.item, other.item)
            and _is_apart(one.original, other.original)
            # Most pairs are nothing like each other: the rest is compared of the few that are.
            and all(alike(*pair) >= ALIKE for pair in ((at, to), (to, at)))
            and all(alike(*pair) - alike(pair[0], pair[0]) >= MORE for pair in ((at, to), (to, at)))
        ):
            yield one, other


@lru_cache(maxsize=512)
def _unquoted(context: str) -> str:
    return _QUOTED.sub(" ", context)


def _is_apart(one: Said, other: Said) -> bool:
    """Whether two quotations are not the same, and stand in two paragraphs that are known."""
    known = one.passage >= 0 and other.passage >= 0 and one.passage != other.passage
    return known and folded(one.text) != folded(other.text)


def _alike(one: Placed, other: Placed, language: str) -> float:
    """How much of what stands around the one here stands around the other in the source, and the other way round."""
    ours = units(_unquoted(one.item.context), "fr")
    theirs = units(_unquoted(other.original.context), language)
    if not ours or not theirs:
        return 0.0
    low, high = sorted((cover(ours, (theirs,)), cover(theirs, (ours,))))
    return 0.55 * high + 0.45 * low
