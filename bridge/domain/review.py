"""What all checks and measures together say of an article."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from bridge.domain.article import Article
from bridge.domain.draft import Stat
from bridge.domain.evidence import Proof
from bridge.domain.finding import Finding
from bridge.domain.source import Brief, Source


@dataclass(frozen=True, kw_only=True, slots=True)
class Scores:
    """Measures of an article, each None where it was not taken.

    ``seo`` and ``readability``: Yoast's, 0–100; ``title_width``: of the SEO title, in pixels; ``facts_kept``: the
    share (0–1) of the source's facts that the article has; ``facts_unsupported``: how many of the article's the source
    lacks; ``grammar_errors``: per 100 words.
    """

    seo: int | None = None
    readability: int | None = None
    title_width: float | None = None
    reading_minutes: int | None = None
    facts_kept: float | None = None
    facts_unsupported: int | None = None
    grammar_errors: float | None = None

    def stats(self) -> dict[str, Stat]:
        """The same with the names that travel with a proposal; what was not measured is left out."""
        values: dict[str, Stat] = {
            "seo_score": self.seo,
            "readability_score": self.readability,
            "title_width": self.title_width,
            "reading_minutes": self.reading_minutes,
            "facts_kept": self.facts_kept,
            "facts_unsupported": self.facts_unsupported,
            "grammar_errors": self.grammar_errors,
        }
        return {name: value for name, value in values.items() if value is not None}


@dataclass(frozen=True, kw_only=True, slots=True)
class Reviewed:
    """Findings, blockers first, and scores."""

    findings: tuple[Finding, ...] = ()
    scores: Scores = Scores()


class Review(Protocol):
    """Looks at an article beside its source. ``content`` is the article rendered as markup."""

    def __call__(self, source: Source, brief: Brief, article: Article, content: str) -> Reviewed:
        """Never raises on any article an engine can build."""

    def prove(self, source: Source, article: Article) -> tuple[Proof, ...]:
        """The words of the source that prove the article's facts, for the person who decides."""
