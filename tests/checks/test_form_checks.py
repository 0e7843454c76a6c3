"""Words, headings, SEO fields, repetition: the form of the article."""

from __future__ import annotations

import pytest

from bridge.checks import headings, repetition, words
from bridge.checks import seo as seo_check
from bridge.domain.source import Brief
from tests.checks.builders import BRIEF, PLAIN, article, codes, h, kept, p, quote, seo, severities, source, ul

SOURCE = source(PLAIN)
LONG = "Le port accueille des bateaux. " * 70  # 350 words


def test_enough_words() -> None:
    assert words.check(SOURCE, Brief(min_words=18), article(PLAIN)) == ()


def test_too_few_words() -> None:
    found = words.check(SOURCE, Brief(min_words=19), article(PLAIN))
    assert severities(found) == {("words.too_few", "blocker")}
    assert found[0].evidence == "18 / 19"


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ((PLAIN, h("Les quais"), PLAIN, h("Le détail", 3), PLAIN, h("La suite"), PLAIN), []),
        ((h("Les quais"), h("Le détail", 3), PLAIN), []),
        ((h("Les quais", 1), PLAIN), ["headings.h1"]),
        ((h("Les quais", None), PLAIN), ["headings.h1"]),
        ((h("Les quais", 3), PLAIN), ["headings.order"]),
        ((h("Les quais"), PLAIN, h("Le détail", 4), PLAIN), ["headings.order"]),
        ((h("Les quais", 2), PLAIN, h("", 2), PLAIN), ["headings.empty"]),
        ((h("Les quais"), h("La suite"), PLAIN), ["headings.no_text_below"]),
        ((h("Les quais"), PLAIN, h("La suite")), ["headings.no_text_below"]),
        ((h("Les quais"), kept(0)), []),
        ((h("Les quais"), LONG), ["headings.section_too_long"]),
        ((LONG,), ["headings.too_few", "headings.section_too_long"]),
        ((p(LONG[: len(LONG) // 2]), h("Suite"), p(LONG[: len(LONG) // 2])), []),
    ],
)
def test_headings(body: tuple[object, ...], expected: list[str]) -> None:
    assert codes(headings.check(SOURCE, BRIEF, article(*body))) == expected  # type: ignore[arg-type]


def test_heading_severities() -> None:
    found = headings.check(SOURCE, BRIEF, article(h("A", 1), h("", 4), LONG, h("Fin", 2)))
    assert severities(found) == {
        ("headings.h1", "blocker"), ("headings.order", "blocker"), ("headings.empty", "blocker"),
        ("headings.section_too_long", "warning"), ("headings.no_text_below", "blocker"),
    }  # fmt: skip


def test_seo_fields_as_they_should_be() -> None:
    assert seo_check.check(SOURCE, BRIEF, article(PLAIN)) == ()


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"title": " "}, ("seo.post_title_missing", "blocker")),
        ({"seo": seo(title="")}, ("seo.title_missing", "blocker")),
        ({"seo": seo(title="Port de Valbrune " * 6)}, ("seo.title_too_wide", "blocker")),
        ({"seo": seo(description="")}, ("seo.description_missing", "blocker")),
        ({"seo": seo(description="Le port de Valbrune change.")}, ("seo.description_length", "warning")),
        ({"seo": seo(description="Le port de Valbrune. " * 16)}, ("seo.description_length", "blocker")),
        ({"seo": seo(keyphrase="")}, ("seo.keyphrase_missing", "blocker")),
        ({"seo": seo(keyphrase="le de la")}, ("seo.keyphrase_missing", "blocker")),
        ({"seo": seo(title="Ce qui change ici")}, ("seo.keyphrase_not_in_title", "warning")),
        ({"seo": seo(description="x" * 130)}, ("seo.keyphrase_not_in_description", "warning")),
        ({"body": (p("Ici, rien."),)}, ("seo.keyphrase_not_in_first_paragraph", "warning")),
        ({"slug": ""}, ("seo.slug_invalid", "blocker")),
        ({"slug": "Port-Valbrune"}, ("seo.slug_invalid", "blocker")),
        ({"slug": "port--valbrune"}, ("seo.slug_invalid", "blocker")),
        ({"slug": "port-" * 15 + "x"}, ("seo.slug_invalid", "blocker")),
        ({"excerpt": ""}, ("seo.excerpt_missing", "warning")),
        ({"title": "Le port\nde Valbrune"}, ("seo.line_break", "blocker")),
    ],
)
def test_seo_findings(changes: dict[str, object], expected: tuple[str, str]) -> None:
    body = changes.pop("body", (p(PLAIN),))
    assert severities(seo_check.check(SOURCE, BRIEF, article(*body, **changes))) == {expected}  # type: ignore[misc]


@pytest.mark.parametrize("code", ["%%cf_api_key%%", "%%sitename%", "%%a b%%", "%sitename%", "%Title%"])
@pytest.mark.parametrize("field", ["title", "excerpt", "seo title", "seo description", "seo keyphrase"])
def test_variables_of_the_seo_plugin(field: str, code: str) -> None:
    words = f"{PLAIN} {code}"
    changes = {"seo": seo(**{field[4:]: words})} if field.startswith("seo ") else {field: words}
    for shown in (SOURCE, source(words)):
        found = seo_check.check(shown, BRIEF, article(PLAIN, **changes))
        assert [finding.severity for finding in found if finding.code == "seo.variable"] == ["blocker"]


def test_a_percentage_is_no_variable() -> None:
    changed = article(PLAIN, title="Port de Valbrune : 20 % de taxes, 5% de titres, 3%")
    assert seo_check.check(SOURCE, BRIEF, changed) == ()


def test_a_keyphrase_of_five_words() -> None:
    changed = article(PLAIN, seo=seo(keyphrase="port bateaux pêche voiliers saison"))
    assert "seo.keyphrase_too_long" in codes(seo_check.check(SOURCE, BRIEF, changed))


def test_a_keyphrase_other_than_asked() -> None:
    asked = Brief(keyphrase="marina de Valbrune")
    assert severities(seo_check.check(SOURCE, asked, article(PLAIN))) == {("seo.keyphrase_not_as_asked", "warning")}


def test_keyphrase_words_match_without_accents_case_and_plural() -> None:
    changed = article("PORTS de Valbrune", seo=seo(keyphrase="Pôrt de valbrune"))
    assert seo_check.check(SOURCE, BRIEF, changed) == ()


def test_edges_of_the_description() -> None:
    for length, expected in ((119, 1), (120, 0), (156, 0), (157, 1)):
        text = "Port de Valbrune " + "a" * (length - 17)
        assert len(seo_check.check(SOURCE, BRIEF, article(PLAIN, seo=seo(description=text)))) == expected


SENTENCE = "Les bateaux de pêche rentrent chaque soir avant la tombée de la nuit."


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ((PLAIN, SENTENCE), set()),
        ((PLAIN, SENTENCE, PLAIN), {("repetition.paragraph", "blocker")}),
        ((f"{PLAIN} {SENTENCE}", f"{SENTENCE} Et autre chose encore."), {("repetition.sentence", "warning")}),
        (("Oui, vraiment.", "Oui, vraiment."), set()),
        ((h("L’essentiel"), ul(SENTENCE), h("Les quais"), SENTENCE), set()),
        ((ul(SENTENCE), h("Les quais"), SENTENCE), set()),
        ((h("Les quais"), ul(SENTENCE), h("La suite"), SENTENCE), {("repetition.paragraph", "blocker")}),
        ((SENTENCE, quote(SENTENCE.replace("pêche", "<em>pêche</em>"))), {("repetition.paragraph", "blocker")}),
    ],
)
def test_repetition(body: tuple[object, ...], expected: set[tuple[str, str]]) -> None:
    assert severities(repetition.check(SOURCE, BRIEF, article(*body))) == expected  # type: ignore[arg-type]


LINE = "Le port de Valbrune a compté {} bateaux de pêche au mois de mars, selon la capitainerie."


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ((PLAIN, PLAIN.replace("tout au long de", "durant toute")), set()),
        ((PLAIN, PLAIN.replace("toute la", "la")), {("repetition.paragraph", "blocker")}),
        ((LINE.format(12), LINE.format(15)), set()),
        (("Il a dit non, non, non ! Et puis oui.",), set()),
        (("Le port, le port, le port, le port, le port change.",), {("repetition.loop", "blocker")}),
        (("Le port est très très très très très très beau.",), {("repetition.loop", "blocker")}),
        (("Le port change de visage et le port change de visage et le port change de visage.",),
         {("repetition.loop", "blocker")}),
        (tuple(f"{start} le port de pêche de Valbrune attend {end}." for start, end in (
            ("Au matin,", "ses bateaux"), ("Selon la mairie,", "des crédits"), ("Depuis hier,", "la pluie"),
            ("En été,", "du monde"))), {("repetition.phrase", "warning")}),
        ((" ".join(f"Il y a aussi {what}." for what in (
            "un quai neuf", "une halle", "deux grues", "trois cales", "des bancs neufs", "un phare")),),
         {("repetition.opening", "warning")}),
    ],
)  # fmt: skip
def test_more_repetition(body: tuple[str, ...], expected: set[tuple[str, str]]) -> None:
    assert severities(repetition.check(SOURCE, BRIEF, article(*body))) == expected


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ((h("Les quais."), PLAIN), {("headings.full_stop", "warning")}),
        ((h("Les quais, les halles, etc."), PLAIN), set()),
        ((h("Pourquoi les quais ?"), PLAIN), set()),
        ((h("Les quais"), PLAIN, h("Les quais"), PLAIN), {("headings.duplicate", "warning")}),
        ((h("Le port de Valbrune change"), PLAIN), {("headings.duplicate", "warning")}),
        ((h(f"{PLAIN} {SENTENCE}"), PLAIN * 4), {("headings.too_long", "blocker"), ("headings.full_stop", "warning")}),
        ((h(PLAIN.rstrip(".")), PLAIN * 4), {("headings.too_long", "warning")}),
        ((h(PLAIN.rstrip(".")), h(SENTENCE.rstrip("."), 3), h("Les quais neufs de la ville", 3), "Oui, vraiment."),
         {("headings.all_headings", "blocker"), ("headings.too_long", "warning"),
          ("headings.no_text_below", "warning")}),
        ((p("<strong>Des quais tout neufs</strong>"), PLAIN), {("headings.bold_paragraph", "warning")}),
        ((p("<strong>Les quais rouvrent demain matin.</strong>"), PLAIN), set()),
        ((p("<strong>Les quais</strong> rouvrent <strong>demain</strong>"), PLAIN), set()),
    ],
)  # fmt: skip
def test_wording_of_headings(body: tuple[object, ...], expected: set[tuple[str, str]]) -> None:
    assert severities(headings.check(source("Autre chose."), BRIEF, article(*body))) == expected  # type: ignore[arg-type]


def test_a_text_without_length_asked_may_have_no_heading() -> None:
    found = headings.check(SOURCE, Brief(min_words=0), article(LONG))
    assert ("headings.too_few", "warning") in severities(found)
    assert words.check(SOURCE, Brief(min_words=0), article("Court.")) == ()


def test_a_bare_text_has_no_seo_findings() -> None:
    bare = article(PLAIN, title="", excerpt="", slug="", seo=seo(title="", description="", keyphrase=""))
    assert seo_check.check(SOURCE, BRIEF, bare) == ()


def test_the_keyphrase_in_a_heading() -> None:
    without, with_it = (h("Les quais"), PLAIN), (h("Les quais"), PLAIN, h("Le port de Valbrune en été"), PLAIN)
    assert codes(seo_check.check(SOURCE, BRIEF, article(PLAIN, *without))) == ["seo.keyphrase_not_in_headings"]
    assert seo_check.check(SOURCE, BRIEF, article(PLAIN, *with_it)) == ()
