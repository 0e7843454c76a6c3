"""``ledger backup | prune | export``: for whoever administers the machine."""

from __future__ import annotations

import csv
import re
import sys
from collections import Counter
from collections.abc import Iterator
from datetime import timedelta
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer

from bridge.cli.bugs import redacted
from bridge.cli.french import FrenchCommand, FrenchGroup
from bridge.cli.session import ConfigOption, session_of

ledger_app = typer.Typer(
    cls=FrenchGroup,
    add_completion=False,
    rich_markup_mode=None,
    subcommand_metavar="COMMANDE …",
    help="Le registre : copie, ménage, export.",
)
_AGE = re.compile(r"(\d{1,5})\s*[jd]", re.ASCII)
#: What makes a spreadsheet take a cell for a formula: titles come from anybody.
_FORMULAS = ("=", "+", "-", "@", "\t", "\r")


class Format(StrEnum):
    """How jobs are exported."""

    JSON = "json"
    CSV = "csv"


@ledger_app.command("backup", cls=FrenchCommand)
def backup(
    ctx: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FICHIER", help="Où écrire la copie.")],
    force: Annotated[bool, typer.Option("--force", help="Remplace une copie qui existe déjà.")] = False,
    config: ConfigOption = None,
) -> int:
    """Copie le registre, même pendant que le pont travaille, et vérifie la copie."""
    from bridge.cli.terminal import messages, plural, say
    from bridge.ledger.backup import backup as copy

    _, settings = session_of(ctx).chosen(config).load()
    jobs = copy(settings.ledger.dsn(), file, force=force)
    say(messages(), f"Copie vérifiée : {file} ({plural(jobs, 'travail', 'travaux')}).")
    return 0


@ledger_app.command("prune", cls=FrenchCommand)
def prune(
    ctx: typer.Context,
    older_than: Annotated[str, typer.Option("--older-than", metavar="JOURS", help="Âge minimal, comme 90d ou 90j.")],
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Dit ce qui serait enlevé, et n'enlève rien.")] = False,
    config: ConfigOption = None,
) -> int:
    """Enlève les travaux terminés depuis longtemps, sauf ceux qui peuvent encore servir."""
    from bridge.cli.terminal import STATE_LABELS, output, plural, say

    age = _age(older_than)
    session = session_of(ctx).chosen(config)
    _, settings = session.load()
    with session.build(settings) as bridge:
        found = bridge.prune(age, dry_run=dry_run)
    states = Counter(STATE_LABELS[job.state] for job in found.removable)
    told = ", ".join(f"{number} {label}" for label, number in states.items())
    said = plural(len(found.removable), "travail", "travaux")
    verb = "à enlever" if dry_run else plural(len(found.removable), "enlevé").partition(" ")[2]
    say(output(), f"{said} {verb}{f' ({told})' if told else ''}.")
    for kept, why in (
        (found.pending, "la proposition attend peut-être encore une décision"),
        (found.queued, "l'étiquette de la file est peut-être encore sur le brouillon"),
    ):
        if kept:
            say(output(), f"{plural(len(kept), 'travail', 'travaux')} à garder : {why}.")
    return 0


def _age(text: str) -> timedelta:
    """At least a day: today's calls count for today's budget."""
    found = _AGE.fullmatch(text.strip())
    if found is None or int(found[1]) < 1:
        raise typer.BadParameter("attendu : un nombre de jours, au moins 1, comme « 90d »", param_hint="--older-than")
    return timedelta(days=int(found[1]))


@ledger_app.command("export", cls=FrenchCommand)
def export(
    ctx: typer.Context,
    form: Annotated[
        Format, typer.Option("--format", metavar="json|csv", show_default=False, help="La forme (sinon : json).")
    ] = Format.JSON,
    site: Annotated[
        str | None, typer.Option("--site", metavar="SITE", show_default=False, help="Ce site seulement.")
    ] = None,
    config: ConfigOption = None,
) -> int:
    """Écrit chaque travail et son verdict, sans les textes, pour un tableur ou un script."""
    session = session_of(ctx).chosen(config)
    _, settings = session.load()
    with session.build(settings) as bridge:
        jobs = ({name: _clean(value) for name, value in job.items()} for job in bridge.exported(site))
        _write_json(jobs) if form is Format.JSON else _write_csv(jobs)
    return 0


def _clean(value: Any) -> Any:
    from bridge.cli.terminal import clean

    return clean(redacted(value)) if isinstance(value, str) else value


def _write_json(jobs: Iterator[dict[str, Any]]) -> None:
    """One array, a job a line, each written as it comes."""
    import json

    before = "[\n"
    for job in jobs:
        sys.stdout.write(before + json.dumps(job, ensure_ascii=False))
        before = ",\n"
    sys.stdout.write("[]\n" if before == "[\n" else "\n]\n")


def _write_csv(jobs: Iterator[dict[str, Any]]) -> None:
    writer = None
    for job in jobs:
        if writer is None:
            writer = csv.DictWriter(sys.stdout, list(job), lineterminator="\n")
            writer.writeheader()
        writer.writerow({name: _cell(value) for name, value in job.items()})


def _cell(value: Any) -> Any:
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULAS) else value
