"""What is read when somebody scrapes: queues and budgets from the ledger, circuits from this process."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from prometheus_client.core import GaugeMetricFamily
from prometheus_client.registry import Collector

from bridge.config import Config
from bridge.domain.job import JobState
from bridge.domain.overview import BudgetLeft, CircuitState, Queue
from bridge.errors import BridgeError

#: A ledger is not asked more often, whoever scrapes and however fast.
_FRESH = 5.0


class Watched(Protocol):
    """What is read (a part of ``bridge.watch.Watch``)."""

    def now(self) -> datetime:
        """The ledger's time."""

    def queues(self) -> Mapping[str, Queue]:
        """The unfinished jobs by site. LedgerError."""

    def budgets(self) -> tuple[BudgetLeft, ...]:
        """What is left of the day's budgets. LedgerError."""

    def circuits(self) -> tuple[CircuitState, ...]:
        """The circuits of this process."""


@dataclass(frozen=True, kw_only=True, slots=True)
class LedgerView:
    """What the ledger said; ``error`` in its place where it did not answer."""

    at: datetime
    queues: Mapping[str, Queue]
    budgets: tuple[BudgetLeft, ...] = ()
    error: BridgeError | None = None


class Snapshot:
    """One reading of the ledger for all who ask within some seconds. ``clock`` gives seconds."""

    def __init__(self, watched: Watched, *, clock: Callable[[], float] = time.monotonic) -> None:
        self.watched = watched
        self._clock = clock
        self._lock = threading.Lock()
        self._last: tuple[float, LedgerView] | None = None

    def ledger(self) -> LedgerView:
        """The last reading, or a new one where that is too old. Never raises."""
        with self._lock:
            now = self._clock()
            if self._last is None or now - self._last[0] >= _FRESH:
                self._last = (now, self._read())
            return self._last[1]

    def _read(self) -> LedgerView:
        now = self.watched.now()
        try:
            return LedgerView(at=now, queues=self.watched.queues(), budgets=self.watched.budgets())
        except BridgeError as error:
            return LedgerView(at=now, queues={}, error=error)


class LedgerMetrics(Collector):
    """The metrics that are the same whichever process is asked, and this process's circuits."""

    def __init__(self, config: Config, snapshot: Snapshot) -> None:
        self._sites = tuple(site.name for site in config.sites)
        self._snapshot = snapshot

    def describe(self) -> Iterable[GaugeMetricFamily]:
        """The names without asking the ledger."""
        return (*_queues(()), _up(), *_budgets(()), *_circuits(()))

    def collect(self) -> Iterator[GaugeMetricFamily]:
        """Read now. Where the ledger does not answer, what it would tell is left out rather than told as nought."""
        view = self._snapshot.ledger()
        yield _up(None if view.error is None else 0)
        if view.error is None:
            yield from _queues([(site, view.queues.get(site, Queue())) for site in self._sites], view.at)
            yield from _budgets(view.budgets)
        yield from _circuits(self._snapshot.watched.circuits())


def _up(value: int | None = None) -> GaugeMetricFamily:
    help_text = "Whether the ledger answers (1) or not (0)."
    return GaugeMetricFamily("seo_bridge_ledger_up", help_text, value=1 if value is None else value)


def _queues(queues: Iterable[tuple[str, Queue]], now: datetime | None = None) -> Iterator[GaugeMetricFamily]:
    jobs = GaugeMetricFamily("seo_bridge_queue_jobs", "Unfinished jobs in the ledger.", labels=["site", "state"])
    oldest = GaugeMetricFamily(
        "seo_bridge_queue_oldest_age_seconds", "Age of the oldest unfinished job, 0 where there is none.",
        labels=["site"],
    )  # fmt: skip
    waiting = GaugeMetricFamily(
        "seo_bridge_queue_waiting_jobs", "Unfinished jobs that wait for another try.", labels=["site"]
    )
    for site, queue in queues:
        for state in JobState:
            if not state.ended:
                jobs.add_metric([site, state.value], queue.states.get(state, 0))
        age = (now - queue.oldest).total_seconds() if now and queue.oldest else 0.0
        oldest.add_metric([site], max(0.0, age))
        waiting.add_metric([site], queue.waiting)
    yield from (jobs, oldest, waiting)


def _budgets(budgets: Iterable[BudgetLeft]) -> Iterator[GaugeMetricFamily]:
    left = GaugeMetricFamily(
        "seo_bridge_budget_left",
        "Money left of the day's budget (UTC), in the label's currency; an empty site is all sites together.",
        labels=["site", "currency"],
    )
    limit = GaugeMetricFamily("seo_bridge_budget_limit", "The day's budget, likewise.", labels=["site", "currency"])
    for budget in budgets:
        left.add_metric([budget.site, budget.currency], budget.left)
        limit.add_metric([budget.site, budget.currency], budget.limit)
    yield from (left, limit)


def _circuits(circuits: Iterable[CircuitState]) -> Iterator[GaugeMetricFamily]:
    is_open = GaugeMetricFamily(
        "seo_bridge_circuit_open",
        "Whether calls are held back, as a site (reading, delivery) or an engine was down (1), in this process.",
        labels=["side", "name"],
    )
    for state in circuits:
        is_open.add_metric([state.side.value, state.name], float(state.circuit.open))
    yield is_open
