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
    ("en", "The museum says its lift was designed with Osaka-based Norimoto, and makes no noise.",
     "Selon le musée, l’ascenseur a été conçu avec Norimoto, une société d’Osaka, et ne fait aucun bruit."),
    ("en", "US officials and the EU agreed. American firms gain; European ones wait.",
     "Washington et Bruxelles se sont entendus. Les entreprises américaines y gagnent, les européennes attendent."),
    ("en", "Cllr Joan Petty, of Harrow Vale Council, told Sir Alan Crewe MP that Wexley Homes plc was late.",
     "Joan Petty, élue au conseil de Harrow Vale, a dit au député Alan Crewe que Wexley Homes était en retard."),
    ("en", "President Adama Koné met the Chinese ambassador Li Wen in Beijing.",
     "Le président, Adama Koné, a rencontré à Pékin l’ambassadeur de Chine, Li Wen."),
    ("fr", "Un chœur franco-péruvien a chanté avec l’École des Andes de Lima.",
     "Des Français et des Péruviens ont chanté à Lima avec l’École des Andes."),
    ("fr", "La Caisse régionale d’entraide agricole (CREA) a élu Nora Vidal-Roque présidente.",
     "Nora Vidal-Roque est élue à la tête de la CREA."),
    ("fr", "Le maire de Vernoux a reçu le préfet.", "Les Vernousains apprécieront : le préfet est venu voir le maire."),
    ("fr", "La start-up lyonnaise Orvalis lève 3 millions d’euros.", "Orvalis lève 3 millions d’euros, à Lyon."),
    ("fr", "L’AS Bréval reçoit l’US Vellaine.", "Bréval accueille Vellaine. L’ASB est prête."),
    ("fr", "Le peintre Ugo Ferrero, né à Turin, expose à la galerie des Arts de Bréval.",
     "À Bréval, la galerie des Arts expose Ugo Ferrero, peintre turinois."),
    ("en", "Kellam is west of Orwick. Northern Ireland voted.",
     "Orwick se trouve à l’est de Kellam. L’Irlande du Nord a voté."),
    ("en", "The vineyard lies in north-west Spain, in the south of the province.",
     "Le vignoble se trouve dans le nord-ouest de l’Espagne, au sud de la province."),
    ("fr", "Bora Lind gagne 6-4, 7-6 (8-6).", "Bora Lind s’impose 6-4, 7-6 [8-6]."),
]  # fmt: skip

WRONG = [
    ("en", "In England the bus is free for students, the operator said.",
     "En Écosse, le bus est gratuit pour les étudiants, selon l’exploitant.", "names.unsupported"),
    ("en", "The orchestra rehearses in a barn near Zurich every summer.",
     "Chaque été, l’orchestre répète dans une grange près de Francfort.", "names.unsupported"),
    ("en", "A Japanese violinist, Mei Tori, opened the festival.",
     "Le festival s’est ouvert avec la Chinoise Mei Tori, violoniste.", "names.unsupported"),
    ("fr", "Le moulin a un jumeau en Autriche, restauré par des bénévoles.",
     "Des bénévoles ont restauré en Suisse le jumeau du moulin.", "names.unsupported"),
    ("en", "Ian Moss keeps bees in Kelmoor with his sister. He left Scotland once.",
     "Ian Moss élève des abeilles avec sa sœur, à Édimbourg.", "names.unsupported"),
    ("fr", "Les nuages fileront vers l’est demain. Les averses arriveront d’ouest.",
     "Demain, les nuages fileront vers l’ouest.", "names.direction"),
    ("fr", "Une chapelle occupe le versant sud de la colline.",
     "Sur le versant nord de la colline, on voit une chapelle.",
     "names.direction"),
    ("en", "The quarry lies 12 miles north of Harrowby.",
     "La carrière se trouve à 12 miles au sud de Harrowby.", "names.direction"),
    ("en", "The vineyard lies in north-west Spain.", "Le vignoble se trouve dans le nord-est de l’Espagne.",
     "names.direction"),
    ("fr", "Yann Moreau-Lys, l’entraîneur de Tarnoux, est déçu. Le stade est froid. La foule est venue tard. "
     "Le public de Vellaine chante.",
     "Yann Moreau-Lys, l’entraîneur de Vellaine, est déçu.", "names.swapped"),
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
    ("Le trésorier Paul Vasset est sorti.", "Le trésorier Pal Vasset est sorti."),
    ("Une fête anime le quartier des Louves.", "Une fête anime le quartier des Louvres."),
    ("Elle étudie à l’université de Haute-Tande.", "Elle étudie à l’université de Haute-Tante."),
    ("Le musée de Paris rouvre.", "Le musée de Pris rouvre."),
    ("La caissière de l’association Pain et Partage répond.", "La caissière de l’association Pin et Partage répond."),
    ("Clara Ormesson siège au conseil.", "Cara Ormesson siège au conseil."),
    ("Il admire la sculptrice Milka Toná.", "Il admire la sculptrice Milka Tona."),
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
    [("La Rivière sans nom", True), ("La rivière sans nom", True), ("La Rivière sans fin", False), ("A priori", True)],
)
def test_a_title_keeps_its_words(title: str, right: bool) -> None:
    told = replace(block(0, "Elle a écrit La Rivière sans nom."), html="Elle a écrit <em>La Rivière sans nom</em>.")
    made = article(p(f"Son livre, <em>{title}</em>, est épuisé."), title="", seo=NO_SEO, excerpt="")
    held = [item for item in names.check(source(told, title=""), BRIEF, made) if item.severity is Severity.BLOCKER]
    assert (not held) == right
