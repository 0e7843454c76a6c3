"""WordPress's block markup: ``<!-- wp:name {json} -->`` comments around and within HTML, parsed and written back.

The grammar is that of WordPress's own parser (``WP_Block_Parser``), with its tolerance: what is no block delimiter is
freeform, a closing comment closes the innermost open block whatever its name, and what is open at the end is closed
there. Unlike it, a closing comment too many is freeform and the reading goes on behind it. Nothing is ever lost:
``serialize(parse(text)) == text`` for any string.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

# Possessive throughout: each start is tried once, so that the parser stays linear on any input.
_DELIMITER = re.compile(r"<!--\s++(?P<closer>/)?wp:(?P<name>(?:[a-z][a-z0-9_-]*+/)?[a-z][a-z0-9_-]*+)\s++")
_END = re.compile(r"(?P<void>/)?-->")
_ATTRIBUTES_END = re.compile(r"\}\s++(?P<void>/)?-->")


@dataclass(frozen=True, kw_only=True, slots=True)
class Freeform:
    """Text outside any delimiter: HTML, white space or what looks like a delimiter and is none."""

    raw: str


@dataclass(frozen=True, kw_only=True, slots=True)
class BlockNode:
    """A block. ``name`` has its namespace (``core/paragraph``).

    ``opener`` and ``closer`` are the comments as written; ``closer`` is "" where the block is ``void``
    (self-closing) or was left open.
    """

    name: str
    opener: str
    attributes: Mapping[str, object] = field(default_factory=dict)
    children: tuple[Freeform | BlockNode, ...] = ()
    closer: str = ""
    void: bool = False

    @property
    def inner_blocks(self) -> tuple[BlockNode, ...]:
        """The blocks directly within."""
        return tuple(child for child in self.children if isinstance(child, BlockNode))

    @property
    def own_html(self) -> str:
        """The HTML of the block without its inner blocks."""
        return "".join(child.raw for child in self.children if isinstance(child, Freeform))


MarkupNode = Freeform | BlockNode


@dataclass(frozen=True, kw_only=True, slots=True)
class _Delimiter:
    start: int
    end: int
    name: str
    attributes: Mapping[str, object]
    closer: bool
    void: bool


@dataclass(kw_only=True, slots=True)
class _Open:
    """A block whose end has not been read yet; the outermost stands for the document and has no delimiter."""

    delimiter: _Delimiter | None
    opener: str = ""
    children: list[MarkupNode] = field(default_factory=list)

    def close(self, closer: str) -> BlockNode:
        assert self.delimiter is not None  # noqa: S101 - the document itself is never closed
        return BlockNode(
            name=self.delimiter.name,
            opener=self.opener,
            attributes=self.delimiter.attributes,
            children=tuple(self.children),
            closer=closer,
        )


def parse(text: str) -> tuple[MarkupNode, ...]:
    """The nodes of ``text`` in order; an empty string has none."""
    stack = [_Open(delimiter=None)]
    at = 0
    for found in _delimiters(text):
        if found.closer and len(stack) == 1:
            continue
        _add_freeform(stack[-1], text[at : found.start])
        at = found.end
        _take(stack, found, text[found.start : found.end])
    _add_freeform(stack[-1], text[at:])
    while len(stack) > 1:
        left_open = stack.pop()
        stack[-1].children.append(left_open.close(""))
    return tuple(stack[0].children)


def _take(stack: list[_Open], found: _Delimiter, raw: str) -> None:
    if found.closer:
        closing = stack.pop()
        stack[-1].children.append(closing.close(raw))
    elif found.void:
        stack[-1].children.append(BlockNode(name=found.name, opener=raw, attributes=found.attributes, void=True))
    else:
        stack.append(_Open(delimiter=found, opener=raw))


def _add_freeform(block: _Open, raw: str) -> None:
    if raw:
        block.children.append(Freeform(raw=raw))


def _delimiters(text: str) -> Iterator[_Delimiter]:
    at = 0
    braces_end = True
    while match := _DELIMITER.search(text, at):
        at = match.end()
        attributes: Mapping[str, object] = {}
        end = _END.match(text, at)
        if end is None and braces_end and text.startswith("{", at):
            end = _ATTRIBUTES_END.search(text, at)
            # Where no attributes end after here, none end after any later place: never search again.
            braces_end = end is not None
            attributes = _json(text[at : end.start() + 1]) if end else {}
        if end is None:
            continue
        at = end.end()
        yield _Delimiter(
            start=match.start(),
            end=at,
            name=_full_name(match["name"]),
            attributes=attributes,
            closer=bool(match["closer"]),
            void=bool(end["void"]) and not match["closer"],
        )


def _json(text: str) -> Mapping[str, object]:
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        return {}
    return value if isinstance(value, dict) else {}


def _full_name(name: str) -> str:
    return name if "/" in name else f"core/{name}"


def serialize(nodes: Sequence[MarkupNode]) -> str:
    """The markup of ``nodes``, byte for byte as it was parsed."""
    parts: list[str] = []
    # Not recursive: a hostile draft may nest deeper than Python's stack.
    todo: list[MarkupNode | str] = list(reversed(nodes))
    while todo:
        node = todo.pop()
        if isinstance(node, str):
            parts.append(node)
        elif isinstance(node, Freeform):
            parts.append(node.raw)
        else:
            parts.append(node.opener)
            todo.append(node.closer)
            todo.extend(reversed(node.children))
    return "".join(parts)
