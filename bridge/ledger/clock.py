"""The time that all who share a ledger agree on: the database server's, where there is one.

Leases are compared between machines. One whose clock is two minutes ahead would take every other machine for dead.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import datetime, timedelta

from sqlalchemy import Engine, func, select

from bridge.ledger.history import utcnow
from bridge.ledger.transaction import Transaction


def shared_clock(engine: Engine) -> Callable[[], datetime]:
    """Now, in naive UTC. The server is asked once; from then on this machine counts, unmoved by whoever sets its clock.
    LedgerAway where the server does not answer."""
    if engine.dialect.name != "postgresql":
        return utcnow
    with Transaction(engine) as connection:
        began = connection.scalar(select(func.timezone("UTC", func.clock_timestamp())))
        start = _elapsed()
    assert isinstance(began, datetime)  # noqa: S101 - a timestamp is one
    return lambda: began + timedelta(seconds=_elapsed() - start)


def _elapsed() -> float:
    """Seconds since some moment, those in which the machine slept among them."""
    clock = getattr(time, "CLOCK_BOOTTIME", None)
    return time.monotonic() if clock is None else time.clock_gettime(clock)
