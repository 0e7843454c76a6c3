"""Which sentences of a source an article's sentences render, and which they leave out.

Sentences are compared by their units (`bridge.text.bilingual.units`) through an inverted index, so that the work grows
with what sentences have in common and not with the number of pairs.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass
from functools import lru_cache
from math import log

from bridge.text.bilingual.lexicon import certain
from bridge.text.bilingual.units import Unit, units

#: Sentences looked at on either side; beyond, nothing is aligned.
MOST = 2_000
#: How many of the other side's sentences are kept for each.
_BEST = 4
#: A key that stands in more sentences tells nothing about which of them is meant.
_COMMON = 60
#: Units whose keys are looked up once; a text of more different ones is no article.
_REMEMBERED = 4_096
#: What a key of a synonym counts.
_GUESS = 0.75
#: A pair that has less of both in common is none.
_FAINT = 0.12


@dataclass(frozen=True, slots=True)
class Link:
    """A pair: indexes of the two sentences, and how much of the weight of each has a counterpart in the other (0–1)."""

    source: int
    article: int
    of_source: float
    of_article: float

    @property
    def score(self) -> float:
        """How clearly the two say the same: high where one is wholly in the other, higher where both are."""
        low, high = sorted((self.of_source, self.of_article))
        return 0.55 * high + 0.45 * low


@dataclass(frozen=True, slots=True)
class Alignment:
    """For each sentence its best counterparts, the best first; none where nothing resembles it.

    ``article_cover`` and ``source_cover``: the share of each sentence's weight (0–1) that its counterparts, taken
    together with their neighbours, account for.
    """

    by_article: tuple[tuple[Link, ...], ...]
    by_source: tuple[tuple[Link, ...], ...]
    article_cover: tuple[float, ...]
    source_cover: tuple[float, ...]


def align(source: Sequence[str], article: Sequence[str], language: str | None) -> Alignment:
    """Align the sentences of a source in ``language`` with those of a French article; both at most MOST long."""
    return _aligned(tuple(source[:MOST]), tuple(article[:MOST]), "en" if language == "en" else "fr")


@lru_cache(maxsize=16)
def _aligned(source: tuple[str, ...], article: tuple[str, ...], language: str) -> Alignment:
    theirs = tuple(units(sentence, language) for sentence in source)
    ours = tuple(units(sentence, "fr") for sentence in article)
    of_source, of_article = _Side(theirs), _Side(ours)
    links: list[Link] = []
    for number, sentence in enumerate(ours):
        for other in of_source.likely(sentence):
            there, here = of_article.covered(theirs[other], (number,)), of_source.covered(sentence, (other,))
            if there >= _FAINT and here >= _FAINT:
                links.append(Link(source=other, article=number, of_source=there, of_article=here))
    by_article = _grouped(links, len(ours), of_source=False)
    by_source = _grouped(links, len(theirs), of_source=True)
    return Alignment(
        by_article=by_article,
        by_source=by_source,
        article_cover=tuple(
            of_source.covered(sentence, _around(len(theirs), (link.source for link in found)))
            for sentence, found in zip(ours, by_article, strict=True)
        ),
        source_cover=tuple(
            of_article.covered(sentence, _around(len(ours), (link.article for link in found)))
            for sentence, found in zip(theirs, by_source, strict=True)
        ),
    )


@dataclass(frozen=True, slots=True)
class _Found:
    """The sentences of a side that have keys of a unit, in sets.

    ``telling``: those with one that is no synonym's and stands in few; ``guessed``: those with a synonym's alone, which
    is a guess. ``surely`` and ``perhaps``: the same with the sets of what stands in many, which are not put together,
    as they are large.
    """

    telling: frozenset[int]
    guessed: frozenset[int]
    surely: tuple[Set[int], ...]
    perhaps: tuple[Set[int], ...]


class _Side:
    """The sentences of one side by the keys in them; a unit's keys are looked up once, as words come again."""

    def __init__(self, sentences: tuple[tuple[Unit, ...], ...]) -> None:
        places: defaultdict[str, set[int]] = defaultdict(set)
        for number, sentence in enumerate(sentences):
            for unit in sentence:
                for key in unit.keys:
                    places[key].add(number)
        self._places = places
        self._found: dict[frozenset[str], _Found] = {}

    def _of(self, keys: frozenset[str]) -> _Found:
        found = self._found.get(keys)
        if found is None:
            if len(self._found) >= _REMEMBERED:
                self._found.clear()
            sure = certain(keys)
            telling, surely = self._among(sure)
            guessed, perhaps = self._among(keys - sure)
            found = _Found(telling, guessed - telling, (telling, *surely), (guessed, *perhaps))
            self._found[keys] = found
        return found

    def _among(self, keys: frozenset[str]) -> tuple[frozenset[int], list[Set[int]]]:
        """The sentences that have one of the keys: of those in few in one set, of each other one in a set."""
        places = [some for key in keys if (some := self._places.get(key))]
        few = frozenset[int]().union(*(some for some in places if len(some) <= _COMMON))
        return few, [some for some in places if len(some) > _COMMON]

    def likely(self, sentence: tuple[Unit, ...]) -> list[int]:
        """The sentences that have most in common with one of the other side."""
        scores: dict[int, float] = defaultdict(float)
        for unit in sentence:
            found = self._of(unit.keys)
            if not (hits := len(found.telling) + len(found.guessed)):
                continue
            # What stands in few sentences says more about which one is meant.
            rarity = 1 + 1 / log(hits + 1.72)
            for some, trust in ((found.telling, 1.0), (found.guessed, _GUESS)):
                worth = trust * unit.weight * rarity
                for other in some:
                    scores[other] += worth
        # Sums of floats in the order of a set: the same text must give the same pairs in every process.
        return sorted(scores, key=lambda other: (-round(scores[other], 6), other))[: 2 * _BEST]

    def covered(self, sentence: tuple[Unit, ...], numbers: Sequence[int]) -> float:
        """The share of the weight of a sentence of the other side whose units some of this one's have a key of."""
        total = kept = 0.0
        for unit in sentence:
            total += unit.weight
            found = self._of(unit.keys)
            if _meet(found.surely, numbers):
                kept += unit.weight
            elif _meet(found.perhaps, numbers):
                kept += unit.weight * _GUESS
        return kept / total if total else 1.0


def _meet(sets: Iterable[Set[int]], numbers: Sequence[int]) -> bool:
    for some in sets:  # noqa: SIM110 — any() takes twice as long here
        if not some.isdisjoint(numbers):
            return True
    return False


def cover(sentence: Iterable[Unit], others: Iterable[Iterable[Unit]]) -> float:
    """The share of the weight of ``sentence`` whose units have a key in common with those of ``others``; 1 for none."""
    known = frozenset[str]().union(*(unit.keys for other in others for unit in other))
    total = kept = 0.0
    for unit in sentence:
        total += unit.weight
        if not known.isdisjoint(unit.keys):
            kept += unit.weight * (_GUESS if known.isdisjoint(certain(unit.keys)) else 1.0)
    return kept / total if total else 1.0


def _grouped(links: list[Link], count: int, *, of_source: bool) -> tuple[tuple[Link, ...], ...]:
    groups: list[list[Link]] = [[] for _ in range(count)]
    for link in links:
        groups[link.source if of_source else link.article].append(link)
    return tuple(tuple(sorted(group, key=lambda link: -link.score)[:_BEST]) for group in groups)


def _around(count: int, numbers: Iterable[int]) -> tuple[int, ...]:
    """The best two counterparts, with the neighbours of the first: sentences are split and merged."""
    best = list(numbers)[:3]
    wanted = dict.fromkeys(best)
    for number in best[:1]:
        wanted |= dict.fromkeys(near for near in (number - 1, number + 1) if 0 <= near < count)
    return tuple(wanted)
