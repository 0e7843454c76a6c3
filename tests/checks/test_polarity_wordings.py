"""Denials, contraries and roles in free wording: what is faithful holds no draft, what is turned round is told."""

from __future__ import annotations

import pytest

from bridge.checks import additions, polarity
from bridge.domain.finding import Finding, Severity
from tests.checks.builders import BRIEF, article, source

#: (language, source, faithful French): nothing holds the draft.
FREE = [
    ("en", "She twice turned down a post at the observatory of Brenmoor.",
     "Elle refusa à deux reprises un poste à l’observatoire de Brenmoor."),
    ("en", "The company refused to be named in the report.", "L’entreprise a refusé d’être nommée dans le rapport."),
    ("en", "The baker makes this loaf every Saturday from May to October.",
     "De mai à octobre, il n’y a pas de samedi sans ce pain."),
    ("fr", "Première apprentie à obtenir, en 1974, le prix de la Guilde des relieurs.",
     "En 1974, la Guilde des relieurs lui remet son prix, qu’aucune apprentie n’avait encore obtenu."),
    ("en", "“This is not a day to be at sea,” said the harbour master of Port Gwenan.",
     "Le capitaine du port de Port Gwenan déconseille de prendre la mer ce jour-là."),
    ("en", "It has neither a lift nor a car park.", "Il n’a ni ascenseur ni parking."),
    ("fr", "Il n’avait jamais eu de frère et n’avait pas d’enfant.", "Il n’avait ni frère ni enfant."),
    ("en", "The trustees were unconvinced by the plan.", "Les administrateurs n’étaient pas convaincus par le projet."),
    ("fr", "Sur les 18 ponts du canton, 15 sont à repeindre.", "Sur 18 ponts, seuls trois ne sont pas à repeindre."),
    ("fr", "L’adjointe conteste ce calcul.", "L’adjointe n’est pas d’accord avec ce calcul."),
    ("fr", "La piscine de Corvaux reste fermée.", "La piscine de Corvaux n’a pas rouvert."),
    ("fr", "Le vaccin réduit de plus de 80 % le danger de paralysie.",
     "Le danger de paralysie baisse de plus de 80 % avec le vaccin."),
    ("en", "Visitor numbers grew by 12% in 2024.", "En 2024, les visiteurs ont été 12 % de plus."),
    ("en", "The postman was bitten by the dog on Tuesday.", "Le chien a mordu le facteur mardi."),
    ("fr", "Le préfet a critiqué le maire de Corvaux lors de la réunion.",
     "Lors de la réunion, le maire de Corvaux a été critiqué par le préfet."),
    ("fr", "La fermeture de l’usine est due à la hausse du prix du gaz.",
     "La hausse du prix du gaz a provoqué la fermeture de l’usine."),
    ("en", "The mayor resigned after the audit was published.",
     "L’audit a été publié avant que le maire ne démissionne."),
    ("en", "The company accuses the union of blocking the gates.",
     "L’entreprise accuse le syndicat de bloquer les grilles."),
    ("fr", "Le directeur, a indiqué la mairie, quittera le théâtre.",
     "La mairie a indiqué que le directeur quittera le théâtre."),
]  # fmt: skip

#: (language, source, French turned round): at least a doubt.
TURNED = [
    ("fr", "L’élue n’a pas voté le budget de la régie.", "L’élue a voté le budget de la régie."),
    ("en", "Wages in Brenmoor have gone up by 19% since 2015.",
     "Les salaires de Brenmoor ont baissé de 19 % depuis 2015."),
    ("en", "Sales in Norway fell 3% to $212m, and debt increased by $45m to $390m.",
     "Les ventes en Norvège ont augmenté de 3 % à 212 millions de dollars, et la dette a augmenté de 45 millions, "
     "à 390 millions."),
    ("fr", "La nouvelle lampe consomme quinze fois moins que l’ancienne.",
     "La nouvelle lampe consomme quinze fois plus que l’ancienne."),
    ("fr", "Un tiers des habitants ont attendu plus de trois mois avant d’appeler.",
     "Un tiers des habitants ont attendu moins de trois mois avant d’appeler."),
    ("fr", "Le bailleur paiera la réparation du toit.", "Le locataire paiera la réparation du toit."),
    ("fr", "Il a été condamné à six mois de prison avec sursis.", "Il a été condamné à six mois de prison ferme."),
    ("fr", "Les salariés de la tannerie ont accepté l’accord.", "Les employeurs de la tannerie ont accepté l’accord."),
    ("en", "Children under six may swim in the indoor pool.",
     "Les enfants de moins de six ans peuvent nager dans le bassin extérieur."),
    ("en", "The county imports most of its milk from Norland.",
     "Le comté exporte l’essentiel de son lait vers Norland."),
    ("fr", "La vigilance orange a été levée dans le canton.", "La vigilance jaune a été levée dans le canton."),
    ("fr", "Un incendie a détruit un hangar à l’est de Corvaux.",
     "Un incendie a détruit un hangar à l’ouest de Corvaux."),
    ("fr", "Le marché de Valbrume se tient en été.", "Le marché de Valbrume se tient en hiver."),
    ("fr", "Le préfet a critiqué le maire de Corvaux lors de la réunion.",
     "Le maire de Corvaux a critiqué le préfet lors de la réunion."),
    ("fr", "Le préfet a critiqué le maire de Corvaux lors de la réunion.",
     "Le préfet a été critiqué par le maire de Corvaux lors de la réunion."),
    ("en", "The postman was bitten by the dog on Tuesday.", "Le facteur a mordu le chien mardi."),
    ("en", "The company accuses the union of blocking the gates.",
     "Le syndicat accuse l’entreprise de bloquer les grilles."),
    ("fr", "La sécheresse a entraîné la baisse de la récolte.", "La baisse de la récolte a entraîné la sécheresse."),
    ("en", "The mayor resigned after the audit was published.", "L’audit a été publié après la démission du maire."),
    ("fr", "Certains habitants de Corvaux ont quitté le quartier.",
     "Tous les habitants de Corvaux ont quitté le quartier."),
    ("en", "The bridge could close next winter.", "Le pont va fermer l’hiver prochain."),
]  # fmt: skip


def _told(language: str, origin: str, written: str) -> tuple[Finding, ...]:
    return polarity.check(source(origin, title="", language=language), BRIEF, article(written))


@pytest.mark.parametrize(("language", "origin", "written"), FREE)
def test_free_wording_holds_no_draft(language: str, origin: str, written: str) -> None:
    assert [item for item in _told(language, origin, written) if item.severity is Severity.BLOCKER] == []


@pytest.mark.parametrize(("language", "origin", "written"), TURNED)
def test_what_is_turned_round_is_told(language: str, origin: str, written: str) -> None:
    assert _told(language, origin, written)


def test_free_wording_costs_few_looks() -> None:
    doubted = [written for language, origin, written in FREE if _told(language, origin, written)]

    assert len(doubted) <= 2, doubted


def test_a_role_is_a_doubt_for_a_person() -> None:
    found = _told("fr", "Le chien a mordu le facteur mardi matin.", "Le facteur a mordu le chien mardi matin.")

    assert [(item.code, item.severity) for item in found] == [("polarity.exchanged", Severity.WARNING)]


@pytest.mark.parametrize(
    ("written", "severities"),
    [
        ("Les dents des chercheurs ont surpris les requins broyeurs.", [Severity.BLOCKER]),
        ("Les requins broyeurs ont été surpris par les dents des chercheurs.", [Severity.BLOCKER]),
        ("Les dents de cet animal ont surpris les chercheurs.", []),
        ("Les dents ont surpris les chercheurs du musée.", []),
        ("Les chercheurs ont été surpris par les dents.", []),
        ("La forme des dents a surpris les chercheurs.", []),
    ],
)
def test_an_object_that_becomes_the_subject_s_complement_holds_the_draft(
    written: str, severities: list[Severity]
) -> None:
    """Written so by a small model, and proposed: nothing else in the sentence was wrong."""
    found = _told("fr", "Les dents ont surpris les chercheurs.", written)
    assert [item.severity for item in found if item.code == "polarity.exchanged"] == severities


def test_a_subject_that_becomes_the_object_s_complement_holds_the_draft() -> None:
    found = _told("fr", "Les chercheurs ont étudié les dents.", "Les requins ont étudié les dents des chercheurs.")
    assert [(item.code, item.severity) for item in found] == [("polarity.exchanged", Severity.BLOCKER)]


def test_figures_and_names_that_stand_together_in_the_source_make_no_addition() -> None:
    origin = source(
        "Le hangar de Corvaux a été vendu 48 500 euros en 2019 à la coopérative Grainval.",
        "La mairie prépare la fête du lac.",
    )
    free = article(
        "La mairie prépare la fête du lac.",
        "Montant réglé par Grainval, voici six ans : 48 500 euros pour devenir maîtresse des lieux en 2019.",
    )

    assert additions.check(origin, BRIEF, free) == ()


def test_an_outcome_of_its_own_is_an_addition_whatever_the_source_left_unsaid() -> None:
    origin = source(
        "Le conseil de Corvaux étudie le projet de halle depuis mars.",
        "Un architecte a dessiné trois variantes pour la place.",
        "La réunion publique aura lieu le 4 juin à la salle des fêtes.",
    )
    invented = article(
        "Le conseil de Corvaux étudie le projet de halle depuis mars.",
        "Plusieurs riverains ont finalement porté plainte contre la commune.",
        "La réunion publique aura lieu le 4 juin à la salle des fêtes.",
    )

    assert [item.code for item in additions.check(origin, BRIEF, invented)] == ["content.added"]
