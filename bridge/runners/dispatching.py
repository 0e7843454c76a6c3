"""Rounds whose drafts are rewritten by others: polls sites, admits what is new, and hands it to workers."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from bridge.domain.job import Job
from bridge.runners.pool import Listener, Polled, PollFailed, Pool, Round, Service

if TYPE_CHECKING:
    from bridge.config import Config
    from bridge.runners.queue import Queue

T = TypeVar("T")


class Dispatching(Service, Protocol):
    """What dispatching needs of ``bootstrap.Bridge``."""

    def dispatch(self, defer: Any) -> None:
        """What is admitted from now on is handed over by ``defer``."""

    def hand_over(self, sites: Iterable[str]) -> int:
        """Tell workers of every job that waits for one; how many they did not know of."""

    def next_change(self, sites: Iterable[str]) -> float | None:
        """Seconds until a job may be taken up that can't be now; None where none waits so."""

    def in_ledger(self, work: Callable[[Any], T]) -> T:
        """Something done on the ledger's own connection."""

    def idle(self, job: int) -> Job | None:
        """The job of that number where it may be taken up now."""


class Dispatcher(Pool):
    """A pool that begins no draft itself: ``run`` returns when all are handed over. ``Polled.resumed`` counts those
    that workers did not know of before."""

    def __init__(self, service: Dispatching, *, listener: Listener, turn: Callable[[str], bool]) -> None:
        super().__init__(service, workers=1, listener=listener, turn=turn)
        self._dispatching = service

    def _poll(self, site: str, told: Round) -> Polled | PollFailed | None:  # noqa: ARG002 (nothing is begun here)
        event: Polled | PollFailed
        try:
            if not self._turn(site):
                return None
            admission = self._service.admit(site)
            again = self._dispatching.hand_over([site])
        except Exception as error:  # one site's trouble, a bug included, must not stop the others
            event = PollFailed(site=site, error=error)
        else:
            event = Polled(site=site, listed=admission.listed, admitted=len(admission.admitted), resumed=again)
        self.tell(event)
        return event


def connect(bridge: Dispatching) -> Queue:
    """The queue, ready; from now on what the bridge admits is handed to it. ConfigError, LedgerError."""
    from bridge.runners.queue import Queue

    queue = Queue()
    bridge.in_ledger(queue.prepare)
    bridge.dispatch(queue.defer)
    return queue


def pool_of(
    config: Config, bridge: Dispatching, *, listener: Listener, turn: Callable[[str], bool] = lambda _: True
) -> Pool:
    """What the configuration's ``dispatch`` asks for: a pool of this process, or one that hands over to workers."""
    if config.dispatch == "embedded":
        return Pool(bridge, workers=config.workers, listener=listener, turn=turn)
    connect(bridge)
    return Dispatcher(bridge, listener=listener, turn=turn)
