"""A repair sends back what has findings, with them and its own part of the source, and changes nothing else."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest

from bridge.domain.article import Article, ModelCall, Node, NodeKind, Rewrite, SeoFields
from bridge.domain.finding import Finding, Severity
from bridge.domain.source import Brief, Link, Source
from bridge.text import outline, places
from tests.engines.openai_compatible.conftest import engine_that_hears
from tests.engines.openai_compatible.small_model import SmallModel, asked_for, cut_off, prompt_of
from tests.engines.openai_compatible.test_strategies import ENGLISH, french
from tests.support.model_server import ModelServer, Reply, completion
from tests.support.sources import image, paragraph, source_of

SOURCE = source_of(
    paragraph("The harbour council voted on Tuesday 18 November to repair the Tidemill footbridge for £2.36 million."),
    paragraph("Divers found in February 2024 that floodwater had scoured the central pier of the old structure away."),
    image("The bridge"),
    paragraph('About 1,900 pedestrians crossed it a day, according to <a href="https://a.example/c">its counters</a>.'),
    paragraph("A free shuttle bus has carried 61,000 passengers since April and will run until the reopening in June."),
    language="en",
    title="Footbridge to reopen",
)  # fmt: skip
SOURCE = replace(SOURCE, links=(Link(href="https://a.example/c", text="its counters", block=3),))
ONE = "Le conseil du port a voté mercredi 18 novembre de réparer la passerelle Tidemill\u00a0: 2,36 millions de livres."
TWO = "En février 2024, des plongeurs ont découvert que la crue avait affouillé la pile centrale du vieil ouvrage."
THREE = 'Environ 1 900 piétons la traversaient par jour, selon <a href="https://a.example/c">ses compteurs</a>.'
FOUR = "Une navette gratuite a transporté 61 000 passagers depuis avril. Elle roulera jusqu’à la réouverture en juin."


def node(html: str) -> Node:
    return Node(kind=NodeKind.PARAGRAPH, html=html)


ARTICLE = Article(
    title="La passerelle rouvre",
    body=(
        node(ONE),
        node(TWO),
        Node(kind=NodeKind.KEPT, source=2),
        Node(kind=NodeKind.HEADING, level=2, html="Des piétons privés de passerelle"),
        node(THREE),
        Node(kind=NodeKind.HEADING, level=2, html="Une navette en attendant"),
        node(FOUR),
    ),
    seo=SeoFields(title="La passerelle rouvre", description="Trop court.", keyphrase="passerelle Tidemill"),
    slug="passerelle-tidemill",
    excerpt="Elle rouvre.",
)
BEFORE = ModelCall(model="m", prompt_tokens=1, completion_tokens=1, seconds=1.0, purpose="whole")
BRIEF = Brief()
MADE = Rewrite(article=ARTICLE, calls=(BEFORE,))
RIGHT = ONE.replace("mercredi", "mardi")


def finding(place: str, code: str = "numbers.weekday", evidence: str = "", message: str = "À corriger.") -> Finding:
    return Finding(severity=Severity.BLOCKER, code=code, place=place, message=message, evidence=evidence)


def repaired(
    reply: Reply, *findings: Finding, made: Rewrite = MADE, source: Source = SOURCE, brief: Brief = BRIEF
) -> tuple[Rewrite | None, ModelServer]:
    with engine_that_hears(reply) as (engine, server):
        return engine.repair(source, brief, made, findings), server


def test_only_the_part_that_has_a_finding_goes_back_and_comes_back() -> None:
    wrong = finding("paragraphe 1", evidence="mercredi 18 novembre | source : Tuesday 18 November")
    done, server = repaired(lambda _: f"{RIGHT}\n\n{TWO}", wrong)
    assert done is not None
    assert done.article is not None
    [request] = server.requests
    said = prompt_of(request)
    for part in ("Tuesday 18 November", "Divers found", "mercredi 18 novembre", "À corriger.", TWO):
        assert part in said
    assert "shuttle" not in said
    assert "navette" not in said
    assert [one.html for one in done.article.body if one.html] == [
        RIGHT, TWO, ARTICLE.body[3].html, THREE, ARTICLE.body[5].html, FOUR,
    ]  # fmt: skip
    assert outline.kept(done.article) == (2,)
    assert (done.article.title, done.article.seo) == (ARTICLE.title, ARTICLE.seo)
    assert done.round == 1
    assert [call.purpose for call in done.calls] == ["whole", "repair part 1"]


def test_several_findings_in_a_part_are_one_call() -> None:
    done, server = repaired(
        lambda _: f"{RIGHT}\n\n{TWO}",
        finding("paragraphe 1", message="Le jour."),
        finding("paragraphe 2", message="La date."),
    )
    assert done is not None
    [request] = server.requests
    assert "Le jour." in prompt_of(request)
    assert "La date." in prompt_of(request)


def test_two_parts_are_two_calls_each_with_its_own_source() -> None:
    def reply(request: dict[str, Any]) -> str:
        return RIGHT + "\n\n" + TWO if "Tuesday" in prompt_of(request) else FOUR.replace("gratuite", "sans frais")

    done, server = repaired(reply, finding("paragraphe 4"), finding("paragraphe 1"))
    assert done is not None
    assert done.article is not None
    assert len(server.requests) == 2
    text = outline.article_text(done.article)
    assert "mardi 18" in text
    assert "sans frais" in text


@pytest.mark.parametrize(
    ("code", "place", "evidence", "shown"),
    [
        ("content.dropped", "article", "A free shuttle bus has carried 61,000 passengers since April", "shuttle"),
        ("links.missing", "article", "« its counters » : https://a.example/c", "pedestrians"),
        ("repetition.paragraph", "article", "Une navette gratuite a transporté 61 000 passagers", "shuttle"),
        ("headings.section_too_long", "intertitre « Une navette en attendant »", "", "shuttle"),
        ("source.x_lost", "article", "", ""),
        ("yoast.introduction_keyword", "paragraphe 1", "", "Tuesday"),
    ],
)
def test_a_finding_about_the_article_is_mended_where_it_belongs(
    code: str, place: str, evidence: str, shown: str
) -> None:
    _, server = repaired(lambda _: "", finding(place, code, evidence))
    assert bool(server.requests) is bool(shown)
    assert all(shown in prompt_of(request) for request in server.requests)


def test_too_few_words_go_to_the_part_that_says_least_of_its_source() -> None:
    article = replace(ARTICLE, body=(*ARTICLE.body[:4], node("Des piétons."), *ARTICLE.body[5:]))
    _, server = repaired(lambda _: "", finding("article", "words.too_few"), made=replace(MADE, article=article))
    assert server.requests
    assert all("pedestrians" in prompt_of(request) for request in server.requests)


def test_a_second_round_asks_otherwise() -> None:
    wrong = finding("paragraphe 1")
    _, first = repaired(lambda _: "", wrong)
    _, second = repaired(lambda _: "", wrong, made=replace(MADE, round=1))
    assert prompt_of(first.requests[0]) != prompt_of(second.requests[0])
    assert ONE in prompt_of(first.requests[0])
    assert ONE not in prompt_of(second.requests[0])
    assert "À corriger." in prompt_of(second.requests[0])


def test_an_answer_that_cannot_be_used_is_asked_for_in_other_words() -> None:
    answers = iter(["Corrigé.", f"{RIGHT}\n\n{TWO}"])
    done, server = repaired(lambda _: next(answers), finding("paragraphe 1"))
    assert done is not None
    assert [call.purpose for call in done.calls[1:]] == ["repair part 1", "repair part 1, again"]
    assert ONE not in prompt_of(server.requests[1])


@pytest.mark.parametrize(("phrase", "shown"), [("de", "Tuesday"), ("introuvable", "Tuesday")])
def test_keyphrases_are_mended_where_they_are_too_many_or_none(phrase: str, shown: str) -> None:
    crowded = replace(ARTICLE, seo=replace(ARTICLE.seo, keyphrase=phrase))
    _, server = repaired(lambda _: "", finding("article", "yoast.keyphrase_density"), made=Rewrite(article=crowded))
    assert shown in prompt_of(server.requests[0])


@pytest.mark.parametrize(
    "said",
    [
        "",
        "The harbour council voted to repair the footbridge and everyone in the town was very glad to hear of it.",
        "Corrigé.",
        f"{RIGHT}\n\n{TWO}\n\n- À corriger tout de suite. Passage en cause : le 18",
        cut_off(),
        (200, completion(None, refusal="Non.")),
    ],
    ids=["empty", "English", "short", "echo", "cut", "refusal"],
)
def test_an_unusable_repair_is_none(said: Any) -> None:
    assert repaired(lambda _: said, finding("paragraphe 1"))[0] is None


def test_a_repair_that_loses_a_link_is_none() -> None:
    assert repaired(lambda _: "Environ 1 900 piétons la traversaient chaque jour.", finding("paragraphe 3"))[0] is None
    done, _ = repaired(
        lambda _: "Chaque jour, 1 900 piétons, selon [les compteurs](L1) du conseil.", finding("paragraphe 3")
    )
    assert done is not None


def test_nothing_to_do_costs_nothing() -> None:
    told = replace(finding("paragraphe 1"), severity=Severity.INFO)
    done, server = repaired(
        lambda _: "x", told, finding("réponse du modèle", "model.empty"), finding("article", "kept.x")
    )
    assert done is None
    assert server.requests == []


# ── fields ──────────────────────────────────────────────────────────────────────────────────────────────────────────

DESCRIPTION = (
    "La passerelle Tidemill rouvrira en juin\u00a0: le conseil du port a voté sa réparation, pour 2,36 millions "
    "de livres, mardi 18 novembre."
)


def test_fields_with_findings_are_asked_for_together_and_the_others_stay() -> None:
    said = {"seo_title": "Passerelle Tidemill\u00a0: retour en juin", "meta_description": DESCRIPTION, "title": "Autre"}
    done, server = repaired(
        lambda _: json.dumps(said),
        finding(places.SEO_TITLE, "seo.x"),
        finding(places.DESCRIPTION, "seo.description_length"),
    )
    [request] = server.requests
    assert set(request["response_format"]["json_schema"]["schema"]["properties"]) == {"seo_title", "meta_description"}
    assert "Trop court." in prompt_of(request)
    assert done is not None
    assert done.article is not None
    assert (done.article.seo.title, done.article.seo.description) == (said["seo_title"], DESCRIPTION)
    assert (done.article.title, done.article.body, done.article.slug) == (ARTICLE.title, ARTICLE.body, ARTICLE.slug)


def test_a_subheading_is_mended_like_a_field() -> None:
    done, server = repaired(
        lambda _: json.dumps({"headings": ["## Passerelle Tidemill : les piétons."]}), finding("intertitre 1")
    )
    [request] = server.requests
    assert "Des piétons privés de passerelle" in prompt_of(request)
    assert done is not None
    assert done.article is not None
    assert [one.text for one in outline.headings(done.article)] == [
        "Passerelle Tidemill\u00a0: les piétons", "Une navette en attendant",
    ]  # fmt: skip


def test_the_subheadings_together_are_asked_for_together() -> None:
    said = json.dumps({"headings": ["La passerelle Tidemill fermée", "Une navette gratuite"]})
    done, server = repaired(lambda _: said, finding("intertitres", "seo.keyphrase_not_in_headings"))
    assert len(server.requests) == 1
    assert done is not None
    assert done.article is not None
    assert [one.text for one in outline.headings(done.article)] == [
        "La passerelle Tidemill fermée",
        "Une navette gratuite",
    ]


def test_a_section_that_is_too_long_may_be_cut_by_a_subheading() -> None:
    long = finding("intertitre « Une navette en attendant »", "headings.section_too_long")
    done, server = repaired(lambda _: f"{FOUR}\n\n## Les travaux\n\n{FOUR}", long)
    assert "## Sous-titre" in prompt_of(server.requests[0])
    assert done is not None
    assert done.article is not None
    assert [one.text for one in outline.headings(done.article)][-1] == "Les travaux"


def test_a_keyphrase_that_was_asked_for_and_its_slug_need_no_model() -> None:
    done, server = repaired(
        lambda _: "x", finding(places.KEYPHRASE, "seo.keyphrase_not_as_asked"), brief=Brief(keyphrase="pont piéton")
    )
    assert server.requests == []
    assert done is not None
    assert done.article is not None
    assert (done.article.seo.keyphrase, done.article.slug) == ("pont piéton", "pont-pieton")


# ── what the first try left out ─────────────────────────────────────────────────────────────────────────────────────


def test_a_section_that_was_missing_is_written_after_all() -> None:
    silent = True

    def otherwise(kind: str, request: dict[str, Any]) -> Any:
        if kind != "passage":
            return None
        return "Done." if silent and "number three" in prompt_of(request) else french(request)

    with engine_that_hears(SmallModel(otherwise), strategy="sectioned") as (engine, server):
        made = engine.rewrite(ENGLISH, Brief(min_words=50))
        silent = False
        asked = len(server.requests)
        done = engine.repair(ENGLISH, Brief(min_words=50), made, made.findings)
        assert [asked_for(request) for request in server.requests[asked:]] == ["passage"]
        assert "number three" in prompt_of(server.requests[-1])
    assert done is not None
    assert done.article is not None
    assert made.article is not None
    assert len(done.article.body) == len(made.article.body) + 1
    assert done.findings == ()
