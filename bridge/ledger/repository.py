"""The jobs: admission, leases, steps, and ends. Every method is one transaction, committed whole or not at all."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from pydantic import TypeAdapter
from sqlalchemy import Connection, Engine, delete, func, insert, select, update

from bridge.domain.article import Rewrite
from bridge.domain.budget import Budget, Price
from bridge.domain.draft import Draft, DraftSummary, Verdict
from bridge.domain.job import Job, JobState, Outcome
from bridge.domain.ports import Step
from bridge.errors import BridgeError, BudgetSpent, LedgerError, TemporaryError
from bridge.ledger import admission
from bridge.ledger.admission import ASKED, Version, note
from bridge.ledger.history import COLUMNS, ENDED, History, get, job_of
from bridge.ledger.leases import free, this_process
from bridge.ledger.spending import Purse
from bridge.ledger.tables import events, jobs, steps

__all__ = ["LEASE", "MOST_TRIES", "PATIENCE", "Ledger"]

#: How long a worker may be silent before others take its job over; every step renews it.
LEASE = timedelta(minutes=15)
#: A temporary trouble (site or model down) is waited out for this long, then the job has failed.
PATIENCE = timedelta(hours=24)
#: A permanent trouble (a role taken away, a wrong key) may be mended between two polls; so many tries, then failed.
MOST_TRIES = 8

#: The kinds of event for a try that failed, by whether the trouble may pass.
_TEMPORARY, _PERMANENT = "reporté", "refusé"
#: A budget that is spent is nobody's fault: the job waits for as long as it takes.
_WAITING = "en attente"
#: What people made of its proposal was read.
_LEARNED = "appris"
_STEP_STATES: Mapping[type, JobState] = {
    Draft: JobState.FETCHED,
    Rewrite: JobState.REWRITTEN,
    Verdict: JobState.CHECKED,
}


def _utcnow() -> datetime:
    return datetime.now(UTC).replace(tzinfo=None)


class Ledger(History):
    """The database of jobs. ``owner`` names this process in leases; ``clock`` gives naive UTC times.

    ``lease`` has to be longer than the longest step, a model's call.
    """

    def __init__(
        self,
        engine: Engine,
        *,
        owner: str | None = None,
        lease: timedelta = LEASE,
        clock: Callable[[], datetime] = _utcnow,
    ) -> None:
        super().__init__(engine)
        self._owner = owner or this_process()
        self._lease = lease
        self._clock = clock

    def close(self) -> None:
        """Close the connections."""
        self._engine.dispose()

    # ── admission ───────────────────────────────────────────────────────────────────────────────────────────────────

    def admit(
        self,
        site: str,
        listed: Iterable[DraftSummary],
        *,
        engine: str,
        polled_at: datetime,
        asks_again: Mapping[JobState, bool],
    ) -> tuple[Job, ...]:
        """Jobs for the versions among ``listed`` that have none yet, oldest first.

        ``asks_again`` says for which ends the queue tag was taken away with the verdict: where it was, a draft that
        carries the tag again (seen after the verdict, hence ``polled_at``) is a person asking once more.
        Unfinished jobs for older versions of a listed draft end as superseded.
        """
        admitted = []
        with self._begin() as connection:
            now = self._clock()
            nobody = free(connection, self._owner, now)
            for summary in listed:
                version = Version.listed(site, summary)
                admission.supersede_older(connection, version, nobody, now)
                last = admission.latest(connection, version)
                if not admission.is_wanted(last, summary, polled_at, asks_again):
                    continue
                attempt = last.attempt + 1 if last else 1
                job = admission.add(
                    connection, version, attempt=attempt, engine=engine, now=now, kind=JobState.ADMITTED.value
                )
                admitted += [job] if job else []
        return tuple(admitted)

    def retry(self, job: Job) -> Job:
        """A new attempt at the version of an ended job, asked for by a person; the unfinished one where there is."""
        version = Version(site=job.site, draft=job.draft, base=job.base, title=job.title)
        with self._begin() as connection:
            last = admission.latest(connection, version)
            if last and not JobState(last.state).ended:
                return job_of(last)
            attempt = last.attempt + 1 if last else 1
            added = admission.add(
                connection, version, attempt=attempt, engine=job.engine, now=self._clock(), kind=ASKED
            )
        if added is None:
            raise LedgerError(
                "Quelqu'un d'autre relance ce travail en ce moment", todo="regardez « seo-bridge status »"
            )
        return added

    def was_asked_for(self, job: int) -> bool:
        """Whether a person asked for this attempt by name: it needs no queue tag."""
        with self._begin() as connection:
            query = select(func.count()).where(events.c.job == job, events.c.kind == ASKED)
            return bool(connection.scalar(query))

    def unfinished(self, site: str) -> tuple[Job, ...]:
        """Jobs that have not ended and that no living worker holds, oldest first."""
        with self._begin() as connection:
            nobody = free(connection, self._owner, self._clock())
            query = select(*COLUMNS).where(jobs.c.site == site, jobs.c.state.not_in(ENDED), nobody)
            return tuple(job_of(row) for row in connection.execute(query.order_by(jobs.c.id)))

    # ── what people made of proposals ───────────────────────────────────────────────────────────────────────────────

    def to_learn_from(self, site: str, *, since: datetime, limit: int = 50) -> tuple[Job, ...]:
        """Jobs with a proposal, ended since then, whose outcome was not read to its end; oldest first."""
        read = select(events.c.job).where(events.c.kind == _LEARNED)
        with self._begin() as connection:
            query = select(*COLUMNS).where(
                jobs.c.site == site,
                jobs.c.state == JobState.PROPOSED.value,
                jobs.c.proposal.is_not(None),
                jobs.c.updated_at >= since,
                jobs.c.id.not_in(read),
            )
            return tuple(job_of(row) for row in connection.execute(query.order_by(jobs.c.id).limit(limit)))

    def learned(self, read: Iterable[Job]) -> None:
        """The outcome of these jobs was read: they need not be looked at again."""
        with self._begin() as connection:
            for job in read:
                note(connection, job.id, _LEARNED, "", self._clock())

    # ── the pipeline's side (port JobLog) ───────────────────────────────────────────────────────────────────────────

    def claim(self, job: int) -> Job | None:
        """See the port."""
        now = self._clock()
        with self._begin() as connection:
            query = (
                update(jobs)
                .where(jobs.c.id == job, jobs.c.state.not_in(ENDED), free(connection, self._owner, now))
                .values(lease_owner=self._owner, lease_until=now + self._lease)
            )
            taken = connection.execute(query).rowcount == 1
            return get(connection, job) if taken else None

    def release(self, job: int) -> None:
        """See the port."""
        with self._begin() as connection:
            query = update(jobs).where(jobs.c.id == job, jobs.c.lease_owner == self._owner)
            connection.execute(query.values(lease_owner=None, lease_until=None))

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
            saved = self._move(connection, job, state=state.value, reason="", lease_until=now + self._lease)
            if not isinstance(record, Draft):
                # replaced by the next round of repair; where the site won't take a proposal, and it is held
                connection.execute(delete(steps).where(steps.c.job == job.id, steps.c.name == state.value))
            connection.execute(insert(steps).values(job=job.id, name=state.value, record=plain, at=now))
            note(connection, job.id, state.value, "", now)
            return saved

    def purse(self, job: Job, *, run: str, prices: Mapping[str, Price], budget: Budget) -> Purse:
        """The meter of a job's model calls; each call renews the lease."""
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

    def end(self, job: Job, state: JobState, reason: str, *, outcome: Outcome | None = None) -> Job:
        """See the port. LedgerError where the job is no longer this process's."""
        values = TypeAdapter(Outcome).dump_python(outcome) if outcome else {}
        with self._begin() as connection:
            ended = self._move(connection, job, state=state.value, reason=reason, **values)
            note(connection, job.id, state.value, reason, self._clock())
            return ended

    def postpone(self, job: Job, error: BridgeError) -> Job:
        """See the port. LedgerError where the job is no longer this process's."""
        now, reason = self._clock(), str(error)
        kind = _kind(error)
        with self._begin() as connection:
            over = kind != _WAITING and _is_enough(connection, job.id, kind, now)
            values: dict[str, Any] = {"tries": jobs.c.tries + 1, "reason": reason}
            if over:
                values["state"] = JobState.FAILED.value
            postponed = self._move(connection, job, **values)
            note(connection, job.id, JobState.FAILED.value if over else kind, reason, now)
            return postponed

    def _move(self, connection: Connection, job: Job, **values: Any) -> Job:
        """Change a job that is still this process's, and has not ended: an end is final, a lost lease is lost."""
        mine = (jobs.c.id == job.id, jobs.c.lease_owner == self._owner, jobs.c.state.not_in(ENDED))
        query = update(jobs).where(*mine).values(updated_at=self._clock(), **values)
        if connection.execute(query).rowcount != 1:
            raise LedgerError(
                f"Le travail n° {job.id} a été repris par un autre processus, ou il est terminé",
                where=f"site {job.site}, brouillon {job.draft}",
                todo="rien à faire : l'autre le mène à son terme",
            )
        return get(connection, job.id)


def _kind(error: BridgeError) -> str:
    if isinstance(error, BudgetSpent):
        return _WAITING
    return _TEMPORARY if isinstance(error, TemporaryError) else _PERMANENT


def _is_enough(connection: Connection, job: int, kind: str, now: datetime) -> bool:
    """Whether one more failure of that kind is one too many. What counts is what failed since the last step."""
    last_step = select(func.max(steps.c.at)).where(steps.c.job == job).scalar_subquery()
    failed = select(func.count(), func.min(events.c.at)).where(
        events.c.job == job, events.c.kind == kind, events.c.at >= func.coalesce(last_step, datetime.min)
    )
    number, first = connection.execute(failed).one()
    if kind == _PERMANENT:
        return bool(number + 1 >= MOST_TRIES)
    return first is not None and bool(now - first > PATIENCE)
