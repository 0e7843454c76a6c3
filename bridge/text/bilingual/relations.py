"""What stands on which side of a relation that has two: cause and effect, what comes first and what follows, more and
less, who does and who suffers. A sentence that has the same words on the other sides turns the relation round."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bridge.text.bilingual.alignment import cover
from bridge.text.bilingual.negation import says_no
from bridge.text.bilingual.units import Unit, units

_LONG = 600
#: So much of each side of one sentence stands on the other side of the other, and so little where it ought to.
_CROSSED = 0.55
_STRAIGHT = 0.3


@dataclass(frozen=True, slots=True)
class _Relation:
    """``forward``: what stands before the pattern comes first (the cause, the earlier, the greater); ``backward``: what
    stands after it."""

    forward: re.Pattern[str]
    backward: re.Pattern[str]


def _relation(forward: str, backward: str) -> _Relation:
    return _Relation(re.compile(forward, re.IGNORECASE), re.compile(backward, re.IGNORECASE))


_RELATIONS = (
    _relation(
        r"\b(?:c['’]est pourquoi|par conséquent|d['’]où|si bien que|de sorte que|entraîn\w+|provoqu\w+(?! par)|"
        r"(?<!à )caus(?:es?|ent|ait|era|ing)\b(?! d| of)|therefore|which is why|leads? to|led to|leading to|"
        r"result(?:s|ed)? in|triggers?)\b",
        r"\b(?:à cause d|en raison d|du fait d|parce qu|car|puisqu|grâce (?:à|aux?)|faute d|provoquée?s? par|"
        r"causée?s? par|due?s? (?:à|aux?)|because(?: of)?|due to|owing to|thanks to|caused by|as a result of|"
        r"triggered by)\b",
    ),
    _relation(
        r"\b(?:avant (?:de |d['’]|que |qu['’]|l|que)?|before|prior to|ahead of)\b", r"\b(?:après|after|following)\b"
    ),
    _relation(
        r"\b(?:plus|davantage|more|(?!other|over|under|after|rather|whether|never|ever)\w{3,}er)\b[^,.;:]{0,40}?\b(?:qu|than)\b",
        r"\b(?:moins|less|fewer)\b[^,.;:]{0,40}?\b(?:qu|than)\b",
    ),
)


@dataclass(frozen=True, slots=True)
class Sides:
    """The content words on the first and the second side of a relation, and the word that makes it."""

    first: tuple[Unit, ...]
    second: tuple[Unit, ...]
    word: str


def exchanged(sentence: str, language: str | None, other: str, other_language: str | None) -> str:
    """The word of ``sentence`` that relates two things the other way round than the other sentence; "" for none."""
    if says_no(sentence, language) or says_no(other, other_language):
        return ""
    for relation in _RELATIONS:
        for mine in _sides(relation, sentence, language):
            for its in _sides(relation, other, other_language):
                if _crossed(mine, its):
                    return mine.word
    return ""


def agree(sentence: str, language: str | None, other: str, other_language: str | None) -> bool:
    """Whether the sentences relate the same two things in the same way, be it in other words."""
    return any(
        _straight(mine, its)
        for relation in _RELATIONS
        for mine in _sides(relation, sentence, language)
        for its in _sides(relation, other, other_language)
    )


def _sides(relation: _Relation, sentence: str, language: str | None) -> Iterator[Sides]:
    found = units(sentence, language)
    for pattern, forward in ((relation.forward, True), (relation.backward, False)):
        match = pattern.search(sentence[:_LONG])
        if match is None:
            continue
        before, after = _parted(sentence, match, found)
        if before and after:
            yield Sides(*((before, after) if forward else (after, before)), match.group().strip())


def _parted(sentence: str, match: re.Match[str], found: tuple[Unit, ...]) -> tuple[tuple[Unit, ...], tuple[Unit, ...]]:
    """The words before and after a connector; one that opens the sentence rules what stands before the first comma."""
    begin, end = match.span()
    after = tuple(unit for unit in found if unit.start >= end)
    if any(unit.start < begin for unit in found):
        return tuple(unit for unit in found if unit.start < begin), after
    comma = sentence.find(", ", end)
    if comma < 0:
        return (), after
    return tuple(unit for unit in after if unit.start > comma), tuple(unit for unit in after if unit.start < comma)


def _crossed(one: Sides, other: Sides) -> bool:
    return (
        min(_share(one.first, other.second), _share(one.second, other.first)) >= _CROSSED
        and max(_share(one.first, other.first), _share(one.second, other.second)) < _STRAIGHT
    )


def _straight(one: Sides, other: Sides) -> bool:
    return min(_share(one.first, other.first), _share(one.second, other.second)) >= _CROSSED


def _share(some: tuple[Unit, ...], others: tuple[Unit, ...]) -> float:
    """How much two groups of words have in common: of the one that has less in the other."""
    return min(cover(some, (others,)), cover(others, (some,)))
