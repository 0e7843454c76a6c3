"""Lemmas and frequencies of French and English words, from simplemma's and wordfreq's lists, held in little memory.

Both libraries keep their lists as dicts, 100 MB together. simplemma has a reading of its own for little memory;
wordfreq has not, so that its list is kept here as a table of hashes: what it says of a word is the same.
"""

from __future__ import annotations

import math
from array import array
from bisect import bisect_right
from functools import lru_cache
from threading import Lock

import simplemma
import wordfreq
from wordfreq import get_frequency_list
from wordfreq.numbers import digit_freq, smash_numbers
from wordfreq.tokens import lossy_tokenize

#: A word that is in no list occurs once in a thousand million words, or less: 0 on Zipf's scale.
_RAREST = 1e-9
#: Languages whose lists are asked all the time.
_KEPT = frozenset({"fr", "en"})
_reading = Lock()


def _hash(word: str) -> int:
    """64 bits, in which no two of a million words are alike; another number in another process. Of bytes: Python's hash
    of "c0" is that of a string of one letter whose code is made of the two."""
    return hash(word.encode("utf-8", "surrogatepass"))


class Frequencies:
    """wordfreq's list of a language: how many hundredths of a power of ten below 1 a word's share is."""

    def __init__(self, language: str) -> None:
        import numpy as np  # heavy: only where a list is read

        words = get_frequency_list(language)
        keys = np.fromiter((_hash(word) for row in words for word in row), dtype=np.int64)
        values = np.repeat(np.arange(len(words), dtype=np.uint16), [len(row) for row in words])
        order = np.argsort(keys, kind="stable")  # of a word that stands there twice, the last counts
        self._keys = array("q", keys[order].tobytes())
        self._values = array("H", values[order].tobytes())
        get_frequency_list.cache_clear()

    def get(self, word: str) -> float | None:
        """The share of all words, None for a word that the list lacks."""
        key = _hash(word)
        at = bisect_right(self._keys, key) - 1
        if at < 0 or self._keys[at] != key:
            return None
        return float(10 ** (-self._values[at] / 100))


@lru_cache(maxsize=4)
def _read(language: str) -> Frequencies:
    return Frequencies(language)


def _frequencies(language: str) -> Frequencies:
    with _reading:
        return _read(language)


@lru_cache(maxsize=8_192)
def zipf_frequency(word: str, language: str) -> float:
    """How common a word is, from 0 to about 8 (Zipf's scale), as ``wordfreq.zipf_frequency`` has it."""
    if language not in _KEPT:
        return float(wordfreq.zipf_frequency(word, language))
    share = _share(word, language)
    # to three digits, as the library has them
    rounded = round(share, math.floor(-math.log(share, 10)) + 3)
    return round(math.log(rounded, 10) + 9, 2)


def _share(word: str, language: str) -> float:
    """Several words, or a figure, weigh as little as they would together."""
    tokens = lossy_tokenize(word, language)
    table, inverse = _frequencies(language), 0.0
    for token in tokens:
        smashed = smash_numbers(token)
        share = table.get(smashed)
        if share is None:
            return _RAREST
        inverse += 1.0 / (share if smashed == token else share * digit_freq(token))
    return max(1.0 / inverse, _RAREST) if tokens else _RAREST


def lemma_of(word: str, language: str) -> str:
    """simplemma's lemma of a word: the word itself where it knows none."""
    return simplemma.lemmatize(word, lang=language, low_memory=True)


@lru_cache(maxsize=4_096)
def is_known(word: str, language: str) -> bool:
    """Whether simplemma's dictionary of the language has the word."""
    return simplemma.is_known(word, lang=language, low_memory=True)
