"""Which language a text is in."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Any

from lingua import Language, LanguageDetector, LanguageDetectorBuilder

from bridge.text.words import count_words

#: The languages told apart: those that drafts come in, their neighbours, and one each for other scripts. A short
#: list makes both memory and mistakes smaller.
LANGUAGES = (
    Language.FRENCH, Language.ENGLISH, Language.GERMAN, Language.SPANISH, Language.ITALIAN, Language.PORTUGUESE,
    Language.DUTCH, Language.ARABIC, Language.CHINESE, Language.RUSSIAN,
)  # fmt: skip

#: Below this many words any answer would be a guess.
MIN_WORDS = 5
#: Characters looked at: more only costs time.
SAMPLE = 4000


#: From this many letters on, lingua looks at runs of three letters alone, however it is set (its own limit is 120).
_LONG = 125
#: From here on what the runs of three letters say of a short text is what all runs would say.
_CERTAIN = 0.9999
#: What they must say of a short text for its French or English to be sure, with so many small words of it in it.
_SURE_FRENCH, _FRENCH_WORDS = 0.9, 0.2
_SURE_ENGLISH, _ENGLISH_WORDS = 0.2, 0.15
#: What they think less likely than this of a short text is no candidate for the closer look.
_CANDIDATE = 0.01


@cache
def _quick() -> LanguageDetector:
    """Runs of three letters: 12 MB of models."""
    return LanguageDetectorBuilder.from_languages(*LANGUAGES).with_low_accuracy_mode().build()


@lru_cache(maxsize=64)
def _closer(languages: frozenset[Language]) -> LanguageDetector:
    """Runs of one to five letters, some 20 to 45 MB and 0.2 s a language, which detectors share; see ``release``."""
    return LanguageDetectorBuilder.from_languages(*sorted(languages, key=str)).build()


def release() -> bool:
    """Give back the memory of the closer look, which few drafts need: it is read anew where one does. Whether there was
    any."""
    if not _closer.cache_info().currsize:
        return False
    _closer.cache_clear()
    # detectors share their models, and each can drop those of its languages alone
    sharing: Any = LanguageDetectorBuilder.from_languages(*LANGUAGES).build()
    sharing.unload_language_models()
    return True


def _language(text: str) -> Language | None:
    """What lingua says with all its models, though only those are read that can matter, and those of more than three
    letters only where neither three letters nor small words tell."""
    if sum(map(str.isalpha, text)) >= _LONG:
        return _quick().detect_language_of(text)
    likely = {found.language: found.value for found in _quick().compute_language_confidence_values(text)}
    best = max(LANGUAGES, key=lambda language: likely[language])
    if likely[best] >= _CERTAIN:
        return best
    french, english = french_share(text), _english_share(text)
    if likely[Language.FRENCH] >= _SURE_FRENCH and french >= _FRENCH_WORDS and french > english:
        return Language.FRENCH
    if likely[Language.ENGLISH] >= _SURE_ENGLISH and english >= _ENGLISH_WORDS and english > french:
        return Language.ENGLISH
    candidates = {language for language, value in likely.items() if value >= _CANDIDATE}
    return _closer(frozenset({Language.FRENCH, Language.ENGLISH, *candidates})).detect_language_of(text)


def _enough(text: str) -> bool:
    unspaced = sum(1 for char in text if "\u4e00" <= char <= "\u9fff")
    return count_words(text) >= MIN_WORDS or unspaced >= 2 * MIN_WORDS


def _sample(text: str) -> str:
    """A stretch from the middle, where debris is rarest; whole where it is short."""
    if len(text) <= SAMPLE:
        return text
    start = (len(text) - SAMPLE) // 2
    return text[start : start + SAMPLE]


def detect(text: str) -> str | None:
    """The ISO 639-1 code of the text's language, or None where there is too little text to tell."""
    sample = _sample(text)
    if not _enough(sample):
        return None
    language = _language(sample)
    return language.iso_code_639_1.name.lower() if language is not None else None


_WORD = re.compile(r"[^\W\d_]+")
#: Words that French sentences are built with, elided ones without their apostrophe.
FRENCH_WORDS = frozenset(
    {
        "le", "les", "des", "du", "est", "dans", "pour", "qui", "que", "et", "une", "au", "aux", "sur", "avec", "par",
        "ne", "pas", "il", "elle", "ce", "cette", "son", "ses", "leur", "leurs", "ou", "mais", "plus", "sont", "ont",
        "été", "à", "de", "la", "en", "un", "l", "d", "qu", "n", "s", "c", "selon", "entre", "comme", "aussi", "nous",
        "vous", "ils", "elles", "je", "j", "y", "sans", "sous", "chez", "être", "fait", "très", "tout", "tous", "cet",
        "ces", "sa", "notre", "nos", "votre", "vos", "était", "sera", "dont", "où", "si", "même", "après", "avant",
    }
)  # fmt: skip


@lru_cache(maxsize=1_024)
def french_share(text: str) -> float:
    """The share of French function words among the words of ``text``, from 0 to 1: of French prose, above 0.3."""
    return _share(text, FRENCH_WORDS)


_ENGLISH = frozenset(
    {
        "the", "of", "and", "to", "in", "is", "that", "it", "for", "was", "with", "at", "by", "from", "this", "be",
        "have", "has", "had", "were", "are", "not", "they", "which", "or", "an", "his", "her", "its", "their", "who",
        "will", "would", "been", "more", "when", "there", "if", "out", "up", "said", "he", "she", "we", "you", "your",
        "my", "our", "what", "about", "than", "into", "could", "can", "some", "them", "only", "other", "then", "also",
        "two", "no", "but", "so", "all", "as",
    }
)  # fmt: skip


def _english_share(text: str) -> float:
    return _share(text, _ENGLISH)


def _share(text: str, small: frozenset[str]) -> float:
    words = [word.casefold() for word in _WORD.findall(text)]
    return sum(word in small for word in words) / max(1, len(words))
