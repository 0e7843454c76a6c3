"""Schedules: durations and cron expressions, in cron's own meaning."""

from __future__ import annotations

import pytest

from bridge.config import Schedule
from bridge.config.schedules import parse_cron


@pytest.mark.parametrize(
    ("text", "seconds"), [("30s", 30), ("5m", 300), ("2h", 7200), ("1j", 86400), ("1d", 86400), (" 10 m ", 600)]
)
def test_durations(text: str, seconds: int) -> None:
    assert Schedule(every=text).seconds == seconds


@pytest.mark.parametrize("text", ["5", "m", "5 minutes", "-5m", "0s", "9s", "8j", "1.5h", "٥m", ""])
def test_what_is_no_duration(text: str) -> None:
    with pytest.raises(ValueError, match="attendu : une durée"):
        Schedule(every=text)


def test_exactly_one_of_the_two() -> None:
    for wrong in ({}, {"every": "5m", "cron": "* * * * *"}, {"timezone": "Europe/Paris"}):
        with pytest.raises(ValueError, match="attendu : soit"):
            Schedule.model_validate(wrong)


def test_an_unknown_time_zone_is_told_with_the_nearest() -> None:
    with pytest.raises(ValueError, match="vouliez-vous dire « Europe/Paris »"):
        Schedule(cron="* * * * *", timezone="Europe/Pari")


def test_working_hours_on_working_days() -> None:
    times = parse_cron("*/20 7-9 * * 1-5")
    assert times.minutes == (0, 20, 40)
    assert times.hours == (7, 8, 9)
    assert times.days is None
    assert times.months is None
    assert times.weekdays == (1, 2, 3, 4, 5)


@pytest.mark.parametrize(
    ("text", "weekdays"),
    [
        ("0", (0,)),
        ("7", (0,)),
        ("5-7", (0, 5, 6)),
        ("fri-sun", (0, 5, 6)),
        ("MON,wed", (1, 3)),
        ("*/2", (0, 2, 4, 6)),
        ("1-5/2", (1, 3, 5)),
        ("5/1", (0, 5, 6)),
    ],
)
def test_weekdays_in_crons_numbers(text: str, weekdays: tuple[int, ...]) -> None:
    assert parse_cron(f"0 0 * * {text}").weekdays == weekdays


@pytest.mark.parametrize(
    "text",
    ["", "* * * *", "* * * * * *", "60 * * * *", "* 24 * * *", "* * 0 * *", "* * * 13 *", "* * * * 8", "5-1 * * * *",
     "*/0 * * * *", "*/x * * * *", "a * * * *", "1,,2 * * * *", "@daily", "-1 * * * *", "² * * * *"],
)  # fmt: skip
def test_what_is_no_cron_expression(text: str) -> None:
    with pytest.raises(ValueError, match=r"attendu|pas après|à l'envers"):
        parse_cron(text)
