"""Which sentences of a source an article's sentences render, and which they leave out.

Sentences are compared by their units (`bridge.text.bilingual.units`) through an inverted index, so that the work grows
with what sentences have in common and not with the number of pairs.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from math import log

from bridge.text.bilingual.lexicon import certain
from bridge.text.bilingual.units import Unit, units

#: Sentences looked at on either side; beyond, nothing is aligned.
MOST = 2_000
#: How many of the other side's sentences are kept for each.
_BEST = 4
#: A key that stands in more sentences tells nothing about which of them is meant.
_COMMON = 60
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


@dataclass(frozen=True)
class Alignment:
    """For each sentence its best counterparts, the best first; none where nothing resembles it.

    ``article_cover`` and ``source_cover``: the share of each sentence's weight (0–1) that its counterparts, taken
    together with their neighbours, account for.
    """

    by_article: tuple[tuple[Link, ...], ...]
    by_source: tuple[tuple[Link, ...], ...]
    article: Side
    source: Side

    @cached_property
    def article_cover(self) -> tuple[float, ...]:
        """See the class."""
        return self.article.covered_by(self.source, [[link.source for link in found] for found in self.by_article])

    @cached_property
    def source_cover(self) -> tuple[float, ...]:
        """See the class."""
        return self.source.covered_by(self.article, [[link.article for link in found] for found in self.by_source])


class Side:
    """The sentences of one side, with the keys of each."""

    def __init__(self, sentences: Iterable[str], language: str) -> None:
        self.units = tuple(units(sentence, language) for sentence in sentences)
        self.keys = tuple(map(keys_of, self.units))

    def covered_by(self, other: Side, counterparts: Iterable[Sequence[int]]) -> tuple[float, ...]:
        """The cover of each sentence by its counterparts on the other side and their neighbours."""
        return tuple(
            covered(sentence, mine, frozenset().union(*(other.keys[near] for near in _around(len(other.keys), found))))
            for sentence, mine, found in zip(self.units, self.keys, counterparts, strict=True)
        )


def align(source: Sequence[str], article: Sequence[str], language: str | None) -> Alignment:
    """Align the sentences of a source in ``language`` with those of a French article; both at most MOST long."""
    return _aligned(tuple(source[:MOST]), tuple(article[:MOST]), "en" if language == "en" else "fr")


@lru_cache(maxsize=16)
def _aligned(source: tuple[str, ...], article: tuple[str, ...], language: str) -> Alignment:
    theirs, ours = Side(source, language), Side(article, "fr")
    index = _index(theirs.keys)
    links: list[Link] = []
    for number, (sentence, mine) in enumerate(zip(ours.units, ours.keys, strict=True)):
        for other in _likely(sentence, index):
            its = theirs.keys[other]
            of_source, of_article = covered(theirs.units[other], its, mine), covered(sentence, mine, its)
            if of_source >= _FAINT and of_article >= _FAINT:
                links.append(Link(source=other, article=number, of_source=of_source, of_article=of_article))
    return Alignment(
        by_article=_grouped(links, len(article), of_source=False),
        by_source=_grouped(links, len(source), of_source=True),
        article=ours,
        source=theirs,
    )


def _index(sentences: Iterable[frozenset[str]]) -> Mapping[str, tuple[float, tuple[int, ...]]]:
    """For each key what it counts, and the sentences that have it."""
    places: dict[str, list[int]] = defaultdict(list)
    for number, keys in enumerate(sentences):
        for key in keys:
            places[key].append(number)
    return {key: (_trust(key), tuple(numbers)) for key, numbers in places.items() if len(numbers) <= _COMMON}


def _likely(sentence: tuple[Unit, ...], index: Mapping[str, tuple[float, tuple[int, ...]]]) -> list[int]:
    """The other side's sentences that have most in common with one."""
    found: dict[int, float] = defaultdict(float)
    for unit in sentence:
        hits: dict[int, float] = {}
        for key in unit.keys:
            if (entry := index.get(key)) is None:
                continue
            trust, numbers = entry
            for other in numbers:
                if hits.get(other, 0.0) < trust:
                    hits[other] = trust
        if hits:
            # What stands in few sentences says more about which one is meant.
            rarity = 1 + 1 / log(len(hits) + 1.72)
            for other, trust in hits.items():
                found[other] += trust * unit.weight * rarity
    # Sums of floats in the order of a set: the same text must give the same pairs in every process.
    return sorted(found, key=lambda other: (-round(found[other], 6), other))[: 2 * _BEST]


def _trust(key: str) -> float:
    """A synonym found by way of English is a guess."""
    return _GUESS if key.startswith("=") else 1.0


def cover(sentence: Sequence[Unit], others: Iterable[Sequence[Unit]]) -> float:
    """The share of the weight of ``sentence`` whose units have a key in common with those of ``others``; 1 for none."""
    return covered(sentence, keys_of(sentence), frozenset().union(*map(keys_of, others)))


def keys_of(sentence: Iterable[Unit]) -> frozenset[str]:
    """The keys of all units of a sentence."""
    return frozenset().union(*(unit.keys for unit in sentence))


def covered(sentence: Iterable[Unit], keys: frozenset[str], known: frozenset[str]) -> float:
    """As ``cover``, of units whose keys are among ``known``; ``keys``: those of all units of the sentence."""
    shared = keys & known
    total = kept = 0.0
    for unit in sentence:
        total += unit.weight
        if shared and not shared.isdisjoint(unit.keys):
            kept += unit.weight * (_GUESS if shared.isdisjoint(certain(unit.keys)) else 1.0)
    return kept / total if total else 1.0


def _grouped(links: list[Link], count: int, *, of_source: bool) -> tuple[tuple[Link, ...], ...]:
    groups: list[list[Link]] = [[] for _ in range(count)]
    for link in links:
        groups[link.source if of_source else link.article].append(link)
    return tuple(tuple(sorted(group, key=lambda link: -link.score)[:_BEST]) for group in groups)


def _around(count: int, numbers: Sequence[int]) -> Iterable[int]:
    """The best of the counterparts, with the neighbours of the first, of ``count`` sentences: sentences are split and
    merged."""
    wanted = dict.fromkeys(numbers[:3])
    for number in numbers[:1]:
        wanted |= dict.fromkeys(near for near in (number - 1, number + 1) if 0 <= near < count)
    return wanted
