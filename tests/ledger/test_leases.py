"""Who works on what: heartbeats, jobs that kill their process, and the table of states that the ledger keeps to."""

from __future__ import annotations

import threading
from datetime import timedelta
from itertools import product

import pytest
from sqlalchemy import select, update

from bridge.domain.job import Job, JobState
from bridge.domain.retries import FIRST_WAIT, MOST_CLAIMS
from bridge.domain.states import TRANSITIONS, Cause, allowed
from bridge.errors import CircuitOpen, LedgerError, SiteUnavailable
from bridge.ledger.database import open_database
from bridge.ledger.heartbeat import Heartbeat
from bridge.ledger.repository import LEASE, Ledger
from bridge.ledger.tables import jobs
from tests.ledger.conftest import Clock, OpenLedger
from tests.ledger.test_ledger import DRAFT, REWRITE, VERDICT, admit, finish, line

# ── the table ───────────────────────────────────────────────────────────────────────────────────────────────────────


def test_every_job_can_come_to_an_end_and_no_end_leads_on() -> None:
    ends = {state for state in JobState if state.ended}
    assert ends == {JobState.PROPOSED, JobState.HELD, JobState.SUPERSEDED, JobState.FAILED}
    assert not [way for way in TRANSITIONS if way.before in ends]
    for state in set(JobState) - ends:
        assert {way.after for way in TRANSITIONS if way.before is state} >= {JobState.SUPERSEDED, JobState.FAILED}
        assert any(way.cause is Cause.WAITED for way in TRANSITIONS if way.before is state)


@pytest.mark.parametrize(("before", "after"), list(product(JobState, JobState)))
def test_the_ledger_takes_the_ways_of_the_table_and_no_other(
    url: str, clock: Clock, before: JobState, after: JobState
) -> None:
    database = open_database(url)
    ledger = Ledger(database, clock=clock)
    [admitted] = admit(ledger, line(), clock=clock)
    job = ledger.claim(admitted.id)
    assert job
    with database.begin() as connection:
        connection.execute(update(jobs).values(state=before.value))
    if allowed(before, after):
        assert move(ledger, job, after).state is after
    else:
        with pytest.raises(LedgerError, match=f"de « {before} » à « {after} »"):
            move(ledger, job, after)
        assert [job.state for job in ledger.jobs()] == [before]
    ledger.close()


def test_an_ended_job_has_no_lease_even_where_the_process_dies_before_it_gives_it_back(
    path: object, clock: Clock
) -> None:
    database = open_database(f"sqlite:///{path}")
    ledger = Ledger(database, clock=clock)
    [admitted] = admit(ledger, line(), clock=clock)
    job = ledger.claim(admitted.id)
    assert job
    ledger.end(job, JobState.FAILED, "Voilà.")
    with database.connect() as connection:
        assert connection.execute(select(jobs.c.lease_owner, jobs.c.lease_until)).all() == [(None, None)]
    ledger.close()


def test_when_a_job_can_next_be_taken_up_is_known(open_ledger: OpenLedger, clock: Clock) -> None:
    """A lease of another process lapses, or the time of a job that waits comes, whichever is first."""
    mine, other = open_ledger(owner="elsewhere:1:a"), open_ledger(owner="elsewhere:2:b")
    first, second = admit(mine, line(), line(id=8), clock=clock)
    assert mine.next_change(["une"]) is None
    mine.claim(first.id)
    assert (mine.next_change(["une"]), other.next_change(["une"])) == (None, LEASE.total_seconds())
    clock.later(seconds=20)
    mine.hold_back(second, CircuitOpen("en panne", retry_after=30.0))
    assert other.next_change(["une"]) == 30
    assert other.next_change(["autre"]) is None
    clock.later(seconds=40)
    assert other.next_change(["une"]) == LEASE.total_seconds() - 60


def move(ledger: Ledger, job: Job, state: JobState) -> Job:
    records = {JobState.FETCHED: DRAFT, JobState.REWRITTEN: REWRITE, JobState.CHECKED: VERDICT}
    if state in records:
        return ledger.save(job, records[state])
    return ledger.end(job, state, "Voilà.")


# ── the heartbeat ───────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_step_longer_than_a_lease_keeps_its_job_while_the_heart_beats(open_ledger: OpenLedger, clock: Clock) -> None:
    working, other = open_ledger("ailleurs:1:x"), open_ledger("ici:2:y")
    mine, released, not_begun = admit(working, line(1), line(2), line(3), clock=clock)
    claimed = working.claim(mine.id)
    assert claimed
    assert working.claim(released.id)
    working.release(released.id)
    for _ in range(10):
        clock.now += LEASE - timedelta(seconds=1)
        working.renew()
        assert other.claim(mine.id) is None
    assert [job.id for job in other.unfinished("une")] == [released.id, not_begun.id]
    assert finish(working, claimed, JobState.PROPOSED).state is JobState.PROPOSED


def test_a_lease_that_was_lost_is_not_won_back_by_the_heartbeat(open_ledger: OpenLedger, clock: Clock) -> None:
    """A machine that slept: its jobs went to others."""
    slept, other = open_ledger("ailleurs:1:x"), open_ledger("ici:2:y")
    [admitted] = admit(slept, line(), clock=clock)
    lost = slept.claim(admitted.id)
    clock.now += LEASE + timedelta(seconds=1)
    assert other.claim(admitted.id)
    slept.renew()
    assert lost
    with pytest.raises(LedgerError, match="repris par un autre"):
        slept.save(lost, DRAFT)


def test_the_heart_beats_until_it_is_closed_whatever_goes_wrong() -> None:
    beats, enough = [0], threading.Event()

    def renew() -> None:
        beats[0] += 1
        if beats[0] == 3:
            enough.set()
        raise LedgerError("Le disque est plein")

    heartbeat = Heartbeat(renew, every=timedelta(milliseconds=1))
    heartbeat.start()
    heartbeat.start()
    assert enough.wait(timeout=60)
    heartbeat.close()
    assert [thread for thread in threading.enumerate() if thread.name == "heartbeat"] == []
    heartbeat.start()
    assert [thread for thread in threading.enumerate() if thread.name == "heartbeat"] == []


def test_a_process_that_leaves_gives_all_its_jobs_back(open_ledger: OpenLedger, clock: Clock) -> None:
    leaving, other, third = open_ledger("ailleurs:1:x"), open_ledger("ici:2:y"), open_ledger("autre:3:z")
    one, two, not_its_own = admit(leaving, line(1), line(2), line(3), clock=clock)
    assert leaving.claim(one.id)
    assert leaving.claim(two.id)
    assert third.claim(not_its_own.id)
    leaving.release_all()
    assert [(job.id, job.claims) for job in other.unfinished("une")] == [(one.id, 0), (two.id, 0)]


# ── a draft that kills its process ──────────────────────────────────────────────────────────────────────────────────


def test_a_draft_that_kills_the_process_is_given_up_and_the_others_come_before_it(
    open_ledger: OpenLedger, clock: Clock
) -> None:
    poison, other = admit(open_ledger("m:0:x"), line(1), line(2), clock=clock)
    for death in range(1, MOST_CLAIMS + 1):
        process = open_ledger(f"m:{death}:x")
        assert process.claim(poison.id)  # and dies
        clock.now += LEASE + timedelta(seconds=1)
        assert [job.id for job in process.unfinished("une")] == [other.id, poison.id]
    last = open_ledger("m:99:x")
    given_up = last.claim(poison.id)
    assert given_up
    assert given_up.state is JobState.FAILED
    assert f"a fait tomber le pont {MOST_CLAIMS} fois" in given_up.reason
    assert last.events(poison.id)[-1].message == given_up.reason
    assert [job.id for job in last.unfinished("une")] == [other.id]


def test_a_draft_that_comes_forward_between_crashes_is_no_poison(open_ledger: OpenLedger, clock: Clock) -> None:
    [job] = admit(open_ledger("m:0:x"), line(), clock=clock)
    for record in (DRAFT, REWRITE, VERDICT):
        for death in range(MOST_CLAIMS - 2):
            assert open_ledger(f"m:{death}:{record.__class__.__name__}").claim(job.id)  # and dies
            clock.now += LEASE + timedelta(seconds=1)
        working = open_ledger(f"m:9:{record.__class__.__name__}")
        claimed = working.claim(job.id)
        assert claimed
        working.save(claimed, record)  # and dies
        clock.now += LEASE + timedelta(seconds=1)
    survivor = open_ledger("m:10:x")
    claimed = survivor.claim(job.id)
    assert claimed
    assert survivor.end(claimed, JobState.PROPOSED, "Fait.").state is JobState.PROPOSED


def test_a_process_that_comes_back_from_a_try_holds_nothing_against_the_draft(ledger: Ledger, clock: Clock) -> None:
    [job] = admit(ledger, line(), clock=clock)
    for _ in range(3 * MOST_CLAIMS):
        claimed = ledger.claim(job.id)
        assert claimed
        assert not claimed.state.ended
        ledger.release(job.id)


# ── waiting ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_job_that_waits_is_nobodys_until_its_time_or_until_a_person_asks(
    ledger: Ledger, open_ledger: OpenLedger, clock: Clock
) -> None:
    [job] = admit(ledger, line(), clock=clock)
    claimed = ledger.claim(job.id)
    assert claimed
    postponed = ledger.postpone(claimed, SiteUnavailable("Le site dort", retry_after=600))
    ledger.release(job.id)
    assert postponed.not_before == clock.now + timedelta(minutes=10)
    other = open_ledger("ailleurs:1:x")
    # another process listed it before it failed, and must not try it again at once
    assert (other.unfinished("une"), other.claim(job.id)) == ((), None)
    [waiting] = other.waiting()
    assert (waiting.site, waiting.jobs, waiting.until) == ("une", 1, postponed.not_before)
    assert "Le site dort" in waiting.reason
    other.make_due("deux")
    assert other.unfinished("une") == ()
    other.make_due("une")
    assert [one.id for one in other.unfinished("une")] == [job.id]
    assert other.waiting() == ()
    assert other.claim(job.id)


def test_asking_for_a_job_by_name_ends_its_wait(ledger: Ledger, clock: Clock) -> None:
    [job] = admit(ledger, line(), clock=clock)
    claimed = ledger.claim(job.id)
    assert claimed
    ledger.postpone(claimed, SiteUnavailable("Le site dort"))
    ledger.release(job.id)
    assert ledger.retry(job).id == job.id
    assert ledger.claim(job.id)


def test_jobs_that_are_held_back_wait_without_a_try(ledger: Ledger, open_ledger: OpenLedger, clock: Clock) -> None:
    down = CircuitOpen("Le modèle est en panne", retry_after=60)
    idle, busy = admit(ledger, line(1), line(2), clock=clock)
    worker = open_ledger("ailleurs:1:x")
    assert worker.claim(busy.id)
    held_back = ledger.hold_back(idle, down)
    assert (held_back.tries, held_back.not_before) == (0, clock.now + FIRST_WAIT)
    assert ledger.hold_back(busy, down).not_before is None
    assert [(one.jobs, one.reason) for one in ledger.waiting()] == [(1, "Le modèle est en panne")]
    clock.now += FIRST_WAIT
    assert [one.id for one in ledger.unfinished("une")] == [idle.id]


def test_waiting_for_a_model_for_weeks_is_no_failure(ledger: Ledger, clock: Clock) -> None:
    [job] = admit(ledger, line(), clock=clock)
    claimed = ledger.claim(job.id)
    assert claimed
    for _ in range(50):
        assert not ledger.postpone(claimed, CircuitOpen("En panne", retry_after=900)).state.ended
        clock.later(days=1)
