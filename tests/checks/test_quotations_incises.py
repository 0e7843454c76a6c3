"""What stands within the marks of a quotation without having been said, and what a cut makes of the rest."""

from __future__ import annotations

import pytest

from bridge.checks import language, quotations
from tests.checks.builders import BRIEF, article, severities, source

FRENCH = source(
    "« On a repeint le phare en une semaine, rigole le gardien. Personne n’y croyait », raconte l’équipe.",
    "« Nous n’allons pas fermer la digue. Nous voulons une écluse, pas un décor de carte postale. »",
    "« On ne peut plus amarrer les barques à des pontons qui penchent », dit Irène Vasseur.",
)
ENGLISH = source(
    "“This is not about money. It is about whether a ten-year-old can reach the library alone,” said Nora Pike.",
    "“Not yet,” he said, closing the gate. “Ask me again in eight years.”",
    language="en",
)


def blocked(origin: object, text: str) -> bool:
    found = quotations.check(origin, BRIEF, article(text))  # type: ignore[arg-type]
    return any(item.severity == "blocker" for item in found)


@pytest.mark.parametrize(
    "text",
    [
        "« On a repeint le phare en une semaine, rigole Yann Le Du, le gardien. Personne n’y croyait. »",
        "« On a repeint le phare en une semaine, se souvient-il. Personne n’y croyait. »",
        "« On a repeint le phare en une semaine, philosophe Yann Le Du, 58 ans. Personne n’y croyait. »",
        "Elle réclame une écluse et non « un décor de carte postale ».",
        "Irène Vasseur parle de « pontons qui penchent ».",
        "« Nous n’allons pas fermer la digue, assure-t-elle. »",
    ],
)
def test_who_speaks_may_be_told_within_the_marks(text: str) -> None:
    assert not blocked(FRENCH, text)


@pytest.mark.parametrize(
    "text",
    [
        "« On a repeint le phare en un mois, rigole Yann Le Du, le gardien. Personne n’y croyait. »",
        "« On a repeint le phare en une semaine, rigole le gardien, la digue aussi. Personne n’y croyait. »",
        "« On a repeint le phare en une semaine, rigole le gardien, et nous partirons demain. »",
        "Nous allons « fermer la digue », promet-elle.",
        "« Nous voulons », dit-elle, « un décor de carte postale ».",
    ],
)
def test_what_is_no_incise_is_compared(text: str) -> None:
    assert blocked(FRENCH, text)


@pytest.mark.parametrize(
    "text",
    [
        "« Ce n’est pas une affaire d’argent, assure-t-elle. La question est de savoir si un enfant de dix ans peut "
        "aller seul à la bibliothèque. »",
        "« Ce n’est pas une affaire d’argent, a déclaré Nora Pike, qui préside le comité. Il s’agit de savoir si un "
        "enfant de dix ans peut aller seul à la bibliothèque. »",
        "« Pas encore, avoue-t-il en fermant la grille. Reposez-moi la question dans huit ans. »",
    ],
)
def test_frames_and_incises_of_a_translation(text: str) -> None:
    assert not blocked(ENGLISH, text)


def test_units_are_no_english_words() -> None:
    found = language.check(ENGLISH, BRIEF, article("La vitesse y est limitée à 20 mph, et les rafales à 60 mph."))
    assert "language.english_word" not in {code for code, _ in severities(found)}
