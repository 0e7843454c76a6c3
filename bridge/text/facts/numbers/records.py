"""What a number in a text is, once read."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum


class Kind(StrEnum):
    """What a number counts or names."""

    NUMBER = "number"
    PERCENT = "percent"
    PERMILLE = "permille"
    AMOUNT = "amount"
    DATE = "date"
    TIME = "time"
    ORDINAL = "ordinal"
    YEAR = "year"
    WEEKDAY = "weekday"
    PHONE = "phone"
    SEASON = "season"
    RELATIVE = "relative"


#: A DATE is ``(year, month, day)`` with None for what the text leaves open, a TIME ``(hour, minute)``, a WEEKDAY
#: ``(0,)`` for Monday to ``(6,)``; all else a Decimal. A SEASON is 1 for spring to 4 for winter, a RELATIVE date the
#: number of its units (day, week, month, year) from now: −1 for "hier".
Value = Decimal | tuple[int | None, ...]

#: What two facts must have in common to be the same: kind, value, unit.
Key = tuple[Kind, Value, str]


@dataclass(frozen=True, kw_only=True, slots=True)
class NumberFact:
    """One number, percentage, amount, date or time.

    ``unit``: the currency of an AMOUNT (ISO 4217), the whole folded name of a NUMBER within a name (``gpt4``) or of a
    share or multiple in words (``half``), the country code of a PHONE, what a RELATIVE date counts (``year``), else "".
    ``measure``: the unit that the number measures in (``km``, a name of ``units.UNITS``), "" where it counts things.
    ``stop``: where its unit's words end, for a number that is measured; else 0. ``weekday``: the day a DATE names
    beside itself, 0 for Monday. ``text`` with ``start`` and ``end``: the words and where they stand. ``soft``: the
    words may be no statement of a number (a small one spelled out, an idiom, an ordinal in words). ``others``: further
    readings where notation is ambiguous ("1.500", "03/04/2024").
    """

    kind: Kind
    value: Value
    text: str
    start: int
    end: int
    unit: str = ""
    measure: str = ""
    stop: int = 0
    weekday: int | None = None
    soft: bool = False
    others: tuple[Key, ...] = ()

    @property
    def key(self) -> Key:
        """The first reading. A year is a number like others, as "en 2024" and "2 024 places" are told by no rule."""
        kind = Kind.NUMBER if self.kind is Kind.YEAR else self.kind
        return (kind, self.value, self.unit)

    @property
    def keys(self) -> frozenset[Key]:
        """Every reading."""
        return frozenset((self.key, *self.others))
