"""What WordPress acts on in plain text: shortcodes in square brackets, and addresses alone in their paragraph.

Only the bytes count. ``&#91;gallery]`` in a draft is text that shows a bracket, ``[gallery]`` a gallery: what stands
there decoded must not come alive. So what may act is read from the markup of the draft, never from its text.
"""

from __future__ import annotations

import html as entities
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from bridge.domain.source import Block, Source, SourceFormat
from bridge.text import inline
from bridge.text.html_spans import tags

#: Brackets with nothing of their kind between; doubled ones ("[[gallery]]" shows the code) are another unit.
_UNIT = re.compile(r"(?<!\[)\[++[^\[\]<>]*+\]++")
#: These mean the same to WordPress, decoded or not.
_PLAIN_ENTITY = re.compile(r"&(?:amp|nbsp|lt|gt);")
_CODE = re.compile(r"\[(?P<close>/?)(?P<name>[^\s\[\]/=<>&]++)(?P<rest>[^\[\]]*+)\]")
_ATTRIBUTE = re.compile(r"\s[\w-]++=")
#: WordPress's own pattern (``WP_Embed::autoembed``), whose white space is ASCII's.
_LONE = re.compile(r"https?://[^\s<>\"]+", re.IGNORECASE | re.ASCII)
_LONE_IN_MARKUP = re.compile(
    r"(?:^|<p(?:\s[^<>]*+)?>)[ \t\r\n]*+(https?://[^\s<>\"]++)[ \t\r]*+(?=$|\s*+</p>)",
    re.IGNORECASE | re.ASCII | re.MULTILINE,
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Acting:
    """What acts in the source's text, as sanitized HTML writes it: brackets in text and in tags, lone addresses."""

    text: frozenset[str]
    tags: frozenset[str]
    addresses: frozenset[str]


def acting(source: Source) -> Acting:
    """What a rendered text may hold as it stands, for the draft holds the same bytes."""
    raws = [block.raw for block in source.blocks if not block.kept and not _decoded(block, source.format)]
    parts = [part for raw in raws for part in _parts(raw)]
    return Acting(
        text=frozenset(unit for part, is_tag in parts if not is_tag for unit in _plainly_written(part)),
        tags=frozenset(unit for part, is_tag in parts if is_tag for unit in _plainly_written(part)),
        addresses=frozenset(_same_address(url) for raw in raws for url in _LONE_IN_MARKUP.findall(raw)),
    )


def _decoded(block: Block, written_as: SourceFormat) -> bool:
    """Whether ``raw`` may be text and not markup: a part that the reading cut from a block has no delimiters."""
    return written_as is SourceFormat.BLOCKS and "<" not in block.raw


def _parts(html: str) -> Iterator[tuple[str, bool]]:
    """``(stretch, whether it is a tag)``; comments are left out, as WordPress takes them away first."""
    at = 0
    for tag in tags(html):
        yield html[at : tag.start], False
        if tag.name != "!":
            yield html[tag.start : tag.end], True
        at = tag.end
    yield html[at:], False


def _plainly_written(text: str) -> Iterator[str]:
    for unit in _UNIT.findall(text):
        rest = _PLAIN_ENTITY.sub("", unit)
        if entities.unescape(rest) == rest:
            yield inline.fold(inline.sanitize(unit))


def _same_address(url: str) -> str:
    return url.replace("&amp;", "&")


def defused(html: str, known: Acting) -> str:
    """Sanitized ``html`` in which nothing acts but what the source's own markup holds; it reads the same."""
    text = "".join(_escaped(part, known.tags if is_tag else known.text) for part, is_tag in _parts(html))
    if _LONE.fullmatch(text.strip()) and _same_address(text.strip()) not in known.addresses:
        return text.replace("://", ":&#47;&#47;", 1)
    return text


def _escaped(text: str, allowed: frozenset[str]) -> str:
    parts: list[str] = []
    at = 0
    for match in _UNIT.finditer(text):
        if match.group() in allowed:
            parts.extend((escape(text[at : match.start()]), match.group()))
            at = match.end()
    return "".join((*parts, escape(text[at:])))


def escape(text: str) -> str:
    """``text`` without a bracket that could open a shortcode."""
    return text.replace("[", "&#91;")


def codes(source: Source) -> Counter[str]:
    """The shortcodes within the source's sentences, as its sanitized HTML writes them, and how often each.

    "[sic]" or "[the mayor]" is written the same way: only what has attributes, a closing tag or a name with an
    underscore is surely one.
    """
    found = Counter(
        unit
        for block in source.blocks
        if not block.kept and any("[" in html for html in (block.html, *block.items))
        for html in (block.html, *block.items)
        for unit in units(html)
    )
    if not found:
        return found
    known = acting(source).text
    read = {unit: match for unit in found if unit in known and (match := _CODE.fullmatch(unit))}
    closed = {match["name"] for match in read.values() if match["close"]}
    return Counter({unit: found[unit] for unit, match in read.items() if _is_code(match, closed)})


def units(html: str) -> list[str]:
    """What stands in brackets in the text of sanitized ``html``."""
    return [unit for part, is_tag in _parts(html) if not is_tag for unit in _UNIT.findall(part)]


def _is_code(match: re.Match[str], closed: set[str]) -> bool:
    rest = match["rest"]
    return match["name"] in closed or "_" in match["name"] or rest.endswith("/") or bool(_ATTRIBUTE.search(rest))
