"""Which language a text is in."""

from __future__ import annotations

import re
from functools import cache, lru_cache

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


@cache
def _detector() -> LanguageDetector:
    return LanguageDetectorBuilder.from_languages(*LANGUAGES).build()


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
    language = _detector().detect_language_of(sample)
    return language.iso_code_639_1.name.lower() if language is not None else None


_WORD = re.compile(r"[^\W\d_]+")
_FRENCH = frozenset(
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
    words = [word.casefold() for word in _WORD.findall(text)]
    return sum(word in _FRENCH for word in words) / max(1, len(words))
