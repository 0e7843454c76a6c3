"""French words and sentences beside English and French ones."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bridge.text.bilingual import same, similarity, translates
from bridge.text.bilingual.alignment import align
from bridge.text.bilingual.lexicon import entries


@pytest.mark.parametrize(
    ("french", "english"),
    [
        ("maire", "mayor"), ("Écoles", "schools"), ("retenue", "selected"), ("sécurité", "security"),
        ("économiques", "economic"), ("organisations", "organization"), ("gagné", "won"), ("ventes", "sales"),
        ("porte-parole", "spokeswoman"), ("Londres", "London"), ("bœuf", "beef"), ("légalement", "legally"),
        ("éoliennes", "wind"), ("docteur", "doctor"), ("tomates", "tomatoes"), ("développé", "developed"),
    ],
)  # fmt: skip
def test_a_translation_is_known_in_any_form(french: str, english: str) -> None:
    assert translates(french, english)


@pytest.mark.parametrize(
    ("french", "english"),
    [
        ("librairie", "library"), ("pain", "pain"), ("coin", "coin"), ("chair", "chair"), ("journée", "journey"),
        ("location", "location"), ("maire", "minister"), ("victoire", "defeat"), ("nord", "south"),
    ],
)  # fmt: skip
def test_false_friends_and_other_words_are_no_translation(french: str, english: str) -> None:
    assert not translates(french, english)


def test_families_and_synonyms_of_french_are_the_same_word() -> None:
    assert same("annoncé", "annonce")
    assert same("voiture", "automobiles")
    assert not same("rejeté", "adopté")


def test_a_sentence_resembles_its_translation_and_no_other() -> None:
    french = ["Le conseil municipal a adopté mardi le budget du nouveau pont."]

    assert similarity(french, ["The town council adopted the budget for the new bridge on Tuesday."]) > 0.8
    assert similarity(french, ["Bake the tart in a hot oven for forty minutes."]) < 0.2


def test_the_lexicon_knows_the_words_of_the_news() -> None:
    assert len(entries()) > 5_000


def test_split_and_merged_sentences_find_their_source() -> None:
    source = [
        "The bridge over the Aubre will close in June.",
        "The work will cost 4 million euros and last nine months.",
        "Cyclists will be able to use a ferry.",
    ]
    article = [
        "Les cyclistes pourront prendre un bac.",
        "Le pont sur l’Aubre fermera en juin.",
        "Le chantier durera neuf mois.",
        "Il coûtera 4 millions d’euros.",
        "Cuisson : quarante minutes à four chaud.",
    ]

    aligned = align(source, article, "en")

    assert [links[0].source if links else None for links in aligned.by_article] == [2, 0, 1, 1, None]
    assert min(aligned.source_cover) > 0.6
    assert aligned.article_cover[-1] < 0.3


@given(st.text(max_size=200), st.text(max_size=200), st.sampled_from(["en", "fr", None]))
def test_any_text_compares(french: str, other: str, language: str | None) -> None:
    assert 0 <= similarity([french], [other], language) <= 1
    aligned = align([other], [french], language)
    assert 0 <= aligned.article_cover[0] <= 1


@given(st.lists(st.sampled_from(["pont", "Aubre", "juin", "fermer", "travaux", "maire"]), min_size=1, max_size=8))
def test_a_french_sentence_is_wholly_like_itself(words: list[str]) -> None:
    assert similarity([" ".join(words)], [" ".join(words)], "fr") == pytest.approx(1)
