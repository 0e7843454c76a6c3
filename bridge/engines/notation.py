"""A source as a model reads it, and a model's answer as an article.

The notation is a small Markdown: one block a string; ``##``/``###`` headings, ``- `` items, ``> `` quotes,
``**strong**``, ``*emphasis*``. No address and no kept markup ever passes through a model: links are ``[text](L1)``,
kept blocks ``[[K1]]``, and both are put back from the source. A number that the source does not have stays as plain
text, for the checks to find.
"""

from __future__ import annotations

import html
import re
from collections.abc import Mapping
from html.parser import HTMLParser

from bridge.domain.article import Article, Node, NodeKind, SeoFields
from bridge.domain.source import Block, BlockKind, Source
from bridge.engines.answer import Answer
from bridge.text import inline, typography
from bridge.text.slug import slugify

_EMPHASIS = {"strong": "**", "b": "**", "em": "*", "i": "*"}
_KEPT = re.compile(r"\[\[K(\d+)\]\]")
_LINK = re.compile(r"\[([^\[\]]{1,300})\]\(L(\d+)\)")
_STRONG = re.compile(r"\*\*(?=\S)([^*]{1,500}?)(?<=\S)\*\*")
_EM = re.compile(r"(?<![\w*])\*(?=\S)([^*]{1,500}?)(?<=\S)\*(?![\w*])")
_HEADING = re.compile(r"(#{1,6})\s+(.*)", re.DOTALL)
_ITEM = re.compile(r"(?:[-*•]|\d{1,2}[.)])\s+(.*)")
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


def for_model(source: Source) -> str:
    """The source's blocks in the notation, blank lines between them."""
    links = _link_numbers(source)
    kept = _kept_numbers(source)
    return "\n\n".join(_block(block, links, kept) for block in source.blocks).replace("</source>", "")


def _link_numbers(source: Source) -> dict[str, int]:
    numbers: dict[str, int] = {}
    for link in source.links:
        numbers.setdefault(link.href, len(numbers) + 1)
    return numbers


def _kept_numbers(source: Source) -> dict[int, int]:
    return {block.index: number for number, block in enumerate((b for b in source.blocks if b.kept), start=1)}


def _block(block: Block, links: Mapping[str, int], kept: Mapping[int, int]) -> str:
    if block.kept:
        said = f" : {block.text[:_KEPT_TEXT]}" if block.text else ""
        return f"[[K{kept[block.index]}]] ({_KIND_NAMES[block.kind]} à conserver{said})"
    if block.kind is BlockKind.LIST:
        return "\n".join(f"- {_inline(item, links)}" for item in block.items)
    text = _inline(block.html, links)
    if block.kind is BlockKind.HEADING:
        return f"{'#' * (block.level or 2)} {text}"
    if block.kind is BlockKind.QUOTE:
        return f"> {text}" + (f"\n> — {block.citation}" if block.citation else "")
    return text


def _inline(markup: str, links: Mapping[str, int]) -> str:
    reader = _InlineReader(links)
    reader.feed(markup)
    reader.close()
    return " ".join("".join(reader.parts).split(" ")).strip()


class _InlineReader(HTMLParser):
    """Inline HTML → notation. The HTML is sanitized already, so that it is well-formed."""

    def __init__(self, links: Mapping[str, int]) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self._links = links
        self._open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open a link or an emphasis."""
        if tag == "a":
            number = self._links.get(dict(attrs).get("href") or "")
            self.parts.append("[" if number else "")
            self._open.append(f"](L{number})" if number else "")
        elif tag == "br":
            self.parts.append(" ")
        else:
            self.parts.append(_EMPHASIS.get(tag, ""))

    def handle_endtag(self, tag: str) -> None:
        """Close it."""
        if tag == "a":
            self.parts.append(self._open.pop() if self._open else "")
        else:
            self.parts.append(_EMPHASIS.get(tag, ""))

    def handle_data(self, data: str) -> None:
        """Text as it is."""
        self.parts.append(data)


def to_article(answer: Answer, source: Source) -> Article:
    """The article that an answer describes; French typography is set right on the way."""
    targets = {number: href for href, number in _link_numbers(source).items()}
    kept = {number: index for index, number in _kept_numbers(source).items()}
    nodes = [node for block in answer.body for node in _nodes(block.strip(), targets, kept)]
    return Article(
        title=_field(answer.title),
        body=tuple(nodes),
        seo=SeoFields(
            title=_field(answer.seo_title),
            description=_field(answer.meta_description),
            keyphrase=_field(answer.focus_keyphrase),
        ),
        slug=slugify(answer.slug or answer.focus_keyphrase or answer.title),
        excerpt=_field(answer.excerpt),
    )


def _field(text: str) -> str:
    return typography.french(" ".join(text.split()))


def _nodes(block: str, targets: Mapping[int, str], kept: Mapping[int, int]) -> list[Node]:
    """The nodes of one string: models now and then put two blocks into one."""
    nodes: list[Node] = []
    for part in re.split(r"\n\s*\n|\n(?=#{1,6}\s)|(?<=\])\n|\n(?=\[\[K)", block):
        nodes.extend(_node(part.strip(), targets, kept))
    return nodes


def _node(block: str, targets: Mapping[int, str], kept: Mapping[int, int]) -> list[Node]:
    if not block:
        return []
    reference = _KEPT.match(block)
    if reference and int(reference[1]) in kept:
        rest = block[reference.end() :].strip()
        node = Node(kind=NodeKind.KEPT, source=kept[int(reference[1])])
        # what a model repeats of the description behind the number is no text of the article
        return [node] if not rest or rest.startswith("(") else [node, *_node(rest, targets, kept)]
    first, *others = block.split("\n")
    heading = _HEADING.match(first)
    if heading:
        html_text = _markup(heading[2], targets)
        return [
            Node(kind=NodeKind.HEADING, level=len(heading[1]), html=html_text),
            *_node("\n".join(others).strip(), targets, kept),
        ]
    lines = [line.strip() for line in block.split("\n") if line.strip()]
    items = [_ITEM.match(line) for line in lines]
    if all(items):
        texts = tuple(_markup(item[1], targets) for item in items if item)
        return [Node(kind=NodeKind.LIST, items=texts, ordered=lines[0][0].isdigit())]
    if all(line.startswith(">") for line in lines):
        return [_quote([line[1:].strip() for line in lines], targets)]
    return [Node(kind=NodeKind.PARAGRAPH, html=_markup(" ".join(lines), targets))]


def _quote(lines: list[str], targets: Mapping[int, str]) -> Node:
    citation = lines.pop()[1:].strip() if len(lines) > 1 and lines[-1].startswith("—") else ""
    return Node(kind=NodeKind.QUOTE, html=_markup(" ".join(lines), targets), citation=citation)


def _markup(text: str, targets: Mapping[int, str]) -> str:
    """Notation → sanitized inline HTML. What is HTML in the answer becomes visible text, for the checks to find."""
    escaped = html.escape(typography.french(text), quote=False)
    linked = _LINK.sub(lambda match: _anchor(match, targets), escaped)
    return inline.sanitize(_EM.sub(r"<em>\1</em>", _STRONG.sub(r"<strong>\1</strong>", linked)))


def _anchor(match: re.Match[str], targets: Mapping[int, str]) -> str:
    href = targets.get(int(match[2]))
    return match[0] if href is None else f'<a href="{html.escape(href)}">{match[1]}</a>'
