"""What the bridge does for whoever sets it going: the one service under the command line and the scheduler."""

from __future__ import annotations

import dataclasses
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import ExitStack, closing
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import TracebackType
from typing import Any, Literal, Self

from structlog.contextvars import bound_contextvars

from bridge.config import Config, SiteSettings
from bridge.domain.article import Article, ModelCall, Rewrite, SeoFields
from bridge.domain.draft import Draft, DraftSummary, Stat, TagChange, Verdict
from bridge.domain.finding import Finding, Severity, blockers
from bridge.domain.job import Event, Job, JobState, Waiting
from bridge.domain.ports import UNMETERED, UNOBSERVED, Engine, Observer, Site
from bridge.domain.report import report_name
from bridge.domain.review import Review, Scores
from bridge.domain.source import BlockKind, Brief, Source, SourceFormat
from bridge.errors import CircuitOpen, LedgerError
from bridge.ledger.leases import this_process
from bridge.ledger.repository import Ledger
from bridge.pipeline import (
    Circuits,
    Composition,
    Lesson,
    Pipeline,
    Sorted,
    Wishes,
    compose,
    judge,
    learn,
    rewrite,
    sort_out,
    understand,
)
from bridge.pipeline.observing import (
    Watched,
    WatchedEngine,
    WatchedLog,
    WatchedMeter,
    WatchedReview,
    WatchedSite,
)
from bridge.review import Reviewer
from bridge.text import outline, places
from bridge.text.facts.numbers import facts
from bridge.text.facts.numbers.compare import figures
from bridge.text.manuscript import Manuscript, page_of, read_article
from bridge.text.reading import read
from bridge.text.render import render
from bridge.watch import Watch

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
    """Everything about one job; ``article`` and ``content`` where it came that far.

    ``report``: the file that tells people of the verdict, "" where there is none.
    """

    job: Job
    findings: tuple[Finding, ...]
    calls: tuple[ModelCall, ...]
    events: tuple[Event, ...]
    article: Article | None
    content: str | None
    stats: Mapping[str, Stat]
    report: str = ""


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
    """All sites of a configuration, wired. Use as a context manager: it closes what it was given.

    ``heartbeat`` is called before a job is begun: from then on the leases of this process are kept alive.
    """

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
        heartbeat: Callable[[], object] = lambda: None,
    ) -> None:
        self.config = config
        self.sites = sites
        self._ledger = ledger
        self._engines = engines
        self._review = review
        self._runs: dict[str, str] = {}
        self._closing = closing
        self._now = now
        self._circuits = Circuits(clock=now)
        self._observer: Observer = UNOBSERVED
        self.watch = Watch(config=config, ledger=ledger, circuits=self._circuits, now=now)
        self._heartbeat = heartbeat

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

    def observe(self, observer: Observer) -> None:
        """Tell the observer, from now on, what each draft's way costs."""
        self._observer = observer

    def admit(self, site: str) -> Admission:
        """Poll a site and make jobs for what is new. SiteUnavailable, SiteRefused; CircuitOpen where it is down, and
        not to be asked yet."""
        settings = self.config.site(site)
        polled_at = self._now()
        self._runs[site] = f"{this_process()} {polled_at.isoformat()}"
        reading = self._circuits.reading(site)
        with bound_contextvars(site=site), reading.permit():
            listed = reading.call(lambda: self._poll(settings))
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

    def _poll(self, settings: SiteSettings) -> tuple[DraftSummary, ...]:
        site = self.sites[settings.name]
        return tuple(site.poll(tag=settings.tag, statuses=settings.statuses, post_types=settings.post_types))

    def unfinished(self, site: str) -> tuple[Job, ...]:
        """Jobs of earlier runs that have not ended (a crash, a trouble that may pass), that nobody works on, and whose
        time has come."""
        return self._ledger.unfinished(site)

    def make_due(self, site: str) -> None:
        """A person asks that no unfinished job of the site wait any longer."""
        self._ledger.make_due(site)

    def ready(self, job: Job) -> None:
        """CircuitOpen where the job can't be begun now; the ledger says why, and until when."""

        # a draft whose article waits to be delivered probes a site at no cost: where there is one, no other does
        def probes() -> bool:
            return job.state is JobState.CHECKED or not self._ledger.has_undelivered(job.site)

        try:
            self._circuits.check(job, endpoint=self._endpoint(job.site), may_probe_delivery=probes)
        except CircuitOpen as error:
            self._ledger.hold_back(job, error)
            raise

    def process(self, job: Job) -> Job:
        """One draft all the way; a draft's own troubles never raise. LedgerError where nothing can be recorded,
        CircuitOpen where it can't be begun now."""
        settings = self.config.site(job.site)
        self._heartbeat()
        with ExitStack() as stack:
            # whatever is logged meanwhile says of which draft it is
            stack.enter_context(bound_contextvars(site=job.site, travail=job.id, brouillon=job.draft))
            try:
                guarded = self._circuits.around(
                    job, endpoint=self._endpoint(job.site), site=self.sites[job.site],
                    engine=self._engines[settings.engine],
                )  # fmt: skip
                site, engine = stack.enter_context(guarded)
            except CircuitOpen as error:
                self._ledger.hold_back(job, error)
                raise
            run = self._runs.setdefault(job.site, this_process())
            budget = self.config.budget_of(settings)
            purse = self._ledger.purse(job, run=run, prices=self.config.price_table(), budget=budget)
            watched = Watched(self._observer, job)
            pipeline = Pipeline(
                site=WatchedSite(site=site, watched=watched),
                engine=WatchedEngine(engine=engine, watched=watched),
                log=WatchedLog(log=self._ledger, watched=watched),
                review=WatchedReview(review=self._review.for_site(settings.url), watched=watched),
                wishes=_wishes(
                    settings, tag_needed=not self._ledger.was_asked_for(job.id), currency=budget.currency
                ),
                meter=WatchedMeter(meter=stack.enter_context(closing(purse)), watched=watched),
            )  # fmt: skip
            return pipeline.process(job)

    def _endpoint(self, site: str) -> str:
        """What a model's circuit goes by: engines at the same address fail together."""
        return self.config.endpoint(self.config.site(site).engine)

    def abandon(self) -> None:
        """This process ends without waiting for its drafts: others may take them up at once. LedgerError."""
        self._ledger.release_all()

    def waits(self) -> tuple[Waiting, ...]:
        """Why drafts wait for another try, by site and reason."""
        return self._ledger.waiting()

    def prune(self, older_than: timedelta, *, dry_run: bool = False) -> Sorted:
        """Forget ended jobs that nothing happened to for so long. What may still be asked for is kept."""
        configured = {site.name: site for site in self.config.sites}

        def leaves_tag(job: Job) -> bool:
            site = configured.get(job.site)
            held = job.state is JobState.HELD and site is not None and site.tag not in site.on_held.remove
            return held or (job.state is JobState.FAILED and site is not None)

        found = sort_out(
            self._ledger.ended_before(self._now() - older_than),
            settled=self._ledger.settled(),
            last=self._ledger.last_of_drafts(),
            site_of=lambda name: self.sites[name] if name in configured else None,
            leaves_tag=leaves_tag,
        )
        if not dry_run:
            self._ledger.remove(found.removable)
        return found

    def exported(self, site: str | None = None) -> Iterator[dict[str, Any]]:
        """Every job as plain values, without texts and secrets."""
        return self._ledger.exported(site)

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
            report=self.report(job),
        )

    def report(self, job: Job) -> str:
        """The path of the file that tells people of a job's verdict, "" where there is none."""
        path = Path(self.config.reports) / report_name(job.site, job.draft, job.key)
        return str(path) if path.is_file() else ""

    def _find(self, name: str) -> Job:
        job = self._ledger.find(name)
        if job is None:
            raise LedgerError(f"Aucun travail « {name[:70]} » dans le registre", todo="la liste : seo-bridge status")
        return job


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
