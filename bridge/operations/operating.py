"""Metrics, health and notices around a command that works on drafts: one call, whichever command it is."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from datetime import timedelta

import structlog

from bridge.config import Config, redact
from bridge.domain.article import ModelCall
from bridge.domain.finding import Finding
from bridge.domain.job import Job
from bridge.domain.ports import Observer
from bridge.errors import BudgetSpent
from bridge.operations.health import Health, NextPoll
from bridge.runners.pool import Event, Listener
from bridge.service import Bridge

_log = structlog.get_logger("seo-bridge")
#: A thread that is to turn is asked to so often, in seconds …
PULSE = 10
#: … and taken for stuck after so long.
_STUCK = timedelta(minutes=2)


@dataclass(frozen=True, kw_only=True, slots=True)
class Operations:
    """``listener`` is to be told the pool's events. ``pulse`` is to be called every ``PULSE`` seconds by the thread
    whose standing still is a reason to restart the process; ``spared`` where a site is another process's to poll (see
    ``turn``). ``address``: of the pages, "" where none are served."""

    listener: Listener
    pulse: Callable[[], None]
    spared: Callable[[str], None]
    address: str = ""

    def turn(self, mine: Callable[[str], bool]) -> Callable[[str], bool]:
        """The same question, whose « no » is remembered: a site that another process polls is not polled late here."""

        def ask(site: str) -> bool:
            answer = mine(site)
            if not answer:
                self.spared(site)
            return answer

        return ask


@contextmanager
def operating(
    bridge: Bridge,
    config: Config,
    *,
    sites: Sequence[str],
    serve: bool = True,
    turning: str = "",
    next_poll: NextPoll | None = None,
) -> Iterator[Operations]:
    """What the configuration asks for, as long as the command runs; the last notices are sent at the end.

    ``serve``: whether the pages are served, where the configuration has a port (a command of one round has no time to
    be asked). ``turning`` names the thread that calls ``pulse``, "" where none does. ``next_poll``: when a site is to
    be polled next, after a moment; None in a process that polls nothing. ConfigError where the port can't be had.
    """
    listeners: list[Listener] = []
    observers: list[Observer] = []
    pulse: Callable[[], None] = _nothing
    count: Callable[[str], None] = _unheard
    spared: Callable[[str], None] = _unheard
    address = ""
    with ExitStack() as stack:
        if serve and config.metrics is not None:
            from bridge.operations.metrics import Metrics  # heavy: only where they are asked for
            from bridge.operations.scraping import Snapshot
            from bridge.operations.server import metrics_page, report_page, served

            snapshot = Snapshot(bridge.watch)
            metrics = Metrics(config, snapshot, sites=sites)
            limits = {site: config.site(site).max_minutes for site in sites}
            health = Health(limits, next_poll=next_poll, redact=redact)
            if turning:
                pulse = health.expect(turning, within=_STUCK)
            listeners += [metrics.listen, health.listen]
            spared = health.spared
            observers.append(metrics)
            count = metrics.notice
            pages = {
                "/metrics": metrics_page(metrics.registry),
                "/healthz": report_page(health.alive),
                "/readyz": report_page(lambda: health.ready(snapshot.ledger().error)),
            }
            host = config.metrics.host
            port = stack.enter_context(served(host, config.metrics.port, pages))
            address = f"http://{f'[{host}]' if ':' in host else host}:{port}"
            _log.info("supervision ouverte", adresse=f"{address}/metrics")
        if config.notices:
            from bridge.operations.notices import Notifier
            from bridge.operations.sending import Apprise

            notifier = Notifier(config, bridge.watch, Apprise(), redact=redact, count=count)
            stack.enter_context(closing(notifier))
            listeners.append(notifier.listen)
            observers.append(notifier)
        if observers:
            bridge.observe(_All(observers))
        yield Operations(listener=_told(listeners), pulse=pulse, spared=spared, address=address)


def _nothing() -> None:
    """Nobody asks for this process's pulse."""


def _unheard(result: str) -> None:
    """Nobody counts notices."""


def _told(listeners: Sequence[Listener]) -> Listener:
    def tell(event: Event) -> None:
        for listener in listeners:
            listener(event)

    return tell


class _All:
    """Several observers as one (port Observer)."""

    def __init__(self, observers: Sequence[Observer]) -> None:
        self._observers = tuple(observers)

    def step(self, job: Job, step: str, seconds: float) -> None:
        """See the port."""
        for observer in self._observers:
            observer.step(job, step, seconds)

    def called(self, job: Job, call: ModelCall) -> None:
        """See the port."""
        for observer in self._observers:
            observer.called(job, call)

    def judged(self, job: Job, findings: tuple[Finding, ...]) -> None:
        """See the port."""
        for observer in self._observers:
            observer.judged(job, findings)

    def budget_spent(self, job: Job, error: BudgetSpent) -> None:
        """See the port."""
        for observer in self._observers:
            observer.budget_spent(job, error)
