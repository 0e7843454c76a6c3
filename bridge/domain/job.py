"""The life of one version of one draft."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bridge.domain.states import JobState

__all__ = ["Errand", "Event", "Job", "JobState", "Outcome", "Waiting"]


@dataclass(frozen=True, kw_only=True, slots=True)
class Job:
    """A row of the ledger. ``key`` identifies the delivery on the site; ``attempt`` counts from 1 for the same version.

    ``reason`` says why the job ended as it did, or why it waits (French, for a person). Times are UTC.
    ``tries``: how often it was put off; ``claims``: how often its present step was begun and not come back from;
    ``not_before``: when it may be taken up again, None for at once.
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
    claims: int = 0
    not_before: datetime | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Errand:
    """What is handed to workers: the number of a job, and what its place in the queue depends on. Ten thousand of them
    are nothing; see Job for the fields."""

    job: int
    site: str
    attempt: int
    claims: int


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


@dataclass(frozen=True, kw_only=True, slots=True)
class Waiting:
    """Why ``jobs`` drafts of a site wait for another try; ``until`` (UTC): the next of them."""

    site: str
    reason: str
    jobs: int
    until: datetime
