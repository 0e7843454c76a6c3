"""Quotations in each other's place: told by what leads to them, where "dit-elle" names nobody. All names are made up."""

from __future__ import annotations

import pytest

from bridge.checks import speakers
from bridge.domain.finding import Severity
from tests.checks.builders import BRIEF, article, source

# ruff: noqa: E501

SOURCE = source(
    "La recette vient d’une boulangère du port. La pâtissière a accepté de la confier, à une condition : « Écrivez bien "
    "qu’on ne met pas de crème. »",
    "La pâte doit reposer une nuit entière. Un hiver, pressée, elle s’en est passée. « Mes neveux ont mangé de la soupe "
    "en croûte », rit-elle.",
    "Le concours de la halle, ouvert à tous, demande une inscription avant la fin du mois. Elle n’y participera pas. "
    "« J’aurais peur de perdre », glisse-t-elle.",
)
CREAM, SOUP, FEAR = (
    "Écrivez bien qu’on ne met pas de crème",
    "Mes neveux ont mangé de la soupe en croûte",
    "J’aurais peur de perdre",
)
RECIPE = "Une boulangère du port a transmis la recette. La pâtissière la confie à une condition : « {} »."
NIGHT = (
    "Une nuit entière de repos est nécessaire à la pâte. Elle a voulu s’en passer un hiver. « {} », dit-elle en riant."
)
CONTEST = (
    "Pour le concours, ouvert à tous sous la halle, il faut une inscription. Elle ne participera pas. « {} », dit-elle."
)


def _blockers(*body: str) -> list[str]:
    return [
        item.message
        for item in speakers.check(SOURCE, BRIEF, article(*body))
        if item.severity is Severity.BLOCKER
    ]  # fmt: skip


@pytest.mark.parametrize(
    "body",
    [
        (RECIPE.format(CREAM), NIGHT.format(SOUP), CONTEST.format(FEAR)),
        (CONTEST.format(FEAR), NIGHT.format(SOUP), RECIPE.format(CREAM)),
        (RECIPE.format(CREAM), CONTEST.format(FEAR)),
        (f"« {FEAR} », dit la pâtissière.", RECIPE.format(CREAM), NIGHT.format(SOUP)),
        (f"La pâtissière a deux principes. « {CREAM} », et « {FEAR} ».", NIGHT.format(SOUP)),
        (f"« {CREAM} »", f"« {FEAR} »", f"« {SOUP} »"),
        # a quotation moved elsewhere is an author's choice
        (RECIPE.format(CREAM), NIGHT.format(FEAR), CONTEST.format("Rien")),
    ],
)
def test_quotations_in_any_order(body: tuple[str, ...]) -> None:
    assert not _blockers(*body)


@pytest.mark.parametrize(
    "body",
    [
        (RECIPE.format(FEAR), NIGHT.format(SOUP), CONTEST.format(CREAM)),
        (RECIPE.format(SOUP), NIGHT.format(CREAM), CONTEST.format(FEAR)),
        (CONTEST.format(SOUP), NIGHT.format(FEAR)),
    ],
)
def test_quotations_in_each_others_place(body: tuple[str, ...]) -> None:
    assert any("la place l’une de l’autre" in message for message in _blockers(*body))
