"""What a model's slips leave to be done that needs no model.

Kept blocks in their place, once; links once, refound; marks around the source's quotations.
"""

from __future__ import annotations

import html
import re
from collections import Counter
from dataclasses import replace

from bridge.domain.article import Article, Node, NodeKind
from bridge.domain.source import Block, BlockKind, Source
from bridge.engines.notation import References
from bridge.engines.openai_compatible.belonging import said_blocks
from bridge.engines.openai_compatible.requoting import requoted
from bridge.text import inline
from bridge.text.facts.quotations import signature
from bridge.text.outline import node_html, node_text

_ANCHOR = re.compile(r"(<a\s[^>]*>)(.*?)</a>", re.DOTALL)
_OPENING_HREF = re.compile(r'href="([^"]*)"')
#: Shorter words of a link stand in a text by chance.
_LINK_LENGTH = 4


def mended(article: Article, source: Source, references: References) -> Article:
    """The article with each kept block once, each link at most once, on the source's own words where they stand, and
    marks around what the source quotes."""
    body = _kept_once(list(article.body))
    body = _placed(body, source)
    body = requoted(_links_once(body, references), source)
    return replace(article, body=tuple(_relinked(body, source, references)))


def _kept_once(body: list[Node]) -> list[Node]:
    seen: set[int | None] = set()
    kept = []
    for node in body:
        if node.kind is not NodeKind.KEPT or node.source not in seen:
            kept.append(node)
        if node.kind is NodeKind.KEPT:
            seen.add(node.source)
    return kept


def _placed(body: list[Node], source: Source) -> list[Node]:
    """Kept blocks that the model has left out stand behind what renders the text before them in the source."""
    there = {node.source for node in body if node.kind is NodeKind.KEPT}
    for block in source.blocks:
        if block.kept and block.index not in there:
            body.insert(_place(body, source, block.index), Node(kind=NodeKind.KEPT, source=block.index))
    return body


def _place(body: list[Node], source: Source, block: int) -> int:
    before = [index for index in said_blocks(source) if index < block]
    if not before:
        return 0
    at = _behind(body, source, before[-1]) + 1
    while at < len(body) and body[at].kind is NodeKind.KEPT and (body[at].source or 0) < block:
        at += 1
    return at


def _behind(body: list[Node], source: Source, block: int) -> int:
    """The node that renders the block: by origin, by what they share, and by its place in the order."""
    texts = [at for at, node in enumerate(body) if node.kind not in (NodeKind.KEPT, NodeKind.HEADING)]
    if not texts:
        return len(body) - 1
    stemming = [at for at in texts if block in body[at].origins]
    texts = stemming or texts
    order = body[texts[0]].origins if stemming else said_blocks(source)
    share = (order.index(block) + 1) / len(order)
    own = signature(source.blocks[block].text)

    def score(number: int) -> float:
        mark = signature(node_text(body[texts[number]]))
        return 2 * len(own & mark) / max(1, len(own)) - abs((number + 1) / len(texts) - share)

    return texts[max(range(len(texts)), key=score)]


def _links_once(body: list[Node], references: References) -> list[Node]:
    left = Counter(_href(opening) for opening in references.links)

    def once(match: re.Match[str]) -> str:
        href = _href(match[1])
        left[href] -= 1
        return match[0] if left[href] >= 0 else match[2]

    return [_with(node, tuple(_ANCHOR.sub(once, part) for part in node_html(node))) for node in body]


def _href(opening: str) -> str:
    found = _OPENING_HREF.search(opening)
    return html.unescape(found[1]) if found else ""


def _relinked(body: list[Node], source: Source, references: References) -> list[Node]:
    """A link that is missing goes back on its own words, where they stand in the article outside of any link."""
    there = [href for node in body for part in node_html(node) for href, _ in inline.links(part)]
    for link, opening in _numbered_links(source, references):
        if link[0] in there:
            there.remove(link[0])
        elif len(link[1]) >= _LINK_LENGTH:
            body = _link(body, link[1], opening)
    return body


def _numbered_links(source: Source, references: References) -> list[tuple[tuple[str, str], str]]:
    """``((href, words), opening tag)`` of the links that have a number."""
    found = [pair for block in source.blocks if not block.kept for part in _parts(block) for pair in inline.links(part)]
    return list(zip(found, references.links, strict=False)) if len(found) == len(references.links) else []


def _parts(block: Block) -> tuple[str, ...]:
    return block.items if block.kind is BlockKind.LIST else (block.html,)


def _link(body: list[Node], words: str, opening: str) -> list[Node]:
    wanted = re.compile(rf"(?<!\w){re.escape(html.escape(words, quote=False))}(?!\w)")
    for at, node in enumerate(body):
        if node.kind in (NodeKind.HEADING, NodeKind.KEPT):
            continue
        parts = node_html(node)
        for number, part in enumerate(parts):
            linked = _linked(part, wanted, opening)
            if linked != part:
                done = (*parts[:number], linked, *parts[number + 1 :])
                return [*body[:at], _with(node, done), *body[at + 1 :]]
    return body


def _linked(part: str, wanted: re.Pattern[str], opening: str) -> str:
    """``part`` with the first occurrence of the words linked, outside of tags and links."""
    pieces = re.split(r"(<a\s[^>]*>.*?</a>|<[^>]*>)", part, flags=re.DOTALL)
    for at in range(0, len(pieces), 2):
        match = wanted.search(pieces[at])
        if match:
            text = pieces[at]
            pieces[at] = f"{text[: match.start()]}{opening}{match[0]}</a>{text[match.end() :]}"
            return "".join(pieces)
    return part


def _with(node: Node, parts: tuple[str, ...]) -> Node:
    if node.kind is NodeKind.KEPT:
        return node
    return replace(node, items=parts) if node.kind is NodeKind.LIST else replace(node, html=parts[0])
