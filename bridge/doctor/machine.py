"""What this machine has: the ledger, room on the disk, and what articles are measured with."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from bridge.doctor.lines import Level, Look
from bridge.domain.article import Article, SeoFields
from bridge.domain.job import JobState
from bridge.domain.ports import Analyser
from bridge.grammar import Grammalecte, find_python
from bridge.yoast import Yoast, find_installation, find_node, summary
from bridge.yoast.installation import COMMAND, todo_for_node
from bridge.yoast.node import OLDEST

#: Bytes that should be free beside the ledger: a job keeps draft and article, some hundred kilobytes at most, but a
#: disk with less is about to fill up anyway; below the second figure SQLite may fail at the next write.
_LITTLE, _TOO_LITTLE = 500_000_000, 50_000_000


@dataclass(frozen=True, kw_only=True, slots=True)
class Machine:
    """``jobs``: opens the ledger and counts its jobs. ``folders``: where the bridge writes, by what it writes there.

    ``server``: what the ledger's server says of itself, "" where it has none. ``analyser``: in place of Yoast's own
    process.
    """

    jobs: Callable[[], Mapping[str, Mapping[JobState, int]]]
    folders: Mapping[str, Path]
    server: Callable[[], str] = lambda: ""
    analyser: Analyser | None = None


def ledger(machine: Machine) -> Look:
    """The ledger opens, and can be read and written (every transaction of SQLite's takes the write lock)."""
    jobs = sum(sum(states.values()) for states in machine.jobs().values())
    proved = [f"lisible et accessible en écriture, {jobs} version(s) traitée(s)", machine.server()]
    return Look(proved=", ".join(part for part in proved if part), tried="une transaction")


def disk(machine: Machine) -> Look:
    """There is room where the bridge writes."""
    if not machine.folders:
        return Look(proved="le registre est sur un autre serveur, que le pont ne voit pas")
    free = {what: shutil.disk_usage(_existing(folder)).free for what, folder in machine.folders.items()}
    what, least = min(free.items(), key=lambda item: item[1])
    proved = f"{_size(least)} libres ({what})"
    tried = ", ".join(f"{name} : {folder}" for name, folder in machine.folders.items())
    if least >= _LITTLE:
        return Look(proved=proved, tried=tried)
    level = Level.FAILED if least < _TOO_LITTLE else Level.WARNING
    return Look(level=level, proved=proved, tried=tried, todo=f"faites de la place dans {machine.folders[what]}")


def _existing(folder: Path) -> Path:
    return next((path for path in (folder, *folder.parents) if path.is_dir()), Path("/"))


def _size(number: int) -> str:
    return f"{number / 1e9:.1f} Go".replace(".", ",") if number >= 1e9 else f"{number // 1_000_000} Mo"


#: What an editor goes without where Yoast's analysis can't be run.
_UNMEASURED = "les scores SEO et lisibilité ne sont ni mesurés ni proposés"
_TRIAL = Article(
    title="Un essai",
    body=(),
    seo=SeoFields(title="Un essai de mesure", description="Un essai.", keyphrase="essai"),
    slug="un-essai",
    excerpt="",
)
_TRIAL_TEXT = "<p>Un essai se lit vite. Cependant, il est mesuré par les règles de tous les articles.</p>"


def node(_: Machine) -> Look:
    """Node, which Yoast's analysis runs on. Without it everything else works: what is absent is no fault."""
    found = find_node()
    if found is None:
        absent = f"Node {OLDEST} ou plus récent est introuvable : {_UNMEASURED}"
        return Look(level=Level.NOTE, proved=absent, todo=todo_for_node())
    return Look(proved=f"{found.version}, {found.program}", tried="node --version")


def yoast(machine: Machine) -> Look:
    """The package, and the analysis of two sentences: what is there and fails is a fault."""
    installed = find_installation()
    if find_node() is None:
        return Look(level=Level.NOTE, proved="elle demande Node")
    if installed is None:
        return Look(level=Level.NOTE, proved=f"pas installée : {_UNMEASURED}", todo=COMMAND)
    tried = f"l'analyse de deux phrases, par {installed.folder}"
    if machine.analyser is not None:
        return _trial(machine.analyser, installed.version, tried)
    with Yoast() as own:
        return _trial(own, installed.version, tried)


def _trial(analyser: Analyser, version: str, tried: str) -> Look:
    analysis = analyser.analyse(_TRIAL, _TRIAL_TEXT)
    if analysis is None:
        return Look(
            level=Level.FAILED,
            proved=f"version {version} : aucune réponse, {_UNMEASURED}",
            tried=tried,
            todo=f"la sortie d’erreur dit pourquoi ; au besoin supprimez le dossier de l'analyse, puis : {COMMAND}",
        )
    seconds = f"{analysis.seconds:.1f}".replace(".", ",")
    return Look(proved=f"version {version} ; {summary(analysis)}, en {seconds} s", tried=tried)


def grammar(_: Machine) -> Look:
    """Grammalecte, and the errors of a sentence that has one."""
    with closing(Grammalecte(find_python())) as own:
        if own.missing:
            return Look(level=Level.NOTE, proved="les fautes ne sont pas comptées", todo=own.missing)
        found = own.errors("Les maires a voté le budget de la commune.")
    if found:
        return Look(proved="Grammalecte répond, et voit la faute d’une phrase d’essai", tried="une phrase d’essai")
    todo = "réinstallez le paquet grammalecte-cli ; sans lui, tout le reste fonctionne"
    return Look(level=Level.FAILED, proved="Grammalecte est installé et ne répond pas", todo=todo)
