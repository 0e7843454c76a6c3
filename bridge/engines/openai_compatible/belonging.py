"""Which part of an article says what a block of the source says: by origin where known, else by what both share."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bridge.domain.article import Article, NodeKind
from bridge.domain.source import BlockKind, Source
from bridge.text.facts.quotations import signature
from bridge.text.outline import node_text
from bridge.text.words import count_words

#: How much a like place in the order counts beside what two texts share (0–1).
_PLACE = 0.15
#: A lesser share of a text's telling words is chance, and so is any share of so few words.
_TELLING, _WORDS = 0.15, 4


@dataclass(frozen=True, kw_only=True, slots=True)
class Part:
    """A section of an article: its subheading's index in the body (None before the first), those of its other nodes."""

    heading: int | None
    nodes: tuple[int, ...]


def parts_of(article: Article) -> tuple[Part, ...]:
    """The article cut at its H2 subheadings; deeper ones belong to the section."""
    cuts: list[tuple[int | None, list[int]]] = [(None, [])]
    for index, node in enumerate(article.body):
        if node.kind is NodeKind.HEADING and (node.level or 2) <= 2:
            cuts.append((index, []))
        else:
            cuts[-1][1].append(index)
    return tuple(Part(heading=head, nodes=tuple(nodes)) for head, nodes in cuts if head is not None or nodes)


def part_text(article: Article, part: Part) -> str:
    """The plain text of a part, its subheading apart."""
    return "\n".join(filter(None, (node_text(article.body[index]) for index in part.nodes)))


def part_words(article: Article, part: Part) -> int:
    """The words of a part, its subheading apart."""
    return count_words(part_text(article, part))


def said_blocks(source: Source) -> tuple[int, ...]:
    """The indexes of the blocks whose text an article renders."""
    return tuple(
        block.index
        for block in source.blocks
        if not block.kept and block.kind is not BlockKind.HEADING and block.text.strip()
    )


def blocks_of_parts(article: Article, source: Source, parts: Sequence[Part]) -> tuple[tuple[int, ...], ...]:
    """For each part the source's blocks that it renders; every block that says something has one part at least."""
    origins = [{origin for index in part.nodes for origin in article.body[index].origins} for part in parts]
    known = set().union(*origins) if origins else set()
    homes: list[set[int]] = [set(found) for found in origins]
    if parts:
        for block, at in _nearest(article, source, parts):
            if block not in known:
                homes[at].add(block)
    return tuple(tuple(sorted(home)) for home in homes)


def _nearest(article: Article, source: Source, parts: Sequence[Part]) -> Iterable[tuple[int, int]]:
    texts = [part_text(article, part) for part in parts]
    marks, places = [signature(text) for text in texts], _middles([count_words(text) for text in texts])
    blocks = said_blocks(source)
    middles = _middles([count_words(source.blocks[block].text) for block in blocks])
    homes: list[int | None] = []
    for block, middle in zip(blocks, middles, strict=True):
        own = signature(source.blocks[block].text)
        shared = [_shared(own, mark) for mark in marks]
        telling = len(own) >= _WORDS and max(shared) >= _TELLING
        scores = [share - _PLACE * abs(middle - place) for share, place in zip(shared, places, strict=True)]
        homes.append(max(range(len(parts)), key=scores.__getitem__) if telling else None)
    return zip(blocks, _with_neighbours(homes), strict=True)


def _with_neighbours(homes: Sequence[int | None]) -> list[int]:
    """What shares nothing telling ("The scheme includes:") goes with what follows it, at the end with what precedes."""
    found: list[int] = []
    last = next((home for home in reversed(homes) if home is not None), 0)
    for home in reversed(homes):
        last = last if home is None else home
        found.append(last)
    return found[::-1]


def _middles(words: Sequence[int]) -> list[float]:
    """Where the middle of each stretch lies in the whole, 0–1."""
    total, done, middles = max(1, sum(words)), 0, []
    for count in words:
        middles.append((done + count / 2) / total)
        done += count
    return middles


def _shared(first: frozenset[str], second: frozenset[str]) -> float:
    return len(first & second) / max(1, len(first))


def nearest_part(text: str, article: Article, parts: Sequence[Part], *, least: float = 0.6) -> int | None:
    """The part that has most of the text's telling words, None where no part has ``least`` of them."""
    own = signature(text)
    if not own or not parts:
        return None
    scores = [_shared(own, signature(part_text(article, part))) for part in parts]
    best = max(range(len(parts)), key=scores.__getitem__)
    return best if scores[best] >= least else None


def nearest_block(text: str, source: Source, *, least: float = 0.6) -> int | None:
    """The block of the source that has most of the text's telling words, None where none has ``least`` of them."""
    own = signature(text)
    scores = {index: _shared(own, signature(source.blocks[index].text)) for index in said_blocks(source)} if own else {}
    best = max(scores, key=scores.__getitem__, default=None)
    return best if best is not None and scores[best] >= least else None
