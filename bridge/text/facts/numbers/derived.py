"""Numbers that a source has in other words, or that follow from its numbers: "dix ans après" for 2011 and 2021.

Only what the sentences beside each other bear out is looked at: of many numbers some always make another one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import combinations, pairwise, permutations, product

from bridge.text.facts.numbers import reckoning
from bridge.text.facts.numbers.records import Key, Kind, NumberFact
from bridge.text.facts.numbers.said import Said, values
from bridge.text.facts.numbers.spelled import value_of
from bridge.text.facts.numbers.units import UNITS, sizes, unit_at

#: So many numbers of one sentence are combined: beyond, it is a table.
_MOST = 14
#: How far a length of time told with "près de" may be from the exact one; how far one in other units.
_ABOUT, _CONVERTED = Decimal("0.08"), Decimal("0.03")
#: How far a share in words may be from the percentage, and a percentage from the share of two counts.
_SHARE, _ROUNDED = Decimal("1.5"), Decimal("0.6")
_DAYS_A_MONTH = (Decimal(30), Decimal("30.4"))
_MONTHS_OF_WEEKS = (Decimal(28), *_DAYS_A_MONTH)
_SECONDS_A_DAY = Decimal(86_400)
_ABOUT_LEAD = re.compile(
    r"(?:près\sd|presque|environ|quelque|quasi|plus\sd|moins\sd|un peu)[^\d.;]{0,12}\Z", re.IGNORECASE
)
#: "Un an et deux mois": the years before the months.
_YEARS_AND = re.compile(r"(?<!\w)(?P<years>un|\d{1,2})\sans?\set\s\Z", re.IGNORECASE)
_DENIED = re.compile(r"(?<!\w)(?:n['’]|ne\s|pas(?!\w)|sans(?!\w))", re.IGNORECASE)
_ALL_BUT = re.compile(r"(?<!\w)(?:sauf|except\w*|fermée?s?|closed|hormis)(?!\w)", re.IGNORECASE)
_ONE = re.compile(r"(?<!\w)(?:une?|one|an?)(?=[\s-])", re.IGNORECASE)
_HALF = re.compile(r"(?<!\w)(?:une?\s)?demi(?:e)?(?=-)|(?<!\w)half(?:[\s-]an?)?(?=[\s-])", re.IGNORECASE)
_AN_HOUR_AND = re.compile(r"(?<!\w)(?:une|an|one)\s(?:heure|hour),?\s(?:(?:et|and)\s)?\Z", re.IGNORECASE)
_CENTS = re.compile(r"\s?(?:centimes?|cents?|pence|cts?)(?!\w)", re.IGNORECASE)
_SCALE = re.compile(r"(?P<thousand>mille|k€)|(?P<million>millions?|M[€£$])|(?P<billion>milliards?|Md€)")
_SCALES = {"thousand": 3, "million": 6, "billion": 9}
_AGE_LEAD = re.compile(
    r"(?<!\w)(?:over|under|above|below|aged?|older\sthan|younger\sthan|(?:plus|moins)\sde)[\s-](?:the\sage\sof\s)?\Z",
    re.IGNORECASE,
)
_AGE_TRAIL = re.compile(r"(?:['’]?s\b|\s(?:and|or)\s(?:over|older|above|under|younger)|-year-olds?)", re.IGNORECASE)
#: "N° 1" is what English calls the top one.
_NUMBERED = re.compile(r"(?:n[°ºo]|numéro)\s?\Z", re.IGNORECASE)
_TOP = re.compile(r"(?<!\w)(?:top|first|leading|première?s?|premiers)(?!\w)", re.IGNORECASE)
_TENS = {"thirties": 30, "forties": 40, "fifties": 50, "sixties": 60, "seventies": 70, "eighties": 80, "nineties": 90}
_OVER = re.compile(rf"(?<!\w)(?:over|under)[\s-](?P<tens>{'|'.join(_TENS)})(?!\w)", re.IGNORECASE)
_TO_THE_HOUR = re.compile(
    r"(?<!\w)(?P<minutes>five|ten|twenty|twenty-five)\sto\s"
    r"(?P<hour>one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)(?!\w)",
    re.IGNORECASE,
)
#: A year that is told as counted.
_COUNTED_FROM = re.compile(r"(?<!\w)soit\s[\w\s]{0,12}\Z", re.IGNORECASE)
#: A length of time counted from something: "trois ans après", "plus tôt".
_COUNTED_TO = re.compile(r"\s(?:après|plus\stard|plus\stôt|avant|auparavant|de\smoins|de\splus)(?!\w)", re.IGNORECASE)
#: So many years of a source are ends of lengths of time.
_MOST_POINTS = 40
#: A year, and its month where that is told.
_Point = tuple[int, int | None]
#: Two parts of one length of time stand so near each other, in characters.
_PARTS = 8


def in_other_words(fact: NumberFact, told: Said, lines: Sequence[Said], near: Sequence[Said]) -> bool:
    """Whether one of ``lines`` says the number ``fact`` of the sentence ``told`` without the same figures.

    "Une cuillère" for "1 cuillère", "demi-centimètre" for "5 mm", "two hours and 51 minutes" for "2 h 51",
    "a week" for "sept jours" (in the sentences ``near`` alone),
    "0,45 euro" for "45 centimes", "people over 50" for "plus de 50 ans".
    """
    wanted = set(fact.keys)
    sized = {key for key in wanted if key[2].startswith("=")}
    scaled = _as_scaled(fact, told)
    for line in lines:
        known = {key for one in line.facts for key in one.keys}
        if wanted & reckoning.headed(line) or scaled & known or sized & {*_halves(line.text), *_in_parts(line)}:
            return True
        ones = _ones(line.text) if fact.measure or sized else set()
        if fact.value == 1 and fact.measure in ones:
            return True
        if line in near and sized & {key for unit in ones for key in sizes(Decimal(1), unit)}:
            return True
        if fact.value == 1 and _NUMBERED.search(told.text[: fact.start]) and _TOP.search(line.text):
            return True
        if fact.measure == "year" and any(_is_age(one, line.text) for one in line.facts if one.key == fact.key):
            return True
        if fact.kind is Kind.TIME and fact.value in _spoken_times(line.text):
            return True
        if fact.measure == "year" and fact.value in _ages(line.text):
            return True
    return False


def _as_scaled(fact: NumberFact, told: Said) -> set[Key]:
    """The number as cents of a currency, or with the scale that another one of its sentence has."""
    if fact.kind is not Kind.NUMBER or fact.unit or not isinstance(fact.value, Decimal):
        return set()
    found: set[Key] = set()
    spelled = fact.text.lower().endswith((" cent", " cents")) and fact.value % 100 == 0
    if _CENTS.match(told.text, fact.end) or spelled:
        # "Onze cents" are a number, or cents of a currency.
        cents = fact.value / 100 if spelled else fact.value
        found |= {(Kind.AMOUNT, cents.scaleb(-2), unit) for unit in ("EUR", "USD", "GBP")}
        found |= {(Kind.NUMBER, cents, "")} if spelled else set()
    # "14 semaines" beside "11 millions": what has a unit of its own has its own scale.
    for match in () if fact.measure else _SCALE.finditer(told.text):
        value = fact.value.scaleb(_SCALES[match.lastgroup or "million"])
        found |= {(Kind.NUMBER, value, ""), *((Kind.AMOUNT, value, unit) for unit in ("EUR", "USD", "GBP"))}
    return found


def _ones(text: str) -> set[str]:
    found = (unit_at(text, match.end()) for match in _ONE.finditer(text))
    return {unit[0] for unit in found if unit}


def _halves(text: str) -> Iterator[Key]:
    for match in _HALF.finditer(text):
        unit = unit_at(text, match.end())
        if unit:
            yield from sizes(Decimal("0.5"), unit[0])


def _in_parts(line: Said) -> Iterator[Key]:
    """The sum of two lengths of time that stand beside each other; "une heure" alone is none."""
    for one in line.facts:
        size = _size(one) if one.measure == "min" else None
        if size and _AN_HOUR_AND.search(line.text[max(0, one.start - 16) : one.start]):
            yield (Kind.NUMBER, (size[1] + 3600).normalize(), size[2])
    for one, other in pairwise(line.facts):
        if one.measure and other.measure and other.start - one.stop <= _PARTS:
            first, second = (_size(item) for item in (one, other))
            if first and second and first[2] == second[2] and first[1] > second[1]:
                yield (Kind.NUMBER, (first[1] + second[1]).normalize(), first[2])


def _size(fact: NumberFact) -> tuple[Kind, Decimal, str] | None:
    for kind, value, unit in fact.keys:
        if unit in {"=time", "=months"} and isinstance(value, Decimal):
            return kind, value, unit
    return None


def _ages(text: str) -> set[Decimal]:
    return {Decimal(_TENS[match["tens"].lower()]) for match in _OVER.finditer(text)}


def _spoken_times(text: str) -> set[tuple[int | None, ...]]:
    """ "Ten to nine": before noon and after."""
    found: set[tuple[int | None, ...]] = set()
    for match in _TO_THE_HOUR.finditer(text):
        hour, minutes = value_of(match["hour"], "en"), value_of(match["minutes"], "en")
        if hour is not None and minutes is not None and 1 <= hour <= 12 and minutes < 30:
            left = 60 * int(hour) - int(minutes)
            found |= {(left // 60 % 24, left % 60), ((left // 60 + 12) % 24, left % 60)}
    return found


def _is_age(fact: NumberFact, text: str) -> bool:
    if fact.measure:
        return False
    before = text[max(0, fact.start - 30) : fact.start]
    return _AGE_LEAD.search(before) is not None or _AGE_TRAIL.match(text, fact.end) is not None


def follows(fact: NumberFact, told: Said, lines: Sequence[Said], known: Sequence[NumberFact] = ()) -> bool:
    """Whether ``fact``, of the sentence ``told``, is what the numbers of one of ``lines`` come to.

    The difference of two dates or of two numbers in one unit, their sum, the share that two make, what a percentage
    leaves, the same length of time in other units, the year so long before or after another; and what ``reckoning``
    knows. ``known``: all numbers of the source, of which dates and years may be one end of a length of time.
    """
    short = [Said(text=line.text, facts=line.facts[:_MOST]) for line in lines]
    if reckoning.follows(fact, told, short):
        return True
    if fact.kind is Kind.NUMBER and fact.measure and UNITS[fact.measure].dimension in {"time", "months"}:
        return _is_duration(fact, told, short, known) or _is_sum(fact, told, short)
    if fact.kind is Kind.YEAR and not fact.measure:
        return any(_is_year(fact, told, line) for line in short)
    if fact.unit and fact.kind is Kind.NUMBER:
        return any(_is_share(fact, told, line) for line in short)
    if fact.kind is Kind.PERCENT and any(_is_percent(fact, line) for line in short):
        return True
    cents = sorted((value for kind, value, _ in _as_scaled(fact, told) if kind is Kind.AMOUNT), key=str)
    as_amounts = (replace(fact, kind=Kind.AMOUNT, value=value, unit=unit, others=(), measure="")
                  for value in cents for unit in ("EUR", "USD", "GBP"))  # fmt: skip
    if any(_is_sum(amount, told, short) for amount in as_amounts):
        return True
    return fact.kind in {Kind.NUMBER, Kind.PERCENT, Kind.AMOUNT} and _is_sum(fact, told, short)


# Lengths of time


def _is_duration(fact: NumberFact, told: Said, lines: Sequence[Said], known: Sequence[NumberFact]) -> bool:
    size = _size(fact)
    if size is None:
        return False
    about = _ABOUT_LEAD.search(told.text[max(0, fact.start - 24) : fact.start]) is not None
    months = size[1] + _years_before(fact, told) if size[2] == "=months" else Decimal(0)
    if months:
        if any(_is_span(months, one, other, about=about) for one, other in _ends(fact, told, lines, known)):
            return True
        ages = [one.value for line in lines for one in line.facts if one.measure == fact.measure == "year"]
        counted = _COUNTED_TO.match(told.text, max(fact.end, fact.stop)) is not None
        numbers = (value for value in ages if isinstance(value, Decimal))
        if counted and any(abs(one - other) == fact.value for one, other in combinations(numbers, 2)):
            return True
    else:
        minutes = [minute for line in (told, *lines) for minute in _clock(line)]
        if fact.measure in {"min", "h"} and any(abs(a - b) * 60 == size[1] for a, b in combinations(minutes, 2)):
            return True
        if reckoning.days_between(fact, told, lines, known) or reckoning.rounded_time(fact, told, minutes):
            return True
    return any(_lasts(fact, size, months, line) for line in lines)


def _ends(
    fact: NumberFact, told: Said, lines: Sequence[Said], known: Sequence[NumberFact]
) -> Iterator[tuple[_Point, _Point]]:
    """Two points in time that a length of time may lie between: one is told near by.

    Where the article's own sentence tells one to count from ("trois ans après, en 2019"), that is one of them.
    """
    own = dict.fromkeys(_points(told))
    near = dict.fromkeys(point for line in lines for point in _points(line))
    if own and _COUNTED_TO.match(told.text, max(fact.end, fact.stop)):
        yield from product(own, {**near, **dict.fromkeys(_points(Said(text="", facts=tuple(known))))})
        return
    some = {**own, **near}
    yield from combinations(some, 2)
    yield from product(some, list(dict.fromkeys(_points(Said(text="", facts=tuple(known)))))[:_MOST_POINTS])


def _years_before(fact: NumberFact, told: Said) -> Decimal:
    match = _YEARS_AND.search(told.text[max(0, fact.start - 12) : fact.start])
    if match is None:
        return Decimal(0)
    return 12 * (Decimal(1) if match["years"].lower() == "un" else Decimal(match["years"]))


def _points(line: Said) -> Iterator[_Point]:
    """Years, with their month where it is told."""
    for fact in line.facts:
        if fact.kind is Kind.YEAR and isinstance(fact.value, Decimal) and not fact.measure:
            yield int(fact.value), None
        elif fact.kind is Kind.DATE and isinstance(fact.value, tuple) and fact.value[0] is not None:
            yield fact.value[0], fact.value[1]


def _is_span(months: Decimal, one: _Point, other: _Point, *, about: bool) -> bool:
    if one[1] is not None and other[1] is not None:
        exact = abs(12 * (one[0] - other[0]) + one[1] - other[1])
        # "De janvier à juin" are five months, or six; years leave out the months.
        if months in (exact, exact + 1) or (months % 12 == 0 and months == exact // 12 * 12 > 0):
            return True
        if about and exact and abs(months - exact) <= _ABOUT * exact:
            return True
    exact = 12 * abs(one[0] - other[0])
    return months == exact > 0 or (about and bool(exact) and abs(months - exact) <= _ABOUT * exact)


def _clock(line: Said) -> list[Decimal]:
    """Hours of the day, in minutes."""
    times = (fact.value for fact in line.facts if fact.kind is Kind.TIME and isinstance(fact.value, tuple))
    return [Decimal(60 * (value[0] or 0) + (value[1] or 0)) for value in times]


def _lasts(fact: NumberFact, size: tuple[Kind, Decimal, str], months: Decimal, line: Said) -> bool:
    for one in line.facts:
        other = _size(one) if one.measure else None
        if other is None:
            continue
        if other[2] == size[2]:
            if size[2] == "=months" and months == other[1]:
                return True
        elif size[2] == "=months":
            lengths = _MONTHS_OF_WEEKS if one.measure == "week" else _DAYS_A_MONTH
            if _is_near(months, other[1] / _SECONDS_A_DAY, lengths):
                return True
        elif _is_near(other[1], size[1] / _SECONDS_A_DAY):
            return True
    if fact.measure == "min":
        ranks = [one.value for one in line.facts if one.kind is Kind.ORDINAL and isinstance(one.value, Decimal)]
        return any(abs(a - b) == fact.value for values in (ranks, _clock(line)) for a, b in combinations(values, 2))
    if fact.measure == "h":
        return any(abs(a - b) == size[1] / 60 for a, b in combinations(_clock(line), 2))
    return fact.measure == "day" and _are_days(fact, line)


def _is_near(months: Decimal, days: Decimal, lengths: Sequence[Decimal] = _DAYS_A_MONTH) -> bool:
    return any(abs(months * length - days) <= _CONVERTED * days for length in lengths)


def _are_days(fact: NumberFact, line: Said) -> bool:
    """ "Deux jours" for Saturday and Sunday, "six jours" for every day but Tuesday."""
    named = {fact.value[0] for fact in line.facts if fact.kind is Kind.WEEKDAY and isinstance(fact.value, tuple)}
    named |= {fact.weekday for fact in line.facts if fact.weekday is not None}
    if named and _ALL_BUT.search(line.text) and fact.value == 7 - len(named):
        return True
    if len(named) > 1 and fact.value == len(named):
        return True
    dated = [one.value for one in line.facts if one.kind is Kind.DATE and isinstance(one.value, tuple)]
    pairs = ((a, b) for a, b in combinations(dated, 2) if a[1] == b[1] and a[2] is not None and b[2] is not None)
    return any(fact.value in (abs((a[2] or 0) - (b[2] or 0)), abs((a[2] or 0) - (b[2] or 0)) + 1) for a, b in pairs)


def _is_year(fact: NumberFact, told: Said, line: Said) -> bool:
    """A year so many years before or after one of the same sentence."""
    if not _COUNTED_FROM.search(told.text[max(0, fact.start - 16) : fact.start]):
        return False
    years = [point[0] for point in _points(line)]
    spans = [one.value for one in line.facts if one.measure == "year" and isinstance(one.value, Decimal)]
    return any(fact.value in (year - span, year + span) for year in years for span in spans if span)


# Shares


def _is_share(fact: NumberFact, told: Said, line: Said) -> bool:
    """ "Sept sur dix" for 71 %, or for what 29 % are not."""
    if " in " not in fact.unit:
        return False
    shares = [value for kind, value, _ in fact.keys if kind is Kind.PERCENT and isinstance(value, Decimal)]
    percents = [one.value for one in line.facts if one.kind is Kind.PERCENT and isinstance(one.value, Decimal)]
    rest = [100 - one for one in percents] if _DENIED.search(told.text) else []
    return any(abs(one - other) <= _SHARE for one in shares for other in (*percents, *rest))


def _is_percent(fact: NumberFact, line: Said) -> bool:
    """What a percentage leaves of the whole, or what two counts make."""
    if not isinstance(fact.value, Decimal):
        return False
    value = abs(fact.value)
    told = [abs(one.value) for one in line.facts if one.kind is Kind.PERCENT and isinstance(one.value, Decimal)]
    if any(value + other == 100 for other in told):
        return True
    counts = [one.value for one in line.facts if one.kind is Kind.NUMBER and not one.unit and not one.measure]
    whole = [one for one in counts if isinstance(one, Decimal) and one > 0]
    return any(part < all_ and abs(100 * part / all_ - value) <= _ROUNDED for part, all_ in permutations(whole, 2))


# Sums and differences


#: From here on a number may be an amount whose currency was named before.
_SCALED = 100_000
#: Of so many numbers of a sentence three are summed up.
_SUMMANDS = 6
#: Words of a calculation that small counts need.
_RECKONED = re.compile(
    r"(?<!\w)(?:ne\s[\w\s]{1,20}\spas|n['’]\w+\spas|autres?|rest\w+|manqu\w+|écarts?|différence|au\stotal|en\stout|"
    r"de\s(?:plus|moins)|voix\sprès|ensemble|supplémentaires?|avance|retard|d['’]avance)(?!\w)",
    re.IGNORECASE,
)
#: Small counts are too easily the sum or difference of two others: "eleven" and "one" make a wrong "twelve" right.
_SMALL = 20


_REST = re.compile(r"(?<!\w)(?:rest\w+|autres|différence)(?!\w)", re.IGNORECASE)


def _is_bare(fact: NumberFact, like: NumberFact) -> bool:
    """Whether the unit that ``like`` has may go without saying: "710 feet, against 590", "de 132 millions à 118"."""
    if fact.kind is not Kind.NUMBER or fact.measure or fact.unit or not isinstance(fact.value, Decimal):
        return False
    return bool(like.measure) or (like.kind is Kind.AMOUNT and fact.value >= _SCALED)


def _is_sum(fact: NumberFact, told: Said, lines: Sequence[Said]) -> bool:
    if not isinstance(fact.value, Decimal) or (fact.unit and fact.kind is Kind.NUMBER):
        return False
    mine = {abs(value) for value in values(fact, fact)} - {0, 1}
    small = fact.kind is Kind.NUMBER and not fact.measure and abs(fact.value) <= _SMALL
    if small and not _RECKONED.search(told.text):
        return False
    own = Said(text="", facts=tuple(one for one in told.facts if one is not fact))
    # "12 weeks" and "two customers" are no 14 weeks.
    lasts = bool(fact.measure) and UNITS[fact.measure].dimension in {"time", "months"}
    for line in (*lines, own):
        bare = {
            abs(one.value) for one in line.facts if isinstance(one.value, Decimal) and not lasts and _is_bare(one, fact)
        }
        found = sorted(bare | {value for one in line.facts for value in values(one, fact) if value})
        for some in (*combinations(found, 2), *combinations(found[:_SUMMANDS], 3)):
            made = {sum(some), abs(some[0] - some[1])} if len(some) == 2 else {sum(some)}
            if fact.kind is Kind.PERCENT and not _REST.search(told.text):
                # What two percentages differ by are points.
                made = {sum(some)}
            if mine & made and not bare.issuperset(some):
                return True
    return False
