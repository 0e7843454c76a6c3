"""An editor who replaces a word everywhere is offered a glossary entry; one who corrects a sentence is not."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bridge.text.lessons import replacements

APPROVED = (
    "<!-- wp:paragraph --><p>Le porte-parole du syndicat mixte a parlé. Selon le porte-parole, la navette fluviale "
    "partira lundi.</p><!-- /wp:paragraph --><!-- wp:paragraph --><p>La navette fluviale coûte 3 euros.</p>"
    "<!-- /wp:paragraph -->"
)


def told(now: str, approved: str = APPROVED) -> list[tuple[str, str, int]]:
    return [(one.term, one.rendering, one.seen) for one in replacements(approved, now)]


def test_a_term_replaced_throughout_is_told() -> None:
    assert told(APPROVED.replace("navette fluviale", "vedette")) == [("navette fluviale", "vedette", 2)]


def test_a_capital_at_the_start_of_a_sentence_is_no_other_term() -> None:
    approved = "<p>Vedette ou canot ? La ville a choisi la vedette.</p>"
    assert told(approved.replace("edette", "aporetto"), approved) == [("vedette", "vaporetto", 2)]


def test_once_is_no_habit() -> None:
    assert told(APPROVED.replace("navette fluviale", "vedette", 1)) == []


def test_a_term_that_stays_somewhere_was_not_refused() -> None:
    twice = APPROVED.replace("navette fluviale", "vedette")
    assert told(twice.replace("</p>", " Une navette fluviale part.</p>", 1)) == []


def test_another_form_of_the_word_and_other_figures_are_no_terms() -> None:
    approved = "<p>Le bateau part à 3 heures. Le bateau rentre à 3 heures.</p>"
    assert told("<p>Les bateaux part à 4 heures. Les bateaux rentre à 4 heures.</p>", approved) == []


def test_the_same_text_teaches_nothing() -> None:
    assert told(APPROVED) == []


@given(st.text(max_size=300), st.text(max_size=300))
def test_any_two_texts_can_be_compared(one: str, other: str) -> None:
    assert all(item.seen >= 2 for item in replacements(one, other))
