"""Seasons, and days told from today's: "au printemps 2025", "hier", "last year", "mardi prochain"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from bridge.text.facts.numbers.lexicon import SPACE
from bridge.text.facts.numbers.records import Kind, NumberFact

_YEAR = r"(?:1\d|20)\d{2}(?!\w)"
_SEASON = re.compile(
    rf"(?<![\w-])(?:(?P<s1>printemps|spring(?={SPACE}(?:of{SPACE})?{_YEAR}))"
    rf"|(?:(?:l|d|cet|cet{SPACE}|en|l'|cette){SPACE}?['’]?){SPACE}?(?P<s2>été)(?!{SPACE}(?:fait|le|la|un|une|pr|très)\b)"
    rf"|(?P<s2b>été(?={SPACE}{_YEAR})|summer|estival)|(?P<s3>automne|autumn|fall(?={SPACE}(?:of{SPACE})?{_YEAR}))"
    rf"|(?P<s4>hiver|winter)"
    rf"|(?:in|this|last|next|early|late|every|of)(?:{SPACE}the)?{SPACE}(?:(?P<s1b>spring)|(?P<s3b>fall)))(?!\w)",
    re.IGNORECASE,
)
_LAST, _NEXT = r"(?:derni[eè]re?|passée?)", r"(?:prochaine?)"
#: How far from now, of what unit → its words.
_RELATIVE: dict[tuple[int, str], str] = {
    (-1, "day"): r"(?<!avant-)hier|yesterday(?!['’]s)|yesterday['’]s",
    (1, "day"): r"(?<!après-)demain(?!['’])|tomorrow",
    (-1, "week"): rf"(?:la{SPACE})?semaine{SPACE}{_LAST}|last{SPACE}week",
    (1, "week"): rf"(?:la{SPACE})?semaine{SPACE}{_NEXT}|next{SPACE}week",
    (-1, "month"): rf"(?:le{SPACE})?mois{SPACE}{_LAST}|last{SPACE}month",
    (1, "month"): rf"(?:le{SPACE})?mois{SPACE}{_NEXT}|next{SPACE}month",
    (-1, "year"): rf"l['’](?:an|année){SPACE}{_LAST}|last{SPACE}year",
    (1, "year"): rf"l['’](?:an|année){SPACE}{_NEXT}|next{SPACE}year",
    (0, "year"): rf"cette{SPACE}année|this{SPACE}year",
    (0, "week"): rf"cette{SPACE}semaine|this{SPACE}week",
    (0, "month"): rf"ce{SPACE}mois(?:-ci)?|this{SPACE}month",
}
_DAYS = "lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche"
_ENGLISH_DAYS = "monday|tuesday|wednesday|thursday|friday|saturday|sunday"
_WEEKDAY = {
    -1: rf"(?<={SPACE})dernier(?!\w)|last(?={SPACE}(?:{_ENGLISH_DAYS})\b)",
    1: rf"(?<={SPACE})prochain(?!\w)|next(?={SPACE}(?:{_ENGLISH_DAYS})\b)",
}
_BEFORE = re.compile(rf"(?:{_DAYS}){SPACE}\Z", re.IGNORECASE)
_NAMED = {f"r{index}": key for index, key in enumerate(_RELATIVE)}
_RELATIVES = re.compile(
    rf"(?<!\w)(?:{'|'.join(f'(?P<r{index}>{words})' for index, words in enumerate(_RELATIVE.values()))})(?!\w)",
    re.IGNORECASE,
)
_NEAR_DAY = re.compile(rf"(?<!\w)(?:(?P<last>{_WEEKDAY[-1]})|(?P<next>{_WEEKDAY[1]}))", re.IGNORECASE)


def seasons(text: str) -> Iterator[NumberFact]:
    """The four seasons; "fall", "spring" and "été" only where they can be nothing else."""
    for match in _SEASON.finditer(text):
        name = next(name for name, words in match.groupdict().items() if words)
        yield NumberFact(
            kind=Kind.SEASON, value=Decimal(name[1]), text=match[name], start=match.start(name), end=match.end(name),
            soft=True,
        )  # fmt: skip


def relatives(text: str) -> Iterator[NumberFact]:
    """Days, weeks, months and years told from now."""
    for match in _RELATIVES.finditer(text):
        offset, unit = _NAMED[match.lastgroup or ""]
        yield _relative(match, offset, unit)


def near_days(text: str) -> Iterator[NumberFact]:
    """The "dernier" or "prochain" of a weekday."""
    for match in _NEAR_DAY.finditer(text):
        french = match.group()[0] in "dDpP"
        if not french or _BEFORE.search(text[max(0, match.start() - 12) : match.start()]):
            yield _relative(match, -1 if match["last"] else 1, "weekday")


def _relative(match: re.Match[str], offset: int, unit: str) -> NumberFact:
    return NumberFact(
        kind=Kind.RELATIVE, value=Decimal(offset), unit=unit, soft=True, text=match.group(), start=match.start(),
        end=match.end(),
    )  # fmt: skip
