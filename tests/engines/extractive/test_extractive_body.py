"""What must survive whatever the source looks like: blocks, links, order, levels."""

from __future__ import annotations

import time
from itertools import pairwise

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bridge.domain.article import Article, NodeKind
from bridge.domain.source import KEPT_KINDS, BlockKind, Brief, Source
from bridge.engines.extractive.pieces import split_paragraph
from bridge.text import inline
from bridge.text.sentences import split_sentences
from bridge.text.words import count_words
from tests.engines.extractive.texts import OWN, from_lines, headings, own, rewrite, rewritten, source

SENTENCES = sorted({s for name in OWN for block in own(name).blocks for s in split_sentences(block.text)})

paragraphs = st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=8).map(" ".join)
kept = st.sampled_from(sorted(KEPT_KINDS))
parts = st.one_of(
    st.tuples(st.just(BlockKind.PARAGRAPH), paragraphs.map(inline.escape)),
    st.tuples(st.just(BlockKind.PARAGRAPH), paragraphs.map(lambda t: f'<a href="/x">{inline.escape(t)}</a> Fin.')),
    st.tuples(st.just(BlockKind.QUOTE), st.sampled_from(SENTENCES).map(inline.escape)),
    st.tuples(st.just(BlockKind.LIST), st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=3).map("\n".join)),
    st.tuples(st.just(BlockKind.HEADING), st.sampled_from(["## Le port", "### La ville", "#### Le budget"])),
    st.tuples(kept, st.just("<figure></figure>")),
)
sources = st.lists(parts, min_size=1, max_size=14).map(lambda rows: source(*rows))


def carried(article: Article) -> list[int]:
    """The blocks of the source in the order of the article, without what the engine added; a split one once."""
    own_nodes = [
        node
        for at, node in enumerate(article.body)
        if not (
            node.kind is NodeKind.LIST
            and at
            and inline.plain(article.body[at - 1].html).lower().endswith("l’essentiel")
        )
    ]
    order = [index for node in own_nodes if node.kind is not NodeKind.HEADING for index in node.origins]
    return list(dict.fromkeys(order))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(sources)
def test_every_block_stands_once_in_order(given_source: Source) -> None:
    article = rewrite(given_source, Brief(min_words=0)).article
    if article is None:
        assert not any(b.kind in (BlockKind.PARAGRAPH, BlockKind.QUOTE) for b in given_source.blocks)
        return
    assert carried(article) == [b.index for b in given_source.blocks if b.kind is not BlockKind.HEADING]
    here = [node.source for node in article.body if node.kind is NodeKind.KEPT]
    assert here == [b.index for b in given_source.blocks if b.kept]
    assert _links(article) == sum(b.html.count("<a ") for b in given_source.blocks)
    _assert_levels(article)


def _links(article: Article) -> int:
    return sum(html.count("<a ") for node in article.body for html in (node.html, *node.items))


def _assert_levels(article: Article) -> None:
    levels = [node.level or 0 for node in article.body if node.kind is NodeKind.HEADING]
    assert not levels or levels[0] == 2
    assert all(2 <= after <= before + 1 for before, after in pairwise(levels))


@settings(max_examples=100, deadline=None)
@given(st.lists(st.sampled_from(SENTENCES), min_size=4, max_size=20), st.integers(0, 19), st.integers(0, 19))
def test_a_long_paragraph_comes_apart_between_sentences(chosen: list[str], first: int, last: int) -> None:
    marked = [inline.escape(s) for s in chosen]
    start, end = sorted((first % len(marked), last % len(marked)))
    marked[start] = f"<strong>{marked[start]}"
    marked[end] = f"{marked[end]}</strong>"
    html = " ".join(marked)
    pieces = split_paragraph(html)
    assert " ".join(pieces) == html
    assert all(piece.count("<strong>") == piece.count("</strong>") for piece in pieces)
    assert [s for piece in pieces for s in split_sentences(inline.plain(piece))] == list(
        split_sentences(inline.plain(html))
    )


def test_a_wall_of_text_gets_paragraphs_and_subheadings() -> None:
    wall = source((BlockKind.PARAGRAPH, " ".join(block.html for block in own("municipal").blocks)))
    article = rewritten(wall)
    texts = [node for node in article.body if node.kind is NodeKind.PARAGRAPH]
    assert all(count_words(inline.plain(node.html)) <= 200 for node in texts)
    assert " ".join(node.html for node in texts) == wall.blocks[0].html
    assert len(headings(article, 2)) >= 4


def test_a_quotation_stays_with_the_sentence_that_introduces_it() -> None:
    filler = [block.html for block in own("culture").blocks if block.kind is BlockKind.PARAGRAPH]
    rows = [(BlockKind.PARAGRAPH, text) for text in filler]
    for at in (3, 6, 9):
        rows.insert(at, (BlockKind.PARAGRAPH, "La directrice du festival résume ainsi la situation :"))
        rows.insert(at + 1, (BlockKind.QUOTE, "Sans le port, rien ne tient."))
    body = rewritten(source(*rows)).body
    for at, node in enumerate(body):
        if node.kind is NodeKind.QUOTE:
            assert body[at - 1].html.endswith("situation :")


def test_levels_start_at_two_without_jumps() -> None:
    text = own("sante", titled=False)
    rows = [(b.kind, f"#### {b.html}" if b.kind is BlockKind.HEADING else b.html) for b in text.blocks]
    article = rewritten(source(*rows))
    assert {node.level for node in article.body if node.kind is NodeKind.HEADING} == {2}


def test_a_subheading_that_repeats_the_title_goes() -> None:
    given_source = own("municipal")
    rows = [(BlockKind.HEADING, f"## {given_source.title}"), *((b.kind, b.html) for b in given_source.blocks)]
    article = rewritten(source(*rows, title=given_source.title))
    assert given_source.title not in headings(article)


def test_a_text_of_two_megabytes_takes_seconds_and_says_what_was_left_out() -> None:
    text = "\n".join(block.html for block in own("municipal").blocks)
    long = from_lines("\n".join([text] * (2_000_000 // len(text))))
    started = time.monotonic()
    result = rewrite(long)
    assert time.monotonic() - started < 90
    assert result.article is not None
    assert [finding.code for finding in result.findings] == ["engine.long_source"]
    assert carried(result.article) == [block.index for block in long.blocks]
