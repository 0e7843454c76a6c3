"""Reading the numbers out of a text: every notation in turn, each stretch of text read once."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import zip_longest

from bridge.text.facts.numbers import compounds, dates, numerals, phrases, spelled
from bridge.text.facts.numbers.clear import Clear, clear
from bridge.text.facts.numbers.lexicon import SPACE, Lexicon, lexicon
from bridge.text.facts.numbers.records import Key, Kind, NumberFact
from bridge.text.facts.numbers.signs import signed

#: Addresses and e-mail addresses hold digits that count nothing.
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+|(?<![\w.+-])[\w.+-]++@[\w-]+\.[\w.-]+", re.IGNORECASE)
#: "1. " or "2) " at the start of a line numbers the line.
_ENUMERATOR = re.compile(r"(?m)^[ \t\u00a0]*\d{1,2}[.)](?=\s)")
_RANGE = re.compile(rf"{SPACE}*(?:-|–|—|/|à|au|et|ou|to|and|or){SPACE}*")
_WORD_BEFORE = re.compile(rf"(?<![\w-])([^\W\d_]+){SPACE}\Z")
#: How far back the word before a number is looked for.
_REACH = 30


def facts(text: str, language: str | None) -> tuple[NumberFact, ...]:
    """The numbers of ``text`` in reading order, read by the rules of ``language`` ("fr", "en", else both).

    Numbers in names keep the name as their unit; a lone "one" or "un" is no number; addresses are passed over.
    """
    read = clear(text)
    shown = _ENUMERATOR.sub(_blank, _ADDRESS.sub(_blank, read.text))
    taken = bytearray(len(shown))
    found: list[NumberFact] = []
    for fact in _candidates(shown, lexicon(language), language):
        if taken.find(1, fact.start, fact.end) < 0:
            taken[fact.start : fact.end] = b"\x01" * (fact.end - fact.start)
            found.append(fact)
    found.sort(key=lambda fact: fact.start)
    ranged = _ranged(found, shown)
    complete = (phrases.multiplied(_named(signed(fact, shown), shown), shown) for fact in ranged)
    return tuple(_placed(fact, read, text) for fact in complete)


def _placed(fact: NumberFact, read: Clear, text: str) -> NumberFact:
    """The fact with the span and the words of the text as it was given."""
    if read.places is None:
        return fact
    start, end = read.span(fact.start, fact.end)
    whole = fact.text != read.text[fact.start : fact.end]
    return replace(fact, start=start, end=end, text=fact.text if whole else text[start:end])


def _blank(match: re.Match[str]) -> str:
    return " " * len(match.group())


def _candidates(text: str, words: Lexicon, language: str | None) -> Iterator[NumberFact]:
    """Every reading of every stretch, the most telling notation first."""
    yield from compounds.phones(text)
    yield from dates.dates(text, words, language)
    yield from numerals.idioms(text)
    yield from dates.times(text, language)
    yield from dates.years(text, words)
    yield from numerals.ordinals(text)
    yield from compounds.compounds(text, language)
    yield from numerals.names(text)
    yield from numerals.numerals(text, words, language)
    yield from spelled.collectives(text, words)
    yield from phrases.phrases(text, language)
    yield from spelled.cardinals(text, words, language)
    yield from spelled.ordinals(text, words)
    yield from dates.weekdays(text, words, language)
    yield from dates.months(text, words, language)


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
        and following.start - fact.end < 8
        and _RANGE.fullmatch(text, fact.end, following.start) is not None
    )


def _as_following(fact: NumberFact, following: NumberFact) -> tuple[Key, ...]:
    """The first number of a range with the second one's unit, plain and at each scale that the second may have."""
    value, last = fact.value, following.value
    if isinstance(value, tuple) or isinstance(last, tuple):
        return ()
    zeros = max(0, len(str(int(last))) - len(str(int(last)).rstrip("0"))) if last else 0
    scales = {0, *(scale for scale in (3, 6, 9, 12) if scale <= zeros + 2)}
    return tuple((following.kind, value.scaleb(scale), following.unit) for scale in sorted(scales))


def _named(fact: NumberFact, text: str) -> NumberFact:
    """A number behind a word may be the number of a name written apart: "GPT 4" is "GPT-4"."""
    if fact.kind is not Kind.NUMBER or fact.unit or fact.soft:
        return fact
    before = _WORD_BEFORE.search(text[max(0, fact.start - _REACH) : fact.start])
    if before is None:
        return fact
    name = numerals.fold_name(before[1] + fact.text)
    return replace(fact, others=(*fact.others, (Kind.NUMBER, fact.value, name)))
