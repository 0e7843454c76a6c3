"""Where a process is killed: before and after each write of the ledger, each request to the site, each model call.

Wrapped from outside, in the process that shall die: what runs between two boundaries is the bridge as it is.
"""

from __future__ import annotations

import os
import re
import signal
import socket
import sys
import threading
from collections import Counter
from collections.abc import Mapping
from types import FrameType
from typing import Any

from sqlalchemy import Engine, event

from bridge.engines.openai_compatible.transport import Client
from bridge.ledger.transaction import Transaction
from bridge.wordpress.http import Connection

_WRITES = ("INSERT", "UPDATE", "DELETE")
_XMLRPC_METHOD = re.compile(rb"<methodName>([\w.]+)</methodName>")


class Boundaries:
    """Counts them, notes each in a file, and does what the plan says at one of them.

    The plan: ``die`` and ``pause`` name a boundary by its number (from 0) or by its name and how often it was reached
    (from 1). A paused process tells ``port`` on loopback, and goes on when that connection is closed.
    """

    def __init__(self, plan: Mapping[str, Any], notes: str) -> None:
        self._plan = plan
        self._notes = os.open(notes, os.O_WRONLY | os.O_CREAT | os.O_APPEND | os.O_TRUNC, 0o600)
        self._lock = threading.Lock()
        self._number = 0
        self._seen: Counter[str] = Counter()

    def at(self, name: str) -> None:
        """A boundary is reached."""
        with self._lock:
            number, self._number = self._number, self._number + 1
            self._seen[name] += 1
            here = (number, [name, self._seen[name]])
            os.write(self._notes, f"{name}\n".encode())
            if self._plan.get("die") in here:
                os.kill(os.getpid(), signal.SIGKILL)
        if self._plan.get("pause") in here:
            with socket.create_connection(("127.0.0.1", self._plan["port"])) as told:
                told.recv(1)


def install(boundaries: Boundaries) -> None:
    """Wrap what leaves a trace outside this process."""
    _round_transactions(boundaries)
    _round(boundaries, Connection, lambda arguments, options: f"site {_request(arguments, options)}")
    _round(boundaries, Client, lambda _arguments, _options: "model")


def _round(boundaries: Boundaries, kind: Any, name_of: Any) -> None:
    send = kind.send

    def wrapped(self: Any, *arguments: Any, **options: Any) -> Any:
        name = name_of(arguments, options)
        boundaries.at(f"before {name}")
        answer = send(self, *arguments, **options)
        boundaries.at(f"after {name}")
        return answer

    kind.send = wrapped


def _request(arguments: tuple[Any, ...], options: Mapping[str, Any]) -> str:
    """What is asked of a site, without the draft's number."""
    called = _XMLRPC_METHOD.search(options.get("data") or b"")
    return called[1].decode() if called else f"{arguments[0]} {re.sub(r'[0-9]+', 'N', arguments[1])}"


def _round_transactions(boundaries: Boundaries) -> None:
    here = threading.local()
    enter, leave = Transaction.__enter__, Transaction.__exit__

    @event.listens_for(Engine, "before_cursor_execute")
    def noticed(_connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        here.writes = getattr(here, "writes", False) or statement.lstrip().upper().startswith(_WRITES)

    def entered(self: Transaction) -> Any:
        here.writes = False
        return enter(self)

    def left(self: Transaction, kind: Any, error: Any, trace: Any) -> None:
        name = f"ledger {_method(sys._getframe())}" if kind is None and here.writes else None
        if name:
            boundaries.at(f"before {name}")
        leave(self, kind, error, trace)
        if name:
            boundaries.at(f"after {name}")

    Transaction.__enter__, Transaction.__exit__ = entered, left  # type: ignore[method-assign]


def _method(frame: FrameType | None) -> str:
    """The ledger's method that the transaction belongs to."""
    while frame and "/bridge/ledger/" not in frame.f_code.co_filename:
        frame = frame.f_back
    return frame.f_code.co_name.strip("_") if frame else "?"
