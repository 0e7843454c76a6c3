"""``once`` and ``run``: the same rounds, told line by line."""

from __future__ import annotations

import dataclasses
import os
import signal
import sys
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any

import structlog
from rich.console import Console
from rich.text import Text

from bridge.cli.bugs import redacted, write_bug
from bridge.cli.session import Session, chosen_sites
from bridge.cli.terminal import (
    STATE_LABELS,
    clean,
    json_text,
    messages,
    moment,
    output,
    plural,
    say,
    state_text,
    words_text,
)
from bridge.domain.job import Job, JobState, Waiting
from bridge.errors import BridgeError
from bridge.runners.dispatching import pool_of
from bridge.runners.pool import Crashed, Ended, Event, HeldBack, Listener, Outcome, Polled, PollFailed, Started

if TYPE_CHECKING:
    from rich.progress import Progress

    from bridge.config import Config
    from bridge.pipeline.learning import Lesson
    from bridge.runners.stopping import Once
    from bridge.service import Bridge

#: How long drafts that run may take to finish after a stop was asked for, in seconds.
GRACE = 600.0
#: Seconds that a ledger has to take back the jobs of a process that leaves at once.
_GIVING_BACK = 2.0
AT_ONCE = "arrêt immédiat : les brouillons en cours seront repris au prochain lancement"
_VERDICT_WIDTH = 10
_LOG = structlog.get_logger("seo-bridge")


def once_command(session: Session, names: Sequence[str] | None, *, as_json: bool, now: bool = False) -> int:
    """0 where nothing failed (a held draft is no failure), 1 where a draft or a site did; 130 or 143 where a signal
    came before all was done. ``now``: drafts that wait for their next try, too."""
    from bridge.operations import operating
    from bridge.runners.stopping import run_once, stop_signals

    _, config = session.load()
    sites = chosen_sites(config, names)
    with (
        stop_signals() as asked,
        session.build(config) as bridge,
        operating(bridge, config, sites=sites, serve=False) as operations,
    ):
        bridge.connect(sites)
        for site in sites if now else ():
            bridge.make_due(site)
        with _told(sites, quiet=as_json) as listener:
            pool = pool_of(config, bridge, listener=both(listener, operations.listener))
            ended = run_once(pool, sites, asked, grace=GRACE, on_stop=log_stop)
        if ended.outcome is None:
            _LOG.warning(AT_ONCE)
            leave(bridge, _signalled(ended))
            return _signalled(ended)
        waits = [wait for wait in bridge.waits() if wait.site in sites]
    if as_json:
        sys.stdout.write(json_text(_as_data(ended.outcome, handed_over=config.dispatch != "embedded")) + "\n")
    else:
        _summary(ended.outcome, waits, handed_over=config.dispatch != "embedded")
    if ended.outcome.left:
        return _signalled(ended)
    return 0 if ended.outcome.clean else 1


def _signalled(ended: Once) -> int:
    """What shells make of a process that a signal ended."""
    return 128 + (ended.signal or signal.SIGINT)


def run_command(session: Session, names: Sequence[str] | None) -> int:
    """0 after a stop that let everything finish; the process ends at once (code 1) where it did not."""
    from bridge.operations.operating import PULSE, operating
    from bridge.runners.scheduler import Rounds, next_poll
    from bridge.runners.stopping import run_until_stopped, stop_signals

    _, config = session.load()
    sites = chosen_sites(config, names)
    triggers = _triggers(config, sites)
    # The signals are ours before anything starts, and until everything is closed.
    with (
        stop_signals() as asked,
        session.build(config) as bridge,
        operating(
            bridge,
            config,
            sites=sites,
            turning="calendrier",
            next_poll=lambda site, after: next_poll(triggers[site], after),
        ) as operations,
    ):
        bridge.connect(sites)
        pool = pool_of(
            config, bridge, listener=both(log_event, operations.listener), turn=operations.turn(bridge.polls)
        )
        _LOG.info("démarrage", sites=", ".join(sites), simultanés=config.workers)
        rounds = Rounds(
            pool,
            triggers,
            on_trouble=_log_trouble,
            daily=lambda site: _log_lesson(site, bridge.learn(site)),
            pulse=operations.pulse,
            pulse_seconds=PULSE,
        )
        finished = run_until_stopped(rounds, asked, grace=GRACE, on_stop=log_stop)
        if not finished:
            _LOG.warning(AT_ONCE)
            leave(bridge, 1)
    _LOG.info("arrêté")
    return 0


def _triggers(config: Config, sites: Sequence[str]) -> dict[str, Any]:
    from bridge.runners.scheduler import trigger_of

    return {site: trigger_of(config.site(site).schedule) for site in sites}


def leave(bridge: Bridge, code: int) -> None:
    """Without waiting for the threads: what they do is in the ledger, step by step. Their jobs are given back first, as
    far as the ledger answers, so that another machine need not wait for the leases to lapse."""
    giving_back = threading.Thread(target=_abandon, args=(bridge,), daemon=True)
    giving_back.start()
    giving_back.join(_GIVING_BACK)
    sys.stdout.flush()
    sys.stderr.flush()
    if any(thread is not threading.current_thread() for thread in threading.enumerate()):
        os._exit(code)


def _abandon(bridge: Bridge) -> None:
    # what can't be given back lapses
    with suppress(BridgeError):
        bridge.abandon()


def log_stop(name: str) -> None:
    """A signal asks for the end."""
    _LOG.info("arrêt demandé : les brouillons en cours se terminent", signal=name)


def _log_lesson(site: str, lesson: Lesson) -> None:
    _LOG.info("propositions relues", site=site, relues=lesson.looked_at, termes_proposés=len(lesson.offers))


def _log_trouble(site: str, error: Exception | None) -> None:
    if error is None:
        _LOG.info("relève sautée : la précédente dure encore", site=site)
    else:
        _LOG.error("relève interrompue", site=site, **_told_error(error))


def log_event(event: Event) -> None:
    """One line of the log."""
    match event:
        case Polled():
            _LOG.info(
                "relève", site=event.site, dans_la_file=event.listed, nouveaux=event.admitted, repris=event.resumed
            )
        case PollFailed():
            _LOG.error("site non relevé", site=event.site, **_told_error(event.error))
        case Started():
            _LOG.info("brouillon commencé", **_of(event.job))
        case Ended():
            _log_end(event.job)
        case Crashed():
            _LOG.error("brouillon interrompu", **_of(event.job), **_told_error(event.error))
        case HeldBack():
            _LOG.warning(
                "brouillons remis à plus tard", site=event.site, brouillons=event.jobs, **_told_error(event.error)
            )


def _log_work(event: Event) -> None:
    """For cron, which mails whatever is said: a poll that brought nothing is nothing to say."""
    if not (isinstance(event, Polled) and not event.admitted and not event.resumed):
        log_event(event)


def _log_end(job: Job) -> None:
    known = {"mots": words_text(job.words_before, job.words_after), "lien": job.compare_link, "motif": job.reason}
    level = _LOG.error if job.state is JobState.FAILED else _LOG.info
    level(
        "brouillon traité" if job.state.ended else "brouillon à reprendre",
        verdict=STATE_LABELS[job.state],
        **_of(job),
        **{name: value for name, value in known.items() if value},
    )


def _of(job: Job) -> dict[str, Any]:
    return {"site": job.site, "travail": job.id, "brouillon": job.draft, "titre": job.title}


def _told_error(error: Exception) -> dict[str, str]:
    """What a log line says of an error; a bug's traceback goes to its file."""
    if isinstance(error, BridgeError):
        told = {"cause": error.what.replace("\n", " "), "où": error.where, "à_faire": error.todo}
        return {name: value for name, value in told.items() if value}
    return {"cause": "défaut de seo-bridge", "détail": str(write_bug(error) or "non écrit")}


@contextmanager
def _told(sites: Sequence[str], *, quiet: bool) -> Iterator[Listener]:
    """A bar where a person waits, log lines where none does; each draft's line on standard output as it ends."""
    console = messages()
    show = () if quiet else (_print_event,)
    if not console.is_terminal:
        yield both(_log_work, *show)
        return
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    progress = Progress(
        TextColumn("{task.description}", markup=False),
        BarColumn(bar_width=24),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        console=console,
        transient=True,
        redirect_stdout=sys.stdout.isatty(),
    )
    with progress:
        yield both(_Bar(progress, sites), *show)


def both(*listeners: Listener) -> Listener:
    """Several listeners as one."""

    def tell(event: Event) -> None:
        for listener in listeners:
            listener(event)

    return tell


class _Bar:
    """Counts drafts, and names the sites that are still asked."""

    def __init__(self, progress: Progress, sites: Sequence[str]) -> None:
        self._progress = progress
        self._polling = len(sites)
        self._drafts = 0
        self._task = progress.add_task(self._description(), total=None)

    def __call__(self, event: Event) -> None:
        if isinstance(event, Polled | PollFailed):
            self._polling -= 1
            self._drafts += event.admitted + event.resumed if isinstance(event, Polled) else 0
            total = None if self._polling else self._drafts
            self._progress.update(self._task, total=total, description=self._description())
        elif isinstance(event, Ended | Crashed | HeldBack):
            self._progress.advance(self._task, event.jobs if isinstance(event, HeldBack) else 1)

    def _description(self) -> str:
        return f"Relève de {plural(self._polling, 'site')}" if self._polling else "Réécriture"


def _print_event(event: Event) -> None:
    console = output()
    if isinstance(event, Ended):
        print_job(console, event.job)
    elif isinstance(event, Crashed):
        told = _told_error(event.error)
        detail = " : ".join(value for value in (told["cause"], told.get("détail")) if value)
        _print_entry(console, Text("échec".ljust(_VERDICT_WIDTH), style="red"), event.job, detail)


def print_job(console: Console, job: Job) -> None:
    """One line of a draft: verdict, number, site, words, title, and the link or the reason."""
    detail = job.compare_link if job.state is JobState.PROPOSED else job.reason
    _print_entry(console, state_text(job.state, width=_VERDICT_WIDTH), job, detail)


def _print_entry(console: Console, verdict: Text, job: Job, detail: str) -> None:
    """On a terminal, the detail stands below, so that 80 columns suffice."""
    words = words_text(job.words_before, job.words_after)
    facts = [f"n° {job.id}", job.site, words, clean(job.title) or "(sans titre)"]
    line = verdict + Text("  " + "  ".join(fact for fact in facts if fact))
    detail = clean(redacted(detail))
    if not console.is_terminal:
        say(console, line + Text(f"  {detail}" if detail else ""))
        return
    line.truncate(console.width, overflow="ellipsis")
    say(console, line)
    if detail:
        say(console, Text(detail, style="dim"), indent=_VERDICT_WIDTH + 2)


def _summary(outcome: Outcome, waits: Sequence[Waiting], *, handed_over: bool) -> None:
    console = messages()
    for failed in outcome.unreachable:
        told = _told_error(failed.error)
        say(console, Text(f"Site {failed.site} non relevé : ", style="bold red") + Text(clean(redacted(told["cause"]))))
        for label, key in (("Où", "où"), ("À faire", "à_faire"), ("Détail", "détail")):
            if key in told:
                say(console, f"{label} : {clean(redacted(told[key]))}", indent=2)
    for held in outcome.held_back:
        say(console, f"{plural(held.jobs, 'brouillon')} du site {held.site} remis à plus tard :")
        say(console, clean(redacted(held.error.what)), indent=2)
    counts = {state: sum(job.state is state for job in outcome.jobs) for state in JobState}
    parts = [plural(count, "brouillon") + f" : {STATE_LABELS[state]}" for state, count in counts.items() if count]
    crashed = [f"{plural(len(outcome.crashes), 'brouillon')} : erreur"] if outcome.crashes else []
    left = [f"{plural(outcome.left, 'brouillon')} : pas commencé"] if outcome.left else []
    ends = " ; ".join([*parts, *crashed, *left])
    if handed_over:
        given = sum(poll.admitted + poll.resumed for poll in outcome.polls)
        say(console, f"{plural(given, 'brouillon')} à traiter par les « seo-bridge worker ».")
    elif ends or (console.is_terminal and not outcome.unreachable):
        say(console, ends or "Aucun brouillon à traiter.")
    if waits and console.is_terminal:
        number = plural(sum(wait.jobs for wait in waits), "brouillon")
        first = moment(min(wait.until for wait in waits))
        say(console, f"{number} en attente d’un nouvel essai, dès le {first} ; « seo-bridge once --now » n’attend pas.")


def _as_data(outcome: Outcome, *, handed_over: bool) -> dict[str, Any]:
    return {
        "sites": [
            *({**dataclasses.asdict(poll), "error": None} for poll in outcome.polls),
            *(
                {"site": failed.site, "listed": None, "admitted": None, "resumed": None,
                 "error": _error_text(failed.error)}
                for failed in outcome.unreachable
            ),
        ],
        "jobs": [
            *(_job_data(job, error=None) for job in outcome.jobs),
            *(_job_data(crash.job, error=_error_text(crash.error)) for crash in outcome.crashes),
        ],
        "held_back": [
            {"site": held.site, "jobs": held.jobs, "reason": redacted(held.error.what)} for held in outcome.held_back
        ],
        "handed_over": sum(poll.admitted + poll.resumed for poll in outcome.polls) if handed_over else 0,
        "left": outcome.left,
        "ok": outcome.clean,
    }  # fmt: skip


def _error_text(error: Exception) -> str:
    return redacted(str(error) if isinstance(error, BridgeError) else f"défaut de seo-bridge : {write_bug(error)}")


def _job_data(job: Job, *, error: str | None) -> dict[str, Any]:
    return {
        "id": job.id, "key": job.key, "site": job.site, "draft": job.draft, "title": job.title,
        "state": job.state.value, "ended": job.state.ended, "reason": redacted(job.reason), "engine": job.engine,
        "words_before": job.words_before, "words_after": job.words_after, "seconds": job.seconds,
        "proposal": job.proposal, "compare_link": job.compare_link, "error": error,
    }  # fmt: skip
