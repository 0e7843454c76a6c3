"""Words of another language in a French article: what is left over is told, what French has borrowed is let be."""

from __future__ import annotations

import pytest

from bridge.checks import language
from bridge.domain.finding import blockers
from tests.checks.builders import BRIEF, PLAIN, article, codes, h, p, quote, seo, source, ul

ENGLISH_SOURCE = source(
    "The Northmoor Harbour Authority said on Tuesday (27 February) that sovereignty over the seagrass meadows matters.",
    "“We will not wait for another storm,” a spokesperson said.",
    language="en",
)

FAITHFUL = [
    "Le club recrute un coach pour le week-end : le marketing, le streaming et le cloud n’ont plus de secret pour lui.",
    "La start-up lève 3 millions d’euros auprès de business angels pour son logiciel open source de machine learning.",
    "Le burn-out guette les managers, prévient l’étude, qui parle aussi de bore-out et de brown-out.",
    "Selon la Bank of England, la hausse est due au pétrole ; la Royal Society for the Protection of Birds s’inquiète.",
    "Le groupe Marks and Spencer ferme dix magasins, a écrit le Wall Street Journal.",
    "Le film <em>The Sound of the Sea</em> sort mercredi, après <i>Gone with the Wind</i>.",
    "Son roman « The Sound of the Sea » a été traduit en douze langues.",
    "Comme dit le proverbe, « time is money », et la ville compte ses sous.",
    "L’université de Northmoor et le King’s College ont signé un accord avec Airbnb et McDonald’s.",
    "L’herbier marin (seagrass) recule depuis dix ans dans la baie de Kellam.",
    "Après le set, le DJ a joué du rock, de la soul, du rhythm and blues et de la musique house.",
    "Le joueur a marqué un hat-trick avant le coup de sifflet ; le match s’est fini aux penaltys.",
    "Ajoutez le bacon, le cheddar et les oignons au burger ; servez avec un cookie et un brownie.",
    "Mélangez le beurre de cacahuètes et le sirop, puis versez sur les pancakes et le crumble.",
    "Le leader du parti a tenu un meeting devant ses supporters ; son staff parle d’un record.",
    "L’entreprise mise sur le e-commerce, le big data et le cloud computing.",
    "Le festival off propose un one-man-show, de la stand-up comedy et des food trucks.",
    "La baie abrite un fish and chips réputé, un pub et un bed and breakfast.",
    "En son for intérieur, le maire le sait ; in extremis, il a trouvé un accord, a priori solide.",
    "Ursula von der Leyen et Bart De Wever se sont vus à Los Angeles, puis à Rio de Janeiro et à San José.",
    "L’essai in vitro a montré que l’expression de la peroxidase dépend du pH.",
    "Le New York Times, la BBC et The Guardian en ont parlé ; le site est hors ligne.",
    "Windows 11, iPhone et macOS : le parking du centre commercial propose des bornes.",
    "Le label « Made in France » attire ; le made in Italy aussi, et le do it yourself progresse.",
    "Le Premier ministre a reçu la Task Force on Climate-related Financial Disclosures.",
    "Le Brexit a changé la donne pour Londres, la City et le Royaume-Uni.",
    "La réunion se tient le 12 mars à la Maison-Blanche, puis au Black Friday Forum.",
    "Le Green Deal et le Digital Services Act s’appliquent, de même que le CLOUD Act.",
    "Pour ce jeu en open world, les gamers attendent un patch, un reboot et un remake.",
    "La région a lancé un hackathon, un cluster et un living lab avec un fab lab voisin.",
    "Sous le sunlight des tropiques, le dancing a rouvert ; le tramway et le ferry aussi.",
    "Les CRISPR, les ARN messagers et la PCR ont changé la donne pour les labos.",
    "Il a lancé : « Nous gagnerons, no stress », a-t-il dit au micro du podcast.",
    "Le trail de la Vallée réunit 300 runners ; le sponsor offre les tee-shirts et les stickers.",
    "Son best-seller, un thriller, a inspiré une série diffusée en prime time sur Netflix.",
    "Le squat de la rue du Port a été évacué ; les skateurs ont quitté le skatepark.",
]


@pytest.mark.parametrize("text", FAITHFUL)
@pytest.mark.parametrize("origin", [source(PLAIN), ENGLISH_SOURCE], ids=["fr", "en"])
def test_good_french_is_let_be(text, origin):
    assert blockers(language.check(origin, BRIEF, article(p(PLAIN), p(text)))) == ()


@pytest.mark.parametrize("text", FAITHFUL[:3] + FAITHFUL[9:16] + FAITHFUL[24:27])
def test_common_loanwords_are_not_even_doubted(text):
    found = language.check(source(PLAIN), BRIEF, article(p(PLAIN), p(text)))
    assert [item for item in found if "seagrass" not in item.evidence] == []


LEFT = [
    "Une spokesperson a confirmé la décision lundi.",
    "La sovereignty du pays est en jeu, selon lui.",
    "However, le port restera ouvert toute la saison.",
    "Le port, however, restera ouvert toute la saison.",
    "La décision du council a surpris les habitants.",
    "Le conseil a rejected la proposition de la région.",
    "Les habitants and les élus se réunissent ce soir.",
    "Le maire a visité the harbour authority avec les élus.",
    "La région a lancé un appel à projets to protect the coast, avec succès.",
    "Les travaux, which will cost a lot, ont commencé.",
    "La réunion aura lieu Tuesday à la mairie.",
    "Tuesday, la mairie a confirmé la nouvelle.",
    "La réunion aura lieu le 27 February à la mairie.",
    "Les travaux durent de 27 March à mai.",
    "Les pêcheurs ont reçu un government grant for the quays.",
    "Le mayor de la ville s’est dit satisfait.",
    "L’agreement a été signé jeudi par les deux parties.",
    "L’announcement du ministre a surpris.",
    "Le projet de healthcare coûte 3 millions d’euros.",
    "La ville a perdu des funding pour ses écoles.",
    "Le council’s budget est voté ; les comptes sont à l’équilibre.",
    "Les trustees de la fondation se réunissent with les élus.",
    "Ils ont dit que « la sovereignty du pays est en jeu et que nous devons agir ».",
    "Because la marée montait, les bateaux sont restés au port.",
    "Les seagrass et les footbridge de la baie sont protégés.",
]


@pytest.mark.parametrize("text", LEFT)
def test_english_left_within_french_holds(text):
    found = language.check(ENGLISH_SOURCE, BRIEF, article(p(PLAIN), p(text)))
    assert {"language.english_word", "language.english_phrase"} & set(codes(blockers(found)))
    assert found[0].place == "paragraphe 2"


@pytest.mark.parametrize(
    "made",
    [
        article(PLAIN, h("The future of the quays"), PLAIN),
        article(PLAIN, h("Sovereignty et climat : le rôle du council"), PLAIN),
        article(PLAIN, ul("Des quais neufs", "New quays for the boats")),
        article(PLAIN, ul("Des quais neufs", "Une spokesperson")),
        article(PLAIN, p('Voir <a href="https://a.example">the full report of the council</a>.')),
        article(PLAIN, p("<em>The harbour welcomes fishing boats and sailing ships throughout the season.</em>")),
        article(PLAIN, p(f"{PLAIN} The harbour welcomes fishing boats throughout the season. {PLAIN}")),
        article(PLAIN, p(f"{PLAIN} Die Stadt hat den Hafen für die Fischer mit neuen Mauern gebaut. {PLAIN}")),
        article(PLAIN, p(f"{PLAIN} La ciudad ha construido los muelles para los barcos del puerto. {PLAIN}")),
        article(PLAIN, title="Le port de Valbrune et la sovereignty"),
        article(PLAIN, excerpt="Le port de Valbrune change, said the council."),
        article(PLAIN, seo=seo(title="Port of Valbrune: what changes")),
        article(PLAIN, seo=seo(description="Le port de Valbrune change : the region pays for the quays.")),
        article(PLAIN, seo=seo(keyphrase="harbour funding")),
        article(PLAIN, quote("La sovereignty du pays est en jeu, et nous devons agir pour la défendre.")),
    ],
)  # fmt: skip
def test_every_place_is_read(made):
    assert blockers(language.check(ENGLISH_SOURCE, BRIEF, made))


@pytest.mark.parametrize(
    "text",
    [
        "Il a dit que la ciudad con los barcos reste fermée ce soir.",
        "Il a visité la Stadt mit dem Hafen und Fischer pendant deux jours.",
        "L’harbour de la ville est fermé.",
        "Mayor Hélène Vasseur a dit oui.",
    ],
)
def test_what_is_doubtful_is_a_warning(text):
    found = language.check(ENGLISH_SOURCE, BRIEF, article(p(PLAIN), p(text)))
    assert [item.severity.value for item in found] == ["warning"]


def test_words_of_a_french_source_are_the_sources():
    text = "La spokesperson du council a parlé de sovereignty."
    assert language.check(source(PLAIN, text), BRIEF, article(p(PLAIN), p(text))) == ()


def test_a_quotation_left_in_english_is_told_and_does_not_hold():
    text = "« We will not wait for another storm, and the quays must be ready », dit l’autorité."
    found = language.check(ENGLISH_SOURCE, BRIEF, article(p(PLAIN), p(text)))
    assert [(item.code, item.severity.value) for item in found] == [("language.quotation_not_french", "warning")]


def test_words_of_the_brief_are_let_be():
    from bridge.domain.source import Brief

    asked = Brief(glossary={"governance": "governance"})
    assert language.check(ENGLISH_SOURCE, asked, article(p(PLAIN), p("La governance du port change."))) == ()


#: Languages that share "de", "la", "en" or "un" with French: its small words alone would take them for it.
NEIGHBOURS = {
    "es": "Según la oficina, el plan será aplicado en la comarca y en los barrios del sur, que son los que más lo "
    "necesitan. La sala de la biblioteca es la que la ciudad usa en las fiestas de la comarca.",
    "it": "Secondo il comune, il piano sarà applicato anche nella zona del porto, che è quella che più ne ha bisogno. "
    "La sala della biblioteca è quella che la città usa per le feste del paese.",
    "pt": "Segundo a câmara, o plano será aplicado também nos bairros do sul da cidade, que são os que mais precisam "
    "de apoio. A sala da biblioteca é a que a cidade usa para as festas do concelho.",
    "nl": "Volgens het bureau wordt het plan ook in de wijken van het zuiden toegepast, die het meest nodig hebben. "
    "De zaal van de bibliotheek is die welke de stad voor de feesten van de streek gebruikt.",
}


@pytest.mark.parametrize("text", NEIGHBOURS.values(), ids=NEIGHBOURS)
def test_an_article_in_a_neighbouring_language_is_no_french_one(text):
    made = article(h("Plan"), p(text), p(text))
    assert [finding.code for finding in blockers(language.check(source(PLAIN), BRIEF, made))] == ["language.not_french"]


@pytest.mark.parametrize("text", NEIGHBOURS.values(), ids=NEIGHBOURS)
def test_a_paragraph_in_a_neighbouring_language_holds(text):
    made = article(*map(p, FAITHFUL[:8]), p(text))
    found = blockers(language.check(source(PLAIN), BRIEF, made))
    assert "language.paragraph_not_french" in [finding.code for finding in found]


@pytest.mark.parametrize("text", NEIGHBOURS.values(), ids=NEIGHBOURS)
def test_a_sentence_in_a_neighbouring_language_within_a_french_paragraph_holds(text):
    sentence = text.split(". ")[0] + "."
    made = article(*map(p, FAITHFUL[:8]), p(" ".join((FAITHFUL[2], FAITHFUL[8], sentence, *FAITHFUL[29:31]))))
    found = blockers(language.check(source(PLAIN), BRIEF, made))
    assert [finding.code for finding in found if finding.evidence == sentence] == ["language.sentence_not_french"]
