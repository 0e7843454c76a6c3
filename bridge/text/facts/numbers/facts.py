"""Reading the numbers out of a text: every notation in turn, each stretch of text read once."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from decimal import Decimal
from functools import lru_cache
from itertools import islice, zip_longest

from bridge.text.facts.numbers import calendar, compounds, dates, gates, numerals, phrases, ratios, spelled, units
from bridge.text.facts.numbers.clear import Clear, clear
from bridge.text.facts.numbers.lexicon import SPACE, Lexicon, lexicon
from bridge.text.facts.numbers.records import Key, Kind, NumberFact
from bridge.text.facts.numbers.signs import signed

#: Addresses and e-mail addresses hold digits that count nothing.
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+|(?<![\w.+-])[\w.+-]++@[\w-]+\.[\w.-]+", re.IGNORECASE)
#: "1. " or "2) " at the start of a line numbers the line.
_ENUMERATOR = re.compile(r"(?m)^[ \t\u00a0]*\d{1,2}[.)](?=\s)")
_RANGE = re.compile(rf"{SPACE}*(?:-|–|—|/|à|au|et|ou|to|and|or){SPACE}*")
#: "2.1 by 1.6 millimetres", "2,1 mm sur 1,6".
_BY = re.compile(rf"{SPACE}(?:by|sur|x|×){SPACE}")
_WORD_BEFORE = re.compile(rf"(?<![\w-])([^\W\d_]+){SPACE}\Z")
_SCALED = re.compile(r"(?:millions?|milliards?|billions?|trillions?)\Z", re.IGNORECASE)
#: What is counted behind such a number, so that it is no money ("3 millions d'habitants", "3 million people").
_COUNTS = re.compile(rf"{SPACE}(?:de{SPACE}|d['’]|[a-z]{{4,}})")
#: Nothing is counted: the clause ends, or goes on with a small word.
_ALONE = re.compile(rf"{SPACE}?(?:[.,;:!?)»\n]|\Z|(?:en|contre|à|au|par|pour|in|to|from|against|for|a|per)\b)")
#: How far apart an amount and a number in the same currency may be.
_SENTENCE = 120
#: Beyond so many numbers, which no article has, each is read without what stands around it.
_MOST = 2_500
#: So many numbers are read in each notation: a text with more is none, and its check says so.
READ = 5_000
#: Every number in figures and in words begins a run of these: fewer runs are fewer numbers.
_RUNS = re.compile(r"\d+|[^\W\d_]+")
#: "Neuf heures moins le quart" is read across the end of a line.
_LINE_END = re.compile(r"\n(?!quart)", re.IGNORECASE)
#: How far back the word before a number is looked for.
_REACH = 30


@lru_cache(maxsize=2_048)
def facts(text: str, language: str | None) -> tuple[NumberFact, ...]:
    """The numbers of ``text`` in reading order, read by the rules of ``language`` ("fr", "en", else both).

    Numbers in names keep the name as their unit; a lone "one" or "un" is no number; addresses are passed over.
    """
    read = clear(text)
    shown = _ENUMERATOR.sub(_blank, _without_addresses(read.text))
    found = _read(shown, language)
    found, rest = found[:_MOST], found[_MOST:]
    ranged = _ranged(found, shown)
    told = (units.measured(signed(fact, shown), shown, language) for fact in ranged)
    complete = (phrases.multiplied(_named(fact, shown), shown) for fact in _shared_units(told, shown))
    return tuple(_placed(fact, read, text) for fact in (*complete, *rest))


def _placed(fact: NumberFact, read: Clear, text: str) -> NumberFact:
    """The fact with the span and the words of the text as it was given."""
    if read.places is None:
        return fact
    start, end = read.span(fact.start, fact.end)
    whole = fact.text != read.text[fact.start : fact.end]
    stop = read.span(fact.stop - 1, fact.stop)[1] if fact.stop else 0
    return replace(fact, start=start, end=end, stop=stop, text=fact.text if whole else text[start:end])


def _without_addresses(text: str) -> str:
    addressed = "@" in text or "://" in text or "www." in text.lower()
    return _ADDRESS.sub(_blank, text) if addressed else text


def _blank(match: re.Match[str]) -> str:
    return " " * len(match.group())


def _read(shown: str, language: str | None) -> list[NumberFact]:
    """The numbers of a text in reading order: line by line, as no notation goes on behind the end of one."""
    # Two numbers have a character between them.
    if len(shown) >= 2 * READ and sum(1 for _ in islice(_RUNS.finditer(shown), READ)) == READ:
        return _stretch(shown, language)
    found: list[NumberFact] = []
    at = 0
    for line in _LINE_END.split(shown):
        found += (_moved(fact, at) for fact in _line(line, language))
        at += len(line) + 1
    return found


def _moved(fact: NumberFact, by: int) -> NumberFact:
    if not by:
        return fact
    return replace(fact, start=fact.start + by, end=fact.end + by, stop=fact.stop + by if fact.stop else 0)


@lru_cache(maxsize=512)
def _line(text: str, language: str | None) -> tuple[NumberFact, ...]:
    return tuple(_stretch(text, language))


def _stretch(text: str, language: str | None) -> list[NumberFact]:
    """The numbers of a stretch of text, each read in one notation."""
    taken = bytearray(len(text))
    found: list[NumberFact] = []
    for fact in _candidates(text, lexicon(language), language):
        if taken.find(1, fact.start, fact.end) < 0:
            taken[fact.start : fact.end] = b"\x01" * (fact.end - fact.start)
            found.append(fact)
    found.sort(key=lambda fact: fact.start)
    return found


def _candidates(text: str, words: Lexicon, language: str | None) -> Iterator[NumberFact]:
    """Every reading of every stretch, the most telling notation first; those that can't occur are not tried."""
    look = gates.Look(text)
    months = look.has(gates.months(language))
    if look.phone:
        yield from compounds.phones(text)
    if look.digit:
        yield from dates.dates(text, words, language, months=months)
    if look.digit or look.has(("clock",)):
        yield from numerals.idioms(text)
    if look.has(gates.FRACTIONS):
        yield from ratios.fractions(text)
    if look.has(gates.DOZENS):
        yield from ratios.dozens(text, language)
    if look.has(gates.CLOCKS):
        yield from ratios.clock(text, language)
    yield from ratios.ratios(text, language)
    if look.has(gates.HALVES):
        yield from ratios.halves(text, language)
    if look.has(gates.SPANS):
        yield from ratios.spans(text)
    if look.digit:
        yield from dates.times(text, language)
    if look.has(gates.NOON):
        yield from dates.noons(text)
    if look.digit or look.has(gates.decades(language)):
        yield from dates.years(text, words)
    if look.digit:
        yield from dates.year_ranges(text)
        yield from numerals.ordinals(text)
    if look.roman:
        yield from numerals.roman_ordinals(text)
    if look.digit:
        yield from compounds.compounds(text, language)
        yield from numerals.names(text)
        yield from islice(numerals.numerals(text, words, language), READ)
    if look.has(gates.COLLECTIVES):
        yield from spelled.collectives(text, words)
    if look.has(gates.PHRASES):
        yield from phrases.phrases(text, language)
    ordinals = look.has(gates.ordinals(language))
    if ordinals:
        yield from spelled.compound_ordinals(text, words)
    yield from islice(spelled.cardinals(text, words, language), READ)
    if ordinals:
        yield from spelled.ordinals(text, words)
    if look.has(gates.weekdays(language)):
        yield from dates.weekdays(text, words, language)
    if months:
        yield from dates.months(text, words, language)
    if look.has(gates.SEASONS):
        yield from calendar.seasons(text)
    if look.has(gates.RELATIVES):
        yield from calendar.relatives(text)
    if look.has(gates.NEAR_DAYS):
        yield from calendar.near_days(text)


def _ranged(found: list[NumberFact], text: str) -> Iterator[NumberFact]:
    """In "de 10 à 15 millions d'euros", 10 is read as millions of euros too."""
    for fact, following in zip_longest(found, found[1:]):
        if following is not None and _begins_range(fact, following, text):
            yield replace(fact, others=fact.others + _as_following(fact, following))
        else:
            yield fact


def _begins_range(fact: NumberFact, following: NumberFact, text: str) -> bool:
    return (
        fact.kind is Kind.NUMBER
        and not fact.unit
        and following.kind in {Kind.NUMBER, Kind.PERCENT, Kind.PERMILLE, Kind.AMOUNT}
        and not following.unit.islower()
        and _is_range(fact, following, text)
    )


def _as_following(fact: NumberFact, following: NumberFact) -> tuple[Key, ...]:
    """The first number of a range with the second one's unit, plain and at each scale that the second may have."""
    value, last = fact.value, following.value
    if isinstance(value, tuple) or isinstance(last, tuple):
        return ()
    zeros = max(0, len(str(int(last))) - len(str(int(last)).rstrip("0"))) if last else 0
    scales = {0, *(scale for scale in (3, 6, 9, 12) if scale <= zeros + 2)}
    return tuple((following.kind, value.scaleb(scale), following.unit) for scale in sorted(scales))


def _shared_units(found: Iterable[NumberFact], text: str) -> Iterator[NumberFact]:
    """In "de 10 à 15 km", 10 is a number of kilometres too."""
    facts = list(found)
    for at in range(len(facts) - 2, -1, -1):
        fact, following = facts[at], facts[at + 1]
        plain = fact.kind is Kind.NUMBER and not fact.unit and not fact.measure and isinstance(fact.value, Decimal)
        if plain and following.measure and following.kind is Kind.NUMBER and _is_range(fact, following, text):
            sized = units.sizes(fact.value, following.measure) if isinstance(fact.value, Decimal) else ()
            facts[at] = replace(fact, measure=following.measure, others=(*fact.others, *sized))
    for at in range(len(facts) - 1):
        facts[at : at + 2] = _dimensions(facts[at], facts[at + 1], text)
    for at, fact in enumerate(facts):
        bare = fact.kind is Kind.NUMBER and not fact.unit and not fact.measure and not fact.soft
        if bare and (_SCALED.search(fact.text) or (fact.text[0].isdigit() and _ALONE.match(text, fact.end))):
            yield _as_amount(fact, facts[max(0, at - 1) : at + 2], text)
        else:
            yield fact


def _dimensions(one: NumberFact, other: NumberFact, text: str) -> tuple[NumberFact, NumberFact]:
    """Both sides of a surface in the unit that one of them is told in."""
    if bool(one.measure) is bool(other.measure) or not one.kind is other.kind is Kind.NUMBER or one.unit or other.unit:
        return one, other
    end = max(one.end, one.stop)
    if other.start - end > 5 or not _BY.fullmatch(text, end, other.start):
        return one, other
    measure = one.measure or other.measure
    if units.UNITS[measure].dimension != "length" or not one.text[0].isdigit():
        return one, other
    return _in_unit(one, measure), _in_unit(other, measure)


def _in_unit(fact: NumberFact, measure: str) -> NumberFact:
    if fact.measure or not isinstance(fact.value, Decimal):
        return fact
    return replace(fact, measure=measure, others=(*fact.others, *units.sizes(fact.value, measure)))


def _as_amount(fact: NumberFact, around: list[NumberFact], text: str) -> NumberFact:
    """ "15 millions d'euros et la région 20 millions": the second are euros too."""
    if _COUNTS.match(text, fact.end) or not isinstance(fact.value, Decimal):
        return fact
    amounts = [other for other in around if other.kind is Kind.AMOUNT and abs(other.start - fact.start) < _SENTENCE]
    values = {value for kind, value, unit in fact.keys if kind is Kind.NUMBER and not unit}
    keys = tuple((Kind.AMOUNT, value, unit) for value in sorted(values, key=str) for unit in _currencies(amounts))
    return replace(fact, others=(*fact.others, *keys))


def _currencies(amounts: Iterable[NumberFact]) -> list[str]:
    return sorted({amount.unit for amount in amounts})


def _is_range(fact: NumberFact, following: NumberFact, text: str) -> bool:
    return following.start - fact.end < 8 and _RANGE.fullmatch(text, fact.end, following.start) is not None


def _named(fact: NumberFact, text: str) -> NumberFact:
    """A number behind a word may be the number of a name written apart: "GPT 4" is "GPT-4"."""
    if fact.kind is not Kind.NUMBER or fact.unit or fact.soft:
        return fact
    before = _WORD_BEFORE.search(text[max(0, fact.start - _REACH) : fact.start])
    if before is None:
        return fact
    name = numerals.fold_name(before[1] + fact.text)
    return replace(fact, others=(*fact.others, (Kind.NUMBER, fact.value, name)))
