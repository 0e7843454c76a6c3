"""The numbers of sentences as atoms that can stand in each other's place, and how well one fits where another stands.

A date is taken apart: "mardi 12 mai 2026" is a weekday, a day of the year and a year, each of which may be wrong alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from bridge.text.bilingual.alignment import covered, keys_of
from bridge.text.bilingual.units import Unit, units
from bridge.text.facts.numbers import senses
from bridge.text.facts.numbers.facts import facts
from bridge.text.facts.numbers.records import Key, Kind, NumberFact
from bridge.text.facts.numbers.surroundings import group
from bridge.text.facts.numbers.units import UNITS, agree

#: Content words looked at on each side of a number.
_NEAR = 8
#: How much farther away a word seems behind the end of a clause, a conjunction, or another number of the same group.
_BREAK, _JOIN, _OTHER = 1.5, 1.0, 1.5
_DECAY = 0.45
#: A word that stands on the same side of both numbers tells more.
_SAME_SIDE = 1.2
#: More numbers of one sentence are not looked at: it is a table.
_MOST = 24
#: A sentence longer than this, in characters, is none.
_LONGEST = 1_500
_CLAUSE = re.compile(r"[,;:()\[\]«»“”—]|\s[–-]\s")
_JOINING = re.compile(
    r"(?<!\w)(?:et|ou|mais|puis|tandis|contre|and|or|but|while|against|then|versus)(?!\w)", re.IGNORECASE
)
#: A noun behind a number.
_COUNTS = re.compile(r"[ \u00a0\u202f](?!(?:sur|par|pour|puis|dans|avec|contre|with|from|against)\b)[^\W\d_]{3,}")
_SCALED = re.compile(r"(?:millions?|milliards?|billions?)\Z", re.IGNORECASE)
_GROUPS = frozenset({"number", "amount", "percent", "points", "year", "day", "weekday", "time", "ordinal"})


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)
class Atom:
    """What one number says. ``values``: its readings; ``measure``: its unit; ``line``: the index of its sentence.

    ``counts``: a noun stands behind it. ``bound`` and ``direction``: as in ``senses``. ``plain``: its values as plain
    numbers, whatever they are amounts of. ``groups``: its own and what else it may be told as.
    """

    fact: NumberFact
    group: str
    values: frozenset[object]
    measure: str
    start: int
    end: int
    line: int
    counts: bool
    bound: int
    direction: int
    plain: frozenset[object]
    groups: frozenset[str]


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)
class Line:
    """A sentence with its atoms and its units in ``language``."""

    text: str
    language: str
    atoms: tuple[Atom, ...]

    @property
    def units(self) -> tuple[Unit, ...]:
        """The sentence's units: cached where they are made."""
        return units(self.text, self.language)


def line(text: str, language: str, index: int) -> Line:
    """A sentence read; one with more numbers than anyone puts in a sentence has none."""
    found = facts(text, language) if len(text) <= _LONGEST else ()
    atoms = tuple(_atoms(text, found, index, language)) if len(found) <= _MOST else ()
    return Line(text=text, language=language, atoms=atoms)


def _atoms(text: str, found: Iterable[NumberFact], index: int, language: str) -> Iterator[Atom]:
    for fact in found:
        lead, trail = senses.clause(text, fact.start, max(fact.end, fact.stop))
        counted = _COUNTS.match(text, fact.end) is not None
        bound, direction = senses.bound(lead, trail), senses.direction(lead, trail, language)
        for name, values in _parts(fact):
            yield Atom(
                fact=fact, group=name, values=values, measure=fact.measure, start=fact.start,
                end=max(fact.end, fact.stop), line=index,
                counts=counted, bound=bound, direction=direction, plain=_plain(fact, values),
                groups=_groups(fact, name),
            )  # fmt: skip


def _parts(fact: NumberFact) -> Iterator[tuple[str, frozenset[object]]]:
    if fact.kind is Kind.DATE:
        yield from _date(fact)
        return
    if fact.kind is Kind.WEEKDAY:
        yield "weekday", frozenset({fact.value})
        return
    name = group(fact)
    if fact.kind is Kind.YEAR and not fact.measure:
        name = "year"
    if name == "name" or (fact.kind is Kind.ORDINAL and fact.value in (1, 2)):
        return
    if name in _GROUPS or fact.measure:
        yield name, fact.keys


def _date(fact: NumberFact) -> Iterator[tuple[str, frozenset[object]]]:
    readings = [key[1] for key in fact.keys if key[0] is Kind.DATE and isinstance(key[1], tuple)]
    years = frozenset(_year(reading[0]) for reading in readings if reading[0] is not None)
    if years:
        yield "year", frozenset[object](years)
    days = frozenset[object]((reading[1], reading[2]) for reading in readings if reading[1] is not None)
    if days:
        yield "day", days
    if fact.weekday is not None:
        yield "weekday", frozenset[object]({(fact.weekday,)})


def _year(year: int) -> Key:
    return (Kind.NUMBER, Decimal(year), "")


def renders(one: Atom, other: Atom) -> bool:
    """Whether both say the same number, in units that may be told for each other."""
    if one.group == other.group == "day":
        return any(_same_day(a, b) for a in one.values for b in other.values)
    if one.group != other.group and not one.groups.isdisjoint(other.groups):
        # "24 millions" takes up "$24 million".
        return not one.plain.isdisjoint(other.plain)
    common = one.values & other.values
    if common and one.measure and other.measure and not agree(one.measure, other.measure):
        return any(isinstance(key, tuple) and len(key) == 3 and str(key[2]).startswith("=") for key in common)
    return bool(common)


def _plain(fact: NumberFact, values: frozenset[object]) -> frozenset[object]:
    amounts = {(Kind.NUMBER, key[1], "") for key in (fact.key, *fact.others) if key[0] is Kind.AMOUNT}
    return values | amounts if amounts else values


def _same_day(one: object, other: object) -> bool:
    """ "Mai" may take up "12 mai", and the other way round."""
    if not isinstance(one, tuple) or not isinstance(other, tuple) or one[0] != other[0]:
        return False
    return one[1] is None or other[1] is None or one[1] == other[1]


def exchangeable(one: Atom, other: Atom) -> bool:
    """Whether one may have been written for the other: of one kind, and of one unit or of the same figures."""
    if one.measure and other.measure:
        return agree(one.measure, other.measure) or bool(
            one.values & other.values and UNITS[one.measure].dimension == UNITS[other.measure].dimension
        )
    if one.fact.kind is other.fact.kind is Kind.TIME:
        return True
    if one.measure or other.measure:
        # "Under 25" and "moins de 25 ans": an age needs no unit.
        bare = other if one.measure else one
        return {one.measure, other.measure} == {"", "year"} and bare.group == "number" and not bare.counts
    return not one.groups.isdisjoint(other.groups)


_MONEY = frozenset({"amount", "number"})


def _groups(fact: NumberFact, name: str) -> frozenset[str]:
    """ "45 000 livres" are money, or books."""
    if fact.kind is Kind.AMOUNT and any(key[0] is Kind.NUMBER for key in fact.others):
        return _MONEY
    if fact.kind is Kind.NUMBER and (_SCALED.search(fact.text) or _is_scaled(fact)):
        # "£0.9m", told as "0,9 million".
        return _MONEY
    return frozenset({name})


def _is_scaled(fact: NumberFact) -> bool:
    """The first number of "150 à 160 millions"."""
    values = (value for kind, value, _ in fact.others if kind is Kind.NUMBER)
    return any(isinstance(value, Decimal) and value >= 1_000_000 for value in values)


def likeness(one: Line, other: Line, without: tuple[int, int], theirs: tuple[int, int]) -> tuple[float, int]:
    """How much two sentences have in common, 0 to 1, and in how many units; ``without`` and ``theirs`` left out."""
    ours, others = _outside(one.units, without), _outside(other.units, theirs)
    if not ours or not others:
        return 0.0, 0
    mine, known = keys_of(ours), keys_of(others)
    shared = 0
    for unit in ours:
        if not known.isdisjoint(unit.keys):
            shared += 1
    if not shared and any(unit.weight for unit in ours) and any(unit.weight for unit in others):
        return 0.0, 0
    low, high = sorted((covered(ours, mine, known), covered(others, known, mine)))
    return 0.6 * high + 0.4 * low, shared


def _outside(found: Sequence[Unit], span: tuple[int, int]) -> tuple[Unit, ...]:
    start, end = span
    return tuple([unit for unit in found if not start <= unit.start < end])


@dataclass(frozen=True, kw_only=True, slots=True)
class Near:
    """A unit near a number: its keys, how much it counts there, and whether it stands behind it."""

    keys: frozenset[str]
    worth: float
    behind: bool


def around(line: Line, atom: Atom) -> tuple[Near, ...]:
    """The units near a number, those farther away, in another clause or behind another number counting less."""
    others = [(item.start, item.end) for item in line.atoms if item.group == atom.group and item.start != atom.start]
    inside = [unit for unit in line.units if unit.start < atom.start or unit.start >= atom.end]
    before = [unit for unit in reversed(inside) if unit.start < atom.start]
    after = [unit for unit in inside if unit.start >= atom.end]
    return (
        *_side(line.text, before, atom.start, others, behind=False),
        *_side(line.text, after, atom.end, others, behind=True),
    )


def _side(
    text: str, found: Sequence[Unit], at: int, others: Sequence[tuple[int, int]], *, behind: bool
) -> Iterator[Near]:
    distance = 0.0
    for unit in found[:_NEAR]:
        stop = unit.start + len(unit.text)
        start, end = (at, unit.start) if behind else (stop, at)
        gap = text[start:end]
        if gap == " " or not gap:
            pass
        elif _CLAUSE.search(gap):
            distance += _BREAK
        elif _JOINING.search(gap):
            distance += _JOIN
        if others:
            distance += _OTHER * sum([start <= other < end for other, _ in others])
        at = stop if behind else unit.start
        if not (others and _within(unit.start, others)):
            yield Near(keys=unit.keys, worth=unit.weight / (1 + _DECAY * distance), behind=behind)
        distance += 1


def _within(at: int, spans: Sequence[tuple[int, int]]) -> bool:
    return any(first <= at < last for first, last in spans)


def fits(ours: Sequence[Near], theirs: Sequence[Near]) -> float:
    """How much of what stands near one number stands near the other, 0 to about 1; 0 where nothing does."""
    total = sum([near.worth for near in ours])
    if not total:
        return 0.0
    return sum([_best(near, theirs) for near in ours]) / total


def _best(near: Near, theirs: Sequence[Near]) -> float:
    best, keys = 0.0, near.keys
    for other in theirs:
        if not keys.isdisjoint(other.keys):
            trust = 0.75 if all(key.startswith("=") for key in keys & other.keys) else 1.0
            side = _SAME_SIDE if near.behind == other.behind else 1.0
            best = max(best, min(near.worth, other.worth) * trust * side)
    return best
