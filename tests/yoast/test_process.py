"""Whatever the process behind the analysis does, the caller gets an answer or None in bounded time, and no zombie."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path

import pytest

from bridge.yoast import Yoast
from tests.yoast.conftest import article, fake_command

Fake = Callable[..., Yoast]


@pytest.fixture
def fake() -> Iterator[Fake]:
    with ExitStack() as stack:

        def made(
            behaviour: str, *arguments: str, limit: float = 20.0, start_limit: float = 20.0, width: int = 2
        ) -> Yoast:
            command = (*fake_command(behaviour), *arguments)
            yoast = Yoast(command=lambda: command, limit=limit, start_limit=start_limit, width=width)
            return stack.enter_context(yoast)

        yield made


def process_of(yoast: Yoast) -> int:
    analysis = yoast.analyse(article(), "<p>Le texte.</p>")
    assert analysis is not None
    return analysis.assessments[0].score


def gone(pid: int) -> bool:
    """Neither running nor a zombie."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return True
    return False


def test_one_process_answers_every_question(fake: Fake) -> None:
    yoast = fake("answers")
    assert process_of(yoast) == process_of(yoast) == yoast.pid


def test_a_killed_process_is_replaced(fake: Fake) -> None:
    yoast = fake("answers")
    first = process_of(yoast)
    os.kill(first, signal.SIGKILL)
    assert process_of(yoast) not in (first, 0)
    assert gone(first)


def test_a_process_that_dies_over_a_question_is_asked_once_more(fake: Fake, tmp_path: Path) -> None:
    assert process_of(fake("dies once", str(tmp_path / "died")))


def test_a_process_that_always_dies_is_no_error(fake: Fake) -> None:
    yoast = fake("dies")
    assert yoast.analyse(article(), "<p>Le texte.</p>") is None
    assert yoast.pid is None


@pytest.mark.parametrize("behaviour", ["hangs", "deaf"])
def test_a_process_that_does_not_answer_is_ended(fake: Fake, behaviour: str) -> None:
    yoast = fake(behaviour, limit=0.2)
    yoast.start()
    process = yoast.pid
    assert process is not None
    # more than a pipe holds: a process that doesn't read blocks who writes
    assert yoast.analyse(article(), "<p>Le texte.</p>" * 50_000) is None
    assert gone(process)


def test_a_process_that_never_gets_ready_is_ended(fake: Fake) -> None:
    yoast = fake("never ready", start_limit=0.2)
    assert yoast.analyse(article(), "<p>Le texte.</p>") is None
    assert yoast.pid is None


@pytest.mark.parametrize("behaviour", ["rubbish", "another"])
def test_an_answer_that_is_none_is_no_error(fake: Fake, behaviour: str) -> None:
    assert fake(behaviour).analyse(article(), "<p>Le texte.</p>") is None


def test_a_process_whose_memory_fills_up_is_replaced(fake: Fake) -> None:
    yoast = fake("full")
    first = process_of(yoast)
    assert gone(first)
    assert process_of(yoast) != first


def test_threads_share_the_processes(fake: Fake) -> None:
    yoast = fake("answers", width=3)
    with ThreadPoolExecutor(8) as pool:
        processes = set(pool.map(lambda _: process_of(yoast), range(80)))
    assert processes <= set(yoast.pids)
    assert len(yoast.pids) <= 3


def test_one_that_hangs_keeps_nobody_else_waiting(fake: Fake, tmp_path: Path) -> None:
    """The second question is answered while the first one's process says nothing."""
    os.mkfifo(tmp_path / "hung")
    yoast = fake("hangs over", str(tmp_path / "hung"), limit=120.0, width=2)
    answers: list[object] = []
    asking = threading.Thread(target=lambda: answers.append(yoast.analyse(article(), "<p>attends</p>")))
    asking.start()
    assert (tmp_path / "hung").read_text() == "hung"
    assert process_of(yoast)
    assert answers == []
    yoast.close()
    asking.join(timeout=30)
    assert answers == [None]


def test_a_thread_alone_starts_one_process(fake: Fake) -> None:
    yoast = fake("answers", width=4)
    for _ in range(5):
        process_of(yoast)
    assert len(yoast.pids) == 1


def test_closing_ends_the_process_and_what_it_is_doing(fake: Fake) -> None:
    yoast = fake("hangs", limit=60.0)
    yoast.start()
    process = yoast.pid
    assert process is not None
    answers: list[object] = []
    asking = threading.Thread(target=lambda: answers.append(yoast.analyse(article(), "<p>Le texte.</p>")))
    asking.start()
    yoast.close()
    asking.join(timeout=30)
    assert answers == [None]
    assert gone(process)
    assert yoast.analyse(article(), "<p>Le texte.</p>") is None
    assert yoast.pid is None


def test_the_process_does_not_outlive_an_interpreter_that_forgot_to_close() -> None:
    program = (
        "from bridge.yoast import Yoast\nfrom tests.yoast.conftest import fake_command\n"
        "yoast = Yoast(command=lambda: fake_command('answers'))\nyoast.start()\nprint(yoast.pid)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert gone(int(done.stdout))


def test_the_process_is_told_no_secret(fake: Fake, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "secret")
    analysis = fake("environment").analyse(article(), "<p>Le texte.</p>")
    assert analysis is not None
    assert "PATH" in analysis.assessments[0].text
    assert "OPENAI" not in analysis.assessments[0].text


def test_a_program_that_is_not_there_is_no_error() -> None:
    with Yoast(command=lambda: ("/nowhere/node",)) as yoast:
        yoast.start()
        assert yoast.analyse(article(), "<p>Le texte.</p>") is None


def test_what_is_missing_is_told_once(capsys: pytest.CaptureFixture[str]) -> None:
    with Yoast(command=lambda: "Node est introuvable") as yoast:
        assert yoast.analyse(article(), "<p>Le texte.</p>") is None
        assert yoast.analyse(article(), "<p>Le texte.</p>") is None
    assert capsys.readouterr().out.count("Node est introuvable") == 1


def test_what_is_installed_while_the_program_runs_is_used() -> None:
    commands: list[tuple[str, ...] | str] = ["l’analyse de Yoast n’est pas installée", fake_command("answers")]
    with Yoast(command=lambda: commands.pop(0)) as yoast:
        assert yoast.analyse(article(), "<p>Le texte.</p>") is None
        assert process_of(yoast)
