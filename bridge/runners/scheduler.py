"""Poll every site on its own schedule, until somebody says stop.

APScheduler runs in the background and the main thread does nothing but wait for signals: a signal handler that
called into the scheduler could find it in the middle of its own bookkeeping.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, datetime, tzinfo
from zoneinfo import ZoneInfo

from apscheduler.events import EVENT_JOB_ERROR, EVENT_JOB_MAX_INSTANCES, JobEvent
from apscheduler.executors.pool import ThreadPoolExecutor
from apscheduler.schedulers.background import BackgroundScheduler
from apscheduler.triggers.base import BaseTrigger
from apscheduler.triggers.combining import OrTrigger
from apscheduler.triggers.cron import CronTrigger
from apscheduler.triggers.interval import IntervalTrigger

from bridge.config import Cron, Schedule
from bridge.runners.pool import Pool

#: In the order of cron's numbers. APScheduler's own numbers begin with Monday: only names mean the same to both.
_WEEKDAYS = ("sun", "mon", "tue", "wed", "thu", "fri", "sat")
#: What a site's daily job has behind its name, which no site's name can have.
_DAILY = " (daily)"
#: The name of the job that shows that the scheduler turns; no site's name has a space.
_PULSE = "the pulse"


def trigger_of(schedule: Schedule) -> BaseTrigger:
    """APScheduler's trigger for a site's schedule."""
    zone = ZoneInfo(schedule.timezone) if schedule.timezone else None
    if schedule.times is not None:
        return _cron_trigger(schedule.times, zone)
    return IntervalTrigger(seconds=schedule.seconds, timezone=zone)


def next_poll(trigger: BaseTrigger, after: datetime) -> datetime | None:
    """When a site is due again, after a moment (aware); None where it never is."""
    due: datetime | None = trigger.get_next_fire_time(after, after)
    return due


def _cron_trigger(times: Cron, zone: tzinfo | None) -> BaseTrigger:
    """With both days of the month and weekdays, cron means either of them; one APScheduler trigger would mean both."""
    days = _listed(times.days)
    weekdays = "*" if times.weekdays is None else ",".join(_WEEKDAYS[day] for day in times.weekdays)
    pairs = [(days, weekdays)] if "*" in (days, weekdays) else [(days, "*"), ("*", weekdays)]
    triggers = [
        CronTrigger(
            minute=_listed(times.minutes),
            hour=_listed(times.hours),
            day=day,
            month=_listed(times.months),
            day_of_week=weekday,
            timezone=zone,
        )
        for day, weekday in pairs
    ]
    return triggers[0] if len(triggers) == 1 else OrTrigger(triggers)


def _listed(numbers: tuple[int, ...] | None) -> str:
    return "*" if numbers is None else ",".join(map(str, numbers))


class Rounds:
    """One round a site, each by its own trigger and the first at once; a site's polls never overlap.

    A round that comes while the one before is still at the site's drafts adds what it finds to them. ``on_trouble`` is
    told a site and the bug that broke its round, or None where one was left out because the one before still polled.
    ``daily`` is called for each site once a day; its troubles are told likewise. ``pulse`` is called every
    ``pulse_seconds``: by that somebody knows that the scheduler turns.
    """

    def __init__(
        self,
        pool: Pool,
        triggers: Mapping[str, BaseTrigger],
        *,
        on_trouble: Callable[[str, Exception | None], None],
        daily: Callable[[str], object] | None = None,
        pulse: Callable[[], object] | None = None,
        pulse_seconds: int = 10,
    ) -> None:
        self._pool = pool
        self._on_trouble = on_trouble
        self._scheduler = BackgroundScheduler(
            # for each site one round that is at its drafts, and one that polls it meanwhile; the pulse has a thread of
            # its own: rounds that last must not look like a scheduler that stands still
            executors={"default": ThreadPoolExecutor(max(1, 2 * len(triggers))), _PULSE: ThreadPoolExecutor(1)},
            # A round that was missed (the machine slept) is caught up once, however late and however many there were.
            job_defaults={"max_instances": 2, "coalesce": True, "misfire_grace_time": None},
            timezone=UTC,
        )
        self._scheduler.add_listener(self._trouble, EVENT_JOB_MAX_INSTANCES | EVENT_JOB_ERROR)
        for site, trigger in triggers.items():
            self._scheduler.add_job(self._round, trigger, args=[site], id=site, next_run_time=datetime.now(UTC))
            if daily is not None:
                self._scheduler.add_job(daily, IntervalTrigger(days=1), args=[site], id=f"{site}{_DAILY}")

        if pulse is not None:
            self._scheduler.add_job(pulse, IntervalTrigger(seconds=pulse_seconds), id=_PULSE, executor=_PULSE)

    def _round(self, site: str) -> None:
        if self._pool.run([site]).skipped:
            self._on_trouble(site, None)

    def start(self) -> None:
        """Begin; returns at once."""
        self._scheduler.start()

    def begin_no_more(self) -> None:
        """Begin no further draft; returns at once."""
        self._pool.stop()

    def stop(self) -> None:
        """Begin no further round nor draft, and return when those that run are through."""
        self.begin_no_more()
        self._scheduler.shutdown(wait=True)
        self._pool.wait()

    def _trouble(self, event: JobEvent) -> None:
        if event.job_id == _PULSE:
            return
        self._on_trouble(event.job_id.removesuffix(_DAILY), getattr(event, "exception", None))
