"""The life of one version of one draft."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class JobState(StrEnum):
    """Where a job stands. The last four are ends; a job never leaves them."""

    ADMITTED = "admitted"
    FETCHED = "fetched"
    REWRITTEN = "rewritten"
    CHECKED = "checked"
    PROPOSED = "proposed"
    HELD = "held"
    SUPERSEDED = "superseded"
    FAILED = "failed"

    @property
    def ended(self) -> bool:
        """Whether nothing more happens to the job."""
        return self in (JobState.PROPOSED, JobState.HELD, JobState.SUPERSEDED, JobState.FAILED)


@dataclass(frozen=True, kw_only=True, slots=True)
class Job:
    """A row of the ledger. ``key`` identifies the delivery on the site; ``attempt`` counts from 1 for the same version.

    ``reason`` says why the job ended as it did (French, for a person). Times are UTC.
    """

    id: int
    key: str
    site: str
    draft: int
    base: str
    attempt: int
    state: JobState
    title: str
    engine: str
    created_at: datetime
    updated_at: datetime
    reason: str = ""
    proposal: int | None = None
    compare_link: str = ""
    words_before: int | None = None
    words_after: int | None = None
    seconds: float | None = None
    tries: int = 0


@dataclass(frozen=True, kw_only=True, slots=True)
class Outcome:
    """What a finished job leaves to be shown in lists."""

    proposal: int | None = None
    compare_link: str = ""
    words_before: int | None = None
    words_after: int | None = None
    seconds: float | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Event:
    """One thing that happened to a job, for a person. ``at`` is UTC."""

    at: datetime
    kind: str
    message: str
