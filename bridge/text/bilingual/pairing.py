"""A source and an article, cut into sentences that know where they stand, and aligned."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from bridge.domain.article import Article, NodeKind
from bridge.domain.source import Block, BlockKind, Source
from bridge.text import inline, places
from bridge.text.bilingual.alignment import MOST, Alignment, align
from bridge.text.outline import node_text
from bridge.text.sentences import split_sentences

#: Longer text of one block is cut: nobody writes such a paragraph.
_LONGEST = 20_000


@dataclass(frozen=True, kw_only=True, slots=True)
class Sentence:
    """A sentence of the source (``block``: its block, -1 for the title) or of the article (``place``: its node).

    ``heading``: it is one, or the title. ``node``: the index of its node in ``Article.body``.
    """

    text: str
    heading: bool
    block: int = -1
    place: str = ""
    node: int = -1


@dataclass(frozen=True, kw_only=True, slots=True)
class Pairing:
    """The sentences of both, in order, and their alignment, whose indexes are theirs."""

    source: tuple[Sentence, ...]
    article: tuple[Sentence, ...]
    alignment: Alignment
    language: str | None


@lru_cache(maxsize=8)
def pair(source: Source, article: Article) -> Pairing:
    """Cut and align; the first MOST sentences of each. Kept blocks are the source's, and none of the article's."""
    theirs, ours = _of_source(source)[:MOST], _of_article(article)[:MOST]
    return Pairing(
        source=theirs,
        article=ours,
        alignment=align([item.text for item in theirs], [item.text for item in ours], source.language),
        language="en" if source.language == "en" else "fr",
    )


def _of_source(source: Source) -> tuple[Sentence, ...]:
    found = [Sentence(text=source.title[:_LONGEST], heading=True)] if source.title else []
    for block in source.blocks:
        heading = block.kind is BlockKind.HEADING
        found += (
            Sentence(text=text, heading=heading, block=block.index) for text in split_sentences(_text(block)[:_LONGEST])
        )
    return tuple(found)


def _text(block: Block) -> str:
    if block.items:
        return "\n".join(map(inline.plain, block.items))
    return "\n".join(filter(None, (block.text, block.citation)))


def _of_article(article: Article) -> tuple[Sentence, ...]:
    return tuple(
        Sentence(text=text, heading=node.kind is NodeKind.HEADING, place=place, node=number)
        for number, (node, place) in enumerate(zip(article.body, places.node_places(article), strict=True))
        for text in split_sentences(node_text(node)[:_LONGEST])
    )
