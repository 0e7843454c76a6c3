"""Names the HTML page that came where JSON belongs, so that an administrator knows whom to ask."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Page:
    """A kind of page: the marks it is known by (lower case), what it is, what to do, whether it passes by itself."""

    marks: tuple[str, ...]
    what: str
    todo: str
    passes: bool = False


MAINTENANCE = Page(
    ("scheduled maintenance", "maintenance planifiée", "site en maintenance", "maintenance mode"),
    "une page de maintenance",
    "attendez la fin de la mise à jour du site",
    passes=True,
)
LOGIN = Page(
    ('id="loginform"', "wp-login.php?action=lostpassword", "wp-submit"),
    "la page de connexion de WordPress",
    "une extension exige une connexion pour l'API REST : autorisez /wp-json/needs-seo/ dans ses réglages",
)
FIREWALL = Page(
    ("just a moment...", "cf-chl", "attention required! | cloudflare", "sucuri website firewall", "wordfence",
     "checking your browser", "access denied", "captcha", "imunify360", "mod_security", "blocked by"),
    "la page d'un pare-feu",
    "demandez à l'hébergeur d'autoriser l'adresse de ce serveur pour /wp-json/needs-seo/",
)  # fmt: skip
DATABASE = Page(
    ("error establishing a database connection", "erreur lors de la connexion à la base de données"),
    "l'erreur « base de données injoignable » de WordPress",
    "vérifiez que la base de données du site est en marche",
    passes=True,
)
FATAL = Page(
    ("there has been a critical error", "il y a eu une erreur critique", "fatal error"),
    "l'erreur critique de WordPress",
    "regardez le journal d'erreurs de PHP : une extension ou le thème plante",
)
EMPTY = Page(
    (),
    "une réponse vide",
    "regardez le journal d'erreurs de PHP : le site s'est arrêté sans rien dire",
)
BROKEN = Page(
    (),
    "du JSON tronqué ou abîmé",
    "réessayez ; si cela dure, une extension ou un serveur intermédiaire abîme les réponses de l'API REST",
    passes=True,
)
ANY = Page(
    (),
    "une page HTML",
    "vérifiez que « url » est l'adresse du site WordPress et que l'API REST et les permaliens sont actifs",
)


def name(html: str) -> Page:
    """The kind of page, ANY where no mark is known."""
    lowered = html.strip().lower()
    if not lowered:
        return EMPTY
    if lowered[0] in "{[":
        return BROKEN
    for page in (MAINTENANCE, LOGIN, FIREWALL, DATABASE, FATAL):
        if any(mark in lowered for mark in page.marks):
            return page
    return ANY
