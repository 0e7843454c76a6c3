"""What small models get wrong in form is seen, or set right, without another call."""

from __future__ import annotations

import json
from typing import Any

import pytest

from bridge.domain.source import Brief
from bridge.engines.openai_compatible import fields, figures, judging, sectioned
from bridge.text import outline
from bridge.text.pixels import TITLE_LIMIT, title_width
from tests.engines.openai_compatible.conftest import engine_that_hears
from tests.engines.openai_compatible.small_model import FIELDS, SmallModel, asked_for
from tests.engines.openai_compatible.test_strategies import ENGLISH, french


@pytest.mark.parametrize(
    ("text", "original", "expected"),
    [
        (
            "Elle a transporté 61, 000 passagers.",
            "It carried 61,000 passengers.",
            "Elle a transporté 61 000 passagers.",
        ),
        ("Il coûte 1,250,000 livres.", "It costs £1,250,000.", "Il coûte 1 250 000 livres."),
        ("Soit 2, 36 millions.", "That is 2.36 million.", "Soit 2,36 millions."),
        ("De 16 h à 7.30 pm.", "From 4pm to 7.30pm.", "De 16 h à 7.30 pm."),
        ("Il y en a 1,900.", "There are 19.", "Il y en a 1,900."),
        ("Les lots 2, 36 et 40.", "Lots 2, 36 and 40.", "Les lots 2, 36 et 40."),
        ("Il y en a 161,000.", "There are 61,000.", "Il y en a 161,000."),
    ],
)
def test_figures_are_written_as_in_french_where_they_are_the_sources(text: str, original: str, expected: str) -> None:
    assert figures.in_french(text, original, language="en").replace("\u00a0", " ") == expected
    assert figures.in_french(text, original, language="fr") == text


ORIGINAL = "The council backed a scheme to repair the old footbridge, which has been shut since February 2024. " * 3
FRENCH = "Le conseil a soutenu un projet pour réparer la vieille passerelle, qui est fermée depuis février 2024. " * 3


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "vide"),
        ("Le conseil.", "courte"),
        (FRENCH * 4, "longue"),
        (ORIGINAL, "recopié"),
        ("A plan was approved by members so that people might walk across the water again before summer. " * 3,
         "français"),
        (FRENCH.replace("passerelle", "天桥"), "天"),
        (FRENCH.replace("passerelle", "мост"), "м"),
    ],
)  # fmt: skip
def test_what_is_no_french_rewrite_is_told(text: str, said: str) -> None:
    assert said in (judging.fault(text, ORIGINAL, language="en") or "")


@pytest.mark.parametrize(
    "text", [FRENCH, FRENCH + "« We shall see, and so will all of them », dit-il.", "Été à Łódź. " + FRENCH]
)
def test_a_faithful_rewrite_may_stand(text: str) -> None:
    assert judging.fault(text, ORIGINAL, language="en") is None
    assert judging.fault(text, FRENCH, language="fr") is None


@pytest.mark.parametrize(
    "said",
    [
        "Titre de l'article : La passerelle rouvre\n\nLa passerelle rouvre.",
        "**Traduction :** La passerelle rouvre.",
        "Voici la traduction :\n\nLa passerelle rouvre.",
        "<source>\nLa passerelle rouvre.\n</source>",
        "```\nLa passerelle rouvre.\n```",
        "## La passerelle\n\nLa passerelle rouvre.\n\n[[K1]]",
        "La passerelle rouvre.\n\nCe passage est traduit en français en gardant les mêmes chiffres.",
    ],
)
def test_what_a_model_repeats_of_its_question_goes(said: str) -> None:
    assert sectioned.cleaned(said).strip("* \n") == "La passerelle rouvre."


def test_words_that_look_like_a_label_stay() -> None:
    for text in (
        "Le titre de l’ouvrage : un secret.",
        "Une source : le maire.",
        "Voici dix ans que la passerelle est là.",
    ):
        assert sectioned.cleaned(text) == text


def test_fields_left_in_english_are_translated_and_what_is_no_subheading_is_none() -> None:
    left = {
        "title": "Council decides next",
        "seo_title": "Council decides next",
        "headings": ["Un passage entier " * 12] * 3,
    }

    def reply(request: dict[str, Any]) -> Any:
        kind = asked_for(request)
        if kind == "fields":
            return json.dumps({**FIELDS, **left})
        if kind != "passage":
            return SmallModel()(request)
        return "- Le conseil décide" if "titres de journal" in request["messages"][1]["content"] else french(request)

    with engine_that_hears(reply, strategy="sectioned") as (engine, _):
        made = engine.rewrite(ENGLISH, Brief(min_words=50))
    assert made.article is not None
    assert (made.article.title, made.article.seo.title) == ("Le conseil décide", "Le conseil décide")
    assert outline.headings(made.article) == ()


def test_a_title_and_a_description_fit_where_google_cuts() -> None:
    long = "Passerelle Tidemill : la réouverture de l’ouvrage est prévue au mois de juin prochain à Easthaven"
    assert fields.fitting_title(long, "passerelle tidemill") == "Passerelle Tidemill"
    plain = long.replace(" :", "")
    assert title_width(fields.fitting_title(plain, "x")) <= TITLE_LIMIT
    assert plain.startswith(fields.fitting_title(plain, "x"))
    sentences = (
        "La passerelle rouvrira en juin prochain. Le conseil a voté les travaux, que la région paiera en partie. "
    )
    for text in ("", "Trop court.", sentences * 3, "mot " * 80):
        assert 120 <= len(fields.fitting_description(text, sentences * 2 + "Les habitants attendent." * 3)) <= 156
