"""What the administrator does with the ledger: taking old jobs out, and handing its lines to other programs."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing, suppress
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, delete, func, select

from bridge.domain.job import Job, JobState
from bridge.ledger.history import OPEN, History
from bridge.ledger.tables import events, jobs, model_calls, steps

#: What people made of its proposal was read.
LEARNED = "appris"
#: How many jobs are read or deleted at a time: nobody else can write meanwhile.
_AT_A_TIME = 500
#: No text of a draft or an article, and not the key that a delivery is known by.
_EXPORTED = (
    "id", "site", "draft", "attempt", "state", "title", "engine", "reason", "proposal", "compare_link", "words_before",
    "words_after", "seconds", "tries", "created_at", "updated_at",
)  # fmt: skip


class Keeping(History):
    """The ledger's administration."""

    def ended_before(self, moment: datetime) -> tuple[Job, ...]:
        """Jobs that ended before then, oldest first."""
        return self._select(jobs.c.state.not_in(OPEN), jobs.c.updated_at < moment, order=jobs.c.id)

    def settled(self) -> frozenset[int]:
        """The numbers of the jobs whose proposal is known to be decided."""
        with self._begin() as connection:
            return frozenset(connection.scalars(select(events.c.job).where(events.c.kind == LEARNED)))

    def last_of_drafts(self) -> frozenset[int]:
        """The number of the last job of each draft."""
        with self._begin() as connection:
            return frozenset(connection.scalars(select(func.max(jobs.c.id)).group_by(jobs.c.site, jobs.c.draft)))

    def remove(self, old: Iterable[Job]) -> None:
        """Take ended jobs out, with their steps, events and model calls; the space goes back to the disk."""
        numbers = [job.id for job in old]
        for start in range(0, len(numbers), _AT_A_TIME):
            with self._begin() as connection:
                _remove(connection, numbers[start : start + _AT_A_TIME])
        if numbers and self._engine.dialect.name == "sqlite":
            self._shrink()

    def _shrink(self) -> None:
        """While others write, or on a full disk, it can't be done; the space is used again all the same."""
        with closing(self._engine.raw_connection()) as connection, suppress(sqlite3.Error):
            connection.cursor().execute("VACUUM")

    def exported(self, site: str | None = None) -> Iterator[dict[str, Any]]:
        """Each job as plain values, oldest first, with what its model calls came to. Read in parts, not all at once."""
        last = 0
        while rows := self._part(site, last):
            last = rows[-1]["id"]
            yield from rows

    def _part(self, site: str | None, after: int) -> list[dict[str, Any]]:
        called = model_calls.c.job == jobs.c.id
        totals = (
            select(func.count()).where(called).scalar_subquery().label("model_calls"),
            *(
                select(func.sum(model_calls.c[name])).where(called).scalar_subquery().label(name)
                for name in ("prompt_tokens", "completion_tokens", "cost")
            ),
        )
        which = [jobs.c.id > after] + ([] if site is None else [jobs.c.site == site])
        query = select(*(jobs.c[name] for name in _EXPORTED), *totals).where(*which).order_by(jobs.c.id)
        with self._begin() as connection:
            rows = [dict(row._mapping) for row in connection.execute(query.limit(_AT_A_TIME))]
        for row in rows:
            row["state"] = JobState(row["state"]).value
            row |= {name: f"{row[name].isoformat(timespec='seconds')}Z" for name in ("created_at", "updated_at")}
        return rows


def _remove(connection: Connection, numbers: list[int]) -> None:
    for table in (steps, events, model_calls):
        connection.execute(delete(table).where(table.c.job.in_(numbers)))
    connection.execute(delete(jobs).where(jobs.c.id.in_(numbers), jobs.c.state.not_in(OPEN)))
