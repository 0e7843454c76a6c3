"""Stops: signals wait in a queue for the main thread, and what runs gets its grace."""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from queue import Empty, SimpleQueue
from types import FrameType
from typing import Protocol

from bridge.runners.pool import Outcome, Pool

_DONE = "done"


@contextmanager
def stop_signals() -> Iterator[SimpleQueue[str]]:
    """A queue that receives the name of each SIGTERM and SIGINT meanwhile."""
    # SimpleQueue.put may be called in a signal handler, whatever the main thread is doing; Event.set may not.
    asked: SimpleQueue[str] = SimpleQueue()

    def ask(number: int, frame: FrameType | None) -> None:  # noqa: ARG001 (the signature is the standard library's)
        asked.put(signal.Signals(number).name)

    before = {number: signal.signal(number, ask) for number in (signal.SIGTERM, signal.SIGINT)}
    try:
        yield asked
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def in_time(work: Callable[[], object], asked: SimpleQueue[str], *, grace: float) -> bool:
    """Whether the work, begun here in a thread, is through within ``grace`` seconds and before a further signal."""

    def finish() -> None:
        try:
            work()
        finally:
            asked.put(_DONE)

    threading.Thread(target=finish, name="stop", daemon=True).start()
    try:
        return asked.get(timeout=grace) == _DONE
    except Empty:
        return False


class Running(Protocol):
    """What runs until it is stopped: rounds on a schedule, a worker."""

    def start(self) -> None:
        """Begin; returns at once."""

    def begin_no_more(self) -> None:
        """Begin no further draft; returns at once."""

    def stop(self) -> None:
        """Likewise, and return when those that run are through."""


def run_until_stopped(
    running: Running, asked: SimpleQueue[str], *, grace: float, on_stop: Callable[[str], None]
) -> bool:
    """Run until a stop is asked for, then let the drafts that run finish.

    ``on_stop`` is told the signal. Returns whether all was through within ``grace`` seconds and before a second
    signal; where not, the process may end all the same: the ledger knows where each job stands.
    """
    running.start()
    signal_name = asked.get()
    running.begin_no_more()
    on_stop(signal_name)
    return in_time(running.stop, asked, grace=grace)


@dataclass(frozen=True, kw_only=True, slots=True)
class Once:
    """How one round ended. ``outcome``: None where drafts still ran when the grace was over. ``signal``: the one that
    stopped it, None where none did."""

    outcome: Outcome | None
    signal: signal.Signals | None = None


def run_once(
    pool: Pool, sites: Sequence[str], asked: SimpleQueue[str], *, grace: float, on_stop: Callable[[str], None]
) -> Once:
    """One round over the sites. A signal lets the drafts that run finish within ``grace`` seconds, and begins no other;
    a second one ends the wait. ``on_stop`` is told the signal."""
    ends: list[Outcome | BaseException] = []

    def work() -> None:
        try:
            ends.append(pool.run(sites))
            pool.wait()
        except BaseException as error:
            ends.append(error)
        asked.put(_DONE)

    worker = threading.Thread(target=work, name="round", daemon=True)
    worker.start()
    said = asked.get()
    if said == _DONE:
        return Once(outcome=_result(ends))
    pool.stop()
    on_stop(said)
    finished = in_time(worker.join, asked, grace=grace)
    return Once(outcome=_result(ends) if finished else None, signal=signal.Signals[said])


def _result(ends: list[Outcome | BaseException]) -> Outcome:
    [end] = ends
    if isinstance(end, BaseException):
        raise end
    return end
