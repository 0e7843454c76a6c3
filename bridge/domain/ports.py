"""The ports: what the pipeline needs from the outside, in its own words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager, nullcontext
from typing import Protocol, TypeVar

from bridge.domain.analysis import Analysis
from bridge.domain.article import Article, ModelCall, Rewrite
from bridge.domain.draft import Draft, DraftSummary, Hold, Proposal, ProposalStatus, SiteStatus, Verdict
from bridge.domain.finding import Finding
from bridge.domain.job import Job, JobState, Outcome
from bridge.domain.lesson import Aftermath, GlossaryOffer
from bridge.domain.source import Brief, Source
from bridge.domain.swap import Swap
from bridge.errors import BridgeError, BudgetSpent


class Site(Protocol):
    """One WordPress. There is no ``publish`` here, on purpose: a person approves, in WordPress.

    Every call may raise SiteUnavailable (temporary, retries used up) or SiteRefused (permanent).
    """

    def poll(self, *, tag: str, statuses: tuple[str, ...], post_types: tuple[str, ...]) -> Iterator[DraftSummary]:
        """Drafts that carry the tag, oldest first, page by page. SiteRefused where the tag is unknown."""

    def fetch(self, draft: int) -> Draft:
        """One draft in full. DraftGone where it is no draft any more."""

    def propose(self, proposal: Proposal) -> ProposalStatus:
        """Stage a proposal. Idempotent by job. StaleDraft, DraftGone, DraftBusy."""

    def hold(self, hold: Hold) -> None:
        """Tell the verdict "held" and its reasons. Idempotent by job. StaleDraft, DraftGone, DraftBusy."""

    def state(self, proposal: int) -> ProposalStatus:
        """Where a proposal stands."""

    def status(self, tag: str) -> SiteStatus:
        """What the companion says of itself."""

    def create_tag(self, slug: str) -> None:
        """Make the tag of that slug where it does not exist. Nothing else of the site changes."""

    def aftermath(self, proposal: int) -> Aftermath | None:
        """What became of a proposal; None where the site has it no more."""

    def offer(self, offers: tuple[GlossaryOffer, ...]) -> None:
        """Offer terms to the people of the site, who accept or dismiss them there. The same offer twice is one."""


class SwapJournal(Protocol):
    """The swaps of one site, written down before each, so that a crash at any point leaves no draft half-way."""

    def begin(self, swap: Swap) -> None:
        """About to put another text into the draft. LedgerError where it can't be recorded: then nothing may be
        changed."""

    def finish(self, draft: int) -> None:
        """The draft is as it was, or a person has taken it further."""

    def open(self) -> tuple[Swap, ...]:
        """Swaps that were not finished, without those that another living process is at."""

    def last(self) -> int:
        """A number that every later swap exceeds."""

    def unsettled(self, after: int) -> frozenset[int]:
        """Drafts with a swap that is open, whoever is at it, or that began after the one with this number: a text
        that was read meanwhile may be the half-way one."""


class Deliveries(Protocol):
    """What was delivered to one site: WordPress itself does not know which revision is a proposal."""

    def proposal(self, number: int) -> Proposal | None:
        """The proposal that stands there under this number; None where it is not known."""


class Meter(Protocol):
    """Counts what a draft's model calls cost, and forbids the one that a budget has no room for."""

    def before(self, *, model: str, prompt_tokens: int, completion_tokens: int) -> None:
        """About to call; tokens estimated, the most that may be. BudgetSpent where that is more than is left."""

    def after(self, call: ModelCall) -> ModelCall:
        """The call took place: the same with its cost. Recorded at once, so that a crash forgets no expense."""


class Slots(Protocol):
    """Room on the other side: how many calls a site or a model's endpoint is asked at once, whoever asks."""

    def hold(self, name: str, limit: int) -> AbstractContextManager[None]:
        """One of the ``limit`` places under that name, waited for without working, given back at the end."""


class Gate(Protocol):
    """The way to one site or one model's endpoint, for all workers of a process."""

    def passage(self) -> AbstractContextManager[None]:
        """Around one request: waited for, without working, until there is room on the other side and the pause that it
        asked for is over. TooSoon (``domain.pace``) where that pause is longer than a worker waits."""

    def told(self, status: int, headers: Mapping[str, str]) -> None:
        """What the other side answered, within the passage: the HTTP status, and the headers in which it tells its
        limits."""


class _OpenGate:
    """For who asks alone: a check, a preview."""

    def passage(self) -> AbstractContextManager[None]:
        """See the port."""
        return nullcontext()

    def told(self, status: int, headers: Mapping[str, str]) -> None:
        """See the port."""


OPEN_GATE: Gate = _OpenGate()


class _Unmetered:
    """For a preview: nothing is counted, nothing forbidden."""

    def before(self, *, model: str, prompt_tokens: int, completion_tokens: int) -> None:
        """See the port."""

    def after(self, call: ModelCall) -> ModelCall:
        """See the port."""
        return call


UNMETERED: Meter = _Unmetered()


class Observer(Protocol):
    """Is told what a draft's way costs, for who counts it. Called by the threads of the drafts, several at once: it
    must be quick, and never raises."""

    def step(self, job: Job, step: str, seconds: float) -> None:
        """A step took so long, whatever came of it: ``fetch``, ``rewrite``, ``repair``, ``checks`` or ``deliver``."""

    def called(self, job: Job, call: ModelCall) -> None:
        """A model answered."""

    def judged(self, job: Job, findings: tuple[Finding, ...]) -> None:
        """The verdict is recorded, with these findings."""

    def budget_spent(self, job: Job, error: BudgetSpent) -> None:
        """A budget had no room for the job's next model call."""


class _Unobserved:
    """Where nobody counts."""

    def step(self, job: Job, step: str, seconds: float) -> None:
        """See the port."""

    def called(self, job: Job, call: ModelCall) -> None:
        """See the port."""

    def judged(self, job: Job, findings: tuple[Finding, ...]) -> None:
        """See the port."""

    def budget_spent(self, job: Job, error: BudgetSpent) -> None:
        """See the port."""


UNOBSERVED: Observer = _Unobserved()


def engine_name(model: str) -> str:
    """What the engine that asks a model of that name is called."""
    return f"openai_compatible:{model}"


class Engine(Protocol):
    """Makes an article of a source. EngineUnavailable (temporary) and EngineRefused (permanent) are its only errors."""

    @property
    def name(self) -> str:
        """The engine and what it runs on, as shown to people: ``extractive``, ``openai_compatible:mistral-small``."""

    def rewrite(self, source: Source, brief: Brief, meter: Meter = UNMETERED) -> Rewrite:
        """An article, or none with a blocker that says why; never the source passed off as an article."""

    def repair(
        self, source: Source, brief: Brief, made: Rewrite, findings: tuple[Finding, ...], meter: Meter = UNMETERED
    ) -> Rewrite | None:
        """The article of ``made`` with another try at what has findings, or None where there is nothing it can do.

        Only the sections and fields that ``findings`` name are made anew; the rest comes back as it was. The
        answer's ``calls`` are those of ``made`` and its own, its ``round`` one more.
        """


class Analyser(Protocol):
    """Yoast's analysis of an article."""

    def analyse(self, article: Article, content: str) -> Analysis | None:
        """The analysis of the article whose rendered markup is ``content``; None where Yoast can't be run here.

        Never raises: an analysis that dies, or takes too long, is none, and the log says why.
        """


Step = TypeVar("Step", Draft, Rewrite, Verdict)


class JobLog(Protocol):
    """The ledger as the pipeline sees it: every step is recorded, so that a crash resumes at the last one."""

    def claim(self, job: int) -> Job | None:
        """The job, leased to this process; None where another process has it, its time has not come, or it has ended.

        A job that the process died of too often comes back as failed.
        """

    def release(self, job: int) -> None:
        """Give the lease back."""

    def saved(self, job: int, step: type[Step]) -> Step | None:
        """The record that a step left, None where the step has not been done."""

    def save(self, job: Job, record: Draft | Rewrite | Verdict) -> Job:
        """Record a step's result (and the model calls of a Rewrite) and the state that follows from it."""

    def end(self, job: Job, state: JobState, reason: str, *, outcome: Outcome | None = None) -> Job:
        """Record how the job ended."""

    def postpone(self, job: Job, error: BridgeError) -> Job:
        """Record a failed try; the job stays where it is, or ends as failed where it was tried long enough."""


class Check(Protocol):
    """One check: looks at an article beside its source, and returns what it finds (nothing where all is well)."""

    def __call__(self, source: Source, brief: Brief, article: Article) -> tuple[Finding, ...]:
        """Pure; never raises on any article an engine can build."""
