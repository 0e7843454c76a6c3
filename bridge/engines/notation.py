"""A source as a model reads it, and a model's answer as an article.

The notation is a small Markdown: one block a string; ``##``/``###`` headings, ``- `` items, ``> `` quotes,
``**strong**``, ``*emphasis*``. No address and no kept markup ever passes through a model: links are ``[text](L1)``,
kept blocks ``[[K1]]``, quotations of a French source ``[[C1]]``, and all are put back from the source. A number that
the source does not have stays as plain text, for the checks to find. Shortcodes within a sentence stand as the source
has them, both ways.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from html.parser import HTMLParser
from itertools import groupby

from bridge.domain.article import Article, Node, NodeKind, SeoFields
from bridge.domain.source import Block, BlockKind, Source
from bridge.engines import spoken
from bridge.engines.answer import Answer, legible
from bridge.text import inline, shortcodes, typography
from bridge.text.slug import slugify
from bridge.text.words import count_words

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
_HREF = re.compile(r'href="([^"]*)"')
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
_LOOKS_KEPT = re.compile(r"\[\[(?=\s*[KCc]\s*[0-9])")
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
class References:
    """What the numbers stand for: opening tags of links (L1 is the first), indexes of kept blocks (K1 likewise).

    ``codes``: the shortcodes within the source's sentences, as HTML. ``spoken``: its quotations, in the notation.
    """

    links: tuple[str, ...]
    kept: tuple[int, ...]
    codes: tuple[str, ...] = ()
    spoken: tuple[str, ...] = ()

    def link(self, number: str) -> str | None:
        """The opening tag, None where the source has no such link."""
        return self.links[int(number) - 1] if 0 < int(number) <= len(self.links) else None

    def block(self, number: str) -> int | None:
        """The index of the kept block, None where the source has no such block."""
        return self.kept[int(number) - 1] if 0 < int(number) <= len(self.kept) else None


@dataclass(frozen=True, kw_only=True, slots=True)
class Reading:
    """A source as a model sees it: the text of each of its blocks (``texts[block.index]``), and what numbers mean."""

    texts: tuple[str, ...]
    references: References

    @property
    def whole(self) -> str:
        """All of it, blank lines between the blocks."""
        return "\n\n".join(filter(None, self.texts))


# ── to the model ────────────────────────────────────────────────────────────────────────────────────────────────────


def for_model(source: Source) -> str:
    """The source's blocks in the notation, blank lines between them. Nothing in it ends a ``<source>`` element."""
    return reading(source).whole


def defused(text: str) -> str:
    """A line of the draft that can neither end a ``<source>`` element nor pass for a reference."""
    text = _SOURCE_TAG.sub("‹", inline.fold(text))
    return _LOOKS_LINK.sub("] (", _LOOKS_KEPT.sub("[ [", text))


def reading(source: Source) -> Reading:
    """The source in the notation. Quotations have numbers where the source is French: others are translated."""
    links: list[str] = []
    kept: list[int] = []
    said: list[str] | None = [] if source.language == "fr" else None
    texts = []
    for block in source.blocks:
        if block.kept:
            kept.append(block.index)
            texts.append(_kept(block, len(kept)))
        else:
            texts.append(_block(block, links, said))
    references = References(
        links=tuple(links), kept=tuple(kept), codes=tuple(shortcodes.codes(source)), spoken=tuple(said or ())
    )
    return Reading(texts=tuple(texts), references=references)


def _kept(block: Block, number: int) -> str:
    text = defused(block.text)[:_KEPT_TEXT]
    said = f" : {text}" if text else ""
    return f"[[K{number}]] ({_KIND_NAMES[block.kind]} à conserver{said})"


def _block(block: Block, links: list[str], said: list[str] | None) -> str:
    if block.kind is BlockKind.QUOTE:
        text = _said_whole(_inline(block.html, _added(links)), said)
        return f"> {text}" + (f"\n> — {defused(block.citation)}" if block.citation else "")
    if block.kind is BlockKind.LIST:
        text = _items([_inline(item, _added(links)) for item in block.items], ordered=block.ordered)
    else:
        text = _inline(block.html, _added(links))
    if block.kind is BlockKind.HEADING:
        return f"{'#' * (block.level or 2)} {text}"
    return text if said is None else spoken.marked(text, said)


def _items(items: list[str], *, ordered: bool) -> str:
    marks = (f"{n}." if ordered else "-" for n in range(1, len(items) + 1))
    return "\n".join(f"{mark} {item}" for mark, item in zip(marks, items, strict=True))


def _said_whole(text: str, said: list[str] | None) -> str:
    if said is None or count_words(text) < spoken.LEAST_WORDS:
        return text
    said.append(text)
    # "[[C1]](L1)" would pass for a link
    between = " " if text.startswith("(") else ""
    return f"[[C{len(said)}]]{between}{text}"


def _added(links: list[str]) -> Callable[[str, str], int]:
    """Numbers for links as they are met."""

    def number(opening: str, _: str) -> int:
        links.append(opening)
        return len(links)

    return number


def _inline(markup: str, number: Callable[[str, str], int]) -> str:
    reader = _InlineReader(number)
    reader.feed(markup)
    reader.close()
    return inline.fold("".join(reader.parts))


def from_nodes(nodes: Iterable[Node], references: References) -> str:
    """Nodes of an article in the notation, as a model would have written them."""
    hrefs = [html.unescape(match[1]) if (match := _HREF.search(opening)) else "" for opening in references.links]
    kept = {index: number for number, index in enumerate(references.kept, start=1)}

    def number(_: str, href: str) -> int:
        return hrefs.index(href) + 1 if href in hrefs else 0

    return "\n\n".join(filter(None, (_from_node(node, kept, number) for node in nodes)))


def _from_node(node: Node, kept: Mapping[int, int], number: Callable[[str, str], int]) -> str:
    match node.kind:
        case NodeKind.KEPT:
            return f"[[K{kept.get(node.source or 0, 0)}]]"
        case NodeKind.LIST:
            return _items([_inline(item, number) for item in node.items], ordered=node.ordered)
        case NodeKind.HEADING:
            return f"{'#' * (node.level or 2)} {_inline(node.html, number)}"
        case NodeKind.QUOTE:
            return f"> {_inline(node.html, number)}" + (f"\n> — {defused(node.citation)}" if node.citation else "")
        case _:
            return _inline(node.html, number)


class _InlineReader(HTMLParser):
    """Inline HTML → notation. ``number`` numbers a link by its opening tag and address. The HTML is sanitized."""

    def __init__(self, number: Callable[[str, str], int]) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self._number = number
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
        number = self._number(f"<a {' '.join(written)}>", attributes["href"])
        self.parts.append("[")
        self._closing.append(f"](L{number})")

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
    references = reading(source).references
    slugs = map(slugify, (answer.slug, answer.focus_keyphrase, answer.title))
    return Article(
        title=to_field(answer.title, references),
        body=tuple(node for block in answer.body for node in to_nodes(block, references)),
        seo=SeoFields(
            title=to_field(answer.seo_title, references),
            description=to_field(answer.meta_description, references),
            keyphrase=to_field(answer.focus_keyphrase, references),
        ),
        slug=next(filter(None, slugs), ""),
        excerpt=to_field(answer.excerpt, references),
    )


def to_field(text: str, references: References) -> str:
    """A model's text as plain text on one line."""
    return typography.french(" ".join(spoken.put_back(_decoded(text), references.spoken).split()))


def _decoded(text: str) -> str:
    """``text`` with its entities as characters, once: what was written to be seen as an entity is seen as one."""
    return legible(_ENTITY.sub(lambda match: html.unescape(match.group()), text))


def to_nodes(block: str, references: References) -> Iterator[Node]:
    """The nodes of one string, several where a model put several blocks into one."""
    block = _PARAGRAPH_TAG.sub("", _NEXT_PARAGRAPH.sub("\n\n", _decoded(block)))
    block = spoken.put_back(block, references.spoken)
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


def _text_nodes(text: str, references: References) -> Iterator[Node]:
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


def _node(kind: tuple[NodeKind, bool], lines: list[str], references: References) -> Iterator[Node]:
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


def _heading(line: str, references: References) -> Node:
    marks, text = re.split(r"\s+", line, maxsplit=1)
    return Node(kind=NodeKind.HEADING, level=max(len(marks), 2), html=_markup(text, references))


def _quote(lines: list[str], references: References) -> Node:
    citation = lines.pop()[1:].strip() if len(lines) > 1 and lines[-1][:1] in ("—", "–") else ""
    return Node(kind=NodeKind.QUOTE, html=_markup(" ".join(lines), references), citation=citation)


def _markup(text: str, references: References) -> str:
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


def _anchor(match: re.Match[str], references: References) -> str:
    opening = references.link(match[2])
    return match[0] if opening is None else f"{opening}{match[1]}</a>"
