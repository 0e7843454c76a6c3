"""The two real drafts, on the real WordPress, through the real command."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from bridge.text import inline, language, words
from bridge.text.pixels import title_width
from tests.support.model_server import model_server
from tests.support.running import Installation, install
from tests.support.wordpress import WordPress

pytestmark = pytest.mark.wordpress

FRENCH, ENGLISH = "draft-fr-with-instruction.txt", "draft-en-scraped.txt"
#: What stood around the articles on the pages that they were pasted from.
DEBRIS = re.compile(
    r"Edited by|make this article|Read more with|Trust Project|Print Email|Est\. ?\d+ ?min|Content-Type|>>>", re.I
)


@pytest.fixture(scope="module")
def installation(tmp_path_factory: pytest.TempPathFactory, wordpress: WordPress) -> Installation:
    return install(tmp_path_factory.mktemp("seeds"), wordpress)


def _draft(wordpress: WordPress, seeds: Path, name: str) -> int:
    return wordpress.draft("", (seeds / name).read_text(encoding="utf-8"))


def _assert_ready(proposal: dict[str, object], content: str) -> None:
    """What an editor may count on in any proposal."""
    text = inline.plain(re.sub(r"<!--.*?-->", "", content, flags=re.DOTALL))
    assert language.detect(text) == "fr"
    assert words.count_words(text) >= 700
    assert len(re.findall(r"<h2\b", content)) >= 3
    assert not re.search(r"<h1\b", content)
    assert not DEBRIS.search(text), DEBRIS.search(text)
    seo = proposal["seo"]
    assert isinstance(seo, dict)
    assert 0 < title_width(seo["title"]) <= 600
    assert 120 <= len(seo["description"]) <= 156
    assert seo["keyphrase"]
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", str(proposal["slug"]))
    assert proposal["excerpt"]
    assert proposal["title"]


def _staged_content(wordpress: WordPress, number: int) -> str:
    return wordpress.php("echo get_post((int) $args[0])->post_content;", str(number))


def test_french_draft_becomes_a_pending_proposal(installation: Installation, seeds: Path) -> None:
    site = installation.wordpress
    draft = _draft(site, seeds, FRENCH)
    before = site.rows(draft)

    job = installation.once()[draft]

    assert (job["state"], job["engine"]) == ("proposed", "extractive"), job
    proposal = site.proposal(job["proposal"])
    assert (proposal["state"], proposal["draft"], proposal["stale"]) == ("pending", draft, False)
    _assert_ready(proposal, _staged_content(site, job["proposal"]))
    assert [finding for finding in proposal["findings"] if finding["severity"] == "blocker"] == []
    assert site.rows(draft) == before
    assert site.tags(draft) == ["seo-propose"]


def test_english_draft_is_held_without_a_model(installation: Installation, seeds: Path) -> None:
    site = installation.wordpress
    draft = _draft(site, seeds, ENGLISH)
    before = site.rows(draft)

    job = installation.once()[draft]

    assert job["state"] == "held"
    assert "anglais" in job["reason"]
    assert "openai_compatible" in job["reason"]
    assert site.proposals(draft) == []
    assert site.rows(draft) == before


def test_english_draft_becomes_a_proposal_with_a_model(tmp_path: Path, wordpress: WordPress, seeds: Path) -> None:
    """The completion is the real French draft, a translation of the English one: a faithful writer's answer."""
    draft = _draft(wordpress, seeds, ENGLISH)
    answer = _faithful_answer((seeds / FRENCH).read_text(encoding="utf-8"))
    with model_server(lambda _: answer) as model:
        installation = install(tmp_path, wordpress, engine="modele")
        installation.document["engines"] = {
            "modele": {"kind": "openai_compatible", "base_url": model.url, "model": "modele-de-test"}
        }
        job = installation.once()[draft]

    assert job["state"] == "proposed", job["reason"]
    assert job["engine"] == "openai_compatible:modele-de-test"
    _assert_ready(wordpress.proposal(job["proposal"]), _staged_content(wordpress, job["proposal"]))
    shown = installation.command("show", str(job["id"])).stdout
    assert "1200" in shown.replace(" ", "").replace("\N{NO-BREAK SPACE}", "").replace("\N{NARROW NO-BREAK SPACE}", "")
    said = json.dumps(model.requests[0]["messages"], ensure_ascii=False)
    assert "SecNumCloud" in said
    assert "Read more with" not in said


def _faithful_answer(french: str) -> str:
    lines = [line for line in french.splitlines()[1:] if line.strip() and "Edited by" not in line]
    added = {2: "## Le cloud de Microsoft", 14: "## Les députés et la concurrence", 17: "## Les investissements"}
    body = []
    for number, line in enumerate(lines):
        body += [added[number]] if number in added else []
        body.append(f"## {line}" if len(line) < 30 else line)
    return json.dumps(
        {
            "title": "Mistral AI et Microsoft : les députés français s’inquiètent",
            "seo_title": "Mistral AI et Microsoft : l’inquiétude des députés",
            "meta_description": "Le partenariat entre Mistral AI et Microsoft inquiète les députés français : "
            "concurrence, souveraineté et stockage des données sont en question.",
            "focus_keyphrase": "Mistral AI",
            "slug": "mistral-ai-microsoft-deputes",
            "excerpt": "Les députés français s’interrogent sur le partenariat entre Mistral AI et Microsoft.",
            "body": body,
        },
        ensure_ascii=False,
    )
