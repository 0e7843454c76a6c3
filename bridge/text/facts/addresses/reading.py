"""Postal addresses in a text: number, street, post code, town; and what may stand alone, post codes and boxes."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice

from bridge.text.facts.names.words import plain

#: More characters of a text are not looked at.
_MOST = 200_000
#: More addresses of one kind are not compared.
MANY = 400
_FRENCH_TYPES = (
    r"rues?|avenues?|av\.|boulevards?|boul\.|b[lv]?d\.?|places?|pl\.|allées?|chemins?|ch\.|impasses?|quais?|routes?|rte|"
    r"cours|squares?|passages?|ruelles?|esplanades?|promenades?|sentiers?|sentes?|voies?|villas?|faubourgs?|fbg|cités?|"
    r"montées?|côtes?|ronds?-points?|parvis|traverses?|mails?|hameaux?|venelles?|résidences?|lotissements?|galeries?|"
    r"grand[’'-]?\s?rue|grande[- ]rue|zones? (?:artisanale|industrielle|commerciale|d[’']activités?)|Z\.?[AIC]\.?"
)
_ENGLISH_TYPES = (
    r"Street|St\b\.?|Road|Rd\b\.?|Lane|Ln\b\.?|Avenue|Ave\b\.?|Drive|Close|Crescent|Court|Place|Square|Sq\b\.?|Terrace|"
    r"Way|Hill|Row|Gardens|Park|Quay|Boulevard|Blvd\b\.?|Highway|Hwy\b\.?|Parade|Walk|Wharf|Mews|Grove|Yard|Gate|Alley|"
    r"Parkway|Pkwy\b\.?|Embankment|Esplanade|Circus|Broadway|Green|Rise|View|Mount|Turnpike|Plaza|Straße|Strasse"
)
_CAPITAL = r"[A-ZÀ-ÖØ-ÞŒ]"
_WORD = rf"(?:{_CAPITAL}[\w.-]{{0,30}}|\d{{1,2}}(?:er)?[- ](?:[A-Za-zé]{{3,12}})(?:[- ]\d{{4}})?)"
_LINK = r"(?:de la|de l[’']|du|des|de|d[’']|la|le|les|l[’']|et|aux?|à la|sur|sous|en|lès)"
#: "du Four", "de l’Abbé-Grégoire", "Victor Hugo", "du 8-Mai-1945", "des Trois Fontaines".
_STREET = rf"(?:{_LINK}\s?){{0,2}}{_WORD}(?:[\s’'](?:{_LINK}\s?){{0,2}}{_WORD}){{0,5}}"
#: In small letters only where a post code tells that it is an address.
_SMALL_STREET = r"(?:[a-zà-öø-ÿœ’'.-]{1,20}\s){0,4}[a-zà-öø-ÿœ’'.-]{2,20}"
_ONE = r"\d{1,NNN}(?:\s?(?:bis|ter|quater)\b|\s?[a-dA-D](?![\w’'.]))?"
_NUMBERS = rf"(?P<number>{_ONE}(?:\s?(?:,|-|–|/|et|and|&|à|to)\s?{_ONE}){{0,3}})"
_TOWN_WORD = rf"{_CAPITAL}[\w’'-]{{1,30}}"
_TOWN_LINK = r"(?:sur|sous|lès|les|la|le|de|du|des|en|upon|on|the|by)"
_TOWN = rf"(?P<town>{_TOWN_WORD}(?:[\s-](?:{_TOWN_LINK}[\s-]){{0,2}}{_TOWN_WORD}){{0,3}})"
_POST = r"(?P<code>\d{5}|\d{2}[\s\u00a0\u202f]\d{3})"
_UK_POST = r"[A-Z]{1,2}\d[A-Z\d]?\s?\d[A-Z]{2}"
_GAP = r"[\s\u00a0\u202f]*[,;(–—-]?[\s\u00a0\u202f]*"
_BOX_WORDS = r"(?:P\.?\s?O\.?\s?Box|boîte postale|B\.?P\.?|C\.?S\.?)"
_BOX = re.compile(rf"\b(?P<kind>{_BOX_WORDS})\s?(?:n[°o]\s?)?(?P<number>\d[\d\s]{{0,6}}\d|\d)(?!\w)")
_FRENCH_TAIL = rf"(?:{_GAP}{_BOX_WORDS}\s?\d[\d ]{{0,6}})?{_GAP}(?:F-)?{_POST}\s{_TOWN}"
_AT_TOWN = rf"[,\s]{{1,3}}(?:à|in|at)\s{_TOWN}"
_FRENCH = re.compile(
    rf"(?<![\w,.:/€$£%°-]){_NUMBERS.replace('NNN', '3')},?\s(?:de\s(?:la\s|l[’'])?|du\s|des\s)?"
    rf"(?P<type>(?i:{_FRENCH_TYPES}))\s(?P<street>{_STREET})"
    rf"(?:(?:{_FRENCH_TAIL})|(?:{_AT_TOWN.replace('town', 'at')}))?"
)
_FRENCH_SMALL = re.compile(
    rf"(?<![\w,.:/€$£%°-]){_NUMBERS.replace('NNN', '3')},?\s"
    rf"(?P<type>(?i:{_FRENCH_TYPES}))\s(?P<street>{_SMALL_STREET}){_FRENCH_TAIL}"
)
_ENGLISH = re.compile(
    rf"(?<![\w,.:/€$£%°-]){_NUMBERS.replace('NNN', '5')},?\s(?:de\s)?"
    rf"(?P<street>(?:{_CAPITAL}[\w’'.-]{{0,30}}\s){{1,4}}?(?:{_ENGLISH_TYPES})|Grande?[- ’'][Rr]ue)(?![\w’-])"
    rf"(?:(?:{_GAP}{_TOWN}(?:,\s{_CAPITAL}[A-Za-zÀ-ÿ’-]{{1,30}}(?:\s{_CAPITAL}[A-Za-zÀ-ÿ’-]{{1,30}})?){{0,2}}{_GAP}(?P<code>{_UK_POST}|[A-Z]{{2}}\s\d{{5}}))|"
    rf"(?:{_AT_TOWN.replace('town', 'at')}))?"
)
_CODE_AND_TOWN = re.compile(rf"(?<![\w,.-]){_POST}\s{_TOWN}")
_POSTCODE = re.compile(rf"(?<![\w-])(?:GIR 0AA|{_UK_POST})(?![\w-])")
#: A street without a number: of these, few words go on with a name otherwise.
_NAMED = re.compile(
    r"\b(?P<type>(?i:rue|avenue|boulevard|allée|impasse|quai|ruelle|venelle|square|esplanade|faubourg))"
    rf"\s(?P<street>{_STREET})"
)
#: Before a number, these make it a time, a date or a line.
_NO_ADDRESS = re.compile(
    r"(?:\b(?:en|depuis|dès|vers|ligne|lignes|bus|tram|métro|in|since|by|until|page|chapitre|article|no more than|"
    r"lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|monday|tuesday|wednesday|thursday|friday|saturday|sunday|"
    r"january|february|march|april|may|june|july|august|september|october|november|december|"
    r"h|hour|heures?)|\d[-–:]?)[\s\u00a0\u202f]*\Z",
    re.IGNORECASE,
)
_DAY = re.compile(r"\b(?:le|du|au|dès le|jusqu[’']au)\s\Z", re.IGNORECASE)
_SMALL = frozenset({
    "de", "du", "des", "d", "la", "le", "les", "l", "et", "au", "aux", "a", "sur", "sous", "en", "the", "of", "on",
    "upon", "by", "lès", "rue", "street", "st", "road", "rd", "avenue", "ave", "av", "lane", "ln",
})  # fmt: skip
_TOKEN = re.compile(r"[^\W_]+")


@dataclass(frozen=True, kw_only=True, slots=True)
class Address:
    """``text`` as written, from ``start`` to ``end``. Parts are folded; what the text does not say is empty.

    ``numbers``: "12bis"; of several, each. ``street``: the words of its name, without small ones and the kind of
    street; ``code``: without spaces; ``town``: its words.
    """

    text: str
    start: int
    end: int
    numbers: frozenset[str] = frozenset()
    street: tuple[str, ...] = ()
    code: str = ""
    town: tuple[str, ...] = ()


def tokens(text: str) -> tuple[str, ...]:
    """The folded words of a street's or town's name that tell it."""
    found = tuple(plain(token) for token in _TOKEN.findall(text))
    telling = tuple(token for token in found if token not in _SMALL)
    return telling or found


@lru_cache(maxsize=256)
def addresses(text: str) -> tuple[Address, ...]:
    """The addresses of a French or English text that have a number and a street, in order."""
    text = text[:_MOST]
    found = [
        *(_address(match, text) for pattern in (_FRENCH, _FRENCH_SMALL) for match in pattern.finditer(text)),
        *(_address(match, text) for match in _ENGLISH.finditer(text)),
    ]
    kept: list[Address] = []
    for address in sorted(filter(None, found), key=lambda item: (item.start, -item.end)):
        if not kept or address.start >= kept[-1].end:
            kept.append(address)
    return tuple(kept)


def _address(match: re.Match[str], text: str) -> Address | None:
    before = text[max(0, match.start() - 14) : match.start()]
    number = match["number"]
    year = number.isdigit() and len(number) == 4 and number[:2] in ("17", "18", "19", "20")
    dated = _DAY.search(before) and "," in text[match.end("number") : match.end("number") + 1]
    groups = match.groupdict()
    placed = groups.get("code") or groups.get("at")
    if _NO_ADDRESS.search(before) or (year and not placed):
        return None
    if dated and not placed and not before.lower().endswith("au "):
        return None
    return Address(
        text=match.group(),
        start=match.start(),
        end=match.end(),
        numbers=_numbers(number),
        street=tokens(match["street"]),
        code=squeezed(groups.get("code") or ""),
        town=tokens(groups.get("town") or groups.get("at") or ""),
    )


def _numbers(text: str) -> frozenset[str]:
    return frozenset(squeezed(one) for one in re.findall(_ONE.replace("NNN", "5"), text))


def squeezed(text: str) -> str:
    """``text`` without white space, in small letters."""
    return "".join(text.split()).casefold()


# Each paragraph of an article is compared with the whole source, which is therefore read once and remembered.


@lru_cache(maxsize=64)
def codes(text: str) -> tuple[Address, ...]:
    """Post codes that stand before a town, street or not: "84000 Avignon"."""
    return tuple(
        Address(
            text=match.group(),
            start=match.start(),
            end=match.end(),
            code=squeezed(match["code"]),
            town=tokens(match["town"]),
        )
        for match in islice(_CODE_AND_TOWN.finditer(text[:_MOST]), MANY)
    )


@lru_cache(maxsize=64)
def postcodes(text: str) -> tuple[Address, ...]:
    """British post codes."""
    return tuple(
        Address(text=match.group(), start=match.start(), end=match.end(), code=squeezed(match.group()))
        for match in islice(_POSTCODE.finditer(text[:_MOST]), MANY)
    )


@lru_cache(maxsize=64)
def boxes(text: str) -> tuple[tuple[Address, bool], ...]:
    """Post-office boxes, each with whether its words can mean nothing else."""
    return tuple(
        (
            Address(
                text=match.group(), start=match.start(), end=match.end(), numbers=frozenset([squeezed(match["number"])])
            ),
            "ox" in match["kind"] or "ost" in match["kind"],
        )
        for match in islice(_BOX.finditer(text[:_MOST]), MANY)
    )


@lru_cache(maxsize=64)
def streets(text: str) -> tuple[Address, ...]:
    """Streets in French, with or without a number."""
    return tuple(
        Address(text=match.group(), start=match.start(), end=match.end(), street=tokens(match["street"]))
        for match in islice(_NAMED.finditer(text[:_MOST]), MANY)
    )
