"""Numbers that the source has too, but says of something else: another unit, another thing, the other way."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from bridge.text.facts.numbers.compare import Reason
from bridge.text.facts.numbers.likeness import Likeness, content_words
from bridge.text.facts.numbers.pairs import Pair
from bridge.text.facts.numbers.records import Key, Kind, NumberFact
from bridge.text.facts.numbers.surroundings import Telling, group
from bridge.text.facts.numbers.units import agree

#: What anything may be called: a number of these is no proof that it is another's.
_GENERIC_WORDS = (
    "personne personnes gens individus membres membre habitants participants cas unités sites site projets projet "
    "places établissements structures bâtiments entreprises sociétés communes villes pays véhicules éléments points"
)
_GENERIC = frozenset(_GENERIC_WORDS.split())
_RESPECTIVELY = re.compile(r"respecti", re.IGNORECASE)
#: Groups whose members may be mistaken for each other.
_SWAPPED = frozenset({"number", "amount", "percent", "date", "time", "weekday", "ordinal", "points"})
_ENOUGH_WORDS = 3
#: Sentences so near each other may speak of one thing without naming it again.
_SAME_SUBJECT = 3
_ALIKE, _UNLIKE = 0.75, 0.5


#: Likeness of what is near, and of that and the sentence together.
_Score = tuple[float, float]
_NONE: _Score = (0.0, 0.0)


@dataclass(frozen=True, kw_only=True, slots=True)
class Misuse:
    """A number of the article that its source says otherwise; ``sentence``: what the source says.

    ``sure`` is False where a person must look.
    """

    telling: Telling
    reason: Reason
    sentence: str
    sure: bool = True


class Misused:
    """The numbers of a source in their surroundings, to compare those of an article with."""

    def __init__(self, said: Sequence[Telling], pairs: Sequence[Pair], language: str | None) -> None:
        self._said = said
        self._pairs = pairs
        self._likeness = Likeness(language)
        self._by_key: dict[Key, list[Telling]] = defaultdict(list)
        self._by_group: dict[str, list[Telling]] = defaultdict(list)
        for telling in said:
            self._by_group[group(telling.fact)].append(telling)
            for key in telling.keys:
                self._by_key[key].append(telling)

    def found(self, told: Sequence[Telling], pairs: Sequence[Pair] = ()) -> Iterator[Misuse]:
        """What the article misuses, each number once."""
        swapped = {id(misuse.telling): misuse for misuse in self._swapped(told)}
        of_pairs = {id(misuse.telling): misuse for misuse in self._of_pairs(pairs, told)}
        for telling in told:
            own = self._own(telling.fact)
            misuse = (
                self._unit(telling, own)
                or swapped.get(id(telling))
                or of_pairs.get(id(telling))
                or self._way(telling, own)
                or self._of_another(telling, own, told)
            )
            if misuse is not None:
                yield misuse

    def _own(self, fact: NumberFact) -> list[Telling]:
        """Where the source has the number."""
        return list({id(said): said for key in fact.keys for said in self._by_key.get(key, ())}.values())

    # Units

    def _unit(self, told: Telling, own: Sequence[Telling]) -> Misuse | None:
        fact = told.fact
        if not fact.measure or fact.kind not in {Kind.NUMBER, Kind.YEAR} or not own:
            return None
        if any(self._has_unit(fact, said) for said in own):
            return None
        measured = next((said for said in own if said.fact.measure), None)
        if measured is None and (fact.measure in {"times", "point"} or not all(said.head for said in own)):
            return None
        shown = measured or own[0]
        return Misuse(telling=told, reason=Reason.UNIT, sentence=shown.sentence, sure=measured is not None)

    def _has_unit(self, fact: NumberFact, said: Telling) -> bool:
        """Whether a number of the source is, or may be, in the unit of ``fact``."""
        if said.fact.measure:
            sized = {key for key in fact.keys & said.keys if key[2].startswith("=")}
            return agree(fact.measure, said.fact.measure) or bool(sized)
        if not said.head or said.fact.kind not in {Kind.NUMBER, Kind.YEAR}:
            return True
        return any(
            other.fact.measure and agree(fact.measure, other.fact.measure) and other.line == said.line
            for other in self._by_group[group(fact)]
        )

    # More and less, up and down

    def _way(self, told: Telling, own: Sequence[Telling]) -> Misuse | None:
        for reason, way in ((Reason.BOUND, told.bound), (Reason.DIRECTION, told.direction)):
            ways = {said.bound if reason is Reason.BOUND else said.direction for said in own}
            if not way or way in ways or -way not in ways:
                continue
            best = max(own, key=lambda said: self._likeness.of(told, said))
            against = next(said for said in own if (said.bound if reason is Reason.BOUND else said.direction) == -way)
            ties = self._likeness.of(told, best) > self._likeness.of(told, against)
            return Misuse(telling=told, reason=reason, sentence=against.sentence, sure=not ties)
        return None

    # Swaps

    def _swapped(self, told: Sequence[Telling]) -> Iterator[Misuse]:
        """Two numbers of the article, each in the place that the source gives to the other."""
        for name in _SWAPPED | {group(item.fact) for item in told if item.fact.measure}:
            mine = [item for item in told if group(item.fact) == name and not _RESPECTIVELY.search(item.sentence)]
            theirs = [item for item in self._by_group.get(name, ()) if not _RESPECTIVELY.search(item.sentence)]
            if len(mine) < 2 or len(theirs) < 2:
                continue
            yield from self._exchanged(mine, theirs)

    def _exchanged(self, mine: Sequence[Telling], theirs: Sequence[Telling]) -> Iterator[Misuse]:
        own: dict[int, _Score] = {}
        crossed: dict[int, dict[Key, tuple[_Score, Telling]]] = {}
        for told in mine:
            own[id(told)], crossed[id(told)] = self._places(told, theirs)
        for told in mine:
            for other in mine:
                if told.keys & other.keys:
                    continue
                there, taken = _best(crossed[id(told)], other)
                back, _ = _best(crossed[id(other)], told)
                if taken is not None and _is_exchange(there, back, own[id(told)], own[id(other)]):
                    yield Misuse(telling=told, reason=Reason.SWAPPED, sentence=taken.sentence)
                    break

    def _places(self, told: Telling, theirs: Sequence[Telling]) -> tuple[_Score, dict[Key, tuple[_Score, Telling]]]:
        """How well a number fits the best of its own places in the source, and the best of each other number's."""
        own, crossed = _NONE, dict[Key, tuple[_Score, Telling]]()
        for said in theirs:
            if said.keys & told.keys:
                near = self._likeness.of(told, said)
                own = max(own, (near, near + self._likeness.of_sentences(told, said)))
                continue
            near = self._likeness.crossed(told, said)
            if not near:
                continue
            score = (near, near + self._likeness.of_sentences(told, said))
            for key in said.keys:
                if score > crossed.get(key, (_NONE, said))[0]:
                    crossed[key] = (score, said)
        return own, crossed

    # A number of another sentence

    def _of_another(self, told: Telling, own: Sequence[Telling], article: Sequence[Telling]) -> Misuse | None:
        """A number in the place that the source gives to another one."""
        if not own or group(told.fact) not in _SWAPPED or _RESPECTIVELY.search(told.sentence):
            return None
        words = told.head[:1] or told.near
        if not words or any(self._likeness.in_sentence(words, said.sentence) for said in own):
            return None
        for said in self._by_group[group(told.fact)]:
            if said.loose or said.keys & told.keys or not self._takes_its_place(told, said):
                continue
            if not told.head and any(abs(said.line - item.line) < _SAME_SUBJECT for item in own):
                continue
            kept = any(item.keys & said.keys and self._likeness.of(item, said) for item in article if item is not told)
            sure = self._same_sentence(told, said, own) or (not kept and not self._is_generic(told))
            return Misuse(telling=told, reason=Reason.SWAPPED, sentence=said.sentence, sure=sure)
        return None

    def _takes_its_place(self, told: Telling, said: Telling) -> bool:
        if told.head:
            return bool(said.head) and self._likeness.surely(told.head[:1], said.head) > 0
        return len(told.near) > 1 and self._likeness.surely(told.near, said.near) > 1

    @staticmethod
    def _is_generic(told: Telling) -> bool:
        return bool(told.head) and told.head[0].lower() in _GENERIC

    def _same_sentence(self, told: Telling, said: Telling, own: Sequence[Telling]) -> bool:
        """Whether the article's sentence is the source's, but for the number."""
        words = content_words(told.sentence, "fr")
        if len(words) < _ENOUGH_WORDS:
            return False
        alike = self._likeness.in_sentence(words, said.sentence) / len(words)
        others = max(self._likeness.in_sentence(words, item.sentence) for item in own) / len(words)
        return alike >= _ALIKE and others < _UNLIKE

    # Ranges, changes and scores

    def _of_pairs(self, pairs: Iterable[Pair], told: Sequence[Telling]) -> Iterator[Misuse]:
        tellings = {id(item.fact): item for item in told}
        for pair in pairs:
            reason, said = self._pair(pair)
            telling = tellings.get(id(pair.second))
            if reason is not None and said is not None and telling is not None:
                yield Misuse(telling=telling, reason=reason, sentence=said.sentence)

    def _pair(self, pair: Pair) -> tuple[Reason | None, Pair | None]:
        if any(pair.same(said) for said in self._pairs):
            return None, None
        turned = next((said for said in self._pairs if pair.reversed(said)), None)
        if turned is not None:
            return Reason.SWAPPED, turned
        if any(pair.reversed(said, loosely=True) for said in self._pairs):
            return None, None
        for one, other in ((pair.first, pair.second), (pair.second, pair.first)):
            own = self._own(one)
            ranges = [said for said in self._pairs if pair.shares(said, one)]
            if ranges and len(ranges) == len(own) and self._own(other):
                return Reason.BOUND, ranges[0]
        return None, None


def _best(scores: dict[Key, tuple[_Score, Telling]], telling: Telling) -> tuple[_Score, Telling | None]:
    found = [scores[key] for key in telling.keys if key in scores]
    return max(found, key=lambda item: item[0]) if found else (_NONE, None)


def _is_exchange(there: _Score, back: _Score, one: _Score, two: _Score) -> bool:
    """Whether two numbers fit each other's places, and both together better so than their own.

    By what is near alone, and by their sentences as well.
    """
    if not there[0] or not back[0]:
        return False
    return all(
        there[part] >= one[part] and back[part] >= two[part] and there[part] + back[part] > one[part] + two[part]
        for part in (0, 1)
    )
