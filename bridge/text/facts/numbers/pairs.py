"""Two numbers that belong together in their order: "de 10 à 15", "3-1", "43 voix contre 26", "from 10% to 15%"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from itertools import islice, pairwise

from bridge.text.facts.numbers.lexicon import SPACE
from bridge.text.facts.numbers.records import Kind, NumberFact


class Bond(StrEnum):
    """How two numbers are joined."""

    BETWEEN = "between"
    FROM = "from"
    SCORE = "score"


_REACH = 14
#: So many pairs of a text are read: no article has as many.
MOST = 150
_BETWEEN = re.compile(rf"(?<!\w)(?:entre|between)(?:{SPACE}[^\W\d_]+)?{SPACE}?[€$£]?\Z", re.IGNORECASE)
_FROM = re.compile(
    rf"(?<!\w)(?:de|du|d['’]|depuis|des|from)(?:{SPACE}(?:about|some|environ|quelque))?{SPACE}?[€$£]?\Z", re.IGNORECASE
)
_AND = re.compile(rf"{SPACE}(?:et|and){SPACE}(?:le{SPACE})?[€$£]?", re.IGNORECASE)
_TO = re.compile(
    rf"{SPACE}(?:à|au|aux|to|jusqu['’](?:à|au)|until){SPACE}(?:environ{SPACE}|about{SPACE})?[€$£]?", re.IGNORECASE
)
#: "to 15% from 10%", told backwards.
_BACK = re.compile(rf"{SPACE}from{SPACE}[€$£]?", re.IGNORECASE)
_DASH = re.compile(r"[-–—‑]")
_VOTES = re.compile(
    rf"(?:{SPACE}(?:voix|votes?|buts?|goals?|sets?|points?|suffrages))?{SPACE}(?:à|to|contre|against){SPACE}(?:the{SPACE})?",
    re.IGNORECASE,
)
#: "46 ont voté pour, 17 contre": a score too.
_FOR = re.compile(r"(?<!\w)(?:pour|for|favou?r)[,;]?(?:\s(?:et|and|to))?\s\Z", re.IGNORECASE)
_AGAINST = re.compile(r"(?:\s(?:voix|votes?|élus|were|ont\svoté|voted))*\s(?:contre|against)(?!\w)", re.IGNORECASE)
_LOSING = re.compile(
    r"(?<!\w)(?:s['’](?:est|incline|inclinent|inclin)|inclin\w+|perd\w*|perte|défait\w*|battue?s?(?=\spar|\sà|\spour)|dominée?s?\spar|"
    r"lost|lose|loses|losing|defeat(?:ed)?\sby|beaten|went\sdown|fell\sto)(?!\w)",
    re.IGNORECASE,
)
#: "Menés 17 à 9": told by those behind.
_BEHIND = re.compile(r"(?<!\w)(?:menée?s?|trailing|trailed|down|behind)\s(?:de\s|by\s)?\Z", re.IGNORECASE)
_SENTENCE = re.compile(r"[.!?…]\s|\n")


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)
class Pair:
    """Two facts, in the order in which they are meant; ``lost``: a score told from the loser's side."""

    first: NumberFact
    second: NumberFact
    bond: Bond
    sentence: str
    lost: bool = False

    def same(self, other: Pair) -> bool:
        """Whether both are the same two numbers in the same order, or in any where order says nothing."""
        if _same(self.first, other.first) and _same(self.second, other.second):
            return True
        scores = self.bond is other.bond is Bond.SCORE
        if not self._crossed(other) or (not scores and self._falls() > other._falls()):
            return False
        return Bond.BETWEEN in {self.bond, other.bond} or self.lost != other.lost

    def reversed(self, other: Pair, *, loosely: bool = False) -> bool:
        """Whether both are the same two numbers the other way round: a range never falls where the source's rises."""
        falls = self.bond is not Bond.SCORE and other.bond is not Bond.SCORE and self._falls() > other._falls()
        return self._crossed(other) and (loosely or falls or self.bond is other.bond)

    def _falls(self) -> bool:
        one, other = self.first.value, self.second.value
        if isinstance(one, tuple) and isinstance(other, tuple):
            return tuple(part or 0 for part in one) > tuple(part or 0 for part in other)
        return isinstance(one, Decimal) and isinstance(other, Decimal) and one > other

    def shares(self, other: Pair, fact: NumberFact) -> bool:
        """Whether ``fact``, one end of this range, is the same end of the other one."""
        if self.bond is Bond.SCORE or other.bond is Bond.SCORE:
            return False
        return _same(fact, other.first if fact is self.first else other.second)

    def _crossed(self, other: Pair) -> bool:
        return _same(self.first, other.second) and _same(self.second, other.first)


def _same(one: NumberFact, other: NumberFact) -> bool:
    return bool(one.keys & other.keys)


def pairs(text: str, found: Sequence[NumberFact]) -> Iterator[Pair]:
    """The first ``MOST`` pairs of a text, of the facts read in it."""
    yield from islice(_pairs(text, found), MOST)


def _pairs(text: str, found: Sequence[NumberFact]) -> Iterator[Pair]:
    for first, second in pairwise(found):
        end = max(first.end, first.stop)
        if not 0 < second.start - end <= 40 and second.start != end:
            continue
        before = text[max(0, first.start - _REACH) : first.start]
        made = _bond(before, text[end : second.start], first, second)
        if made is None and _FOR.search(text[end : second.start]) and _AGAINST.match(text, second.end):
            made = Bond.SCORE, False
        if made is not None:
            bond, backwards = made
            sentence = _around(text, first.start, second.end)
            behind = _BEHIND.search(before) or _LOSING.search(sentence)
            yield Pair(
                first=second if backwards else first, second=first if backwards else second, bond=bond,
                sentence=sentence, lost=bond is Bond.SCORE and behind is not None,
            )  # fmt: skip


def _bond(before: str, between: str, first: NumberFact, second: NumberFact) -> tuple[Bond, bool] | None:
    if _BETWEEN.search(before) and _AND.fullmatch(between):
        return Bond.BETWEEN, False
    if _FROM.search(before) and _TO.fullmatch(between):
        return Bond.FROM, False
    if re.search(r"(?<!\w)to\s[€$£]?\Z", before) and _BACK.fullmatch(between):
        return Bond.FROM, True
    counts = first.kind is second.kind is Kind.NUMBER and not first.unit and not second.unit
    if not counts or first.measure or (second.measure and second.measure != "point"):
        return None
    if _DASH.fullmatch(between) or _VOTES.fullmatch(between):
        return Bond.SCORE, False
    return None


def _around(text: str, start: int, end: int) -> str:
    before = text[max(0, start - 150) : start]
    after = text[end : end + 150]
    cut = 0
    for match in _SENTENCE.finditer(before):
        cut = match.end()
    stop = _SENTENCE.search(after)
    return (before[cut:] + text[start:end] + (after[: stop.start() + 1] if stop else after)).strip()
