"""Forms of one name that stand for each other: London and Londres, ONU and Nations unies, France and Français."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from types import MappingProxyType

from babel import Locale
from rapidfuzz.distance import DamerauLevenshtein

from bridge.text.facts.names import exonyms_bodies, exonyms_places, exonyms_states
from bridge.text.facts.names.words import plain

_PART = re.compile(r"[^\W_]+")
_SMALL = frozenset({
    "the", "le", "la", "les", "l", "du", "de", "des", "d", "of",
})  # fmt: skip
#: Longest form, in words.
LONGEST = 9

#: A form is its folded words; abbreviations in capitals stay in capitals ("US" is no "us").
Form = tuple[str, ...]


def form(text: str) -> Form:
    """``text`` as a form: its words folded, without a leading article; an abbreviation of capitals as it is."""
    squeezed = text.replace(".", "")
    if squeezed.isupper() and squeezed.isalpha() and len(squeezed) <= 6:
        return (squeezed,)
    parts = [plain(part) for part in _PART.findall(text)]
    while len(parts) > 1 and parts[0] in _SMALL:
        parts.pop(0)
    return tuple(parts)


@cache
def groups() -> Mapping[Form, frozenset[Form]]:
    """Every form → all forms that may stand for it, itself included."""
    table: dict[Form, set[Form]] = {}
    for group in _all_groups():
        forms = frozenset(form(text) for text in group if text)
        for one in forms:
            table.setdefault(one, set()).update(forms)
    return MappingProxyType({one: frozenset(found) for one, found in table.items() if one})


@cache
def first_words() -> frozenset[str]:
    """The words that forms begin with."""
    return frozenset(one[0] for one in groups())


def _all_groups() -> Iterator[tuple[str, ...]]:
    tables = (
        exonyms_places.CITIES, exonyms_places.REGIONS, exonyms_bodies.BODIES, exonyms_bodies.EVENTS,
        exonyms_bodies.PEOPLE, exonyms_bodies.ABBREVIATIONS,
    )  # fmt: skip
    for table in tables:
        yield from (tuple(entry.split("=")) for entry in re.split(r"[|\n]", table.strip()))
    yield from (full for full, _ in exonyms_states.entries())
    yield from _territories()
    for entry in re.split(r"[|\n]", exonyms_bodies.PEOPLES.strip()):
        place, adjective, *others = entry.split("=")
        yield (place, *_inflected(adjective), *others)


def _territories() -> Iterator[tuple[str, ...]]:
    """Countries and continents as the Unicode CLDR names them, with the adjectives of DEMONYMS."""
    french, english = Locale("fr").territories, Locale("en").territories
    adjectives = {line[:2]: line[3:].split() for line in re.split(r"[|\n]", exonyms_bodies.DEMONYMS.strip())}
    for code, name in french.items():
        adjective, *others = adjectives.get(code, [""])
        named = (name, english.get(code, ""))
        yield (*named, *_inflected(adjective), *(other.replace("-", " ") for other in others))


@cache
def states() -> Mapping[Form, str]:
    """The forms that name a state, province or county with a short name, and how ``exonyms_states`` writes it."""
    return {form(name): name for full, _ in exonyms_states.entries() for name in full}


#: Points of the compass, which are told as such and not as places.
_COMPASS = frozenset(
    form(text)
    for text in (
        "Nord", "Sud", "Est", "Ouest", "North", "South", "East", "West", "Occident", "Orient", "Nord-Est", "Nord-Ouest",
        "Sud-Est", "Sud-Ouest", "Golfe", "Communes", "Monde", "Tour", "Manche",
    )
)  # fmt: skip


@cache
def common() -> frozenset[Form]:
    """The forms that are ordinary words, written in small letters ("chiffre d’affaires")."""
    entries = re.split(r"[|\n=]", exonyms_bodies.ABBREVIATIONS.strip())
    return frozenset(form(text) for text in entries if text[:1].islower()) - {()}


@cache
def places() -> frozenset[Form]:
    """The forms that name a town, region, country, sea or people; no point of the compass."""
    named = {part for table in (exonyms_places.CITIES, exonyms_places.REGIONS) for part in re.split(r"[|\n=]", table)}
    return (frozenset(form(text) for text in named if text.strip()) | wide()) - _COMPASS - {()}


@cache
def wide() -> frozenset[Form]:
    """The forms that name a country, a continent or a people: what a writer may add to place the news."""
    of_peoples = (text for entry in re.split(r"[|\n]", exonyms_bodies.PEOPLES.strip()) for text in entry.split("=")[2:])
    return (
        frozenset(
            (
                *(form(text) for group in _territories() for text in group if text),
                *(form(text) for text in of_peoples),
                *peoples(),
            )
        )
        - _COMPASS
    )


@cache
def peoples() -> frozenset[Form]:
    """The forms that name a people or a language, and no place."""
    of_countries = (line.split()[1:] for line in re.split(r"[|\n]", exonyms_bodies.DEMONYMS.strip()))
    of_places = (entry.split("=")[1:2] for entry in re.split(r"[|\n]", exonyms_bodies.PEOPLES.strip()))
    return frozenset(
        form(written.replace("-", " "))
        for adjective, *others in (*of_countries, *of_places)
        for written in (*_inflected(adjective), *others)
    )


def _inflected(adjective: str) -> Iterator[str]:
    """The forms of a French adjective of origin."""
    if not adjective:
        return
    feminine = {"grec": "grecque", "turc": "turque", "breton": "bretonne"}.get(adjective, "")
    if not feminine:
        double = adjective.endswith(("ien", "éen"))
        feminine = adjective if adjective.endswith("e") else f"{adjective}ne" if double else f"{adjective}e"
    yield from (adjective, feminine, f"{feminine}s", adjective if adjective.endswith("s") else f"{adjective}s")


def endings(one: str, other: str) -> bool:
    """Whether ``one`` (folded) may name the inhabitants of the place ``other`` (folded): "lyonnais", "lyon".

    A single differing letter is a slip of the pen and no derivation ("Martine" is not of "Martin").
    """
    if DamerauLevenshtein.distance(one, other, score_cutoff=1) <= 1:
        return False
    for ending in _OF_PLACES:
        stem = one.removesuffix("s").removesuffix("x")
        if stem.endswith(ending):
            root = stem[: -len(ending)].rstrip("n")
            if len(root) >= 3 and other.startswith(root) and len(other) - len(root) <= 4:
                return True
            if other.endswith("x") and len(root) > 4 and root.rstrip("s") == other[:-1]:
                return True
    return False


#: Endings of words for a place's inhabitants, without those of feminine and plural.
INHABITANTS = ("ien", "een", "ais", "ai", "ois", "oi", "ain", "in", "on", "an", "ard", "asqu", "iot", "ot", "it")
_OF_PLACES = (
    "eienne", "eien",
    "ienne", "ien", "eenne", "een", "aise", "ais", "ai", "oise", "ois", "oi", "aine", "ain", "ine", "in", "one", "on",
    "arde", "ard", "asque", "iote", "ote", "ot", "ite", "aque", "ane", "an",
)  # fmt: skip
