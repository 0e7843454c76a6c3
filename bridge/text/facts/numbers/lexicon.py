"""The words that numbers, dates and amounts are made of, in French and English.

Month and weekday names are those of the CLDR, currencies carry their ISO 4217 codes. "Billion" is 10⁹ in English and
10¹² in French, "trillion" 10¹² and 10¹⁸.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

#: White space that may stand within a number or between it and its unit: never a line break.
SPACE = "[ \u00a0\u202f\u2009]"

#: Abbreviations and spellings that the CLDR does not have, by month; those of days in English, by day. French ones of
#: days ("jeu", "mer") are other words.
_MORE_MONTHS: Mapping[str, Mapping[int, str]] = {
    "fr": {2: "fevrier fév", 7: "juil", 8: "aout", 12: "decembre"},
    "en": {9: "sept"},
}
_MORE_DAYS: Mapping[str, Mapping[int, str]] = {"fr": {}, "en": {1: "tues", 3: "thurs thur"}}

#: Names of months that are other words as well, so that alone they need a sign of their being a month.
AMBIGUOUS_MONTHS = frozenset({"mars", "may", "march", "august", "avril", "mai"})

_FRENCH_CARDINALS = (
    "un une deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize vingt vingts trente "
    "quarante cinquante soixante septante huitante octante nonante cent cents mille million millions milliard "
    "milliards billion billions"
)
_ENGLISH_CARDINALS = (
    "a one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand million billion trillion"
)
#: Words that continue a number but do not begin one ("des millions", "hundreds of").
_CONTINUING = "cents million millions milliard milliards billion billions hundred thousand trillion vingts"
NEVER_FIRST = frozenset(_CONTINUING.split())

_FRENCH_ORDINALS = {
    1: "premier première premiers premières", 2: "deuxième deuxièmes second", 3: "troisième troisièmes",
    4: "quatrième", 5: "cinquième", 6: "sixième", 7: "septième", 8: "huitième", 9: "neuvième", 10: "dixième",
    11: "onzième", 12: "douzième", 13: "treizième", 14: "quatorzième", 15: "quinzième", 16: "seizième",
    17: "dix-septième", 18: "dix-huitième", 19: "dix-neuvième", 20: "vingtième", 21: "vingt-et-unième",
    30: "trentième", 40: "quarantième", 50: "cinquantième", 100: "centième",
}  # fmt: skip
_ENGLISH_ORDINALS = {
    1: "first", 2: "second", 3: "third", 4: "fourth", 5: "fifth", 6: "sixth", 7: "seventh", 8: "eighth", 9: "ninth",
    10: "tenth", 11: "eleventh", 12: "twelfth", 13: "thirteenth", 14: "fourteenth", 15: "fifteenth", 16: "sixteenth",
    17: "seventeenth", 18: "eighteenth", 19: "nineteenth", 20: "twentieth", 21: "twenty-first", 30: "thirtieth",
    40: "fortieth", 50: "fiftieth", 100: "hundredth",
}  # fmt: skip
#: Collective numbers: "une vingtaine", "a dozen".
_FRENCH_COLLECTIVES = {
    10: "une dizaine", 12: "une douzaine", 15: "une quinzaine", 20: "une vingtaine", 30: "une trentaine",
    40: "une quarantaine", 50: "une cinquantaine", 60: "une soixantaine", 100: "une centaine", 1000: "un millier",
    500_000: "un demi-million",
}  # fmt: skip
_ENGLISH_COLLECTIVES = {12: "a dozen", 20: "a score of", 500_000: "half a million"}
#: Words for two: as often said of things already named as to count them.
_ENGLISH_PAIRS = ("both", "a couple of", "a pair of", "the pair", "the duo", "twins", "twin", "couple of", "pair of")
_FRENCH_PAIRS = ("une paire de", "un duo", "le duo", "jumeaux", "jumelles")
_FRENCH_DECADES = {
    1920: "années vingt", 1930: "années trente", 1940: "années quarante", 1950: "années cinquante",
    1960: "années soixante", 1970: "années soixante-dix", 1980: "années quatre-vingt",
    1990: "années quatre-vingt-dix",
}  # fmt: skip
_ENGLISH_DECADES = {
    1920: "twenties", 1930: "thirties", 1940: "forties", 1950: "fifties", 1960: "sixties", 1970: "seventies",
    1980: "eighties", 1990: "nineties",
}  # fmt: skip

_COMMON_SCALES = {"million": 6, "millions": 6, "milliard": 9, "milliards": 9, "millier": 3, "milliers": 3}
_FRENCH_SCALES = _COMMON_SCALES | {"mille": 3, "billion": 12, "billions": 12, "trillion": 18, "trillions": 18}
_ENGLISH_SCALES = _COMMON_SCALES | {
    "thousand": 3, "billion": 9, "billions": 9, "trillion": 12, "trillions": 12, "thousands": 3,
}  # fmt: skip
#: Short scales count only beside a currency: "15 m" alone is a length.
SHORT_SCALES = {"k": 3, "m": 6, "mn": 6, "md": 9, "mds": 9, "mrd": 9, "mia": 9, "bn": 9, "b": 9, "tn": 12}

#: Hundredths of a pound: "5.5p", "5,5 pence".
PENCE = "GBX"
#: Currency words and signs → ISO 4217; the longest match wins.
CURRENCIES = {
    "€": "EUR", "eur": "EUR", "euro": "EUR", "euros": "EUR",
    "$": "USD", "us$": "USD", "$us": "USD", "usd": "USD", "dollar": "USD", "dollars": "USD", "us dollars": "USD",
    "dollars américains": "USD", "american dollars": "USD", "dollars us": "USD",
    "c$": "CAD", "ca$": "CAD", "cad": "CAD", "canadian dollars": "CAD", "dollars canadiens": "CAD",
    "a$": "AUD", "aud": "AUD", "australian dollars": "AUD", "dollars australiens": "AUD",
    "£": "GBP", "gbp": "GBP", "pound": "GBP", "pounds": "GBP", "pounds sterling": "GBP", "livre sterling": "GBP",
    "livres sterling": "GBP", "livre": "GBP", "livres": "GBP", "pence": PENCE, "penny": PENCE,
    "¥": "JPY", "jpy": "JPY", "yen": "JPY", "yens": "JPY", "yuan": "CNY", "yuans": "CNY", "cny": "CNY",
    "chf": "CHF", "swiss francs": "CHF", "francs suisses": "CHF", "franc suisse": "CHF", "swiss franc": "CHF",
    "francs cfa": "XOF", "cfa francs": "XOF", "francs": "FRF", "franc": "FRF",
    "rouble": "RUB", "roubles": "RUB", "ruble": "RUB", "rubles": "RUB", "roupies": "INR", "rupees": "INR",
    "dirhams": "MAD", "dinars": "TND", "couronnes": "SEK", "kronor": "SEK",
}  # fmt: skip
#: Words that are a currency or something else: books, weight.
AMBIGUOUS_CURRENCIES = frozenset({"livre", "livres", "pound", "pounds"})

#: What may be glued to digits without making a name of them ("10km", "5%").
_UNITS = (
    "km m cm mm nm kg g mg µg t ha l cl ml kwh mwh gwh twh kw mw gw kwc hz khz mhz ghz ko mo go to kb mb gb tb h min "
    "mn s ms j ans px x k md mds bn b tn km² m² m2 km2 m³ m3 kt mt gt"
)
UNITS = frozenset(_UNITS.split())


@dataclass(frozen=True, kw_only=True, slots=True)
class Lexicon:
    """The words of one language (or of both): lower-cased word → what it stands for."""

    months: Mapping[str, int]
    weekdays: Mapping[str, int]
    cardinals: tuple[str, ...]
    ordinals: Mapping[str, int]
    collectives: Mapping[str, int]
    decades: Mapping[str, int]
    scales: Mapping[str, int]
    decimal_comma: bool
    spelled: tuple[str, ...]


@cache
def lexicon(language: str | None) -> Lexicon:
    """The words of "fr" or "en"; of both, with a decimal comma, for any other language."""
    if language == "fr":
        return _french()
    return _english() if language == "en" else _merged(_french(), _english())


def _french() -> Lexicon:
    return Lexicon(
        months=_months("fr"),
        weekdays=_weekdays("fr"),
        cardinals=tuple(_FRENCH_CARDINALS.split()),
        ordinals=_inverted(_FRENCH_ORDINALS),
        collectives=_phrases(_FRENCH_COLLECTIVES) | dict.fromkeys(_FRENCH_PAIRS, 2),
        decades=_phrases(_FRENCH_DECADES),
        scales=_FRENCH_SCALES,
        decimal_comma=True,
        spelled=("fr",),
    )


def _english() -> Lexicon:
    return Lexicon(
        months=_months("en"),
        weekdays=_weekdays("en"),
        cardinals=tuple(_ENGLISH_CARDINALS.split()),
        ordinals=_inverted(_ENGLISH_ORDINALS),
        collectives=_phrases(_ENGLISH_COLLECTIVES) | dict.fromkeys(_ENGLISH_PAIRS, 2),
        decades=_phrases(_ENGLISH_DECADES),
        scales=_ENGLISH_SCALES,
        decimal_comma=False,
        spelled=("en",),
    )


def _merged(first: Lexicon, second: Lexicon) -> Lexicon:
    return Lexicon(
        months={**second.months, **first.months},
        weekdays={**second.weekdays, **first.weekdays},
        cardinals=tuple(dict.fromkeys((*first.cardinals, *second.cardinals))),
        ordinals={**second.ordinals, **first.ordinals},
        collectives={**second.collectives, **first.collectives},
        decades={**second.decades, **first.decades},
        scales={**second.scales, **first.scales},
        decimal_comma=True,
        spelled=(*first.spelled, *second.spelled),
    )


def _months(language: str) -> dict[str, int]:
    """Lower-cased name or abbreviation, without its full stop → 1 to 12."""
    from babel.dates import get_month_names  # the CLDR is read where a text is, not where a command starts

    names = {
        name.lower().removesuffix("."): number
        for width in ("wide", "abbreviated")
        for number, name in get_month_names(width, locale=language).items()
    }
    return names | {word: number for number, words in _MORE_MONTHS[language].items() for word in words.split()}


def _weekdays(language: str) -> dict[str, int]:
    """Lower-cased name, plural or abbreviation → 0 for Monday to 6."""
    from babel.dates import get_day_names

    wide = {name.lower(): number for number, name in get_day_names("wide", locale=language).items()}
    names = wide | {f"{name}s": number for name, number in wide.items()}
    if language == "en":
        short = get_day_names("abbreviated", locale=language)
        names |= {name.lower(): number for number, name in short.items()}
    return names | {word: number for number, words in _MORE_DAYS[language].items() for word in words.split()}


def _inverted(words: Mapping[int, str]) -> dict[str, int]:
    return {word: number for number, group in words.items() for word in group.split()}


def _phrases(words: Mapping[int, str]) -> dict[str, int]:
    return {phrase: number for number, phrase in words.items()}
