"""Sources and articles for the tests of the checks. Places and institutions are invented; nobody is named."""

from __future__ import annotations

from dataclasses import replace
from html import escape

from bridge.domain.article import Article, Node, NodeKind, SeoFields
from bridge.domain.finding import Finding
from bridge.domain.source import Block, BlockKind, Brief, Link, Source, SourceFormat
from bridge.text import inline


def block(index: int, text: str, kind: BlockKind = BlockKind.PARAGRAPH) -> Block:
    return Block(index=index, kind=kind, raw=f"<p>{escape(text)}</p>", html=escape(text, quote=False), text=text)


def source(*texts: str | Block, title: str = "Le port de Valbrune", language: str = "fr") -> Source:
    blocks = tuple(
        replace(text, index=index) if isinstance(text, Block) else block(index, text)
        for index, text in enumerate(texts)
    )
    links = tuple(
        Link(href=href, text=text, block=item.index) for item in blocks for href, text in inline.links(item.html)
    )
    return Source(title=title, format=SourceFormat.BLOCKS, blocks=blocks, links=links, language=language)


def linked(before: str, href: str, text: str) -> Block:
    html = f'{escape(before)} <a href="{escape(href)}">{escape(text)}</a>.'
    return Block(index=0, kind=BlockKind.PARAGRAPH, raw=f"<p>{html}</p>", html=html, text=f"{before} {text}.")


def image(text: str = "") -> Block:
    return Block(
        index=0, kind=BlockKind.IMAGE, raw='<!-- wp:image {"id":7} --><figure></figure><!-- /wp:image -->', text=text
    )


def p(html: str) -> Node:
    return Node(kind=NodeKind.PARAGRAPH, html=html)


def h(text: str, level: int | None = 2) -> Node:
    return Node(kind=NodeKind.HEADING, html=text, level=level)


def ul(*items: str) -> Node:
    return Node(kind=NodeKind.LIST, items=items)


def quote(html: str, citation: str = "") -> Node:
    return Node(kind=NodeKind.QUOTE, html=html, citation=citation)


def kept(index: int | None) -> Node:
    return Node(kind=NodeKind.KEPT, source=index)


SEO = SeoFields(
    title="Port de Valbrune : ce qui change",
    description=(
        "Le port de Valbrune change : ce que prévoit la région pour les quais, les bateaux et les habitants, et ce qui "
        "reste encore à décider."
    ),
    keyphrase="port de Valbrune",
)


def article(*body: Node | str, **changes: object) -> Article:
    nodes = tuple(p(escape(node, quote=False)) if isinstance(node, str) else node for node in body)
    made = Article(
        title="Le port de Valbrune change",
        body=nodes,
        seo=SEO,
        slug="port-valbrune",
        excerpt="Ce qui change au port de Valbrune, et ce qui reste à décider.",
    )
    return replace(made, **changes)  # type: ignore[arg-type]


def seo(**changes: str) -> SeoFields:
    return replace(SEO, **changes)


def codes(findings: tuple[Finding, ...]) -> list[str]:
    return [finding.code for finding in findings]


def severities(findings: tuple[Finding, ...]) -> set[tuple[str, str]]:
    return {(finding.code, finding.severity.value) for finding in findings}


BRIEF = Brief(min_words=10)
PLAIN = "Le port de Valbrune accueille des bateaux de pêche et des voiliers tout au long de la saison."
