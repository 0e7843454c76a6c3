"""The way to the site: its name, its certificate, and where its address leads."""

from __future__ import annotations

from datetime import UTC, datetime
from urllib.parse import urlsplit, urlunsplit

from bridge.doctor.lines import Level, Look
from bridge.doctor.patient import SitePatient
from bridge.wordpress.addresses import Certificate, Flaw, addresses, certificate, goes_by_proxy
from bridge.wordpress.probing import MOST_HOPS, Seen

#: Days before its end at which a certificate should have been renewed: authorities' own tools do it at 30.
_SHORT = 14
_PROXY = "les requêtes passent par un mandataire (proxy), qui s'en charge"


def dns(patient: SitePatient) -> Look:
    """The host's name has an address."""
    host = urlsplit(patient.url).hostname or ""
    if goes_by_proxy(patient.url):
        return Look(level=Level.NOTE, proved=_PROXY)
    found = addresses(patient.url)
    more = f" et {len(found) - 1} autre(s)" if len(found) > 1 else ""
    return Look(proved=f"{host} : {found[0]}{more}", tried=f"résolution du nom {host}")


def tls(patient: SitePatient) -> Look:
    """The certificate is valid, for this host, and for some time."""
    parts = urlsplit(patient.url)
    if parts.scheme != "https":
        return Look(level=Level.NOTE, proved="adresse en http : rien n'est chiffré", tried="")
    if goes_by_proxy(patient.url):
        return Look(level=Level.NOTE, proved=_PROXY)
    tried = f"connexion TLS à {parts.netloc}"
    shown = certificate(patient.url)
    if shown.flaw is not None:
        proved, todo = _told(shown, parts.hostname or "")
        return Look(level=Level.FAILED, proved=proved, tried=tried, todo=todo)
    return _lasting(shown, patient.now(), tried)


def _lasting(shown: Certificate, now: float, tried: str) -> Look:
    if shown.until is None:
        return Look(proved="certificat valable", tried=tried)
    days = int((shown.until.timestamp() - now) // 86_400)
    proved = f"certificat valable jusqu'au {_day(shown.until)}"
    if days >= _SHORT:
        return Look(proved=proved, tried=tried)
    return Look(
        level=Level.WARNING,
        proved=f"{proved}, soit {days} jour(s)",
        tried=tried,
        todo="voyez chez l'hébergeur pourquoi il n'est pas encore renouvelé : passé cette date, rien ne marchera",
    )


def _told(shown: Certificate, host: str) -> tuple[str, str]:
    since = f" depuis le {_day(shown.until)}" if shown.until else ""
    names = f" (il est fait pour {', '.join(shown.hosts[:3])})" if shown.hosts else ""
    told = {
        Flaw.EXPIRED: (f"certificat expiré{since}", "faites-le renouveler chez l'hébergeur"),
        Flaw.NOT_YET: ("certificat pas encore valable", "réglez l'heure de cette machine, ou voyez l'hébergeur"),
        Flaw.SELF_SIGNED: (
            "certificat signé par le site lui-même",
            "installez-en un d'une autorité reconnue, ou donnez celui de votre autorité par REQUESTS_CA_BUNDLE",
        ),
        Flaw.UNKNOWN_ISSUER: (
            "certificat d'une autorité inconnue, ou envoyé sans son certificat intermédiaire",
            "faites installer la chaîne complète (« fullchain »), ou donnez votre autorité par REQUESTS_CA_BUNDLE",
        ),
        Flaw.WRONG_HOST: (f"certificat d'un autre nom que {host}{names}", "corrigez « url », ou le certificat du site"),
        Flaw.OTHER: (f"connexion TLS refusée ({shown.said})", "voyez avec l'hébergeur le TLS de ce serveur"),
    }
    return told[shown.flaw or Flaw.OTHER]


def _day(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%d/%m/%Y")


def redirects(patient: SitePatient) -> Look:
    """The configured address is the site's own: the bridge follows no redirect, as its password would go along."""
    path = "/wp-json/" if patient.access == "rest" else "/"
    chain = list(patient.prober.hops(path))
    tried = f"GET {path}, redirections suivies sans mot de passe"
    first, last = chain[0], chain[-1]
    if not first.location:
        return Look(proved="l'adresse mène droit au site", tried=tried)
    if _turns_in_a_circle(chain):
        return Look(
            level=Level.FAILED,
            proved=f"les redirections tournent en rond : {first.url} → {first.location}",
            tried=tried,
            todo="corrigez les adresses dans Réglages > Général, ou les règles http/https du serveur",
        )
    return _elsewhere(patient, path, last, tried)


def _turns_in_a_circle(chain: list[Seen]) -> bool:
    seen = [answer.url for answer in chain]
    return len(chain) > MOST_HOPS or len(set(seen)) < len(seen)


def _elsewhere(patient: SitePatient, path: str, last: Seen, tried: str) -> Look:
    right = _without(last.url, path)
    if patient.access == "xmlrpc" and urlsplit(right)[:2] == urlsplit(patient.url)[:2]:
        return Look(proved=f"la page d'accueil est à {last.url}", tried=tried)  # a language's folder, and the like
    return Look(
        level=Level.FAILED,
        proved=f"le site renvoie ailleurs : {last.url} (HTTP {last.status})",
        tried=tried,
        todo=f"mettez « url: {right} » dans la configuration",
    )


def _without(url: str, path: str) -> str:
    parts = urlsplit(url)
    found = parts.path.removesuffix("/").removesuffix(path.removesuffix("/"))
    return urlunsplit((parts.scheme, parts.netloc, found.rstrip("/"), "", ""))
