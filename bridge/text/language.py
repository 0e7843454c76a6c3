"""Which language a text is in."""

from __future__ import annotations

from functools import cache

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
