from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bridge.text.pixels import TITLE_LIMIT, title_width


@pytest.mark.parametrize(
    ("text", "width"),
    [
        ("", 0),
        (" ", 6),
        ("i", 4),
        ("M", 17),
        ("0123456789", 111),
        ("œ", 19),
        ("W" * 10, 189),
    ],
)
def test_known_widths(text: str, width: int) -> None:
    assert title_width(text) == width


def test_an_accented_letter_is_as_wide_as_its_base() -> None:
    assert title_width("éèêëÉÀç") == title_width("eeeeEAc")


def test_composed_and_decomposed_are_the_same() -> None:
    text = "Été à l’île : où naît l’œuvre ?"
    assert title_width(unicodedata.normalize("NFD", text)) == title_width(text)


def test_a_usual_title_fits_and_a_long_one_does_not() -> None:
    assert title_width("Cloud souverain : ce que change le nouveau label européen") <= TITLE_LIMIT
    assert title_width("Cloud souverain : ce que change le nouveau label européen pour les communes") > TITLE_LIMIT


def test_what_draws_nothing_takes_no_room() -> None:
    assert title_width("mot\u00ad\u200b\u200d") == title_width("mot")


@given(st.text(), st.text())
def test_longer_is_never_narrower(first: str, second: str) -> None:
    assert title_width(first + second) >= title_width(first) - 20


@given(st.text())
def test_never_negative(text: str) -> None:
    assert title_width(text) >= 0
