"""Shares, multiples and vague counts in words: "la moitié", "trois quarts", "doublé", "des milliers de"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from bridge.text.facts.numbers.lexicon import SPACE
from bridge.text.facts.numbers.records import Key, Kind, NumberFact

_VAGUE = rf"(?:des|plusieurs|quelques|par|de){SPACE}"
_OF = rf"(?={SPACE}(?:de{SPACE}|d['’]|des{SPACE}))"
#: Name and value of what is said → its words in French and in English. The values only serve the comparison.
_WORDS: dict[str, tuple[str, str]] = {
    "half": (r"moitiés?", r"half|halves|halved|halving"),
    "third": (rf"(?:un|le){SPACE}tiers(?!{SPACE}(?:de{SPACE}confiance|lieu)|-)", rf"(?:a|one)(?:{SPACE}|-)third"),
    "two thirds": (rf"deux{SPACE}tiers", rf"two(?:{SPACE}|-)thirds"),
    "three quarters": (rf"trois(?:{SPACE}|-)quarts", rf"three(?:{SPACE}|-)quarters|three(?:{SPACE}|-)fourths"),
    "four quarters": (rf"quatre{SPACE}quarts", rf"four{SPACE}quarters"),
    "quarter": (
        rf"(?:un|le){SPACE}quart(?={SPACE}(?:de{SPACE}|des{SPACE}|du{SPACE}|d['’](?!heure))|[.,;)]|{SPACE}\(\d)",
        rf"(?:a|one)(?:{SPACE}|-)quarter(?={SPACE}of{SPACE}(?!an{SPACE}hour)|[.,;)])",
    ),
    "doubled": (
        rf"doubl(?:ée?s?|er|era|eront|aient|ait|ant|ement)|le{SPACE}double", r"doubl(?:e|ed|es|ing)|twice|twofold",
    ),
    "tripled": (
        rf"tripl(?:ée?s?|er|era|eront|aient|ait|ant|ement)|le{SPACE}triple", r"tripl(?:e|ed|es|ing)|threefold|thrice",
    ),
    "quadrupled": (
        rf"quadrupl(?:ée?s?|er|era|eront|aient|ait|ant|ement)|le{SPACE}quadruple", r"quadrupl(?:e|ed|es|ing)|fourfold",
    ),
    "tens": (rf"{_VAGUE}(?:dizaines|douzaines){_OF}", rf"dozens|scores(?={SPACE}of)|tens(?={SPACE}of)"),
    "hundreds": (rf"{_VAGUE}centaines{_OF}", r"hundreds"),
    "thousands": (rf"{_VAGUE}milliers{_OF}", r"thousands"),
}  # fmt: skip
_PERCENTS = {
    "half": (50,), "third": (33, 30), "two thirds": (66, 67), "three quarters": (75,), "quarter": (25,),
    "doubled": (100,),
}  # fmt: skip
_MULTIPLES = {2: "doubled", 3: "tripled", 4: "quadrupled"}


def _pattern(*columns: int) -> re.Pattern[str]:
    groups = (
        f"(?P<{name.replace(' ', '_')}>{'|'.join(words[column] for column in columns)})"
        for name, words in _WORDS.items()
    )
    return re.compile(rf"(?<![\w-])(?:{'|'.join(groups)})(?!\w)", re.IGNORECASE)


_PATTERNS = {"fr": _pattern(0), "en": _pattern(1), None: _pattern(0, 1)}
_TIMES_BEFORE = re.compile(rf"(?:multipli\w*|factor|facteur|divis\w*){SPACE}(?:par|by|of|de){SPACE}\Z", re.IGNORECASE)
_TIMES_AFTER = re.compile(rf"{SPACE}(?:fois|times)\b", re.IGNORECASE)


def phrases(text: str, language: str | None) -> Iterator[NumberFact]:
    """What stands in words for a share, a multiple or a vague count: a turn of phrase as often as a fact."""
    for match in _PATTERNS.get(language, _PATTERNS[None]).finditer(text):
        name = (match.lastgroup or "").replace("_", " ")
        others: tuple[Key, ...] = tuple((Kind.PERCENT, Decimal(value), "") for value in _PERCENTS.get(name, ()))
        if name == "third" and match.group()[-1] == "d":
            others += ((Kind.ORDINAL, Decimal(3), ""),)
        yield NumberFact(
            kind=Kind.NUMBER, value=Decimal(0), unit=name, soft=True, others=others,
            text=match.group(), start=match.start(), end=match.end(),
        )  # fmt: skip


def multiplied(fact: NumberFact, text: str) -> NumberFact:
    """ "Multiplié par deux" and "deux fois" may be told as "doublé"."""
    if fact.kind is not Kind.NUMBER or fact.unit or fact.value not in _MULTIPLES or not isinstance(fact.value, Decimal):
        return fact
    told = _TIMES_AFTER.match(text, fact.end) or _TIMES_BEFORE.search(text[max(0, fact.start - 24) : fact.start])
    name = _MULTIPLES[int(fact.value)]
    return replace(fact, others=(*fact.others, (Kind.NUMBER, Decimal(0), name))) if told else fact
