"""What of a draft's way to its article is shown to the person who decides."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice

from bridge.domain.article import Article
from bridge.domain.evidence import Dropped, Evidence, Proof, Rendering
from bridge.domain.finding import Finding
from bridge.domain.source import Source
from bridge.text.origins import section_origins

#: Findings of these families say what of the draft is no content.
_DROPPED = ("debris.", "instruction.")
#: As many as the companion takes.
_MOST_DROPPED = 200
_MOST_TRANSLATED = 100
_MOST_SECTIONS = 100


def evidence(
    content: str, source: Source, article: Article, findings: tuple[Finding, ...], *, proofs: tuple[Proof, ...]
) -> Evidence:
    """The proofs, what was dropped from the draft, translated quotations, and which part of ``content`` (the draft's,
    raw) each section of the article was made of; no sections where the article has too many to choose from."""
    sections = section_origins(source, article, content)
    return Evidence(
        facts=proofs,
        dropped=dropped(findings),
        translations=tuple(_translations(findings))[:_MOST_TRANSLATED],
        sections=sections if len(sections) <= _MOST_SECTIONS else (),
    )


def dropped(findings: Iterable[Finding]) -> tuple[Dropped, ...]:
    """What of the draft was left out, and why, as the reading found it."""
    found = (
        Dropped(text=finding.evidence, reason=finding.message)
        for finding in findings
        if finding.code.startswith(_DROPPED) and finding.evidence
    )
    return tuple(islice(found, _MOST_DROPPED))


def _translations(findings: Iterable[Finding]) -> Iterator[Rendering]:
    for finding in findings:
        if finding.code.startswith("quotations.") and finding.quote and finding.source_quote:
            yield Rendering(article=finding.quote, source=finding.source_quote)
