"""The doors of the site: REST, XML-RPC, application passwords, and the account."""

from __future__ import annotations

from urllib.parse import urlsplit

from bridge.doctor.lines import Level, Look
from bridge.doctor.patient import SitePatient, is_index
from bridge.wordpress import pages
from bridge.wordpress.probing import Seen, api_link

#: What core says of credentials (wp-includes/user.php, wp_authenticate_application_password).
_NO_USER = frozenset({"invalid_username", "invalid_email"})
_NO_PASSWORD = frozenset({"incorrect_password"})
_NO_PASSWORDS = frozenset({"application_passwords_disabled", "application_passwords_disabled_for_user"})
_CREDENTIALS = _NO_USER | _NO_PASSWORD | _NO_PASSWORDS
_OPEN_IT = "autorisez /wp-json/needs-seo/ (ou ce compte) dans l'extension de sécurité qui la ferme"


def secret(patient: SitePatient) -> Look:
    """The password can be read where the configuration says that it is."""
    odd = patient.prober.password_shape
    if odd:
        return Look(level=Level.WARNING, proved=f"lu, mais il n'a pas la forme d'un mot de passe d'application : {odd}",
                    todo="un mot de passe d'application a 24 lettres et chiffres, par groupes de quatre")  # fmt: skip
    return Look(proved="lu là où la configuration le dit")


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
    if patient.plain:
        return Look(
            level=Level.WARNING,
            proved="elle répond par « ?rest_route= » seulement : les permaliens sont « simples »",
            tried=f"GET /wp-json/, puis {tried}",
            todo="Réglages > Permaliens : choisissez une autre structure que « Simple », et enregistrez",
        )
    if home and urlsplit(home).netloc != urlsplit(patient.url).netloc:
        return Look(
            level=Level.WARNING,
            proved=f"elle répond, mais le site s'appelle lui-même {home}",
            tried=tried,
            todo=f"mettez « url: {home} » dans la configuration, si c'est bien ce site",
        )
    return Look(proved="elle répond à tous", tried=tried)


def _rest_closed_to_all(patient: SitePatient, seen: Seen) -> Look:
    """Many sites close it to who is not signed in: that is no trouble."""
    own = patient.signed_index
    tried = f"{seen.asked}, puis {own.asked}"
    if is_index(own):
        return Look(proved=f"fermée aux anonymes ({seen.code}), ouverte à ce compte", tried=tried)
    if own.code in _CREDENTIALS or (own.code == seen.code == "rest_not_logged_in"):
        return Look(proved=f"fermée aux anonymes ({seen.code}) ; elle demande qui l'on est", tried=tried)
    return Look(
        level=Level.FAILED if patient.access == "rest" else Level.NOTE,
        proved=f"l'API REST est fermée : {own.short}{f', « {own.said} »' if own.said else ''}",
        tried=tried,
        todo=f"{_OPEN_IT}, ou passez par XML-RPC (« access: xmlrpc »)",
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
    what, todo = page.what, page.todo
    if page is pages.ANY and not named:
        todo = "vérifiez que « url » est l'adresse d'un WordPress dont l'API REST est active"
    return Look(level=level, proved=f"{what} (HTTP {seen.status}) au lieu de l'API REST", tried=tried, todo=todo)


def xmlrpc(patient: SitePatient) -> Look:
    """XML-RPC answers. Without need of it, it is only told."""
    needed = patient.access == "xmlrpc"
    seen = patient.prober.xmlrpc("demo.sayHello")
    if seen.json is True:
        return Look(proved="il répond" if needed else "il répond (le pont n'en a pas besoin)", tried=seen.asked)
    said = seen.short if seen.json is None else f"erreur {seen.code}, « {seen.said} »"
    return Look(
        level=Level.FAILED if needed else Level.OK,
        proved=f"xmlrpc.php est fermé ({said})" if needed else f"fermé ({said}) ; le pont n'en a pas besoin",
        tried=seen.asked,
        todo="faites ouvrir xmlrpc.php à l'adresse de cette machine, ou passez par REST (« access: rest »)"
        if needed
        else "",
    )


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
    if seen.code in _NO_USER:
        return _no_user(patient, tried)
    if seen.code in _NO_PASSWORD:
        return _no_password(patient, tried)
    if seen.code in _NO_PASSWORDS:
        return Look(
            level=Level.FAILED,
            proved=f"le site refuse les mots de passe d'application pour « {patient.user} » ({seen.code})",
            tried=tried,
            todo="réautorisez-les, pour ce compte, dans l'extension de sécurité du site",
        )
    if seen.code == "rest_not_logged_in":
        return _not_judged(patient, tried)
    return Look(
        level=Level.FAILED,
        proved=f"la connexion est refusée : {seen.short}{f', « {seen.said} »' if seen.said else ''}",
        tried=tried,
        todo=_OPEN_IT if seen.json is not None else (seen.page or pages.ANY).todo,
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
    """A password was sent and WordPress judged none. It never got it, or it has no application password to compare with
    (WP_Application_Passwords::is_in_use). XML-RPC carries the password in the body: that tells the two apart."""
    odd = patient.prober.password_shape
    if odd:
        return _no_password(patient, tried)
    other = patient.prober.signed_xmlrpc("wp.getProfile", ["username"])
    tried = f"{tried}, puis {other.asked}"
    if other.json is True:
        proof = f"{_LOST} ; par XML-RPC, qui s'en passe, le même mot de passe est accepté"
        return Look(level=Level.FAILED, proved=proof, tried=tried, todo=_KEEP_HEADER)
    if other.code == "403":
        return _no_password(patient, tried)
    return Look(
        level=Level.FAILED,
        proved=f"{_LOST}, ou aucun mot de passe d'application n'existe encore sur le site",
        tried=tried,
        todo=_KEEP_HEADER,
    )


_LOST = (
    "le mot de passe envoyé n'arrive pas à WordPress (rest_not_logged_in) : le serveur web retire l'en-tête "
    "Authorization"
)
_KEEP_HEADER = (
    "Apache : « CGIPassAuth On » dans .htaccess ; nginx : « fastcgi_param HTTP_AUTHORIZATION $http_authorization; » ; "
    "et réenregistrez Réglages > Permaliens"
)


def _credentials_by_xmlrpc(patient: SitePatient) -> Look:
    seen = patient.prober.signed_xmlrpc("wp.getProfile", ["username"])
    if seen.json is True:
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
        todo=(seen.page or pages.ANY).todo,
    )  # fmt: skip
