from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from bridge.domain.budget import Budget, Price
from bridge.domain.draft import TagChange
from bridge.domain.job import Job, JobState
from bridge.domain.ports import JobLog, Meter
from bridge.domain.source import Brief
from bridge.ledger.database import open_database
from bridge.ledger.repository import Ledger
from bridge.pipeline.process import Pipeline, Wishes
from bridge.review import Reviewer
from tests.support.fake_engine import DRAFT, FakeEngine
from tests.support.fake_site import FakeSite

TITLE = "Le marché couvert"
#: FakeEngine's call of 100 + 50 tokens costs 0.2.
PRICE = Price(prompt=1000, completion=2000)


class Clock:
    def __init__(self) -> None:
        self.now = datetime(2026, 3, 2, 9, 0)

    def __call__(self) -> datetime:
        return self.now


@dataclass
class Bench:
    """A site in memory, an engine that obeys, a real ledger, the real reading and checks."""

    open_ledger: Callable[[str], Ledger]
    clock: Clock
    site: FakeSite = field(default_factory=FakeSite)
    engine: FakeEngine = field(default_factory=FakeEngine)
    brief: Brief = Brief(min_words=50)  # noqa: RUF009 - frozen
    tag: str | None = "needs-seo"
    budget: Budget = Budget()  # noqa: RUF009 - frozen

    def __post_init__(self) -> None:
        self.ledger = self.open_ledger("ici:1:x")

    def draft(self, content: str = DRAFT, title: str = TITLE, **fields: object) -> int:
        return self.site.draft(title, content, **fields)  # type: ignore[arg-type]

    def admit(self) -> tuple[Job, ...]:
        self.clock.now += timedelta(minutes=5)
        listed = self.site.poll(tag="needs-seo", statuses=("draft", "pending"), post_types=("post",))
        again = {JobState.PROPOSED: True, JobState.HELD: True}
        return self.ledger.admit("une", listed, engine=self.engine.name, polled_at=self.clock.now, asks_again=again)

    def process(self, job: Job, log: JobLog | None = None) -> Job:
        wishes = Wishes(
            tag=self.tag,
            brief=self.brief,
            on_proposed=TagChange(add=("seo-propose",), remove=("needs-seo",)),
            on_held=TagChange(add=("seo-retenu",), remove=("needs-seo",)),
        )
        pipeline = Pipeline(
            site=self.site,
            engine=self.engine,
            log=log or self.ledger,
            review=Reviewer(analyser=None, grammar=None),
            meter=self.meter(job, log if isinstance(log, Ledger) else getattr(log, "ledger", self.ledger)),
            wishes=wishes,
            clock=iter([10.0, 12.25]).__next__,
        )
        return pipeline.process(job)

    def meter(self, job: Job, ledger: Ledger) -> Meter:
        return ledger.purse(job, run="une", prices={"faux": PRICE}, budget=self.budget)

    def run(self) -> list[Job]:
        """One round: what is unfinished, and what is new."""
        jobs = {job.id: job for job in (*self.admit(), *self.ledger.unfinished("une"))}
        return [self.process(job) for job in jobs.values()]

    def only(self) -> Job:
        """The one job there is, put through."""
        [job] = self.run()
        return job

    def states(self) -> list[JobState]:
        return [job.state for job in reversed(self.ledger.jobs())]


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Bench]:
    clock, opened = Clock(), []

    def open_ledger(owner: str) -> Ledger:
        opened.append(Ledger(open_database(f"sqlite:///{tmp_path}/registre.db"), owner=owner, clock=clock))
        return opened[-1]

    yield Bench(open_ledger, clock)
    for ledger in opened:
        ledger.close()
