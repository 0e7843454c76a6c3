"""The process that Grammalecte runs in: a line of JSON to it, a line of JSON back, in bounded time."""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
import threading
import weakref
from typing import IO, Any

#: Of the environment, what it needs: no secret of the bridge's is any of its business.
_ENVIRONMENT = ("PATH", "LANG", "LC_ALL", "TZ", "TMPDIR", "SYSTEMROOT", "TEMP", "PYTHONUTF8")


class Gone(Exception):
    """The process died, answered something else, or took too long and was ended."""


class Process:
    """One running checker. Not for several threads at once."""

    def __init__(self, command: tuple[str, ...], *, start_limit: float) -> None:
        """Started, and ready. Gone where it can't start within ``start_limit`` seconds."""
        try:
            self._process = subprocess.Popen(  # noqa: S603
                command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env={name: os.environ[name] for name in _ENVIRONMENT if name in os.environ},
            )
        except OSError as error:
            raise Gone(str(error)) from error
        self.end = weakref.finalize(self, _end, self._process)
        self._number = 0
        if not self._exchange(b"", start_limit).get("ready"):
            self.end()
            raise Gone("not the worker")

    @property
    def pid(self) -> int:
        """Its process id."""
        return self._process.pid

    def ask(self, text: str, limit: float) -> list[dict[str, Any]]:
        """The errors in ``text``. Gone; the process is of no use then."""
        self._number += 1
        line = json.dumps({"id": self._number, "text": text}).encode("ascii") + b"\n"
        answer = self._exchange(line, limit)
        errors = answer.get("errors")
        if answer.get("id") != self._number or not isinstance(errors, list):
            self.end()
            raise Gone("an answer to another question")
        return errors

    def _exchange(self, line: bytes, limit: float) -> dict[str, Any]:
        """Writing and reading may both block on a process that hangs; a timer that kills it ends either."""
        timer = threading.Timer(limit, self._process.kill)
        timer.daemon = True
        timer.start()
        try:
            answer = _written_and_read(self._process, line)
        except (OSError, ValueError) as error:
            self.end()
            raise Gone(str(error)) from error
        finally:
            timer.cancel()
        return answer


def _written_and_read(process: subprocess.Popen[bytes], line: bytes) -> dict[str, Any]:
    stdin, stdout = _pipe(process.stdin), _pipe(process.stdout)
    if line:
        stdin.write(line)
        stdin.flush()
    answer = stdout.readline()
    if not answer.endswith(b"\n"):
        raise OSError("it ended")
    value = json.loads(answer)
    if not isinstance(value, dict):
        raise ValueError("not an object")
    return value


def _pipe(pipe: IO[bytes] | None) -> IO[bytes]:
    if pipe is None or pipe.closed:
        raise OSError("it was ended")
    return pipe


def _end(process: subprocess.Popen[bytes]) -> None:
    process.kill()
    process.wait()
    for pipe in (process.stdin, process.stdout):
        with contextlib.suppress(OSError):
            _pipe(pipe).close()
