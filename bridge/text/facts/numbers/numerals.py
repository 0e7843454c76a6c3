"""Numbers in figures: plain, grouped, with scale, percent sign or currency, as ordinals, and within names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cache

from bridge.text.facts.numbers.dates import FIRST_YEAR, LAST_YEAR, alternation
from bridge.text.facts.numbers.lexicon import (
    AMBIGUOUS_CURRENCIES,
    CURRENCIES,
    PENCE,
    SHORT_SCALES,
    SPACE,
    UNITS,
    Lexicon,
    lexicon,
)  # fmt: skip
from bridge.text.facts.numbers.records import Key, Kind, NumberFact
from bridge.text.facts.numbers.units import SYMBOLS

#: Longer runs of digits are serial numbers, to compare as they stand.
MAX_DIGITS = 24

_NUMERAL = rf"\d{{1,3}}(?:{SPACE}\d{{3}}(?!\d))+(?:[.,]\d+)?|\d+(?:[.,]\d+)*"
_DIGITS = re.compile(r"\d+")
#: The most characters of a sign before a number, the space between them included.
_SIGN = 4
_SIGNS = r"(?<!\w)(?:US\$|CA?\$|A\$)|[€$£¥]|(?<!\w)(?:EUR|USD|GBP|CHF|CAD|AUD|JPY|CNY)(?=\s?\d)"
_PERCENT = rf"[%‰]|pour{SPACE}(?:cent|mille)\b|per{SPACE}?(?:cent|mille)\b|p\.{SPACE}?100\b"

_DIGIT_ORDINAL = re.compile(
    r"(?<![\w.,])(\d{1,4})(?:ers?|ères?|res?|ièmes?|[èe]mes?|es?|è|ndes?|nd|st|rd|th|ᵉ)(?![\w])"
)
#: Two letters at least, as "Ve" and "Xe" alone need a word that they count, and "Le" or "De" begin sentences.
_ROMAN = re.compile(
    rf"(?<![\w-])(?:(?P<long>[IVX]{{2,6}}|X?L[IVX]{{1,5}})(?:es?|er|ère|[èe]me|ᵉ)(?!\w)"
    rf"|(?P<short>[IVX]{{1,6}})(?:er|ère|e|[èe]me|ᵉ)?(?={SPACE}(?:siècles?|Républiques?|arrondissements?|century)\b))"
)
_ROMAN_DIGITS = {"I": 1, "V": 5, "X": 10, "L": 50}
_NAME = re.compile(r"(?<![\w-])(?:[^\W\d_]++(?:[-‑][^\W\d_]++)*+[-‑]?\d[\w‑-]*(?:\.\d+)*|\d+[^\W\d_][\w‑-]*)")
_VERSION = re.compile(r"(?<![\w.,])\d+(?:\.\d+){2,}(?![\w])")
_NUMBERING = re.compile(r"(?:n|no|nos|nᵒ|nº|art|p|pp|l|r|d)\Z", re.IGNORECASE)
_DATING_PREFIXES = frozenset({"mi", "mid", "pre", "pré", "post", "avant", "après", "early", "late", "fin", "début"})
_BOUNDING_PREFIXES = frozenset({"under", "over", "sub", "plus", "top", "moins"})
_IDIOMS = re.compile(
    rf"(?<!\w)(?:24{SPACE}?(?:h|heures?){SPACE}?(?:/|sur){SPACE}?24(?:{SPACE}?h)?"
    rf"|7{SPACE}?(?:j|jours?){SPACE}?(?:/|sur){SPACE}?7(?:{SPACE}?j)?|24/7|24/24|7/7"
    rf"|(?:a?round)(?:{SPACE}|-)the(?:{SPACE}|-)clock)(?!\w)",
    re.IGNORECASE,
)


def fold_name(text: str) -> str:
    """A name with figures, without what varies between its spellings: "GPT-4", "GPT 4" → ``gpt4``."""
    return re.sub(r"[\W_]+", "", text).casefold()


def idioms(text: str) -> Iterator[NumberFact]:
    """ "24 heures sur 24" and its like: a way to say "always", as much as a number."""
    for match in _IDIOMS.finditer(text):
        digits = re.findall(r"\d+", match.group()) or ["24", "7"]
        keys: tuple[Key, ...] = tuple((Kind.NUMBER, Decimal(value), "") for value in digits)
        yield NumberFact(
            kind=Kind.NUMBER, value=Decimal(digits[0]), others=keys, soft=True, text=match.group(),
            start=match.start(), end=match.end(),
        )  # fmt: skip


def ordinals(text: str) -> Iterator[NumberFact]:
    """Ordinals in figures: "1er", "21st"."""
    for match in _DIGIT_ORDINAL.finditer(text):
        yield _ordinal(match, int(match[1]))


def roman_ordinals(text: str) -> Iterator[NumberFact]:
    """Ordinals in Roman figures: "XXIe"."""
    for match in _ROMAN.finditer(text):
        value = _roman(match["long"] or match["short"])
        if value:
            yield _ordinal(match, value)


def _ordinal(match: re.Match[str], value: int) -> NumberFact:
    return NumberFact(kind=Kind.ORDINAL, value=Decimal(value), text=match.group(), start=match.start(), end=match.end())


def _roman(letters: str) -> int:
    """The value of a Roman numeral, 0 where it is none as anyone writes it."""
    values = [_ROMAN_DIGITS[letter] for letter in letters]
    total = sum(-one if one < following else one for one, following in zip(values, [*values[1:], 0], strict=True))
    return total if _as_roman(total) == letters else 0


def _as_roman(value: int) -> str:
    parts = ((50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))
    letters = ""
    for size, digits in parts:
        count, value = divmod(value, size)
        letters += digits * count
    return letters


def names(text: str) -> Iterator[NumberFact]:
    """Numbers within names ("GPT-4", "A380", "5G") and versions ("1.2.3"): the whole name counts."""
    for match in _VERSION.finditer(text):
        yield _name(match)
    for match in _NAME.finditer(text):
        if not _is_numeral(match.group()):
            yield _name(match)


def _name(match: re.Match[str]) -> NumberFact:
    digits = re.findall(r"\d+", match.group())
    value = Decimal(digits[0][:MAX_DIGITS])
    # "Paris-2024" may be told as "Paris en 2024".
    years: tuple[Key, ...] = tuple((Kind.NUMBER, Decimal(run), "") for run in digits if is_year(run))
    return NumberFact(
        kind=Kind.NUMBER, value=value, unit=fold_name(match.group()), others=years, text=match.group(),
        start=match.start(), end=match.end(),
    )  # fmt: skip


def _is_numeral(token: str) -> bool:
    """Whether the letters beside the digits are a unit ("10km"), a scale ("15M€") or a word that dates ("mi-2024")."""
    glued = re.fullmatch(r"(\d+)([^\W\d_][\w²³]*)", token)
    if glued:
        letters = glued[2]
        if letters == "p":
            # "312p": pence, or pages.
            return True
        generation = letters in {"G", "K", "D"} and len(glued[1]) == 1
        degrees = letters in {"C", "F"} and len(glued[1]) in (2, 3)
        return (letters.lower() in UNITS or (letters in SYMBOLS and len(letters) > 1) or degrees) and not generation
    prefix, _, digits = token.replace("‑", "-").rpartition("-")
    if prefix.lower() in _BOUNDING_PREFIXES and digits.removesuffix("s").isdecimal():
        return True
    if is_year(digits):
        return prefix.lower() in _DATING_PREFIXES
    return bool(_NUMBERING.fullmatch(re.sub(r"\d+\Z", "", token)) and not prefix)


def is_year(digits: str) -> bool:
    """Whether bare digits may be a year."""
    return len(digits) == 4 and digits.isdecimal() and FIRST_YEAR <= int(digits) <= LAST_YEAR


@cache
def suffix_pattern(language: str | None) -> str:
    """What may follow a number: a scale, then a percent sign or a currency."""
    scales = alternation(lexicon(language).scales)
    currencies = alternation((*CURRENCIES, "p"))
    return (
        rf"(?:[-{SPACE[1:-1]}]?(?:(?P<scale>{scales})|(?P<short>{alternation(SHORT_SCALES)}))(?![^\W\d_]))?"
        rf"(?:{SPACE}?(?P<percent>{_PERCENT})"
        rf"|(?:-|{SPACE})?(?:d['’]{SPACE}?|de{SPACE})?(?P<currency>{currencies})(?!\w))?"
    )


@cache
def _pattern(language: str | None) -> re.Pattern[str]:
    return re.compile(
        rf"(?P<sign>{_SIGNS})?{SPACE}?(?P<numeral>(?<![\d])(?:{_NUMERAL})){suffix_pattern(language)}", re.IGNORECASE
    )


def numerals(text: str, words: Lexicon, language: str | None) -> Iterator[NumberFact]:
    """Numbers, percentages and amounts in figures."""
    pattern, end = _pattern(language), 0
    for run in _DIGITS.finditer(text):
        # No sign stands farther before its figures: what is between them and the last number holds none.
        if run.start() >= end and (match := pattern.search(text, max(end, run.start() - _SIGN))):
            end = match.end()
            yield _numeral(match, words, text)


def _numeral(match: re.Match[str], words: Lexicon, text: str) -> NumberFact:
    readings = parse(match["numeral"], decimal_comma=words.decimal_comma)
    sign = CURRENCIES.get((match["sign"] or "").lower())
    start = match.start("sign") if sign else match.start("numeral")
    if readings is None:
        unit = fold_name(match["numeral"])
        end = match.end("numeral")
        return NumberFact(kind=Kind.NUMBER, value=Decimal(0), unit=unit, text=text[start:end], start=start, end=end)
    return measured(match, readings, words, start=start, sign=sign)


def measured(
    match: re.Match[str], readings: tuple[Decimal, ...], words: Lexicon, *, start: int, sign: str | None = None,
    soft: bool = False, bare_end: int | None = None,
) -> NumberFact:  # fmt: skip
    """The fact of a match of ``suffix_pattern`` behind a number that reads as ``readings``."""
    currency = sign or _currency(match)
    scale, end = _scale(match, words, currency, match.end("numeral") if bare_end is None else bare_end)
    values = tuple(reading.scaleb(scale) for reading in readings)
    if match["percent"]:
        kind, unit = _share(match["percent"]), ""
    elif currency and not (match["short"] and not scale):
        kind, unit = Kind.AMOUNT, currency
    else:
        kind, unit = _plain_kind(match, scale, currency), ""
    others: tuple[Key, ...] = tuple((kind, value, unit) for value in values[1:])
    if unit == PENCE:
        others += tuple((kind, value.scaleb(-2), "GBP") for value in values)
    written = (match["currency"] or "").lower()
    if kind is Kind.AMOUNT and (written in AMBIGUOUS_CURRENCIES or (written == "p" and words.decimal_comma)):
        others += ((Kind.NUMBER, values[0], ""),)
    whole = match.string[start:end].strip()
    return NumberFact(
        kind=kind, value=values[0], unit=unit, others=others, text=whole, start=start, end=start + len(whole),
        soft=soft and kind in {Kind.NUMBER, Kind.YEAR} and not scale,
    )  # fmt: skip


def _share(sign: str) -> Kind:
    return Kind.PERMILLE if sign == "‰" or sign.lower().endswith("mille") else Kind.PERCENT


def _plain_kind(match: re.Match[str], scale: int, currency: str | None) -> Kind:
    numeral = match.groupdict().get("numeral") or ""
    return Kind.YEAR if is_year(numeral) and not scale and not currency else Kind.NUMBER


def _currency(match: re.Match[str]) -> str | None:
    written = re.sub(rf"{SPACE}|-", " ", match["currency"] or "").lower()
    return PENCE if written == "p" else CURRENCIES.get(written)


def _scale(match: re.Match[str], words: Lexicon, currency: str | None, bare_end: int) -> tuple[int, int]:
    """The power of ten, and where the words end: a short scale ("M", "bn") counts beside a currency alone."""
    if match["scale"]:
        if match["scale"].lower() == "mille" and re.search(r"[.,]\d+\Z", match.groupdict().get("numeral") or ""):
            # "1,2 mille" is a distance.
            return 0, match.end()
        return words.scales[match["scale"].lower()], match.end()
    if match["short"]:
        return (SHORT_SCALES[match["short"].lower()], match.end()) if currency else (0, bare_end)
    return 0, match.end()


def parse(numeral: str, *, decimal_comma: bool) -> tuple[Decimal, ...] | None:
    """The values that figures may stand for, the likeliest first; None where they are a serial number.

    "1,500" is 1500 in English and 1.5 in French. "1.500" in French is 1500 or, as in version numbers, 1.5.
    """
    digits = re.sub(SPACE, "", numeral)
    if len(digits) > MAX_DIGITS:
        return None
    commas, points = digits.count(","), digits.count(".")
    if not commas and not points:
        return (Decimal(digits),)
    if commas and points:
        last = max(digits.rfind(","), digits.rfind("."))
        return (
            (Decimal(re.sub(r"[.,]", "", digits[:last]) + "." + digits[last + 1 :]),)
            if min(digits.count(digits[last]), 2) == 1
            else (Decimal(re.sub(r"[.,]", "", digits)),)
        )
    return _one_mark(digits, "," if commas else ".", decimal_comma=decimal_comma)


def _one_mark(digits: str, mark: str, *, decimal_comma: bool) -> tuple[Decimal, ...]:
    whole = Decimal(digits.replace(mark, ""))
    grouped = bool(re.fullmatch(rf"[1-9]\d{{0,2}}(?:{re.escape(mark)}\d{{3}})+", digits))
    if digits.count(mark) > 1:
        return (whole,)
    fraction = Decimal(digits.replace(mark, "."))
    if not grouped:
        return (fraction,)
    if mark == ",":
        return (fraction,) if decimal_comma else (whole,)
    return (whole, fraction) if decimal_comma else (fraction,)
