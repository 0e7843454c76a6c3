"""What an editor counts on in every article of the engine."""

from __future__ import annotations

import re

from bridge.domain.article import NodeKind
from bridge.domain.source import Source
from bridge.engines.extractive.keyphrase import Keyphrase
from bridge.text import inline
from bridge.text.outline import body_words, sections
from bridge.text.pixels import TITLE_LIMIT, title_width
from bridge.text.sentences import split_sentences
from bridge.text.words import count_words
from tests.engines.extractive.texts import engine, headings, rewritten


def _essential(heading: str) -> bool:
    """« L’essentiel », alone or behind the keyphrase."""
    return heading.lower().rpartition(" : ")[2] == "l’essentiel"


def _own_part(heading: str, keyphrase: str) -> str:
    """What a subheading says behind « Keyphrase : »."""
    label = f"{keyphrase} : "
    return heading[len(label) :] if heading.lower().startswith(label.lower()) else heading


def test_every_paragraph_of_the_source_stands_in_order(french: Source) -> None:
    body = rewritten(french).body
    texts = [node.html for node in body if node.kind is NodeKind.PARAGRAPH]
    assert texts == [block.html for block in french.blocks if block.kind.value == "paragraph"]


def test_no_sentence_is_invented(french: Source) -> None:
    theirs = {sentence for block in french.blocks for sentence in split_sentences(block.text)}
    for node in rewritten(french).body:
        if node.kind is not NodeKind.HEADING:
            for html in node.items or (node.html,):
                assert set(split_sentences(inline.plain(html))) <= theirs


def test_words_of_new_subheadings_are_the_sources_own(french: Source) -> None:
    have = set(re.findall(r"\w+", french.text.lower())) | {"le", "la", "les", "l"}
    for heading in headings(rewritten(french)):
        assert _essential(heading) or set(re.findall(r"\w+", heading.lower())) <= have


def test_structure_is_what_yoast_asks_for(french: Source) -> None:
    article = rewritten(french)
    assert body_words(article) >= 700
    assert len([heading for heading in headings(article, 2) if not _essential(heading)]) >= 3
    assert all(section.words <= 300 for section in sections(article))
    assert len(set(headings(article))) == len(headings(article))


def test_subheadings_can_be_printed(french: Source) -> None:
    own = {inline.plain(block.html).lower() for block in french.blocks if block.kind.value == "heading"}
    article = rewritten(french)
    for whole in headings(article):
        heading = _own_part(whole, article.seo.keyphrase)
        assert whole[0].isupper()
        if heading.lower() in own:
            continue
        assert 1 <= count_words(heading) <= 8
        assert not re.search(r"[.;:,«»()]$|\b(de|du|des|à|au|aux|et|ou|qui|que|sur|pour|le|la|les)$", heading)


def test_subheadings_of_the_source_stay(french: Source) -> None:
    own = [inline.plain(block.html).lower() for block in french.blocks if block.kind.value == "heading"]
    article = rewritten(french)
    kept = [_own_part(heading, article.seo.keyphrase).lower() for heading in headings(article)]
    assert [heading for heading in kept if heading in own] == own


def test_the_keyphrase_is_in_a_third_to_three_quarters_of_the_subheadings(french: Source) -> None:
    article = rewritten(french)
    keyphrase = Keyphrase(article.seo.keyphrase)
    every = [inline.plain(node.html) for node in article.body if node.kind is NodeKind.HEADING and node.level in (2, 3)]
    assert 0.3 <= sum(map(keyphrase.heads, every)) / len(every) <= 0.75


def test_key_points_can_be_read_alone(french: Source) -> None:
    article = rewritten(french)
    at = next(i for i, node in enumerate(article.body) if _essential(inline.plain(node.html)))
    points = [inline.plain(item) for item in article.body[at + 1].items]
    lead = inline.plain(article.body[0].html)
    assert 3 <= len(points) <= 4
    assert article.body[at + 2].kind is NodeKind.HEADING, "what follows must not read as part of the key points"
    for point in points:
        assert point not in lead
        assert count_words(point) <= 35
        assert point.count("«") == point.count("»")
        assert not re.match(r"(Il|Elle|Ils|Elles|Ce|Cette|Ces|Cependant|En outre|Par ailleurs|Mais|Et)\b", point)


def test_fields_are_within_their_limits(french: Source) -> None:
    article = rewritten(french)
    assert article.title
    assert title_width(article.seo.title) <= TITLE_LIMIT
    assert not article.seo.title.endswith(("…", ",", ":", "."))
    assert 120 <= len(article.seo.description) <= 156
    assert article.seo.description.endswith((".", "!", "»"))
    assert 0 < count_words(article.excerpt) <= 55
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", article.slug)


def test_the_keyphrase_is_where_yoast_looks_for_it(french: Source) -> None:
    article = rewritten(french)
    keyphrase = Keyphrase(article.seo.keyphrase)
    assert 2 <= len(keyphrase.parts) <= 5
    assert keyphrase.within(article.seo.title)
    # Not the description: whole sentences only, and the ones with the keyphrase may all be too long.
    assert keyphrase.within(inline.plain(article.body[0].html))


def test_fields_say_nothing_that_the_source_does_not(french: Source) -> None:
    article = rewritten(french)
    have = set(re.findall(r"\w+", f"{french.title} {french.text}".lower())) | {"le", "la", "les", "l"}
    for text in (article.title, article.seo.title, article.seo.description, article.excerpt):
        assert set(re.findall(r"\w+", text.lower())) <= have


def test_the_same_draft_gives_the_same_article(french: Source) -> None:
    from bridge.domain.source import Brief

    assert engine.rewrite(french, Brief()).article == engine.rewrite(french, Brief()).article


def test_every_node_says_where_it_comes_from(french: Source) -> None:
    for node in rewritten(french).body:
        assert node.origins or _essential(inline.plain(node.html))


def test_the_drafts_own_title_stays(french: Source) -> None:
    assert not french.title or rewritten(french).title == french.title


def test_the_real_draft_is_told_of_the_subheading_that_fits_nothing(real_draft: Source) -> None:
    from tests.engines.extractive.texts import rewrite

    odd = [finding for finding in rewrite(real_draft).findings if finding.code == "engine.odd_subheading"]
    assert [finding.evidence for finding in odd] == ["Concours"]
