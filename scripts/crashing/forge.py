"""One process that has everything loaded, and forks the command line: a process to kill costs no start.

``python -m scripts.crashing.forge`` is that process: orders and answers are lines of JSON. ``Forge`` is its client.
"""

from __future__ import annotations

import json
import os
import random
import select
import signal
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self
from unittest.mock import patch

if TYPE_CHECKING:
    from bridge.review import Reviewer
    from scripts.crashing.material import Draft

ROOT = Path(__file__).resolve().parents[2]


@dataclass
class Child:
    """A command line at work. ``notes``: the boundaries that it passed; ``said``: all of its output."""

    pid: int
    forge: Forge
    notes: Path
    output: Path
    status: int | None = None
    _handle: int = field(init=False)

    def __post_init__(self) -> None:
        self._handle = os.pidfd_open(self.pid)

    def ended(self, seconds: float) -> bool:
        """Whether it ends within that time."""
        return bool(select.select([self._handle], [], [], seconds)[0])

    def kill(self) -> None:
        """SIGKILL, whatever it is at; nothing where its end was waited for."""
        if self.status is not None:
            return
        with suppress(ProcessLookupError):
            signal.pidfd_send_signal(self._handle, signal.SIGKILL)

    def wait(self, seconds: float = 120.0) -> int:
        """Its exit code, negative for a signal. TimeoutError (it is killed) where it does not end."""
        if self.status is None:
            hung = not self.ended(seconds)
            if hung:
                self.kill()
            self.status = os.waitstatus_to_exitcode(self.forge.reap(self.pid))
            os.close(self._handle)
            if hung:
                raise TimeoutError(f"a run did not end in {seconds:.0f} s\n{self.said[-2000:]}")
        return self.status

    @property
    def said(self) -> str:
        """What it wrote to its standard output and standard error."""
        return self.output.read_text(encoding="utf-8", errors="replace")

    @property
    def passed(self) -> list[str]:
        """The boundaries, in the order in which they were reached; the one it died at is the last."""
        return self.notes.read_text(encoding="utf-8").splitlines()


class Forge:
    """Starts command lines. Use as a context manager; ``folder`` takes notes and outputs."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._count = 0

    def __enter__(self) -> Self:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "scripts.crashing.forge"],
            cwd=ROOT,
            env={**os.environ, "PYTHONPATH": str(ROOT), "NO_COLOR": "1"},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._process.communicate()

    def start(
        self, arguments: Sequence[str], *, plan: Mapping[str, Any] | None = None, env: Mapping[str, str]
    ) -> Child:
        """Begin; ``plan`` as Boundaries has it."""
        self._count += 1
        notes, output = (self._folder / f"{self._count}.{kind}" for kind in ("notes", "output"))
        notes.touch()
        order = {"arguments": list(arguments), "plan": plan or {}, "env": dict(env), "notes": str(notes),
                 "output": str(output)}  # fmt: skip
        return Child(self._order(order), self, notes, output)

    def reap(self, pid: int) -> int:
        """The wait status of one that has ended, or is about to."""
        return self._order({"reap": pid})

    def _order(self, order: Mapping[str, Any]) -> int:
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.write(json.dumps(order) + "\n")
        self._process.stdin.flush()
        return int(self._process.stdout.readline())


def _serve() -> None:
    review = _warm()
    answers = os.dup(1)
    while line := _line():
        order = json.loads(line)
        answer = os.waitpid(order["reap"], 0)[1] if "reap" in order else os.fork() or _run(order, review)
        os.write(answers, f"{answer}\n".encode())
    # children that nobody waited for
    with suppress(ChildProcessError):
        while True:
            os.wait()


def _line() -> bytes:
    """One order, unbuffered: what a buffer holds, a forked child would read as well."""
    line = bytearray()
    while (byte := os.read(0, 1)) not in (b"", b"\n"):
        line += byte
    return bytes(line)


def _warm() -> Reviewer:
    """Everything imported that a run imports, every lexicon read: by putting one draft of each kind through."""
    import bridge.ledger.heartbeat
    import bridge.ledger.repository
    import bridge.runners.stopping
    import bridge.wordpress.companion
    import bridge.wordpress.rest
    import bridge.wordpress.xmlrpc  # noqa: F401
    from bridge.review import Reviewer
    from scripts.crashing import boundaries, material  # noqa: F401

    # Yoast and the grammar are processes of their own, which take seconds to start, and leave no trace anywhere
    review = Reviewer(analyser=None, grammar=None)
    for number, kind in enumerate(material.KINDS):
        _put_through(material.draft(number, kind), review)
    _set_up(review)
    return review


def _put_through(draft: Draft, review: Reviewer) -> None:
    """On the pipeline's own ports; the threads that it takes have ended when it returns."""
    from bridge.domain.draft import TagChange
    from bridge.domain.source import Brief
    from bridge.engines.openai_compatible import OpenAICompatible
    from bridge.ledger.database import open_database
    from bridge.ledger.history import utcnow
    from bridge.ledger.repository import Ledger
    from bridge.pipeline.process import Pipeline, Wishes
    from scripts.crashing import material
    from tests.support.fake_site import FakeSite
    from tests.support.model_server import model_server

    site, ledger = FakeSite(), Ledger(open_database("sqlite://"))
    site.draft(draft.title, draft.content)
    with model_server(material.answer) as server:
        engine = OpenAICompatible(base_url=server.url, model="essai", retries=0)
        wishes = Wishes(tag=None, brief=Brief(min_words=50), on_proposed=TagChange(), on_held=TagChange(), repairs=1)
        pipeline = Pipeline(site=site, engine=engine, log=ledger, review=review, wishes=wishes)
        listed = list(site.poll(tag="needs-seo", statuses=("draft",), post_types=("post",)))
        [job] = ledger.admit("essai", listed, engine=engine.name, polled_at=utcnow(), asks_again={})
        pipeline.process(job)
        engine.close()
    ledger.close()


def _set_up(review: Reviewer) -> None:
    """As the command line does it, with nobody on the other side."""
    import bridge.cli.app
    import bridge.cli.rounds  # noqa: F401
    from bridge import bootstrap
    from bridge.config import load
    from scripts.crashing.newsroom import Newsroom

    with tempfile.TemporaryDirectory() as folder, patch.dict(os.environ, CRASH_PASSWORD="x"):
        here = Path(folder)
        room = Newsroom(
            folder=here, forge=Forge(here), ledger_url=f"sqlite:///{here}/ledger.db", name="essai",
            site_url="http://127.0.0.1:1", password="x", model_url="http://127.0.0.1:1/v1",
        )  # fmt: skip
        with bootstrap.build(load(room.configure("essai")), review=review) as built:
            built.connect(["essai"])


def _run(order: Mapping[str, Any], review: Reviewer) -> int:
    """In the child: the command line, to its end. Never returns."""
    from bridge import bootstrap
    from bridge.cli import main
    from bridge.cli.session import Session
    from scripts.crashing.boundaries import Boundaries, install

    output = os.open(order["output"], os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    for stream in (1, 2):
        os.dup2(output, stream)
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    os.environ.update(order["env"])
    random.seed()
    code = 70
    try:
        install(Boundaries(order["plan"], order["notes"]))
        session = Session(build=lambda config: bootstrap.build(config, review=review))
        code = main(order["arguments"], session=session)
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)


if __name__ == "__main__":
    _serve()
