"""Yoast's scores reach the draft with the approved text, and never before."""

from __future__ import annotations

import json
from itertools import count
from typing import Any

import pytest

from tests.support.wordpress import WordPress

pytestmark = pytest.mark.wordpress

KEYS = ("linkdex", "content_score", "estimated-reading-time-minutes")
MEASURED = {"words_before": 640, "words_after": 812, "seo_score": 87, "readability_score": 60, "reading_minutes": 4}
_jobs = count(1)


def propose(wordpress: WordPress, draft: int, stats: dict[str, Any]) -> int:
    base = wordpress.api("seo-bridge", "GET", f"/needs-seo/v1/drafts/{draft}").json()["base"]
    body = {
        "job": f"{next(_jobs):064x}",
        "base": base,
        "title": "Titre proposé",
        "content": "<!-- wp:paragraph -->\n<p>Un article.</p>\n<!-- /wp:paragraph -->",
        "excerpt": "",
        "slug": "titre-propose",
        "seo": {"title": "Titre SEO", "description": "Description.", "keyphrase": "titre"},
        "stats": stats,
    }
    answer = wordpress.api("seo-bridge", "POST", f"/needs-seo/v1/drafts/{draft}/proposals", body)
    assert answer.status_code == 201, answer.text[:500]
    return int(answer.json()["id"])


def approve(wordpress: WordPress, proposal: int) -> None:
    answer = wordpress.api("editrice", "POST", f"/needs-seo/v1/proposals/{proposal}/approve")
    assert answer.status_code == 200, answer.text[:500]


def scores(wordpress: WordPress, post: int) -> dict[str, list[str]]:
    """Every row of Yoast's scores that MariaDB has for the post or revision."""
    rows = json.loads(
        wordpress.php(
            """global $wpdb; echo json_encode($wpdb->get_results($wpdb->prepare(
            "SELECT meta_key AS k, meta_value AS v FROM $wpdb->postmeta WHERE post_id = %d", (int) $args[0])));""",
            str(post),
        )
    )
    found = {key: [row["v"] for row in rows if row["k"] == f"_yoast_wpseo_{key}"] for key in KEYS}
    return {key: values for key, values in found.items() if values}


def set_scores(wordpress: WordPress, post: int, *values: str) -> None:
    """As Yoast's editor stores them when a person saves."""
    code = 'update_post_meta((int) $args[0], "_yoast_wpseo_{$args[1]}", $args[2]);'
    for key, value in zip(KEYS, values, strict=True):
        wordpress.php(code, str(post), key, value)


def test_approval_writes_the_scores_and_nothing_before_it_does(wordpress: WordPress) -> None:
    draft = wordpress.draft("Avant", "Le texte.")
    proposal = propose(wordpress, draft, MEASURED)
    assert scores(wordpress, draft) == {}
    assert scores(wordpress, proposal) == {}
    approve(wordpress, proposal)
    assert scores(wordpress, draft) == {
        "linkdex": ["87"],
        "content_score": ["60"],
        "estimated-reading-time-minutes": ["4"],
    }
    assert scores(wordpress, proposal) == {}


def test_the_scores_of_the_replaced_text_are_not_left_behind(wordpress: WordPress) -> None:
    draft = wordpress.draft("Avant", "Le texte.")
    set_scores(wordpress, draft, "31", "30", "9")
    proposal = propose(wordpress, draft, {"seo_score": 87})
    assert scores(wordpress, draft)["linkdex"] == ["31"]
    approve(wordpress, proposal)
    assert scores(wordpress, draft) == {"linkdex": ["87"]}


def test_a_rejection_leaves_the_draft_s_own_scores(wordpress: WordPress) -> None:
    draft = wordpress.draft("Avant", "Le texte.")
    set_scores(wordpress, draft, "31", "30", "9")
    proposal = propose(wordpress, draft, MEASURED)
    answer = wordpress.api(
        "editrice", "POST", f"/needs-seo/v1/proposals/{proposal}/reject", {"reason": "Le titre ne va pas."}
    )
    assert answer.status_code == 200, answer.text[:500]
    assert scores(wordpress, draft)["linkdex"] == ["31"]


@pytest.mark.parametrize("value", [101, -1, 87.5, "87", True, None, "<b>"])
def test_what_is_no_score_is_not_written(wordpress: WordPress, value: Any) -> None:
    draft = wordpress.draft("Avant", "Le texte.")
    approve(wordpress, propose(wordpress, draft, {"seo_score": value, "readability_score": 90.0}))
    assert scores(wordpress, draft) == {"content_score": ["90"]}


def test_a_text_restored_past_every_screen_gets_its_scores_too(wordpress: WordPress) -> None:
    draft = wordpress.draft("Avant", "Le texte.")
    proposal = propose(wordpress, draft, MEASURED)
    code = """wp_set_current_user(get_user_by('login', 'editrice')->ID);
        echo (int) wp_restore_post_revision((int) $args[0]);"""
    assert int(wordpress.php(code, str(proposal)))
    assert scores(wordpress, draft)["linkdex"] == ["87"]


def test_people_see_both_scores_in_the_list_and_on_the_comparison(wordpress: WordPress) -> None:
    draft = wordpress.draft("Avant", "Le texte.")
    proposal = propose(wordpress, draft, MEASURED)
    code = """wp_set_current_user(get_user_by('login', 'editrice')->ID);
        $proposal = SeoBridge\\Store::proposal((int) $args[0]);
        $items = [['kind' => 'proposal', 'id' => $proposal['id'], 'draft' => $proposal['draft']]];
        [$row] = SeoBridge\\Proposal_Cells::load($items);
        foreach (['seo', 'readability'] as $column) { echo SeoBridge\\Proposal_Cells::cell($row, $column); }
        require_once ABSPATH . 'wp-admin/includes/revision.php';
        $to = get_post($proposal['id']);
        foreach (SeoBridge\\Revision_Screen::fields([], false, $to) as $field) { echo $field['diff']; }"""
    page = wordpress.php(code, str(proposal))
    assert page.count("needs-seo-score-good") == 2
    assert page.count("needs-seo-score-ok") == 2
    assert "SEO 87" in page
    assert "60" in page


def test_without_scores_there_are_no_bullets(wordpress: WordPress) -> None:
    draft = wordpress.draft("Avant", "Le texte.")
    proposal = propose(wordpress, draft, {})
    code = """wp_set_current_user(get_user_by('login', 'editrice')->ID);
        $proposal = SeoBridge\\Store::proposal((int) $args[0]);
        $items = [['kind' => 'proposal', 'id' => $proposal['id'], 'draft' => $proposal['draft']]];
        [$row] = SeoBridge\\Proposal_Cells::load($items);
        foreach (['seo', 'readability'] as $column) { echo SeoBridge\\Proposal_Cells::cell($row, $column); }"""
    assert "needs-seo-score" not in wordpress.php(code, str(proposal))
