"""What the readers make of a draft before it becomes a source: pieces in order, some of which are not content."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from bridge.domain.finding import Finding, Severity
from bridge.domain.source import KEPT_KINDS, Block, BlockKind
from bridge.text import inline

#: Evidence is shown beside the diff; longer would hide the rest.
MAX_EVIDENCE = 300
#: What WordPress runs (a shortcode) or embeds (an address alone).
_ACTING = re.compile(r"\[|://")


@dataclass(frozen=True, kw_only=True, slots=True)
class Piece:
    """A block to be; fields as in ``Block``. ``place`` is its position in the draft as read, from 1 (0: not yet known).

    ``layout`` marks a separator or spacer, ``comment`` an HTML comment: both are dropped with a finding.
    """

    kind: BlockKind
    raw: str
    html: str = ""
    text: str = ""
    level: int | None = None
    items: tuple[str, ...] = ()
    ordered: bool = False
    citation: str = ""
    place: int = 0
    layout: bool = False
    comment: bool = False

    @property
    def kept(self) -> bool:
        """Whether an article carries the piece over as it is."""
        return self.kind in KEPT_KINDS

    @property
    def where(self) -> str:
        """The place as findings name it."""
        return f"source, bloc {self.place}"

    @property
    def marked_up(self) -> bool:
        """Whether the text carries inline HTML, so that it can't be cut at any place."""
        return "<" in self.html

    def block(self, index: int) -> Block:
        """The piece as a block of the source."""
        return Block(
            index=index,
            kind=self.kind,
            raw=self.raw,
            html=self.html,
            text=self.text,
            level=self.level,
            items=self.items,
            ordered=self.ordered,
            citation=self.citation,
        )


def text_piece(html: str, raw: str, kind: BlockKind = BlockKind.PARAGRAPH, level: int | None = None) -> Piece:
    """A paragraph or heading of ``html``, which is sanitized and folded here."""
    clean = inline.fold(inline.sanitize(html))
    return Piece(kind=kind, raw=raw, html=clean, text=inline.plain(clean), level=level)


def plain_piece(text: str, like: Piece, kind: BlockKind = BlockKind.PARAGRAPH, level: int | None = None) -> Piece:
    """A part of the piece ``like``, of plain text."""
    raw = _inert(text) if _ACTING.search(text) and "&" in like.raw else text
    return Piece(kind=kind, raw=raw, html=inline.escape(text), text=text, level=level, place=like.place)


def _inert(text: str) -> str:
    """Text that may have been written with entities, as raw markup in which no shortcode or address acts.

    ``&#91;gallery]`` in a draft is text: decoded, it must not pass for a shortcode that the draft has.
    """
    return text.replace("[", "&#91;").replace("://", ":&#47;&#47;")


def without(piece: Piece, passages: list[str]) -> Piece | None:
    """The paragraph or heading without these passages of its text; None where nothing is left.

    Links and emphasis around them stay, unless a passage itself runs across a tag: then the text alone is left.
    """
    text, html = piece.text, piece.html
    for passage in passages:
        text = text.replace(passage, " ", 1)
        html = html.replace(inline.escape(passage), " ", 1)
    text = inline.fold(text)
    if not text:
        return None
    if inline.plain(html) != text:
        html = inline.escape(text)
    return replace(piece, html=inline.fold(html), text=text)


def kept_piece(kind: BlockKind, raw: str) -> Piece:
    """A piece that an article must carry over."""
    return Piece(kind=kind, raw=raw, text=inline.plain(raw))


def numbered(pieces: list[Piece]) -> list[Piece]:
    """The pieces with their places, counted from 1."""
    return [replace(piece, place=number) for number, piece in enumerate(pieces, 1)]


def cut(evidence: str) -> str:
    """The evidence, cut to MAX_EVIDENCE characters."""
    evidence = inline.fold(evidence)
    return evidence if len(evidence) <= MAX_EVIDENCE else evidence[: MAX_EVIDENCE - 1] + "…"


def noticed(code: str, piece: Piece, message: str, evidence: str = "", severity: Severity = Severity.INFO) -> Finding:
    """A finding about ``piece``; its text is the evidence unless given."""
    return Finding(
        severity=severity, code=code, place=piece.where, message=message, evidence=cut(evidence or piece.text)
    )
