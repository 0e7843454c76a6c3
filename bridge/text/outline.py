"""An article as text: what checks and reports look at."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from bridge.domain.article import Article, Node, NodeKind
from bridge.text import inline
from bridge.text.sentences import split_sentences
from bridge.text.words import count_words


@dataclass(frozen=True, kw_only=True, slots=True)
class Heading:
    """A subheading: ``node`` is its index in ``Article.body``, ``text`` plain."""

    node: int
    level: int
    text: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Section:
    """A subheading (None for what stands before the first) and the indexes of the nodes below it, up to the next."""

    heading: Heading | None
    nodes: tuple[int, ...]
    words: int


def node_text(node: Node) -> str:
    """The plain text of a node: a list's items and a quote's citation on lines of their own, "" for a kept block."""
    if node.kind is NodeKind.KEPT:
        return ""
    if node.kind is NodeKind.LIST:
        return "\n".join(filter(None, map(inline.plain, node.items)))
    return "\n".join(filter(None, (inline.plain(node.html), inline.fold(node.citation))))


def node_html(node: Node) -> tuple[str, ...]:
    """The inline HTML pieces of a node: one, or a list's items; none for a kept block."""
    if node.kind is NodeKind.KEPT:
        return ()
    return node.items if node.kind is NodeKind.LIST else (node.html,)


def article_text(article: Article) -> str:
    """The plain text of the body, one node a line (a list one line an item); kept blocks and the title excluded."""
    return "\n".join(filter(None, map(node_text, article.body)))


def body_words(article: Article) -> int:
    """The words of the body, headings included as Yoast counts them; kept blocks excluded."""
    return count_words(article_text(article))


def headings(article: Article) -> tuple[Heading, ...]:
    """The subheadings in order; a level that an engine left out counts as 2."""
    return tuple(
        Heading(node=index, level=node.level or 2, text=inline.plain(node.html))
        for index, node in enumerate(article.body)
        if node.kind is NodeKind.HEADING
    )


def paragraphs(article: Article) -> tuple[tuple[int, str], ...]:
    """``(index in body, plain text)`` of the paragraphs."""
    return tuple(
        (index, inline.plain(node.html)) for index, node in enumerate(article.body) if node.kind is NodeKind.PARAGRAPH
    )


def sections(article: Article) -> tuple[Section, ...]:
    """The body cut at its subheadings; the first section has no heading and is there only where it has nodes."""
    by_node = {heading.node: heading for heading in headings(article)}
    cuts: list[tuple[Heading | None, list[int]]] = [(None, [])]
    for index in range(len(article.body)):
        if index in by_node:
            cuts.append((by_node[index], []))
        else:
            cuts[-1][1].append(index)
    return tuple(
        Section(
            heading=heading,
            nodes=tuple(nodes),
            words=sum(count_words(node_text(article.body[index])) for index in nodes),
        )
        for heading, nodes in cuts
        if heading is not None or nodes
    )


def sentences(article: Article) -> tuple[str, ...]:
    """The sentences of paragraphs, list items and quotes; subheadings are none."""
    return tuple(_sentences(article))


def _sentences(article: Article) -> Iterator[str]:
    for node in article.body:
        if node.kind is not NodeKind.HEADING:
            yield from split_sentences(node_text(node))


def links(article: Article) -> tuple[tuple[int, str, str], ...]:
    """``(index in body, href, text)`` of every link in reading order; those within kept blocks are not listed."""
    return tuple(
        (index, href, text)
        for index, node in enumerate(article.body)
        for html in node_html(node)
        for href, text in inline.links(html)
    )


def kept(article: Article) -> tuple[int, ...]:
    """The indexes of the source's blocks that the body carries over, in order of appearance."""
    return tuple(node.source for node in article.body if node.kind is NodeKind.KEPT and node.source is not None)
