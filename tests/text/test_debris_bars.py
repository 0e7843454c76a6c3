"""Share bars, menus, cookie buttons, breadcrumbs and invitations, beside the lines of articles that look like them."""

import pytest

from bridge.domain.finding import Severity
from bridge.domain.source import BlockKind
from bridge.text.reading import read
from tests.support.corpus import CORPUS, drafts

A = "La commune de Valbrume rénove la conduite d’eau qui relie le lac aux quartiers du bas depuis trente ans."
B = "Les travaux dureront dix mois et coûteront deux millions d’euros, selon le conseil municipal de Valbrume."

BARS = [
    "Partager sur Facebook Partager sur X Partager par e-mail",
    "Share on Facebook | Share on X | Email | Print",
    "Share this article on Facebook, X or LinkedIn.",
    "Share via email",
    "Like us on Facebook | Follow us on X",
    "Suivez-nous sur Instagram et Facebook",
    "Suivez-nous sur les réseaux : Facebook, X, TikTok",
    "Facebook / Instagram / TikTok",
    "Facebook · X · WhatsApp",
    "Partager – Tweeter – Imprimer",
    "J’aime 12 | Partager 4 | Commenter",
    "Copier le lien",
    "Tweet",
]
MENUS = [
    "Accueil | Contact | Mentions légales",
    "Privacy policy | Terms of use | Contact us",
    "All rights reserved. Terms Privacy Cookies Contact us",
    "Mentions légales · CGU · Politique de confidentialité",
]
PROMPTS = [
    "Cookie settings | Accept all cookies",
    "Tout accepter / Tout refuser / Personnaliser mes choix",
    "Continuer sans accepter",
    "Did you enjoy this article? Sign up for our weekly newsletter",
    "Vous avez aimé cet article ? Abonnez-vous à notre newsletter hebdomadaire !",
    "Cet article vous a plu ? Partagez-le avec vos amis !",
    "Enjoyed this story? Share it with your friends.",
    "Rejoignez notre chaîne WhatsApp pour ne rien manquer",
    "Téléchargez notre application",
    "Log in to comment",
    "Soyez le premier à commenter",
    "Get our daily newsletter in your inbox",
    "Inscrivez-vous à la newsletter",
    "Pour lire la suite, abonnez-vous",
    "Il vous reste 70 % de cet article à lire.",
    "Signaler une erreur",
    "Subscribe now!",
]
FURNITURE = [
    *(("debris.share_bar", line) for line in BARS),
    *(("debris.boilerplate", line) for line in MENUS),
    *(("debris.prompt", line) for line in PROMPTS),
]


@pytest.mark.parametrize("shape", ["{}\n\n{}\n\n{}", "<p>{}</p><p>{}</p><p>{}</p>"])
@pytest.mark.parametrize(("code", "line"), FURNITURE)
def test_furniture_of_a_page_goes(shape, code, line):
    source = read("", shape.format(A, line, B))
    assert [block.text for block in source.blocks] == [A, B]
    assert [(finding.code, finding.evidence) for finding in source.findings] == [(code, line)]


SENTENCES = [
    "Print media are losing readers.",
    "Facebook",
    "Facebook, Instagram, TikTok",
    "Facebook et Instagram",
    "Facebook accepte, X refuse",
    "Contact",
    "Contact | 04 00 00 00 00",
    "Aide | Soins | Repas",
    "Cookies, muffins, brownies",
    "Home / Away",
    "Paris > Lyon > Marseille",
    "Sport > Natation",
    "Inscrivez-vous sur Facebook à la balade du dimanche",
    "Inscrivez-vous à la newsletter de la mairie pour être averti des coupures",
    "Get rid of notifications to sleep better",
    "Join the dots: notifications keep us awake",
    "Subscribe to the theory or not, the lake leaks.",
    "Follow us, said the guide, on to the lake",
    "Did you enjoy the swim?",
    "Rejoignez-nous sur la rive à midi",
    "Rejoignez notre groupe de marche le samedi au port",
    "Support us or leave, the union says",
    "Téléchargez notre application pour signaler un nid-de-poule",
    "Découvrez notre magazine municipal à la mairie",
    "Retrouvez nos producteurs au marché, sur la place",
    "Recevez vos invités avec notre tourte au potiron",
    "Register now or lose your vote, the clerk says",
    "Have your say on the plan before 3 May",
    "Abonnez-vous à la bibliothèque : c’est gratuit",
    "« Abonnez-vous à notre newsletter »",
    "Écoutez cet article de loi",
    "Like us, they swim every day",
]


@pytest.mark.parametrize("shape", ["{}\n\n{}\n\n{}", "<p>{}</p><p>{}</p><p>{}</p>"])
@pytest.mark.parametrize("sentence", SENTENCES)
def test_what_an_article_may_say_stays(shape, sentence):
    source = read("", shape.format(A, sentence, B))
    assert [block.text for block in source.blocks] == [A, sentence, B]
    assert not [finding for finding in source.findings if finding.severity is Severity.INFO]


def test_path_of_a_page_goes_from_its_top_alone():
    for path in ("Sport > Swimming > Interview", "Culture › Livres", "Vous êtes ici : Le lac > La conduite",
                 "Politique / Vie locale / Eau"):  # fmt: skip
        assert [block.text for block in read("", f"{path}\n\n{A}\n\n{B}").blocks] == [A, B]
        assert path in read("", f"{A}\n\n{path}\n\n{B}").text
    source = read("", f"Paris > Lyon > Marseille\n\n{A}\n\n{B}")
    assert "Marseille" in source.text
    assert [finding.code for finding in source.findings] == ["debris.suspected"]


def test_buttons_one_below_the_other_go_from_three_on():
    source = read("", f"{A}\n\nPartager\n\nFacebook\n\nX\n\nCopier le lien\n\n{B}")
    assert [block.text for block in source.blocks] == [A, B]
    assert "Facebook" in read("", f"{A}\n\nFacebook\n\nX\n\n{B}").text


def test_subheads_and_lists_that_name_networks_are_the_article_s_own():
    names = "<ul><li>Facebook</li><li>TikTok</li><li>X</li></ul>"
    source = read("", f"<h2>Partager</h2><p>{A}</p><h2>Facebook</h2>{names}<p>{B}</p>")
    kinds = [BlockKind.HEADING, BlockKind.PARAGRAPH, BlockKind.HEADING, BlockKind.LIST, BlockKind.PARAGRAPH]
    assert [block.kind for block in source.blocks] == kinds
    linked = '<ul><li><a href="/f">Facebook</a></li><li><a href="/t">TikTok</a></li><li><a href="/x">X</a></li></ul>'
    widget = read("", f"<p>{A}</p><h2>Partager cet article</h2>{linked}<p>{B}</p>")
    assert [block.text for block in widget.blocks] == [A, B]


@pytest.mark.parametrize(
    "glued",
    [
        "Did you enjoy this article? Sign up for our weekly newsletter",
        "Abonnez-vous à notre newsletter",
        "Share on Facebook | Share on X | Email | Print",
        "Partager sur Facebook Partager sur X Partager par e-mail",
    ],
)
def test_furniture_glued_between_sentences_takes_none_of_them_along(glued):
    source = read("", " ".join([A, B, A, glued, "Les riverains attendent.", A, B]))
    assert glued.split()[0] not in source.text.replace("\n", " ").split()
    assert " ".join(source.text.split()) == f"{A} {B} {A} Les riverains attendent. {A} {B}"


ARTICLES = [draft.reference for draft in drafts() if draft.reference]
PROPER = sorted((CORPUS.parent / "samples").glob("*.html"))


@pytest.mark.parametrize("article", ARTICLES, ids=lambda article: article.file.stem)
def test_nothing_of_a_reviewed_article_is_taken_for_debris(article):
    assert not read(article.title, article.html).findings


@pytest.mark.parametrize("path", PROPER, ids=lambda path: path.stem)
def test_no_sentence_of_a_sample_is_taken_for_debris(path):
    # The samples' comments and orders to models are there to be dropped.
    found = [
        finding for finding in read("", path.read_text(encoding="utf-8")).findings if finding.code != "debris.comment"
    ]
    assert not [finding.evidence for finding in found if finding.code.startswith("debris.")]
