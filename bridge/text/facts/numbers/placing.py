"""Numbers judged by aligned sentences: one that stands where the source has another.

A wrong number is often one that the source has too, of something else. Here each number of an article's sentence is
held against the numbers of the sentences that it renders: where another one of the same kind fits its place much
better than it fits any place of its own, it has taken that one's place. How well a number fits a place is the sum of
what the two sentences have in common and of what stands near both numbers (``slots``).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations

from bridge.text.bilingual.alignment import Alignment
from bridge.text.facts.numbers import alone, periods
from bridge.text.facts.numbers.compare import Reason
from bridge.text.facts.numbers.fitting import LINKS, Fitting, lines
from bridge.text.facts.numbers.records import Key, Kind, NumberFact
from bridge.text.facts.numbers.sides import roles, two
from bridge.text.facts.numbers.slots import Atom, Line, exchangeable, renders

#: How much better a number must fit another's place than its own, and how well at least. Measured on the corpus'
#: reviewed articles, right and with errors put in: where the article has the other number nowhere near ("lost"), and
#: where it does.
_LOST_MARGIN, _LOST_LEAST = 0.3, 0.5
_KEPT_MARGIN, _KEPT_LEAST, _KEPT_OWN = 0.8, 1.15, 0.6
_EXCHANGE_MARGIN = 0.3
#: How much worse one of two exchanged numbers may fit, where both together fit better.
_SLACK = 0.15
#: The same, where the number's own place is in the very sentence that is rendered.
_INSIDE_MARGIN = 0.6
#: What the sentences, and what stands near both numbers, must have in common for a blocker. Measured as the others.
_SURELY_ALIKE, _SURELY_NEAR = 0.45, 0.35
#: The same where nothing stands near; and how much better the place must fit than the number's own.
_VERY_ALIKE = 0.5
#: Sentences that have only so little in common do not count.
_SHARED = 2
_CALENDAR = frozenset({"weekday", "day", "year"})
#: An item of a list is no longer, in characters.
_ITEM = 70
#: Sentences with so much in common say the same, and so the same way.
_RENDERED = 0.4
_BOUNDED = frozenset({"number", "amount", "percent", "points"})
#: Numbers behind these words name a thing, and count nothing.
_LABEL = re.compile(
    r"(?:\b(?:num[ée]ros?|number|no|page|route|ligne|line|poule|groupe|group|phase|article|rule)\s|[#°]\s?)\Z",
    re.IGNORECASE,
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Misplaced:
    """A number in the sentence ``line`` of the article, where the source's sentence ``said`` has ``instead``.

    ``sure`` is False where the sentences say too little of the same to tell: a person must look.
    """

    line: int
    fact: NumberFact
    instead: NumberFact
    said: str
    reason: Reason
    sure: bool = True


@dataclass(frozen=True, slots=True)
class _Rival:
    """The number of the source that fits a place best: how well, and how well the article's own number fits."""

    said: Atom
    fit: float
    own: float
    inside: bool


class Placing:
    """The sentences of a source in ``language`` and of an article (None: not to be judged), with their numbers.

    Numbers whose readings are among ``known`` are passed over.
    """

    def __init__(
        self, source: Sequence[str], article: Sequence[str | None], language: str, alignment: Alignment,
        known: frozenset[Key] = frozenset(),
    ) -> None:  # fmt: skip
        self._theirs = lines(source, language)
        self._ours = lines(article, "fr")
        self._alignment, self._known = alignment, known
        self._fitting = Fitting(self._theirs, self._ours, alignment)

    def found(self) -> Iterator[Misplaced]:
        """What stands in another's place, each number once."""
        seen: set[int] = set()
        lonely = alone.replaced(self._ours, self._theirs, self._alignment, self._fitting.own, self._is_lost)
        by_itself = ((told, said, True) for told, said in lonely if not told.values & self._known)
        wrong = (*by_itself, *self._votes(), *self._times(), *self._exchanges(), *self._replacements())
        wrong = tuple(item for item in wrong if id(item[0].fact) not in self._counted)
        placed = ((told, said, _reason(told, said), sure) for told, said, sure in wrong)
        for told, said, reason, sure in (*placed, *self._turned(), *self._rates()):
            if id(told.fact) not in seen:
                seen.add(id(told.fact))
                yield Misplaced(
                    line=told.line, fact=told.fact, instead=said.fact, said=self._theirs[said.line].text,
                    reason=reason, sure=sure,
                )  # fmt: skip

    # More for less, up for down

    def _turned(self) -> Iterator[tuple[Atom, Atom, Reason, bool]]:
        """Numbers that the rendered sentences have too, but the other way."""
        for one in self._ours:
            for told in one.atoms:
                links = self._alignment.by_article[told.line][:LINKS]
                rendered = {link.source for link in links if link.score >= _RENDERED}
                said = [
                    item for item in self._fitting.own(told) if item.line in rendered and _measures_alike(told, item)
                ]
                reason = _turn(told, said) if told.group in _BOUNDED or told.measure else None
                if reason is not None:
                    yield told, said[0], reason, True

    # A year's for a month's, the past for the present

    def _rates(self) -> Iterator[tuple[Atom, Atom, Reason, bool]]:
        """Numbers that the source tells of another period: "par mois" for "par an"."""
        for one in self._ours:
            for told in one.atoms:
                mine = periods.rate(one.text, told.end) if told.group in _BOUNDED or told.measure else ""
                own = self._fitting.own(told) if mine else []
                theirs = [periods.rate(self._theirs[said.line].text, said.end) for said in own]
                if own and all(theirs) and mine not in theirs:
                    yield told, own[0], Reason.UNIT, True

    def _times(self) -> Iterator[tuple[Atom, Atom, bool]]:
        """The two numbers of a sentence told of each other's time: "41 %, contre 35 % il y a cinq ans"."""
        for index, one in enumerate(self._ours):
            told = two(one)
            for link in self._alignment.by_article[index][:1] if told else ():
                said = two(self._theirs[link.source])
                if not told or not said or not (renders(told[0], said[0]) or renders(told[0], said[1])):
                    continue
                mine = periods.earlier(one.text, *((atom.start, atom.end) for atom in told))
                theirs = periods.earlier(self._theirs[link.source].text, *((atom.start, atom.end) for atom in said))
                if mine is None or theirs is None:
                    continue
                past, other = told[mine], told[1 - mine]
                if renders(past, said[1 - theirs]) and renders(other, said[theirs]) and not renders(past, other):
                    yield past, said[theirs], True
                    yield other, said[1 - theirs], True

    # One number for another

    def _replacements(self) -> Iterator[tuple[Atom, Atom, bool]]:
        for one in self._ours:
            for told in one.atoms:
                if told.values & self._known:
                    continue
                rival = self._rival(one, told)
                if rival is not None and self._is_wrong(one, told, rival):
                    yield told, rival.said, self._is_sure(one, told, rival.said)

    def _rival(self, one: Line, told: Atom) -> _Rival | None:
        best = max(self._others(one, told), key=lambda said: self._fitting.fit(told, said), default=None)
        if best is None:
            return None
        own = [said for said in self._fitting.own(told) if not self._is_used(one, told, said)]
        fit = max((self._fitting.own_fit(told, said) for said in own), default=0.0)
        return _Rival(best, self._fitting.fit(told, best), fit, any(said.line == best.line for said in own))

    def _others(self, one: Line, told: Atom) -> Iterator[Atom]:
        """Numbers of the rendered sentences that the article's sentence does not have."""
        for link in self._alignment.by_article[told.line][:LINKS]:
            for said in self._theirs[link.source].atoms:
                if not exchangeable(told, said) or renders(told, said) or self._is_label(said):
                    continue
                if not any(renders(item, said) for item in one.atoms if item is not told and item.group == said.group):
                    yield said

    def _is_label(self, said: Atom) -> bool:
        text = self._theirs[said.line].text
        return said.group == "number" and _LABEL.search(text[max(0, said.start - 10) : said.start]) is not None

    def _is_used(self, one: Line, told: Atom, said: Atom) -> bool:
        """Whether another number of the sentence is the one that the source's is told by."""
        twins = [item for item in one.atoms if renders(item, said)]
        if len(twins) < 2:
            return False
        places = [item for item in self._theirs[said.line].atoms if item.group == said.group and renders(told, item)]
        return len(places) < 2 and max(twins, key=lambda item: self._fitting.fit(item, said)) is not told

    def _is_wrong(self, one: Line, told: Atom, rival: _Rival) -> bool:
        margin = rival.fit - rival.own
        if any(self._fitting.are_part_and_whole(told, item) for item in one.atoms):
            return False
        _, shared = self._fitting.sentences(told, rival.said)
        if shared < _SHARED and not (told.group in _CALENDAR and shared and margin >= _INSIDE_MARGIN):
            return False
        if self._is_lost(rival.said, one):
            return margin >= (_INSIDE_MARGIN if rival.inside else _LOST_MARGIN) and rival.fit >= _LOST_LEAST
        return margin >= _KEPT_MARGIN and rival.fit >= _KEPT_LEAST and rival.own <= _KEPT_OWN

    def _is_sure(self, one: Line, told: Atom, said: Atom) -> bool:
        """Whether what stands around both, near and far, is so much the same that one was written for the other."""
        own = self._fitting.own(told)
        if self._are_items(told, said):
            return True
        if not self._is_lost(said, one) and self._only_here(told, own):
            # The number's own sentence is rendered here or nowhere, the other number elsewhere too.
            return False
        if told.group in _CALENDAR:
            return True
        alike, near = self._fitting.sentences(told, said)[0], self._fitting.near(told, said)
        better = self._fitting.fit(told, said) - max((self._fitting.own_fit(told, item) for item in own), default=0.0)
        if alike >= _SURELY_ALIKE and near >= _SURELY_NEAR:
            return True
        return bool(own) and alike >= _VERY_ALIKE and better >= _VERY_ALIKE

    def _are_items(self, told: Atom, said: Atom) -> bool:
        """Whether both are the one number, and the head, of two items of lists: "2 tasses de lait"."""
        ours, theirs = self._ours[told.line], self._theirs[said.line]
        if any(one.text.rstrip().endswith(".") or len(one.text) > _ITEM for one in (ours, theirs)):
            return False
        alone = all(len([atom for atom in one.atoms if atom.group != "weekday"]) == 1 for one in (ours, theirs))
        return alone and told.start == said.start == 0 and self._fitting.near(told, said) >= _SURELY_NEAR

    def _only_here(self, told: Atom, own: Sequence[Atom]) -> bool:
        return bool(own) and not any(
            renders(atom, said) for one in self._ours for atom in one.atoms if atom is not told
            and atom.group == told.group for said in own
        )  # fmt: skip

    def _is_lost(self, said: Atom, one: Line) -> bool:
        """Whether no sentence that may render it has the source's number."""
        lines = {link.article for link in self._alignment.by_source[said.line]}
        lines |= {number for atom in one.atoms[:1] for number in (atom.line - 1, atom.line + 1)}
        near = [index for index in lines if 0 <= index < len(self._ours)]
        return not any(
            renders(atom, said) and not self._is_from_elsewhere(index, said)
            for index in near
            for atom in self._ours[index].atoms
        )

    def _is_from_elsewhere(self, index: int, said: Atom) -> bool:
        """Whether a sentence has the same number from another sentence of the source."""
        best = next((link.source for link in self._alignment.by_article[index]), said.line)
        return best != said.line and any(renders(atom, said) for atom in self._theirs[best].atoms)

    # Two numbers for each other

    def _exchanges(self) -> Iterator[tuple[Atom, Atom, bool]]:
        for index, one in enumerate(self._ours):
            following = self._ours[index + 1].atoms if index + 1 < len(self._ours) else ()
            inside = combinations(one.atoms, 2)
            for first, second in (*inside, *((a, b) for a in one.atoms for b in following)):
                taken = self._exchange(first, second)
                if taken is not None:
                    near = min(self._fitting.near(first, taken[0]), self._fitting.near(second, taken[1]))
                    parts = self._fitting.exchanged_parts(first, second) is not None
                    sure = parts or first.group in _CALENDAR or near >= _SURELY_NEAR
                    yield first, taken[0], sure
                    yield second, taken[1], sure

    def _votes(self) -> Iterator[tuple[Atom, Atom, bool]]:
        """Votes for that the source counts as against or as abstentions, and the like."""
        for index, one in enumerate(self._ours):
            told = roles(one)
            for link in self._alignment.by_article[index][:LINKS] if len(told) > 1 else ():
                said = roles(self._theirs[link.source]) if link.score >= _RENDERED else {}
                for name in told.keys() & said.keys():
                    taken = any(renders(told[name], other) for role, other in said.items() if role != name)
                    if taken and not renders(told[name], said[name]):
                        yield told[name], said[name], True

    @cached_property
    def _counted(self) -> frozenset[int]:
        """The numbers of a vote that a sentence of the source gives to the same sides, two of them at least."""
        told = [roles(one) for one in self._ours]
        said = [roles(one) for one in self._theirs]
        found: set[int] = set()
        for ours, theirs in ((a, b) for a in told if len(a) > 1 for b in said if len(b) > 1):
            same = [name for name in ours.keys() & theirs.keys() if renders(ours[name], theirs[name])]
            if len(same) > 1 and len(same) == len(ours):
                found |= {id(ours[name].fact) for name in same}
        return frozenset(found)

    def _exchange(self, first: Atom, second: Atom) -> tuple[Atom, Atom] | None:
        if first.group != second.group and not (first.fact.kind is second.fact.kind is Kind.NUMBER):
            return None
        if first.values & second.values or self._fitting.are_part_and_whole(first, second):
            return None
        crossed_parts = self._fitting.exchanged_parts(first, second)
        if crossed_parts is not None:
            return crossed_parts
        of_first, of_second = self._fitting.own(first), self._fitting.own(second)
        there = [said for said in of_second if exchangeable(first, said)]
        back = [said for said in of_first if exchangeable(second, said)]
        if not there or not back:
            return None
        one, two = self._fitting.best(first, there), self._fitting.best(second, back)
        if abs(one.line - two.line) > 1:
            return None
        crossed = self._fitting.fit(first, one), self._fitting.fit(second, two)
        own = (
            self._fitting.fit(first, self._fitting.best(first, of_first)),
            self._fitting.fit(second, self._fitting.best(second, of_second)),
        )
        better = all(mine >= theirs - _SLACK for mine, theirs in zip(crossed, own, strict=True))
        return (one, two) if better and sum(crossed) - sum(own) >= _EXCHANGE_MARGIN else None


def _reason(told: Atom, said: Atom) -> Reason:
    if told.group == "weekday":
        return Reason.WEEKDAY
    return Reason.UNIT if told.measure and said.measure and told.fact.value == said.fact.value else Reason.SWAPPED


def _measures_alike(told: Atom, said: Atom) -> bool:
    """ "Forty islands" say nothing of boats of forty feet."""
    return bool(told.measure) == bool(said.measure) or not (said if told.measure else told).counts


def _turn(told: Atom, said: Sequence[Atom]) -> Reason | None:
    """What is the other way in all of ``said``: the bound, or the direction."""
    if told.bound and {item.bound for item in said} == {-told.bound}:
        return Reason.BOUND
    if told.direction and {item.direction for item in said} == {-told.direction}:
        return Reason.DIRECTION
    return None
