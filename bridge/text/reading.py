"""A draft, read: what of it is content, in blocks, and what was dropped and why."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from bridge.domain.finding import Finding, Severity
from bridge.domain.source import Block, Link, Source, SourceFormat
from bridge.text import inline, places
from bridge.text.active import acting_parts
from bridge.text.blockreading import read_blocks
from bridge.text.classic import has_markup, read_html
from bridge.text.cleaning import clean
from bridge.text.debris import drop_debris
from bridge.text.endless import unfold
from bridge.text.injections import drop_injections
from bridge.text.instructions import take_instruction
from bridge.text.language import detect
from bridge.text.markup import BlockNode, parse
from bridge.text.pieces import Piece, cut, numbered
from bridge.text.subheads import find_subheads, head_first_line
from bridge.text.words import count_words

#: Kept blocks with more words than this hold text and not captions alone.
_WORDS_OF_CAPTIONS = 50
#: Characters of text beyond which nothing is rewritten: some 40,000 words, a book, would take minutes to prove.
LONGEST = 250_000
#: Characters of a draft as stored, markup and all, and of its title, beyond which it is not even read.
LONGEST_RAW, LONGEST_TITLE = 1_000_000, 1_000
#: Blocks beyond which nothing is rewritten: thirty times what a long report has.
MOST_BLOCKS = 3_000
#: Blocks with something active that are told one by one.
_MOST_ACTIVE = 25


def read(title: str, content: str) -> Source:
    """The source of a draft with this title and content, raw as WordPress stores them.

    Where it is too large to be read it has no blocks, and a finding says so.
    """
    if len(content) > LONGEST_RAW or len(title) > LONGEST_TITLE:
        return Source(title="", format=SourceFormat.PLAIN, blocks=(), findings=(_too_large(title, content),))
    title, about_title = clean(title, "titre")
    content, findings = clean(content, "source")
    written_as, pieces = pieces_of(content)
    instruction, pieces, told = take_instruction(_worth_reading(pieces))
    pieces, injected = drop_injections(pieces)
    pieces, unfolded = unfold(pieces)
    pieces, dropped = drop_debris(pieces, plain=written_as is SourceFormat.PLAIN)
    pieces = find_subheads(_with_words(pieces))
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
        findings=(
            *about_title,
            *findings,
            *told,
            *injected,
            *unfolded,
            *dropped,
            *_missing(blocks, text),
            *_active(blocks),
        ),
    )  # fmt: skip


def pieces_of(content: str) -> tuple[SourceFormat, list[Piece]]:
    """How ``content`` is written, and its pieces in order, debris and all."""
    nodes = parse(content)
    if any(isinstance(node, BlockNode) for node in nodes):
        return SourceFormat.BLOCKS, read_blocks(nodes)
    written_as = SourceFormat.CLASSIC if has_markup(content) else SourceFormat.PLAIN
    return written_as, read_html(content)


def _worth_reading(pieces: list[Piece]) -> list[Piece]:
    """The pieces, numbered, without empty text: an empty paragraph is nobody's content."""
    return numbered(_with_words(pieces))


def _with_words(pieces: list[Piece]) -> list[Piece]:
    """What was left out may leave a mark or two behind."""
    return [piece for piece in pieces if piece.kept or count_words(piece.text)]


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
    if len(text) > LONGEST:
        return (_blocker("source.too_long", _too_long(text)),)
    if len(blocks) > MOST_BLOCKS:
        return (_blocker("source.too_many_blocks", _too_many(blocks)),)
    if not count_words(text):
        return (_blocker("source.no_text", _no_text(blocks)),)
    return ()


def _acting(block: Block) -> Iterator[str]:
    if block.kept:
        yield from acting_parts(block.raw)
        return
    for html in (block.html, *block.items):
        if "[" in html:  # of sanitized text, shortcodes alone may act
            yield from acting_parts(html)


def _active(blocks: tuple[Block, ...]) -> Iterator[Finding]:
    """What an article would have to carry over as it stands, and no proposal may hold."""
    found = ((block, part) for block in blocks for part in islice(_acting(block), 1))
    for block, part in islice(found, _MOST_ACTIVE):
        yield Finding(
            severity=Severity.BLOCKER,
            code="source.active",
            place=places.of_block(block.index),
            message="Ce bloc contient du code actif (script, formulaire, cadre, adresse ou style qui agit), que "
            "WordPress refuserait : retirez-le, ou remplacez-le par un bloc d’intégration.",
            evidence=cut(part),
        )


def _too_large(title: str, content: str) -> Finding:
    message = (
        f"Le brouillon est trop volumineux pour être lu ({_counted(len(content))} caractères, "
        f"{_counted(len(title))} pour le titre ; au plus {_counted(LONGEST_RAW)} et {_counted(LONGEST_TITLE)}) : "
        "partagez-le, ou retirez-en ce qui n’est pas du texte (images collées, code)."
    )
    return _blocker("source.too_large", message)


def _too_many(blocks: tuple[Block, ...]) -> str:
    return (
        f"Le brouillon compte trop de blocs ({_counted(len(blocks))}, au plus {_counted(MOST_BLOCKS)}) pour être "
        "réécrit et vérifié : partagez-le en plusieurs articles."
    )


def _counted(number: int) -> str:
    return f"{number:,}".replace(",", "\u202f")


def _too_long(text: str) -> str:
    counted = _counted(count_words(text))
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
