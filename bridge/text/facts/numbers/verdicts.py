"""What is wrong with the numbers of an article, all rules together."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import chain, islice

from bridge.text.facts.numbers.compare import Reason, Support, Unsupported, against
from bridge.text.facts.numbers.counting import Counting
from bridge.text.facts.numbers.misused import Misused
from bridge.text.facts.numbers.pairs import Pair, pairs
from bridge.text.facts.numbers.records import Key, Kind, NumberFact
from bridge.text.facts.numbers.surroundings import Telling, tellings


@dataclass(frozen=True, kw_only=True, slots=True)
class Wrong:
    """A number of the article that is not the source's.

    ``piece``: the index of the text that it stands in. ``said``: the source's words for it, where they are known.
    ``sure``: whether it is a wrong fact, and not perhaps a turn of phrase.
    """

    piece: int
    fact: NumberFact
    reason: Reason
    sure: bool
    said: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Read:
    """A text with the numbers in it; from ``prose`` on, where it is given, it is tables and captions."""

    text: str
    facts: tuple[NumberFact, ...]
    prose: int | None = None


def wrong(source: Read, language: str | None, support: Support, article: Sequence[Read]) -> Iterator[Wrong]:
    """What is wrong in each of the texts of an article: what the source lacks, then what it says otherwise.

    ``support`` may know more than the source, as the brief does.
    """
    said = tellings(source.text, source.facts, language, source.prose)
    told = tuple((index, tellings(read.text, read.facts, "fr")) for index, read in enumerate(article))
    everything = [telling for _, some in told for telling in some]
    places = {id(telling): index for index, some in told for telling in some}
    by_fact = {id(telling.fact): telling for telling in everything}
    counting = Counting(said, everything, language)
    sizes = _sizes(source.facts)
    reported: set[int] = set()
    for index, read in enumerate(article):
        for item in against(support, read.text, read.facts):
            reported.add(id(item.fact))
            yield _absent(item, index, by_fact.get(id(item.fact)), counting, sizes)
    comparing = Misused(said, tuple(pairs(source.text, source.facts)), language)
    joined: list[Pair] = [pair for read in article for pair in pairs(read.text, read.facts)]
    for misuse in comparing.found(everything, joined):
        if id(misuse.telling.fact) not in reported:
            yield Wrong(
                piece=places[id(misuse.telling)], fact=misuse.telling.fact, reason=misuse.reason, sure=misuse.sure,
                said=misuse.sentence,
            )  # fmt: skip


def _absent(
    item: Unsupported, index: int, telling: Telling | None, counting: Counting, sizes: Sequence[tuple[str, Key]]
) -> Wrong:
    said = item.said.text if item.said else ""
    sure = not item.fact.soft or (telling is not None and counting.states(telling))
    sure = sure and not any(_is_conversion(item.fact, unit, size) for unit, size in sizes)
    return Wrong(piece=index, fact=item.fact, reason=item.reason, sure=sure, said=said)


#: How far a rounded conversion may be from the exact one.
_ROUNDING = Decimal("0.03")
#: So many measures of a source are compared.
_MOST_SIZES = 300


def _sizes(found: Sequence[NumberFact]) -> list[tuple[str, Key]]:
    """The unit and the size in base units of the numbers that measure."""
    sized = ((fact.measure, key) for fact in found if fact.measure for key in fact.keys if key[2].startswith("="))
    return list(islice(chain(sized, _pounds_and_degrees(found)), _MOST_SIZES))


def _pounds_and_degrees(found: Sequence[NumberFact]) -> Iterator[tuple[str, Key]]:
    """Pounds, which may be money, as a mass; degrees Fahrenheit in degrees Celsius."""
    for fact in found:
        if not isinstance(fact.value, Decimal):
            continue
        if fact.kind is Kind.AMOUNT and _POUNDS.search(fact.text):
            yield "lb", (Kind.NUMBER, fact.value * _GRAMS_A_POUND, "=mass")
        elif fact.measure == "fahrenheit":
            yield "fahrenheit", (Kind.NUMBER, (fact.value - 32) * 5 / 9, _CELSIUS)


def _is_conversion(fact: NumberFact, unit: str, size: Key) -> bool:
    """Whether a number is one of the source in another unit, rounded: "15 miles (24 km)"."""
    if (
        not fact.measure
        or fact.measure == unit
        or not isinstance(size[1], Decimal)
        or not _is_foreign(fact.measure, unit)
    ):
        return False
    mine = next((value for _, value, name in fact.keys if name == size[2]), None)
    if size[2] == _CELSIUS and fact.measure in {"celsius", "degree"}:
        mine = fact.value
    return isinstance(mine, Decimal) and abs(mine - size[1]) <= _ROUNDING * abs(size[1])


def _is_foreign(one: str, other: str) -> bool:
    """Whether one unit is the metre's or the gram's, the other not: between units of one system nothing is rounded."""
    return (one in _IMPERIAL) is not (other in _IMPERIAL)


_IMPERIAL = frozenset({
    "inch", "foot", "yard", "mile", "nmi", "mph", "knot", "lb", "oz", "acre", "fahrenheit",
})  # fmt: skip
_POUNDS = re.compile(r"(?<!\w)(?:pounds?|livres?)\Z", re.IGNORECASE)
_GRAMS_A_POUND = Decimal("453.59237")
_CELSIUS = "=celsius"


def kept(of_source: Sequence[NumberFact], of_article: Sequence[NumberFact]) -> tuple[float, tuple[NumberFact, ...]]:
    """The share, 0 to 1, of the source's distinct facts that the article keeps, and those that it drops.

    Turns of phrase, ranks, weekdays and months alone don't count; 1 where the source has no facts.
    """
    support = Support(of_article)
    distinct: dict[object, NumberFact] = {}
    for fact in of_source:
        if not fact.soft and fact.kind in _HARD and not _is_month(fact):
            distinct.setdefault(fact.key, fact)
    dropped = tuple(fact for fact in distinct.values() if support.verdict(fact, "le ") is Reason.ABSENT)
    return (1 - len(dropped) / len(distinct) if distinct else 1.0), dropped


_HARD = frozenset({
    Kind.NUMBER, Kind.PERCENT, Kind.PERMILLE, Kind.AMOUNT, Kind.DATE, Kind.TIME, Kind.YEAR, Kind.PHONE,
})  # fmt: skip


def _is_month(fact: NumberFact) -> bool:
    return isinstance(fact.value, tuple) and fact.kind is Kind.DATE and fact.value[2] is None and fact.value[0] is None
