"""What people were told is told once, whichever process asks."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from bridge.ledger.database import open_database
from bridge.ledger.repository import Ledger

NOW = datetime(2026, 3, 2, 9, 0)


class Time:
    now = NOW

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def time() -> Time:
    return Time()


@pytest.fixture
def two(tmp_path: Path, time: Time) -> Iterator[tuple[Ledger, Ledger]]:
    url = f"sqlite:///{tmp_path}/registre.db"
    one, other = (Ledger(open_database(url), clock=time, owner=name) for name in ("une", "autre"))
    yield one, other
    one.close()
    other.close()


def test_one_of_two_processes_tells(two: tuple[Ledger, Ledger]) -> None:
    one, other = two
    assert [one.tell("site une"), other.tell("site une"), one.tell("site une")] == [True, False, False]
    assert other.told("site une")
    assert [other.forget("site une"), one.forget("site une")] == [True, False]
    assert one.tell("site une")


def test_what_lasts_is_told_again_once(two: tuple[Ledger, Ledger], time: Time) -> None:
    one, other = two
    day = timedelta(days=1)
    assert one.tell("site une", again=day)
    time.now += day - timedelta(minutes=1)
    assert not other.tell("site une", again=day)
    time.now += timedelta(minutes=1)
    assert [other.tell("site une", again=day), one.tell("site une", again=day)] == [True, False]


def test_a_days_topic_is_forgotten_by_itself_and_a_trouble_is_not(two: tuple[Ledger, Ledger], time: Time) -> None:
    one, _ = two
    assert one.tell("day 2026-03-02 budget une")
    assert one.tell("site une")
    time.now += timedelta(days=8)
    assert one.tell("day 2026-03-10 budget une")
    assert not one.told("day 2026-03-02 budget une")
    assert one.told("site une")
