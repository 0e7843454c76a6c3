"""Each fact of an article stands beside the words of the source that prove it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bridge.checks.proofs import proofs
from bridge.domain.evidence import ProofKind
from bridge.text.bilingual.pairing import pair
from tests.checks.builders import article, linked, p, source

KINDS = ProofKind

ENGLISH = source(
    "The ferry to Valbrune carried 12,400 passengers in May, said Irma Dolvet.",
    "The quay cost €15 million. It opened on Tuesday 27 February 2024.",
    "The old quay had cost €3 million in 1962.",
    title="A new quay for Valbrune",
    language="en",
)


def shown(*nodes: object, of: object = ENGLISH) -> set[tuple[str, str, str]]:
    made = article(*nodes)  # type: ignore[arg-type]
    return {(proof.kind.value, proof.text, proof.source_text) for proof in proofs(of, made)}  # type: ignore[arg-type]


def test_a_figure_a_date_and_a_name_are_proved_whatever_their_notation() -> None:
    found = shown(p("Le quai a coûté quinze millions d’euros. Il a ouvert le mardi 27 février 2024, dit Irma Dolvet."))
    assert ("number", "quinze millions d’euros", "€15 million") in found
    assert ("date", "mardi 27 février 2024", "Tuesday 27 February 2024") in found
    assert ("name", "Irma Dolvet", "Irma Dolvet") in found


def test_a_wrong_figure_has_no_proof() -> None:
    assert not {text for kind, text, _ in shown(p("Le quai a coûté 16 millions d’euros.")) if kind == "number"}


def test_of_two_places_the_one_that_the_sentence_renders_proves() -> None:
    said = source(
        "Le théâtre compte 300 places depuis sa rénovation.",
        "La bibliothèque prête 300 jeux aux familles du quartier.",
    )
    made = article(p("Les familles du quartier empruntent 300 jeux à la bibliothèque."))
    [proof] = [proof for proof in proofs(said, made) if proof.kind is KINDS.NUMBER]
    assert proof.source_sentence.startswith("La bibliothèque")


def test_a_quotation_and_a_link_are_proved_by_their_own() -> None:
    said = source(
        "« Nous rouvrirons la halle au printemps », promet la mairie.",
        linked("Tout est dans", "https://mairie.example/bilan", "le bilan des travaux"),
    )
    made = article(
        p("La mairie promet : « Nous rouvrirons la halle au printemps »."),
        p('Voir <a href="https://mairie.example/bilan">ce bilan</a> et <a href="https://autre.example/">cela</a>.'),
    )
    found = {(proof.kind, proof.text, proof.source_text) for proof in proofs(said, made)}
    quoted = "Nous rouvrirons la halle au printemps"
    assert (KINDS.QUOTATION, quoted, quoted) in found
    assert (KINDS.LINK, "ce bilan", "le bilan des travaux") in found
    assert not [text for kind, text, _ in found if kind is KINDS.LINK and text == "cela"]


@given(st.integers(2, 999), st.sampled_from(("places", "arbres", "bancs")))
def test_every_proof_can_be_found_again_on_the_page(number: int, things: str) -> None:
    said = source(f"La ville compte {number} {things} depuis le 3 mai 2021, dit Irma Dolvet.", title="Valbrune")
    made = article(p(f"Selon Irma Dolvet, il y a {number} {things} à Valbrune."), p("Le 3 mai 2021 fut un lundi."))
    pairing = pair(said, made)
    found = proofs(said, made)
    assert {proof.kind for proof in found} == {KINDS.NUMBER, KINDS.DATE, KINDS.NAME}
    for proof in found:
        assert proof.text in proof.sentence
        assert proof.source_text in proof.source_sentence
        assert proof.sentence in {sentence.text for sentence in pairing.article}
        assert proof.source_sentence in {sentence.text for sentence in pairing.source}


@pytest.mark.parametrize("text", ["", "« ", "<b>", "1 " * 5_000, "« a » " * 2_000])
def test_no_article_is_too_odd_or_too_long(text: str) -> None:
    assert len(proofs(source(text), article(p(text)))) <= 600
