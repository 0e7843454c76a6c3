"""One site under examination: its settings, and answers that several needs look at, each asked for once."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Literal

from bridge.domain.draft import SiteStatus
from bridge.domain.ports import Site
from bridge.errors import BridgeError
from bridge.wordpress.probing import Prober, Seen

#: How the bridge reaches a site, and how it hands its proposals over.
Access = Literal["rest", "xmlrpc"]
Delivery = Literal["companion", "autosave", "revision-swap"]

_INDEX_FIELDS = "name,url,home,namespaces,authentication"


@dataclass(kw_only=True)
class SitePatient:
    """One site. ``site`` and ``prober`` are made when first asked for: a missing secret is told by the need that it is.

    ``fix``: whether what is missing may be made (the queue tag, and nothing else). ``now``: Unix time.
    """

    url: str
    user: str
    tag: str
    statuses: tuple[str, ...]
    post_types: tuple[str, ...]
    connect: Callable[[], Site]
    probe: Callable[[], Prober]
    access: Access = "rest"
    delivery: Delivery = "companion"
    fix: bool = False
    now: Callable[[], float] = time.time
    #: Whether the REST API answers by ``?rest_route=`` alone; found out by the need "rest".
    plain: bool = field(default=False, init=False)

    @cached_property
    def prober(self) -> Prober:
        """The raw questions. ConfigError where the password's secret is missing."""
        return self.probe()

    @cached_property
    def site(self) -> Site:
        """The site as the bridge itself uses it."""
        return self.connect()

    @cached_property
    def open_index(self) -> Seen:
        """The REST index as anybody sees it; by the way that answers in JSON, of the two there are."""
        seen = self.prober.rest("/", signed=False, params={"_fields": _INDEX_FIELDS})
        if seen.json is None and not seen.location:
            other = self.prober.rest("/", signed=False, plain=True, params={"_fields": _INDEX_FIELDS})
            if is_index(other):
                self.plain = True
                return other
        return seen

    @cached_property
    def signed_index(self) -> Seen:
        """The same, signed in."""
        return self.prober.rest("/", plain=self.plain, params={"_fields": _INDEX_FIELDS})

    @property
    def index(self) -> Mapping[str, Any]:
        """The REST index, as whoever is let in sees it; empty where nobody is."""
        return next((seen.json for seen in (self.open_index, self.signed_index) if is_index(seen)), {})

    @cached_property
    def me(self) -> Seen:
        """Who WordPress takes the bridge for."""
        return self.prober.rest("/wp/v2/users/me", plain=self.plain)

    @cached_property
    def _status(self) -> SiteStatus | BridgeError:
        try:
            return self.site.status(self.tag)
        except BridgeError as error:
            return error

    @property
    def status(self) -> SiteStatus:
        """What the companion says. The same BridgeError each time where it says nothing; ConfigError."""
        if isinstance(self._status, BridgeError):
            raise self._status
        return self._status


def is_index(seen: Seen) -> bool:
    """Whether the answer is the index of a REST API."""
    return seen.status == 200 and isinstance(seen.json, dict) and "namespaces" in seen.json
