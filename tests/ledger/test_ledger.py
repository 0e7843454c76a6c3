"""What the ledger promises: one job a version, nothing done twice, nothing lost, every end with its reason."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import threading
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from bridge.domain.article import Article, ModelCall, Node, NodeKind, Rewrite, SeoFields
from bridge.domain.draft import Draft, DraftSummary, Hold, Proposal, TagChange, Verdict
from bridge.domain.finding import Finding, Severity
from bridge.domain.job import Job, JobState, Outcome
from bridge.domain.retries import MOST_TRIES, PATIENCE
from bridge.errors import EngineRefused, LedgerError, SiteUnavailable
from bridge.ledger.repository import LEASE, Ledger
from tests.ledger.conftest import Clock, OpenLedger

BOTH_TAGS_GO = {JobState.PROPOSED: True, JobState.HELD: True}


def line(draft: int = 12, base: str = "a", **changes: Any) -> DraftSummary:
    return replace(DraftSummary(id=draft, type="post", status="draft", title="L’été", base=base * 64), **changes)


def admit(
    ledger: Ledger,
    *lines: DraftSummary,
    clock: Clock,
    asks_again: dict[JobState, bool] | None = None,
    site: str = "une",
) -> tuple[Job, ...]:
    polled_at = clock.later(seconds=60)
    again = BOTH_TAGS_GO if asks_again is None else asks_again
    return ledger.admit(site, lines, engine="extractive", polled_at=polled_at, asks_again=again)


@pytest.fixture
def job(ledger: Ledger, clock: Clock) -> Job:
    """One admitted job, that this process has claimed."""
    [admitted] = admit(ledger, line(), clock=clock)
    claimed = ledger.claim(admitted.id)
    assert claimed is not None
    return claimed


DRAFT = Draft(
    id=12,
    type="post",
    status="draft",
    title="L’été 👩🏽\u200d💻",
    content="Un \\ texte.\n\n\u00a0« ici »",
    excerpt="",
    slug="",
    seo=SeoFields(keyphrase="été"),
    base="a" * 64,
    brief={"min_words": 300, "deep": {"list": [1, None]}},
    feedback=("Trop long.",),
    tags=("needs-seo",),
)
REWRITE = Rewrite(
    article=Article(
        title="Titre",
        body=(
            Node(kind=NodeKind.HEADING, level=2, html="Un", origins=(0, 1)),
            Node(kind=NodeKind.LIST, items=("a", "b"), ordered=True),
            Node(kind=NodeKind.KEPT, source=3),
        ),
        seo=SeoFields(title="T"),
        slug="t",
        excerpt="",
    ),
    findings=(Finding(severity=Severity.INFO, code="a.b", place="titre", message="Bien."),),
    calls=(ModelCall(model="m", prompt_tokens=None, completion_tokens=9, seconds=1.5, purpose="whole"),),
    notes={"a": "b"},
)
VERDICT = Verdict(
    proposal=Proposal(
        draft=12,
        job="0" * 64,
        base="a" * 64,
        title="Titre",
        content="<p>é</p>",
        excerpt="",
        slug="t",
        seo=SeoFields(),
        engine="extractive",
        stats={"words": 3, "seconds": 2.0, "long": True, "cost": None, "langue": "fr"},
        tags=TagChange(add=("x",)),
    )
)
HELD = Verdict(hold=Hold(draft=12, job="0" * 64, base="a" * 64, engine="e", findings=REWRITE.findings))


def finish(ledger: Ledger, job: Job, end: JobState, **changes: Any) -> Job:
    """The job's whole way, to that end."""
    for record in (DRAFT, REWRITE, VERDICT):
        ledger.save(job, record)
    return ledger.end(job, end, "Fait.", **changes)


# ── admission ───────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_new_version_gets_one_job_however_often_it_is_listed(ledger: Ledger, clock: Clock) -> None:
    [job] = admit(ledger, line(), line(), clock=clock)
    assert (job.draft, job.base, job.attempt, job.state) == (12, "a" * 64, 1, JobState.ADMITTED)
    assert (job.title, job.engine, job.created_at) == ("L’été", "extractive", clock.now)
    assert len(job.key) == 64
    assert admit(ledger, line(), clock=clock) == ()
    assert len(ledger.jobs()) == 1


def test_drafts_and_sites_do_not_mix(ledger: Ledger, clock: Clock) -> None:
    here = admit(ledger, line(12), line(13), clock=clock)
    there = admit(ledger, line(12), clock=clock, site="deux")
    assert len({job.key for job in (*here, *there)}) == 3
    assert ledger.unfinished("deux") == there


def test_a_version_whose_proposal_waits_on_the_site_gets_no_job(ledger: Ledger, clock: Clock) -> None:
    """A new ledger beside an old site: nothing is proposed a second time."""
    assert admit(ledger, line(pending=45, pending_base="a" * 64), clock=clock) == ()
    [job] = admit(ledger, line(pending=45, pending_base="b" * 64), clock=clock)
    assert job.base == "a" * 64


def test_a_newer_version_supersedes_the_unfinished_older_one(ledger: Ledger, clock: Clock) -> None:
    [older] = admit(ledger, line(base="a"), clock=clock)
    [newer] = admit(ledger, line(base="b"), clock=clock)
    [last, first] = ledger.jobs()
    assert (first.id, first.state) == (older.id, JobState.SUPERSEDED)
    assert "nouvelle version" in first.reason
    assert ledger.events(older.id)[-1].kind == "superseded"
    assert last == newer


def test_a_version_that_comes_back_is_treated_again(ledger: Ledger, clock: Clock) -> None:
    admit(ledger, line(base="a"), clock=clock)
    admit(ledger, line(base="b"), clock=clock)
    [again] = admit(ledger, line(base="a"), clock=clock)
    assert again.attempt == 2


def test_an_older_version_that_is_worked_on_is_left_to_its_worker(
    ledger: Ledger, open_ledger: OpenLedger, job: Job, clock: Clock
) -> None:
    other = open_ledger("ailleurs:1:x")
    admit(other, line(base="b"), clock=clock)
    assert finish(ledger, job, JobState.PROPOSED).state is JobState.PROPOSED


@pytest.mark.parametrize("end", [JobState.PROPOSED, JobState.HELD])
def test_a_tag_set_again_after_a_verdict_that_took_it_away_asks_again(
    ledger: Ledger, job: Job, clock: Clock, end: JobState
) -> None:
    finish(ledger, job, end)
    [again] = admit(ledger, line(), clock=clock)
    assert again.attempt == 2
    assert again.key != job.key


@pytest.mark.parametrize("end", [JobState.PROPOSED, JobState.HELD])
def test_a_tag_that_the_verdict_left_does_not_ask_again(ledger: Ledger, job: Job, clock: Clock, end: JobState) -> None:
    finish(ledger, job, end)
    assert admit(ledger, line(), clock=clock, asks_again={end: False}) == ()
    assert admit(ledger, line(), clock=clock, asks_again={}) == ()


def test_a_listing_from_before_the_verdict_does_not_ask_again(ledger: Ledger, job: Job, clock: Clock) -> None:
    """Another worker polled, and was slow: the tag that it saw is gone by now."""
    polled_at = clock.now
    clock.later(minutes=1)
    finish(ledger, job, JobState.PROPOSED)
    assert ledger.admit("une", [line()], engine="e", polled_at=polled_at, asks_again=BOTH_TAGS_GO) == ()


def test_a_failed_job_waits_for_a_person(ledger: Ledger, job: Job, clock: Clock) -> None:
    failed = ledger.end(job, JobState.FAILED, "Erreur.")
    assert admit(ledger, line(), clock=clock) == ()
    again = ledger.retry(failed)
    assert (again.attempt, again.state, again.title) == (2, JobState.ADMITTED, "L’été")
    assert ledger.was_asked_for(again.id)
    assert not ledger.was_asked_for(job.id)


def test_asking_twice_for_another_try_makes_one(ledger: Ledger, job: Job, clock: Clock) -> None:
    ended = finish(ledger, job, JobState.HELD)
    first = ledger.retry(ended)
    assert ledger.retry(ended) == first
    assert ledger.retry(first) == first


# ── leases ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_claimed_job_is_nobody_elses(ledger: Ledger, open_ledger: OpenLedger, job: Job) -> None:
    other = open_ledger("ailleurs:1:x")
    assert other.claim(job.id) is None
    assert other.unfinished("une") == ()
    other.release(job.id)
    assert other.claim(job.id) is None
    ledger.release(job.id)
    assert other.claim(job.id) is not None


def test_two_threads_never_claim_the_same_job(ledger: Ledger, open_ledger: OpenLedger, clock: Clock) -> None:
    [admitted] = admit(ledger, line(), clock=clock)
    ledgers = [ledger] * 4 + [open_ledger() for _ in range(4)]
    start, claims = threading.Barrier(len(ledgers)), []

    def claim(one: Ledger) -> None:
        start.wait()
        claims.append(one.claim(admitted.id))

    threads = [threading.Thread(target=claim, args=(one,)) for one in ledgers]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len([claimed for claimed in claims if claimed]) == 1


def test_a_silent_workers_job_is_taken_over_once_the_lease_has_lapsed(open_ledger: OpenLedger, clock: Clock) -> None:
    silent, other = open_ledger("ailleurs:1:x"), open_ledger("ici:2:y")
    [admitted] = admit(silent, line(), clock=clock)
    assert silent.claim(admitted.id)
    clock.later(seconds=LEASE.total_seconds())
    assert other.claim(admitted.id) is None
    clock.later(seconds=1)
    assert other.unfinished("une") != ()
    assert other.claim(admitted.id)


def test_every_step_renews_the_lease(open_ledger: OpenLedger, clock: Clock) -> None:
    working, other = open_ledger("ailleurs:1:x"), open_ledger("ici:2:y")
    [admitted] = admit(working, line(), clock=clock)
    claimed = working.claim(admitted.id)
    assert claimed
    clock.later(seconds=110)
    working.save(claimed, DRAFT)
    clock.later(seconds=110)
    assert other.claim(admitted.id) is None


def test_a_worker_that_lost_its_job_records_nothing_more(open_ledger: OpenLedger, clock: Clock) -> None:
    silent, other = open_ledger("ailleurs:1:x"), open_ledger("ici:2:y")
    [admitted] = admit(silent, line(), clock=clock)
    lost = silent.claim(admitted.id)
    assert lost
    clock.later(hours=1)
    taken = other.claim(admitted.id)
    assert taken
    attempts: list[Callable[[], object]] = [
        lambda: silent.save(lost, DRAFT),
        lambda: silent.end(lost, JobState.HELD, "Retenu."),
        lambda: silent.postpone(lost, SiteUnavailable("Le site dort")),
    ]
    for attempt in attempts:
        with pytest.raises(LedgerError, match="repris par un autre"):
            attempt()
    silent.release(lost.id)
    assert other.save(taken, DRAFT).state is JobState.FETCHED
    assert [event.kind for event in other.events(lost.id)] == ["admitted", "fetched"]


def test_a_job_of_a_process_that_died_on_this_machine_is_taken_over_at_once(
    ledger: Ledger, open_ledger: OpenLedger, clock: Clock
) -> None:
    died = subprocess.run([sys.executable, "-c", "import os; print(os.getpid())"], capture_output=True, check=True)
    [admitted] = admit(ledger, line(), clock=clock)
    dead = open_ledger(f"{socket.gethostname()}:{int(died.stdout)}:x")
    assert dead.claim(admitted.id)
    assert [job.id for job in ledger.unfinished("une")] == [admitted.id]
    assert ledger.claim(admitted.id)


def test_an_earlier_main_process_with_the_same_number_is_dead_too(
    ledger: Ledger, open_ledger: OpenLedger, clock: Clock
) -> None:
    """As in a container that was restarted: its main process is always number 1."""
    [admitted] = admit(ledger, line(), clock=clock)
    earlier = open_ledger(f"{socket.gethostname()}:{os.getpid()}:earlier")
    assert earlier.claim(admitted.id)
    assert ledger.claim(admitted.id)


def test_a_living_process_of_this_machine_keeps_its_job(ledger: Ledger, open_ledger: OpenLedger, clock: Clock) -> None:
    [admitted] = admit(ledger, line(), clock=clock)
    parent = open_ledger(f"{socket.gethostname()}:{os.getppid()}:x")
    assert parent.claim(admitted.id)
    assert ledger.claim(admitted.id) is None


def test_of_other_machines_nothing_is_supposed(ledger: Ledger, open_ledger: OpenLedger, clock: Clock) -> None:
    [admitted] = admit(ledger, line(), clock=clock)
    assert open_ledger("autre-machine:4194304:x").claim(admitted.id)
    assert ledger.claim(admitted.id) is None


# ── steps and ends ──────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("verdict", [VERDICT, HELD], ids=["proposal", "hold"])
def test_steps_come_back_as_they_were(ledger: Ledger, open_ledger: OpenLedger, job: Job, verdict: Verdict) -> None:
    assert ledger.saved(job.id, Draft) is None
    assert ledger.save(job, DRAFT).state is JobState.FETCHED
    assert ledger.save(job, REWRITE).state is JobState.REWRITTEN
    assert ledger.save(job, verdict).state is JobState.CHECKED
    reopened = open_ledger("ici:2:y")
    assert reopened.saved(job.id, Draft) == DRAFT
    assert reopened.saved(job.id, Rewrite) == REWRITE
    saved = reopened.saved(job.id, Verdict)
    assert saved == verdict
    if saved and saved.proposal:
        assert [type(value) for value in saved.proposal.stats.values()] == [int, float, bool, type(None), str]


def test_a_step_that_cannot_be_recorded_leaves_no_trace(ledger: Ledger, job: Job) -> None:
    ledger.save(job, DRAFT)
    with pytest.raises(LedgerError):
        ledger.save(job, DRAFT)
    assert ledger.saved(job.id, Draft) == DRAFT
    assert [event.kind for event in ledger.events(job.id)] == ["admitted", "fetched"]


def test_the_next_round_of_repair_takes_the_place_of_the_one_before(ledger: Ledger, job: Job) -> None:
    ledger.save(job, DRAFT)
    ledger.save(job, REWRITE)
    ledger.save(job, replace(REWRITE, round=1, article=None))
    assert ledger.saved(job.id, Rewrite) == replace(REWRITE, round=1, article=None)


@pytest.mark.parametrize("end", [state for state in JobState if state.ended])
def test_an_end_is_final(ledger: Ledger, job: Job, end: JobState) -> None:
    outcome = Outcome(proposal=45, compare_link="https://a", words_before=1, words_after=2, seconds=0.5)
    ended = finish(ledger, job, end, outcome=outcome)
    assert (ended.state, ended.reason) == (end, "Fait.")
    assert (ended.proposal, ended.compare_link, ended.words_before, ended.words_after, ended.seconds) == (
        45,
        "https://a",
        1,
        2,
        0.5,
    )
    ledger.release(job.id)
    assert ledger.claim(job.id) is None
    assert ledger.unfinished("une") == ()
    attempts: list[Callable[[], object]] = [
        lambda: ledger.save(job, DRAFT),
        lambda: ledger.end(job, JobState.FAILED, "Non."),
        lambda: ledger.postpone(job, SiteUnavailable("Le site dort")),
    ]
    for attempt in attempts:
        with pytest.raises(LedgerError):
            attempt()
    assert ledger.jobs() == (ended,)


def test_the_events_tell_the_story(ledger: Ledger, job: Job, clock: Clock) -> None:
    ledger.postpone(job, SiteUnavailable("Le site dort", where="gazette.example", todo="réveillez-le"))
    ledger.save(job, DRAFT)
    clock.later(minutes=3)
    ledger.end(job, JobState.FAILED, "Trop court.")
    assert [(event.kind, event.message) for event in ledger.events(job.id)] == [
        ("admitted", "Version admise (essai 1)."),
        ("reporté", "Le site dort [gazette.example] → réveillez-le"),
        ("fetched", ""),
        ("failed", "Trop court."),
    ]
    assert ledger.events(job.id)[-1].at == clock.now


# ── trouble ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_trouble_that_may_pass_is_waited_out_for_a_day(ledger: Ledger, job: Job, clock: Clock) -> None:
    """From the first failure on, and not from admission: a site may be away for a weekend before the first try."""
    clock.later(days=3)
    asleep = SiteUnavailable("Le site dort")
    first = ledger.postpone(job, asleep)
    assert (first.state, first.tries, first.reason) == (JobState.ADMITTED, 1, "Le site dort")
    for _ in range(40):
        clock.later(minutes=30)
        assert not ledger.postpone(job, asleep).state.ended
    clock.now = first.updated_at + PATIENCE
    assert not ledger.postpone(job, asleep).state.ended
    clock.later(seconds=1)
    failed = ledger.postpone(job, asleep)
    assert (failed.state, failed.reason, failed.tries) == (JobState.FAILED, "Le site dort", 43)


def test_patience_begins_anew_with_every_step(ledger: Ledger, job: Job, clock: Clock) -> None:
    ledger.postpone(job, SiteUnavailable("Le site dort"))
    clock.later(hours=23)
    ledger.save(job, DRAFT)
    clock.later(hours=2)
    assert not ledger.postpone(job, SiteUnavailable("Le modèle dort")).state.ended


def test_a_trouble_that_a_person_has_to_mend_is_tried_so_many_times(ledger: Ledger, job: Job, clock: Clock) -> None:
    for _ in range(20):
        ledger.postpone(job, SiteUnavailable("Le site dort"))
    states = []
    for _ in range(MOST_TRIES):
        clock.later(minutes=5)
        states.append(ledger.postpone(job, EngineRefused("Mauvaise clé")).state)
    assert states == [JobState.ADMITTED] * (MOST_TRIES - 1) + [JobState.FAILED]


def test_a_postponed_job_is_unfinished_and_can_be_claimed_again(
    ledger: Ledger, open_ledger: OpenLedger, job: Job, clock: Clock
) -> None:
    ledger.save(job, DRAFT)
    ledger.postpone(job, SiteUnavailable("Le modèle dort"))
    ledger.release(job.id)
    clock.later(minutes=1)
    other = open_ledger("ailleurs:1:x")
    [unfinished] = other.unfinished("une")
    assert (unfinished.id, unfinished.state) == (job.id, JobState.FETCHED)
    assert other.claim(job.id)


# ── reading ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_job_is_found_by_number_or_by_the_beginning_of_its_key(ledger: Ledger, clock: Clock) -> None:
    jobs = admit(ledger, *(line(draft) for draft in range(1, 30)), clock=clock)
    wanted = jobs[17]
    assert ledger.find(str(wanted.id)) == wanted
    assert ledger.find(wanted.key) == wanted
    assert ledger.find(wanted.key[:8]) == wanted
    for name in ("999", wanted.key[:5], "", "zzzzzzzz", "%", "______", "12345678901234567890", "²", "-1"):
        assert ledger.find(name) is None, name


def test_the_counts_and_the_last_jobs(ledger: Ledger, clock: Clock) -> None:
    first, second, third = admit(ledger, line(1), line(2), line(3), clock=clock)
    [there] = admit(ledger, line(1), clock=clock, site="deux")
    claimed = ledger.claim(second.id)
    assert claimed
    finish(ledger, claimed, JobState.HELD)
    assert ledger.counts() == {"une": {JobState.ADMITTED: 2, JobState.HELD: 1}, "deux": {JobState.ADMITTED: 1}}
    assert [job.id for job in ledger.jobs()] == [there.id, third.id, second.id, first.id]
    assert [job.id for job in ledger.jobs(site="une", limit=2)] == [third.id, second.id]


def test_the_lease_is_as_long_as_it_is_told(url: str, open_ledger: OpenLedger, clock: Clock) -> None:
    from bridge.ledger.database import open_database

    patient = Ledger(open_database(url), owner="a:1:x", lease=timedelta(hours=4), clock=clock)
    [admitted] = admit(patient, line(), clock=clock)
    assert patient.claim(admitted.id)
    clock.later(hours=3)
    assert open_ledger("b:1:x").claim(admitted.id) is None
    patient.close()
