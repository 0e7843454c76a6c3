"""Name and certificate of a site, looked at directly: what an HTTP client only tells as « it failed »."""

from __future__ import annotations

import socket
import ssl
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from urllib.parse import urlsplit

import requests

from bridge.errors import SiteUnavailable
from bridge.wordpress.http import CONNECT_TIMEOUT

#: OpenSSL's X509_V_FLAG_NO_CHECK_TIME (x509_vfy.h): to read the dates of a certificate that has expired.
_ANY_TIME = ssl.VerifyFlags(0x200000)


class Flaw(StrEnum):
    """What can be wrong with a certificate."""

    EXPIRED = "expired"
    NOT_YET = "not yet valid"
    SELF_SIGNED = "self-signed"
    UNKNOWN_ISSUER = "unknown issuer"
    WRONG_HOST = "wrong host"
    OTHER = "other"


#: OpenSSL's verify codes (x509_vfy.h).
_FLAWS = {
    9: Flaw.NOT_YET, 10: Flaw.EXPIRED, 18: Flaw.SELF_SIGNED, 19: Flaw.SELF_SIGNED, 2: Flaw.UNKNOWN_ISSUER,
    20: Flaw.UNKNOWN_ISSUER, 21: Flaw.UNKNOWN_ISSUER, 62: Flaw.WRONG_HOST, 64: Flaw.WRONG_HOST,
}  # fmt: skip


@dataclass(frozen=True, kw_only=True, slots=True)
class Certificate:
    """A certificate: what is wrong with it (None: nothing), until when it is valid, which hosts it names.

    ``until`` and ``hosts`` are unknown where it could not be verified at all. ``said``: OpenSSL's own words.
    """

    flaw: Flaw | None = None
    until: datetime | None = None
    hosts: tuple[str, ...] = ()
    said: str = ""


def goes_by_proxy(url: str) -> bool:
    """Whether requests to the URL go by a proxy of the environment: then name and certificate are its business."""
    return bool(requests.utils.get_environ_proxies(url))


def addresses(url: str) -> tuple[str, ...]:
    """The IP addresses of the URL's host. SiteUnavailable where it has none."""
    parts = urlsplit(url)
    host = parts.hostname or ""
    try:
        found = socket.getaddrinfo(host, parts.port or 443, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        raise SiteUnavailable(
            "Le nom du site est introuvable", where=host, todo="vérifiez « url » dans la configuration, puis le DNS"
        ) from None
    return tuple(dict.fromkeys(str(entry[4][0]) for entry in found))


def certificate(url: str) -> Certificate:
    """The certificate that the host of an https URL shows. SiteUnavailable where nothing answers there."""
    try:
        return _valid(_shown(url))
    except ssl.SSLCertVerificationError as error:
        return _flawed(url, error)
    except ssl.SSLError as error:
        return Certificate(flaw=Flaw.OTHER, said=str(error.reason or "").replace("_", " ").lower())
    except OSError as error:
        raise SiteUnavailable(
            "Le site n'a pas répondu à temps" if isinstance(error, TimeoutError) else "Impossible de se connecter",
            where=urlsplit(url).netloc,
            todo="vérifiez « url », que le site est en marche, et qu'aucun pare-feu ne le sépare de cette machine",
        ) from None


def _flawed(url: str, error: ssl.SSLCertVerificationError) -> Certificate:
    flaw = _FLAWS.get(error.verify_code, Flaw.OTHER)
    details = Certificate()
    with suppress(OSError):  # neither its dates nor its names can be believed then
        details = _valid(_shown(url, lenient=True))
    return Certificate(flaw=flaw, until=details.until, hosts=details.hosts, said=error.verify_message)


def _shown(url: str, *, lenient: bool = False) -> dict[str, object]:
    """``lenient``: of any date and for any host, but still from an issuer that is trusted."""
    parts = urlsplit(url)
    host = parts.hostname or ""
    trusted = _trusted(url)
    folder = Path(trusted).is_dir()
    context = ssl.create_default_context(cafile=None if folder else trusted, capath=trusted if folder else None)
    if lenient:
        context.check_hostname = False
        context.verify_flags |= _ANY_TIME
    with (
        socket.create_connection((host, parts.port or 443), timeout=CONNECT_TIMEOUT) as plain,
        context.wrap_socket(plain, server_hostname=host) as secured,
    ):
        return dict(secured.getpeercert() or {})


def _trusted(url: str) -> str:
    """The file or folder of authorities that ``requests`` uses, by the environment too: both must judge alike."""
    with requests.Session() as session:
        verify = session.merge_environment_settings(url, {}, None, None, None)["verify"]
    return verify if isinstance(verify, str) else requests.utils.DEFAULT_CA_BUNDLE_PATH


def _valid(shown: dict[str, object]) -> Certificate:
    names = shown.get("subjectAltName", ())
    hosts = tuple(str(name[1]) for name in names) if isinstance(names, tuple) else ()
    until = datetime.fromtimestamp(ssl.cert_time_to_seconds(str(shown["notAfter"])), UTC)
    return Certificate(until=until, hosts=hosts)
