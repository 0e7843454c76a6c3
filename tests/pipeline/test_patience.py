"""A draft has a time, after which no model call is made for it: held with the reason, or proposed as far as it is."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bridge.domain.article import ModelCall, Rewrite
from bridge.domain.draft import TagChange
from bridge.domain.finding import Finding, Severity
from bridge.domain.job import JobState
from bridge.domain.ports import UNMETERED, Meter
from bridge.domain.source import Brief, Source
from bridge.pipeline.patience import Patience, TimeSpent
from bridge.pipeline.process import Pipeline, Wishes
from bridge.review import Reviewer
from tests.pipeline.conftest import Bench
from tests.support.fake_engine import article_from

MINUTE = 60.0


class Watch:
    def __init__(self) -> None:
        self.now = 1_000.0

    def __call__(self) -> float:
        return self.now


class Slow:
    """Asks its model ``calls`` times, each of which takes a minute; its article lacks a subheading until repaired."""

    name = "lent"

    def __init__(self, watch: Watch, *, calls: int) -> None:
        self.watch, self.calls, self.made = watch, calls, 0

    def rewrite(self, source: Source, brief: Brief, meter: Meter = UNMETERED) -> Rewrite:
        for _ in range(self.calls):
            self._ask(meter)
        article = article_from(source)
        return Rewrite(article=replace(article, seo=replace(article.seo, description="Trop court.")))

    def repair(
        self, source: Source, brief: Brief, made: Rewrite, findings: tuple[Finding, ...], meter: Meter = UNMETERED
    ) -> Rewrite | None:
        self._ask(meter)
        return replace(made, round=made.round + 1)

    def _ask(self, meter: Meter) -> None:
        meter.before(model="lent", prompt_tokens=1, completion_tokens=1)
        self.made += 1
        self.watch.now += MINUTE
        meter.after(ModelCall(model="lent", prompt_tokens=1, completion_tokens=1, seconds=60.0, purpose="essai"))


def run(bench: Bench, engine: Slow, *, minutes: float) -> tuple[JobState, str]:
    bench.draft()
    (job,) = bench.admit()
    wishes = Wishes(tag=None, brief=Brief(min_words=50), on_proposed=TagChange(), on_held=TagChange(),
                    seconds=minutes * MINUTE)  # fmt: skip
    ended = Pipeline(site=bench.site, engine=engine, log=bench.ledger, wishes=wishes, clock=engine.watch,
                     review=Reviewer(analyser=None, grammar=None)).process(job)  # fmt: skip
    return ended.state, ended.reason


def test_a_draft_that_takes_too_long_is_held_with_the_reason(bench: Bench) -> None:
    engine = Slow(Watch(), calls=50)
    state, reason = run(bench, engine, minutes=5)
    assert state is JobState.HELD
    assert "Les 5 minutes prévues" in reason
    assert "max_minutes" in reason
    assert engine.made == 6, "the call that runs when time is up is the last"


def test_time_that_ends_among_repairs_keeps_the_article(bench: Bench) -> None:
    engine = Slow(Watch(), calls=2)
    state, _ = run(bench, engine, minutes=1.5)
    assert state is JobState.PROPOSED
    assert engine.made == 2, "no repair was asked for any more"


def test_a_draft_in_time_is_repaired(bench: Bench) -> None:
    engine = Slow(Watch(), calls=2)
    assert run(bench, engine, minutes=60)[0] is JobState.PROPOSED
    assert engine.made > 2


def test_the_budget_is_asked_as_before() -> None:
    asked: list[str] = []

    class Purse:
        def before(self, *, model: str, prompt_tokens: int, completion_tokens: int) -> None:
            asked.append(model)

        def after(self, call: ModelCall) -> ModelCall:
            return call

    watch = Watch()
    patience = Patience(Purse(), seconds=10, clock=watch)
    patience.before(model="lent", prompt_tokens=1, completion_tokens=1)
    watch.now += 11
    with pytest.raises(TimeSpent, match="max_minutes"):
        patience.before(model="lent", prompt_tokens=1, completion_tokens=1)
    assert asked == ["lent"]
    assert patience.finding().severity is Severity.BLOCKER
