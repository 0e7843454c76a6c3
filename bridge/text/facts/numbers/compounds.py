"""Numbers in several parts: "9 € 50", "1 m 80", "3 kg 200", telephone numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from bridge.text.facts.numbers.lexicon import SPACE
from bridge.text.facts.numbers.records import Kind, NumberFact

_PHONE = re.compile(
    rf"(?<![\w.,+/-])(?:(?:\+|00)33(?:{SPACE}|[.-])?(?:\(0\){SPACE}?)?|0)([1-9](?:(?:{SPACE}|[.‑-])?\d{{2}}){{4}})"
    r"(?![\w/]|[.,-]\d)"
)
#: What is no end of such a number: more digits, or a unit of the second one's own.
_END = rf"(?!\w|[.,]\d|{SPACE}?[%‰€$£°]|{SPACE}\d|{SPACE}(?:euros?|km|kg|cm|mm|m|h|pour{SPACE}cent)\b)"
_COMPOUND = re.compile(
    rf"(?<![\w.,])(?<!\d{SPACE})(?:"
    rf"(?P<euros>\d{{1,3}}){SPACE}?(?:€|euros?){SPACE}?(?P<cents>\d{{2}})(?:{SPACE}centimes?)?"
    rf"|(?P<metres>\d{{1,2}}){SPACE}?m{SPACE}?(?P<centimetres>\d{{2}})(?:{SPACE}?cm)?"
    rf"|(?P<kilos>\d{{1,3}}){SPACE}?k[gm]{SPACE}?(?P<grams>\d{{3}})(?:{SPACE}?[gm])?"
    rf"){_END}"
)


#: Telephone numbers of other countries, and special ones: "020 7946 0018", "0800 555 0142", "+32 2 555 01 42".
_OTHER_PHONE = re.compile(
    rf"(?<![\w.,+/-])(?<!\d{SPACE})"
    rf"(?:(?:\+|00)(?!33)[1-9]\d{{0,2}}(?:{SPACE}|[.-])?(?:\(0\){SPACE}?)?\d{{1,4}}|\(?0\d{{2,4}}\)?)"
    rf"(?:(?:{SPACE}|[.‑-])\d{{2,4}}){{2,4}}(?![\w/]|[.,-]\d)"
)


def phones(text: str) -> Iterator[NumberFact]:
    """Telephone numbers, however they are grouped; French ones with or without the country's code."""
    for match in _PHONE.finditer(text):
        digits = re.sub(r"\D", "", match[1])
        yield NumberFact(
            kind=Kind.PHONE, value=Decimal(digits), unit="33", text=match.group(), start=match.start(), end=match.end()
        )
    for match in _OTHER_PHONE.finditer(text):
        digits = re.sub(r"\D", "", match.group().replace("(0)", ""))
        yield NumberFact(
            kind=Kind.PHONE, value=Decimal(digits), text=match.group(), start=match.start(), end=match.end()
        )


def compounds(text: str, language: str | None) -> Iterator[NumberFact]:
    """Numbers with their unit for a decimal point, as French writes them."""
    if language == "en":
        return
    for match in _COMPOUND.finditer(text):
        whole = match["euros"] or match["metres"] or match["kilos"]
        part = match["cents"] or match["centimetres"] or match["grams"]
        money = bool(match["euros"])
        yield NumberFact(
            kind=Kind.AMOUNT if money else Kind.NUMBER, value=Decimal(f"{whole}.{part}"), unit="EUR" if money else "",
            text=match.group(), start=match.start(), end=match.end(),
        )  # fmt: skip
