"""A relay on loopback that counts what passes between the bridge and a site: requests, and bytes with their headers.

It changes nothing and understands little: bytes from the client after bytes from the server begin a new exchange, whose
first line names method and path. That holds for HTTP/1.1 as long as nobody sends a request before the last is answered.
"""

from __future__ import annotations

import contextlib
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from urllib.parse import urlsplit

_CHUNK = 65_536


@dataclass(slots=True)
class Exchange:
    """A request and its answer. ``sent`` and ``received`` in bytes, of the client's side; times are monotonic."""

    begun: float
    method: str = ""
    path: str = ""
    sent: int = 0
    received: int = 0
    ended: float = 0.0
    head: bytes = field(default=b"", repr=False)

    @property
    def route(self) -> str:
        """Method and path without its query, with numbers told as ``N``."""
        parts = urlsplit(self.path).path.split("/")
        return f"{self.method} {'/'.join('N' if part.isdigit() else part for part in parts)}"


class Relay:
    """Relays to ``target`` (scheme http). ``url`` is where it listens."""

    def __init__(self, target: str) -> None:
        parts = urlsplit(target)
        assert parts.scheme == "http", target
        assert parts.hostname, target
        self._target = (parts.hostname, parts.port or 80)
        self._path = parts.path
        self._lock = threading.Lock()
        self._exchanges: list[Exchange] = []
        self._connections = 0
        self._threads: list[threading.Thread] = []
        self._sockets: list[socket.socket] = []
        self._listening = socket.create_server(("127.0.0.1", 0))
        self._accepting = threading.Thread(target=self._accept, daemon=True)
        self._accepting.start()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._listening.getsockname()[1]}{self._path}"

    @property
    def exchanges(self) -> list[Exchange]:
        """All so far, in order."""
        with self._lock:
            return list(self._exchanges)

    @property
    def connections(self) -> int:
        """How many TCP connections were opened."""
        with self._lock:
            return self._connections

    @property
    def most(self) -> int:
        """How many requests the server had at once, from the first byte of each to the last of its answer."""
        found = self.exchanges
        return max(
            (sum(each.begun <= one.begun < each.ended or each is one for each in found) for one in found), default=0
        )

    def forget(self) -> None:
        with self._lock:
            self._exchanges, self._connections = [], 0

    def close(self) -> None:
        with self._lock:
            opened = list(self._sockets)
        # shut down first: that wakes who waits in accept or recv, which closing alone does not
        for each in (self._listening, *opened):
            with contextlib.suppress(OSError):
                each.shutdown(socket.SHUT_RDWR)
        self._accepting.join()
        for thread in self._threads:
            thread.join()
        self._listening.close()

    def _accept(self) -> None:
        while True:
            try:
                client, _ = self._listening.accept()
            except OSError:
                return
            thread = threading.Thread(target=self._relay, args=(client,), daemon=True)
            with self._lock:
                self._connections += 1
                self._sockets.append(client)
                self._threads.append(thread)
            thread.start()

    def _relay(self, client: socket.socket) -> None:
        with client:
            try:
                server = socket.create_connection(self._target)
            except OSError:
                return
            with server:
                with self._lock:
                    self._sockets.append(server)
                conversation = _Conversation(self)
                back = threading.Thread(target=_pump, args=(server, client, conversation.received), daemon=True)
                back.start()
                _pump(client, server, conversation.sent)
                back.join()
        with self._lock:
            self._sockets = [each for each in self._sockets if each not in (client, server)]

    def _add(self, exchange: Exchange) -> None:
        with self._lock:
            self._exchanges.append(exchange)


class _Conversation:
    """What one connection's bytes mean."""

    def __init__(self, relay: Relay) -> None:
        self._relay = relay
        self._current: Exchange | None = None

    def sent(self, data: bytes) -> None:
        current = self._current
        if current is None or current.received:
            current = self._current = Exchange(begun=time.monotonic())
            self._relay._add(current)
        current.sent += len(data)
        if not current.method:
            current.head += data
            line, found, _ = current.head.partition(b"\r\n")
            if found:
                current.method, current.path = line.decode("latin-1").split(" ")[:2]
                current.head = b""

    def received(self, data: bytes) -> None:
        current = self._current
        if current is not None:
            current.received += len(data)
            current.ended = time.monotonic()


def _pump(origin: socket.socket, target: socket.socket, tell: object) -> None:
    """Until the one side has no more to say; the other is told so."""
    assert callable(tell)
    try:
        while data := origin.recv(_CHUNK):
            tell(data)
            target.sendall(data)
    except OSError:
        pass  # one of them is gone, and the other learns of it below
    with contextlib.suppress(OSError):
        target.shutdown(socket.SHUT_WR)


@contextmanager
def relayed(target: str) -> Iterator[Relay]:
    """A relay to ``target`` until the block ends."""
    relay = Relay(target)
    try:
        yield relay
    finally:
        relay.close()
