"""A source as a model reads it, and a model's answer as an article.

The notation is a small Markdown: one block a string; ``##``/``###`` headings, ``- `` items, ``> `` quotes,
``**strong**``, ``*emphasis*``. No address and no kept markup ever passes through a model: links are ``[text](L1)``,
kept blocks ``[[K1]]``, and both are put back from the source. A number that the source does not have stays as plain
text, for the checks to find. Shortcodes within a sentence stand as the source has them, both ways.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html.parser import HTMLParser
from itertools import groupby

from bridge.domain.article import Article, Node, NodeKind, SeoFields
from bridge.domain.source import Block, BlockKind, Source
from bridge.engines.answer import Answer, legible
from bridge.text import inline, shortcodes, typography
from bridge.text.slug import slugify

_EMPHASIS = {"strong": "**", "b": "**", "em": "*", "i": "*"}
#: Of a link's attributes, these are put back with its address.
_LINK_ATTRIBUTES = ("href", "rel", "target")
_KEPT = re.compile(r"\[\[K([0-9]{1,4})\]\]")
_LINK = re.compile(r"\[([^\[\]]{1,300})\]\(L([0-9]{1,4})\)")
_STRONG = re.compile(r"\*\*(?=\S)([^*]{1,500}?)(?<=\S)\*\*")
_EM = re.compile(r"(?<![\w*])\*(?=\S)([^*]{1,500}?)(?<=\S)\*(?![\w*])")
_HEADING = re.compile(r"(#{1,6})\s+(.*)")
_BULLET = re.compile(r"[-*•]\s+(.*)")
_NUMBERED = re.compile(r"[0-9]{1,2}[.)]\s+(.*)")
#: What a model repeats of the description behind a kept block's number is no text of the article.
_DESCRIPTION = re.compile(r"[ \t]*\((?:[^()\n]*\)[ \t]*(?=\n|$)|[^()\n]* à conserver[^\n]*\))")
_WORD = re.compile(r"\w")
#: Models write these for characters, and these tags (without attributes) for the notation's own marks.
_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z]{2,8}[0-9]{0,2});")
_NEXT_PARAGRAPH = re.compile(r"</p>\s*<p>", re.IGNORECASE)
_PARAGRAPH_TAG = re.compile(r"</?p>", re.IGNORECASE)
_EMPHASIS_TAGS = re.compile(r"&lt;(strong|b|em|i)&gt;(.{1,500}?)&lt;/\1&gt;", re.IGNORECASE)
_BREAK = re.compile(r"[ \t]*&lt;br ?/?&gt;[ \t]*", re.IGNORECASE)
#: Private characters in whose stead the source's shortcodes are put back, once the text is markup.
_PLACE = re.compile("\ue000([0-9]{1,4})\ue001")
_PRIVATE = re.compile("[\ue000\ue001]")
#: A draft that would end the source's element, or open another.
_SOURCE_TAG = re.compile(r"<(?=[\s/]*source)", re.IGNORECASE)
#: Words of a draft that look like a reference.
_LOOKS_KEPT = re.compile(r"\[\[(?=\s*K\s*[0-9])")
_LOOKS_LINK = re.compile(r"\]\((?=\s*L\s*[0-9])")
_KIND_NAMES: Mapping[BlockKind, str] = {
    BlockKind.TABLE: "tableau",
    BlockKind.IMAGE: "image",
    BlockKind.GALLERY: "galerie d'images",
    BlockKind.EMBED: "contenu intégré",
    BlockKind.SHORTCODE: "élément du site",
    BlockKind.CODE: "code",
    BlockKind.UNKNOWN: "élément du site",
}
#: What a model is told of a kept block's text, in characters: enough to place it.
_KEPT_TEXT = 200


@dataclass(frozen=True, kw_only=True, slots=True)
class _References:
    """What the numbers stand for: opening tags of links (L1 is the first), indexes of kept blocks (K1 likewise).

    ``codes``: the shortcodes within the source's sentences, as HTML.
    """

    links: tuple[str, ...]
    kept: tuple[int, ...]
    codes: tuple[str, ...] = ()

    def link(self, number: str) -> str | None:
        """The opening tag, None where the source has no such link."""
        return self.links[int(number) - 1] if 0 < int(number) <= len(self.links) else None

    def block(self, number: str) -> int | None:
        """The index of the kept block, None where the source has no such block."""
        return self.kept[int(number) - 1] if 0 < int(number) <= len(self.kept) else None


# ── to the model ────────────────────────────────────────────────────────────────────────────────────────────────────


def for_model(source: Source) -> str:
    """The source's blocks in the notation, blank lines between them. Nothing in it ends a ``<source>`` element."""
    return _numbered(source)[0]


def defused(text: str) -> str:
    """A line of the draft that can neither end a ``<source>`` element nor pass for a reference."""
    text = _SOURCE_TAG.sub("‹", inline.fold(text))
    return _LOOKS_LINK.sub("] (", _LOOKS_KEPT.sub("[ [", text))


def _numbered(source: Source) -> tuple[str, _References]:
    links: list[str] = []
    kept: list[int] = []
    texts = []
    for block in source.blocks:
        if block.kept:
            kept.append(block.index)
            texts.append(_kept(block, len(kept)))
        else:
            texts.append(_block(block, links))
    references = _References(links=tuple(links), kept=tuple(kept), codes=tuple(shortcodes.codes(source)))
    return "\n\n".join(filter(None, texts)), references


def _kept(block: Block, number: int) -> str:
    text = defused(block.text)[:_KEPT_TEXT]
    said = f" : {text}" if text else ""
    return f"[[K{number}]] ({_KIND_NAMES[block.kind]} à conserver{said})"


def _block(block: Block, links: list[str]) -> str:
    if block.kind is BlockKind.LIST:
        marks = (f"{n}." if block.ordered else "-" for n in range(1, len(block.items) + 1))
        return "\n".join(f"{mark} {_inline(item, links)}" for mark, item in zip(marks, block.items, strict=True))
    text = _inline(block.html, links)
    if block.kind is BlockKind.HEADING:
        return f"{'#' * (block.level or 2)} {text}"
    if block.kind is BlockKind.QUOTE:
        return f"> {text}" + (f"\n> — {defused(block.citation)}" if block.citation else "")
    return text


def _inline(markup: str, links: list[str]) -> str:
    reader = _InlineReader(links)
    reader.feed(markup)
    reader.close()
    return inline.fold("".join(reader.parts))


class _InlineReader(HTMLParser):
    """Inline HTML → notation; every link met is added to ``links``. The HTML is sanitized, hence well-formed."""

    def __init__(self, links: list[str]) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self._links = links
        self._closing: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open a link or an emphasis."""
        values = dict(attrs)
        if tag == "a":
            self._open_link({name: values.get(name) or "" for name in _LINK_ATTRIBUTES})
        else:
            self.parts.append(" " if tag == "br" else _EMPHASIS.get(tag, ""))

    def _open_link(self, attributes: Mapping[str, str]) -> None:
        if not attributes["href"]:
            self._closing.append("")
            return
        written = (f'{name}="{html.escape(value)}"' for name, value in attributes.items() if value)
        self._links.append(f"<a {' '.join(written)}>")
        self.parts.append("[")
        self._closing.append(f"](L{len(self._links)})")

    def handle_endtag(self, tag: str) -> None:
        """Close it."""
        if tag == "a":
            self.parts.append(self._closing.pop() if self._closing else "")
        else:
            self.parts.append(_EMPHASIS.get(tag, ""))

    def handle_data(self, data: str) -> None:
        """Text as it is, but for what would pass for notation."""
        text = _SOURCE_TAG.sub("‹", data)
        if self._closing:  # brackets within a link's words would end them
            text = text.replace("[", "(").replace("]", ")")
        self.parts.append(_LOOKS_LINK.sub("] (", _LOOKS_KEPT.sub("[ [", text)))


# ── from the model ──────────────────────────────────────────────────────────────────────────────────────────────────


def to_article(answer: Answer, source: Source) -> Article:
    """The article that an answer describes; French typography is set right on the way."""
    _, references = _numbered(source)
    slugs = map(slugify, (answer.slug, answer.focus_keyphrase, answer.title))
    return Article(
        title=_field(answer.title),
        body=tuple(node for block in answer.body for node in _nodes(block, references)),
        seo=SeoFields(
            title=_field(answer.seo_title),
            description=_field(answer.meta_description),
            keyphrase=_field(answer.focus_keyphrase),
        ),
        slug=next(filter(None, slugs), ""),
        excerpt=_field(answer.excerpt),
    )


def _field(text: str) -> str:
    return typography.french(" ".join(_decoded(text).split()))


def _decoded(text: str) -> str:
    """``text`` with its entities as characters, once: what was written to be seen as an entity is seen as one."""
    return legible(_ENTITY.sub(lambda match: html.unescape(match.group()), text))


def _nodes(block: str, references: _References) -> Iterator[Node]:
    """The nodes of one string, several where a model put several blocks into one."""
    block = _PARAGRAPH_TAG.sub("", _NEXT_PARAGRAPH.sub("\n\n", _decoded(block)))
    at = 0
    for match in _KEPT.finditer(block):
        index = references.block(match[1])
        if index is None:
            continue
        yield from _text_nodes(block[at : match.start()], references)
        yield Node(kind=NodeKind.KEPT, source=index)
        described = _DESCRIPTION.match(block, match.end())
        at = described.end() if described else match.end()
    yield from _text_nodes(block[at:], references)


def _text_nodes(text: str, references: _References) -> Iterator[Node]:
    for part in re.split(r"\n\s*\n", text):
        lines = [line for raw in part.split("\n") if (line := raw.strip()) and _WORD.search(line)]
        for kind, group in groupby(lines, key=_line_kind):
            yield from _node(kind, list(group), references)


def _line_kind(line: str) -> tuple[NodeKind, bool]:
    """What a line belongs to, and whether to an ordered list."""
    if _HEADING.match(line):
        return NodeKind.HEADING, False
    if line.startswith(">"):
        return NodeKind.QUOTE, False
    numbered = bool(_NUMBERED.match(line))
    return (NodeKind.LIST if numbered or _BULLET.match(line) else NodeKind.PARAGRAPH), numbered


def _node(kind: tuple[NodeKind, bool], lines: list[str], references: _References) -> Iterator[Node]:
    match kind:
        case NodeKind.HEADING, _:
            yield from (_heading(line, references) for line in lines)
        case NodeKind.QUOTE, _:
            yield _quote([line.lstrip("> \t") for line in lines], references)
        case NodeKind.LIST, ordered:
            items = (match[1] for line in lines if (match := (_NUMBERED if ordered else _BULLET).match(line)))
            yield Node(kind=NodeKind.LIST, items=tuple(_markup(item, references) for item in items), ordered=ordered)
        case _:
            yield Node(kind=NodeKind.PARAGRAPH, html=_markup(" ".join(lines), references))


def _heading(line: str, references: _References) -> Node:
    marks, text = re.split(r"\s+", line, maxsplit=1)
    return Node(kind=NodeKind.HEADING, level=max(len(marks), 2), html=_markup(text, references))


def _quote(lines: list[str], references: _References) -> Node:
    citation = lines.pop()[1:].strip() if len(lines) > 1 and lines[-1][:1] in ("—", "–") else ""
    return Node(kind=NodeKind.QUOTE, html=_markup(" ".join(lines), references), citation=citation)


def _markup(text: str, references: _References) -> str:
    """Notation → sanitized inline HTML. Of HTML in the answer plain emphasis and line breaks are read.

    Everything else of it becomes visible text, for the checks to find.
    """
    text = _PRIVATE.sub("", text)
    for number, code in enumerate(references.codes):
        text = text.replace(inline.plain(code), f"\ue000{number}\ue001")
    escaped = html.escape(typography.french(text), quote=False)
    # links last: an asterisk in an address is no emphasis
    emphasised = _EM.sub(r"<em>\1</em>", _STRONG.sub(r"<strong>\1</strong>", _tags(escaped)))
    linked = inline.sanitize(_LINK.sub(lambda match: _anchor(match, references), emphasised))
    return _PLACE.sub(lambda match: references.codes[int(match[1])], linked)


def _tags(escaped: str) -> str:
    read = _EMPHASIS_TAGS.sub(_emphasis, _BREAK.sub("<br>", escaped))
    return _EMPHASIS_TAGS.sub(_emphasis, read)  # one within another


def _emphasis(match: re.Match[str]) -> str:
    tag = "strong" if _EMPHASIS[match[1].lower()] == "**" else "em"
    return f"<{tag}>{match[2]}</{tag}>"


def _anchor(match: re.Match[str], references: _References) -> str:
    opening = references.link(match[2])
    return match[0] if opening is None else f"{opening}{match[1]}</a>"
