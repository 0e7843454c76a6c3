"""Asking a site the raw questions of ``seo-bridge check``: whatever comes back is data here, and not an error.

One try each, with no retries: what is wanted is how things stand now. Nothing that is asked changes the site.
"""

from __future__ import annotations

import dataclasses
import json
import re
import xmlrpc.client
from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urljoin, urlsplit, urlunsplit

from requests.auth import HTTPBasicAuth

from bridge.wordpress import pages, xmlreading
from bridge.wordpress.http import Connection, Reply
from bridge.wordpress.pages import Page
from bridge.wordpress.rest import route

#: More hops than any honest site needs; browsers stop at 20.
MOST_HOPS = 10
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
#: How WordPress names its REST API in the headers of every page (wp-includes/rest-api.php, rest_output_link_header).
_API_LINK = re.compile(r"<([^<>]{1,500})>\s*;\s*rel=\"https://api\.w\.org/\"")
#: What WordPress makes (wp_generate_password(24, false)); people copy it with spaces.
_APPLICATION_PASSWORD = re.compile(r"[A-Za-z0-9]{24}")


@dataclass(frozen=True, kw_only=True, slots=True)
class Seen:
    """One answer. ``json`` is its parsed body, None where it is no JSON; ``asked`` is the request, for people."""

    asked: str
    url: str
    status: int
    headers: Mapping[str, str] = field(default_factory=dict)
    content: bytes = b""
    json: Any = None

    @property
    def code(self) -> str:
        """The code of a REST error, "" where the answer is none."""
        return str(self.json.get("code", "")) if isinstance(self.json, dict) else ""

    @property
    def said(self) -> str:
        """The message of a REST error."""
        return str(self.json.get("message", ""))[:200] if isinstance(self.json, dict) else ""

    @property
    def page(self) -> Page | None:
        """What kind of page came where JSON belongs."""
        return pages.of(self.content) if self.json is None else None

    @property
    def refused(self) -> bool:
        """Whether WordPress said no: for want of a right, or of a known user."""
        return self.json is not None and (self.status in (401, 403) or self.code.startswith("rest_cannot_"))

    @property
    def methods(self) -> frozenset[str]:
        """What this account may do at this address, as WordPress itself judges it (its ``Allow`` header)."""
        return frozenset(name.strip() for name in self.headers.get("Allow", "").split(",") if name.strip())

    @property
    def location(self) -> str:
        """Where a redirect leads, whole; "" for other answers."""
        return urljoin(self.url, self.headers.get("Location", "")) if self.status in _REDIRECTS else ""

    @property
    def fault(self) -> bool:
        """Whether an XML-RPC method answered a fault."""
        return isinstance(self.json, dict) and set(self.json) == {"code", "message"}

    @property
    def granted(self) -> bool:
        """Whether an XML-RPC method answered a result."""
        return self.status == 200 and self.json is not None and not self.fault

    @property
    def short(self) -> str:
        """The answer in a few words."""
        what = self.code or (self.page.what if self.page else "JSON")
        return f"HTTP {self.status}, {what}"


class Prober:
    """One site, asked with and without credentials. SiteUnavailable, SiteRefused where there is no answer at all."""

    def __init__(
        self, base_url: str, *, user: str, password: str, timeout: float = 30.0, allow_http: bool = False
    ) -> None:
        self.url = base_url.rstrip("/")
        self._user = user
        self._password = password
        self._timeout = timeout
        self._signed = Connection(
            self.url, password=password, timeout=timeout, attempts=1, allow_http=allow_http,
            auth=HTTPBasicAuth(user.encode(), password.encode()),
        )  # fmt: skip
        self._open = Connection(self.url, password=password, timeout=timeout, attempts=1, allow_http=allow_http)

    def close(self) -> None:
        """Close the pooled connections."""
        self._signed.close()
        self._open.close()

    @property
    def password_shape(self) -> str:
        """What is odd about the password for an application password; "" where nothing is."""
        bare = re.sub(r"\s", "", self._password)
        return "" if _APPLICATION_PASSWORD.fullmatch(bare) else f"{len(bare)} caractères au lieu de 24"

    def rest(
        self, path: str, *, signed: bool = True, plain: bool = False, params: Mapping[str, str | int] | None = None
    ) -> Seen:
        """GET a route of the REST API. ``plain``: by ``?rest_route=``, as sites without permalinks want it."""
        where, query = route(path, plain=plain)
        return self._ask("GET", where, params={**query, **(params or {})}, signed=signed)

    def write(self, path: str, body: Mapping[str, Any] | None, *, plain: bool = False) -> Seen:
        """POST to a route, signed: for attempts that WordPress refuses before it writes. ``body`` None: none."""
        where, query = route(path, plain=plain)
        data = b"" if body is None else json.dumps(body).encode()
        headers = {} if body is None else {"Content-Type": "application/json"}
        return self._ask("POST", where, params=query, data=data, headers=headers, signed=True)

    def page(self, path: str = "/") -> Seen:
        """A page of the site as anybody sees it."""
        return self._ask("GET", path, signed=False)

    def hops(self, path: str) -> Iterator[Seen]:
        """The answers along a chain of redirects, without credentials; ends with one that is none, or after ten."""
        seen = self.page(path)
        for _ in range(MOST_HOPS):
            yield seen
            if not seen.location.startswith(("http://", "https://")):
                return
            seen = self._elsewhere(seen.location)
        yield seen

    def _elsewhere(self, url: str) -> Seen:
        parts = urlsplit(url)
        rest = urlunsplit(("", "", parts.path or "/", parts.query, ""))
        connection = Connection(
            f"{parts.scheme}://{parts.netloc}", password="", timeout=self._timeout, attempts=1, allow_http=True
        )
        with closing(connection):
            return _seen(connection.send("GET", rest), f"GET {url}")

    def xmlrpc(self, method: str, *arguments: Any) -> Seen:
        """Call an XML-RPC method.

        ``json`` is the result, or the fault as ``{"code", "message"}``; None where nothing of XML-RPC answers.
        """
        body = xmlrpc.client.dumps(arguments, method).encode()
        headers = {"Content-Type": "text/xml"}
        seen = self._ask("POST", pages.XMLRPC.path, data=body, headers=headers, signed=False, name=method)
        # core gives a fault the fault's number as HTTP status
        known = _xml(seen.content) if xmlreading.is_answer(seen.content) else None
        return dataclasses.replace(seen, json=known)

    def signed_xmlrpc(self, method: str, *arguments: Any) -> Seen:
        """The same for a method whose first three arguments are blog, user and password."""
        return self.xmlrpc(method, 0, self._user, self._password, *arguments)

    def companion(self, call: str, arguments: Mapping[str, Any]) -> Seen:
        """One of the companion's methods over XML-RPC, its answer as REST would give it."""
        seen = self.signed_xmlrpc(f"needsSeo.{call}", json.dumps(arguments))
        try:
            answer = json.loads(seen.json)
            return dataclasses.replace(seen, status=int(answer["status"]), json=answer["body"])
        except (TypeError, ValueError, KeyError, RecursionError):
            return seen

    def _ask(
        self,
        method: str,
        path: str,
        *,
        params: Mapping[str, str | int] | None = None,
        data: bytes | None = None,
        headers: Mapping[str, str] | None = None,
        signed: bool,
        name: str = "",
    ) -> Seen:
        connection = self._signed if signed else self._open
        reply = connection.send(method, path, params=params, data=data, headers=headers)
        asked = f"{method} {path}{f' {name}' if name else ''}{' (connecté)' if signed else ''}"
        return _seen(reply, asked)


def _seen(reply: Reply, asked: str) -> Seen:
    return Seen(
        asked=asked, url=reply.url, status=reply.status, headers=reply.headers, content=reply.content,
        json=_parsed(reply.content),
    )  # fmt: skip


def api_link(seen: Seen) -> str:
    """Where a page of WordPress says that its REST API is, without its last slash; "" where it says nothing."""
    found = _API_LINK.search(seen.headers.get("Link", ""))
    return found[1].rstrip("/") if found else ""


def _parsed(content: bytes) -> Any:
    try:
        return json.loads(content)
    except (ValueError, RecursionError):
        return None


def _xml(content: bytes) -> Any:
    try:
        found = xmlreading.values(content)[0]
    except xmlrpc.client.Fault as fault:
        return {"code": str(fault.faultCode), "message": str(fault.faultString)}
    except (xmlreading.Unreadable, LookupError, TypeError):
        return None
    return found if isinstance(found, str | dict | list) else str(found)
