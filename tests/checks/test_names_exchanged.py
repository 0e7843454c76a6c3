"""Names exchanged or put in another's stead within one sentence, and what only looks so. All names are made up."""

from __future__ import annotations

import pytest

from bridge.checks import names
from bridge.domain.finding import Finding
from tests.checks.builders import BRIEF, article, source

SHOPS = (
    "L’enseigne a fermé cinq boutiques, situées pour quatre d’entre elles à Strasbourg et pour la dernière à Colmar. "
    "À table, Jeanne Rouvel conseille un thé noir servi très chaud ; Paul, lui, ne jure que par la tisane de tilleul. "
    "Paul Rouvel tient la caisse depuis 1998."
)
RACE = (
    "Thick snow delayed the race. Martin Holbeck was first to the stone cairn, where he lit the beacon for Torsby. "
    "Later Simon Arkley broke a ski at the bridge, and the coach, Peter Lomas, had to walk back. "
    "A sledge on loan from Corvale Works carried the timekeepers. Orvane Outdoor, based in Ohio, paid for it, and "
    "snow fell over the Northeast. Its turnover is not known. Rita Moss, author of “Salt and Ashes: A Northern Tale,” "
    "wrote about it. The singer was born in Annecy."
)


def blocked(language: str, text: str, body: str) -> list[Finding]:
    found = names.check(source(text, language=language), BRIEF, article(body))
    return [item for item in found if item.severity == "blocker"]


@pytest.mark.parametrize(
    ("language", "text", "body"),
    [
        ("fr", SHOPS, "Cinq boutiques ont fermé : quatre étaient situées à Colmar, la cinquième à Strasbourg."),
        ("fr", SHOPS, "Paul Rouvel recommande un thé noir très chaud, tandis que Jeanne ne jure que par la tisane."),
        ("en", RACE, "Simon Arkley a été le premier au cairn de pierre, où il a allumé le feu pour Torsby."),
        ("en", RACE, "Rita Moss, autrice de <em>Salt and Honey: A Northern Tale</em>, a écrit sur la course."),
    ],
)
def test_a_name_in_anothers_place_is_a_blocker(language: str, text: str, body: str) -> None:
    assert blocked(language, text, body)


@pytest.mark.parametrize(
    ("language", "text", "body"),
    [
        ("fr", SHOPS, "Cinq boutiques ont fermé : quatre étaient situées à Strasbourg, la cinquième à Colmar."),
        ("fr", SHOPS, "Cinq boutiques ont fermé, l’une à Colmar, les quatre autres à Strasbourg."),
        ("fr", SHOPS, "Jeanne Rouvel recommande un thé noir très chaud, tandis que Paul ne jure que par la tisane."),
        ("en", RACE, "Martin Holbeck a été le premier au cairn de pierre, où il a allumé le feu pour Torsby."),
        ("en", RACE, "Un traîneau prêté par Corvale Works a transporté les chronométreurs."),
        ("en", RACE, "Rita Moss, autrice de <em>Salt and Ashes: A Northern Tale</em>, a écrit sur la course."),
        ("en", RACE, "La neige est tombée sur le nord-est des États-Unis."),
        ("en", RACE, "Annécienne de naissance, la chanteuse est connue."),
        ("en", RACE.replace("turnover", "sales figure"), "Chiffre d’affaires inconnu"),
    ],
)
def test_the_same_said_otherwise_passes(language: str, text: str, body: str) -> None:
    assert not blocked(language, text, body)
