"""Whether a French word says what an English (or French) one says, from a lexicon and from what cognates share.

Every word has a few *keys*; two words correspond where they have one in common. Keys of a French word are its folded
lemma, its skeleton (``~organ``); keys of an English word are the lemmas that the
lexicon gives for it, its own folded form and its skeleton.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from importlib.resources import files
from types import MappingProxyType

from rapidfuzz.distance import DamerauLevenshtein

from bridge.text.bilingual.false_friends import FALSE_FRIENDS
from bridge.text.bilingual.morphology import (
    english_forms,
    english_lemma,
    english_skeletons,
    fold,
    french_lemma,
    french_skeletons,
)
from bridge.text.bilingual.words import is_small, tokens, weight

#: Letters of a stem from which on one differing letter in six is spelling ("dialogue", "dialog").
_LONG = 7
#: How much two French words that are both translations of one English word are the same word.
_SYNONYM = "="


@cache
def entries() -> Mapping[str, tuple[str, ...]]:
    """The lexicon: a folded English lemma (or several words, "prime minister") → folded French lemmas."""
    table: dict[str, tuple[str, ...]] = {}
    for line in (files(__package__) / "en_fr.tsv").read_text("utf-8").splitlines():
        english, _, french = line.partition("\t")
        if french and not line.startswith("#"):
            words = tuple(part for word in french.split() for part in _parts(word))
            table[fold(english)] = (*table.get(fold(english), ()), *words)
    return MappingProxyType(table)


def _parts(word: str) -> tuple[str, ...]:
    """ "chemin_de_fer" stands for its words that carry content."""
    if "_" not in word:
        return (french_lemma(word),)
    return tuple(french_lemma(part) for part in word.split("_") if not is_small(fold(part), "fr"))


@cache
def _concepts() -> Mapping[str, frozenset[str]]:
    """French lemma → the English lemmas that it translates."""
    table: dict[str, set[str]] = {}
    for english, words in entries().items():
        for word in words:
            table.setdefault(word, set()).add(english)
    return {word: frozenset(found) for word, found in table.items()}


@lru_cache(maxsize=8_192)
def french_keys(word: str) -> frozenset[str]:
    """The keys of a French word in any form, with any accents and case."""
    plain, lemma = fold(word), french_lemma(word)
    return frozenset({plain, lemma, plain.replace("-", ""), *french_skeletons(lemma)} - {""})


@lru_cache(maxsize=8_192)
def synonym_keys(word: str) -> frozenset[str]:
    """The keys of a French word, and one for every English word that it translates: synonyms share some."""
    return french_keys(word) | {f"{_SYNONYM}{concept}" for concept in _concepts().get(french_lemma(word), ())}


@lru_cache(maxsize=8_192)
def certain(keys: frozenset[str]) -> frozenset[str]:
    """Keys without those of synonyms, which are guesses."""
    return frozenset(key for key in keys if not key.startswith(_SYNONYM))


@lru_cache(maxsize=8_192)
def english_keys(word: str) -> frozenset[str]:
    """The keys of an English word in any form."""
    plain, lemma = fold(word), english_lemma(word)
    known = entries()
    french = {*known.get(lemma, ()), *known.get(plain, ())}
    if not french:
        lemma = next((form for form in english_forms(plain) if form in known), lemma)
        french = set(known.get(lemma, ()))
    keys = {*french, *(skeleton for word in french for skeleton in french_skeletons(word))}
    if plain not in FALSE_FRIENDS and lemma not in FALSE_FRIENDS:
        keys |= {plain, plain.replace("-", ""), lemma, *english_skeletons(lemma)}
    return frozenset(keys - {""})


def keys(word: str, language: str | None) -> frozenset[str]:
    """The keys of a word of a source in ``language``; any but English is read as French."""
    return english_keys(word) if language == "en" else synonym_keys(word)


@lru_cache(maxsize=8_192)
def translates(french: str, english: str) -> bool:
    """Whether a French word can stand for an English one, both in any form, case and accents."""
    if french_keys(french) & english_keys(english):
        return True
    if fold(english) in FALSE_FRIENDS or english_lemma(english) in FALSE_FRIENDS:
        return False
    ours, theirs = french_skeletons(french_lemma(french)), english_skeletons(english_lemma(english))
    return any(_near(one, other) for one in ours for other in theirs)


@lru_cache(maxsize=8_192)
def same(one: str, other: str) -> bool:
    """Whether two French words are forms of one word, of one family, or synonyms."""
    return bool(synonym_keys(one) & synonym_keys(other))


def _near(one: str, other: str) -> bool:
    """Whether two long skeletons differ by a letter in six or so, and begin alike."""
    shortest = min(len(one), len(other))
    if shortest < _LONG or one[:3] != other[:3]:
        return False
    most = shortest // 6
    return DamerauLevenshtein.distance(one, other, score_cutoff=most) <= most


def similarity(french: Sequence[str], other: Sequence[str], language: str | None = "en") -> float:
    """From 0 to 1: the share of the content words of ``french`` that have a counterpart in ``other``.

    Both are words, or sentences, in order; ``language`` is that of ``other`` ("en", else French). Rare words weigh
    more. 0 where ``french`` has no content word.
    """
    theirs = frozenset().union(*(keys(word, language) for word in content(other, language or "fr")), frozenset())
    total = found = 0.0
    for word in content(french, "fr"):
        worth = weight(fold(word), "fr")
        total += worth
        found += worth * bool((french_keys(word) if language == "en" else synonym_keys(word)) & theirs)
    return found / total if total else 0.0


def content(texts: Sequence[str], language: str) -> tuple[str, ...]:
    """The content words of words or sentences."""
    return tuple(word.text for text in texts for word in tokens(text) if not is_small(word.plain, language))
