"""Whether a place that a source does not have stands where the source names another one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from bridge.text.facts.names.forms import LONGEST, Form, form, groups, places, wide
from bridge.text.facts.names.ordinary import french
from bridge.text.facts.names.roles import Keys, told
from bridge.text.facts.names.within import relatives
from bridge.text.facts.names.words import NameWord, clean, plain, words
from bridge.text.sentences import split_sentences

#: So many words, and so large a share of the article's sentence, must be said by a sentence of the source too.
_WORDS, _SHARE = 2, 0.34
_LOCATIVE = frozenset(["in", "at", "near", "from", "to", "a", "vers", "depuis"])
_QUARTERS = ("Nord-Est", "Nord-Ouest", "Sud-Est", "Sud-Ouest", "Midwest", "Deep South", "West Coast", "East Coast")
_MOST_SENTENCES = 600
_LONG_SENTENCE = 2_000


@dataclass(frozen=True, slots=True)
class _Told:
    """A sentence: the keys of its words that tell something, and the places in it, each with how it is written.

    ``located``: other names behind a preposition of place.
    """

    keys: tuple[Keys, ...]
    places: tuple[tuple[Form, str], ...]
    located: tuple[str, ...]

    @property
    def pool(self) -> frozenset[str]:
        """All of its keys."""
        return frozenset(key for one in self.keys for key in one)


@dataclass(frozen=True, slots=True)
class _Line:
    told: _Told
    pool: frozenset[str]


def _read(sentence: str, language: str | None) -> _Told:
    found = words(clean(sentence[:_LONG_SENTENCE]))
    named = tuple(_places(found))
    keys = tuple(filter(None, (told(word.text, language) for word in found)))
    return _Told(keys=keys, places=named, located=tuple(_located(found)))


def _places(found: Sequence[NameWord]) -> Iterator[tuple[Form, str]]:
    at = 0
    while at < len(found):
        length = 0
        for size in range(min(LONGEST, len(found) - at), 0, -1):
            span = found[at : at + size]
            form = (span[0].text,) if size == 1 and span[0].shouted else tuple(word.plain for word in span)
            if form in places() and _names(span):
                yield form, " ".join(word.text for word in span)
                length = size
                break
        at += max(1, length)


def _names(span: Sequence[NameWord]) -> bool:
    """A capital, or an adjective of a people in small letters."""
    if any(word.capital for word in span):
        return not (len(span) == 1 and span[0].opens and french(span[0].text))
    return len(span) == 1 and len(span[0].text) > 4


@lru_cache(maxsize=8)
def _lines(source: str, language: str | None) -> tuple[_Line, ...]:
    read = (_read(sentence, language) for sentence in split_sentences(source)[:_MOST_SENTENCES])
    return tuple(_Line(told, told.pool) for told in read)


def related(one: Form, other: Form) -> bool:
    """Whether one of two places may be said for the other: the same, its whole, or its capital."""
    alike = groups().get(one, frozenset()) | {one}
    return other in alike or other in relatives(one) or one in relatives(other)


def replaces(one: Form, sentence: str, source: str, language: str | None) -> str:
    """The place of the source, as it writes it, in whose stead a French sentence has ``one``; "" where there is none.

    The source's sentence is the one that says most of what the article's does.
    """
    ours = _read(sentence, "fr")
    told_words = ours.keys
    if not told_words:
        return ""
    best, most = None, 0
    for line in _lines(source, language):
        common = sum(not keys.isdisjoint(line.pool) for keys in told_words)
        if common > most:
            best, most = line, common
    if best is None or most < _WORDS or most < _SHARE * len(told_words):
        return ""
    mine = [form for form, _ in ours.places]
    for other, written in best.told.places:
        if other not in _compass() and not related(one, other) and not any(related(form, other) for form in mine):
            return written
    said = {word.plain for word in words(clean(sentence[:_LONG_SENTENCE]))}
    return next((name for name in best.told.located if one not in wide() and plain(name) not in said), "")


@cache
def _compass() -> frozenset[Form]:
    """The forms of points of the compass and the like, which lie in any country."""
    return frozenset(one for text in _QUARTERS for one in (*groups().get(form(text), ()), form(text)))


def _located(found: Sequence[NameWord]) -> Iterator[str]:
    """Names of one word behind a preposition of place: "in Harrowby"."""
    for at in range(1, len(found)):
        behind = found[at - 1].plain in _LOCATIVE and found[at].capital and not found[at].shouted
        alone = at + 1 >= len(found) or not (found[at + 1].capital and found[at + 1].gap == " ")
        if behind and alone and not french(found[at].text):
            yield found[at].text
