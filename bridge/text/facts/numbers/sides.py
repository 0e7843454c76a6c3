"""The numbers of a sentence that stand for something in it: the sides of a vote, two amounts to compare."""

from __future__ import annotations

from itertools import zip_longest

from bridge.text.facts.numbers.slots import Atom, Line
from bridge.text.facts.numbers.votes import role


def two(one: Line) -> tuple[Atom, Atom] | None:
    """The two percentages or amounts of a sentence that has just these."""
    for name in ("percent", "amount"):
        found = [atom for atom in one.atoms if atom.group == name]
        if len(found) == 2:
            return found[0], found[1]
    return None


def roles(one: Line) -> dict[str, Atom]:
    """The numbers of a vote by what they stand for, where a sentence tells of one vote."""
    counted = [atom for atom in one.atoms if atom.group == "number" and not atom.measure]
    found: dict[str, Atom] = {}
    for atom, following in zip_longest(counted, counted[1:]):
        name = role(one.text, atom.start, atom.fact.end, following.start if following else None)
        if name in found:
            return {}
        if name:
            found[name] = atom
    return found
