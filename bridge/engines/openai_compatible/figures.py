"""Figures that a small model copies from English as they stand there: "61,000" is written "61 000" in French."""

from __future__ import annotations

import re

_GROUPED = re.compile(r"(?<![\d.,])\d{1,3}(?:,\d{3})+(?![\d,]*\d)")
_DECIMAL = re.compile(r"(?<![\d.,])(\d{1,6})\.(\d{1,3})(?![\d.]|\s?[ap]\.?m)")


def in_french(text: str, original: str, *, language: str | None) -> str:
    """``text`` with the groups and decimals of the English ``original`` written as French does; the values stay.

    Only figures that stand in the original are touched, "61, 000" and "2, 36" among them. "2.36" stays for the checks:
    it may be a time or a version.
    """
    if language != "en":
        return text
    for figure in set(_GROUPED.findall(original)):
        wanted = figure.replace(",", "\N{NO-BREAK SPACE}")
        text = re.sub(rf"(?<![\d.,]){figure.replace(',', ', ?')}(?!\d)", wanted, text)
    for whole, part in set(_DECIMAL.findall(original)):
        text = re.sub(rf"(?<![\d.,]){whole}, {part}(?!\d)", f"{whole},{part}", text)
    return text
