"""Whether the process lives and whether it does its work, as HTTP checks ask it.

*Alive*: its threads turn; where they don't, a restart helps (the ledger knows where each draft stands). *Ready*: the
ledger answers and the sites are polled when they should be; where not, somebody has to look.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from bridge.domain.one_line import clean
from bridge.errors import BridgeError
from bridge.runners.pool import Crashed, Ended, Event, HeldBack, Polled, PollFailed, Started, Withdrawn

#: When a site is to be polled next, after a moment (both aware); None where it never is.
NextPoll = Callable[[str, datetime], datetime | None]
#: A poll may come so much later than planned: the machine slept, the site is slow.
SLACK = timedelta(minutes=10)
#: A draft that runs for longer than this many times its site's ``max_minutes`` hangs: within it no model is asked.
_PATIENCE = 2


@dataclass(kw_only=True, slots=True)
class _Polling:
    """A site's polls as this process saw them. ``active``: the last event of the site."""

    active: datetime
    answered: datetime | None = None
    error: str = ""


@dataclass(kw_only=True, slots=True)
class _Pulse:
    within: timedelta
    last: datetime


@dataclass(frozen=True, kw_only=True, slots=True)
class Report:
    """What a check is told. ``ok``: the HTTP status; ``data``: plain values for JSON, the reasons in French."""

    ok: bool
    data: Mapping[str, Any] = field(default_factory=dict)


class Health:
    """Listens to the pool, and is told of each turn of a thread that must turn.

    ``limits``: by site that this process serves, how many minutes a draft may take. ``next_poll``: None in a process
    that polls nothing. ``redact`` takes secrets out of what errors say. ``clock`` gives aware times.
    """

    def __init__(
        self,
        limits: Mapping[str, float],
        *,
        next_poll: NextPoll | None = None,
        redact: Callable[[str], str],
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self._limits = limits
        self._next_poll = next_poll
        self._redact = redact
        self._clock = clock
        self._lock = threading.Lock()
        self._pulses: dict[str, _Pulse] = {}
        self._running: dict[int, tuple[str, datetime]] = {}
        now = clock()
        self._polls = {site: _Polling(active=now) for site in limits} if next_poll else {}

    def expect(self, name: str, *, within: timedelta) -> Callable[[], None]:
        """A thread that turns at least so often; it calls what is returned at each turn."""
        with self._lock:
            self._pulses[name] = _Pulse(within=within, last=self._clock())
        return lambda: self._beat(name)

    def _beat(self, name: str) -> None:
        with self._lock:
            self._pulses[name].last = self._clock()

    def listen(self, event: Event) -> None:
        """Remember the polls, and the drafts that run."""
        now = self._clock()
        with self._lock:
            if isinstance(event, Started):
                self._running[event.job.id] = (event.job.site, now)
            elif isinstance(event, Ended | Crashed | Withdrawn):
                self._running.pop(event.job.id, None)
            site = event.site if isinstance(event, Polled | PollFailed | HeldBack) else event.job.site
            polling = self._polls.get(site)
            if polling is None:
                return
            polling.active = now
            if isinstance(event, Polled):
                polling.answered, polling.error = now, ""
            elif isinstance(event, PollFailed):
                polling.error = self._told(event.error)

    def spared(self, site: str) -> None:
        """Another process polls the site this time: no poll here is none that is late."""
        with self._lock:
            if site in self._polls:
                self._polls[site].active = self._clock()

    def _told(self, error: Exception) -> str:
        """An unexpected error's own words may hold anything: they go to its report, and not here."""
        if isinstance(error, BridgeError):
            return clean(self._redact(error.what))
        return f"erreur interne ({type(error).__name__})"

    def alive(self) -> Report:
        """Whether everything that must turn does."""
        now = self._clock()
        with self._lock:
            reasons = [
                f"« {name} » ne tourne plus depuis {_ago(now - pulse.last)}"
                for name, pulse in self._pulses.items()
                if now - pulse.last > pulse.within
            ]
            reasons += [
                f"le travail n° {job} ({site}) dure depuis {_ago(now - since)}"
                for job, (site, since) in self._running.items()
                if now - since > timedelta(minutes=self._limits.get(site, 60) * _PATIENCE)
            ]
        return Report(ok=not reasons, data={"status": "failing" if reasons else "ok", "reasons": reasons})

    def ready(self, ledger_error: BridgeError | None) -> Report:
        """Whether the ledger answers and the polls are made. A site that is down is told, and is no reason to be not
        ready, as long as another answers."""
        now = self._clock()
        with self._lock:
            sites = {site: self._of(site, polling, now) for site, polling in self._polls.items()}
        reasons = (
            [] if ledger_error is None else [f"le registre ne répond pas : {clean(self._redact(ledger_error.what))}"]
        )
        reasons += [f"site {site} : {told['reason']}" for site, told in sites.items() if told["status"] == "late"]
        if sites and all(told["status"] == "down" for told in sites.values()):
            reasons.append("aucun site ne répond")
        data: dict[str, Any] = {"status": "not ready" if reasons else "ready", "reasons": reasons}
        data["ledger"] = "ok" if ledger_error is None else "down"
        return Report(ok=not reasons, data=data | ({"sites": sites} if self._polls else {}))

    def _of(self, site: str, polling: _Polling, now: datetime) -> dict[str, Any]:
        answered = polling.answered.isoformat(timespec="seconds") if polling.answered else None
        told: dict[str, Any] = {"status": "ok", "answered": answered}
        busy = any(at == site for at, _ in self._running.values())
        due = self._next_poll(site, polling.active) if self._next_poll else None
        if not busy and due is not None and now > due + SLACK:
            return told | {"status": "late", "reason": f"pas relevé depuis {_ago(now - polling.active)}"}
        if polling.error:
            return told | {"status": "down", "reason": polling.error}
        return told if polling.answered else told | {"status": "waiting", "reason": "pas encore relevé"}


def _ago(time: timedelta) -> str:
    seconds = int(time.total_seconds())
    return f"{seconds} s" if seconds < 120 else f"{seconds // 60} min"
