"""Whom and what a source names, by which of its names, and where sentences mention them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from bridge.text.facts.names.forms import groups, peoples
from bridge.text.facts.names.ordinary import GIVEN, english, french
from bridge.text.facts.names.reading import TITLES, Name
from bridge.text.facts.names.words import NameWord, clean, words

#: Longest name looked for, in words.
_LONGEST = 7
#: More sentences are not compared, nor longer ones.
MANY_SENTENCES = 600
_LONG_SENTENCE = 2_000


@dataclass(frozen=True, slots=True)
class Mention:
    """A mention of ``entity`` in a sentence, from word ``start`` up to word ``end`` (exclusive)."""

    entity: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence with its words, the mentions in it, and the entities that these mention."""

    text: str
    words: tuple[NameWord, ...]
    mentions: tuple[Mention, ...]
    entities: frozenset[str]


@dataclass(frozen=True, slots=True, eq=False)
class Aliases:
    """``entities``: folded words of a name → the entity it names, by its longest name. ``longest``: the first words,
    in small letters, each with the most words of a name that begins so. Two are equal where they are the same one.
    """

    entities: Mapping[tuple[str, ...], str]
    longest: Mapping[str, int]


def aliases(found: Sequence[Name]) -> Aliases:
    """All names of a source, short ones given to the one longer name that they end (or else begin)."""
    entities = _entities(found)
    longest: dict[str, int] = {}
    for plains in entities:
        first = plains[0].casefold()
        longest[first] = min(_LONGEST, max(longest.get(first, 0), len(plains)))
    return Aliases(entities, longest)


def _entities(found: Sequence[Name]) -> dict[tuple[str, ...], str]:
    full = Counter(core for name in found for part in _parts(name) if (core := _core(part)))
    longest = sorted(full, key=lambda plains: (-len(plains), plains))
    table: dict[tuple[str, ...], str] = {}
    ends: defaultdict[str, list[tuple[str, ...]]] = defaultdict(list)
    for plains in longest:
        for word in {plains[0], plains[-1]}:
            ends[word].append(plains)
    for plains in longest:
        holders = {
            table[other]
            for word in {plains[0], plains[-1]}
            for other in ends[word]
            if len(other) > len(plains) and _shortens(plains, other)
        }
        if len(holders) > 1:
            continue
        alike = (table[other] for other in groups().get(plains, ()) if other in table)
        table[plains] = holders.pop() if holders else next(alike, " ".join(plains))
    holding = Counter(word for plains in longest if len(plains) > 1 for word in set(plains))
    for plains in longest:
        _add_surname(plains, holding, table)
    holding = Counter(word for plains in longest for word in set(plains))
    for plains in longest:
        _add_given(plains, holding, table)
    for plains, entity in tuple(table.items()):
        for other in groups().get(plains, frozenset()) - peoples():
            table.setdefault(other, entity)
    return table


def _parts(name: Name) -> Iterator[tuple[NameWord, ...]]:
    """ "Rosa Lindqvist of Kellam Bay" names two; "Bank of England", which French has a name for, one."""
    if name.plains in groups() or "of" not in name.plains:
        yield name.words
        return
    part: list[NameWord] = []
    for word in name.words:
        if word.text in ("of", "the"):
            yield tuple(part)
            part = []
        else:
            part.append(word)
    yield tuple(part)


def _core(words_of: tuple[NameWord, ...]) -> tuple[str, ...]:
    """The folded words without a title before them; () where no word is a name's own."""
    kept = list(words_of)
    while kept and kept[0].text.casefold() in TITLES:
        kept.pop(0)
    if not any(not (french(word.text) or english(word.text)) or len(kept) > 1 for word in kept if len(word.text) > 1):
        return ()
    return tuple(word.plain for word in kept)


def _shortens(short: tuple[str, ...], full: tuple[str, ...]) -> bool:
    return full[-len(short) :] == short or full[: len(short)] == short


def _add_surname(plains: tuple[str, ...], holding: Mapping[str, int], table: dict[tuple[str, ...], str]) -> None:
    """A person may be called by the last word alone, where no other name ends so."""
    if not 2 <= len(plains) <= 3 or plains not in table or plains[-1:] in table:
        return
    if holding[plains[-1]] == 1:
        table[plains[-1:]] = table[plains]


def _add_given(plains: tuple[str, ...], holding: Mapping[str, int], table: dict[tuple[str, ...], str]) -> None:
    """A person of a full name of two words may be called by the first alone, where no other name has it."""
    if len(plains) != 2 or plains not in table or plains[:1] in table:
        return
    if plains[0] not in GIVEN and (french(plains[0]) or english(plains[0])):
        return
    if holding[plains[0]] == 1:
        table[plains[:1]] = table[plains]


def read(sentences: Sequence[str], table: Aliases) -> tuple[Sentence, ...]:
    """The sentences with what they mention."""
    return tuple(_read(text, table) for text in sentences[:MANY_SENTENCES])


@lru_cache(maxsize=512)
def _read(text: str, table: Aliases) -> Sentence:
    found = words(clean(text[:_LONG_SENTENCE]))
    mentions = tuple(_mentions(found, table))
    return Sentence(text, found, mentions, frozenset(mention.entity for mention in mentions))


def _mentions(found: tuple[NameWord, ...], table: Aliases) -> Iterator[Mention]:
    until = 0
    for at, word in enumerate(found):
        most = table.longest.get(word.plain) if at >= until else None
        length = _named(found, at, most, table.entities) if most else 0
        if length:
            entity = table.entities.get(tuple(word.plain for word in found[at : at + length]))
            yield Mention(entity or table.entities[(word.text,)], at, at + length)
            until = at + length


def _named(found: tuple[NameWord, ...], at: int, most: int, entities: Mapping[tuple[str, ...], str]) -> int:
    """How many words from ``at`` on, of at most ``most``, make a known name, 0 where none do."""
    for length in range(min(most, len(found) - at), 0, -1):
        span = found[at : at + length]
        if tuple(word.plain for word in span) in entities and any(word.capital for word in span):
            return length
    return int(found[at].shouted and (found[at].text,) in entities)
