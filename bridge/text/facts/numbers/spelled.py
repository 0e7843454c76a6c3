"""Numbers in words: "quinze millions", "twenty-five", "une vingtaine", "troisième"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from functools import cache

from text_to_num import text2num

from bridge.text.facts.numbers.dates import alternation, word_pattern
from bridge.text.facts.numbers.lexicon import NEVER_FIRST, SPACE, Lexicon, lexicon
from bridge.text.facts.numbers.numerals import measured, suffix_pattern
from bridge.text.facts.numbers.records import Kind, NumberFact

#: No number that anyone spells out has more words.
_MAX_WORDS = 14
#: Up to ten, words are as often a turn of phrase as a count; a hundred and a thousand stand for "many".
_SMALL = frozenset({*map(Decimal, range(11)), Decimal(100), Decimal(1000)})
#: Scales that text2num leaves to us, as powers of ten: "billion" means 10¹² in French.
_OWN_SCALES = {"fr": {"billion": 12, "billions": 12}, "en": {"trillion": 12}}
_GLUED = re.compile(r"-?[^\W\d_]+")
#: What makes another number of an English number that it is glued to, or a word of its own.
_NO_COUNT = re.compile(
    r"(?i:first|second|thirds?|quarters?|halves|half|fold|some|ish|odd|strong|\w+th|\w+ths|one|off|time|self|to|in|and)"
)
#: "Neuf bateaux", "les neuf", "seuls neuf".
_COUNTED = re.compile(rf"{SPACE}[^\W\d_]+[sx]\b|{SPACE}(?:sont|ont|ans|mois)\b")
_BEFORE_COUNT = re.compile(
    rf"(?<!\w)(?:seule?s|les|ces|ses|leurs|dont|sur|aux|environ|quelque){SPACE}\Z", re.IGNORECASE
)
_LINK = rf"(?:-|{SPACE})(?:(?:et|and)(?:-|{SPACE}))?"


@cache
def _run_pattern(language: str | None) -> re.Pattern[str]:
    word = rf"(?:{alternation(lexicon(language).cardinals)})(?![^\W])"
    return re.compile(rf"(?<![\w-]){word}(?:{_LINK}{word}){{0,{_MAX_WORDS}}}", re.IGNORECASE)


@cache
def _suffix(language: str | None) -> re.Pattern[str]:
    return re.compile(rf"(?P<numeral>){suffix_pattern(language)}", re.IGNORECASE)


def cardinals(text: str, words: Lexicon, language: str | None) -> Iterator[NumberFact]:
    """Numbers in words, with what they count where that is a percentage or a currency; a lone one is an article."""
    for match in _run_pattern(language).finditer(text):
        yield from _run(text, match.start(), match.end(), words, language)


def _run(text: str, start: int, end: int, words: Lexicon, language: str | None) -> Iterator[NumberFact]:
    """The numbers of a run of number words, read greedily: "two and three" is two of them."""
    tokens = list(re.finditer(r"[^\W\d_]+", text[start:end]))
    at = 0
    while at < len(tokens):
        length, value = _longest(text[start:end], tokens, at, words)
        if length and value is not None:
            first, last = start + tokens[at].start(), start + tokens[at + length - 1].end()
            fact = _fact(text, first, last, value, words, language)
            if fact is not None:
                yield fact
        at += max(1, length)


def _longest(run: str, tokens: list[re.Match[str]], at: int, words: Lexicon) -> tuple[int, Decimal | None]:
    if tokens[at].group().lower() in NEVER_FIRST:
        return 0, None
    for last in range(min(len(tokens), at + _MAX_WORDS), at, -1):
        value = _value(run[tokens[at].start() : tokens[last - 1].end()], words)
        if value is not None:
            return last - at, value
    return 0, None


def _value(phrase: str, words: Lexicon) -> Decimal | None:
    """What a phrase of number words stands for, in the first of the languages that can read it."""
    for language in words.spelled:
        value = _value_in(re.sub(SPACE, " ", phrase.lower()), language)
        if value is not None:
            return value
    return None


def _value_in(phrase: str, language: str) -> Decimal | None:
    head, _, last = phrase.replace("-", " ").rpartition(" ")
    scale = _OWN_SCALES[language].get(last)
    if scale is not None and head:
        base = _value_in(head, language)
        return base.scaleb(scale) if base is not None else None
    if language == "en" and phrase.startswith("a "):
        phrase = "one " + phrase[2:]
    try:
        return Decimal(text2num(phrase, language))
    except ValueError:
        return None


def value_of(phrase: str, language: str) -> Decimal | None:
    """The value of digits, or of number words of one language ("fr" or "en"); None where they are no number."""
    folded = re.sub(rf"{SPACE}|-", " ", phrase.lower())
    if folded.isdecimal():
        return Decimal(folded)
    if folded in {"un", "une"}:
        return Decimal(1)
    return _value_in(re.sub(" and (?=(?:a )?half)", " ", folded), language)


def _fact(text: str, start: int, end: int, value: Decimal, words: Lexicon, language: str | None) -> NumberFact | None:
    suffix = _suffix(language).match(text, end)
    if suffix is None or _is_other_word(text, start, end, language):
        return None
    fact = measured(suffix, (value,), words, start=start, soft=value in _SMALL, bare_end=end)
    if value == 1 and fact.kind is Kind.NUMBER and fact.value == 1:
        return None
    if value == 1 and fact.kind is Kind.AMOUNT and fact.value == 1:
        # "Un livre" is a book; "un penny" is as often a word for little.
        return None if fact.text.lower() == "un livre" else replace(fact, soft=True)
    return fact


def _is_other_word(text: str, start: int, end: int, language: str | None) -> bool:
    """Whether the words are part of a compound ("deux-roues"), or "neuf" the adjective ("un vélo neuf").

    An English compound counts: a "two-lane road" is a road of two lanes.
    """
    following = _GLUED.match(text, end)
    if following is not None and following.group().startswith("-"):
        # "quinze-millions" was read as one run, so what is glued here is no number; "d'euros" is not glued.
        return language != "en" or _NO_COUNT.fullmatch(following.group()[1:]) is not None
    if text[start:end].lower() != "neuf":
        return False
    counted = _COUNTED.match(text, end) or _BEFORE_COUNT.search(text[max(0, start - 12) : start])
    return counted is None


def collectives(text: str, words: Lexicon) -> Iterator[NumberFact]:
    """ "Une vingtaine", "a dozen": a number, said as about so many."""
    for match in word_pattern(tuple(words.collectives)).finditer(text):
        value = words.collectives[re.sub(SPACE, " ", match.group()).lower()]
        yield _soft(match, Kind.NUMBER, value)


_FIRST = {"unième": 1}
_TENS = (
    "quatre-vingt|vingt|trente|quarante|cinquante|soixante|cent|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
)


@cache
def _compound(words: tuple[str, ...]) -> re.Pattern[str]:
    # "Les vingt premières" are twenty.
    counted = [word for word in words if not word.startswith(("premi", "second"))]
    units = "|".join(re.escape(word) for word in (*sorted(counted, key=len, reverse=True), *_FIRST))
    return re.compile(
        rf"(?<![\w-])(?P<tens>{_TENS})(?:-|{SPACE}et{SPACE}|-et-)(?P<unit>{units})(?![\w-])", re.IGNORECASE
    )


def ordinals(text: str, words: Lexicon) -> Iterator[NumberFact]:
    """Ordinals in words."""
    for match in word_pattern(tuple(words.ordinals)).finditer(text):
        yield _soft(match, Kind.ORDINAL, words.ordinals[match.group().lower()])


def compound_ordinals(text: str, words: Lexicon) -> Iterator[NumberFact]:
    """ "Vingt-cinquième", "thirty-fourth": nobody's turn of phrase."""
    for match in _compound(tuple(words.ordinals)).finditer(text):
        tens = next((found for name in words.spelled if (found := value_of(match["tens"], name))), None)
        unit = _FIRST.get(match["unit"].lower()) or words.ordinals[match["unit"].lower()]
        if tens is not None and (unit < 10 or (unit < 20 and tens in {60, 80})):
            yield replace(_soft(match, Kind.ORDINAL, int(tens) + unit), soft=False)


def _soft(match: re.Match[str], kind: Kind, value: int) -> NumberFact:
    return NumberFact(
        kind=kind, value=Decimal(value), soft=True, text=match.group(), start=match.start(), end=match.end()
    )
