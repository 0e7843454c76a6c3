"""Numbers that follow from the source's are told as such; those that do not are wrong."""

from __future__ import annotations

import pytest

from bridge.checks import numbers
from bridge.domain.finding import Finding, Severity
from tests.checks.builders import BRIEF, article, source

#: What the source says, what follows from it, and what does not.
DERIVED = [
    (
        "Fermé en 2009, le théâtre de Valbrune a rouvert en 2019 après une longue attente.",
        "Dix ans après sa fermeture, le théâtre de Valbrune a rouvert.",
        "Douze ans après sa fermeture, le théâtre de Valbrune a rouvert.",
    ),
    (
        "Entre mars 2014 et août 2018, le caissier avait volé les recettes du club de Sorbier.",
        "Le caissier a volé les recettes du club de Sorbier pendant quatre ans et demi.",
        "Le caissier a volé les recettes du club de Sorbier pendant six ans et demi.",
    ),
    (
        "La dette de la société Orvane a été ramenée de 240 à 185 millions d’euros.",
        "La société Orvane a réduit sa dette de 55 millions d’euros.",
        "La société Orvane a réduit sa dette de 65 millions d’euros.",
    ),
    (
        "Selon le sondage, 31 % des habitants de Sorbier viennent à vélo au marché.",
        "Selon le sondage, trois habitants de Sorbier sur dix viennent à vélo au marché.",
        "Selon le sondage, quatre habitants de Sorbier sur dix viennent à vélo au marché.",
    ),
    (
        "Les travaux du pont de Brive-Haute dureront 16 mois.",
        "Les travaux du pont de Brive-Haute dureront un an et quatre mois.",
        "Les travaux du pont de Brive-Haute dureront un an et sept mois.",
    ),
    (
        "Orvane a marqué deux fois, par Sabrine Delorme (41e) et par Inès Vauquelin (48e).",
        "Sabrine Delorme a marqué pour Orvane, puis Inès Vauquelin l’a imitée sept minutes plus tard.",
        "Sabrine Delorme a marqué pour Orvane, puis Inès Vauquelin l’a imitée neuf minutes plus tard.",
    ),
]
SAID = [
    ("fr", "Ajoutez une cuillère à soupe de miel.", "Ajoutez 1 cuillère à soupe de miel."),
    ("en", "The 30mph limit covers the lane.", "La limite de 30 mph s’applique à la ruelle."),
    ("en", "Steam the pudding for an hour and a quarter.", "Cuisez le pudding 1 h 15 à la vapeur."),
    ("en", "The match lasted two hours and 37 minutes.", "Le match a duré 2 h 37."),
    ("en", "The ferry leaves at 7.40.", "Le ferry part à 7 h 40."),
    ("fr", "La pièce coûte 0,35 euro.", "La pièce coûte 35 centimes."),
    ("fr", "Dans un cas sur quatre, la pompe tombe en panne.", "Une fois sur quatre, la pompe tombe en panne."),
    (
        "fr",
        "L’incendie a détruit 2.100 mètres carrés de toiture sur les 3.600 que compte la halle.",
        "Sur les 3 600 mètres carrés de toiture de la halle, 2 100 ont été détruits par l’incendie.",
    ),
    (
        "fr",
        "Les joueuses de Sorbier battent Orvane 24-21 (mi-temps : 8-15).",
        "Menées 15 à 8 à la mi-temps, les joueuses de Sorbier ont battu Orvane 24 à 21.",
    ),
]


def found(language: str, said: str, told: str) -> tuple[Finding, ...]:
    return numbers.check(source(said, language=language), BRIEF, article(told))


def blocked(findings: tuple[Finding, ...]) -> list[str]:
    return [finding.code for finding in findings if finding.severity is Severity.BLOCKER]


@pytest.mark.parametrize(("said", "right"), [row[:2] for row in DERIVED])
def test_a_right_calculation_is_to_be_looked_at(said: str, right: str) -> None:
    findings = found("fr", said, right)
    assert not blocked(findings)
    assert "numbers.derived" in {finding.code for finding in findings}


@pytest.mark.parametrize(("said", "wrong"), [(row[0], row[2]) for row in DERIVED])
def test_a_wrong_calculation_is_an_error(said: str, wrong: str) -> None:
    assert blocked(found("fr", said, wrong))


@pytest.mark.parametrize(("language", "said", "told"), SAID)
def test_other_words_are_no_error(language: str, said: str, told: str) -> None:
    assert not blocked(found(language, said, told))


def test_part_and_whole_exchanged_are_an_error() -> None:
    said = "L’incendie a détruit 2.100 mètres carrés de toiture sur les 3.600 que compte la halle."
    assert blocked(found("fr", said, "L’incendie a détruit 3 600 mètres carrés de toiture sur les 2 100 de la halle."))


def test_a_date_behind_a_score_is_read_alone() -> None:
    said = "Sorbier a battu Orvane 26-23 dimanche 17 novembre."
    assert not blocked(found("fr", said, "Sorbier a battu Orvane 26 à 23, dimanche 17 novembre."))
    assert blocked(found("fr", said, "Sorbier a battu Orvane 26 à 23, dimanche 18 novembre."))


def test_another_unit_of_the_paragraph_hides_no_wrong_end() -> None:
    said = (
        "Between 2021 and 2023 the wait for a valve rose from 12 to 41 weeks, and two clients left. "
        "The grant was $14 million, the loss 11 million tonnes."
    )
    right = (
        "De 2021 à 2023, l’attente d’une vanne est passée de 12 à 41 semaines. La perte est de 11 millions de tonnes."
    )
    assert not blocked(found("en", said, right))
    assert blocked(found("en", said, right.replace("41", "14")))
