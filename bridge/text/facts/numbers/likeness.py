"""How much the surroundings of a number of the article are those of a number of its source."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from bridge.text.bilingual.lexicon import english_keys, french_keys, synonym_keys
from bridge.text.bilingual.words import is_small, tokens
from bridge.text.facts.numbers.surroundings import Telling

#: How much more the thing counted tells than a word near by.
_HEAD_WEIGHT = 3
_VOTES = frozenset({"pour", "contre"})


class Likeness:
    """Compares French words with those of a source in one language."""

    def __init__(self, language: str | None) -> None:
        self._english = language == "en"
        self._wide: dict[tuple[str, str], float] = {}

    def surely(self, told: tuple[str, ...], said: tuple[str, ...]) -> int:
        """How many of the French words are, in another form or language, among the source's."""
        theirs = _english(said) if self._english else _french(said)
        if _french(told).isdisjoint(theirs) and _VOTES.isdisjoint(told):
            return 0
        votes = _VOTES.intersection(said)
        return sum(1 for word in told if not theirs.isdisjoint(french_keys(word)) or word in votes)

    def perhaps(self, told: tuple[str, ...], said: tuple[str, ...]) -> int:
        """How many of the French words may, by a synonym too, be among the source's."""
        if self._english:
            return self.surely(told, said)
        theirs = _synonyms(said)
        if _synonyms(told).isdisjoint(theirs):
            return 0
        return sum(1 for word in told if not theirs.isdisjoint(synonym_keys(word)))

    def in_sentence(self, told: tuple[str, ...], sentence: str) -> int:
        """How many of the French words a sentence of the source may say."""
        return self.perhaps(told, content_words(sentence, "en" if self._english else "fr"))

    def of(self, told: Telling, said: Telling) -> float:
        """The likeness of two surroundings: the thing counted, the words near by, the facts beside."""
        heads = _HEAD_WEIGHT * bool(self.perhaps(told.head, said.head))
        return heads + self.perhaps(told.near, said.near) + len(told.beside & said.beside)

    def crossed(self, told: Telling, said: Telling) -> float:
        """As ``of``, for a number that is not the same one: 0 where the things counted differ; sure words alone."""
        if said.loose or (told.head and said.head and not self.surely(told.head, said.head)):
            return 0
        heads = _HEAD_WEIGHT * bool(told.head and said.head)
        return heads + self.surely(told.near, said.near) + len(told.beside & said.beside)

    def of_sentences(self, told: Telling, said: Telling) -> float:
        """The likeness of the sentences around, as far as it counts beside that of what is near."""
        pair = (told.sentence, said.sentence)
        if pair not in self._wide:
            self._wide[pair] = self.in_sentence(content_words(told.sentence, "fr"), said.sentence) / 2
        return self._wide[pair]


def _union(keys: Iterable[frozenset[str]]) -> frozenset[str]:
    return frozenset().union(*keys, frozenset())


@lru_cache(maxsize=2_048)
def _french(words: tuple[str, ...]) -> frozenset[str]:
    return _union(map(french_keys, words))


@lru_cache(maxsize=2_048)
def _english(words: tuple[str, ...]) -> frozenset[str]:
    return _union(map(english_keys, words))


@lru_cache(maxsize=2_048)
def _synonyms(words: tuple[str, ...]) -> frozenset[str]:
    return _union(map(synonym_keys, words))


@lru_cache(maxsize=1_024)
def content_words(sentence: str, language: str) -> tuple[str, ...]:
    """The content words of a sentence, figures left out."""
    return tuple(word.text for word in tokens(sentence) if not is_small(word.plain, language) and word.text.isalpha())
