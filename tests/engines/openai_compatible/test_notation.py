"""What a model reads of a draft, and what its words may become: text, never markup of its own."""

from __future__ import annotations

import json
import re

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bridge.domain.article import Article, Node, NodeKind
from bridge.domain.source import Block, Source
from bridge.engines.answer import parse
from bridge.engines.notation import for_model, to_article
from bridge.text import inline, outline
from tests.engines.openai_compatible.conftest import answer
from tests.support.sources import heading, image, listing, paragraph, quote, source_of

LINKED = '<a href="https://a.example/*x*/?a=1&amp;b=[2]" rel="sponsored" target="_blank">le site</a>'
SOURCE = source_of(
    heading("Un titre"),
    paragraph(f"Voir {LINKED} et <strong>ceci</strong>."),
    image("Une image (de côté)"),
    listing("un <em>point</em>", '<a href="mailto:a@b.example">écrire</a>'),
    quote("« Oui »", "Le maire"),
    image("Une autre"),
)


def article_of(*body: str, source: Source = SOURCE, **fields: object) -> Article:
    parsed = parse(answer(*body, **fields))
    assert parsed is not None
    return to_article(parsed, source)


def kinds(article: Article) -> list[str]:
    return [node.kind.value for node in article.body]


# ── to the model ────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_source_becomes_blocks_in_the_notation() -> None:
    assert for_model(SOURCE).split("\n\n") == [
        "## Un titre",
        "Voir [le site](L1) et **ceci**.",
        "[[K1]] (image à conserver : Une image (de côté))",
        "- un *point*\n- [écrire](L2)",
        "> « Oui »\n> — Le maire",
        "[[K2]] (image à conserver : Une autre)",
    ]


def test_no_address_is_shown_to_the_model() -> None:
    assert "example" not in for_model(SOURCE)


def test_an_ordered_list_stays_one() -> None:
    assert for_model(source_of(listing("a", "b", ordered=True))) == "1. a\n2. b"


@pytest.mark.parametrize(
    "text",
    [
        "</source>",
        "</SOURCE >",
        "< / source>",
        "</sour</source>ce>",
        "<source langue='fr'>",
        "&lt;/source&gt;",
        "<\n/source>",
    ],
)
def test_a_draft_cannot_end_the_element_that_holds_it(text: str) -> None:
    html = inline.escape(text) if "&" not in text else text
    shown = for_model(
        source_of(
            paragraph(f"Avant {html} après"),
            image(text),
            quote("Dit", text),
            listing(html),
            heading(f"Titre {html}"),
        )
    )
    assert not re.search(r"<[\s/]*source", shown, re.IGNORECASE)
    assert "après" in shown


def test_words_of_a_draft_are_no_reference() -> None:
    source = source_of(paragraph("Voir [[K1]] et [ici](L1)."), image(), paragraph(LINKED))
    shown = for_model(source)
    assert shown.count("[[K1]]") == 1
    assert shown.count("(L1)") == 1 + len(re.findall(r"\] \(L1\)", shown))
    assert re.findall(r"\[\[K\d\]\] \(image", shown) == ["[[K1]] (image"]


def test_brackets_within_a_links_words_do_not_break_it() -> None:
    source = source_of(paragraph('<a href="https://a.example/">voir [1]</a>'))
    assert for_model(source) == "[voir (1)](L1)"


# ── from the model ──────────────────────────────────────────────────────────────────────────────────────────────────


def test_links_and_kept_blocks_are_put_back_from_the_source() -> None:
    article = article_of("Le [site](L1).", "[[K2]]", "Et [le courriel](L2).", "[[K1]]")
    assert kinds(article) == ["paragraph", "kept", "paragraph", "kept"]
    assert outline.kept(article) == (5, 2)
    assert article.body[0].html == (
        'Le <a href="https://a.example/*x*/?a=1&amp;b=[2]" rel="sponsored" target="_blank">site</a>.'
    )
    assert [href for _, href, _ in outline.links(article)] == [
        "https://a.example/*x*/?a=1&b=[2]",
        "mailto:a@b.example",
    ]


def test_an_address_that_stands_twice_has_two_numbers() -> None:
    source = source_of(paragraph('<a href="/a">un</a>, <a href="/a">deux</a>'), paragraph('<a href="/b">trois</a>'))
    assert for_model(source) == "[un](L1), [deux](L2)\n\n[trois](L3)"
    article = article_of("[x](L2) [y](L1) [z](L3)", source=source)
    assert [href for _, href, _ in outline.links(article)] == ["/a", "/a", "/b"]


@pytest.mark.parametrize(
    "text", ["[x](L3)", "[x](L0)", "[x](L99999999)", "[x](https://evil.example)", "![x](L9)", "<a href='/x'>x</a>"]
)
def test_a_link_that_the_source_does_not_have_stays_text(text: str) -> None:
    [node] = article_of(f"Avant {text} après.").body
    assert outline.links(article_of(text)) == ()
    assert text.replace("'", "") in inline.plain(node.html).replace("'", "")


@pytest.mark.parametrize("text", ["[[K3]]", "[[K0]]", "[[K99999999]]", "[[K²]]"])
def test_a_kept_block_that_the_source_does_not_have_stays_text(text: str) -> None:
    article = article_of(f"Avant {text} après.")
    assert kinds(article) == ["paragraph"]
    assert text in article.body[0].html


@pytest.mark.parametrize(
    ("block", "expected"),
    [
        ("## Titre", [("heading", "Titre")]),
        ("## Titre\nTexte.", [("heading", "Titre"), ("paragraph", "Texte.")]),
        ("Un.\n\nDeux.", [("paragraph", "Un."), ("paragraph", "Deux.")]),
        ("Une ligne\nqui continue.", [("paragraph", "Une ligne qui continue.")]),
        (
            "Voici :\n- un\n- deux\nEt voilà.",
            [("paragraph", "Voici :"), ("list", "un|deux"), ("paragraph", "Et voilà.")],
        ),
        ("1. un\n2) deux", [("list", "un|deux")]),
        ("* un\n• deux", [("list", "un|deux")]),
        ("> Dit\n> — Elle", [("quote", "Dit — Elle")]),
        ("> Dit\n>\n> encore", [("quote", "Dit encore")]),
        ("Avant [[K1]] après", [("paragraph", "Avant"), ("kept", ""), ("paragraph", "après")]),
        ("[[K1]]\nTexte.", [("kept", ""), ("paragraph", "Texte.")]),
        ("[[K1]] (image à conserver : Une image (de côté))", [("kept", "")]),
        ("[[K1]] (image à conserver : Une (i))\nTexte.", [("kept", ""), ("paragraph", "Texte.")]),
        ("[[K1]] (une image)", [("kept", "")]),
        ("[[K1]] (image à conserver) Texte.", [("kept", ""), ("paragraph", "Texte.")]),
        ("- [[K1]]", [("kept", "")]),
        ("[[K1]][[K2]]", [("kept", ""), ("kept", "")]),
        ("---", []),
        ("", []),
        ("## ", []),
        ("#titre", [("paragraph", "#titre")]),
    ],
)
def test_blocks_are_told_apart(block: str, expected: list[tuple[str, str]]) -> None:
    def shown(node: Node) -> str:
        if node.kind is NodeKind.LIST:
            return "|".join(node.items)
        return node.html + (f" — {node.citation}" if node.citation else "")

    found = [(node.kind.value, shown(node).replace("\u00a0", " ")) for node in article_of("Début.", block).body[1:]]
    assert found == expected


@pytest.mark.parametrize(("marks", "level"), [("#", 2), ("##", 2), ("###", 3), ("######", 6)])
def test_levels_are_those_of_an_articles_subheadings(marks: str, level: int) -> None:
    [node] = article_of(f"{marks} Titre").body
    assert node.level == level


def test_emphasis() -> None:
    [node] = article_of("**Fort**, *doux*, 2 * 3 * 4, **a *b* c**.").body
    assert node.html.startswith("<strong>Fort</strong>, <em>doux</em>, 2 * 3 * 4,")


def test_html_of_the_model_becomes_visible_text() -> None:
    [node] = article_of("Un <b class='x'>mot</b> <script>alert(1)</script> <img src=x onerror=y> <!-- wp:html -->").body
    assert "<" not in node.html
    shown = inline.plain(node.html).replace("\u00a0", " ")
    assert shown.startswith("Un <b class='x'>mot</b> <script>alert(1)</script>")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Il y a <b>des</b> <strong>salles</strong>.", "Il y a <strong>des</strong> <strong>salles</strong>."),
        ("D’<em>eau</em>, <I>ici</I>.", "D’<em>eau</em>, <em>ici</em>."),
        ("<strong>Une <em>eau</em></strong>", "<strong>Une <em>eau</em></strong>"),
        ("Un <b>mot", "Un &lt;b&gt;mot"),
        ("Un<br>deux <br/> trois<br />quatre", "Un<br>deux<br>trois<br>quatre"),
        ("<p>Il y a des salles.</p>", "Il y a des salles."),
        ("Des&nbsp;salles d&eacute;j&agrave; l&#224;&#x21;", "Des\u00a0salles déjà là\u00a0!"),
        ("Livres &amp; revues", "Livres &amp; revues"),
        ("&amp;lt;b&amp;gt;", "&amp;lt;b&amp;gt;"),
        ("&lt;script&gt;", "&lt;script&gt;"),
        ("Il y a 12&#8203;3", "Il y a 123"),
        ('<div class="x">Un</div>', '&lt;div class="x"&gt;Un&lt;/div&gt;'),
        ("<!--more-->Un", "&lt;!--more--&gt;Un"),
    ],
)
def test_plain_html_of_the_model_is_read(text: str, expected: str) -> None:
    [node] = article_of(text).body
    assert node.html == expected


def test_paragraph_tags_part_paragraphs() -> None:
    assert [node.html for node in article_of("<p>Un.</p>\n<p>Deux.</p><p>Trois.</p>").body] == [
        "Un.",
        "Deux.",
        "Trois.",
    ]
    assert article_of("- <p>un</p>\n- <p>deux</p>").body[0].items == ("un", "deux")


def test_fields_are_decoded() -> None:
    assert article_of(title="L&eacute;o &amp; Zo&eacute;&nbsp;: oui").title == "Léo & Zoé\u00a0: oui"


CODED = source_of(
    paragraph('Voir [note_bas id="l\'eau : x" b=*a*] ici [sic], [bouton url=/a?b=1&amp;c=2 t=*c*] là.'),
    paragraph("Et [b]net[/b]."),
)


def test_shortcodes_within_sentences_travel_as_they_are() -> None:
    shown = for_model(CODED)
    assert '[note_bas id="l\'eau : x" b=*a*]' in shown
    assert "[bouton url=/a?b=1&c=2 t=*c*]" in shown
    nodes = article_of(*shown.split("\n\n"), source=CODED).body
    assert nodes[0].html == CODED.blocks[0].html
    assert nodes[1].html == CODED.blocks[1].html


def test_a_shortcode_that_the_source_does_not_have_is_text_like_any() -> None:
    [node] = article_of("Voir [note_bas id='l'eau'] \ue0001\ue001 ici.", source=CODED).body
    assert node.html == "Voir [note_bas id='l’eau'] 1 ici."


def test_french_typography_is_set_right() -> None:
    article = article_of("« L'été » arrive : il fait chaud !", title="C'est l'été : enfin !")
    assert article.title == "C’est l’été\u00a0: enfin\u00a0!"
    assert article.body[0].html == "«\u00a0L’été\u00a0» arrive\u00a0: il fait chaud\u00a0!"


def test_a_slug_is_found_where_the_model_gives_none() -> None:
    assert article_of(slug="Été À la Une !").slug == "ete-a-la-une"
    assert article_of(slug="???").slug == "piscine-valbrume"
    assert article_of(slug=None, focus_keyphrase="!").slug == "la-piscine-rouvre"


# ── whatever the model says ─────────────────────────────────────────────────────────────────────────────────────────

_SPICE = st.sampled_from([
    "[[K1]]", "[[K2]]", "[[K9]]", "[x](L1)", "[", "](L2)", "(L1)", "**", "*", "_", "<", ">", "</a>", '"', "'", "&amp;",
    "&lt;", "<a href='https://evil.example'>", "[x](https://evil.example)", "[x](javascript:alert(1))", "javascript:",
    "<script>", "</script>", "<!-- wp:html -->", "<img src=x onerror=alert(1)>", "https://evil.example", "\n", "\n\n",
    "# ", "## ", "- ", "1. ", "> ", "> — ", "«", "»", " : ", "\ud83d", "\x00", "\u202e", "é", "[gallery]", "{title}",
    "onclick=", "<svg/onload=alert(1)>", "<style>", "]]>", "\\", "(image à conserver : x)",
    "<b>", "</b>", "<br>", "<p>", "</p>", "&#8203;", "&#60;", "\ue0000\ue001",
])  # fmt: skip
_TEXT = st.lists(st.one_of(_SPICE, st.text(max_size=8)), max_size=14).map("".join)


@settings(deadline=None)
@given(body=st.lists(_TEXT, min_size=1, max_size=5), field=_TEXT)
def test_no_answer_adds_markup_or_links(body: list[str], field: str) -> None:
    names = ("title", "seo_title", "meta_description", "focus_keyphrase", "slug", "excerpt")
    parsed = parse(json.dumps({**dict.fromkeys(names, field), "body": body}))
    if parsed is None:
        return
    article = to_article(parsed, SOURCE)
    known = {"https://a.example/*x*/?a=1&b=[2]", "mailto:a@b.example"}
    for node in article.body:
        for html in outline.node_html(node):
            assert html == inline.sanitize(html)
            assert set(re.findall(r"<\s*/?\s*([a-z!]+)", html)) <= {"a", "em", "strong", "br"}
        if node.kind is NodeKind.KEPT:
            assert node.source in (2, 5)
        if node.kind is NodeKind.HEADING:
            assert node.level in range(2, 7)
    assert {href for _, href, _ in outline.links(article)} <= known
    assert re.fullmatch(r"[a-z0-9-]*", article.slug)
    fields = (article.title, article.seo.title, article.seo.description, article.seo.keyphrase, article.excerpt)
    for text in (*fields, outline.article_text(article)):
        text.encode()
        assert "\x00" not in text
    assert all("\n" not in text for text in fields)


@settings(deadline=None)
@given(text=st.text(max_size=80), words=_TEXT)
@example(text="", words="(L1)[[K1]][[K1]]")
def test_no_draft_breaks_the_notation(text: str, words: str) -> None:
    words = words.replace("\ud83d", "")  # the site's JSON, read, holds no halves of emoji
    html = inline.sanitize(inline.escape(text + words))
    blocks: list[Block] = [
        paragraph(html),
        listing(html),
        quote(html, text + words),
        image(text + words),
        heading(html),
    ]
    shown = for_model(source_of(*blocks))
    assert not re.search(r"<[\s/]*source", shown, re.IGNORECASE)
    assert len(re.findall(r"\[\[K\d+\]\]", shown)) == 1
    assert not re.search(r"\]\(L\d+\)", shown)
