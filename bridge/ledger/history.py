"""Reading the ledger: what lists and reports show."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Engine, Row, func, select

from bridge.domain.article import ModelCall
from bridge.domain.job import Event, Job, JobState, Waiting
from bridge.ledger.tables import events, jobs, model_calls
from bridge.ledger.transaction import Transaction

OPEN = [state.value for state in JobState if not state.ended]
COLUMNS = [
    jobs.c[name]
    for name in (
        "id", "key", "site", "draft", "base", "attempt", "state", "title", "engine", "created_at", "updated_at",
        "reason", "proposal", "compare_link", "words_before", "words_after", "seconds", "tries", "claims",
        "not_before",
    )
]  # fmt: skip


def utcnow() -> datetime:
    """Now, in naive UTC, as the ledger keeps times."""
    return datetime.now(UTC).replace(tzinfo=None)


_HEX = frozenset("0123456789abcdef")
#: Fewer digits of a key are more likely a slip than a job.
_SHORTEST_PREFIX = 6


def job_of(row: Row[Any]) -> Job:
    """A row of COLUMNS as the record."""
    values = dict(row._mapping)
    values["state"] = JobState(values["state"])
    return Job(**values)


def get(connection: Connection, job: int) -> Job:
    """The job of that number, which exists."""
    return job_of(connection.execute(select(*COLUMNS).where(jobs.c.id == job)).one())


class History:
    """What the ledger knows, for people. Every method is one transaction."""

    def __init__(self, engine: Engine, *, clock: Callable[[], datetime] = utcnow) -> None:
        self._engine = engine
        self._clock = clock

    def jobs(self, *, site: str | None = None, limit: int = 50) -> tuple[Job, ...]:
        """The last jobs, newest first."""
        conditions = [] if site is None else [jobs.c.site == site]
        return self._select(*conditions, order=jobs.c.id.desc(), limit=limit)

    def find(self, name: str) -> Job | None:
        """The job with that number, or the only one whose key begins so (at least six digits)."""
        if name.isdecimal() and len(name) < 12:
            found = self._select(jobs.c.id == int(name), order=jobs.c.id.asc())
            if found:
                return found[0]
        if len(name) < _SHORTEST_PREFIX or not set(name) <= _HEX:
            return None
        found = self._select(jobs.c.key.startswith(name), order=jobs.c.id.asc(), limit=2)
        return found[0] if len(found) == 1 else None

    def counts(self) -> dict[str, dict[JobState, int]]:
        """How many jobs are in each state, by site."""
        query = select(jobs.c.site, jobs.c.state, func.count()).group_by(jobs.c.site, jobs.c.state)
        counted: dict[str, dict[JobState, int]] = {}
        with self._begin() as connection:
            for site, state, number in connection.execute(query):
                counted.setdefault(site, {})[JobState(state)] = number
        return counted

    def waiting(self) -> tuple[Waiting, ...]:
        """Why jobs wait for another try, by site and reason; the next one first."""
        now = self._clock()
        which = (jobs.c.state.in_(OPEN), jobs.c.not_before > now, jobs.c.reason != "")
        query = select(jobs.c.site, jobs.c.reason, func.count(), func.min(jobs.c.not_before)).where(*which)
        with self._begin() as connection:
            rows = connection.execute(query.group_by(jobs.c.site, jobs.c.reason)).all()
        found = (Waiting(site=site, reason=reason, jobs=number, until=until) for site, reason, number, until in rows)
        return tuple(sorted(found, key=lambda one: (one.until, one.site)))

    def events(self, job: int) -> tuple[Event, ...]:
        """What happened to a job, in order."""
        query = select(events.c.at, events.c.kind, events.c.message).where(events.c.job == job).order_by(events.c.id)
        with self._begin() as connection:
            return tuple(Event(**row._mapping) for row in connection.execute(query))

    def calls(self, job: int) -> tuple[ModelCall, ...]:
        """The model calls of a job, in order."""
        names = ("model", "prompt_tokens", "completion_tokens", "seconds", "purpose", "cached_tokens", "cost")
        query = select(*(model_calls.c[name] for name in names)).where(model_calls.c.job == job)
        with self._begin() as connection:
            return tuple(ModelCall(**row._mapping) for row in connection.execute(query.order_by(model_calls.c.id)))

    def _begin(self) -> Transaction:
        return Transaction(self._engine)

    def _select(self, *conditions: ColumnElement[bool], order: Any, limit: int | None = None) -> tuple[Job, ...]:
        with self._begin() as connection:
            query = select(*COLUMNS).where(*conditions).order_by(order).limit(limit)
            return tuple(job_of(row) for row in connection.execute(query))
