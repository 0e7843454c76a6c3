"""The account: its password, whether WordPress takes such passwords, and whether it knows this one."""

from __future__ import annotations

from bridge.doctor.lines import Level, Look
from bridge.doctor.patient import SitePatient
from bridge.wordpress import pages
from bridge.wordpress.companion import KEEP_HEADER
from bridge.wordpress.probing import Seen
from bridge.wordpress.wrong_credentials import NO_PASSWORD, NO_PASSWORDS, NO_USER

#: What the companion answers the bridge's account, and nobody else, at a route that is not its own.
_CONFINED = "needs_seo_forbidden"
_OWN = "un compte du pont, que l'extension tient à l'écart du reste du site"
OPEN_IT = "autorisez /wp-json/needs-seo/ (ou ce compte) dans l'extension de sécurité qui la ferme"


def secret(patient: SitePatient) -> Look:
    """The password can be read where the configuration says that it is."""
    odd = patient.prober.password_shape
    if odd:
        return Look(level=Level.WARNING, proved=f"lu, mais il n'a pas la forme d'un mot de passe d'application : {odd}",
                    todo="un mot de passe d'application a 24 lettres et chiffres, par groupes de quatre")  # fmt: skip
    return Look(proved="lu là où la configuration le dit")


def application_passwords(patient: SitePatient) -> Look:
    """WordPress accepts application passwords, as it says itself in the REST index (authentication)."""
    index, tried = patient.index, "authentification annoncée par l'API REST"
    if not index:
        return Look(level=Level.NOTE, proved="le site ne dit pas s'il les accepte : la connexion le montrera")
    announced = index.get("authentication")
    if isinstance(announced, dict) and "application-passwords" in announced:
        return Look(proved="le site les accepte", tried=tried)
    return Look(level=Level.FAILED, proved=f"le site les refuse : {_why_none(patient)}", tried=tried,
                todo=_how_to_have_them(patient))  # fmt: skip


def _believes_http(patient: SitePatient) -> bool:
    return str(patient.index.get("home", "")).startswith("http://")


def _why_none(patient: SitePatient) -> str:
    if patient.url.startswith("http://"):
        return "il est en http, et n'est pas déclaré « local »"
    if _believes_http(patient):
        return "il se croit en http (derrière un serveur intermédiaire, ou par ses réglages)"
    return "une extension les a coupés (Wordfence le fait), par le filtre wp_is_application_passwords_available"


def _how_to_have_them(patient: SitePatient) -> str:
    if patient.url.startswith("http://"):
        return "passez le site en https (pour un site d'essai : WP_ENVIRONMENT_TYPE à « local » dans wp-config.php)"
    if _believes_http(patient):
        return "mettez https dans Réglages > Général, et faites transmettre X-Forwarded-Proto à PHP"
    return "réautorisez-les dans l'extension de sécurité du site (Wordfence : Firewall > Brute Force Protection)"


def credentials(patient: SitePatient) -> Look:
    """WordPress knows the account by its user name and application password."""
    return _credentials_by_xmlrpc(patient) if patient.access == "xmlrpc" else _credentials_by_rest(patient)


def _credentials_by_rest(patient: SitePatient) -> Look:
    seen, tried = patient.me, patient.me.asked
    if seen.status == 200 and isinstance(seen.json, dict) and "id" in seen.json:
        return Look(proved=f"connecté comme « {patient.user} » (n° {seen.json['id']})", tried=tried)
    if seen.code == _CONFINED:
        return Look(proved=f"connecté comme « {patient.user} » ({_OWN})", tried=tried)
    if seen.code == "rest_not_logged_in":
        return _not_signed_in(patient, tried)
    return _refused(patient, seen.code, tried) or Look(
        level=Level.FAILED,
        proved=f"la connexion est refusée : {seen.short}{f', « {seen.said} »' if seen.said else ''}",
        tried=tried,
        todo=OPEN_IT if seen.json is not None else (seen.page or pages.ANY).advice(_door(patient)),
    )


def _not_signed_in(patient: SitePatient, tried: str) -> Look:
    """A password was sent, and core only says that nobody is signed in: the companion knows more."""
    own = patient.prober.rest("/needs-seo/v1/status", plain=patient.plain)
    tried = f"{tried}, puis {own.asked}"
    data = own.json.get("data") if isinstance(own.json, dict) else None
    if own.code == "needs_seo_forbidden" and isinstance(data, dict):
        if data.get("password_arrived") is False:
            return _header_lost(f"{_LOST} : l'extension ne l'a pas vu", tried)
        found = _refused(patient, str(data.get("refusal")), tried)
        if found:
            return found
    return _not_judged(patient, tried)


def _refused(patient: SitePatient, code: str, tried: str) -> Look | None:
    """By core's own code; None for others."""
    if code in NO_USER:
        return _no_user(patient, tried)
    if code in NO_PASSWORD:
        return _no_password(patient, tried)
    if code not in NO_PASSWORDS:
        return None
    return Look(
        level=Level.FAILED,
        proved=f"le site refuse les mots de passe d'application pour « {patient.user} » ({code})",
        tried=tried,
        todo="réautorisez-les, pour ce compte, dans l'extension de sécurité du site",
    )


def _no_user(patient: SitePatient, tried: str) -> Look:
    return Look(
        level=Level.FAILED,
        proved=f"le site ne connaît pas l'utilisateur « {patient.user} »",
        tried=tried,
        todo="corrigez « user » : c'est l'identifiant de la liste Comptes, pas le nom affiché",
    )


def _no_password(patient: SitePatient, tried: str) -> Look:
    odd = patient.prober.password_shape
    shape = f" ; ce n'est pas un mot de passe d'application : {odd}" if odd else ""
    return Look(
        level=Level.FAILED,
        proved=f"le mot de passe de « {patient.user} » est faux, ou a été révoqué{shape}",
        tried=tried,
        todo="créez un mot de passe d'application dans le profil de ce compte, et mettez-le dans le secret",
    )


def _not_judged(patient: SitePatient, tried: str) -> Look:
    """Nothing was said of the password: it never arrived, or is one that WordPress does not look at. XML-RPC, which
    carries it in the body, tells the two apart."""
    if patient.prober.password_shape:
        return _no_password(patient, tried)
    other = _asked_by_xmlrpc(patient)
    tried = f"{tried}, puis {other.asked}"
    if _is_known(other):
        return _header_lost(f"{_LOST} : par XML-RPC, qui s'en passe, il est accepté", tried)
    if other.code == "403":
        return _no_password(patient, tried)
    return Look(
        level=Level.FAILED,
        proved="l'utilisateur ou son mot de passe est faux, ou bien le mot de passe n'arrive pas à WordPress : le "
        "serveur web retire l'en-tête Authorization (ni l'extension ni XML-RPC ne répondent pour les départager)",
        tried=tried,
        todo=f"vérifiez « user », recréez le mot de passe d'application ; si cela ne suffit pas, {KEEP_HEADER}",
    )


_LOST = "le serveur web retire l'en-tête Authorization, et le mot de passe n'arrive pas à WordPress"


def _header_lost(proved: str, tried: str) -> Look:
    return Look(level=Level.FAILED, proved=proved, tried=tried, todo=KEEP_HEADER)


def _credentials_by_xmlrpc(patient: SitePatient) -> Look:
    seen = _asked_by_xmlrpc(patient)
    if _is_known(seen):
        return Look(proved=f"connecté comme « {patient.user} »", tried=seen.asked)
    if seen.code == "405":
        return Look(
            level=Level.FAILED,
            proved="les méthodes XML-RPC qui demandent une connexion sont coupées (filtre xmlrpc_enabled)",
            tried=seen.asked,
            todo="réautorisez-les dans l'extension de sécurité du site, ou passez par REST (« access: rest »)",
        )
    if seen.code == "403":
        return _no_password(patient, seen.asked)
    return Look(
        level=Level.FAILED, proved=f"la connexion est refusée : {seen.short}", tried=seen.asked,
        todo=(seen.page or pages.ANY).advice(_door(patient)),
    )  # fmt: skip


def _asked_by_xmlrpc(patient: SitePatient) -> Seen:
    """Core's method first; the companion's where core's is refused, as it is to a confined account."""
    seen = patient.prober.signed_xmlrpc("wp.getProfile", ["username"])
    if seen.code != "403":
        return seen
    own = patient.prober.companion("status", {"tag": patient.tag})
    return own if _is_known(own) else seen


def _is_known(seen: Seen) -> bool:
    """Whether the password was accepted: an answer from behind it, a refusal of the companion's own included."""
    return seen.granted or (not seen.fault and seen.json is not None and seen.status in (200, 403))


def _door(patient: SitePatient) -> pages.Door:
    return pages.XMLRPC if patient.access == "xmlrpc" else pages.REST
