"""What ``seo-bridge check`` proves: each need is tried, and each line says what that showed and what to do."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from contextlib import closing
from dataclasses import dataclass
from typing import Protocol, runtime_checkable

from bridge.domain.article import Article, SeoFields
from bridge.domain.draft import SiteStatus
from bridge.domain.job import JobState
from bridge.domain.ports import Analyser, Engine, Site
from bridge.errors import BridgeError
from bridge.grammar import Grammalecte, find_python
from bridge.yoast import Yoast, find_installation, find_node, summary
from bridge.yoast.installation import COMMAND, todo_for_node
from bridge.yoast.node import OLDEST

#: The version of the companion's routes that this program speaks.
COMPANION_API = 1
#: Seconds that the site's clock may differ before it is worth a word (dates on the screens go wrong).
CLOCK_SKEW = 120


@dataclass(frozen=True, kw_only=True, slots=True)
class CheckLine:
    """One need: whether it is met (None: it could not be seen), what proves it, what to do where it is not."""

    need: str
    ok: bool | None
    proved: str
    todo: str = ""


@runtime_checkable
class Probe(Protocol):
    """An engine that can prove that it works, by the smallest call there is."""

    def ping(self) -> str:
        """What answered. EngineUnavailable, EngineRefused."""


def check_site(site: Site, tag: str) -> tuple[CheckLine, ...]:
    """Connection, credentials, companion, role, tag, drafts, SEO plugin, clock."""
    try:
        status = site.status(tag)
    except BridgeError as error:
        unseen = [
            CheckLine(need=need, ok=None, proved="pas vu : la connexion d'abord") for need in ("rôle", "étiquette")
        ]
        return (_failed("connexion", error), *unseen)
    return (
        CheckLine(
            need="connexion",
            ok=True,
            proved=f"« {status.name} », WordPress {status.wordpress}, PHP {status.php} ; connecté comme {status.user}",
        ),
        _companion(status),
        _role(status),
        _tag(status, tag),
        CheckLine(need="extension SEO", ok=True, proved=_seo_plugin(status)),
        _clock(status),
    )


def _failed(need: str, error: BridgeError) -> CheckLine:
    where = f" [{error.where}]" if error.where else ""
    return CheckLine(need=need, ok=False, proved=f"{error.what}{where}", todo=error.todo)


def _companion(status: SiteStatus) -> CheckLine:
    if not status.api:
        proved = "sans elle, selon la configuration : la livraison passe par WordPress seul"
        return CheckLine(need="extension seo-bridge", ok=None, proved=proved)
    same = status.api == COMPANION_API
    return CheckLine(
        need="extension seo-bridge",
        ok=same,
        proved=f"version {status.plugin_version}, protocole {status.api}",
        todo="" if same else "installez sur le site l'extension que donne « seo-bridge companion zip »",
    )


def _role(status: SiteStatus) -> CheckLine:
    if not status.api:
        return _editor(status)
    if status.too_much:
        return CheckLine(
            need="rôle",
            ok=False,
            proved=f"l'utilisateur peut trop : {', '.join(status.too_much)}",
            todo="donnez-lui le seul rôle « Pont SEO » : il doit pouvoir déposer des propositions, et rien d'autre",
        )
    return CheckLine(need="rôle", ok=True, proved="peut déposer des propositions, et ni modifier ni publier")


def _editor(status: SiteStatus) -> CheckLine:
    """The account where there is no companion: it has to be able to edit the drafts of others."""
    if status.too_much:
        return CheckLine(
            need="rôle",
            ok=False,
            proved=f"l'utilisateur peut plus qu'un éditeur : {', '.join(status.too_much)}",
            todo="donnez-lui le rôle « Éditeur », et rien de plus",
        )
    return CheckLine(need="rôle", ok=True, proved="rien au-delà d'un éditeur (qui peut modifier et publier)")


def _tag(status: SiteStatus, tag: str) -> CheckLine:
    if not status.tag_exists:
        return CheckLine(
            need="étiquette",
            ok=False,
            proved=f"« {tag} » n'existe pas sur le site",
            todo="créez-la dans Articles > Étiquettes, ou corrigez « tag »",
        )
    drafts = "aucun brouillon ne la porte" if not status.drafts else f"{status.drafts} brouillon(s) la portent"
    return CheckLine(need="étiquette", ok=True, proved=f"« {tag} » existe, {drafts}")


def _seo_plugin(status: SiteStatus) -> str:
    if status.seo_plugin == "none":
        return "aucune : les champs sont enregistrés sous les clés de Yoast, et servent dès qu'il est installé"
    return status.seo_plugin


def _clock(status: SiteStatus) -> CheckLine:
    skew = abs(status.clock - time.time())
    return CheckLine(
        need="horloge",
        ok=skew <= CLOCK_SKEW,
        proved=f"{skew:.0f} s d'écart avec le site",
        todo="" if skew <= CLOCK_SKEW else "réglez l'heure des deux machines (NTP)",
    )


def check_engine(engine: Engine) -> CheckLine:
    """Whether the engine works: a model is asked one word."""
    if not isinstance(engine, Probe):
        return CheckLine(need="moteur", ok=True, proved=f"{engine.name} : sans modèle, rien à joindre")
    try:
        return CheckLine(need="moteur", ok=True, proved=f"{engine.name} : « {engine.ping()} » a répondu")
    except BridgeError as error:
        return _failed("moteur", error)


def check_ledger(counts: Callable[[], Mapping[str, Mapping[JobState, int]]]) -> CheckLine:
    """Whether the ledger can be read and written (every transaction of SQLite's takes the write lock)."""
    try:
        jobs = sum(sum(states.values()) for states in counts().values())
    except BridgeError as error:
        return _failed("registre", error)
    return CheckLine(
        need="registre", ok=True, proved=f"lisible et accessible en écriture, {jobs} version(s) traitée(s)"
    )


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


def check_yoast(analyser: Analyser | None = None) -> tuple[CheckLine, ...]:
    """Node, the package, and the analysis of two sentences, by ``analyser`` or by one made for it.

    Without them everything else works: what is absent is no fault (``ok`` None), what is there and fails is one.
    """
    node = find_node()
    if node is None:
        absent = f"Node {OLDEST} ou plus récent est introuvable : {_UNMEASURED}"
        return (CheckLine(need="Node", ok=None, proved=absent, todo=todo_for_node()),)
    found = CheckLine(need="Node", ok=True, proved=f"{node.version}, {node.program}")
    installed = find_installation()
    if installed is None:
        return (
            found,
            CheckLine(need="analyse de Yoast", ok=None, proved=f"pas installée : {_UNMEASURED}", todo=COMMAND),
        )
    package = CheckLine(need="analyse de Yoast", ok=True, proved=f"version {installed.version}, {installed.folder}")
    if analyser is not None:
        return (found, package, _trial(analyser))
    with Yoast() as yoast:
        return (found, package, _trial(yoast))


def check_grammar() -> CheckLine:
    """Grammalecte, and the errors of a sentence that has one."""
    with closing(Grammalecte(find_python())) as grammar:
        if grammar.missing:
            return CheckLine(need="grammaire", ok=None, proved="les fautes ne sont pas comptées", todo=grammar.missing)
        found = grammar.errors("Les maires a voté le budget de la commune.")
    if found:
        return CheckLine(need="grammaire", ok=True, proved="Grammalecte répond, et voit la faute d’une phrase d’essai")
    todo = "réinstallez le paquet grammalecte-cli ; sans lui, tout le reste fonctionne"
    return CheckLine(need="grammaire", ok=False, proved="Grammalecte est installé et ne répond pas", todo=todo)


def _trial(analyser: Analyser) -> CheckLine:
    analysis = analyser.analyse(_TRIAL, _TRIAL_TEXT)
    if analysis is None:
        todo = f"la sortie d’erreur dit pourquoi ; au besoin supprimez le dossier ci-dessus, puis : {COMMAND}"
        return CheckLine(need="mesure d’essai", ok=False, proved=f"aucune réponse : {_UNMEASURED}", todo=todo)
    seconds = f"{analysis.seconds:.1f}".replace(".", ",")
    return CheckLine(need="mesure d’essai", ok=True, proved=f"{summary(analysis)}, en {seconds} s")
