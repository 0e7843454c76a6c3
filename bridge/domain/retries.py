"""When a try that failed is made again: a policy that returns a value, and does nothing else.

Exponential backoff with jitter, so that drafts that failed together don't come back together (M. Brooker,
"Exponential Backoff And Jitter", 2015: half of each wait is fixed, half is left to chance).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from bridge.errors import BridgeError, BudgetSpent, CircuitOpen, TemporaryError

#: The wait after the first failure; each further one doubles it …
FIRST_WAIT = timedelta(minutes=1)
#: … up to this one.
LONGEST_WAIT = timedelta(hours=1)
#: A temporary trouble (site or model down) is waited out for this long, then the job has failed. No ``Retry-After`` is
#: obeyed for longer.
PATIENCE = timedelta(hours=24)
#: A permanent trouble (a role taken away, a wrong key) may be mended meanwhile; so many tries, then failed.
MOST_TRIES = 3
#: The wait after a refusal, which somebody has to mend: the second one is six times as long.
REFUSED_WAIT = timedelta(minutes=10)
_REFUSED_GROWTH = 6
#: A process that dies leaves its jobs claimed. A job that was claimed so often at the same step, and never came back
#: from it, has failed: others must not die of it too.
MOST_CLAIMS = 5


class Trouble(StrEnum):
    """The kind of a failure; the values are the kinds of event in the ledger."""

    TEMPORARY = "reporté"
    PERMANENT = "refusé"
    #: A spent budget or an open circuit is not the draft's: the job waits for as long as it takes.
    WAITING = "en attente"


def kind_of(error: BridgeError) -> Trouble:
    """The kind of an error's trouble."""
    if isinstance(error, BudgetSpent | CircuitOpen):
        return Trouble.WAITING
    return Trouble.TEMPORARY if isinstance(error, TemporaryError) else Trouble.PERMANENT


@dataclass(frozen=True, kw_only=True, slots=True)
class Failure:
    """A failed try. ``number``: how many of its kind since the last step, this one included; ``first``: when the first
    of them was. ``retry_after``: seconds that the other side asked for."""

    kind: Trouble
    number: int
    first: datetime
    now: datetime
    retry_after: float | None = None


def next_try(failure: Failure, chance: float) -> datetime | None:
    """When to try again; None: not any more. ``chance`` in [0, 1) is the jitter's part."""
    asked = min(timedelta(seconds=failure.retry_after or 0), PATIENCE)
    match failure.kind:
        case Trouble.WAITING:
            return failure.now + asked
        case Trouble.TEMPORARY:
            if failure.now - failure.first > PATIENCE:
                return None
            wait = _grown(FIRST_WAIT, 2, failure.number)
        case Trouble.PERMANENT:
            if failure.number >= MOST_TRIES:
                return None
            wait = _grown(REFUSED_WAIT, _REFUSED_GROWTH, failure.number)
    return failure.now + max(wait / 2 + wait / 2 * chance, asked)


def _grown(first: timedelta, factor: int, number: int) -> timedelta:
    # the exponent is bounded: a wait of 2**1000 minutes overflows before it can be cut
    grown: timedelta = first * factor ** min(number - 1, 16)
    return min(grown, LONGEST_WAIT)
