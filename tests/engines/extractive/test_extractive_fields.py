"""Titles, keyphrases and descriptions, case by case."""

from __future__ import annotations

import pytest

from bridge.domain.source import Brief
from bridge.engines.extractive import fields, parsing, phrases, shorten
from bridge.engines.extractive.keyphrase import Keyphrase
from bridge.engines.extractive.pieces import leans
from bridge.text.pixels import TITLE_LIMIT, title_width
from tests.engines.extractive.texts import OWN, own, rewritten


@pytest.mark.parametrize(
    "title",
    [
        "",
        "12",
        "Sans titre",
        "Brouillon 3",
        "Auto Draft",
        "https://exemple.test/a",
        "article.docx",
        "Make this article seo compatible",
        "Rédige un article de 800 mots",
    ],
)
def test_what_is_no_title_is_replaced(title: str) -> None:
    assert not fields.usable_title(title, "")


@pytest.mark.parametrize("title", ["Le test de la rentrée", "Créer un potager en ville", "Nouveau pont à Valbrume"])
def test_a_title_that_looks_a_bit_like_one_stays(title: str) -> None:
    assert fields.usable_title(title, "")


def test_the_instruction_is_no_title() -> None:
    assert not fields.usable_title("Faites-en un papier", "Faites-en un papier, 900 mots")


@pytest.mark.parametrize("name", OWN)
def test_the_editors_keyphrase_wins(name: str) -> None:
    article = rewritten(own(name), Brief(keyphrase="rentrée culturelle"))
    assert article.seo.keyphrase == "rentrée culturelle"
    assert article.slug == "rentree-culturelle"
    assert title_width(article.seo.title) <= TITLE_LIMIT
    assert 120 <= len(article.seo.description) <= 156


@pytest.mark.parametrize(
    ("text", "keyphrase", "found"),
    [
        ("Les bus gratuits arrivent", "bus gratuit", True),
        ("La gratuité des bus", "gratuité des bus", True),
        ("Le bus est cher", "bus gratuit", False),
        ("Des travaux locaux", "travail local", False),
        ("Les journaux régionaux", "journal régional", True),
    ],
)
def test_a_keyphrase_is_found_in_the_plural_too(text: str, keyphrase: str, found: bool) -> None:
    assert Keyphrase(keyphrase).within(text) is found


@pytest.mark.parametrize(
    ("text", "shorter"),
    [
        (
            "Après que la ville et l’État ont signé la convention lundi 6 mai, la commune a rouvert la piscine.",
            "La commune a rouvert la piscine.",
        ),
        (
            "Solène Kerbrat, directrice du port, a présenté le projet aux habitants.",
            "Solène Kerbrat a présenté le projet aux habitants.",
        ),
        ("Nadia Belkacem (DVG) a présenté le budget.", "Nadia Belkacem a présenté le budget."),
    ],
)
def test_a_sentence_is_shortened_where_grammar_lets_go(text: str, shorter: str) -> None:
    assert shorter in {variant.text for variant in shorten.variants(parsing.parse_one(text))}


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("Selon la mairie, le pont sera fermé en juin.", "Selon"),
        ("Le pont rouvrira en juin si les travaux avancent.", "si les travaux"),
        ("Le train circule entre Valbrume et la côte.", "et la côte"),
        ("Aucune rame ne partira sauf le dimanche matin.", "sauf"),
        ("La piscine ne fermera pas pour toujours.", "pour toujours"),
        ("Le maire a dit que « la ville, dans son ensemble, paiera » en juin.", "dans son ensemble"),
    ],
)
def test_what_makes_a_claim_certain_or_not_never_goes(text: str, kept: str) -> None:
    assert all(kept in variant.text for variant in shorten.variants(parsing.parse_one(text)))


@pytest.mark.parametrize(
    ("sentence", "leaning"),
    [
        ("Cependant, le vote a eu lieu.", True),
        ("Elle a voté.", True),
        ("C’est un vote.", True),
        ("L’autre voie est fermée.", True),
        ("« Il faut voter », dit la maire.", True),
        ("Ainsi, le vote passe.", True),
        ("Le vote a eu lieu.", False),
        ("L’autorité a voté.", False),
        ("Minorité et majorité ont voté.", False),
    ],
)
def test_sentences_that_lean_on_another_are_known(sentence: str, leaning: bool) -> None:
    assert leans(sentence) is leaning


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("Les élus débattent du partenariat avec la région.", "Le partenariat"),
        ("La maire parle aux commerçants du centre.", "Les commerçants du centre"),
        ("Les habitants contestent l’extension de la zone industrielle.", "L’extension de la zone industrielle"),
    ],
)
def test_phrases_stand_with_the_right_article(text: str, phrase: str) -> None:
    assert phrase in {found.text for found in phrases.find(parsing.parse_one(text))}


def test_no_phrase_is_taken_from_a_quotation() -> None:
    sentence = parsing.parse_one(
        "La maire dénonce « les pratiques scandaleuses du promoteur » devant le conseil municipal."
    )
    assert not any("pratiques" in found.text for found in phrases.find(sentence))


@pytest.mark.parametrize(
    ("title", "kept"),
    [
        (
            "Port-Lancel : le moulin du port a repris son service, 104 ans après",
            "Port-Lancel : le moulin du port a repris son service",
        ),
        ("Port-Lancel : le moulin Kerbrat a repris son service", "Le moulin Kerbrat a repris son service"),
        ("Le port de Kermoal ferme ses quais, ses halles et ses bureaux", None),
        ("Le port de Kermoal ferme en juin, selon la préfecture", None),
    ],
)
def test_a_title_is_cut_at_a_comma_only_where_a_statement_ends(title: str, kept: str | None) -> None:
    found = {
        text
        for text, _ in fields._shorter_titles(
            parsing.parse_one(title), [parsing.parse_one("La fête a lieu à Port-Lancel.")]
        )
    }
    if kept is None:
        assert not any(text.endswith(("quais", "en juin", "halles")) for text in found)
    else:
        assert kept in found
