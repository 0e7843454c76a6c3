"""A draft, read: what of it is content, in blocks, and what was dropped and why."""

from __future__ import annotations

from bridge.domain.finding import Finding, Severity
from bridge.domain.source import Block, Link, Source, SourceFormat
from bridge.text import inline
from bridge.text.blockreading import read_blocks
from bridge.text.classic import has_markup, read_html
from bridge.text.cleaning import clean
from bridge.text.debris import drop_debris
from bridge.text.endless import unfold
from bridge.text.injections import drop_injections
from bridge.text.instructions import take_instruction
from bridge.text.language import detect
from bridge.text.markup import BlockNode, parse
from bridge.text.pieces import Piece, numbered
from bridge.text.subheads import find_subheads, head_first_line
from bridge.text.words import count_words

#: Kept blocks with more words than this hold text and not captions alone.
_WORDS_OF_CAPTIONS = 50
#: Characters of text beyond which nothing is rewritten: some 40,000 words, a book, would take minutes to prove.
LONGEST = 250_000


def read(title: str, content: str) -> Source:
    """The source of a draft with this title and content, raw as WordPress stores them."""
    title, about_title = clean(title, "titre")
    content, findings = clean(content, "source")
    written_as, pieces = pieces_of(content)
    instruction, pieces, told = take_instruction(_worth_reading(pieces))
    pieces, injected = drop_injections(pieces)
    pieces, unfolded = unfold(pieces)
    pieces, dropped = drop_debris(pieces, plain=written_as is SourceFormat.PLAIN)
    pieces = find_subheads(pieces)
    if written_as is SourceFormat.PLAIN:
        pieces = head_first_line(pieces)
    blocks = tuple(piece.block(index) for index, piece in enumerate(pieces))
    text = "\n".join(block.text for block in blocks if not block.kept)
    return Source(
        title=inline.plain(title),
        format=written_as,
        blocks=blocks,
        links=_links(blocks),
        language=detect(text),
        instruction=instruction,
        words=count_words(text),
        findings=(*about_title, *findings, *told, *injected, *unfolded, *dropped, *_missing(blocks, text)),
    )


def pieces_of(content: str) -> tuple[SourceFormat, list[Piece]]:
    """How ``content`` is written, and its pieces in order, debris and all."""
    nodes = parse(content)
    if any(isinstance(node, BlockNode) for node in nodes):
        return SourceFormat.BLOCKS, read_blocks(nodes)
    written_as = SourceFormat.CLASSIC if has_markup(content) else SourceFormat.PLAIN
    return written_as, read_html(content)


def _worth_reading(pieces: list[Piece]) -> list[Piece]:
    """The pieces, numbered, without empty text: an empty paragraph is nobody's content."""
    return numbered([piece for piece in pieces if piece.kept or count_words(piece.text)])


def _links(blocks: tuple[Block, ...]) -> tuple[Link, ...]:
    return tuple(
        Link(href=href, text=text, block=block.index)
        for block in blocks
        if not block.kept
        for html in (block.html, *block.items)
        for href, text in inline.links(html)
    )


def _missing(blocks: tuple[Block, ...], text: str) -> tuple[Finding, ...]:
    if not blocks:
        return (_blocker("source.empty", "Le brouillon est vide : il n’y a rien à réécrire. Ajoutez un texte."),)
    if not count_words(text):
        return (_blocker("source.no_text", _no_text(blocks)),)
    if len(text) > LONGEST:
        return (_blocker("source.too_long", _too_long(text)),)
    return ()


def _too_long(text: str) -> str:
    counted = f"{count_words(text):,}".replace(",", "\u202f")
    return (
        f"Le brouillon est trop long pour être réécrit et vérifié ({counted} mots) : partagez-le en plusieurs articles."
    )


def _no_text(blocks: tuple[Block, ...]) -> str:
    if sum(count_words(block.text) for block in blocks) > _WORDS_OF_CAPTIONS:
        return (
            "Le texte du brouillon se trouve dans des blocs gardés tels quels (groupe ou colonnes "
            "avec médias, bloc HTML…) : sortez-le de ces blocs pour qu’il puisse être réécrit."
        )
    return "Le brouillon ne contient que des médias ou des blocs sans texte : ajoutez un texte à réécrire."


def _blocker(code: str, message: str) -> Finding:
    return Finding(severity=Severity.BLOCKER, code=code, place="source", message=message)
