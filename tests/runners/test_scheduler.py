"""The scheduler: cron's meaning, the first round at once, no overlap, and an orderly stop."""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from queue import SimpleQueue
from zoneinfo import ZoneInfo

import pytest
from apscheduler.triggers.base import BaseTrigger
from apscheduler.triggers.date import DateTrigger
from apscheduler.triggers.interval import IntervalTrigger

from bridge.config import Schedule
from bridge.domain.job import Job
from bridge.runners.pool import Event, Polled, PollFailed, Pool
from bridge.runners.scheduler import Rounds, trigger_of
from bridge.runners.stopping import run_until_stopped, stop_signals

PARIS = ZoneInfo("Europe/Paris")
OFTEN = timedelta(milliseconds=5)


def fires(trigger: BaseTrigger, start: datetime, count: int) -> list[datetime]:
    found: list[datetime] = []
    previous, now = None, start
    for _ in range(count):
        previous = trigger.get_next_fire_time(previous, now)
        found.append(previous)
        now = previous + timedelta(microseconds=1)
    return found


def test_an_interval() -> None:
    first, second = fires(trigger_of(Schedule(every="5m")), datetime.now(UTC), 2)
    assert second - first == timedelta(minutes=5)


def test_cron_weekdays_begin_with_sunday() -> None:
    """1-5 is Monday to Friday. APScheduler's own numbers would make it Tuesday to Saturday."""
    trigger = trigger_of(Schedule(cron="0 7 * * 1-5", timezone="Europe/Paris"))
    days = fires(trigger, datetime(2026, 2, 27, 8, tzinfo=PARIS), 6)  # a Friday, after seven
    assert [day.strftime("%a %d %H:%M") for day in days] == [
        "Mon 02 07:00", "Tue 03 07:00", "Wed 04 07:00", "Thu 05 07:00", "Fri 06 07:00", "Mon 09 07:00",
    ]  # fmt: skip


def test_cron_days_and_weekdays_together_mean_either() -> None:
    trigger = trigger_of(Schedule(cron="0 0 1 * 0", timezone="Europe/Paris"))
    days = fires(trigger, datetime(2026, 4, 20, tzinfo=PARIS), 3)
    assert [day.strftime("%a %d") for day in days] == ["Sun 26", "Fri 01", "Sun 03"]


def test_cron_keeps_to_the_clock_on_the_wall_when_summer_comes() -> None:
    trigger = trigger_of(Schedule(cron="0 9 * * *", timezone="Europe/Paris"))
    before, after = fires(trigger, datetime(2026, 3, 28, tzinfo=PARIS), 2)
    assert (before.hour, after.hour) == (9, 9)
    assert after.astimezone(UTC) - before.astimezone(UTC) == timedelta(hours=23)


class Admission:
    listed = 0
    admitted: tuple[Job, ...] = ()


class FakeService:
    """Polls that do what the test wants; no drafts."""

    def __init__(self, poll: Callable[[str], None]) -> None:
        self.poll = poll

    def admit(self, site: str) -> Admission:
        self.poll(site)
        return Admission()

    def backlog(self, site: str) -> int:
        return 0

    def unfinished(
        self, site: str, *, but_for: frozenset[int] = frozenset(), limit: int | None = None, suspects: bool = False
    ) -> tuple[Job, ...]:
        return ()

    def ready(self, job: Job) -> None:
        """Nothing is ever down here."""

    def process(self, job: Job) -> Job:
        return job


def never(site: str, error: Exception | None) -> None:
    pytest.fail(f"{site}: {error}")


def test_the_first_round_comes_at_once() -> None:
    polled = threading.Event()
    with Pool(FakeService(lambda site: polled.set()), workers=1, listener=lambda event: None) as pool:
        rounds = Rounds(pool, {"gazette": DateTrigger(datetime(2099, 1, 1, tzinfo=UTC))}, on_trouble=never)
        rounds.start()
        assert polled.wait(timeout=60)
        rounds.stop()


def test_a_sites_rounds_never_overlap_and_another_sites_go_on() -> None:
    skipped, release, others = threading.Event(), threading.Event(), SimpleQueue[str]()
    lock, now, most = threading.Lock(), [0], [0]

    def poll(site: str) -> None:
        if site == "revue":
            others.put(site)
            return
        with lock:
            now[0] += 1
            most[0] = max(most[0], now[0])
        release.wait(timeout=60)
        with lock:
            now[0] -= 1

    def on_trouble(site: str, error: Exception | None) -> None:
        if site == "gazette" and error is None:
            skipped.set()

    with Pool(FakeService(poll), workers=1, listener=lambda event: None) as pool:
        often = {site: IntervalTrigger(seconds=OFTEN.total_seconds()) for site in ("gazette", "revue")}
        rounds = Rounds(pool, often, on_trouble=on_trouble)
        rounds.start()
        assert skipped.wait(timeout=60)
        assert others.get(timeout=60) == "revue"
        assert others.get(timeout=60) == "revue"
        release.set()
        rounds.stop()
    assert most[0] == 1


class Missed(BaseTrigger):  # type: ignore[misc]
    """A hundred moments in the past (the machine slept), then none."""

    def get_next_fire_time(self, previous: datetime | None, now: datetime) -> datetime | None:
        following = (previous or now - timedelta(hours=1)) + timedelta(seconds=1)
        start = self.__dict__.setdefault("start", following)
        return following if following < start + timedelta(seconds=100) else None


def test_rounds_that_were_missed_are_caught_up_once() -> None:
    """However late: the scheduler's default would have dropped them after one second."""
    polls = SimpleQueue[str]()
    with Pool(FakeService(polls.put), workers=1, listener=lambda event: None) as pool:
        rounds = Rounds(pool, {"gazette": Missed()}, on_trouble=never)
        rounds._scheduler.modify_job("gazette", next_run_time=datetime.now(UTC) - timedelta(hours=1))
        rounds.start()
        assert polls.get(timeout=60) == "gazette"
        rounds.stop()
    assert polls.empty()


def test_a_poll_that_fails_is_tried_again_at_the_next_time() -> None:
    events = SimpleQueue[Event]()
    failures = iter([RuntimeError("bug"), None])

    def poll(site: str) -> None:
        if error := next(failures, None):
            raise error

    with Pool(FakeService(poll), workers=1, listener=events.put) as pool:
        rounds = Rounds(
            pool,
            {"gazette": IntervalTrigger(seconds=OFTEN.total_seconds())},
            on_trouble=lambda site, error: None,
        )
        rounds.start()
        assert isinstance(events.get(timeout=60), PollFailed)
        assert isinstance(events.get(timeout=60), Polled)
        rounds.stop()


def test_a_bug_in_a_round_is_told() -> None:
    told = SimpleQueue[Exception | None]()

    def broken(event: Event) -> None:
        raise LookupError("listener")

    with Pool(FakeService(lambda site: None), workers=1, listener=broken) as pool:
        rounds = Rounds(
            pool,
            {"gazette": DateTrigger(datetime(2099, 1, 1, tzinfo=UTC))},
            on_trouble=lambda site, error: told.put(error),
        )
        rounds.start()
        assert isinstance(told.get(timeout=60), LookupError)
        rounds.stop()


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_stops_and_the_handlers_come_back(number: signal.Signals) -> None:
    before = signal.getsignal(number)
    told: list[str] = []
    with Pool(FakeService(lambda site: os.kill(os.getpid(), number)), workers=1, listener=lambda event: None) as pool:
        rounds = Rounds(pool, {"gazette": DateTrigger(datetime(2099, 1, 1, tzinfo=UTC))}, on_trouble=never)
        with stop_signals() as asked:
            assert run_until_stopped(rounds, asked, grace=60, on_stop=told.append)
    assert told == [number.name]
    assert signal.getsignal(number) == before


def test_a_second_signal_ends_the_wait() -> None:
    release, asked = threading.Event(), SimpleQueue[str]()

    def poll(site: str) -> None:
        asked.put("SIGTERM")
        asked.put("SIGTERM")
        release.wait(timeout=60)

    with Pool(FakeService(poll), workers=1, listener=lambda event: None) as pool:
        rounds = Rounds(pool, {"gazette": DateTrigger(datetime(2099, 1, 1, tzinfo=UTC))}, on_trouble=never)
        assert not run_until_stopped(rounds, asked, grace=60, on_stop=lambda name: None)
        release.set()


def test_the_grace_ends() -> None:
    release, asked = threading.Event(), SimpleQueue[str]()

    def poll(site: str) -> None:
        asked.put("SIGTERM")
        release.wait(timeout=60)

    with Pool(FakeService(poll), workers=1, listener=lambda event: None) as pool:
        rounds = Rounds(pool, {"gazette": DateTrigger(datetime(2099, 1, 1, tzinfo=UTC))}, on_trouble=never)
        assert not run_until_stopped(rounds, asked, grace=0, on_stop=lambda name: None)
        release.set()
