"""What looks like debris and is content, what is debris in French pages, and what is told where that stays open."""

import pytest

from bridge.domain.finding import Severity
from bridge.domain.source import BlockKind
from bridge.text.reading import read
from bridge.text.sentences import split_sentences

A = "La commune de Valbrume rénove la conduite d’eau qui relie le lac aux quartiers du bas depuis trente ans."
B = "Les travaux dureront dix mois et coûteront deux millions d’euros, selon le conseil municipal de Valbrume."
C = "Une seule entreprise de la vallée a répondu à l’appel d’offres, et la régie étudie son devis jusqu’à l’automne."
D = "Les riverains recevront une lettre avant chaque coupure, et une citerne passera matin et soir dans les rues."


def draft(line, shape, before=2, after=4):
    texts = [A, B][:before] + [line] + [C, D] * (after // 2)
    return "\n\n".join(texts) if shape == "plain" else "".join(f"<p>{text}</p>" for text in texts)


def codes(source):
    return [finding.code for finding in source.findings]


CONTENT = [
    "Samedi 12 avril",
    "Lundi 3 juillet 2023",
    "20 h 30",
    "Mardi, 18 h",
    "14h",
    "1er mai",
    "Publié le 3 mars 1954",
    "Voir aussi : le tome 4 de l’enquête, qui chiffre la fuite à 6 millions de litres",
    "Crédits : 90 ECTS par an",
    "Traduit par Odile Varenne",
    "(Édité par Les Rives en 1961)",
    "Tous droits réservés aux membres de la coopérative du lac, selon le règlement",
    "Odile Varenne | Directrice générale",
    "Recevez les clés le jour même et inscrivez-vous sur Facebook",
    "Nous utilisons des cookies au miel dans ce dessert",
    "Lecture : 20 minutes",
    "Français, Anglais, Allemand",
]


@pytest.mark.parametrize("shape", ["plain", "classic"])
@pytest.mark.parametrize("line", CONTENT)
def test_content_that_looks_like_debris_stays(shape, line):
    source = read("Titre", draft(line, shape))
    assert line in [block.text for block in source.blocks]
    assert not [finding for finding in source.findings if finding.severity is Severity.INFO]


def test_days_of_an_agenda_keep_their_events_wherever_they_stand():
    agenda = (
        f"{A}\n\nVendredi 7 mars\n- 18 h : conte\n- 20 h : bal\n\nSamedi 8 mars\n- 9 h : troc\n- 10 h : salon\n\n{B}"
    )
    source = read("", agenda)
    assert "Vendredi 7 mars" in source.text
    assert "Samedi 8 mars" in source.text
    assert not source.findings
    top = read("", f"Mercredi 4 mars, à 20 h\n\n{A}\n\n{B}")
    assert top.blocks[0].text == "Mercredi 4 mars, à 20 h"


def test_date_with_a_clock_time_goes_above_the_lead_alone():
    assert codes(read("", f"3 mars 2024 à 10h30\n\n{A}\n\n{B}")) == ["debris.dateline"]
    assert "3 mars 2024 à 10h30" in read("", f"{A}\n\n3 mars 2024 à 10h30\n\n{B}").text
    assert codes(read("", f"<h2>Le lac</h2><p>3 mars 2024 à 10h30</p><p>{A}</p>")) == ["debris.dateline"]


@pytest.mark.parametrize("line", ["© Régie du lac, plan 12", "Lire aussi : La fuite qui a vidé 37 citernes"])
def test_line_with_a_number_of_its_own_stays_with_a_warning(line):
    source = read("", draft(line, "plain"))
    assert line in source.text
    assert [(finding.code, finding.severity) for finding in source.findings] == [("debris.suspected", Severity.WARNING)]
    repeated = read("", draft(line, "plain") + "\n\nLes 37 citernes et les 12 plans de la régie sont à sec depuis mai.")
    assert line not in repeated.text


DEBRIS = [
    ("debris.byline", "Par Odile Varenne, publié le 5 mai 2025 à 18h12 — Mis à jour le 6 mai 2025 à 9h00"),
    ("debris.byline", "Par Odile Varenne | Publié le 05/05/2025 à 07:30"),
    ("debris.byline", "By Alba Verin | Published on May 5, 2025 at 9:30 am"),
    ("debris.dateline", "Publié par Odile Varenne le 5 mai 2025 à 18h12"),
    ("debris.share_bar", "Imprimer la recette"),
    ("debris.share_bar", "Partager sur Facebook Partager sur X"),
    ("debris.prompt", "Retrouvez nos infos sur l’appli. Abonnez-vous à partir de 1 €/mois."),
    ("debris.prompt", "Abonnez-vous dès 2,50 € par mois"),
    ("debris.prompt", "Newsletter : recevez chaque matin nos idées de balade"),
    ("debris.boilerplate", "© Gazette du Lac – Tous droits réservés"),
    ("debris.credit", "Photo : DR"),
]


@pytest.mark.parametrize("shape", ["plain", "classic"])
@pytest.mark.parametrize(("code", "line"), DEBRIS)
def test_french_debris_goes_from_lines(shape, code, line):
    source = read("", draft(line, shape, before=1))
    assert line not in source.text
    assert codes(source) == [code]


ENDLESS = " ".join(
    [
        "Une semaine au bord du lac Par Jean Durieux | Publié le 12/05/2025 à 07:30 Temps de lecture : 4 min Valbrume "
        "ne ressemble à aucune autre ville du canton.",
        A,
        "Crédit photo : AFP La place du Port, ouverte sur le lac, passe pour la plus grande de la rive.",
        B,
        "Partager sur Facebook Partager sur X Pour dormir, la pension du Port propose des chambres simples.",
        A,
        "Lire aussi : Les plus belles plages de l’arrière-pays Le chemin commence à vingt minutes de tram.",
        B,
        "La grotte se visite en une heure. Newsletter : recevez chaque matin nos idées de balade",
    ]
)


def test_french_debris_goes_from_one_endless_line():
    source = read("", ENDLESS)
    for debris in ("Par Jean", "Publié", "07:30", "4 min", "AFP", "Partager", "Lire aussi", "plages", "Newsletter"):
        assert debris not in source.text
    for text in ("La place du Port, ouverte", "Pour dormir, la pension", "Le chemin commence à", "en une heure."):
        assert text in source.text
    assert (source.blocks[0].kind, source.blocks[0].text) == (BlockKind.HEADING, "Une semaine au bord du lac")
    assert source.blocks[1].text.startswith("Valbrume ne ressemble")
    assert {finding.severity for finding in source.findings} == {Severity.INFO}


def test_english_byline_with_its_stamp_is_one_cut():
    byline = "By Alba Verin | The Lake Post | Published: 12 May 2025 at 7:30 | Updated: 13 May 2025 at 9:10"
    source = read("", " ".join([byline, "Valbrume is a town.", *[A, B] * 5]))
    assert source.text.startswith("Valbrume is a town.")
    assert codes(source) == ["debris.byline"]


@pytest.mark.parametrize(
    "mark",
    [
        "Crédit photo : Ville de Valbrume et régie du lac, associés depuis la première heure au projet de conduite.",
        "Lire aussi : notre enquête sur la conduite, qui a trente ans. Elle fuit encore.",
        "La régie le dit. Abonnez-vous au journal communal !",
        "Elle tient en deux pages. Tous droits réservés, dit la notice.",
    ],
)
def test_mark_of_debris_in_text_that_stays_is_told(mark):
    for content in (draft(mark, "plain"), draft(mark, "classic"), " ".join([A, B] * 4 + [mark] + [A])):
        source = read("", content)
        assert codes(source) == ["debris.suspected"]
        assert source.text.replace("\n", " ").count(mark[:40]) == 1


def test_bullets_on_lines_of_one_paragraph_are_a_list():
    for items in ("• un lac<br>• une conduite", "- un lac<br />\n- une conduite"):
        for content in (f"<p>{A}</p><p>{items}</p>", f"<!-- wp:paragraph --><p>{items}</p><!-- /wp:paragraph -->"):
            block = read("", content).blocks[-1]
            assert (block.kind, block.items) == (BlockKind.LIST, ("un lac", "une conduite"))
            assert block.raw in content


def test_first_line_of_a_pasted_draft_without_a_full_stop_is_a_heading():
    source = read("", f"Valbrume rénove la conduite qui relie le lac aux quartiers du bas\n\n{A}\n\nLe chantier\n\n{B}")
    assert [block.kind.value for block in source.blocks] == ["heading", "paragraph", "heading", "paragraph"]
    assert read("", f"{A}\n\n{B}").blocks[0].kind is BlockKind.PARAGRAPH
    assert read("", "Le lac seul").blocks[0].kind is BlockKind.PARAGRAPH


def test_linked_teaser_goes_whatever_numbers_its_title_has():
    source = read("", f'<p>{A}</p><p>{B}</p><p>Lire aussi : <a href="/b">Le budget 2031 en cinq questions</a></p>')
    assert codes(source) == ["debris.teaser"]


def test_equivalent_abbreviated_ends_no_sentence():
    (block,) = read("", "La vallée a émis 373 Mt éq. CO2 en dix ans. La régie vise moitié moins.").blocks
    assert split_sentences(block.text)[0] == "La vallée a émis 373 Mt éq. CO2 en dix ans."
