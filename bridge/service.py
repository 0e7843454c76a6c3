"""What the bridge does for whoever sets it going: the one service under the command line and the scheduler."""

from __future__ import annotations

import dataclasses
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, closing
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Protocol, Self, TypeVar

from structlog.contextvars import bound_contextvars

from bridge.config import Config, SiteSettings
from bridge.domain.article import Article, ModelCall, Rewrite
from bridge.domain.draft import DraftSummary, Stat, TagChange, Verdict
from bridge.domain.finding import Finding
from bridge.domain.job import Errand, Event, Job, JobState, Waiting
from bridge.domain.ports import UNOBSERVED, Engine, Observer, Site
from bridge.domain.report import report_name
from bridge.domain.source import Brief
from bridge.errors import CircuitOpen, LedgerError
from bridge.ledger.handover import Also
from bridge.ledger.leases import this_process
from bridge.ledger.repository import Ledger
from bridge.pipeline.guarding import Circuits
from bridge.pipeline.observing import Watched, WatchedEngine, WatchedLog, WatchedMeter, WatchedReview, WatchedSite
from bridge.review import Reviewer
from bridge.watch import Watch

if TYPE_CHECKING:
    from bridge.pipeline.learning import Lesson
    from bridge.pipeline.process import Wishes
    from bridge.pipeline.pruning import Sorted

T = TypeVar("T")
#: What people did with older proposals is not looked up any more.
_MEMORY = timedelta(days=60)
#: Drafts of a poll that are admitted in one transaction.
_ADMITTED_AT_ONCE = 100


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


class Defer(Protocol):
    """Tells workers, on the ledger's own connection, of jobs that wait for them."""

    def __call__(self, connection: Any, errands: Sequence[Errand], *, run: str, asked: bool = False) -> int:
        """How many of them were not in the queue yet. ``run``: the passage that their cost belongs to; ``asked``: a
        person wants them now."""


class Bridge:
    """All sites of a configuration, wired. Use as a context manager: it closes what it was given.

    ``heartbeat`` is called before a job is begun: from then on the leases of this process are kept alive. ``clock``
    gives the seconds of a draft, which stand still while it waits for its turn at a site or a model. ``turn`` says of a
    site whether it is this process, among all that share the ledger, that polls it.
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
        clock: Callable[[], float] = time.monotonic,
        turn: Callable[[str], bool] = lambda _: True,
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
        self._clock = clock
        self._loading = threading.Lock()
        self._turn = turn
        self._defer: Defer | None = None

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
        self._runs[site] = run = self._new_run()
        reading = self._circuits.reading(site)
        with bound_contextvars(site=site), reading.permit():
            listed = reading.call(lambda: self._poll(settings))
        admitted: list[Job] = []
        # a transaction each, so that who works on drafts meanwhile need not wait for all of a long list
        for first in range(0, len(listed), _ADMITTED_AT_ONCE):
            admitted += self._ledger.admit(
                site,
                listed[first : first + _ADMITTED_AT_ONCE],
                engine=self._engines[settings.engine].name,
                polled_at=polled_at,
                asks_again={
                    JobState.PROPOSED: settings.tag in _with_queue_tag(settings).remove,
                    JobState.HELD: settings.tag in settings.on_held.remove,
                },
                also=self._handing_over(run),
            )
        return Admission(site=site, listed=len(listed), admitted=tuple(admitted))

    def _poll(self, settings: SiteSettings) -> tuple[DraftSummary, ...]:
        site = self.sites[settings.name]
        return tuple(site.poll(tag=settings.tag, statuses=settings.statuses, post_types=settings.post_types))

    def backlog(self, site: str) -> int:
        """How many jobs have not ended, with nobody at work on them and their time come."""
        return self._ledger.backlog(site)

    def unfinished(
        self, site: str, *, but_for: frozenset[int] = frozenset(), limit: int | None = None, suspects: bool = False
    ) -> tuple[Job, ...]:
        """Jobs that have not ended (new ones, a crash, a trouble that may pass), that nobody works on, and whose time
        has come: at most ``limit``, a person's "try again" first, but for those of these numbers. ``suspects``: those
        that a process died at, and only those."""
        return self._ledger.unfinished(site, but_for=but_for, limit=limit, suspects=suspects)

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

    # ── work that other processes do ────────────────────────────────────────────────────────────────────────────────

    def dispatch(self, defer: Defer) -> None:
        """From now on, what is admitted is handed to workers in the same transaction."""
        self._defer = defer

    def _handing_over(self, run: str, *, asked: bool = False) -> Also | None:
        defer = self._defer
        return None if defer is None else lambda raw, errands: defer(raw, errands, run=run, asked=asked)

    def hand_over(self, sites: Iterable[str]) -> int:
        """Tell workers of every job of these sites that waits for one; how many they did not know of. LedgerError."""
        defer, errands = self._defer, self._ledger.errands(sites)
        if defer is None or not errands:
            return 0
        return self._ledger.with_driver(lambda raw: defer(raw, errands, run=self._new_run()))

    def in_ledger(self, work: Callable[[Any], T]) -> T:
        """What ``work`` makes of the ledger's own connection, in a transaction. LedgerError."""
        return self._ledger.with_driver(work)

    def next_change(self, sites: Iterable[str]) -> float | None:
        """Seconds until a job of these sites may be taken up that can't be now; None where none waits so."""
        return self._ledger.next_change(sites)

    def idle(self, job: int) -> Job | None:
        """The job of that number where it may be taken up now."""
        return self._ledger.idle(job)

    def polls(self, site: str) -> bool:
        """Whether it is this process that polls the site, among all that run on a schedule."""
        return self._turn(site)

    def _new_run(self) -> str:
        return f"{this_process()} {self._now().isoformat()}"

    # ── drafts ──────────────────────────────────────────────────────────────────────────────────────────────────────

    def process(self, job: Job, run: str | None = None) -> Job:
        """One draft all the way; a draft's own troubles never raise. LedgerError where nothing can be recorded,
        CircuitOpen where it can't be begun now. ``run``: the passage that its cost belongs to, where another process
        admitted it."""
        with self._loading:  # modules that import each other are not for several threads at once
            from bridge.pipeline.process import Pipeline  # heavy: a poll that brings nothing needs none of it

            self._review.load()
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
            run = run or self._runs.setdefault(job.site, this_process())
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
                clock=self._clock,
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
        from bridge.pipeline.pruning import sort_out

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
        from bridge.pipeline.learning import learn

        now = self._now()
        jobs = self._ledger.to_learn_from(site, since=now - _MEMORY)
        return learn(self.sites[site], jobs, now=now, settle=self._ledger.learned)

    def retry(self, name: str) -> Job:
        """A new attempt at an ended job, asked for by a person."""
        return self._ledger.retry(self._find(name), also=self._handing_over(self._new_run(), asked=True))

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


def _wishes(settings: SiteSettings, *, tag_needed: bool, currency: str) -> Wishes:
    """``tag_needed``: not where a person asked for the attempt by name, after a verdict that took the tag away."""
    from bridge.pipeline.process import Wishes

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
