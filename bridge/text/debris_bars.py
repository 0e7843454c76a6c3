"""Bars of a page: share buttons, menus, cookie buttons and breadcrumbs, told by what each of their items is.

A line is a bar only where every item of it is a known label. Buttons that name their network ("Share on X") are certain
alone, words that are also anybody's ("Facebook", "Contact") only in a row between the separators that pages use.
"""

from __future__ import annotations

import re
from enum import IntEnum
from functools import lru_cache

#: No bar is longer, in characters; nor has more items.
_LONGEST, _MOST_ITEMS = 300, 24
#: So many buttons one below the other are no coincidence.
_ROW = 3

_NETWORK = (
    r"(?:Facebook|Fb|Twitter|X(?: \(Twitter\))?|LinkedIn|WhatsApp|Telegram|(?:Facebook )?Messenger|Reddit|Pinterest|"
    r"Bluesky|Threads|Mastodon|Instagram|TikTok|YouTube|Snapchat|Tumblr|Viber|Signal|Discord|Twitch|Xing|WeChat|"
    r"Weibo|"
    r"VK|Line|Skype|Slack|Teams|Pocket|Flipboard|Instapaper|Gmail|Outlook|Google ?\+|Google (?:News|Actualités)|"
    r"Apple News|Hacker News|Diaspora|RSS|Flux RSS)"
)
_MAIL = r"(?:e-?mails?|courriels?|mail|SMS|lien|link|messagerie)"
_TARGET = rf"(?:{_NETWORK}|{_MAIL})"
_THIS = (
    r"(?:(?:(?:cet|l['’]|this|the) ?article)|(?:cette|la|this|the) (?:page|recette|recipe|story|vidéo|video)|"
    r"this post|"
    r"ce (?:contenu|billet)|l['’]info|this|on)"
)
_US = r"(?:us|nous|our page|notre page|notre compte|nos actualités|toute l['’]actualité|-nous)"
_ON = r"(?: ?:| (?:sur|on|via|par|by|with|avec))"
_STRONG = (
    rf"(?:Partage[zr]|Share|Envoye[zr]|Send)(?: {_THIS})?{_ON} (?:(?:le|un|your|votre) )?{_TARGET}|"
    rf"(?:Partage[zr]|Share|Imprime[zr]|Print|E-?mail|Enregistre[zr]|Sauvegarde[zr]|Save|Télécharger?|Download|"
    rf"Tweete[zr]|"
    rf"Tweet|Commente[zr]|Envoye[zr]|Send|Offrir|Like|Pin) {_THIS}|"
    rf"(?:Like|Follow|Find|Join) (?:us|our page) on {_TARGET}|"
    rf"(?:Suive[zr]|Aime[zr]|Rejoigne[zr]|Rejoindre|Retrouve[zr])(?:-nous| nous|[ -](?:notre|nos) (?:page|compte|"
    rf"actualités))"
    rf"(?: (?:aussi|également))? (?:sur |en )?{_TARGET}|"
    r"Copy (?:the )?link|Copier (?:le lien|l['’]URL)|Pin it|(?:Envoyer|Send|E-?mail) (?:à|to) (?:un ami|une amie|"
    r"a friend)|"
    r"Ajouter (?:à (?:mes|vos) favoris|aux favoris)|Add to (?:favou?rites|bookmarks)"
)
#: Buttons that nobody writes alone on a line, but in a subheading.
_LONE = r"Tweet|Tweeter|Retweet(?:er)?|Partage[zr]|Share|Imprimer|Print"
_WEAK = (
    rf"{_TARGET}|Copy|Copier|Envoyer|Send|Enregistrer|Save|Sauvegarder|Like|J['’]aime|Commenter|Comment|Pin|Épingler|"
    r"Bookmark|Favoris|PDF|More|Plus"
)
_COOKIES = (
    r"(?:(?:Tout )?(?:accepter|refuser)|Accept|Reject|Decline|Allow|Refuse|Gérer|Manage|Paramétrer|Personnaliser|"
    r"Customi[sz]e|"
    r"Configurer)(?: (?:et fermer|tout|tous|all|les|mes|my|your|our)){0,2} (?:cookies?|choix|préférences|preferences|"
    r"consentement|consent)(?: (?:settings|preferences|only))?|"
    r"Cookies? (?:settings|preferences|policy|notice|choices)|(?:Paramètres|Gestion|Préférences|"
    r"Politique)(?: des?| de)"
    r"(?: mes| vos| nos)? cookies|Continuer sans accepter|Continue without accepting|Tout (?:accepter|refuser)|"
    r"(?:Accept|Reject|Allow|Refuse) all|(?:Only )?(?:strictly )?necessary cookies(?: only)?|"
    r"(?:Accept|Allow) (?:only )?(?:essential|necessary)(?: cookies)?|Accepter et (?:fermer|continuer)"
)
_LEGAL = (
    r"Mentions légales|Legal (?:notice|information)|Terms(?: (?:of (?:use|service|sale)|(?:and|&) conditions))?|"
    r"CGU|CGV|Conditions (?:générales(?: d['’]utilisation| de vente)?|d['’]utilisation|de vente)|"
    r"Privacy(?: (?:policy|notice|settings))?|"
    r"Politique de confidentialité|Données personnelles|(?:Vie privée)|Plan du site|Site ?map|Code of conduct|"
    r"Do not sell my (?:personal )?(?:data|information)|Charte (?:éditoriale|de modération)"
)
_MENU = (
    r"Home|Accueil|Menu|Search|Recherche[r]?|Contact(?: us)?|Contactez-nous|Nous contacter|About(?: us)?|À propos|"
    r"Qui sommes-nous ?\??|Log ?in|Log ?out|Sign ?in|Sign ?up|Register|My account|Mon compte|Se connecter|Connexion|"
    r"S['’](?:inscrire|abonner|identifier)|Subscribe|Abonnements?|Newsletters?|Help|Aide|FAQ|Careers|Jobs|"
    r"Recrutement|"
    r"Accessibilité|Accessibility|Advertise(?: with us)?|Advertising|Publicité|Cookies|Archives|Accepter|Accept|"
    r"Refuser|Reject|"
    r"Decline|OK|Fermer|Close|En savoir plus|Learn more|Read more|Lire la suite|RSS|Podcasts?|E-?paper|Boutique|Shop"
)


class _Sort(IntEnum):
    """What an item of a bar is."""

    STRONG = 1
    COOKIES = 2
    LEGAL = 3
    LONE = 4
    MENU = 5
    WEAK = 6


_COUNT = r"(?: ?\(?\d{1,5}[kK]?\)?)?"
_SEPARATOR = re.compile(r"[\s|·•>›»,;/–—-]++(?:(?:et|and|ou|or|&)\s+)?", re.IGNORECASE)
_END = r"(?=\s*(?:[|·•>›»,;/–—]|\s|[.!]?\Z))"
_ITEMS = tuple(
    (sort, re.compile(rf"(?:{pattern}){_COUNT}{_END}", re.IGNORECASE))
    for sort, pattern in (
        (_Sort.STRONG, _STRONG), (_Sort.COOKIES, _COOKIES), (_Sort.LEGAL, _LEGAL), (_Sort.LONE, _LONE),
        (_Sort.MENU, _MENU), (_Sort.WEAK, _WEAK),
    )
)  # fmt: skip
_MARKED = re.compile(r"[|·•]")
_LEAD = re.compile(
    r"(?:Share|Partage[zr]|Suivez-nous|Follow us)(?: (?:sur|on) (?:les réseaux(?: sociaux)?|social media))?\s*:\s*",
    re.IGNORECASE,
)


@lru_cache(maxsize=512)
def bar_code(text: str, *, heading: bool = False) -> str | None:
    """The code of the debris that ``text`` is as a bar; None where it is none or too little to be sure."""
    items = _items(text)
    sorts = {sort for sort, _ in items}
    if not items or not _certain(items, text, heading=heading):
        return None
    if _Sort.STRONG in sorts or (sorts & {_Sort.LONE, _Sort.WEAK} and _Sort.LEGAL not in sorts):
        return "debris.share_bar"
    return "debris.prompt" if _Sort.COOKIES in sorts else "debris.boilerplate"


def items_of_row(lines: list[str]) -> int:
    """How many of the first ``lines`` are share buttons, one each: at least three, or 0."""
    count = 0
    for line in lines:
        items = _items(line)
        if len(items) != 1 or items[0][0] not in {_Sort.STRONG, _Sort.LONE, _Sort.WEAK}:
            break
        count += 1
    return count if count >= _ROW else 0


def may_be_bar(text: str) -> bool:
    """Whether ``text`` has only a bar's labels, for an editor to look at where it stays."""
    items = _items(text) if len(text) <= _LONGEST else []
    return len(items) >= 2 or any(sort is _Sort.LEGAL for sort, _ in items)


def _certain(items: list[tuple[_Sort, str]], text: str, *, heading: bool) -> bool:
    sorts = [sort for sort, _ in items]
    if sorts.count(_Sort.STRONG) or sorts.count(_Sort.COOKIES):
        return True
    if heading:
        return False
    if len(items) == 1:
        return sorts == [_Sort.LONE]
    if "," in text:
        return False
    # "Print" and "Share" are verbs, "Facebook" and "Contact" may stand in a list of an article's own.
    if _Sort.LONE in sorts or _Sort.LEGAL in sorts:
        return len(items) >= 3 or bool(_MARKED.search(text))
    if _Sort.MENU in sorts:
        return len(items) >= 3 and bool(_MARKED.search(text))
    return len(items) >= 3


@lru_cache(maxsize=512)
def _items(text: str) -> list[tuple[_Sort, str]]:
    """What the items of a bar are, in order; empty where anything else stands among them."""
    text = text.strip()
    if not text or len(text) > _LONGEST:
        return []
    found: list[tuple[_Sort, str]] = []
    lead = _LEAD.match(text)
    at = lead.end() if lead else 0
    if lead:
        found.append((_Sort.STRONG, lead.group()))
    while at < len(text) and len(found) < _MOST_ITEMS:
        item = next(((sort, match) for sort, pattern in _ITEMS if (match := pattern.match(text, at))), None)
        if item is None:
            return []
        found.append((item[0], item[1].group()))
        at = item[1].end()
        if text[at:] in {"", ".", "!"}:
            return found
        separator = _SEPARATOR.match(text, at)
        if separator is None:
            return []
        at = separator.end()
    return [] if at < len(text) else found


_STEP = re.compile(r"\s*[>›»]\s*|\s+[/|]\s+")
_HERE = re.compile(r"\s*(?:Vous êtes ici|You are here)\s*:\s*", re.IGNORECASE)
_PART = re.compile(r"[A-ZÀ-Þ0-9][^.!?:;«»“”\"]{0,59}")
#: Sections that any paper has.
_SECTION_WORDS = """
    accueil actualité actualités actu sport sports économie politique société culture monde international
    europe france local région régions justice santé sciences science environnement planète tech technologie
    technologies numérique médias people cinéma musique livres arts spectacles loisirs sorties voyage voyages
    cuisine gastronomie recettes mode opinion opinions débats tribunes éducation emploi entreprises finance
    bourse immobilier auto automobile météo football rugby tennis cyclisme magazine dossiers blog home news
    world politics business economy money health environment climate technology arts entertainment lifestyle
    travel food recipes fashion education comment features books film music television uk us national regional
    community crime courts weather cricket stories articles
"""
_SECTIONS = frozenset(_SECTION_WORDS.split()) | {
    "à la une", "la une", "vie locale", "faits divers", "press releases", "local news", "us news", "uk news",
}  # fmt: skip


def breadcrumb(text: str) -> bool | None:
    """Whether ``text`` is the path of a page in its site; None where it has the shape alone.

    Certain where a section that every paper has is named, in three steps, or in two with an arrow between them.
    """
    if len(text) > _LONGEST:
        return False
    here = _HERE.match(text)
    parts = _STEP.split(text[here.end() if here else 0 :].strip().rstrip(">›» "))
    if not 2 <= len(parts) <= 6 or not all(_PART.fullmatch(part) and len(part.split()) <= 7 for part in parts):
        return False
    arrows = not re.search(r"\s[/|]\s", text)
    if here or (_is_section(parts[0]) and (len(parts) > 2 or arrows)):
        return True
    return None if arrows and len(parts) > 2 else False


def _is_section(part: str) -> bool:
    return all(word.strip().lower() in _SECTIONS for word in re.split(r"\s[-–&]\s|,", part))
