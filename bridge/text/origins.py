"""Where in a draft the matter of each section of an article stands."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from bridge.domain.article import Article, NodeKind
from bridge.domain.evidence import SectionOrigin
from bridge.domain.source import Source
from bridge.text import inline
from bridge.text.bilingual.pairing import pair

#: The level of the headings that divide an article.
_SECTION = 2


def section_origins(source: Source, article: Article, content: str) -> tuple[SectionOrigin, ...]:
    """The article's sections in order, what stands before the first H2 first, with what they were made of.

    ``content``: the draft's, raw as stored. A block of the source belongs to the section that says most of it, to the
    one before it where none does; a block that can't be found in ``content`` belongs to none.
    """
    numbers = _section_numbers(article)
    sections = _sections_of(source, article, numbers)
    spans: dict[int, list[tuple[int, int]]] = {}
    for block, span in _located(source, content).items():
        spans.setdefault(sections[block], []).append(span)
    headings = ["", *(inline.plain(node.html) for node in article.body if _divides(node.kind, node.level))]
    return tuple(
        SectionOrigin(heading=heading, spans=tuple(spans.get(number, ()))) for number, heading in enumerate(headings)
    )


def _divides(kind: NodeKind, level: int | None) -> bool:
    return kind is NodeKind.HEADING and level == _SECTION


def _section_numbers(article: Article) -> tuple[int, ...]:
    """For each node of the body the number of its section, 0 before the first H2."""
    number, numbers = 0, []
    for node in article.body:
        number += _divides(node.kind, node.level)
        numbers.append(number)
    return tuple(numbers)


def _sections_of(source: Source, article: Article, numbers: Sequence[int]) -> tuple[int, ...]:
    """For each block of the source the section that its matter went to."""
    votes: list[dict[int, float]] = [defaultdict(float) for _ in source.blocks]
    for node, number in zip(article.body, numbers, strict=True):
        if node.source is not None:
            votes[node.source][number] += 1_000
        for origin in node.origins:
            votes[origin][number] += 10
    pairing = pair(source, article)
    for sentence, links in zip(pairing.source, pairing.alignment.by_source, strict=True):
        if sentence.block >= 0 and links:
            votes[sentence.block][numbers[pairing.article[links[0].article].node]] += len(sentence.text.split()) / 100
    chosen, last = [], 0
    for vote in votes:
        last = max(vote, key=vote.__getitem__) if vote else last
        chosen.append(last)
    return tuple(chosen)


def _located(source: Source, content: str) -> Mapping[int, tuple[int, int]]:
    """The bytes of ``content`` that hold each block as it stands there, in order; blocks not found are left out."""
    found: dict[int, tuple[int, int]] = {}
    at = 0
    for block in source.blocks:
        start = content.find(block.raw, at) if block.raw else -1
        if start >= 0:
            at = start + len(block.raw)
            before = len(content[:start].encode())
            found[block.index] = (before, before + len(block.raw.encode()))
    return found
