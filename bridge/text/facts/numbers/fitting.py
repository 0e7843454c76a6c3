"""How well a number of an article fits where its source has one.

The sum of what the two sentences have in common and of what stands near both numbers (``slots``). Each answer is asked
for again and again, and so kept.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from decimal import Decimal

from bridge.text.bilingual.alignment import Alignment
from bridge.text.facts.numbers.slots import Atom, Line, Near, around, fits, likeness, line, renders
from bridge.text.facts.numbers.units import UNITS

#: Counterparts looked at for each sentence of the article, and places for each number.
LINKS, _PLACES = 3, 12
#: More numbers of a text are not looked at: no article has as many.
_MOST = 600
#: What an agreeing unit tells, for or against.
_UNIT = 0.25
#: A number in a sentence beside the one that is rendered is nearly as much at home: sentences are merged.
_BESIDE = 0.8
#: "Sur les 31", "27 of the 31": the whole that another number is a part of.
_WHOLE = re.compile(
    r"(?<!\w)(?:sur|parmi|out\sof|of\sthe|of|des)\s(?:(?:les|ces|ses|leurs|the|its|their|un\stotal\sde|a\stotal\sof)\s)?\Z",
    re.IGNORECASE,
)


class Fitting:
    """The numbers of a source (``theirs``) and of an article (``ours``), sentence by sentence."""

    def __init__(self, theirs: Sequence[Line], ours: Sequence[Line], alignment: Alignment) -> None:
        self._theirs, self._ours, self._alignment = theirs, ours, alignment
        self._places: dict[object, list[Atom]] = defaultdict(list)
        self._near: dict[Atom, tuple[Near, ...]] = {}
        self._alike: dict[tuple[int, int, int, int], tuple[float, int]] = {}
        self._found: dict[Atom, tuple[Atom, ...]] = {}
        self._whole: dict[Atom, bool] = {}
        self._nearness: dict[tuple[Atom, Atom], float] = {}
        self._fits: dict[tuple[Atom, Atom], float] = {}
        for one in theirs:
            for atom in one.atoms:
                for value in atom.plain:
                    self._places[value].append(atom)

    # Where the source has a number

    def own(self, told: Atom) -> tuple[Atom, ...]:
        """The places that the source has for a number of the article."""
        if told not in self._found:
            self._found[told] = self._own(told)
        return self._found[told]

    def _own(self, told: Atom) -> tuple[Atom, ...]:
        if told.group == "day":
            days = (said for one in self._theirs for said in one.atoms if said.group == "day")
            return tuple(said for said in days if renders(told, said))
        found = {said: None for value in sorted(told.plain, key=str) for said in self._places.get(value, ())}
        return tuple(said for said in found if renders(told, said))[:_PLACES]

    # How well it fits there

    def best(self, told: Atom, some: Sequence[Atom]) -> Atom:
        """That of the source's numbers in whose place the article's fits best."""
        return max(some, key=lambda said: self.fit(told, said))

    def fit(self, told: Atom, said: Atom) -> float:
        """How well a number of the article fits the place of one of the source, 0 to about 2."""
        key = (told, said)
        if key not in self._fits:
            self._fits[key] = self.sentences(told, said)[0] + self.near(told, said) + _units(told, said)
        return self._fits[key]

    def own_fit(self, told: Atom, said: Atom) -> float:
        """As ``fit``; near a sentence that is rendered its own sentence counts as that one."""
        linked = {link.source: link.score for link in self._alignment.by_article[told.line][:LINKS]}
        beside = max((linked.get(said.line + step, 0.0) for step in (-1, 1)), default=0.0)
        return max(self.sentences(told, said)[0], _BESIDE * beside) + self.near(told, said) + _units(told, said)

    def near(self, told: Atom, said: Atom) -> float:
        """How much of what stands near one stands near the other."""
        key = (told, said)
        if key not in self._nearness:
            self._nearness[key] = fits(self._around(told, self._ours), self._around(said, self._theirs))
        return self._nearness[key]

    def sentences(self, told: Atom, said: Atom) -> tuple[float, int]:
        """How much their sentences have in common without them, 0 to 1, and in how many units."""
        key = (told.line, told.start, said.line, said.start)
        if key not in self._alike:
            ours, theirs = self._ours[told.line], self._theirs[said.line]
            self._alike[key] = likeness(ours, theirs, (told.start, told.end), (said.start, said.end))
        return self._alike[key]

    def _around(self, atom: Atom, lines: Sequence[Line]) -> tuple[Near, ...]:
        if atom not in self._near:
            self._near[atom] = around(lines[atom.line], atom)
        return self._near[atom]

    # Parts and wholes

    def are_part_and_whole(self, first: Atom, second: Atom) -> bool:
        """Whether one is the whole of the other in both: "sur 31, 27" and "27 of the 31" are one in any order."""
        if first.line != second.line:
            return False
        part, whole = (second, first) if self._is_whole(first, self._ours) else (first, second)
        if self._is_whole(part, self._ours) or not self._is_whole(whole, self._ours):
            return False
        wholes = {said.line for said in self.own(whole) if self._is_whole(said, self._theirs)}
        return any(said.line in wholes and not self._is_whole(said, self._theirs) for said in self.own(part))

    def exchanged_parts(self, first: Atom, second: Atom) -> tuple[Atom, Atom] | None:
        """The places of a part and a whole that the source tells the other way round: "sur les 31, 27" for 31 of 27."""
        if first.line != second.line:
            return None
        ours = self._is_whole(first, self._ours), self._is_whole(second, self._ours)
        spans = any(item.measure and UNITS[item.measure].dimension in {"time", "months"} for item in (first, second))
        if ours[0] is ours[1] or spans:
            return None
        part, whole = (second.fact.value, first.fact.value) if ours[0] else (first.fact.value, second.fact.value)
        if not (isinstance(part, Decimal) and isinstance(whole, Decimal) and whole < part):
            return None
        for one in self.own(first):
            for other in self.own(second):
                theirs = self._is_whole(one, self._theirs), self._is_whole(other, self._theirs)
                if one.line == other.line and theirs == ours[::-1]:
                    return other, one
        return None

    def _is_whole(self, atom: Atom, lines: Sequence[Line]) -> bool:
        if atom not in self._whole:
            before = lines[atom.line].text[max(0, atom.start - 24) : atom.start]
            self._whole[atom] = _WHOLE.search(before) is not None
        return self._whole[atom]


def _units(told: Atom, said: Atom) -> float:
    """An agreeing unit tells for a place, a thing counted where the other has a unit tells against it."""
    if told.measure and said.measure:
        return _UNIT
    if not (told.measure or said.measure):
        return 0.0
    return -_UNIT if (said if told.measure else told).counts else 0.0


def lines(sentences: Sequence[str | None], language: str) -> tuple[Line, ...]:
    """The sentences read (None: not to be judged), up to so many numbers in all."""
    left = _MOST
    read: list[Line] = []
    for index, text in enumerate(sentences):
        one = line(text if text and left > 0 else "", language, index)
        left -= len(one.atoms)
        read.append(one)
    return tuple(read)
