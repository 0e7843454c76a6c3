"""What a person who decides can see of how an article was proved; the checks alone hold a draft."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class ProofKind(StrEnum):
    """What is proved."""

    NUMBER = "number"
    DATE = "date"
    NAME = "name"
    QUOTATION = "quotation"
    LINK = "link"


@dataclass(frozen=True, kw_only=True, slots=True)
class Proof:
    """A fact of the article beside the words that prove it.

    ``text`` stands in ``sentence`` of the article, ``source_text`` in ``source_sentence`` of the source: plain text,
    each word as it is read there, so that both can be found again on a page.
    """

    kind: ProofKind
    text: str
    sentence: str
    source_text: str
    source_sentence: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Dropped:
    """Words of the draft that are no content, and why they were left out (a French sentence)."""

    text: str
    reason: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Rendering:
    """A translated quotation beside its original."""

    article: str
    source: str


@dataclass(frozen=True, kw_only=True, slots=True)
class SectionOrigin:
    """A section of the article and where in the draft its matter stands.

    ``heading``: of the section as plain text, "" for what stands before the first one. ``spans``: half-open ranges of
    bytes (UTF-8) of the draft's content as stored, in order, which overlap with no other section's.
    """

    heading: str
    spans: tuple[tuple[int, int], ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Evidence:
    """All of it, for one proposal."""

    facts: tuple[Proof, ...] = ()
    dropped: tuple[Dropped, ...] = ()
    translations: tuple[Rendering, ...] = ()
    sections: tuple[SectionOrigin, ...] = ()
