"""Nouns that an English original has nothing for: held where all the rest is rendered, and free where it is not."""

from __future__ import annotations

import pytest

from bridge.checks import quotations
from bridge.domain.finding import Severity
from tests.checks.builders import BRIEF, article, source

# ruff: noqa: E501

GRANDCHILDREN = "If it fails, I have lost a holiday. If it works, my grandchildren keep the school open."
ACCEPTED = "We would never have accepted 2028. The grid simply isn't there."
TOLD = "People told us for years that you could not make chips here."
POINTS = "I was two points away at least four times. You have to take these chances."
FAITHFUL = [
    (
        GRANDCHILDREN,
        "Si ça échoue, j’ai perdu des vacances. Si ça marche, mes petits-enfants gardent leur école ouverte.",
    ),
    (
        GRANDCHILDREN,
        "Si ça échoue, j’ai perdu des vacances. Si ça marche, mes petites-filles gardent leur école ouverte.",
    ),
    (
        GRANDCHILDREN,
        "Si cela rate, j’y perds des vacances. Si cela marche, l’école de mes petits-enfants reste ouverte.",
    ),
    (ACCEPTED, "Nous n’aurions jamais accepté 2028. Le réseau n’est tout simplement pas là."),
    (ACCEPTED, "Nous n’aurions jamais accepté l’échéance de 2028. Le réseau n’est tout simplement pas là."),
    (TOLD, "Pendant des années, on nous a dit qu’on ne pouvait pas fabriquer de puces ici."),
    (TOLD, "Des années durant, les gens nous ont dit qu’il était impossible de fabriquer des puces ici."),
    (POINTS, "J’ai été à deux points de la victoire au moins quatre fois. Il faut saisir ces occasions."),
    ("The whole thing is a disaster for the town.", "Tout cela est une catastrophe pour la ville."),
    ("This closure is a disgrace.", "Cette fermeture est une honte."),
    ("It was a mess from the first day to the last.", "Du premier au dernier jour, ça a été le chaos."),
]
ALTERED = [
    (GRANDCHILDREN, "Si ça échoue, j’ai perdu des vacances. Si ça marche, mes catastrophes gardent leur école ouverte."),
    (ACCEPTED, "C’est une honte, nous n’aurions jamais accepté 2028. Le réseau n’est tout simplement pas là."),
    (ACCEPTED, "Scandale, nous n’aurions jamais accepté 2028. Le réseau n’est tout simplement pas là."),
    (TOLD, "catastrophe des années, les gens nous ont dit qu’on ne pouvait pas fabriquer de puces ici."),
]  # fmt: skip


def _held(original: str, french: str) -> bool:
    said = source(f'"{original}" the founder said.', language="en")
    found = quotations.check(said, BRIEF, article(f"«\u00a0{french}\u00a0», a dit la fondatrice."))
    return any(item.severity is Severity.BLOCKER for item in found)


@pytest.mark.parametrize(("original", "french"), FAITHFUL)
def test_a_rendering_passes(original: str, french: str) -> None:
    assert not _held(original, french)


@pytest.mark.parametrize(("original", "french"), ALTERED)
def test_a_noun_out_of_nowhere_is_held(original: str, french: str) -> None:
    assert _held(original, french)
