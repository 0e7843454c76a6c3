"""Word lists held in little memory say what the libraries say."""

from __future__ import annotations

from itertools import chain

import pytest
import simplemma
import wordfreq

from bridge.text.wordlists import is_known, lemma_of, zipf_frequency

ODD = (
    "", "c0", "m0", "て", "l'eau", "aujourd'hui", "12 000", "2026", "3,5", "12e", "état-major", "zzzzqx", "a b", "½",
    "rock'n'roll", "don't", "l’été", "m²", "MAIRIE", "Ａ", "1er juin", "qu'il", "co₂", "hors-d’œuvre",
)  # fmt: skip


def some(language: str) -> list[str]:
    """Common and rare words, some as they never stand in a text."""
    words = list(chain.from_iterable(wordfreq.get_frequency_list(language)))[::300]
    return [*ODD, *words, *(f"{one} {two}" for one, two in zip(words, words[7:], strict=False)), *map(str.upper, words)]


@pytest.mark.parametrize("language", ["fr", "en", "de"])
def test_a_word_is_as_common_as_the_library_says(language: str) -> None:
    asked = some(language)
    assert {word: zipf_frequency(word, language) for word in asked} == {
        word: wordfreq.zipf_frequency(word, language) for word in asked
    }


@pytest.mark.parametrize("language", ["fr", "en"])
def test_lemmas_are_those_of_the_library(language: str) -> None:
    asked = [word for word in some(language) if word]
    assert [(lemma_of(word, language), is_known(word, language)) for word in asked] == [
        (simplemma.lemmatize(word, lang=language), simplemma.is_known(word, lang=language)) for word in asked
    ]
