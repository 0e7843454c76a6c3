"""What is cut in its middle, and what may well end without a full stop."""

from __future__ import annotations

import pytest

from bridge.checks import briefing, ending
from bridge.domain.source import Brief, Instruction
from tests.checks.builders import BRIEF, PLAIN, article, codes, h, p, quote, seo, severities, source, ul

SOURCE = source(PLAIN)


@pytest.mark.parametrize(
    "made",
    [
        article(PLAIN, "Les bateaux rentrent chaque soir avant la tombée de la"),
        article(PLAIN, "Les bateaux rentrent chaque soir avant la tomb"),
        article(PLAIN, "Les bateaux rentrent chaque soir,", PLAIN),
        article(PLAIN, "Les bateaux rentrent chaque soir, avant la tombée de la nuit, et dorment au port", PLAIN),
        article(PLAIN, PLAIN, "Les bateaux rentrent chaque soir, avant la tombée de la nuit, et dorment au port"),
        article("Les bateaux rentrent le soir, dit le capitaine : « Nous", PLAIN),
        article(PLAIN, "Le capitaine a dit : « Nous rentrons chaque soir avant la nuit"),
        article(PLAIN, "Les bateaux (ceux de pêche et ceux de"),
        article(PLAIN, ul("Des quais neufs", "Des bateaux de")),
        article(PLAIN, ul("Des quais neufs", "Des bateaux de pêche et des voil")),
        article(PLAIN, seo=seo(description="Le port change : la région accueille des bateaux de pê")),
        article(PLAIN, seo=seo(description="Le port change : ce que prévoit la région pour les quais et")),
        article("Habitants et visiteurs viennent.", seo=seo(description="Ce que disent habitants et visit")),
        article(PLAIN, seo=seo(title="Port de Valbrune : ce que prévoit la")),
        article(PLAIN, excerpt="Ce qui change au port pour les bateaux et les voil"),
        article(PLAIN, title="Le port de Valbrune change (enfin"),
    ],
)  # fmt: skip
def test_what_is_cut_holds(made):
    found = ending.check(SOURCE, BRIEF, made)
    assert "blocker" in {item.severity.value for item in found}


@pytest.mark.parametrize(
    "made",
    [
        article(PLAIN, "Il a dit : « Nous rentrons ce soir. »", "Et puis ?", "Oui…", "Voir (p. 3)"),
        article(PLAIN, "Voici ce qu’il faut au port pour les bateaux :", ul("Un quai", "Du sable", "des gens,")),
        article(PLAIN, ul("200 g de farine", "3 œufs", "1 pincée de sel", "Mélanger, puis laisser reposer une heure")),
        article(PLAIN, "Photo : office du port"),
        article(PLAIN, p("Place du Port<br>12 quai de la Pêche et des Voiliers de la ville<br>Valbrune")),
        article(PLAIN, "Renseignements et réservations auprès de la capitainerie du port : 02 00 00 00 00"),
        article(PLAIN, "Le programme complet des visites est en ligne sur le site du port : port.example"),
        article(PLAIN, p("<strong>Les quais du port de Valbrune changent de visage cet été</strong>"), PLAIN),
        article(PLAIN, "« Nous rentrons.", "« Et demain nous repartons. »"),
        article(PLAIN, quote("Nous rentrons chaque soir avant la tombée de la nuit")),
        article(PLAIN, h("Les quais et les bateaux du port")),
        article(PLAIN, seo=seo(description="Le port de Valbrune change : ce que la région prévoit pour vous")),
        article(PLAIN, title="Port de Valbrune : pourquoi les pêcheurs votent contre"),
        article("« Un », dit-il en riant (et sans y croire).", "– Oui, dit-elle.", "— Non ! répond-il."),
    ],
)  # fmt: skip
def test_what_is_whole_is_let_be(made):
    assert [item for item in ending.check(SOURCE, BRIEF, made) if item.severity.value != "info"] == []


def test_a_line_that_ends_so_in_the_source():
    line = "Reportage au port de Valbrune avec les équipages de la petite pêche côtière"
    assert ending.check(source(PLAIN, line), BRIEF, article(PLAIN, line)) == ()


ASKED = Brief(
    min_words=0,
    tone="chaleureux mais précis, sans jargon ni superlatifs inutiles",
    audience="des familles qui préparent leurs vacances d’été",
    instructions="Insister sur l’accès en train depuis la capitale. Préciser que la baignade reste gratuite en hiver.",
    feedback=("Le chapeau est trop long et trop vague pour nos lecteurs.",),
)


@pytest.mark.parametrize(
    ("text", "severity"),
    [
        ("Un récit chaleureux mais précis, sans jargon ni superlatifs inutiles.", "blocker"),
        ("Pour des familles qui préparent leurs vacances d’été, le port change.", "blocker"),
        ("Il faut insister sur l’accès en train depuis la capitale.", "blocker"),
        ("Le chapeau est trop long et trop vague.", "blocker"),
        ("Au port, la baignade reste gratuite en hiver.", "warning"),
    ],
)
def test_words_of_the_brief(text, severity):
    assert severities(briefing.check(SOURCE, ASKED, article(PLAIN, text))) == {("briefing.leak", severity)}
    assert briefing.check(source(PLAIN, text), ASKED, article(PLAIN, text)) == ()


def test_the_instruction_line_of_the_draft():
    from dataclasses import replace

    asked = replace(SOURCE, instruction=Instruction(text="Réécrire en 750 mots avec des intertitres courts, merci."))
    made = article("Réécrire en 750 mots avec des intertitres.", PLAIN)
    assert codes(briefing.check(asked, BRIEF, made)) == ["briefing.leak"]
    assert briefing.check(asked, ASKED, article(PLAIN)) == ()
