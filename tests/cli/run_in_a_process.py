"""``seo-bridge run`` with one draft that says when it is worked on, and goes on when told to (see test_run.py)."""

from __future__ import annotations

import sys
from pathlib import Path

from bridge.cli import main
from bridge.cli.session import Session
from bridge.config import Config
from bridge.domain.job import Job, JobState
from tests.cli.fake_bridge import FakeBridge, job


def wait_for_a_line(given: Job) -> None:
    sys.stdout.write(f"working on {given.id}\n")
    sys.stdout.flush()
    sys.stdin.readline()


class Bridge(FakeBridge):
    def __exit__(self, *error: object) -> None:
        sys.stdout.write("closed\n")


def build(config: Config) -> FakeBridge:
    ends = {1: job(1, JobState.PROPOSED), 2: job(2, JobState.PROPOSED)}
    return Bridge(config, waiting={"gazette": [job(1), job(2)]}, ends=ends, on_process=wait_for_a_line)


if __name__ == "__main__":
    arguments = ["run", "--site", "gazette", "--config", str(Path(sys.argv[1])), "--log", "json"]
    sys.exit(main(arguments, session=Session(build=build)))
