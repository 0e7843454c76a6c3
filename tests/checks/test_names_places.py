"""Places, peoples, points of the compass and functions: free renderings pass, another one is told."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bridge.checks import markup, names
from bridge.domain.finding import Finding, Severity
from tests.checks.builders import BRIEF, article, block, p, seo, source

NO_SEO = seo(title="", description="", keyphrase="")

# Language of the source, source, article: persons and bodies are invented.
FAITHFUL = [
    ("en", "The vaccine must be kept at 41F, or 5C, said Dr Ida Wren. A 6.1-magnitude earthquake struck Carrow.",
     "Le vaccin se garde à 41 degrés Fahrenheit, soit 5 degrés Celsius, selon le Dr Ida Wren. Un séisme de magnitude "
     "6,1 sur l’échelle de Richter a frappé Carrow."),
    ("en", "Ada Crane won the Corvin Masters in Antwerp on Sunday.",
     "Ada Crane a remporté dimanche le Masters Corvin d’Anvers."),
    ("en", "Pell says its screen was developed with Osaka-based Norimoto, that uses less energy.",
     "Selon Pell, l’écran a été mis au point avec Norimoto, une société d’Osaka, qui utilise moins d’énergie."),
    ("en", "US officials and the EU agreed. American firms gain; European ones wait.",
     "Washington et Bruxelles se sont entendus. Les entreprises américaines y gagnent, les européennes attendent."),
    ("en", "Cllr Joan Petty, of Harrow Vale Council, told Sir Alan Crewe MP that Wexley Homes plc was late.",
     "Joan Petty, élue au conseil de Harrow Vale, a dit au député Alan Crewe que Wexley Homes était en retard."),
    ("en", "President Adama Koné met the Chinese ambassador Li Wen in Beijing.",
     "Le président, Adama Koné, a rencontré à Pékin l’ambassadeur de Chine, Li Wen."),
    ("fr", "Une équipe franco-péruvienne a travaillé avec l’Institut des Andes de Lima.",
     "Des Français et des Péruviens ont travaillé à Lima avec l’Institut des Andes."),
    ("fr", "La Caisse régionale d’entraide agricole (CREA) a élu Nora Vidal-Roque présidente.",
     "Nora Vidal-Roque est élue à la tête de la CREA."),
    ("fr", "Le maire de Vernoux a reçu le préfet.", "Les Vernousains apprécieront : le préfet est venu voir le maire."),
    ("fr", "La start-up lyonnaise Orvalis lève 3 millions d’euros.", "Orvalis lève 3 millions d’euros, à Lyon."),
    ("fr", "L’AS Bréval reçoit l’US Cransac.", "Bréval accueille Cransac. L’ASB est prête."),
    ("fr", "Le peintre Ugo Ferrero, né à Turin, expose à la galerie des Arts de Bréval.",
     "À Bréval, la galerie des Arts expose Ugo Ferrero, peintre turinois."),
    ("en", "Kellam is west of Orwick. Northern Ireland voted.",
     "Orwick se trouve à l’est de Kellam. L’Irlande du Nord a voté."),
    ("en", "The village lies in north-west Spain, in the south of the province.",
     "Le village se trouve dans le nord-ouest de l’Espagne, au sud de la province."),
    ("fr", "Bora Lind gagne 6-3, 7-6 (9-7).", "Bora Lind s’impose 6-3, 7-6 [9-7]."),
]  # fmt: skip

WRONG = [
    ("en", "In England the vaccine is free on the health service, nurses said.",
     "En Écosse, le vaccin est gratuit, selon les infirmières du service de santé.", "names.unsupported"),
    ("en", "Norimoto bought a family firm near Zurich for 12 million.",
     "Norimoto a racheté une entreprise familiale près de Francfort pour 12 millions.", "names.unsupported"),
    ("en", "Ada Crane lost to the Japanese player Mei Tori.",
     "Ada Crane s’est inclinée devant la Chinoise Mei Tori, joueuse redoutable.", "names.unsupported"),
    ("fr", "Elle cite une ligne de montagne, en Autriche, sauvée par ses voyageurs.",
     "Elle cite une ligne de montagne sauvée par ses voyageurs, en Suisse.", "names.unsupported"),
    ("en", "Ian Moss died at home in Kelmoor, his family said. He had left Scotland once.",
     "Ian Moss est mort chez lui, à Édimbourg, a dit sa famille.", "names.unsupported"),
    ("fr", "La perturbation s’évacuera vers l’est dimanche. Le vent viendra d’ouest.",
     "Dimanche, la perturbation s’évacuera vers l’ouest.", "names.direction"),
    ("fr", "Le phare se dresse sur la pointe sud de l’île.", "À la pointe nord de l’île se dresse le phare.",
     "names.direction"),
    ("en", "The ferry broke down 18 miles north of Harrowby.",
     "Le ferry est tombé en panne à 18 miles au sud de Harrowby.", "names.direction"),
    ("en", "The village lies in north-west Spain.", "Le village se trouve dans le nord-est de l’Espagne.",
     "names.direction"),
    ("fr", "Yann Moreau-Lys, l’entraîneur de Pechaudier, est déçu. Le stade est froid. La foule est venue tard. "
     "Le public de Cransac exulte.",
     "Yann Moreau-Lys, l’entraîneur de Cransac, est déçu.", "names.swapped"),
]  # fmt: skip


def found(language: str, told: str, written: str) -> list[Finding]:
    made = article(written, title="", seo=NO_SEO, excerpt="")
    given = source(told, title="", language=language)
    return [*names.check(given, BRIEF, made), *markup.check(given, BRIEF, made)]


@pytest.mark.parametrize(("language", "told", "written"), FAITHFUL)
def test_a_free_rendering_is_not_held(language: str, told: str, written: str) -> None:
    assert [item for item in found(language, told, written) if item.severity is Severity.BLOCKER] == []


@pytest.mark.parametrize(("language", "told", "written", "code"), WRONG)
def test_another_place_side_or_owner_holds_the_article(language: str, told: str, written: str, code: str) -> None:
    held = {item.code for item in found(language, told, written) if item.severity is Severity.BLOCKER}
    assert code in held


SLIPS = [
    ("Le capitaine Paul Reddy est sorti.", "Le capitaine Pal Reddy est sorti."),
    ("Un feu ravage la zone des Brosses.", "Un feu ravage la zone des Bosses."),
    ("Elle étudie à l’université de Haute-Loure.", "Elle étudie à l’université de Haute-Lure."),
    ("Le titre chute à la Bourse de Paris.", "Le titre chute à la Bourse de Pris."),
    ("Le juriste de l’association Toit et Droits répond.", "Le juriste de l’association Tout et Droits répond."),
    ("Carla Whitmoor siège au conseil.", "Cala Whitmoor siège au conseil."),
    ("Elle bat la joueuse Petra Nová.", "Elle bat la joueuse Petra Nova."),
]


@pytest.mark.parametrize(("told", "written"), SLIPS)
def test_a_slip_that_makes_another_word_holds_the_article(told: str, written: str) -> None:
    assert [item.code for item in found("fr", told, told) if item.severity is Severity.BLOCKER] == []
    assert "names.misspelled" in {item.code for item in found("fr", told, written) if item.severity is Severity.BLOCKER}


@pytest.mark.parametrize(
    ("language", "told", "written"),
    [
        (
            "fr",
            "L’Université de Bréval accueille la Première ministre.",
            "Universités : Bréval voit le Premier ministre.",
        ),
        ("fr", "Les Écoles normales de Bréval ferment.", "Une École normale de Bréval ferme."),
        ("en", "Bristow University and Orwick Center agreed.", "La Bristow Université et l’Orwick Centre s’entendent."),
    ],
)
def test_another_form_of_a_word_is_no_slip(language: str, told: str, written: str) -> None:
    assert [item for item in found(language, told, written) if item.severity is Severity.BLOCKER] == []


@pytest.mark.parametrize(
    ("written", "doubted"),
    [
        ("Alban Leroux, le procureur, a requis deux ans.", False),
        ("Le magistrat Alban Leroux a requis deux ans.", False),
        ("Alban Leroux, le greffier du tribunal, a requis deux ans.", False),
        ("Alban Leroux, le préfet, a requis deux ans.", True),
    ],
)
def test_another_function_is_told(written: str, doubted: bool) -> None:
    told = found("fr", "À Bréval, le procureur Alban Leroux a requis deux ans contre le prévenu.", written)
    assert ("names.function" in {item.code for item in told}) == doubted
    assert all(item.severity is not Severity.BLOCKER for item in told)


@pytest.mark.parametrize(
    ("title", "right"),
    [("Le Bois qui dort", True), ("Le bois qui dort", True), ("Le Bois qui chante", False), ("A priori", True)],
)
def test_a_title_keeps_its_words(title: str, right: bool) -> None:
    told = replace(block(0, "Elle a écrit Le Bois qui dort."), html="Elle a écrit <em>Le Bois qui dort</em>.")
    made = article(p(f"Son livre, <em>{title}</em>, est épuisé."), title="", seo=NO_SEO, excerpt="")
    held = [item for item in names.check(source(told, title=""), BRIEF, made) if item.severity is Severity.BLOCKER]
    assert (not held) == right
