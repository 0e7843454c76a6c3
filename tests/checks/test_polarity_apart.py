"""Denials, rises, ranks and votes where a pair of sentences has too little in common to be compared whole."""

from __future__ import annotations

import pytest

from bridge.checks import additions, numbers, polarity
from bridge.domain.finding import Finding, Severity
from tests.checks.builders import BRIEF, article, source

# ruff: noqa: E501

COUNCIL = (
    "Two park-and-ride sites will offer 265 spaces: 180 at the mill and 85 at the station.",
    "The opposition was not convinced.",
    "“You are removing 147 spaces from the old quarter,” said the leader of the opposition group.",
)
CHIP = (
    "The chip draws 0.9 milliwatts, so that a battery lasts about 30 hours instead of 18.",
    "It does not do everything.",
    "In the wind, the laboratory measured a gain of two decibels.",
)
STUDY = (
    "The researcher stressed that the margin of error is about two weeks either way.",
    "She also found two pieces of good news: absences went down by 22%, and pupils slept 25 minutes longer.",
    "By the last hour of the day, on the other hand, attention drops.",
)
PROFIT = (
    "The company made a profit of £6.4m in 2025, down from £11.8m in 2024.",
    "It blames the loss of a shipping line.",
)
PUPILS = (
    "The results of the study are now known.",
    "In reading, the pupils of the four-day schools progressed as much as the rest.",
)
VOTE = ("The city council voted on Thursday by 31 votes to 22 to limit rents in the student quarter.",)
SECOND = ("It is the second attempt.", "A machine of 1 MW was installed in the Sound in May 2018.")
HOUSES = ("The council has set aside £4.6m to buy 40 houses, the first twelve of which should be ready in December.",)
BOILER = ("Against a recent gas boiler, the gain is close to zero, and may be negative if your roof is not insulated.",)
WAIT = (
    "Bake the pie for 20 minutes at 200 degrees, then 30 minutes at 170 degrees.",
    "You still have to wait twenty minutes before cutting it.",
)

SITES = "Deux parcs relais proposeront 265 places : 180 au moulin et 85 à la gare."
SPACES = "« Vous supprimez 147 places dans le vieux quartier », lance le chef du groupe d’opposition."
BATTERY = "La puce consomme 0,9 milliwatt : une pile dure environ 30 heures au lieu de 18."
WIND = "Dans le vent, le laboratoire a mesuré un gain de deux décibels."
MARGIN = "La chercheuse souligne que la marge d’erreur est d’environ deux semaines."
ABSENCES = "Les absences ont diminué de 22 %, et les élèves ont dormi 25 minutes de plus."
EARNED = "En 2025, la société a réalisé un bénéfice de 6,4 millions de livres, contre 11,8 millions en 2024."
BAKED = "Enfournez la tourte 20 minutes à 200 degrés, puis 30 minutes à 170 degrés."
RESULTS = "Les résultats de l’étude sont désormais connus."
MACHINE = "Une machine de 1 MW a été installée dans le détroit en mai 2018."

#: (sentences of the source, paragraph of the article)
FAITHFUL = [
    (COUNCIL, f"{SITES} L’opposition n’est pas convaincue. {SPACES}"),
    (COUNCIL, f"{SITES} Cette réponse ne suffit pas à l’opposition. {SPACES}"),
    (COUNCIL, f"{SITES} L’opposition reste sceptique, faute de garanties. {SPACES}"),
    (COUNCIL, f"{SITES} {SPACES}"),
    (CHIP, f"{BATTERY} Mais la puce ne sait pas tout faire. {WIND}"),
    (CHIP, f"{BATTERY} Elle a toutefois ses limites : elle ne fait pas tout. {WIND}"),
    (CHIP, f"{BATTERY} {WIND}"),
    (STUDY, f"{MARGIN} Elle a aussi constaté deux bonnes nouvelles. {ABSENCES}"),
    (STUDY, f"{MARGIN} Mais ce n’est pas tout. {ABSENCES}"),
    (PROFIT, f"{EARNED} Elle explique cette baisse par la perte d’une compagnie."),
    (PROFIT, f"{EARNED} Elle explique ce recul par la perte d’une compagnie."),
    (PROFIT, f"{EARNED} Cette hausse des tarifs ne suffit plus."),
    (PUPILS, f"{RESULTS} En lecture, les élèves ont progressé autant que les autres."),
    (PUPILS, f"{RESULTS} En lecture, les élèves n’ont pas reculé par rapport aux autres."),
    (VOTE, "Jeudi, le conseil municipal a voté, par 31 voix contre 22, le plafonnement des loyers du quartier."),
    (VOTE, "Jeudi, par 31 voix contre 22, le conseil municipal a adopté la limite des loyers du quartier étudiant."),
    (SECOND, f"C’est la deuxième tentative. {MACHINE}"),
    (SECOND, f"Il y avait déjà eu une première tentative. {MACHINE}"),
    (HOUSES, "Le conseil a réservé 4,6 millions de livres à l’achat de 40 maisons, dont douze seront prêtes en décembre."),
    (BOILER, "Face à une chaudière à gaz récente, le gain est presque nul. Il peut être négatif si le toit n’est pas isolé."),
    (BOILER, "Face à une chaudière à gaz récente, on ne gagne presque rien. Le gain peut être négatif sans isolation."),
    (WAIT, f"{BAKED} Avant de la couper, patientez vingt minutes."),
    (WAIT, f"{BAKED} Avant de la couper, patientez encore un peu."),
    (WAIT, f"{BAKED} Comptez 70 minutes en tout, attente comprise."),
]  # fmt: skip
#: (sentences of the source, paragraph of the article, whether it must be held)
WRONG = [
    (COUNCIL, f"{SITES} Cette réponse suffit à l’opposition. {SPACES}", False),
    (CHIP, f"{BATTERY} Mais la puce sait tout faire. {WIND}", False),
    (STUDY, f"{MARGIN} Elle n’a pas constaté deux bonnes nouvelles. {ABSENCES}", False),
    (PROFIT, f"{EARNED} Elle explique cette hausse par la perte d’une compagnie.", True),
    (PROFIT, f"{EARNED} Elle explique cette forte augmentation par la perte d’une compagnie.", True),
    (PUPILS, f"{RESULTS} En lecture, les élèves ont reculé autant que les autres.", True),
    (VOTE, "Jeudi, le conseil municipal l’a rejeté par 31 voix contre 22.", False),
    (SECOND, f"Il y avait déjà eu une dernière tentative. {MACHINE}", False),
    (HOUSES, "Le conseil n’a pas réservé 4,6 millions de livres à l’achat de 40 maisons vides.", False),
    (BOILER, "Face à une chaudière à gaz récente, le gain n’est pas presque nul. Il peut être négatif si le toit n’est "
     "pas isolé.", False),
    (WAIT, f"{BAKED} Avant de la couper, patientez trente minutes.", True),
]  # fmt: skip


def _told(texts: tuple[str, ...], paragraph: str, language: str = "en") -> list[Finding]:
    given, made = source(*texts, title="", language=language), article(paragraph, title="", excerpt="")
    found = (*polarity.check(given, BRIEF, made), *numbers.check(given, BRIEF, made))
    return [item for item in found if item.place.startswith("paragraphe")]


@pytest.mark.parametrize(("texts", "paragraph"), FAITHFUL)
def test_what_says_the_same_is_not_held(texts: tuple[str, ...], paragraph: str) -> None:
    found = _told(texts, paragraph)
    assert not [item for item in found if item.severity is Severity.BLOCKER], found


@pytest.mark.parametrize(("texts", "paragraph", "held"), WRONG)
def test_the_contrary_is_told(texts: tuple[str, ...], paragraph: str, held: bool) -> None:
    severities = {item.severity for item in _told(texts, paragraph)}
    assert Severity.BLOCKER in severities if held else severities & {Severity.BLOCKER, Severity.WARNING}


MATCH = ("La fin a été tendue.", "À trente secondes de la sirène, une mêlée s’est écroulée à 38 mètres des poteaux.")
EXPORT = ("L’export fait le reste.", "L’Orvanie (12,5 millions) devance la Tassonie (9,1 millions).")


@pytest.mark.parametrize(
    ("texts", "paragraph", "told"),
    [
        (MATCH, "Une mêlée s’est effondrée à 38 mètres des poteaux, trente secondes avant la sirène.", False),
        (MATCH, "Une mêlée s’est effondrée à 38 mètres des poteaux, à trente secondes de la sirène.", False),
        (MATCH, "Une mêlée s’est effondrée à 38 mètres des poteaux, trente secondes après la sirène.", True),
        (EXPORT, "Son premier marché est l’Orvanie (12,5 millions), devant la Tassonie (9,1 millions).", False),
        (EXPORT, "L’an dernier, l’Orvanie (12,5 millions) a devancé la Tassonie (9,1 millions).", False),
        (EXPORT, "Son dernier marché est l’Orvanie (12,5 millions), avec la Tassonie (9,1 millions).", True),
    ],
)
def test_before_and_after_first_and_last(texts: tuple[str, ...], paragraph: str, told: bool) -> None:
    found = [item for item in _told(texts, paragraph, "fr") if item.code.startswith("polarity")]
    assert bool(found) is told, found


PAYMENT = (
    "L’ancien trésorier du club a comparu devant le tribunal correctionnel de Mornelle.",
    "Le mardi 14 mars, la banque prévient la présidente qu’un prélèvement de 1 840 euros a été rejeté.",
)


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("La banque a rejeté un prélèvement de 1 840 euros, apprend la présidente.", False),
        ("La présidente apprend que le prélèvement est rejeté.", False),
        ("La demande a finalement été rejetée par les juges administratifs.", True),
    ],
)
def test_an_outcome_belongs_to_what_it_came_to(sentence: str, told: bool) -> None:
    opening = "L’ancien trésorier du club a comparu devant le tribunal correctionnel."
    found = additions.check(source(*PAYMENT, title=""), BRIEF, article(f"{opening} {sentence}", title="", excerpt=""))
    assert ("content.added" in {item.code for item in found}) is told, found
