"""Numbers that follow from two sentences, or from what a source lists: a day counted from another, a closing day."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from decimal import Decimal
from itertools import combinations, pairwise

from bridge.text.facts.numbers.records import Kind, NumberFact
from bridge.text.facts.numbers.said import Said

#: A count told from another day or minute, in either direction.
_COUNTED = re.compile(
    r"\s?(?:plus\stard|plus\stôt|après|avant|auparavant|later|after|afterwards|earlier|before|ago)(?!\w)", re.IGNORECASE
)
_LEAD_DAY = re.compile(r"(?<!\w)(?:le|au|du)\s\Z", re.IGNORECASE)
_TOGETHER = re.compile(
    r"(?<!\w)(?:additionn\w+|au\stotal|en\stout|tout\scompris|totalis\w+|cumul\w*|à\s(?:eux|elles)\s\w+|ensemble|comptez)(?!\w)",
    re.IGNORECASE,
)
_BY_HEAD = re.compile(r"\s(?:par|a|per)\s(?:personne|convive|tête|person|head)(?!\w)", re.IGNORECASE)
_HEADS = re.compile(r"(?:personnes?|convives?|parts?|people|persons?|servings?)(?!\w)", re.IGNORECASE)
_TWICE = (
    (2, re.compile(r"(?<!\w)(?:doubl\w+|twice)(?!\w)", re.I)),
    (3, re.compile(r"(?<!\w)(?:tripl\w+)(?!\w)", re.I)),
)
_LAST = re.compile(r"(?<!\w)(?:derni[eè]re?s?|last|final)(?!\w)", re.IGNORECASE)
_HALF_OF_THEM = re.compile(r"(?<!\w)(?:half\sof\sthem|la\smoitié\sd['’]entre)(?!\w)", re.IGNORECASE)
_SHUT = re.compile(r"(?<!\w)(?:fermée?s?|fermeture|relâche|repos|sauf|closed)(?!\w)", re.IGNORECASE)
_THROUGH = re.compile(r"\s?(?:through|thru|to|au|à|until|jusqu['’]au|–|-)\s?\Z", re.IGNORECASE)
#: "Sept minutes après la reprise": counted from the second half on.
_FROM_THE_BREAK = re.compile(
    r"\s(?:minutes?|min)?\s?(?:après|suivant|de)\s(?:la\s)?(?:reprise|pause|mi-temps)", re.IGNORECASE
)
_HALVES = (20, 30, 35, 40, 45)
_SECONDS_A_DAY = 86_400
#: So many numbers of a source are added up in pairs; a sum needs so many digits not to be there by chance.
_MOST, _DIGITS = 80, 3
#: How far a rounded product, and a rounded multiple, may be from the exact one.
_ROUNDED, _MULTIPLE = Decimal("0.05"), Decimal("0.04")
#: Formulas, and the words for them in both languages.
_FORMULAS = {
    "co2": r"dioxyde\sde\scarbone|gaz\scarbonique|carbon\s(?:dioxide|emissions?)|carbone",
    "ch4": r"méthane|methane", "h2o": r"eau|water", "no2": r"dioxyde\sd['’]azote|nitrogen\sdioxide",
    "n2o": r"protoxyde\sd['’]azote|nitrous\soxide", "so2": r"dioxyde\sde\ssoufre|sul(?:ph|f)ur\sdioxide",
    "o2": r"oxygène|oxygen", "o3": r"ozone",
}  # fmt: skip


def is_formula(fact: NumberFact, lines: Sequence[Said]) -> bool:
    """Whether the source names by words what the article writes as a formula: "CO2" for carbon dioxide."""
    words = _FORMULAS.get(fact.text.lower().replace("₂", "2").replace("₃", "3").replace("₄", "4"))
    return words is not None and any(re.search(rf"(?<!\w)(?:{words})(?!\w)", line.text, re.I) for line in lines)


def follows(fact: NumberFact, told: Said, lines: Sequence[Said], everything: Sequence[Said]) -> bool:
    """Whether ``fact``, of the sentence ``told``, follows from ``lines``, those of ``everything`` that stand beside."""
    if fact.kind is Kind.WEEKDAY:
        return _is_shut(fact, told, lines) or _is_day_of_writing(fact, lines, everything)
    day = fact.kind is Kind.DATE or (fact.kind is Kind.NUMBER and _LEAD_DAY.search(told.text[: fact.start]) is not None)
    if day and _is_counted_day(fact, lines):
        return True
    if not isinstance(fact.value, Decimal):
        return _is_whole_time(fact, told, lines)
    return (
        _is_minute(fact, told, lines)
        or _are_open_days(fact, lines)
        or _is_multiple(fact, told, lines)
        or _is_rank(fact, told, lines)
        or _is_half_of_them(fact, lines)
        or _is_total(fact, told, everything)
        or _is_whole_time(fact, told, lines)
        or _is_for_all(fact, everything)
        or _is_ratio_of_two(fact, lines)
    )


# Days and minutes counted from others


def _is_counted_day(fact: NumberFact, lines: Sequence[Said]) -> bool:
    """ "Le 15" for "two days later" behind the 13th, in one sentence or the next."""
    for first, second in pairwise((Said(text="", facts=()), *lines)):
        spans = list(_spans(second))
        for base in (one for line in (first, second) for one in line.facts if spans and one.kind is Kind.DATE):
            if any(_agrees(fact, day) for span in spans for day in _days(base, span)):
                return True
    return False


def _spans(line: Said) -> Iterator[int]:
    """The lengths of time, in days, that are counted from something."""
    for one in line.facts:
        if _COUNTED.match(line.text, max(one.end, one.stop)):
            sizes = (value for _, value, unit in one.keys if unit == "=time" and isinstance(value, Decimal))
            yield from (int(size) // _SECONDS_A_DAY for size in sizes if size % _SECONDS_A_DAY == 0)


def _days(base: NumberFact, span: int) -> Iterator[tuple[int | None, int, int]]:
    if not isinstance(base.value, tuple) or base.value[1] is None or base.value[2] is None or not 0 < span < 400:
        return
    year = base.value[0]
    try:
        day = date(year or 2001, base.value[1], base.value[2])
    except ValueError:
        return
    for step in (-span, span):
        other = day + timedelta(days=step)
        yield other.year if year else None, other.month, other.day


def _agrees(fact: NumberFact, day: tuple[int | None, int, int]) -> bool:
    if fact.kind is Kind.NUMBER:
        return fact.value == day[2]
    return isinstance(fact.value, tuple) and all(
        mine is None or other is None or mine == other for mine, other in zip(fact.value, day, strict=True)
    )


def _is_minute(fact: NumberFact, told: Said, lines: Sequence[Said]) -> bool:
    """ "À la 61e" for "nine minutes later" behind the 52nd; minutes "après la reprise"."""
    if fact.kind is Kind.NUMBER and _FROM_THE_BREAK.match(told.text, fact.end):
        minutes = {one.value for line in lines for one in line.facts if _is_clock(one)}
        return any(fact.value + half in minutes for half in _HALVES if isinstance(fact.value, Decimal))
    if not _is_clock(fact):
        return False
    for first, second in pairwise((Said(text="", facts=()), *lines)):
        bases = [one.value for line in (first, second) for one in line.facts if _is_clock(one)]
        counted = [
            one.value
            for one in second.facts
            if one.measure == "min" and _COUNTED.match(second.text, max(one.end, one.stop))
        ]
        whole = [(a, b) for a in bases for b in counted if isinstance(a, Decimal) and isinstance(b, Decimal)]
        if any(fact.value in (a + b, a - b) for a, b in whole):
            return True
    return False


def _is_clock(fact: NumberFact) -> bool:
    return fact.kind is Kind.ORDINAL or fact.measure == "min"


# Days of the week


def _ranges(lines: Sequence[Said]) -> Iterator[frozenset[int]]:
    """The days of "Wednesday through Sunday"."""
    for line in lines:
        named = [one for one in line.facts if one.kind is Kind.WEEKDAY and isinstance(one.value, tuple)]
        for one, other in pairwise(named):
            between = line.text[max(one.end, one.stop) : other.start]
            if _THROUGH.fullmatch(between) and isinstance(one.value, tuple) and isinstance(other.value, tuple):
                first, last = int(one.value[0] or 0), int(other.value[0] or 0)
                yield frozenset((first + step) % 7 for step in range((last - first) % 7 + 1))


def _is_shut(fact: NumberFact, told: Said, lines: Sequence[Said]) -> bool:
    if not _SHUT.search(told.text) or not isinstance(fact.value, tuple):
        return False
    return any(fact.value[0] not in days for days in _ranges(lines))


def _are_open_days(fact: NumberFact, lines: Sequence[Said]) -> bool:
    return fact.measure == "day" and any(fact.value == len(days) for days in _ranges(lines))


def _is_day_of_writing(fact: NumberFact, lines: Sequence[Said], everything: Sequence[Said]) -> bool:
    """ "Mardi" for "today" in a text that begins with the date of a Tuesday."""
    if any(one.kind is Kind.WEEKDAY or one.weekday is not None for line in lines for one in line.facts):
        return False
    dated = (one.value for line in everything for one in line.facts if one.kind is Kind.DATE)
    first = next((value for value in dated if isinstance(value, tuple) and None not in value), None)
    try:
        day = date(*(part or 0 for part in first)) if first else None
    except ValueError:
        return False
    return day is not None and isinstance(fact.value, tuple) and fact.value[0] == day.weekday()


# Sums, products and multiples


def _is_total(fact: NumberFact, told: Said, everything: Sequence[Said]) -> bool:
    """The sum of two numbers of a table or a list, where the sentence says that it sums up."""
    if fact.kind not in {Kind.NUMBER, Kind.AMOUNT} or fact.measure or _length(fact.value) < _DIGITS:
        return False
    if not _TOGETHER.search(told.text):
        return False
    some = [one.value for line in everything for one in line.facts if one.kind is fact.kind and one.unit == fact.unit]
    long = [value for value in dict.fromkeys(some) if _length(value) >= _DIGITS and isinstance(value, Decimal)]
    return any(a + b == fact.value for a, b in combinations(long[:_MOST], 2))


def _length(value: object) -> int:
    return len(value.normalize().as_tuple().digits) if isinstance(value, Decimal) else 0


def _is_whole_time(fact: NumberFact, told: Said, lines: Sequence[Said]) -> bool:
    """The sum of lengths of time told one after the other, as recipes do."""
    mine = _time(fact)
    if not mine or not _TOGETHER.search(told.text):
        return False
    times = [time for line in lines for one in line.facts if (time := _time(one))][:_MOST]
    return any(sum(times[at : at + size]) == mine for size in (2, 3, 4) for at in range(len(times)))


def _time(fact: NumberFact) -> Decimal:
    return next((value for _, value, unit in fact.keys if unit == "=time" and isinstance(value, Decimal)), Decimal(0))


def _is_for_all(fact: NumberFact, everything: Sequence[Said]) -> bool:
    """So much a head, for all who eat: rounded where the sentence says "quelque"."""
    if fact.kind is not Kind.AMOUNT or not isinstance(fact.value, Decimal):
        return False
    prices = [
        one.value
        for line in everything
        for one in line.facts
        if one.kind is Kind.AMOUNT and one.unit == fact.unit and _BY_HEAD.match(line.text, max(one.end, one.stop))
    ]
    heads = [
        one.value
        for line in everything
        for one in line.facts
        if prices and one.kind is Kind.NUMBER and _HEADS.match(line.text[one.end :].lstrip())
    ]
    exact = [a * b for a in prices for b in heads if isinstance(a, Decimal) and isinstance(b, Decimal)]
    return any(abs(value - fact.value) <= _ROUNDED * value for value in exact)


def _is_multiple(fact: NumberFact, told: Said, lines: Sequence[Said]) -> bool:
    """ "Six minutes au lieu de trois" where the source says to double the three."""
    if fact.kind is not Kind.NUMBER or not isinstance(fact.value, Decimal):
        return False
    beside = {one.value for one in told.facts if one.kind is Kind.NUMBER and isinstance(one.value, Decimal)}
    return any(
        fact.value / times in beside and any(words.search(line.text) for line in lines) for times, words in _TWICE
    )


def _is_rank(fact: NumberFact, told: Said, lines: Sequence[Said]) -> bool:
    """ "La dernière des 34" for the thirty-fourth and last, "11 buts en 14 matches" for the 11th goal in 14 matches."""
    if fact.kind is not Kind.NUMBER or fact.measure or fact.unit:
        return False
    last = _LAST.search(told.text) is not None
    beside = {key for one in told.facts if one.kind is Kind.NUMBER and one.value != fact.value for key in one.keys}
    for line in lines:
        ranked = any(one.kind is Kind.ORDINAL and one.value == fact.value for one in line.facts)
        if ranked and ((last and _LAST.search(line.text)) or any(beside & one.keys for one in line.facts)):
            return True
    return False


def _is_half_of_them(fact: NumberFact, lines: Sequence[Said]) -> bool:
    """Half of what the sentence before counts: "48 chambers. Half of them"."""
    if fact.kind is not Kind.NUMBER or fact.measure or not isinstance(fact.value, Decimal):
        return False
    return any(
        _HALF_OF_THEM.search(second.text) and any(one.value == 2 * fact.value for one in first.facts)
        for first, second in pairwise(lines)
    )


def _is_ratio_of_two(fact: NumberFact, lines: Sequence[Said]) -> bool:
    """ "Dix-sept fois plus" for numbers of two sentences, one behind the other."""
    if fact.measure != "times" or not isinstance(fact.value, Decimal) or fact.value < 5:
        return False
    for first, second in pairwise(lines):
        some = [
            [
                one.value
                for one in line.facts
                if one.kind is Kind.NUMBER and not one.unit and isinstance(one.value, Decimal)
            ]
            for line in (first, second)
        ]
        ratios = (max(a, b) / min(a, b) for a in some[0] for b in some[1] if a > 0 and b > 0)
        if any(abs(ratio - fact.value) <= _MULTIPLE * ratio for ratio in ratios):
            return True
    return False
