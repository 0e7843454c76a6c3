"""Approval in part, undo, outcome and the rest of what a person can decide, over the routes."""

from __future__ import annotations

import json
from typing import Any
from xmlrpc.client import ServerProxy

import pytest
import requests

from tests.support import reviewing
from tests.support.reviewing import ARTICLE_TITLE, HEADINGS, PARAGRAPHS, ROUTES, SEO, SOURCE
from tests.support.wordpress import WordPress

pytestmark = pytest.mark.wordpress

NOTHING = {"fields": False, "title": False, "headings": False, "sections": None}


def decide(
    wordpress: WordPress, proposal: int, what: str, body: Any = None, login: str = "editrice"
) -> requests.Response:
    return wordpress.api(login, "POST", f"{ROUTES}/proposals/{proposal}/{what}", body or {})


def proposed(wordpress: WordPress, *, classic: bool = False, **fields: Any) -> tuple[int, int]:
    draft = reviewing.draft(wordpress, classic=classic)
    return draft, int(reviewing.propose(wordpress, draft, classic=classic, **fields)["id"])


def in_part(wordpress: WordPress, *, classic: bool = False, **parts: Any) -> dict[str, str]:
    """The draft after the approval of these parts."""
    draft, proposal = proposed(wordpress, classic=classic)
    answer = decide(wordpress, proposal, "approve", {"parts": {**NOTHING, **parts}})
    assert answer.status_code == 200, answer.text[:500]
    assert answer.json()["state"] == "approved"
    assert answer.json()["parts"] == {**NOTHING, **parts}
    return wordpress.content(draft)


def code(answer: requests.Response) -> tuple[int, str]:
    return answer.status_code, answer.json()["code"]


def scores(wordpress: WordPress, draft: int) -> dict[str, str]:
    rows = json.loads(
        wordpress.php(
            """global $wpdb; echo json_encode($wpdb->get_results($wpdb->prepare("SELECT meta_key, meta_value FROM
            $wpdb->postmeta WHERE post_id = %d AND meta_key IN ('_yoast_wpseo_linkdex', '_yoast_wpseo_content_score',
            '_yoast_wpseo_estimated-reading-time-minutes')", (int) $args[0])));""",
            str(draft),
        )
    )
    return {row["meta_key"]: row["meta_value"] for row in rows}


def test_the_seo_fields_alone(wordpress: WordPress) -> None:
    now = in_part(wordpress, fields=True)
    assert now["content"] == "\n\n".join(reviewing.draft_blocks())
    assert (now["title"], now["slug"]) == (reviewing.TITLE, "passerelle-tidemill-reouverture")
    assert (now["seo_title"], now["description"], now["keyphrase"]) == tuple(SEO.values())
    assert now["excerpt"] == "La passerelle rouvre à l’été 2026."


def test_the_title_alone(wordpress: WordPress) -> None:
    now = in_part(wordpress, title=True)
    assert now["content"] == "\n\n".join(reviewing.draft_blocks())
    assert (now["title"], now["slug"], now["seo_title"], now["excerpt"]) == (ARTICLE_TITLE, "", "", "")


@pytest.mark.parametrize("classic", [False, True])
def test_the_headings_alone_keep_every_word_of_the_draft(wordpress: WordPress, classic: bool) -> None:
    now = in_part(wordpress, classic=classic, headings=True)
    blocks = reviewing.draft_blocks(classic=classic)
    heads = [reviewing.heading(text, classic=classic) for text in HEADINGS]
    assert now["title"] == reviewing.TITLE
    wanted = [blocks[0], heads[0], blocks[1], blocks[2], blocks[3], heads[1], blocks[4], blocks[5]]
    assert [part.strip() for part in now["content"].split("\n\n")] == [
        part for one in wanted for part in one.split("\n\n")
    ]


@pytest.mark.parametrize("classic", [False, True])
@pytest.mark.parametrize("chosen", [[0], [1], [2], [0, 2]])
def test_chosen_sections_replace_their_own_passages_only(
    wordpress: WordPress, classic: bool, chosen: list[int]
) -> None:
    now = in_part(wordpress, classic=classic, sections=chosen)
    # The embed and the newsletter line belong to no section, and go with what stands before them.
    of_draft = ([0], [1, 2, 3], [4, 5])
    of_article = ([0], [1, 2], [3])
    for number in range(3):
        taken = number in chosen
        for index in of_draft[number]:
            kept_in_article = index == 3  # the embed is in the article too
            assert (SOURCE[index] in now["content"]) == (not taken or kept_in_article), (number, index)
        for index in of_article[number]:
            assert (PARAGRAPHS[index] in now["content"]) == taken, (number, index)
    assert now["content"].count(SOURCE[3] if classic else "<!-- wp:embed") == 1
    assert now["title"] == reviewing.TITLE


def test_everything_chosen_is_the_article_with_its_scores(wordpress: WordPress) -> None:
    draft, proposal = proposed(wordpress)
    parts = {"fields": True, "title": True, "headings": True, "sections": [0, 1, 2]}
    assert decide(wordpress, proposal, "approve", {"parts": parts}).status_code == 200
    assert wordpress.content(draft)["content"] == reviewing.article()
    assert scores(wordpress, draft)["_yoast_wpseo_linkdex"] == "82"


def test_scores_of_another_text_are_dropped(wordpress: WordPress) -> None:
    draft, proposal = proposed(wordpress)
    wordpress.php("update_post_meta((int) $args[0], '_yoast_wpseo_linkdex', '35');", str(draft))
    parts = {"sections": [0]}
    assert decide(wordpress, proposal, "approve", {"parts": parts}).status_code == 200
    assert scores(wordpress, draft) == {}
    assert decide(wordpress, proposal, "undo").status_code == 200
    assert scores(wordpress, draft) == {"_yoast_wpseo_linkdex": "35"}


@pytest.mark.parametrize(
    ("parts", "slug"),
    [
        ({}, "needs_seo_parts_empty"),
        ({"sections": []}, "needs_seo_parts_empty"),
        ({"sections": [3]}, "needs_seo_parts_unfit"),
        ({"sections": "all"}, "rest_invalid_param"),
        ({"title": True, "x": 1}, "rest_invalid_param"),
    ],
)
def test_parts_that_make_no_sense_are_refused(wordpress: WordPress, parts: dict[str, Any], slug: str) -> None:
    draft, proposal = proposed(wordpress)
    before = wordpress.rows(draft)
    answer = decide(wordpress, proposal, "approve", {"parts": parts})
    assert answer.status_code in (400, 422)
    assert answer.json()["code"] == slug
    assert wordpress.rows(draft) == before


@pytest.mark.parametrize(
    "spans",
    [
        pytest.param([[[0, 10]], [[5, 20]], []], id="they overlap"),
        pytest.param([[[0, 10**6]], [], []], id="beyond the end"),
        pytest.param([[], [[30, 60]], []], id="through a block"),
        pytest.param([[], []], id="another number than the article's sections"),
    ],
)
def test_sections_that_do_not_fit_are_not_offered(wordpress: WordPress, spans: list[Any]) -> None:
    sections = [{"heading": "x", "spans": one} for one in spans]
    _, proposal = proposed(wordpress, evidence={"sections": sections})
    answer = decide(wordpress, proposal, "approve", {"parts": {"sections": [0]}})
    assert code(answer) == (422, "needs_seo_parts_unfit")
    assert decide(wordpress, proposal, "approve", {"parts": {"title": True}}).status_code == 200


def test_undo_restores_every_byte(wordpress: WordPress) -> None:
    tricky = r'Il dit : "C:\temp\n" \\ é &amp; 100 % %s 👩🏽‍💻'
    draft = wordpress.draft(tricky, reviewing.paragraph(tricky), excerpt=tricky, slug="avant")
    wordpress.php("update_post_meta((int) $args[0], '_yoast_wpseo_title', wp_slash($args[1]));", str(draft), tricky)
    before = wordpress.rows(draft)
    proposal = int(reviewing.propose(wordpress, draft, evidence=None)["id"])
    tags = wordpress.tags(draft)

    assert decide(wordpress, proposal, "approve").status_code == 200
    answer = decide(wordpress, proposal, "undo")
    assert answer.status_code == 200, answer.text[:500]
    assert (answer.json()["state"], answer.json()["stale"], answer.json()["decided_by"]) == ("pending", False, None)

    after = wordpress.rows(draft)
    for column in ("post_title", "post_content", "post_excerpt", "post_name", "post_status", "post_author"):
        assert after["post"][column] == before["post"][column], column
    yoast = [[row for row in rows["meta"] if "yoast" in row["meta_key"]] for rows in (before, after)]
    assert yoast[0] == yoast[1]
    assert wordpress.tags(draft) == tags
    assert decide(wordpress, proposal, "approve").status_code == 200
    assert wordpress.content(draft)["title"] == ARTICLE_TITLE


@pytest.mark.parametrize("revisions", ["0", "1"])
def test_undo_where_the_site_keeps_no_revisions(wordpress: WordPress, revisions: str) -> None:
    draft, proposal = proposed(wordpress)
    php = f"""add_filter('wp_revisions_to_keep', fn() => {revisions});
        wp_set_current_user(get_user_by('login', 'editrice')->ID);
        SeoBridge\\Decision::approve((int) $args[0]); SeoBridge\\Undo::run((int) $args[0]); echo 'done';"""
    assert wordpress.php(php, str(proposal)) == "done"
    assert wordpress.content(draft)["content"] == "\n\n".join(reviewing.draft_blocks())


def test_undo_is_refused_once_it_would_lose_something(wordpress: WordPress) -> None:
    draft, proposal = proposed(wordpress)
    assert code(decide(wordpress, proposal, "undo")) == (409, "needs_seo_not_approved")
    assert decide(wordpress, proposal, "approve").status_code == 200
    wordpress.api("auteur1", "POST", f"/wp/v2/posts/{draft}", {"title": "Relu"})
    assert code(decide(wordpress, proposal, "undo")) == (409, "needs_seo_changed_since")
    wordpress.api("auteur1", "POST", f"/wp/v2/posts/{draft}", {"title": ARTICLE_TITLE, "status": "publish"})
    assert code(decide(wordpress, proposal, "undo")) == (409, "needs_seo_not_draft")
    assert wordpress.content(draft)["title"] == ARTICLE_TITLE


@pytest.mark.parametrize("login", ["auteur2", "seo-bridge"])
def test_others_may_neither_undo_nor_approve_in_part(wordpress: WordPress, login: str) -> None:
    _, proposal = proposed(wordpress)
    answer = decide(wordpress, proposal, "approve", {"parts": {"title": True}}, login=login)
    assert code(answer) == (403, "needs_seo_forbidden")
    assert decide(wordpress, proposal, "approve").status_code == 200
    assert code(decide(wordpress, proposal, "undo", login=login)) == (403, "needs_seo_forbidden")
    for path in (f"/proposals/{proposal}/outcome", "/glossary"):
        allowed = login == "seo-bridge"
        assert (wordpress.api(login, "GET", ROUTES + path).status_code == 200) == allowed


def test_too_many_attempts(wordpress: WordPress) -> None:
    draft = reviewing.draft(wordpress)
    for number in range(4):
        proposal = int(reviewing.propose(wordpress, draft)["id"])
        assert decide(wordpress, proposal, "reject", {"reason": f"Non {number}.", "retry": True}).status_code == 200
    proposal = int(reviewing.propose(wordpress, draft)["id"])
    answer = decide(wordpress, proposal, "reject", {"reason": "Encore.", "retry": True})
    assert code(answer) == (409, "needs_seo_too_many_attempts")
    assert wordpress.proposal(proposal)["state"] == "pending"
    assert decide(wordpress, proposal, "reject", {"reason": "Assez."}).status_code == 200


def test_the_outcome_tells_what_a_person_changed(wordpress: WordPress) -> None:
    draft, proposal = proposed(wordpress)

    def outcome() -> Any:
        return wordpress.api("seo-bridge", "GET", f"{ROUTES}/proposals/{proposal}/outcome").json()

    waiting = {"state": "pending", "parts": None, "approved": None, "now": None, "changed": False}
    assert outcome() == waiting
    parts = {"sections": [1]}
    assert decide(wordpress, proposal, "approve", {"parts": parts}).status_code == 200
    approved = {"title": reviewing.TITLE, "content": wordpress.content(draft)["content"]}
    assert outcome() == {
        "state": "approved",
        "parts": {**NOTHING, "sections": [1]},
        "approved": approved,
        "now": {**approved, "status": "draft"},
        "changed": False,
    }
    wordpress.api("editrice", "POST", f"/wp/v2/posts/{draft}", {"title": "Relu", "status": "publish"})
    assert outcome()["now"]["title"] == "Relu"
    assert outcome()["changed"] is True
    wordpress.api("editrice", "POST", f"/wp/v2/posts/{draft}", {"status": "private"})
    assert (outcome()["now"], outcome()["changed"]) == (None, False)


def test_the_same_over_xmlrpc(wordpress: WordPress) -> None:
    _, proposal = proposed(wordpress)
    server = ServerProxy(f"{wordpress.url}/xmlrpc.php")

    def call(login: str, method: str, **arguments: Any) -> Any:
        password = wordpress.application_password(login)
        answer = getattr(server.needsSeo, method)(1, login, password, json.dumps(arguments))
        return json.loads(str(answer))

    parts = {"title": True}
    assert call("editrice", "approve", id=proposal, parts=parts)["body"]["state"] == "approved"
    assert call("seo-bridge", "outcome", id=proposal)["body"]["approved"]["title"] == ARTICLE_TITLE
    assert call("seo-bridge", "undo", id=proposal)["status"] == 403
    assert call("editrice", "undo", id=proposal)["body"]["state"] == "pending"
    assert call("seo-bridge", "glossary")["body"]["entries"] == []
    assert call("seo-bridge", "offer", offers=[])["status"] == 200
    assert call("auteur2", "reject", id=proposal, reason="Non.")["body"]["code"] == "needs_seo_forbidden"


def test_a_delivery_without_evidence_is_the_same_job_again(wordpress: WordPress) -> None:
    """The fingerprint of what an older bridge sends has to stay what it was."""
    draft = reviewing.draft(wordpress)
    current = wordpress.api("seo-bridge", "GET", f"{ROUTES}/drafts/{draft}").json()
    body = {
        "job": "ab" * 16,
        "base": current["base"],
        "title": "T",
        "content": reviewing.paragraph("Texte."),
        "slug": "t",
        "seo": {"title": "", "description": "", "keyphrase": ""},
        "findings": [{"severity": "info", "code": "x", "place": None, "message": "m", "evidence": None}],
    }
    made = [wordpress.api("seo-bridge", "POST", f"{ROUTES}/drafts/{draft}/proposals", body) for _ in range(2)]
    assert [answer.status_code for answer in made] == [201, 200]
    keys = """$data = json_decode(get_metadata('post', (int) $args[0], '_needs_seo_proposal', true), true);
        echo json_encode(array_keys($data['findings'][0]));"""
    assert json.loads(wordpress.php(keys, str(made[0].json()["id"]))) == [
        "severity",
        "code",
        "place",
        "message",
        "evidence",
    ]


@pytest.mark.parametrize(
    "evidence",
    [
        {"facts": [{"kind": "rumour", "text": "x"}]},
        {"facts": [{"kind": "number"}]},
        {"sections": [{"heading": "x", "spans": [[1, 2, 3]]}]},
        {"sections": [{"heading": "x", "spans": [[-1, 2]]}]},
        {"other": []},
        {"dropped": [{"text": "x"}] * 201},
    ],
)
def test_evidence_of_another_shape_is_refused(wordpress: WordPress, evidence: dict[str, Any]) -> None:
    draft = reviewing.draft(wordpress)
    with pytest.raises(AssertionError, match="rest_invalid_param"):
        reviewing.propose(wordpress, draft, evidence=evidence)
    assert wordpress.proposals(draft) == []
