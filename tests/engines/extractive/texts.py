"""Sources for these tests, built by hand so that a fault of the reader is not taken for one of the engine."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from bridge.domain.article import Article, NodeKind, Rewrite
from bridge.domain.source import Block, BlockKind, Brief, Source, SourceFormat
from bridge.engines.extractive import ExtractiveEngine
from bridge.text import inline
from bridge.text.words import count_words

DATA = Path(__file__).parent / "data"
OWN = ("municipal", "sante", "culture")

engine = ExtractiveEngine()


def block(index: int, kind: BlockKind, html: str, *, level: int | None = None, items: tuple[str, ...] = ()) -> Block:
    text = " ".join(map(inline.plain, items)) if items else inline.plain(html)
    return Block(index=index, kind=kind, raw=html, html=html, text=text, level=level, items=items)


def source(*parts: tuple[BlockKind, str], title: str = "", language: str | None = "fr") -> Source:
    """A source of (kind, html); a heading may start with as many # as its level, a list has its items on lines."""
    blocks = []
    for index, (kind, html) in enumerate(parts):
        if kind is BlockKind.HEADING:
            text = html.lstrip("#")
            blocks.append(block(index, kind, text.strip(), level=(len(html) - len(text)) or 2))
        elif kind is BlockKind.LIST:
            blocks.append(block(index, kind, "", items=tuple(html.splitlines())))
        else:
            blocks.append(block(index, kind, html))
    return Source(
        title=title,
        format=SourceFormat.BLOCKS,
        blocks=tuple(blocks),
        language=language,
        words=sum(count_words(b.text) for b in blocks if not b.kept),
    )


def from_lines(text: str, title: str = "") -> Source:
    """A paragraph a line; ``## `` starts a subheading."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    return source(
        *((BlockKind.HEADING if line.startswith("#") else BlockKind.PARAGRAPH, line) for line in lines), title=title
    )


def own(name: str, *, titled: bool = True) -> Source:
    title, _, body = (DATA / f"{name}.txt").read_text(encoding="utf-8").partition("\n")
    return from_lines(body, title.removeprefix("# ").strip() if titled else "")


def rewritten(given: Source, brief: Brief | None = None) -> Article:
    article = rewrite(given, brief).article
    assert article is not None
    return article


@cache
def _rewrite(given: Source) -> Rewrite:
    return engine.rewrite(given, Brief())


def rewrite(given: Source, brief: Brief | None = None) -> Rewrite:
    return _rewrite(given) if brief is None else engine.rewrite(given, brief)


def headings(article: Article, level: int | None = None) -> list[str]:
    return [
        inline.plain(node.html)
        for node in article.body
        if node.kind is NodeKind.HEADING and (level is None or node.level == level)
    ]
