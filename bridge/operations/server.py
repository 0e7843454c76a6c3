"""A small HTTP server for whoever supervises the bridge: three pages to read, nothing to change."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler
from socket import AF_INET6
from socketserver import ThreadingTCPServer
from types import MappingProxyType
from typing import Any
from urllib.parse import urlsplit

import structlog
from prometheus_client import CollectorRegistry
from prometheus_client.exposition import choose_encoder

from bridge.errors import ConfigError
from bridge.operations.health import Report

_log = structlog.get_logger("seo-bridge")
#: In seconds: who connects and says nothing is not waited for.
_PATIENCE = 10.0
#: Connections at once; a scraper needs one.
_MOST = 16


@dataclass(frozen=True, kw_only=True, slots=True)
class Page:
    """An answer."""

    status: HTTPStatus
    content_type: str
    body: bytes


#: A page by its path; it is given the ``Accept`` header, "" where there is none.
Pages = Mapping[str, Callable[[str], Page]]


def metrics_page(registry: CollectorRegistry) -> Callable[[str], Page]:
    """All metrics, in the format that the scraper understands."""

    def make(accept: str) -> Page:
        encoder, content_type = choose_encoder(accept)
        return Page(status=HTTPStatus.OK, content_type=content_type, body=encoder(registry))

    return make


def report_page(report: Callable[[], Report]) -> Callable[[str], Page]:
    """200 or 503, and why, as JSON."""

    def make(accept: str) -> Page:  # noqa: ARG001 (every page is given it)
        told = report()
        body = json.dumps(told.data, ensure_ascii=False, indent=2) + "\n"
        status = HTTPStatus.OK if told.ok else HTTPStatus.SERVICE_UNAVAILABLE
        return Page(status=status, content_type="application/json; charset=utf-8", body=body.encode())

    return make


@contextmanager
def served(host: str, port: int, pages: Pages) -> Iterator[int]:
    """Serve the pages meanwhile; yields the port. ConfigError where nobody can listen there."""
    server_class = type("_Server", (_Server,), {"address_family": AF_INET6}) if ":" in host else _Server
    try:
        server = server_class((host, port), type("_PagesHandler", (_Handler,), {"pages": pages}))
    except (OSError, OverflowError) as error:
        raise ConfigError(
            f"Le port {port} de « {host} » ne peut pas être ouvert : {getattr(error, 'strerror', None) or error}",
            where="metrics",
            todo="prenez un autre port, ou arrêtez ce qui l'occupe (un autre « seo-bridge run » ?)",
        ) from None
    thread = threading.Thread(target=server.serve_forever, name="metrics", kwargs={"poll_interval": 0.2}, daemon=True)
    thread.start()
    try:
        yield server.server_address[1]
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


class _Server(ThreadingTCPServer):
    """A thread a connection, and so many at most. (The library's HTTPServer asks the DNS for its own name first.)"""

    daemon_threads = True
    allow_reuse_address = True

    def __init__(self, address: tuple[str, int], handler: type[BaseHTTPRequestHandler]) -> None:
        self._room = threading.BoundedSemaphore(_MOST)
        super().__init__(address, handler)

    def process_request(self, request: Any, client_address: Any) -> None:
        """In a thread, where there is room."""
        if self._room.acquire(blocking=False):
            super().process_request(request, client_address)
        else:
            self.shutdown_request(request)

    def process_request_thread(self, request: Any, client_address: Any) -> None:
        """The thread's work."""
        try:
            super().process_request_thread(request, client_address)
        finally:
            self._room.release()

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Who asked went away in the middle: nobody's trouble. A page that can't be made is answered with 500."""


class _Handler(BaseHTTPRequestHandler):
    """GET of a page that there is; anything else is refused in a line."""

    pages: Pages = MappingProxyType({})
    timeout = _PATIENCE

    def do_GET(self) -> None:
        """The page."""
        make = self.pages.get(urlsplit(self.path).path)
        if make is None:
            self.send_error(HTTPStatus.NOT_FOUND)
            return
        try:
            page = make(self.headers.get("Accept", ""))
        except Exception as error:  # a bug in one page must not look like a dead process
            _log.exception("page de supervision en défaut", page=urlsplit(self.path).path, exc_info=error)
            self.send_error(HTTPStatus.INTERNAL_SERVER_ERROR)
            return
        self._answer(page)

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:  # noqa: ARG002
        """Without the library's page, which repeats what was asked for. An unknown method comes here with 501."""
        if code == HTTPStatus.NOT_IMPLEMENTED:
            code = HTTPStatus.METHOD_NOT_ALLOWED
        status = HTTPStatus(code)
        self.close_connection = True
        self._answer(Page(status=status, content_type="text/plain; charset=utf-8", body=f"{status.phrase}\n".encode()))

    def _answer(self, page: Page) -> None:
        self.send_response_only(page.status)
        self.send_header("Date", self.date_time_string())
        self.send_header("Content-Type", page.content_type)
        self.send_header("Content-Length", str(len(page.body)))
        self.send_header("Cache-Control", "no-store")
        self.send_header("X-Content-Type-Options", "nosniff")
        if page.status is HTTPStatus.METHOD_NOT_ALLOWED:
            self.send_header("Allow", "GET")
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(page.body)

    def log_message(self, format: str, *args: Any) -> None:
        """Nothing: a scrape every few seconds is no event."""
