"""Whether what a model wrote can stand at all. What it says wrongly is for the checks; this is about slips of form."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from bridge.engines.openai_compatible import leaks
from bridge.text.facts.quotations import extract, folded
from bridge.text.language import detect, french_share
from bridge.text.words import count_words

#: A rewrite has between these shares of the words of what it rewrites; a short original leaves more room.
_FEWEST, _MOST, _ROOM = 0.5, 1.9, 25
#: So many words in a row that the original has as well are copied; beyond this share of them, so is the text.
_RUN, _COPIED = 4, 0.3
#: From so many words on a language can be told.
_TELLING = 10
#: With this share of French small words a line is French, whatever names it has: these mislead a detector.
_FRENCH = 0.45
#: A lower-cased word of four letters or more: a name is none.
_WORD = re.compile(r"(?<![\w’'-])[a-z]{4,30}(?![\w’'-])")
#: How many times as frequent a word of English is there as in French, in powers of ten.
_MORE_ENGLISH = 1.0
_LETTER = re.compile(r"[^\W\d_a-zA-Z]")


def fault(text: str, original: str, *, language: str | None) -> str | None:
    """What makes ``text`` (plain) no French rewrite of ``original`` (plain), for the model; None where it may stand."""
    words, wanted = count_words(text), count_words(original)
    if not words:
        return "la réponse est vide"
    if words < _FEWEST * wanted - _ROOM / 5:
        return f"la réponse est trop courte ({words} mots pour {wanted})"
    if words > _MOST * wanted + _ROOM:
        return f"la réponse est trop longue ({words} mots pour {wanted})"
    if leaks.tells_prompt(text, original):
        return "la réponse répète la consigne"
    if letters := strange(text, original):
        return f"des lettres d’une autre écriture y sont restées ({letters})"
    if language != "fr" and _copies(text, original):
        return "le texte étranger a été recopié au lieu d’être traduit"
    if not_french(text):
        return "la réponse n’est pas entièrement en français"
    return None


def not_french(text: str) -> bool:
    """Whether a paragraph of the text, quotations apart, is in another language."""
    return any(_foreign(line) for line in _unquoted(text).split("\n"))


def _foreign(line: str) -> bool:
    return count_words(line) >= _TELLING and french_share(line) < _FRENCH and detect(line) not in ("fr", None)


def _unquoted(text: str) -> str:
    parts, at = [], 0
    for quotation in extract(text):
        if quotation.start >= at:
            parts.append(text[at : quotation.start])
            at = quotation.end
    return " ".join((*parts, text[at:]))


def _copies(text: str, original: str) -> bool:
    known = set(_runs(original))
    mine = _runs(text)
    return bool(mine) and sum(run in known for run in mine) / len(mine) > _COPIED


def _runs(text: str) -> list[tuple[str, ...]]:
    words = folded(text).split()
    return [tuple(words[at : at + _RUN]) for at in range(len(words) - _RUN + 1)]


def left_over(text: str, original: str, *, language: str | None) -> str:
    """The first word that an English original has lower-cased and that stands in ``text`` untranslated, "" if none."""
    if language != "en":
        return ""
    known = set(_WORD.findall(original))
    return next((word for word in _WORD.findall(text) if word in known and _english(word)), "")


@lru_cache(maxsize=4_096)
def _english(word: str) -> bool:
    from bridge.text.wordlists import zipf_frequency  # its lists take a moment to load

    return zipf_frequency(word, "en") - zipf_frequency(word, "fr") > _MORE_ENGLISH


def strange(text: str, original: str) -> str:
    """Letters of no Latin script that the original does not have."""
    found = {letter for letter in _LETTER.findall(text) if letter not in original}
    return "".join(sorted(letter for letter in found if not _latin(letter)))[:10]


def _latin(letter: str) -> bool:
    name = unicodedata.name(letter, "")
    return name.startswith("LATIN") or letter in "ªºµ" or unicodedata.category(letter) == "Lm"
