"""A sentence with its numbers, and those of one kind in it."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from bridge.text.facts.numbers.records import Kind, NumberFact
from bridge.text.facts.numbers.units import agree


@dataclass(frozen=True, kw_only=True, slots=True)
class Said:
    """A sentence with its numbers."""

    text: str
    facts: tuple[NumberFact, ...]


def values(fact: NumberFact, like: NumberFact) -> set[Decimal]:
    """The readings of ``fact`` in the unit of ``like``; none where the two count different things."""
    points = like.kind is Kind.NUMBER and like.measure in {"pp", "point"}
    if points and fact.kind is Kind.PERCENT:
        return {fact.value} if isinstance(fact.value, Decimal) else set()
    if like.kind is Kind.NUMBER and bool(like.measure) is not bool(fact.measure):
        return set()
    if like.measure and not agree(like.measure, fact.measure):
        return set()
    return {
        value
        for kind, value, unit in fact.keys
        if kind is like.kind and unit == like.unit and isinstance(value, Decimal)
    }
