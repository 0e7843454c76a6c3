"""The only wiring: from settings to parts that work together. Heavy libraries are imported where first needed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, closing
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from bridge.config import Config, SiteSettings
from bridge.domain.ports import Engine, Site, Slots
from bridge.domain.source import DEFAULT_MIN_WORDS, Brief
from bridge.parts.engines import engine_of, named, shared_engine
from bridge.parts.lazy import Lazy
from bridge.parts.sites import prober_of, site_of
from bridge.review import Reviewer
from bridge.service import Admission, Bridge, JobDetail

if TYPE_CHECKING:
    from sqlalchemy import Engine as Database

    from bridge.doctor import Group, Machine, SitePatient
    from bridge.domain.job import JobState
    from bridge.ledger.slots import Tickets
    from bridge.previewing import Preview, Verification

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
            {site.name: partial(site_of, site, config, lambda: database, stack, gates) for site in config.sites},
            ready=sites or {},
        ),
        engines=Lazy[Engine](
            {name: partial(shared_engine, name, config, stack, gates) for name in used}, ready=engines or {}
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
            make: Callable[[], Engine] = partial(engine_of, name, config.engines[name], stack)
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
        connect=partial(site_of, settings, config, partial(_database, config, stack), stack),
        probe=partial(prober_of, settings, stack),
        access=settings.access,
        delivery=settings.delivery,
        fix=fix,
    )


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
            engine=engine_of(name, named(name, settings), stack),
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
