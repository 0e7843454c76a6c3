"""A proxy on loopback between the bridge and a server, which does to chosen requests what networks do."""

from __future__ import annotations

import http.client
import re
import socket
import struct
import threading
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import urlsplit


class Fault(StrEnum):
    """What goes wrong; the values are what the documentation calls it."""

    REFUSED = "connection refused"
    RESET = "reset in the midst of the answer"
    DRIP = "an answer that drips"
    DRIP_HEADERS = "headers that drip"
    SILENT = "no answer at all"
    THROTTLED = "429"
    THROTTLED_UNTIL = "429 with Retry-After"
    ERROR = "500"
    GATEWAY = "502 with a page"
    TRUNCATED = "half of the JSON (or XML)"
    DUPLICATED = "the request arrives twice"
    LOST = "the answer is lost after the request was obeyed"


#: Seconds that a throttled request is told to wait.
ASKED_WAIT = 1
_PAGE = b"<!DOCTYPE html><html><head><title>502 Bad Gateway</title></head><body><h1>502 Bad Gateway</h1></body></html>"
_TEXT = "text/html; charset=UTF-8"
_EVERY = 0.02


@dataclass(frozen=True, kw_only=True)
class Request:
    """One that came: ``asked`` is what a script matches, its first line and the name of an XML-RPC method."""

    method: str
    target: str
    headers: list[tuple[str, str]]
    body: bytes

    @property
    def asked(self) -> str:
        """For example ``GET /wp-json/…`` or ``POST /xmlrpc.php needsSeo.drafts``."""
        called = re.search(rb"<methodName>([\w.]+)", self.body)
        return f"{self.method} {self.target}" + (f" {called[1].decode()}" if called else "")


@dataclass(frozen=True, kw_only=True)
class Answer:
    """One of the server behind."""

    status: int
    headers: list[tuple[str, str]]
    body: bytes


class FaultProxy:
    """``url`` stands for the server's. ``script`` says what happens; ``seen`` has what was asked, in order, ``struck``
    how often what was given the fault."""

    def __init__(self, upstream: str) -> None:
        self._upstream = urlsplit(upstream).netloc
        with socket.create_server(("127.0.0.1", 0)) as found:
            port = found.getsockname()[1]
        # a port that was asked for by its number stays with the socket where that listens no more, and does again
        self._listener = socket.create_server(("127.0.0.1", port))
        self.url = f"http://127.0.0.1:{port}"
        self.seen: list[str] = []
        self.struck: Counter[str] = Counter()
        self._fault: Fault | None = None
        self._where = re.compile("")
        self._times: int | None = None
        self._refuse_after: re.Pattern[str] | None = None
        self._mended = threading.Event()
        self._over = threading.Event()
        self._listening = threading.Event()
        self._lock = threading.Lock()
        self._listening.set()
        self._threads = [threading.Thread(target=self._accept)]
        self._threads[0].start()

    def script(self, fault: Fault, where: str, *, times: int | None = None, behind: str | None = None) -> None:
        """The fault for what matches ``where`` (a regular expression): the first ``times`` requests with the same
        matching part, None for all until ``mend``.

        A refusal comes before any request: it lasts from the answer to one that matches ``behind`` on, or from now on.
        """
        with self._lock:
            self._fault, self._where, self._times = fault, re.compile(where), times
            self.struck.clear()
            self._mended.clear()
            self._refuse_after = None
        if fault is Fault.REFUSED:
            self._refuse_after = re.compile(behind) if behind else None
            if not behind:
                self._refuse()

    def mend(self) -> None:
        """All goes well from now on."""
        with self._lock:
            self._fault = None
        self._mended.set()
        if not self._listening.is_set():
            self._listener.listen()
            self._listening.set()

    def close(self) -> None:
        """End, whatever is under way."""
        self._over.set()
        self._mended.set()
        self._listening.set()
        with suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        for thread in self._threads:
            thread.join()
        self._listener.close()

    # ── connections ─────────────────────────────────────────────────────────────────────────────────────────────────

    def _refuse(self) -> None:
        """The port stays ours, and whoever connects is refused."""
        self._listening.clear()
        self.struck["refused"] += 1
        self._listener.shutdown(socket.SHUT_RDWR)

    def _accept(self) -> None:
        while not self._over.is_set():
            self._listening.wait()
            try:
                client, _ = self._listener.accept()
            except OSError:
                continue
            thread = threading.Thread(target=self._serve, args=(client,))
            self._threads.append(thread)
            thread.start()

    def _serve(self, client: socket.socket) -> None:
        """One request a connection: what comes next is a new decision."""
        with client, suppress(OSError, http.client.HTTPException):
            client.settimeout(10)
            request = _request(client)
            if request is None:
                return
            with self._lock:
                self.seen.append(request.asked)
                fault = self._due(request)
            _DOES[fault](self, client, request) if fault else self._pass(client, request)

    def _due(self, request: Request) -> Fault | None:
        found = self._where.search(request.asked)
        if self._fault in (None, Fault.REFUSED) or not found:
            return None
        if self._times is not None and self.struck[found[0]] >= self._times:
            return None
        self.struck[found[0]] += 1
        return self._fault

    def _ask(self, request: Request) -> Answer:
        with_upstream = http.client.HTTPConnection(self._upstream, timeout=30)
        try:
            with_upstream.putrequest(request.method, request.target, skip_host=True, skip_accept_encoding=True)
            for name, value in request.headers:
                if name.lower() not in ("host", "connection"):
                    with_upstream.putheader(name, value)
            with_upstream.putheader("Host", self._upstream)
            with_upstream.putheader("Connection", "close")
            with_upstream.endheaders(request.body)
            answer = with_upstream.getresponse()
            return Answer(status=answer.status, headers=answer.getheaders(), body=answer.read())
        finally:
            with_upstream.close()

    # ── what is done to a request ───────────────────────────────────────────────────────────────────────────────────

    def _pass(self, client: socket.socket, request: Request) -> None:
        answer = self._ask(request)
        with self._lock:
            last = self._refuse_after is not None and self._refuse_after.search(request.asked)
            self._refuse_after = None if last else self._refuse_after
        if last:  # before the client has its answer, and comes again
            self._refuse()
        client.sendall(_bytes(answer))

    def _reset(self, client: socket.socket, request: Request) -> None:
        whole = _bytes(self._ask(request))
        client.sendall(whole[: len(whole) - len(whole) // 4])
        _cut(client)

    def _drip(self, client: socket.socket, request: Request) -> None:
        head = _bytes(self._ask(request)).partition(b"\r\n\r\n")[0]
        client.sendall(re.sub(rb"(?im)^content-length: .*$", b"Content-Length: 99999999", head) + b"\r\n\r\n")
        self._again_and_again(client, b" ")

    def _drip_headers(self, client: socket.socket, request: Request) -> None:
        self._ask(request)
        client.sendall(b"HTTP/1.1 200 OK\r\n")
        self._again_and_again(client, b"X-Filler: 1\r\n")

    def _again_and_again(self, client: socket.socket, more: bytes) -> None:
        while not self._mended.wait(_EVERY):
            client.sendall(more)

    def _silent(self, _client: socket.socket, _request: Request) -> None:
        self._mended.wait()

    def _twice(self, client: socket.socket, request: Request) -> None:
        self._ask(request)
        self._pass(client, request)

    def _lost(self, client: socket.socket, request: Request) -> None:
        self._ask(request)
        _cut(client)

    def _truncated(self, client: socket.socket, request: Request) -> None:
        answer = self._ask(request)
        client.sendall(
            _bytes(Answer(status=answer.status, headers=answer.headers, body=answer.body[: len(answer.body) // 2]))
        )


def _said(status: int, body: bytes = b"", **headers: str) -> Callable[[FaultProxy, socket.socket, Request], None]:
    """An answer that stands in place of the server's, which is not asked."""
    named = [(name.replace("_", "-"), value) for name, value in headers.items()]

    def say(_proxy: FaultProxy, client: socket.socket, _request: Request) -> None:
        client.sendall(_bytes(Answer(status=status, headers=named, body=body)))

    return say


_DOES: Mapping[Fault, Callable[[FaultProxy, socket.socket, Request], None]] = {
    Fault.RESET: FaultProxy._reset,
    Fault.DRIP: FaultProxy._drip,
    Fault.DRIP_HEADERS: FaultProxy._drip_headers,
    Fault.SILENT: FaultProxy._silent,
    Fault.THROTTLED: _said(429, b'{"message": "slow down"}', Content_Type="application/json"),
    Fault.THROTTLED_UNTIL: _said(
        429, b'{"message": "slow down"}', Content_Type="application/json", Retry_After=str(ASKED_WAIT)
    ),
    Fault.ERROR: _said(500, b"", Content_Type=_TEXT),
    Fault.GATEWAY: _said(502, _PAGE, Content_Type=_TEXT),
    Fault.TRUNCATED: FaultProxy._truncated,
    Fault.DUPLICATED: FaultProxy._twice,
    Fault.LOST: FaultProxy._lost,
}


def _request(client: socket.socket) -> Request | None:
    """One request, None where the client hung up instead."""
    with client.makefile("rb") as stream:
        first = stream.readline().split()
        if len(first) < 2:
            return None
        headers = http.client.parse_headers(stream)
        body = stream.read(int(headers.get("Content-Length", 0)))
    return Request(method=first[0].decode(), target=first[1].decode(), headers=headers.items(), body=body)


def _bytes(answer: Answer) -> bytes:
    """As it goes over the line, with its length, and the end of the connection behind it."""
    dropped = ("content-length", "transfer-encoding", "connection")
    lines = [f"HTTP/1.1 {answer.status} {http.client.responses.get(answer.status, 'Unknown')}"]
    lines += [f"{name}: {value}" for name, value in answer.headers if name.lower() not in dropped]
    lines += [f"Content-Length: {len(answer.body)}", "Connection: close", "", ""]
    return "\r\n".join(lines).encode("latin-1") + answer.body


def _cut(client: socket.socket) -> None:
    """End the connection by a reset, and not in good order."""
    client.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))


@contextmanager
def fault_proxy(upstream: str) -> Iterator[FaultProxy]:
    """Serves until the block ends; ``upstream`` is a URL without a path."""
    proxy = FaultProxy(upstream)
    try:
        yield proxy
    finally:
        proxy.close()
