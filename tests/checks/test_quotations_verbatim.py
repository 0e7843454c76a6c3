"""Quotations of a French source: the words as they were said, or none."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bridge.checks import quotations
from bridge.domain.source import BlockKind
from tests.checks.builders import BRIEF, article, block, quote, severities, source

QUOTES = (
    "Nous ne fermerons pas la piscine avant la fin du chantier, et les clubs garderont leurs créneaux du soir",
    "Je ne crois pas que ce projet soit mauvais pour le quartier",
    "La moitié des 120 logements sera réservée aux jeunes ménages, c’est un engagement",
    "Le tramway arrivera en 2031, pas un jour plus tôt",
)
SOURCE = source(
    f"La maire l’assure : « {QUOTES[0]}. »",
    f"« {QUOTES[1]} », a répondu l’architecte. « Il reste beaucoup à faire », a-t-il ajouté.",
    f"« Nous avons, dit la directrice de l’office, vérifié chaque dossier. » « {QUOTES[2]} ».",
    "La région parle d’un « port ouvert » et d’un chantier difficile pour les riverains du nord.",
    block(0, QUOTES[3], BlockKind.QUOTE),
    "L’opposant a parlé de « désastre financier ». “We are ready to pay for the quays”, a dit un armateur anglais.",
)


def blocked(text: str) -> bool:
    found = quotations.check(SOURCE, BRIEF, article(text))
    return any(item.severity == "blocker" for item in found)


@pytest.mark.parametrize(
    "text",
    [
        f"« {QUOTES[0]} », promet la maire.",
        "« Nous ne fermerons pas la piscine avant la fin du chantier », promet la maire.",
        "« Nous ne fermerons pas la piscine », promet la maire, « avant la fin du chantier ».",
        "« Nous ne fermerons pas la piscine avant la fin du chantier, promet la maire, et les clubs garderont leurs "
        "créneaux du soir. »",
        "La maire promet que « les clubs garderont leurs créneaux du soir ».",
        "« Nous ne fermerons pas la piscine […] et les clubs garderont leurs créneaux du soir. »",
        '"nous ne fermerons pas la piscine avant la fin du chantier"',
        "L’architecte ne croit pas que « ce projet soit mauvais pour le quartier ».",
        "« Je ne crois pas que ce projet soit mauvais pour le quartier. Il reste beaucoup à faire. »",
        "« Nous avons vérifié chaque dossier », dit la directrice de l’office.",
        "« Nous avons, dit la directrice, vérifié chaque dossier. »",
        "« La moitié des 120 logements sera réservée aux jeunes ménages » : « c’est un engagement ».",
        quote(QUOTES[3], "La région"),
        "Le « port ouvert » de la région.",
        "Un chantier « difficile » pour le « nord ».",
        "« Nous sommes prêts à payer pour les quais », a dit un armateur anglais.",
        "« We are ready to pay for the quays », a dit un armateur anglais.",
    ],
)
def test_what_was_said(text: str) -> None:
    found = quotations.check(SOURCE, BRIEF, article(text))
    assert not [item for item in found if item.severity == "blocker"]


@pytest.mark.parametrize(
    "text",
    [
        "« Nous fermerons la piscine avant la fin du chantier », promet la maire.",
        "« Nous […] fermerons […] la piscine avant la fin du chantier », promet la maire.",
        "« Nous ne fermerons pas la piscine après la fin du chantier », promet la maire.",
        "« Nous ne fermerons pas la piscine avant le début du chantier », promet la maire.",
        "« Nous ne fermerons pas la grande piscine avant la fin du chantier », promet la maire.",
        "« Nous ne fermerons la piscine pas avant la fin du chantier », promet la maire.",
        "« Nous ne fermerons pas la piscine », promet la maire, « après la fin du chantier ».",
        "« Nous ne fermerons pas la piscine avant la fin du chantier, et les clubs perdront leurs créneaux du soir »",
        "« ce projet soit mauvais pour le quartier », a répondu l’architecte.",
        "« La moitié des 150 logements sera réservée aux jeunes ménages »",
        "« La moitié des 120 logements ne sera pas réservée aux jeunes ménages »",
        "« Le tramway arrivera en 2031 […] et les clubs garderont leurs créneaux du soir »",
        "« Nous ne fermerons pas la piscine [jamais] avant la fin du chantier »",
        "« Nous ne fermerons [sic] plus la piscine avant la fin du chantier »",
        "« C’est une chance pour toute la ville », a répondu l’architecte.",
        "La région parle d’un « port fermé ».",
        "L’opposant a parlé de « succès financier ».",
        "Selon la maire, c’est « catastrophique ».",
        quote("Le tramway arrivera en 2032, pas un jour plus tôt", "La région"),
        "— Nous fermerons la piscine demain, a promis la maire.",
        "« Nous sommes ravis de payer tous les salaires des pêcheurs », a dit un armateur anglais.",
    ],
)
def test_what_was_not_said(text: str) -> None:
    found = quotations.check(SOURCE, BRIEF, article(text))
    assert ("quotations.altered", "blocker") in severities(found)


def test_words_of_the_source_that_nobody_says_are_a_warning() -> None:
    found = quotations.check(SOURCE, BRIEF, article("« un chantier difficile pour les riverains du nord »"))
    assert ("quotations.not_quoted_in_source", "warning") in severities(found)


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(QUOTES[::3]), st.data())
def test_the_beginning_of_what_was_said_never_blocks(said: str, data: st.DataObject) -> None:
    words = said.split()
    end = data.draw(st.integers(5, len(words)))
    assert not blocked(f"« {' '.join(words[:end])} »")


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(QUOTES), st.data())
def test_any_word_that_is_replaced_blocks(said: str, data: st.DataObject) -> None:
    words = re.split(r"(\W+)", said)
    at = data.draw(st.sampled_from([index for index, word in enumerate(words) if word.isalnum()]))
    words[at] = "zinc" if words[at].isalpha() else str(int(words[at]) + 1)
    assert blocked(f"« {''.join(words)} »")
