"""Apprise, which knows how to reach Slack, a mailbox, Teams and a hundred others by one address each.

It is imported when something is to be sent: its plugins take more than a second. Nothing of an address is ever told:
it holds tokens, in a place that only the service's plugin knows.
"""

from __future__ import annotations

import logging
import re
import threading
from typing import Any, Protocol

from bridge.errors import ConfigError

#: The most that one message may take, in seconds, whatever the service.
_PATIENCE = 20.0
_STATUS = re.compile(r"error=(\d{3})\b")


class NotUnderstood(ConfigError):
    """An address that Apprise does not know."""


class Sender(Protocol):
    """Sends one message."""

    def understand(self, url: str) -> str:
        """The service that the address is of, as Apprise names it. NotUnderstood."""

    def send(self, url: str, *, title: str, body: str) -> str:
        """Send plain text. "" where the service took it, else why it did not (French). NotUnderstood."""


class Apprise:
    """The library, without what a program that runs for months must not do: no storage, no redirects (they would take
    the tokens along), no attachments, no logs of its own."""

    def __init__(self, *, patience: float = _PATIENCE) -> None:
        self._patience = patience
        self._lock = threading.Lock()
        self._asset: Any = None

    def understand(self, url: str) -> str:
        """See the port."""
        return str(self._service(url).service_name)

    def send(self, url: str, *, title: str, body: str) -> str:
        """See the port."""
        import apprise

        service = self._service(url)
        said: list[str] = []
        messenger = apprise.Apprise(asset=self._asset)
        messenger.add(service)
        result = messenger.notify(
            title=title,
            body=body,
            body_format=apprise.NotifyFormat.TEXT,
            interpret_escapes=False,
            log_callback=lambda entry, _: said.append(str(entry)),
        )
        if result:
            return ""
        if result.status.name == "TIMEOUT":
            return f"le service n'a pas répondu en {self._patience:g} s"
        status = next((found[1] for entry in said if (found := _STATUS.search(entry))), "")
        return f"le service a répondu par le code {status}" if status else "le service n'a pas pris le message"

    def _service(self, url: str) -> Any:
        import apprise

        service = apprise.Apprise.instantiate(url, asset=self._ready())
        if service is None:
            raise NotUnderstood(
                "Cette adresse d'avis n'est d'aucun service connu, ou il y manque une partie",
                todo="voyez la forme de l'adresse de votre service : https://appriseit.com/services/",
            )
        return service

    def _ready(self) -> Any:
        """Apprise's settings, made once."""
        import apprise

        with self._lock:
            if self._asset is None:
                # its log names addresses: what went wrong is read out of it for the result, and it goes nowhere else
                quiet = logging.getLogger("apprise")
                quiet.propagate = False
                quiet.setLevel(logging.WARNING)
                quiet.addHandler(logging.NullHandler())
                self._asset = apprise.AppriseAsset(
                    app_id="seo-bridge",
                    app_desc="seo-bridge",
                    async_mode=False,
                    http_redirects=False,
                    image_url_mask="",
                    image_url_logo="",
                    interpret_emojis=False,
                    pem_autogen=False,
                    pgp_autogen=False,
                    service_timeout=self._patience,
                    storage_mode="memory",
                )
            return self._asset
