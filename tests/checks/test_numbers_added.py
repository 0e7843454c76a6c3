"""Numbers that were once read past, as the check judges them."""

from __future__ import annotations

import pytest

from bridge.checks import numbers
from tests.checks.builders import BRIEF, article, severities, source

FRENCH = source("Il fait 5 °C au port. La part est de 3,5 %. Appelez le 06 12 34 56 78.")


@pytest.mark.parametrize("text", ["la moitié", "un tiers", "les trois quarts", "Il a doublé.", "des milliers de gens"])
def test_shares_and_multiples_warn(text: str) -> None:
    found = [item for item in numbers.check(FRENCH, BRIEF, article(text)) if item.code != "numbers.dropped"]
    assert severities(tuple(found)) == {("numbers.doubtful", "warning")}


@pytest.mark.parametrize("text", ["Il fait −5 °C.", "Il y a ²⁷ salles.", "06 12 34 56 79", "\u202e5 °C\u202c"])
def test_numbers_that_are_not_the_sources(text: str) -> None:
    assert ("numbers.unsupported", "blocker") in severities(numbers.check(FRENCH, BRIEF, article(text)))
