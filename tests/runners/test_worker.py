"""A worker in this process, with a real queue and a ledger, and drafts whose ends the test decides."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from time import monotonic, sleep
from typing import Any

import pytest

from bridge.domain.draft import DraftSummary
from bridge.domain.job import Errand, Job, JobState
from bridge.errors import CircuitOpen, LedgerAway
from bridge.ledger.database import open_database
from bridge.ledger.handover import errand_of
from bridge.ledger.repository import Ledger
from bridge.runners.pool import Crashed, Ended, Event, HeldBack, Pool, Started
from bridge.runners.queue import Queue
from bridge.runners.worker import Timing, Worker
from tests.support.postgres import Server, fresh

QUICK = Timing(sweep=0.1, sign=0.1, dead=1.0, look=0.1)


@dataclass
class Drafts:
    """``outcomes``: what becomes of the next tries of a job; ``ended`` where nothing is said."""

    ledger: Ledger
    outcomes: dict[int, list[Exception]] = field(default_factory=dict)
    runs: list[str | None] = field(default_factory=list)
    defer: Callable[..., int] | None = None

    def dispatch(self, defer: Callable[..., int]) -> None:
        self.defer = defer

    def in_ledger(self, work: Callable[[Any], Any]) -> Any:
        return self.ledger.with_driver(work)

    def hand_over(self, sites: Iterable[str]) -> int:
        errands, defer = self.ledger.errands(sites), self.defer
        assert defer
        return self.ledger.with_driver(lambda raw: defer(raw, errands, run="sweep"))

    def next_change(self, sites: Iterable[str]) -> float | None:
        return self.ledger.next_change(sites)

    def idle(self, job: int) -> Job | None:
        return self.ledger.idle(job)

    def ready(self, job: Job) -> None:
        error = next(iter(self.outcomes.get(job.id, [])), None)
        if isinstance(error, CircuitOpen):
            self.outcomes[job.id].pop(0)
            self.ledger.hold_back(job, error)
            raise error

    def process(self, job: Job, run: str | None = None) -> Job:
        self.runs.append(run)
        claimed = self.ledger.claim(job.id)
        assert claimed
        try:
            if self.outcomes.get(job.id):
                raise self.outcomes[job.id].pop(0)
            return self.ledger.end(claimed, JobState.FAILED, "Voilà.")
        finally:
            self.ledger.release(job.id)

    def admit(self, site: str) -> Any:
        raise NotImplementedError

    unfinished = admit


@pytest.fixture
def drafts(postgres: Server) -> Iterator[tuple[Drafts, str]]:
    with fresh(postgres) as url, closing(Ledger(open_database(url, workers=4))) as ledger:
        ledger.with_driver(Queue().prepare)
        yield Drafts(ledger), url.replace("+psycopg", "")


def admit(ledger: Ledger, number: int, site: str = "une") -> list[Errand]:
    listed = [DraftSummary(id=draft, type="post", status="draft", title="", base="a" * 64) for draft in range(number)]
    polled_at = datetime.now(UTC).replace(tzinfo=None)
    return [
        errand_of(job)
        for job in ledger.admit(
            site, listed, engine="e", polled_at=polled_at, asks_again={},
            also=lambda raw, errands: Queue().defer(raw, errands, run="poll"),
        )
    ]  # fmt: skip


@contextmanager
def working(drafts: Drafts, address: str, events: list[Event]) -> Iterator[None]:
    pool = Pool(drafts, workers=2, listener=events.append)
    worker = Worker(drafts, pool, address=address, sites=["une"], workers=2, timing=QUICK)
    worker.start()
    try:
        yield
    finally:
        worker.stop()
    assert [thread.name for thread in threading.enumerate() if thread.name.startswith(("draft", "worker"))] == []


def until(condition: Callable[[], bool]) -> None:
    deadline = monotonic() + 60
    while not condition():
        assert monotonic() < deadline
        sleep(0.02)


def ended(ledger: Ledger, number: int) -> Callable[[], bool]:
    return lambda: sum(job.state.ended for job in ledger.jobs()) == number


def test_drafts_are_told_as_by_a_pool_and_belong_to_the_passage_that_admitted_them(
    drafts: tuple[Drafts, str],
) -> None:
    bridge, address = drafts
    events: list[Event] = []
    admit(bridge.ledger, 3)
    with working(bridge, address, events):
        until(ended(bridge.ledger, 3))
    assert sorted(type(event).__name__ for event in events) == ["Ended"] * 3 + ["Started"] * 3
    assert set(bridge.runs) == {"poll"}
    assert all(event.job.state is JobState.FAILED for event in events if isinstance(event, Ended))


def test_a_worker_leaves_other_sites_alone(drafts: tuple[Drafts, str]) -> None:
    bridge, address = drafts
    admit(bridge.ledger, 1, site="deux")
    admit(bridge.ledger, 1)
    with working(bridge, address, []):
        until(ended(bridge.ledger, 1))
    assert bridge.ledger.counts() == {"une": {JobState.FAILED: 1}, "deux": {JobState.ADMITTED: 1}}


def test_what_is_held_back_is_told_once_for_all_and_done_when_its_time_has_come(drafts: tuple[Drafts, str]) -> None:
    bridge, address = drafts
    events: list[Event] = []
    down = CircuitOpen("Le modèle est en panne", retry_after=0.2)
    for errand in admit(bridge.ledger, 4):
        bridge.outcomes[errand.job] = [down]
    with working(bridge, address, events):
        until(ended(bridge.ledger, 4))
    held = [event for event in events if isinstance(event, HeldBack)]
    assert sum(event.jobs for event in held) == 4
    assert len([event for event in events if isinstance(event, Started)]) == 4


def test_a_ledger_that_was_away_for_a_moment_fails_no_draft(drafts: tuple[Drafts, str]) -> None:
    bridge, address = drafts
    events: list[Event] = []
    [errand] = admit(bridge.ledger, 1)
    bridge.outcomes[errand.job] = [LedgerAway("Le serveur du registre ne répond pas")]
    with working(bridge, address, events):
        until(ended(bridge.ledger, 1))
    assert [type(event) for event in events if not isinstance(event, Started)] == [Crashed, Ended]


def test_jobs_that_nobody_was_told_of_are_found(drafts: tuple[Drafts, str]) -> None:
    """As after a restored copy of the ledger, or the switch from ``dispatch: embedded``."""
    bridge, address = drafts
    admit(bridge.ledger, 3)
    bridge.ledger.with_driver(lambda raw: raw.execute("DELETE FROM procrastinate_jobs"))
    with working(bridge, address, []):
        until(ended(bridge.ledger, 3))
    assert set(bridge.runs) == {"sweep"}
