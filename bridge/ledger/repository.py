"""The ledger: admission, what is unfinished, and what people made of proposals. Every method is one transaction,
committed whole or not at all."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime

from sqlalchemy import func, select, update

from bridge.domain.draft import DraftSummary
from bridge.domain.job import Job, JobState
from bridge.errors import LedgerError
from bridge.ledger import admission
from bridge.ledger.admission import ASKED, Version, note
from bridge.ledger.handover import Also, Handover, driver_of, errand_of
from bridge.ledger.history import COLUMNS, OPEN, get, job_of
from bridge.ledger.keeping import LEARNED, Keeping
from bridge.ledger.leases import free
from bridge.ledger.locks import alone
from bridge.ledger.overview import Overview
from bridge.ledger.tables import events, jobs
from bridge.ledger.working import LEASE

__all__ = ["LEASE", "Ledger"]


class Ledger(Handover, Keeping, Overview):
    """The database of jobs."""

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
        also: Also | None = None,
    ) -> tuple[Job, ...]:
        """Jobs for the versions among ``listed`` that have none yet, oldest first.

        ``asks_again`` says for which ends the queue tag was taken away with the verdict: where it was, a draft that
        carries the tag again (seen after the verdict, hence ``polled_at``) is a person asking once more.
        Unfinished jobs for older versions of a listed draft end as superseded. ``also`` is done in the same
        transaction: either both are, or neither.
        """
        admitted = []
        with self._begin() as connection:
            alone(connection, f"admission {site}")
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
            if also is not None and admitted:
                also(driver_of(connection), [errand_of(job) for job in admitted])
        return tuple(admitted)

    def retry(self, job: Job, *, also: Also | None = None) -> Job:
        """A new attempt at the version of an ended job, asked for by a person; the unfinished one where there is.
        ``also`` as for ``admit``."""
        version = Version(site=job.site, draft=job.draft, base=job.base, title=job.title)
        with self._begin() as connection:
            alone(connection, f"admission {job.site}")
            last = admission.latest(connection, version)
            if last and not JobState(last.state).ended:
                connection.execute(update(jobs).where(jobs.c.id == last.id).values(not_before=None))
                added: Job | None = get(connection, last.id)
            else:
                attempt = last.attempt + 1 if last else 1
                added = admission.add(
                    connection, version, attempt=attempt, engine=job.engine, now=self._clock(), kind=ASKED
                )
            if also is not None and added is not None:
                also(driver_of(connection), [errand_of(added)])
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

    def unfinished(
        self,
        site: str,
        *,
        but_for: frozenset[int] = frozenset(),
        limit: int | None = None,
        suspects: bool | None = None,
    ) -> tuple[Job, ...]:
        """Jobs that have not ended, that no living worker holds and whose time has come. Those that a process died at
        come last, so that the others don't wait for what it may die of again; apart from that, those that a person
        asked for once more come first, and then the oldest. ``suspects``: only those that a process died at, or only
        the others."""
        with self._begin() as connection:
            query = select(*COLUMNS).where(*self._idle(connection, jobs.c.site == site))
            if suspects is not None:
                query = query.where(jobs.c.claims > 0 if suspects else jobs.c.claims == 0)
            if but_for:
                query = query.where(jobs.c.id.not_in(but_for))
            query = query.order_by(jobs.c.claims, jobs.c.attempt == 1, jobs.c.id).limit(limit)
            return tuple(job_of(row) for row in connection.execute(query))

    def backlog(self, site: str) -> int:
        """How many jobs are unfinished so."""
        with self._begin() as connection:
            query = select(func.count()).select_from(jobs).where(*self._idle(connection, jobs.c.site == site))
            return int(connection.scalar(query) or 0)

    def has_undelivered(self, site: str) -> bool:
        """Whether a job of the site has its verdict, and only has to be delivered."""
        with self._begin() as connection:
            query = select(func.count()).where(jobs.c.site == site, jobs.c.state == JobState.CHECKED.value)
            return bool(connection.scalar(query))

    def make_due(self, site: str) -> None:
        """Let no unfinished job of the site wait for its next try any longer: a person asks for it now."""
        with self._begin() as connection:
            waiting = (jobs.c.site == site, jobs.c.state.in_(OPEN), jobs.c.not_before.is_not(None))
            connection.execute(update(jobs).where(*waiting).values(not_before=None))

    # ── what people made of proposals ───────────────────────────────────────────────────────────────────────────────

    def to_learn_from(self, site: str, *, since: datetime, limit: int = 50) -> tuple[Job, ...]:
        """Jobs with a proposal, ended since then, whose outcome was not read to its end; oldest first."""
        read = select(events.c.job).where(events.c.kind == LEARNED)
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
                note(connection, job.id, LEARNED, "", self._clock())
