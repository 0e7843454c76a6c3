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

    def alike(self, other: Texts) -> bool:
        """Equal on a page: WordPress writes ``&`` as ``&amp;`` where it filters an account's HTML."""
        return _as_read(self) == _as_read(other)


def _as_read(texts: Texts) -> tuple[str, ...]:
    return tuple(text.replace("&amp;", "&") for text in (texts.title, texts.content, texts.excerpt))


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
