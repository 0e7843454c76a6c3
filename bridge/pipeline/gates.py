"""When a site or a model may be called: a place among those that it takes at once, and no pause that it asked for.

One gate for each of them, shared by all workers of the process. A gate is passed around a single request: what a worker
does between two holds nothing. The time spent waiting there is nobody's: see ``Gates.clock``.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager

from bridge.domain.pace import Pace, TooSoon, retry_after
from bridge.domain.ports import Gate, Slots

#: A worker waits out a pause of so many seconds; a longer one ends the call, and is a matter for the circuit.
LONGEST_WAIT = 60.0
#: "Too many requests" always tells of a limit; these do where they say for how long.
_TOO_MANY, _NOT_NOW = 429, frozenset({503, 529})


class _Waits(threading.local):
    """How long this thread has waited at gates, in seconds."""

    seconds = 0.0


class Gates:
    """All gates of a process. ``clock`` gives seconds, ``wall`` Unix time."""

    def __init__(
        self, slots: Slots, *, clock: Callable[[], float] = time.monotonic, wall: Callable[[], float] = time.time
    ) -> None:
        self._slots = slots
        self._clock = clock
        self._wall = wall
        self._waits = _Waits()
        self._lock = threading.Lock()
        self._gates: dict[str, _Gate] = {}

    def to_site(self, name: str, limit: int) -> Gate:
        """That of a site: ``limit`` requests at once."""
        return self._gate(f"site:{name}", limit)

    def to_engine(self, base_url: str, limit: int) -> Gate:
        """That of a model's endpoint, whatever the models behind it: ``limit`` calls at once."""
        return self._gate(f"engine:{base_url}", limit)

    def clock(self) -> float:
        """Seconds that stand still while this thread waits at a gate: for the limits and the figures of its draft,
        which must not pay for the drafts before it."""
        return self._clock() - self._waits.seconds

    def _gate(self, name: str, limit: int) -> Gate:
        with self._lock:
            return self._gates.setdefault(
                name, _Gate(name, limit, self._slots, self._waits, clock=self._clock, wall=self._wall)
            )


class _Gate:
    def __init__(
        self,
        name: str,
        limit: int,
        slots: Slots,
        waits: _Waits,
        *,
        clock: Callable[[], float],
        wall: Callable[[], float],
    ) -> None:
        self._name = name
        self._limit = limit
        self._slots = slots
        self._waits = waits
        self._clock = clock
        self._wall = wall
        self._changed = threading.Condition()
        self._pace = Pace()
        self._under_way = 0

    @contextmanager
    def passage(self) -> Iterator[None]:
        """See the port."""
        came = self._clock()
        while True:
            self._wait()
            with self._slots.hold(self._name, self._limit):
                if not self._begun():
                    continue  # a pause began meanwhile: the place is given back for as long
                try:
                    self._waits.seconds += self._clock() - came
                    yield
                finally:
                    self._ended()
                return

    def told(self, status: int, headers: Mapping[str, str]) -> None:
        """See the port."""
        now, wall = self._clock(), self._wall()
        refused = status == _TOO_MANY or (status in _NOT_NOW and retry_after(headers, wall) is not None)
        with self._changed:
            if refused:
                self._pace = self._pace.refused(headers, now, wall, self._under_way)
            elif status < 500:
                self._pace = self._pace.answered(headers, now, wall)
            self._changed.notify_all()

    def _wait(self) -> None:
        """Returns when a call may be made, as far as is known before there is a place for it."""
        with self._changed:
            while (wait := self._hindered()) != 0:
                self._changed.wait(wait)

    def _hindered(self) -> float | None:
        """Seconds to wait, 0 for none; None for until something changes. TooSoon."""
        now = self._clock()
        pause = self._pace.pause(now)
        if pause > LONGEST_WAIT:
            raise TooSoon(pause)
        if pause:
            return pause
        return 0 if self._pace.room(now, self._under_way) else self._pace.renewed(now)

    def _begun(self) -> bool:
        with self._changed:
            free = self._hindered() == 0
            self._under_way += free
            return free

    def _ended(self) -> None:
        with self._changed:
            self._under_way -= 1
            self._changed.notify_all()
