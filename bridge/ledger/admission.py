"""Which versions of drafts get a job: at most one unfinished job for each, and a new attempt where a person asks."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, insert, select, update
from sqlalchemy.exc import IntegrityError

from bridge.domain.draft import DraftSummary
from bridge.domain.job import Job, JobState
from bridge.domain.states import befores
from bridge.ledger.history import COLUMNS, get
from bridge.ledger.tables import events, jobs

#: The kind of event that marks an attempt which a person asked for by name, and not by the queue tag.
ASKED = "relancé"


@dataclass(frozen=True, kw_only=True, slots=True)
class Version:
    """One version of one draft of one site."""

    site: str
    draft: int
    base: str
    title: str

    @classmethod
    def listed(cls, site: str, summary: DraftSummary) -> Version:
        """The version that a line of a poll tells of."""
        return cls(site=site, draft=summary.id, base=summary.base, title=summary.title)


def job_key() -> str:
    """What makes a delivery idempotent on the site: 64 hex digits, made once with the job and kept in the ledger.

    By chance and not from the version: a ledger that starts anew must not hand out a key that the site already knows
    from the one before, with another text under it.
    """
    return secrets.token_hex(32)


def latest(connection: Connection, version: Version) -> Row[Any] | None:
    """The last attempt at the version."""
    query = select(*COLUMNS).where(
        jobs.c.site == version.site, jobs.c.draft == version.draft, jobs.c.base == version.base
    )
    return connection.execute(query.order_by(jobs.c.attempt.desc()).limit(1)).first()


def is_wanted(
    last: Row[Any] | None, summary: DraftSummary, polled_at: datetime, asks_again: Mapping[JobState, bool]
) -> bool:
    """Whether a listed version needs a (further) job."""
    if summary.pending is not None and summary.pending_base == summary.base:
        return False
    if last is None:
        return True
    state = JobState(last.state)
    # a superseded version that is back (an undone edit) is current again
    again = state is JobState.SUPERSEDED or asks_again.get(state, False)
    return state.ended and again and bool(last.updated_at < polled_at)


def supersede_older(connection: Connection, version: Version, free: ColumnElement[bool], now: datetime) -> None:
    """Jobs for other versions of the draft that nobody works on end here."""
    older = select(jobs.c.id).where(
        jobs.c.site == version.site,
        jobs.c.draft == version.draft,
        jobs.c.base != version.base,
        jobs.c.state.in_([state.value for state in befores(JobState.SUPERSEDED)]),
        free,
    )
    # locked: a worker that claims one at this very moment comes before, or finds it ended
    older = older.with_for_update()
    reason = "Le brouillon a été modifié : sa nouvelle version est traitée à la place."
    for job in connection.scalars(older).all():
        values = {"state": JobState.SUPERSEDED.value, "reason": reason, "updated_at": now}
        connection.execute(update(jobs).where(jobs.c.id == job).values(values))
        note(connection, job, JobState.SUPERSEDED.value, reason, now)


def add(connection: Connection, version: Version, *, attempt: int, engine: str, now: datetime, kind: str) -> Job | None:
    """A new job; None where another process added the same at this very moment (PostgreSQL alone lets it try)."""
    values = {
        "key": job_key(),
        "site": version.site,
        "draft": version.draft,
        "base": version.base,
        "attempt": attempt,
        "state": JobState.ADMITTED.value,
        "title": version.title,
        "engine": engine,
        "created_at": now,
        "updated_at": now,
    }
    try:
        with connection.begin_nested():
            key = connection.execute(insert(jobs).values(values)).inserted_primary_key
    except IntegrityError:
        return None
    assert key is not None  # noqa: S101 - an INSERT of one row always has one
    note(connection, key[0], kind, f"Version admise (essai {attempt}).", now)
    return get(connection, key[0])


def note(connection: Connection, job: int, kind: str, message: str, now: datetime) -> None:
    """Record an event."""
    connection.execute(insert(events).values(job=job, at=now, kind=kind, message=message))
