"""Wrong names, French and English to French: each holds the article."""

from __future__ import annotations

import pytest

from bridge.checks import names
from bridge.domain.finding import Finding, Severity
from tests.checks.builders import BRIEF, article, seo, source

MAYOR = (
    "Alice Martin, maire de Lormes, a critiqué Paul Durand, président du club de Valbrune. Mme Martin juge le projet "
    "trop coûteux. Hélène Kerbrat, architecte de la société Orvalis, a dessiné les plans à Nantes."
)
MATCH = (
    "Le club de Valbrune a battu Lormes 3-1 samedi. Karim Benhaddou a marqué deux buts. Le gardien Ugo Tessandier a "
    "arrêté un penalty. Le train des supporters est allé de Lyon à Marseille."
)
HARBOUR = (
    "Mayor Rosa Lindqvist of Kellam Bay criticised the Orwick Harbour Trust on Monday. Its director, Tom Haldane, "
    "rejected her remarks. Professor Ian O'Brien of the University of Tremorran studied the seagrass. "
    "The European Commission paid for the work."
)
LEAGUE = (
    "Northgate United beat Easterby Rovers on Saturday. Coach Dele Okafor praised goalkeeper Tom Reyes. "
    "The bus went from Harrowby to Dunmore. Nordvik built the GPT-4 tool."
)

UNSUPPORTED = "names.unsupported"
MISSPELLED = "names.misspelled"
SWAPPED = "names.swapped"

# Language, source, wrong sentence, code.
WRONG = [
    ("fr", MAYOR, "La maire de Lormes, Alice Martine, critique le projet.", MISSPELLED),
    ("fr", MAYOR, "La maire de Lormes, Alice Matrin, critique le projet.", MISSPELLED),
    ("fr", MAYOR, "La maire de Lormes, Alice Marti, critique le projet.", MISSPELLED),
    ("fr", MAYOR, "Le président du club, Paul Durant, est critiqué.", MISSPELLED),
    ("fr", MAYOR, "Le président du club, Paul Dupuis, est critiqué.", UNSUPPORTED),
    ("fr", MAYOR, "Le président du club, Pierre Durand, est critiqué.", UNSUPPORTED),
    ("fr", MAYOR, "Claire Durand est critiquée par la maire de Lormes.", UNSUPPORTED),
    ("fr", MAYOR, "M. Petit est critiqué par la maire de Lormes.", UNSUPPORTED),
    ("fr", MAYOR, "Le président, Paul Petit, est critiqué par la maire.", UNSUPPORTED),
    ("fr", MAYOR, "Paul Martin a été critiqué par la maire de Lormes.", UNSUPPORTED),
    ("fr", MAYOR, "La maire, Alice Durand, critique le club.", UNSUPPORTED),
    ("fr", MAYOR, "Hélène Kerbrat, de la société Orvalys, a dessiné les plans.", MISSPELLED),
    ("fr", MAYOR, "Helene Kerbrat, architecte, a dessiné les plans.", MISSPELLED),
    ("fr", MAYOR, "Hélène Kerbart, architecte, a dessiné les plans.", MISSPELLED),
    ("fr", MAYOR, "Hélène KerBrat, architecte, a dessiné les plans.", MISSPELLED),
    ("fr", MAYOR, "Hélène Kerbrat a dessiné les plans à Rennes.", UNSUPPORTED),
    ("fr", MAYOR, "Hélène Kerbrat a dessiné les plans à Nante.", MISSPELLED),
    ("fr", MAYOR, "Hélène Kеrbrat, architecte, a dessiné les plans.", MISSPELLED),
    ("fr", MAYOR, "Le groupe Vinci a dessiné les plans avec Hélène Kerbrat.", UNSUPPORTED),
    ("fr", MAYOR, "Interrogé par Le Figaro, le président du club se défend.", UNSUPPORTED),
    ("fr", MAYOR, "Emmanuel Macron a critiqué le président du club.", UNSUPPORTED),
    ("fr", MAYOR, "Le projet est suivi par l’ADEME.", UNSUPPORTED),
    ("fr", MAYOR, "Paul Durand, maire de Lormes, a critiqué Alice Martin, président du club de Valbrune.", SWAPPED),
    ("fr", MAYOR, "Paul Durand a critiqué Alice Martin.", SWAPPED),
    ("fr", MAYOR, "Alice Martin a été critiquée par Paul Durand.", SWAPPED),
    ("fr", MAYOR, "La maire de Valbrune, Alice Martin, a critiqué Paul Durand, président du club de Lormes.", SWAPPED),
    ("fr", MAYOR, "Hélène Kerbrat, maire de Lormes, a critiqué Paul Durand, président du club.", SWAPPED),
    ("fr", MATCH, "Samedi, Lormes a battu Valbrune 3-1.", SWAPPED),
    ("fr", MATCH, "Le club de Lormes a battu Valbrune 3-1 samedi.", SWAPPED),
    ("fr", MATCH, "Le train des supporters est allé de Marseille à Lyon.", SWAPPED),
    ("fr", MATCH, "Ugo Tessandier a marqué deux buts. Le gardien Karim Benhaddou a arrêté un penalty.", SWAPPED),
    ("fr", MATCH, "Karim Benhadou a marqué deux buts.", MISSPELLED),
    ("fr", MATCH, "Ugo Benhaddou a marqué deux buts.", UNSUPPORTED),
    ("fr", MATCH, "Le club de Valbrune a battu Bréval 3-1 samedi.", UNSUPPORTED),
    ("en", HARBOUR, "La maire de Kellam Bay, Rosa Lindquist, a critiqué la fiducie.", MISSPELLED),
    ("en", HARBOUR, "La maire de Kelham Bay, Rosa Lindqvist, a critiqué la fiducie.", MISSPELLED),
    ("en", HARBOUR, "Selon Ian O’Bryen, professeur, l’herbier pousse.", MISSPELLED),
    ("en", HARBOUR, "Selon Ian Haldane, directeur, la maire a tort.", UNSUPPORTED),
    ("en", HARBOUR, "Le directeur, Tom Haldane, dirige l’université de Tremoran.", MISSPELLED),
    ("en", HARBOUR, "La Banque mondiale a payé les travaux.", UNSUPPORTED),
    ("en", HARBOUR, "À Londres, la Commission européenne a payé les travaux.", UNSUPPORTED),
    ("en", HARBOUR, "La maire Emma Lindqvist a critiqué la fiducie.", UNSUPPORTED),
    ("en", HARBOUR, "Tom Haldane, maire de Kellam Bay, a critiqué lundi la fiducie du port d’Orwick.", SWAPPED),
    ("en", HARBOUR, "Le directeur de la fiducie, Ian O’Brien, a rejeté ces remarques.", SWAPPED),
    ("en", LEAGUE, "Samedi, Easterby Rovers a battu Northgate United.", SWAPPED),
    ("en", LEAGUE, "L’entraîneur Tom Reyes a loué le gardien Dele Okafor.", SWAPPED),
    ("en", LEAGUE, "Le bus est allé de Dunmore à Harrowby.", SWAPPED),
    ("en", LEAGUE, "Nordvik a conçu l’outil GPT-5.", MISSPELLED),
    ("en", LEAGUE, "Nordvick a conçu l’outil GPT-4.", MISSPELLED),
    ("en", LEAGUE, "Northgate City a battu Easterby Rovers samedi.", UNSUPPORTED),
    ("en", LEAGUE, "Northgate Rovers a battu Easterby United samedi.", UNSUPPORTED),
]  # fmt: skip


def held(language: str, told: str, written: str) -> list[Finding]:
    made = article(written, title="", seo=seo(title="", description="", keyphrase=""), excerpt="")
    found = names.check(source(told, title="", language=language), BRIEF, made)
    return [finding for finding in found if finding.severity is Severity.BLOCKER]


@pytest.mark.parametrize(("language", "told", "written", "code"), WRONG)
def test_a_wrong_name_holds_the_article(language: str, told: str, written: str, code: str) -> None:
    assert code in {finding.code for finding in held(language, told, written)}


QUOTED = (
    "« Nous avions prévu ce scénario pour la décennie suivante », reconnaît Solenne Abrantes, agronome. Il est tôt, et "
    "la moissonneuse de Gaëtan Malverne est déjà sortie sur le plateau. « C’est une piste, ce n’est pas un miracle », "
    "tempère Solenne Abrantes."
)
RETOLD = (
    "La moissonneuse de Gaëtan Malverne roule déjà sur le plateau. « Nous avions prévu ce scénario pour la décennie "
    "suivante », admet Solenne Abrantes. « C’est une piste, ce n’est pas un miracle », nuance Mme Abrantes."
)


def test_names_exchanged_throughout_hold_the_article() -> None:
    exchanged = RETOLD.replace("Gaëtan Malverne", "@").replace("Solenne Abrantes", "Gaëtan Malverne")
    assert held("fr", QUOTED, RETOLD) == []
    assert SWAPPED in {finding.code for finding in held("fr", QUOTED, exchanged.replace("@", "Solenne Abrantes"))}


def test_the_finding_shows_the_name_of_the_source() -> None:
    told = held("fr", MAYOR, "Hélène Kerbart, architecte, a dessiné les plans.")
    assert "Kerbrat" in told[0].evidence


def test_names_lost_are_told_to_the_editor() -> None:
    made = article("La maire critique le club.", title="", seo=seo(title="", description="", keyphrase=""), excerpt="")
    told = names.check(source(MAYOR, title=""), BRIEF, made)
    assert [(finding.code, finding.severity) for finding in told] == [("names.dropped", Severity.WARNING)]
    assert "Alice Martin" in told[0].evidence
