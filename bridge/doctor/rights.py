"""The companion, and what the bridge's account may and may not do, by attempts that change nothing.

WordPress judges an argument's form first, then the right, then the rest (WP_REST_Server::dispatch). So each attempt has
arguments of the right form that the account that had the right would be refused for afterwards, before anything is
written: a post that is sticky and has a password, a page under a parent that is not there, a file without content.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bridge.doctor.lines import UNJUDGED, Level, Look
from bridge.doctor.patient import SitePatient
from bridge.wordpress.probing import Seen

#: The version of the companion's routes that this program speaks.
COMPANION_API = 1
NAMESPACE = "needs-seo/v1"
_INSTALL = "installez-la et activez-la (le fichier vient de « seo-bridge companion zip »)"
#: No post has this id; the largest that a 32-bit PHP can read.
_NOBODY = 2_147_483_647
_ROLE = "donnez à ce compte le rôle « Pont SEO », et lui seul, dans Comptes"


def companion(patient: SitePatient) -> Look:
    """The plugin is active: its routes are in the REST index."""
    index = patient.index
    if not index and patient.access == "rest" and patient.me.status != 200:
        return Look(level=Level.UNSEEN, proved=f"{UNJUDGED}connexion")
    if not index:
        return Look(proved=f"active, version {patient.status.plugin_version}", tried="état de l'extension")
    if NAMESPACE in index.get("namespaces", ()):
        return Look(proved="active", tried="routes annoncées par l'API REST")
    return Look(
        level=Level.FAILED, proved="elle n'est pas active sur ce site", tried="routes annoncées par l'API REST",
        todo=_INSTALL,
    )  # fmt: skip


def _attempt(patient: SitePatient) -> Seen:
    """A proposal for a draft that is not there: the companion answers 404, after it has looked at the right."""
    body = {
        "job": "0" * 16, "base": "0" * 64, "title": "x", "content": "x", "slug": "x",
        "seo": {"title": "", "description": "", "keyphrase": ""},
    }  # fmt: skip
    return patient.prober.write(f"/{NAMESPACE}/drafts/{_NOBODY}/proposals", body, plain=patient.plain)


def role(patient: SitePatient) -> Look:
    """The account may propose."""
    if patient.access == "xmlrpc":
        return Look(proved=f"l'extension reconnaît « {patient.status.user} »", tried="état de l'extension")
    seen = _attempt(patient)
    tried = f"{seen.asked} : une proposition pour un brouillon qui n'existe pas"
    if seen.code == "needs_seo_draft_unknown":
        return Look(proved="peut déposer des propositions", tried=tried)
    if seen.code == "needs_seo_forbidden":
        return Look(level=Level.FAILED, proved="le compte n'a pas le droit de déposer des propositions", tried=tried,
                    todo=_ROLE)  # fmt: skip
    return Look(
        level=Level.FAILED,
        proved=f"réponse inattendue : {seen.short}{f', « {seen.said} »' if seen.said else ''}",
        tried=tried,
        todo="autorisez les écritures (POST) sous /wp-json/needs-seo/ dans le pare-feu ou l'extension de sécurité",
    )


@dataclass(frozen=True, slots=True)
class _Attempt:
    """Something that the bridge must not be able to do. ``body`` None: a read that needs the right; else a write."""

    what: str
    path: str
    body: Mapping[str, Any] | None = None
    reads: Mapping[str, str | int] | None = None


FORBIDDEN = (
    _Attempt("lire et écrire des articles", "/wp/v2/posts", reads={"context": "edit", "per_page": 1}),
    _Attempt("créer un article", "/wp/v2/posts", body={"title": "x", "sticky": True, "password": "x"}),
    _Attempt("créer une page", "/wp/v2/pages", body={"title": "x", "parent": _NOBODY}),
    _Attempt("envoyer un fichier", "/wp/v2/media", body={}),
    _Attempt("voir les comptes", "/wp/v2/users", reads={"context": "edit", "per_page": 1}),
    _Attempt("changer les réglages", "/wp/v2/settings", reads={}),
    _Attempt("gérer les extensions", "/wp/v2/plugins", reads={}),
)


def rights(patient: SitePatient) -> Look:
    """Everything else is refused to the account: it can neither write nor publish."""
    told = set(patient.status.too_much)
    allowed, unjudged = [], []
    if patient.access == "rest":
        for attempt in FORBIDDEN:
            seen = _try(patient, attempt)
            if seen.json is None:
                unjudged.append(f"{attempt.what} ({seen.short})")
            elif not _is_forbidden(seen):
                allowed.append(attempt.what)
    tried = f"{len(FORBIDDEN)} actes qui demandent un autre droit, et ce que l'extension voit des droits du compte"
    if not allowed and not told:
        more = f" ; pas vu : {', '.join(unjudged)}" if unjudged else ""
        return Look(proved=f"rien d'autre ne lui est permis{more}", tried=tried)
    what = [*allowed, *(f"{len(told)} droit(s) de trop ({', '.join(sorted(told)[:4])}…)" for _ in [1] if told)]
    return Look(
        level=Level.FAILED, proved=f"le compte peut trop : {' ; '.join(what)}", tried=tried,
        todo=f"{_ROLE} : ce que le pont ne peut pas faire, personne ne le fera avec son mot de passe",
    )  # fmt: skip


def _try(patient: SitePatient, attempt: _Attempt) -> Seen:
    if attempt.body is None:
        return patient.prober.rest(attempt.path, plain=patient.plain, params=attempt.reads)
    if attempt.path.endswith("/media"):
        return patient.prober.write_nothing(attempt.path, plain=patient.plain)
    return patient.prober.write(attempt.path, attempt.body, plain=patient.plain)


def _is_forbidden(seen: Seen) -> bool:
    """``rest_no_route``: the route itself was taken away, which refuses it as well."""
    return (seen.refused or seen.code == "rest_no_route") and not seen.methods & {"POST", "PUT", "DELETE"}


def protocol(patient: SitePatient) -> Look:
    """Companion and bridge speak the same version."""
    status = patient.status
    proved = (
        f"extension {status.plugin_version}, protocole {status.api} (WordPress {status.wordpress}, PHP {status.php})"
    )
    if status.api == COMPANION_API:
        return Look(proved=proved, tried="état de l'extension")
    if status.api < COMPANION_API:
        todo = "mettez à jour l'extension du site (le fichier vient de « seo-bridge companion zip »)"
    else:
        todo = "mettez à jour seo-bridge sur cette machine : l'extension du site est plus récente que lui"
    return Look(level=Level.FAILED, proved=f"{proved} ; attendu : protocole {COMPANION_API}", tried="", todo=todo)
