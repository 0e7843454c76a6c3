"""Classic-editor HTML (and what stands outside blocks) → pieces."""

from __future__ import annotations

import re
from dataclasses import replace

from bridge.domain.source import BlockKind
from bridge.text import elements, inline
from bridge.text.elements import MEDIA
from bridge.text.html_spans import Span
from bridge.text.html_spans import elements as spans_of
from bridge.text.pieces import Piece, kept_piece
from bridge.text.plaintext import lone_shortcode, read_text

_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_WRAPPERS = frozenset({"div", "section", "article", "main", "header", "footer", "aside", "center", "body", "html"})
#: Media that stand within a line belong to its paragraph; these stand for themselves wherever they are.
_BLOCK_MEDIA = frozenset({"figure", "table", "iframe", "video", "audio", "object", "form", "script", "style", "details",
                          "dl", "noscript", "svg", "canvas"})  # fmt: skip
_TOP = _HEADINGS | _WRAPPERS | _BLOCK_MEDIA | {"p", "ul", "ol", "blockquote", "pre", "hr", "address", "nav", "!"}
#: WordPress's own comments, that split a post in pages or fold it.
_PAGE_MARKS = re.compile(r"<!--\s*(?:more\b.*?|nextpage|noteaser)\s*-->", re.DOTALL)
_TAG_NAME = re.compile(
    r"<(?:/?(?:p|h[1-6]|ul|ol|li|blockquote|div|table|figure|img|iframe|pre|a|em|strong|b|i|br|span|hr)\b|!--)", re.I
)
#: A wrapper in a wrapper in a wrapper…: beyond this depth it is kept whole.
_MAX_DEPTH = 10
#: A shortcode that encloses markup is cut out before the markup is looked at.
_ENCLOSING = re.compile(r"^[ \t]*+\[(?P<name>(?:wp_)?caption|gallery|embed|video|audio|playlist)\b", re.MULTILINE)


def has_markup(text: str) -> bool:
    """Whether ``text`` holds HTML that an editor writes."""
    return _TAG_NAME.search(text) is not None


def read_html(html: str, depth: int = 0) -> list[Piece]:
    """The pieces of ``html``, in order."""
    pieces: list[Piece] = []
    at = 0
    for match in _ENCLOSING.finditer(html):
        start = match.end() - len(match["name"]) - 1
        if start < at or (end := _closing(html, start, match["name"])) is None:
            continue
        pieces.extend(_read_markup(html[at:start], depth))
        pieces.append(kept_piece(lone_shortcode(html[start:end]) or BlockKind.SHORTCODE, html[start:end]))
        at = end
    pieces.extend(_read_markup(html[at:], depth))
    return pieces


def _closing(html: str, start: int, name: str) -> int | None:
    """Where the shortcode that opens at ``start`` and encloses something ends, within reason."""
    closer = f"[/{name}]"
    found = html.find(closer, start, start + 5000)
    return found + len(closer) if found >= 0 else None


def _read_markup(html: str, depth: int) -> list[Piece]:
    pieces: list[Piece] = []
    at = 0
    for span in spans_of(html, _TOP):
        pieces.extend(read_text(html[at : span.start]))
        pieces.extend(_element(html, span, depth))
        at = span.end
    pieces.extend(read_text(html[at:]))
    return pieces


def _element(html: str, span: Span, depth: int) -> list[Piece]:
    raw, inner = html[span.start : span.end], html[span.inner_start : span.inner_end]
    if span.name in _HEADINGS:
        return elements.heading(inner, raw, int(span.name[1]))
    if span.name in _WRAPPERS:
        return _wrapper(raw, inner, depth)
    if span.name in _BLOCK_MEDIA:
        return [kept_piece(elements.figure_kind(raw) if span.name == "figure" else MEDIA[span.name], raw)]
    return _plain_element(span.name, raw, inner)


def _plain_element(name: str, raw: str, inner: str) -> list[Piece]:
    match name:
        case "!":
            return [_comment(raw)]
        case "hr":
            return [Piece(kind=BlockKind.UNKNOWN, raw=raw, layout=True)]
        case "ul" | "ol":
            return [elements.listing(raw, raw, ordered=name == "ol")]
        case "blockquote":
            return [elements.quote(inner, raw)]
        case "pre":
            return [kept_piece(BlockKind.CODE, raw)]
        case _:
            return _paragraph(raw, inner)


def _paragraph(raw: str, inner: str) -> list[Piece]:
    kind = lone_shortcode(inner)
    if kind is not None:
        return [kept_piece(kind, raw)]
    if elements.has_media(inner) and not inline.plain(inner) and inner.count("<img") == 1:
        return [kept_piece(BlockKind.IMAGE, raw)]
    parts = read_text(inner)
    if len(parts) > 1 or (parts and parts[0].kept):
        return parts
    if parts and parts[0].kind is BlockKind.LIST:
        return [replace(parts[0], raw=raw)]
    return elements.paragraph(inner, raw)


def _comment(raw: str) -> Piece:
    if _PAGE_MARKS.fullmatch(raw):
        return kept_piece(BlockKind.UNKNOWN, raw)
    return Piece(kind=BlockKind.UNKNOWN, raw=raw, text=inline.fold(raw[4:-3]), comment=True)


def _wrapper(raw: str, inner: str, depth: int) -> list[Piece]:
    """What a wrapper holds, where that is an article's text; else, for its media belong together, the wrapper whole."""
    if depth >= _MAX_DEPTH:
        return [kept_piece(BlockKind.UNKNOWN, raw)]
    pieces = read_html(inner, depth + 1)
    bare = "=" not in raw[: raw.find(">") + 1]
    texts = sum(1 for piece in pieces if not piece.kept and piece.text)
    if bare or texts > 1 or all(not piece.kept or piece.layout or piece.comment for piece in pieces):
        return pieces
    return [kept_piece(BlockKind.UNKNOWN, raw)]
