"""Long sentences come apart where both halves say what the whole said, and nowhere else."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bridge.domain.article import NodeKind
from bridge.domain.source import BlockKind, Brief
from bridge.engines.extractive import clauses, lexicon, parsing, splitting
from bridge.text import inline
from bridge.text.sentences import split_sentences
from tests.engines.extractive.texts import DATA, from_lines, own, rewritten, source

#: Shorter sentences than an article's are cut here, so that the cases stay readable.
MOST = 8

#: A sentence and its halves below it, pair by pair; and sentences that no cut may be made in.
SPLIT = [pair.split("\n") for pair in (DATA / "split.txt").read_text(encoding="utf-8").strip().split("\n\n")]
WHOLE = (DATA / "whole.txt").read_text(encoding="utf-8").splitlines()


def _split(text: str, most: int = MOST) -> str:
    return splitting.halves(text, splitting.cuts(parsing.parse_one(text), most))


@pytest.mark.parametrize(("text", "halves"), SPLIT)
def test_a_long_sentence_comes_apart_between_its_statements(text: str, halves: str) -> None:
    assert _split(text) == halves


@pytest.mark.parametrize("text", WHOLE)
def test_a_sentence_whose_halves_need_each_other_stays(text: str) -> None:
    assert _split(text) == text


@pytest.mark.parametrize(("text", "halves"), SPLIT)
def test_halves_have_the_words_of_the_whole_in_order_but_for_the_documented_ones(text: str, halves: str) -> None:
    dropped = iter(re.findall(r"\w+", lexicon.fold(text)))
    for word in re.findall(r"\w+", lexicon.fold(halves)):
        if word in {"cela", "ce", "cet", "cette", "ces"} or any(word == other for other in dropped):
            continue
        # What « qui » stands for is said again: it is a word that the sentence has already had.
        assert word in lexicon.fold(text).split("qui")[0]
        dropped = iter(re.findall(r"\w+", lexicon.fold(text).partition("qui ")[2]))


@pytest.mark.parametrize(("text", "halves"), SPLIT)
def test_every_half_has_a_finite_verb_and_an_end(text: str, halves: str) -> None:
    assert text != halves
    for half in split_sentences(halves):
        assert any(clauses.finite(token) for token in parsing.parse_one(half).doc)
        assert half[0].isupper()
        assert half.endswith(".")


@settings(max_examples=40, deadline=None)
@given(st.lists(st.sampled_from([*(text for text, _ in SPLIT), *WHOLE]), min_size=1, max_size=5))
def test_a_paragraph_keeps_its_numbers_names_and_quotations(chosen: list[str]) -> None:
    sentences = [*parsing.parse([(0, 0, text) for text in chosen])]
    made = " ".join(splitting.halves(s.text, splitting.cuts(s, MOST)) for s in sentences)
    text = " ".join(chosen)
    for kept in (r"\d[\d\u00a0,]*", r"«[^»]*»", r"\b(?:ne|n’|pas|aucun|si|selon)\b"):
        assert re.findall(kept, made, re.IGNORECASE) == re.findall(kept, text, re.IGNORECASE)


def test_a_sentence_that_is_not_long_stays() -> None:
    text = SPLIT[0][0]
    assert _split(text, splitting.LONG_WORDS) == text


@pytest.mark.parametrize(("words", "most"), [([12] * 8 + [30], 30), ([12, 25, 30], 20), ([], 30)])
def test_more_is_cut_where_more_is_long(words: list[int], most: int) -> None:
    assert splitting.limit(words) == most


LONG = (
    "Le camping municipal ouvrira un terrain supplémentaire de 400 emplacements, et deux navires de la compagnie "
    "des îles resteront à quai pour servir de <em>dortoirs</em> aux bénévoles du festival et à leurs familles."
)


def _body(html: str) -> list[str]:
    rest = [(BlockKind.PARAGRAPH, block.html) for block in own("municipal").blocks if block.kind is BlockKind.PARAGRAPH]
    article = rewritten(source((BlockKind.PARAGRAPH, html), *rest), Brief(min_words=300))
    return [node.html for node in article.body if node.kind is NodeKind.PARAGRAPH]


def test_tags_stay_where_a_sentence_is_cut() -> None:
    first = _body(LONG)[0]
    assert "de 400 emplacements. Deux navires" in first
    assert "<em>dortoirs</em>" in first


def test_nothing_is_cut_across_a_tag() -> None:
    tagged = LONG.replace("emplacements, et deux navires", "<strong>emplacements, et deux</strong> navires")
    across = LONG.replace("emplacements, et deux", "emplacements<strong>, et deux</strong>")
    assert _body(across)[0] == across
    assert "<strong>emplacements. Deux</strong> navires" in _body(tagged)[0]


def test_a_paragraph_with_a_shortcode_stays() -> None:
    noted = LONG.replace("emplacements,", 'emplacements [note id="3"],')
    assert _body(noted)[0] == noted


def test_key_points_and_fields_are_made_of_the_sentences_that_the_reader_sees() -> None:
    lines = [LONG.replace("<em>", "").replace("</em>", ""), *(block.html for block in own("culture").blocks)]
    article = rewritten(from_lines("\n".join(lines)), Brief(min_words=300))
    text = " ".join(inline.plain(node.html) for node in article.body if node.kind is NodeKind.PARAGRAPH)
    for node in article.body:
        if node.kind is NodeKind.LIST:
            assert all(inline.plain(item) in text for item in node.items)
    assert article.excerpt.split(". ")[0] in text
