"""Rounds in threads: troubles stay where they are, and nothing is done twice."""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

import pytest

from bridge.domain.job import Job, JobState
from bridge.errors import CircuitOpen, LedgerError, SiteUnavailable
from bridge.runners.pool import Crashed, Ended, Event, HeldBack, Outcome, Polled, PollFailed, Pool, Started, Withdrawn

NOW = datetime(2026, 2, 27, 9, tzinfo=UTC)


def job(number: int, site: str = "gazette", state: JobState = JobState.ADMITTED) -> Job:
    return Job(
        id=number, key=f"k{number}", site=site, draft=number, base="b", attempt=1, state=state,
        title=f"Titre {number}", engine="extractive", created_at=NOW, updated_at=NOW,
    )  # fmt: skip


@dataclass(frozen=True)
class Admission:
    listed: int
    admitted: tuple[Job, ...]


@dataclass
class FakeService:
    """Sites with jobs; ``work`` is what happens to each."""

    new: dict[str, list[Job]] = field(default_factory=dict)
    old: dict[str, list[Job]] = field(default_factory=dict)
    broken: dict[str, Exception] = field(default_factory=dict)
    work: Callable[[Job], Job] = lambda job: replace(job, state=JobState.PROPOSED)
    processed: list[int] = field(default_factory=list)
    longest_page: int = 0

    def admit(self, site: str) -> Admission:
        if site in self.broken:
            raise self.broken[site]
        jobs = tuple(self.new.get(site, ()))
        return Admission(listed=len(jobs) + 1, admitted=jobs)

    def backlog(self, site: str) -> int:
        return len(self._waiting(site))

    def unfinished(
        self, site: str, *, but_for: frozenset[int] = frozenset(), limit: int | None = None, suspects: bool = False
    ) -> tuple[Job, ...]:
        found = [job for job in self._waiting(site) if bool(job.claims) is suspects and job.id not in but_for]
        page = tuple(sorted(found, key=lambda job: job.attempt == 1))[:limit]
        self.longest_page = max(self.longest_page, len(page))
        return page

    def _waiting(self, site: str) -> list[Job]:
        jobs = (*self.old.get(site, ()), *self.new.get(site, ()))
        return [job for job in jobs if job.id not in self.processed]

    def ready(self, job: Job) -> None:
        """Nothing is ever down here."""

    def process(self, job: Job) -> Job:
        self.processed.append(job.id)
        return self.work(job)


def go(service: FakeService, *sites: str, workers: int = 2) -> tuple[Outcome, list[Event]]:
    events: list[Event] = []
    with Pool(service, workers=workers, listener=events.append) as pool:
        return pool.run(sites), events


def test_new_and_unfinished_jobs_are_each_done_once() -> None:
    service = FakeService(new={"gazette": [job(2), job(3)]}, old={"gazette": [job(1)]})
    outcome, events = go(service, "gazette")
    assert sorted(service.processed) == [1, 2, 3]
    assert outcome.polls == (Polled(site="gazette", listed=3, admitted=2, resumed=1),)
    assert {job.id for job in outcome.jobs} == {1, 2, 3}
    assert outcome.clean
    assert sum(isinstance(event, Started) for event in events) == 3
    assert sum(isinstance(event, Ended) for event in events) == 3


def test_a_site_that_fails_does_not_stop_the_others() -> None:
    error = SiteUnavailable("muet")
    service = FakeService(new={"gazette": [job(1)]}, broken={"revue": error, "bulletin": KeyError("bug")})
    outcome, events = go(service, "revue", "bulletin", "gazette")
    assert service.processed == [1]
    assert {failed.site for failed in outcome.unreachable} == {"revue", "bulletin"}
    assert PollFailed(site="revue", error=error) in events
    assert not outcome.clean


def test_a_job_that_crashes_does_not_stop_the_others() -> None:
    def work(given: Job) -> Job:
        if given.id == 2:
            raise ZeroDivisionError("bug")
        return replace(given, state=JobState.HELD)

    outcome, events = go(FakeService(new={"gazette": [job(1), job(2), job(3)]}, work=work), "gazette", workers=1)
    assert [done.id for done in outcome.jobs] == [1, 3]
    assert [crash.job.id for crash in outcome.crashes] == [2]
    assert any(isinstance(event, Crashed) for event in events)
    assert not outcome.clean


@pytest.mark.parametrize(
    ("state", "clean"),
    [
        (JobState.PROPOSED, True),
        (JobState.HELD, True),
        (JobState.SUPERSEDED, True),
        (JobState.FAILED, False),
        (JobState.CHECKED, False),
    ],
)
def test_what_counts_as_a_failure(state: JobState, clean: bool) -> None:
    assert Outcome(jobs=(job(1, state=state),)).clean is clean


def test_never_more_drafts_at_once_than_workers() -> None:
    together = threading.Barrier(3)
    lock, now, most = threading.Lock(), [0], [0]

    def work(given: Job) -> Job:
        with lock:
            now[0] += 1
            most[0] = max(most[0], now[0])
        together.wait(timeout=60)  # three do run at once; a fourth would never be let through
        with lock:
            now[0] -= 1
        return replace(given, state=JobState.PROPOSED)

    outcome, _ = go(FakeService(new={"gazette": [job(n) for n in range(1, 10)]}, work=work), "gazette", workers=3)
    assert len(outcome.jobs) == 9
    assert most[0] == 3


def test_a_stop_lets_the_running_draft_finish_and_begins_no_other() -> None:
    pools: list[Pool] = []

    def work(given: Job) -> Job:
        pools[0].stop()
        return replace(given, state=JobState.PROPOSED)

    service = FakeService(new={"gazette": [job(1), job(2), job(3)]}, work=work)
    with Pool(service, workers=1, listener=lambda event: None) as pool:
        pools.append(pool)
        outcome = pool.run(["gazette"])
    assert [done.id for done in outcome.jobs] == [1]
    assert outcome.left == 2
    assert service.processed == [1]


@pytest.fixture
def interruptible() -> Iterator[None]:
    """Ctrl-C interrupts: a shell that starts tests in the background has it ignored."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.usefixtures("interruptible")
def test_an_interrupt_lets_the_running_draft_finish_and_begins_no_other() -> None:
    stopped = threading.Event()

    class Watched(Pool):
        def stop(self) -> None:
            super().stop()
            stopped.set()

    def work(given: Job) -> Job:
        os.kill(os.getpid(), signal.SIGINT)
        assert stopped.wait(timeout=60)
        return replace(given, state=JobState.PROPOSED)

    ended: list[Event] = []
    service = FakeService(new={"gazette": [job(1), job(2), job(3)]}, work=work)
    with pytest.raises(KeyboardInterrupt), Watched(service, workers=1, listener=ended.append) as pool:
        pool.run(["gazette"])
    assert service.processed == [1]
    assert sum(isinstance(event, Ended) for event in ended) == 1


def test_what_a_process_died_of_comes_last_and_alone() -> None:
    lock, now, together = threading.Lock(), [0], []

    def work(given: Job) -> Job:
        with lock:
            now[0] += 1
            together.append((given.id, now[0]))
        with lock:
            now[0] -= 1
        return replace(given, state=JobState.PROPOSED)

    suspects = [replace(job(1), claims=2), replace(job(2), claims=1)]
    service = FakeService(old={"gazette": [*suspects, *(job(n) for n in range(3, 9))]}, work=work)
    outcome, _ = go(service, "gazette", workers=4)
    assert len(outcome.jobs) == 8
    assert together[-2:] == [(1, 1), (2, 1)]


def test_what_is_down_is_told_once_for_all_its_drafts() -> None:
    class Down(FakeService):
        def ready(self, job: Job) -> None:
            if job.id > 1:
                raise CircuitOpen("Le modèle est en panne", retry_after=60)

    service = Down(new={"gazette": [job(n) for n in range(1, 6)], "revue": [job(9, "revue")]})
    outcome, events = go(service, "gazette", "revue")
    assert service.processed == [1]
    assert sorted((held.site, held.jobs) for held in outcome.held_back) == [("gazette", 4), ("revue", 1)]
    assert sum(isinstance(event, HeldBack) for event in events) == 2
    assert sum(isinstance(event, Started) for event in events) == 1
    assert not outcome.clean


def test_a_draft_whose_circuit_opens_after_its_start_is_known_not_to_run_any_more() -> None:
    def work(given: Job) -> Job:
        raise CircuitOpen("Le modèle est en panne", retry_after=60)

    outcome, events = go(FakeService(new={"gazette": [job(1)]}, work=work), "gazette")
    assert [type(event) for event in events] == [Polled, Started, Withdrawn, HeldBack]
    assert [(held.site, held.jobs) for held in outcome.held_back] == [("gazette", 1)]


def test_sites_take_turns() -> None:
    """One with three hundred drafts keeps the two of another waiting for two drafts at most."""
    service = FakeService(
        old={"gazette": [job(n) for n in range(1, 301)], "revue": [job(n, "revue") for n in (901, 902)]}
    )
    polled = threading.Barrier(2)
    admit, process = service.admit, service.process

    def both(site: str) -> Admission:
        polled.wait(timeout=60)
        return admit(site)

    queued = threading.Event()

    def after_both(given: Job) -> Job:
        assert queued.wait(timeout=60)
        return process(given)

    service.admit, service.process = both, after_both  # type: ignore[method-assign]

    def listen(event: Event) -> None:
        events.append(event)
        if sum(isinstance(one, Polled) for one in events) == 2:
            queued.set()

    events: list[Event] = []
    with Pool(service, workers=1, listener=listen) as pool:
        outcome = pool.run(["gazette", "revue"])
    assert len(outcome.jobs) == 302
    assert {901, 902} <= set(service.processed[:6])


def test_a_persons_new_try_comes_first() -> None:
    service = FakeService(old={"gazette": [*(job(n) for n in range(1, 9)), replace(job(50), attempt=2)]})
    go(service, "gazette", workers=1)
    assert service.processed == [50, 1, 2, 3, 4, 5, 6, 7, 8]


def test_what_is_asked_for_during_a_round_is_not_left_for_the_next() -> None:
    """A poll adds to the round that is at the site's drafts, and its new tries come before what was known."""
    asked: list[Outcome] = []

    def work(given: Job) -> Job:
        if given.id == 2:
            service.old["gazette"].append(replace(job(99), attempt=2))
            asked.append(pools[0].run(["gazette"]))
        return replace(given, state=JobState.PROPOSED)

    service, pools = FakeService(old={"gazette": [job(n) for n in range(1, 41)]}, work=work), []
    with Pool(service, workers=1, listener=lambda event: None) as pool:
        pools.append(pool)
        outcome = pool.run(["gazette"])
    assert service.processed[:4] == [1, 2, 99, 3]
    assert len(service.processed) == len(set(service.processed)) == len(outcome.jobs) == 41
    assert [(len(again.polls), again.jobs) for again in asked] == [(1, ())]


def test_thousands_of_drafts_are_read_page_by_page() -> None:
    service = FakeService(old={"gazette": [job(n) for n in range(1, 2_001)]})
    outcome, _ = go(service, "gazette", workers=4)
    assert sorted(service.processed) == list(range(1, 2_001))
    assert len(outcome.jobs) == 2_000
    assert 4 <= service.longest_page <= 100


def test_a_draft_that_comes_back_at_once_is_not_begun_again_in_the_same_round() -> None:
    class Crashing(FakeService):
        def process(self, job: Job) -> Job:
            begun.append(job.id)
            raise ZeroDivisionError("bug")

    begun: list[int] = []
    outcome, _ = go(Crashing(old={"gazette": [job(n) for n in range(1, 121)]}), "gazette")
    assert sorted(begun) == list(range(1, 121))
    assert len(outcome.crashes) == 120


def test_a_ledger_that_fails_in_the_midst_of_a_round_is_told() -> None:
    class Failing(FakeService):
        def unfinished(self, site: str, **which: object) -> tuple[Job, ...]:
            raise LedgerError("plein")

    outcome, events = go(Failing(old={"gazette": [job(1)]}), "gazette")
    assert [str(failed.error) for failed in outcome.unreachable] == ["plein"]
    assert not outcome.clean
    assert sum(isinstance(event, PollFailed) for event in events) == 1


def test_nothing_to_do_is_no_failure() -> None:
    outcome, _ = go(FakeService(), "gazette")
    assert outcome.clean
    assert outcome.jobs == ()


@pytest.fixture
def hasty() -> Iterator[None]:
    """Threads give way to each other at every opportunity."""
    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    yield
    sys.setswitchinterval(before)


@pytest.mark.usefixtures("hasty")
def test_no_draft_waits_for_a_thread_that_has_just_left() -> None:
    """Sites whose polls end at any moment, also while the last thread finds nothing more to do."""
    sites = [f"site-{number}" for number in range(20)]
    for _ in range(300):
        service = FakeService(new={site: [job(number, site)] for number, site in enumerate(sites)})
        outcome, _ = go(service, *sites, workers=1)
        assert len(outcome.jobs) == len(service.processed) == len(sites)
