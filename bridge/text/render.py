"""Article + source → what WordPress stores: block markup, or HTML for the classic editor.

The markup is what the block editor's own ``save`` functions write (WordPress 6.1 to 7.1), so that it never asks a
person to "attempt recovery". Kept blocks of block markup are written byte for byte as they stood.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import replace

from selectolax.lexbor import LexborHTMLParser

from bridge.domain.article import Article, Node, NodeKind
from bridge.domain.source import Block, BlockKind, Source, SourceFormat
from bridge.text import inline
from bridge.text.html_spans import tags
from bridge.text.markup import BlockNode, parse
from bridge.text.shortcodes import Acting, acting, defused, escape

_PLAIN_IMAGE = re.compile(r"<img\s+src=\"([^\"<>]+)\"(?:\s+alt=\"([^\"<>]*)\")?\s*/?>")
_MORE = re.compile(r"<!--\s*more\s*-->")
_NEXT_PAGE = re.compile(r"<!--\s*nextpage\s*-->")


def render(article: Article, source: Source, editor: str) -> str:
    """The content of ``article`` for a site whose editor is "block" or "classic".

    A classic site gets HTML only where the source is no block markup. Everything textual is sanitized; a KEPT node
    that names no block of the source is left out.
    """
    classic = editor == "classic" and source.format is not SourceFormat.BLOCKS
    write = _classic_node if classic else _block_node
    known = acting(source)
    # The block editor stores no-break spaces as ``&nbsp;``, pasted text as the character: written otherwise than in the
    # draft, the comparison would show every French paragraph as changed.
    spell = _with_entities if any("&nbsp;" in block.raw for block in source.blocks) else _as_it_is
    parts = (write(spell(_harmless(node, known)), source) for node in article.body)
    return "\n\n".join(part for part in parts if part)


def _harmless(node: Node, known: Acting) -> Node:
    """The node with sanitized text, in which no shortcode runs that the source's own markup did not hold."""
    return replace(
        node,
        html=_clean(node.html, known),
        items=tuple(_clean(item, known) for item in node.items),
        citation=escape(inline.escape(inline.fold(node.citation))),
    )


def _as_it_is(node: Node) -> Node:
    return node


def _with_entities(node: Node) -> Node:
    return replace(
        node,
        html=node.html.replace("\u00a0", "&nbsp;"),
        items=tuple(item.replace("\u00a0", "&nbsp;") for item in node.items),
    )


def _clean(html: str, known: Acting) -> str:
    # Folded: an address alone on a line of a paragraph would become an embed.
    return defused(inline.fold(inline.sanitize(html)), known)


def _level(node: Node) -> int:
    return min(max(node.level or 2, 2), 6)


def _kept(node: Node, source: Source) -> Block | None:
    if node.source is None or not 0 <= node.source < len(source.blocks):
        return None
    return source.blocks[node.source]


def _classic_node(node: Node, source: Source) -> str:
    html = node.html
    match node.kind:
        case NodeKind.HEADING:
            return f"<h{_level(node)}>{html}</h{_level(node)}>" if html else ""
        case NodeKind.PARAGRAPH:
            return f"<p>{html}</p>" if html else ""
        case NodeKind.LIST:
            return _classic_list(node)
        case NodeKind.QUOTE:
            return f"<blockquote><p>{html}</p>{_citation(node)}</blockquote>" if html else ""
        case NodeKind.KEPT:
            block = _kept(node, source)
            return block.raw if block else ""


def _classic_list(node: Node) -> str:
    items = "".join(f"\n<li>{item}</li>" for item in node.items if item)
    tag = "ol" if node.ordered else "ul"
    return f"<{tag}>{items}\n</{tag}>" if items else ""


def _citation(node: Node) -> str:
    return f"<cite>{node.citation}</cite>" if node.citation else ""


def _block_node(node: Node, source: Source) -> str:
    html = node.html
    match node.kind:
        case NodeKind.HEADING:
            return _heading(_level(node), html) if html else ""
        case NodeKind.PARAGRAPH:
            return _wrap("paragraph", f"<p>{html}</p>") if html else ""
        case NodeKind.LIST:
            return _list(node)
        case NodeKind.QUOTE:
            return _quote(html, node) if html else ""
        case NodeKind.KEPT:
            block = _kept(node, source)
            return _kept_block(block, source.format) if block else ""


def _wrap(name: str, html: str, attributes: dict[str, object] | None = None) -> str:
    return f"<!-- wp:{name} {_attributes(attributes)}-->\n{html}\n<!-- /wp:{name} -->"


def _attributes(attributes: dict[str, object] | None) -> str:
    """Attributes as WordPress's serialize_block_attributes() writes them: nothing in them can end the comment."""
    if not attributes:
        return ""
    text = json.dumps(attributes, ensure_ascii=False, separators=(",", ":"))
    for char, escaped in (("--", "\\u002d\\u002d"), ("<", "\\u003c"), (">", "\\u003e"), ("&", "\\u0026")):
        text = text.replace(char, escaped)
    return text.replace('\\"', "\\u0022") + " "


def _heading(level: int, html: str) -> str:
    attributes: dict[str, object] | None = {"level": level} if level != 2 else None
    return _wrap("heading", f'<h{level} class="wp-block-heading">{html}</h{level}>', attributes)


def _list(node: Node) -> str:
    items = [_wrap("list-item", f"<li>{item}</li>") for item in node.items if item]
    if not items:
        return ""
    tag = "ol" if node.ordered else "ul"
    attributes: dict[str, object] | None = {"ordered": True} if node.ordered else None
    # Without the class: WordPress 6.1 to 6.5 do not write it, and later versions accept its absence as deprecated.
    return _wrap("list", f"<{tag}>{_between(items)}</{tag}>", attributes)


def _between(items: list[str]) -> str:
    return "\n\n".join(items)


def _quote(html: str, node: Node) -> str:
    paragraphs = [_wrap("paragraph", f"<p>{html}</p>")]
    return _wrap("quote", f'<blockquote class="wp-block-quote">{_between(paragraphs)}{_citation(node)}</blockquote>')


def _kept_block(block: Block, written_as: SourceFormat) -> str:
    """A kept block as it is, in delimiters where it has none yet."""
    if block.raw.startswith("<!--") and written_as is SourceFormat.BLOCKS:
        (node, *rest) = parse(block.raw)
        if isinstance(node, BlockNode):
            left_open = not rest and not node.void and not node.closer
            # Left open it would swallow what the article has behind it.
            return block.raw + (f"<!-- /wp:{node.name.removeprefix('core/')} -->" if left_open else "")
    return _WRAPPERS.get(block.kind, _custom_html)(block.raw.strip())


def _custom_html(raw: str) -> str:
    """The block that accepts any HTML, where another block's markup would be guessed."""
    if _MORE.fullmatch(raw):
        return _wrap("more", "<!--more-->")
    if _NEXT_PAGE.fullmatch(raw):
        return _wrap("nextpage", "<!--nextpage-->")
    return _wrap("html", raw) if _survives_parsing(raw) else raw


def _survives_parsing(raw: str) -> bool:
    """Whether a browser's parser keeps the tags of ``raw`` as they are.

    Where it adds some (a table without ``<tbody>``), WordPress 6.1 calls an HTML block invalid; outside any delimiter
    the same markup is the Classic block, which is never validated.
    """
    body = LexborHTMLParser(raw).body
    names = [(tag.name, tag.closing) for tag in tags(raw)]
    return body is not None and names == [(tag.name, tag.closing) for tag in tags(body.inner_html or "")]


def _shortcode(raw: str) -> str:
    return _wrap("shortcode", raw) if raw.startswith("[") else _custom_html(raw)


def _image(raw: str) -> str:
    """An image block for the bare tag alone; with classes, sizes or links the editor might expect other markup."""
    if raw.startswith("["):
        return _shortcode(raw)
    match = _PLAIN_IMAGE.fullmatch(raw)
    if match is None:
        return _custom_html(raw)
    image = f'<img src="{match.group(1)}" alt="{match.group(2) or ""}"/>'
    return _wrap("image", f'<figure class="wp-block-image">{image}</figure>')


def _embed(raw: str) -> str:
    if raw.startswith("["):
        return _shortcode(raw)
    if "<" in raw:
        return _custom_html(raw)
    address = raw.replace("&amp;", "&").replace("&#038;", "&")
    shown = inline.escape(address)
    figure = f'<figure class="wp-block-embed"><div class="wp-block-embed__wrapper">\n{shown}\n</div></figure>'
    return _wrap("embed", figure, {"url": address})


_WRAPPERS: dict[BlockKind, Callable[[str], str]] = {
    BlockKind.IMAGE: _image,
    BlockKind.EMBED: _embed,
    BlockKind.GALLERY: _shortcode,
    BlockKind.SHORTCODE: _shortcode,
}
