"""The jobs: admission, leases, steps, and ends. Every method is one transaction, committed whole or not at all."""

from __future__ import annotations

import hashlib
import os
import secrets
import socket
from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from pydantic import TypeAdapter
from sqlalchemy import Connection, Engine, Row, func, insert, or_, select, update
from sqlalchemy.exc import DatabaseError

from bridge.domain.article import ModelCall, Rewrite
from bridge.domain.draft import Draft, DraftSummary, Verdict
from bridge.domain.job import Event, Job, JobState, Outcome
from bridge.domain.ports import Step
from bridge.errors import BridgeError, LedgerError, TemporaryError
from bridge.ledger.tables import events, jobs, model_calls, steps

#: How long a worker may be silent before others take its job over; every step renews it.
LEASE = timedelta(minutes=15)
#: A temporary trouble (site or model down) is waited out for this long after admission, then the job has failed.
PATIENCE = timedelta(hours=24)
#: A permanent trouble (a role taken away, a wrong key) may be mended between two polls; so many tries, then failed.
MOST_TRIES = 8

_STEP_STATES: Mapping[type, JobState] = {
    Draft: JobState.FETCHED,
    Rewrite: JobState.REWRITTEN,
    Verdict: JobState.CHECKED,
}
_ENDED = [state.value for state in JobState if state.ended]
_COLUMNS = [
    jobs.c[name]
    for name in (
        "id", "key", "site", "draft", "base", "attempt", "state", "title", "engine", "created_at", "updated_at",
        "reason", "proposal", "compare_link", "words_before", "words_after", "seconds", "tries",
    )
]  # fmt: skip


def job_key(site: str, draft: int, base: str, attempt: int) -> str:
    """What makes a delivery idempotent on the site: 64 hex digits, the same for the same attempt at a version."""
    return hashlib.sha256(f"{site}\n{draft}\n{base}\n{attempt}".encode()).hexdigest()


def _utcnow() -> datetime:
    return datetime.now(UTC).replace(tzinfo=None)


class Ledger:
    """The database of jobs. ``owner`` names this process in leases; ``clock`` gives naive UTC times."""

    def __init__(self, engine: Engine, *, owner: str | None = None, clock: Callable[[], datetime] = _utcnow) -> None:
        self._engine = engine
        self._owner = owner or f"{socket.gethostname()}:{os.getpid()}:{secrets.token_hex(4)}"
        self._clock = clock

    def close(self) -> None:
        """Close the connections."""
        self._engine.dispose()

    # ── admission ────────────────────────────────────────────────────────────────────────────────────────────────

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
        with self._begin() as connection:
            admitted = []
            for summary in listed:
                latest = self._latest(connection, site, summary)
                self._supersede_older(connection, site, summary)
                if self._wanted(latest, summary, polled_at, asks_again):
                    attempt = latest.attempt + 1 if latest else 1
                    admitted.append(self._insert(connection, site, summary, engine, attempt))
            return tuple(admitted)

    def retry(self, job: Job) -> Job:
        """A new attempt at the version of an ended job, asked for by a person."""
        summary = DraftSummary(id=job.draft, type="", status="", title=job.title, base=job.base)
        with self._begin() as connection:
            latest = self._latest(connection, job.site, summary)
            if latest and not JobState(latest.state).ended:
                return _job(latest)
            attempt = latest.attempt + 1 if latest else 1
            return self._insert(connection, job.site, summary, job.engine, attempt)

    @staticmethod
    def _latest(connection: Connection, site: str, summary: DraftSummary) -> Row[Any] | None:
        query = select(*_COLUMNS).where(jobs.c.site == site, jobs.c.draft == summary.id, jobs.c.base == summary.base)
        return connection.execute(query.order_by(jobs.c.attempt.desc()).limit(1)).first()

    @staticmethod
    def _wanted(
        latest: Row[Any] | None, summary: DraftSummary, polled_at: datetime, asks_again: Mapping[JobState, bool]
    ) -> bool:
        if summary.pending is not None and summary.pending_base == summary.base:
            return False
        if latest is None:
            return True
        state = JobState(latest.state)
        # a superseded version that is back (an undone edit) is current again
        again = state is JobState.SUPERSEDED or asks_again.get(state, False)
        return state.ended and again and bool(latest.updated_at < polled_at)

    def _supersede_older(self, connection: Connection, site: str, summary: DraftSummary) -> None:
        older = select(jobs.c.id).where(
            jobs.c.site == site,
            jobs.c.draft == summary.id,
            jobs.c.base != summary.base,
            jobs.c.state.not_in(_ENDED),
            self._free(connection),
        )
        for job in connection.scalars(older).all():
            reason = "Le brouillon a été modifié : sa nouvelle version est traitée à la place."
            self._set(connection, job, state=JobState.SUPERSEDED.value, reason=reason)
            self._event(connection, job, JobState.SUPERSEDED.value, reason)

    def _insert(self, connection: Connection, site: str, summary: DraftSummary, engine: str, attempt: int) -> Job:
        now = self._clock()
        values = {
            "key": job_key(site, summary.id, summary.base, attempt),
            "site": site,
            "draft": summary.id,
            "base": summary.base,
            "attempt": attempt,
            "state": JobState.ADMITTED.value,
            "title": summary.title,
            "engine": engine,
            "created_at": now,
            "updated_at": now,
        }
        result = connection.execute(insert(jobs).values(values))
        key = result.inserted_primary_key
        assert key is not None  # noqa: S101 - an INSERT of one row always has one
        self._event(connection, key[0], JobState.ADMITTED.value, f"Version admise (essai {attempt}).")
        return self._get(connection, key[0])

    # ── the pipeline's side (port JobLog) ───────────────────────────────────────────────────────────────────────────

    def claim(self, job: int) -> Job | None:
        """See the port."""
        now = self._clock()
        with self._begin() as connection:
            query = (
                update(jobs)
                .where(jobs.c.id == job, jobs.c.state.not_in(_ENDED), self._free(connection))
                .values(lease_owner=self._owner, lease_until=now + LEASE)
            )
            taken = connection.execute(query).rowcount == 1
            return self._get(connection, job) if taken else None

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
        """See the port."""
        state = _STEP_STATES[type(record)]
        plain = TypeAdapter(type(record)).dump_python(record, mode="json")
        now = self._clock()
        with self._begin() as connection:
            connection.execute(insert(steps).values(job=job.id, name=state.value, record=plain, at=now))
            for call in record.calls if isinstance(record, Rewrite) else ():
                self._call(connection, job.id, call)
            self._event(connection, job.id, state.value, "")
            return self._set(connection, job.id, state=state.value, lease_until=now + LEASE)

    def end(self, job: Job, state: JobState, reason: str, *, outcome: Outcome | None = None) -> Job:
        """See the port."""
        values = TypeAdapter(Outcome).dump_python(outcome) if outcome else {}
        with self._begin() as connection:
            self._event(connection, job.id, state.value, reason)
            return self._set(connection, job.id, state=state.value, reason=reason, **values)

    def postpone(self, job: Job, error: BridgeError) -> Job:
        """See the port."""
        now = self._clock()
        over = now - job.created_at > PATIENCE if isinstance(error, TemporaryError) else job.tries + 1 >= MOST_TRIES
        reason = str(error)
        with self._begin() as connection:
            self._event(connection, job.id, "failed" if over else "postponed", reason)
            values: dict[str, Any] = {"tries": job.tries + 1, "reason": reason}
            if over:
                values["state"] = JobState.FAILED.value
            return self._set(connection, job.id, **values)

    # ── reading ──────────────────────────────────────────────────────────────────────────────────────────────────

    def unfinished(self, site: str) -> tuple[Job, ...]:
        """Jobs that have not ended and that no living worker holds, oldest first."""
        with self._begin() as connection:
            query = select(*_COLUMNS).where(jobs.c.site == site, jobs.c.state.not_in(_ENDED), self._free(connection))
            return tuple(_job(row) for row in connection.execute(query.order_by(jobs.c.id)))

    def jobs(self, *, site: str | None = None, limit: int = 50) -> tuple[Job, ...]:
        """The last jobs, newest first."""
        conditions = [] if site is None else [jobs.c.site == site]
        return self._select(*conditions, order=jobs.c.id.desc(), limit=limit)

    def find(self, name: str) -> Job | None:
        """The job with that number, or whose key begins so (at least six digits)."""
        if name.isdigit() and len(name) < 12:
            found = self._select(jobs.c.id == int(name), order=jobs.c.id.asc())
            if found:
                return found[0]
        if len(name) < 6 or not all(digit in "0123456789abcdef" for digit in name):
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

    def events(self, job: int) -> tuple[Event, ...]:
        """What happened to a job, in order."""
        query = select(events.c.at, events.c.kind, events.c.message).where(events.c.job == job).order_by(events.c.id)
        with self._begin() as connection:
            return tuple(Event(**row._mapping) for row in connection.execute(query))

    def calls(self, job: int) -> tuple[ModelCall, ...]:
        """The model calls of a job, in order."""
        names = ("model", "prompt_tokens", "completion_tokens", "seconds", "purpose")
        query = select(*(model_calls.c[name] for name in names)).where(model_calls.c.job == job)
        with self._begin() as connection:
            return tuple(ModelCall(**row._mapping) for row in connection.execute(query.order_by(model_calls.c.id)))

    # ── inside ───────────────────────────────────────────────────────────────────────────────────────────────────

    def _begin(self) -> _Transaction:
        return _Transaction(self._engine)

    def _free(self, connection: Connection) -> Any:
        """No lease, a lease that ran out, or one of a process of this machine that is gone."""
        owners = connection.scalars(select(jobs.c.lease_owner).where(jobs.c.lease_owner.is_not(None)).distinct()).all()
        gone = [owner for owner in owners if owner != self._owner and _is_gone(owner)]
        return or_(jobs.c.lease_until.is_(None), jobs.c.lease_until < self._clock(), jobs.c.lease_owner.in_(gone))

    def _select(self, *conditions: Any, order: Any, limit: int | None = None) -> tuple[Job, ...]:
        with self._begin() as connection:
            query = select(*_COLUMNS).where(*conditions).order_by(order).limit(limit)
            return tuple(_job(row) for row in connection.execute(query))

    @staticmethod
    def _get(connection: Connection, job: int) -> Job:
        return _job(connection.execute(select(*_COLUMNS).where(jobs.c.id == job)).one())

    def _set(self, connection: Connection, job: int, **values: Any) -> Job:
        connection.execute(update(jobs).where(jobs.c.id == job).values(updated_at=self._clock(), **values))
        return self._get(connection, job)

    def _event(self, connection: Connection, job: int, kind: str, message: str) -> None:
        connection.execute(insert(events).values(job=job, at=self._clock(), kind=kind, message=message))

    def _call(self, connection: Connection, job: int, call: ModelCall) -> None:
        values = TypeAdapter(ModelCall).dump_python(call)
        connection.execute(insert(model_calls).values(job=job, at=self._clock(), **values))


class _Transaction:
    """A unit of work: committed at the end, rolled back on any error; a database error becomes a LedgerError."""

    def __init__(self, engine: Engine) -> None:
        self._context = engine.begin()

    def __enter__(self) -> Connection:
        try:
            return self._context.__enter__()
        except DatabaseError as error:
            raise _ledger_error(error) from None

    def __exit__(self, kind: Any, error: Any, trace: Any) -> None:
        try:
            self._context.__exit__(kind, error, trace)
        except DatabaseError as failure:
            raise _ledger_error(failure) from None
        if isinstance(error, DatabaseError):
            raise _ledger_error(error) from None


def _ledger_error(error: DatabaseError) -> LedgerError:
    return LedgerError(
        f"Le registre ne peut pas être lu ou écrit : {error.orig}",
        todo="vérifiez la place sur le disque et les droits du fichier ; rien n'est perdu, relancez ensuite",
    )


def _job(row: Row[Any]) -> Job:
    values = dict(row._mapping)
    values["state"] = JobState(values["state"])
    return Job(**values)


def _is_gone(owner: str) -> bool:
    """Whether an owner (``host:pid:token``) is a process of this machine that has ended.

    The token tells this process from an earlier one with its number, as in a container, where every main process is 1.
    """
    host, pid, _token = [*owner.rsplit(":", 2), "", ""][:3]
    if host != socket.gethostname() or not pid.isdigit():
        return False
    if int(pid) == os.getpid():
        return True
    try:
        os.kill(int(pid), 0)
    except ProcessLookupError:
        return True
    except PermissionError:
        return False
    return False
