"""The states of a job and every way from one to another, as one table.

The ledger refuses what is not in it; ``docs/states.md`` is drawn from it (``python -m scripts.states``).
"""

from __future__ import annotations

from dataclasses import dataclass
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
        """Whether nothing more happens to the job: no way leads on."""
        return self not in _OPEN


class Cause(StrEnum):
    """What makes a job move; the values are what the documentation says of each."""

    READ = "the draft was read from the site"
    WRITTEN = "the engine answered"
    REPAIRED = "a round of repair was recorded"
    JUDGED = "the checks are through, the verdict is recorded"
    FILTERED = "WordPress would strip part of the article: the verdict is now a hold"
    STAGED = "the site took the proposal"
    TOLD = "the site took the verdict “held”"
    OUTDATED = "the draft changed, left the queue, is gone, or has a proposal already"
    WAITED = "a trouble that may pass, a spent budget, an open circuit: tried again later"
    GIVEN_UP = "tried for too long, refused too often, an internal error, or the bridge died of it too often"


@dataclass(frozen=True, kw_only=True, slots=True)
class Transition:
    """One way from a state to another (or back to itself)."""

    before: JobState
    after: JobState
    cause: Cause


#: The states that a job passes on its way, in order.
ON_THE_WAY = (JobState.ADMITTED, JobState.FETCHED, JobState.REWRITTEN, JobState.CHECKED)

TRANSITIONS: tuple[Transition, ...] = (
    Transition(before=JobState.ADMITTED, after=JobState.FETCHED, cause=Cause.READ),
    Transition(before=JobState.FETCHED, after=JobState.REWRITTEN, cause=Cause.WRITTEN),
    Transition(before=JobState.REWRITTEN, after=JobState.REWRITTEN, cause=Cause.REPAIRED),
    Transition(before=JobState.REWRITTEN, after=JobState.CHECKED, cause=Cause.JUDGED),
    Transition(before=JobState.CHECKED, after=JobState.CHECKED, cause=Cause.FILTERED),
    Transition(before=JobState.CHECKED, after=JobState.PROPOSED, cause=Cause.STAGED),
    Transition(before=JobState.CHECKED, after=JobState.HELD, cause=Cause.TOLD),
    *(Transition(before=state, after=state, cause=Cause.WAITED) for state in ON_THE_WAY),
    *(Transition(before=state, after=JobState.SUPERSEDED, cause=Cause.OUTDATED) for state in ON_THE_WAY),
    *(Transition(before=state, after=JobState.FAILED, cause=Cause.GIVEN_UP) for state in ON_THE_WAY),
)

_OPEN = frozenset(transition.before for transition in TRANSITIONS)
_BEFORE = {
    state: frozenset(transition.before for transition in TRANSITIONS if transition.after is state) for state in JobState
}


def befores(after: JobState) -> frozenset[JobState]:
    """The states from which a job may come to ``after``."""
    return _BEFORE[after]


def allowed(before: JobState, after: JobState) -> bool:
    """Whether the table has a way from one to the other."""
    return before in _BEFORE[after]
