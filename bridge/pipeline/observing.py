"""The pipeline's ports with a clock beside them: what each step took, what models answered, what was found.

The pipeline itself knows nothing of it; an observer is given the same calls from outside.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from bridge.domain.article import Article, ModelCall, Rewrite
from bridge.domain.draft import Draft, Hold, Proposal, ProposalStatus, Verdict
from bridge.domain.evidence import Proof
from bridge.domain.finding import Finding
from bridge.domain.job import Job, JobState, Outcome
from bridge.domain.ports import UNMETERED, Engine, JobLog, Meter, Observer, Step
from bridge.domain.review import Review, Reviewed
from bridge.domain.source import Brief, Source
from bridge.errors import BridgeError, BudgetSpent
from bridge.pipeline.guarding import Drafts


class Watched:
    """One job under an observer's eyes. ``clock`` gives seconds."""

    def __init__(self, observer: Observer, job: Job, *, clock: Callable[[], float] = time.monotonic) -> None:
        self.observer = observer
        self.job = job
        self._clock = clock

    @contextmanager
    def step(self, name: str) -> Iterator[None]:
        """Time what is done meanwhile, whatever comes of it."""
        began = self._clock()
        try:
            yield
        finally:
            self.observer.step(self.job, name, self._clock() - began)


@dataclass(frozen=True, kw_only=True, slots=True)
class WatchedSite:
    """A site (port Drafts): ``fetch`` and ``deliver``."""

    site: Drafts
    watched: Watched

    def fetch(self, draft: int) -> Draft:
        """See the port."""
        with self.watched.step("fetch"):
            return self.site.fetch(draft)

    def propose(self, proposal: Proposal) -> ProposalStatus:
        """See the port."""
        with self.watched.step("deliver"):
            return self.site.propose(proposal)

    def hold(self, hold: Hold) -> None:
        """See the port."""
        with self.watched.step("deliver"):
            self.site.hold(hold)


@dataclass(frozen=True, kw_only=True, slots=True)
class WatchedEngine:
    """An engine (port Engine): ``rewrite`` and ``repair``."""

    engine: Engine
    watched: Watched

    @property
    def name(self) -> str:
        """See the port."""
        return self.engine.name

    def rewrite(self, source: Source, brief: Brief, meter: Meter = UNMETERED) -> Rewrite:
        """See the port."""
        with self.watched.step("rewrite"):
            return self.engine.rewrite(source, brief, meter)

    def repair(
        self, source: Source, brief: Brief, made: Rewrite, findings: tuple[Finding, ...], meter: Meter = UNMETERED
    ) -> Rewrite | None:
        """See the port."""
        with self.watched.step("repair"):
            return self.engine.repair(source, brief, made, findings, meter)


@dataclass(frozen=True, kw_only=True, slots=True)
class WatchedReview:
    """All checks (port Review): ``checks``."""

    review: Review
    watched: Watched

    def __call__(self, source: Source, brief: Brief, article: Article, content: str) -> Reviewed:
        """See the port."""
        with self.watched.step("checks"):
            return self.review(source, brief, article, content)

    def prove(self, source: Source, article: Article) -> tuple[Proof, ...]:
        """See the port."""
        return self.review.prove(source, article)


@dataclass(frozen=True, kw_only=True, slots=True)
class WatchedMeter:
    """A meter (port Meter): what models answered, and what a budget forbade."""

    meter: Meter
    watched: Watched

    def before(self, *, model: str, prompt_tokens: int, completion_tokens: int) -> None:
        """See the port."""
        try:
            self.meter.before(model=model, prompt_tokens=prompt_tokens, completion_tokens=completion_tokens)
        except BudgetSpent as error:
            self.watched.observer.budget_spent(self.watched.job, error)
            raise

    def after(self, call: ModelCall) -> ModelCall:
        """See the port."""
        settled = self.meter.after(call)
        self.watched.observer.called(self.watched.job, settled)
        return settled


@dataclass(frozen=True, kw_only=True, slots=True)
class WatchedLog:
    """A ledger (port JobLog): what was found, once it is recorded."""

    log: JobLog
    watched: Watched

    def claim(self, job: int) -> Job | None:
        """See the port."""
        return self.log.claim(job)

    def release(self, job: int) -> None:
        """See the port."""
        self.log.release(job)

    def saved(self, job: int, step: type[Step]) -> Step | None:
        """See the port."""
        return self.log.saved(job, step)

    def save(self, job: Job, record: Draft | Rewrite | Verdict) -> Job:
        """See the port."""
        saved = self.log.save(job, record)
        if isinstance(record, Verdict):
            self.watched.observer.judged(saved, record.findings)
        return saved

    def end(self, job: Job, state: JobState, reason: str, *, outcome: Outcome | None = None) -> Job:
        """See the port."""
        return self.log.end(job, state, reason, outcome=outcome)

    def postpone(self, job: Job, error: BridgeError) -> Job:
        """See the port."""
        return self.log.postpone(job, error)
