"""Numbers that the source has too, but elsewhere: each belongs to its own sentence."""

from __future__ import annotations

import pytest

from bridge.checks import numbers
from bridge.domain.finding import Severity
from tests.checks.builders import BRIEF, article, source

ENGLISH = (
    "The library of Valbrune opened on Tuesday 12 May 2026 after works that took 18 months and cost £2.4m.",
    "It holds 45,000 books and has 120 seats. The old building, which dated from 1987, had 60 seats.",
    "Loans are free for readers under 25, who may keep up to 8 books for three weeks. Others pay £15 a year.",
    "Visits should rise by 30%, said the city, against a fall of 12% in 2024.",
    "The reading room is open from Monday to Friday between 9am and 6pm. On Saturday it closes at 4pm.",
    "The old building will be sold in September 2027. A buyer has offered £900,000.",
    "The cafeteria never serves more than 40 meals. The under-12s eat for free.",
)
FRENCH = (
    "La médiathèque de Valbrune a ouvert mardi 12 mai 2026, après 18 mois de travaux, "
    "qui ont coûté 2,4 millions de livres.",
    "Elle abrite 45 000 livres et compte 120 places assises. L’ancien bâtiment, qui datait de 1987, n’en avait que 60.",
    "Les prêts sont gratuits pour les lecteurs de moins de 25 ans, qui peuvent garder jusqu’à huit livres pendant "
    "trois semaines. Les autres paient 15 livres par an.",
    "Selon la ville, les visites devraient augmenter de 30 %, alors qu’elles avaient baissé de 12 % en 2024.",
    "La salle de lecture ouvre du lundi au vendredi, de 9 heures à 18 heures. Le samedi, elle ferme à 16 heures.",
    "L’ancien bâtiment sera vendu en septembre 2027. Un acheteur en a offert 900 000 livres.",
    "La cafétéria ne sert jamais plus de 40 repas. Les moins de 12 ans y mangent gratuitement.",
)
WRONG = [
    ("12 mai 2026", "12 mai 2027"),
    ("mardi 12 mai", "vendredi 12 mai"),
    ("18 mois", "12 mois"),
    ("18 mois", "18 ans"),
    ("2,4 millions", "2,4 milliards"),
    ("45 000 livres", "900 000 livres"),
    ("120 places", "60 places"),
    ("datait de 1987", "datait de 2024"),
    ("que 60", "que 120"),
    ("moins de 25 ans", "moins de 12 ans"),
    ("moins de 25 ans", "plus de 25 ans"),
    ("trois semaines", "huit semaines"),
    ("trois semaines", "quatre semaines"),
    ("paient 15 livres", "paient 18 livres"),
    ("augmenter de 30 %", "augmenter de 12 %"),
    ("augmenter de 30 %", "baisser de 30 %"),
    ("en 2024", "en 2027"),
    ("du lundi au", "du mardi au"),
    ("au vendredi", "au samedi"),
    ("Le samedi", "Le lundi"),
    ("à 18 heures", "à 16 heures"),
    ("à 16 heures", "à 18 heures"),
    ("septembre 2027", "septembre 2026"),
    ("jamais plus de 40", "jamais moins de 40"),
    ("moins de 12 ans", "plus de 12 ans"),
    ("moins de 12 ans", "moins de 25 ans"),
    ("de 9 heures", "de 29 h 30"),
    ("12 mai", "120 mai"),
]
#: Paired with French as the source: the same errors, from French to French.
SOURCES = [("en", ENGLISH), ("fr", FRENCH)]


def blockers(language: str, said: tuple[str, ...], told: tuple[str, ...]) -> list[str]:
    found = numbers.check(source(*said, language=language), BRIEF, article(*told))
    return [item.message for item in found if item.severity is Severity.BLOCKER]


@pytest.mark.parametrize(("language", "said"), SOURCES)
def test_right(language: str, said: tuple[str, ...]) -> None:
    assert blockers(language, said, FRENCH) == []
    assert blockers(language, said, tuple(reversed(FRENCH))) == []


@pytest.mark.parametrize(("language", "said"), SOURCES)
@pytest.mark.parametrize(("right", "wrong"), WRONG)
def test_wrong(language: str, said: tuple[str, ...], right: str, wrong: str) -> None:
    told = tuple(text.replace(right, wrong, 1) for text in FRENCH)
    assert told != FRENCH
    assert blockers(language, said, told)


def test_a_wrong_conversion() -> None:
    assert blockers("en", ("The path is 15 miles long.",), ("Le sentier est long de 15 miles (28 km).",))


EXCHANGED = [
    ("fr", "Le club compte 214 violons, 37 altos et 19 violoncelles.",
     "Le club possède {} violons, {} altos et {} violoncelles.", ("214", "37", "19"), ("19", "37", "214")),
    ("en", "In deep sleep they spent 58 minutes at 100 lux, compared with 76 in the dark.",
     "En sommeil profond, ils ont passé {} minutes à 100 lux, contre {} dans le noir.", ("58", "76"), ("76", "58")),
    ("fr", "Enfournez 20 minutes à 200 °C, puis 35 minutes à 170 °C.",
     "La tourte cuit d’abord {} minutes à 200 °C. Ensuite, elle reste {} minutes à 170 °C.",
     ("20", "35"), ("35", "20")),
    ("en", "The strike will begin on Friday 10 April 2026 and end on Monday 13 April.",
     "La grève commencera le {} avril 2026. Elle s’achèvera le {} avril.", ("10", "13"), ("13", "10")),
]  # fmt: skip


@pytest.mark.parametrize(("language", "said", "told", "right", "wrong"), EXCHANGED)
def test_exchanged(language: str, said: str, told: str, right: tuple[str, ...], wrong: tuple[str, ...]) -> None:
    assert blockers(language, (said,), (told.format(*right),)) == []
    assert blockers(language, (said,), (told.format(*wrong),))


FAITHFUL = [
    ("fr", "Sur le plateau, 39 exploitations sur 118 seulement sont assurées.",
     "Seules 39 des 118 exploitations du plateau sont assurées."),
    ("en", "Since then, the number of applications per post has risen from 0.6 to 2.7.",
     "Depuis, les écoles reçoivent 2,7 candidatures par poste, contre 0,6 auparavant."),
    ("en", "Belmont beat Sainte-Orne 23 to 20.", "Belmont a battu Sainte-Orne 23-20."),
    ("en", "The path is 1.2 miles long.", "Le sentier est long de 1,2 mille."),
    ("en", "The path is 15 miles long.", "Le sentier est long de 15 miles (24 km)."),
    ("en", "The film starts at half past seven.", "Le film commence à 19 h 30."),
    ("en", "The chip measures 2.1 by 1.6 millimetres.", "La puce mesure 2,1 millimètres sur 1,6."),
    ("fr", "En 1994, une institutrice propose à ses élèves de nettoyer l’écluse numéro 1. Ils sont 24.",
     "En 1994, l’institutrice invite ses 24 élèves à nettoyer la première écluse."),
    ("fr", "Réduits à quatorze, les joueurs de Belmont ont gagné 23 à 20.", "Le derby gagné 23-20 à quatorze."),
    ("en", "Never pay more than 25% in advance.", "Ne versez jamais plus de 25 % d’avance."),
    ("fr", "Les requins connus dépassaient rarement 2 mètres.",
     "Les requins connus mesuraient rarement plus de 2 mètres."),
]  # fmt: skip


@pytest.mark.parametrize(("language", "said", "told"), FAITHFUL)
def test_faithful(language: str, said: str, told: str) -> None:
    assert blockers(language, (said,), (told,)) == []
