"""One pooled HTTP session with one WordPress: time and size limits, retries, TLS, and errors that say what to do."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TypeVar
from urllib.parse import urlsplit

import requests
import stamina
import urllib3
from requests.auth import AuthBase

from bridge.domain.discretion import Discretion
from bridge.domain.hosts import is_this_machine
from bridge.domain.pace import TooSoon, retry_after
from bridge.domain.ports import OPEN_GATE, Gate
from bridge.errors import BridgeError, SiteRefused, SiteUnavailable, TemporaryError
from bridge.wordpress.deadline import DeadlineAdapter

#: Seconds to wait for the TCP and TLS handshakes; the time for an answer is set per site.
CONNECT_TIMEOUT = 10.0
#: The longest wait, in seconds, that a ``Retry-After`` is obeyed for within one call; a longer one ends the call.
LONGEST_WAIT = 60.0
#: The largest answer in bytes, unpacked: a draft of some megabytes doubles by JSON's escapes; more is no draft.
LARGEST_ANSWER = 64_000_000
CHUNK = 65_536

T = TypeVar("T")


@dataclass(frozen=True, kw_only=True, slots=True)
class Reply:
    """What came back, whatever it is: the address asked, HTTP status, headers (names in any case), unpacked body."""

    url: str
    status: int
    headers: Mapping[str, str]
    content: bytes

    @property
    def redirects(self) -> bool:
        """Whether it points elsewhere."""
        return 300 <= self.status < 400 and not self.unchanged

    @property
    def unchanged(self) -> bool:
        """Whether it says that the answer from before still holds."""
        return self.status == 304

    @property
    def location(self) -> str:
        """Where it points to."""
        return self.headers.get("Location", "")

    @property
    def wait(self) -> float | None:
        """``Retry-After`` in seconds from now, whether it says seconds or a date."""
        return retry_after(self.headers, time.time())


def is_loopback(url: str) -> bool:
    """Whether the URL's host is this machine, so that plain http is no risk."""
    return is_this_machine(urlsplit(url).hostname or "")


def retry_wait(error: Exception) -> bool | float:
    """Whether to try again after an error, and after how many seconds where the site named them (the retry policy)."""
    if not isinstance(error, TemporaryError):
        return False
    if error.retry_after is None:
        return True
    return error.retry_after if error.retry_after <= LONGEST_WAIT else False


class Connection:
    """One pooled session to one site. ``timeout``: seconds for a whole answer; ``attempts``: tries of one call.

    Every request passes ``gate``; ``at_once``, as many as that lets through, are connected at most.

    ``password`` is what ``discreet`` takes out of what a site says. Redirects are not followed: credentials go to the
    configured address and nowhere else.
    """

    def __init__(
        self,
        base_url: str,
        *,
        password: str,
        timeout: float,
        attempts: int,
        allow_http: bool,
        auth: AuthBase | None = None,
        gate: Gate = OPEN_GATE,
        at_once: int = 10,
    ) -> None:
        if not base_url.startswith("https://") and not allow_http and not is_loopback(base_url):
            raise SiteRefused(
                "L'adresse du site est en http : le mot de passe circulerait en clair",
                where=base_url,
                todo="utilisez l'adresse https, ou « allow_http: true » si le réseau est sûr",
            )
        self.base_url = base_url.rstrip("/")
        self._discretion = Discretion(password)
        self._timeout = (CONNECT_TIMEOUT, timeout)
        self._attempts = attempts
        self._gate = gate
        self._session = requests.Session()
        self._session.auth = auth or _no_auth
        self._session.headers["User-Agent"] = "seo-bridge"
        if is_loopback(base_url) and base_url.startswith("http://"):
            # a proxy of the environment's is another machine, which would read the password
            self._session.trust_env = False
        for scheme in ("http://", "https://"):
            self._session.mount(scheme, DeadlineAdapter(pool_maxsize=at_once, pool_block=True))

    def close(self) -> None:
        """Close the pooled connections."""
        self._session.close()

    def discreet(self, said: str) -> str:
        """What the site said, without the password that it was sent: some error handlers repeat what they got."""
        return self._discretion.text(said)[:300]

    def patiently(self, call: Callable[[], T]) -> T:
        """The call's result, tried again while the trouble is temporary."""
        for attempt in stamina.retry_context(on=retry_wait, attempts=self._attempts, timeout=None):
            with attempt:
                return call()
        raise AssertionError("unreachable")  # pragma: no cover

    def send(
        self,
        method: str,
        path: str,
        *,
        params: Mapping[str, str | int] | None = None,
        data: bytes | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> Reply:
        """One request, whatever the answer's status. SiteUnavailable, SiteRefused where there is no answer."""
        url = self.base_url + path
        try:
            with (
                self._gate.passage(),
                self._session.request(
                    method,
                    url,
                    params=dict(params or {}),
                    data=data,
                    headers=dict(headers or {}),
                    timeout=self._timeout,
                    allow_redirects=False,
                    stream=True,
                ) as response,
            ):
                self._gate.told(response.status_code, response.headers)
                # nothing of the password goes any further, into an error, the ledger or a log
                content = self._discretion.data(_content(response, url))
                said = {name: self._discretion.text(value) for name, value in response.headers.items()}
                headers = requests.structures.CaseInsensitiveDict(said)
                return Reply(url=url, status=response.status_code, headers=headers, content=content)
        except TooSoon as pause:
            failure: BridgeError = SiteUnavailable(
                "Le site a demandé une pause, qui n'est pas finie",
                where=urlsplit(url).netloc,
                todo="rien à faire : le pont réessaie à la fin de la pause",
                retry_after=pause.seconds,
            )
        except requests.RequestException as error:
            failure = _connection_error(error, url)
        # outside the handler: the library's error carries the request, and the request the password
        raise failure


def redirected(reply: Reply) -> SiteRefused:
    """The error of a reply that points elsewhere."""
    return SiteRefused(
        f"Le site renvoie vers une autre adresse : {reply.location[:200] or '?'}",
        where=reply.url,
        todo="mettez l'adresse définitive (https, avec ou sans www) dans « url »",
    )


def _no_auth(request: requests.PreparedRequest) -> requests.PreparedRequest:
    """Without it requests looks for credentials in ~/.netrc, which are not this site's."""
    return request


def _content(response: requests.Response, url: str) -> bytes:
    """The body, unpacked, within the size that one may have."""
    content = bytearray()
    while chunk := _chunk(response):
        content += chunk
        if len(content) > LARGEST_ANSWER:
            raise SiteRefused(
                f"La réponse du site dépasse {LARGEST_ANSWER // 1_000_000} Mo",
                where=url,
                todo="vérifiez que « url » est bien celle du site, et quel brouillon est si long",
            )
    return bytes(content)


def _chunk(response: requests.Response) -> bytes:
    """What has arrived, unpacked; urllib3's errors in requests' words."""
    try:
        return bytes(response.raw.read1(CHUNK, decode_content=True))
    except urllib3.exceptions.ReadTimeoutError as error:
        raise requests.exceptions.ReadTimeout(error) from None
    except urllib3.exceptions.HTTPError as error:
        raise requests.exceptions.ConnectionError(error) from None


def _connection_error(error: requests.RequestException, url: str) -> BridgeError:
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
