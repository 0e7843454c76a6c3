import pytest

from bridge.domain.finding import Severity
from bridge.domain.source import BlockKind
from bridge.text.reading import read

BEFORE = "La commune de Valbrume rénove la conduite d’eau qui relie le lac aux quartiers du bas depuis trente ans."
AFTER = "Les travaux dureront dix mois et coûteront deux millions d’euros, selon le conseil municipal de Valbrume."


def shapes(line):
    plain = f"{BEFORE}\n{line}\n{AFTER}"
    classic = f"<p>{BEFORE}</p>\n<p>{line}</p>\n<p>{AFTER}</p>"
    blocks = "\n\n".join(
        f"<!-- wp:paragraph -->\n<p>{text}</p>\n<!-- /wp:paragraph -->" for text in (BEFORE, line, AFTER)
    )
    return {"plain": plain, "classic": classic, "blocks": blocks}


DEBRIS = [
    ("debris.share_bar", "Print Email Facebook X LinkedIn WhatsApp Telegram"),
    ("debris.share_bar", "Partager sur Facebook"),
    ("debris.share_bar", "Partager cet article sur Facebook, X et LinkedIn"),
    ("debris.share_bar", "Facebook | Twitter | LinkedIn"),
    ("debris.read_time", "Est. 5min"),
    ("debris.read_time", "Temps de lecture : 4 min"),
    ("debris.read_time", "5 min read"),
    ("debris.dateline", "Publié le 3 mars 2024 à 10h30"),
    ("debris.dateline", "Mis à jour le 04/03/2024 à 18:05"),
    ("debris.dateline", "28-02-2024 (updated: 04-03-2024 )"),
    ("debris.dateline", "Publié le mardi 3 mars 2024 à 10h30, mis à jour le 4 mars 2024"),
    ("debris.byline", "By Alba Verin | The Valbrume Post"),
    ("debris.byline", "Par Alba Verin et Tom Durieux"),
    ("debris.byline", "Par la rédaction"),
    ("debris.byline", "Par notre correspondante à Valbrume"),
    ("debris.byline", "By our own correspondent"),
    ("debris.credit", "Photo : service communication de la régie des eaux de Valbrume / DR"),
    ("debris.credit", "[A. Verin / Shutterstock]"),
    ("debris.credit", "© AFP"),
    ("debris.credit", "Crédit photo : Alba Verin"),
    ("debris.boilerplate", "Le Courrier du Lac fait partie du Trust Project >>>"),
    ("debris.boilerplate", "Accueil > Vie locale > Eau"),
    ("debris.boilerplate", "© 2024 Courrier du Lac. Tous droits réservés"),
    ("debris.languages", "Languages: Français"),
    ("debris.languages", "Français | English | Deutsch"),
    ("debris.editors_mark", "[Edited by Alba Verin/Tom Durieux]"),
    ("debris.editors_mark", "[Édité par Alba Verin]"),
    ("debris.teaser", "Lire aussi : À Montclair, le barrage fuit"),
    ("debris.teaser", "À lire également – Notre dossier sur l’eau"),
    ("debris.prompt", "Abonnez-vous à notre newsletter quotidienne"),
    ("debris.prompt", "Nous utilisons des cookies pour améliorer votre expérience."),
    ("debris.prompt", "Cet article est réservé aux abonnés."),
    ("debris.advertising", "Publicité"),
    ("debris.advertising", "La suite après cette publicité"),
]


@pytest.mark.parametrize("shape", ["plain", "classic", "blocks"])
@pytest.mark.parametrize(("code", "line"), DEBRIS)
def test_debris_goes_with_a_finding_that_quotes_it(shape, code, line):
    source = read("Titre", shapes(line)[shape])
    assert [block.text for block in source.blocks] == [BEFORE, AFTER]
    (finding,) = source.findings
    assert (finding.code, finding.severity, finding.place) == (code, Severity.INFO, "source, bloc 2")
    assert finding.evidence == line


SENTENCES = [
    "La mairie a publié l’avis sur Facebook, X, LinkedIn et WhatsApp.",
    "Le temps de lecture : 4 min par page, c’est trop pour un rapport de cette taille.",
    "Publié le 3 mars 2024 dans le recueil communal, l’arrêté entre en vigueur aujourd’hui.",
    "Mis à jour le 4 mars, le plan prévoit une seconde conduite.",
    "Par Alba Verin, la commune a trouvé une experte reconnue.",
    "Par la rédaction d’une charte, la régie veut rassurer.",
    "Photo : la régie expose les clichés du chantier, prêtés par l’AFP, à la mairie.",
    "Partager l’eau du lac reste un choix politique.",
    "Le crédit photo : voilà ce que réclament les auteurs du cliché.",
    "La publicité finance la moitié du journal communal.",
    "Lire aussi son discours en entier aide à comprendre la colère des riverains.",
    "À lire ce rapport, on comprend que la conduite a trente ans.",
    "Read more books, said the librarian of Valbrume to the pupils.",
    "Abonnez-vous, et « la newsletter de la régie vous dira tout », promet le maire.",
    "Les cookies de la boulangerie de Valbrume se vendent jusqu’à la capitale.",
    "« Le lac [developing] est le plus propre du pays », affirme la régie.",
    "Le 3 mars 2024, la régie a fermé la vanne.",
    "La commission a tranché [voir encadré] sans attendre.",
    "En anglais, français et allemand, la notice tient en deux pages.",
    "Tous droits réservés ou non, les plans de la conduite circulent ! La régie le déplore.",
    "Recevez-vous encore de l’eau ? demande la mairie.",
]


@pytest.mark.parametrize("shape", ["plain", "classic", "blocks"])
@pytest.mark.parametrize("sentence", SENTENCES)
def test_a_real_sentence_never_vanishes(shape, sentence):
    source = read("Titre", shapes(sentence)[shape])
    assert [block.text for block in source.blocks] == [BEFORE, sentence, AFTER]
    assert not [finding for finding in source.findings if finding.severity is not Severity.WARNING]


def test_a_label_alone_takes_the_headline_below_it_but_not_the_text_that_goes_on():
    text = f"{BEFORE}\nLire aussi\nÀ Montclair, le barrage fuit depuis trois hivers\n{AFTER}\n{BEFORE}"
    source = read("", text)
    assert [block.text for block in source.blocks] == [BEFORE, AFTER, BEFORE]
    assert [finding.code for finding in source.findings] == ["debris.teaser", "debris.teaser"]


def test_a_label_at_the_end_takes_headline_and_standfirst():
    text = f"{BEFORE}\n{AFTER}\nRead more with Lakeside\nDam leaks in Montclair\n"
    text += "The dam has been leaking for three winters."
    source = read("", text)
    assert [block.text for block in source.blocks] == [BEFORE, AFTER]
    assert len(source.findings) == 3


def test_what_only_may_be_a_teaser_stays_with_a_warning():
    source = read("", f"{BEFORE}\nLire aussi le dossier complet de la régie\n{AFTER}")
    assert len(source.blocks) == 3
    assert [(finding.code, finding.severity) for finding in source.findings] == [("debris.suspected", Severity.WARNING)]


def test_a_caption_before_a_credit_goes_where_the_text_says_it_again():
    caption = "La conduite d’eau qui relie le lac aux quartiers du bas, à Valbrume"
    source = read("", f"{AFTER}\n{caption}\n[A. Verin / Shutterstock]\n{BEFORE}")
    assert [block.text for block in source.blocks] == [AFTER, BEFORE]
    assert {finding.code for finding in source.findings} == {"debris.credit", "debris.caption"}


def test_a_sentence_before_a_credit_stays_where_nothing_repeats_it():
    source = read("", f"{BEFORE}\n[A. Verin / Shutterstock]\n{AFTER}")
    assert [block.text for block in source.blocks] == [BEFORE, AFTER]


def test_debris_glued_to_a_line_of_pasted_text_is_cut_out_of_it():
    source = read("", f"{BEFORE}\n{AFTER} [Edited by Alba Verin]")
    assert [block.text for block in source.blocks] == [BEFORE, AFTER]
    assert [finding.code for finding in source.findings] == ["debris.editors_mark"]


def test_separators_and_comments_go_with_a_finding_and_page_marks_stay():
    source = read("", f"<p>{BEFORE}</p><hr /><!-- à revoir --><!--more--><p>{AFTER}</p>")
    assert [finding.code for finding in source.findings] == ["debris.layout", "debris.comment"]
    assert [block.kind for block in source.blocks] == [BlockKind.PARAGRAPH, BlockKind.UNKNOWN, BlockKind.PARAGRAPH]
    assert source.blocks[1].raw == "<!--more-->"


def test_evidence_is_cut():
    source = read("", f"{BEFORE}\n{AFTER}\nNous utilisons des cookies " + "très utiles " * 24)
    assert len(source.findings[0].evidence) <= 300


def test_dates_that_head_a_chronology_stay():
    source = read("", "\n".join([BEFORE, AFTER] * 2 + ["3 mars 2024", BEFORE, "4 mars 2024", AFTER]))
    assert "3 mars 2024" in source.text
    assert not source.findings


def test_date_and_time_alone_above_the_text_go():
    source = read("", f"3 mars 2024 à 18h05\n{BEFORE}\n{AFTER}")
    assert [finding.code for finding in source.findings] == ["debris.dateline"]


def test_date_without_a_time_above_the_text_stays_with_a_warning():
    source = read("", f"3 mars 2024\n{BEFORE}\n{AFTER}")
    assert source.blocks[0].text == "3 mars 2024"
    assert [finding.code for finding in source.findings] == ["debris.suspected"]
