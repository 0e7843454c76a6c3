"""What people change after approving comes back to them as an offer, once, and to nobody else."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bridge.domain.job import Job
from bridge.errors import SiteUnavailable
from bridge.pipeline.learning import WAIT, Lesson, learn
from tests.pipeline.conftest import Bench


def _read(bench: Bench, after: timedelta = timedelta(days=1)) -> Lesson:
    jobs = bench.ledger.to_learn_from("une", since=bench.clock.now - timedelta(days=60))
    return learn(bench.site, jobs, now=bench.clock.now + after, settle=bench.ledger.learned)


def _edited(bench: Bench, job: Job, status: str) -> None:
    """A person approves, calls the market hall a "grande halle" throughout, and saves."""
    assert job.proposal is not None
    bench.site.approve(job.proposal)
    now = bench.site.post(job.draft).content.replace("marché couvert", "pavillon Baltard")
    bench.site.edit(job.draft, content=now, status=status)


def test_a_term_that_people_replaced_is_offered_once(bench: Bench) -> None:
    bench.draft()
    _edited(bench, bench.only(), "publish")
    assert [(one.term, one.rendering) for one in _read(bench).offers] == [("marché couvert", "pavillon Baltard")]
    assert list(bench.site.offers) == [("marché couvert", "pavillon Baltard")]
    assert _read(bench).looked_at == 0


def test_a_draft_that_people_still_work_on_is_read_later(bench: Bench) -> None:
    bench.draft()
    _edited(bench, bench.only(), "draft")
    assert _read(bench).settled == ()
    assert bench.site.offers == {}
    assert len(_read(bench, after=WAIT + timedelta(days=1)).offers) == 1


def test_a_proposal_that_waits_or_was_rejected_teaches_nothing(bench: Bench) -> None:
    bench.draft()
    job = bench.only()
    assert _read(bench).settled == ()
    assert job.proposal is not None
    bench.site.reject(job.proposal, "Trop long.")
    assert len(_read(bench).settled) == 1
    assert bench.site.offers == {}


def test_a_proposal_that_the_site_has_no_more_is_not_asked_for_again(bench: Bench) -> None:
    draft = bench.draft()
    bench.only()
    bench.site.delete(draft)
    assert len(_read(bench).settled) == 1
    assert _read(bench).looked_at == 0


def test_an_offer_that_did_not_arrive_is_made_again(bench: Bench) -> None:
    bench.draft()
    _edited(bench, bench.only(), "publish")
    bench.site.fails["offer"] = [SiteUnavailable("le site ne répond pas")]
    with pytest.raises(SiteUnavailable):
        _read(bench)
    assert len(_read(bench).offers) == 1
