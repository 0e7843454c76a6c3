"""Freely worded numbers: rounded, reckoned, told from other dates. The right ones hold no draft, the wrong ones do."""

from __future__ import annotations

import pytest

from bridge.checks import numbers
from bridge.domain.finding import Finding, Severity
from tests.checks.builders import BRIEF, article, source

#: The language of the source, the source, what may be told of it, and what may not.
PAIRS = [
    ("fr", "La vallée monte entre 2 120 et 2 470 mètres d’altitude.",
     "La vallée se trouve à plus de 2 000 mètres d’altitude.", "La vallée se trouve à 2 000 mètres d’altitude."),
    ("en", "The study looked at 3,418 gravestones in Orvane.",
     "L’étude porte sur quelque 3 400 pierres tombales d’Orvane.",
     "L’étude porte sur quelque 4 300 pierres tombales d’Orvane."),
    ("fr", "Il est tombé 180 mm de pluie à Sorbier, soit une fois et demie la normale.",
     "À Sorbier, il est tombé 180 mm de pluie, 50 % de plus que la normale.",
     "À Sorbier, il est tombé 180 mm de pluie, 70 % de plus que la normale."),
    ("en", "Orvane came from two goals down to win 3-2.",
     "Menée 2-0, Orvane l’a emporté 3-2.", "Menée 4-0, Orvane l’a emporté 3-2."),
    ("en", "Inès Vauquelin doubled the lead on the half-hour from the penalty spot.",
     "À la 30e minute, Inès Vauquelin a doublé la mise sur penalty.",
     "À la 35e minute, Inès Vauquelin a doublé la mise sur penalty."),
    ("fr", "Je rappelle que 23 ponts sur 29 sont à refaire dans la vallée d’Orvane.",
     "Dans la vallée d’Orvane, sur 29 ponts, seuls six ne sont pas à refaire.",
     "Dans la vallée d’Orvane, sur 29 ponts, seuls onze ne sont pas à refaire."),
    ("fr", "Le festival de Sorbier a eu lieu le mercredi 30 juillet. En 2024, il avait attiré 4 100 visiteurs.",
     "Le festival de Sorbier a eu lieu le mercredi 30 juillet 2025. En 2024, il avait attiré 4 100 visiteurs.",
     "Le festival de Sorbier a eu lieu le mercredi 30 juillet 2022. En 2024, il avait attiré 4 100 visiteurs."),
    ("en", "ORVANE, 14 October 2025 - The council voted to close the swimming baths on 31 March.",
     "Le conseil a voté le 14 octobre 2025 la fermeture de la piscine le 31 mars 2026.",
     "Le conseil a voté le 14 octobre 2025 la fermeture de la piscine le 31 mars 2029."),
    ("en", "On 3 March 2026 a fire broke out in the warehouse. Two days later it was out.",
     "L’incendie de l’entrepôt, qui a éclaté le 3 mars 2026, a été éteint le 5 mars 2026.",
     "L’incendie de l’entrepôt, qui a éclaté le 3 mars 2026, a été éteint le 9 mars 2026."),
    ("fr", "SORBIER, le 12 mai 2026 – La société Valbrune fermera son usine de Brive-Haute en juin prochain.",
     "La société Valbrune fermera son usine de Brive-Haute en juin 2026.",
     "La société Valbrune fermera son usine de Brive-Haute en juin 2028."),
    ("fr", "Ventes (M€) Frais 7,36 Surgelés 4,60", "Les ventes de produits frais atteignent 7,36 millions d’euros.",
     "Les ventes de produits frais atteignent 7,63 millions d’euros."),
    ("en", "The lead costs 5.5p a share at Orvane.", "À Orvane, elle coûte 5,5 pence par action.",
     "À Orvane, elle coûte 5,5 livres par action."),
    ("en", "Pupils will be taken by coach to Dunmore, nine miles away.",
     "Les élèves iront en car à Dunmore, à neuf miles (environ 14 kilomètres).",
     "Les élèves iront en car à Dunmore, à neuf miles (environ 19 kilomètres)."),
    ("en", "The set uses 120 barrels, bought for €15 each by the theatre of Orvane.",
     "Les tonneaux du théâtre d’Orvane ont coûté 1 800 €.", "Les tonneaux du théâtre d’Orvane ont coûté 1 900 €."),
    ("fr", "Mme Aubertin, hébergée avec 310 autres sinistrés au gymnase de Sorbier, attend.",
     "Mme Aubertin et les autres, soit 311 sinistrés, sont au gymnase de Sorbier.",
     "Mme Aubertin et les autres, soit 371 sinistrés, sont au gymnase de Sorbier."),
    ("en", "Cook the stew for an hour and three-quarters.", "Cuisez le ragoût une heure trois quarts.",
     "Cuisez le ragoût une heure et quart."),
    ("en", "The gates open at ten to nine.", "Les portes ouvrent à neuf heures moins dix.",
     "Les portes ouvrent à neuf heures vingt."),
]  # fmt: skip
#: What is no number, or the same one written otherwise.
PLAIN = [
    ("fr", "La préfecture de Sorbier a réagi à 16 heures.", "La préfecture de Sorbier a réagi dans l’après-midi."),
    ("fr", "Valbrune, vainqueur 31-22 d’Orvane, mène.", "Valbrune, qui a battu Orvane 31-22, mène."),
    ("fr", "Appelez le 01 45 67 89 10.", "Appelez le 01.45.67.89.10."),
    ("en", "Call 020 7946 0018.", "Appelez le 020\u202f7946\u202f0018."),
    ("en", "The group now expects profit of £165m to £172m, against an earlier forecast of £150m to £160m.",
     "Le groupe attend un bénéfice de 165 à 172 millions de livres, contre une prévision de 150 à 160 millions."),
    ("en", "She brought power to more than forty islands. Her boats were less than 40 feet long.",
     "Elle a équipé plus de quarante îles avec des bateaux de moins de 40 pieds."),
    ("fr", "Le compte tenu par la ville a disparu.", "Un livre de comptes tenu par la ville a disparu."),
    ("fr", "La comptable a détourné l’argent jusqu’en juin 2021. La banque a donné l’alerte en juillet 2021.",
     "Les détournements ont cessé en juin 2021 ; le mois suivant, la banque a donné l’alerte."),
    ("fr", "Réuni jeudi 25 septembre à Sorbier, le conseil municipal a examiné douze dossiers. Prochaine séance : "
     "jeudi 6 novembre.",
     "Le conseil municipal s’est réuni à Sorbier jeudi 25 septembre pour douze dossiers. Il se réunira de nouveau "
     "jeudi 6 novembre."),
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


@pytest.mark.parametrize(("language", "said", "told"), PLAIN)
def test_the_same_in_other_words_holds_no_draft(language: str, said: str, told: str) -> None:
    assert blockers(language, said, told) == []


def test_a_sign_in_a_cell_counts() -> None:
    said = "Le prix des maisons à Sorbier Centre +1,2 % Gare -5,4 %"
    assert blockers("fr", said, "-5,4 %") == []
    assert blockers("fr", said, "-1,2 %")


def test_more_numbers_than_are_read_prove_nothing() -> None:
    told = "3 km " * (numbers.READ + 1)
    assert blockers("fr", "Le sentier fait 3 km.", told)


VOTES = [
    ("fr", "Le conseil de Sorbier a voté pour par 21 voix contre 5 et trois abstentions.",
     "Le conseil de Sorbier a adopté le texte par {} voix pour, {} contre et {} abstentions.", (21, 5, 3), (21, 3, 5)),
    ("en", "Councillors in Orvane voted by 27 to 19, with three abstentions, to close the baths.",
     "À Orvane, la fermeture des bains a été votée par {} voix contre {}, avec {} abstentions.",
     (27, 19, 3), (27, 3, 19)),
]  # fmt: skip


@pytest.mark.parametrize(("language", "said", "told", "right", "wrong"), VOTES)
def test_votes_exchanged_are_an_error(
    language: str, said: str, told: str, right: tuple[int, ...], wrong: tuple[int, ...]
) -> None:
    assert blockers(language, said, told.format(*right)) == []
    assert blockers(language, said, told.format(*wrong))


def test_a_part_greater_than_its_whole_is_an_error() -> None:
    said = "Le feu a détruit 2.100 mètres carrés de toiture sur les 3.600 que compte la halle de Sorbier."
    assert blockers("fr", said, "Sur les 3 600 mètres carrés de toiture de la halle, 2 100 ont brûlé.") == []
    assert blockers("fr", said, "Sur les 2 100 mètres carrés de toiture de la halle, 3 600 ont brûlé.")


def test_a_bound_makes_no_other_number_of_a_round_one() -> None:
    said = "If a large animal comes closer than 30 metres, the turbine of Orvane will stop."
    assert blockers("en", said, "Si un gros animal s’approche à moins de 33 mètres, la turbine d’Orvane s’arrêtera.")


COUNTED = [
    ("fr", "Les départements de la Basse-Orvane et du Haut-Sorbier sont en vigilance orange.",
     "Deux départements sont en vigilance orange.", "Cinq départements sont en vigilance orange."),
    ("en", "In an emergency, dial 999; to report a power cut in Orvane, dial 105.",
     "Deux numéros à retenir à Orvane : le 999 pour les urgences et le 105 pour les pannes.",
     "Trois numéros à retenir à Orvane : le 999 pour les urgences et le 105 pour les pannes."),
    ("fr", "C’est la cinquième victoire en sept matches des joueuses de Sorbier.",
     "Avec cinq succès en sept matches, les joueuses de Sorbier vont bien.",
     "Avec trois succès en sept matches, les joueuses de Sorbier vont bien."),
    ("fr", "Inès Vauquelin est entrée à l’atelier de Sorbier à 15 ans. Elle est morte à l’âge de 91 ans.",
     "Inès Vauquelin est entrée à l’atelier de Sorbier à 15 ans. Elle est morte soixante-seize ans plus tard.",
     "Inès Vauquelin est entrée à l’atelier de Sorbier à 15 ans. Elle est morte soixante-trois ans plus tard."),
]  # fmt: skip


@pytest.mark.parametrize(("language", "said", "right", "wrong"), COUNTED)
def test_counts_of_what_is_named_one_by_one(language: str, said: str, right: str, wrong: str) -> None:
    assert blockers(language, said, right) == []
    assert blockers(language, said, wrong)


def test_names_are_no_count_of_other_things() -> None:
    said = "Mme Aubertin et M. Vauquelin ont inauguré la halle de Sorbier après l’accident."
    assert blockers(
        "fr", said, "Mme Aubertin a inauguré la halle de Sorbier après l’accident, qui a fait deux blessés."
    )
