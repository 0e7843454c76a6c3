"""The queue is told in the ledger's own transaction, of each job once, and the most urgent goes first."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from importlib import resources

import pytest

from bridge.config import Config
from bridge.domain.draft import DraftSummary
from bridge.domain.job import Errand, Job
from bridge.ledger.database import open_database
from bridge.ledger.repository import Ledger
from bridge.runners.queue import ASKED, SUSPECT, USUAL, Queue
from tests.support.postgres import Server, fresh


@pytest.fixture
def ledger(postgres: Server) -> Iterator[Ledger]:
    with fresh(postgres) as url, closing(Ledger(open_database(url))) as ledger:
        ledger.with_driver(Queue().prepare)
        yield ledger


def errand(job: int, **changes: object) -> Errand:
    return replace(Errand(job=job, site="une", attempt=1, claims=0), **changes)  # type: ignore[arg-type]


def defer(ledger: Ledger, *errands: Errand, asked: bool = False) -> int:
    return ledger.with_driver(lambda raw: Queue().defer(raw, errands, run="r", asked=asked))


def waiting(ledger: Ledger) -> list[tuple[object, ...]]:
    """In the order in which workers are given them: job, priority, lock."""
    query = (
        "SELECT (args->>'job')::int, priority, lock FROM procrastinate_jobs WHERE status = 'todo' "
        "ORDER BY priority DESC, id"
    )
    return list(ledger.with_driver(lambda raw: raw.execute(query).fetchall()))


def admit(ledger: Ledger, *drafts: int, also: object) -> tuple[Job, ...]:
    listed = [DraftSummary(id=draft, type="post", status="draft", title="", base="a" * 64) for draft in drafts]
    polled_at = datetime.now(UTC).replace(tzinfo=None)
    return ledger.admit("une", listed, engine="e", polled_at=polled_at, asks_again={}, also=also)  # type: ignore[arg-type]


def test_what_is_admitted_is_queued_with_it_or_not_at_all(ledger: Ledger) -> None:
    def tell(raw: object, errands: object) -> None:
        Queue().defer(raw, errands, run="r")  # type: ignore[arg-type]

    def tell_and_break(raw: object, errands: object) -> None:
        tell(raw, errands)
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        admit(ledger, 1, 2, also=tell_and_break)
    assert (ledger.jobs(), waiting(ledger)) == ((), [])
    admitted = admit(ledger, 1, 2, also=tell)
    assert [row[0] for row in waiting(ledger)] == [job.id for job in admitted]


def test_a_job_waits_once_however_often_and_by_whomever_it_is_told(ledger: Ledger) -> None:
    assert defer(ledger, errand(1), errand(2)) == 2
    assert defer(ledger, errand(2), errand(3)) == 1
    told: list[int] = []
    threads = [
        threading.Thread(target=lambda: told.append(defer(ledger, *(errand(job) for job in range(50)))))
        for _ in range(6)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sum(told) == 47
    assert sorted(row[0] for row in waiting(ledger)) == list(range(50))


def test_a_job_whose_acknowledgement_was_lost_is_told_again(ledger: Ledger) -> None:
    defer(ledger, errand(1))
    ledger.with_driver(lambda raw: raw.execute("UPDATE procrastinate_jobs SET status = 'doing'"))
    assert defer(ledger, errand(1)) == 0, "a worker is about to take it up"
    ledger.with_driver(lambda raw: raw.execute("UPDATE procrastinate_events SET at = at - interval '2 minutes'"))
    assert defer(ledger, errand(1)) == 1


def test_a_person_who_asks_comes_first_and_what_kills_processes_last_and_alone(ledger: Ledger) -> None:
    defer(ledger, errand(1, claims=2), errand(2), errand(3, attempt=2), errand(4, claims=1), errand(5, claims=3))
    defer(ledger, errand(4), asked=True)
    order = waiting(ledger)
    assert [(job, priority) for job, priority, _ in order] == [
        (3, ASKED), (4, ASKED), (2, USUAL), (1, SUSPECT), (5, SUSPECT)
    ]  # fmt: skip
    locks = {job: lock for job, _, lock in order}
    assert locks[1] == locks[5] is not None
    assert {locks[2], locks[3], locks[4]} == {None}


def test_many_are_told_in_parts(ledger: Ledger) -> None:
    assert defer(ledger, *(errand(job) for job in range(1203))) == 1203
    assert len(waiting(ledger)) == 1203


def test_the_tables_are_made_once_and_brought_up_to_date(postgres: Server) -> None:
    """Those of an older Procrastinate, as its own migrations made them, become those of the installed one."""
    folder = resources.files("procrastinate.sql") / "migrations"
    files = sorted((file for file in folder.iterdir() if file.name.endswith(".sql")), key=lambda file: file.name)
    older = [file for file in files if file.name < "03.02"]
    queue = Queue()
    with fresh(postgres) as url, closing(Ledger(open_database(url))) as ledger:
        for sql in [file.read_text(encoding="utf-8") for file in older]:
            ledger.with_driver(lambda raw, sql=sql: raw.execute(sql))
        note = f"COMMENT ON TABLE procrastinate_jobs IS 'seo-bridge: {older[-1].name}'"
        ledger.with_driver(lambda raw: raw.execute(note))
        threads = [threading.Thread(target=ledger.with_driver, args=(queue.prepare,)) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert defer(ledger, errand(1)) == 1
        noted = "SELECT obj_description('procrastinate_jobs'::regclass)"
        assert ledger.with_driver(lambda raw: raw.execute(noted).fetchone()[0]) == f"seo-bridge: {files[-1].name}"


def test_workers_are_counted_while_they_give_signs_of_life(ledger: Ledger) -> None:
    def enlist(raw: object, age: timedelta) -> None:
        query = "INSERT INTO procrastinate_workers (last_heartbeat) VALUES (now() - %s)"
        raw.execute(query, [age])  # type: ignore[attr-defined]

    assert ledger.with_driver(Queue().alive) == 0
    for seconds in (1, 5, 300):
        ledger.with_driver(lambda raw, age=timedelta(seconds=seconds): enlist(raw, age))
    assert ledger.with_driver(Queue().alive) == 2


def test_embedded_is_what_nobody_has_to_choose() -> None:
    assert Config.model_fields["dispatch"].default == "embedded"
