"""What the ways to stage a proposal without the companion have in common."""

from __future__ import annotations

from typing import Protocol

from bridge.domain.draft import Proposal
from bridge.domain.swap import Texts
from bridge.errors import ContentFiltered, SiteRefused
from bridge.wordpress.plain.core import Core
from bridge.wordpress.plain.post import Post
from bridge.wordpress.plain.refusals import ROLE


class Delivery(Protocol):
    """One way. SiteUnavailable and SiteRefused may come from every call."""

    def check(self, post: Post) -> None:
        """SiteRefused where this way would change the draft for good."""

    def find(self, post: Post, texts: Texts) -> int | None:
        """The number under which exactly these texts are staged already, None where they are not."""

    def stage(self, post: Post, proposal: Proposal) -> int:
        """Stage them, prove that they arrived whole and that the draft is what it was, and return their number.

        ContentFiltered where WordPress strips something, StaleDraft where a person saved at the same time.
        """

    def settle(self, draft: int, texts: Texts) -> None:
        """Called after the draft's last save: make sure that WordPress still shows the proposal."""


def refuse_filtered(core: Core, post: Post) -> None:
    """SiteRefused for an account without ``unfiltered_html`` and a draft with HTML that only others may write."""
    if core.kept(post, post.texts) == post.texts:
        return
    raise SiteRefused(
        "WordPress filtre le HTML que cet utilisateur enregistre : le brouillon perdrait ce que sa rédaction y a mis "
        "(iframe, script…)",
        where=f"draft {post.id}",
        todo=f"donnez-lui la capacité « unfiltered_html » (le rôle Éditeur l'a, hors multisite) : {ROLE}",
    )


def filtered(wanted: Texts, stored: Texts, where: str) -> ContentFiltered:
    """The error for texts that did not arrive whole; it quotes what is gone."""
    name, before, after = next(
        (name, getattr(wanted, name), getattr(stored, name))
        for name in ("content", "title", "excerpt")
        if getattr(wanted, name) != getattr(stored, name)
    )
    return ContentFiltered(
        "WordPress retirerait ou changerait une partie de l'article", where=f"{where}, {name} : {_lost(before, after)}"
    )


def _lost(before: str, after: str) -> str:
    """The first words that differ, with a little of what follows."""
    start = next((at for at, (old, new) in enumerate(zip(before, after, strict=False)) if old != new), len(after))
    return before[max(0, start - 1) : start + 120]
