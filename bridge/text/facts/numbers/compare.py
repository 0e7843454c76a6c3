"""Which numbers of an article its source bears out."""

from __future__ import annotations

import datetime
import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from bridge.text.facts.numbers.lexicon import SPACE
from bridge.text.facts.numbers.records import Key, Kind, NumberFact

#: "le 27", "mardi 27", "the 27th": a day whose month stands elsewhere.
_DAY_BEFORE = re.compile(
    rf"(?:\b(?:le|du|au|the|on|et|to|{'|'.join(('lun', 'mar', 'mercre', 'jeu', 'vendre', 'same'))}di|dimanche|"
    rf"\w{{3,6}}day){SPACE})\Z",
    re.IGNORECASE,
)
#: From here on, a number without a unit may be an amount whose currency was named before.
_LARGE = Decimal(100_000)
_MEASURABLE = frozenset({Kind.NUMBER, Kind.AMOUNT, Kind.PERCENT, Kind.PERMILLE})
#: "8.15": an hour, as British English writes it.
_POINTED = re.compile(r"(1?\d|2[0-3])\.([0-5]\d)")
_GROUPED_BY_COMMA = re.compile(r"[1-9]\d{0,2},\d{3}")


class Reason(StrEnum):
    """Why a number is not borne out."""

    ABSENT = "absent"
    WEEKDAY = "weekday"
    UNIT = "unit"
    SWAPPED = "swapped"
    BOUND = "bound"
    DIRECTION = "direction"


@dataclass(frozen=True, kw_only=True, slots=True)
class Unsupported:
    """A number of the article that its source does not have, or has otherwise; ``said``: how the source has it."""

    fact: NumberFact
    reason: Reason
    said: NumberFact | None = None


class Support:
    """The numbers of a source, ready to be asked."""

    def __init__(self, found: Iterable[NumberFact]) -> None:
        self.facts = tuple(found)
        self._keys: set[Key] = {key for fact in self.facts for key in fact.keys}
        self._dates: dict[tuple[int, int], set[tuple[int | None, int | None]]] = defaultdict(set)
        self._undated_months: set[int] = set()
        self._amounts: set[Decimal] = set()
        self._scaled: set[Decimal] = set()
        self._currencies: set[str] = set()
        self._months: set[int] = set()
        self._month_years: set[tuple[int, int]] = set()
        self._years: set[int] = set()
        self._days: set[int] = set()
        self._weekdays: set[int] = set()
        self._hours: set[int] = set()
        self._pointed: set[tuple[int | None, ...]] = set()
        self._by_figures: dict[str, list[NumberFact]] = defaultdict(list)
        for fact in self.facts:
            self._take(fact)

    def _take(self, fact: NumberFact) -> None:
        if fact.weekday is not None:
            self._weekdays.add(fact.weekday)
        if _GROUPED_BY_COMMA.fullmatch(fact.text):
            # A French source that groups by commas, as English does: its reader took it for a thousand too.
            self._keys.add((Kind.NUMBER, Decimal(fact.text.replace(",", "")), ""))
        if fact.kind is Kind.NUMBER and isinstance(fact.value, Decimal) and fact.value >= _LARGE and not fact.unit:
            self._scaled.add(fact.value)
        pointed = _POINTED.fullmatch(fact.text) if fact.kind is Kind.NUMBER and not fact.measure else None
        if pointed:
            self._pointed |= {((int(pointed[1]) + noon) % 24, int(pointed[2])) for noon in (0, 12)}
        shown = figures(fact)
        if shown is not None and fact.kind in _MEASURABLE:
            self._by_figures[shown].append(fact)
        for kind, value, unit in fact.keys:
            self._take_reading(kind, value, unit, fact.weekday)

    def _take_reading(self, kind: Kind, value: object, unit: str, weekday: int | None) -> None:
        if isinstance(value, Decimal):
            if kind is Kind.AMOUNT:
                self._amounts.add(value)
                self._currencies.add(unit)
            elif kind is Kind.NUMBER and not unit and value == value.to_integral_value() and value < 10_000:
                self._years.add(int(value))
        elif isinstance(value, tuple):
            if kind is Kind.DATE:
                self._take_date(value, weekday)
            elif kind is Kind.TIME:
                self._hours.add(value[0])
            elif kind is Kind.WEEKDAY:
                self._weekdays.add(value[0])

    def _take_date(self, value: tuple[int | None, ...], weekday: int | None) -> None:
        year, month, day = value
        if month is None:
            return
        self._months.add(month)
        if year is None:
            self._undated_months.add(month)
        else:
            self._years.add(year)
            self._month_years.add((year, month))
        if day is not None:
            self._days.add(day)
            self._dates[month, day].add((year, weekday))

    def verdict(self, fact: NumberFact, before: str = "") -> Reason | None:
        """None where the source has the fact; ``before``: a few words that stand before it in the article."""
        if fact.kind is Kind.DATE:
            return self._date_verdict(fact)
        if fact.keys & self._keys or self._otherwise(fact, before):
            return None
        return Reason.ABSENT

    def in_another_unit(self, fact: NumberFact) -> NumberFact | None:
        """The source's number of the same figures, in another currency, scale or share."""
        shown = figures(fact)
        if shown is None or fact.kind not in _MEASURABLE or not (fact.kind is not Kind.NUMBER or fact.measure):
            return None
        return next((said for said in self._by_figures.get(shown, ()) if _unit(said) != _unit(fact)), None)

    def _otherwise(self, fact: NumberFact, before: str) -> bool:
        """The same fact in another notation: "le 27", "en 2024", "dix heures", "3e", "les 15 millions"."""
        value = fact.value
        if fact.kind is Kind.WEEKDAY:
            return isinstance(value, tuple) and value[0] in self._weekdays
        if not isinstance(value, Decimal):
            return fact.kind is Kind.TIME and value in self._pointed
        if fact.kind is Kind.AMOUNT:
            # "2 millions d'euros, dont 1,2 million de l'État": the second is in euros too.
            return value in self._scaled and fact.unit in self._currencies
        if fact.unit:
            return False
        if fact.kind is Kind.ORDINAL:
            return (Kind.NUMBER, value, "") in self._keys
        if fact.kind not in {Kind.NUMBER, Kind.YEAR}:
            return False
        if value in self._years and fact.kind is Kind.YEAR:
            return True
        if value in self._days and _DAY_BEFORE.search(before):
            return True
        if any(kind is Kind.NUMBER and isinstance(of, Decimal) and self._has_amount(of) for kind, of, _ in fact.others):
            # The first number of "150 à 160 millions".
            return True
        return (fact.soft and value in self._hours) or self._has_amount(value)

    def _has_amount(self, value: Decimal) -> bool:
        """ "Les 15 millions" may take up "15 millions d'euros"; a small number is too easily another one's."""
        return value > 1000 and value in self._amounts

    def _date_verdict(self, fact: NumberFact) -> Reason | None:
        readings = [key[1] for key in fact.keys if key[0] is Kind.DATE and isinstance(key[1], tuple)]
        known = [(year, month, day) for year, month, day in readings if self._has_date(year, month, day)]
        if not known:
            return Reason.ABSENT
        if fact.weekday is None or known[0][1] is None or known[0][2] is None:
            return None
        return self._weekday_verdict(fact.weekday, *known[0])

    def _has_date(self, year: int | None, month: int | None, day: int | None) -> bool:
        if month is None:
            return False
        if day is None:
            if year is None:
                return month in self._months
            return (year, month) in self._month_years or self._loosely_in(year, month)
        known = {date[0] for date in self._dates.get((month, day), ())}
        return bool(known) and (year is None or year in known or (None in known and year in self._years))

    def _loosely_in(self, year: int, month: int) -> bool:
        """ "Avril 2023" of a source that says "en avril" and, elsewhere, 2023."""
        return month in self._undated_months and year in self._years

    def _weekday_verdict(self, weekday: int, year: int | None, month: int | None, day: int | None) -> Reason | None:
        if month is None or day is None:
            return None
        named = {date[1] for date in self._dates[month, day]} - {None}
        if named:
            return None if weekday in named else Reason.WEEKDAY
        computed = {_weekday_of(year, month, day) for year, _ in self._dates[month, day]} - {None}
        if computed:
            return None if weekday in computed else Reason.WEEKDAY
        of_calendar = _weekday_of(year, month, day)
        if of_calendar is not None:
            return None if weekday == of_calendar else Reason.WEEKDAY
        return None if weekday in self._weekdays else Reason.WEEKDAY


def figures(fact: NumberFact) -> str | None:
    """The figures of a number without their scale: those of "15 millions" are those of "15"."""
    if (fact.unit and fact.kind is Kind.NUMBER) or not isinstance(fact.value, Decimal):
        return None
    return re.sub(r"\.?0+\Z", "", f"{abs(fact.value):f}".rstrip("0").rstrip(".")) or "0"


def _unit(fact: NumberFact) -> tuple[object, ...]:
    scale = fact.value.adjusted() if isinstance(fact.value, Decimal) else 0
    return (fact.kind, fact.unit, fact.measure, scale)


def _weekday_of(year: int | None, month: int, day: int) -> int | None:
    if year is None:
        return None
    try:
        return datetime.date(year, month, day).weekday()
    except ValueError:
        return None


def against(support: Support, text: str, found: Iterable[NumberFact]) -> tuple[Unsupported, ...]:
    """Those of ``found``, the numbers of ``text``, that a source lacks; soft ones and ordinals among them."""
    judged = ((fact, support.verdict(fact, text[max(0, fact.start - 12) : fact.start])) for fact in found)
    return tuple(_unsupported(support, fact, reason) for fact, reason in judged if reason is not None)


def _unsupported(support: Support, fact: NumberFact, reason: Reason) -> Unsupported:
    said = support.in_another_unit(fact) if reason is Reason.ABSENT else None
    return Unsupported(fact=fact, reason=Reason.UNIT if said else reason, said=said)
