"""Numbers that follow from two sentences or a list, in other notations, or told of another time or period."""

from __future__ import annotations

import pytest

from bridge.checks import numbers
from bridge.domain.finding import Finding, Severity
from tests.checks.builders import BRIEF, article, source

#: The language of the source, the source, what may be told of it, and what may not.
PAIRS = [
    ("fr", "Le conseil d’Orvane a levé la séance à 23 h 40.", "À Orvane, la séance a fini à minuit moins vingt.",
     "À Orvane, la séance a fini à minuit moins dix."),
    ("en", "The kitchen of Orvane has nine dozen plates.", "La cuisine d’Orvane compte 108 assiettes.",
     "La cuisine d’Orvane compte 118 assiettes."),
    ("en", "Mix 2 1/4 cups of flour with the butter.", "Mélangez 2,25 tasses de farine et le beurre.",
     "Mélangez 2,75 tasses de farine et le beurre."),
    ("en", "The margin of Valbrune fell 180 basis points.", "La marge de Valbrune a cédé 1,8 point.",
     "La marge de Valbrune a cédé 2,8 points."),
    ("en", "The bakery of Orvane is open Wednesday through Sunday.",
     "La boulangerie d’Orvane est fermée le lundi et le mardi.",
     "La boulangerie d’Orvane est fermée le lundi et le jeudi."),
    ("en", "The theft came to light on 13 July 2021. The treasurer of Orvane resigned two days later.",
     "Le vol a été découvert le 13 juillet 2021. Le trésorier d’Orvane a démissionné le 15 juillet 2021.",
     "Le vol a été découvert le 13 juillet 2021. Le trésorier d’Orvane a démissionné le 19 juillet 2021."),
    ("fr", "Le bal d’Orvane suivra la trente-quatrième et dernière représentation.",
     "Le bal d’Orvane suivra la dernière des 34 représentations.",
     "Le bal d’Orvane suivra la dernière des 43 représentations."),
    ("fr", "Sorbier tient la vingt-cinquième édition de sa foire.", "La foire de Sorbier en est à sa 25e édition.",
     "La foire de Sorbier en est à sa 27e édition."),
    ("en", "Heat the pan of chestnuts to 450°F.", "Chauffez la poêle de châtaignes à 230 °C.",
     "Chauffez la poêle de châtaignes à 180 °C."),
    ("en", "Both fields of Orvane gave off carbon dioxide.", "Les deux champs d’Orvane rejetaient du CO2.",
     "Les deux champs d’Orvane rejetaient du SO2."),
    ("en", "The pantry at Orvane holds sixty pots. Half of them are jam.",
     "Le cellier d’Orvane contient soixante pots, dont 30 de confiture.",
     "Le cellier d’Orvane contient soixante pots, dont 36 de confiture."),
    ("fr", "La billetterie d’Orvane couvre 41 % des frais, contre 35 % il y a cinq ans.",
     "La billetterie d’Orvane couvre désormais 41 % des frais ; il y a cinq ans, elle en couvrait 35 %.",
     "La billetterie d’Orvane couvre désormais 35 % des frais ; il y a cinq ans, elle en couvrait 41 %."),
    ("fr", "La fermeture de la piscine de Sorbier épargnera 412 000 euros par an à la ville.",
     "La ville épargnera 412 000 euros en année pleine avec la fermeture de la piscine de Sorbier.",
     "La ville épargnera 412 000 euros par mois avec la fermeture de la piscine de Sorbier."),
    ("fr", "À Orvane, le rendement du réseau est tombé de 84 % en 2015 à 71 % en 2024.",
     "À Orvane, le rendement du réseau a perdu 13 points entre 2015 et 2024.",
     "À Orvane, le rendement du réseau a perdu 13 % entre 2015 et 2024."),
    ("fr", "Mi-temps : Montel – Varsac 12-15.", "Au repos, Varsac menait 15 à 12.", "Au repos, Varsac menait 15 à 13."),
    ("en", "The water table at Orvane rarely falls lower than 12 cm.",
     "La nappe d’Orvane descend rarement au-delà de 12 cm.", "La nappe d’Orvane descend rarement au-delà de 21 cm."),
]  # fmt: skip


def blockers(language: str, said: str, told: str) -> list[str]:
    findings: tuple[Finding, ...] = numbers.check(source(said, language=language), BRIEF, article(told))
    return [finding.message for finding in findings if finding.severity is Severity.BLOCKER]


@pytest.mark.parametrize(("language", "said", "right"), [row[:3] for row in PAIRS])
def test_what_follows_from_the_source_holds_no_draft(language: str, said: str, right: str) -> None:
    assert blockers(language, said, right) == []


@pytest.mark.parametrize(("language", "said", "wrong"), [(row[0], row[1], row[3]) for row in PAIRS])
def test_what_does_not_follow_holds_it(language: str, said: str, wrong: str) -> None:
    assert blockers(language, said, wrong)
