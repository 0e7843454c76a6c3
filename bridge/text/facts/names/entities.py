"""Whom and what a source names, by which of its names, and where sentences mention them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

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
    """A sentence with its words and the mentions in it."""

    text: str
    words: tuple[NameWord, ...]
    mentions: tuple[Mention, ...]

    @property
    def entities(self) -> frozenset[str]:
        """What it mentions."""
        return frozenset(mention.entity for mention in self.mentions)


#: Folded words of a name → the entity it names, by its longest name.
Aliases = Mapping[tuple[str, ...], str]


def aliases(found: Sequence[Name]) -> Aliases:
    """All names of a source, short ones given to the one longer name that they end (or else begin)."""
    full = Counter(core for name in found for part in _parts(name) if (core := _core(part)))
    longest = sorted(full, key=lambda plains: (-len(plains), plains))
    table: dict[tuple[str, ...], str] = {}
    for plains in longest:
        holders = {table[other] for other in longest if len(other) > len(plains) and _shortens(plains, other)}
        if len(holders) > 1:
            continue
        alike = (table[other] for other in groups().get(plains, ()) if other in table)
        table[plains] = holders.pop() if holders else next(alike, " ".join(plains))
    for plains in longest:
        _add_surname(plains, longest, table)
    for plains in longest:
        _add_given(plains, longest, table)
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


def _add_surname(
    plains: tuple[str, ...], longest: Sequence[tuple[str, ...]], table: dict[tuple[str, ...], str]
) -> None:
    """A person may be called by the last word alone, where no other name ends so."""
    if not 2 <= len(plains) <= 3 or plains not in table or plains[-1:] in table:
        return
    if sum(plains[-1] in other for other in longest if len(other) > 1) == 1:
        table[plains[-1:]] = table[plains]


def _add_given(plains: tuple[str, ...], longest: Sequence[tuple[str, ...]], table: dict[tuple[str, ...], str]) -> None:
    """A person of a full name of two words may be called by the first alone, where no other name has it."""
    if len(plains) != 2 or plains not in table or plains[:1] in table:
        return
    if plains[0] not in GIVEN and (french(plains[0]) or english(plains[0])):
        return
    if sum(plains[0] in other for other in longest) == 1:
        table[plains[:1]] = table[plains]


def read(sentences: Sequence[str], table: Aliases) -> tuple[Sentence, ...]:
    """The sentences with what they mention."""
    firsts = frozenset(plains[0].casefold() for plains in table)
    return tuple(
        Sentence(text=text, words=found, mentions=tuple(_mentions(found, table, firsts)))
        for text in sentences[:MANY_SENTENCES]
        for found in [words(clean(text[:_LONG_SENTENCE]))]
    )


def _mentions(found: tuple[NameWord, ...], table: Aliases, firsts: frozenset[str]) -> Iterator[Mention]:
    at = 0
    while at < len(found):
        length = _named(found, at, table) if found[at].plain in firsts else 0
        if length:
            entity = table.get(tuple(word.plain for word in found[at : at + length])) or table[(found[at].text,)]
            yield Mention(entity, at, at + length)
        at += max(1, length)


def _named(found: tuple[NameWord, ...], at: int, table: Aliases) -> int:
    """How many words from ``at`` on make a known name, 0 where none do."""
    for length in range(min(_LONGEST, len(found) - at), 0, -1):
        span = found[at : at + length]
        if tuple(word.plain for word in span) in table and any(word.capital for word in span):
            return length
    return int(found[at].shouted and (found[at].text,) in table)
