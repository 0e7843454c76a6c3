"""Who says each quotation: the article names whom the source names. All names are made up."""

from __future__ import annotations

import pytest

from bridge.checks import speakers
from bridge.domain.article import Node
from bridge.domain.source import BlockKind
from tests.checks.builders import BRIEF, article, block, quote, severities, source

FRENCH = source(
    "La maire de Valbrune, Solène Arvic, a présenté le budget mardi. « La piscine rouvrira avant l’été », a-t-elle "
    "promis. Elle veut aussi « une ville plus verte ».",
    "Le président du club nautique, Yann Tébor, se montre prudent. « Nous attendons de voir les travaux commencer », "
    "a-t-il déclaré.",
    "« Les tarifs ne changeront pas cette année », assure la directrice de la piscine.",
    "Selon Maud Kerzan, élue d’opposition, « ce budget oublie les quartiers du nord ».",
    block(0, "Un équipement attendu depuis dix ans.", BlockKind.QUOTE),
    title="Valbrune : la piscine rouvrira",
)
ENGLISH = source(
    "The mayor of Valbrune, Solène Arvic, presented the budget on Tuesday. “The swimming pool will reopen before the "
    "summer,” she promised.",
    "“We are waiting to see the work begin,” said Yann Tébor, who chairs the sailing club.",
    "“Ticket prices will not change this year,” the manager of the pool said.",
    "According to Maud Kerzan, an opposition councillor, “this budget forgets the northern districts”.",
    "Doctor Edda Brunn told the council: “Swimming keeps older people healthy.”",
    title="Valbrune pool to reopen",
    language="en",
)


@pytest.mark.parametrize(
    "body",
    [
        ("« La piscine rouvrira avant l’été », a promis Solène Arvic.",),
        ("« La piscine rouvrira avant l’été », promet la maire.",),
        ("« La piscine rouvrira avant l’été », selon Mme Arvic.",),
        ("Solène Arvic l’a dit mardi : « La piscine rouvrira avant l’été. » Elle veut « une ville plus verte ».",),
        ("La maire de Valbrune, Solène Arvic, a tranché. « La piscine rouvrira avant l’été », a-t-elle promis.",),
        ("Pour l’élue, « la piscine rouvrira avant l’été ».",),
        ("« Nous attendons de voir les travaux commencer », tempère Yann Tébor, le président du club.",),
        ("Le président du club nautique, lui, dit : « Nous attendons de voir les travaux commencer. »",),
        ("M. Tébor reste prudent : « Nous attendons de voir les travaux commencer ».",),
        ("« Les tarifs ne changeront pas cette année », promet la directrice.",),
        ("« Les tarifs ne changeront pas », assure-t-on à la piscine, « cette année ».",),
        ("Maud Kerzan juge que « ce budget oublie les quartiers du nord ».",),
        ("L’opposition n’est pas d’accord : « ce budget oublie les quartiers du nord », dit Mme Kerzan.",),
        (quote("Ce budget oublie les quartiers du nord", "Maud Kerzan"),),
        (quote("La piscine rouvrira avant l’été", "Solène Arvic, maire de Valbrune"),),
        ("« La piscine rouvrira avant l’été. »",),
    ],
)
def test_the_same_speaker(body: tuple[Node | str, ...]) -> None:
    found = speakers.check(FRENCH, BRIEF, article(*body))
    assert not [item for item in found if item.severity == "blocker"], found


@pytest.mark.parametrize(
    "body",
    [
        ("« La piscine rouvrira avant l’été », a promis Yann Tébor.",),
        ("« La piscine rouvrira avant l’été », promet M. Tébor, président du club.",),
        ("Yann Tébor l’a dit mardi : « La piscine rouvrira avant l’été. »",),
        ("« La piscine rouvrira avant l’été », a promis Ludo Marquin.",),
        ("« La piscine rouvrira avant l’été », a promis le président du club nautique.",),
        ("« Nous attendons de voir les travaux commencer », a déclaré Solène Arvic.",),
        ("« Nous attendons de voir les travaux commencer », a déclaré la maire de Valbrune.",),
        ("Selon Maud Kerzan, « les tarifs ne changeront pas cette année ».",),
        ("« Les tarifs ne changeront pas cette année », assure la maire.",),
        ("Pour Solène Arvic, « ce budget oublie les quartiers du nord ».",),
        (quote("Ce budget oublie les quartiers du nord", "Yann Tébor"),),
        ("Maud Kerzan veut « une ville plus verte ».",),
        ("Yann Tébor et son équipe se réjouissent. « Ce budget oublie », dit Yann Tébor, « les quartiers du nord ».",),
    ],
)
def test_another_speaker(body: tuple[Node | str, ...]) -> None:
    found = speakers.check(FRENCH, BRIEF, article(*body))
    assert ("quotations.misattributed", "blocker") in severities(found)


@pytest.mark.parametrize(
    "body",
    [
        ("« La piscine rouvrira avant l’été », a promis Solène Arvic, la maire.",),
        ("« La piscine va rouvrir avant l’été », promet la maire.",),
        ("« Nous attendons de voir le début des travaux », déclare Yann Tébor, président du club de voile.",),
        ("« Nous attendons de voir le début des travaux », dit le responsable du club de voile.",),
        ("« Le prix des billets ne changera pas cette année », indique la responsable de la piscine.",),
        ("« Le prix des billets ne changera pas cette année », indique la gérante.",),
        ("« Ce budget oublie les quartiers du nord », regrette Maud Kerzan, conseillère d’opposition.",),
        ("« Ce budget oublie les quartiers du nord », regrette une conseillère de l’opposition.",),
        ("« La natation garde les personnes âgées en bonne santé », a dit le docteur Edda Brunn.",),
        ("« Nager maintient les plus âgés en bonne santé », a expliqué la médecin.",),
        ("Solène Arvic a parlé mardi. « La piscine rouvrira avant l’été », a-t-elle promis.",),
    ],
)
def test_the_same_speaker_of_a_translation(body: tuple[Node | str, ...]) -> None:
    found = speakers.check(ENGLISH, BRIEF, article(*body))
    assert not [item for item in found if item.severity == "blocker"], found


@pytest.mark.parametrize(
    "body",
    [
        ("« La piscine rouvrira avant l’été », a promis Yann Tébor.",),
        ("« La piscine rouvrira avant l’été », a promis Maud Kerzan, conseillère d’opposition.",),
        ("« Nous attendons de voir le début des travaux », a promis la maire.",),
        ("« Nous attendons de voir le début des travaux », a déclaré Solène Arvic.",),
        ("Selon Edda Brunn, « ce budget oublie les quartiers du nord ».",),
        ("« Le prix des billets ne changera pas cette année », indique Yann Tébor.",),
        ("« La natation garde les personnes âgées en bonne santé », assure Maud Kerzan.",),
        ("« La natation garde les personnes âgées en bonne santé », assure Nils Ogrande.",),
    ],
)
def test_another_speaker_of_a_translation(body: tuple[Node | str, ...]) -> None:
    found = speakers.check(ENGLISH, BRIEF, article(*body))
    assert ("quotations.misattributed", "blocker") in severities(found)


@pytest.mark.parametrize("language", ["fr", "en"])
def test_two_speakers_exchanged(language: str) -> None:
    first, second = "« La piscine rouvrira avant l’été »", "« Ce budget oublie les quartiers du nord »"
    original = FRENCH if language == "fr" else ENGLISH
    right = article(f"{first}, a promis Solène Arvic. {second}, selon Maud Kerzan.")
    wrong = article(f"{first}, a promis Maud Kerzan. {second}, selon Solène Arvic.")
    assert ("quotations.misattributed", "blocker") not in severities(speakers.check(original, BRIEF, right))
    found = [item for item in speakers.check(original, BRIEF, wrong) if item.severity == "blocker"]
    assert len(found) == 2


def test_a_pronoun_that_may_mean_another_is_a_warning_at_most() -> None:
    text = "Yann Tébor a écouté Solène Arvic. « La piscine rouvrira avant l’été », a-t-elle promis."
    assert ("quotations.misattributed", "blocker") not in severities(speakers.check(FRENCH, BRIEF, article(text)))


def test_a_long_description_between_words_and_verb_hides_no_speaker() -> None:
    said = source(
        "“We have to protect the wells before anything else is built here,” Maren Tolvik, a Centre Party councillor "
        "and head of the regional assembly’s committee for water and the shores, told the Fjord Courier.",
        language="en",
    )
    made = article(
        "« Il faut protéger les puits avant de construire quoi que ce soit ici », a déclaré au Fjord Courier Maren "
        "Tolvik, conseillère du Parti du centre, qui préside la commission régionale de l’eau."
    )
    assert "quotations.misattributed" not in [finding.code for finding in speakers.check(said, BRIEF, made)]


def test_two_exchanged_quotations_prove_each_other() -> None:
    found = speakers.check(
        FRENCH,
        BRIEF,
        article(
            "Yann Tébor, président du club, a salué le projet. « La piscine rouvrira avant l’été », a-t-il dit.",
            "« Nous attendons de voir les travaux commencer », a déclaré Solène Arvic.",
        ),
    )
    assert [item.severity for item in found if item.code == "quotations.misattributed"] == ["blocker", "blocker"]


def test_a_wrong_name_within_the_marks() -> None:
    found = speakers.check(
        FRENCH, BRIEF, article("« La piscine rouvrira, a promis Yann Tébor, le président du club, avant l’été. »")
    )
    assert severities(found) == {("quotations.misattributed", "blocker")}


def test_who_a_late_pronoun_means() -> None:
    said = source(
        "Le match a tourné tard. Entré à la 70e minute, le jeune ailier Bastian Ferrol, 20 ans, a marqué en coin. "
        "« J’ai couru sans regarder derrière moi », a-t-il plaisanté.",
        "« Nous avons joué plus simple après la pause », a résumé l’entraîneur, Igor Salvane.",
        language="fr",
    )
    right = article("« J’ai couru sans regarder derrière moi », a plaisanté Bastian Ferrol.")
    wrong = article("« J’ai couru sans regarder derrière moi », a plaisanté Igor Salvane.")
    assert not speakers.check(said, BRIEF, right)
    assert severities(speakers.check(said, BRIEF, wrong)) == {("quotations.misattributed", "blocker")}


def test_a_title_is_nobodys_words() -> None:
    said = source(
        "L’exposition, intitulée « Les os de la rivière », ouvre samedi. « D’habitude, on ne trouve que des dents », "
        "se réjouit Maren Tolvik, géologue.",
        language="fr",
    )
    right = article("L’exposition s’appelle « Les os de la rivière », rappelle Maren Tolvik.")
    wrong = article("« Les os de la rivière », se réjouit Maren Tolvik, géologue.")
    assert ("quotations.misattributed", "blocker") in severities(speakers.check(said, BRIEF, wrong))
    assert ("quotations.misattributed", "blocker") not in severities(speakers.check(said, BRIEF, right))
