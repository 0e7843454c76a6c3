"""Poll sites and put their drafts through, several at once, in threads of this process.

What goes wrong with one draft or one site stays with it: the others go on, and the outcome tells all of it.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import partial
from types import TracebackType
from typing import Protocol, Self

from bridge.domain.job import Job, JobState
from bridge.errors import CircuitOpen
from bridge.runners.turns import PAGE, Line, Turns

#: Polls are short and wait for the network: so many sites are asked at the same time.
_POLLS_AT_ONCE = 8


class Admission(Protocol):
    """What a poll found: drafts listed, and the jobs newly admitted."""

    @property
    def listed(self) -> int:
        """How many drafts carry the tag."""

    @property
    def admitted(self) -> tuple[Job, ...]:
        """The jobs that the poll added to the ledger."""


class Service(Protocol):
    """What a runner needs of ``bootstrap.Bridge``."""

    def admit(self, site: str) -> Admission:
        """Poll one site and admit its new versions."""

    def backlog(self, site: str) -> int:
        """How many jobs could be begun now, those just admitted among them."""

    def unfinished(
        self, site: str, *, but_for: frozenset[int] = frozenset(), limit: int | None = None, suspects: bool = False
    ) -> tuple[Job, ...]:
        """At most ``limit`` jobs that could be begun now, a person's "try again" first, without those of these numbers.
        ``suspects``: those that an earlier process may have died of, and only those."""

    def ready(self, job: Job) -> None:
        """CircuitOpen where the job can't be begun now, as its site or its model is down."""

    def process(self, job: Job, run: str | None = None) -> Job:
        """The whole way of one draft. CircuitOpen likewise."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Polled:
    """A site answered. ``resumed``: jobs from earlier that are taken up again."""

    site: str
    listed: int
    admitted: int
    resumed: int


@dataclass(frozen=True, kw_only=True, slots=True)
class PollFailed:
    """A site could not be polled; its drafts wait for the next time."""

    site: str
    error: Exception


@dataclass(frozen=True, kw_only=True, slots=True)
class Started:
    """A thread has taken up the job."""

    job: Job


@dataclass(frozen=True, kw_only=True, slots=True)
class Ended:
    """The job came back: ended, or (after a temporary failure) to be taken up again later."""

    job: Job


@dataclass(frozen=True, kw_only=True, slots=True)
class Crashed:
    """Something that is no trouble of the draft's own stopped the job; the ledger still has it as it was."""

    job: Job
    error: Exception


@dataclass(frozen=True, kw_only=True, slots=True)
class Withdrawn:
    """A job that was started goes no further for now: a circuit opened meanwhile. It is one of a HeldBack, too."""

    job: Job


@dataclass(frozen=True, kw_only=True, slots=True)
class HeldBack:
    """So many drafts of a site were not begun, as it or its model is down. They wait in the ledger."""

    site: str
    jobs: int
    error: CircuitOpen


Event = Polled | PollFailed | Started | Ended | Crashed | Withdrawn | HeldBack
Listener = Callable[[Event], None]


@dataclass(frozen=True, kw_only=True, slots=True)
class Outcome:
    """What a round did. ``left``: how many jobs were not begun, because a stop was asked for.
    ``skipped``: the sites that another round was polling at the moment."""

    polls: tuple[Polled, ...] = ()
    unreachable: tuple[PollFailed, ...] = ()
    jobs: tuple[Job, ...] = ()
    crashes: tuple[Crashed, ...] = ()
    held_back: tuple[HeldBack, ...] = ()
    left: int = 0
    skipped: tuple[str, ...] = ()

    @property
    def clean(self) -> bool:
        """Whether every site answered and every job ended, none of them failed (a held draft is no failure)."""
        ended = all(job.state.ended and job.state is not JobState.FAILED for job in self.jobs)
        return ended and not (self.unreachable or self.crashes or self.held_back or self.left)


class Pool:
    """Never more than ``workers`` drafts at once, whoever asks. ``listener`` is called by one thread at a time.

    ``turn`` says of a site whether this process is the one that polls it; where not, nothing is told of a poll.
    """

    def __init__(
        self,
        service: Service,
        *,
        workers: int,
        listener: Listener,
        turn: Callable[[str], bool] = lambda _: True,
    ) -> None:
        self._service = service
        self._turn = turn
        self._listener = listener
        self._telling = threading.Lock()
        self._stopping = threading.Event()
        self._idle = threading.Condition()
        self._running = 0
        self._turns = Turns[Round]()
        self._workers = workers
        self._active = 0
        self._polling: set[str] = set()
        self._drafts = ThreadPoolExecutor(max_workers=workers, thread_name_prefix="draft")

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()
        self.wait()

    def stop(self) -> None:
        """Begin no further draft; those that run go on."""
        self._stopping.set()
        self._turns.wake()

    def wait(self) -> None:
        """Until the drafts that run are through. The pool is of no use afterwards."""
        self._drafts.shutdown(wait=True, cancel_futures=True)
        # An interrupt in the midst of starting a thread leaves one that the executor does not know of.
        with self._idle:
            self._idle.wait_for(lambda: not self._running)

    def run(self, sites: Sequence[str]) -> Outcome:
        """Poll the sites, put every new or unfinished draft through, and tell how it went.

        Where an earlier round is still at a site's drafts, this one adds to them what it finds, and does not wait.
        """
        told = Round()
        with ThreadPoolExecutor(max_workers=_POLLS_AT_ONCE, thread_name_prefix="poll") as pollers:
            for poll in as_completed([pollers.submit(self._poll, site, told) for site in sites]):
                if (polled := poll.result()) is not None:
                    told.add(polled)
        self._turns.wait(told.lines, self._stopping.is_set)
        for line in told.lines:
            self._end(line, told)
        for event in told.held_back:
            self.tell(event)
        return told.outcome()

    def _poll(self, site: str, told: Round) -> Polled | PollFailed | None:
        """None where another thread, or another process, polls the site."""
        event: Polled | PollFailed | None
        with self._idle:
            if site in self._polling:
                told.skipped = (*told.skipped, site)
                return None
            self._polling.add(site)
        try:
            admission = self._service.admit(site) if self._turn(site) else None
            waiting = self._service.backlog(site)
        except Exception as error:  # one site's trouble, a bug included, must not stop the others
            event, waiting = PollFailed(site=site, error=error), 0
        else:
            event = None if admission is None else _polled(site, admission, waiting)
        finally:
            with self._idle:
                self._polling.discard(site)
        if event is not None:
            self.tell(event)
        if waiting:
            self._queue(site, waiting, told)
        return event

    def _queue(self, site: str, waiting: int, told: Round) -> None:
        line = Line(site, partial(self._service.unfinished, site), waiting, told)
        if self._turns.join(line) is line:
            told.lines = (*told.lines, line)
        self._call_up(waiting)

    def _call_up(self, threads: int) -> None:
        """So many more threads, as far as there is room."""
        with self._idle:
            more = max(0, min(threads, self._workers - self._active))
            self._active += more
        for _ in range(more):
            self._employ()

    def _work(self) -> None:
        """One draft, and then behind whatever else waits for a thread."""
        found = self._turns.next(self._stopping.is_set)
        if found is not None:
            line, job = found
            event = self.put_through(job)
            line.told.add(event)
            self._turns.done(line, job, ended=isinstance(event, Ended) and event.job.state.ended)
            self._employ()
        else:
            with self._idle:
                self._active -= 1
            # a site that came in between counted on this thread
            if self._turns.any_left and not self._stopping.is_set():
                self._call_up(1)

    def _employ(self) -> None:
        with suppress(RuntimeError):  # shut down, after a stop
            self._drafts.submit(self._work)

    def _end(self, line: Line[Round], told: Round) -> None:
        """What an earlier process may have died of comes last, and one by one: it takes no other draft with it."""
        told.left += line.left if self._stopping.is_set() else 0
        if line.failure is not None:
            self.tell(PollFailed(site=line.site, error=line.failure))
            told.add(PollFailed(site=line.site, error=line.failure))
            return
        passed = set(line.passed)
        while not self._stopping.is_set():
            page = self._service.unfinished(line.site, but_for=frozenset(passed), limit=PAGE, suspects=True)
            for job in page:
                passed.add(job.id)
                told.add(self._drafts.submit(self.put_through, job).result())
            if len(page) < PAGE:
                return

    def put_through(self, job: Job, run: str | None = None) -> Event | None:
        """One draft, in the caller's thread. None where the stop came first: the job stays in the ledger for the next
        start. A HeldBack is not told yet: its like may be many. ``run``: the passage it belongs to, where another
        process admitted it."""
        with self._idle:
            if self._stopping.is_set():
                return None
            self._running += 1
        try:
            return self._put_through(job, run)
        finally:
            with self._idle:
                self._running -= 1
                self._idle.notify_all()

    def _put_through(self, job: Job, run: str | None) -> Event:
        event: Event
        started = False
        try:
            self._service.ready(job)
            self.tell(Started(job=job))
            started = True
            event = Ended(job=self._service.process(job, run) if run else self._service.process(job))
        except CircuitOpen as error:
            if started:
                self.tell(Withdrawn(job=job))
            return HeldBack(site=job.site, jobs=1, error=error)
        except Exception as error:  # one draft's trouble, a bug included, must not stop the others
            event = Crashed(job=job, error=error)
        self.tell(event)
        return event

    def tell(self, event: Event) -> None:
        """To the listener, one at a time."""
        with self._telling:
            self._listener(event)


def _polled(site: str, admission: Admission, waiting: int) -> Polled:
    new = len(admission.admitted)
    return Polled(site=site, listed=admission.listed, admitted=new, resumed=max(0, waiting - new))


def together(events: Iterable[HeldBack]) -> tuple[HeldBack, ...]:
    """One for each site and reason, with the number of its drafts."""
    reasons: dict[tuple[str, str], HeldBack] = {}
    for event in events:
        known = reasons.get((event.site, event.error.what))
        reasons[event.site, event.error.what] = replace(event, jobs=event.jobs + known.jobs) if known else event
    return tuple(reasons.values())


class Round:
    """What a round was told of, by any thread; drafts that were held back as one for each site and reason."""

    def __init__(self) -> None:
        self.lines: tuple[Line[Round], ...] = ()
        self.left = 0
        self.skipped: tuple[str, ...] = ()
        self._lock = threading.Lock()
        self._events: list[Event] = []
        self.held_back: tuple[HeldBack, ...] = ()

    def add(self, event: Event | None) -> None:
        """None: a job that a stop kept from being begun."""
        with self._lock:
            if event is None:
                self.left += 1
            elif isinstance(event, HeldBack):
                self.held_back = together([*self.held_back, event])
            else:
                self._events.append(event)

    def outcome(self) -> Outcome:
        """All of it."""
        events = self._events
        return Outcome(
            polls=tuple(event for event in events if isinstance(event, Polled)),
            unreachable=tuple(event for event in events if isinstance(event, PollFailed)),
            jobs=tuple(event.job for event in events if isinstance(event, Ended)),
            crashes=tuple(event for event in events if isinstance(event, Crashed)),
            held_back=self.held_back,
            left=self.left,
            skipped=self.skipped,
        )
