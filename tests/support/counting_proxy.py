"""A relay on loopback that counts what passes: requests, and bytes both ways, headers and all."""

from __future__ import annotations

import re
import socket
import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from urllib.parse import urlsplit

_REQUEST = re.compile(rb"^([A-Z]+ \S+) HTTP/1\.1\r$", re.MULTILINE)


@dataclass
class Counted:
    """``url`` stands for the server behind. ``requests``: methods and addresses; ``bytes`` of both ways;
    ``connections`` that were opened. ``most`` of them were open at once."""

    url: str
    requests: list[str] = field(default_factory=list)
    bytes: int = 0
    connections: int = 0
    open: int = 0
    most: int = 0
    lock: threading.Lock = field(default_factory=threading.Lock)

    def forget(self) -> None:
        """Count from here."""
        with self.lock:
            self.requests.clear()
            self.bytes = self.connections = 0


@contextmanager
def counting_proxy(url: str) -> Iterator[Counted]:
    """Relays until the block ends."""
    behind = urlsplit(url)

    class Handler(socketserver.BaseRequestHandler):
        def handle(self) -> None:
            with counted.lock:
                counted.connections += 1
                counted.open += 1
                counted.most = max(counted.most, counted.open)
            with socket.create_connection((behind.hostname or "", behind.port or 80)) as server:
                back = threading.Thread(target=relay, args=(server, self.request, False))
                back.start()
                relay(self.request, server, True)
                back.join()
            with counted.lock:
                counted.open -= 1

    def relay(source: socket.socket, target: socket.socket, forth: bool) -> None:
        with suppress(OSError):
            while data := source.recv(65_536):
                with counted.lock:
                    counted.bytes += len(data)
                    if forth:
                        counted.requests += [found.decode() for found in _REQUEST.findall(data)]
                target.sendall(data)
        with suppress(OSError):
            target.shutdown(socket.SHUT_WR)

    class Server(socketserver.ThreadingTCPServer):
        allow_reuse_address = True
        daemon_threads = False
        request_queue_size = 64

    with Server(("127.0.0.1", 0), Handler) as server:
        counted = Counted(f"http://127.0.0.1:{server.server_address[1]}{behind.path}")
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        try:
            yield counted
        finally:
            server.shutdown()
            thread.join()
