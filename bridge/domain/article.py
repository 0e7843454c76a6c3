"""The rewritten text, before it is markup."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from bridge.domain.finding import Finding


@dataclass(frozen=True, kw_only=True, slots=True)
class SeoFields:
    """Yoast's three texts: plain text, no HTML."""

    title: str = ""
    description: str = ""
    keyphrase: str = ""


class NodeKind(StrEnum):
    """What a node of an article's body is; KEPT stands for a block of the source, carried over as it is."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LIST = "list"
    QUOTE = "quote"
    KEPT = "kept"


@dataclass(frozen=True, kw_only=True, slots=True)
class Node:
    """One block of an article's body.

    ``html``: inline HTML of a heading, paragraph or quote; ``items``: of a list's items. ``level``: a heading's, 2–6.
    ``source``: for KEPT, the index of the block in ``Source.blocks`` that stands here. ``origins``: indexes of
    the source blocks that the node stems from, where the engine knows.
    """

    kind: NodeKind
    html: str = ""
    level: int | None = None
    items: tuple[str, ...] = ()
    ordered: bool = False
    citation: str = ""
    source: int | None = None
    origins: tuple[int, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Article:
    """A French article built for search. ``title``, ``slug``, ``excerpt`` are plain text."""

    title: str
    body: tuple[Node, ...]
    seo: SeoFields
    slug: str
    excerpt: str


@dataclass(frozen=True, kw_only=True, slots=True)
class ModelCall:
    """One call of a model: tokens as the server counted them (None where it does not), wall time in seconds.

    ``cached_tokens``: those of the prompt that the provider had cached. ``cost``: in the currency of the price table,
    None where the model has no price. ``purpose``: ``whole``, ``plan``, ``section 2``, ``fields``, ``repair``…
    """

    model: str
    prompt_tokens: int | None
    completion_tokens: int | None
    seconds: float
    purpose: str
    cached_tokens: int | None = None
    cost: float | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Rewrite:
    """What an engine makes of a source: an article, or None with at least one blocker that says why there is none.

    ``round``: 0 for the first try, then the number of the repair. ``calls``: all that were needed so far.
    """

    article: Article | None
    findings: tuple[Finding, ...] = ()
    calls: tuple[ModelCall, ...] = ()
    notes: Mapping[str, str] = field(default_factory=dict)
    round: int = 0
