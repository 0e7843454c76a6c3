"""Cheap looks at a stretch of text: which notations can't occur in it, so that their patterns need not be tried.

Each gate names letters that every match of a notation holds. A gate may let through what holds no number; it must never
keep one back.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from bridge.text.facts.numbers.lexicon import SPACE, lexicon

_DIGIT = re.compile(r"\d")
#: Letters that patterns take for an "i" where they ignore case, but folding does not.
_ODD = ("ı", "İ")
#: "XX", "LI", "V siècle": what may be a Roman ordinal.
_ROMAN = re.compile(rf"[IVXL](?:[IVX]|(?:er|ère|[eè]me|e|ᵉ)?{SPACE}[sRac])")
#: The fewest figures that a telephone number has.
_PHONE = 6

FRACTIONS = tuple("/½⅓⅔¼¾⅛⅜⅝⅞")
DOZENS = ("douzaine", "dozen")
CLOCKS = ("heure", "midi", "minuit", "past", "to")
HALVES = ("demi", "quart", "half")
SPANS = ("fortnight", "decade", "century", "décennie", "siècle", "mestre")
NOON = ("noon", "midi", "midnight", "minuit")
COLLECTIVES = (
    "aine", "millier", "million", "paire", "duo", "jum", "dozen", "score", "both", "couple", "pair", "twin"
)  # fmt: skip
PHRASES = (
    "moitié", "tiers", "quart", "doubl", "tripl", "quadrupl", "aines", "milliers", "hal", "third", "fourth", "twi",
    "twofold", "thr", "dozens", "scores", "tens", "hundreds", "thousands",
)  # fmt: skip
SEASONS = ("printemps", "spring", "été", "summer", "estival", "automne", "autumn", "fall", "hiver", "winter")
NEAR_DAYS = ("dernier", "prochain", "last", "next")
RELATIVES = (
    "derni", "prochain", "last", "next", "pass", "hier", "yesterday", "demain", "tomorrow", "cette", "this", "mois",
)  # fmt: skip


class Look:
    """A stretch of text, and whether it holds any figure (``digit``)."""

    __slots__ = ("_folded", "_open", "digit", "text")

    def __init__(self, text: str) -> None:
        self.text = text
        self.digit = _DIGIT.search(text) is not None
        self._folded = text.casefold()
        self._open = any(letter in text for letter in _ODD)

    def has(self, words: Iterable[str]) -> bool:
        """Whether the text holds one of ``words`` (in small letters), be it as a part of another word."""
        folded = self._folded
        return self._open or any(word in folded for word in words)

    @property
    def phone(self) -> bool:
        """Whether there are figures enough for a telephone number."""
        return self.digit and ("0" in self.text or "+" in self.text) and len(_DIGIT.findall(self.text)) >= _PHONE

    @property
    def roman(self) -> bool:
        """Whether there may be a Roman ordinal."""
        return _ROMAN.search(self.text) is not None


@cache
def months(language: str | None) -> tuple[str, ...]:
    """What the names of months and their abbreviations hold."""
    return _shortest(lexicon(language).months)


@cache
def weekdays(language: str | None) -> tuple[str, ...]:
    """What the names of days hold."""
    return _shortest(word for word in lexicon(language).weekdays if len(word) >= 5)


@cache
def ordinals(language: str | None) -> tuple[str, ...]:
    """What ordinals in words hold."""
    return _shortest(("ième", "th", *lexicon(language).ordinals))


@cache
def decades(language: str | None) -> tuple[str, ...]:
    """What decades in words hold."""
    return _shortest(word.split()[0] for word in lexicon(language).decades)


def _shortest(words: Iterable[str]) -> tuple[str, ...]:
    """The words that hold none of the others."""
    folded = {word.casefold() for word in words}
    return tuple(sorted(word for word in folded if not any(other in word for other in folded - {word})))
