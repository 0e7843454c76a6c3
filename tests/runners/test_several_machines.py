"""Several machines on one PostgreSQL: nothing doubled, nothing lost, whoever dies. Real processes, a real database."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from time import monotonic, sleep

import psycopg
import pytest

from tests.support.fake_engine import DRAFT
from tests.support.newsroom import Shared, shared
from tests.support.postgres import PASSWORD, Server, fresh

ROOT = Path(__file__).parents[2]
CONFIG = """\
workers: 2
dispatch: {dispatch}
ledger: {{url: "{url}", password: {{env: LEDGER_PASSWORD}}}}
defaults: {{user: seo-bridge, password: {{env: X}}, min_words: 50, engine: faux, schedule: {{every: 1d}}}}
engines:
  faux: {{kind: openai_compatible, base_url: "http://127.0.0.1:1/v1", model: faux}}
sites: [{{name: une, url: https://une.example}}]
"""
Process = subprocess.Popen[str]
PLENTY = 60.0


class Agency:
    """Machines with one configuration, one ledger, one site, one model."""

    def __init__(self, folder: Path, url: str, newsroom: Shared, stack: ExitStack) -> None:
        self._folder, self._stack = folder, stack
        self.site, self.model, self._port = newsroom.site, newsroom.model, newsroom.port
        self._url = url
        self.configure("procrastinate")

    def configure(self, dispatch: str) -> None:
        self._folder.mkdir(exist_ok=True)
        text = CONFIG.format(url=self._url.replace(f":{PASSWORD}@", "@"), dispatch=dispatch)
        (self._folder / "config.yaml").write_text(text, encoding="utf-8")

    def start(self, machine: str, *command: str, lease: float = 2.0) -> Process:
        arguments = [machine, str(self._port), str(lease), *command, "--config", str(self._folder / "config.yaml")]
        process = self._stack.enter_context(
            subprocess.Popen(
                [sys.executable, "-m", "tests.runners.machine_process", *arguments],
                cwd=ROOT,
                env={"PATH": "/usr/bin:/bin", "LEDGER_PASSWORD": PASSWORD, "X": "x", "PYTHONPATH": str(ROOT)},
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                text=True,
                encoding="utf-8",
            )
        )
        self._stack.callback(process.kill)
        return process

    def drafts(self, number: int) -> list[int]:
        return [self.site.draft(f"Le marché couvert {index}", DRAFT) for index in range(number)]

    def rows(self, query: str) -> list[tuple[object, ...]]:
        with psycopg.connect(self._url.replace("+psycopg", "")) as connection:
            return connection.execute(query).fetchall()

    def states(self) -> Counter[str]:
        return Counter(str(state) for (state,) in self.rows("SELECT state FROM jobs"))

    def until(self, condition: Callable[[], bool]) -> None:
        deadline = monotonic() + PLENTY
        while not condition():
            assert monotonic() < deadline, (self.states(), self.rows("SELECT * FROM procrastinate_jobs"))
            sleep(0.05)

    def until_all(self, number: int) -> None:
        self.until(lambda: self.states() == {"held": number})


def finish(process: Process, number: int = signal.SIGTERM) -> str:
    process.send_signal(number)
    _, error = process.communicate(timeout=PLENTY)
    assert process.returncode == 0, error
    return error


@pytest.fixture
def agency(postgres: Server, tmp_path: Path) -> Iterator[Agency]:
    with fresh(postgres) as url, shared() as newsroom, ExitStack() as stack:
        yield Agency(tmp_path / "pont", url, newsroom, stack)


def once(process: Process) -> dict[str, object]:
    out, error = process.communicate(timeout=PLENTY)
    assert process.returncode == 0, error
    return dict(json.loads(out))


def test_polls_at_the_same_moment_admit_and_queue_each_draft_once_and_workers_share_them(agency: Agency) -> None:
    drafts = agency.drafts(20)
    polls = [agency.start(f"poll{number}", "once", "--json") for number in range(3)]
    said = [once(process) for process in polls]
    assert sum(int(str(one["handed_over"])) for one in said) == 20
    assert [one["jobs"] for one in said] == [[], [], []], "they process nothing themselves"
    assert agency.rows("SELECT count(*), count(DISTINCT queueing_lock) FROM procrastinate_jobs") == [(20, 20)]
    workers = [agency.start(f"m{number}", "worker") for number in range(2)]
    agency.model.open.clear()
    agency.model.wait_for(4)
    agency.model.open.set()
    agency.until_all(20)
    for worker in workers:
        finish(worker)
    assert sorted(agency.model.asked) == sorted(f"Le marché couvert {index}" for index in range(20))
    assert agency.site.calls["hold"] == len(drafts)
    assert len(set(agency.model.by)) == 2
    assert agency.rows("SELECT * FROM procrastinate_jobs") == []
    assert agency.rows("SELECT * FROM procrastinate_workers") == []


def test_a_killed_workers_drafts_go_to_the_other_and_no_recorded_step_is_done_again(agency: Agency) -> None:
    drafts = agency.drafts(6)
    once(agency.start("poll", "once", "--json"))
    agency.model.open.clear()
    first = agency.start("m1", "worker")
    agency.model.wait_for(2)  # both of its threads are in the midst of a call
    lost = set(agency.model.asked)
    first.kill()
    first.wait()
    agency.model.open.set()
    second = agency.start("m2", "worker")
    agency.until_all(6)
    agency.until(lambda: agency.rows("SELECT * FROM procrastinate_jobs") == [])
    finish(second)
    assert agency.rows("SELECT * FROM procrastinate_workers") == [], "the dead one is struck off"
    asked = Counter(agency.model.asked)
    assert {title for title, times in asked.items() if times > 1} == lost, "the calls that never came back, no other"
    assert agency.site.calls["fetch"] == 6, "what was read before the kill is in the ledger"
    assert agency.site.calls["hold"] == len(drafts)


def test_a_stop_lets_a_worker_finish_what_runs_and_leaves_the_rest_in_the_queue(agency: Agency) -> None:
    agency.drafts(5)
    once(agency.start("poll", "once", "--json"))
    agency.model.open.clear()
    worker = agency.start("m1", "worker")
    agency.model.wait_for(2)
    worker.send_signal(signal.SIGTERM)
    assert worker.stderr
    while "arrêt demandé" not in worker.stderr.readline():
        assert worker.poll() is None
    agency.model.open.set()
    _, error = worker.communicate(timeout=PLENTY)
    assert worker.returncode == 0, error
    assert agency.states() == {"held": 2, "admitted": 3}
    assert agency.rows("SELECT count(*) FROM procrastinate_jobs WHERE status = 'todo'") == [(3,)]
    assert agency.rows("SELECT count(*) FROM jobs WHERE lease_owner IS NOT NULL") == [(0,)]


def test_a_person_who_asks_again_comes_before_the_queue(agency: Agency) -> None:
    agency.drafts(2)
    once(agency.start("poll", "once", "--json"))
    worker = agency.start("m1", "worker")
    agency.until_all(2)
    finish(worker)
    for index in range(4):
        agency.site.draft(f"Un autre {index}", DRAFT)
    once(agency.start("poll", "once", "--json"))
    again = agency.start("bureau", "retry", "1")
    out, error = again.communicate(timeout=PLENTY)
    assert (again.returncode, "worker" in error) == (0, True), (out, error)
    before = len(agency.model.asked)
    worker = agency.start("m1", "worker")
    agency.model.wait_for(before + 5)
    finish(worker)
    assert "Le marché couvert 0" in agency.model.asked[before : before + 2]


def test_one_of_several_polls_a_site(agency: Agency) -> None:
    """Who takes over when it dies: tests/ledger/test_slots.py."""
    agency.drafts(1)
    runs = [agency.start(f"m{number}", "run") for number in range(2)]
    agency.until(lambda: agency.rows("SELECT count(*) FROM tickets") == [(2,)])
    agency.until(lambda: agency.states() == {"admitted": 1})
    said = [finish(run) for run in runs]
    assert sorted(text.count('"relève"') for text in said) == [0, 1]
    assert agency.site.calls["poll"] == 1
    assert agency.rows("SELECT count(*) FROM tickets") == [(0,)]


def test_embedded_machines_share_a_ledger_without_a_queue(agency: Agency) -> None:
    agency.configure("embedded")
    agency.drafts(6)
    both = [agency.start(f"m{number}", "once") for number in range(2)]
    for process in both:
        process.communicate(timeout=PLENTY)
    assert agency.states() == {"held": 6}
    assert sorted(agency.model.asked) == sorted(f"Le marché couvert {index}" for index in range(6))
    assert agency.rows("SELECT to_regclass('procrastinate_jobs')") == [(None,)]


def test_a_worker_outlives_its_database_for_a_moment(agency: Agency) -> None:
    worker = agency.start("m1", "worker")
    agency.until(lambda: agency.rows("SELECT to_regclass('procrastinate_workers')") != [(None,)])
    agency.until(lambda: agency.rows("SELECT count(*) FROM procrastinate_workers") == [(1,)])
    agency.rows(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
        "WHERE datname = current_database() AND pid <> pg_backend_pid()"
    )
    agency.drafts(2)
    once(agency.start("poll", "once", "--json"))
    agency.until_all(2)
    finish(worker)
