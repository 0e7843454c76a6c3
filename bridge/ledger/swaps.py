"""The journal of swaps (port SwapJournal), and what was delivered under which number (port Deliveries)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

from pydantic import TypeAdapter
from sqlalchemy import Engine, Row, delete, func, insert, or_, select, update

from bridge.domain.draft import Proposal, Verdict
from bridge.domain.job import JobState
from bridge.domain.swap import Swap
from bridge.ledger.leases import is_gone, this_process
from bridge.ledger.locks import alone
from bridge.ledger.tables import jobs, steps, swaps
from bridge.ledger.transaction import Transaction

#: A swap takes about a second. A process that is at it for longer is taken for dead, also on another machine.
PATIENCE = timedelta(minutes=10)
#: A finished swap is of use while a poll that saw its draft half-way may still run.
MEMORY = timedelta(days=1)


def _utcnow() -> datetime:
    return datetime.now(UTC).replace(tzinfo=None)


class Swaps:
    """The swaps of one site. ``owner`` names this process; ``clock`` gives naive UTC times."""

    def __init__(
        self, engine: Engine, site: str, *, owner: str | None = None, clock: Callable[[], datetime] = _utcnow
    ) -> None:
        self._engine = engine
        self._site = site
        self._owner = owner or this_process()
        self._clock = clock

    def begin(self, swap: Swap) -> None:
        """See the port."""
        now = self._clock()
        record = TypeAdapter(Swap).dump_python(swap, mode="json")
        values = {"site": self._site, "draft": swap.draft, "record": record, "owner": self._owner, "began_at": now}
        with Transaction(self._engine) as connection:
            alone(connection, "swaps")  # numbers are seen in their order: see ``last``
            connection.execute(delete(swaps).where(swaps.c.site == self._site, swaps.c.ended_at < now - MEMORY))
            connection.execute(insert(swaps).values(values))

    def finish(self, draft: int) -> None:
        """See the port."""
        mine = (swaps.c.site == self._site, swaps.c.draft == draft, swaps.c.ended_at.is_(None))
        with Transaction(self._engine) as connection:
            connection.execute(update(swaps).where(*mine).values(ended_at=self._clock()))

    def open(self) -> tuple[Swap, ...]:
        """See the port."""
        unfinished = (swaps.c.site == self._site, swaps.c.ended_at.is_(None))
        with Transaction(self._engine) as connection:
            rows = connection.execute(select(swaps).where(*unfinished).order_by(swaps.c.id)).all()
        return tuple(TypeAdapter(Swap).validate_python(row.record) for row in rows if self._is_free(row))

    def _is_free(self, row: Row[Any]) -> bool:
        late = bool(row.began_at < self._clock() - PATIENCE)
        return row.owner == self._owner or late or is_gone(row.owner)

    def last(self) -> int:
        """See the port."""
        with Transaction(self._engine) as connection:
            return int(connection.scalar(select(func.max(swaps.c.id))) or 0)

    def unsettled(self, after: int) -> frozenset[int]:
        """See the port."""
        halfway = or_(swaps.c.ended_at.is_(None), swaps.c.id > after)
        with Transaction(self._engine) as connection:
            return frozenset(connection.scalars(select(swaps.c.draft).where(swaps.c.site == self._site, halfway)))


class Delivered:
    """The proposals of one site that jobs ended with."""

    def __init__(self, engine: Engine, site: str) -> None:
        self._engine = engine
        self._site = site

    def proposal(self, number: int) -> Proposal | None:
        """See the port. The last one, where WordPress used a number again."""
        query = (
            select(steps.c.record)
            .join(jobs, jobs.c.id == steps.c.job)
            .where(jobs.c.site == self._site, jobs.c.proposal == number, steps.c.name == JobState.CHECKED.value)
            .order_by(jobs.c.id.desc())
            .limit(1)
        )
        with Transaction(self._engine) as connection:
            record = connection.scalar(query)
        return None if record is None else TypeAdapter(Verdict).validate_python(record, strict=False).proposal
