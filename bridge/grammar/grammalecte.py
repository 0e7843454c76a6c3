"""Grammalecte (Debian's ``grammalecte-cli``), run beside the bridge by whatever Python has it."""

from __future__ import annotations

import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import structlog

from bridge.domain.analysis import GrammarError
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
    """See the port ``Grammar``. One process for as long as the bridge runs, started on first use, anew where it died.

    ``python``: the interpreter that has Grammalecte, None where none has; ``limit``: seconds for an answer.
    """

    def __init__(self, python: str | None, *, limit: float = ANSWER_LIMIT) -> None:
        self._python = python
        self._limit = limit
        self._lock = threading.Lock()
        self._process: Process | None = None

    @property
    def missing(self) -> str:
        """See the port."""
        return "" if self._python else MISSING

    def errors(self, text: str) -> tuple[GrammarError, ...] | None:
        """See the port."""
        if self._python is None:
            return None
        with self._lock:
            for _ in range(2):  # it may have died of old age since it was last asked
                try:
                    found = self._running().ask(text[:LONGEST], self._limit)
                    return tuple(_error(each, text) for each in found)
                except (Gone, KeyError, TypeError) as error:
                    self.close()
                    _log.warning("grammalecte.gone", reason=str(error) or "trop lent")
        return None

    def _running(self) -> Process:
        if self._process is None:
            assert self._python is not None  # noqa: S101 - errors() has made sure
            self._process = Process((self._python, "-I", str(_WORKER)), start_limit=START_LIMIT)
        return self._process

    def close(self) -> None:
        """Ends the process; the next question starts another."""
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
