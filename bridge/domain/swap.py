"""A text that stands in a draft for a moment, so that WordPress keeps it as a revision: what must survive a crash."""

from __future__ import annotations

from dataclasses import dataclass

from bridge.domain.draft import Proposal


@dataclass(frozen=True, kw_only=True, slots=True)
class Texts:
    """What a revision of WordPress holds of a post, raw as stored."""

    title: str
    content: str
    excerpt: str

    @classmethod
    def of(cls, proposal: Proposal) -> Texts:
        """Those of a proposal."""
        return cls(title=proposal.title, content=proposal.content, excerpt=proposal.excerpt)


@dataclass(frozen=True, kw_only=True, slots=True)
class Swap:
    """One draft's text put aside for a proposal's.

    ``kept``: the revision that holds ``original``; ``newest``: the highest number of a revision before the swap.
    """

    draft: int
    job: str
    base: str
    original: Texts
    proposed: Texts
    kept: int
    newest: int
