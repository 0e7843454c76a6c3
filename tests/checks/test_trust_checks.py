"""Language, kept blocks, links, markup, leftovers: what must not enter, and what must not get lost."""

from __future__ import annotations

import pytest

from bridge.checks import kept as kept_check
from bridge.checks import language, leftovers, links, markup
from bridge.domain.article import Article, Node, NodeKind
from bridge.domain.source import Block, BlockKind
from tests.checks.builders import (
    BRIEF,
    PLAIN,
    article,
    codes,
    h,
    image,
    kept,
    linked,
    p,
    quote,
    seo,
    severities,
    source,
    ul,
)

ENGLISH = (
    "The harbour welcomes fishing boats and sailing ships throughout the season, and the region pays for the quays."
)
SOURCE = source(PLAIN)
HREF = "https://exemple.fr/port?a=1&b=2"


def test_french_is_french() -> None:
    names = "Valbrune Cloud Services et Open Harbour Network signent avec la région un accord pour les quais du port."
    assert language.check(SOURCE, BRIEF, article(PLAIN, names)) == ()


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        (article(ENGLISH, ENGLISH), "language.not_french"),
        (article(PLAIN, PLAIN, PLAIN, ENGLISH), "language.paragraph_not_french"),
        (article(PLAIN, seo=seo(description=ENGLISH)), "language.field_not_french"),
        (article(PLAIN, title="How the harbour is changing"), "language.field_not_french"),
    ],
)
def test_another_language(changed: Article, expected: str) -> None:
    assert severities(language.check(SOURCE, BRIEF, changed)) == {(expected, "blocker")}


@pytest.mark.parametrize(
    "changed",
    [
        article(PLAIN, PLAIN, PLAIN, f"La région cite le texte : « {ENGLISH} »"),
        article(PLAIN, PLAIN, p("Open Harbour Cloud Network")),
        article(PLAIN, title="Open Harbour Cloud : Valbrune"),
    ],
)
def test_quotations_and_names_are_let_be(changed: Article) -> None:
    assert language.check(SOURCE, BRIEF, changed) == ()


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ((kept(1), kept(2)), []),
        ((kept(1),), ["kept.missing"]),
        ((kept(1), kept(2), kept(1)), ["kept.twice"]),
        ((kept(1), kept(2), kept(0)), ["kept.unknown"]),
        ((kept(1), kept(2), kept(9)), ["kept.unknown"]),
        ((kept(1), kept(2), kept(None)), ["kept.unknown"]),
        ((), ["kept.missing", "kept.missing"]),
    ],
)
def test_kept(body: tuple[Node, ...], expected: list[str]) -> None:
    found = kept_check.check(source(PLAIN, image(), image("Le quai")), BRIEF, article(*body))
    assert codes(found) == expected
    assert all(finding.severity == "blocker" for finding in found)


def anchor(href: str = HREF, text: str = "le port") -> str:
    return f'<a href="{href.replace("&", "&amp;")}">{text}</a>'


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ((p(anchor()),), []),
        ((ul(anchor()),), []),
        ((p("rien"),), ["links.missing"]),
        ((p(anchor() + anchor()),), ["links.twice"]),
        ((p(anchor() + anchor("https://autre.fr")),), ["links.added"]),
        ((p(anchor()), p("Voir www.autre.fr.")), ["links.added"]),
        ((p(anchor()), p("Voir autre-site.com, merci.")), ["links.added"]),
        ((p(anchor()), p("Écrire à contact@autre.fr.")), ["links.added"]),
        ((p(anchor()), p("Voir exemple.fr.")), []),
        ((p(anchor()), p("Le port reste.De là, p.m., etc. L.123 et n.b. 3.5")), []),
    ],
)
def test_links(body: tuple[Node, ...], expected: list[str]) -> None:
    found = links.check(source(linked("Voir", HREF, "le port")), BRIEF, article(*body))
    assert codes(found) == expected
    assert all(finding.severity == "blocker" for finding in found)


@pytest.mark.parametrize(
    "text",
    [
        "https://exemple.fr/por",
        "https://exemple.fr/port?a=1",
        "exemple.fr/por",
        "//evil.com/x",
        "еvil.com",
        "evil.ro/x",
        "evil.ro",
        "EVIL.COM",
        "Evil.Com",
        "EVIL.FR",
        "evil。com",
        "evil．com",
        "evil\u200b.com",
        "e\u00advil.com",
        "https://evil\u2060.example/x",
        "xn--evl-6ma.com",
        "93.184.216.34/x",
        "hxxps://evil.example",
        "evil.es/x",
        "évasion.fr",
        "impots.gouv.fr",
        "ou/evil.com",
        "evil.net",
        "Evil@Evil.com",
    ],
)
def test_addresses_that_the_source_does_not_have(text: str) -> None:
    found = links.check(source(linked("Voir", HREF, "le port")), BRIEF, article(p(anchor()), p(f"Voir {text} ici.")))
    assert codes(found) == ["links.added"]
    assert links.check(source(f"Lire {text} là."), BRIEF, article(f"Voir {text} ici.")) == ()


@pytest.mark.parametrize(
    "text",
    [
        "https://exemple.fr/port?a=1&b=2",
        "https://www.exemple.fr/port?a=1&b=2.",
        "exemple.fr/port?a=1&b=2",
        "www.exemple.fr",
        "M.Dupont et Mme.Durand",
        "etc.Il part. etc.il part",
        "la version 1.5.2 ou 1.5.2.1",
        "rapport.pdf, budget.xlsx, photo.jpg, README.md, lib.py",
        "Node.js et ASP.NET",
        "art.5, p.12, n.b., L.123-4",
        "les étudiant.es, les lecteur.rice.s, tou.te.s, élu.es",
        "Le port reste.De là, fin.It et fin.Net",
        "S.A.S.U., U.S., O.N.U., A.C., a.m.",
        "et/ou, 24/7, km/h",
        "Il dit…oui...non",
    ],
)
def test_no_other_address(text: str) -> None:
    found = links.check(source(linked("Voir", HREF, "le port")), BRIEF, article(p(anchor()), f"Voir {text} ici."))
    assert found == ()


def test_the_same_link_as_often_as_the_source() -> None:
    twice = source(linked("Voir", HREF, "le port"), linked("Voir", HREF, "le quai"))
    assert links.check(twice, BRIEF, article(p(anchor() + anchor()))) == ()
    assert codes(links.check(twice, BRIEF, article(p(anchor())))) == ["links.missing"]


@pytest.mark.parametrize(
    "changed",
    [
        article(p("Le port<script>x()</script>")),
        article(p("<script>x()</script>")),
        article(p('<iframe src="https://a.fr"></iframe>')),
        article(p('<a href="https://a.fr" onclick="x()">a</a>')),
        article(p('<a href="javascript:x()">a</a>')),
        article(p('<a href="java&#10;script:x()">a</a>'), p('<a href="&#106;avascript:x()">a</a>')),
        article(ul("<img src=x onerror=x()>")),
        article(p("<!-- wp:html -->")),
        article(p("Voici [gallery ids=1,2] ici")),
        article(p("Voici [contact-form-7] ici")),
        article(PLAIN, seo=seo(title="Port <script>")),
        article(PLAIN, seo=seo(description="javascript:alert(1)")),
        article(PLAIN, excerpt="[audio src=x]"),
        article(quote("Oui", "<script>")),
    ],
)
def test_forbidden_markup(changed: Article) -> None:
    assert ("markup.forbidden", "blocker") in severities(markup.check(SOURCE, BRIEF, changed))


@pytest.mark.parametrize(
    "changed",
    [
        article(p('Le <strong>port</strong> et <a href="https://a.fr" rel="nofollow">le quai</a> : 3 &lt; 4.')),
        article("Le langage JavaScript : un outil. Une table ronde sur le script du film."),
        article("« Le port [sic] reste […] ouvert », selon la région."),
        article(PLAIN, title="Port < quai & mer"),
    ],
)
def test_innocent_markup(changed: Article) -> None:
    assert markup.check(SOURCE, BRIEF, changed) == ()


def test_brackets_of_the_source() -> None:
    shown = source("Le code [galerie photo] et « great nations [developing] AI ».", language="en")
    assert markup.check(shown, BRIEF, article("Le code [galerie photo] est là.")) == ()
    assert markup.check(shown, BRIEF, article("« de grandes nations [développant] l’IA »")) == ()
    assert codes(markup.check(shown, BRIEF, article("Voir [galerie] ici"))) == ["markup.forbidden"]


@pytest.mark.parametrize(
    "text",
    [
        "Voyez [gallery a='['] ici.",
        "Voyez [gallery [x] ici.",
        "Voyez [gallery [gallery]] ici.",
        "Voyez [éclair foo] ici.",
        "Voyez [_priv] ici.",
        "Voyez [2col] ici.",
        "Voyez [gallery " + "a" * 320 + "] ici.",
        "Voyez [[gallery]] ici.",
        "Voyez [c++] ou [1] ici.",
        "Voyez [note id=1] ici.",
        "Voyez [gallery ici.",
        "« Le port [gallery ids=1] accueille des bateaux », dit-elle.",
        "« Le quai [de Valbrune] ferme », dit-elle.",
    ],
)
def test_no_bracket_but_the_sources(text: str) -> None:
    assert ("markup.forbidden", "blocker") in severities(markup.check(SOURCE, BRIEF, article(text)))
    assert ("markup.forbidden", "blocker") in severities(markup.check(SOURCE, BRIEF, article(PLAIN, title=text)))
    assert markup.check(source(text), BRIEF, article(text)) == ()


def test_words_that_explain_a_quotation_of_the_source() -> None:
    text = "« Le port de Valbrune [en été] accueille des bateaux de pêche […] tout au long de la saison », dit-elle."
    assert markup.check(SOURCE, BRIEF, article(text)) == ()


NOTED = Block(
    index=0,
    kind=BlockKind.PARAGRAPH,
    raw='<p>Le port[note_bas id="x"] ouvre [sic]. Prix : [prix id=3], [b]net[/b] &#91;prix id=9].</p>',
    html='Le port[note_bas id="x"] ouvre [sic]. Prix : [prix id=3], [b]net[/b] [prix id=9].',
    text='Le port[note_bas id="x"] ouvre [sic]. Prix : [prix id=3], [b]net[/b] [prix id=9].',
)
ALL = '[note_bas id="x"] [prix id=3] [b]net[/b]'


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (ALL, []),
        (f"{ALL} [sic]", []),
        (ALL.replace("[prix id=3]", "[prix id=9]"), ["kept.shortcode_missing"]),
        (ALL.replace('"x"', "« x »"), ["kept.shortcode_missing"]),
        (f"{ALL} [prix id=3]", ["kept.shortcode_twice"]),
        (ALL.replace("[/b]", ""), ["kept.shortcode_missing"]),
        ("rien", ["kept.shortcode_missing"] * 4),
    ],
)
def test_shortcodes_within_sentences(body: str, expected: list[str]) -> None:
    found = kept_check.check(source(NOTED), BRIEF, article(p(body)))
    assert codes(found) == expected
    assert all(finding.severity == "blocker" for finding in found)


def test_no_shortcode_in_a_field() -> None:
    found = kept_check.check(source(NOTED), BRIEF, article(p(ALL), excerpt="Le port [prix id=3]"))
    assert [(finding.code, finding.place) for finding in found] == [("kept.shortcode_in_field", "extrait")]


@pytest.mark.parametrize("field", ["Le <b>port</b>", "Le port&nbsp;: oui", "<p>Port"])
def test_html_in_a_field(field: str) -> None:
    assert severities(markup.check(SOURCE, BRIEF, article(PLAIN, title=field))) == {("markup.html_in_field", "blocker")}


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("```html", "leftovers.code_fence"),
        ("## Les quais", "leftovers.markdown"),
        ("Le **port** change", "leftovers.markdown"),
        ("Voir [le port](https://exemple.fr)", "leftovers.markdown"),
        ("- Les quais", "leftovers.markdown"),
        ("En tant que modèle de langage, je propose ceci.", "leftovers.assistant_talk"),
        ("En tant qu’IA, je ne sais pas.", "leftovers.assistant_talk"),
        ("As an AI language model, I cannot", "leftovers.assistant_talk"),
        ("Voici l’article réécrit :", "leftovers.assistant_talk"),
        ("Bien sûr ! Voici la version demandée.", "leftovers.assistant_talk"),
        ("Sure, here is the article", "leftovers.assistant_talk"),
        ("Méta description : le port", "leftovers.assistant_talk"),
        ("[insérer une citation]", "leftovers.placeholder"),
        ("Lorem ipsum dolor", "leftovers.placeholder"),
        ("Le port {{ville}}", "leftovers.placeholder"),
        ("Le port [[ville]]", "leftovers.placeholder"),
        ("TODO compléter", "leftovers.placeholder"),
        ("<think>Réfléchissons</think>", "leftovers.tag"),
        ("<|im_end|>", "leftovers.tag"),
        ('{"title": "Le port"}', "leftovers.json"),
        ("Le port\\nde Valbrune", "leftovers.json"),
        ("le caf\\u00e9 du port", "leftovers.json"),
        ("**Le port change", "leftovers.markdown"),
        ("Il y a des quais[^n].", "leftovers.markdown"),
        ("Il y a des quais【source】.", "leftovers.markdown"),
        ("Il y a $$x$$ quais.", "leftovers.markdown"),
        ("<p>Il y a des quais.</p>", "leftovers.html"),
        ('<div class="x">Il y a des quais.</div>', "leftovers.html"),
        ("<ul><li>Il y a des quais.</li></ul>", "leftovers.html"),
        ("Il y a <b>des</b> quais.<br/>", "leftovers.html"),
        ("Il y a des&nbsp;quais d&eacute;j&agrave; ouverts.", "leftovers.html"),
        ("Il y a des quais&#8239;!", "leftovers.html"),
        ("<!-- wp:paragraph --> Il y a des quais.", "leftovers.html"),
        ("<!--more-->", "leftovers.html"),
    ],
)
def test_leftovers(text: str, code: str) -> None:
    assert (code, "blocker") in severities(leftovers.check(SOURCE, BRIEF, article(text)))
    assert leftovers.check(source(text), BRIEF, article(text)) == ()


def test_html_that_a_reader_of_the_source_sees_is_the_sources() -> None:
    shown = source("La balise <strong> et l’entité &nbsp; font le texte.")
    assert leftovers.check(shown, BRIEF, article("La balise <strong> et l’entité &nbsp; font tout.")) == ()
    assert codes(leftovers.check(shown, BRIEF, article("<p>La balise"))) == ["leftovers.html"]


def test_a_tag_in_markup() -> None:
    assert codes(leftovers.check(SOURCE, BRIEF, article(p("<think>Oui</think> le port")))) == ["leftovers.tag"]


@pytest.mark.parametrize(
    "text",
    [
        "Voici l’essentiel de l’accord, article par article.",
        "En tant que région maritime, Valbrune paie.",
        "– Un tiret de dialogue, dit-elle.",
        "+ 25 % de bateaux en un an.",
        "Le label *** de l’hôtel, et la note A* du port.",
        "Selon l’article 3 < 4, tout va bien : « oui ».",
        "L’IA en tant qu’outil : le modèle de langage de la région.",
        "Le projet « Todo Mar » de la région.",
        "Un hôtel ** et un autre, le Bellevue**, près du quai.",
        "L’enseigne Marks&Spencer; R&D; AT&T; H&M.",
        "Si a < b et c > d, alors 3 <5> 2 → oui ; le <3 de la ville.",
    ],
)
def test_no_leftovers(text: str) -> None:
    assert leftovers.check(SOURCE, BRIEF, article(text, h("Les quais"))) == ()


def test_a_kept_shortcode_is_no_text_of_the_article() -> None:
    shortcode = Block(index=1, kind=BlockKind.SHORTCODE, raw="[gallery ids=1]", text="[gallery ids=1]")
    carried = article(PLAIN, Node(kind=NodeKind.KEPT, source=1))
    assert markup.check(source(PLAIN, shortcode), BRIEF, carried) == ()
