"""Names the page that came where an answer belongs, so that an administrator knows whom to ask."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True, slots=True)
class Door:
    """A way into a site, in the words of the advice: its name, its path, what goes round it, what it needs."""

    name: str
    path: str
    round_it: str
    needs: str


REST = Door(
    name="l'API REST",
    path="/wp-json/needs-seo/",
    round_it="ou passez par XML-RPC : « access: xmlrpc »",
    needs="que l'API REST et les permaliens sont actifs",
)
XMLRPC = Door(
    name="XML-RPC",
    path="/xmlrpc.php",
    round_it="ou passez par l'API REST : « access: rest »",
    needs="que rien n'y ferme /xmlrpc.php",
)


@dataclass(frozen=True, slots=True)
class Page:
    """A kind of page: the marks it is known by (lower case), what it is, what to do, whether it passes by itself."""

    marks: tuple[str, ...]
    what: str
    todo: str
    passes: bool = False

    def advice(self, door: Door) -> str:
        """What to do about it where it came through that door."""
        return self.todo.format(name=door.name, path=door.path, round_it=door.round_it, needs=door.needs)


MAINTENANCE = Page(
    ("scheduled maintenance", "maintenance planifiée", "site en maintenance", "maintenance mode"),
    "une page de maintenance",
    "attendez la fin de la mise à jour du site",
    passes=True,
)
LOGIN = Page(
    ('id="loginform"', "wp-login.php?action=lostpassword", "wp-submit"),
    "la page de connexion de WordPress",
    "une extension exige une connexion pour {name} : autorisez {path} dans ses réglages, {round_it}",
)
FIREWALL = Page(
    ("just a moment...", "cf-chl", "attention required! | cloudflare", "sucuri website firewall", "wordfence",
     "checking your browser", "access denied", "captcha", "imunify360", "mod_security", "blocked by"),
    "la page d'un pare-feu",
    "demandez à l'hébergeur d'autoriser l'adresse de ce serveur pour {path}, {round_it}",
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
NOTICE = Page(
    ("<b>notice</b>:", "<b>warning</b>:", "<b>deprecated</b>:", "php notice:", "php warning:", "php deprecated:"),
    "un avertissement de PHP, affiché avant la réponse",
    "mettez WP_DEBUG_DISPLAY à false dans wp-config.php (et display_errors dans php.ini), puis réparez ce qu'il nomme",
)
EMPTY = Page(
    (),
    "une réponse vide",
    "regardez le journal d'erreurs de PHP : le site s'est arrêté sans rien dire",
)
BROKEN = Page(
    (),
    "des données tronquées ou abîmées",
    "réessayez ; si cela dure, une extension ou un serveur intermédiaire abîme les réponses de {name}",
    passes=True,
)
ANY = Page(
    (),
    "une page HTML",
    "vérifiez que « url » est l'adresse du site WordPress et {needs}",
)


def of(content: bytes) -> Page:
    """The kind of page that a body is, by its beginning; ANY where no mark is known."""
    return name(content[:20_000].decode("utf-8", "replace"))


def name(html: str) -> Page:
    """The kind of page, ANY where no mark is known."""
    lowered = html.strip().lower()
    if not lowered:
        return EMPTY
    if lowered[0] in "{[" or "<methodresponse" in lowered:
        return BROKEN
    for page in (MAINTENANCE, LOGIN, FIREWALL, DATABASE, FATAL, NOTICE):
        if any(mark in lowered for mark in page.marks):
            return page
    return ANY
