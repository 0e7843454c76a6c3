"""Whether a site or a model that failed is asked again yet: pure, with the time given.

Closed, every call is made. After some failures in a row it opens: no call is made, and nothing is begun that would need
one. When the wait is over, one call probes; it closes the circuit, or opens it for twice as long (M. Nygard, "Release
It!", the stability pattern "Circuit Breaker").
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

#: So many failures in a row open a circuit. Each stands for a call that was tried several times already.
MOST_FAILURES = 3
#: The wait before the first probe; each further one doubles it …
FIRST_WAIT = timedelta(minutes=1)
#: … up to this one, so that a site that is back waits no longer than that.
LONGEST_WAIT = timedelta(minutes=15)
#: No ``Retry-After`` keeps a circuit open for longer.
LONGEST_ASKED = timedelta(hours=24)
#: A probe that is not heard of for so long is taken for lost, and another one may be made.
LOST_PROBE = timedelta(minutes=30)


@dataclass(frozen=True, kw_only=True, slots=True)
class Circuit:
    """``failures`` in a row; ``probes``: how many in a row found it still down; ``until``: when the next may be made,
    None where the circuit is closed; ``probing_since``: when one was begun that has not come back; ``reason``: of the
    last failure (French, for a person)."""

    failures: int = 0
    probes: int = 0
    until: datetime | None = None
    probing_since: datetime | None = None
    reason: str = ""

    @property
    def open(self) -> bool:
        """Whether calls are held back."""
        return self.until is not None

    def admits(self, now: datetime) -> bool:
        """Whether a call may be made: always while closed, one at a time once the wait is over."""
        if self.until is None:
            return True
        lost = self.probing_since is None or now - self.probing_since >= LOST_PROBE
        return now >= self.until and lost

    def wait(self, now: datetime) -> timedelta:
        """How long until it is worth asking again."""
        left = timedelta() if self.until is None else self.until - now
        return max(left, timedelta())

    def begun(self, now: datetime) -> Circuit:
        """A call was admitted: while open, it is the probe."""
        return replace(self, probing_since=now) if self.open else self

    def answered(self) -> Circuit:
        """The other side answered, whatever it said of the draft: closed."""
        return Circuit()

    def failed(self, reason: str, now: datetime, retry_after: float | None = None) -> Circuit:
        """A call failed. A pause that the other side asks for opens at once.

        While open, only the probe's failure counts: others are of calls that were under way before.
        """
        asked = min(timedelta(seconds=retry_after or 0), LONGEST_ASKED)
        if self.open and self.probing_since is None:
            return replace(self, until=max(self.until or now, now + asked))
        failures, probes = self.failures + 1, self.probes + 1 if self.open else 0
        if not self.open and failures < MOST_FAILURES and not asked:
            return replace(self, failures=failures, reason=reason)
        wait = min(FIRST_WAIT * 2 ** min(probes, 16), LONGEST_WAIT)
        return Circuit(failures=failures, probes=probes, until=now + max(wait, asked), reason=reason)

    def abandoned(self) -> Circuit:
        """The probe came back without having asked anything: another one may be made."""
        return replace(self, probing_since=None)
