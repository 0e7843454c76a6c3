"""Numbers and quotations: what the article states is what the source states."""

from __future__ import annotations

import pytest

from bridge.checks import numbers, quotations
from bridge.domain.article import Node
from bridge.domain.source import BlockKind, Brief
from tests.checks.builders import BRIEF, article, block, codes, h, image, p, quote, seo, severities, source, ul

ENGLISH = source(
    "The region of Valbrune will invest €15 million in its harbour, it said on Tuesday (27 February).",
    "Some 1,500 boats, or 25 per cent of the fleet, come before 10.30am. The first quay dates from the 19th century.",
    title="Valbrune harbour",
    language="en",
)


@pytest.mark.parametrize(
    "body",
    [
        ("La région investit 15 millions d’euros, a-t-elle dit mardi 27 février.",),
        ("Quinze millions d'euros : le chiffre a été donné mardi.",),
        ("Quelque 1 500 bateaux, soit 25 % de la flotte, arrivent avant 10 h 30.",),
        (h("1 500 bateaux"), ul("25 % de la flotte", "15 M€ d’investissement")),
        ("Le premier quai, du XIXe siècle, est le premier point. Un autre en second lieu.",),
        ("Le port travaille et ce chantier compte.",),
    ],
)
def test_faithful_numbers(body: tuple[Node | str, ...]) -> None:
    found = numbers.check(ENGLISH, BRIEF, article(*body))
    assert set(codes(found)) <= {"numbers.dropped"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("La région investit 16 millions d’euros.", ("numbers.unsupported", "blocker")),
        ("La région investit 15 millions de dollars.", ("numbers.unit", "blocker")),
        ("Cela concerne 30 % de la flotte.", ("numbers.unsupported", "blocker")),
        ("Annoncé le 28 février.", ("numbers.unsupported", "blocker")),
        ("Annoncé le 27 février 2024.", ("numbers.unsupported", "blocker")),
        ("Annoncé lundi 27 février.", ("numbers.weekday", "blocker")),
        ("Annoncé samedi.", ("numbers.unsupported", "blocker")),
        ("Ouverture à 11 h.", ("numbers.unsupported", "blocker")),
        ("Le port compte 3 quais.", ("numbers.unsupported", "blocker")),
        ("Le port compte trois quais.", ("numbers.unsupported", "blocker")),
        ("C’est le troisième quai.", ("numbers.unsupported", "blocker")),
        ("Un quai du XVIIIe siècle.", ("numbers.unsupported", "blocker")),
        ("Ouvert 24 heures sur 24.", ("numbers.doubtful", "warning")),
    ],
)
def test_numbers_that_are_not_the_sources(text: str, expected: tuple[str, str]) -> None:
    found = [item for item in numbers.check(ENGLISH, BRIEF, article(text)) if item.code != "numbers.dropped"]
    assert severities(tuple(found)) == {expected}


def test_fields_are_looked_at_too() -> None:
    changed = article(
        "Le port.", title="Port : 16 bateaux", seo=seo(title="Port 2031"), slug="port-2032", excerpt="40 %"
    )
    places = [item.place for item in numbers.check(ENGLISH, BRIEF, changed) if item.code == "numbers.unsupported"]
    assert sorted(places) == ["extrait", "slug", "titre", "titre SEO"]


def test_the_evidence_shows_the_sources_sentence() -> None:
    found = numbers.check(ENGLISH, BRIEF, article("La région de Valbrune va investir 16 millions d’euros."))
    assert "16 millions d’euros" in found[0].evidence
    assert "€15 million" in found[0].evidence


def test_numbers_of_the_brief_and_of_kept_blocks_count() -> None:
    assert "numbers.unsupported" not in codes(
        numbers.check(ENGLISH, Brief(instructions="Rappeler les 12 quais."), article("Les 12 quais."))
    )
    table = source("Voir le tableau.", block(0, "Quais 12", BlockKind.TABLE), image("Le quai 7"))
    assert numbers.check(table, BRIEF, article("Les 12 quais et le quai 7.")) == ()


def test_dropped_numbers() -> None:
    few = source("Il y a 12 quais et 14 bateaux.")
    assert severities(numbers.check(few, BRIEF, article("Il y a 12 quais."))) == {("numbers.dropped", "info")}
    many = source("Il y a 12 quais, 14 bateaux, 16 grues et 18 hangars.")
    assert severities(numbers.check(many, BRIEF, article("Il y a 12 quais."))) == {("numbers.dropped", "warning")}


def test_numbers_of_kept_blocks_are_not_dropped() -> None:
    shown = source("Voir le tableau.", block(0, "Quais 12, bateaux 14", BlockKind.TABLE))
    assert numbers.check(shown, BRIEF, article("Voir le tableau.")) == ()


def test_the_same_words_are_told_once() -> None:
    found = numbers.check(ENGLISH, BRIEF, article("16 quais.", "Encore 16 quais."))
    assert codes(found).count("numbers.unsupported") == 1


FRENCH = source(
    "« L’eau du port reste claire toute l’année », a dit la région. Le mot ‘souverain’ revient souvent.",
    "La région parle d’un « port ouvert ». Elle finance les quais depuis longtemps.",
    block(0, "Le quai sera fini avant l’été.", BlockKind.QUOTE),
)
SAID = "« L'eau du port reste claire toute l'année »"
KEPT_QUOTE = quote("Le quai sera fini avant l’été.", "La région")


@pytest.mark.parametrize(
    "body",
    [
        (SAID, KEPT_QUOTE),
        ("Selon la région, “l’eau du port reste claire toute l’année.”", KEPT_QUOTE),
        ("« L’eau du port […] toute l’année » et « port ouvert »", SAID, KEPT_QUOTE),
        ("« L’eau [douce] du port reste claire toute l’année »", KEPT_QUOTE),
        (quote("L’eau du port reste claire toute l’année"), KEPT_QUOTE),
        (SAID, "L’année d’après, l’eau d’ici n’a pas changé.", KEPT_QUOTE),
    ],
)
def test_verbatim_quotations(body: tuple[Node | str, ...]) -> None:
    assert quotations.check(FRENCH, BRIEF, article(*body)) == ()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("« L’eau du port reste trouble toute l’année »", ("quotations.altered", "blocker")),
        ("« Nous n’avons rien à dire »", ("quotations.altered", "blocker")),
        ("« port fermé »", ("quotations.altered", "blocker")),
        ("« Elle finance les quais »", ("quotations.not_quoted_in_source", "warning")),
    ],
)
def test_altered_quotations(text: str, expected: tuple[str, str]) -> None:
    found = quotations.check(FRENCH, BRIEF, article(SAID, text, KEPT_QUOTE))
    assert severities(found) == {expected}


def test_an_altered_quotation_is_shown_beside_the_sources() -> None:
    found = quotations.check(FRENCH, BRIEF, article("« L’eau du port reste trouble toute l’année »", KEPT_QUOTE))
    assert "trouble" in found[0].evidence
    assert "claire" in found[0].evidence


def test_an_altered_quote_block() -> None:
    found = quotations.check(FRENCH, BRIEF, article(SAID, KEPT_QUOTE, quote("Le quai sera fini après l’été.")))
    assert severities(found) == {("quotations.altered", "blocker")}


def test_dropped_quotations() -> None:
    found = quotations.check(FRENCH, BRIEF, article(SAID))
    assert severities(found) == {("quotations.dropped", "warning")}
    assert "Le quai sera fini" in found[0].evidence


SPOKEN = source(
    "“The water stays clear all year,” the region said. “We have invested 15 million since 2019, and it shows.”",
    "The ‘open harbour’ label came later.",
    language="en",
)
FIRST = "« L’eau reste claire toute l’année »"


@pytest.mark.parametrize(
    "body",
    [
        (f"{FIRST}, dit la région.", "« Nous avons investi 15 millions depuis 2019, et cela se voit. »"),
        (f"{FIRST}, dit la région.", "« Nous avons investi 15 millions », dit-elle. « Cela se voit. »"),
        (ul("« 15 millions depuis 2019 »"), FIRST, "« Nous avons investi 15 millions depuis 2019 »"),
        (FIRST, "« Investi 15 millions depuis 2019 »", "Le label « port ouvert à tous »"),
    ],
)
def test_translated_quotations(body: tuple[Node | str, ...]) -> None:
    assert severities(quotations.check(SPOKEN, BRIEF, article(*body))) == {("quotations.translated", "info")}


def test_a_translated_quotation_is_shown_beside_its_original() -> None:
    found = quotations.check(SPOKEN, BRIEF, article("« Nous avons investi 15 millions depuis 2019 »", FIRST))
    shown = [item.evidence for item in found if "15 millions" in item.evidence]
    assert "We have invested" in shown[0]


def test_more_quotations_than_were_said() -> None:
    body = (FIRST, "« Investi 15 millions depuis 2019 »", "« Le label port ouvert »", "« Jamais dit de la sorte »")
    found = quotations.check(SPOKEN, BRIEF, article(*body))
    assert ("quotations.invented", "blocker") in severities(found)
    assert codes(found).count("quotations.invented") == 1


def test_fewer_quotations_than_were_said() -> None:
    found = quotations.check(SPOKEN, BRIEF, article(p(FIRST)))
    assert ("quotations.dropped", "info") in severities(found)


def test_a_name_kept_as_it_is_counts_on_neither_side() -> None:
    named = source("“The water stays clear all year,” it said of “Clear Water For All”.", language="en")
    found = quotations.check(named, BRIEF, article(FIRST, "Le plan « Clear Water for All »."))
    assert codes(found) == ["quotations.translated"]


def test_a_name_kept_in_its_language_is_no_invention() -> None:
    silent = source("The plan is called Clear Water For All.", language="en")
    assert quotations.check(silent, BRIEF, article("Le plan « Clear Water for All » commence.")) == ()
