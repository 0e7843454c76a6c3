"""Where the elements of an HTML fragment begin and end, byte for byte.

HTML parsers give a tree and lose the offsets; blocks that an article must carry over need exactly their markup. So
tags are located here, and what stands between them is read with a real parser elsewhere.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

#: Quoted attribute values may hold ``>``. Possessive, and each alternative needs another first character: linear.
_TAG = re.compile(
    r"<(?P<close>/)?(?P<name>[a-zA-Z][a-zA-Z0-9-]*+)(?P<attributes>(?:[^<>\"']|\"[^\"]*+\"|'[^']*+')*+)>|<!--"
)
VOID = frozenset({"img", "br", "hr", "input", "source", "track", "wbr", "area", "base", "col", "embed", "link", "meta"})
#: Their content is no markup.
_RAW_TEXT = frozenset({"script", "style", "textarea"})


@dataclass(frozen=True, slots=True)
class Tag:
    """A tag or a whole comment (``name`` is "!" then); ``name`` is in lower case."""

    start: int
    end: int
    name: str
    closing: bool
    void: bool


@dataclass(frozen=True, slots=True)
class Span:
    """An element from its opening tag's start to its closing tag's end; ``inner_*`` bound what stands between."""

    name: str
    start: int
    end: int
    inner_start: int
    inner_end: int


def tags(html: str) -> list[Tag]:
    """The tags and comments of ``html`` in order. An unclosed comment is none."""
    found: list[Tag] = []
    at = 0
    comments_end = True
    while match := _TAG.search(html, at):
        at = match.end()
        if match["name"] is None:
            end = html.find("-->", at) if comments_end else -1
            comments_end = end >= 0
            if comments_end:
                at = end + 3
                found.append(Tag(match.start(), at, "!", False, True))
            continue
        name = match["name"].lower()
        void = name in VOID or match["attributes"].endswith("/")
        found.append(Tag(match.start(), at, name, bool(match["close"]), void))
        if name in _RAW_TEXT and not match["close"]:
            at = _raw_text_end(html, name, at)
    return found


def _raw_text_end(html: str, name: str, at: int) -> int:
    match = re.compile(rf"</{name}", re.IGNORECASE).search(html, at)
    return match.start() if match else len(html)


def elements(html: str, names: frozenset[str]) -> list[Span]:
    """The outermost elements with one of ``names``, in order; comments count as elements named "!".

    An element without a closing tag ends where the next element of ``names`` begins, or at the end.
    """
    relevant = [tag for tag in tags(html) if tag.name in names]
    partner = _partners(relevant)
    spans: list[Span] = []
    index = 0
    while index < len(relevant):
        tag = relevant[index]
        if tag.closing:
            index += 1
        elif tag.void:
            spans.append(Span(tag.name, tag.start, tag.end, tag.end, tag.end))
            index += 1
        elif index in partner:
            close = relevant[partner[index]]
            spans.append(Span(tag.name, tag.start, close.end, tag.end, close.start))
            index = partner[index] + 1
        else:
            index += 1
            end = relevant[index].start if index < len(relevant) else len(html)
            spans.append(Span(tag.name, tag.start, end, tag.end, end))
    return spans


def _partners(found: list[Tag]) -> dict[int, int]:
    """Index of each opening tag → index of its closing tag."""
    partner: dict[int, int] = {}
    open_tags: dict[str, list[int]] = {}
    for index, tag in enumerate(found):
        if tag.void:
            continue
        waiting = open_tags.setdefault(tag.name, [])
        if not tag.closing:
            # HTML closes an open paragraph where the next begins.
            if tag.name == "p":
                waiting.clear()
            waiting.append(index)
        elif waiting:
            partner[waiting.pop()] = index
    return partner
