"""No field may say what the source does not: where a sentence cannot be shortened safely, it is not."""

from __future__ import annotations

import re

import pytest

from bridge.domain.article import Article, NodeKind
from bridge.domain.source import BlockKind, Brief, Source
from bridge.engines.extractive import fields, keyphrase, lexicon, parsing, shorten, topic
from bridge.engines.extractive.keyphrase import Keyphrase
from bridge.engines.extractive.pieces import first_line, without_shortcodes
from bridge.engines.extractive.summary import whole_quotations
from bridge.text import inline
from tests.engines.extractive.texts import from_lines, own, rewritten, source

#: Each loses what it says when any part of it goes.
WHOLE = (
    "Elle concerne toutes les communes sauf Kermoal et Valbrume.",
    "À l’exception de Kermoal, toutes les communes ont voté le texte en juin.",
    "Toutes les communes, à l’exception de Kermoal, ont voté le texte en juin.",
    "Hors Kermoal, la hausse atteint 4 % dans le canton.",
    "D’après les gendarmes, 800 personnes ont défilé sur le port de Kermoal.",
    "D'après les gendarmes, 800 personnes ont défilé sur le port de Kermoal.",
    "L’homme aurait volé la barque, d’après les voisins, mardi soir.",
    "L’élu a été condamné à deux ans de prison, dont un avec sursis.",
    "La maire fermera la halle en cas de refus du préfet.",
    "Le projet sera voté à condition que la région paie sa part.",
    "Près de la moitié des élèves, soit 45 %, ont échoué à l’examen.",
    "Le traitement réduit les chutes de 30 % chez les femmes de plus de 70 ans.",
    "Contre l’avis du préfet, la maire a rouvert le marché de Kermoal.",
    "Contrairement à Kermoal, Valbrume a voté le texte en juin.",
    "Malgré l’orage, le club de Kermoal a joué la finale.",
    "Le chantier reprend, faute d’autre solution, mardi à Kermoal.",
    "La hausse touche les abonnés, à l’exclusion des retraités, depuis mars.",
    "Le prix, hors taxes, est de 12 millions d’euros.",
    "Le stade (12 000 places) accueillera le match samedi.",
    "Le suspect (présumé innocent) sera jugé samedi.",
    "Après deux refus, la commune ouvrira la piscine en mai.",
    "Après que le préfet aura signé, la commune ouvrira la piscine.",
    "Solène Kerbrat, seule élue absente, a voté par procuration.",
    "Solène Kerbrat, jamais condamnée, a quitté la salle.",
    "Solène Kerbrat, 46 ans, a été élue maire de Kermoal.",
    "Solène Kerbrat, homonyme de la ministre, a été élue maire.",
    "Kermoal, Valbrume, Port-Lancel et Orvance ont signé le texte.",
    "Le conseil de Kermoal, ni la région d’ailleurs, n’a voté le texte.",
)


@pytest.mark.parametrize("text", WHOLE)
def test_a_sentence_that_would_change_is_not_shortened(text: str) -> None:
    assert [variant.text for variant in shorten.variants(parsing.parse_one(text))] == [text]


@pytest.mark.parametrize(
    "inside",
    [
        "élue sans mandat", "maire de nulle commune", "directrice du port sauf le dimanche", "patronne du seul café",
        "voisine jamais condamnée", "élue d’aucun parti", "cheffe du bureau non titulaire", "candidate au conseil",
        "adversaire si la loi passe", "présidente selon ses amis", "adjointe chez les verts", "élue contre le projet",
        "doyenne de douze communes", "directrice de 14 écoles",
    ],
)  # fmt: skip
def test_an_apposition_that_denies_limits_or_counts_stays(inside: str) -> None:
    text = f"Solène Kerbrat, {inside}, a présenté le projet aux habitants."
    assert shorten.guarded(f", {inside},")
    assert [variant.text for variant in shorten.variants(parsing.parse_one(text))] == [text]


@pytest.mark.parametrize("word", ["ne", "n’", "pas", "jamais", "aucun", "aucune", "rien", "personne", "ni", "sans"])
def test_every_negation_is_guarded(word: str) -> None:
    text = f"on {word}{'' if word.endswith('’') else ' '}ouvre la halle"
    assert shorten.guarded(text)
    assert topic.denies(text)
    assert topic.denies(text.replace("’", "'"))


@pytest.mark.parametrize("text", ["le parc et la halle", "lundi 6 mai", "le modèle GPT-4", "la nef de l’église"])
def test_what_is_neutral_is_not_guarded(text: str) -> None:
    assert not shorten.guarded(text)


@pytest.mark.parametrize(
    "text",
    [
        "Hélène Castaing, apicultrice à Sault, vient de recevoir la médaille du concours.",
        "Solène Kerbrat (DVG), maire de Kermoal, a présenté le budget de la ville.",
        "La ville remercie Nadia Belkacem (CGT).",
    ],
)
def test_a_gap_is_closed_with_one_space_and_no_word_is_glued(text: str) -> None:
    had = set(re.findall(r"\w+", text.lower()))
    for variant in shorten.variants(parsing.parse_one(text)):
        assert set(re.findall(r"\w+", variant.text.lower())) <= had
        assert not re.search(r"\s\s|\s[.,]|,,|\w\(", variant.text)


def test_shortening_keeps_the_subject_and_the_verb() -> None:
    for name in ("municipal", "sante", "culture"):
        for block in own(name).blocks:
            sentence = parsing.parse_one(block.text)
            for variant in shorten.variants(sentence)[1:]:
                again = parsing.parse_one(variant.text)
                assert next(t for t in again.doc if t.dep_ == "ROOT").text in sentence.text
                assert any(t.dep_.startswith("nsubj") for t in again.doc)


@pytest.mark.parametrize(
    ("text", "phrase", "may"),
    [
        ("La baisse concerne toutes les communes sauf Kermoal et Valbrume.", "Kermoal et Valbrume", False),
        ("Le port de Kermoal n’a pas rouvert.", "port de Kermoal", False),
        ("Contre l’avis du port de Kermoal, la maire a signé.", "port de Kermoal", False),
        ("La maire a signé la vente du port de Kermoal.", "port de Kermoal", False),
        ("Le port de Kermoal a rouvert mardi.", "port de Kermoal", True),
        ("La maire de Kermoal a signé.", "moulin à marée", False),
    ],
)
def test_a_keyphrase_heads_only_what_is_said_of_it(text: str, phrase: str, may: bool) -> None:
    (sentence,) = parsing.parse([(0, 0, text)])
    assert topic.may_head(Keyphrase(phrase), sentence) is may


@pytest.mark.parametrize(
    "title", ["Le maire dément la fermeture du port", "Pas de fermeture du port", "Le port sans fermeture"]
)
def test_a_title_that_denies_is_no_label(title: str) -> None:
    assert not topic.may_head(Keyphrase("fermeture du port"), parsing.parse_one(title))
    assert not list(topic.complements(Keyphrase("fermeture du port"), parsing.parse_one(title)))


FLU = (
    "L’épidémie de grippe recule partout dans le pays depuis le début du mois.",
    "La baisse atteint 40 % en sept jours, un rythme que les médecins jugent rassurant.",
    "Elle concerne toutes les régions sauf la Haute-Orvance et La Sauvette.",
)


def _article(lead: str, phrase: str | None = None) -> Article:
    rest = "\n".join(block.html for block in own("municipal").blocks)
    return rewritten(from_lines(f"{lead}\n{rest}"), Brief(min_words=300, keyphrase=phrase))


def _fields(article: Article) -> tuple[str, ...]:
    return article.title, article.seo.title, article.seo.description, article.excerpt


def test_what_is_excepted_does_not_become_the_subject() -> None:
    for text in _fields(_article(" ".join(FLU), "Haute-Orvance et La Sauvette")):
        assert not re.search(r"Sauvette :.*\b(baisse|recule|40)", text)


def test_what_is_excepted_is_no_keyphrase() -> None:
    assert "Sauvette" not in _article(" ".join(FLU)).seo.keyphrase
    (sentence,) = parsing.parse([(0, 0, "La hausse touche les villes sauf la Corse et La Réunion.")])
    assert not any("Corse" in text for text, _ in keyphrase._candidates(sentence))


@pytest.mark.parametrize(
    ("lead", "phrase", "claim", "limit"),
    [
        (
            "Toutes les communes du canton, à l’exception de Valbrume, de Port-Lancel et des trois villages de la "
            "haute vallée, ont adopté vendredi 12 juin le plan de gestion de l’eau.",
            "plan de gestion de l’eau", "Toutes les communes", "l’exception",
        ),
        (
            "D'après la préfecture et les gendarmes d’Orvance, 3 000 personnes ont défilé samedi contre le plan de "
            "gestion de l’eau dans les rues de la ville et jusque sur le port de commerce.",
            "plan de gestion de l’eau", "personnes ont défilé", "D'après",
        ),
        (
            "Contre l’avis du préfet et des services de l’État, la maire de Valbrume a rouvert mardi matin la station "
            "de pompage de la Sauvette, fermée depuis deux ans pour cause de pollution.",
            "station de pompage", "a rouvert", "Contre l’avis",
        ),
    ],
)  # fmt: skip
def test_no_field_drops_what_limits_a_statement(lead: str, phrase: str, claim: str, limit: str) -> None:
    for text in _fields(_article(lead, phrase)):
        assert claim not in text or limit in text
        assert ":" not in text or "avis du préfet" not in text.split(":")[1]


def test_inline_shortcodes_stay_in_the_body_and_nowhere_else() -> None:
    given = own("municipal")
    rows = [
        (
            block.kind,
            block.html if block.kind is BlockKind.HEADING else block.html.replace(". ", ' [note_bas id="x"]. '),
        )
        for block in given.blocks
    ]
    noted = source(*rows)
    article = rewritten(noted, Brief(min_words=300))
    lists = [item for node in article.body if node.kind is NodeKind.LIST for item in node.items]
    assert lists
    assert not any("[" in text for text in (*_fields(article), *lists))
    assert not any(" ." in text for text in (*_fields(article), *lists))
    body = sum(node.html.count("[note_bas") for node in article.body)
    assert body == sum(block.html.count("[note_bas") for block in noted.blocks) > 5


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ('La halle ouvre [note_bas id="x"]. Puis la mer.', "La halle ouvre. Puis la mer."),
        ("La halle [bouton url=x] ouvre.", "La halle ouvre."),
        ("La « hale » [sic] ouvre [Note : en mai].", "La « hale » [sic] ouvre [Note : en mai]."),
    ],
)
def test_shortcodes_are_told_from_brackets(text: str, seen: str) -> None:
    assert without_shortcodes(text) == seen


@pytest.mark.parametrize(
    "text",
    ["La halle emploie 85 personnes d’ici", "Il faut une pompe (par exemple 28C.", "Le budget de l’an…", "Vers la"],
)
def test_a_text_that_stops_midway_is_no_field(text: str) -> None:
    assert not fields._sound(text)


def test_a_description_is_made_of_whole_sentences() -> None:
    long = "La halle de Kermoal, " + "que les maçons et les charpentiers du port rénovent, " * 5 + "ouvre en mai."
    said = [*parsing.parse([(0, 0, long), (1, 1, "Le marché du port de Kermoal attend ses clients.")])]
    text = fields.description(said, None)
    assert text == said[1].text


def test_a_title_too_wide_is_not_cut_in_the_middle() -> None:
    title = parsing.parse_one(
        "La maire de Kermoal dément que la halle aux poissons du vieux port ferme ses portes en mai"
    )
    text = fields.seo_title(title, [], Keyphrase("halle aux poissons"))
    assert text == "Halle aux poissons"


def test_a_derived_title_names_its_subject() -> None:
    said = [
        *parsing.parse(
            [
                (0, 0, "Né à Kermoal en mai, il avait dirigé la classe de musique du port."),
                (0, 0, "Le luthier n’a jamais quitté Kermoal, quoi qu’en dise la légende."),
            ]
        )
    ]
    assert fields.derived_title(said, None) == "Le luthier n’a jamais quitté Kermoal, quoi qu’en dise la légende"


@pytest.mark.parametrize(
    ("line", "title"),
    [
        ("Le dernier forgeron de la vallée range ses marteaux", "Le dernier forgeron de la vallée range ses marteaux"),
        ("Que faire ce week-end à Kermoal ?", "Que faire ce week-end à Kermoal ?"),
        ("Par Solène Kerbrat, publié le 3 mai", ""),
        ("Crédit photo : mairie de Kermoal", ""),
        ("La halle ouvre en mai.", ""),
        ("La halle (voir page", ""),
    ],
)
def test_an_untitled_draft_may_open_with_its_title(line: str, title: str) -> None:
    given = from_lines(line + "\n" + "\n".join(block.html for block in own("municipal").blocks))
    assert first_line(given) == title
    if title:
        article = rewritten(given)
        assert article.title == title
        assert title not in [inline.plain(node.html) for node in article.body]


def test_the_titles_nouns_are_a_keyphrase_where_no_phrase_is() -> None:
    title = parsing.parse_one("Que faire ce week-end dans le port ?")
    found = keyphrase.choose(title, [], [])
    assert found is not None
    assert found.text in title.text
    assert lexicon.fold(found.text) not in lexicon.BAD_ENDINGS


def test_titles_and_descriptions_close_what_they_open(french: Source) -> None:
    for text in _fields(rewritten(french)):
        assert whole_quotations(text)
        assert fields._sound(text)
