"""The pipeline's side of the ledger: claims, steps, ends, and the leases that tell a worker at work from a dead one."""

from __future__ import annotations

import random
import threading
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Any

from pydantic import TypeAdapter
from sqlalchemy import ColumnElement, Connection, Engine, delete, func, insert, or_, select, update

from bridge.domain.article import Rewrite
from bridge.domain.budget import Budget, Price
from bridge.domain.draft import Draft, Verdict
from bridge.domain.job import Job, JobState, Outcome
from bridge.domain.ports import Step
from bridge.domain.retries import MOST_CLAIMS, Failure, Trouble, kind_of, next_try
from bridge.domain.states import befores
from bridge.errors import BridgeError, LedgerError, TemporaryError
from bridge.ledger.admission import note
from bridge.ledger.history import OPEN, History, get, utcnow
from bridge.ledger.leases import free, this_process
from bridge.ledger.spending import Purse
from bridge.ledger.tables import events, jobs, steps

#: How long a worker may be silent before others take its job over. A worker at work is never silent for that long:
#: the heartbeat renews its leases, however long a step takes.
LEASE = timedelta(minutes=2)

_STEP_STATES: Mapping[type, JobState] = {
    Draft: JobState.FETCHED,
    Rewrite: JobState.REWRITTEN,
    Verdict: JobState.CHECKED,
}


class Working(History):
    """``owner`` names this process in leases; ``clock`` gives naive UTC times; ``chance``, in [0, 1), is for jitter."""

    def __init__(
        self,
        engine: Engine,
        *,
        owner: str | None = None,
        lease: timedelta = LEASE,
        clock: Callable[[], datetime] = utcnow,
        chance: Callable[[], float] = random.random,
    ) -> None:
        super().__init__(engine, clock=clock)
        self._owner = owner or this_process()
        self._lease = lease
        self._chance = chance
        self._held: set[int] = set()
        #: leases that could not be given back, as the database was away
        self._owed: set[int] = set()
        self._holding = threading.Lock()

    # ── claims and leases ───────────────────────────────────────────────────────────────────────────────────────────

    def claim(self, job: int) -> Job | None:
        """See the port."""
        now = self._clock()
        with self._begin() as connection:
            query = update(jobs).where(jobs.c.id == job, due(now), free(connection, self._owner, now))
            lease = {"lease_owner": self._owner, "lease_until": now + self._lease, "claims": jobs.c.claims + 1}
            if connection.execute(query.where(jobs.c.state.in_(OPEN)).values(**lease)).rowcount != 1:
                return None
            taken = get(connection, job)
            if taken.claims > MOST_CLAIMS:
                return self._give_up(connection, taken)
        with self._holding:
            self._held.add(job)
        return taken

    def _give_up(self, connection: Connection, job: Job) -> Job:
        """Others must not die of a draft that the process did not survive so often."""
        reason = (
            f"Ce brouillon a fait tomber le pont {job.claims - 1} fois à la même étape : il est laissé de côté → "
            "voyez le journal du système (mémoire ?), puis « seo-bridge retry » pour un nouvel essai."
        )
        failed = self._move(
            connection, job, state=JobState.FAILED, reason=reason, lease_owner=None, lease_until=None
        )  # fmt: skip
        note(connection, job.id, JobState.FAILED.value, reason, self._clock())
        return failed

    def release(self, job: int) -> None:
        """See the port."""
        with self._holding:
            self._held.discard(job)
            self._owed.add(job)
        self._give_back(jobs.c.id == job)
        with self._holding:
            self._owed.discard(job)

    def release_all(self) -> None:
        """Give back every lease of this process, which is about to end without its threads."""
        with self._holding:
            self._held.clear()
        self._give_back()

    def _give_back(self, *which: ColumnElement[bool]) -> None:
        with self._begin() as connection:
            query = update(jobs).where(jobs.c.lease_owner == self._owner, *which)
            connection.execute(query.values(lease_owner=None, lease_until=None, claims=0))

    def renew(self) -> None:
        """Renew the leases of all jobs that this process works on (the heartbeat). A lease that was lost stays lost."""
        with self._holding:
            self._owed -= self._held  # taken up again meanwhile
            held, owed = tuple(self._held), tuple(self._owed)
        if owed:
            self._give_back(jobs.c.id.in_(owed))
            with self._holding:
                self._owed.difference_update(owed)
        if not held:
            return
        with self._begin() as connection:
            mine = (jobs.c.id.in_(held), jobs.c.lease_owner == self._owner, jobs.c.state.in_(OPEN))
            connection.execute(update(jobs).where(*mine).values(lease_until=self._clock() + self._lease))

    # ── steps ───────────────────────────────────────────────────────────────────────────────────────────────────────

    def saved(self, job: int, step: type[Step]) -> Step | None:
        """See the port."""
        with self._begin() as connection:
            query = select(steps.c.record).where(steps.c.job == job, steps.c.name == _STEP_STATES[step].value)
            record = connection.scalar(query)
        return None if record is None else TypeAdapter(step).validate_python(record, strict=False)

    def save(self, job: Job, record: Draft | Rewrite | Verdict) -> Job:
        """See the port. LedgerError where the job is no longer this process's."""
        state = _STEP_STATES[type(record)]
        plain = TypeAdapter(type(record)).dump_python(record, mode="json")
        now = self._clock()
        with self._begin() as connection:
            # a step forward: whatever was held against the job was about the step before it
            fresh = {"reason": "", "claims": 1, "lease_until": now + self._lease}
            saved = self._move(connection, job, state=state, **fresh)
            if not isinstance(record, Draft):
                # replaced by the next round of repair; where the site won't take a proposal, and it is held
                connection.execute(delete(steps).where(steps.c.job == job.id, steps.c.name == state.value))
            connection.execute(insert(steps).values(job=job.id, name=state.value, record=plain, at=now))
            note(connection, job.id, state.value, "", now)
            return saved

    def purse(self, job: Job, *, run: str, prices: Mapping[str, Price], budget: Budget) -> Purse:
        """The meter of a job's model calls; each call renews the lease, and none is made without it."""
        return Purse(
            self._engine,
            job,
            run=run,
            prices=prices,
            budget=budget,
            clock=self._clock,
            alive=lambda: self._renew(job),
        )

    def _renew(self, job: Job) -> None:
        with self._begin() as connection:
            self._move(connection, job, lease_until=self._clock() + self._lease)

    # ── ends, and tries that failed ─────────────────────────────────────────────────────────────────────────────────

    def end(self, job: Job, state: JobState, reason: str, *, outcome: Outcome | None = None) -> Job:
        """See the port. LedgerError where the job is no longer this process's."""
        values = TypeAdapter(Outcome).dump_python(outcome) if outcome else {}
        with self._begin() as connection:
            # nobody works on it any more: a process that dies before it gives the lease back leaves none behind
            given = {"claims": 0, "not_before": None, "lease_owner": None, "lease_until": None}
            ended = self._move(connection, job, state=state, reason=reason, **given, **values)
            note(connection, job.id, state.value, reason, self._clock())
            return ended

    def postpone(self, job: Job, error: BridgeError) -> Job:
        """See the port. LedgerError where the job is no longer this process's."""
        now, reason, kind = self._clock(), str(error), kind_of(error)
        asked = error.retry_after if isinstance(error, TemporaryError) else None
        with self._begin() as connection:
            number, first = _failures(connection, job.id, kind)
            failure = Failure(kind=kind, number=number + 1, first=first or now, now=now, retry_after=asked)
            again = next_try(failure, self._chance())
            state = get(connection, job.id).state if again else JobState.FAILED
            postponed = self._move(
                connection, job, state=state, reason=reason, tries=jobs.c.tries + 1, claims=0, not_before=again
            )  # fmt: skip
            note(connection, job.id, kind.value if again else JobState.FAILED.value, reason, now)
            return postponed

    def hold_back(self, job: Job, error: TemporaryError) -> Job:
        """A job that is not begun, as the site or the model is known to be down: when it may be, and why it waits."""
        now = self._clock()
        until = now + timedelta(seconds=error.retry_after or 0)
        with self._begin() as connection:
            idle = (jobs.c.id == job.id, jobs.c.state.in_(OPEN), free(connection, self._owner, now))
            connection.execute(update(jobs).where(*idle).values(reason=str(error), not_before=until))
            return get(connection, job.id)

    def _move(self, connection: Connection, job: Job, *, state: JobState | None = None, **values: Any) -> Job:
        """Change a job that is still this process's, along a way of the table: ends are final, lost leases lost."""
        ways = OPEN if state is None else [before.value for before in befores(state)]
        moved = {} if state is None else {"state": state.value}
        mine = (jobs.c.id == job.id, jobs.c.lease_owner == self._owner, jobs.c.state.in_(ways))
        query = update(jobs).where(*mine).values(updated_at=self._clock(), **moved, **values)
        if connection.execute(query).rowcount != 1:
            raise self._refusal(connection, job, state)
        return get(connection, job.id)

    def _refusal(self, connection: Connection, job: Job, state: JobState | None) -> LedgerError:
        where = f"site {job.site}, brouillon {job.draft}"
        now = connection.execute(select(jobs.c.state, jobs.c.lease_owner).where(jobs.c.id == job.id)).one_or_none()
        if state is None or now is None or now.lease_owner != self._owner:
            return LedgerError(
                f"Le travail n° {job.id} a été repris par un autre processus, ou il est terminé",
                where=where,
                todo="rien à faire : l'autre le mène à son terme",
            )
        return LedgerError(
            f"Le registre refuse de faire passer le travail n° {job.id} de « {now.state} » à « {state.value} »",
            where=where,
            todo="c'est un défaut de seo-bridge : signalez-le ; le brouillon reste dans la file",
        )


def due(now: datetime) -> ColumnElement[bool]:
    """The condition for a job that may be taken up, as far as time goes."""
    return or_(jobs.c.not_before.is_(None), jobs.c.not_before <= now)


def _failures(connection: Connection, job: int, kind: Trouble) -> tuple[int, datetime | None]:
    """How many failures of that kind there were since the last step, and when the first was."""
    last_step = select(func.max(steps.c.at)).where(steps.c.job == job).scalar_subquery()
    failed = select(func.count(), func.min(events.c.at)).where(
        events.c.job == job, events.c.kind == kind.value, events.c.at >= func.coalesce(last_step, datetime.min)
    )
    number, first = connection.execute(failed).one()
    return int(number), first
