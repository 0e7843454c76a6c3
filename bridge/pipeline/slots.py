"""The port ``Slots`` for one process: places by name, given in the order in which they were asked for."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field


@dataclass(slots=True)
class _Places:
    """``taken`` of them; who waits, the first come first, each at a lock of its own."""

    taken: int = 0
    waiting: deque[threading.Lock] = field(default_factory=deque)


class LocalSlots:
    """See the port. Who waits sleeps until a place is handed over: nobody overtakes, and nobody looks whether it is
    time."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._places: dict[str, _Places] = {}

    @contextmanager
    def hold(self, name: str, limit: int) -> Iterator[None]:
        """See the port."""
        self._take(name, limit)
        try:
            yield
        finally:
            self._give(name)

    def _take(self, name: str, limit: int) -> None:
        with self._lock:
            places = self._places.setdefault(name, _Places())
            if places.taken < limit and not places.waiting:
                places.taken += 1
                return
            turn = threading.Lock()
            turn.acquire()
            places.waiting.append(turn)
        try:
            turn.acquire()  # released by who gives a place: it is ours then
        except BaseException:  # an interrupt in the main thread, which works in previews
            self._give_up(name, turn)
            raise

    def _give_up(self, name: str, turn: threading.Lock) -> None:
        with self._lock:
            places = self._places[name]
            if turn in places.waiting:
                places.waiting.remove(turn)
                return
        self._give(name)

    def _give(self, name: str) -> None:
        with self._lock:
            places = self._places[name]
            if places.waiting:
                places.waiting.popleft().release()
            else:
                places.taken -= 1
