"""Sources as the reading of a draft would make them, without the reading."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from bridge.domain.source import Block, BlockKind, Source, SourceFormat
from bridge.text import inline


def paragraph(html: str) -> Block:
    """A paragraph, its place in the source to be given by ``source_of``."""
    return Block(index=0, kind=BlockKind.PARAGRAPH, raw=f"<p>{html}</p>", html=html, text=inline.plain(html))


def heading(text: str, level: int = 2) -> Block:
    return replace(paragraph(text), kind=BlockKind.HEADING, level=level)


def listing(*items: str, ordered: bool = False) -> Block:
    text = " ".join(map(inline.plain, items))
    return Block(index=0, kind=BlockKind.LIST, raw="<ul>", items=items, ordered=ordered, text=text)


def quote(html: str, citation: str = "") -> Block:
    return replace(paragraph(html), kind=BlockKind.QUOTE, citation=citation)


def image(text: str = "", raw: str = '<img src="https://site.example/a.jpg" alt="">') -> Block:
    return Block(index=0, kind=BlockKind.IMAGE, raw=raw, text=text)


def source_of(*blocks: Block, title: str = "Le titre", language: str | None = "fr") -> Source:
    """The blocks in a row."""
    numbered = tuple(replace(block, index=index) for index, block in enumerate(blocks))
    return Source(title=title, format=SourceFormat.BLOCKS, blocks=numbered, language=language, words=_words(numbered))


def _words(blocks: Iterable[Block]) -> int:
    return sum(len(block.text.split()) for block in blocks if not block.kept)
