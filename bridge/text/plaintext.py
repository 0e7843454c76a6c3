"""Text without block-level markup → pieces: paragraphs, shortcodes and bare URLs on lines of their own.

The conventions are those of WordPress's ``wpautop`` and its embeds: a blank line makes a paragraph, and a URL alone
on its line is an embed. Beyond them, pasted text whose every line is a sentence has a paragraph a line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby, pairwise

from bridge.domain.source import BlockKind
from bridge.text import elements, inline
from bridge.text.pieces import Piece, kept_piece

_URL = re.compile(r"https?://[^\s<>\"']+")
_BLANK = re.compile(r"(?:\r?\n[ \t\u00a0]*+){2,}|(?:<br\s*+/?>\s*+){2,}", re.IGNORECASE)
_LINE_END = re.compile(r"\r?\n|<br\s*+/?>", re.IGNORECASE)
#: A shortcode that opens a line: a lower-case name, then nothing, or attributes that look like some ("[sic]" within
#: a sentence is none, nor is "[Edited by …]").
_SHORTCODE = re.compile(
    r"\[(?P<name>[a-z][a-z0-9_-]*+)(?P<attributes>(?:\s+(?:[\w-]+=(?:\"[^\"\]]*\"|'[^'\]]*'|[^\s\]\"']+)|\"[^\"\]]*\"|\d+))*+)"
    r"\s*/?\]"
)
_SENTENCE_END = re.compile(r"[.!?…:;][\s\u00a0]*+[»”\"’)\]]*+\s*+\Z")
_KINDS = {"gallery": BlockKind.GALLERY, "caption": BlockKind.IMAGE, "wp_caption": BlockKind.IMAGE,
          "embed": BlockKind.EMBED, "video": BlockKind.EMBED, "audio": BlockKind.EMBED,
          "playlist": BlockKind.EMBED}  # fmt: skip
#: Pasted mail and typescripts break lines at about 80 characters.
_WRAP_WIDTH = 100
#: Listed as "- one", "• two" or "* three"; dashes of French dialogue need not be told apart for this.
_BULLET = re.compile(r"[-*•‣▪–](?:\s|&nbsp;)+(?=\S)")
_NUMBER = re.compile(r"\d{1,2}[.)]\s+(?=\S)")


def shortcode_kind(name: str) -> BlockKind:
    """The kind of a block that is one shortcode."""
    return _KINDS.get(name, BlockKind.SHORTCODE)


def lone_shortcode(text: str) -> BlockKind | None:
    """The kind of the shortcode that ``text`` consists of, or None where it is more than that or none."""
    stripped = text.strip()
    match = _SHORTCODE.match(stripped)
    if match is None:
        return None
    whole = match.end() == len(stripped) or stripped.endswith(f"[/{match['name']}]")
    return shortcode_kind(match["name"]) if whole else None


def read_text(text: str) -> list[Piece]:
    """The pieces of ``text``, which may hold inline HTML."""
    pieces: list[Piece] = []
    at = 0
    for start, end, kind in _shortcodes(text):
        pieces.extend(_chunks(text[at:start]))
        pieces.append(kept_piece(kind, text[start:end]))
        at = end
    pieces.extend(_chunks(text[at:]))
    return pieces


def _shortcodes(text: str) -> Iterator[tuple[int, int, BlockKind]]:
    """``(start, end, kind)`` of the shortcodes that have lines of their own, with all they enclose."""
    at = 0
    unclosed: set[str] = set()
    while (start := text.find("[", at)) >= 0:
        at = start + 1
        match = _SHORTCODE.match(text, start) if _opens_line(text, start) else None
        if match is None:
            continue
        end = _shortcode_end(text, match, unclosed)
        line_end = text.find("\n", end)
        if not text[end : line_end if line_end >= 0 else len(text)].strip():
            yield start, end, shortcode_kind(match["name"])
            at = end


def _opens_line(text: str, at: int) -> bool:
    """Whether only a little white space stands before ``at`` on its line."""
    before = text[max(0, at - 40) : at]
    line = before.rpartition("\n")[2]
    return not line.strip() and (len(line) < len(before) or at <= 40)


def _shortcode_end(text: str, match: re.Match[str], unclosed: set[str]) -> int:
    name = match["name"]
    if name in unclosed:
        return match.end()
    closer = f"[/{name}]"
    found = text.find(closer, match.end())
    if found < 0:
        unclosed.add(name)
        return match.end()
    return found + len(closer)


def _chunks(text: str) -> Iterator[Piece]:
    at = 0
    for match in _BLANK.finditer(text):
        yield from _chunk(text[at : match.start()])
        at = match.end()
    yield from _chunk(text[at:])


def _chunk(chunk: str) -> Iterator[Piece]:
    lines = [line.strip() for line in _LINE_END.split(chunk) if line.strip()]
    if len(lines) > 1 and _is_wrapped(lines):
        yield from elements.paragraph(chunk.strip(), chunk.strip())
        return
    for marker, group in groupby(lines, key=_marker):
        run = list(group)
        if marker is not None and len(run) > 1:
            yield _list(run, marker)
        else:
            for line in run:
                yield from _line(line)


def _marker(line: str) -> re.Pattern[str] | None:
    """What marks the line as an item of a list, if anything does."""
    marker = next((marker for marker in (_BULLET, _NUMBER) if marker.match(line)), None)
    return None if marker and elements.has_media(line) else marker


def _line(line: str) -> list[Piece]:
    if _URL.fullmatch(line):
        return [kept_piece(BlockKind.EMBED, line)]
    return elements.paragraph(line, line)


def _is_wrapped(lines: list[str]) -> bool:
    """Whether the line breaks are a typewriter's: short lines, and most go on in lower case on the next."""
    texts = [inline.plain(line) for line in lines]
    if any(_URL.fullmatch(line) for line in lines) or max(map(len, texts[:-1])) > _WRAP_WIDTH:
        return False
    going_on = sum(1 for line, below in pairwise(texts) if below[:1].islower() and not _SENTENCE_END.search(line[-10:]))
    return going_on * 2 >= len(texts) - 1


def _list(lines: list[str], marker: re.Pattern[str]) -> Piece:
    items = tuple(inline.sanitize(marker.sub("", line, count=1)).strip() for line in lines)
    text = " ".join(map(inline.plain, items))
    return Piece(kind=BlockKind.LIST, raw="\n".join(lines), text=text, items=items, ordered=marker is _NUMBER)
