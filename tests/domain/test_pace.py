"""What servers say of their limits, and when the next call may be made after it."""

from __future__ import annotations

import pytest

from bridge.domain.pace import LONGEST_ASKED, Pace, duration, retry_after

NOW = 1_000.0
#: 2026-02-27 09:00:00 UTC
WALL = 1_772_182_800.0


@pytest.mark.parametrize(
    ("said", "seconds"),
    [
        ("1s", 1),
        ("6m0s", 360),
        ("12ms", 0.012),
        ("1h2m3.5s", 3723.5),
        ("2d", 172_800),
        ("26", 26),
        ("0.5", 0.5),
        (str(int(WALL) + 7), 7),
        (str((int(WALL) + 7) * 1000), 7),
        ("2026-02-27T09:00:09Z", 9),
        ("Fri, 27 Feb 2026 09:00:30 GMT", 30),
        (str(int(WALL) - 100), 0),
        ("", None),
        ("soon", None),
        ("-5", None),
        ("1e9", None),
        ("٣", None),
        ("9" * 400, None),
    ],
)
def test_how_long_a_reset_takes(said: str, seconds: float | None) -> None:
    assert duration(said, WALL) == (None if seconds is None else pytest.approx(seconds))


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({"Retry-After": "20"}, 20),
        ({"retry-after": "0.5"}, 0.5),
        ({"retry-after-ms": "1500", "retry-after": "9"}, 1.5),
        ({"Retry-After": "Fri, 27 Feb 2026 09:02:00 GMT"}, 120),
        ({"Retry-After": "Fri, 27 Feb 2026 08:00:00 GMT"}, 0),
        ({"Retry-After": "bientôt"}, None),
        ({}, None),
    ],
)
def test_how_long_a_server_wants_to_be_left_alone(headers: dict[str, str], seconds: float | None) -> None:
    assert retry_after(headers, WALL) == seconds


@pytest.mark.parametrize(
    ("headers", "pause"),
    [
        ({"x-ratelimit-remaining-requests": "0", "x-ratelimit-reset-requests": "1s"}, 1),
        ({"X-RateLimit-Remaining-Tokens": "0", "X-RateLimit-Reset-Tokens": "6m0s"}, 360),
        ({"x-ratelimit-remaining-requests": "3", "x-ratelimit-reset-requests": "1s"}, 0),
        ({"x-ratelimitbysize-remaining-minute": "0", "ratelimitbysize-reset": "26"}, 26),
        ({"ratelimit-remaining": "0", "ratelimit-reset": "12"}, 12),
        # the longer of two budgets that are used up
        (
            {
                "x-ratelimit-remaining-requests": "0", "x-ratelimit-reset-requests": "2s",
                "x-ratelimit-remaining-tokens": "0", "x-ratelimit-reset-tokens": "9s",
            },
            9,
        ),
        # nobody says when: a refusal will tell
        ({"x-ratelimit-remaining-req-minute": "0"}, 0),
        ({"x-ratelimit-remaining-requests": "many", "x-ratelimit-reset-requests": "1s"}, 0),
        ({"x-ratelimit-remaining-requests": "0", "x-ratelimit-reset-requests": "99999999s"}, LONGEST_ASKED),
    ],
)  # fmt: skip
def test_nobody_calls_before_a_budget_that_is_used_up_is_renewed(headers: dict[str, str], pause: float) -> None:
    assert Pace().answered(headers, NOW, WALL).pause(NOW) == pause


def test_what_is_under_way_counts_against_what_is_left() -> None:
    pace = Pace().answered({"ratelimit-remaining": "2", "ratelimit-reset": "30"}, NOW, WALL)
    assert [pace.room(NOW, under_way) for under_way in (0, 1, 2, 3)] == [True, True, False, False]
    assert pace.renewed(NOW) == 30
    assert pace.room(NOW + 30, 3), "renewed"


def test_a_refusal_is_a_pause_for_all_and_fewer_at_once_after_it() -> None:
    pace = Pace().refused({"Retry-After": "20"}, NOW, WALL, under_way=8)
    assert (pace.pause(NOW), pace.pause(NOW + 20)) == (20, 0)
    assert [pace.room(NOW + 20, under_way) for under_way in (3, 4)] == [True, False]
    assert pace.answered({}, NOW + 21, WALL).room(NOW + 21, 4), "one more with every answer"
    halved = pace.refused({"Retry-After": "1"}, NOW + 21, WALL, under_way=4).refused({}, NOW, WALL, under_way=1)
    assert (halved.room(NOW + 99, 0), halved.room(NOW + 99, 1)) == (True, False)


def test_refusals_that_name_no_pause_lengthen_it_until_one_is_answered() -> None:
    pace, pauses = Pace(), []
    for moment in range(0, 8_000, 1_000):
        pace = pace.refused({}, moment, WALL, under_way=1)
        pauses.append(pace.pause(moment))
    assert pauses == [1, 2, 4, 8, 16, 30, 30, 30]
    assert pace.answered({}, 9_000, WALL).refused({}, 9_000, WALL, under_way=1).pause(9_000) == 1


def test_no_pause_is_longer_than_a_day() -> None:
    assert Pace().refused({"Retry-After": "999999999"}, NOW, WALL, under_way=1).pause(NOW) == LONGEST_ASKED
