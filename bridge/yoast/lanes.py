"""One Node process of the pool, as long as it lives, and the next one when it died."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import structlog

from bridge.yoast.process import Worker, WorkerDied, WorkerTooSlow

_log = structlog.get_logger(__name__)

#: Megabytes that Node may fill, and beyond which it is replaced before it has to stop: its caches only ever grow.
MEMORY, RECYCLE = 512, 300


class Told:
    """Says why there is no process: once, for all lanes."""

    def __init__(self) -> None:
        self._reason = ""

    def __call__(self, reason: str) -> None:
        """Say it, where it is not what was said last."""
        if reason != self._reason:
            self._reason = reason
            _log.warning("yoast.absent", reason=reason)


class Lane:
    """One process of the pool, and the one that takes its place when it dies. For one thread at a time, but for
    ``start`` and ``close``."""

    def __init__(
        self, command: Callable[[], Sequence[str] | str], *, limit: float, start_limit: float, told: Told
    ) -> None:
        self._command = command
        self._limit = limit
        self._start_limit = start_limit
        self._told = told
        self._lock = threading.Lock()
        self._worker: Worker | None = None
        self._closed = False

    def start(self) -> None:
        """Starts Node where it does not run."""
        with self._lock:
            self._running()

    def close(self) -> None:
        """Ends it."""
        self._closed = True
        worker = self._worker
        if worker is not None:
            worker.end()

    @property
    def pid(self) -> int | None:
        """The process id, None where none runs."""
        worker = self._worker
        return worker.pid if worker is not None and worker.alive else None

    def answered(self, request: Mapping[str, object]) -> dict[str, Any] | None:
        """The answer, None where there is none. Asked once more where the process died: it may have been killed since
        the last question."""
        with self._lock:
            return self._answered(request)

    def _answered(self, request: Mapping[str, object]) -> dict[str, Any] | None:
        deadline = time.monotonic() + self._limit
        for again in (True, False):
            worker = self._running()
            if worker is None:
                return None
            try:
                if not worker.ready:
                    worker.wait_ready(self._start_limit)
                    deadline = max(deadline, time.monotonic() + self._limit)
                return self._checked(worker, worker.ask(request, deadline - time.monotonic()))
            except WorkerTooSlow as error:
                _log.warning("yoast.too_slow", error=str(error), title=request["textTitle"])
                return None
            except WorkerDied as error:
                _log.warning("yoast.died", error=str(error)[:1000], again=again and not self._closed)
        return None

    def _checked(self, worker: Worker, answer: dict[str, Any]) -> dict[str, Any] | None:
        if "error" in answer:
            _log.warning("yoast.failed", error=str(answer["error"])[:500])
            return None
        if answer.get("heap", 0) > RECYCLE:
            worker.end()
        return answer

    def _running(self) -> Worker | None:
        """The process, started where none runs; None where it can't be, which is told once."""
        if self._worker is not None and self._worker.alive:
            return self._worker
        if self._worker is not None:
            self._worker.end()
            self._worker = None
        if self._closed:
            return None
        command = self._command()
        if isinstance(command, str):
            self._told(command)
            return None
        try:
            self._worker = Worker(command)
        except OSError as error:
            self._told(str(error))
            return None
        if self._closed:  # closed meanwhile, by a thread that saw no process to end
            self._worker.end()
        return self._worker
