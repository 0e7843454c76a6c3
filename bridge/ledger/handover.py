"""What workers elsewhere are told of: which jobs wait for one, said in the ledger's own transaction."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, Connection, func, select

from bridge.domain.job import Errand, Job
from bridge.ledger.history import COLUMNS, OPEN, job_of
from bridge.ledger.leases import free
from bridge.ledger.tables import jobs
from bridge.ledger.working import Working, due

#: Told the database driver's own connection, in the midst of a transaction, and what is admitted with it.
Also = Callable[[Any, Sequence[Errand]], object]
T = TypeVar("T")


class Handover(Working):
    """The side of the ledger that dispatches."""

    def errands(self, sites: Iterable[str]) -> tuple[Errand, ...]:
        """Jobs of these sites that nobody works on and whose time has come, those that processes died at last."""
        with self._begin() as connection:
            idle = self._idle(connection, jobs.c.site.in_(tuple(sites)))
            query = select(jobs.c.id.label("job"), jobs.c.site, jobs.c.attempt, jobs.c.claims).where(*idle)
            rows = connection.execute(query.order_by(jobs.c.claims, jobs.c.id))
            return tuple(Errand(**row._mapping) for row in rows)

    def next_change(self, sites: Iterable[str]) -> float | None:
        """Seconds until a job of these sites may be taken up that can't be now, as its time comes or another process's
        lease lapses; None where none waits so. Leases that are kept alive lapse later than it says."""
        with self._begin() as connection:
            now = self._clock()
            mine = jobs.c.site.in_(tuple(sites)), jobs.c.state.in_(OPEN)
            lapses = select(func.min(jobs.c.lease_until)).where(*mine, jobs.c.lease_until >= now)
            comes = select(func.min(jobs.c.not_before)).where(*mine, jobs.c.not_before > now)
            lapses = lapses.where(jobs.c.lease_owner != self._owner)
            moments = [moment for query in (lapses, comes) if (moment := connection.scalar(query)) is not None]
        return (min(moments) - now).total_seconds() if moments else None

    def idle(self, job: int) -> Job | None:
        """The job of that number where a worker may take it up now."""
        with self._begin() as connection:
            query = select(*COLUMNS).where(*self._idle(connection, jobs.c.id == job))
            row = connection.execute(query).one_or_none()
            return None if row is None else job_of(row)

    def with_driver(self, work: Callable[[Any], T]) -> T:
        """What ``work`` makes of the driver's own connection, in one transaction."""
        with self._begin() as connection:
            return work(driver_of(connection))

    def _idle(self, connection: Connection, which: ColumnElement[bool]) -> tuple[ColumnElement[bool], ...]:
        now = self._clock()
        return (which, jobs.c.state.in_(OPEN), free(connection, self._owner, now), due(now))


def driver_of(connection: Connection) -> Any:
    """The connection as the database driver knows it."""
    return connection.connection.driver_connection


def errand_of(job: Job) -> Errand:
    """What is handed over of a job."""
    return Errand(job=job.id, site=job.site, attempt=job.attempt, claims=job.claims)
