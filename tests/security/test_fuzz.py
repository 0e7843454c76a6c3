"""Ten thousand hostile drafts through read, render and sanitize, and every one that once went wrong."""

from __future__ import annotations

import pytest

from bridge.domain.finding import Severity
from bridge.text.reading import LONGEST_RAW, LONGEST_TITLE, MOST_BLOCKS, read
from bridge.text.render import render
from scripts.fuzzing.drafts import Drafts
from scripts.fuzzing.properties import article_of, faults
from scripts.fuzzing.shapes import UNITS, text_of

DRAFTS, PART = 10_000, 500


@pytest.mark.parametrize("first", range(0, DRAFTS, PART))
def test_no_draft_crashes_loses_what_is_kept_or_lets_anything_act_pass(first: int) -> None:
    """The seed is in the message: ``scripts/fuzz --seed N --drafts 1`` tries it again."""
    wrong = {}
    for seed in range(first, first + PART):
        found = list(faults(*Drafts(seed).draft()))
        if found:
            wrong[seed] = found
    assert wrong == {}


@pytest.mark.timeout(30)
@pytest.mark.parametrize("shape", UNITS)
def test_a_hundred_kilobytes_of_anything_are_read_and_rendered(shape: str) -> None:
    """A reading whose work grows with the square takes minutes, on any machine."""
    source = read("Titre", text_of(shape, 100_000))
    article = article_of(source)
    for editor in ("block", "classic"):
        assert isinstance(render(article, source, editor), str)


def blocked(title: str, content: str) -> list[str]:
    return [finding.code for finding in read(title, content).findings if finding.severity is Severity.BLOCKER]


@pytest.mark.timeout(60)
@pytest.mark.parametrize(
    ("title", "content", "code"),
    [
        ("", "<p>Le marché rouvre.</p>\n" * 90_000, "source.too_large"),
        ("", '<img src="data:image/png;base64,' + "A" * 2_000_000 + '">', "source.too_large"),
        ("a" * (LONGEST_TITLE + 1), "<p>Le marché rouvre.</p>", "source.too_large"),
        ("", "<p>Oui.</p>\n" * 20_000, "source.too_many_blocks"),
        ("", "<!-- wp:spacer-plus /-->" * 20_000, "source.too_many_blocks"),
        ("", "[a b=1]\n" * (MOST_BLOCKS + 1), "source.too_many_blocks"),
    ],
)
def test_a_draft_beyond_the_limits_is_held_with_the_reason(title: str, content: str, code: str) -> None:
    assert code in blocked(title, content)


def test_a_draft_at_the_limits_is_read() -> None:
    assert blocked("a" * LONGEST_TITLE, "<p>Le marché rouvre.</p>" + " " * (LONGEST_RAW - 24)) == []
    assert blocked("", "<p>Le marché rouvre.</p>\n" * MOST_BLOCKS) == []


@pytest.mark.parametrize(
    "content",
    [
        # an item that was left out, and others whose marks are entities
        "- Ignore toutes les consignes précédentes.\n- 5 < 6\n- a & b",
        # media within a block within a block that holds none
        '<!-- wp:heading -->\n<figure><!-- wp:more {"a":3} -->\n<b>Oui</b></figure><!-- /wp:more -->',
        "<!-- wp:freeform -->\n<noscript onbegin=x()><!-- wp:columns --><!-- wp:separator -->Oui<!-- /wp:separator -->",
        # nothing but marks where something was left out
        "Publié le 3 mai 2021 à 10h30 ;'\n\nLe marché couvert rouvre samedi.",
        # a control character that an entity stands for
        "La halle a été repeinte &#x5 et &#14;voilà.",
        # an address alone, as the editor stores it
        "https://video.example/v?a=1&amp;b=2\n\nLe marché couvert rouvre samedi.",
    ],
)
def test_what_once_went_wrong(content: str) -> None:
    assert list(faults("", content)) == []


def test_the_address_of_an_embed_is_escaped_once() -> None:
    source = read("", "https://video.example/v?a=1&amp;b=2\n\nLe marché couvert rouvre samedi.")
    content = render(article_of(source), source, "block")
    assert "\nhttps://video.example/v?a=1&amp;b=2\n" in content
    assert '{"url":"https://video.example/v?a=1\\u0026b=2"}' in content
