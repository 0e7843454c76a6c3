"""What the bridge tells those who watch it: the ledger's queues and money, this process's circuits."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime, time, timedelta

from bridge.config import Config
from bridge.domain.circuit import Circuit
from bridge.domain.job import Job, JobState, Waiting
from bridge.domain.overview import BudgetLeft, CircuitState, Queue, Running, Side
from bridge.ledger.repository import Ledger
from bridge.pipeline.guarding import Circuits


class Watch:
    """Looks, and changes nothing but what was told. Every method but ``circuits`` may raise LedgerError."""

    def __init__(self, *, config: Config, ledger: Ledger, circuits: Circuits, now: Callable[[], datetime]) -> None:
        self._config = config
        self._ledger = ledger
        self._circuits = circuits
        self._now = now

    def now(self) -> datetime:
        """The ledger's time: naive UTC."""
        return self._now()

    def queues(self) -> Mapping[str, Queue]:
        """Each configured site's unfinished jobs, and those of sites that are no longer configured."""
        found = self._ledger.queues()
        return {**{site.name: Queue() for site in self._config.sites}, **found}

    def running(self) -> tuple[Running, ...]:
        """Drafts that a living process, on whatever machine, works on."""
        return self._ledger.running()

    def ended_since(self, moment: datetime) -> Mapping[str, Mapping[JobState, int]]:
        """Verdicts since then (UTC), by site."""
        return self._ledger.ended_since(moment)

    def last_ended(self, *, limit: int) -> tuple[Job, ...]:
        """What ended last, the latest first."""
        return self._ledger.last_ended(limit=limit)

    def waits(self) -> tuple[Waiting, ...]:
        """Why drafts wait for another try, by site and reason."""
        return self._ledger.waiting()

    def budgets(self) -> tuple[BudgetLeft, ...]:
        """What is left of each budget of the day (UTC); nothing is asked where there is none."""
        common, currency = self._config.budget.day, self._config.budget.currency
        limits = {"": common} | {site.name: site.budget for site in self._config.sites}
        limited = {site: limit for site, limit in limits.items() if limit is not None}
        if not limited:
            return ()
        spent = self._ledger.spent_since(datetime.combine(self._now().date(), time.min))
        spent = {**spent, "": sum(spent.values())}
        return tuple(
            BudgetLeft(site=site, limit=limit, left=max(0.0, limit - spent.get(site, 0.0)), currency=currency)
            for site, limit in limited.items()
        )

    def circuits(self) -> tuple[CircuitState, ...]:
        """The circuits of all configured sites and their engines, as this process knows them."""
        known = self._circuits.states()
        found = [
            CircuitState(side=side, name=site.name, circuit=known.get((side.value, site.name), Circuit()))
            for site in self._config.sites
            for side in (Side.READING, Side.DELIVERY)
        ]
        for name in dict.fromkeys(site.engine for site in self._config.sites):
            endpoint = self._config.endpoint(name)
            found.append(
                CircuitState(side=Side.ENGINE, name=name, circuit=known.get((Side.ENGINE.value, endpoint), Circuit()))
            )
        return tuple(found)

    def tell(self, topic: str, *, again: timedelta | None = None) -> bool:
        """Whether nobody, on whatever machine, was told of it yet (or not for so long); from now on somebody was.

        A topic that begins with ``day`` and a date is forgotten by itself.
        """
        return self._ledger.tell(topic, again=again)

    def told(self, topic: str) -> bool:
        """Whether somebody was told of it."""
        return self._ledger.told(topic)

    def forget(self, topic: str) -> bool:
        """It is over: whether somebody was told that it had begun."""
        return self._ledger.forget(topic)
