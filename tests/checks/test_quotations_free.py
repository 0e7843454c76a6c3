"""Free but faithful renderings pass; one word in another's place does not. All names are made up."""

from __future__ import annotations

import pytest

from bridge.checks import quotations
from bridge.domain.finding import Finding
from bridge.domain.source import Source
from tests.checks.builders import BRIEF, article, source

SOURCE = source(
    "The hamlet of Ormesk has lost its bakery. “There is no bread here any more,” admits Petra Lund, sweeping the "
    "floor. “Ask me again next spring.”",
    "Mayor Hal Osten said the village had “a question of survival” to answer.",
    "“We kept asking what we could remove,” said architect Ines Vardo at the opening. “The roof costs £4,200 a year.”",
    "“A library should not be a chimney in the middle of a town,” said councillor Bo Reth.",
    title="Ormesk waits for its bakery",
    language="en",
)


def blocked(*body: str, of: Source = SOURCE) -> list[Finding]:
    found = quotations.check(of, BRIEF, article(*body))
    return [item for item in found if item.severity == "blocker"]


@pytest.mark.parametrize(
    "body",
    [
        "Y a-t-il encore du pain ? « Plus du tout, avoue-t-elle, le balai à la main. Redemandez-le-moi au printemps. »",
        "« Que pouvait-on encore supprimer ? On s’est posé la question sans arrêt », raconte Ines Vardo.",
        "« Une bibliothèque ne devrait pas être une cheminée au milieu d’une ville », juge Bo Reth.",
        "« Une bibliothèque n’a pas à être une cheminée en pleine ville », juge Bo Reth.",
        "« Le toit coûte 4 200 livres par an », précise Ines Vardo.",
    ],
)
def test_a_free_rendering_passes(body: str) -> None:
    assert not blocked(body)


@pytest.mark.parametrize(
    "body",
    [
        "« Une bibliothèque ne devrait pas être une cheminée au milieu d’un désert », juge Bo Reth.",
        "« Une bibliothèque ne devrait pas être une chanson au milieu d’une ville », juge Bo Reth.",
        "« Le toit coûte une fortune par an », précise Ines Vardo.",
        "« Le toit coûte 4 200 livres par an, et nous vendrons la salle avant la fin du mois », précise Ines Vardo.",
        "« Nos concurrents finiront tous par nous copier », raconte Ines Vardo.",
        "« Personne ne nous avait prévenus du danger », avoue Petra Lund.",
    ],
)
def test_another_word_or_an_addition_is_a_blocker(body: str) -> None:
    assert [item.code for item in blocked(body)]


def test_the_word_is_named() -> None:
    found = blocked("« Une bibliothèque ne devrait pas être une cheminée au milieu d’un désert », juge Bo Reth.")
    assert "« désert »" in found[0].message
