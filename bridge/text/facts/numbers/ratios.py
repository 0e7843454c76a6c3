"""Ratios and halves: "un sur cinq", "one in five", "2½ heures", "une heure et demie", "half an hour"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cache

from bridge.text.facts.numbers.dates import alternation
from bridge.text.facts.numbers.lexicon import SPACE, lexicon
from bridge.text.facts.numbers.records import Key, Kind, NumberFact
from bridge.text.facts.numbers.spelled import value_of
from bridge.text.facts.numbers.units import unit_at

_COUNT = r"\d{1,4}"
_NOUN = rf"(?:{SPACE}(?!(?:sur|in|out)\b)[^\W\d_]+(?:['’-][^\W\d_]+)*)"
_NAMES = {(1, 2): "half", (1, 3): "third", (2, 3): "two thirds", (3, 4): "three quarters", (1, 4): "quarter"}
#: Shares are told of few, or of a round number: "39 fermes sur 118" are 39, and 118.
_LARGEST, _ROUND = 10, frozenset({12, 15, 20, 50, 100, 1000})
_UNITS = "heures?|minutes?|secondes?|jours?|semaines?|mois|ans?|années?|hours?|days?|weeks?|months?|years?"


@cache
def _number(language: str) -> str:
    words = alternation(lexicon(language).cardinals)
    link = rf"(?:-|{SPACE})"
    return rf"(?:{_COUNT}|(?:{words})(?:{link}(?:et{link}|and{link})?(?:{words}))?)"


@cache
def _ratio(language: str) -> re.Pattern[str]:
    number = _number(language)
    if language == "fr":
        return re.compile(
            rf"(?<![\w.,-])(?P<part>{number}){_NOUN}{{0,3}}{SPACE}sur{SPACE}(?P<whole>{number})(?![\w°]|[.,]\d|{SPACE}?%)",
            re.IGNORECASE,
        )
    return re.compile(
        rf"(?<![\w.,-])(?P<part>{number})(?:{_NOUN}{{0,2}}{SPACE}out{SPACE}of(?:{SPACE}every)?"
        rf"|(?:{_NOUN}{{0,2}}{SPACE}|-)in(?:{SPACE}every)?)(?:{SPACE}|-)(?P<whole>{number})(?![\w°]|[.,]\d|{SPACE}?%)",
        re.IGNORECASE,
    )


def ratios(text: str, language: str | None) -> Iterator[NumberFact]:
    """ "Un enfant sur cinq" and "one in five": as a share, which 20 % is too."""
    for spoken in ("fr", "en") if language not in {"fr", "en"} else (language,):
        for match in _ratio(spoken).finditer(text):
            fact = _share(match, text, spoken)
            if fact is not None:
                yield fact


def _share(match: re.Match[str], text: str, language: str) -> NumberFact | None:
    part, whole = value_of(match["part"], language), value_of(match["whole"], language)
    if part is None or whole is None or not 0 < part < whole or (whole > _LARGEST and whole not in _ROUND):
        return None
    # "5 mètres sur 3" measures a room, "one in 10 minutes" is a length of time.
    if any(found and found[0] != "times" for found in (unit_at(text, match.end("part")), unit_at(text, match.end()))):
        return None
    others: list[Key] = [(Kind.PERCENT, (100 * part / whole).normalize(), "")]
    if language == "en":
        # "Two people in three cars" is no share.
        others += [(Kind.NUMBER, part, ""), (Kind.NUMBER, whole, "")]
    name = _NAMES.get((int(part), int(whole)))
    if name:
        others.append((Kind.NUMBER, Decimal(0), name))
    return NumberFact(
        kind=Kind.NUMBER, value=Decimal(0), unit=f"{part} in {whole}", others=tuple(others), text=match.group(),
        start=match.start(), end=match.end(),
    )  # fmt: skip


@cache
def _halves(language: str) -> re.Pattern[str]:
    number = _number(language)
    if language == "fr":
        shapes: tuple[str, ...] = (
            rf"(?P<n1>{number}){SPACE}(?P<u1>{_UNITS}|millions?|milliards?){SPACE}et{SPACE}demie?",
            rf"(?P<n2>une|{number}){SPACE}heures?{SPACE}(?:et{SPACE}(?P<over>quart)|(?P<more>trois(?:{SPACE}|-)quarts))",
            rf"(?:une{SPACE})?demi-(?P<u2>heure|journée)s?",
            rf"(?P<quarters>un{SPACE}quart|trois{SPACE}quarts){SPACE}d['’](?P<u3>heure)",
            rf"(?!une?\b)(?P<counted>{number}){SPACE}(?!fois\b)[^\W\d_]{{3,30}}{SPACE}et{SPACE}demie?",
        )
    else:
        shapes = (
            rf"(?P<n1>{number})(?:{SPACE}|-)and(?:{SPACE}|-)a(?:{SPACE}|-)half(?:{SPACE}|-)(?P<u1>{_UNITS}|million|billion)",
            rf"half(?:{SPACE}|-)(?:an?(?:{SPACE}|-))?(?P<u2>hour|day|year)s?",
            rf"(?P<quarters>a{SPACE}quarter|three{SPACE}quarters|three-quarters){SPACE}of{SPACE}an{SPACE}(?P<u3>hour)",
            rf"an?{SPACE}(?P<u4>{_UNITS}){SPACE}and{SPACE}a{SPACE}half",
            rf"(?P<n2>an|{number}){SPACE}hours?{SPACE}and{SPACE}(?P<over>a{SPACE}quarter|three(?:{SPACE}|-)quarters)",
            rf"(?P<counted>{number})(?:{SPACE}|-)and(?:{SPACE}|-)a(?:{SPACE}|-)half",
        )
    return re.compile(rf"(?<![\w-])(?:{'|'.join(shapes)})(?!\w)", re.IGNORECASE)


def halves(text: str, language: str | None) -> Iterator[NumberFact]:
    """Lengths of time, and millions, with a half or a quarter."""
    for spoken in ("fr", "en") if language not in {"fr", "en"} else (language,):
        for match in _halves(spoken).finditer(text):
            value, unit = _half(match.groupdict(), spoken)
            if value is None:
                continue
            scale = {"million": 6, "milliard": 9, "billion": 9}.get(unit.lower().rstrip("s"))
            found = unit_at(f" {unit}", 0)
            yield NumberFact(
                kind=Kind.NUMBER, value=value.scaleb(scale or 0), text=match.group(), start=match.start(),
                end=match.end(), measure=found[0] if found and not scale else "", stop=match.end(),
                others=_hour(value) if unit.lower().startswith("heure") else (),
            )  # fmt: skip


def _hour(value: Decimal) -> tuple[Key, ...]:
    """ "Neuf heures et demie" is an hour of the day as well, before noon or after."""
    hour, minute = int(value), int(value % 1 * 60)
    return tuple((Kind.TIME, ((hour + noon) % 24, minute), "") for noon in (0, 12))


@cache
def _clock() -> re.Pattern[str]:
    number = _number("en")
    return re.compile(
        rf"(?<![\w-])(?P<part>half|quarter|ten|twenty|five){SPACE}(?P<side>past|to){SPACE}(?P<hour>{number})(?![\w-])",
        re.IGNORECASE,
    )


_MINUTES = {"half": 30, "quarter": 15, "five": 5, "ten": 10, "twenty": 20}


@cache
def _french_clock() -> re.Pattern[str]:
    minutes = "|".join((*_FRENCH_MINUTES, r"le\squart"))
    return re.compile(
        rf"(?<![\w-])(?:(?P<hour>{_number('fr')}|une){SPACE}heures?|(?P<named>midi|minuit)){SPACE}"
        rf"(?:(?P<less>moins{SPACE})|et{SPACE})?(?P<part>{minutes})"
        rf"(?![\w-]|{SPACE}[^\W\d_]+s\b)",
        re.IGNORECASE,
    )


_FRENCH_MINUTES = {"vingt-cinq": 25, "vingt": 20, "dix": 10, "cinq": 5, "demie?": 30, "quart": 15}
_NAMED_HOURS = {"une": Decimal(1), "midi": Decimal(12), "minuit": Decimal(24)}


def _french_hours(text: str) -> Iterator[NumberFact]:
    """ "Neuf heures moins dix": an hour of the day, before noon or after, or a length of time."""
    for match in _french_clock().finditer(text):
        hour = _NAMED_HOURS.get((match["named"] or match["hour"]).lower()) or value_of(match["hour"] or "", "fr")
        if hour is None or not 0 <= hour <= 24:
            continue
        part = match["part"].lower()
        past = 30 if part.startswith("demi") else _FRENCH_MINUTES.get(part, 15)
        minutes = 60 * int(hour) + past * (-1 if match["less"] else 1)
        later = ((Kind.TIME, ((minutes // 60 + 12) % 24, minutes % 60), ""),) if hour <= 12 and match["hour"] else ()
        yield NumberFact(
            kind=Kind.TIME, value=(minutes // 60 % 24, minutes % 60), text=match.group(), start=match.start(),
            end=match.end(), others=later,
        )  # fmt: skip


def clock(text: str, language: str | None) -> Iterator[NumberFact]:
    """ "Half past nine", "neuf heures moins dix": before noon or after."""
    if language != "en":
        yield from _french_hours(text)
    for match in _clock().finditer(text) if language != "fr" else ():
        hour = value_of(match["hour"], "en")
        if hour is None or not 0 < hour <= 12 or (match["side"].lower() == "to" and match["part"].lower() != "quarter"):
            continue
        minutes = 60 * int(hour) + _MINUTES[match["part"].lower()] * (1 if match["side"].lower() == "past" else -1)
        yield NumberFact(
            kind=Kind.TIME, value=(minutes // 60, minutes % 60), text=match.group(), start=match.start(),
            end=match.end(), others=((Kind.TIME, ((minutes // 60 + 12) % 24, minutes % 60), ""),),
        )  # fmt: skip


def _half(groups: dict[str, str | None], language: str) -> tuple[Decimal | None, str]:
    if groups["counted"]:
        things = value_of(groups["counted"], language)
        return (None if things is None else things + Decimal("0.5")), ""
    if groups.get("n2"):
        count = groups["n2"] or ""
        hours = Decimal(1) if count.lower() in {"an", "une"} else value_of(count, language)
        over = Decimal("0.25") if (groups["over"] or " ")[0].lower() in "aq" else Decimal("0.75")
        return (None if hours is None else hours + over), "hour" if language == "en" else "heure"
    unit = groups["u1"] or groups["u2"] or groups["u3"] or groups.get("u4") or ""
    if groups["n1"]:
        whole = value_of(groups["n1"], language)
        return (None if whole is None else whole + Decimal("0.5")), unit
    if groups["quarters"]:
        return (Decimal("0.25") if groups["quarters"][0].lower() in "ua" else Decimal("0.75")), unit
    return (Decimal("0.5") if groups["u2"] else Decimal("1.5")), unit


#: Spans of time with a name of their own: how many of which unit.
_SPANS = {
    "fortnight": (2, "week"), "decade": (10, "year"), "century": (100, "year"), "décennie": (10, "year"),
    "siècle": (100, "year"), "semestre": (6, "month"), "trimestre": (3, "month"),
}  # fmt: skip
_SPAN = re.compile(rf"(?<![\w-])(?:an?|one|une?){SPACE}(?P<span>{'|'.join(_SPANS)})(?!\w)", re.IGNORECASE)


def spans(text: str) -> Iterator[NumberFact]:
    """ "A fortnight", "une décennie": told by a number as well."""
    for match in _SPAN.finditer(text):
        count, unit = _SPANS[match["span"].lower()]
        yield NumberFact(
            kind=Kind.NUMBER, value=Decimal(count), text=match.group(), start=match.start(), end=match.end(),
            measure=unit, stop=match.end(), soft=True,
        )  # fmt: skip


_GLYPHS = {
    "½": "0.5", "⅓": "0.33", "⅔": "0.67", "¼": "0.25", "¾": "0.75", "⅛": "0.125", "⅜": "0.375", "⅝": "0.625",
    "⅞": "0.875",
}  # fmt: skip
_WRITTEN = {
    "1/2": "½", "1/3": "⅓", "2/3": "⅔", "1/4": "¼", "3/4": "¾", "1/8": "⅛", "3/8": "⅜", "5/8": "⅝", "7/8": "⅞",
}  # fmt: skip
#: "2 1/4 cups", "2¼ tasses"; a fraction alone is one where a word stands behind it.
_FRACTION = re.compile(
    rf"(?<![\w/.,-])(?:(?P<whole>\d{{1,3}})(?:{SPACE}(?P<parts>{'|'.join(_WRITTEN)})|{SPACE}?(?P<glyph>[{''.join(_GLYPHS)}]))"
    rf"|(?P<alone>[{''.join(_GLYPHS)}]))(?![\w/])"
)


def fractions(text: str) -> Iterator[NumberFact]:
    """Mixed numbers, as recipes have them: "2 1/4" and "2¼" are 2.25; thirds to two places."""
    for match in _FRACTION.finditer(text):
        glyph = match["glyph"] or match["alone"] or _WRITTEN[match["parts"]]
        value = Decimal(match["whole"] or 0) + Decimal(_GLYPHS[glyph])
        yield NumberFact(kind=Kind.NUMBER, value=value, text=match.group(), start=match.start(), end=match.end())


@cache
def _dozen(language: str) -> re.Pattern[str]:
    word = rf"douzaines(?!{SPACE}(?:et|de{SPACE}milliers))" if language == "fr" else rf"dozen(?!s|{SPACE}or{SPACE}so)"
    return re.compile(rf"(?<![\w.,-])(?P<count>{_number(language)}){SPACE}{word}(?!\w)", re.IGNORECASE)


def dozens(text: str, language: str | None) -> Iterator[NumberFact]:
    """ "Nine dozen", "neuf douzaines": 108."""
    for spoken in ("fr", "en") if language not in {"fr", "en"} else (language,):
        for match in _dozen(spoken).finditer(text):
            count = value_of(match["count"], spoken)
            if count is not None and count > 1:
                yield NumberFact(
                    kind=Kind.NUMBER, value=12 * count, text=match.group(), start=match.start(), end=match.end(),
                    soft=not match["count"].isdigit(),
                )  # fmt: skip
