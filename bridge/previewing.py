"""A text all the way, or only checked, with no site and no ledger: what the command line does with files."""

from __future__ import annotations

import dataclasses
import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from bridge.domain.article import Article, Rewrite, SeoFields
from bridge.domain.draft import Draft, Stat
from bridge.domain.finding import Finding, Severity, blockers
from bridge.domain.ports import UNMETERED, Engine
from bridge.domain.review import Review, Scores
from bridge.domain.source import BlockKind, Brief, Source, SourceFormat
from bridge.pipeline.composing import Composition, compose, judge, rewrite, understand
from bridge.text import outline, places
from bridge.text.facts.numbers import facts
from bridge.text.facts.numbers.compare import figures
from bridge.text.manuscript import Manuscript, page_of, read_article
from bridge.text.reading import read
from bridge.text.render import render

#: The share of its figures that an article has where it tells a table in sentences.
_TOLD = 0.5
_NOT_IN_TEXT = frozenset({"kept.missing", "kept.shortcode_missing", "links.missing"})


@dataclass(frozen=True, kw_only=True, slots=True)
class Preview:
    """A text gone all the way without a site. ``content`` is "" where there is no article."""

    verdict: Literal["proposed", "held"]
    article: Article | None
    content: str
    words: int
    engine: str
    findings: tuple[Finding, ...]
    stats: Mapping[str, Stat]


def preview(
    *,
    title: str,
    content: str,
    engine: Engine,
    brief: Brief,
    asked: Mapping[str, object],
    review: Review,
    repairs: int = 2,
) -> Preview:
    """A text all the way, with no site and no ledger. ``asked`` (keyphrase, min_words) wins over everything else."""
    started = time.monotonic()
    draft = Draft(
        id=0, type="post", status="draft", title=title, content=content, excerpt="", slug="", seo=SeoFields(),
        base="", brief=asked,
    )  # fmt: skip
    source, wanted, noticed = understand(draft, brief)
    made = rewrite(source, wanted, noticed, engine)

    def again(other: Rewrite) -> Composition:
        return judge(source, wanted, noticed, other, editor=draft.editor, review=review)

    composed = compose(again(made), engine=engine, meter=UNMETERED, rounds=repairs, again=again, tried=lambda _: None)
    words = composed.stats["words_after"]
    return Preview(
        verdict="held" if composed.holds else "proposed",
        article=composed.article,
        content=composed.content,
        words=source.words if words is None else int(words),
        engine=engine.name,
        findings=composed.findings,
        stats={**composed.stats, "seconds": round(time.monotonic() - started, 2)},
    )


@dataclass(frozen=True, kw_only=True, slots=True)
class Verification:
    """What the checks say of an article that somebody else wrote. ``words``: of its body."""

    verdict: Literal["passed", "held"]
    findings: tuple[Finding, ...]
    scores: Scores
    words: int


def verify(*, source: str, article: str, min_words: int | None, keyphrase: str | None, review: Review) -> Verification:
    """An article beside its source, both as text of a file. Without ``min_words`` no length is asked for."""
    page = page_of(source)
    read_source = read(page.title, page.content)
    manuscript = read_article(article, read_source, keyphrase=keyphrase or "")
    written = manuscript.article
    brief = Brief(min_words=min_words or 0, keyphrase=keyphrase)
    reviewed = review(read_source, brief, written, render(written, read_source, "classic"))
    findings = tuple(
        _as_asked(finding, brief, manuscript, read_source)
        for finding in (*manuscript.findings, *reviewed.findings)
        if finding.place not in _not_given(written)
    )
    return Verification(
        verdict="held" if blockers(findings) else "passed",
        findings=tuple(sorted(findings, key=lambda finding: tuple(Severity).index(finding.severity))),
        scores=reviewed.scores,
        words=outline.body_words(written),
    )


def _not_given(article: Article) -> set[str]:
    """The fields that a file does not have: nothing is missing there."""
    fields = {
        places.TITLE: article.title, places.SEO_TITLE: article.seo.title, places.DESCRIPTION: article.seo.description,
        places.KEYPHRASE: article.seo.keyphrase, places.SLUG: article.slug, places.EXCERPT: article.excerpt,
    }  # fmt: skip
    return {place for place, value in fields.items() if not value}


def _as_asked(finding: Finding, brief: Brief, manuscript: Manuscript, source: Source) -> Finding:
    """Text has no pictures and no links to lose; subheadings are owed where a length for search was asked for. Who
    writes by hand may tell a table in sentences, which the bridge itself never does."""
    text = manuscript.format is SourceFormat.PLAIN and finding.code in _NOT_IN_TEXT
    short = not brief.min_words and finding.code == "headings.too_few"
    if finding.code == "kept.missing" and finding.place in _told_tables(source, manuscript.article):
        message = "Ce tableau de la source est devenu du texte : comparez ce qu’il dit à ce que dit l’article."
        return dataclasses.replace(finding, severity=Severity.WARNING, message=message)
    return dataclasses.replace(finding, severity=Severity.WARNING) if text or short else finding


def _told_tables(source: Source, article: Article) -> frozenset[str]:
    """The places of the source's tables of whose figures the article's text has most; units may stand in a table's
    head, so that figures are all there is to compare."""
    told = _figures(outline.article_text(article), "fr")
    return frozenset(
        places.of_block(block.index)
        for block in source.blocks
        if block.kind is BlockKind.TABLE
        and (said := _figures(block.text, source.language))
        and len(said & told) >= _TOLD * len(said)
    )


def _figures(text: str, language: str | None) -> frozenset[str]:
    return frozenset(shown for fact in facts(text, language) if (shown := figures(fact)) is not None)
