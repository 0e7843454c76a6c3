"""Who works on a job: a lease names a process, and lapses with it or with time."""

from __future__ import annotations

import os
import secrets
import socket
from datetime import datetime
from functools import cache

from sqlalchemy import ColumnElement, Connection, or_, select

from bridge.ledger.tables import jobs


def this_process() -> str:
    """``host:pid:token``; the token tells this process from an earlier one with its number (see ``is_gone``)."""
    return f"{socket.gethostname()}:{os.getpid()}:{_token(os.getpid())}"


@cache
def _token(_pid: int) -> str:
    """One a process; a forked child gets its own."""
    return secrets.token_hex(4)


def is_gone(owner: str) -> bool:
    """Whether an owner is a process of this machine that has ended. Of other machines nothing is known.

    A number alone is no proof of life: in a container every main process is 1, and the one before this one is gone.
    """
    host, pid, _ = [*owner.rsplit(":", 2), "", ""][:3]
    if host != socket.gethostname() or not pid.isdigit():
        return False
    if int(pid) == os.getpid():
        return owner != this_process()
    try:
        os.kill(int(pid), 0)
    except (ProcessLookupError, OverflowError):
        return True
    except PermissionError:
        return False
    return False


def free(connection: Connection, owner: str, now: datetime) -> ColumnElement[bool]:
    """The condition for a job that nobody works on: no lease, one that ran out, or one of a process that is gone."""
    owners = connection.scalars(select(jobs.c.lease_owner).where(jobs.c.lease_owner.is_not(None)).distinct()).all()
    gone = [other for other in owners if other != owner and is_gone(other)]
    return or_(jobs.c.lease_until.is_(None), jobs.c.lease_until < now, jobs.c.lease_owner.in_(gone))
