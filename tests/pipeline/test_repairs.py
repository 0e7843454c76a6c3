"""What has a finding goes back to the engine, a bounded number of times; the best try is what a person sees."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from bridge.domain.article import ModelCall, Rewrite
from bridge.domain.budget import Budget
from bridge.domain.finding import Finding, Severity
from bridge.domain.job import JobState
from bridge.domain.source import Source
from bridge.ledger.repository import LEASE
from bridge.pipeline.repairs import wanted
from tests.pipeline.conftest import Bench
from tests.pipeline.test_pipeline import DyingLog, Killed
from tests.support.fake_engine import FakeEngine

REPAIR = ModelCall(model="faux", prompt_tokens=40, completion_tokens=20, seconds=0.2, purpose="repair")


def with_fault(made: Rewrite, *faults: str) -> Rewrite:
    """The rewrite with years that the source does not have."""
    assert made.article is not None
    body = list(made.article.body)
    body[0] = replace(body[0], html=" ".join((body[0].html, *(f"Le toit date de {year}." for year in faults))))
    return replace(made, article=replace(made.article, body=tuple(body)))


def faulty(*faults: str) -> object:
    return lambda source: with_fault(FakeEngine.good(source), *faults)


def repaired(*faults: str) -> object:
    """A round of repair that leaves these faults."""

    def repair(made: Rewrite) -> Rewrite:
        clean = FakeEngine.good(_SOURCES[-1])
        return replace(with_fault(clean, *faults), round=made.round + 1, calls=(*made.calls, REPAIR))

    return repair


_SOURCES: list[Source] = []


@pytest.fixture(autouse=True)
def _remember(monkeypatch: pytest.MonkeyPatch) -> None:
    good = FakeEngine.good

    def remembered(source: Source) -> Rewrite:
        _SOURCES.append(source)
        return good(source)

    monkeypatch.setattr(FakeEngine, "good", staticmethod(remembered))


def test_a_fault_that_the_engine_mends_is_proposed(bench: Bench) -> None:
    draft = bench.draft()
    bench.engine.answers = [faulty("1897")]
    bench.engine.repairs = [repaired()]
    assert bench.only().state is JobState.PROPOSED
    [sent] = bench.engine.repaired
    assert any("1897" in finding.evidence for finding in sent)
    [made] = bench.site.proposals(draft)
    assert "1897" not in made.content
    assert (made.stats["repairs"], made.stats["model_calls"], made.stats["prompt_tokens"]) == (1, 2, 140)


def test_after_two_rounds_the_draft_is_held_with_what_is_left(bench: Bench) -> None:
    draft = bench.draft()
    bench.engine.answers = [faulty("1897", "1903")]
    bench.engine.repairs = [repaired("1897"), repaired("1897"), repaired()]
    assert bench.only().state is JobState.HELD
    assert len(bench.engine.repaired) == 2
    hold = bench.site.post(draft).hold
    assert hold is not None
    told = " ".join(finding.evidence for finding in hold.findings if finding.severity is Severity.BLOCKER)
    assert "1897" in told
    assert "1903" not in told


def test_a_round_that_makes_it_worse_is_not_taken(bench: Bench) -> None:
    draft = bench.draft()
    bench.engine.answers = [faulty("1897")]
    bench.engine.repairs = [repaired("1901", "1902", "1903"), repaired()]
    assert bench.only().state is JobState.PROPOSED
    assert any("1897" in finding.evidence for finding in bench.engine.repaired[1])
    [made] = bench.site.proposals(draft)
    assert made.stats["model_calls"] == 3


def test_an_article_without_faults_is_not_sent_back(bench: Bench) -> None:
    bench.draft()
    assert bench.only().state is JobState.PROPOSED
    assert bench.engine.repaired == []


def test_a_crash_between_two_rounds_asks_for_nothing_again(bench: Bench) -> None:
    bench.draft()
    bench.engine.answers = [faulty("1897")]
    bench.engine.repairs = [repaired("1897"), repaired()]
    [job] = bench.admit()
    with pytest.raises(Killed):
        bench.process(job, DyingLog(bench.open_ledger("ailleurs:9:z"), 3))
    bench.clock.now += LEASE + timedelta(seconds=1)
    bench.engine.repairs = [repaired()]
    assert bench.process(job).state is JobState.PROPOSED
    assert len(bench.engine.asked) == 1
    # the round that was not recorded is asked for again, the one before is not
    assert len(bench.engine.repaired) == 3


@pytest.mark.parametrize(
    ("code", "severity", "goes_back"),
    [
        ("numbers.unsupported", Severity.BLOCKER, True),
        ("yoast.keyphrase-density", Severity.WARNING, True),
        ("yoast.text-images", Severity.INFO, False),
        ("numbers.dropped", Severity.INFO, False),
        ("source.empty", Severity.BLOCKER, False),
        ("debris.doubtful", Severity.WARNING, False),
    ],
)
def test_what_no_other_text_would_change_does_not_go_back(code: str, severity: Severity, goes_back: bool) -> None:
    finding = Finding(severity=severity, code=code, place="article", message="Voici.")
    assert bool(wanted((finding,))) is goes_back


def test_a_budget_that_is_spent_keeps_the_draft_in_the_queue_until_there_is_room_again(bench: Bench) -> None:
    bench.budget = Budget(day=0.1)
    draft = bench.draft()
    job = bench.only()
    assert not job.state.ended
    assert "Le budget du jour ne suffit pas" in job.reason
    bench.clock.now += timedelta(days=3)
    [waiting] = bench.run()
    assert not waiting.state.ended
    bench.budget = Budget(day=5)
    assert [job.state for job in bench.run()] == [JobState.PROPOSED]
    assert len(bench.site.proposals(draft)) == 1
