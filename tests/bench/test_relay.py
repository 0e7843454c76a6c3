"""The relay between the bridge and a site counts right, and changes nothing."""

from __future__ import annotations

import http.client
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import urlsplit

import pytest

from scripts.benching.relay import Relay, relayed
from scripts.benching.requested import routes


class _Echo(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        self._answer(b"x" * int(self.path.rpartition("=")[2] or 0))

    def do_POST(self) -> None:
        self._answer(self.rfile.read(int(self.headers["Content-Length"])))

    def _answer(self, body: bytes) -> None:
        # one header and nothing of the day's, so that a test can say how long an answer is
        self.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n" % len(body) + body)

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def relay() -> Iterator[Relay]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Echo)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    with relayed(f"http://127.0.0.1:{server.server_port}") as found:
        yield found
    server.shutdown()
    thread.join()
    server.server_close()


def connect(relay: Relay) -> http.client.HTTPConnection:
    parts = urlsplit(relay.url)
    return http.client.HTTPConnection(parts.hostname or "", parts.port, timeout=10)


def exchange(connection: http.client.HTTPConnection, method: str, path: str, body: bytes | None = None) -> bytes:
    connection.request(method, path, body=body)
    return connection.getresponse().read()


def test_requests_of_one_connection_are_counted_one_by_one(relay):
    connection = connect(relay)
    assert exchange(connection, "GET", "/drafts?size=3") == b"xxx"
    assert exchange(connection, "POST", "/drafts/12/proposals", b"y" * 200_000) == b"y" * 200_000
    assert exchange(connection, "GET", "/drafts/7?size=0") == b""
    connection.close()
    assert dict(routes(relay.exchanges)) == {
        "GET /drafts": 1, "POST /drafts/N/proposals": 1, "GET /drafts/N": 1,
    }  # fmt: skip
    assert relay.connections == 1


def test_bytes_are_counted_with_their_headers(relay):
    connection = connect(relay)
    connection.putrequest("GET", "/drafts?size=300", skip_host=True, skip_accept_encoding=True)
    connection.endheaders()
    connection.getresponse().read()
    connection.close()
    (found,) = relay.exchanges
    assert found.sent == len(b"GET /drafts?size=300 HTTP/1.1\r\n\r\n")
    assert found.received == len(b"HTTP/1.1 200 OK\r\nContent-Length: 300\r\n\r\n") + 300
    assert found.begun <= found.ended


def test_connections_at_the_same_time_are_kept_apart(relay):
    connections = [connect(relay) for _ in range(5)]
    for number, connection in enumerate(connections):
        connection.request("POST", f"/to/{number}", body=b"z" * number)
    assert [len(connection.getresponse().read()) for connection in connections] == [0, 1, 2, 3, 4]
    for connection in connections:
        connection.close()
    assert relay.connections == 5
    assert routes(relay.exchanges) == {"POST /to/N": 5}


def test_what_was_forgotten_is_not_counted(relay):
    connection = connect(relay)
    exchange(connection, "GET", "/a?size=1")
    relay.forget()
    exchange(connection, "GET", "/b?size=1")
    connection.close()
    assert [found.route for found in relay.exchanges] == ["GET /b"]
