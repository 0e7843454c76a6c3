"""Which sentences of a source an article's sentences render, and which they leave out.

Sentences are compared by their units (`bridge.text.bilingual.units`) through an inverted index, so that the work grows
with what sentences have in common and not with the number of pairs.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
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
    index = _index(theirs)
    links: list[Link] = []
    known = tuple(map(_keys, theirs))
    for number, sentence in enumerate(ours):
        mine = _keys(sentence)
        for other in _likely(sentence, index):
            of_source, of_article = covered(theirs[other], mine), covered(sentence, known[other])
            if of_source >= _FAINT and of_article >= _FAINT:
                links.append(Link(source=other, article=number, of_source=of_source, of_article=of_article))
    by_article = _grouped(links, len(ours), of_source=False)
    by_source = _grouped(links, len(theirs), of_source=True)
    return Alignment(
        by_article=by_article,
        by_source=by_source,
        article_cover=tuple(
            cover(sentence, _around(theirs, (link.source for link in found)))
            for sentence, found in zip(ours, by_article, strict=True)
        ),
        source_cover=tuple(
            cover(sentence, _around(ours, (link.article for link in found)))
            for sentence, found in zip(theirs, by_source, strict=True)
        ),
    )


def _index(sentences: tuple[tuple[Unit, ...], ...]) -> Mapping[str, tuple[int, ...]]:
    places: dict[str, dict[int, None]] = defaultdict(dict)
    for number, sentence in enumerate(sentences):
        for unit in sentence:
            for key in unit.keys:
                places[key][number] = None
    return {key: tuple(numbers) for key, numbers in places.items() if len(numbers) <= _COMMON}


def _likely(sentence: tuple[Unit, ...], index: Mapping[str, tuple[int, ...]]) -> list[int]:
    """The other side's sentences that have most in common with one."""
    found: dict[int, float] = defaultdict(float)
    for unit in sentence:
        hits: dict[int, float] = {}
        for key in unit.keys:
            for other in index.get(key, ()):
                hits[other] = max(hits.get(other, 0.0), _trust(key))
        for other, trust in hits.items():
            # What stands in few sentences says more about which one is meant.
            found[other] += trust * unit.weight * (1 + 1 / log(len(hits) + 1.72))
    # Sums of floats in the order of a set: the same text must give the same pairs in every process.
    return sorted(found, key=lambda other: (-round(found[other], 6), other))[: 2 * _BEST]


def _trust(key: str) -> float:
    """A synonym found by way of English is a guess."""
    return _GUESS if key.startswith("=") else 1.0


def cover(sentence: Iterable[Unit], others: Iterable[Iterable[Unit]]) -> float:
    """The share of the weight of ``sentence`` whose units have a key in common with those of ``others``; 1 for none."""
    return covered(sentence, frozenset(key for other in others for unit in other for key in unit.keys))


def _keys(sentence: Iterable[Unit]) -> frozenset[str]:
    return frozenset(key for unit in sentence for key in unit.keys)


def covered(sentence: Iterable[Unit], known: frozenset[str]) -> float:
    """As ``cover``, of units whose keys are among ``known``."""
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


def _around(sentences: tuple[tuple[Unit, ...], ...], numbers: Iterable[int]) -> tuple[tuple[Unit, ...], ...]:
    """The best two counterparts, with the neighbours of the first: sentences are split and merged."""
    best = list(numbers)[:3]
    wanted = dict.fromkeys(best)
    for number in best[:1]:
        wanted |= dict.fromkeys(near for near in (number - 1, number + 1) if 0 <= near < len(sentences))
    return tuple(sentences[number] for number in wanted)
