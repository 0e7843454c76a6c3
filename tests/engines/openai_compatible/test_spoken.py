"""Quotations of a French source pass through a model as numbers, and come back word for word."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bridge.domain.article import NodeKind
from bridge.domain.source import Source
from bridge.engines.answer import parse
from bridge.engines.notation import for_model, to_article
from bridge.text import inline
from tests.engines.openai_compatible.conftest import answer
from tests.support.sources import paragraph, quote, source_of

SAID = "Nous ne céderons pas, jamais"
SOURCE = source_of(
    paragraph(f"« {SAID} », dit la maire. Elle parle d’un « bon signe »."),
    quote("La halle attendait depuis dix ans.", "Une commerçante"),
    paragraph('Il a répondu : “Voyez <a href="/b">le bilan complet</a> du maire”.'),
)


def body_of(*body: str, source: Source = SOURCE) -> list[str]:
    parsed = parse(answer(*body))
    assert parsed is not None
    return [inline.plain(node.html).replace("\u00a0", " ") for node in to_article(parsed, source).body]


def test_a_model_sees_the_number_and_the_words() -> None:
    assert for_model(SOURCE).split("\n\n") == [
        f"[[C1]]« {SAID} », dit la maire. Elle parle d’un « bon signe ».",
        "> [[C2]]La halle attendait depuis dix ans.\n> — Une commerçante",
        "Il a répondu : [[C3]]“Voyez [le bilan complet](L1) du maire”.",
    ]


def test_quotations_to_translate_have_no_number() -> None:
    assert "[[C" not in for_model(source_of(paragraph("“We shall not be moved”, she said."), language="en"))


@pytest.mark.parametrize(
    "written",
    [
        "[[C1]], dit-elle.",
        "[[C1], dit-elle.",
        "[[c1]], dit-elle.",
        "« [[C1]] », dit-elle.",
        "« [[C1]], » dit-elle.",
        f"[[C1]]« {SAID} », dit-elle.",
        f"[[C1]] « {SAID} », dit-elle.",
        f"[[C1]]{SAID}, dit-elle.",
        f"« {SAID} » [[C1]], dit-elle.",
        "[[C1]]« Nous ne céderons pas », dit-elle.",
    ],
)
def test_the_words_come_back_once_and_whole(written: str) -> None:
    [text] = body_of(written)
    assert text.replace(" ,", ",").replace(",,", ",") in (f"« {SAID} », dit-elle.", f"« {SAID} » dit-elle.")


def test_other_words_behind_a_number_stay_for_the_checks_to_find() -> None:
    [text] = body_of("[[C1]] « Nous céderons tous », dit-elle.")
    assert SAID in text
    assert "Nous céderons tous" in text


def test_a_number_that_the_source_does_not_have_stays_visible_for_the_checks() -> None:
    assert body_of("Avant [[C9]] après.") == ["Avant [[C9]] après."]


def test_a_quote_block_comes_back_as_it_was_and_elsewhere_between_marks() -> None:
    parsed = parse(answer("> [[C2]]\n> — Une commerçante", "[[C2]], dit-elle."))
    assert parsed is not None
    block, text = to_article(parsed, SOURCE).body
    assert (block.kind, block.html, block.citation) == (
        NodeKind.QUOTE, "La halle attendait depuis dix ans.", "Une commerçante",
    )  # fmt: skip
    assert inline.plain(text.html) == "«\u00a0La halle attendait depuis dix ans.\u00a0», dit-elle."


def test_a_link_within_a_quotation_comes_back_with_it() -> None:
    parsed = parse(answer("Il répond : [[C3]]."))
    assert parsed is not None
    [node] = to_article(parsed, SOURCE).body
    assert inline.links(node.html) == (("/b", "le bilan complet"),)


@given(
    st.lists(st.sampled_from(["[[C1]]", "[[C2]", "«", "»", '"', " ", "mot", "[[C0]]", "\n", "> ", SAID]), max_size=12)
)
def test_whatever_a_model_does_with_the_marks_nothing_raises_and_no_number_stays(pieces: list[str]) -> None:
    assert not [text for text in body_of("Début.", "".join(pieces)) if "[[C1" in text or "[[C2" in text]
