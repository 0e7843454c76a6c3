"""What somebody who watches the bridge is told: queues, drafts at work, circuits. Times are naive UTC."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from bridge.domain.circuit import Circuit
from bridge.domain.job import Job
from bridge.domain.states import JobState


@dataclass(frozen=True, kw_only=True, slots=True)
class Queue:
    """A site's unfinished jobs by state; ``oldest``: when the first of them was admitted; ``waiting``: how many of them
    wait for another try."""

    states: Mapping[JobState, int] = field(default_factory=dict)
    oldest: datetime | None = None
    waiting: int = 0

    @property
    def length(self) -> int:
        """All of them."""
        return sum(self.states.values())


@dataclass(frozen=True, kw_only=True, slots=True)
class Running:
    """A job that a living process works on. ``owner``: that process, as the ledger names it; ``since``: when the last
    step was recorded, so that the present one is no older."""

    job: Job
    owner: str
    since: datetime


class Side(StrEnum):
    """What a circuit is of: a site's reading, its delivery, or a model's endpoint."""

    READING = "reading"
    DELIVERY = "delivery"
    ENGINE = "engine"


@dataclass(frozen=True, kw_only=True, slots=True)
class CircuitState:
    """One circuit of this process. ``name``: that of the site or of the engine in the configuration."""

    side: Side
    name: str
    circuit: Circuit


@dataclass(frozen=True, kw_only=True, slots=True)
class BudgetLeft:
    """What is left of a day's budget. ``site`` is "" for the one that all sites share. Never below nought."""

    site: str
    limit: float
    left: float
    currency: str
