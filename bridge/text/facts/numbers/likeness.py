"""How much the surroundings of a number of the article are those of a number of its source."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from bridge.text.bilingual.lexicon import english_keys, french_keys, synonym_keys
from bridge.text.bilingual.words import is_small, tokens
from bridge.text.facts.numbers.surroundings import Telling

#: How much more the thing counted tells than a word near by.
_HEAD_WEIGHT = 3
_VOTE_KEYS = frozenset({"pour", "contre"})


class Likeness:
    """Compares French words with those of a source in one language."""

    def __init__(self, language: str | None) -> None:
        self._english = language == "en"

    def surely(self, told: Iterable[str], said: Iterable[str]) -> int:
        """How many of the French words are, in another form or language, among the source's."""
        theirs = frozenset().union(*(self._keys(word) for word in said), frozenset())
        return sum(1 for word in told if not theirs.isdisjoint(french_keys(word)) or word in _VOTE_KEYS & {*said})

    def perhaps(self, told: Iterable[str], sentence: str) -> int:
        """How many of the French words may be said, by a synonym too, in a sentence of the source."""
        theirs = _sentence_keys(sentence, self._english)
        return sum(1 for word in told if not theirs.isdisjoint(synonym_keys(word)))

    def of(self, told: Telling, said: Telling) -> int:
        """The likeness of two surroundings: the thing counted, the words near by, the facts beside."""
        heads = _HEAD_WEIGHT * bool(told.head and said.head and self.surely(told.head, said.head))
        return heads + self.surely(told.near, said.near) + len(told.beside & said.beside)

    def _keys(self, word: str) -> frozenset[str]:
        return english_keys(word) if self._english else french_keys(word)


@lru_cache(maxsize=4_096)
def _sentence_keys(sentence: str, english: bool) -> frozenset[str]:
    language = "en" if english else "fr"
    words = [word.text for word in tokens(sentence) if not is_small(word.plain, language)]
    return frozenset().union(*(english_keys(word) if english else synonym_keys(word) for word in words), frozenset())


@lru_cache(maxsize=4_096)
def content_words(sentence: str) -> tuple[str, ...]:
    """The content words of a French sentence, figures left out."""
    return tuple(word.text for word in tokens(sentence) if not is_small(word.plain, "fr") and word.text.isalpha())
