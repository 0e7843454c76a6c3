"""The companion, and what the bridge's account may and may not do, by attempts that change nothing.

WordPress judges an argument's form first, then the right, then the rest (WP_REST_Server::dispatch). So each attempt has
arguments of the right form that the account that had the right would be refused for afterwards, before anything is
written: a post that is sticky and has a password, a page under a parent that is not there, a file without content.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from bridge.doctor.lines import UNJUDGED, Level, Look
from bridge.doctor.patient import Access, SitePatient
from bridge.wordpress import pages
from bridge.wordpress.probing import Prober, Seen

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


def _proposal(patient: SitePatient) -> Seen:
    """A proposal for a draft that is not there: the companion answers 404, after it has looked at the right."""
    body = {
        "job": "0" * 16, "base": "0" * 64, "title": "x", "content": "x", "slug": "x",
        "seo": {"title": "", "description": "", "keyphrase": ""},
    }  # fmt: skip
    if patient.access == "xmlrpc":
        return patient.prober.companion("propose", {"id": _NOBODY, **body})
    return patient.prober.write(f"/{NAMESPACE}/drafts/{_NOBODY}/proposals", body, plain=patient.plain)


def role(patient: SitePatient) -> Look:
    """The account may propose."""
    seen = _proposal(patient)
    tried = f"{seen.asked} : une proposition pour un brouillon qui n'existe pas"
    if seen.code == "needs_seo_draft_unknown":
        return Look(proved="peut déposer des propositions", tried=tried)
    if seen.code == "needs_seo_forbidden":
        return Look(level=Level.FAILED, proved="le compte n'a pas le droit de déposer des propositions", tried=tried,
                    todo=_ROLE)  # fmt: skip
    if seen.code == "-32601":
        return Look(
            level=Level.FAILED, proved="l'extension n'est pas active sur ce site, ou trop ancienne pour XML-RPC",
            tried=tried, todo=_INSTALL,
        )  # fmt: skip
    return Look(
        level=Level.FAILED,
        proved=f"réponse inattendue : {seen.short}{f', « {seen.said} »' if seen.said else ''}",
        tried=tried,
        todo=f"autorisez les écritures (POST) à {_path(patient)} dans le pare-feu ou l'extension de sécurité",
    )


def _path(patient: SitePatient) -> str:
    return (pages.XMLRPC if patient.access == "xmlrpc" else pages.REST).path


_Attempts = Mapping[str, Callable[[Prober, bool], Seen]]


def _read(path: str, **params: str | int) -> Callable[[Prober, bool], Seen]:
    return lambda prober, plain: prober.rest(path, plain=plain, params=params)


def _write(path: str, body: Mapping[str, Any] | None) -> Callable[[Prober, bool], Seen]:
    return lambda prober, plain: prober.write(path, body, plain=plain)


def _call(method: str, *arguments: Any) -> Callable[[Prober, bool], Seen]:
    return lambda prober, _: prober.signed_xmlrpc(method, *arguments)


#: What the bridge must not be able to do, by way: reads that need the right, and the writes of this module's docstring.
#: Over XML-RPC core looks at rights in any order, so that only reads are asked for, and to change no setting at all.
FORBIDDEN: Mapping[Access, _Attempts] = {
    "rest": {
        "lire et écrire des articles": _read("/wp/v2/posts", context="edit", per_page=1),
        "créer un article": _write("/wp/v2/posts", {"title": "x", "sticky": True, "password": "x"}),
        "créer une page": _write("/wp/v2/pages", {"title": "x", "parent": _NOBODY}),
        "envoyer un fichier": _write("/wp/v2/media", None),
        "voir les comptes": _read("/wp/v2/users", context="edit", per_page=1),
        "changer les réglages": _read("/wp/v2/settings"),
        "gérer les extensions": _read("/wp/v2/plugins"),
    },
    "xmlrpc": {
        "lire et écrire des articles": _call("wp.getPosts", {"number": 1}, ["post_id"]),
        "lire et écrire des pages": _call("wp.getPages", 1),
        "envoyer un fichier": _call("wp.getMediaLibrary", {"number": 1}),
        "voir les comptes": _call("wp.getUsers", {"number": 1}, ["user_id"]),
        "changer les réglages": _call("wp.setOptions", {}),
    },
}


def rights(patient: SitePatient) -> Look:
    """Everything else is refused to the account: it can neither write nor publish."""
    told = set(patient.status.too_much)
    attempts = FORBIDDEN[patient.access]
    seen = {what: attempt(patient.prober, patient.plain) for what, attempt in attempts.items()}
    unjudged = [f"{what} ({answer.short})" for what, answer in seen.items() if answer.json is None]
    allowed = [what for what, answer in seen.items() if answer.json is not None and not _is_forbidden(answer)]
    tried = f"{len(attempts)} actes qui demandent un autre droit, et ce que l'extension voit des droits du compte"
    if not allowed and not told:
        more = f" ; pas vu : {', '.join(unjudged)}" if unjudged else ""
        return Look(proved=f"rien d'autre ne lui est permis{more}", tried=tried)
    if told:
        allowed.append(f"{len(told)} droit(s) de trop ({', '.join(sorted(told)[:4])}…)")
    return Look(
        level=Level.FAILED, proved=f"le compte peut trop : {' ; '.join(allowed)}", tried=tried,
        todo=f"{_ROLE} : ce que le pont ne peut pas faire, personne ne le fera avec son mot de passe",
    )  # fmt: skip


def _is_forbidden(seen: Seen) -> bool:
    """``rest_no_route``, -32601: the route or method itself was taken away, which refuses it as well."""
    if seen.fault:
        return seen.code in ("401", "403", "-32601")
    gone = seen.code == "rest_no_route"
    return (seen.refused or gone) and not seen.methods & {"POST", "PUT", "DELETE"}


def editor(patient: SitePatient) -> Look:
    """The account where there is no companion: it has to edit the drafts of others, and should do no more."""
    too_much = patient.status.too_much
    if not too_much:
        return Look(
            proved="rien au-delà d'un éditeur (qui peut modifier et publier)", tried="les droits que dit WordPress"
        )
    return Look(
        level=Level.FAILED, proved=f"le compte peut plus qu'un éditeur : {', '.join(too_much)}",
        tried="les droits que dit WordPress", todo="donnez-lui le rôle « Éditeur », et rien de plus",
    )  # fmt: skip


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
