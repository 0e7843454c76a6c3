"""Points of the compass: whether an article has the source's one at the same place or with the same verb."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from bridge.text.facts.names.forms import LONGEST, first_words, groups
from bridge.text.facts.names.roles import Keys, shared, told
from bridge.text.facts.names.words import NameWord, clean, words
from bridge.text.sentences import split_sentences

_MOST_SENTENCES = 600
_LONG_SENTENCE = 2_000
#: How many words beside a point tell what it is the point of.
_REACH = 6
_SIDES = {
    "nord": "n", "sud": "s", "ouest": "w", "septentrional": "n", "meridional": "s", "oriental": "e", "occidental": "w",
    "north": "n", "south": "s", "east": "e", "west": "w", "est": "e",
}  # fmt: skip
_POINT = re.compile(
    r"(?:(nord|sud|north|south|mid)-?(est|ouest|east|west)|(septentrional|meridional|oriental|occidental|nord|sud|ouest|"
    r"north|south|east|west|est))(?:ern(?:er|most)?|erly|wards?|bound|e|es|aux|s)?"
)
_OPPOSITE = {"n": "s", "s": "n", "e": "w", "w": "e"}
#: "est" is a verb but behind these.
_BEFORE_EAST = frozenset(["l", "d", "plein", "nord", "sud", "cote", "rive", "facade", "secteur", "quart", "region"])


@dataclass(frozen=True, slots=True)
class Point:
    """``sides``: "n", "ne"… ; ``keys`` of the words beside it, the ``name`` it is the point of ("" for none)."""

    sides: frozenset[str]
    keys: tuple[Keys, ...]
    names: frozenset[str]
    text: str
    start: int
    sentence: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Turned:
    """A point of the compass that the source has otherwise; ``sure``: nothing there explains it."""

    text: str
    start: int
    within: str
    sentence: str
    sure: bool


def turned(text: str, source: str, language: str | None) -> Iterator[Turned]:
    """The points of a French text that stand where a source ("en", else French) has another one."""
    theirs = points(source, language)
    if not theirs:
        return
    for mine in points(text, "fr"):
        own = max((_likeness(mine, other) for other in theirs if mine.sides <= other.sides), default=0)
        others = [other for other in theirs if not mine.sides <= other.sides]
        best = max(others, key=lambda other: _likeness(mine, other), default=None)
        if best is None or own >= _likeness(mine, best) or _likeness(mine, best) < 2:
            continue
        reversed_way = best.sides == {_OPPOSITE[side] for side in mine.sides} and not mine.names & best.names
        known = any(mine.sides <= other.sides for other in theirs)
        yield Turned(
            text=mine.text, start=mine.start, within=mine.sentence, sentence=best.sentence,
            sure=not (known and own) and not (reversed_way and bool(mine.names)),
        )  # fmt: skip


def _likeness(one: Point, other: Point) -> int:
    return 2 * len(one.names & other.names) + shared(one.keys, other.keys)


@lru_cache(maxsize=64)
def points(text: str, language: str | None) -> tuple[Point, ...]:
    """The points of the compass in a text, but for those in the name of a country, a sea, a body."""
    found: list[Point] = []
    end = 0
    if not _POINT.search(text.casefold().replace("é", "e")):
        return ()
    for sentence in split_sentences(text)[:_MOST_SENTENCES]:
        begin = max(end, text.find(sentence, end))
        end = begin + len(sentence)
        found += _of_sentence(sentence[:_LONG_SENTENCE], begin, language)
    return tuple(found)


def _of_sentence(sentence: str, begin: int, language: str | None) -> Iterator[Point]:
    found = words(clean(sentence))
    if not any(_sides(found, at)[1] for at in range(len(found))):
        return
    named = _in_names(found)
    at = 0
    while at < len(found):
        length, sides = _sides(found, at) if at not in named else (1, frozenset[str]())
        if sides:
            around = [
                word
                for near in range(max(0, at - _REACH), min(len(found), at + length + _REACH))
                if not at <= near < at + length and near not in named and not _point(found[near].plain)
                for word in [found[near]]
            ]
            yield Point(
                sides=sides,
                keys=tuple(filter(None, (told(word.text, language) for word in around if not word.capital))),
                names=frozenset(_same(word) for word in around if word.capital and not word.opens),
                text=" ".join(word.text for word in found[at : at + length]),
                start=begin + found[at].start,
                sentence=sentence,
            )
        at += length


@lru_cache(maxsize=4_096)
def _point(plain: str) -> re.Match[str] | None:
    return _POINT.fullmatch(plain)


def _same(word: NameWord) -> str:
    """One form of a name for all of its forms: "spain" and "espagne"."""
    return min((" ".join(form) for form in groups().get((word.plain,), ()) if form), default=word.plain)


def _sides(found: Sequence[NameWord], at: int) -> tuple[int, frozenset[str]]:
    word = found[at]
    match = _point(word.plain)
    if not match:
        return 1, frozenset()
    if match[1]:
        return 1, frozenset(_SIDES[part] for part in match.groups()[:2] if part in _SIDES)
    if word.plain == "est" and not (at and found[at - 1].plain in _BEFORE_EAST and (word.gap or " ")[0] in "'’- "):
        return 1, frozenset()
    if (
        word.plain == "est"
        and found[at - 1].plain in ("region", "secteur", "cote", "rive", "facade")
        and word.gap != " "
    ):
        return 1, frozenset()
    sides = frozenset([_SIDES[match[3]]])
    if at + 1 < len(found) and found[at + 1].gap in ("-", "‑") and (second := _point(found[at + 1].plain)):
        return 2, sides | ({_SIDES[second[3]]} if second[3] else set())
    return 1, sides


def _in_names(found: Sequence[NameWord]) -> frozenset[int]:
    """The positions of the words of settled names: "Irlande du Nord", "mer du Nord"."""
    table = groups()
    covered: set[int] = set()
    firsts = first_words()
    for at, word in enumerate(found):
        if word.plain not in firsts:
            continue
        for length in range(min(LONGEST, len(found) - at), 1, -1):
            span = found[at : at + length]
            form = tuple(item.plain for item in span)
            if form in table and any(item.capital for item in span) and not all(_point(part) for part in form):
                covered.update(range(at, at + length))
                break
    return frozenset(covered)
