"""What core WordPress offers over either protocol, in the few calls that the deliveries are made of."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Protocol

from bridge.domain.swap import Texts
from bridge.wordpress.plain.post import Post, Revision


@dataclass(frozen=True, kw_only=True, slots=True)
class User:
    """The bridge's own account. ``too_much``: what it may do beyond what an editor may, as far as core tells."""

    id: int
    login: str
    too_much: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class About:
    """The site: name, WordPress version ("" where it isn't told), its clock in Unix seconds."""

    name: str
    version: str
    clock: float


#: After the title of the draft on which an account's filters are tried, should it ever be left behind.
TRIAL = " (essai du pont SEO, à supprimer)"


def tried(texts: Texts) -> Texts:
    """The texts of such a draft, without that."""
    return Texts(title=texts.title.removesuffix(TRIAL), content=texts.content, excerpt=texts.excerpt)


class Core(Protocol):
    """One WordPress core, as one user. Every call may raise SiteUnavailable or SiteRefused."""

    def close(self) -> None:
        """Close the connections."""

    def me(self) -> User:
        """The bridge's account."""

    def about(self) -> About:
        """The site itself."""

    def tag(self, slug: str) -> int | None:
        """The tag's number, None where the site has none of that slug."""

    def make_tag(self, slug: str) -> int | None:
        """A new tag's number, None where this user may not make one."""

    def tag_slugs(self, post: Post) -> tuple[str, ...]:
        """The slugs of the post's tags."""

    def tagged(self, *, post_type: str, tag: int, statuses: tuple[str, ...]) -> Iterator[Post]:
        """The posts with that tag, oldest modification first."""

    def read(self, number: int) -> Post:
        """One post, whatever its status. DraftGone where there is none."""

    def author(self, number: int) -> str:
        """A user's shown name, "" where it isn't told."""

    def kept(self, post: Post, texts: Texts) -> Texts:
        """What WordPress keeps of these texts where this user saves the post with them.

        Every save, of a tag alone too, sends all texts through what this user may write (kses): another person's iframe
        would be lost. An account whose HTML is filtered shows it on a draft of its own, deleted at once.
        """

    def touch(self, post: Post) -> None:
        """Save the post as it is."""

    def save(self, post: Post, texts: Texts) -> None:
        """Save the post with these texts. Sent once: after an error, look whether they arrived."""

    def restore(self, post: Post, kept: Revision) -> None:
        """Save the post with a revision's texts."""

    def revisions(self, post: Post) -> tuple[Revision, ...]:
        """Its revisions without autosaves, newest first; none where the site keeps none."""

    def set_tags(self, post: Post, tags: tuple[int, ...]) -> None:
        """Save the post with exactly these tags."""

    def seo_keys(self, post: Post) -> tuple[tuple[str, str, str], ...]:
        """The keys of the SEO plugins whose fields may be written, the likeliest first; none where core shows none."""

    def set_meta(self, post: Post, values: Mapping[str, str]) -> None:
        """Write post meta. WordPress answers success for what it ignores: read it back."""
