"""What a number is told of in time: the rate ("par an"), and which of two is the earlier one ("contre 35 % hier")."""

from __future__ import annotations

import re

#: How far behind and before a number its rate stands, in characters.
_BEHIND, _BEFORE = 40, 30
_RATES = re.compile(
    r"(?<!\w)(?:(?:par\s|chaque\s|/\s?)(?:(?P<hour>heure)|(?P<day>jour)|(?P<week>semaine)|(?P<month>mois)|"
    r"(?P<quarter>trimestre)|(?P<year>an(?:née)?))|(?P<year2>en\sannée\spleine|annuel\w*)|(?P<month2>mensuel\w*)|"
    r"(?P<week2>hebdomadaires?)|(?P<day2>quotidien\w*)|"
    r"(?:a|an|per|each|every)\s(?:(?P<hour3>hour)|(?P<day3>day)|(?P<week3>week)|(?P<month3>month)|(?P<quarter3>quarter)|"
    r"(?P<year3>(?:full\s)?year|annum))|(?P<year4>in\sa\sfull\syear|annual\w*|yearly)|(?P<month4>monthly)|"
    r"(?P<week4>weekly)|(?P<day4>daily))(?!\w)",
    re.IGNORECASE,
)
_END = re.compile(r"[;:()!?\n«»“”,]|\.\s|\d")
_EARLIER = re.compile(
    r"(?<!\w)(?:il\sy\sa|l['’]an\s(?:dernier|passé)|l['’]année\s(?:dernière|précédente)|(?:plus\stôt|auparavant)|"
    r"naguère|jadis|autrefois|ago|earlier|previously|last\syear|the\syear\sbefore|a\syear\sbefore)(?!\w)",
    re.IGNORECASE,
)
_NOW = re.compile(
    r"(?<!\w)(?:désormais|aujourd['’]hui|actuellement|dorénavant|now|today|currently)(?!\w)", re.IGNORECASE
)
_AGAINST = re.compile(
    r"(?<!\w)(?:contre|au\slieu\sde|up\sfrom|down\sfrom|compared\swith|against)\s(?:[€$£]|les?\s)?\Z", re.IGNORECASE
)
_SEGMENT = re.compile(r";|\.\s|(?<!\w)(?:tandis|alors)\squ|(?<!\w)(?:while|whereas)(?!\w)")
_COMMA = re.compile(r",\s")


def rate(text: str, end: int) -> str:
    """The period that a number is told for, where it ends at ``end``: "hour", "day", "week", "month", "quarter",
    "year"; "" where none is.
    """
    behind = text[end : end + _BEHIND]
    stop = _END.search(behind)
    match = _RATES.search(behind[: stop.start()] if stop else behind)
    return re.sub(r"\d", "", match.lastgroup or "") if match else ""


def earlier(text: str, first: tuple[int, int], second: tuple[int, int]) -> int | None:
    """Which of two numbers of a sentence (their spans, in reading order) is told of an earlier time; None: not told."""
    if _AGAINST.search(text[max(0, second[0] - _BEFORE) : second[0]]):
        return 1
    between = text[first[1] : second[0]]
    cut = _SEGMENT.search(between) or _COMMA.search(between)
    if cut is None:
        return None
    at = first[1] + cut.start()
    parts = text[:at], text[at:]
    past = [_EARLIER.search(part) is not None for part in parts]
    now = [_NOW.search(part) is not None for part in parts]
    if past[0] is not past[1]:
        return 0 if past[0] else 1
    return (1 if now[0] else 0) if now[0] is not now[1] and not any(past) else None
