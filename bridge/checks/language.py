"""The article is written in French, whole and in each of its parts."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bridge.checks.places import MANY, Piece, blocker, body, fields
from bridge.domain.article import Article
from bridge.domain.finding import Finding
from bridge.domain.source import Brief, Source
from bridge.text.facts.quotations import extract
from bridge.text.language import detect
from bridge.text.outline import article_text
from bridge.text.words import count_words

#: Below this, names outweigh what tells a language.
PARAGRAPH_WORDS = 12
#: A title is shorter, so it is judged by its small words alone, from here on.
TITLE_WORDS = 4
#: How many pieces the detector is asked about: it takes about a millisecond for each.
ASKED = 400
#: A text with this share of French function words is French, whatever its names look like.
FRENCH_SHARE = 0.2

_FRENCH = frozenset(
    {
        "le", "les", "des", "du", "est", "dans", "pour", "qui", "que", "et", "une", "au", "aux", "sur", "avec", "par",
        "ne", "pas", "il", "elle", "ce", "cette", "son", "ses", "leur", "leurs", "ou", "mais", "plus", "sont", "ont",
        "été", "à", "de", "la", "en", "un", "l", "d", "qu", "n", "s", "c", "selon", "entre", "comme", "aussi",
    }
)  # fmt: skip
_ENGLISH = frozenset(
    {"the", "of", "and", "for", "with", "to", "is", "are", "how", "why", "what", "from", "its", "their", "by", "at"}
)
_WORD = re.compile(r"[^\W\d_]+")
_NAMES = {
    "en": "en anglais", "de": "en allemand", "es": "en espagnol", "it": "en italien", "pt": "en portugais",
    "nl": "en néerlandais", "ar": "en arabe", "zh": "en chinois", "ru": "en russe",
}  # fmt: skip


def check(source: Source, brief: Brief, article: Article) -> tuple[Finding, ...]:  # noqa: ARG001
    """Blockers ``language.not_french`` (the whole), ``.paragraph_not_french``, ``.field_not_french``.

    What stands between quotation marks is somebody else's and is not judged.
    """
    language = _foreign(article_text(article))
    if language:
        message = f"L’article est écrit {_name(language)} : il doit être en français. Relancez la réécriture."
        return (blocker("language.not_french", "article", message, article_text(article)),)
    return (*_paragraphs(article), *_fields(article))


def _name(language: str) -> str:
    return _NAMES.get(language, f"dans une autre langue ({language})")


def _foreign(text: str) -> str | None:
    """The language of a text that is not French, None where it is or where there is too little of it."""
    if _french_share(text[:20_000]) >= FRENCH_SHARE:
        return None
    language = detect(text)
    return language if language != "fr" else None


def _french_share(text: str) -> float:
    words = [word.casefold() for word in _WORD.findall(text)]
    return sum(word in _FRENCH for word in words) / max(1, len(words))


def _paragraphs(article: Article) -> Iterator[Finding]:
    found = 0
    for piece in body(article)[:ASKED]:
        text = _unquoted(piece.text)
        if count_words(text) < PARAGRAPH_WORDS or found >= MANY:
            continue
        language = _foreign(text)
        if language:
            found += 1
            message = f"Ce passage est {_name(language)} : traduisez-le, ou retirez-le."
            yield blocker("language.paragraph_not_french", piece.place, message, text)


def _unquoted(text: str) -> str:
    """``text`` with its quotations blanked."""
    kept, at = [], 0
    for quotation in extract(text):
        if quotation.start >= at:
            kept.append(text[at : quotation.start])
            at = quotation.end
    return " ".join((*kept, text[at:]))


def _fields(article: Article) -> Iterator[Finding]:
    for piece in fields(article):
        if piece.place != "requête cible" and _field_is_foreign(piece):
            message = f"Ce champ n’est pas en français : réécrivez-le ({piece.place})."
            yield blocker("language.field_not_french", piece.place, message, piece.text)


def _field_is_foreign(piece: Piece) -> bool:
    text = _unquoted(piece.text)
    words = {word.casefold() for word in _WORD.findall(text)}
    if count_words(text) >= PARAGRAPH_WORDS:
        return _foreign(text) is not None
    return count_words(text) >= TITLE_WORDS and bool(words & _ENGLISH) and not words & _FRENCH
