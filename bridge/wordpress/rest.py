"""A WordPress over its REST API: JSON, application passwords, pretty and plain permalinks."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import urljoin, urlsplit

from requests.auth import HTTPBasicAuth

from bridge.domain.ports import OPEN_GATE, Gate
from bridge.errors import SiteRefused
from bridge.wordpress import pages
from bridge.wordpress.answers import Answer, Call, page_instead, settled, unasked
from bridge.wordpress.http import Connection, Reply, redirected

_SPACE = "/needs-seo/v1"
_ROUTES: Mapping[Call, tuple[str, str]] = {
    "status": ("GET", "/status"),
    "drafts": ("GET", "/drafts"),
    "draft": ("GET", "/drafts/{id}"),
    "propose": ("POST", "/drafts/{id}/proposals"),
    "hold": ("POST", "/drafts/{id}/held"),
    "proposal": ("GET", "/proposals/{id}"),
    "outcome": ("GET", "/proposals/{id}/outcome"),
    "offer": ("POST", "/glossary-offers"),
    "glossary": ("GET", "/glossary"),
    "tag": ("POST", "/tags"),
}


class RestClient:
    """One site's REST API, signed in by application password. ``timeout`` in seconds, for a whole answer."""

    door = pages.REST

    def __init__(
        self,
        base_url: str,
        *,
        user: str,
        password: str,
        timeout: float = 30.0,
        attempts: int = 4,
        allow_http: bool = False,
        gate: Gate = OPEN_GATE,
        at_once: int = 10,
    ) -> None:
        # as bytes: requests would encode text in latin-1, and WordPress reads UTF-8
        auth = HTTPBasicAuth(user.encode(), password.encode())
        self._connection = Connection(
            base_url, password=password, timeout=timeout, attempts=attempts, allow_http=allow_http, auth=auth,
            gate=gate, at_once=at_once,
        )  # fmt: skip
        self._plain = False

    def close(self) -> None:
        """Close the pooled connections."""
        self._connection.close()

    def ask(self, call: Call, arguments: Mapping[str, Any], *, known: str = "") -> Answer:
        """See the protocol."""
        verb, route = _ROUTES[call]
        path = _SPACE + route.format(**arguments)
        given = {name: value for name, value in arguments.items() if name != "id"}
        return self.get(path, given, known=known) if verb == "GET" else self.post(path, given)

    def get(self, path: str, params: Mapping[str, str | int] | None = None, *, known: str = "") -> Answer:
        """GET, retried while the trouble is temporary; ``path`` as after /wp-json. SiteUnavailable, SiteRefused.

        ``known``: as in ``ask``.
        """
        return self._connection.patiently(lambda: self._once("GET", path, params or {}, None, known))

    def post(self, path: str, body: Mapping[str, Any], *, repeatable: bool = True) -> Answer:
        """POST, retried likewise, unless it is not ``repeatable``: what may not arrive twice."""
        data = json.dumps(body, ensure_ascii=False).encode()
        once: Callable[[], Answer] = lambda: self._once("POST", path, {}, data)  # noqa: E731
        return self._connection.patiently(once) if repeatable else once()

    def delete(self, path: str, params: Mapping[str, str | int] | None = None) -> Answer:
        """DELETE, retried likewise."""
        return self._connection.patiently(lambda: self._once("DELETE", path, params or {}, None))

    def _once(
        self, method: str, path: str, params: Mapping[str, str | int], data: bytes | None, known: str = ""
    ) -> Answer:
        if self._plain:
            return _read(self._send(method, path, params, data, known, plain=True), known)
        reply = self._send(method, path, params, data, known)
        if not _unrouted(reply):
            return _read(reply, known)
        return self._without_permalinks(reply, method, path, params, data, known)

    def _without_permalinks(
        self, first: Reply, method: str, path: str, params: Mapping[str, str | int], data: bytes | None, known: str
    ) -> Answer:
        """With plain permalinks WordPress knows no /wp-json: what answered there was its home page, or the server."""
        try:
            answer = _read(self._send(method, path, params, data, known, plain=True), known)
        except SiteRefused:
            return _read(first, known)  # no better there: then what came first says more
        self._plain = True
        return answer

    def _send(
        self,
        method: str,
        path: str,
        params: Mapping[str, str | int],
        data: bytes | None,
        known: str,
        *,
        plain: bool = False,
    ) -> Reply:
        where, query = route(path, plain=plain)
        headers = {"Accept": "application/json"}
        if data is not None:
            headers["Content-Type"] = "application/json"
        if known:
            headers["If-None-Match"] = known
        return self._connection.send(method, where, params={**query, **params}, data=data, headers=headers)


def route(path: str, *, plain: bool) -> tuple[str, dict[str, str | int]]:
    """Address and query of a route of the REST API; ``plain``: as sites without permalinks want it."""
    return ("/", {"rest_route": path}) if plain else (f"/wp-json{path}", {})


def _unrouted(reply: Reply) -> bool:
    """Whether the server, or WordPress, took /wp-json for a page: not found, a page of the site, or a way back to it.

    Measured with plain permalinks on WordPress 6.8: a GET is redirected to the site's root, a POST gets its home page;
    Apache and nginx answer 404, nginx 405 to a POST.
    """
    if reply.redirects:
        asked, told = urlsplit(reply.url), urlsplit(urljoin(reply.url, reply.location))
        return (told.scheme, told.netloc) == (asked.scheme, asked.netloc)
    if reply.status not in (200, 404, 405) or _is_json(reply.content):
        return False
    return pages.of(reply.content) in (pages.ANY, pages.EMPTY)


def _is_json(content: bytes) -> bool:
    if content.lstrip()[:1] in (b"{", b"["):
        return True
    try:
        json.loads(content)
    except ValueError:
        return False
    return True


def _read(reply: Reply, known: str) -> Answer:
    if reply.unchanged:
        if not known:
            raise unasked(reply, pages.REST)
        return Answer(status=reply.status, body=None, headers=reply.headers)
    if reply.redirects:
        raise redirected(reply)
    try:
        body = json.loads(reply.content)
    except (ValueError, RecursionError):
        failure = page_instead(reply, pages.REST, "JSON")
    else:
        answer = Answer(status=reply.status, body=body, headers=reply.headers, size=len(reply.content))
        return settled(answer, where=reply.url, wait=reply.wait)
    raise failure
