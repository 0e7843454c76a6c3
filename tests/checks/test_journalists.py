"""What journalists write in their own way passes; the same with a wrong fact does not. All names are made up."""

from __future__ import annotations

import pytest

from bridge.checks import markup, names, quotations, speakers
from bridge.domain.finding import Finding
from tests.checks.builders import BRIEF, article, source


def blocked(language: str, text: str, told: str) -> list[Finding]:
    of, body = source(text, language=language), article(told)
    found = (one for check in (markup, names, quotations, speakers) for one in check.check(of, BRIEF, body))
    return [item for item in found if item.severity == "blocker" and item.place.startswith(("paragraphe", "article"))]


FAITHFUL = [
    ("en", "Orla Benwick, of Tarrow Falls, Wis., taught in Kellam, N.H., and in Duneville, Calif.",
     "Orla Benwick, de Tarrow Falls (Wisconsin), a enseigné à Kellam (New Hampshire) puis à Duneville, en Californie."),
    ("en", "“The bridge will open no sooner than the first week of June,” said Ada Crane.",
     "« Le pont ouvrira au plus tôt la première semaine de juin », a dit Ada Crane."),
    ("en", "“All we had to do was walk home through the snow,” said Ada Crane.",
     "« Nous n’avions plus qu’à rentrer à pied dans la neige », a dit Ada Crane."),
    ("en", "“We cannot keep filling a bucket that has no bottom,” said Ada Crane.",
     "Pour Ada Crane, il n’est pas question de « remplir un seau qui n’a pas de fond »."),
    ("en", "“Everybody warned me about the river,” said Ada Crane.",
     "« Tout le monde m’a mise en garde contre la rivière », a dit Ada Crane."),
    ("en", "“If we fill 80 per cent of the seats, we live. At 50, we close,” said Ada Crane.",
     "« Si nous remplissons 80 % des sièges, nous vivons. À 50 %, nous fermons », a dit Ada Crane."),
    ("en", "“I gave the team her name because she built it,” said Ada Crane.",
     "« J’ai donné [son] nom à l’équipe parce qu’elle l’a bâtie », a dit Ada Crane."),
    ("fr", "Nora Vidal-Roque, présidente-directrice générale d’Orvalis, est confiante.",
     "La PDG d’Orvalis, Nora Vidal-Roque, est confiante."),
    ("fr", "« Nous avons tenu jusqu’au bout du match », a dit l’entraîneur de Bréval. À la "
     "pause, Ugo Ferrero avait fait sortir son gardien.",
     "« Nous avons tenu jusqu’au bout du match », a dit Ugo Ferrero, le coach de Bréval."),
    ("en", "“I gave half of my pay to the ferry,” said Ada Crane.",
     "« J’ai donné la moitié de ma paie au bac », a dit Ada Crane."),
    ("en", "“We kept asking whom the island would feed,” said Ada Crane.",
     "« Qui l’île allait-elle nourrir ? On s’est posé la question sans cesse », a dit Ada Crane."),
    ("fr", "Son livre paraît aux éditions du Héron.", "Aux éditions du Héron paraît son livre."),
    ("fr", "La capitaine brévalaise, Ida Sorel, est sortie. Bréval a gagné contre Vellaine.",
     "La sortie d’Ida Sorel, la capitaine de Bréval, n’a rien changé : Vellaine a perdu."),
]  # fmt: skip

WRONG = [
    ("en", "Orla Benwick, of Tarrow Falls, Wis., taught for years.",
     "Orla Benwick, de Tarrow Falls (Wyoming), a enseigné."),
    ("en", "Miss Orla Benwick was ill for years.", "Orla Benwick, du Mississippi, a été malade des années."),
    ("en", "“We must keep paying for the bridge,” said Ada Crane.",
     "« Nous ne devons plus payer le pont », a dit Ada Crane."),
    ("en", "“Everybody warned me about the river,” said Ada Crane.",
     "« Personne ne m’a mise en garde contre la rivière », a dit Ada Crane."),
    ("en", "“If we fill 80 per cent of the seats, we live. At 50, we close,” said Ada Crane.",
     "« Si nous remplissons 80 % des sièges, nous vivons. À 40 %, nous fermons », a dit Ada Crane."),
    ("en", "“The team had the courage to leave the island,” said Ada Crane.",
     "« L’équipe a eu la prudence de quitter l’île », a dit Ada Crane."),
    ("en", "“We intend to be the answer to that question,” said Ada Crane.",
     "« Nous entendons être la réponse à cette question, dans chaque cuisine suédoise », a dit Ada Crane."),
    ("en", "Ada Crane, a botanist at the University of Tarrow, found the moss. Rain had washed away the path. Nobody "
     "went back there. The moss grew on. Orla Benwick, a chemist at the University of Kellam, had failed.",
     "La mousse a été trouvée par Ada Crane, botaniste à l’université de Kellam."),
    ("fr", "Son livre paraît aux éditions du Héron.", "Son livre paraît aux éditions du Pélican."),
    ("fr", "Nora Vidal-Roque est à Lormes.", "Nora Vidal-Roque est à Lormes [galerie]."),
    ("fr", "Nora Vidal-Roque est à Lormes.", "Nora Vidal-Roque est « à Lormes [contact ville=1] »."),
]  # fmt: skip


@pytest.mark.parametrize(("language", "text", "told"), FAITHFUL)
def test_a_writers_own_way_is_no_fault(language: str, text: str, told: str) -> None:
    assert blocked(language, text, told) == []


@pytest.mark.parametrize(("language", "text", "told"), WRONG)
def test_the_same_with_a_wrong_fact_holds_the_article(language: str, text: str, told: str) -> None:
    assert blocked(language, text, told) != []
