"""What Yoast says of an article: the same as its own plugin, in French."""

from __future__ import annotations

import json
import os
import re
import select
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from bridge.domain.analysis import Analysis, Rating
from bridge.domain.article import Article, SeoFields
from bridge.domain.ports import Analyser
from bridge.text.pixels import title_width
from bridge.yoast import Installation, Yoast, find_node, findings, summary
from tests.support.wordpress import ROOT
from tests.yoast.conftest import article, fake_command
from tests.yoast.good_article import CONTENT, GOOD

REFERENCE = Path(__file__).with_name("reference.cjs")
SITE = "https://site.example"


@pytest.fixture(params=["yoast", "fake"])
def analyser(request: pytest.FixtureRequest) -> Iterator[Analyser]:
    """The port, by the real package and by a process that stands for it."""
    if request.param == "yoast":
        yield request.getfixturevalue("yoast")
        return
    with Yoast(command=lambda: fake_command("answers")) as fake:
        yield fake


def measured(analyser: Analyser, article: Article, content: str) -> Analysis:
    analysis = analyser.analyse(article, content)
    assert analysis is not None
    return analysis


def names(analysis: Analysis) -> dict[str, Rating]:
    return {assessment.name: assessment.rating for assessment in analysis.assessments}


def test_the_port_gives_scores_and_widths(analyser: Analyser) -> None:
    analysis = measured(analyser, GOOD, CONTENT)
    assert 0 <= (analysis.seo or -1) <= 100
    assert analysis.readability in (30, 60, 90)
    assert analysis.title_width == title_width(GOOD.seo.title)
    assert (analysis.reading_minutes or 0) >= 1
    assert analysis.seconds > 0


@pytest.mark.parametrize(
    "content",
    [
        "",
        "<",
        "<p>" * 20_000,
        "<b>" * 20_000 + "piscine",
        "\x00\x01",
        "\ud800 piscine \udfff",
        "😀" * 500,
        "%s %1$d %%",
    ],
    ids=["empty", "cut tag", "deep", "deep inline", "control", "surrogates", "emoji", "format"],
)
def test_the_port_never_raises(analyser: Analyser, content: str) -> None:
    analysis = analyser.analyse(article(keyphrase="piscine \udfff 😀", title=content[:200]), content)
    for assessment in analysis.assessments if analysis else ():
        assessment.text.encode()
        "".join(assessment.marks).encode()
    # and the next article has its analysis
    assert measured(analyser, GOOD, CONTENT).readability


def reference(installation: Installation, made: Article, content: str) -> dict[str, object]:
    """What the plugin's own worker says of the same article."""
    paper = {
        "text": content,
        "keyword": made.seo.keyphrase,
        "description": made.seo.description,
        "title": made.seo.title,
        "titleWidth": title_width(made.seo.title),
        "textTitle": made.title,
        "slug": made.slug,
        "permalink": f"{SITE}/{made.slug}/",
    }
    node = find_node()
    assert node is not None
    done = subprocess.run(
        [node.program, str(REFERENCE), str(installation.folder)],
        input=json.dumps(paper),
        capture_output=True,
        text=True,
        check=True,
    )
    answer: dict[str, object] = json.loads(done.stdout)
    return answer


@pytest.mark.parametrize("sample", ["good", "01-piscine-valbrume", "02-moulin-a-maree", "06-tidemill-bridge"])
def test_every_score_is_the_plugin_s_own(yoast: Yoast, installation: Installation, sample: str) -> None:
    content = CONTENT if sample == "good" else (ROOT / "tests" / "samples" / f"{sample}.html").read_text("utf-8")
    expected = reference(installation, GOOD, content)
    analysis = measured(yoast.for_site(SITE), GOOD, content)
    scores = {f"{assessment.name}": assessment.score for assessment in analysis.assessments}
    scores["previouslyUsedKeywords-usedKeywords"] = scores.pop("usedKeywords")
    assert (analysis.seo, analysis.readability, scores) == (
        expected["seo"],
        expected["readability"],
        expected["scores"],
    )


def test_a_good_article_is_green(yoast: Yoast) -> None:
    analysis = measured(yoast, GOOD, CONTENT)
    assert (analysis.seo or 0) >= 90
    assert analysis.readability == 90
    assert findings(analysis) == ()
    assert summary(analysis) == f"SEO {analysis.seo}/100 (vert), lisibilité 90/100 (vert)"


def test_without_a_keyphrase_there_is_no_seo_score(yoast: Yoast) -> None:
    analysis = measured(yoast, replace(GOOD, seo=replace(GOOD.seo, keyphrase="")), CONTENT)
    assert analysis.seo is None
    assert analysis.readability == 90


def test_a_link_to_the_site_itself_is_internal(yoast: Yoast) -> None:
    content = CONTENT.replace('href="/travaux/"', f'href="{SITE}/travaux/"')
    assert names(measured(yoast.for_site(SITE), GOOD, content))["internalLinks"] is Rating.GOOD
    assert names(measured(yoast, GOOD, content))["internalLinks"] is Rating.BAD


def test_a_title_that_is_too_wide_is_seen(yoast: Yoast) -> None:
    wide = replace(GOOD, seo=replace(GOOD.seo, title="Piscine de Valbrume " + "W" * 40))
    analysis = measured(yoast, wide, CONTENT)
    assert (analysis.title_width or 0) > 600
    assert names(analysis)["titleWidth"] is Rating.BAD


LONG = "Le conseil a pris une décision qui concerne tous les habitants de la ville et aussi ceux des villages voisins. "
#: Articles with faults of every kind, so that every sentence of Yoast's that one meets is seen once.
FAULTY = {
    "nothing at all": (SeoFields(), "", ""),
    "no keyphrase": (replace(GOOD.seo, keyphrase=""), GOOD.slug, CONTENT),
    "function words only": (replace(GOOD.seo, keyphrase="avec les"), GOOD.slug, CONTENT),
    "another subject": (replace(GOOD.seo, keyphrase="marché de Noël gourmand"), GOOD.slug, CONTENT),
    "a long keyphrase": (
        replace(GOOD.seo, keyphrase="grande piscine rénovée ville Valbrume printemps été"),
        "x",
        CONTENT,
    ),
    "exact words wanted": (replace(GOOD.seo, keyphrase="« piscine de Valbrume »"), GOOD.slug, CONTENT),
    "a long description": (replace(GOOD.seo, description="La piscine de Valbrume rouvre. " * 8), GOOD.slug, CONTENT),
    "a short description": (replace(GOOD.seo, description="Elle rouvre."), GOOD.slug, CONTENT),
    "a wide title": (replace(GOOD.seo, title="La ville annonce " + "W" * 40), GOOD.slug, CONTENT),
    "no title": (replace(GOOD.seo, title=""), "", CONTENT),
    "long sentences": (GOOD.seo, GOOD.slug, f"<p>{LONG * 20}</p>"),
    "no subheadings": (GOOD.seo, GOOD.slug, f"<p>{LONG * 6}</p>" * 8),
    "a late subheading": (GOOD.seo, GOOD.slug, f"<p>{LONG * 6}</p>" * 4 + f"<h2>Ici</h2><p>{LONG}</p>"),
    "long sections": (GOOD.seo, GOOD.slug, f"<h2>Ici</h2><p>{LONG * 7}</p><p>{LONG * 15}</p>" * 3),
    "passive": (
        GOOD.seo,
        GOOD.slug,
        "<p>La piscine est fermée par la ville. Les bassins sont réparés par elle.</p>" * 9,
    ),
    "keyphrase everywhere": (
        GOOD.seo,
        GOOD.slug,
        "<h1>Un</h1><h1>Deux</h1>" + "<h2>La piscine de Valbrume</h2><p>La piscine de Valbrume rouvre.</p>" * 40,
    ),
    "links": (
        GOOD.seo,
        GOOD.slug,
        CONTENT.replace("sa page des travaux", "piscine de Valbrume").replace("<a ", '<a rel="nofollow" '),
    ),
    "images without": (GOOD.seo, GOOD.slug, CONTENT + '<img src="/a.jpg" alt="">' * 3),
    "images with": (GOOD.seo, GOOD.slug, CONTENT + '<img src="/a.jpg" alt="Piscine de Valbrume">' * 8),
    "two images": (GOOD.seo, GOOD.slug, CONTENT + '<img src="/a.jpg" alt="Autre chose">' * 5),
    "short": (GOOD.seo, GOOD.slug, f"<p>{LONG * 9}</p>"),
    "a little short": (GOOD.seo, GOOD.slug, f"<p>{LONG * 14}</p>"),
}
_ENGLISH = re.compile(r"\b(?:the|your|of|is|are|this|good job|add|keyphrase|text|words?|sentences?)\b", re.IGNORECASE)


@pytest.mark.parametrize("kind", FAULTY)
def test_what_it_says_is_french(yoast: Yoast, kind: str) -> None:
    seo, slug, content = FAULTY[kind]
    analysis = measured(yoast, replace(GOOD, seo=seo, slug=slug), content)
    for assessment in analysis.assessments:
        assert not _ENGLISH.search(assessment.text), assessment
        assert not re.search(r"%\d|\$|[<>]|\.\d|\d%", assessment.text), assessment


def bounded(installation: Installation, *, memory: int = 512, limit: float) -> Yoast:
    """The real analysis with other bounds than its own."""
    node = find_node()
    assert node is not None
    worker = ROOT / "bridge" / "yoast" / "worker.cjs"
    command = (node.program, f"--max-old-space-size={memory}", str(worker), str(installation.folder))
    return Yoast(command=lambda: command, limit=limit)


@pytest.mark.parametrize("content", [CONTENT * 400, "a" * 1_000_000, "<" * 300_000], ids=["html", "a word", "brackets"])
def test_a_megabyte_is_given_up_in_time_and_the_next_article_is_analysed(
    installation: Installation, content: str
) -> None:
    with bounded(installation, limit=4.0) as yoast:
        assert yoast.analyse(GOOD, content) is None
        assert yoast.analyse(GOOD, CONTENT) is not None


def test_memory_has_a_bound(installation: Installation) -> None:
    with bounded(installation, memory=24, limit=120.0) as yoast:
        assert yoast.analyse(GOOD, CONTENT) is not None
        before = yoast.pid
        assert yoast.analyse(GOOD, CONTENT * 60) is None
        assert yoast.analyse(GOOD, CONTENT) is not None
        assert yoast.pid != before


def test_what_is_longer_than_any_article_is_not_even_tried(yoast: Yoast) -> None:
    assert yoast.analyse(GOOD, "a " * 1_500_000) is None


def test_an_analysis_under_way_does_not_outlive_a_killed_program(installation: Installation) -> None:
    program = (
        "from bridge.yoast import Yoast\nfrom tests.yoast.good_article import CONTENT, GOOD\n"
        "yoast = Yoast()\nyoast.analyse(GOOD, CONTENT)\nprint(yoast.pid, flush=True)\n"
        "yoast.analyse(GOOD, 'a' * 1_000_000)"
    )
    with subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE, text=True, cwd=ROOT) as parent:
        assert parent.stdout is not None
        node = os.pidfd_open(int(parent.stdout.readline()))
        parent.kill()
    try:
        ended, _, _ = select.select([node], [], [], 60)
    finally:
        os.close(node)
    assert ended
