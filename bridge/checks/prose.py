"""The running text of an article that its author answers for: quotations, titles of works and code taken out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from bridge.checks.places import Piece, body, fields
from bridge.domain.article import Article, NodeKind
from bridge.text import inline
from bridge.text.facts.quotations import extract
from bridge.text.html_spans import tags
from bridge.text.language import french_share
from bridge.text.outline import node_html
from bridge.text.words import count_words

#: Elements that mark words as another's, or as a title: their content is not the author's French.
_OTHERS = frozenset({"code", "kbd", "q"})
#: The same where they hold a few words only: whole paragraphs stand in italics too.
_TITLES = frozenset({"em", "i", "cite"})
TITLE_WORDS = 8
#: A quotation of so many words, of which so many are French function words, is French.
QUOTED_WORDS, QUOTED_SHARE = 5, 0.15
#: What replaces them, so that what stands around does not run together.
GAP = " ⸱ "
_ADDRESS = re.compile(
    r"(?:https?|ftp|mailto|tel):[^\s<>«»]{1,2000}|www\.[^\s<>«»]{1,500}|(?<![\w.+-])[\w.+-]{1,64}@[\w.-]{1,255}|[#@]\w+"
)
_DOMAIN = re.compile(r"(?<![\w.-])[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}(?:/[^\s<>«»]{0,500})?(?![\w])")


@dataclass(frozen=True, kw_only=True, slots=True)
class Stretch:
    """A field, a heading, a paragraph, a list's item or a quote: ``text`` plain, with a gap where others speak.

    ``short``: it may well be no sentence (a title, a heading, a list's item).
    """

    place: str
    text: str
    short: bool


@lru_cache(maxsize=16)
def stretches(article: Article) -> tuple[Stretch, ...]:
    """The article's own words, in order: fields first."""
    return (*(_field(piece) for piece in fields(article)), *_body(article))


def _is_french(words: str) -> bool:
    return count_words(words) >= QUOTED_WORDS and french_share(words) >= QUOTED_SHARE


def _field(piece: Piece) -> Stretch:
    return Stretch(place=piece.place, text=own_words(piece.text), short=count_words(piece.text) < TITLE_WORDS + 4)


def _body(article: Article) -> Iterator[Stretch]:
    for piece in body(article):
        if piece.node is None or (piece.node.kind is NodeKind.QUOTE and not _is_french(piece.text)):
            continue
        short = piece.node.kind is not NodeKind.PARAGRAPH
        for html in node_html(piece.node):
            yield Stretch(place=piece.place, text=own_words(inline.plain(_without_others(html))), short=short)


def _without_others(html: str) -> str:
    """``html`` with a gap for every element whose content is somebody else's."""
    if "<" not in html:
        return html
    parts: list[str] = []
    at, depth, opened = 0, 0, 0
    for tag in tags(html):
        if tag.void or tag.name not in _OTHERS | _TITLES:
            continue
        if not tag.closing:
            if depth == 0:
                parts.append(html[at : tag.start])
                opened = tag.start
            depth += 1
        elif depth == 1:
            inside = html[opened : tag.end]
            title = tag.name in _OTHERS or (
                count_words(inline.plain(inside)) <= TITLE_WORDS and inline.plain(html) != inline.plain(inside)
            )
            parts.append(GAP if title else inside)
            at, depth = tag.end, 0
        elif depth:
            depth -= 1
    return "".join((*parts, html[opened:] if depth else html[at:]))


def own_words(text: str) -> str:
    """``text`` with its addresses blanked, and its quotations but for those in French: translations, mostly."""
    kept, at = [], 0
    for quotation in extract(text):
        if quotation.start >= at and not _is_french(quotation.text):
            kept.append(text[at : quotation.start])
            at = quotation.end
    bare = GAP.join((*kept, text[at:]))
    return _DOMAIN.sub(GAP, _ADDRESS.sub(GAP, bare)) if "." in bare or "@" in bare or "#" in bare else bare
