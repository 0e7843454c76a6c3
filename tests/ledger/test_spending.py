"""A budget is hard: no two workers spend the same money, and no crash forgets any."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest

from bridge.domain.article import ModelCall
from bridge.domain.budget import Budget, Price
from bridge.domain.job import Job
from bridge.errors import BudgetSpent
from bridge.ledger.repository import Ledger
from bridge.ledger.spending import Purse
from tests.ledger.conftest import Clock
from tests.ledger.test_ledger import admit, line

#: A call of 1,000 + 1,000 tokens costs at most 3.
PRICES = {"m": Price(prompt=1000, completion=2000, cached=100)}
CALL = ModelCall(model="m-2026", prompt_tokens=1000, completion_tokens=500, seconds=1.0, purpose="whole")


@pytest.fixture
def job(ledger: Ledger, clock: Clock) -> Job:
    [job] = admit(ledger, line(), clock=clock)
    claimed = ledger.claim(job.id)
    assert claimed is not None
    return claimed


def purse(ledger: Ledger, job: Job, **limits: float) -> Purse:
    return ledger.purse(job, run="r1", prices=PRICES, budget=Budget(**limits))  # type: ignore[arg-type]


def ask(purse: Purse, call: ModelCall = CALL) -> ModelCall:
    purse.before(model="m", prompt_tokens=1000, completion_tokens=1000)
    return purse.after(call)


def test_a_call_is_kept_with_what_it_cost(ledger: Ledger, job: Job) -> None:
    cost = ask(purse(ledger, job)).cost
    assert cost == pytest.approx(2.0)
    [kept] = ledger.calls(job.id)
    assert (kept.model, kept.purpose, kept.cost) == ("m-2026", "whole", pytest.approx(2.0))


def test_cached_tokens_cost_what_the_price_table_says(ledger: Ledger, job: Job) -> None:
    assert ask(purse(ledger, job), replace(CALL, cached_tokens=800)).cost == pytest.approx(2.0 - 0.72)


def test_a_server_that_counts_nothing_is_taken_at_its_most(ledger: Ledger, job: Job) -> None:
    assert ask(purse(ledger, job), replace(CALL, prompt_tokens=None, completion_tokens=None)).cost == pytest.approx(3.0)


@pytest.mark.parametrize(
    ("limits", "told"),
    [({"run": 4.9}, "du passage"), ({"day": 4.9}, "du jour"), ({"site_day": 4.9}, "du jour pour le site une")],
)
def test_the_call_that_there_is_no_room_for_is_forbidden(
    ledger: Ledger, job: Job, limits: dict[str, float], told: str
) -> None:
    meter = purse(ledger, job, **limits)
    ask(meter)
    with pytest.raises(BudgetSpent, match=told):
        meter.before(model="m", prompt_tokens=1000, completion_tokens=1000)
    assert len(ledger.calls(job.id)) == 1


def test_the_next_day_and_the_next_passage_have_room_again(ledger: Ledger, job: Job, clock: Clock) -> None:
    ask(purse(ledger, job))
    ask(ledger.purse(job, run="r2", prices=PRICES, budget=Budget(run=3.0)))
    with pytest.raises(BudgetSpent):
        ask(purse(ledger, job, day=4.9))  # 4.0 are spent
    clock.later(days=1)
    ask(purse(ledger, job, day=4.9))


def test_another_sites_calls_count_for_the_day_and_not_for_the_site(ledger: Ledger, job: Job, clock: Clock) -> None:
    ask(purse(ledger, job))
    [other] = admit(ledger, line(99), clock=clock, site="deux")
    claimed = ledger.claim(other.id)
    assert claimed is not None
    ask(purse(ledger, claimed, site_day=3.0))
    with pytest.raises(BudgetSpent):
        ask(purse(ledger, claimed, day=6.9))


def test_a_call_without_answer_costs_nothing_and_a_crash_in_one_costs_its_most(ledger: Ledger, job: Job) -> None:
    meter = purse(ledger, job, day=3.0)
    meter.before(model="m", prompt_tokens=1000, completion_tokens=1000)
    meter.before(model="m", prompt_tokens=1000, completion_tokens=1000)  # the first one failed
    meter.close()
    crashed = purse(ledger, job, day=3.0)
    crashed.before(model="m", prompt_tokens=1000, completion_tokens=1000)
    with pytest.raises(BudgetSpent):
        purse(ledger, job, day=3.0).before(model="m", prompt_tokens=1000, completion_tokens=1000)


def test_a_model_without_a_price_is_counted_and_costs_nothing(ledger: Ledger, job: Job) -> None:
    meter = ledger.purse(job, run="r", prices={}, budget=Budget(day=0.0))
    assert ask(meter).cost is None
    assert ledger.calls(job.id)[0].prompt_tokens == 1000


def test_many_workers_together_spend_no_more_than_there_is(ledger: Ledger, clock: Clock) -> None:
    jobs = [ledger.claim(admit(ledger, line(number), clock=clock)[0].id) for number in range(1, 9)]

    def work(job: Job | None) -> int:
        assert job is not None
        meter = purse(ledger, job, day=12.0)
        done = 0
        try:
            for _ in range(5):
                ask(meter)
                done += 1
        except BudgetSpent:
            pass
        return done

    with ThreadPoolExecutor(max_workers=8) as pool:
        calls = sum(pool.map(work, jobs))
    spent = sum(call.cost or 0 for job in jobs if job for call in ledger.calls(job.id))
    # 2 a call, 3 set aside: after the fifth 10 are spent, and there is no room for another 3
    assert spent <= 12.0
    assert calls == 5
