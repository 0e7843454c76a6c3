"""Block markup → pieces."""

from __future__ import annotations

import re
from dataclasses import replace

from bridge.domain.source import BlockKind
from bridge.text import elements, inline
from bridge.text.classic import read_html
from bridge.text.html_spans import elements as spans_of
from bridge.text.markup import BlockNode, Freeform, MarkupNode, serialize
from bridge.text.pieces import Piece, kept_piece
from bridge.text.plaintext import lone_shortcode, read_text

#: Blocks that an article must carry over, by what they are; every block not named in this module is UNKNOWN.
_KEPT = {
    "core/table": BlockKind.TABLE,
    "core/image": BlockKind.IMAGE,
    "core/gallery": BlockKind.GALLERY,
    "core/embed": BlockKind.EMBED,
    "core/video": BlockKind.EMBED,
    "core/audio": BlockKind.EMBED,
    "core/shortcode": BlockKind.SHORTCODE,
    "core/code": BlockKind.CODE,
    "core/preformatted": BlockKind.CODE,
    "core/verse": BlockKind.CODE,
}
#: Layout without content: an article rebuilt with subheadings has no place for it.
_LAYOUT = frozenset({"core/separator", "core/spacer"})
#: Blocks that hold no others.
_LEAVES = frozenset({"core/paragraph", "core/heading"})
#: Layout around content.
_CONTAINERS = frozenset({"core/group", "core/columns", "core/column"})
_OUTER = re.compile(r"\s*<(?P<name>p|h[1-6])(?:\s[^<>]*)?>(?P<inner>.*)</(?P=name)>\s*", re.DOTALL | re.IGNORECASE)
_HEADING_TAG = re.compile(r"<h([1-6])[\s>]", re.IGNORECASE)
#: The editor itself becomes unusable long before this depth.
_MAX_DEPTH = 10


def read_blocks(nodes: tuple[MarkupNode, ...], depth: int = 0) -> list[Piece]:
    """The pieces of parsed markup, in order."""
    pieces: list[Piece] = []
    for node in nodes:
        pieces.extend(read_html(node.raw) if isinstance(node, Freeform) else _block(node, depth))
    return pieces


def _block(node: BlockNode, depth: int) -> list[Piece]:
    if depth >= _MAX_DEPTH:
        return [kept_piece(BlockKind.UNKNOWN, serialize([node]))]
    if node.name in _CONTAINERS:
        return _container(node, depth)
    raw = serialize([node])
    if node.name in _LAYOUT:
        return [Piece(kind=BlockKind.UNKNOWN, raw=raw, layout=True)]
    if node.name == "core/freeform":
        return read_blocks(node.children, depth + 1)
    return _text_block(node, raw) or [kept_piece(_kept_kind(node.name), raw)]


def _kept_kind(name: str) -> BlockKind:
    # Before WordPress 5.6 each provider had a block of its own.
    return BlockKind.EMBED if name.startswith("core-embed/") else _KEPT.get(name, BlockKind.UNKNOWN)


def _text_block(node: BlockNode, raw: str) -> list[Piece] | None:
    """The pieces of a block that holds text, or None where it is kept as it is."""
    html = "".join(child.raw if isinstance(child, Freeform) else _inner_html(child) for child in node.children)
    if node.inner_blocks and node.name in _LEAVES and elements.has_media(html):
        return None  # markup is broken here: taken out of it, media would not be as they stood
    match node.name:
        case "core/paragraph":
            return _paragraph(html, raw)
        case "core/heading":
            return elements.heading(_unwrapped(html), raw, _level(node, html))
        case "core/list":
            return [elements.listing(html, raw, ordered=html.lstrip()[:3].lower() == "<ol")]
        case "core/quote":
            return [_quote(node, html, raw)]
        case _:
            return None


def _inner_html(node: BlockNode) -> str:
    """The HTML of an inner block without its delimiters (items of a list, paragraphs of a quote)."""
    parts: list[str] = []
    todo: list[MarkupNode] = [node]
    while todo:
        child = todo.pop()
        if isinstance(child, Freeform):
            parts.append(child.raw)
        else:
            todo.extend(reversed(child.children))
    return "".join(parts)


def _paragraph(html: str, raw: str) -> list[Piece]:
    inner = _unwrapped(html)
    kind = lone_shortcode(inner)
    if kind is not None:
        return [kept_piece(kind, raw)]
    parts = read_text(inner) if "<br" in inner else []
    if len(parts) == 1 and parts[0].kind is BlockKind.LIST:
        return [replace(parts[0], raw=raw)]
    return elements.paragraph(inner, raw)


def _unwrapped(html: str) -> str:
    match = _OUTER.fullmatch(html)
    return match["inner"] if match else html


def _level(node: BlockNode, html: str) -> int:
    level = node.attributes.get("level")
    if isinstance(level, int):
        return level
    tag = _HEADING_TAG.search(html)
    return int(tag.group(1)) if tag else 2


def _quote(node: BlockNode, html: str, raw: str) -> Piece:
    """A quotation, unless what it holds is more than text."""
    plain_inside = {"core/paragraph", "core/list", "core/list-item", "core/heading"}
    if any(inner.name not in plain_inside for inner in node.inner_blocks):
        return kept_piece(BlockKind.UNKNOWN, raw)
    outer = spans_of(html, frozenset({"blockquote"}))
    inner = html[outer[0].inner_start : outer[0].inner_end] if outer else html
    return elements.quote(inner, raw)


def _container(node: BlockNode, depth: int) -> list[Piece]:
    """The pieces within, where they are all text; else the container as a whole.

    A container with media is somebody's layout: taking it apart would lose it, so it stays one block, text included.
    """
    if inline.plain(node.own_html) or elements.has_media(node.own_html):
        return [kept_piece(BlockKind.UNKNOWN, serialize([node]))]
    pieces = read_blocks(node.inner_blocks, depth + 1)
    if any(piece.kept and not piece.layout for piece in pieces):
        return [kept_piece(BlockKind.UNKNOWN, serialize([node]))]
    return pieces
