"""What the bridge does for whoever sets it going: the one service under the command line and the scheduler."""

from __future__ import annotations

import dataclasses
import time
from collections.abc import Callable, Iterable, Mapping
from contextlib import ExitStack, closing
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from types import TracebackType
from typing import Literal, Self

from bridge import doctor
from bridge.config import Config, SiteSettings
from bridge.doctor import CheckLine
from bridge.domain.article import Article, ModelCall, Rewrite, SeoFields
from bridge.domain.draft import Draft, Stat, TagChange, Verdict
from bridge.domain.finding import Finding, Severity, blockers
from bridge.domain.job import Event, Job, JobState
from bridge.domain.ports import UNMETERED, Engine, Site
from bridge.domain.review import Review, Scores
from bridge.domain.source import BlockKind, Brief, Source, SourceFormat
from bridge.errors import LedgerError
from bridge.ledger.leases import this_process
from bridge.ledger.repository import Ledger
from bridge.pipeline import Composition, Lesson, Pipeline, Wishes, compose, judge, learn, rewrite, understand
from bridge.review import Reviewer
from bridge.text import outline, places
from bridge.text.facts.numbers import facts
from bridge.text.facts.numbers.compare import figures
from bridge.text.manuscript import Manuscript, page_of, read_article
from bridge.text.reading import read
from bridge.text.render import render

#: The share of its figures that an article has where it tells a table in sentences.
_TOLD = 0.5
#: What people did with older proposals is not looked up any more.
_MEMORY = timedelta(days=60)
_NOT_IN_TEXT = frozenset({"kept.missing", "kept.shortcode_missing", "links.missing"})


@dataclass(frozen=True, kw_only=True, slots=True)
class Admission:
    """What a poll brought: how many drafts carry the tag, and the jobs made for those that had none."""

    site: str
    listed: int
    admitted: tuple[Job, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class JobDetail:
    """Everything about one job; ``article`` and ``content`` where it came that far."""

    job: Job
    findings: tuple[Finding, ...]
    calls: tuple[ModelCall, ...]
    events: tuple[Event, ...]
    article: Article | None
    content: str | None
    stats: Mapping[str, Stat]


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


class Bridge:
    """All sites of a configuration, wired. Use as a context manager: it closes what it was given."""

    def __init__(
        self,
        *,
        config: Config,
        ledger: Ledger,
        sites: Mapping[str, Site],
        engines: Mapping[str, Engine],
        review: Reviewer,
        closing: ExitStack,
        now: Callable[[], datetime] = lambda: datetime.now(UTC).replace(tzinfo=None),
    ) -> None:
        self.config = config
        self.sites = sites
        self._ledger = ledger
        self._engines = engines
        self._review = review
        self._runs: dict[str, str] = {}
        self._closing = closing
        self._now = now

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._closing.close()

    def connect(self, names: Iterable[str]) -> None:
        """Make these sites' parts now. ConfigError where a secret is missing: told at the start, and not midway."""
        for name in names:
            self.sites[name]
            self._engines[self.config.site(name).engine]

    def admit(self, site: str) -> Admission:
        """Poll a site and make jobs for what is new. SiteUnavailable, SiteRefused."""
        settings = self.config.site(site)
        polled_at = self._now()
        self._runs[site] = f"{this_process()} {polled_at.isoformat()}"
        listed = tuple(
            self.sites[site].poll(tag=settings.tag, statuses=settings.statuses, post_types=settings.post_types)
        )
        admitted = self._ledger.admit(
            site,
            listed,
            engine=self._engines[settings.engine].name,
            polled_at=polled_at,
            asks_again={
                JobState.PROPOSED: settings.tag in _with_queue_tag(settings).remove,
                JobState.HELD: settings.tag in settings.on_held.remove,
            },
        )
        return Admission(site=site, listed=len(listed), admitted=admitted)

    def unfinished(self, site: str) -> tuple[Job, ...]:
        """Jobs of earlier runs that have not ended (a crash, a trouble that may pass) and that nobody works on."""
        return self._ledger.unfinished(site)

    def process(self, job: Job) -> Job:
        """One draft all the way; a draft's own troubles never raise. LedgerError where nothing can be recorded."""
        settings = self.config.site(job.site)
        run = self._runs.setdefault(job.site, this_process())
        with closing(
            self._ledger.purse(job, run=run, prices=self.config.price_table(), budget=self.config.budget_of(settings))
        ) as purse:
            pipeline = Pipeline(
                site=self.sites[job.site],
                engine=self._engines[settings.engine],
                log=self._ledger,
                review=self._review.for_site(settings.url),
                wishes=_wishes(
                    settings,
                    tag_needed=not self._ledger.was_asked_for(job.id),
                    currency=self.config.budget_of(settings).currency,
                ),
                meter=purse,
            )
            return pipeline.process(job)

    def learn(self, site: str) -> Lesson:
        """Read what people changed in the articles they approved, and offer them their own terms as a glossary, in
        WordPress. SiteUnavailable, SiteRefused."""
        now = self._now()
        jobs = self._ledger.to_learn_from(site, since=now - _MEMORY)
        return learn(self.sites[site], jobs, now=now, settle=self._ledger.learned)

    def retry(self, name: str) -> Job:
        """A new attempt at an ended job, asked for by a person."""
        return self._ledger.retry(self._find(name))

    def jobs(self, *, site: str | None = None, limit: int = 50) -> tuple[Job, ...]:
        """The last jobs, newest first."""
        return self._ledger.jobs(site=site, limit=limit)

    def counts(self) -> Mapping[str, Mapping[JobState, int]]:
        """How many jobs are in each state, by site."""
        return self._ledger.counts()

    def job(self, name: str) -> JobDetail:
        """Everything about the job of that number or key. LedgerError where there is none."""
        job = self._find(name)
        verdict = self._ledger.saved(job.id, Verdict)
        made = self._ledger.saved(job.id, Rewrite)
        delivery = (verdict.proposal or verdict.hold) if verdict else None
        return JobDetail(
            job=job,
            findings=verdict.findings if verdict else made.findings if made else (),
            calls=self._ledger.calls(job.id),
            events=self._ledger.events(job.id),
            article=made.article if made else None,
            content=verdict.proposal.content if verdict and verdict.proposal else None,
            stats=delivery.stats if delivery else {},
        )

    def _find(self, name: str) -> Job:
        job = self._ledger.find(name)
        if job is None:
            raise LedgerError(f"Aucun travail « {name[:70]} » dans le registre", todo="la liste : seo-bridge status")
        return job

    def check(self, site: str) -> tuple[CheckLine, ...]:
        """What a site and its engine need, each tried."""
        settings = self.config.site(site)
        return (
            *doctor.check_site(self.sites[site], settings.tag),
            doctor.check_engine(self._engines[settings.engine]),
            doctor.check_ledger(self._ledger.counts),
        )

    def check_measures(self) -> tuple[CheckLine, ...]:
        """What articles are measured with on this machine, each tried."""
        return (*doctor.check_yoast(), doctor.check_grammar())


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


def _wishes(settings: SiteSettings, *, tag_needed: bool, currency: str) -> Wishes:
    """``tag_needed``: not where a person asked for the attempt by name, after a verdict that took the tag away."""
    return Wishes(
        tag=settings.tag if tag_needed else None,
        brief=Brief(
            min_words=settings.min_words,
            tone=settings.brief.tone,
            audience=settings.brief.audience,
            instructions=settings.brief.instructions,
            glossary=dict(settings.brief.glossary),
        ),
        on_proposed=_with_queue_tag(settings),
        on_held=settings.on_held.change,
        repairs=settings.repairs,
        currency=currency,
        seconds=settings.max_minutes * 60,
    )


def _with_queue_tag(settings: SiteSettings) -> TagChange:
    """A proposal always takes the queue tag away: left there, an approved article would be rewritten in its turn."""
    change = settings.on_proposed.change
    return dataclasses.replace(change, remove=tuple(dict.fromkeys((*change.remove, settings.tag))))


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
