"""The ledger for those who watch: few queries, each over an index, whatever the number of jobs that have ended."""

from __future__ import annotations

from collections import Counter
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import case, delete, func, insert, select, update
from sqlalchemy.exc import IntegrityError

from bridge.domain.job import Job, JobState
from bridge.domain.overview import Queue, Running
from bridge.ledger.history import COLUMNS, OPEN, History
from bridge.ledger.tables import events, jobs, model_calls, told

#: How a topic begins that is of one day only: it is forgotten by itself.
_DAILY = "day "
_OLD = timedelta(days=7)
#: In characters; a name of the configuration may be any.
_LONGEST = 300


class Overview(History):
    """Queues, drafts at work, money of a day, and what people were told."""

    def queues(self) -> dict[str, Queue]:
        """The unfinished jobs of each site that has any."""
        later = func.sum(case((jobs.c.not_before > self._clock(), 1), else_=0))
        query = select(jobs.c.site, jobs.c.state, func.count(), func.min(jobs.c.created_at), later)
        found: dict[str, Queue] = {}
        with self._begin() as connection:
            rows = connection.execute(query.where(jobs.c.state.in_(OPEN)).group_by(jobs.c.site, jobs.c.state)).all()
        for site, state, number, oldest, waiting in rows:
            known = found.get(site, Queue())
            found[site] = Queue(
                states={**known.states, JobState(state): number},
                oldest=min(oldest, known.oldest or oldest),
                waiting=known.waiting + int(waiting or 0),
            )
        return found

    def ended_since(self, moment: datetime) -> dict[str, dict[JobState, int]]:
        """How many jobs ended since then, by site and verdict."""
        # counted here: a database that groups by site would go through every job, for the order of that index
        query = select(jobs.c.site, jobs.c.state).where(jobs.c.updated_at >= moment, jobs.c.state.not_in(OPEN))
        found: dict[str, dict[JobState, int]] = {}
        with self._begin() as connection:
            counted = Counter((site, state) for site, state in connection.execute(query))
        for (site, state), number in counted.items():
            found.setdefault(site, {})[JobState(state)] = number
        return found

    def last_ended(self, *, limit: int) -> tuple[Job, ...]:
        """The jobs that ended last, the latest first."""
        return self._select(jobs.c.state.not_in(OPEN), order=jobs.c.updated_at.desc(), limit=limit)

    def spent_since(self, moment: datetime) -> dict[str, float]:
        """What model calls cost since then, by site; calls that are under way at what was set aside for them."""
        query = select(jobs.c.site, func.coalesce(func.sum(model_calls.c.cost), 0.0)).join(
            jobs, jobs.c.id == model_calls.c.job
        )
        with self._begin() as connection:
            rows = connection.execute(query.where(model_calls.c.at >= moment).group_by(jobs.c.site)).all()
        return {site: float(cost) for site, cost in rows}

    def running(self) -> tuple[Running, ...]:
        """The jobs that a living process holds, the one at its step for longest first."""
        step = select(func.max(events.c.at)).where(events.c.job == jobs.c.id).scalar_subquery().label("step")
        query = select(*COLUMNS, jobs.c.lease_owner, step).where(
            jobs.c.state.in_(OPEN), jobs.c.lease_owner.is_not(None), jobs.c.lease_until > self._clock()
        )
        with self._begin() as connection:
            rows = connection.execute(query).all()
        found = (_running(dict(row._mapping)) for row in rows)
        return tuple(sorted(found, key=lambda one: (one.since, one.job.id)))

    # ── what people were told ───────────────────────────────────────────────────────────────────────────────────────

    def tell(self, topic: str, *, again: timedelta | None = None) -> bool:
        """Whether nobody was told of it yet, or not for as long as ``again``; from now on somebody was. Two processes
        never both get True."""
        now, topic = self._clock(), topic[:_LONGEST]
        with self._begin() as connection:
            connection.execute(delete(told).where(told.c.topic.startswith(_DAILY), told.c.at < now - _OLD))
            if again is not None:
                old = update(told).where(told.c.topic == topic, told.c.at <= now - again)
                if connection.execute(old.values(at=now)).rowcount == 1:
                    return True
            try:
                with connection.begin_nested():
                    connection.execute(insert(told).values(topic=topic, at=now))
            except IntegrityError:
                return False
        return True

    def told(self, topic: str) -> bool:
        """Whether somebody was told of it."""
        with self._begin() as connection:
            return bool(connection.scalar(select(func.count()).where(told.c.topic == topic[:_LONGEST])))

    def forget(self, topic: str) -> bool:
        """It is over: whether somebody was told that it had begun. Two processes never both get True."""
        with self._begin() as connection:
            return connection.execute(delete(told).where(told.c.topic == topic[:_LONGEST])).rowcount == 1


def _running(values: dict[str, Any]) -> Running:
    owner, step = values.pop("lease_owner"), values.pop("step")
    values["state"] = JobState(values["state"])
    job = Job(**values)
    return Running(job=job, owner=owner, since=step or job.created_at)
