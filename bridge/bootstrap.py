"""The only wiring: from settings to parts that work together. Heavy libraries are imported where first needed."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, closing
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from bridge.config import Config, EngineSettings, ExtractiveEngine, OpenAICompatibleEngine, Secret, SiteSettings
from bridge.domain.article import Rewrite
from bridge.domain.finding import Finding
from bridge.domain.ports import OPEN_GATE, UNMETERED, Engine, Meter, Site, Slots
from bridge.domain.source import DEFAULT_MIN_WORDS, Brief, Source
from bridge.errors import ConfigError
from bridge.review import Reviewer
from bridge.service import Admission, Bridge, JobDetail

if TYPE_CHECKING:
    from sqlalchemy import Engine as Database

    from bridge.doctor import Group, Machine, SitePatient
    from bridge.domain.job import JobState
    from bridge.ledger.slots import Tickets
    from bridge.pipeline.gates import Gates
    from bridge.previewing import Preview, Verification
    from bridge.wordpress.plain import PlainSite
    from bridge.wordpress.plain.core import Core
    from bridge.wordpress.plain.delivery import Delivery
    from bridge.wordpress.probing import Prober
    from bridge.wordpress.rest import RestClient
    from bridge.wordpress.xmlrpc import XmlrpcClient

__all__ = ["Admission", "Bridge", "JobDetail", "build", "examine", "preview", "verify"]

T = TypeVar("T")


def build(
    config: Config,
    *,
    sites: Mapping[str, Site] | None = None,
    engines: Mapping[str, Engine] | None = None,
    review: Reviewer | None = None,
    lease: timedelta | None = None,
) -> Bridge:
    """Everything wired. ``sites`` and ``engines`` replace those of the configuration, by name; ``review`` the one with
    Yoast and the grammar. ``lease``: how long this process may be silent before others take its work over (None: the
    ledger's own).

    LedgerError where the ledger can't be opened. Sites and engines are made, and their secrets read, on first use: who
    only looks into the ledger needs none of them.
    """
    from bridge.ledger.clock import shared_clock
    from bridge.ledger.database import open_database
    from bridge.ledger.heartbeat import Heartbeat, in_turn
    from bridge.ledger.repository import LEASE, Ledger
    from bridge.pipeline.gates import Gates

    used = {site.engine for site in config.sites}
    stack = ExitStack()
    database = open_database(config.ledger.dsn(), workers=config.workers)
    stack.callback(database.dispose)
    lease, clock = lease or LEASE, shared_clock(database)
    ledger = Ledger(database, lease=lease, clock=clock)
    tickets = _tickets(config, database, lease, clock)
    renewals = [ledger.renew, *([tickets.renew] if tickets else [])]
    heartbeat = Heartbeat(partial(in_turn, renewals), every=lease / 4)
    if tickets is not None:
        stack.callback(tickets.close)
        tickets.begin_beating = heartbeat.start
    stack.callback(heartbeat.close)
    gates = Gates(_slots(tickets))
    return Bridge(
        config=config,
        ledger=ledger,
        sites=Lazy[Site](
            {site.name: partial(_site, site, config, lambda: database, stack, gates) for site in config.sites},
            ready=sites or {},
        ),
        engines=Lazy[Engine](
            {name: partial(_shared_engine, name, config, stack, gates) for name in used}, ready=engines or {}
        ),
        review=review or reviewer(stack),
        closing=stack,
        now=clock,
        heartbeat=heartbeat.start,
        clock=gates.clock,
        turn=_turn(tickets),
    )


def _tickets(config: Config, database: Database, lease: timedelta, clock: Callable[[], datetime]) -> Tickets | None:
    """What holds across machines; one machine's own locks do without."""
    if config.ledger.file is not None:
        return None
    from bridge.ledger.slots import Tickets

    return Tickets(database, lease=lease, clock=clock)


def _slots(tickets: Tickets | None) -> Slots:
    """Room on the other side: for all machines together, or for this process where it is alone."""
    if tickets is None:
        from bridge.pipeline.slots import LocalSlots

        return LocalSlots()
    from bridge.ledger.slots import SharedSlots

    return SharedSlots(tickets)


def _turn(tickets: Tickets | None) -> Callable[[str], bool]:
    if tickets is None:
        return lambda _: True
    from bridge.ledger.slots import Turns

    turns = Turns(tickets)
    return lambda site: turns.mine(f"poll:{site}")


class Lazy(Mapping[str, T]):
    """Parts by name, each made when it is first asked for, once, whatever the number of threads."""

    def __init__(self, makers: Mapping[str, Callable[[], T]], *, ready: Mapping[str, T]) -> None:
        self._makers = makers
        self._made = {name: part for name, part in ready.items() if name in makers}
        self._lock = threading.Lock()

    def __getitem__(self, name: str) -> T:
        with self._lock:
            if name not in self._made:
                self._made[name] = self._makers[name]()
            return self._made[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._makers)

    def __len__(self) -> int:
        return len(self._makers)


def examine(
    config: Config, names: Sequence[str], *, fix: bool = False, alive: Callable[[Any], int] | None = None
) -> Iterator[Group]:
    """What these sites need, each tried, then their engines, then this machine: ``seo-bridge check``.

    Raises nothing for what is wrong: that is what it is for. ``fix``: make the queue tag where it is missing.
    ``alive``: counts the workers, on the ledger's own connection.
    """
    from bridge import doctor

    sites = [config.site(name) for name in names]
    with ExitStack() as stack:
        for site in sites:
            lines = doctor.examine(
                doctor.site_needs(site.access, site.delivery), _patient(site, config, stack, fix=fix)
            )
            yield doctor.Group(kind="site", name=site.name, lines=lines)
        for name in dict.fromkeys(site.engine for site in sites):
            make: Callable[[], Engine] = partial(_engine, name, config.engines[name], stack)
            yield doctor.Group(kind="engine", name=name, lines=doctor.examine(doctor.ENGINE_NEEDS, make))
        yield doctor.Group(kind="machine", name="", lines=doctor.examine(doctor.MACHINE_NEEDS, _machine(config, alive)))


def _patient(settings: SiteSettings, config: Config, stack: ExitStack, *, fix: bool) -> SitePatient:
    from bridge.doctor import SitePatient

    return SitePatient(
        url=settings.url,
        user=settings.user,
        tag=settings.tag,
        statuses=settings.statuses,
        post_types=settings.post_types,
        connect=partial(_site, settings, config, partial(_database, config, stack), stack),
        probe=partial(_prober, settings, stack),
        access=settings.access,
        delivery=settings.delivery,
        fix=fix,
    )


def _prober(settings: SiteSettings, stack: ExitStack) -> Prober:
    from bridge.wordpress.probing import Prober

    prober = Prober(
        settings.url,
        user=settings.user,
        password=_password(settings),
        timeout=settings.timeout,
        allow_http=settings.allow_http,
    )
    return stack.enter_context(closing(prober))


def _machine(config: Config, alive: Callable[[Any], int] | None) -> Machine:
    from bridge.doctor import Machine

    file = config.ledger.file
    folders = {} if file is None else {"dossier du registre": file.parent}
    if any(site.delivery != "companion" for site in config.sites):
        folders["dossier des rapports"] = Path(config.reports)
    return Machine(jobs=partial(_ledger_counts, config), folders=folders, server=partial(_ledger_server, config, alive))


def _ledger_server(config: Config, alive: Callable[[Any], int] | None) -> str:
    """What the ledger's server is, and how many workers share it; "" for a file."""
    if config.ledger.file is not None:
        return ""
    from bridge.ledger.database import open_database, server_name
    from bridge.ledger.repository import Ledger

    database = open_database(config.ledger.dsn())
    with closing(Ledger(database)) as ledger:
        workers = "" if alive is None else f", {ledger.with_driver(alive)} worker(s) en vie"
        return f"{server_name(database)}{workers}"


def _database(config: Config, stack: ExitStack) -> Database:
    from bridge.ledger.database import open_database

    database = open_database(config.ledger.dsn())
    stack.callback(database.dispose)
    return database


def _ledger_counts(config: Config) -> Mapping[str, Mapping[JobState, int]]:
    from bridge.ledger.database import open_database
    from bridge.ledger.repository import Ledger

    with closing(Ledger(open_database(config.ledger.dsn()))) as ledger:
        return ledger.counts()


def preview(
    config: Config | None,
    *,
    title: str,
    content: str,
    engine: str | None,
    min_words: int | None,
    keyphrase: str | None,
) -> Preview:
    """A text all the way with no WordPress: ``seo-bridge rewrite FILE``.

    ``engine`` names one of the configuration's, or ``openai`` for a model named by OPENAI_API_KEY, OPENAI_BASE_URL and
    OPENAI_MODEL; without it, the extractive one.
    """
    from bridge.previewing import preview as preview_text

    asked = {name: wish for name, wish in (("min_words", min_words), ("keyphrase", keyphrase)) if wish}
    name = engine or "extractive"
    settings = dict(config.engines) if config else {}
    with ExitStack() as stack:
        return preview_text(
            title=title,
            content=content,
            engine=_engine(name, _named(name, settings), stack),
            brief=Brief(min_words=min_words or DEFAULT_MIN_WORDS),
            asked=asked,
            review=reviewer(stack, warm=True),
        )


def verify(*, source: str, article: str, min_words: int | None, keyphrase: str | None) -> Verification:
    """The checks alone on two texts: ``seo-bridge verify SOURCE ARTICLE``."""
    from bridge.previewing import verify as verify_text

    with ExitStack() as stack:
        return verify_text(
            source=source, article=article, min_words=min_words, keyphrase=keyphrase, review=reviewer(stack, warm=True)
        )


def _named(name: str, settings: Mapping[str, EngineSettings]) -> EngineSettings:
    if name in settings:
        return settings[name]
    if name == "extractive":
        return ExtractiveEngine(kind="extractive")
    if name == "openai":
        return _from_environment()
    raise ConfigError(
        f"Le moteur « {name} » n'est pas dans la configuration",
        todo=f"moteurs connus : {', '.join(sorted({*settings, 'extractive', 'openai'}))}",
    )


def _from_environment() -> EngineSettings:
    try:
        return OpenAICompatibleEngine(
            kind="openai_compatible",
            base_url=os.environ.get("OPENAI_BASE_URL") or "https://api.openai.com/v1",
            allow_http=True,  # named for this one command, by the person who runs it
            model=os.environ.get("OPENAI_MODEL") or "gpt-4o-mini",
            api_key=Secret(env="OPENAI_API_KEY") if os.environ.get("OPENAI_API_KEY") else None,
        )
    except ValueError as error:
        raise ConfigError(
            "L'adresse du modèle n'est pas valable",
            where="OPENAI_BASE_URL",
            todo="donnez une adresse complète, comme http://localhost:11434/v1",
        ) from error


def _site(
    settings: SiteSettings,
    config: Config,
    database: Callable[[], Database],
    stack: ExitStack,
    gates: Gates | None = None,
) -> Site:
    """``database``: opened only where the delivery keeps a journal there. ``gates``: those of all workers."""
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


def _shared_engine(name: str, config: Config, stack: ExitStack, gates: Gates) -> Engine:
    """An engine for all workers. Its secret is read now; its libraries are when it is first asked for an article."""
    settings = config.engines[name]
    if isinstance(settings, ExtractiveEngine):
        return DeferredEngine(name="extractive", make=lambda: _engine(name, settings, stack))
    key = _key(name, settings)
    passed = {
        "gate": gates.to_engine(settings.base_url, config.calls_at_once(settings.base_url)),
        "at_once": config.calls_at_once(settings.base_url),
        "clock": gates.clock,
    }
    return DeferredEngine(name=f"{settings.kind}:{settings.model}", make=lambda: _model(settings, key, stack, **passed))


class DeferredEngine:
    """The port ``Engine``, made of another one when it is first asked for an article: polls need its name alone."""

    def __init__(self, *, name: str, make: Callable[[], Engine]) -> None:
        self.name = name
        self._made = Lazy[Engine]({name: make}, ready={})

    def rewrite(self, source: Source, brief: Brief, meter: Meter = UNMETERED) -> Rewrite:
        """See the port."""
        return self._made[self.name].rewrite(source, brief, meter)

    def repair(
        self, source: Source, brief: Brief, made: Rewrite, findings: tuple[Finding, ...], meter: Meter = UNMETERED
    ) -> Rewrite | None:
        """See the port."""
        return self._made[self.name].repair(source, brief, made, findings, meter)


def _engine(name: str, settings: EngineSettings, stack: ExitStack) -> Engine:
    if isinstance(settings, ExtractiveEngine):
        from bridge.engines.extractive import ExtractiveEngine as Extractive

        return Extractive()
    return _model(settings, _key(name, settings), stack)


def _key(name: str, settings: OpenAICompatibleEngine) -> str:
    """ConfigError where it can't be read."""
    return settings.api_key.reveal(f"engines, {name}, api_key") if settings.api_key else ""


def _model(settings: OpenAICompatibleEngine, key: str, stack: ExitStack, **shared: Any) -> Engine:
    """``shared``: what it has in common with the other workers' calls, see OpenAICompatible."""
    from bridge.engines.openai_compatible import OpenAICompatible

    engine = OpenAICompatible(
        base_url=settings.base_url,
        model=settings.model,
        api_key=key,
        timeout=settings.timeout,
        structured=settings.structured,
        temperature=settings.temperature,
        max_tokens=settings.max_tokens,
        strategy=settings.strategy,
        context_window=settings.context_window,
        **shared,
    )
    return stack.enter_context(closing(engine))


def reviewer(stack: ExitStack, *, warm: bool = False) -> Reviewer:
    """All checks, with Yoast and the grammar where they are installed; their processes end with ``stack``.

    ``warm`` starts the processes at once, for who is about to need them.
    """
    from bridge.grammar import Grammalecte, find_python
    from bridge.yoast import Yoast

    yoast = stack.enter_context(Yoast())
    grammar = stack.enter_context(closing(Grammalecte(find_python())))
    if warm:
        yoast.start()
    return Reviewer(analyser=yoast, grammar=grammar)
