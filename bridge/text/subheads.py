"""Subheads that lost their markup: a short line between paragraphs, or a few words glued to the sentence below."""

from __future__ import annotations

import re
from dataclasses import replace

from bridge.domain.source import BlockKind
from bridge.text.pieces import Piece
from bridge.text.words import count_words

_MOST_WORDS = 9
_LEAST_BELOW = 12
#: A headline has more words than a subhead.
_MOST_IN_HEADLINE = 20
_LEAST_IN_MENU = 9
_TITLE_LIKE = re.compile(r"[A-ZÀ-Þ0-9«“]")
_SIGNED = re.compile(r"(?:par|by)\s", re.IGNORECASE)
_CLOSED = re.compile(r"[.!…:;,]\s*[»”\"’)\]]*\Z")
_TEXT_BELOW = frozenset({BlockKind.PARAGRAPH, BlockKind.LIST, BlockKind.QUOTE})


def find_subheads(pieces: list[Piece]) -> list[Piece]:
    """The pieces with subheads marked as such, at level 2. Where the draft has headings of its own, nothing changes."""
    if any(piece.kind is BlockKind.HEADING for piece in pieces if not piece.marked_up):
        return pieces
    return [
        replace(piece, kind=BlockKind.HEADING, level=2) if _is_subhead(pieces, index) else piece
        for index, piece in enumerate(pieces)
    ]


def _is_subhead(pieces: list[Piece], index: int) -> bool:
    piece = pieces[index]
    if piece.kind is not BlockKind.PARAGRAPH or not 0 < index < len(pieces) - 1 or "<a " in piece.html:
        return False
    below = pieces[index + 1]
    return (
        looks_like_subhead(piece.text)
        and below.kind in _TEXT_BELOW
        and count_words(below.text) >= max(_LEAST_BELOW, 2 * count_words(piece.text))
        and any(not before.kept for before in pieces[:index][-2:])
        and not looks_like_subhead(pieces[index - 1].text)
    )


def head_first_line(pieces: list[Piece]) -> list[Piece]:
    """The pieces of a pasted draft with its headline, where the first line is one, as a heading of level 2."""
    if len(pieces) < 2 or pieces[0].kind is not BlockKind.PARAGRAPH or "<a " in pieces[0].html:
        return pieces
    first, *below = pieces[:6]
    prose = any(piece.kind in _TEXT_BELOW and count_words(piece.text) >= _LEAST_BELOW for piece in below)
    if not prose or below[0].kind not in _TEXT_BELOW or not looks_like_headline(first.text):
        return pieces
    return [replace(first, kind=BlockKind.HEADING, level=2), *pieces[1:]]


def looks_like_headline(text: str) -> bool:
    """One line that begins like a title and does not end like a sentence; a menu's words all have capitals."""
    words = text.split()
    menu = len(words) >= _LEAST_IN_MENU and sum(word[0].islower() for word in words) * 6 < len(words)
    return (
        not menu
        and not _SIGNED.match(text)
        and 0 < count_words(text) <= _MOST_IN_HEADLINE
        and len(text) <= 160
        and _is_titled(text)
    )


def looks_like_subhead(text: str) -> bool:
    """A few words that begin like a title and do not end like a sentence."""
    return 0 < count_words(text) <= _MOST_WORDS and len(text) <= 90 and _is_titled(text)


def _is_titled(text: str) -> bool:
    return (
        _TITLE_LIKE.match(text) is not None and _CLOSED.search(text) is None and "@" not in text and "://" not in text
    )


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


#: Words that open a sentence and stand with a capital within one only in names ("The Guardian", "Le Monde").
_ARTICLES = _set("The A An Le La Les Un Une Des")
_OTHER_STARTERS = _set(
    "Several Many Some Most In On At For From With But When While After Before Since According However It He She "
    "They "
    "This These Those His Her Their There Its "
    "Plusieurs Dans En Sur Pour Avec Selon Depuis Après Avant Lors Lorsque "
    "Si Mais Cependant Toutefois Il Elle Ils Elles On "
    "Ce Cet Cette Ces Son Sa Ses Leur Leurs"
)
_PEOPLES = _set(
    "French German Italian Spanish British American Dutch Belgian Swiss Chinese European Canadian Russian Polish "
    "Irish Greek Japanese African Indian"
)
_ABSTRACT = re.compile(
    r"(?:tion|sion|ty|ness|ment|ship|ance|ence|ism|ure|ics|té|isme|ique|age|ing|nomy|graphy|logy|cy|eur)s?\Z"
)
#: A subhead does not end, and a headline is not cut, after one of these: the capital behind them is a name's.
FUNCTION_WORDS = _set(
    "the a an of to in on at by for from with and or but as that than its his her their our this these said says "
    "le la les l un une des du de d à au aux en dans sur sous par pour avec sans et ou que qui dont où son sa ses leur "
    "leurs ce cet cette ces selon chez vers entre est sont a ont journal quotidien magazine film roman revue groupe "
    "newspaper band movie novel group after before while since when according after"
)
_GLUED = re.compile(
    r"(?P<head>[A-ZÀ-Þ«][\w’'-]*(?: [a-zà-ÿ][\w’'-]*){0,4}) "
    r"(?P<opens>[A-ZÀ-Þ][\w-]*)(?:['’]\w+)? (?P<second>\S+)"
)


def glued_subhead(sentence: str) -> tuple[str, str] | None:
    """``(subhead, sentence)`` where a subhead was glued to the start of ``sentence``, where that is certain."""
    match = _GLUED.match(sentence)
    if match is None or count_words(sentence[match.start("opens") :]) < 6:
        return None
    head = match["head"]
    last = head.split()[-1].lower()
    if last in FUNCTION_WORDS or (" " not in head and head.lower() in FUNCTION_WORDS | _LOWERED_STARTERS):
        return None
    if not _opens_sentence(last, match["opens"], match["second"]):
        return None
    return head, sentence[match.start("opens") :]


_LOWERED_STARTERS = frozenset(word.lower() for word in _ARTICLES | _OTHER_STARTERS | _PEOPLES)


def _opens_sentence(last: str, opens: str, second: str) -> bool:
    lower = second[:1].islower()
    if opens in _ARTICLES:
        return lower and second.lower() not in FUNCTION_WORDS
    if opens in _OTHER_STARTERS:
        return lower or second.isupper() or _ABSTRACT.search(last) is not None
    return opens in _PEOPLES and lower and _ABSTRACT.search(last) is not None
