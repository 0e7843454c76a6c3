"""A web server on loopback that answers what a test wrote."""

from __future__ import annotations

import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path


@dataclass(frozen=True)
class Reply:
    """One answer; ``silent``: none at all, until the server ends; ``drips``: a byte now and then, without an end.

    ``{url}`` in a header is the server's own address. ``head``, as (start, more), stands in place of everything: the
    start, and then ``more`` now and then.
    """

    status: int = 200
    body: str | bytes = ""
    headers: dict[str, str] = field(default_factory=dict)
    kind: str = "application/json"
    silent: bool = False
    drips: bool = False
    head: tuple[bytes, bytes] | None = None


def html(status: int, text: str, **headers: str) -> Reply:
    """A page where JSON belongs."""
    return Reply(status, f"<!DOCTYPE html><html><body>{text}</body></html>", headers, "text/html; charset=UTF-8")


@dataclass
class WebServer:
    """``seen``: each request as (method, path, Authorization header, body); ``conditions``: its If-None-Match."""

    url: str
    seen: list[tuple[str, str, str | None, bytes]] = field(default_factory=list)
    conditions: list[str | None] = field(default_factory=list)


@contextmanager
def web_server(
    *replies: Reply, certificate: Path | None = None, answer: Callable[[str, str | None], Reply] | None = None
) -> Iterator[WebServer]:
    """Gives the replies in order, the last one ever after. ``certificate``: a PEM file with its key, for TLS.

    ``answer``: what to reply to a path asked for with that Authorization header, in place of the replies.
    """
    waiting = list(replies)
    over = threading.Event()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def _answer(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            served.seen.append((self.command, self.path, self.headers.get("Authorization"), body))
            served.conditions.append(self.headers.get("If-None-Match"))
            if answer is not None:
                reply = answer(self.path, self.headers.get("Authorization"))
            else:
                reply = waiting.pop(0) if len(waiting) > 1 else waiting[0]
            if reply.silent:
                over.wait()
                self.close_connection = True
                return
            if reply.head:
                self.wfile.write(reply.head[0])
                self._drip(reply.head[1])
                return
            data = reply.body.encode() if isinstance(reply.body, str) else reply.body
            self.send_response(reply.status)
            for name, value in {"Content-Type": reply.kind, "Content-Length": str(len(data)), **reply.headers}.items():
                self.send_header(name, value.replace("{url}", served.url))
            self.end_headers()
            self.wfile.write(data)
            if reply.drips:
                self._drip(b" ")

        def _drip(self, more: bytes) -> None:
            while not over.wait(0.02):
                try:
                    self.wfile.write(more)
                except OSError:
                    break
            self.close_connection = True

        def do_GET(self) -> None:
            self._answer()

        def do_POST(self) -> None:
            self._answer()

        def do_CONNECT(self) -> None:
            self._answer()

        def log_message(self, *_: object) -> None:
            pass

    class Server(ThreadingHTTPServer):
        def handle_error(self, *_: object) -> None:
            """A client that hangs up is what some tests are about."""

    server = Server(("127.0.0.1", 0), Handler)
    if certificate:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate)
        server.socket = context.wrap_socket(server.socket, server_side=True)
    served = WebServer(f"{'https' if certificate else 'http'}://127.0.0.1:{server.server_port}")
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield served
    finally:
        over.set()
        server.shutdown()
        thread.join()
        server.server_close()
