"""What an editor reads of Yoast's assessments, and what goes back to the engine."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bridge.domain.analysis import Analysis, Assessment, Rating
from bridge.domain.article import Article, Node, NodeKind
from bridge.domain.finding import Finding, Severity
from bridge.yoast import Yoast, findings, hint, marked_places
from tests.yoast.conftest import article
from tests.yoast.good_article import CONTENT, GOOD


def assessment(name: str, rating: Rating = Rating.BAD, *marks: str) -> Assessment:
    return Assessment(name=name, scope="seo", score=3, rating=rating, text=f"{name} : à revoir.", marks=marks)


def found(*assessments: Assessment, **more: object) -> tuple[Finding, ...]:
    return findings(Analysis(seo=50, readability=60, assessments=assessments), **more)  # type: ignore[arg-type]


def test_red_and_orange_are_findings_and_the_others_are_not() -> None:
    made = found(*(assessment("passiveVoice", rating) for rating in Rating))
    assert [finding.message.split(".")[0] for finding in made] == ["Yoast (orange)", "Yoast (rouge)"]


@pytest.mark.parametrize(
    ("name", "code", "place"),
    [
        ("keyphraseInSEOTitle", "yoast.keyphrase_in_seo_title", "titre SEO"),
        ("metaDescriptionLength", "yoast.meta_description_length", "méta description"),
        ("slugKeyword", "yoast.slug_keyword", "slug"),
        ("singleH1", "yoast.single_h1", "article"),
        ("introductionKeyword", "yoast.introduction_keyword", "paragraphe 1"),
    ],
)
def test_what_a_rewrite_can_mend_is_a_warning_with_its_place_and_a_hint(name: str, code: str, place: str) -> None:
    (finding,) = found(assessment(name))
    assert (finding.severity, finding.code, finding.place) == (Severity.WARNING, code, place)
    assert hint(code)


@pytest.mark.parametrize("name", ["externalLinks", "internalLinks", "images", "imageKeyphrase", "textLength"])
def test_what_only_a_person_can_mend_is_told_and_not_sent_back(name: str) -> None:
    (finding,) = found(assessment(name))
    assert finding.severity is Severity.INFO
    assert hint(finding.code) == ""


def test_an_assessment_that_a_later_yoast_brings_is_told() -> None:
    (finding,) = found(assessment("someNewThing"))
    assert (finding.code, finding.place, finding.severity) == ("yoast.some_new_thing", "article", Severity.INFO)


def test_what_a_check_already_says_is_not_said_twice() -> None:
    said = Finding(severity=Severity.WARNING, code="seo.description_length", place="méta description", message="…")
    assert found(assessment("metaDescriptionLength"), beside=(said,)) == ()
    assert found(assessment("metaDescriptionKeyword"), beside=(said,))


BODY = (
    Node(kind=NodeKind.HEADING, html="Un intertitre", level=2),
    Node(kind=NodeKind.PARAGRAPH, html="Le toit est <strong>réparé</strong> par la ville. Il pleut."),
    Node(kind=NodeKind.LIST, items=("Le bassin est vidé&nbsp;par la région.",)),
)


def written(*body: Node) -> Article:
    return replace(article(), body=body)


def test_a_fault_is_placed_where_its_sentences_stand() -> None:
    both = assessment(
        "passiveVoice", Rating.BAD, "Le toit est réparé par la ville.", "Le bassin est vidé par la région."
    )
    assert marked_places(both, written(*BODY)) == ("paragraphe 1", "liste 1")
    (finding,) = found(both, article=written(*BODY))
    assert finding.place == "article"
    assert finding.evidence == "Le toit est réparé par la ville. … Le bassin est vidé par la région."
    (finding,) = found(replace(both, marks=both.marks[:1]), article=written(*BODY))
    assert finding.place == "paragraphe 1"


def test_what_yoast_marks_because_it_is_well_is_no_evidence() -> None:
    (finding,) = found(assessment("textTransitionWords", Rating.BAD, "En effet, le toit est réparé."))
    assert finding.evidence == ""


def test_evidence_is_text_and_no_markup() -> None:
    (finding,) = found(assessment("textParagraphTooLong", Rating.OK, "La cause&nbsp;: <em>rien</em> &amp; tout."))
    assert finding.evidence == "La cause : rien & tout."


def test_evidence_has_its_bounds() -> None:
    (finding,) = found(assessment("textSentenceLength", Rating.BAD, *["mot " * 70] * 20))
    assert len(finding.evidence) <= 300


def test_the_real_analysis_tells_which_sentences_are_passive(yoast: Yoast) -> None:
    passive = "<p>Le toit est réparé par la ville. Les bassins sont vidés par la région.</p>"
    analysis = yoast.analyse(GOOD, CONTENT + passive * 6)
    assert analysis is not None
    (finding,) = [one for one in findings(analysis) if one.code == "yoast.passive_voice"]
    assert "Le toit est réparé par la ville." in finding.evidence
