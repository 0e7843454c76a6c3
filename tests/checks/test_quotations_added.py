"""Quotations in marks of every kind, spoken lines and insertions, as the check judges them."""

from __future__ import annotations

import pytest

from bridge.checks import quotations
from tests.checks.builders import BRIEF, article, codes, severities, source

FRENCH = source("« Nous sommes fiers de cette réouverture [du port] », dit la région.", "Le port rouvre.")
KEPT = "« Nous sommes fiers de cette réouverture »"


@pytest.mark.parametrize(
    "text",
    [
        "‹ Nous regrettons cette décision ›, dit-elle.",
        "”Nous regrettons cette décision”, dit-elle.",
        "»Nous regrettons cette décision«, dit-elle.",
        "❝Nous regrettons cette décision❞, dit-elle.",
        "<< Nous regrettons cette décision >>, dit-elle.",
        "— Nous regrettons cette décision, a déclaré la directrice.",
        "« Nous [ne] sommes [pas] fiers de cette réouverture »",
        "« Nous sommes [surtout pas du tout] fiers de cette réouverture »",
    ],
)
def test_words_that_nobody_said(text: str) -> None:
    assert ("quotations.altered", "blocker") in severities(quotations.check(FRENCH, BRIEF, article(KEPT, text)))


@pytest.mark.parametrize(
    "text",
    [
        "— Nous sommes fiers de cette réouverture, a déclaré la directrice.",
        "« Nous sommes fiers de cette réouverture [du port] »",
        "« Nous sommes […] réouverture »",
    ],
)
def test_words_that_were_said(text: str) -> None:
    assert codes(quotations.check(FRENCH, BRIEF, article(KEPT, text))) == []


def test_a_spoken_line_of_the_source_is_a_quotation() -> None:
    spoken = source("— Nous sommes fiers de ce port, dit-elle.")
    assert codes(quotations.check(spoken, BRIEF, article("« Nous sommes fiers de ce port », dit-elle."))) == []
