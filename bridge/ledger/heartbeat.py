"""The sign of life of a process that works on jobs: one thread that renews all its leases."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from datetime import timedelta

import structlog

from bridge.errors import LedgerError
from bridge.ledger.working import LEASE

_log = structlog.get_logger(__name__)


def in_turn(renewals: Sequence[Callable[[], object]]) -> None:
    """All of them, whatever goes wrong with one; the last LedgerError."""
    wrong: LedgerError | None = None
    for renew in renewals:
        try:
            renew()
        except LedgerError as error:
            wrong = error
    if wrong is not None:
        raise wrong


class Heartbeat:
    """Calls ``renew`` from ``start`` until ``close``, four times in the length of a lease: three may go wrong.

    A renewal that fails (a full disk, a database that is away) is told and tried again; a worker whose lease was lost
    by it notices when it next writes.
    """

    def __init__(self, renew: Callable[[], object], *, every: timedelta = LEASE / 4) -> None:
        self._renew = renew
        self._every = every.total_seconds()
        self._ended = threading.Event()
        self._starting = threading.Lock()
        self._thread: threading.Thread | None = None

    def start(self) -> None:
        """Begin, where that was not done before."""
        with self._starting:
            if self._thread is None and not self._ended.is_set():
                self._thread = threading.Thread(target=self._beat, name="heartbeat", daemon=True)
                self._thread.start()

    def close(self) -> None:
        """Stop, and wait for a renewal that is under way."""
        self._ended.set()
        with self._starting:
            if self._thread is not None:
                self._thread.join()

    def _beat(self) -> None:
        while not self._ended.wait(self._every):
            try:
                self._renew()
            except LedgerError as error:
                _log.warning("bail non renouvelé", cause=str(error))
