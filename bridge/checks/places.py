"""What the checks share: the pieces of an article with the names an editor knows them by, and short findings."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from bridge.domain.article import Article, Node
from bridge.domain.finding import Finding, Severity
from bridge.domain.source import Block, Brief, Source
from bridge.text import inline, places
from bridge.text.outline import node_text

#: The longest evidence that a finding carries, in characters.
EVIDENCE = 300
#: How many findings of one kind are worth showing: beyond, an article is hopeless and a person sees so.
MANY = 25


@dataclass(frozen=True, kw_only=True, slots=True)
class Piece:
    """A stretch of the article: where it stands, its plain text, and its node (None for a field)."""

    place: str
    text: str
    node: Node | None = None


def clip(text: str, length: int = EVIDENCE) -> str:
    """``text`` on one line, cut at ``length`` characters."""
    line = " ".join(text[: 4 * length].split())
    return line if len(line) <= length else line[: length - 1].rstrip() + "…"


def blocker(code: str, place: str, message: str, evidence: str = "") -> Finding:
    """A finding that holds the draft."""
    return _finding(Severity.BLOCKER, code, place, message, evidence)


def warning(code: str, place: str, message: str, evidence: str = "") -> Finding:
    """A finding for the person who decides."""
    return _finding(Severity.WARNING, code, place, message, evidence)


def info(code: str, place: str, message: str, evidence: str = "") -> Finding:
    """A finding that asks for nothing."""
    return _finding(Severity.INFO, code, place, message, evidence)


def _finding(severity: Severity, code: str, place: str, message: str, evidence: str) -> Finding:
    return Finding(severity=severity, code=code, place=place, message=message, evidence=clip(evidence))


def fields(article: Article) -> tuple[Piece, ...]:
    """The plain-text fields that people read; the slug is none."""
    return (
        Piece(place=places.TITLE, text=article.title),
        Piece(place=places.SEO_TITLE, text=article.seo.title),
        Piece(place=places.DESCRIPTION, text=article.seo.description),
        Piece(place=places.KEYPHRASE, text=article.seo.keyphrase),
        Piece(place=places.EXCERPT, text=article.excerpt),
    )


@lru_cache(maxsize=16)
def nodes(article: Article) -> tuple[Piece, ...]:
    """Every node of the body, each named by its kind and its number among its kind; kept ones have no text."""
    return tuple(
        Piece(place=place, text=node_text(node), node=node)
        for place, node in zip(places.node_places(article), article.body, strict=True)
    )


def body(article: Article) -> tuple[Piece, ...]:
    """The nodes of the body that have text."""
    return tuple(piece for piece in nodes(article) if piece.text)


def everything(article: Article) -> tuple[Piece, ...]:
    """Fields and body."""
    return (*fields(article), *body(article))


def block_text(block: Block) -> str:
    """What a block of the source says, the source line of a quote included."""
    return "\n".join(filter(None, (block.text or inline.plain(block.raw), block.citation)))


@lru_cache(maxsize=16)
def source_text(source: Source) -> str:
    """All that the source says: title, text, and the text of its kept blocks; one block a line or more."""
    return "\n".join((source.title, *map(block_text, source.blocks)))


def brief_text(brief: Brief) -> str:
    """What the editor has written in the brief: facts may come from there."""
    glossary = (f"{term} {rendering}" for term, rendering in brief.glossary.items())
    return "\n".join((brief.keyphrase or "", brief.instructions, *glossary, *brief.feedback))
