"""``status`` and ``show``: what the ledger knows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from bridge.cli.bugs import redacted
from bridge.cli.findings import article_rows, print_fields, print_findings
from bridge.cli.session import Session, chosen_sites
from bridge.cli.terminal import (
    STATE_LABELS,
    clean,
    heading,
    local,
    messages,
    moment,
    output,
    plural,
    say,
    state_text,
    words_text,
)
from bridge.domain.article import ModelCall
from bridge.domain.job import Job, JobState, Waiting

if TYPE_CHECKING:
    from bridge.config import Config
    from bridge.service import JobDetail

_LAST = 20
_ENDS = (
    (JobState.PROPOSED, "proposés"),
    (JobState.HELD, "retenus"),
    (JobState.SUPERSEDED, "dépassés"),
    (JobState.FAILED, "échecs"),
)


def status_command(session: Session, names: Sequence[str] | None, *, watch: bool = False, as_json: bool = False) -> int:
    """Counts by site and state, and the jobs that moved last. ``watch``: a live table of it."""
    _, config = session.load()
    sites = chosen_sites(config, names)
    with session.build(config) as bridge:
        if watch or as_json:
            from bridge.cli.watch import json_command, watch_command

            return (json_command if as_json else watch_command)(bridge.watch, sites if names else None)
        counts = bridge.counts()
        waits = [wait for wait in bridge.waits() if not names or wait.site in sites]
        jobs = bridge.jobs(site=sites[0], limit=_LAST) if len(sites) == 1 else bridge.jobs(limit=_LAST)
    console = output()
    # A site that was taken out of the configuration keeps its past.
    shown = sites if names else (*sites, *(site for site in counts if site not in sites))
    console.print(_counts_table(shown, counts))
    _print_waits(console, waits)
    shown_jobs = [job for job in jobs if not names or job.site in sites]
    if shown_jobs:
        heading(console, "Derniers brouillons")
        console.print(_jobs_table(shown_jobs))
        _print_reports(console, config, sites)
    else:
        say(console, "Aucun brouillon traité. « seo-bridge once » relève les sites.")
    return 0


def _print_reports(console: Console, config: Config, sites: Sequence[str]) -> None:
    """Where people read of verdicts that WordPress has no screen for."""
    without = [name for name in sites if config.site(name).delivery != "companion"]
    if without:
        say(console, f"Comptes rendus ({', '.join(without)}, sans l'extension) : {config.reports}", hang=2)


def _print_waits(console: Console, waits: Sequence[Waiting]) -> None:
    """What waits for another try, and why: a site or a model that is down shows here."""
    if not waits:
        return
    heading(console, "En attente d’un nouvel essai")
    for wait in waits:
        when = f"{plural(wait.jobs, 'brouillon')} de {clean(wait.site)}, prochain essai dès le {moment(wait.until)}"
        say(console, f"• {when} : {clean(redacted(wait.reason))}", hang=2)


def _counts_table(sites: Sequence[str], counts: Mapping[str, Mapping[JobState, int]]) -> Table:
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    table.add_column("site", overflow="ellipsis", no_wrap=True, max_width=20)
    for title in ("en cours", *(title for _, title in _ENDS)):
        table.add_column(title, justify="right", no_wrap=True)
    for site in sites:
        by_state = counts.get(site, {})
        running = sum(count for state, count in by_state.items() if not state.ended)
        table.add_row(
            Text(clean(site)), str(running or "·"), *(str(by_state.get(state, 0) or "·") for state, _ in _ENDS)
        )
    return table


def _jobs_table(jobs: Sequence[Job]) -> Table:
    table = Table(box=None, show_header=True, header_style="dim", pad_edge=False, expand=True)
    table.add_column("n°", justify="right", no_wrap=True)
    table.add_column("quand", no_wrap=True)
    table.add_column("verdict", no_wrap=True)
    table.add_column("site", no_wrap=True, overflow="ellipsis", max_width=14)
    table.add_column("mots", no_wrap=True, justify="right")
    table.add_column("titre", no_wrap=True, overflow="ellipsis", ratio=1)
    for job in jobs:
        words = words_text(job.words_before, job.words_after).removesuffix(" mots")
        when = local(job.updated_at).strftime("%d/%m %H:%M")
        table.add_row(
            str(job.id),
            when,
            state_text(job.state),
            Text(clean(job.site)),
            words,
            Text(clean(job.title) or "(sans titre)"),
        )
    return table


def show_command(session: Session, key_or_id: str) -> int:
    """All about one job."""
    _, config = session.load()
    with session.build(config) as bridge:
        detail = bridge.job(key_or_id)
    console = output()
    job = detail.job
    say(console, Text(clean(job.title) or "(sans titre)", style="bold"))
    print_fields(console, [*_job_rows(job), ("Compte rendu", detail.report)])
    print_findings(console, detail.findings)
    if detail.article is not None:
        heading(console, "Article proposé" if job.state is JobState.PROPOSED else "Article")
        print_fields(console, article_rows(detail.article))
    _print_calls(console, detail.calls)
    _print_events(console, detail)
    return 0


def retry_command(session: Session, key_or_id: str) -> int:
    """Ask for a new attempt at a job that has ended; the next round takes it up."""
    _, config = session.load()
    with session.build(config) as bridge:
        if config.dispatch == "procrastinate":
            from bridge.runners.dispatching import connect

            connect(bridge)
        job = bridge.retry(key_or_id)
    say(output(), f"Travail n° {job.id} admis ({clean(job.title) or 'sans titre'}, site {job.site}).")
    if config.dispatch == "procrastinate":
        say(messages(), "Le prochain « seo-bridge worker » libre le traite, avant les autres.")
    else:
        say(messages(), "La prochaine relève le traite ; « seo-bridge once » la fait tout de suite.")
    return 0


def _job_rows(job: Job) -> list[tuple[str, str]]:
    return [
        ("Verdict", STATE_LABELS[job.state]),
        ("Motif", redacted(job.reason)),
        ("Nouvel essai", moment(job.not_before) if job.not_before else ""),
        ("Lien", job.compare_link),
        ("Mots", words_text(job.words_before, job.words_after).removesuffix(" mots")),
        ("Site", f"{job.site}, brouillon {job.draft}"),
        ("Moteur", job.engine),
        ("Durée", f"{job.seconds:.1f} s".replace(".", ",") if job.seconds is not None else ""),
        ("Travail", f"n° {job.id}, clé {job.key}" + (f", {job.attempt}e demande" if job.attempt > 1 else "")),
    ]


def _print_calls(console: Console, calls: Sequence[ModelCall]) -> None:
    if not calls:
        return
    heading(console, f"Modèle ({plural(len(calls), 'appel')})")
    for call in calls:
        tokens = f"{_tokens(call.prompt_tokens)} jetons lus, {_tokens(call.completion_tokens)} écrits"
        seconds = f"{call.seconds:.1f} s".replace(".", ",")
        say(console, f"• {clean(call.purpose)} : {tokens}, {seconds} ({clean(call.model)})", hang=2)


def _tokens(count: int | None) -> str:
    return "?" if count is None else str(count)


def _print_events(console: Console, detail: JobDetail) -> None:
    if not detail.events:
        return
    heading(console, "Étapes")
    for event in detail.events:
        said = f" : {clean(redacted(event.message))}" if event.message else ""
        say(console, f"{moment(event.at, seconds=True)}  {_event_label(event.kind)}{said}", hang=21)


def _event_label(kind: str) -> str:
    """An event that is a state has that state's name."""
    try:
        return STATE_LABELS[JobState(kind)]
    except ValueError:
        return clean(kind)
