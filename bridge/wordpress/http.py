"""Talking JSON with one WordPress: time limits, retries, and an honest name for whatever answers instead of JSON."""

from __future__ import annotations

import ipaddress
import json
import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

import requests
import stamina
import urllib3
from requests.auth import HTTPBasicAuth

from bridge.errors import DraftBusy, SiteRefused, SiteUnavailable, TemporaryError
from bridge.wordpress import pages

#: Seconds to wait for the TCP and TLS handshakes; the time for an answer is set per site.
CONNECT_TIMEOUT = 10.0
#: The longest wait, in seconds, that a ``Retry-After`` is obeyed for within one call; a longer one ends the call.
LONGEST_WAIT = 60.0
#: The largest answer in bytes, unpacked: a draft of some megabytes doubles by JSON's escapes; more is no draft.
LARGEST_ANSWER = 64_000_000
CHUNK = 65_536
TEMPORARY_STATUSES = frozenset({408, 425, 429, 500, 502, 503, 504})


@dataclass(frozen=True, kw_only=True, slots=True)
class Answer:
    """A JSON answer: HTTP status, parsed body, headers (names in any case)."""

    status: int
    body: Any
    headers: Mapping[str, str]


def is_loopback(url: str) -> bool:
    """Whether the URL's host is this machine, so that plain http is no risk."""
    host = urlsplit(url).hostname or ""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def retry_wait(error: Exception) -> bool | float:
    """Whether to try again after an error, and after how many seconds where the site named them (the retry policy)."""
    if not isinstance(error, TemporaryError):
        return False
    if error.retry_after is None:
        return True
    return error.retry_after if error.retry_after <= LONGEST_WAIT else False


class JsonClient:
    """One pooled session to one site, with basic authentication by application password.

    Redirects are not followed: credentials go to the configured address and nowhere else.
    """

    def __init__(
        self,
        base_url: str,
        *,
        user: str,
        password: str,
        timeout: float = 30.0,
        attempts: int = 4,
        allow_http: bool = False,
    ) -> None:
        if not base_url.startswith("https://") and not allow_http and not is_loopback(base_url):
            raise SiteRefused(
                "L'adresse du site est en http : le mot de passe circulerait en clair",
                where=base_url,
                todo="utilisez l'adresse https, ou « allow_http: true » si le réseau est sûr",
            )
        self._base_url = base_url.rstrip("/")
        self._timeout = (CONNECT_TIMEOUT, timeout)
        self._attempts = attempts
        self._session = requests.Session()
        # as bytes: requests would encode text in latin-1, and WordPress reads UTF-8
        self._session.auth = HTTPBasicAuth(user.encode(), password.encode())
        self._session.headers["Accept"] = "application/json"
        self._session.headers["User-Agent"] = "seo-bridge"

    def close(self) -> None:
        """Close the pooled connections."""
        self._session.close()

    def get(self, path: str, params: Mapping[str, str | int] | None = None) -> Answer:
        """GET, retried while the trouble is temporary. SiteUnavailable, SiteRefused."""
        return self._call("GET", path, params=params)

    def post(self, path: str, body: Mapping[str, Any]) -> Answer:
        """POST, retried likewise: every write of the bridge is idempotent by its job."""
        return self._call("POST", path, body=body)

    def delete(self, path: str, params: Mapping[str, str | int] | None = None) -> Answer:
        """DELETE, retried likewise."""
        return self._call("DELETE", path, params=params)

    def _call(
        self,
        method: str,
        path: str,
        *,
        params: Mapping[str, str | int] | None = None,
        body: Mapping[str, Any] | None = None,
    ) -> Answer:
        for attempt in stamina.retry_context(on=retry_wait, attempts=self._attempts, timeout=None):
            with attempt:
                return self._once(method, path, params, body)
        raise AssertionError("unreachable")  # pragma: no cover

    def _once(
        self, method: str, path: str, params: Mapping[str, str | int] | None, body: Mapping[str, Any] | None
    ) -> Answer:
        url = self._base_url + path
        try:
            with self._session.request(
                method,
                url,
                params=dict(params or {}),
                data=None if body is None else json.dumps(body, ensure_ascii=False).encode(),
                headers={} if body is None else {"Content-Type": "application/json"},
                timeout=self._timeout,
                allow_redirects=False,
                stream=True,
            ) as response:
                return _read(response, _content(response, url, self._timeout[1]), url)
        except requests.RequestException as error:
            raise _connection_error(error, url) from None


def _content(response: requests.Response, url: str, seconds: float) -> bytes:
    """The body, unpacked, within the time and size that one may take (requests' own time limit is one per read)."""
    content = bytearray()
    deadline = time.monotonic() + seconds
    # read1 and not iter_content, which waits until a whole chunk has dripped in
    while chunk := _chunk(response):
        content += chunk
        if len(content) > LARGEST_ANSWER:
            raise SiteRefused(
                f"La réponse du site dépasse {LARGEST_ANSWER // 1_000_000} Mo",
                where=url,
                todo="vérifiez que « url » est bien celle du site, et quel brouillon est si long",
            )
        if time.monotonic() > deadline:
            raise requests.exceptions.ReadTimeout
    return bytes(content)


def _connection_error(error: requests.RequestException, url: str) -> Exception:
    host = urlsplit(url).netloc
    if isinstance(error, requests.exceptions.SSLError):
        return SiteRefused(
            "Le certificat TLS du site n'est pas valable",
            where=host,
            todo="faites renouveler le certificat ; le pont ne parle à aucun site dont l'identité n'est pas sûre",
        )
    if isinstance(error, requests.exceptions.InvalidURL | requests.exceptions.InvalidSchema):
        return SiteRefused("L'adresse du site n'est pas valable", where=url, todo="corrigez « url » dans la config")
    if isinstance(error, requests.exceptions.Timeout):
        return SiteUnavailable("Le site n'a pas répondu à temps", where=host, todo="réessayez ; voyez « timeout »")
    if "resolve" in str(error) or "resolution" in str(error):
        return SiteUnavailable(
            "Le nom du site est introuvable", where=host, todo="vérifiez « url » dans la configuration, puis le DNS"
        )
    return SiteUnavailable(
        "Impossible de se connecter au site", where=host, todo="vérifiez « url » et que le site est en marche"
    )


def _chunk(response: requests.Response) -> bytes:
    """What has arrived, unpacked; urllib3's errors in requests' words."""
    try:
        return bytes(response.raw.read1(CHUNK, decode_content=True))
    except urllib3.exceptions.ReadTimeoutError as error:
        raise requests.exceptions.ReadTimeout(error) from None
    except urllib3.exceptions.HTTPError as error:
        raise requests.exceptions.ConnectionError(error) from None


def _read(response: requests.Response, content: bytes, url: str) -> Answer:
    status = response.status_code
    if 300 <= status < 400:
        raise SiteRefused(
            f"Le site renvoie vers une autre adresse : {response.headers.get('Location', '?')[:200]}",
            where=url,
            todo="mettez l'adresse définitive (https, avec ou sans www) dans « url »",
        )
    try:
        body = json.loads(content)
    except (ValueError, RecursionError):
        raise _not_json(response, content, url) from None
    if status < 400:
        return Answer(status=status, body=body, headers=response.headers)
    code = body.get("code") if isinstance(body, dict) else None
    if code in ("needs_seo_busy", "needs_seo_locked"):
        raise DraftBusy(
            str(body.get("message", "")), where=url, todo="rien à faire : le pont réessaie", retry_after=_wait(response)
        )
    if status in TEMPORARY_STATUSES:
        raise _unavailable(response, url, str(body.get("message", ""))[:300] if isinstance(body, dict) else "")
    return Answer(status=status, body=body, headers=response.headers)


def _not_json(response: requests.Response, content: bytes, url: str) -> Exception:
    status = response.status_code
    page = pages.name(content[:20_000].decode("utf-8", "replace"))
    what = f"Le site a répondu par {page.what} (HTTP {status}) au lieu de JSON"
    if page.passes or (status in TEMPORARY_STATUSES and page not in (pages.LOGIN, pages.FIREWALL)):
        return SiteUnavailable(what, where=url, todo=page.todo, retry_after=_wait(response))
    return SiteRefused(what, where=url, todo=page.todo)


def _unavailable(response: requests.Response, url: str, said: str) -> SiteUnavailable:
    what = f"Le site répond qu'il ne peut pas servir la demande pour l'instant (HTTP {response.status_code})"
    return SiteUnavailable(
        f"{what} : {said}" if said else what,
        where=url,
        todo="le pont réessaie ; si cela dure, regardez le journal d'erreurs de WordPress",
        retry_after=_wait(response),
    )


def _wait(response: requests.Response) -> float | None:
    """``Retry-After`` in seconds (RFC 9110 allows a date too; sites that throttle send seconds)."""
    value = response.headers.get("Retry-After", "")
    return float(value) if value.isascii() and value.isdigit() else None
