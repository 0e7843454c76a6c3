"""The doors of the site: REST and XML-RPC, and who stands in the way."""

from __future__ import annotations

from urllib.parse import urlsplit

from bridge.doctor.credentials import OPEN_IT
from bridge.doctor.lines import Level, Look
from bridge.doctor.patient import SitePatient, is_index
from bridge.wordpress import pages
from bridge.wordpress.probing import Seen, api_link
from bridge.wordpress.wrong_credentials import JUDGED


def rest(patient: SitePatient) -> Look:
    """The REST API answers, at least to the bridge's account; else who stands in the way."""
    seen = patient.open_index
    if is_index(seen):
        return _rest_open(patient, seen)
    if seen.json is not None:
        return _rest_closed_to_all(patient, seen)
    return _rest_hidden(patient, seen)


def _rest_open(patient: SitePatient, seen: Seen) -> Look:
    tried = seen.asked
    home = str(seen.json.get("home", ""))
    if home and _place(home) != _place(patient.url):
        return Look(
            level=Level.WARNING,
            proved=f"elle répond, mais le site s'appelle lui-même {home}",
            tried=tried,
            todo=f"mettez « url: {home} » dans la configuration, si c'est bien ce site",
        )
    if patient.plain:
        return Look(
            proved="elle répond par « ?rest_route= » (permaliens « simples »)", tried=f"GET /wp-json/, puis {tried}"
        )
    return Look(proved="elle répond à tous", tried=tried)


def _place(url: str) -> tuple[str, str]:
    """Host and folder: the scheme is the redirects' business."""
    parts = urlsplit(url)
    return parts.netloc, parts.path.rstrip("/")


def _rest_closed_to_all(patient: SitePatient, seen: Seen) -> Look:
    """Many sites close it to who is not signed in: that is no trouble."""
    own = patient.signed_index
    tried = f"{seen.asked}, puis {own.asked}"
    if is_index(own):
        return Look(proved=f"fermée aux anonymes ({seen.code}), ouverte à ce compte", tried=tried)
    if own.code in JUDGED or (own.code == seen.code == "rest_not_logged_in"):
        return Look(proved=f"fermée aux anonymes ({seen.code}) ; elle demande qui l'on est", tried=tried)
    return Look(
        level=Level.FAILED if patient.access == "rest" else Level.NOTE,
        proved=f"l'API REST est fermée : {own.short}{f', « {own.said} »' if own.said else ''}",
        tried=tried,
        todo=f"{OPEN_IT}, ou passez par XML-RPC (« access: xmlrpc »)",
    )


def _rest_hidden(patient: SitePatient, seen: Seen) -> Look:
    """A page where JSON belongs: whose it is, and where the site itself says that its API is."""
    level = Level.FAILED if patient.access == "rest" else Level.NOTE
    page = seen.page or pages.ANY
    home = patient.prober.page()
    named = api_link(home)
    tried = f"{seen.asked}, puis {home.asked}"
    if seen.location:
        return Look(level=level, proved=f"elle renvoie à {seen.location}", tried=tried, todo="corrigez « url »")
    if named and named != f"{patient.url}/wp-json":
        right = named.removesuffix("/wp-json")
        todo = f"mettez « url: {right} » dans la configuration" if right != named else "rétablissez /wp-json/"
        return Look(level=level, proved=f"le site dit que son API REST est à {named}", tried=tried, todo=todo)
    what, todo = page.what, page.advice(pages.REST)
    if page is pages.ANY and not named:
        todo = "vérifiez que « url » est l'adresse d'un WordPress dont l'API REST est active"
    return Look(level=level, proved=f"{what} (HTTP {seen.status}) au lieu de l'API REST", tried=tried, todo=todo)


def xmlrpc(patient: SitePatient) -> Look:
    """XML-RPC answers. Without need of it, it is only told."""
    needed = patient.access == "xmlrpc"
    seen = patient.prober.xmlrpc("demo.sayHello")
    if seen.granted:
        return Look(proved="il répond" if needed else "il répond (le pont n'en a pas besoin)", tried=seen.asked)
    said = f"erreur {seen.code}, « {seen.said} »" if seen.fault else seen.short
    return Look(
        level=Level.FAILED if needed else Level.OK,
        proved=f"xmlrpc.php est fermé ({said})" if needed else f"fermé ({said}) ; le pont n'en a pas besoin",
        tried=seen.asked,
        todo="faites ouvrir xmlrpc.php à l'adresse de cette machine, ou passez par REST (« access: rest »)"
        if needed
        else "",
    )
