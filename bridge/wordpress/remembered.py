"""The last answer to each page of a poll, so that a site need not send again what has not changed (RFC 9110, 13.1.2).

It lives as long as the process: ``run`` polls every few minutes, and a list that still holds costs a few hundred bytes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from bridge.domain.draft import DraftSummary
from bridge.wordpress.answers import Answer

NOT_MODIFIED = 304
#: Bytes of a site's answers that are remembered at most, as they came: some ten thousand drafts.
LARGEST_KEPT = 4_000_000
#: So many times in a row an answer is taken for the current one. Then it is asked for in full, lest something on the
#: way that answers 304 to everything hide a draft for ever: with a poll every five minutes, for some eight hours.
MOST_USES = 100

#: An entity tag (RFC 9110, 8.8.3), in ASCII, and of a length that is worth sending back.
_TAG = re.compile(r'(?:W/)?"([\x21\x23-\x7e]{1,200})"', re.ASCII)
#: What Apache's mod_deflate and mod_brotli, Jetty and others put behind a tag of what they compress.
_MARKS = tuple(f"{sign}{coding}" for sign in ("--", "-", ";") for coding in ("gzip", "br", "deflate", "zstd"))


@dataclass(frozen=True, kw_only=True, slots=True)
class Page:
    """A page of a poll. ``tag``: its ETag, "" where it has none that can be sent back; ``size`` in bytes, as it came;
    ``uses``: how many times in a row the site has said that it still holds."""

    tag: str
    drafts: tuple[DraftSummary, ...]
    size: int
    uses: int = 0

    def confirmed_by(self, answer: Answer) -> bool:
        """Whether a 304 is about this very answer: it names no tag, or this one (compared weakly)."""
        told = answer.headers.get("ETag")
        return told is None or _opaque(told) == _opaque(self.tag) != ""

    def again(self) -> Page:
        """The same, once more."""
        return replace(self, uses=self.uses + 1)


@dataclass(frozen=True, kw_only=True, slots=True)
class Listing:
    """What is remembered of a site: the pages of its last poll from the first to the last, None for those that can't be
    or need not be. ``filters``: what was asked for."""

    filters: Mapping[str, str]
    pages: tuple[Page | None, ...]

    @classmethod
    def of(cls, filters: Mapping[str, str], pages: Iterable[Page]) -> Listing:
        """As many of the pages as there is room for."""
        kept: list[Page | None] = []
        room = LARGEST_KEPT
        for page in pages:
            fits = bool(page.tag) and page.size <= room
            room -= page.size if fits else 0
            kept.append(page if fits else None)
        return cls(filters=filters, pages=tuple(kept))

    def page(self, filters: Mapping[str, str], number: int) -> Page | None:
        """What was answered to that page (from 1 on) of that very listing, unless it is to be asked for in full."""
        if filters != self.filters or number > len(self.pages):
            return None
        page = self.pages[number - 1]
        return page if page and page.uses < MOST_USES else None


NOTHING = Listing(filters={}, pages=())


def tag(answer: Answer) -> str:
    """The answer's ETag as it came, "" where there is none that can be sent back."""
    told = answer.headers.get("ETag", "")
    return told if _TAG.fullmatch(told) else ""


def _opaque(told: str) -> str:
    """What two tags have in common that are weakly the same; "" where it is no tag."""
    match = _TAG.fullmatch(told)
    if not match:
        return ""
    mark = next((mark for mark in _MARKS if match[1].endswith(mark)), "")
    return match[1].removesuffix(mark)
