"""What a draft says, read into blocks, and what the editor asks for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from bridge.domain.finding import Finding

DEFAULT_MIN_WORDS = 700


class BlockKind(StrEnum):
    """What a block of the source is."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LIST = "list"
    QUOTE = "quote"
    TABLE = "table"
    IMAGE = "image"
    GALLERY = "gallery"
    EMBED = "embed"
    SHORTCODE = "shortcode"
    CODE = "code"
    UNKNOWN = "unknown"


#: Kinds that an article must carry over exactly as they are, each exactly once.
KEPT_KINDS = frozenset({
    BlockKind.TABLE, BlockKind.IMAGE, BlockKind.GALLERY, BlockKind.EMBED,
    BlockKind.SHORTCODE, BlockKind.CODE, BlockKind.UNKNOWN,
})  # fmt: skip


class SourceFormat(StrEnum):
    """How the draft was written down: block markup, classic editor HTML, or pasted text."""

    BLOCKS = "blocks"
    CLASSIC = "classic"
    PLAIN = "plain"


@dataclass(frozen=True, kw_only=True, slots=True)
class Block:
    """One block of the source that is content (debris and instructions are not among the blocks).

    ``index`` is its position in ``Source.blocks``, from 0. ``raw`` is its markup as it stands in the draft, byte for
    byte (for a kept kind this is what an article must carry). ``html`` is sanitized inline HTML (links, emphasis) of
    a heading, paragraph or quote; ``text`` the plain text of any block, white space folded. ``level`` is the
    heading's (2–6; an H1 is read as 2). ``items`` holds the inline HTML of a list's items (nested items flattened in
    reading order). ``citation`` is the plain text of a quote's source line.
    """

    index: int
    kind: BlockKind
    raw: str
    html: str = ""
    text: str = ""
    level: int | None = None
    items: tuple[str, ...] = ()
    ordered: bool = False
    citation: str = ""

    @property
    def kept(self) -> bool:
        """Whether an article must carry the block over as it is."""
        return self.kind in KEPT_KINDS


@dataclass(frozen=True, kw_only=True, slots=True)
class Link:
    """A link of the source's text (links within kept blocks are not listed: they travel with their block).

    ``href`` exactly as written, ``text`` plain, ``block`` the index of the block that carries it.
    """

    href: str
    text: str
    block: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Instruction:
    """What a first line that instructs asks for: nothing but these three is ever taken from a draft."""

    text: str
    min_words: int | None = None
    language: str | None = None
    keyphrase: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Source:
    """A draft as read.

    ``title`` is plain text. ``language`` is an ISO 639-1 code, or None where there is too little text to tell.
    ``words`` counts the words of the content blocks (kept kinds excluded). ``findings`` record what the reading
    dropped and why, none of them a blocker but for a draft without text.
    """

    title: str
    format: SourceFormat
    blocks: tuple[Block, ...]
    links: tuple[Link, ...] = ()
    language: str | None = None
    instruction: Instruction | None = None
    words: int = 0
    findings: tuple[Finding, ...] = ()

    @property
    def text(self) -> str:
        """The plain text of the content blocks, one block a line; kept kinds excluded."""
        return "\n".join(block.text for block in self.blocks if not block.kept)


@dataclass(frozen=True, kw_only=True, slots=True)
class Brief:
    """What the editor asks for.

    ``feedback``: reasons of earlier rejections, oldest first. ``glossary``: term → how to render it.
    """

    min_words: int = DEFAULT_MIN_WORDS
    language: str = "fr"
    keyphrase: str | None = None
    tone: str = ""
    audience: str = ""
    instructions: str = ""
    glossary: Mapping[str, str] = field(default_factory=dict)
    feedback: tuple[str, ...] = ()
