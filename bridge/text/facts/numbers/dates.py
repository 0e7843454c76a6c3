"""Dates, times, decades and weekdays."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from functools import cache

from bridge.text.facts.numbers.lexicon import AMBIGUOUS_MONTHS, SPACE, Lexicon, lexicon
from bridge.text.facts.numbers.records import Key, Kind, NumberFact

#: Years that four digits may mean; below and above they are a count.
FIRST_YEAR, LAST_YEAR = 1000, 2100

_DAY = r"(?:0?[1-9]|[12]\d|3[01])(?!\d)"
_SUFFIX = r"(?:er|st|nd|rd|th)?"
_JOIN = rf"{SPACE}*(?:-|–|—|à|au|et|ou|to|and|&|,){SPACE}*"
_YEAR = r"(?:1\d{3}|20\d{2})(?![\w])"

_FRENCH_MONTH = "janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre"
_ISO = re.compile(r"(?<![\w-])(\d{4})-(0\d|1[0-2])-([0-2]\d|3[01])(?![\w-])")
_NUMERIC = re.compile(r"(?<![\w/.-])(\d{1,2})([/.-])(\d{1,2})\2(\d{4}|\d{2})(?![\w/-])")
_DAY_MONTH = re.compile(r"(?<![\w/.,-])(\d{2})/(\d{2})(?![\w/])")
_COLON_TIME = re.compile(r"(?<![\w:.,])([01]?\d|2[0-4]):([0-5]\d)(?![\w:])")
_FRENCH_TIME = re.compile(
    rf"(?<![\w.,])([01]?\d|2[0-4]){SPACE}?(?:h|H|heures?)(?:{SPACE}?([0-5]\d)(?![\w.,%]\w|\d|{SPACE}?[%€$]))?(?!\w)"
    rf"(?P<pm>{SPACE}(?:du{SPACE}soir|de{SPACE}l['’]après-midi))?"
)
#: More hours than a day has, with minutes: a length of time, or a wrong hour.
_LONG_TIME = re.compile(
    rf"(?<![\w.,])(2[5-9]|[3-9]\d|[1-9]\d\d){SPACE}?(?:h|H|heures?){SPACE}?([0-5]\d)(?![\w.,%]\w|\d)(?!\w)"
)
#: "288 février": no day of any month.
_NO_DAY = re.compile(
    rf"(?<![\w.,/-])(?<!\d{SPACE})(3[2-9]|[4-9]\d|\d{{3}}){SPACE}(?P<month>{_FRENCH_MONTH})(?!\w)", re.IGNORECASE
)
_ENGLISH_TIME = re.compile(
    rf"(?<![\w.,:])(1[0-2]|0?[1-9])(?:[:.]([0-5]\d))?{SPACE}?(?P<half>[ap])\.?m\b", re.IGNORECASE
)
_NOON = re.compile(rf"(?<![\w-])(?<!après{SPACE})(?<!avant{SPACE})(?:noon|midi|midnight|minuit)\b", re.IGNORECASE)
#: A weekday behind a number without one.
_BEFORE_WEEKDAY = re.compile(rf",{SPACE}[^\W\d_]+\.?,?{SPACE}(?:\(|(?:the|le){SPACE})?\Z")
_YEAR_RANGE = re.compile(r"(?<![\w/.,-])((?:1[5-9]|20)\d{2})[-–/](\d{2})(?![\w/-])")
_DECADE = re.compile(
    rf"(?<![\w.,])(?:ann[ée]es{SPACE}['’]?(?P<fr>\d{{3}}0|\d0)(?!\d)|['’]?(?P<en>\d{{3}}0|\d0)['’]?s\b)", re.IGNORECASE
)


def dates(text: str, words: Lexicon, language: str | None, *, months: bool) -> Iterator[NumberFact]:
    """Dates with a day, in figures and, where the text may name ``months``, in words."""
    for match in _NO_DAY.finditer(text) if months and language == "fr" else ():
        yield _date(match, None, words.months[match["month"].lower()], int(match[1]))
    yield from _figures(text, language)
    if not months:
        return
    yield from _day_first(text, words, language)
    yield from _month_first(text, words, language)
    yield from _months_with_year(text, words, language)


def _figures(text: str, language: str | None) -> Iterator[NumberFact]:
    for match in _ISO.finditer(text):
        year, month, day = (int(part) for part in match.groups())
        yield _date(match, year, month, day)
    for match in _NUMERIC.finditer(text):
        first, second, year = int(match[1]), int(match[3]), int(match[4])
        yield from _numeric(match, first, second, year + 2000 if year < 100 else year, language)
    for match in _DAY_MONTH.finditer(text):
        yield from _numeric(match, int(match[1]), int(match[2]), None, language)


def _numeric(
    match: re.Match[str], first: int, second: int, year: int | None, language: str | None
) -> Iterator[NumberFact]:
    """Day before month, but in English text the other way round where only that makes a date; both where both do."""
    readings = [(day, month) for day, month in ((first, second), (second, first)) if 0 < day <= 31 and 0 < month <= 12]
    if language == "fr":
        readings = [reading for reading in readings if reading == (first, second)]
    if readings:
        others = tuple((Kind.DATE, (year, month, day), "") for day, month in readings[1:])
        day, month = readings[0]
        yield _date(match, year, month, day, others=others)


def _date(
    match: re.Match[str], year: int | None, month: int, day: int | None, weekday: int | None = None,
    others: tuple[Key, ...] = (), span: tuple[int, int] | None = None,
) -> NumberFact:  # fmt: skip
    start, end = span or match.span()
    # The full stop of an abbreviated month, or of the sentence: the words are the same without.
    stop = end == match.end() and match.group().endswith(".")
    return NumberFact(
        kind=Kind.DATE, value=(year, month, day), weekday=weekday, others=others,
        text=match.group().removesuffix("."), start=start, end=end - stop,
    )  # fmt: skip


#: A tree of letters: what may follow, and "" where a word ends.
_Tree = dict[str, "_Tree"]
#: From so many first letters on, one look at a letter tells sooner that no word begins with it.
_MANY_FIRST = 4


def alternation(words: Iterable[str]) -> str:
    """A pattern of any of the words, the longest first; white space in them matches any space or a hyphen.

    Words that begin alike are tried together: the same matches, in less time.
    """
    tree: _Tree = {}
    for word in words:
        node = tree
        for letter in word:
            node = node.setdefault(letter, {})
        node[""] = {}
    branches = _branches(tree)
    if len(tree) < _MANY_FIRST or " " in tree:
        return branches
    return f"(?=[{''.join(map(re.escape, tree))}])(?:{branches})"


def _branches(tree: _Tree) -> str:
    return "|".join(_letter(letter) + _rest(following) for letter, following in tree.items() if letter)


def _letter(letter: str) -> str:
    return f"(?:{SPACE}|-)" if letter == " " else re.escape(letter)


def _rest(tree: _Tree) -> str:
    if not tree.keys() - {""}:
        return ""
    return f"(?:{_branches(tree)}){'?' if '' in tree else ''}"


@cache
def word_pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    """A pattern of any of the words, standing alone."""
    return re.compile(rf"(?<![\w-])(?:{alternation(words)})(?![\w-])", re.IGNORECASE)


def _days(words: Lexicon) -> str:
    return rf"(?:{alternation(words.weekdays)})\.?,?{SPACE}(?:(?:the|le){SPACE})?"


@cache
def _listed_days(language: str | None) -> re.Pattern[str]:
    words = lexicon(language)
    return re.compile(
        rf"(?:(?P<weekday>{alternation(words.weekdays)})\.?,?{SPACE}\(?(?:(?:the|le){SPACE})?)?(?P<day>\d+)",
        re.IGNORECASE,
    )


@cache
def _day_first_pattern(language: str | None) -> re.Pattern[str]:
    words = lexicon(language)
    return re.compile(
        rf"(?<![\w/])(?<!\d[.,:])(?:(?P<weekday>{alternation(words.weekdays)})\.?,?{SPACE}\(?(?:(?:the|le){SPACE})?)?"
        rf"(?P<before>(?:{_DAY}{_SUFFIX}{_JOIN}(?:{_days(words)})?){{0,4}})(?P<day>{_DAY}){_SUFFIX}(?:{SPACE}|[-‑])"
        rf"(?:(?:of|de){SPACE})?"
        rf"(?P<month>{alternation(words.months)})(?!\w)\.?(?:,?{SPACE}(?P<year>{_YEAR}))?",
        re.IGNORECASE,
    )


def _day_first(text: str, words: Lexicon, language: str | None) -> Iterator[NumberFact]:
    for match in _day_first_pattern(language).finditer(text):
        year, month = _year(match), words.months[match["month"].lower()]
        if not match["before"]:
            yield _date(match, year, month, int(match["day"]), _weekday(match, words))
            continue
        if _BEFORE_WEEKDAY.search(match["before"]) and not match["weekday"]:
            # "26 à 23, dimanche 17 novembre": a score, then a date.
            *_, found = _listed_days(language).finditer(text, match.start(), match.end("day"))
            span = (found.start(), match.end())
            yield _date(match, year, month, int(found["day"]), _weekday(found, words), span=span)
            continue
        # Each listed day keeps a stretch and a weekday of its own, so that all of them are read.
        for found in _listed_days(language).finditer(text, match.start(), match.end("day")):
            end = match.end() if found.end() == match.end("day") else found.end()
            yield _date(
                match, year, month, int(found["day"]), _weekday(found, words), span=(found.start("day"), end)
            )  # fmt: skip


def _listed(match: re.Match[str], group: str, year: int | None, month: int) -> Iterator[NumberFact]:
    """The other days of "du 3 au 5 mai": dates of their own."""
    for found in re.finditer(r"\d+", match[group] or ""):
        start = match.start(group) + found.start()
        yield NumberFact(
            kind=Kind.DATE, value=(year, month, int(found.group())), text=match.group(),
            start=start, end=start + len(found.group()),
        )  # fmt: skip


def _year(match: re.Match[str]) -> int | None:
    return int(match["year"]) if match["year"] else None


def _weekday(match: re.Match[str], words: Lexicon) -> int | None:
    return words.weekdays[match["weekday"].lower()] if match["weekday"] else None


@cache
def _month_first_pattern(language: str | None) -> re.Pattern[str]:
    words = lexicon(language)
    return re.compile(
        rf"(?<!\w)(?:(?P<weekday>{alternation(words.weekdays)})\.?,?{SPACE}\(?)?(?P<month>{alternation(words.months)})"
        rf"\.?{SPACE}(?:the{SPACE})?(?P<day>{_DAY})(?![.,:]\d){_SUFFIX}(?!\w)"
        rf"(?P<after>(?:{_JOIN}{_DAY}{_SUFFIX}(?!\w)){{0,4}})(?:,?{SPACE}(?P<year>{_YEAR}))?",
        re.IGNORECASE,
    )


def _month_first(text: str, words: Lexicon, language: str | None) -> Iterator[NumberFact]:
    """ "February 27, 2024": English alone writes so ("le budget de mai 15 millions" is no date)."""
    if language == "fr":
        return
    for match in _month_first_pattern(language).finditer(text):
        year, month = _year(match), words.months[match["month"].lower()]
        span = (match.start(), match.start("after")) if match["after"] else match.span()
        yield _date(match, year, month, int(match["day"]), _weekday(match, words), span=span)
        yield from _listed(match, "after", year, month)


@cache
def _month_year_pattern(language: str | None) -> re.Pattern[str]:
    months = alternation(lexicon(language).months)
    return re.compile(rf"(?<!\w)(?P<month>{months})\.?,?{SPACE}(?:(?:of|de){SPACE})?(?P<year>{_YEAR})", re.IGNORECASE)


def _months_with_year(text: str, words: Lexicon, language: str | None) -> Iterator[NumberFact]:
    for match in _month_year_pattern(language).finditer(text):
        yield _date(match, int(match["year"]), words.months[match["month"].lower()], None)


@cache
def _month_pattern(language: str | None) -> re.Pattern[str]:
    months = alternation(word for word in lexicon(language).months if len(word) > 4 or word in {"may", "mars", "mai"})
    june = alternation({"juin", "août", "aout", "june", "july"} & set(lexicon(language).months))
    return re.compile(
        rf"(?<!\w)(?P<sign>(?:en|de|d['’]|mi|début|fin|in|of|since|by|until|early|late|mid|last|next|this|du|"
        rf"depuis|dès|mois{SPACE}de){SPACE}?-?)?(?P<month>{months}|{june})(?!\w)",
        re.IGNORECASE,
    )


def months(text: str, words: Lexicon, language: str | None) -> Iterator[NumberFact]:
    """Months by themselves; those that are other words too ("mars", "may") only behind a word that dates."""
    for match in _month_pattern(language).finditer(text):
        name = match["month"]
        if name.lower() in AMBIGUOUS_MONTHS and not match["sign"]:
            continue
        if name in {"may", "march", "august", "Mars"}:
            continue
        start = match.start("month")
        yield NumberFact(
            kind=Kind.DATE, value=(None, words.months[name.lower()], None), text=name, start=start, end=match.end()
        )


@cache
def _weekday_pattern(language: str | None) -> re.Pattern[str]:
    names = (word for word in lexicon(language).weekdays if len(word) >= 5)
    return re.compile(rf"(?<![\w-])(?:{alternation(names)})(?![\w-])", re.IGNORECASE)


def weekdays(text: str, words: Lexicon, language: str | None) -> Iterator[NumberFact]:
    """Days of the week by themselves, by their full name."""
    for match in _weekday_pattern(language).finditer(text):
        yield NumberFact(
            kind=Kind.WEEKDAY, value=(words.weekdays[match.group().lower()],), text=match.group(),
            start=match.start(), end=match.end(),
        )  # fmt: skip


def times(text: str, language: str | None) -> Iterator[NumberFact]:
    """Times of day in figures. "10 h" may be a duration too, so it may also be the number 10."""
    if language != "fr":
        for match in _ENGLISH_TIME.finditer(text):
            hour = int(match[1]) % 12 + (12 if match["half"].lower() == "p" else 0)
            yield _time(match, hour, int(match[2] or 0))
    for match in _COLON_TIME.finditer(text):
        yield _time(match, int(match[1]), int(match[2]))
    if language != "en":
        yield from _french_times(text)


def noons(text: str) -> Iterator[NumberFact]:
    """Noon and midnight in words."""
    for match in _NOON.finditer(text):
        noon = match.group().lower() in {"noon", "midi"}
        yield _time(match, 12 if noon else 0, 0, soft=True)


def _french_times(text: str) -> Iterator[NumberFact]:
    for match in _FRENCH_TIME.finditer(text):
        hour = int(match[1])
        duration: tuple[Key, ...] = () if match[2] else ((Kind.NUMBER, Decimal(hour), ""),)
        afternoon = 12 if match["pm"] and hour < 12 else 0
        yield _time(match, hour + afternoon, int(match[2] or 0), others=duration)
    for match in _LONG_TIME.finditer(text):
        hours = Decimal(60 * int(match[1]) + int(match[2])) / 60
        yield NumberFact(
            kind=Kind.NUMBER, value=hours, measure="h", text=match.group(), start=match.start(), end=match.end(),
            stop=match.end(), others=((Kind.NUMBER, Decimal(3600 * int(match[1]) + 60 * int(match[2])), "=time"),),
        )  # fmt: skip


def _time(
    match: re.Match[str], hour: int, minute: int, *, soft: bool = False, others: tuple[Key, ...] = ()
) -> NumberFact:
    return NumberFact(
        kind=Kind.TIME, value=(hour % 24, minute), soft=soft, others=others,
        text=match.group(), start=match.start(), end=match.end(),
    )  # fmt: skip


def years(text: str, words: Lexicon) -> Iterator[NumberFact]:
    """Decades in figures ("années 1990", "the 90s"), and in words."""
    for match in _DECADE.finditer(text) if "0" in text else ():
        digits = match["fr"] or match["en"]
        year = int(digits) if len(digits) == 4 else 1900 + int(digits)
        also = (Kind.NUMBER, Decimal(digits), "")
        yield _decade(match, year, (also,))
    for match in word_pattern(tuple(words.decades)).finditer(text):
        yield _decade(match, words.decades[re.sub(SPACE, " ", match.group()).lower()], ())


def year_ranges(text: str) -> Iterator[NumberFact]:
    """Short ranges of years ("2024-25")."""
    for match in _YEAR_RANGE.finditer(text):
        first, last = int(match[1]), int(match[2])
        if last > first % 100:
            yield _plain_year(match, 1, first)
            yield _plain_year(match, 2, first - first % 100 + last)


def _decade(match: re.Match[str], year: int, others: tuple[Key, ...]) -> NumberFact:
    return NumberFact(
        kind=Kind.YEAR, value=Decimal(year), text=match.group(), start=match.start(), end=match.end(), others=others
    )


def _plain_year(match: re.Match[str], group: int, year: int) -> NumberFact:
    return NumberFact(
        kind=Kind.YEAR, value=Decimal(year), text=match.group(), start=match.start(group), end=match.end(group)
    )
