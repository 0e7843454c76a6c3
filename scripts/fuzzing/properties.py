"""What holds for a draft, whatever is in it: read, made an article of its own words, rendered, and read again."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from html.parser import HTMLParser

from bridge.domain.article import Article, Node, NodeKind, SeoFields
from bridge.domain.finding import blockers
from bridge.domain.source import Block, BlockKind, Source
from bridge.text import inline
from bridge.text.active import acting_parts
from bridge.text.cleaning import clean
from bridge.text.markup import parse, serialize
from bridge.text.reading import read
from bridge.text.render import render

_KINDS = {
    BlockKind.HEADING: NodeKind.HEADING,
    BlockKind.PARAGRAPH: NodeKind.PARAGRAPH,
    BlockKind.LIST: NodeKind.LIST,
    BlockKind.QUOTE: NodeKind.QUOTE,
}
_ALLOWED = inline.TAGS | {"p", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "blockquote"}
_ATTRIBUTES = {"href", "title", "rel", "target", "lang", "cite", "datetime", "class"}
_DELIMITER = re.compile(r"<!-- /?wp:(?:paragraph|heading|list|list-item|quote)(?: \{\"(?:level|ordered)\":\w+\})? -->")
#: Findings of what a reading leaves out: what stands elsewhere may be debris where it was none.
_LEFT_OUT = ("debris.", "instruction.")
_ACTING = frozenset({"script", "style", "embed", "form", "svg", "math", "base", "meta", "template", "noscript"})
#: As browsers read an address: it has a scheme of these, or none.
_SCHEME = re.compile(r"[\x00-\x20]*(?:(?:https?|mailto|tel):|(?![a-z][a-z0-9+.-]*:))", re.IGNORECASE)


class _Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.faults: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in _ALLOWED:
            self.faults.append(f"<{tag}>")
        for name, value in attrs:
            if name not in _ATTRIBUTES or (name == "href" and not _SCHEME.match(value or "")):
                self.faults.append(f"<{tag} {name}={value}>")

    def handle_comment(self, data: str) -> None:
        self.faults.append(f"<!--{data}")

    def handle_decl(self, decl: str) -> None:
        self.faults.append(f"<!{decl}")

    def handle_pi(self, data: str) -> None:
        self.faults.append(f"<?{data}")


class _Acting(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.faults: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        first = dict(reversed(attrs))  # of two with one name, browsers take the first
        told = (value or "" for name, value in first.items() if name in ("href", "src"))
        addresses = [re.sub(r"[\x00-\x20]", "", value).lower() for value in told]
        acts = tag in _ACTING or any(name.startswith("on") for name, _ in attrs)
        if acts or any(one.startswith(("javascript:", "vbscript:", "data:")) for one in addresses):
            self.faults.append(f"<{tag} {attrs}>")


def article_of(source: Source) -> Article:
    """The source's own blocks, as they stand."""
    body = tuple(map(_node, source.blocks))
    return Article(title=source.title, body=body, seo=SeoFields(), slug="", excerpt="")


def _node(block: Block) -> Node:
    if block.kept:
        return Node(kind=NodeKind.KEPT, source=block.index)
    return Node(
        kind=_KINDS[block.kind], html=block.html, level=block.level, items=block.items, ordered=block.ordered,
        citation=block.citation,
    )  # fmt: skip


def faults(title: str, content: str) -> Iterator[str]:
    """What is wrong with how this draft was treated; nothing, for any draft."""
    if serialize(parse(content)) != content:
        yield "parsing lost something"
    source = read(title, content)
    cleaned = clean(content, "")[0]
    yield from (f"kept, but not as it stood: {block.raw!r}" for block in source.blocks
                if block.kept and block.raw not in cleaned)  # fmt: skip
    for block in source.blocks:
        for markup in (block.html, *block.items):
            if inline.sanitize(markup) != markup:
                yield f"sanitized again, it is another: {markup!r} {inline.sanitize(markup)!r}"
    for editor in ("block", "classic"):
        yield from _rendered(title, source, editor)


def _rendered(title: str, source: Source, editor: str) -> Iterator[str]:
    article = article_of(source)
    content = render(article, source, editor)
    texts = [node for node in article.body if node.kind is not NodeKind.KEPT]
    alone = render(Article(title="", body=tuple(texts), seo=SeoFields(), slug="", excerpt=""), source, editor)
    yield from (f"{editor}: text with {fault}" for fault in _of_text(alone))
    if blockers(source.findings) or any(acting_parts(content)):  # held
        return
    yield from (f"{editor}: {fault}" for fault in _acting(content))
    again = read(title, content)
    if _shown(again) != _shown(source) and not any(one.code.startswith(_LEFT_OUT) for one in again.findings):
        yield f"{editor}: read again, it is another: {_shown(source)[:500]!r} {_shown(again)[:500]!r}"


def _shown(source: Source) -> str:
    """What the blocks say, with no account of how it is written and cut: a shortcode may stand alone, or in a line."""
    text = "".join(f"{block.text}{block.citation}" for block in source.blocks)
    for _ in range(3):  # the address of an embed is not decoded where it stands alone
        text = html.unescape(text)
    return "".join(text.split())


def _of_text(content: str) -> list[str]:
    parser = _Tags()
    parser.feed(_DELIMITER.sub("", content))
    parser.close()
    return parser.faults


def _acting(content: str) -> Iterator[str]:
    """What acts in the whole, for a parser that is not the product's."""
    parser = _Acting()
    parser.feed(content.replace("<![", "<! ["))  # which it can't read
    parser.close()
    yield from parser.faults
