"""An article's HTML as stretches of running text that a corruption may change, and all else, which it may not."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

_TAG = re.compile(r"(<!--.*?-->|<[^>]+>)", re.DOTALL)
#: Nothing in these is running text: they are carried over as they are.
_KEPT = frozenset({"figure", "table", "pre", "iframe", "script", "style", "details", "form"})
_NAME = re.compile(r"<(/?)([a-zA-Z0-9]+)")


@dataclass(frozen=True)
class Site:
    """A place of an HTML text: from ``start`` to ``end`` running text within the element ``within`` ("p", "h2"…)."""

    start: int
    end: int
    within: str


def sites(html: str) -> Iterator[Site]:
    """The stretches of running text, in order."""
    kept, open_tags, at = 0, [""], 0
    for part in _TAG.split(html):
        tag = _NAME.match(part)
        if tag and part.startswith("<"):
            name = tag[2].lower()
            if name in _KEPT:
                kept += -1 if tag[1] else 1
            elif name in ("p", "li", "blockquote", "cite", "h1", "h2", "h3", "h4", "h5", "h6"):
                open_tags = open_tags[:-1] or [""] if tag[1] else [*open_tags, name]
        elif part.strip() and kept == 0 and not part.startswith("<!--"):
            yield Site(at, at + len(part), open_tags[-1])
        at += len(part)


def matches(html: str, pattern: re.Pattern[str], *, within: tuple[str, ...] = ("p", "li")) -> list[re.Match[str]]:
    """Every match of the pattern in running text."""
    return [
        match for site in sites(html) if site.within in within for match in pattern.finditer(html, site.start, site.end)
    ]


def replaced(html: str, match: re.Match[str], new: str | Callable[[re.Match[str]], str]) -> str:
    """The text with one match changed."""
    return html[: match.start()] + (new if isinstance(new, str) else new(match)) + html[match.end() :]


def swapped(html: str, first: re.Match[str], second: re.Match[str], group: int = 0) -> str:
    """The text with two matches exchanged."""
    (a, b), (c, d) = sorted((first.span(group), second.span(group)))
    return html[:a] + html[c:d] + html[b:c] + html[a:b] + html[d:]


def elements(html: str, name: str) -> list[re.Match[str]]:
    """Whole elements of that name, without others of the same name within."""
    return list(re.finditer(rf"<{name}(?:\s[^>]*)?>(?:(?!<{name}[\s>]).)*?</{name}>\s*", html, re.DOTALL))
