"""Troubles that begin and end: a site that does not answer, a circuit that is open, a budget that is spent.

Each is told once when it begins and once when it is over, whatever the number of processes and machines, and though
``seo-bridge once`` is a new process each time: what was told stands in the ledger.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Protocol

from bridge.domain.job import Job
from bridge.domain.overview import CircuitState, Side
from bridge.errors import BridgeError, BudgetSpent
from bridge.operations.wording import News

#: What lasts for longer is told again.
_AGAIN = timedelta(hours=24)
#: Whether another process told of a trouble is looked up when all is well, but not more often.
_LOOK = timedelta(hours=1)
_WAITING = "rien : les brouillons attendent, et le pont réessaie de lui-même ; si cela dure, « seo-bridge check »"


class Memory(Protocol):
    """What was told (a part of ``bridge.watch.Watch``). LedgerError."""

    def now(self) -> datetime:
        """The ledger's time."""

    def tell(self, topic: str, *, again: timedelta | None = None) -> bool:
        """Whether it is to be told now."""

    def told(self, topic: str) -> bool:
        """Whether it was told."""

    def forget(self, topic: str) -> bool:
        """It is over; whether it was told."""

    def circuits(self) -> tuple[CircuitState, ...]:
        """The circuits of this process."""


class Troubles:
    """Turns what happens into news. Of one thread. Every method may raise LedgerError."""

    def __init__(self, memory: Memory) -> None:
        self._memory = memory
        self._down: dict[str, datetime] = {}
        self._well: dict[str, datetime] = {}
        self._spent: set[str] = set()

    def site_down(self, site: str, error: Exception) -> Iterator[News]:
        """A poll failed."""
        if isinstance(error, BridgeError):
            told, todo = error.what, error.todo
        else:
            told, todo = f"Erreur interne du pont ({type(error).__name__}).", "voyez son journal, et signalez le cas"
        down = News(kind="site", site=site, subject="site non relevé", told=told, todo=todo)
        yield from self._began(f"site {site}", down)

    def site_up(self, site: str) -> Iterator[News]:
        """A poll succeeded."""
        back = News(kind="site", site=site, subject="site de nouveau relevé", told="", over=True)
        yield from self._ended(f"site {site}", back)
        yield from self.answered(Side.READING, site)

    def answered(self, side: Side, name: str) -> Iterator[News]:
        """The other side served us: its circuit is closed."""
        yield from self._ended(f"circuit {side.value} {name}", _circuit_news(side, name, reason=""))

    def circuits(self) -> Iterator[News]:
        """What has opened or closed since the last look."""
        for state in self._memory.circuits():
            topic = f"circuit {state.side.value} {state.name}"
            if state.circuit.open:
                yield from self._began(topic, _circuit_news(state.side, state.name, reason=state.circuit.reason))
            elif topic in self._down:
                yield from self.answered(state.side, state.name)

    def budget_spent(self, job: Job, error: BudgetSpent) -> Iterator[News]:
        """A budget had no room: once a day and site."""
        topic = f"day {self._memory.now():%Y-%m-%d} budget {job.site}"
        if topic in self._spent:
            return
        self._spent = {topic, *(known for known in self._spent if known[:14] == topic[:14])}
        if self._memory.tell(topic):
            yield News(kind="budget", site=job.site, subject="budget épuisé", told=error.what, todo=error.todo)

    def _began(self, topic: str, news: News) -> Iterator[News]:
        now = self._memory.now()
        self._well.pop(topic, None)
        if topic in self._down and now - self._down[topic] < _AGAIN:
            return
        self._down[topic] = now
        if self._memory.tell(topic, again=_AGAIN):
            yield news

    def _ended(self, topic: str, news: News) -> Iterator[News]:
        now = self._memory.now()
        if topic not in self._down and topic in self._well and now - self._well[topic] < _LOOK:
            return
        self._down.pop(topic, None)
        self._well[topic] = now
        if self._memory.told(topic) and self._memory.forget(topic):
            yield news


def _circuit_news(side: Side, name: str, *, reason: str) -> News:
    """Of a circuit that opened for that reason, or (without one) closed."""
    subject = {
        Side.READING: ("site en panne : plus relevé", "le site répond de nouveau"),
        Side.DELIVERY: ("site en panne à la livraison", "le site prend de nouveau les propositions"),
        Side.ENGINE: (f"modèle « {name} » en panne", f"le modèle « {name} » répond de nouveau"),
    }[side]
    return News(
        kind="circuit",
        site="" if side is Side.ENGINE else name,
        engine=name if side is Side.ENGINE else "",
        # who is told that a site can't be polled need not be told twice
        unless="site" if side is Side.READING else "",
        subject=subject[0 if reason else 1],
        told=reason,
        todo=_WAITING if reason else "",
        over=not reason,
    )
