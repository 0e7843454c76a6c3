"""When a failed try is made again, as a table."""

from __future__ import annotations

from datetime import datetime, timedelta
from itertools import pairwise

import pytest

from bridge.domain.retries import LONGEST_WAIT, MOST_TRIES, PATIENCE, Failure, Trouble, kind_of, next_try
from bridge.errors import (
    BridgeError,
    BudgetSpent,
    CircuitOpen,
    DraftBusy,
    EngineRefused,
    EngineUnavailable,
    SiteRefused,
    SiteUnavailable,
)

NOW = datetime(2026, 3, 2, 9, 0)
TEMPORARY, PERMANENT, WAITING = Trouble.TEMPORARY, Trouble.PERMANENT, Trouble.WAITING
MINUTE = 60


@pytest.mark.parametrize(
    ("error", "kind"),
    [
        (SiteUnavailable("x"), TEMPORARY),
        (EngineUnavailable("x"), TEMPORARY),
        (DraftBusy("x"), TEMPORARY),
        (SiteRefused("x"), PERMANENT),
        (EngineRefused("x"), PERMANENT),
        (BudgetSpent("x"), WAITING),
        (CircuitOpen("x"), WAITING),
    ],
)
def test_the_kind_of_a_trouble(error: BridgeError, kind: Trouble) -> None:
    assert kind_of(error) is kind


@pytest.mark.parametrize(
    ("kind", "number", "asked", "at_least", "at_most"),
    [
        (TEMPORARY, 1, None, 30, 60),
        (TEMPORARY, 2, None, 60, 120),
        (TEMPORARY, 5, None, 8 * MINUTE, 16 * MINUTE),
        (TEMPORARY, 7, None, 30 * MINUTE, 60 * MINUTE),
        (TEMPORARY, 10_000, None, 30 * MINUTE, 60 * MINUTE),
        (TEMPORARY, 1, 600, 600, 600),
        (TEMPORARY, 5, 10, 8 * MINUTE, 16 * MINUTE),
        (TEMPORARY, 1, 10**12, 24 * 60 * MINUTE, 24 * 60 * MINUTE),
        (PERMANENT, 1, None, 5 * MINUTE, 10 * MINUTE),
        (PERMANENT, 2, None, 30 * MINUTE, 60 * MINUTE),
        (WAITING, 1, None, 0, 0),
        (WAITING, 500, None, 0, 0),
        (WAITING, 500, 90, 90, 90),
    ],
)
def test_the_wait(kind: Trouble, number: int, asked: float | None, at_least: int, at_most: int) -> None:
    failure = Failure(kind=kind, number=number, first=NOW, now=NOW, retry_after=asked)
    waits = [next_try(failure, chance) for chance in (0.0, 0.5, 1.0)]
    seconds = [(wait - NOW).total_seconds() for wait in waits if wait]
    assert (seconds[0], seconds[-1]) == (at_least, at_most)
    assert sorted(seconds) == seconds


@pytest.mark.parametrize(
    ("kind", "number", "since", "goes_on"),
    [
        (TEMPORARY, 500, PATIENCE, True),
        (TEMPORARY, 2, PATIENCE + timedelta(seconds=1), False),
        (PERMANENT, MOST_TRIES - 1, PATIENCE * 9, True),
        (PERMANENT, MOST_TRIES, timedelta(), False),
        (WAITING, 10_000, PATIENCE * 100, True),
    ],
)
def test_the_end_of_patience(kind: Trouble, number: int, since: timedelta, goes_on: bool) -> None:
    failure = Failure(kind=kind, number=number, first=NOW - since, now=NOW)
    assert (next_try(failure, 0.5) is not None) is goes_on


def test_a_day_without_the_site_costs_few_tries() -> None:
    """At the worst of luck; every five minutes it would have been 288."""
    now, tries = NOW, [NOW]
    while again := next_try(Failure(kind=TEMPORARY, number=len(tries), first=NOW, now=now), 0.0):
        now = again
        tries.append(now)
    assert 24 < len(tries) < 60
    assert all(after - before <= LONGEST_WAIT for before, after in pairwise(tries))
