"""Inline HTML: what may stand within a paragraph, a heading, a list item or a quote."""

from __future__ import annotations

import html as entities
import re
from functools import lru_cache

import nh3
from selectolax.lexbor import LexborHTMLParser

TAGS = frozenset({
    "a", "abbr", "b", "br", "cite", "code", "del", "em", "i", "ins", "kbd", "mark", "q", "s", "small", "span",
    "strong", "sub", "sup", "u",
})  # fmt: skip

ATTRIBUTES = {
    "a": {"href", "title", "rel", "target"},
    "abbr": {"title"},
    "span": {"lang"},
    "q": {"lang", "cite"},
    "del": {"cite", "datetime"},
    "ins": {"cite", "datetime"},
}

SCHEMES = frozenset({"http", "https", "mailto", "tel"})

#: Elements whose content is never text of the article.
SILENT = frozenset({"script", "style", "template", "noscript", "iframe", "object", "textarea", "title", "svg", "math"})

#: Control characters but tab and line breaks, lone surrogates, noncharacters and a byte order mark: they come from
#: damaged pastes, and databases and JSON refuse several of them.
CONTROLS = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufeff\ufffe\uffff]")

_NUMBERED = re.compile(r"&#(?:[xX]([0-9a-fA-F]{1,8})|([0-9]{1,9}));?")

_CLEANER = nh3.Cleaner(
    tags=set(TAGS),
    attributes=ATTRIBUTES,
    url_schemes=set(SCHEMES),
    link_rel=None,
    clean_content_tags=set(SILENT),
)
_STRIPPER = nh3.Cleaner(tags=set(), attributes={}, link_rel=None, clean_content_tags=set(SILENT))

_BLOCK_LEVEL = (
    r"address|article|aside|blockquote|caption|dd|div|dl|dt|fieldset|figcaption|figure|footer|form|h[1-6]|header|hr|li|"
    r"main|nav|ol|option|p|pre|section|summary|details|table|tbody|td|tfoot|th|thead|tr|ul"
)
_BEFORE_BLOCK = re.compile(rf"(?=</?(?:{_BLOCK_LEVEL})[\s/>])", re.IGNORECASE)
_BEFORE_BLOCK_OR_BREAK = re.compile(rf"(?=</?(?:br|{_BLOCK_LEVEL})[\s/>])", re.IGNORECASE)
#: White space that folds; the no-break spaces U+00A0 and U+202F stay, as they are typography and not layout.
_FOLDING = re.compile(r"[ \t\n\r\f\v\u2028\u2029\u0085\u2000-\u2006\u2008-\u200a\u3000]+")


def fold(text: str) -> str:
    """White space folded to single spaces and trimmed; no-break spaces stay within the text."""
    return _FOLDING.sub(" ", text).strip()


def sanitize(html: str) -> str:
    """Well-formed inline HTML of ``html``: only TAGS with ATTRIBUTES, links only to SCHEMES, relative or ``#anchor``.

    The text of every other element stays (a block-level one leaves a space where it stood), but for SILENT ones.
    No-break spaces come out as characters and not as ``&nbsp;``.
    """
    if not any(char in html for char in "<&\r\0"):
        return entities.escape(html, quote=False)
    html = _without_controls(_BEFORE_BLOCK.sub(" ", html))
    return _CLEANER.clean(html).replace("&nbsp;", "\N{NO-BREAK SPACE}")


def _without_controls(html: str) -> str:
    """``html`` without the entities that stand for CONTROLS."""
    return _NUMBERED.sub(_unless_control, html) if "&#" in html else html


def _unless_control(match: re.Match[str]) -> str:
    number = int(match[1], 16) if match[1] else int(match[2])
    # A zero stands for a lost letter, and the numbers of 0x80–0x9f for those of Windows: HTML says so.
    harmless = number == 0 or 0x80 <= number <= 0x9F or number > 0xFFFF
    return match[0] if harmless or not CONTROLS.match(chr(number)) else ""


@lru_cache(maxsize=1_024)  # every check asks for the same paragraphs
def plain(html: str) -> str:
    """The text of ``html``: entities decoded, ``<br>`` and block-level tags as spaces, white space folded.

    U+00A0 and U+202F are kept as they are, so that typography survives the round trip.
    """
    if "<" in html:
        html = _STRIPPER.clean(_BEFORE_BLOCK_OR_BREAK.sub(" ", html))
    return fold(entities.unescape(_without_controls(html)))


def escape(text: str) -> str:
    """``text`` as HTML text: &, < and > escaped. Not for attribute values."""
    return entities.escape(text, quote=False)


@lru_cache(maxsize=512)
def links(html: str) -> tuple[tuple[str, str], ...]:
    """``(href, text)`` of every link in reading order; href as written (entities decoded), text plain."""
    if "<a" not in html and "<A" not in html:
        return ()
    found = LexborHTMLParser(html).css("a[href]")
    return tuple((node.attributes.get("href") or "", plain(node.html or "")) for node in found)
