"""Which kept blocks of a source stand in an article that somebody else wrote: same markup, or same thing shown."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from selectolax.lexbor import LexborHTMLParser

from bridge.domain.source import Block, BlockKind
from bridge.text import inline
from bridge.text.pieces import Piece

_ADDRESS = re.compile(r"https?://[^\s\"'<>\\\]]+")
#: WordPress serves one picture in many sizes: "quai-1024x683.jpg" is "quai.jpg".
_SIZE = re.compile(r"-\d{2,5}x\d{2,5}(?=\.\w{2,5}\Z)")
_CELLS = "td, th, caption, figcaption"


@dataclass(frozen=True, kw_only=True, slots=True)
class Matching:
    """For each kept piece of the article, in order: the source's block that it is (None where nobody had it), and

    ``changed``: its texts (a caption, a table's cells) where they are not the source's.
    """

    blocks: tuple[Block | None, ...]
    changed: tuple[tuple[str, ...], ...]


def match_kept(pieces: Sequence[Piece], blocks: Sequence[Block]) -> Matching:
    """Pairs the article's kept pieces with the source's blocks. A second copy is paired with the same block again."""
    found = [_same(piece, blocks) for piece in pieces]
    taken = {block.index for block in found if block}
    for number, piece in enumerate(pieces):
        if found[number] is None and piece.kind is BlockKind.TABLE:  # a translated table has no cell in common
            left = (block for block in blocks if block.kind is BlockKind.TABLE and block.index not in taken)
            alike = next((block for block in left if len(_cells(block.raw)) == len(_cells(piece.raw))), None)
            found[number] = alike
            taken |= {alike.index} if alike else set()
    return Matching(
        blocks=tuple(found),
        changed=tuple(_changed(piece, block) for piece, block in zip(pieces, found, strict=True)),
    )


def _same(piece: Piece, blocks: Sequence[Block]) -> Block | None:
    exact = next((block for block in blocks if block.raw.strip() == piece.raw.strip()), None)
    if exact:
        return exact
    shown = _shows(piece.kind, piece.raw)
    return next((block for block in blocks if shown and _shows(block.kind, block.raw) == shown), None)


def _shows(kind: BlockKind, raw: str) -> frozenset[str]:
    """What a reader is shown: the files of pictures, the addresses of embeds, else the words."""
    if kind in (BlockKind.IMAGE, BlockKind.GALLERY):
        return frozenset(map(_file, _sources(raw)))
    if kind is BlockKind.EMBED:
        return frozenset(map(_address, _ADDRESS.findall(raw)))
    text = inline.plain(raw) or inline.fold(raw)
    return frozenset({text.casefold()}) if text else frozenset()


def _sources(raw: str) -> Iterable[str]:
    return (node.attributes.get("src") or "" for node in LexborHTMLParser(raw).css("img"))


def _file(address: str) -> str:
    parts = urlsplit(address.strip())
    return _SIZE.sub("", f"{parts.netloc.lower()}{parts.path}")


def _address(address: str) -> str:
    return re.sub(r"\Ahttps?://(?:www\.)?", "", address.strip()).rstrip("/")


def _cells(raw: str) -> list[str]:
    return [inline.plain(node.html or "") for node in LexborHTMLParser(raw).css(_CELLS)]


def _texts(raw: str) -> list[str]:
    tree = LexborHTMLParser(raw)
    alternatives = [node.attributes.get("alt") or "" for node in tree.css("img")]
    return [text for text in (*_cells(raw), *map(inline.fold, alternatives)) if text]


def _changed(piece: Piece, block: Block | None) -> tuple[str, ...]:
    if block is None:
        return tuple(_texts(piece.raw)) or ((piece.text,) if piece.text else ())
    if block.raw.strip() == piece.raw.strip():
        return ()
    known = set(_texts(block.raw))
    return tuple(text for text in _texts(piece.raw) if text not in known)
