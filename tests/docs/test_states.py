"""The drawing of the states is that of the table."""

from __future__ import annotations

from scripts.states import PAGE, page


def test_the_drawing_is_up_to_date() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(), "run: python -m scripts.states"
