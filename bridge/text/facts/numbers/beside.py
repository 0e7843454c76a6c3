"""The sentences of a source that a number of the article may render, and what they say of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from enum import StrEnum
from functools import cached_property
from itertools import islice

from bridge.text.bilingual.pairing import Pairing
from bridge.text.facts.numbers import deduced, enumerated, reckoning
from bridge.text.facts.numbers.compare import Reason, figures
from bridge.text.facts.numbers.derived import follows, in_other_words
from bridge.text.facts.numbers.facts import facts
from bridge.text.facts.numbers.likeness import Likeness
from bridge.text.facts.numbers.placing import Misplaced
from bridge.text.facts.numbers.records import Kind, NumberFact
from bridge.text.facts.numbers.said import Said

_NUMBERED = re.compile(r"(?:n[°ºo]|numéro)\s?\Z", re.IGNORECASE)
#: So many sentences before one may tell the date that it counts from.
_BEFORE = 4
#: Counterparts looked at for each sentence of the article.
_LINKS = 3
#: So many dates of a source are looked at.
_DATES = 80
#: A counterpart that has less in common is none.
_LINKED = 0.2
#: One that has so much in common is rendered.
_RENDERED = 0.45
_A_YEAR = re.compile(r"(?<!\d)(?:1[5-9]|20)\d\d(?!\d)")
_OTHERS = re.compile(r"\s(?:autres?|others?)(?!\w)", re.IGNORECASE)
#: An age in brackets: "Jean Dupont (58)".
_BRACKETED = re.compile(r"\(\d{1,3}\)")
#: So near each other two numbers of a sentence speak of one thing; what kinds tell of what they do.
_COMPANION = 60
_TELLING = frozenset({Kind.AMOUNT, Kind.NUMBER, Kind.PERCENT})
_COMPARED = re.compile(
    r"(?<!\w)(?:qu['’]en|contre|depuis|par\srapport\sà|après|vs\.?)\s(?:\w+\sen\s)?\Z", re.IGNORECASE
)
_OVER_A_YEAR = re.compile(
    r"(?<!\w)(?:(?:sur|en)\sun\san|l['’]an\sdernier|l['’]année\sprécédente|year\s(?:ago|earlier|on\syear|before)|"
    r"year-on-year|previous\syear|last\syear)(?!\w)",
    re.IGNORECASE,
)
_SHARES = frozenset({"half", "third", "two thirds", "three quarters", "quarter"})
_MULTIPLES = frozenset({"doubled", "tripled", "quadrupled"})


class Standing(StrEnum):
    """What the source's sentences make of a number that they lack."""

    SAID = "said"
    #: The number is there too, but in other words, and perhaps of something else.
    AGREES = "agrees"
    DERIVED = "derived"
    UNKNOWN = "unknown"


class Beside:
    """The aligned sentences of a source and an article, to ask for single numbers."""

    def __init__(self, pairing: Pairing) -> None:
        self._pairing = pairing
        self._likeness = Likeness(pairing.language)

    def standing(self, fact: NumberFact, text: str, place: str) -> Standing:
        """What the source makes of ``fact``, read in ``text``, the article's piece at ``place``."""
        told, near, lines = self._line(fact, text, place)
        if deduced.is_formula(fact, self._all):
            return Standing.SAID
        if in_other_words(fact, Said(text=text, facts=facts(text, "fr")), self._all, lines):
            known = any(fact.keys & one.keys for line in self._all for one in line.facts)
            return Standing.AGREES if known else Standing.SAID
        derived = (
            follows(near, told, lines, self._dates)
            or enumerated.counts(near, told, lines, self._likeness)
            or reckoning.completes(near, self._dates)
            or reckoning.told_from(near, lines, self._dates, self._pairing.language or "fr")
            or deduced.follows(near, told, lines, self._all)
            or (near.soft and near.unit in _SHARES and reckoning.is_ratio(near, [told]))
        )
        return Standing.DERIVED if derived else Standing.UNKNOWN

    def comes_to(self, fact: NumberFact, text: str, place: str, sentence: str) -> bool:
        """Whether ``fact`` follows from the numbers of one sentence of the source alone."""
        told, near, _ = self._line(fact, text, place)
        lines = [line for line in self._all if line.text == sentence][:1]
        if deduced.follows(near, told, lines, lines):
            return True
        return follows(near, told, lines) or reckoning.completes(near, [one for line in lines for one in line.facts])

    def explains(self, item: Misplaced) -> bool:
        """Whether a number in another's place follows from that one's sentence, or that one is told in other words."""
        sentence = self._pairing.article[item.line].text
        before = self._pairing.article[max(0, item.line - 1) : item.line]
        told = Said(text=sentence, facts=facts(sentence, "fr"))
        near = (*(fact for line in before for fact in facts(line.text, "fr")), *told.facts)
        if item.instead.kind is Kind.DATE and reckoning.told_from(item.instead, [told], near, "fr"):
            return True
        lines = [line for line in self._all if line.text == item.said][:1]
        if item.fact.kind is Kind.YEAR and _is_year_before(item, sentence):
            return True
        if item.reason is Reason.WEEKDAY and deduced.follows(item.fact, told, lines, self._all):
            return True
        there = any(item.fact.keys & one.keys for line in lines for one in line.facts)
        return not there and item.reason is Reason.SWAPPED and follows(item.fact, told, lines)

    def replaces(self, fact: NumberFact, text: str, place: str) -> bool:
        """Whether a share, multiple or rank stands where the rendered sentence has another one that nothing tells."""
        index, family = self._index(fact, text, place), _family(fact)
        if index is None or not family:
            return False
        for link in self._pairing.alignment.by_article[index][:_LINKS]:
            if link.score < _RENDERED:
                continue
            lost = [one for one in self._all[link.source].facts if _family(one) == family]
            telling = {other.article for other in self._pairing.alignment.by_source[link.source]} | {index}
            kept = {
                key for line in telling for one in facts(self._pairing.article[line].text, "fr") for key in one.keys
            }
            if lost and all(kept.isdisjoint(one.keys) for one in lost):
                return True
        return False

    def contradicts(self, fact: NumberFact, text: str, place: str) -> bool:
        """Whether a multiple or a share in words stands where the sentences beside name another one, and no number of
        its own sentence bears it out.
        """
        family = _family(fact)
        if not (fact.soft and fact.unit and family in {"share", "multiple"}):
            return False
        told, near, lines = self._line(fact, text, place)
        if reckoning.is_ratio(near, [told]):
            return False
        kept = {key for line in self._pairing.article for one in facts(line.text, "fr") for key in one.keys}
        return any(
            one.unit and one.soft and _family(one) == family and kept.isdisjoint(one.keys)
            for line in lines for one in line.facts
        )  # fmt: skip

    def has_count(self, fact: NumberFact, text: str, place: str) -> bool:
        """Whether a sentence beside has the number of things that are no unit."""
        _, _, lines = self._line(fact, text, place)
        same = [one for line in lines for one in line.facts if fact.value == one.value]
        return bool(same) and not any(one.measure for one in same)

    @cached_property
    def _dates(self) -> tuple[NumberFact, ...]:
        """The source's dates and years."""
        found = (fact for line in self._all for fact in line.facts if fact.kind in {Kind.DATE, Kind.YEAR})
        return tuple(islice(found, _DATES))

    def says(self, fact: NumberFact, text: str, place: str, but: str = "") -> bool:
        """Whether an aligned sentence of the source has the number, and the sentence ``but`` is none of them.

        A number whose sentence is rendered stands in no other one's place.
        """
        index = self._index(fact, text, place)
        if index is None:
            return False
        links = [link for link in self._pairing.alignment.by_article[index][:_LINKS] if link.score >= _LINKED]
        linked = [self._all[link.source] for link in links]
        lines = {number for number, line in enumerate(self._all) if self._tells(fact, text, line)}
        if fact.kind is Kind.DATE and fact.weekday is not None and lines & self._next_to(index):
            return True
        if but and any(_plain(but) in _plain(line.text) or _plain(line.text) in _plain(but) for line in linked):
            return False
        return any(link.source in lines for link in links)

    def at_home(self, fact: NumberFact, text: str, place: str, said: str) -> bool:
        """Whether the number stands beside one that the source has once, in that very sentence: "512 millions, soit
        6 % de moins". Another number of its own kind beside it proves nothing, for it may be exchanged with that one.

        So does an age behind a name in brackets, and what counts others in both ("61 others"); and a year stands in
        the place of no other number (``said``: the sentence of that place).
        """
        if fact.kind is Kind.YEAR and not fact.measure and not _A_YEAR.search(said):
            return True
        index = self._index(fact, text, place)
        if index is None:
            return False
        if fact.measure == "year" and any(
            fact.value == one.value and _BRACKETED.match(line.text, max(0, one.start - 1))
            for line in self._all
            for one in line.facts
        ):
            return True
        own = [line for line in self._all if any(fact.keys & one.keys for one in line.facts)]
        if _others(fact, text) and any(
            _others(one, line.text) for line in own for one in line.facts if fact.keys & one.keys
        ):
            return True
        told = facts(self._pairing.article[index].text, "fr")
        start, percent = self._start(fact, index), fact.kind is Kind.PERCENT
        near = [one for one in told if one.kind in _TELLING and not one.soft
                and (one.kind is Kind.PERCENT) is not percent and abs(one.start - start) < _COMPANION]  # fmt: skip
        for one in near:
            places = [line for line in self._all if any(one.keys & other.keys for other in line.facts)]
            if len(places) == 1 and any(places[0] is line for line in own):
                return True
        return False

    def _start(self, fact: NumberFact, index: int) -> int:
        found = facts(self._pairing.article[index].text, "fr")
        return next((one.start for one in found if one.key == fact.key and one.text == fact.text), 0)

    def _next_to(self, index: int) -> set[int]:
        """The source's sentences next to the ones that the neighbours of an article's sentence render."""
        by_article = self._pairing.alignment.by_article
        before = {link.source + 1 for link in by_article[index - 1][:1]} if index else set()
        behind = {link.source - 1 for link in by_article[index + 1][:1]} if index + 1 < len(by_article) else set()
        return before | behind

    @staticmethod
    def _tells(fact: NumberFact, text: str, line: Said) -> bool:
        """Whether the sentence has the number in its unit and with its weekday, or the rank for "numéro trois"."""
        numbered = _NUMBERED.search(text[max(0, fact.start - 8) : fact.start]) is not None
        return any(
            (fact.keys & one.keys and fact.measure == one.measure and fact.weekday in (None, one.weekday))
            or (numbered and one.kind is Kind.ORDINAL and one.value == fact.value)
            for one in line.facts
        )

    def has_figures(self, fact: NumberFact, text: str, place: str) -> bool:
        """Whether a sentence beside has the number, in whatever unit."""
        _, _, lines = self._line(fact, text, place)
        wanted = figures(fact)
        return any(wanted == figures(one) or fact.keys & one.keys for line in lines for one in line.facts)

    @cached_property
    def _all(self) -> tuple[Said, ...]:
        language = self._pairing.language
        return tuple(Said(text=line.text, facts=facts(line.text, language)) for line in self._pairing.source)

    def _index(self, fact: NumberFact, text: str, place: str) -> int | None:
        """The article's sentence that the number stands in."""
        around = text[max(0, fact.start - 12) : fact.end + 12]
        own = [number for number, line in enumerate(self._pairing.article) if line.place == place]
        for part in (around, text[fact.start : fact.end + 12], text[max(0, fact.start - 12) : fact.end], fact.text):
            found = [number for number in own if part in self._pairing.article[number].text]
            if found:
                return found[0]
        return None

    def _line(self, fact: NumberFact, text: str, place: str) -> tuple[Said, NumberFact, tuple[Said, ...]]:
        index = self._index(fact, text, place)
        if index is None:
            return Said(text=text, facts=facts(text, "fr")), fact, self._all
        sentence = self._pairing.article[index].text
        told = Said(text=sentence, facts=facts(sentence, "fr"))
        near = next((one for one in told.facts if one.key == fact.key and one.text == fact.text), fact)
        return told, near, (*self._lines(index), *self._dated_before(index))

    def _dated_before(self, index: int) -> Iterator[Said]:
        """The dates and ages of the sentences before: "trois ans après" counts from them."""
        before = [facts(item.text, "fr") for item in self._pairing.article[max(0, index - _BEFORE) : index]]
        dated = (one for some in before for one in some if one.kind in {Kind.YEAR, Kind.DATE} or one.measure == "year")
        yield Said(text="", facts=tuple(dated))

    def _lines(self, index: int) -> tuple[Said, ...]:
        """The sentences that the article's is aligned with, those beside them, and those of its neighbours."""
        by_article = self._pairing.alignment.by_article
        wanted = {link.source for link in by_article[index][:_LINKS]}
        wanted |= {link.source for near in (index - 1, index + 1) if 0 <= near < len(by_article)
                   for link in by_article[near][:1]}  # fmt: skip
        wanted |= {number + step for number in wanted for step in (-1, 1)}
        return tuple(self._all[number] for number in sorted(wanted) if 0 <= number < len(self._all))


def _is_year_before(item: Misplaced, sentence: str) -> bool:
    """ "De plus qu’en 2023" where the source compares 2024 with the year before."""
    if not isinstance(item.fact.value, Decimal) or not isinstance(item.instead.value, Decimal):
        return False
    compared = _COMPARED.search(sentence[max(0, item.fact.start - 20) : item.fact.start]) is not None
    return compared and item.instead.value - item.fact.value == 1 and _OVER_A_YEAR.search(item.said) is not None


def _family(fact: NumberFact) -> str:
    """What words for a share, a multiple or a rank may be mistaken for; "" for other numbers."""
    if fact.kind is Kind.PERCENT or fact.unit in _SHARES or " in " in fact.unit:
        return "share"
    if fact.unit in _MULTIPLES or fact.measure == "times":
        return "multiple"
    return "rank" if fact.kind is Kind.ORDINAL else ""


def _plain(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip(" …")


def _others(fact: NumberFact, text: str) -> bool:
    """Whether a number counts others: "61 autres écoles"."""
    return bool(_OTHERS.match(text, fact.end))
