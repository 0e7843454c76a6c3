"""Grammalecte (Debian's ``grammalecte-cli``), run beside the bridge by whatever Python has it."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from queue import LifoQueue

import structlog

from bridge.domain.analysis import GrammarError
from bridge.domain.machine import cores
from bridge.grammar.process import Gone, Process

_log = structlog.get_logger(__name__)

#: Seconds for a start (it takes 0.3), and for an answer (an article of 900 words takes 0.2).
START_LIMIT, ANSWER_LIMIT = 10.0, 10.0
#: Characters looked at: more is no article.
LONGEST = 100_000
MISSING = (
    "Grammalecte n’est pas installé : la grammaire n’est pas mesurée. Installez le paquet « grammalecte-cli » "
    "de Debian ou d’Ubuntu."
)
_WORKER = Path(__file__).with_name("worker.py")


@cache
def find_python() -> str | None:
    """The path of a Python that can import Grammalecte; None where there is none."""
    for candidate in dict.fromkeys(_candidates()):
        try:
            done = subprocess.run(  # noqa: S603
                [candidate, "-I", "-c", "import grammalecte"], capture_output=True, timeout=START_LIMIT, check=False
            )
        except (OSError, subprocess.SubprocessError):
            continue
        if done.returncode == 0:
            return candidate
    return None


def _candidates() -> Iterator[str]:
    """This Python; the one that the command is written for; those of the system."""
    yield sys.executable
    command = shutil.which("grammalecte-cli")
    if command:
        with Path(command).open("rb") as file:
            first = file.readline(200).decode("utf-8", "replace").strip()
        if first.startswith("#!/") and " " not in first:
            yield first[2:]
    for name in ("/usr/bin/python3", shutil.which("python3")):
        if name and Path(name).exists():
            yield name


class Grammalecte:
    """See the port ``Grammar``. At most ``width`` processes for as long as the bridge runs (one a core unless it is
    said; 70 MB each), started on first use, anew where they died.

    ``python``: the interpreter that has Grammalecte, None where none has; ``limit``: seconds for an answer.
    """

    def __init__(self, python: str | None, *, limit: float = ANSWER_LIMIT, width: int | None = None) -> None:
        self._python = python
        self._limit = limit
        self._lanes = tuple(_Lane() for _ in range(width or cores()))
        # the one used last is taken first: as many are started as are needed at once
        self._free: LifoQueue[_Lane] = LifoQueue()
        for lane in reversed(self._lanes):
            self._free.put(lane)

    @property
    def missing(self) -> str:
        """See the port."""
        return "" if self._python else MISSING

    def errors(self, text: str) -> tuple[GrammarError, ...] | None:
        """See the port."""
        if self._python is None:
            return None
        lane = self._free.get()
        try:
            for _ in range(2):  # it may have died of old age since it was last asked
                try:
                    found = lane.running(self._python).ask(text[:LONGEST], self._limit)
                    return tuple(_error(each, text) for each in found)
                except (Gone, KeyError, TypeError) as error:
                    lane.close()
                    _log.warning("grammalecte.gone", reason=str(error) or "trop lent")
        finally:
            self._free.put(lane)
        return None

    @property
    def pids(self) -> tuple[int, ...]:
        """The process ids of those that run."""
        return tuple(lane.pid for lane in self._lanes if lane.pid is not None)

    def close(self) -> None:
        """Ends the processes; the next question starts another."""
        for lane in self._lanes:
            lane.close()


class _Lane:
    """One process, started where none runs."""

    def __init__(self) -> None:
        self._process: Process | None = None

    def running(self, python: str) -> Process:
        """Gone where it can't be started."""
        if self._process is None:
            self._process = Process((python, "-I", str(_WORKER)), start_limit=START_LIMIT)
        return self._process

    @property
    def pid(self) -> int | None:
        """Its process id, None where none runs."""
        return self._process.pid if self._process else None

    def close(self) -> None:
        """Ends it."""
        if self._process is not None:
            self._process.end()
            self._process = None


def _error(found: dict[str, object], text: str) -> GrammarError:
    suggestions = found["suggestions"]
    start, end = int(str(found["start"])), int(str(found["end"]))
    return GrammarError(
        start=start,
        end=end,
        word=text[start:end],
        sentence=str(found["line"]),
        kind=str(found["kind"]),
        rule=str(found["rule"]),
        message=str(found["message"]),
        suggestions=tuple(map(str, suggestions)) if isinstance(suggestions, list) else (),
    )
