"""Negations that only one side has are doubts, also where the sentences are told in other words."""

from __future__ import annotations

import pytest

from bridge.checks import names, polarity
from bridge.domain.finding import Severity
from tests.checks.builders import BRIEF, article, source

LOST = "The council met on Monday in Brévault. The union said the company had not answered its letters."
ADDED = "The council met on Monday in Brévault. Hauliers have asked both sides for a mediator."


@pytest.mark.parametrize(
    ("origin", "written", "doubted"),
    [
        (LOST, "Le conseil s’est réuni lundi à Brévault. Selon le syndicat, la société a répondu à ses lettres.", True),
        (LOST, "Le conseil s’est réuni lundi à Brévault. Selon le syndicat, ses lettres sont sans réponse.", False),
        (ADDED, "Le conseil s’est réuni lundi à Brévault. Les transporteurs n’ont pas demandé de médiateur.", True),
        (ADDED, "Le conseil s’est réuni lundi à Brévault. Les transporteurs ont demandé un médiateur.", False),
        ("Noise: no more than 42 decibels.", "Bruit de la machine : plus de 42 décibels.", True),
    ],
)
def test_a_denial_of_one_side_is_told(origin: str, written: str, doubted: bool) -> None:
    found = polarity.check(source(origin, title="", language="en"), BRIEF, article(written))
    assert any(item.code == "polarity.negation" for item in found) is doubted


def test_a_word_of_the_source_vouches_for_no_acronym() -> None:
    origin = "Students can ask for help. The Ashcombe Students' Union (ASU) polled 2,140 of them in October."
    written = "En octobre, le syndicat étudiant d’Ashcombe (ASK) a interrogé 2 140 étudiants."
    found = names.check(source(origin, title="", language="en"), BRIEF, article(written))
    assert any(item.severity is Severity.BLOCKER and "ASK" in item.message for item in found)
