"""The evaluation corpus: drafts, the facts known of each, and the reviewed articles made from some of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from bridge.domain.source import Source
from bridge.text.reading import read

CORPUS = Path(__file__).parents[1] / "corpus"


@dataclass(frozen=True, kw_only=True, slots=True)
class Quotation:
    """Words of the draft and the name of who says them, as the draft spells it."""

    speaker: str
    text: str


@dataclass(frozen=True, kw_only=True, slots=True)
class KnownFacts:
    """What a rewriting must keep, in the draft's own words; ``links`` are addresses exactly as written."""

    numbers: tuple[str, ...]
    dates: tuple[str, ...]
    names: tuple[str, ...]
    quotations: tuple[Quotation, ...]
    links: tuple[str, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Reference:
    """A reviewed French article, written from the draft without the bridge: body as HTML, fields as plain text."""

    file: Path
    html: str
    title: str
    seo_title: str
    meta_description: str
    focus_keyphrase: str
    slug: str
    excerpt: str


@dataclass(frozen=True, kw_only=True, slots=True)
class CorpusDraft:
    """A draft of the corpus.

    ``form``: ``blocks``, ``classic`` or ``pasted``. ``words``: of the content as it is read. ``instruction``: what the
    first line asks for (``min_words``, ``keyphrase``), None where no line instructs.
    """

    id: str
    file: Path
    title: str
    content: str
    language: str
    form: str
    subject: str
    words: int
    keyphrase: str
    facts: KnownFacts
    instruction: Mapping[str, object] | None = None
    reference: Reference | None = None

    def read(self) -> Source:
        """The draft as the bridge reads it."""
        return read(self.title, self.content)


@cache
def drafts() -> tuple[CorpusDraft, ...]:
    """Every draft of the corpus, in the order of ``corpus.yaml``."""
    entries = yaml.safe_load((CORPUS / "corpus.yaml").read_text(encoding="utf-8"))["drafts"]
    return tuple(map(_draft, entries))


def _draft(entry: dict[str, Any]) -> CorpusDraft:
    file, facts, reference = CORPUS / entry["file"], entry["facts"], entry.get("reference")
    plain = {name: entry[name] for name in ("id", "title", "language", "form", "subject", "words", "keyphrase")}
    return CorpusDraft(
        **plain,
        file=file,
        content=_text(file),
        facts=KnownFacts(
            numbers=tuple(facts["numbers"]),
            dates=tuple(facts["dates"]),
            names=tuple(facts["names"]),
            quotations=tuple(Quotation(**quotation) for quotation in facts["quotations"]),
            links=tuple(facts["links"]),
        ),
        instruction=entry.get("instruction"),
        reference=_reference(reference) if reference else None,
    )


def _reference(entry: dict[str, str]) -> Reference:
    file = CORPUS / entry["file"]
    fields = {name: value for name, value in entry.items() if name != "file"}
    return Reference(file=file, html=_text(file), **fields)


def _text(file: Path) -> str:
    # Bytes, so that line ends stay as the draft has them.
    return file.read_bytes().decode("utf-8")
