"""Asking a site the raw questions of ``seo-bridge check``: whatever comes back is data here, and not an error.

One try each, with no retries: what is wanted is how things stand now. Nothing that is asked changes the site.
"""

from __future__ import annotations

import json
import re
import xmlrpc.client
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urljoin

import requests
from requests.auth import AuthBase, HTTPBasicAuth
from requests.structures import CaseInsensitiveDict

from bridge.errors import SiteUnavailable
from bridge.wordpress import pages
from bridge.wordpress.http import CONNECT_TIMEOUT, _connection_error, _content
from bridge.wordpress.pages import Page

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
    text: str = ""
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
        return pages.name(self.text) if self.json is None else None

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
    def short(self) -> str:
        """The answer in a few words."""
        what = self.code or (self.page.what if self.page else "JSON")
        return f"HTTP {self.status}, {what}"


class Prober:
    """One site, asked with and without credentials. SiteUnavailable, SiteRefused where there is no answer at all."""

    def __init__(self, base_url: str, *, user: str, password: str, timeout: float = 30.0) -> None:
        self.url = base_url.rstrip("/")
        self.user = user
        self._password = password
        self._timeout = (CONNECT_TIMEOUT, timeout)
        self._session = requests.Session()
        self._session.headers["User-Agent"] = "seo-bridge"
        self._signed = HTTPBasicAuth(user.encode(), password.encode())

    def close(self) -> None:
        """Close the pooled connections."""
        self._session.close()

    @property
    def password_shape(self) -> str:
        """What is odd about the password for an application password; "" where nothing is."""
        bare = re.sub(r"\s", "", self._password)
        return "" if _APPLICATION_PASSWORD.fullmatch(bare) else f"{len(bare)} caractères au lieu de 24"

    def rest(
        self, path: str, *, signed: bool = True, plain: bool = False, params: Mapping[str, str | int] | None = None
    ) -> Seen:
        """GET a route of the REST API. ``plain``: by ``?rest_route=``, as sites without permalinks want it."""
        where, query = self._route(path, plain=plain)
        return self._ask("GET", where, params={**query, **(params or {})}, signed=signed)

    def write(self, path: str, body: Mapping[str, Any], *, plain: bool = False) -> Seen:
        """POST to a route, signed: for attempts that WordPress refuses before it writes anything."""
        where, query = self._route(path, plain=plain)
        data = json.dumps(body).encode()
        return self._ask("POST", where, params=query, data=data, kind="application/json", signed=True)

    def write_nothing(self, path: str, *, plain: bool = False) -> Seen:
        """POST without any body, signed: an upload of no file."""
        where, query = self._route(path, plain=plain)
        return self._ask("POST", where, params=query, data=b"", signed=True)

    def page(self, path: str = "/") -> Seen:
        """A page of the site as anybody sees it."""
        return self._ask("GET", path, signed=False)

    def hops(self, path: str) -> Iterator[Seen]:
        """The answers along a chain of redirects, without credentials; ends with one that is none, or after ten."""
        seen = self._ask("GET", path, signed=False)
        for _ in range(MOST_HOPS):
            yield seen
            if not seen.location.startswith(("http://", "https://")):
                return
            seen = self._ask("GET", seen.location, signed=False)
        yield seen

    def xmlrpc(self, method: str, *arguments: Any) -> Seen:
        """Call an XML-RPC method; ``json`` is True for a result, the fault as ``{"code", "message"}``, else None."""
        body = xmlrpc.client.dumps(arguments, method, allow_none=False).encode()
        seen = self._ask("POST", "/xmlrpc.php", data=body, kind="text/xml; charset=utf-8", signed=False, name=method)
        return _with_xml(seen)

    def signed_xmlrpc(self, method: str, *arguments: Any) -> Seen:
        """The same for a method whose first three arguments are blog, user and password."""
        return self.xmlrpc(method, 0, self.user, self._password, *arguments)

    @staticmethod
    def _route(path: str, *, plain: bool) -> tuple[str, dict[str, str | int]]:
        return ("/", {"rest_route": path}) if plain else (f"/wp-json{path}", {})

    def _ask(
        self,
        method: str,
        path: str,
        *,
        params: Mapping[str, str | int] | None = None,
        data: bytes | None = None,
        kind: str = "",
        signed: bool,
        name: str = "",
    ) -> Seen:
        url = path if path.startswith(("http://", "https://")) else self.url + path
        headers = {"Content-Type": kind} if kind else {"Accept": "application/json"}
        try:
            with self._session.request(
                method,
                url,
                params=dict(params or {}),
                data=data,
                headers=headers,
                auth=self._signed if signed else _Nobody(),
                timeout=self._timeout,
                allow_redirects=False,
                stream=True,
            ) as response:
                content = _content(response, url, self._timeout[1])
        except requests.RequestException as error:
            raise _connection_error(error, url) from None
        except UnicodeError:  # a redirect to something that is no host name
            raise SiteUnavailable("Une redirection mène à une adresse mal formée", where=url[:200]) from None
        return Seen(
            asked=f"{method} {path}{f' {name}' if name else ''}{' (connecté)' if signed else ''}",
            url=response.url,
            status=response.status_code,
            headers=CaseInsensitiveDict(response.headers),
            text=content[:20_000].decode("utf-8", "replace"),
            json=_parsed(content),
        )


class _Nobody(AuthBase):
    """No credentials, not even those of a .netrc file."""

    def __call__(self, request: requests.PreparedRequest) -> requests.PreparedRequest:
        request.headers.pop("Authorization", None)
        return request


def api_link(seen: Seen) -> str:
    """Where a page of WordPress says that its REST API is, without its last slash; "" where it says nothing."""
    found = _API_LINK.search(seen.headers.get("Link", ""))
    return found[1].rstrip("/") if found else ""


def _parsed(content: bytes) -> Any:
    try:
        return json.loads(content)
    except (ValueError, RecursionError):
        return None


_FAULT = re.compile(
    r"<name>faultCode</name>\s*<value>\s*(?:<(?:int|i4)>)?(-?\d+).*?<name>faultString</name>\s*<value>\s*<string>([^<]*)",
    re.DOTALL,
)


def _with_xml(seen: Seen) -> Seen:
    """Read by pattern, and not by a parser: the other side may be hostile, and two values are all that is wanted."""
    answered = seen.status == 200 and "<methodResponse>" in seen.text
    fault = _FAULT.search(seen.text) if answered else None
    found: Any = {"code": fault[1], "message": fault[2].strip()} if fault else (answered or None)
    return Seen(
        asked=seen.asked, url=seen.url, status=seen.status, headers=seen.headers, text=seen.text, json=found
    )  # fmt: skip
