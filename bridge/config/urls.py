"""Addresses in the configuration: whole, safe, and without a secret inside. No message repeats the address."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import SplitResult, quote, urlsplit, urlunsplit

from bridge.domain.hosts import is_this_machine

_ADMIN_PATHS = ("/wp-admin", "/wp-login.php", "/wp-json", "/xmlrpc.php")
_FILE_LEDGER = "sqlite:///"


def web_address(text: str) -> str:
    """An http(s) address without its last slash; ValueError where it is none, or carries a password or a query."""
    parts = _split(text.strip())
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise ValueError("attendu : une adresse complète, comme « https://gazette.example »")
    if parts.username or parts.password:
        raise ValueError("une adresse ne contient ni utilisateur ni mot de passe ; mettez-les dans leurs propres clés")
    if parts.query or parts.fragment:
        raise ValueError("attendu : une adresse sans « ? » ni « # »")
    return urlunsplit((parts.scheme, parts.netloc, parts.path.rstrip("/"), "", ""))


def site_address(text: str) -> str:
    """The address of a WordPress, at its root."""
    address = web_address(text)
    if any(marker in urlsplit(address).path for marker in _ADMIN_PATHS):
        raise ValueError(
            "attendu : l'adresse du site lui-même, "
            "sans « /wp-admin », « /wp-login.php », « /wp-json » ni « /xmlrpc.php »"
        )
    return address


def is_plain_remote(address: str) -> bool:
    """Whether what is sent to the address can be read on the way: plain http to another machine."""
    parts = urlsplit(address)
    host = parts.hostname or ""
    return parts.scheme == "http" and not (is_this_machine(host) or host.endswith(".localhost"))


def ledger_url(text: str, base: Path) -> str:
    """A database URL, a SQLite file made absolute against ``base``; ValueError with what is accepted."""
    if text.startswith(_FILE_LEDGER):
        name, question, options = text.removeprefix(_FILE_LEDGER).partition("?")
        if name in ("", ":memory:"):
            raise ValueError("attendu : un fichier ; un registre en mémoire oublierait tout à chaque arrêt")
        return f"{_FILE_LEDGER}{base / Path(name).expanduser()}{question}{options}"
    parts = _split(text)
    if parts.scheme.split("+")[0] != "postgresql" or not parts.hostname:
        raise ValueError("attendu : « sqlite:///seo-bridge.db » ou « postgresql://utilisateur@serveur/base »")
    if parts.password is not None:
        raise ValueError("l'adresse ne contient pas de mot de passe ; mettez-le à côté : « password: {env: NOM} »")
    return text


def ledger_file(url: str) -> Path | None:
    """The file of a SQLite URL that ``ledger_url`` made; None for other databases."""
    return Path(url.removeprefix(_FILE_LEDGER).partition("?")[0]) if url.startswith(_FILE_LEDGER) else None


def with_password(url: str, password: str) -> str:
    """The database URL with the password put in."""
    parts = urlsplit(url)
    user, at, host = parts.netloc.rpartition("@")
    return urlunsplit(parts._replace(netloc=f"{user}:{quote(password, safe='')}{at or '@'}{host}"))


def _split(text: str) -> SplitResult:
    try:
        parts = urlsplit(text)
        _ = parts.port
    except ValueError:
        raise ValueError("cette adresse est mal formée") from None
    if any(character.isspace() for character in text):
        raise ValueError("une adresse ne contient pas d'espace")
    return parts
