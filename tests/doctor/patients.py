"""Sites to examine: web servers that answer as WordPress does where something is in its way."""

from __future__ import annotations

import json
from contextlib import closing
from typing import Any

from bridge.doctor import CheckLine, SitePatient, examine, site_needs
from bridge.doctor.patient import Access, Delivery
from bridge.domain.ports import Site
from bridge.wordpress.companion import CompanionSite
from bridge.wordpress.probing import Prober
from bridge.wordpress.rest import RestClient
from tests.wordpress.web_server import Reply

PASSWORD = "abcd EFGH 1234 ijkl MNOP 5678"
NOW = 1_790_000_000.0


def check(
    url: str,
    *,
    site: Site | None = None,
    password: str = PASSWORD,
    access: Access = "rest",
    delivery: Delivery = "companion",
    only: tuple[str, ...] = (),
    timeout: float = 10.0,
    **about: Any,
) -> dict[str, CheckLine]:
    """The lines by code. ``site``: in place of the companion's routes at ``url``; ``only``: these needs."""
    prober = Prober(url, user="pont", password=password, timeout=timeout, allow_http=True)
    client = RestClient(url, user="pont", password=password, timeout=timeout, allow_http=True)
    with closing(prober), closing(client):
        patient = SitePatient(
            url=url, user="pont", tag="needs-seo", statuses=("draft",), post_types=("post",), access=access,
            delivery=delivery, connect=lambda: site or CompanionSite(client), probe=lambda: prober, **about,
        )  # fmt: skip
        needs = [need for need in site_needs(access, delivery) if not only or need.code in only]
        return {line.code: line for line in examine(needs, patient)}


def as_json(status: int, body: Any) -> Reply:
    return Reply(status, json.dumps(body))


def error(status: int, code: str, message: str = "Non.") -> Reply:
    return as_json(status, {"code": code, "message": message, "data": {"status": status}})


def index(home: str, *, passwords: bool = True, companion: bool = True) -> Reply:
    """``GET /wp-json/``."""
    offered = {"application-passwords": {"endpoints": {}}} if passwords else []
    spaces = ["wp/v2", *(["needs-seo/v1"] if companion else [])]
    return as_json(200, {"name": "Site", "url": home, "home": home, "namespaces": spaces, "authentication": offered})
