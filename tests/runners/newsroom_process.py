"""The command line in a process of its own, with a real ledger, three drafts and one worker (see test_stopping.py).

The engine says when it is asked and goes on when told to. ``again`` as the first argument: it never waits, and the
first draft has its proposal already. ``dies``: the first draft is its end.
"""

from __future__ import annotations

import os
import signal
import sys

from bridge import bootstrap
from bridge.bootstrap import Bridge
from bridge.cli import main
from bridge.cli.session import Session
from bridge.config import Config
from bridge.domain.article import Rewrite
from bridge.domain.source import Source
from tests.support.fake_engine import DRAFT, FakeEngine
from tests.support.fake_site import FakeSite


def wait_for_a_line(source: Source) -> Rewrite:
    sys.stdout.write("asked\n")
    sys.stdout.flush()
    sys.stdin.readline()
    return FakeEngine.good(source)


def at_once(source: Source) -> Rewrite:
    sys.stdout.write("asked\n")
    return FakeEngine.good(source)


def die_of_the_first(source: Source) -> Rewrite:
    if source.title.endswith("0"):
        os.kill(os.getpid(), signal.SIGKILL)  # as the kernel does where a process takes all the memory
    return FakeEngine.good(source)


def build(config: Config) -> Bridge:
    again = sys.argv[1] == "again"
    site = FakeSite()
    answer = {"again": at_once, "first": wait_for_a_line, "dies": die_of_the_first}[sys.argv[1]]
    for number in range(3):
        done = again and number == 0
        site.draft(f"Le marché couvert {number}", DRAFT, tags=("seo-propose",) if done else ("needs-seo",))
    return bootstrap.build(config, sites={"une": site}, engines={"faux": FakeEngine(*[answer] * 9)})


if __name__ == "__main__":
    sys.exit(main(sys.argv[2:], session=Session(build=build)))
