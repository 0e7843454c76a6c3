"""Where a line that has the shape of debris is debris, and where it may be content all the same."""

from __future__ import annotations

import re

from bridge.domain.source import BlockKind
from bridge.text.debris_bars import bar_code, breadcrumb
from bridge.text.debris_rules import BREADCRUMB, CLOCK, PAGE_NUMBERS, SHARE_BAR, STAMPED, YEAR, Rule
from bridge.text.pieces import Piece
from bridge.text.words import count_words

#: A byline or mark that is not certain is looked for only this near to either end.
_EDGE = 6
#: A lead has at least so many words.
_LEAD = 12
#: Before this year nothing was published on a page.
_FIRST_PAGES = 1993
#: Kinds of debris with numbers that no reader misses.
_OWN_NUMBERS = frozenset({"debris.prompt", "debris.read_time", "debris.languages", "debris.share_bar"})
_NUMBER = re.compile(r"\d+(?:[\s\u00a0\u202f.,]\d+)*+")
_LONE_READING = re.compile(r"\s*(?:Lecture|Est)\b", re.IGNORECASE)
_BRACKETED = re.compile(r"\s*\[")
_FULL_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


def applies(rule: Rule, pieces: list[Piece], index: int, *, top: bool) -> bool:
    """Whether the piece at ``index``, which ``rule`` matches, is debris there; ``top``: no text stands above it."""
    piece = pieces[index]
    if piece.kind is BlockKind.HEADING:
        return rule.code in {"debris.advertising", "debris.prompt"} or _names_its_page(piece.text)
    if piece.kind is BlockKind.LIST:
        linked = all(item.startswith("<a ") for item in piece.items)
        return rule.code == "debris.languages" or (rule is SHARE_BAR and (linked or _names_its_page(piece.text)))
    if rule is BREADCRUMB:
        return top and breadcrumb(piece.text) is True
    if rule.code == "debris.dateline":
        return _is_dateline(pieces, index, top=top)
    from_end = len(pieces) - 1 - index
    if rule.code == "debris.editors_mark" and not _BRACKETED.match(piece.text):
        return from_end < 2
    if rule.code == "debris.read_time" and _LONE_READING.match(piece.text):
        return _texts_before(pieces, index) <= 1
    return rule.code != "debris.byline" or min(index, from_end) < _EDGE or bool(STAMPED.search(piece.text))


def _names_its_page(text: str) -> bool:
    """Whether words that also head a section or a list ("Partager", "Facebook") are a bar's for certain."""
    return bar_code(text, heading=True) == SHARE_BAR.code


def doubtful(rule: Rule, text: str, *, top: bool) -> bool:
    """Whether an editor is to look at a line that ``rule`` matches and that is no debris where it stands."""
    if rule.code == "debris.dateline":
        return bool(STAMPED.search(text)) or (top and bool(YEAR.search(text)))
    if rule is BREADCRUMB:
        return top
    return rule.code in {"debris.byline", "debris.editors_mark"}


def _is_dateline(pieces: list[Piece], index: int, *, top: bool) -> bool:
    """A date is a label of what follows, but for a stamp at either end or with a time, and a full date above a lead."""
    text = pieces[index].text
    year = _FULL_YEAR.search(text)
    if year and int(year.group()) < _FIRST_PAGES:
        return False
    if STAMPED.search(text):
        return bool(CLOCK.search(text)) or _texts_before(pieces, index) <= 1 or index == len(pieces) - 1
    below = pieces[index + 1] if index + 1 < len(pieces) else None
    leads = below is not None and below.kind is BlockKind.PARAGRAPH and count_words(below.text) >= _LEAD
    return top and leads and bool(YEAR.search(text) and CLOCK.search(text))


def _texts_before(pieces: list[Piece], index: int) -> int:
    return sum(1 for piece in pieces[:index] if not piece.kept and count_words(piece.text) >= _LEAD)


def own_numbers(rule: Rule, text: str, elsewhere: set[str]) -> bool:
    """Whether the debris holds a number that stands nowhere else, so that dropping it could lose a fact."""
    if rule.code in _OWN_NUMBERS:
        return False
    return bool(numbers(PAGE_NUMBERS.sub(" ", text)) - elsewhere)


def numbers(text: str) -> set[str]:
    """The numbers in ``text``, as their digits."""
    return {"".join(filter(str.isdigit, match.group())) for match in _NUMBER.finditer(text)}
