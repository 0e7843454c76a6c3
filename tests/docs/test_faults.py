"""The table of faults is that of the tests."""

from __future__ import annotations

from scripts.faults import page
from tests.faults.outcomes import PAGE


def test_the_table_is_up_to_date() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(), "run: python -m scripts.faults"
