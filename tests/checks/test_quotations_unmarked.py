"""What somebody says in the source stays somebody's: the article does not say it in its own voice."""

from __future__ import annotations

import pytest

from bridge.checks.quotations import check
from bridge.domain.finding import Severity
from bridge.domain.source import Brief
from tests.checks.builders import article, quote, source

SAID = "Les haubans tiennent, mais personne n’a regardé les ancrages depuis vingt ans"
FRENCH = f"« {SAID} », prévient Odile Kerandrec, ingénieure. Le pont de Corvaux reste ouvert."
ENGLISH = "“The cables hold, but nobody has looked at the anchors,” warns Odile Kerandrec. The bridge stays open."


def _found(origin: str, written: str, language: str = "fr") -> list[tuple[str, Severity]]:
    found = check(source(origin, language=language), Brief(), article(written))
    return [(item.place, item.severity) for item in found if item.code == "quotations.unmarked"]


@pytest.mark.parametrize(
    "written",
    [
        f"{SAID}. Le pont de Corvaux reste ouvert.",
        f"{SAID}. Prévient Odile Kerandrec, ingénieure.",
        f"Le pont de Corvaux reste ouvert. {SAID.replace('’', chr(39))}\u00a0!",
        f"Voici la situation : {SAID[0].lower()}{SAID[1:]}.",
    ],
)
def test_words_of_a_quotation_in_the_article_s_own_voice_hold_the_draft(written: str) -> None:
    assert _found(FRENCH, written) == [("paragraphe 1", Severity.BLOCKER)]


@pytest.mark.parametrize(
    "written",
    [
        f"{SAID}, prévient Odile Kerandrec.",
        f"{SAID}.\n— Odile Kerandrec",
    ],
)
def test_words_given_to_their_speaker_without_marks_are_a_doubt(written: str) -> None:
    assert _found(FRENCH, written) == [("paragraphe 1", Severity.WARNING)]


@pytest.mark.parametrize(
    "written",
    [
        FRENCH,
        f"Odile Kerandrec prévient : « {SAID}. » Le pont reste ouvert.",
        "Odile Kerandrec prévient que les ancrages n’ont pas été regardés depuis vingt ans.",
        f"Selon l’ingénieure, {SAID[0].lower()}{SAID[1:]}.",
        f"D’après elle, {SAID[0].lower()}{SAID[1:]}.",
        f"L’ingénieure prévient que {SAID[0].lower()}{SAID[1:]}.",
        "Le pont de Corvaux reste ouvert.",
    ],
)
def test_quoted_or_told_in_other_words_is_fine(written: str) -> None:
    assert _found(FRENCH, written) == []


def test_a_quote_block_needs_no_marks() -> None:
    found = check(source(FRENCH), Brief(), article("Le pont reste ouvert.", quote(SAID, "Odile Kerandrec")))
    assert "quotations.unmarked" not in {item.code for item in found}


def test_what_the_source_says_itself_too_is_the_article_s_to_say() -> None:
    assert _found(f"{FRENCH}\n\nL’audit le dit. {SAID}.", f"{SAID}.") == []


def test_few_words_in_a_row_may_be_anybody_s() -> None:
    assert _found("« Le pont reste ouvert », dit Odile Kerandrec.", "Le pont reste ouvert.") == []


def test_a_rendering_without_its_speaker_is_a_doubt() -> None:
    told = "Les câbles tiennent, mais personne n’a regardé les ancrages."
    assert _found(ENGLISH, told, "en") == [("paragraphe 1", Severity.WARNING)]
    assert _found(ENGLISH, f"{told} C’est ce que dit Odile Kerandrec.", "en") == []
    assert _found(ENGLISH, f"« {told[:-1]} », prévient Odile Kerandrec.", "en") == []
