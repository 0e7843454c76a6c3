"""Real processes that are told to stop, or killed: what runs has its grace, and the ledger knows where all stands."""

from __future__ import annotations

import json
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, closing
from pathlib import Path

import pytest

from bridge.domain.retries import MOST_CLAIMS

ROOT = Path(__file__).parents[2]
CONFIG = """\
workers: 1
defaults: {user: seo-bridge, password: {env: X}, min_words: 50, engine: faux}
engines:
  faux: {kind: openai_compatible, base_url: "http://127.0.0.1:1/v1", model: faux}
sites: [{name: une, url: https://une.example}]
"""
Process = subprocess.Popen[str]


class Newsroom:
    def __init__(self, folder: Path, stack: ExitStack) -> None:
        self._folder, self._stack = folder, stack
        (folder / "config.yaml").write_text(CONFIG, encoding="utf-8")

    def start(self, *arguments: str, mode: str = "first") -> Process:
        command = [sys.executable, "-m", "tests.runners.newsroom_process", mode]
        process = self._stack.enter_context(
            subprocess.Popen(
                [*command, *arguments, "--config", str(self._folder / "config.yaml"), "--log", "json"],
                cwd=ROOT,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                text=True,
                encoding="utf-8",
            )
        )
        self._stack.callback(process.kill)
        return process

    def jobs(self) -> list[tuple[str, bool, int]]:
        """State, whether it is leased, and the claims that it did not come back from, in order."""
        with closing(sqlite3.connect(self._folder / "seo-bridge.db")) as ledger:
            rows = ledger.execute("SELECT state, lease_owner IS NOT NULL, claims FROM jobs ORDER BY id").fetchall()
        return [(state, bool(leased), claims) for state, leased, claims in rows]

    def deaths(self, number: int) -> None:
        """The process died at the first draft so often."""
        with closing(sqlite3.connect(self._folder / "seo-bridge.db")) as ledger, ledger:
            ledger.execute("UPDATE jobs SET claims = ? WHERE id = 1", (number,))


@pytest.fixture
def newsroom(tmp_path: Path) -> Iterator[Newsroom]:
    with ExitStack() as stack:
        yield Newsroom(tmp_path, stack)


def read_until(process: Process, event: str) -> None:
    assert process.stderr is not None
    for line in process.stderr:
        if line.startswith("{") and json.loads(line)["event"].startswith(event):
            return
    pytest.fail(f"never said: {event}")


def until_asked(process: Process) -> None:
    assert process.stdout is not None
    assert process.stdout.readline() == "asked\n"


@pytest.mark.parametrize(
    ("command", "number", "code"), [("once", "SIGTERM", 143), ("once", "SIGINT", 130), ("run", "SIGTERM", 0)]
)
def test_a_stop_lets_the_running_draft_finish_and_begins_no_other(
    newsroom: Newsroom, command: str, number: str, code: int
) -> None:
    process = newsroom.start(command)
    until_asked(process)
    process.send_signal(signal.Signals[number])
    read_until(process, "arrêt demandé")
    out, _ = process.communicate("go on\n")
    assert process.returncode == code
    assert "asked" not in out
    assert newsroom.jobs() == [("proposed", False, 0), ("admitted", False, 0), ("admitted", False, 0)]


@pytest.mark.parametrize(("command", "code"), [("once", 143), ("run", 1)])
def test_a_second_signal_ends_it_at_once_and_gives_the_draft_back(newsroom: Newsroom, command: str, code: int) -> None:
    process = newsroom.start(command)
    until_asked(process)
    process.send_signal(signal.SIGTERM)
    read_until(process, "arrêt demandé")
    process.send_signal(signal.SIGTERM)
    assert process.wait() == code  # its standard input is still open: the model never answered
    assert newsroom.jobs() == [("fetched", False, 0), ("admitted", False, 0), ("admitted", False, 0)]


def test_a_kill_costs_the_step_that_was_under_way_and_nothing_else(newsroom: Newsroom) -> None:
    process = newsroom.start("once")
    until_asked(process)
    process.stdin.write("go on\n")  # type: ignore[union-attr]
    process.stdin.flush()  # type: ignore[union-attr]
    for line in process.stdout or ():
        if line == "asked\n":
            break
    process.kill()
    process.wait()
    assert newsroom.jobs() == [("proposed", False, 0), ("fetched", True, 1), ("admitted", False, 0)]
    # on the same machine nobody waits for the lease
    again = newsroom.start("once", mode="again")
    out, err = again.communicate()
    assert again.returncode == 0, err
    assert out.count("asked\n") == 2
    assert [state for state, leased, claims in newsroom.jobs()] == ["proposed"] * 3


def test_a_draft_that_kills_the_bridge_each_time_stops_no_other_and_fails_in_the_end(newsroom: Newsroom) -> None:
    def once() -> tuple[int, list[str]]:
        process = newsroom.start("once", mode="dies")
        process.communicate()
        return process.returncode, [state for state, _, _ in newsroom.jobs()]

    assert once() == (-signal.SIGKILL, ["fetched", "admitted", "admitted"])
    code, states = once()
    assert (code, states[:3]) == (-signal.SIGKILL, ["fetched", "proposed", "proposed"])
    assert newsroom.jobs()[0] == ("fetched", True, 2)
    newsroom.deaths(MOST_CLAIMS)  # as after so many more
    code, states = once()
    assert (code, states[0]) == (1, "failed")
