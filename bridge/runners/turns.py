"""Which draft is next: the sites take turns, whatever the number of their drafts, and each site's come page by page.

A site with three hundred drafts is read as its turns come, so that the memory of a round does not grow with it, and so
that what a person asks for meanwhile ("try again") is found at the head of the next page.
"""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable
from typing import Generic, Protocol, TypeVar

from bridge.domain.job import Job

#: Drafts of a site that are known ahead.
PAGE = 50

Told = TypeVar("Told")


class Read(Protocol):
    """Reads a site's next jobs from the ledger."""

    def __call__(self, *, but_for: frozenset[int], limit: int) -> tuple[Job, ...]:
        """At most ``limit`` jobs that may be begun, in their order, without those of these numbers."""


class Line(Generic[Told]):
    """The queue of one site, and who is ``told`` what became of its drafts. ``expected``: how many jobs there were when
    it was last polled. All of it is changed by ``Turns`` alone, behind its lock."""

    def __init__(self, site: str, read: Read, expected: int, told: Told) -> None:
        self.site = site
        self.read = read
        self.expected = expected
        self.told = told
        self.begun = 0
        self.running = 0
        self.failure: Exception | None = None
        self._known: deque[Job] = deque()
        self._passed: set[int] = set()
        self._all_read = False
        self.reading = False

    @property
    def left(self) -> int:
        """How many jobs were not begun, as far as is known."""
        return max(0, self.expected - self.begun)

    @property
    def passed(self) -> frozenset[int]:
        """The jobs that have had their turn, or have it, and may not have ended."""
        return frozenset(self._passed)

    @property
    def has_jobs(self) -> bool:
        """Whether one is known."""
        return bool(self._known)

    @property
    def may_have_more(self) -> bool:
        """Whether there is more to read, and nobody is at it."""
        return not (self._known or self._all_read or self.reading)

    @property
    def over(self) -> bool:
        """Whether there is nothing more to do, nor being done."""
        return not (self._known or self.reading or self.running) and self._all_read

    def take(self) -> Job:
        """The next job."""
        job = self._known.popleft()
        self._passed.add(job.id)
        self.begun += 1
        self.running += 1
        return job

    def give_back(self, job: Job, *, ended: bool) -> None:
        """Its turn is over. What has ended is in no page any more."""
        self.running -= 1
        if ended:
            self._passed.discard(job.id)

    def add(self, page: tuple[Job, ...]) -> None:
        """What was read."""
        self.reading = False
        # a job that another thread took while the page was read
        self._known.extend(job for job in page if job.id not in self._passed)
        self._all_read = len(page) < PAGE

    def fail(self, error: Exception) -> None:
        """It can't be read: what is left waits for the next round."""
        self.reading = False
        self.failure = error
        self._all_read = True

    def renew(self, expected: int) -> None:
        """The site was polled again: what is known is read anew, in the order of now."""
        self.expected = self.begun + expected
        self._known.clear()
        self._all_read = False


class Turns(Generic[Told]):
    """The lines of all sites. For any number of threads."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._lines: deque[Line[Told]] = deque()

    def join(self, line: Line[Told]) -> Line[Told]:
        """Add a site's line, or renew the one that it has; the line that stands there now."""
        with self._changed:
            for other in self._lines:
                if other.site == line.site and not other.over:
                    other.renew(line.expected)
                    return other
            self._lines.append(line)
            return line

    @property
    def any_left(self) -> bool:
        """Whether there is a job that nobody has begun, or may be."""
        with self._changed:
            return any(line.has_jobs or line.may_have_more for line in self._lines)

    def next(self, stopped: Callable[[], bool]) -> tuple[Line[Told], Job] | None:
        """The next job, of the site whose turn it is; None where there is none. Waits for a page that is being read."""
        while True:
            with self._changed:
                if stopped():
                    return None
                found = self._ready()
                if found is not None:
                    return found, found.take()
                line = next((line for line in self._lines if line.may_have_more), None)
                if line is None:
                    if not any(line.reading for line in self._lines):
                        return None
                    self._changed.wait()
                    continue
                line.reading = True
            self._read(line)

    def _ready(self) -> Line[Told] | None:
        for _ in range(len(self._lines)):
            line = self._lines[0]
            self._lines.rotate(-1)
            if line.has_jobs:
                return line
        return None

    def _read(self, line: Line[Told]) -> None:
        try:
            page = line.read(but_for=line.passed, limit=PAGE)
        except Exception as error:  # one site's trouble, a bug included, must not stop the others
            with self._changed:
                line.fail(error)
                self._changed.notify_all()
            return
        with self._changed:
            line.add(page)
            self._changed.notify_all()

    def done(self, line: Line[Told], job: Job, *, ended: bool) -> None:
        """The job's turn is over."""
        with self._changed:
            line.give_back(job, ended=ended)
            self._changed.notify_all()

    def wait(self, lines: tuple[Line[Told], ...], stopped: Callable[[], bool]) -> None:
        """Until these lines are over, or (after a stop) until what was begun is through; they leave then."""
        with self._changed:
            self._changed.wait_for(
                lambda: all(line.over or (stopped() and not line.running and not line.reading) for line in lines)
            )
            self._lines = deque(line for line in self._lines if line not in lines)

    def wake(self) -> None:
        """Somebody said stop."""
        with self._changed:
            self._changed.notify_all()
