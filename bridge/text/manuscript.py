"""An article from a file, whoever wrote it, as the record that checks look at: nothing in it is cleaned away."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from selectolax.lexbor import LexborHTMLParser

from bridge.domain.article import Article, Node, NodeKind, SeoFields
from bridge.domain.finding import Finding, Severity
from bridge.domain.source import BlockKind, Source, SourceFormat
from bridge.text import inline, places
from bridge.text.kept_blocks import Matching, match_kept
from bridge.text.pieces import Piece, cut
from bridge.text.reading import pieces_of
from bridge.text.subheads import find_subheads, head_first_line
from bridge.text.words import count_words

_KINDS = {
    BlockKind.HEADING: NodeKind.HEADING,
    BlockKind.PARAGRAPH: NodeKind.PARAGRAPH,
    BlockKind.LIST: NodeKind.LIST,
    BlockKind.QUOTE: NodeKind.QUOTE,
}
_LEVEL = re.compile(r"<h([1-6])[\s>]", re.IGNORECASE)
_DOCUMENT = re.compile(r"<(?:!doctype\s+html|html|head|body)[\s>]", re.IGNORECASE)
#: What sanitizing takes out in silence, and no article may bring along.
_ACTIVE = re.compile(
    r"<\s*(?:script|style|object|form|input|button|svg|base|meta|link)\b|<[^<>]*\son[a-z]{3,}\s*=|"
    r"(?:href|src|action)\s*=\s*[\"']?\s*(?:javascript|vbscript|data)\s*:",
    re.IGNORECASE,
)
_MARKDOWN_HEADING = re.compile(r"(#{1,6})\s+(\S.*?)\s*#*")
_ADDED = {
    BlockKind.IMAGE: "Cette image",
    BlockKind.GALLERY: "Cette galerie",
    BlockKind.EMBED: "Ce contenu embarqué",
    BlockKind.SHORTCODE: "Ce code court",
    BlockKind.TABLE: "Ce tableau",
    BlockKind.CODE: "Ce bloc de code",
}


@dataclass(frozen=True, kw_only=True, slots=True)
class Page:
    """A file's text without what frames it: ``title`` and ``description`` are those of an HTML document's head."""

    content: str
    title: str = ""
    description: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Manuscript:
    """An article as read. ``findings``: what it brings along that no article may (code, media of its own)."""

    article: Article
    format: SourceFormat
    findings: tuple[Finding, ...] = ()


def page_of(text: str) -> Page:
    """A whole HTML document as its body, with what its head says; anything else as it is."""
    if not _DOCUMENT.search(text[:5000]):
        return Page(content=text)
    tree = LexborHTMLParser(text)
    body, title = tree.body, tree.css_first("head > title")
    described = tree.css_first('meta[name="description"]')
    return Page(
        content=_inner(body.html or "") if body else text,
        title=inline.fold(title.text()) if title else "",
        description=inline.fold(described.attributes.get("content") or "") if described else "",
    )


def _inner(body: str) -> str:
    return re.sub(r"\A<body[^>]*>|</body>\Z", "", body, flags=re.IGNORECASE)


def read_article(text: str, source: Source, *, keyphrase: str = "") -> Manuscript:
    """The article of a file: HTML, block markup or text, beside the source whose blocks it carries over."""
    page = page_of(text)
    written_as, pieces = pieces_of(page.content)
    pieces = [piece for piece in pieces if not piece.layout and not piece.comment]
    pieces = [piece for piece in pieces if piece.kept or count_words(piece.text)]
    if written_as is SourceFormat.PLAIN:
        pieces = find_subheads(head_first_line(_markdown(pieces)))
    title, pieces = _titled(pieces, written_as)
    matching = match_kept([piece for piece in pieces if piece.kept], [block for block in source.blocks if block.kept])
    kept = iter(range(len(pieces)))
    body = tuple(node for piece in pieces for node in _nodes(piece, matching, kept))
    seo = SeoFields(title=page.title, description=page.description, keyphrase=keyphrase)
    return Manuscript(
        article=Article(title=title or page.title, body=body, seo=seo, slug="", excerpt=""),
        format=written_as,
        findings=(*_added(pieces, matching), *_active(pieces), *_empty(body)),
    )


def _markdown(pieces: list[Piece]) -> list[Piece]:
    """Text whose headings are written as Markdown's; one line of that kind alone is a leftover, and stays one."""
    found = {index: match for index, piece in enumerate(pieces) if (match := _MARKDOWN_HEADING.fullmatch(piece.text))}
    if len(found) < 2:
        return pieces
    return [
        replace(piece, kind=BlockKind.HEADING, level=len(found[index][1]), text=found[index][2],
                html=inline.escape(found[index][2])) if index in found else piece
        for index, piece in enumerate(pieces)
    ]  # fmt: skip


def _titled(pieces: list[Piece], written_as: SourceFormat) -> tuple[str, list[Piece]]:
    """The title that stands above the text (an H1; a text's first line), and the rest."""
    first = next((index for index, piece in enumerate(pieces) if not piece.kept), None)
    if first is None or pieces[first].kind is not BlockKind.HEADING:
        return "", pieces
    if written_as is not SourceFormat.PLAIN and _level(pieces[first]) != 1:
        return "", pieces
    return pieces[first].text, [*pieces[:first], *pieces[first + 1 :]]


def _level(piece: Piece) -> int | None:
    """As written: reading takes an H1 for an H2."""
    tag = _LEVEL.search(piece.raw)
    return int(tag[1]) if tag else piece.level


def _nodes(piece: Piece, matching: Matching, kept: Iterator[int]) -> Iterator[Node]:
    if not piece.kept:
        yield Node(
            kind=_KINDS[piece.kind],
            html=piece.html,
            level=_level(piece) if piece.kind is BlockKind.HEADING else None,
            items=piece.items,
            ordered=piece.ordered,
            citation=piece.citation,
        )
        return
    number = next(kept)
    block = matching.blocks[number]
    if block is not None:
        yield Node(kind=NodeKind.KEPT, source=block.index)
    said = matching.changed[number]
    if said:  # a caption or a table in other words than the source's has facts, too
        yield Node(kind=NodeKind.LIST, items=tuple(map(inline.escape, said)))


def _added(pieces: list[Piece], matching: Matching) -> Iterator[Finding]:
    kept = [piece for piece in pieces if piece.kept]
    for piece, block in zip(kept, matching.blocks, strict=True):
        if block is None:
            name = _ADDED.get(piece.kind, "Ce bloc")
            harmless = piece.kind in (BlockKind.TABLE, BlockKind.CODE) or (
                piece.kind is BlockKind.UNKNOWN and bool(piece.text) and not _ACTIVE.search(piece.raw)
            )
            yield Finding(
                severity=Severity.WARNING if harmless else Severity.BLOCKER,
                code="kept.added",
                place=places.WHOLE,
                message=f"{name} n’est pas dans la source : retirez l’ajout, ou vérifiez d’où il vient.",
                evidence=cut(piece.text or piece.raw),
            )


def _active(pieces: list[Piece]) -> Iterator[Finding]:
    for piece in pieces:
        found = None if piece.kept else _ACTIVE.search(piece.raw)
        if found:
            yield Finding(
                severity=Severity.BLOCKER,
                code="markup.forbidden",
                place=places.WHOLE,
                message="Du code actif ne doit pas entrer dans l’article : retirez-le.",
                evidence=cut(piece.raw[found.start() : found.start() + 80]),
            )


def _empty(body: tuple[Node, ...]) -> Iterator[Finding]:
    if not any(node.kind is not NodeKind.KEPT for node in body):
        yield Finding(
            severity=Severity.BLOCKER,
            code="words.none",
            place=places.WHOLE,
            message="L’article est vide : il n’y a rien à vérifier. Vérifiez que c’est le bon fichier.",
        )
