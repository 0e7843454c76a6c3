"""A quotation that a small model copies without its marks is between them again, with who says it."""

from __future__ import annotations

import pytest

from bridge.domain.article import Node, NodeKind
from bridge.engines.openai_compatible.requoting import requoted
from bridge.text.outline import node_text
from bridge.text.reading import read

SAID = "Les haubans tiennent, mais personne n’a regardé les ancrages depuis vingt ans"
SOURCE = (
    f"<p>Le pont de Corvaux reste ouvert. « {SAID} », prévient l’ingénieure Odile Kerandrec, qui a dirigé le chantier "
    "de consolidation pendant toute la durée des travaux de 1998. Elle demande un audit.</p>"
    "<p>« Nous ferons venir un cabinet avant la fin de l’été », répond la mairie.</p>"
    "<blockquote><p>Un pont qui se tait est un pont qui travaille.</p><cite>Odile Kerandrec</cite></blockquote>"
)
N = "\u00a0"


def _after(*html: str, source: str = SOURCE) -> list[Node]:
    body = [Node(kind=NodeKind.PARAGRAPH, html=text) for text in html]
    return requoted(body, read("Corvaux", source))


@pytest.mark.parametrize(
    ("written", "mended"),
    [
        # the speaker's words stand as a sentence of their own: they go on with the quotation again
        (f"{SAID}. Prévient l’ingénieure.", f"«{N}{SAID}{N}», prévient l’ingénieure."),
        (f"{SAID}, prévient l’ingénieure.", f"«{N}{SAID}{N}», prévient l’ingénieure."),
        (f"Elle l’a dit : {SAID}.", f"Elle l’a dit : «{N}{SAID}{N}»."),
        # one of two marks is left
        (f"{SAID}{N}», prévient-elle.", f"«{N}{SAID}{N}», prévient-elle."),
        # set otherwise, the words are the same; and they go back as the source has them
        (f"{SAID.replace('’', chr(39))}, dit-elle.", f"«{N}{SAID}{N}», dit-elle."),
        # who says it was left out: it goes back where it is short
        ("Nous ferons venir un cabinet avant la fin de l’été. Et après ?",
         f"«{N}Nous ferons venir un cabinet avant la fin de l’été{N}», répond la mairie. Et après ?"),
    ],
)  # fmt: skip
def test_the_source_s_words_are_between_marks_again(written: str, mended: str) -> None:
    assert [node.html for node in _after(written)] == [mended]


@pytest.mark.parametrize(
    "written",
    [
        f"«{N}{SAID}{N}», prévient l’ingénieure.",
        f"«{N}Le pont tient. {SAID}{N}», prévient l’ingénieure.",
        "Les haubans tiennent, dit-elle, et les ancrages aussi.",
        "Le pont de Corvaux reste ouvert.",
    ],
)
def test_what_is_quoted_or_said_otherwise_stays(written: str) -> None:
    assert [node.html for node in _after(written)] == [written]


def test_a_quotation_that_stands_between_marks_elsewhere_is_not_marked_twice() -> None:
    quoted = f"«{N}{SAID}{N}», prévient l’ingénieure."
    assert [node.html for node in _after(quoted, f"{SAID}.")] == [quoted, f"{SAID}."]


@pytest.mark.parametrize("signature", ["", " — Odile Kerandrec"])
def test_a_quote_block_is_one_again(signature: str) -> None:
    (node,) = _after(f"Un pont qui se tait est un pont qui travaille.{signature}")
    assert (node.kind, node.citation) == (NodeKind.QUOTE, "Odile Kerandrec")
    assert node_text(node).startswith("Un pont qui se tait est un pont qui travaille.")


def test_an_english_source_s_quotations_are_the_translator_s_to_mark() -> None:
    english = "<p>“The cables hold and nobody has looked at the anchors,” warns the engineer in charge of the site.</p>"
    written = "The cables hold and nobody has looked at the anchors."
    assert [node.html for node in _after(written, source=english)] == [written]


def test_markup_of_the_source_s_words_is_text() -> None:
    source = "<p>« Il faut que a &lt; b et que personne ne le sache », prévient l’ingénieure.</p>"
    (node,) = _after("Il faut que a &lt; b et que personne ne le sache, prévient-elle.", source=source)
    assert "<" not in node.html.replace("&lt;", "")
