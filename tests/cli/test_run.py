"""``run`` in a process of its own: a signal stops it in an orderly way, a second one at once."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture
def process(configured: Path) -> Iterator[subprocess.Popen[str]]:
    configured.write_text("workers: 1\n" + configured.read_text(encoding="utf-8"), encoding="utf-8")
    with subprocess.Popen(
        [sys.executable, "-m", "tests.cli.run_in_a_process", str(configured)],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    ) as started:
        yield started
        started.kill()


def read_until(process: subprocess.Popen[str], event: str) -> None:
    assert process.stderr is not None
    for line in process.stderr:
        if json.loads(line)["event"].startswith(event):
            return
    pytest.fail(f"never said: {event}")


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_lets_the_running_draft_finish(process: subprocess.Popen[str], number: signal.Signals) -> None:
    assert process.stdout is not None
    assert process.stdout.readline() == "working on 1\n"
    process.send_signal(number)
    read_until(process, "arrêt demandé")
    out, err = process.communicate("go on\n")
    events = [json.loads(line) for line in err.splitlines()]
    assert process.returncode == 0
    assert [event["travail"] for event in events if event["event"] == "brouillon traité"] == [1]
    assert events[-1]["event"] == "arrêté"
    assert out == "closed\n"  # the second draft was not begun, and the bridge was closed


def test_a_second_signal_ends_it_at_once(process: subprocess.Popen[str]) -> None:
    assert process.stdout is not None
    assert process.stdout.readline() == "working on 1\n"
    process.send_signal(signal.SIGTERM)
    read_until(process, "arrêt demandé")
    process.send_signal(signal.SIGTERM)
    read_until(process, "arrêt immédiat")
    assert process.wait() == 1  # its standard input is still open: the draft never went on
