"""The source's blocks as pieces of the article: one each, but for paragraphs that are too long and come apart."""

from __future__ import annotations

import html as entities
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from bridge.domain.article import Node, NodeKind
from bridge.domain.source import Block, BlockKind, Source
from bridge.engines.extractive import lexicon
from bridge.text import inline
from bridge.text.sentences import split_sentences
from bridge.text.words import count_words

#: Yoast's limit for a paragraph (assessment « paragraph length »: over 150 words is orange, over 200 red).
MAX_PARAGRAPH_WORDS = 150
#: What a paragraph that has to come apart is cut to.
GOOD_PARAGRAPH_WORDS = 90
#: A first line of so many words may be the title of a draft that has none.
FEWEST_TITLE_WORDS, MOST_TITLE_WORDS = 3, 18

_MARKUP = re.compile(r"<!--.*?-->|<[^>]*>|&(?:#\d+|#[xX][\da-fA-F]+|\w+);|\s+|.", re.DOTALL)
#: « [note_bas id="x"] » and « [bouton] », with the space before; not « [sic] » nor « [Note : …] ».
_SHORTCODE = re.compile(
    r"[ \u00a0\u202f]*\[/?(?!sic\b)[a-z][a-z0-9_-]*(?:\s+[\w-]+=(?:\"[^\"\]]*\"|'[^'\]]*'|[^\s\]\"']+)|\s+\d+)*\s*/?\]"
)
_CREDIT = re.compile(
    r"^par\b|^publié|^mis à jour|crédit|photo|©|@|https?:|\b\d{1,2}h\d{2}\b|\d/\d|\s[|·•]\s", re.IGNORECASE
)
_VOID = ("<br", "<wbr", "<!--")

_KINDS = {
    BlockKind.HEADING: NodeKind.HEADING,
    BlockKind.PARAGRAPH: NodeKind.PARAGRAPH,
    BlockKind.LIST: NodeKind.LIST,
    BlockKind.QUOTE: NodeKind.QUOTE,
}


@dataclass(frozen=True, kw_only=True)
class Piece:
    """What becomes one node of the body. ``html`` and ``text`` are the whole block's, or those of a part of it."""

    block: Block
    kind: NodeKind
    html: str
    text: str

    @cached_property
    def words(self) -> int:
        """Words of its text; a kept block has none, since an article's length does not count it."""
        return 0 if self.kind is NodeKind.KEPT else count_words(self.text)

    @cached_property
    def sentences(self) -> tuple[str, ...]:
        """Its sentences, verbatim; none of a list, whose items need not be sentences."""
        if self.kind not in (NodeKind.PARAGRAPH, NodeKind.QUOTE):
            return ()
        return tuple(split_sentences(without_shortcodes(self.text)))

    def node(self, level: int | None = None) -> Node:
        """The node of the body; ``level`` is a heading's."""
        block = self.block
        if self.kind is NodeKind.KEPT:
            return Node(kind=self.kind, source=block.index, origins=(block.index,))
        if self.kind is NodeKind.LIST:
            return Node(kind=self.kind, items=block.items, ordered=block.ordered, origins=(block.index,))
        return Node(kind=self.kind, html=self.html, level=level, citation=block.citation, origins=(block.index,))


def without_shortcodes(text: str) -> str:
    """A text as its reader sees it: what a shortcode would print there is not known."""
    return _SHORTCODE.sub("", text).strip()


def first_line(source: Source) -> str:
    """The title that an untitled draft opens with: a first subheading, or a short line that is no sentence."""
    content = [block for block in source.blocks if not block.kept]
    if len(content) < 2 or content[0].kind not in (BlockKind.HEADING, BlockKind.PARAGRAPH):
        return ""
    text = content[0].text.strip()
    short = FEWEST_TITLE_WORDS <= count_words(text) <= MOST_TITLE_WORDS
    if not short or content[1].kind not in (BlockKind.HEADING, BlockKind.PARAGRAPH) or _CREDIT.search(text):
        return ""
    whole = all(text.count(a) == text.count(b) for a, b in (("(", ")"), ("[", "]"), ("«", "»")))
    return text if whole and text[0].isalnum() and text[-1] not in ".!…:;,-–—" else ""


def pieces(source: Source, title: str | None = None) -> tuple[Piece, ...]:
    """All blocks, in order, but a first one that is the title (``title``, or the draft's): WordPress shows that."""
    folded = lexicon.fold(source.title if title is None else title)
    first = next((block for block in source.blocks if not block.kept), None)
    untitled = folded != lexicon.fold(source.title)
    return tuple(
        piece
        for block in source.blocks
        if not (
            block is first
            and (block.kind is BlockKind.HEADING or (untitled and block.kind is BlockKind.PARAGRAPH))
            and folded
            and lexicon.fold(block.text) == folded
        )
        for piece in _of_block(block)
    )


def _of_block(block: Block) -> Iterator[Piece]:
    kind = NodeKind.KEPT if block.kept else _KINDS[block.kind]
    if kind is NodeKind.PARAGRAPH and count_words(block.text) > MAX_PARAGRAPH_WORDS:
        for html in split_paragraph(block.html):
            yield Piece(block=block, kind=kind, html=html, text=inline.plain(html))
    else:
        yield Piece(block=block, kind=kind, html=block.html, text=block.text)


def split_paragraph(html: str) -> tuple[str, ...]:
    """A long paragraph's inline HTML, cut between sentences where no tag and no quotation is open."""
    sentences = split_sentences(inline.plain(html))
    cuts = _sentence_ends(sentences)
    offsets = _offsets(html, cuts)
    parts = [html[a:b].strip() for a, b in zip([0, *offsets], [*offsets, len(html)], strict=True)]
    return tuple(part for part in parts if part)


def _sentence_ends(sentences: tuple[str, ...] | list[str]) -> list[int]:
    """Where to cut, in visible characters without white space counted from the start."""
    counts = [count_words(sentence) for sentence in sentences]
    left, here, seen, opened = sum(counts), 0, 0, 0
    cuts = []
    for index, sentence in enumerate(sentences[:-1]):
        here, left = here + counts[index], left - counts[index]
        seen += sum(1 for char in sentence if not char.isspace())
        opened = max(0, opened + sentence.count("«") - sentence.count("»"))
        following = sentences[index + 1]
        leaning = leans(following) and here + counts[index + 1] <= MAX_PARAGRAPH_WORDS
        if here >= GOOD_PARAGRAPH_WORDS and left >= GOOD_PARAGRAPH_WORDS // 2 and not opened and not leaning:
            cuts.append(seen)
            here = 0
    return cuts


def rewritten(piece: Piece, changes: Sequence[tuple[int, int, str]]) -> Piece:
    """The piece with stretches of its text changed: (start, end, text) in visible characters without white space.

    A change that a tag stands in is not made; white space around a stretch goes with it.
    """
    html = piece.html
    for start, end, text in reversed(changes):
        places = _positions(html, start, end)
        if places is not None and "<" not in html[places[0] : places[1]]:
            html = html[: places[0]] + inline.escape(text) + html[places[1] :]
    return replace(piece, html=html, text=inline.plain(html))


def _positions(html: str, start: int, end: int) -> tuple[int, int] | None:
    """The offsets behind the visible character ``start`` and before the visible character ``end``."""
    seen, first = 0, None
    for match in _MARKUP.finditer(html):
        token = match.group()
        if token.startswith("<") and len(token) > 1:
            continue
        visible = sum(1 for char in entities.unescape(token) if not char.isspace())
        if visible and seen >= end:
            return None if first is None else (first, match.start())
        seen += visible
        if visible and seen == start:
            first = match.end()
    return None


def _offsets(html: str, cuts: list[int]) -> list[int]:
    """The offsets in ``html`` of those cuts at which every tag is closed."""
    wanted, offsets, seen, depth = set(cuts), [], 0, 0
    for match in _MARKUP.finditer(html):
        token = match.group()
        if token.startswith("<") and len(token) > 1:
            depth += _depth_change(token)
        elif visible := sum(1 for char in entities.unescape(token) if not char.isspace()):
            seen += visible
        else:
            continue
        if depth == 0 and seen in wanted:
            wanted.discard(seen)
            offsets.append(match.end())
    return offsets


def _depth_change(tag: str) -> int:
    if tag.startswith("</"):
        return -1
    return 0 if tag.endswith("/>") or tag.startswith(_VOID) else 1


def leans(sentence: str) -> bool:
    """Whether a sentence starts with a connector or a pronoun, and so needs the one before it."""
    start = lexicon.fold(sentence).lstrip('«“" \u00a0\u202f—–-')
    first = re.split(r"[ ,;:!?.]", start, maxsplit=1)[0]
    if first in lexicon.ANAPHORA or first.split("’")[0] + "’" in lexicon.ANAPHORA:
        return True
    return any(start == phrase or start.startswith((phrase + " ", phrase + ",")) for phrase in lexicon.CONNECTORS)
