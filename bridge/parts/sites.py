"""Sites from settings: how WordPress is reached, and how proposals are delivered there."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack, closing
from pathlib import Path
from typing import TYPE_CHECKING

from bridge.config import Config, SiteSettings
from bridge.domain.ports import OPEN_GATE, Site

if TYPE_CHECKING:
    from sqlalchemy import Engine as Database

    from bridge.pipeline.gates import Gates
    from bridge.wordpress.plain import PlainSite
    from bridge.wordpress.plain.core import Core
    from bridge.wordpress.plain.delivery import Delivery
    from bridge.wordpress.probing import Prober
    from bridge.wordpress.rest import RestClient
    from bridge.wordpress.xmlrpc import XmlrpcClient


def site_of(
    settings: SiteSettings,
    config: Config,
    database: Callable[[], Database],
    stack: ExitStack,
    gates: Gates | None = None,
) -> Site:
    """The site, closed with ``stack``. ConfigError where its password can't be read.

    ``database``: opened only where the delivery keeps a journal there. ``gates``: those of all workers.
    """
    from bridge.wordpress.companion import CompanionSite

    client = _client(settings, gates)
    if settings.delivery != "companion":
        return stack.enter_context(closing(_plain(_core(client, settings), settings, config, database())))
    return stack.enter_context(closing(CompanionSite(client)))


def _client(settings: SiteSettings, gates: Gates | None) -> RestClient | XmlrpcClient:
    access: type[RestClient | XmlrpcClient]
    if settings.access == "xmlrpc":
        from bridge.wordpress.xmlrpc import XmlrpcClient

        access = XmlrpcClient
    else:
        from bridge.wordpress.rest import RestClient

        access = RestClient
    return access(
        settings.url,
        user=settings.user,
        password=_password(settings),
        timeout=settings.timeout,
        allow_http=settings.allow_http,
        gate=gates.to_site(settings.name, settings.concurrency) if gates else OPEN_GATE,
        at_once=settings.concurrency,
    )


def _core(client: RestClient | XmlrpcClient, settings: SiteSettings) -> Core:
    from bridge.wordpress.rest import RestClient

    if isinstance(client, RestClient):
        from bridge.wordpress.plain.rest_core import RestCore

        return RestCore(client, settings.post_types)
    from bridge.wordpress.plain.xmlrpc_core import XmlrpcCore

    return XmlrpcCore(client)


def _password(settings: SiteSettings) -> str:
    """ConfigError where it can't be read."""
    return settings.password.reveal(f"sites, {settings.name}, password")


def _plain(core: Core, settings: SiteSettings, config: Config, database: Database) -> PlainSite:
    """A site without the companion."""
    from bridge.ledger.swaps import Delivered, Swaps
    from bridge.wordpress.plain import PlainSite, Plan
    from bridge.wordpress.plain.autosave import Autosave
    from bridge.wordpress.plain.report import Reports
    from bridge.wordpress.plain.rest_core import RestCore
    from bridge.wordpress.plain.swap import RevisionSwap

    journal = Swaps(database, settings.name)
    swap = RevisionSwap(core, journal)
    delivery: Delivery = swap
    if settings.delivery == "autosave":
        assert isinstance(core, RestCore)  # noqa: S101 - the configuration allows no other
        delivery = Autosave(core)
    return PlainSite(
        core,
        plan=Plan(url=settings.url, delivery=settings.delivery, fill_seo=settings.seo_fields == "fill-empty"),
        delivery=delivery,
        swap=swap,
        journal=journal,
        deliveries=Delivered(database, settings.name),
        reports=Reports(Path(config.reports), settings.name),
    )


def prober_of(settings: SiteSettings, stack: ExitStack) -> Prober:
    """What tries the site's address and account, closed with ``stack``. ConfigError as for the site."""
    from bridge.wordpress.probing import Prober

    prober = Prober(
        settings.url,
        user=settings.user,
        password=_password(settings),
        timeout=settings.timeout,
        allow_http=settings.allow_http,
    )
    return stack.enter_context(closing(prober))
