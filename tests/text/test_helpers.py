import pytest
from hypothesis import given
from hypothesis import strategies as st

from bridge.domain.article import Article, Node, NodeKind, SeoFields
from bridge.text import inline, outline
from bridge.text.language import detect
from bridge.text.sentences import split_sentences
from bridge.text.slug import slugify
from bridge.text.words import count_words


@pytest.mark.parametrize(
    ("text", "words"),
    [("", 0), ("l'année 2024", 2), ("« oui » : 12\u00a0%", 2), ("un\u00a0deux\u202ftrois", 3), ("— !", 0)],
)
def test_words_are_counted_as_yoast_counts_them(text, words):
    assert count_words(text) == words


def test_sanitize_keeps_inline_markup_and_no_more():
    html = '<p>Le <strong>lac</strong> <a href="/a?b=1&amp;c=2" onclick="x()" target="_blank">ici</a></p><p>et <b>là'
    assert inline.sanitize(html).strip() == (
        'Le <strong>lac</strong> <a href="/a?b=1&amp;c=2" target="_blank">ici</a>  et <b>là</b>'
    )
    for href in ("javascript:x()", "data:text/html,x", "vbscript:x", " java\nscript:x()"):
        assert "script" not in inline.sanitize(f'<a href="{href}">a</a>')
    for href in ("https://a.example", "mailto:a@a.example", "tel:+331", "#note", "../a"):
        assert f'href="{href}"' in inline.sanitize(f'<a href="{href}">a</a>')
    assert inline.sanitize("a<script>b</script>\u00a0c<!-- d -->") == "a\u00a0c"


@given(st.text())
def test_sanitize_is_stable_and_escape_comes_back(text):
    clean = inline.sanitize(text)
    assert inline.sanitize(clean) == clean
    if "<" not in text and "\r" not in text and "\0" not in text:
        assert inline.plain(inline.escape(text)) == inline.fold(text)


def test_plain_and_links():
    assert inline.plain("Le&nbsp;lac<br>et <em>l&rsquo;eau</em>\n &lt;3") == "Le\u00a0lac et l’eau <3"
    assert inline.links('<a href="/a?b=1&amp;c=2">le <b>lac</b></a> <a>rien</a>') == (("/a?b=1&c=2", "le lac"),)


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("L’œuvre d’été : « le cœur »", "l-oeuvre-d-ete-le-coeur"),
        ("Tarif de l'eau à 15 €", "tarif-de-l-eau-a-15-euros"),
        ("ÇA ira, Straße ?", "ca-ira-strasse"),
        ("湖", ""),
        ("conduite " * 12, "conduite-conduite-conduite-conduite-conduite-conduite"),
        ("x" * 80, "x" * 60),
    ],
)
def test_slug(text, slug):
    assert slugify(text) == slug


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Le conseil municipal a voté le budget de la régie.", "fr"),
        ("The council voted the budget of the water board.", "en"),
        ("Der Gemeinderat hat den Haushalt der Wasserwerke beschlossen.", "de"),
        ("Совет принял бюджет водоканала вчера вечером.", "ru"),
        ("Le lac bleu", None),
    ],
)
def test_language(text, language):
    assert detect(text) == language


SENTENCES = [
    ["M. le maire est venu.", "Il a lu l’art. 5, p. 12 du vol. 3 sur l’eau, etc. et rien d’autre."],
    ["« Non. Jamais ! », dit la régie.", "La mairie se tait."],
    ["“It leaks. It always did,” she said.", "The council agreed."],
    ["En 52 av. J.-C. le lac existait.", "Il a 3.5 km de long."],
    ["The U.S. Geological Survey measured it.", "He lives in the U.S.", "The lake is old."],
    ["Il hésite… puis vote.", "Vraiment ?", "Oui !"],
    ["Voir www.valbrume.example.", "Le n° 5 suffit."],
    ["1. Le lac est bleu.", "2. La régie le dit."],
    ["Est. 5min de lecture.", "Dr. Alba Verin rit."],
    ["It says nothing of the lake.", '"We measured it. Twice," she said.', '"It leaks."', "She left."],
    ["He stopped.", "'We measured it,' she said.", "She was late.", "’Tis true."],
    ['Il a dit "oui".', "Elle part.", 'Il a dit "non."', "Elle reste.", 'Il dit : "Je pars. Tu restes."', "Fin."],
    ["Il lit.", '" Oui. "', "Elle part.", "« Oui ».", "Elle reste.", "« Non ! »", "Elle rit."],
    ["Elle a dit : « Il m’a répondu : « Jamais ! ». »", "Puis elle est partie."],
    ['"Really?" Alba Verin asked.', "“Now!” Mr. Tom Durieux said.", "“Yes!”", "Nobody moved."],
    ["It ended in a Q&A.", "The mayor came.", "Q. What leaks?", "A. The lake does."],
    ["M. Durand habite St. Ives.", "U.S. officials saw p. 12.", "It was c. 1850.", "Mt. Verin is high."],
    ["Le public entre à 10 h 30.", "Puis à 11 h.", "It opens at 5 p.m. Monday.", "It shuts at 6 p.m.", "All leave."],
    ["Il hésite...", "Puis il part.", "Il hésite [...] encore.", "— Tu viens ?", "— Non."],
    ["Le lac est bleu.[1]", "La régie le dit.[2][13]", "Il pèse 3 Mt.", "Le reste suit."],
]


@pytest.mark.parametrize("sentences", SENTENCES)
def test_sentences(sentences):
    assert list(split_sentences(" ".join(sentences))) == sentences


@given(st.text(alphabet="aB.!?… «»“”\"'1\n-M", max_size=80))
def test_sentences_lose_nothing_but_white_space(text):
    assert "".join("".join(split_sentences(text)).split()) == "".join(text.split())


def test_outline_of_an_article():
    article = Article(
        title="T",
        slug="t",
        excerpt="",
        seo=SeoFields(),
        body=(
            Node(kind=NodeKind.PARAGRAPH, html='Le <b>lac</b> est <a href="#x">bleu</a>. Très.'),
            Node(kind=NodeKind.HEADING, html="L’eau", level=3),
            Node(kind=NodeKind.LIST, items=("un", "<em>deux</em>")),
            Node(kind=NodeKind.KEPT, source=4),
            Node(kind=NodeKind.QUOTE, html="Oui.", citation="Régie"),
        ),
    )
    assert outline.article_text(article) == "Le lac est bleu. Très.\nL’eau\nun\ndeux\nOui.\nRégie"
    assert outline.body_words(article) == 10
    assert [(heading.node, heading.level, heading.text) for heading in outline.headings(article)] == [(1, 3, "L’eau")]
    assert [(section.heading is None, section.nodes, section.words) for section in outline.sections(article)] == [
        (True, (0,), 5),
        (False, (2, 3, 4), 4),
    ]
    assert outline.sentences(article) == ("Le lac est bleu.", "Très.", "un", "deux", "Oui.", "Régie")
    assert outline.links(article) == ((0, "#x", "bleu"),)
    assert outline.kept(article) == (4,)
    assert outline.paragraphs(article) == ((0, "Le lac est bleu. Très."),)
