"""Dates told from other dates are reckoned in both languages."""

from __future__ import annotations

import pytest

from bridge.text.facts.numbers import facts
from bridge.text.facts.numbers.relative import reckoned

NOW_FR, NOW_EN = "Le 3 mars 2026, ", "On 3 March 2026 "


@pytest.mark.parametrize(
    ("language", "words", "day"),
    [
        ("fr", "hier", (2026, 3, 2)), ("fr", "il y a quinze jours", (2026, 2, 16)),
        ("fr", "mardi dernier", (2026, 2, 24)), ("fr", "juin prochain", (2026, 6, None)),
        ("fr", "l’an dernier", (2025, None, None)), ("fr", "deux jours plus tard", (2026, 3, 5)),
        ("fr", "le lendemain", (2026, 3, 4)), ("fr", "le mois suivant", (2026, 4, None)),
        ("en", "yesterday", (2026, 3, 2)), ("en", "last Tuesday", (2026, 2, 24)), ("en", "next June", (2026, 6, None)),
        ("en", "last July", (2025, 7, None)), ("en", "three weeks later", (2026, 3, 24)),
        ("en", "the day before", (2026, 3, 2)), ("en", "a year earlier", (2025, None, None)),
    ],
)  # fmt: skip
def test_one_day_from_another(language: str, words: str, day: tuple[int | None, ...]) -> None:
    text = (NOW_FR if language == "fr" else NOW_EN) + words
    assert list(reckoned(text, facts(text, language), language)) == [day]


def test_words_of_now_are_told_from_the_day_of_writing_alone() -> None:
    now = facts("On 3 March 2026", "en")
    text = "It closed on 5 May 2019, last July."
    assert list(reckoned(text, (*now, *facts(text, "en")), "en", now)) == [(2025, 7, None)]


def test_nothing_is_told_from_no_date() -> None:
    assert list(reckoned("yesterday, two days later", facts("yesterday, two days later", "en"), "en")) == []
