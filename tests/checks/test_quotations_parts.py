"""Parts of quotations, sentences added to them, and turns of phrase that seem to deny. All names are made up."""

from __future__ import annotations

import pytest

from bridge.checks import polarity, quotations, speakers
from bridge.domain.finding import Finding
from tests.checks.builders import BRIEF, article, source

SOURCE = source(
    "The baker of Ormesk, Petra Lund, felt “no regret at all” about leaving. “We have sold 40 ovens since 2012 and the "
    "choice was between rest and the shop,” she said.",
    "“I kept meaning to give it back,” he told the court of Vellin. “It was the silence, not the noise, that woke us. "
    "I went down believing the house was empty.”",
    "“I would not open these paths to visitors until we have checked the four bridges of the valley,” said Ines Vardo.",
    "“The swallows returned far sooner than any of us had dared to believe,” said ranger Bo Reth. “We expect the work "
    "to end in the second half. We do not plan to tell our neighbours all of that.”",
    "Historian Lena Orm, author of “Flour and Smoke: A Valley Tale,” says that rye is in one recipe out of four. "
    "“People call rye a poor man's grain,” she says. “The diaries don't bear that out.”",
    title="Ormesk closes its bakery",
    language="en",
)


def blocked(body: str) -> list[Finding]:
    found = [
        item
        for check in (quotations.check, speakers.check, polarity.check)
        for item in check(SOURCE, BRIEF, article(body))
    ]
    return [item for item in found if item.severity == "blocker"]


@pytest.mark.parametrize(
    "body",
    [
        "Partir ne lui laissait « absolument aucun regret ». « Nous avons vendu 40 fours depuis 2012 et il fallait "
        "choisir entre le repos et la boutique », a dit Petra Lund.",
        "Ines Vardo veut qu’on ait d’abord vérifié les ponts « de la vallée ».",
        "Elle attend que l’on ait vu « les quatre ponts de la vallée ».",
        "« Les hirondelles sont revenues bien plus tôt qu’aucun de nous n’avait osé le croire », se réjouit Bo Reth.",
        "« Nous prévoyons que les travaux finiront au second semestre. Nous n’avons pas prévu de dire tout cela à nos "
        "voisins », dit Bo Reth.",
        "Lena Orm, autrice de « Flour and Smoke: A Valley Tale », affirme que le seigle figure dans une recette sur "
        "quatre. « Les gens appellent le seigle un grain de pauvre, observe-t-elle. Les journaux ne le confirment "
        "pas. »",
    ],
)
def test_a_faithful_part_or_turn_passes(body: str) -> None:
    assert not blocked(body)


@pytest.mark.parametrize(
    "body",
    [
        "Elle n’éprouvait « absolument aucune joie ». « Je le vends », dit-elle.",
        "« C’était le silence, et non le bruit, qui nous a réveillés. Je n’y retournerai plus », a-t-il dit.",
        "Ines Vardo le dit : « J’ouvrirais ces chemins aux visiteurs avant la vérification des quatre ponts. »",
        "« Nous prévoyons que les travaux finiront au second semestre. Nous avons prévu de dire tout cela à nos "
        "voisins », dit Bo Reth.",
        "Bo Reth y croit. « Je ne dors pas encore très bien », a-t-il soufflé.",
    ],
)
def test_what_was_not_said_so_is_a_blocker(body: str) -> None:
    assert blocked(body)


def test_spending_less_is_saving() -> None:
    said = source("« Chauffer moins, c’est dépenser moins, à condition de fermer les portes », dit Bo Reth.")
    body = "Bo Reth y voit une économie, « à condition de fermer les portes »."
    assert not [item for item in polarity.check(said, BRIEF, article(body)) if item.severity == "blocker"]
