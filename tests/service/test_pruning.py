"""What is forgotten, and what is not: a draft that comes back must not be rewritten for want of a memory."""

from __future__ import annotations

from datetime import timedelta

from bridge.domain.job import Job, JobState
from bridge.errors import EngineRefused, SiteUnavailable
from tests.service.test_circuits import Newsroom, newsroom
from tests.support.fake_engine import none

__all__ = ["newsroom"]
OLD = timedelta(days=90)


def done(newsroom: Newsroom) -> list[Job]:
    """Twelve drafts: two held, two failed, eight proposed; in the order of their numbers, long ago."""
    newsroom.engine.answers = [none(), none()]
    newsroom.round()
    first, second = sorted(newsroom.bridge.jobs(), key=lambda job: job.id)[2:4]
    for job in (first, second):
        again = newsroom.ledger.claim(newsroom.bridge.retry(str(job.id)).id)
        assert again
        newsroom.ledger.end(again, JobState.FAILED, "Clé refusée")
        newsroom.ledger.release(again.id)
    newsroom.now += timedelta(days=100)
    return sorted(newsroom.bridge.jobs(), key=lambda job: job.id)


def test_pending_proposals_and_failures_that_carry_the_tag_are_kept(newsroom: Newsroom) -> None:
    jobs = done(newsroom)
    site = newsroom.sites["une"]
    approved, rejected, *pending = [job for job in jobs if job.state is JobState.PROPOSED]
    assert approved.proposal
    assert rejected.proposal
    site.approve(approved.proposal)
    site.reject(rejected.proposal, "Non.")
    planned = newsroom.bridge.prune(OLD, dry_run=True)
    assert newsroom.bridge.jobs() == tuple(reversed(jobs)), "a plan removes nothing"
    found = newsroom.bridge.prune(OLD)
    assert found == planned
    assert list(found.pending) == pending
    assert [job.state for job in found.queued] == [JobState.FAILED] * 2
    assert {job.state for job in found.removable} == {JobState.HELD, JobState.PROPOSED}
    assert sorted(newsroom.bridge.jobs(), key=lambda job: job.id) == sorted(
        (*pending, *found.queued), key=lambda job: job.id
    )
    asked = len(newsroom.engine.asked)
    newsroom.round()
    assert len(newsroom.engine.asked) == asked, "no draft is rewritten for having been forgotten"


def test_what_ended_lately_stays(newsroom: Newsroom) -> None:
    newsroom.round()
    newsroom.now += timedelta(days=89)
    assert newsroom.bridge.prune(OLD).removable == ()


def test_a_site_that_cannot_be_asked_keeps_its_proposals(newsroom: Newsroom) -> None:
    jobs = done(newsroom)
    proposed = [job for job in jobs if job.state is JobState.PROPOSED]
    newsroom.sites["une"].fails["aftermath"] = [SiteUnavailable("Le site dort")] * len(proposed)
    assert list(newsroom.bridge.prune(OLD).pending) == proposed


def test_a_held_draft_whose_tag_stays_is_remembered(newsroom: Newsroom) -> None:
    newsroom.engine.answers = [none(), EngineRefused("Clé refusée")]
    newsroom.round()
    site = newsroom.bridge.config.sites[0]
    stays = site.model_copy(update={"on_held": site.on_held.model_copy(update={"remove": ()})})
    newsroom.bridge.config = newsroom.bridge.config.model_copy(update={"sites": (stays,)})
    newsroom.now += timedelta(days=100)
    found = newsroom.bridge.prune(OLD)
    assert [job.state for job in found.queued] == [JobState.HELD]
