"""Turns across machines: never more holders than places, in the order of asking, and none lost with a machine."""

from __future__ import annotations

import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager
from datetime import timedelta
from pathlib import Path

import pytest

from bridge.domain.ports import Slots
from bridge.errors import LedgerError
from bridge.ledger.database import open_database
from bridge.ledger.slots import SharedSlots, Tickets, Turns
from bridge.ledger.working import LEASE
from tests.ledger.conftest import POSTGRESQL, Clock
from tests.support.postgres import Server, fresh

ROOT = Path(__file__).parents[2]
OpenTickets = Callable[..., Tickets]


@pytest.fixture
def open_tickets(url: str, clock: Clock) -> Iterator[OpenTickets]:
    """The tickets of one process after another, on one ledger."""
    engines = []

    def _open(owner: str = "ailleurs:1:x") -> Tickets:
        engines.append(open_database(url, workers=8))
        return Tickets(engines[-1], owner=owner, clock=clock)

    yield _open
    for engine in engines:
        engine.dispose()


class Room:
    """Counts who is in it."""

    def __init__(self) -> None:
        self.most = self.now = 0
        self._lock = threading.Lock()

    def visit(self, place: AbstractContextManager[None]) -> None:
        with place:
            with self._lock:
                self.now += 1
                self.most = max(self.most, self.now)
            threading.Event().wait(0.002)  # so that visits overlap where they can
            with self._lock:
                self.now -= 1


# ── the port's contract ─────────────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def slots(open_tickets: OpenTickets) -> Slots:
    return SharedSlots(open_tickets())


def test_never_more_than_the_limit_and_everybody_comes_in(slots: Slots) -> None:
    room = Room()
    with ThreadPoolExecutor(max_workers=8) as pool:
        visits = [pool.submit(room.visit, slots.hold("engine:a", 3)) for _ in range(24)]
    assert [visit.result() for visit in visits] == [None] * 24
    assert room.most <= 3


def test_as_many_as_the_limit_are_in_at_once(slots: Slots) -> None:
    together = threading.Barrier(3, timeout=60)

    def visit() -> None:
        with slots.hold("engine:a", 3):
            together.wait()

    with ThreadPoolExecutor(max_workers=3) as pool:
        assert [visit.result() for visit in [pool.submit(visit) for _ in range(3)]] == [None] * 3


def test_names_are_apart(slots: Slots) -> None:
    with slots.hold("site:une", 1), slots.hold("site:deux", 1), slots.hold("engine:a", 1):
        pass


def test_a_place_is_free_again_after_an_error(slots: Slots) -> None:
    for _ in range(3):
        with pytest.raises(ZeroDivisionError), slots.hold("site:une", 1):
            _ = 1 / 0
    with slots.hold("site:une", 1):
        pass


# ── between machines ────────────────────────────────────────────────────────────────────────────────────────────────


def test_two_machines_have_the_limit_together(open_tickets: OpenTickets) -> None:
    machines = [SharedSlots(open_tickets(owner)) for owner in ("m1:1:x", "m2:1:x")]
    room = Room()
    with ThreadPoolExecutor(max_workers=8) as pool:
        visits = [pool.submit(room.visit, machines[number % 2].hold("engine:a", 2)) for number in range(16)]
    assert [visit.result() for visit in visits] == [None] * 16
    assert room.most <= 2


def test_who_came_first_has_the_place_and_a_busy_machine_keeps_no_other_out(open_tickets: OpenTickets) -> None:
    busy, other = open_tickets("m1:1:x"), open_tickets("m2:1:x")
    first, waiting, again = busy.draw("engine:a"), other.draw("engine:a"), busy.draw("engine:a")
    assert busy.has_turn(first, "engine:a", 1)
    assert not other.has_turn(waiting, "engine:a", 1)
    busy.give_back(first)
    assert not busy.has_turn(again, "engine:a", 1)
    assert other.has_turn(waiting, "engine:a", 1)
    assert busy.has_turn(again, "engine:a", 2)


def test_places_of_a_machine_that_is_silent_lapse_and_those_of_a_living_one_do_not(
    open_tickets: OpenTickets, clock: Clock
) -> None:
    dead, alive, waiting = (open_tickets(f"m{number}:1:x") for number in range(3))
    dead.draw("engine:a")
    alive.draw("engine:a")
    mine = waiting.draw("engine:a")
    clock.later(seconds=LEASE.total_seconds() - 1)
    alive.renew()
    waiting.renew()
    assert not waiting.has_turn(mine, "engine:a", 2)
    clock.later(seconds=2)
    assert waiting.has_turn(mine, "engine:a", 2)
    assert not waiting.has_turn(mine, "engine:a", 1)


def test_a_machine_that_slept_too_long_asks_anew_behind_the_others(open_tickets: OpenTickets, clock: Clock) -> None:
    slept, other = open_tickets("m1:1:x"), open_tickets("m2:1:x")
    lost = slept.draw("poll:une")
    clock.now += LEASE + timedelta(seconds=1)
    other.draw("poll:une")
    slept.renew()
    assert slept.has_turn(lost, "poll:une", 1) is None


def test_a_process_that_ends_gives_all_its_places_back(open_tickets: OpenTickets) -> None:
    ending, other = open_tickets("m1:1:x"), open_tickets("m2:1:x")
    ending.draw("engine:a")
    ending.draw("site:une")
    mine = other.draw("engine:a")
    ending.close()
    assert other.has_turn(mine, "engine:a", 1)


def test_a_dead_process_of_this_machine_is_not_waited_for(open_tickets: OpenTickets) -> None:
    ended = subprocess.Popen([sys.executable, "-c", ""])
    ended.wait()
    from bridge.ledger.leases import this_process

    host = this_process().rsplit(":", 2)[0]
    open_tickets(f"{host}:{ended.pid}:x").draw("engine:a")
    mine = open_tickets(this_process())
    assert mine.has_turn(mine.draw("engine:a"), "engine:a", 1)


def test_the_one_that_polls_goes_on_and_another_takes_over_when_it_is_silent(
    open_tickets: OpenTickets, clock: Clock
) -> None:
    polling, standing_by = open_tickets("m1:1:x"), open_tickets("m2:1:x")
    one, two = Turns(polling), Turns(standing_by)
    for _ in range(5):
        clock.later(seconds=90)
        polling.renew()
        standing_by.renew()
        assert (one.mine("poll:une"), two.mine("poll:une")) == (True, False)
    assert two.mine("poll:deux")
    clock.later(seconds=90)
    standing_by.renew()
    clock.later(seconds=60)  # the first one is silent
    assert two.mine("poll:une")
    assert not one.mine("poll:une"), "it is behind now"
    standing_by.close()
    assert one.mine("poll:une")


# ── a database that is away ─────────────────────────────────────────────────────────────────────────────────────────


@POSTGRESQL
def test_no_place_is_given_where_nobody_can_count_and_none_is_lost_by_it(url: str, clock: Clock) -> None:
    engine = open_database(url)
    slots = SharedSlots(Tickets(engine, clock=clock))
    broken = Tickets(engine, clock=clock)
    with engine.begin() as connection:
        connection.exec_driver_sql("ALTER TABLE tickets RENAME TO hidden")
    with pytest.raises(LedgerError), slots.hold("site:une", 1):
        pytest.fail("nobody knows whether there is room")
    broken.give_back(1)  # told in the log, and it lapses
    with engine.begin() as connection:
        connection.exec_driver_sql("ALTER TABLE hidden RENAME TO tickets")
    with slots.hold("site:une", 1):
        pass
    engine.dispose()


_VISITOR = """
import socket, sys, threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from bridge.ledger.database import open_database
from bridge.ledger.slots import SharedSlots, Tickets
import os
folder, url = Path(sys.argv[1]), sys.argv[2]
tickets = Tickets(open_database(url, workers=4), owner=sys.argv[3])
slots = SharedSlots(tickets)
def visit(number):
    with slots.hold("engine:a", 3):
        mine = folder / f"{sys.argv[3].split(':')[0]}-{number}"
        mine.touch()
        inside = len(os.listdir(folder))
        mine.unlink()
    return inside
with ThreadPoolExecutor(max_workers=4) as pool:
    print(max(pool.map(visit, range(20))))
tickets.close()
"""


def test_processes_have_the_limit_together(postgres: Server, tmp_path: Path) -> None:
    with fresh(postgres) as url:
        runs = [
            subprocess.Popen(
                [sys.executable, "-c", _VISITOR, str(tmp_path), url, f"m{number}:1:x"], cwd=ROOT,
                stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
            )
            for number in range(3)
        ]  # fmt: skip
        ends = [run.communicate() for run in runs]
    assert [run.returncode for run in runs] == [0, 0, 0], ends
    assert max(int(said) for said, _ in ends) <= 3
