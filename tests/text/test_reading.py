import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bridge.domain.finding import Severity
from bridge.domain.source import BlockKind, SourceFormat
from bridge.text.reading import read

A = "La commune de Valbrume rénove la conduite d’eau qui relie le lac aux quartiers du bas."
B = "Les travaux dureront dix mois et coûteront deux millions d’euros, selon la régie de Valbrume."


def kinds(content):
    return [block.kind.value for block in read("", content).blocks]


def codes(source):
    return [finding.code for finding in source.findings]


# Block markup


IMAGE = """<!-- wp:image {"id":7} -->
<figure class="wp-block-image"><img src="/lac.jpg" alt="Le lac"/><figcaption>Vue</figcaption></figure>
<!-- /wp:image -->"""
CUSTOM = '<!-- wp:acme/map {"lat":1.5} /-->'
REUSABLE = '<!-- wp:block {"ref":12} /-->'
BLOCKS = f"""<!-- wp:paragraph {{"dropCap":true}} -->
<p class="has-drop-cap">{A} <a href="https://valbrume.example/?a=1&amp;b=2">Plan</a></p>
<!-- /wp:paragraph -->

<!-- wp:heading {{"level":3}} -->
<h3 class="wp-block-heading">Le chantier</h3>
<!-- /wp:heading -->

{IMAGE}

<!-- wp:list -->
<ul><!-- wp:list-item -->
<li>un<!-- wp:list -->
<ul><!-- wp:list-item -->
<li>deux</li>
<!-- /wp:list-item --></ul>
<!-- /wp:list --></li>
<!-- /wp:list-item --></ul>
<!-- /wp:list -->

<!-- wp:list {{"ordered":true}} -->
<ol><li>ancien</li></ol>
<!-- /wp:list -->

<!-- wp:quote -->
<blockquote class="wp-block-quote"><!-- wp:paragraph -->
<p>Enfin.</p>
<!-- /wp:paragraph --><cite>La régie</cite></blockquote>
<!-- /wp:quote -->

{CUSTOM}

{REUSABLE}"""


def test_core_blocks_are_read_by_kind_and_kept_ones_byte_for_byte():
    source = read("Le <em>lac</em> &amp; nous", BLOCKS)
    assert (source.title, source.format) == ("Le lac & nous", SourceFormat.BLOCKS)
    paragraph, heading, picture, nested, legacy, quote, unknown, reusable = source.blocks
    assert [block.index for block in source.blocks] == list(range(8))
    assert (paragraph.kind, heading.level, heading.text) == (BlockKind.PARAGRAPH, 3, "Le chantier")
    assert [(link.href, link.text, link.block) for link in source.links] == [
        ("https://valbrume.example/?a=1&b=2", "Plan", 0)
    ]
    assert (picture.kind, picture.raw) == (BlockKind.IMAGE, IMAGE)
    assert (nested.items, legacy.items, legacy.ordered) == (("un", "deux"), ("ancien",), True)
    assert (quote.kind, quote.html, quote.citation) == (BlockKind.QUOTE, "Enfin.", "La régie")
    assert (unknown.raw, reusable.raw) == (CUSTOM, REUSABLE)
    assert {unknown.kind, reusable.kind} == {BlockKind.UNKNOWN}
    assert not source.findings


def test_group_of_text_is_taken_apart_and_one_with_media_stays_whole():
    paragraph = f"<!-- wp:paragraph --><p>{A}</p><!-- /wp:paragraph -->"
    group = '<!-- wp:group --><div class="wp-block-group">{}</div><!-- /wp:group -->'
    assert kinds(group.format(paragraph)) == ["paragraph"]
    columns = group.format(paragraph + '<!-- wp:image --><figure><img src="a.jpg"/></figure><!-- /wp:image -->')
    (block,) = read("", columns).blocks
    assert (block.kind, block.raw, block.text) == (BlockKind.UNKNOWN, columns, A)


def test_article_in_a_wrapper_is_read_and_a_media_box_stays_whole():
    box = '<div class="box"><img src="a.jpg"><p>Vue</p></div>'
    source = read("", f'<div class="entry"><p>{A}</p><img src="b.jpg"><h2>Titre</h2>{box}<p>{B}</p></div>')
    assert [block.kind.value for block in source.blocks] == ["paragraph", "image", "heading", "unknown", "paragraph"]
    assert source.blocks[3].raw == box


def test_text_that_is_all_in_kept_blocks_is_told_apart_from_no_text():
    source = read("", f"<!-- wp:html --><div>{' '.join([A] * 5)}</div><!-- /wp:html -->")
    assert codes(source) == ["source.no_text"]
    assert "sortez-le" in source.findings[0].message


def test_list_and_quote_with_media_are_kept_whole():
    html = '<ul><li>un <img src="a.jpg"></li></ul>\n\n<blockquote class="twitter-tweet"><p>Oui</p></blockquote>'
    assert kinds(html) == ["unknown", "embed"]


def test_empty_paragraphs_vanish_silently():
    source = read("", f"<!-- wp:paragraph --><p></p><!-- /wp:paragraph --><p>&nbsp;</p><p>{A}</p>")
    assert ([block.text for block in source.blocks], source.findings) == ([A], ())


def test_image_within_a_paragraph_is_not_lost():
    source = read("", f'<p>{A} <a href="/grand.jpg"><img src="lac.jpg" alt=""></a> {B}</p>')
    image, paragraph = source.blocks
    assert (image.kind, image.raw) == (BlockKind.IMAGE, '<a href="/grand.jpg"><img src="lac.jpg" alt=""></a>')
    assert paragraph.text == f"{A} {B}"


# Classic HTML


def test_classic_conventions():
    content = "\n\n".join(
        [
            "<h1>Le lac</h1>",
            f"{A}\n<strong>Gras</strong> et suite.",
            "https://video.example/watch?v=1",
            '[gallery ids="1,2"]',
            '[caption id="a" width="300"]<img src="a.jpg" alt="" /> Le lac[/caption]',
            "<!--more-->",
            '<iframe src="https://www.youtube.com/embed/lac"></iframe>',
            "<table><tr><td>12</td></tr></table>",
            "<figure><img src='b.jpg'><figcaption>b</figcaption></figure>",
            "<pre>a\n\nb</pre>",
            '[contact-form-7 id="3"]',
            f"<blockquote><p>{A}</p><p>{B}</p><cite>La régie</cite></blockquote>",
            "<ol><li>un</li><li>deux</li></ol>",
        ]
    )
    source = read("", content)
    assert source.format is SourceFormat.CLASSIC
    assert [block.kind.value for block in source.blocks] == [
        "heading", "paragraph", "paragraph", "embed", "gallery", "image", "unknown", "embed", "table", "image", "code",
        "shortcode", "quote", "list",
    ]  # fmt: skip
    assert source.blocks[0].level == 2
    assert source.blocks[12].html == f"{A}<br>{B}"
    assert all(block.raw in content for block in source.blocks)
    assert not source.findings


def test_markup_that_is_broken_loses_no_text():
    source = read("", f"<p>{A}<p>{B}</div><div><b>Fin & suite")
    assert source.text.split() == f"{A} {B} Fin & suite".split()


def test_scripts_and_attributes_do_not_get_into_the_text():
    source = read("", f'<p onclick="x()">{A}<script>alert(1)</script> <a href="javascript:x()">ici</a></p>')
    paragraph = source.blocks[-1]
    assert paragraph.html == f"{A} <a>ici</a>"
    assert not source.links


# Pasted text


def test_short_line_between_long_ones_is_a_subhead():
    source = read("", f"{A}\nLe chantier\n{B}\nMerci.\n{A}")
    assert [block.kind.value for block in source.blocks] == [
        "paragraph",
        "heading",
        "paragraph",
        "paragraph",
        "paragraph",
    ]
    assert (source.blocks[1].level, source.format) == (2, SourceFormat.PLAIN)


def test_lines_broken_at_a_width_are_one_paragraph():
    source = read(
        "",
        "La commune de Valbrume rénove la conduite\nd’eau qui relie le lac aux quartiers du\nbas depuis dix ans.\n\n"
        + B,
    )
    assert [block.kind.value for block in source.blocks] == ["paragraph", "paragraph"]


def test_lines_with_bullets_are_a_list():
    source = read("", f"{A}\n- le lac\n- la conduite\n{B}")
    assert source.blocks[1].items == ("le lac", "la conduite")


def endless():
    return " ".join(
        [
            A,
            B,
            "« Nous attendons. Enfin ! », dit la régie.",
            "Le calendrier Plusieurs rues fermeront dès le mois de mars.",
            *[A, B] * 4,
        ]
    )


def test_endless_line_gets_paragraphs_and_its_glued_subhead():
    source = read("", endless())
    headings = [block.text for block in source.blocks if block.kind is BlockKind.HEADING]
    paragraphs = [block.text for block in source.blocks if block.kind is BlockKind.PARAGRAPH]
    assert headings == ["Le calendrier"]
    assert len(paragraphs) >= 4
    assert any("« Nous attendons. Enfin ! », dit la régie." in text for text in paragraphs)
    assert source.text.split() == endless().split()


@pytest.mark.parametrize(
    "sentence",
    [
        "Economy minister Tom Le Durieux congratulated the council of Valbrume in a long post.",
        "Selon Les échos de Valbrume, la conduite a plus de trente ans et fuit.",
        "Yesterday The Valbrume Post reported that the council had voted the works.",
        "Le journal Le lac annonce que la conduite sera fermée dès le mois de mars.",
        "French MPs have also queried the impact of the works on the lake.",
        "After Valbrume and Montclair announced their plan, residents of both towns protested.",
    ],
)
def test_names_with_articles_are_no_glued_subheads(sentence):
    source = read("", " ".join([A, B, sentence, *[A, B] * 4]))
    assert all(block.kind is BlockKind.PARAGRAPH for block in source.blocks)
    assert sentence in source.text


TEASER = (
    "Lake law: Montclair council accused of hiding dam reports from residents of the valley "
    "Montclair council hid reports about the dam from valley residents, according to a lake law study seen by the Post."
)


def test_teaser_in_an_endless_line_goes_at_an_edge_and_is_suspected_elsewhere():
    at_edge = read("", " ".join([A, B, *[A, B] * 3, TEASER, "[Edited by Alba Verin]"]))
    assert "Montclair" not in at_edge.text
    assert codes(at_edge) == ["debris.editors_mark", "debris.teaser"]
    within = read("", " ".join([A, B, TEASER, *[A, B] * 4]))
    assert TEASER in within.text
    assert [(finding.code, finding.severity) for finding in within.findings] == [("debris.suspected", Severity.WARNING)]


# Nothing there, or damaged


@pytest.mark.parametrize("content", ["", " \n\n", "<p></p>", "&nbsp;"])
def test_empty_draft_is_a_blocker(content):
    source = read("Titre", content)
    assert source.blocks == ()
    assert [(finding.code, finding.severity) for finding in source.findings] == [("source.empty", Severity.BLOCKER)]


def test_draft_of_images_alone_is_a_blocker():
    source = read("", '<img src="a.jpg">\n\n[gallery ids="1"]')
    assert [block.kind.value for block in source.blocks] == ["image", "gallery"]
    assert [(finding.code, finding.severity) for finding in source.findings] == [("source.no_text", Severity.BLOCKER)]


def test_control_characters_are_cleaned_with_a_finding_and_lost_letters_are_told():
    source = read("Ti\x00tre", f"{A}\x00\x07\ud800\n{B} Vall\ufffde.")
    assert source.title == "Titre"
    assert source.blocks[0].text == A
    assert codes(source) == ["source.control_characters", "source.control_characters", "source.broken_characters"]
    source.text.encode()


@given(st.text(alphabet=st.sampled_from(list("aÉ. \n<>/p\"'=[]«»&-!{}:wp|")), max_size=200))
@settings(max_examples=300, deadline=None)
def test_any_junk_is_read(content):
    source = read(content, content)
    assert [block.index for block in source.blocks] == list(range(len(source.blocks)))


def seconds(unit):
    text = unit * (2_000_000 // len(unit))
    started = time.perf_counter()
    read("", text)
    return time.perf_counter() - started


@pytest.mark.parametrize(
    "unit",
    [A + " ", A + "\n", f"<p>{A}</p>", f"<!-- wp:paragraph --><p>{A}</p><!-- /wp:paragraph -->\n"],
    ids=["endless", "lines", "classic", "blocks"],
)
def test_two_megabytes_of_text_are_read_in_ten_seconds(unit):
    assert seconds(unit) < 10


@pytest.mark.parametrize(
    "unit",
    [
        "mot ", "[a ", "[gallery]\n[caption]\n", "<p><img src='", '<a href="', "« ", "<div>", "<!-- wp:group -->",
        "Publié le ", "Print Email Facebook ", "Le Lac Le Lac ", "ignore all ", "a|", "1 ", "[A/B] ", "<br>",
        "Mots Les a ", "&lt;", "- a\n", "X. Y ", "system: ", "réécris cet article ", "Lire aussi : ", "<b>", "\n",
    ],
)  # fmt: skip
def test_two_megabytes_of_junk_take_no_quadratic_time(unit):
    assert seconds(unit) < 30


def test_a_book_is_held_and_not_half_rewritten() -> None:
    source = read(
        "Un livre", "\n\n".join(f"<p>Le chapitre {number} raconte une année du moulin.</p>" for number in range(8_000))
    )
    assert [finding.code for finding in source.findings if finding.severity is Severity.BLOCKER] == ["source.too_long"]
    assert "64\u202f000 mots" in next(f.message for f in source.findings if f.code == "source.too_long")
