"""Dates told from other dates: "last Tuesday", "deux jours plus tard", "in June next", reckoned with dateparser."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache
from itertools import islice

from bridge.text.facts.numbers.dates import FIRST_YEAR, LAST_YEAR
from bridge.text.facts.numbers.lexicon import SPACE
from bridge.text.facts.numbers.records import Kind, NumberFact
from bridge.text.facts.numbers.spelled import value_of

#: A year, a month, a day; None for what the words leave open.
Day = tuple[int, int | None, int | None]
#: So many dates that others are told from, and so many words that tell them, are looked at.
_BASES, _WORDS = 6, 16
_MONTHS = {
    "fr": "janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre",
    "en": "january|february|march|april|may|june|july|august|september|october|november|december",
}
_DAYS = {
    "fr": "lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche",
    "en": "monday|tuesday|wednesday|thursday|friday|saturday|sunday",
}
_NUMBER = r"\d{1,3}|[^\W\d_]+(?:-[^\W\d_]+)?"
_COUNT = {
    "fr": rf"(?P<count>{_NUMBER}){SPACE}(?P<unit>jours?|semaines?|mois|ans?)",
    "en": rf"(?P<count>{_NUMBER}){SPACE}(?P<unit>days?|weeks?|months?|years?)",
}
#: What is told from another date, by language: in words that dateparser reads, before or after, a count, and so on.
#: The same without names for its parts.
_SO_LONG = {language: re.sub(r"\?P<\w+>", "?:", words) for language, words in _COUNT.items()}
_TOLD = {
    "fr": re.compile(
        rf"(?<!\w)(?:(?P<plain>avant-hier|hier|demain)|(?P<morrow>(?:le{SPACE})?lendemain)|(?P<eve>la{SPACE}veille)"
        rf"|(?P<named>{_MONTHS['fr']}|{_DAYS['fr']}){SPACE}(?:(?P<last>dernier)|(?P<next>prochain))"
        rf"|(?P<span>an|année|mois|semaine){SPACE}(?:(?P<before>derni[eè]re?|passée?|précédente?)"
        rf"|(?P<after>prochaine?|suivante?))"
        rf"|il{SPACE}y{SPACE}a{SPACE}(?P<ago>{_SO_LONG['fr']})|(?P<in>(?:dans|d['’]ici){SPACE}{_SO_LONG['fr']})"
        rf"|(?P<later>{_SO_LONG['fr']}{SPACE}(?:plus{SPACE}tard|après))"
        rf"|(?P<sooner>{_SO_LONG['fr']}{SPACE}(?:plus{SPACE}tôt|avant|auparavant)))(?!\w)",
        re.IGNORECASE,
    ),
    "en": re.compile(
        rf"(?<!\w)(?:(?P<plain>yesterday|tomorrow)|(?P<morrow>(?:the{SPACE})?(?:next|following){SPACE}day)"
        rf"|(?P<eve>the{SPACE}(?:day{SPACE}before|previous{SPACE}day))"
        rf"|(?:(?P<last>last)|(?P<next>next)){SPACE}(?P<named>{_MONTHS['en']}|{_DAYS['en']})"
        rf"|(?:(?P<before>last|the{SPACE}previous|the{SPACE}prior)|(?P<after>next|the{SPACE}following)){SPACE}"
        rf"(?P<span>year|month|week)|the{SPACE}(?P<gone>year|month|week){SPACE}(?:before|earlier)"
        rf"|(?P<ago>{_SO_LONG['en']}){SPACE}ago|(?P<in>(?:in|within){SPACE}{_SO_LONG['en']})"
        rf"|(?P<later>{_SO_LONG['en']}{SPACE}(?:later|after|afterwards))"
        rf"|(?P<sooner>{_SO_LONG['en']}{SPACE}(?:earlier|before|previously)))(?!\w)",
        re.IGNORECASE,
    ),
}
#: Told from another day than that of writing.
_NEXT_TO_IT = re.compile(r"suivante?|précédente?|previous|prior|following", re.IGNORECASE)
_SPANS = {"an": "year", "année": "year", "mois": "month", "semaine": "week"}
_UNITS = {"j": "day", "d": "day", "s": "week", "w": "week", "m": "month", "a": "year", "y": "year"}
_COUNTED = {language: re.compile(words, re.IGNORECASE) for language, words in _COUNT.items()}


@dataclass(frozen=True, slots=True)
class _Told:
    """Words as dateparser reads them; the span that they leave open, whether they mean the future, and whether they
    count from the day of writing alone.
    """

    words: str
    span: str
    future: bool = False
    deictic: bool = False


def reckoned(
    text: str, found: Sequence[NumberFact], language: str | None, now: Sequence[NumberFact] | None = None
) -> Iterator[Day]:
    """The days, months and years that ``text`` tells from the whole dates among ``found``.

    "Last July" and "il y a trois jours" are told from the day of writing alone: from those of ``now``, where it is
    given.
    """
    spoken = "en" if language == "en" else "fr"
    matches = islice(_TOLD[spoken].finditer(text), 8 * _WORDS)
    told = list(islice(dict.fromkeys(words for match in matches for words in _told(match, spoken)), _WORDS))
    for base, words in _from(told, found, now):
        day = _resolved(words.words, base, words.future)
        if day is not None:
            month = None if words.span == "year" else day.month
            yield day.year, month, day.day if words.span in {"day", "week"} else None


def _from(
    told: Sequence[_Told], found: Sequence[NumberFact], now: Sequence[NumberFact] | None
) -> Iterator[tuple[date, _Told]]:
    """Each of the words with each of the dates that it may be told from."""
    days = dict.fromkeys(base for fact in found for base in _day(fact))
    years = dict.fromkeys(base for fact in found for base in _year(fact))
    written = days if now is None else dict.fromkeys(base for fact in now for base in _day(fact))
    for words in told:
        yield from ((base, words) for base in islice(written if words.deictic else days, _BASES))
        if words.span == "year" and (now is None or not words.deictic):
            yield from ((base, words) for base in islice(years, _BASES))


def _day(fact: NumberFact) -> Iterator[date]:
    """The day of a date; the first of its month where it names no day."""
    if fact.kind is not Kind.DATE or not isinstance(fact.value, tuple):
        return
    year, month, day = fact.value
    if year and month:
        try:
            yield date(year, month, day or 1)
        except ValueError:
            return


def _year(fact: NumberFact) -> Iterator[date]:
    if fact.kind is Kind.YEAR and isinstance(fact.value, Decimal) and FIRST_YEAR <= fact.value <= LAST_YEAR:
        yield date(int(fact.value), 1, 1)


_PLAIN = {"hier": "yesterday", "demain": "tomorrow", "avant-hier": "2 days ago"}


def _told(match: re.Match[str], language: str) -> Iterator[_Told]:
    named = match.groupdict()
    if named["plain"]:
        words = named["plain"].lower()
        yield _Told(_PLAIN.get(words, words), "day", deictic=True)
    elif named["named"]:
        month = named["named"].lower() in _MONTHS[language].split("|")
        name = _english(named["named"].lower(), language)
        yield _Told(name, "month" if month else "day", bool(named["next"]), deictic=True)
    elif named.get("gone"):
        yield _Told(f"1 {named['gone'].lower()} ago", named["gone"].lower())
    elif named["span"]:
        span = _SPANS.get(named["span"].lower(), named["span"].lower())
        deictic = _NEXT_TO_IT.search(match.group()) is None
        yield _Told(f"1 {span} ago" if named["before"] else f"in 1 {span}", span, deictic=deictic)
    elif named["morrow"] or named["eve"]:
        yield _Told("in 1 day" if named["morrow"] else "1 day ago", "day")
    else:
        yield from _counted(match, language)


def _counted(match: re.Match[str], language: str) -> Iterator[_Told]:
    words = _COUNTED[language].search(match.group())
    count = value_of({"a": "1", "an": "1"}.get(words["count"].lower(), words["count"]), language) if words else None
    if words is None or count is None or not 0 < count < 200:
        return
    unit = _UNITS[words["unit"][0].lower()]
    past = bool(match["ago"] or match["sooner"])
    deictic = bool(match["ago"] or match["in"])
    yield _Told(f"{int(count)} {unit}s ago" if past else f"in {int(count)} {unit}s", unit, deictic=deictic)


def _english(name: str, language: str) -> str:
    if language == "en":
        return name
    for names, english in ((_MONTHS, _MONTHS["en"]), (_DAYS, _DAYS["en"])):
        known = names["fr"].split("|")
        if name in known:
            return english.split("|")[known.index(name)]
    return name


@lru_cache(maxsize=1_024)
def _resolved(words: str, base: date, future: bool) -> date | None:
    """What ``words`` mean on the day ``base``."""
    from dateparser import parse  # heavy: only where a date of an article is not the source's

    settings = {
        "RELATIVE_BASE": datetime(base.year, base.month, base.day),
        "PREFER_DATES_FROM": "future" if future else "past",
    }
    found = parse(words, languages=["en"], settings=settings)
    return found.date() if found else None
