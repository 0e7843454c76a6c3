"""Units of measurement, in both languages' words and symbols: "12 km", "a 12-kilometre road", "douze kilomètres"."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache

from bridge.text.facts.numbers.lexicon import SPACE
from bridge.text.facts.numbers.records import Key, Kind, NumberFact


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit: what it measures, and how many of the dimension's base units it is (None: not comparable exactly)."""

    dimension: str
    size: Decimal | None


#: name | dimension | size in base units | words of both languages (singular; ``s`` of the plural is understood in
#: each word) | symbols, case-sensitive. A "·" separates several. Sizes are exact by definition (SI; the international
#: yard and pound of 1959), "-" where texts mean several things by the word.
_TABLE = """
mm|length|0.001|millimètre·millimetre·millimeter|mm
cm|length|0.01|centimètre·centimetre·centimeter|cm
m|length|1|mètre·metre·meter|m
km|length|1000|kilomètre·kilometre·kilometer|km·kms
inch|length|0.0254|pouce·inch·inche|
foot|length|0.3048|pied·foot·feet|ft
yard|length|0.9144|yard·verge|yd
mile|length|1609.344|mile·mille|mi
nmi|length|1852|mille marin·mille nautique·nautical mile|nmi
mm2|area|0.000001|millimètre carré·square millimetre|mm²
cm2|area|0.0001|centimètre carré·square centimetre·square centimeter|cm²·cm2
m2|area|1|mètre carré·square metre·square meter·sq m|m²·m2
km2|area|1000000|kilomètre carré·square kilometre·square kilometer·sq km|km²·km2
ha|area|10000|hectare|ha
acre|area|4046.8564224|acre|
sqft|area|-|pied carré·square foot·square feet·sq ft|
sqmi|area|-|mile carré·square mile|
ml|volume|0.000001|millilitre·milliliter|ml·mL
cl|volume|0.00001|centilitre·centiliter|cl·cL
dl|volume|0.0001|décilitre·decilitre·deciliter|dl·dL
l|volume|0.001|litre·liter|l·L
hl|volume|0.1|hectolitre·hectoliter|hl·hL
m3|volume|1|mètre cube·cubic metre·cubic meter|m³·m3
cm3|volume|0.000001|centimètre cube·cubic centimetre·cubic centimeter|cm³·cm3
km3|volume|1000000000|kilomètre cube·cubic kilometre·cubic kilometer|km³·km3
gallon|volume|-|gallon|
pint|volume|-|pinte·pint|
barrel|volume|-|baril·barrel|
tbsp|spoon|-|cuillère à soupe·cuiller à soupe·cuillerée à soupe·c. à soupe·c. à s·tablespoon·tablespoonful·tbsp|càs
tsp|spoon|-|cuillère à café·cuiller à café·cuillerée à café·c. à café·c. à c·teaspoon·teaspoonful·tsp|càc
µg|mass|0.000001|microgramme·microgram|µg·μg
mg|mass|0.001|milligramme·milligram|mg
g|mass|1|gramme·gram|g·gr
kg|mass|1000|kilogramme·kilogram·kilo|kg
t|mass|1000000|tonne·metric ton·metric tonne|t
kt|mass|1000000000|kilotonne|kt
mt|mass|1000000000000|mégatonne·megatonne|Mt
ton|mass|-|ton|
oz|mass|28.349523125|once·ounce|oz
lb|mass|453.59237||lb·lbs
ms|time|0.001|milliseconde·millisecond|ms
s|time|1|seconde·second|s·sec
min|time|60|minute|min·mn
h|time|3600|heure·hour|h·hrs
day|time|86400|jour·journée·day|j
week|time|604800|semaine·week|
fortnight|time|1209600|fortnight|
month|months|1|mois·month|
quarter|months|3|trimestre|
semester|months|6|semestre|
year|months|12|an·année·year|yrs
decade|months|120|décennie·decade|
century|months|1200|siècle·century·centurie|
kmh|speed|1|kilomètre à l'heure·kilomètre par heure·kilomètre/heure·kilomètre-heure|km/h·kph·kmh
kmh|speed|1|kilometre per hour·kilometer per hour·kilometre an hour·kilometer an hour|
mph|speed|1.609344|mile à l'heure·mile par heure·mile per hour·mile an hour|mph
ms1|speed|3.6|mètre par seconde·metre per second·meter per second|m/s
knot|speed|1.852|nœud·noeud·knot|
celsius|temperature|-|degré celsius·degree celsius·degree centigrade·degré centigrade|°C·℃·C
fahrenheit|temperature|-|degré fahrenheit·degree fahrenheit|°F·℉·F
degree|temperature|-|degré·degree|°
kelvin|temperature|-|kelvin|K
w|power|1|watt|W
kw|power|1000|kilowatt|kW·kWc
mw|power|1000000|mégawatt·megawatt|MW·MWc
gw|power|1000000000|gigawatt|GW·GWc
hp|power|-|cheval-vapeur·horsepower|ch·hp
wh|energy|1|wattheure·watt-heure·watt-hour|Wh
kwh|energy|1000|kilowattheure·kilowatt-heure·kilowatt-hour·kilowatt hour|kWh
mwh|energy|1000000|mégawattheure·mégawatt-heure·megawatt-hour·megawatt hour|MWh
gwh|energy|1000000000|gigawattheure·gigawatt-heure·gigawatt-hour·gigawatt hour|GWh
twh|energy|1000000000000|térawattheure·térawatt-heure·terawatt-hour·terawatt hour|TWh
kcal|heat|1|kilocalorie|kcal
calorie|heat|-|calorie|cal
joule|heat|-|joule|J
kjoule|heat|-|kilojoule|kJ
v|voltage|1|volt|V
kv|voltage|1000|kilovolt|kV
a|current|1|ampère·ampere|A
db|sound|-|décibel·decibel|dB·dBA
hz|frequency|1|hertz|Hz
khz|frequency|1000|kilohertz|kHz
mhz|frequency|1000000|mégahertz·megahertz|MHz
ghz|frequency|1000000000|gigahertz|GHz
ko|data|1|kilo-octet·kilooctet·kilobyte|Ko·ko·kB·KB
mo|data|1000|mégaoctet·méga-octet·megabyte|Mo·MB
go|data|1000000|gigaoctet·giga-octet·gigabyte|Go·GB
to|data|1000000000|téraoctet·téra-octet·terabyte|To·TB
kbps|rate|1|kilobit par seconde·kilobit per second|kbit/s·kb/s
mbps|rate|1000|mégabit par seconde·megabit per second|Mbit/s·Mb/s·Mbps
gbps|rate|1000000|gigabit par seconde·gigabit per second|Gbit/s·Gb/s·Gbps
hpa|pressure|1|hectopascal|hPa
pp|points|1|point de pourcentage·percentage point·point de pour cent|pp
bp|points|0.01|point de base·basis point|pb·bps
point|points|1|point|pt·pts
times|times|-|fois·time|
"""
#: Units that say the same, or less of it: "5 degrés" for "5 °C", "trois points" for "three percentage points".
_SAME = ({"degree", "celsius"}, {"degree", "fahrenheit"}, {"point", "pp"}, {"point", "bp"}, {"ton", "t"})
#: Spans of so many days that French says by a number one off: "huit jours", "quinze jours" (Académie française).
_FRENCH_DAYS = {8: 7, 15: 14}
#: What may stand between a number and its unit.
_FILLERS = (
    "bonnes?|bons?|longues?|longs?|petite?s?|grande?s?|autres?|premi[eè]re?s?|derni[eè]re?s?|prochaine?s?|full|long|"
    "more|further|extra|additional|consecutive|straight|whole|other|solid|good|nouvelles?|nouveaux|vertical"
)


def _rows() -> tuple[dict[str, Unit], dict[str, str], dict[str, str]]:
    units: dict[str, Unit] = {}
    words: dict[str, str] = {}
    symbols: dict[str, str] = {}
    for line in _TABLE.strip().splitlines():
        name, dimension, size, spelled, signs = line.split("|")
        units[name] = Unit(dimension, None if size == "-" else Decimal(size))
        words.update({word: name for word in spelled.split("·") if word})
        symbols.update({sign: name for sign in signs.split("·") if sign})
    return units, words, symbols


UNITS: Mapping[str, Unit]
SYMBOLS: Mapping[str, str]
UNITS, _WORDS, SYMBOLS = _rows()


def _plural(word: str) -> str:
    """A pattern of the word, each of its parts with or without the mark of the plural."""
    parts = (re.escape(part) + "(?:s|x)?" for part in re.split(r"[ ]", word))
    return rf"(?:{SPACE}|-)".join(parts).replace("'", "['’]").replace("centurys?", "centur(?:y|ies)")


_ORDERED = sorted(_WORDS, key=len, reverse=True)
_PATTERN = re.compile(
    rf"(?:{SPACE}?[-‑]?(?:(?:de|d['’]|of){SPACE}?)?(?:(?:{_FILLERS}){SPACE})?"
    rf"(?i:(?P<word>{'|'.join(map(_plural, _ORDERED))}))"
    rf"|(?P<space>{SPACE}?)[-‑]?(?P<symbol>{'|'.join(map(re.escape, sorted(SYMBOLS, key=len, reverse=True)))}))"
    r"(?![\w²³/°])(?!['’]\w)",
)
_EXACT = {re.compile(_plural(word), re.IGNORECASE): _WORDS[word] for word in _ORDERED}
_WORD_START = re.compile(rf"{SPACE}?[-‑]?[^\W\d_]|{SPACE}?[°℃℉µμ]")


#: An English adjective, or a noun that qualifies, before the unit: "15 working days", "3 light years".
_QUALIFIED = re.compile(
    rf"[-{SPACE[1:-1]}](?!(?:of|per|an?|the|in|on|at|and|or|to|for|every|each|by|more)\b)[a-z]{{3,}}(?={SPACE})"
)
_SPANS_OF_TIME = frozenset({"time", "months"})


def unit_at(text: str, end: int, *, english: bool = False) -> tuple[str, int] | None:
    """The unit whose words stand at ``end``, right behind a number, and where they end."""
    found = _unit_at(text, end)
    if english and found is not None and text[end : found[1]].strip().lower() == "an":
        # "500 an hour" counts no years.
        found = None
    if found is not None or not english:
        return found
    qualified = _QUALIFIED.match(text, end)
    behind = _unit_at(text, qualified.end()) if qualified else None
    if behind and qualified and text[qualified.end() : behind[1]].strip().lower() == "an":
        return None
    return behind if behind and UNITS[behind[0]].dimension in _SPANS_OF_TIME | {"length", "area"} else None


def _unit_at(text: str, end: int) -> tuple[str, int] | None:
    if not _WORD_START.match(text, end):
        return None
    match = _PATTERN.match(text, end)
    if match is None:
        return None
    if match["symbol"]:
        # "5 A" or "les 3 J" are names as often as amperes: a lone capital is a unit where it is glued.
        loose = match["symbol"] in {"A", "J", "C", "F", "K", "V", "ch", "L"} and match["space"]
        # "The 90s", "under-25s".
        loose = bool(loose) or (match["symbol"] == "s" and not match["space"])
        return None if loose else (SYMBOLS[match["symbol"]], match.end())
    return _name(match["word"]), match.end()


@lru_cache(maxsize=512)
def _name(written: str) -> str:
    return next(name for pattern, name in _EXACT.items() if pattern.fullmatch(written))


def measured(fact: NumberFact, text: str, language: str | None) -> NumberFact:
    """The fact with the unit behind it, and with its size in base units as a further reading."""
    if fact.kind is Kind.TIME and isinstance(fact.value, tuple) and "h" in fact.text.lower():
        # "10 h" is a length of time as well as an hour of the day.
        return replace(fact, measure="h", stop=fact.end, others=(*fact.others, _hours(fact.value)))
    if fact.kind not in {Kind.NUMBER, Kind.YEAR} or fact.unit or not isinstance(fact.value, Decimal):
        return fact
    if fact.measure:
        return replace(fact, others=(*fact.others, *sizes(fact.value, fact.measure)))
    found = unit_at(text, fact.end, english=language == "en")
    if found is None:
        return fact
    name, stop = found
    return replace(fact, measure=name, stop=stop, others=(*fact.others, *sizes(fact.value, name)))


def _hours(value: tuple[int | None, ...]) -> Key:
    hour, minute = value[0] or 0, value[1] or 0
    return (Kind.NUMBER, Decimal(3600 * hour + 60 * minute), "=time")


def sizes(value: Decimal, name: str) -> tuple[Key, ...]:
    """The value in base units of what ``name`` measures."""
    unit = UNITS[name]
    if unit.size is None:
        return ()
    values = [value * unit.size]
    if name == "day" and value in _FRENCH_DAYS:
        values.append(_FRENCH_DAYS[int(value)] * unit.size)
    return tuple((Kind.NUMBER, size.normalize(), f"={unit.dimension}") for size in values)


def agree(one: str, other: str) -> bool:
    """Whether two units may be told for each other."""
    return one == other or any({one, other} <= group for group in _SAME)


def comparable(one: str, other: str) -> bool:
    """Whether two numbers in these units ("" for things) may be mistaken for each other."""
    return (UNITS[one].dimension if one else "") == (UNITS[other].dimension if other else "")
