"""A post as core tells it, and the hash that names its version."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import product

from bridge.domain.article import SeoFields
from bridge.domain.swap import Texts
from bridge.wordpress.plain import seo

DRAFT_STATUSES = ("draft", "pending")
_BLOCK = "<!-- wp:"


@dataclass(frozen=True, kw_only=True, slots=True)
class Post:
    """One post, raw as stored.

    ``author``: a user's number. ``date``: as core tells it, of no meaning while a draft's date floats. ``modified``:
    UTC, sorts as text. ``tags``: numbers. ``meta``: those of the SEO plugins' fields that the site shows, by key;
    ``hints``: all keys that it shows over XML-RPC.
    ``unfiltered``: whether this user's HTML is stored as it is; None where core doesn't say.
    """

    id: int
    type: str
    status: str
    texts: Texts
    slug: str
    author: int
    date: str = ""
    modified: str = ""
    tags: tuple[int, ...] = ()
    meta: Mapping[str, str] = field(default_factory=dict)
    hints: frozenset[str] = frozenset()
    unfiltered: bool | None = None

    @property
    def seo(self) -> SeoFields:
        """The SEO fields as far as the site shows them."""
        return seo.read(self.meta)

    @property
    def base(self) -> str:
        """The version: SHA-256 over title, content, excerpt, slug and the SEO fields, raw. It agrees with itself alone,
        not with the companion's, nor always between REST and XML-RPC, which show different SEO fields."""
        return _hash(self, self.seo)

    @property
    def editor(self) -> str:
        """Told by the content: whether the site uses the block editor for a post, core doesn't say over its APIs."""
        return "block" if _BLOCK in self.texts.content or not self.texts.content.strip() else "classic"

    def is_version(self, base: str, filled: SeoFields) -> bool:
        """Whether this is the version ``base``, also where the bridge has since put ``filled`` into empty fields."""
        now = self.seo
        ours = [(value, "") if value and value == put else (value,) for value, put in _pairs(now, filled)]
        return any(
            _hash(self, SeoFields(title=title, description=description, keyphrase=keyphrase)) == base
            for title, description, keyphrase in product(*ours)
        )

    def untouched(self, earlier: Post) -> bool:
        """Whether nothing that a reader or an editor sees has changed since; tags, SEO fields and dates aside."""
        return (self.texts, self.slug, self.status, self.author) == (
            earlier.texts,
            earlier.slug,
            earlier.status,
            earlier.author,
        )


def _pairs(now: SeoFields, filled: SeoFields) -> tuple[tuple[str, str], ...]:
    return (
        (now.title, filled.title),
        (now.description, filled.description),
        (now.keyphrase, filled.keyphrase),
    )


def _hash(post: Post, fields: SeoFields) -> str:
    texts = post.texts
    parts = [texts.title, texts.content, texts.excerpt, post.slug, fields.title, fields.description, fields.keyphrase]
    return hashlib.sha256(json.dumps(parts, ensure_ascii=False).encode("utf-8", "surrogatepass")).hexdigest()


@dataclass(frozen=True, kw_only=True, slots=True)
class Revision:
    """One revision (or autosave) of a post. ``author``: a user's number; ``modified``: UTC, sorts as text."""

    id: int
    author: int
    texts: Texts
    modified: str = ""
