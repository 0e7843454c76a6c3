"""A draft as the site tells it, and what goes back to the site."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from bridge.domain.article import SeoFields
from bridge.domain.evidence import Evidence
from bridge.domain.finding import Finding


@dataclass(frozen=True, kw_only=True, slots=True)
class DraftSummary:
    """A line of the poll.

    ``base`` is the hash of this version; ``pending`` the id of a proposal that waits for a person, made for the
    version ``pending_base``.
    """

    id: int
    type: str
    status: str
    title: str
    base: str
    author: str = ""
    pending: int | None = None
    pending_base: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Draft:
    """One draft, raw as stored.

    ``editor`` is "block" or "classic". ``feedback``: reasons of earlier rejections, oldest first.
    ``tags``: slugs of its tags.
    """

    id: int
    type: str
    status: str
    title: str
    content: str
    excerpt: str
    slug: str
    seo: SeoFields
    base: str
    author: str = ""
    editor: str = "block"
    brief: Mapping[str, object] = field(default_factory=dict)
    feedback: tuple[str, ...] = ()
    edit_link: str = ""
    tags: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class TagChange:
    """Tags (slugs) to set on the draft and to take away from it with a verdict."""

    add: tuple[str, ...] = ()
    remove: tuple[str, ...] = ()


Stat = str | int | float | bool | None


@dataclass(frozen=True, kw_only=True, slots=True)
class Proposal:
    """An article ready for the site.

    ``job`` makes the delivery idempotent; ``base`` is the version it was made from. ``evidence`` is for the person who
    decides.
    """

    draft: int
    job: str
    base: str
    title: str
    content: str
    excerpt: str
    slug: str
    seo: SeoFields
    engine: str
    findings: tuple[Finding, ...] = ()
    stats: Mapping[str, Stat] = field(default_factory=dict)
    tags: TagChange = TagChange()
    evidence: Evidence = field(default_factory=Evidence)


@dataclass(frozen=True, kw_only=True, slots=True)
class Hold:
    """The verdict on a draft for which there is no proposal without a blocker."""

    draft: int
    job: str
    base: str
    engine: str
    findings: tuple[Finding, ...]
    stats: Mapping[str, Stat] = field(default_factory=dict)
    tags: TagChange = TagChange()
    evidence: Evidence = field(default_factory=Evidence)


@dataclass(frozen=True, kw_only=True, slots=True)
class Verdict:
    """What goes to the site: exactly one of the two."""

    proposal: Proposal | None = None
    hold: Hold | None = None

    @property
    def findings(self) -> tuple[Finding, ...]:
        """The findings of whichever it is."""
        delivery = self.proposal or self.hold
        return delivery.findings if delivery else ()


class ProposalState(StrEnum):
    """Where a proposal stands in WordPress."""

    PENDING = "pending"
    APPROVED = "approved"
    REJECTED = "rejected"
    SUPERSEDED = "superseded"


@dataclass(frozen=True, kw_only=True, slots=True)
class ProposalStatus:
    """A proposal as the site has it.

    ``compare_link`` opens WordPress's own comparison, ``review_link`` the page to decide on ("" where there is none).
    """

    id: int
    draft: int
    state: ProposalState
    stale: bool
    compare_link: str
    review_link: str = ""
    edit_link: str = ""
    reason: str | None = None
    decided_by: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class SiteStatus:
    """What the companion says of itself and of the bridge's user, for ``seo-bridge check``.

    ``seo_plugin``: whose fields count (``yoast``, ``rank-math``, ``seopress``, ``none``); others are active, too.
    ``kses_lost``: what WordPress's filter would take from an article as the bridge writes it, None where the companion
    is too old to say; ``kses_stripped``: kinds of tag that it takes away wherever the draft has them not itself.
    """

    plugin_version: str
    api: int
    wordpress: str
    php: str
    locale: str
    name: str
    user: str
    too_much: tuple[str, ...]
    tag_exists: bool
    drafts: int
    seo_plugin: str
    revisions: int
    clock: float
    seo_plugin_version: str = ""
    other_seo_plugins: tuple[str, ...] = ()
    unfiltered_html: bool | None = None
    kses_lost: tuple[str, ...] | None = None
    kses_stripped: tuple[str, ...] = ()
