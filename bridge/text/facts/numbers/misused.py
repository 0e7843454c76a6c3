"""Numbers that the source has too, but says of something else: another unit, another thing, the other way."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from bridge.text.facts.numbers.compare import Reason
from bridge.text.facts.numbers.likeness import Likeness, content_words
from bridge.text.facts.numbers.pairs import Bond, Pair
from bridge.text.facts.numbers.records import Key, Kind, NumberFact
from bridge.text.facts.numbers.surroundings import Telling, group
from bridge.text.facts.numbers.units import agree

#: What anything may be called: a number of these is no proof that it is another's.
_GENERIC_WORDS = (
    "personne personnes gens individus membres membre habitants participants cas unités sites site projets projet "
    "places établissements structures bâtiments entreprises sociétés communes villes pays véhicules éléments points"
)
_GENERIC = frozenset(_GENERIC_WORDS.split())
_SENTENCE_END = re.compile(r"[.!?…;:][»”\"’)\]\s]*\Z")
#: Verbs of those ahead.
_LEADING = re.compile(
    r"(?<!\w)(?:men(?:ait|aient|ant)|mène(?:nt)?|en\stête|devant|avance|led|leads?|leading|ahead|up)(?!\w)",
    re.IGNORECASE,
)
_RESPECTIVELY = re.compile(r"respecti", re.IGNORECASE)
#: Groups whose members may be mistaken for each other.
_SWAPPED = frozenset({"number", "amount", "percent", "date", "time", "weekday", "ordinal", "points"})
_ENOUGH_WORDS = 3
#: How well a number may at most fit its own places, and must fit another's, to be taken for that one: measured on the
#: reviewed articles of the corpus, whole and with numbers exchanged.
_HARDLY, _PERHAPS, _CLEARLY = 1.5, 1.5, 2.5
_MARGIN = 0.5
#: Sentences so alike say a share in words of one thing.
_SAID_OF_ONE = 1.5
#: Sentences so near each other may speak of one thing without naming it again.
_SAME_SUBJECT = 3
_ALIKE = 0.35


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
        self._kept: set[Key] = set()
        self._by_key: dict[Key, list[Telling]] = defaultdict(list)
        self._by_group: dict[str, list[Telling]] = defaultdict(list)
        for telling in said:
            self._by_group[group(telling.fact)].append(telling)
            for key in telling.keys:
                self._by_key[key].append(telling)

    def found(self, told: Sequence[Telling], pairs: Sequence[Pair] = ()) -> Iterator[Misuse]:
        """What the article misuses, each number once."""
        self._kept = {key for telling in told for key in telling.keys}
        swapped = {id(misuse.telling): misuse for misuse in self._swapped(told)}
        kept = {id(fact) for pair in pairs if self._has_pair(pair) for fact in (pair.first, pair.second)}
        of_pairs = {id(misuse.telling): misuse for misuse in self._of_pairs(pairs, told)}
        for telling in told:
            own = self._own(telling.fact)
            paired = id(telling.fact) in kept
            misuse = (
                self._unit(telling, own)
                or (None if paired else swapped.get(id(telling)))
                or of_pairs.get(id(telling))
                or self._way(telling, own)
                or (None if paired else self._of_another(telling, own, told))
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
        same = [said for said in own if self._has_unit(fact, said)]
        if same:
            return self._unit_of_another(told, own, same)
        measured = next((said for said in own if said.fact.measure), None)
        if measured is None and not all(said.head for said in own):
            return None
        lost = next(
            (said for said in self._by_group[group(fact)] if self._is_lost(said) and _same_unit(told, said)), None
        )
        shown = measured or lost or own[0]
        return Misuse(telling=told, reason=Reason.UNIT, sentence=shown.sentence, sure=bool(measured or lost))

    def _is_lost(self, said: Telling) -> bool:
        """Whether the article has the number nowhere."""
        return not said.loose and self._kept.isdisjoint(said.keys)

    def _unit_of_another(self, told: Telling, own: Sequence[Telling], same: Sequence[Telling]) -> Misuse | None:
        """A number that the source has in both units, where the words around are those of the other one."""
        others = [said for said in own if said.fact.measure and said not in same and not said.loose]
        if not others:
            return None
        best = max(others, key=lambda said: self._fit(told, said))
        fit, own_fit = self._fit(told, best), max(self._fit(told, said) for said in same)
        if own_fit > _HARDLY or fit < _CLEARLY or fit < 2 * own_fit:
            return None
        return Misuse(telling=told, reason=Reason.UNIT, sentence=best.sentence)

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
            own = [said for said in own if _same_unit(told, said)]
            ways = {said.bound if reason is Reason.BOUND else said.direction for said in own}
            if not way or way in ways or -way not in ways:
                continue
            best = max(own, key=lambda said: self._likeness.of(told, said))
            against = next(said for said in own if (said.bound if reason is Reason.BOUND else said.direction) == -way)
            ties = self._likeness.of(told, best) > self._likeness.of(told, against)
            return Misuse(
                telling=told, reason=reason, sentence=against.sentence, sure=not ties and not _is_phrase(told)
            )
        return None

    # Swaps

    def _swapped(self, told: Sequence[Telling]) -> Iterator[Misuse]:
        """Two numbers of the article, each in the place that the source gives to the other."""
        by_group: dict[str, list[Telling]] = defaultdict(list)
        for item in told:
            by_group[group(item.fact)].append(item)
        for name in _SWAPPED | {group(item.fact) for item in told if item.fact.measure}:
            if len(by_group.get(name, ())) < 2:
                continue
            mine = [item for item in by_group[name] if not _RESPECTIVELY.search(item.sentence)]
            theirs = [item for item in self._by_group.get(name, ()) if not _RESPECTIVELY.search(item.sentence)]
            if len(mine) < 2 or len(theirs) < 2:
                continue
            yield from self._exchanged(mine, theirs)

    def _exchanged(self, mine: Sequence[Telling], theirs: Sequence[Telling]) -> Iterator[Misuse]:
        own: dict[int, _Score] = {}
        crossed: dict[int, dict[Key, tuple[_Score, Telling]]] = {}
        for told in mine:
            own[id(told)], crossed[id(told)] = self._places(told, theirs)
        # What fits no other number's place has been exchanged with none.
        mine = [told for told in mine if crossed[id(told)]]
        for told in mine:
            for other in mine:
                there, taken = _best(crossed[id(told)], other)
                if taken is None or not there[0] or not told.keys.isdisjoint(other.keys):
                    continue
                back, _ = _best(crossed[id(other)], told)
                if _is_exchange(there, back, own[id(told)], own[id(other)]):
                    yield Misuse(telling=told, reason=Reason.SWAPPED, sentence=taken.sentence)
                    break

    def _places(self, told: Telling, theirs: Sequence[Telling]) -> tuple[_Score, dict[Key, tuple[_Score, Telling]]]:
        """How well a number fits the best of its own places in the source, and the best of each other number's."""
        own, crossed = _NONE, dict[Key, tuple[_Score, Telling]]()
        for said in theirs:
            if not said.keys.isdisjoint(told.keys):
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
        name = group(told.fact)
        if not own or name == "ordinal" or (name not in _SWAPPED and not told.fact.measure):
            return None
        lines = {said.line for said in own}
        fits = max(self._fit(told, said) for said in own)
        best, taken = 0.0, None
        for said in self._by_group[name]:
            if not said.keys.isdisjoint(told.keys) or not _same_unit(told, said) or bool(told.head) != bool(said.head):
                continue
            if said.line in lines and not self._counts_the_same(told, said, own):
                continue
            near = self._likeness.crossed(told, said)
            fit = near + self._likeness.of_sentences(told, said) if near else 0.0
            if fit > best:
                best, taken = fit, said
        if taken is None or any(item.keys & taken.keys for item in article if item.sentence == told.sentence):
            return None
        lost = not any(item.keys & taken.keys for item in article if item is not told)
        if best < (_PERHAPS if lost else _CLEARLY) or best < 2 * fits + _MARGIN:
            return None
        # Beside a number that nothing stands near ("from 0.6 to 2.7"), its sentence alone tells.
        bare = [said for said in own if not said.head]
        wide = self._likeness.of_sentences(told, taken)
        if any(self._likeness.of_sentences(told, said) > wide for said in bare):
            return None
        near_own = any(abs(taken.line - line) < _SAME_SUBJECT for line in lines)
        sure = self._is_sure(told, taken, lost=lost, near_own=near_own)
        return Misuse(telling=told, reason=Reason.SWAPPED, sentence=taken.sentence, sure=sure)

    def _counts_the_same(self, told: Telling, said: Telling, own: Sequence[Telling]) -> bool:
        """Whether both count one thing, which the number's own places do not."""
        counted = told.head[:1]
        if not counted or not self._likeness.surely(counted, said.head):
            return False
        return not any(self._likeness.perhaps(counted, item.head) for item in own)

    def _fit(self, told: Telling, said: Telling) -> float:
        return self._likeness.of(told, said) + self._likeness.of_sentences(told, said)

    def _is_sure(self, told: Telling, taken: Telling, *, lost: bool, near_own: bool) -> bool:
        if not _SENTENCE_END.search(told.sentence):
            # A heading says too little to tell.
            return False
        words = content_words(told.sentence, "fr")
        alike = 2 * self._likeness.of_sentences(told, taken) / max(1, len(words))
        if self._is_generic(told):
            return lost and alike >= _ALIKE
        if near_own and not told.head:
            return alike >= _ALIKE
        return len(words) >= _ENOUGH_WORDS and (alike >= _ALIKE or lost)

    @staticmethod
    def _is_generic(told: Telling) -> bool:
        return bool(told.head) and told.head[0].lower() in _GENERIC

    # Ranges, changes and scores

    def _of_pairs(self, pairs: Iterable[Pair], told: Sequence[Telling]) -> Iterator[Misuse]:
        tellings = {id(item.fact): item for item in told}
        for pair in pairs:
            reason, said = self._pair(pair)
            telling = tellings.get(id(pair.second))
            if reason is not None and said is not None and telling is not None:
                sure = not _is_leading(pair, said)
                yield Misuse(telling=telling, reason=reason, sentence=said.sentence, sure=sure)

    def _pair(self, pair: Pair) -> tuple[Reason | None, Pair | None]:
        if any(pair.same(said) for said in self._pairs):
            return None, None
        turned = next((said for said in self._pairs if pair.reversed(said)), None)
        if turned is not None:
            return Reason.SWAPPED, turned
        crossed = [said for said in self._pairs if pair.reversed(said, loosely=True)]
        if crossed:
            return None, None
        for one, other in ((pair.first, pair.second), (pair.second, pair.first)):
            own = self._own(one)
            ranges = [said for said in self._pairs if pair.shares(said, one)]
            if ranges and self._own(other) and (len(ranges) == len(own) or self._in_place(pair, ranges[0])):
                return Reason.BOUND, ranges[0]
        return None, None

    def _has_pair(self, pair: Pair) -> bool:
        """Whether the source has the score: what it is of, its two numbers tell together."""
        return pair.bond is Bond.SCORE and any(pair.same(said) for said in self._pairs)

    def _in_place(self, pair: Pair, said: Pair) -> bool:
        """Whether both ranges are told of the same, as far as their sentences say."""
        words = content_words(pair.sentence, "fr")
        return bool(words) and self._likeness.in_sentence(words, said.sentence) >= len(words) / 2


def _is_leading(pair: Pair, said: Pair) -> bool:
    """ "Menait 15 à 12" for a score that the source gives at home first: the side ahead is named first."""
    if pair.bond is not Bond.SCORE or _LEADING.search(said.sentence):
        return False
    one, other = pair.first.value, pair.second.value
    ahead = isinstance(one, Decimal) and isinstance(other, Decimal) and one > other
    return ahead and _LEADING.search(pair.sentence) is not None


def _best(scores: dict[Key, tuple[_Score, Telling]], telling: Telling) -> tuple[_Score, Telling | None]:
    if scores.keys().isdisjoint(telling.keys):
        return _NONE, None
    found = [scores[key] for key in telling.keys if key in scores]
    return max(found, key=lambda item: item[0]) if found else (_NONE, None)


def _is_phrase(told: Telling) -> bool:
    """Whether it is a share or a multiple in words: "plus de la moitié" and "half" may be of two things."""
    return told.fact.soft and told.fact.unit.islower()


def _same_unit(told: Telling, said: Telling) -> bool:
    one, other = told.fact.measure, said.fact.measure
    return one == other or bool(one and other and agree(one, other))


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
