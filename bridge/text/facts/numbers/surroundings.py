"""What stands around a number: the thing that it counts, the words near it, which way it is meant."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bridge.text.bilingual.words import Word, is_small, tokens
from bridge.text.facts.numbers import senses
from bridge.text.facts.numbers.records import Key, Kind, NumberFact
from bridge.text.facts.numbers.units import UNITS

#: At most so many numbers of a text are looked at in their surroundings: no article has as many.
MOST = 300
#: A sentence longer than this is none: it is cut, so that no time is lost on it.
_SENTENCE = 1_500
#: How many content words on each side are near.
_NEAR = 6
_HEAD = 3
#: How far apart the two numbers of "39 des 118 exploitations" stand, in characters.
_PARTITIVE = 3
_SENTENCE_END = re.compile(r"[.!?…]+[»”\")\]]*\s+|\n+")
_BREAK = re.compile(r"[,;:()\[\]«»“”\"–—/]|\s-\s")
_JOINING = "et ou mais or ni tandis alors puis contre and but while whereas versus against then compared nor puisque"
_CONJUNCTIONS = frozenset(_JOINING.split())
#: Words that are said of any number, and tell nothing of what it is about.
_ANY_NUMBER = (
    "total totale totalité montant somme nombre chiffre environ aujourd'hui aujourd’hui hier demain actuellement "
    "désormais maintenant moyenne soit compte compter atteint atteindre représente représenter chacun chacune amount "
    "number sum total figure average today now currently reach reached each some around reaching euro euros dollar "
    "dollars livres pounds année années year years an ans mois jour jours month months day days passer passe"
)
_EMPTY = frozenset(_ANY_NUMBER.split())
#: Small words that lead from a number to what it counts.
_LEADING = frozenset("de d du des la le les l d' d’ l' l’ of the".split())  # noqa: SIM905
#: "43 pour, 26 contre": words of a vote, which count where nothing follows them.
_VOTES = {"pour": "pour", "contre": "contre", "for": "pour", "against": "contre"}
#: Kinds that "plus de" says nothing of.
_UNBOUND = frozenset(
    {Kind.DATE, Kind.YEAR, Kind.TIME, Kind.WEEKDAY, Kind.ORDINAL, Kind.PHONE, Kind.SEASON, Kind.RELATIVE}
)
_DETERMINERS = re.compile(
    r"(?<!\w)(?:l?es|ces|ses|leurs|nos|vos|mes|tes|tous|toutes|the|these|those|aux|desdits|lesdits)\s(?:[^\W\d_]+\s)?\Z",
    re.IGNORECASE,
)


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)
class Telling:
    """One number where it stands.

    ``sentence``: the sentence around it. ``head``: the content words right behind it, the thing counted first.
    ``near``: the content words of its clause on both sides, the head among them, as far as the next number of its
    group. ``beside``: other facts of its clause. ``bound`` and ``direction``: as in ``senses``. ``line``: the number of
    its sentence in the text. ``determined``: "les trois", "ces deux": of things already named.
    ``loose``: in a table or a caption, where what stands near says little.
    """

    fact: NumberFact
    keys: frozenset[Key]
    sentence: str
    line: int
    head: tuple[str, ...]
    near: tuple[str, ...]
    beside: frozenset[object]
    bound: int
    direction: int
    determined: bool
    loose: bool = False


_GROUP_OF = {kind: kind.value for kind in Kind} | {Kind.YEAR: "date", Kind.PERMILLE: "percent"}


def group(fact: NumberFact) -> str:
    """What a number may be mistaken for: facts of one group."""
    if fact.kind is not Kind.NUMBER:
        return _GROUP_OF[fact.kind]
    if fact.measure:
        return UNITS[fact.measure].dimension
    if fact.unit:
        return "name"
    if fact.others and any(kind is Kind.AMOUNT for kind, _, _ in fact.others):
        return Kind.AMOUNT.value
    return Kind.NUMBER.value


def tellings(
    text: str, found: Sequence[NumberFact], language: str | None, prose: int | None = None
) -> tuple[Telling, ...]:
    """The first ``MOST`` numbers of a text in their surroundings; what stands from ``prose`` on is no running text."""
    spoken = "en" if language == "en" else "fr"
    starts = [0, *(match.end() for match in _SENTENCE_END.finditer(text)), len(text)]
    some = found[:MOST]
    read: list[Telling] = []
    lines: dict[int, list[NumberFact]] = {}
    for fact in some:
        lines.setdefault(bisect_right(starts, fact.start) - 1, []).append(fact)
    for line, facts in lines.items():
        begin = starts[line]
        sentence = text[begin : max(starts[line + 1] if line + 1 < len(starts) else len(text), facts[-1].end)]
        if len(sentence) > _SENTENCE:
            continue
        loose = prose is not None and begin >= prose
        read += (_telling(fact, facts, sentence, begin, line, spoken, loose) for fact in facts)
    return tuple(read)


def _telling(
    fact: NumberFact, facts: Sequence[NumberFact], sentence: str, begin: int, line: int, language: str, loose: bool
) -> Telling:
    start, end = fact.start - begin, max(fact.end, fact.stop) - begin
    words = tokens(sentence)
    spans = [(other.start - begin, max(other.end, other.stop) - begin, other) for other in facts if other is not fact]
    after = words[bisect_left(words, end, key=_start) :]
    before = words[: bisect_right(words, start, key=_end)][::-1]
    right = _Walk(sentence, fact, spans, language)
    left = _Walk(sentence, fact, spans, language)
    right.go(after, end, forwards=True)
    left.go(before, start, forwards=False)
    lead, trail = senses.clause(sentence, start, end)
    change = group(fact) in {"number", "amount", "percent", "points", "temperature"}
    return Telling(
        fact=fact, keys=fact.keys, sentence=sentence.strip(), line=line,
        head=tuple(_head(after, end, sentence, spans, language)),
        near=(*left.words, *right.words), beside=frozenset((*left.beside, *right.beside)),
        bound=0 if fact.kind in _UNBOUND else senses.bound(lead, trail),
        direction=senses.direction(lead, trail, language) if change else 0,
        loose=loose,
        determined=_DETERMINERS.search(sentence[max(0, start - 25) : start]) is not None,
    )  # fmt: skip


def _start(word: Word) -> int:
    return word.start


def _end(word: Word) -> int:
    return word.start + len(word.text)


class _Walk:
    """From a number outwards, to the end of its clause or the next number of its group."""

    def __init__(
        self, sentence: str, fact: NumberFact, spans: list[tuple[int, int, NumberFact]], language: str
    ) -> None:
        self._sentence, self._fact, self._spans, self._language = sentence, fact, spans, language
        self.words: list[str] = []
        self.beside: list[object] = []

    def go(self, words: Sequence[Word], at: int, *, forwards: bool) -> None:
        last: NumberFact | None = None
        name = group(self._fact)
        for index, word in enumerate(words):
            word_end = word.start + len(word.text)
            gap = self._sentence[at : word.start] if forwards else self._sentence[word_end:at]
            if len(self.words) >= _NEAR or (gap and gap != " " and _BREAK.search(gap)):
                return
            other = self._at(word.start)
            vote = forwards and self._vote(words, index)
            at = word_end if forwards else word.start
            if other is not None:
                if group(other) == name:
                    return
                if other is not last and other.kind is not Kind.ORDINAL:
                    self.beside.append(other.key[1:])
                last = other
            elif vote:
                self.words.append(_VOTES[word.plain])
                return
            elif word.plain in _CONJUNCTIONS:
                return
            elif not is_small(word.plain, self._language) and word.text.lower() not in _EMPTY:
                self.words.append(word.text)

    def _at(self, place: int) -> NumberFact | None:
        for start, end, fact in self._spans:
            if start <= place < end:
                return fact
        return None

    def _vote(self, words: Sequence[Word], index: int) -> bool:
        """Whether "pour" or "contre" says how was voted: nothing stands behind it."""
        word = words[index]
        if word.plain not in _VOTES:
            return False
        if index + 1 == len(words):
            return True
        gap = self._sentence[word.start + len(word.text) : words[index + 1].start]
        return bool(_BREAK.search(gap)) or words[index + 1].plain in {"et", "and", "ou", "or"}


def _head(
    after: Sequence[Word], at: int, sentence: str, spans: list[tuple[int, int, NumberFact]], language: str
) -> Iterator[str]:
    count = 0
    for word in after:
        gap = sentence[at : word.start]
        inside = any(start <= word.start < end for start, end, _ in spans)
        if inside and not count and word.start - at < _PARTITIVE:
            # "39 des 118 exploitations" are 39 of these.
            at = word.start + len(word.text)
            continue
        if inside or count >= _HEAD or _BREAK.search(gap) or "." in gap:
            return
        at = word.start + len(word.text)
        if is_small(word.plain, language):
            if word.plain not in _LEADING and word.text.lower() not in _LEADING:
                return
            continue
        if word.text.lower() in _EMPTY:
            return
        count += 1
        yield word.text
