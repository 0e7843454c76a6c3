"""A sentence as the units that it can be compared by: content words, terms of several words, numbers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from bridge.text.bilingual.lexicon import entries, french_keys, keys
from bridge.text.bilingual.morphology import english_lemma, fold
from bridge.text.bilingual.words import Word, is_small, tokens, weight

#: What the shortest number weighs; a long one, or a name, tells more.
_NUMBER = 0.8
#: Written in capitals these are names, not pronouns.
_NAMES = frozenset({"US", "UN", "WHO", "EU", "UK", "IT"})


@dataclass(frozen=True, slots=True)
class Unit:
    """A content word or a term: as written and folded, its place in the sentence, its keys and what it weighs.

    ``name``: written with a capital within the sentence, or a number. ``words``: how many words it is made of.
    """

    text: str
    plain: str
    start: int
    keys: frozenset[str]
    weight: float
    name: bool = False
    words: int = 1


@lru_cache(maxsize=1_024)
def units(sentence: str, language: str | None) -> tuple[Unit, ...]:
    """The units of a sentence of a source in ``language`` ("en", else read as French), in order."""
    return tuple(_units(tokens(sentence), "en" if language == "en" else "fr"))


def _units(words: tuple[Word, ...], language: str) -> Iterator[Unit]:
    at = 0
    while at < len(words):
        length = _term(words, at) if language == "en" else 1
        word = words[at]
        if length > 1:
            yield _joined(words[at : at + length])
        elif not is_small(word.plain, language) or (language == "en" and word.text in _NAMES):
            yield from _single(word, at, language)
        at += length


def _single(word: Word, at: int, language: str) -> Iterator[Unit]:
    if any(char.isdigit() for char in word.plain):
        digits = "".join(char for char in word.plain if char.isdigit())
        yield Unit(word.text, word.plain, word.start, frozenset({f"#{digits}"}), _NUMBER + 0.1 * len(digits), True)
        return
    name = at > 0 and word.text[0].isupper()
    found = keys(word.text, language)
    if "-" in word.plain and language == "fr":
        # "Valbrume-les-Bains" may be "Valbrume", "vice-présidente" the "president".
        found |= {key for part in word.plain.split("-") if len(part) > 3 for key in french_keys(part)}
    yield Unit(word.text, word.plain, word.start, found, 1.2 if name else weight(word.plain, language), name)


@cache
def _terms() -> frozenset[str]:
    """The first words of the lexicon's terms of several words."""
    return frozenset(english.split()[0] for english in entries() if " " in english)


def _term(words: tuple[Word, ...], at: int) -> int:
    """The number of words of the longest term that begins at ``at``; 1 where none does."""
    first = {words[at].plain, english_lemma(words[at].text)}
    if not first & _terms():
        return 1
    for length in (4, 3, 2):
        some = words[at : at + length]
        if len(some) < length:
            continue
        tail = [word.plain for word in some[1:]]
        last = english_lemma(some[-1].text)
        if any(
            " ".join((head, *tail)) in entries() or " ".join((head, *tail[:-1], last)) in entries() for head in first
        ):
            return length
    return 1


def _joined(words: tuple[Word, ...]) -> Unit:
    """A term has the keys of its translations, and those of its words, which may be translated one by one."""
    tail = [word.plain for word in words[1:]]
    last = english_lemma(words[-1].text)
    french: set[str] = set()
    for head in {words[0].plain, english_lemma(words[0].text)}:
        for term in (" ".join((head, *tail)), " ".join((head, *tail[:-1], last))):
            french.update(entries().get(term, ()))
    found = {key for word in french for key in french_keys(word)}
    for word in words:
        if not is_small(word.plain, "en"):
            found |= keys(word.text, "en")
    heaviest = max(weight(word.plain, "en") for word in words)
    text = " ".join(word.text for word in words)
    name = any(word.text[0].isupper() for word in words[1:])
    return Unit(text, fold(text), words[0].start, frozenset(found), heaviest, name, len(words))
