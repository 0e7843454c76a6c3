"""Whether a number is below zero: "−5 °C", "moins 5 degrés", "une baisse de 5 %"."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from bridge.text.facts.numbers.lexicon import SPACE
from bridge.text.facts.numbers.records import Kind, NumberFact

_MINUS = "-−–"
_MEASURED = rf"{SPACE}?(?:[°º%‰€$£]|degr[ée]|(?:points?|pts?|deg|celsius|fahrenheit)\b)"
#: A unit that takes a sign stands behind the number, or behind the second one of a range.
_UNIT = re.compile(rf"{_MEASURED}|{SPACE}(?:à|et|ou|to|and|or){SPACE}[-−–+]?\d[\d.,]{{0,12}}{_MEASURED}", re.IGNORECASE)
#: Words that say of a number that it counts downwards.
_FALL = re.compile(
    # No other letter begins one: most words are passed over at a glance.
    r"\b(?=[bcdefl-nprsu])(?:moins|minus|baiss|recul|diminu|chut|repli|pert|perd|rédu|réduc|négati|negati|décr|régress|déficit|deficit|"
    r"sous|dessous|below|under|fall|fell|drop|declin|decreas|down|loss|lose|losing|lost|cut|reduc|shr[aiu]nk|slump|"
    r"plung|plong|dégring|effondr|retir|retrait|lower|less|fewer|dip|slid)",
    re.IGNORECASE,
)
_BEFORE, _AFTER = 60, 30
_ENDS_CELL = re.compile(rf"{SPACE}*(?:[\n\t|]|\Z)")
_SIGNED = frozenset({Kind.NUMBER, Kind.PERCENT, Kind.PERMILLE, Kind.AMOUNT})


def signed(fact: NumberFact, text: str) -> NumberFact:
    """The fact with its sign; where words alone say "less", or a dash may be another one, it reads both ways."""
    if fact.kind not in _SIGNED or not isinstance(fact.value, Decimal) or (fact.unit and fact.kind is Kind.NUMBER):
        return fact
    if not fact.value:
        return fact
    sign = _sign_at(fact, text)
    if sign is None:
        return _both(fact) if _falls(fact, text) else fact
    measured = fact.kind is not Kind.NUMBER or _UNIT.match(text, fact.end)
    if not measured:
        return _both(fact)
    others = tuple((kind, -value if isinstance(value, Decimal) else value, unit) for kind, value, unit in fact.others)
    below = replace(fact, value=-fact.value, start=sign, text=text[sign : fact.end], others=others)
    # A hyphen or a dash that begins a line may be the mark of a list; one in a cell of its own is none.
    listed = text[sign] != "−" and _begins_line(text, sign) and not _ENDS_CELL.match(text, fact.end)
    return _both(below) if listed else below


def _begins_line(text: str, at: int) -> bool:
    before = text[max(0, at - 8) : at]
    return not before.rpartition("\n")[2].strip() and (at < 8 or "\n" in before)


def _sign_at(fact: NumberFact, text: str) -> int | None:
    """Where the minus sign stands: directly before the number, behind a space, a bracket or nothing."""
    at = fact.start - 1
    if at < 0 or text[at] not in _MINUS:
        return None
    before = text[max(0, at - 3) : at]
    if before and not (before[-1].isspace() or before[-1] in "([«“\"'’:/"):
        return None
    # "10 -15 %", "3 –1": a range or a score; "45,2 -8,1 %" are cells of a table.
    return None if before.rstrip()[-1:].isdigit() and not _is_cell(fact, text) else at


def _is_cell(fact: NumberFact, text: str) -> bool:
    at = fact.start - 1
    return (
        fact.kind is Kind.PERCENT and text[at] == "-" and text[at - 1].isspace() and "," in fact.text.replace(".", ",")
    )


def _falls(fact: NumberFact, text: str) -> bool:
    before = text[max(0, fact.start - _BEFORE) : fact.start].rpartition("\n")[2]
    after = text[fact.end : fact.end + _AFTER].partition("\n")[0]
    return _FALL.search(before) is not None or _FALL.search(after) is not None


def _both(fact: NumberFact) -> NumberFact:
    opposite = tuple((kind, -value, unit) for kind, value, unit in fact.keys if isinstance(value, Decimal))
    return replace(fact, others=(*fact.others, *opposite))
