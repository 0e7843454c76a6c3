"""``status --watch`` in a real terminal of 80 × 24, and what it shows of a real ledger."""

from __future__ import annotations

import fcntl
import json
import os
import pty
import struct
import subprocess
import sys
import termios
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from rich.console import Console

from bridge.cli.watch import View, look, screen
from bridge.domain.job import JobState, Waiting
from bridge.domain.overview import BudgetLeft, Queue, Running
from bridge.errors import EngineUnavailable
from tests.cli.fake_bridge import HOSTILE, job
from tests.operations.newsroom import Newsroom
from tests.support.fake_engine import FakeEngine, none

ROOT = Path(__file__).parents[2]
NOW = datetime(2026, 2, 27, 12, 0)


def view(sites: int, *, title: str = "La piscine rouvre") -> View:
    names = [f"site-au-nom-vraiment-tres-long-{number}" for number in range(sites)]
    ended = [job(number, JobState.HELD, site=names[0], title=title, updated_at=NOW) for number in range(50)]
    return View(
        at=NOW,
        queues={
            name: Queue(states={JobState.ADMITTED: number}, oldest=NOW - timedelta(hours=number), waiting=number)
            for number, name in enumerate(names)
        },
        today={name: {JobState.PROPOSED: 1234, JobState.HELD: 2} for name in names},
        running=[
            Running(job=job(n, JobState.FETCHED, site=names[0], title=title), owner="m:1", since=NOW) for n in range(16)
        ],
        waits=[Waiting(site=names[0], reason=f"Le modèle est en panne {HOSTILE}", jobs=3, until=NOW)] * 9,
        ended=ended,
        budgets=[BudgetLeft(site="", limit=10, left=6.6, currency="€")],
    )


def shown(view: View, *, width: int = 80, height: int = 24) -> list[str]:
    console = Console(width=width, height=height, markup=False, emoji=False, highlight=False, force_terminal=False)
    with console.capture() as capture:
        console.print(screen(view, height=height))
    return capture.get().splitlines()


@pytest.mark.parametrize("sites", [1, 4, 500])
@pytest.mark.parametrize(("width", "height"), [(80, 24), (200, 60)])
def test_it_fits_the_screen_however_much_there_is(sites: int, width: int, height: int) -> None:
    lines = shown(view(sites, title=HOSTILE), width=width, height=height)
    assert len(lines) <= height
    assert all(len(line) <= width for line in lines)
    assert not any(character in "\x1b\u202e\x9b" for line in lines for character in line)
    assert "reste 6,60 €" in lines[0]
    if sites == 500:
        assert any("… et 4" in line for line in lines)
        assert lines[2].split()[1] == "499", "the busiest come first"


def test_what_a_real_ledger_shows(tmp_path: Path) -> None:
    newsroom = Newsroom(tmp_path)
    for title in ("Proposé", "Retenu", "En panne 1", "En panne 2", "En panne 3", "Attend"):
        newsroom.draft(title)
    newsroom.engine.answers = [FakeEngine.good, none(), *[EngineUnavailable("Le modèle dort")] * 3]
    newsroom.once("une")
    with newsroom.bridge() as bridge:
        newsroom.draft("Au travail")
        [taken] = bridge.admit("une").admitted
        bridge._ledger.claim(taken.id)
        newsroom.now += timedelta(seconds=20)
        seen = look(bridge.watch, None)
    text = "\n".join(shown(seen))
    une, deux = text.splitlines()[2:4]
    assert une.split() == ["une", "5", "4", "20", "s", "1", "1", "·"]
    assert deux.split() == ["deux", *"······"]
    assert "n° 7  une  lecture" in text
    assert "3 brouillons de une" in text
    assert "Le modèle dort" in text
    assert text.index("n° 2") > text.index("Derniers terminés")


def test_as_json(tmp_path: Path, home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    newsroom = Newsroom(tmp_path)
    newsroom.draft(HOSTILE)
    newsroom.engine.answers = [none()]
    newsroom.once("une")
    assert _status(newsroom, "--json", "--site", "une") == 0
    data = json.loads(capsys.readouterr().out)
    assert list(data["sites"]) == ["une"]
    assert data["sites"]["une"]["queue"] == {"admitted": 0, "fetched": 0, "rewritten": 0, "checked": 0}
    [ended] = data["ended"]
    assert (ended["verdict"], ended["at"]) == ("held", "2026-03-02T09:00:00Z")
    assert data["running"] == data["waiting"] == data["budgets"] == []


def test_no_terminal_is_one_view(tmp_path: Path, home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    newsroom = Newsroom(tmp_path)
    newsroom.draft()
    newsroom.once("une")
    assert _status(newsroom, "--watch") == 0
    said = capsys.readouterr()
    assert "Le marché couvert" in said.out
    assert "\x1b" not in said.out
    assert "quitter" not in said.out


def _status(newsroom: Newsroom, *arguments: str) -> int:
    from bridge.cli import main

    path = newsroom.folder / "config.yaml"
    assert newsroom.config
    path.write_text(path.read_text() + "ledger: {url: sqlite:///registre.db}\n", encoding="utf-8")
    return main(["status", *arguments, "--config", str(path)])


@pytest.mark.parametrize(("key", "code"), [(b"q", 0), (b"\x03", 130)])
def test_a_key_ends_it_and_the_terminal_is_as_it_was(configured: Path, key: bytes, code: int) -> None:
    master, slave = pty.openpty()
    fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
    before = termios.tcgetattr(slave)
    environment = {**os.environ, "TERM": "xterm", "PYTHONPATH": str(ROOT)}
    with subprocess.Popen(
        [sys.executable, "-m", "bridge", "status", "--watch", "--config", str(configured)],
        stdin=slave, stdout=slave, stderr=subprocess.PIPE, env=environment, start_new_session=True,
        preexec_fn=lambda: fcntl.ioctl(0, termios.TIOCSCTTY, 0) and None,
    ) as process:  # fmt: skip
        try:
            said = _read_until(master, b"quitter")
            assert b"gazette" in said
            assert _pressed(master, key, process) == code
        finally:
            process.kill()  # where it has not ended, no other test need wait for it
        assert process.stderr is not None
        assert process.stderr.read() == b""
    assert termios.tcgetattr(slave) == before
    os.close(master)
    os.close(slave)


def _pressed(terminal: int, key: bytes, process: subprocess.Popen[bytes]) -> int:
    """The exit code. An interrupt that falls into a finalizer is lost in Python: a person presses again, as here."""
    for _ in range(4):
        os.write(terminal, key)
        try:
            return process.wait(timeout=15)
        except subprocess.TimeoutExpired:
            continue
    raise AssertionError("pressed four times, and it has not ended")


def _read_until(terminal: int, text: bytes) -> bytes:
    said = b""
    while text not in said:
        said += os.read(terminal, 4096)
    return said
