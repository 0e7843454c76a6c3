"""A Node process that answers a line of JSON with a line of JSON, bounded in time and memory."""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
import threading
import weakref
from collections import deque
from collections.abc import Mapping, Sequence
from typing import IO, Any

import structlog

_log = structlog.get_logger(__name__)

#: Of the environment, what Node needs: no secret of the bridge's is any of its business.
_ENVIRONMENT = ("PATH", "LANG", "LC_ALL", "TZ", "TMPDIR", "SYSTEMROOT", "TEMP", "LD_LIBRARY_PATH")


class WorkerDied(Exception):
    """The process is gone; the message has what it said last."""


class WorkerTooSlow(Exception):
    """No answer in time: the process was ended."""


class Worker:
    """One running process. Not for several threads at once, but for ``end``."""

    def __init__(self, command: Sequence[str]) -> None:
        """Starts it, without waiting until it is ready. OSError where it can't be started."""
        self._process = subprocess.Popen(  # noqa: S603
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env={name: os.environ[name] for name in _ENVIRONMENT if name in os.environ},
        )
        self._last_words: deque[str] = deque(maxlen=5)
        self._listener = threading.Thread(target=_listen, args=(self._process, self._last_words), daemon=True)
        self._listener.start()
        self._end = weakref.finalize(self, _end, self._process, self._listener)
        self._number = 0
        self.ready = False

    @property
    def alive(self) -> bool:
        """Whether it runs, as far as the system knows at this moment."""
        return self._process.poll() is None

    @property
    def pid(self) -> int:
        """Its process id."""
        return self._process.pid

    def wait_ready(self, limit: float) -> None:
        """Returns once it has said that it is ready. WorkerDied, WorkerTooSlow (``limit`` in seconds)."""
        if not self.ready:
            self._exchange(b"", limit)
            self.ready = True

    def ask(self, request: Mapping[str, object], limit: float) -> dict[str, Any]:
        """The answer to one request. WorkerDied, WorkerTooSlow; after either the process is of no use any more."""
        self._number += 1
        # ASCII, so that a lone surrogate, which UTF-8 can't write, gets there as an escape
        line = json.dumps({**request, "id": self._number}, ensure_ascii=True).encode("ascii") + b"\n"
        answer = self._exchange(line, limit)
        if answer.get("id") != self._number:
            self.end()
            raise WorkerDied("an answer to another question")
        return answer

    def end(self) -> None:
        """Ends the process and waits until it is gone. It has nothing to lose, so it isn't asked."""
        self._end()

    def _exchange(self, line: bytes, limit: float) -> dict[str, Any]:
        """Writing and reading may both block on a process that hangs; a timer that kills it ends either."""
        late = threading.Event()
        timer = threading.Timer(max(limit, 0.0), _kill, args=(self._process, late))
        timer.daemon = True
        timer.start()
        try:
            return self._written_and_read(line)
        except (OSError, ValueError) as error:
            self.end()
            if late.is_set():
                raise WorkerTooSlow(f"no answer in {limit:.1f} s") from error
            raise WorkerDied(" | ".join(self._last_words) or str(error)) from error
        finally:
            timer.cancel()

    def _written_and_read(self, line: bytes) -> dict[str, Any]:
        stdin, stdout = _pipe(self._process.stdin), _pipe(self._process.stdout)
        if line:
            stdin.write(line)
            stdin.flush()
        answer = stdout.readline()
        if not answer.endswith(b"\n"):
            raise OSError(f"it ended (exit code {self._process.poll()})")
        value = json.loads(answer)
        if not isinstance(value, dict):
            raise ValueError("not an object")
        return value


def _pipe(pipe: IO[bytes] | None) -> IO[bytes]:
    if pipe is None or pipe.closed:
        raise OSError("the process was ended")
    return pipe


def _kill(process: subprocess.Popen[bytes], late: threading.Event) -> None:
    late.set()
    process.kill()


def _listen(process: subprocess.Popen[bytes], last_words: deque[str]) -> None:
    """What it says on standard error goes to the log; read in any case, or a full pipe would stop it."""
    with _pipe(process.stderr) as stderr:
        while line := stderr.readline(10_000):
            text = line.decode("utf-8", "replace").strip()[:500]
            if text:
                last_words.append(text)
                _log.debug("yoast.said", line=text)


def _end(process: subprocess.Popen[bytes], listener: threading.Thread) -> None:
    process.kill()
    process.wait()
    listener.join(timeout=5)
    for pipe in (process.stdin, process.stdout):
        with contextlib.suppress(OSError):
            _pipe(pipe).close()
