"""Numbers that others come to, beyond a plain sum: rounded ones, shares of a whole, multiples, minutes to the end."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from itertools import combinations, permutations

from bridge.text.facts.numbers import relative, senses
from bridge.text.facts.numbers.records import Key, Kind, NumberFact
from bridge.text.facts.numbers.said import Said, values
from bridge.text.facts.numbers.units import UNITS

#: How far a rounded number may be from the exact one: told with a bound or "environ", and by a round word ("dizaine").
_ROUNDED, _LOOSELY, _CONVERTED = Decimal("0.1"), Decimal("0.2"), Decimal("0.05")
#: How far a multiple or a share in words may be from the exact one.
_MULTIPLE = Decimal("0.08")
_SHARES = {
    "half": Decimal(1) / 2, "third": Decimal(1) / 3, "two thirds": Decimal(2) / 3, "quarter": Decimal(1) / 4,
    "three quarters": Decimal(3) / 4,
}  # fmt: skip
_MULTIPLES = {"doubled": Decimal(2), "tripled": Decimal(3), "quadrupled": Decimal(4)}
_ABOUT = re.compile(
    r"(?<!\w)(?:près\sd|presque|environ|quelques?|quasi\w*|autour\sd|à\speu\sprès|approximativement|grosso\smodo|"
    r"de\sl['’]ordre\sd|un\s(?:petit\s)?peu|une?\s(?:bonne|petite))[^\d.;,]{0,14}\Z",
    re.IGNORECASE,
)
_NOT_YET = re.compile(r"(?<!\w)pas\s(?:encore\s|tout\sà\sfait\s)?(?:atteint|dépassé)\w*\s(?:les\s)?\Z", re.IGNORECASE)
_COLLECTIVE = re.compile(r"une\s\w+aine|un\smillier|un\sdemi-million", re.IGNORECASE)
#: "Une fois et demie", "1.5 times".
_AND_A_HALF = re.compile(
    r"(?<!\w)(?:une\sfois\set\sdemie|one\sand\sa\shalf\stimes|half\sas\s\w+\sagain|1[.,]5\s(?:fois|times))(?!\w)",
    re.IGNORECASE,
)
_MORE = re.compile(r"\s(?:de\splus|supérieur\w*|au-dessus)(?!\w)", re.IGNORECASE)
#: "À neuf minutes du terme": counted back from the end of a half or of a match.
_TO_THE_END = re.compile(
    r"\s?(?:minutes?|min)\s(?:du\sterme|de\sla\sfin|avant\sla\sfin|avant\sle\sterme|de\sla\spause)"
)
_LENGTHS_OF_MATCHES = (40, 45, 60, 80, 90, 120)
#: "On the half-hour", "à l’heure de jeu": the minutes of a match.
_GAME_CLOCK = (
    (30, re.compile(r"(?<!\w)(?:half[\s-]hour|demi-heure)(?!\w)", re.IGNORECASE)),
    (60, re.compile(r"(?<!\w)(?:on\sthe\shour|hour\smark|heure\sde\sjeu)(?!\w)", re.IGNORECASE)),
)
#: "Avec 410 autres", "thirteen others": one more or less than all.
_OTHERS = re.compile(r"(?<!\w)(?:autres?|others?)(?!\w)", re.IGNORECASE)
#: "Six personnes, dont la capitaine": one is told beside the others.
_AMONG = re.compile(r"\s[^\W\d_]+,?\sdont\s(?:l[ea]\s|l['’]|[A-ZÉÈ])")
_NOTHING = re.compile(r"(?<!\w)(?:nil|goalless|scoreless|zero|zéro|vierge|sans\sbut|love)(?!\w)", re.IGNORECASE)
_GAP = re.compile(
    r"(?<!\w)(?:down|behind|up|ahead|lead|led|clear|menée?s?|menaient|menait|mène\w*|retard|avance|écart|rattrap\w+)(?!\w)",
    re.IGNORECASE,
)
_DENIED = re.compile(r"(?<!\w)(?:n['’]|ne\s|pas(?!\w)|sans(?!\w)|not(?!\w)|only(?!\w)|seule)", re.IGNORECASE)
#: A table or a sentence that names the scale of its numbers once: "Montant (M€)", "Sales ($ million)".
_HEADER = re.compile(
    r"(?:\((?:en\s|in\s)?|(?<!\w)(?:en|in)\s)(?P<sign>[€$£]\s?)?"
    r"(?:(?P<thousand>k[€$£]|milliers|thousands?)|(?P<million>M[€$£]|[€$£]?m(?=\))|millions?)|(?P<billion>Md[€$£]|milliards?|billions?))"
    r"(?P<rest>[^)\n]{0,20})",
    re.IGNORECASE,
)
_SCALES = {"thousand": 3, "million": 6, "billion": 9}
_CURRENCIES = ((r"€|euro", "EUR"), (r"\$|dollar", "USD"), (r"£|pound|livre", "GBP"))


def headed(line: Said) -> set[Key]:
    """The bare numbers of a sentence or a table in the scale that its header names."""
    found: set[Key] = set()
    for match in _HEADER.finditer(line.text):
        scale = next(_SCALES[name] for name in _SCALES if match[name])
        units = [unit for words, unit in _CURRENCIES if re.search(words, match.group(), re.IGNORECASE)]
        for fact in line.facts:
            if fact.kind is Kind.NUMBER and not fact.measure and not fact.unit and isinstance(fact.value, Decimal):
                value = fact.value.scaleb(scale)
                found |= {(Kind.NUMBER, value, ""), *((Kind.AMOUNT, value, unit) for unit in units)}
    return found


def follows(fact: NumberFact, told: Said, lines: Sequence[Said]) -> bool:
    """Whether ``fact``, of the sentence ``told``, is one of ``lines``' numbers rounded, or a part or multiple of it."""
    if fact.unit in _SHARES or fact.unit in _MULTIPLES or fact.measure == "times":
        return is_ratio(fact, lines)
    if fact.kind is Kind.ORDINAL or fact.measure == "min":
        return _is_minute(fact, told, lines)
    if not isinstance(fact.value, Decimal) or fact.unit.islower():
        return False
    if fact.value == 0:
        return _is_nothing(fact, told, lines)
    if fact.kind is Kind.PERCENT and (_is_complement(fact, told, lines) or _is_more_by_half(fact, told, lines)):
        return True
    return (
        _is_rounded(fact, told, lines)
        or _is_one_off(fact, told, lines)
        or _is_part(fact, lines)
        or _is_product(fact, lines)
    )


def _is_rounded(fact: NumberFact, told: Said, lines: Sequence[Said]) -> bool:
    """ "Plus de 3 000" for 3 100, "environ 2 300" for 2 318; never without the word that says so."""
    before, after = senses.clause(told.text, fact.start, max(fact.end, fact.stop))
    bound, collective = senses.bound(before, after), _COLLECTIVE.match(fact.text) is not None
    bound = -1 if _NOT_YET.search(before) else bound
    about = collective or _ABOUT.search(before) is not None
    if not bound and not about:
        return False
    mine = {abs(value) for value in values(fact, fact) if value}
    if any(_is_converted(fact, one) for line in lines for one in line.facts):
        return True
    for line in lines:
        for exact in {abs(value) for one in line.facts for value in values(one, fact) if value}:
            for value in mine:
                reach = _LOOSELY if collective or (bound and _digits(value) == 1 and value > 100) else _ROUNDED
                if abs(value - exact) > reach * exact or _digits(value) >= _digits(exact):
                    continue
                if about or (value <= exact if bound > 0 else value >= exact):
                    return True
    return False


def _is_converted(fact: NumberFact, one: NumberFact) -> bool:
    """ "Environ 14 kilomètres" for nine miles, "moins de cinq semaines" for 34 days."""
    if not fact.measure or not one.measure or fact.measure == one.measure:
        return False
    sizes = {unit: value for _, value, unit in one.keys if unit.startswith("=") and isinstance(value, Decimal)}
    mine = ((value, unit) for _, value, unit in fact.keys if unit in sizes and isinstance(value, Decimal))
    return any(abs(value - sizes[unit]) <= _CONVERTED * sizes[unit] for value, unit in mine)


def _digits(value: Decimal) -> int:
    return len(value.normalize().as_tuple().digits)


def _is_one_off(fact: NumberFact, told: Said, lines: Sequence[Said]) -> bool:
    """ "411 sinistrés" for one "accueillie avec 410 autres", "treize autres" of fourteen."""
    if fact.kind is not Kind.NUMBER or fact.measure or not isinstance(fact.value, Decimal):
        return False
    less = _OTHERS.match(told.text[fact.end :].lstrip()) is not None
    named = _AMONG.match(told.text, fact.end) is not None
    for line in lines:
        for one in line.facts:
            if one.kind is Kind.NUMBER and isinstance(one.value, Decimal) and not one.measure:
                more = _OTHERS.match(line.text[one.end :].lstrip()) is not None
                if ((more or named) and fact.value == one.value + 1) or (less and fact.value == one.value - 1):
                    return True
    return False


def _is_part(fact: NumberFact, lines: Sequence[Said]) -> bool:
    """A share of a number of the same sentence: "un tiers des 600 habitants" are 200."""
    mine = {abs(value) for value in values(fact, fact) if value}
    for line in lines:
        wholes = {abs(value) for one in line.facts for value in values(one, fact) if value}
        shares = {share for one in line.facts if (share := _share(one))}
        if any(abs(whole * share - value) <= value / 200 for whole in wholes for share in shares for value in mine):
            return True
    return False


def _is_product(fact: NumberFact, lines: Sequence[Said]) -> bool:
    """So many things at so much each."""
    if fact.kind is not Kind.AMOUNT or not isinstance(fact.value, Decimal):
        return False
    for line in lines:
        prices = [one.value for one in line.facts if one.kind is Kind.AMOUNT and one.unit == fact.unit]
        counted = [one.value for one in line.facts if one.kind is Kind.NUMBER and not one.unit]
        if any(
            a * b == fact.value for a in prices for b in counted if isinstance(a, Decimal) and isinstance(b, Decimal)
        ):
            return True
    return False


def _share(fact: NumberFact) -> Decimal | None:
    if fact.kind is Kind.PERCENT and isinstance(fact.value, Decimal):
        return fact.value / 100
    return _SHARES.get(fact.unit)


def is_ratio(fact: NumberFact, lines: Sequence[Said]) -> bool:
    """ "Six fois moins" for 11 beside 68, "la moitié" for 25 of 50."""
    if not isinstance(fact.value, Decimal):
        return False
    wanted = _SHARES.get(fact.unit) or _MULTIPLES.get(fact.unit) or fact.value
    if not wanted:
        return False
    for line in lines:
        for one, other in permutations(line.facts, 2):
            if (
                one.kind is not other.kind
                or one.measure != other.measure
                or one.unit != other.unit
                or one.kind is Kind.YEAR
            ):
                continue
            if isinstance(one.value, Decimal) and isinstance(other.value, Decimal) and one.value and other.value:
                ratio = abs(one.value / other.value)
                if abs(ratio - wanted) <= _MULTIPLE * wanted:
                    return True
    return False


def _is_complement(fact: NumberFact, told: Said, lines: Sequence[Said]) -> bool:
    """ "60 % ne sont pas" for 40 % that are."""
    return _DENIED.search(told.text) is not None and any(
        one.kind is Kind.PERCENT and isinstance(one.value, Decimal) and isinstance(fact.value, Decimal)
        and one.value + fact.value == 100
        for line in lines for one in line.facts
    )  # fmt: skip


def _is_more_by_half(fact: NumberFact, told: Said, lines: Sequence[Said]) -> bool:
    return fact.value == 50 and _MORE.match(told.text, fact.end) is not None and any(
        _AND_A_HALF.search(line.text) for line in lines
    )  # fmt: skip


def _is_minute(fact: NumberFact, told: Said, lines: Sequence[Said]) -> bool:
    if not isinstance(fact.value, Decimal):
        return False
    if fact.kind is Kind.ORDINAL:
        if any(fact.value == minute and clock.search(line.text) for line in lines for minute, clock in _GAME_CLOCK):
            return True
        return any(one.measure == "min" and one.value == fact.value for line in lines for one in line.facts)
    if not _TO_THE_END.match(told.text, fact.end):
        return False
    minutes = {one.value for line in lines for one in line.facts if _is_clock(one)}
    return any(length - fact.value in minutes for length in _LENGTHS_OF_MATCHES)


def _is_clock(fact: NumberFact) -> bool:
    return fact.kind is Kind.ORDINAL or fact.measure == "min" or fact.text.endswith("min")


def _is_nothing(fact: NumberFact, told: Said, lines: Sequence[Said]) -> bool:
    """The nought of "2-0" for two goals down, of "0-0" for "goalless"."""
    if any(_NOTHING.search(line.text) for line in lines):
        return True
    beside = {one.value for one in told.facts if one is not fact and abs(one.start - fact.start) < 6}
    gaps = {one.value for line in lines if _GAP.search(line.text) for one in line.facts if one.kind is Kind.NUMBER}
    return bool(beside & gaps)


# Dates


def completes(fact: NumberFact, known: Sequence[NumberFact]) -> bool:
    """Whether ``fact`` is a date of ``known`` that has no year there, with the year of the days around.

    The year must lie within twelve months of a whole date, and agree with the weekday where that is told.
    """
    if fact.kind is Kind.YEAR:
        return isinstance(fact.value, Decimal) and int(fact.value) in _years_of_weekdays(known)
    if fact.kind is not Kind.DATE or not isinstance(fact.value, tuple):
        return False
    year, month, day = fact.value
    if year is None or month is None:
        return False
    undated = [
        one
        for one in known
        if one.kind is Kind.DATE and isinstance(one.value, tuple) and one.value == (None, month, day)
    ]
    if not undated:
        return False
    if year in _years_of_weekdays(known):
        return True
    mine = _day(year, month, day or 15)
    if mine is None or any(one.weekday not in (None, mine.weekday()) for one in undated):
        return False
    return any(abs((base - mine).days) <= 366 for base in map(_as_day, _now(known)) if base is not None)


def _now(known: Sequence[NumberFact]) -> list[NumberFact]:
    """The whole dates that a text may speak from: its first and its last one."""
    whole = [one for one in known if one.kind is Kind.DATE and _as_day(one)]
    latest = max(whole, key=lambda one: str(_as_day(one)), default=None)
    return [*whole[:1], *([latest] if latest and latest is not whole[0] else [])]


def _as_day(fact: NumberFact) -> date | None:
    return _day(*fact.value) if isinstance(fact.value, tuple) and None not in fact.value else None


def _day(year: int | None, month: int | None, day: int | None) -> date | None:
    try:
        return date(year or 0, month or 0, day or 0)
    except ValueError:
        return None


def _years_of_weekdays(known: Sequence[NumberFact]) -> set[int]:
    """The one year beside the source's own in which its dates fall on the weekdays that they are told with."""
    years = {int(one.value) for one in known if one.kind is Kind.YEAR and isinstance(one.value, Decimal)}
    years |= {one.value[0] for one in known if one.kind is Kind.DATE and isinstance(one.value, tuple) and one.value[0]}
    named = [
        (one.value, one.weekday) for one in known
        if one.kind is Kind.DATE and isinstance(one.value, tuple) and one.weekday is not None and one.value[0] is None
    ]  # fmt: skip
    if not years or not named:
        return set()
    latest = max(years)
    fitting = {year for year in (latest - 1, latest, latest + 1) if all(_falls_on(year, *one) for one in named)}
    return fitting if len(fitting) == 1 else set()


def _falls_on(year: int, value: tuple[int | None, ...], weekday: int) -> bool:
    day = _day(year, value[1], value[2])
    return day is not None and day.weekday() == weekday


def days_between(fact: NumberFact, told: Said, lines: Sequence[Said], known: Sequence[NumberFact]) -> bool:
    """A number of days between two dates, one of them in the sentence or those that it renders."""
    if fact.measure != "day" or not isinstance(fact.value, Decimal) or fact.value != fact.value.to_integral_value():
        return False
    near = [one for line in (told, *lines) for one in line.facts]
    for one in _dated(near):
        for other in _dated(known):
            year = one[0] or other[0] or 2001
            first, second = _day(year, one[1], one[2]), _day(other[0] or year, other[1], other[2])
            if first and second:
                gap = abs((first - second).days)
                if fact.value == gap > 0 or (not (one[0] and other[0]) and fact.value == abs(365 - gap)):
                    return True
    return False


def _dated(found: Sequence[NumberFact]) -> Iterator[tuple[int | None, ...]]:
    seen = {one.value for one in found if one.kind is Kind.DATE and isinstance(one.value, tuple)}
    yield from sorted((value for value in seen if value[1] and value[2]), key=str)[:40]


def told_from(fact: NumberFact, lines: Sequence[Said], known: Sequence[NumberFact], language: str) -> bool:
    """Whether ``lines`` tell the date or the year from one of the ``known`` dates: "next June", "un an plus tôt"."""
    text = "\n".join(line.text for line in lines)
    if fact.kind is Kind.YEAR and isinstance(fact.value, Decimal):
        wanted: tuple[int | None, ...] = (int(fact.value), None, None)
    elif fact.kind is Kind.DATE and isinstance(fact.value, tuple):
        wanted = fact.value
    else:
        return False
    now = _now(known)
    dated = (*now, *(one for line in lines for one in line.facts if one.kind in {Kind.DATE, Kind.YEAR}))
    return any(
        all(part in (None, found) for part, found in zip(wanted, day, strict=True))
        for day in relative.reckoned(text, dated, language, now)
    )


def rounded_time(fact: NumberFact, told: Said, minutes: Sequence[Decimal]) -> bool:
    """ "Près de quatre heures" between two times of day that are 230 minutes apart."""
    before, after = senses.clause(told.text, fact.start, max(fact.end, fact.stop))
    bound = senses.bound(before, after)
    if not bound and not _ABOUT.search(before):
        return False
    size = next((value / 60 for _, value, unit in fact.keys if unit == "=time" and isinstance(value, Decimal)), None)
    if size is None or UNITS[fact.measure].dimension != "time":
        return False
    gaps = (abs(one - other) for one, other in combinations(minutes, 2) if one != other)
    return any(abs(size - gap) <= _ROUNDED * gap for gap in gaps)
