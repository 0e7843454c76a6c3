"""One HTML element → pieces: lists, quotes, headings, figures, and media that stand within text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from selectolax.lexbor import LexborHTMLParser, LexborNode

from bridge.domain.source import BlockKind
from bridge.text import inline
from bridge.text.html_spans import elements
from bridge.text.pieces import Piece, kept_piece, text_piece

#: Not text, though they may stand within a paragraph: what an article must carry over.
MEDIA = {
    "img": BlockKind.IMAGE, "picture": BlockKind.IMAGE, "figure": BlockKind.IMAGE,
    "iframe": BlockKind.EMBED, "video": BlockKind.EMBED, "audio": BlockKind.EMBED, "object": BlockKind.EMBED,
    "embed": BlockKind.EMBED, "table": BlockKind.TABLE, "svg": BlockKind.UNKNOWN, "canvas": BlockKind.UNKNOWN,
    "script": BlockKind.UNKNOWN, "style": BlockKind.UNKNOWN, "form": BlockKind.UNKNOWN, "button": BlockKind.UNKNOWN,
    "input": BlockKind.UNKNOWN, "select": BlockKind.UNKNOWN, "textarea": BlockKind.UNKNOWN, "math": BlockKind.UNKNOWN,
    "noscript": BlockKind.UNKNOWN, "details": BlockKind.UNKNOWN, "dl": BlockKind.UNKNOWN, "map": BlockKind.UNKNOWN,
}  # fmt: skip
_MEDIA_NAMES = frozenset(MEDIA)
_MEDIA_TAG = re.compile(rf"<(?:{'|'.join(MEDIA)})[\s/>]", re.IGNORECASE)
_EMBEDDED = re.compile(r"twitter-tweet|instagram-media|tiktok-embed|fb-post|bluesky-embed|mastodon-embed|wp-embedded")
_LINK_OPENS = re.compile(r"<a\s[^<>]*>\s*\Z", re.IGNORECASE)
_LINK_CLOSES = re.compile(r"\s*</a\s*>", re.IGNORECASE)
_PARAGRAPHS = frozenset({"p", "div", "ul", "ol"})
_CITATIONS = frozenset({"cite", "footer"})


def has_media(html: str) -> bool:
    """Whether ``html`` holds anything that is not text."""
    return _MEDIA_TAG.search(html) is not None


def heading(html: str, raw: str, level: int) -> list[Piece]:
    """A heading; an H1 is read as 2, as the title is the page's H1."""
    return [*_with_media(html, raw, BlockKind.HEADING, min(max(level, 2), 6))]


def paragraph(html: str, raw: str) -> list[Piece]:
    """A paragraph, and before it each image or embed that stood within it, as blocks of their own."""
    return [*_with_media(html, raw, BlockKind.PARAGRAPH, None)]


def _with_media(html: str, raw: str, kind: BlockKind, level: int | None) -> Iterator[Piece]:
    if not has_media(html):
        yield text_piece(html, raw, kind, level)
        return
    rest: list[str] = []
    at = 0
    for span in elements(html, _MEDIA_NAMES):
        start, end = _widen_to_link(html, at, span.start, span.end)
        rest.append(html[at:start])
        yield kept_piece(_media_kind(span.name, html[start:end]), html[start:end])
        at = end
    rest.append(html[at:])
    yield text_piece(" ".join(rest), raw, kind, level)


def _widen_to_link(html: str, at: int, start: int, end: int) -> tuple[int, int]:
    """The span with the link around it, where the link holds nothing else."""
    before = _LINK_OPENS.search(html[max(at, start - 2000) : start])
    after = _LINK_CLOSES.match(html, end)
    if before is None or after is None:
        return start, end
    return start - len(before.group()), after.end()


def _media_kind(name: str, raw: str) -> BlockKind:
    return figure_kind(raw) if name == "figure" else MEDIA[name]


def figure_kind(raw: str) -> BlockKind:
    """What a ``<figure>`` holds, by what it would be in the block editor."""
    if "wp-block-gallery" in raw or raw.count("<img") > 1:
        return BlockKind.GALLERY
    for name, kind in (("table", BlockKind.TABLE), ("iframe", BlockKind.EMBED), ("video", BlockKind.EMBED),
                       ("audio", BlockKind.EMBED), ("img", BlockKind.IMAGE)):  # fmt: skip
        if f"<{name}" in raw:
            return kind
    return BlockKind.EMBED if "wp-block-embed" in raw else BlockKind.UNKNOWN


def listing(html: str, raw: str, ordered: bool) -> Piece:
    """A list with its items in reading order, nested ones after their parent; kept whole where it holds media."""
    if has_media(html):
        return kept_piece(BlockKind.UNKNOWN, raw)
    items = tuple(item for node in LexborHTMLParser(html).css("li") if (item := _item(node)))
    return Piece(
        kind=BlockKind.LIST,
        raw=raw,
        text=" ".join(map(inline.plain, items)),
        items=items,
        ordered=ordered,
    )


def _item(node: LexborNode) -> str:
    own = "".join(child.html or "" for child in node.iter(include_text=True) if child.tag not in ("ul", "ol"))
    return inline.sanitize(own).strip()


def quote(html: str, raw: str) -> Piece:
    """A quotation with its source line; kept whole where it is an embedded post or holds media."""
    if _EMBEDDED.search(raw):
        return kept_piece(BlockKind.EMBED, raw)
    if has_media(html):
        return kept_piece(BlockKind.UNKNOWN, raw)
    body, citation = _without_citation(html)
    parts = [inline.sanitize(part).strip() for part in _paragraphs(body)]
    clean = "<br>".join(filter(None, parts))
    return Piece(kind=BlockKind.QUOTE, raw=raw, html=clean, text=inline.plain(clean), citation=citation)


def _without_citation(html: str) -> tuple[str, str]:
    """The quotation and the text of its last ``<cite>`` or ``<footer>``, where nothing but white space follows it."""
    spans = elements(html, _CITATIONS)
    if not spans or inline.plain(html[spans[-1].end :]):
        return html, ""
    last = spans[-1]
    if not inline.plain(html[: last.start]):
        return html, ""
    return html[: last.start] + html[last.end :], inline.plain(html[last.start : last.end])


def _paragraphs(html: str) -> Iterator[str]:
    at = 0
    for span in elements(html, _PARAGRAPHS):
        yield html[at : span.start]
        yield html[span.inner_start : span.inner_end]
        at = span.end
    yield html[at:]
