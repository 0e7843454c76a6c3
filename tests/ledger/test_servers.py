"""PostgreSQL: what is wrong is told with what to do, a lost connection is replaced, nobody reckons with stale sums."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import Engine, event, text

from bridge.domain.draft import Draft
from bridge.domain.job import Job, JobState
from bridge.errors import LedgerAway, LedgerError, SiteUnavailable
from bridge.ledger.backup import backup
from bridge.ledger.clock import shared_clock
from bridge.ledger.database import open_database
from bridge.ledger.repository import Ledger
from tests.ledger.conftest import Clock, OpenLedger
from tests.ledger.test_ledger import DRAFT, REWRITE, admit, line
from tests.support.postgres import PASSWORD, Server, fresh


@pytest.fixture
def url(postgres: Server) -> Iterator[str]:
    """Here, of PostgreSQL alone."""
    with fresh(postgres) as address:
        yield address


@pytest.fixture
def engine(url: str) -> Iterator[Engine]:
    engine = open_database(url, workers=8)
    yield engine
    engine.dispose()


def refusal(url: str) -> LedgerError:
    with pytest.raises(LedgerError) as caught:
        open_database(url)
    assert caught.value.todo
    assert PASSWORD not in str(caught.value)
    return caught.value


# ── what is wrong ───────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_wrong_password(url: str) -> None:
    error = refusal(url.replace(PASSWORD, "s3cr3t-s3cr3t"))
    assert "refuse ce mot de passe" in error.what
    assert "s3cr3t" not in str(error)
    assert not isinstance(error, LedgerAway)


def test_no_password_at_all(url: str) -> None:
    assert "ledger: password" in refusal(url.replace(f":{PASSWORD}", "")).todo


def test_a_database_that_is_not_there(postgres: Server) -> None:
    error = refusal(postgres.url("absente"))
    assert "n'existe pas" in error.what
    assert "CREATE DATABASE" in error.todo
    assert "absente" in error.where


def test_a_server_that_is_not_there() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))  # and nobody listens
        error = refusal(f"postgresql://pont:x@127.0.0.1:{taken.getsockname()[1]}/pont")
    assert isinstance(error, LedgerAway)
    assert "ne répond pas" in error.what


def test_a_user_who_may_not_make_tables(postgres: Server) -> None:
    postgres.sql("CREATE ROLE lecteur LOGIN PASSWORD 'lecteur'")
    try:
        with fresh(postgres, template="template0") as url:
            error = refusal(url.replace("postgres:" + PASSWORD, "lecteur:lecteur"))
    finally:
        postgres.sql("DROP ROLE lecteur")
    assert "droits" in error.what


def test_a_role_that_owns_the_database_is_all_that_is_needed(postgres: Server) -> None:
    """As docs/ledger.md says."""
    postgres.sql("CREATE ROLE seo_bridge LOGIN PASSWORD 'p'", "CREATE DATABASE seo_bridge OWNER seo_bridge")
    try:
        open_database(postgres.url("seo_bridge", user="seo_bridge", password="p")).dispose()
    finally:
        postgres.sql("DROP DATABASE seo_bridge WITH (FORCE)", "DROP ROLE seo_bridge")


def test_too_many_connections(postgres: Server) -> None:
    postgres.sql("CREATE ROLE serre LOGIN PASSWORD 'p' CONNECTION LIMIT 0")
    try:
        error = refusal(postgres.url(user="serre", password="p"))
    finally:
        postgres.sql("DROP ROLE serre")
    assert isinstance(error, LedgerAway)
    assert "connexion" in error.what


def test_all_connections_of_the_process_taken(url: str, engine: Engine, clock: Clock) -> None:
    ledger = Ledger(engine, clock=clock)
    engine.pool._timeout = 0.01  # type: ignore[attr-defined]
    taken = [engine.connect() for _ in range(28)]
    with pytest.raises(LedgerAway, match="prises"):
        ledger.jobs()
    for connection in taken:
        connection.close()
    assert ledger.jobs() == ()


def test_a_copy_is_left_to_the_servers_own_program(url: str, tmp_path: Path) -> None:
    with pytest.raises(LedgerError, match="outil de son serveur") as caught:
        backup(url, tmp_path / "copie du lundi")
    assert caught.value.todo.startswith(
        f"pg_dump --format=custom --file='{tmp_path}/copie du lundi' postgresql://postgres@"
    )
    assert PASSWORD not in str(caught.value)


# ── connections that break ──────────────────────────────────────────────────────────────────────────────────────────


def cut(engine: Engine, url: str) -> None:
    """The server ends all other sessions, as when it restarts."""
    other = open_database(url)
    with other.begin() as connection:
        connection.execute(
            text(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                "WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )
        )
    other.dispose()


def test_a_connection_that_was_dropped_is_replaced_unnoticed(url: str, engine: Engine, clock: Clock) -> None:
    ledger = Ledger(engine, clock=clock)
    admit(ledger, line(), clock=clock)
    cut(engine, url)
    assert len(ledger.jobs()) == 1


def test_one_that_breaks_midway_leaves_nothing_half_written_and_fails_no_job(
    url: str, engine: Engine, clock: Clock
) -> None:
    ledger = Ledger(engine, clock=clock)
    [admitted] = admit(ledger, line(), clock=clock)
    job = ledger.claim(admitted.id)
    assert job
    cuts = iter([True])

    @event.listens_for(engine, "after_cursor_execute")
    def in_the_midst(_c: object, _k: object, statement: str, *_: object) -> None:
        if statement.startswith("UPDATE jobs") and next(cuts, False):
            cut(engine, url)

    with pytest.raises(LedgerAway, match=r"ne répond pas|n'a pas pu répondre"):
        ledger.save(job, DRAFT)
    assert ledger.saved(job.id, Draft) is None
    assert [one.state for one in ledger.jobs()] == [JobState.ADMITTED]
    assert ledger.save(job, DRAFT).state is JobState.FETCHED


def test_a_lease_that_could_not_be_given_back_is_given_back_by_the_heartbeat(
    url: str, engine: Engine, clock: Clock, open_ledger: OpenLedger
) -> None:
    ledger = Ledger(engine, owner="m1:1:x", clock=clock)
    [job] = admit(ledger, line(), clock=clock)
    assert ledger.claim(job.id)
    broken = iter([True])

    @event.listens_for(engine, "before_cursor_execute")
    def away(_c: object, _k: object, statement: str, *_: object) -> None:
        if statement.startswith("UPDATE jobs") and next(broken, False):
            cut(engine, url)

    with pytest.raises(LedgerAway):
        ledger.release(job.id)
    ledger.renew()
    assert [(one.id, one.claims) for one in open_ledger("m2:1:x").unfinished("une")] == [(job.id, 0)]


# ── at the same moment ──────────────────────────────────────────────────────────────────────────────────────────────


def test_one_poll_admitted_by_many_at_once_makes_each_job_once(open_ledger: OpenLedger, clock: Clock) -> None:
    ledgers = [open_ledger(f"m{number}:1:x") for number in range(6)]
    polled = [line(draft) for draft in range(15)]
    with ThreadPoolExecutor(max_workers=6) as pool:
        made = list(pool.map(lambda ledger: admit(ledger, *polled, clock=Clock()), ledgers))
    assert sorted(len(jobs) for jobs in made) == [0, 0, 0, 0, 0, 15]


def test_a_new_attempt_asked_for_by_many_at_once_is_one(open_ledger: OpenLedger, clock: Clock) -> None:
    ledgers = [open_ledger(f"m{number}:1:x") for number in range(6)]
    [job] = admit(ledgers[0], line(), clock=clock)
    claimed = ledgers[0].claim(job.id)
    assert claimed
    ended = ledgers[0].end(claimed, JobState.FAILED, "Non.")
    with ThreadPoolExecutor(max_workers=6) as pool:
        again = set(pool.map(lambda ledger: ledger.retry(ended).id, ledgers))
    assert len(again) == 1
    assert len(ledgers[0].jobs()) == 2


def test_a_job_claimed_by_many_at_once_is_one_ones(open_ledger: OpenLedger, clock: Clock) -> None:
    ledgers = [open_ledger(f"m{number}:1:x") for number in range(6)]
    jobs = admit(ledgers[0], *(line(draft) for draft in range(10)), clock=clock)

    def claim_all(ledger: Ledger) -> list[Job]:
        return [taken for job in jobs if (taken := ledger.claim(job.id))]

    with ThreadPoolExecutor(max_workers=6) as pool:
        taken = [job.id for mine in pool.map(claim_all, ledgers) for job in mine]
    assert sorted(taken) == sorted(job.id for job in jobs)


def test_a_job_is_claimed_or_superseded_and_never_both(open_ledger: OpenLedger, clock: Clock) -> None:
    polling, working = open_ledger("m1:1:x"), open_ledger("m2:1:x")
    old = admit(polling, *(line(draft, "a") for draft in range(20)), clock=clock)
    with ThreadPoolExecutor(max_workers=2) as pool:
        polled = pool.submit(admit, polling, *(line(draft, "b") for draft in range(20)), clock=Clock())
        claims = [(job, working.claim(job.id)) for job in reversed(old)]
        polled.result()
    for job, claimed in claims:
        state = next(one.state for one in polling.jobs() if one.id == job.id)
        assert (state is JobState.SUPERSEDED) is (claimed is None)


def test_trouble_told_by_many_at_once_costs_each_its_own_job(open_ledger: OpenLedger, clock: Clock) -> None:
    ledger = open_ledger("m1:1:x")
    jobs = [ledger.claim(job.id) for job in admit(ledger, *(line(draft) for draft in range(8)), clock=clock)]

    def go(job: Job | None) -> JobState:
        assert job
        ledger.save(job, DRAFT)
        ledger.save(job, REWRITE)
        return ledger.postpone(job, SiteUnavailable("Le site dort")).state

    with ThreadPoolExecutor(max_workers=8) as pool:
        assert list(pool.map(go, jobs)) == [JobState.REWRITTEN] * 8


# ── what files take and a server does not ───────────────────────────────────────────────────────────────────────────


def test_hostile_text_is_kept_as_far_as_the_database_can(open_ledger: OpenLedger, clock: Clock) -> None:
    ledger = open_ledger("m1:1:x")
    [job] = admit(ledger, line(title="Nul\0 et \ufffd 👩🏽"), clock=clock)
    assert job.title == "Nul et \ufffd 👩🏽"
    claimed = ledger.claim(job.id)
    assert claimed
    assert ledger.end(claimed, JobState.FAILED, "un\0deux").reason == "undeux"


def test_the_clock_is_the_servers_and_moves_on(engine: Engine) -> None:
    clock = shared_clock(engine)
    first = clock()
    with engine.begin() as connection:
        there = connection.scalar(text("SELECT clock_timestamp() AT TIME ZONE 'UTC'"))
    assert there is not None
    assert abs(clock() - there) < timedelta(minutes=1)
    assert first < clock()
