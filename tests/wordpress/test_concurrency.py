"""Many requests at once, on the real WordPress with its four workers."""

from __future__ import annotations

import hashlib
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
import requests

from tests.support.wordpress import WordPress

pytestmark = pytest.mark.wordpress

ROUTES = "/needs-seo/v1"
AT_ONCE = 8


def _payload(wordpress: WordPress, draft: int, tags: dict[str, list[str]]) -> dict[str, Any]:
    base = wordpress.api("seo-bridge", "GET", f"{ROUTES}/drafts/{draft}").json()["base"]
    return {
        "job": hashlib.sha256(str(draft).encode()).hexdigest(),
        "base": base,
        "title": "Titre",
        "content": "<!-- wp:paragraph -->\n<p>Un texte.</p>\n<!-- /wp:paragraph -->",
        "excerpt": "Extrait",
        "slug": "titre",
        "seo": {"title": "Titre", "description": "Description", "keyphrase": "texte"},
        "engine": "extractive",
        "findings": [],
        "stats": {},
        "tags": tags,
    }


def _together(calls: list[Any]) -> list[requests.Response]:
    with ThreadPoolExecutor(len(calls)) as pool:
        return [future.result() for future in [pool.submit(call) for call in calls]]


def test_first_proposals_at_once_share_the_tag_that_the_site_lacked(wordpress: WordPress) -> None:
    drafts = [wordpress.draft(f"Brouillon {number}", "Un texte.") for number in range(4)]
    tags = {"add": ["etiquette-neuve"], "remove": ["needs-seo"]}
    bodies = {draft: _payload(wordpress, draft, tags) for draft in drafts}

    answers = _together(
        [lambda draft=draft: wordpress.api("seo-bridge", "POST", f"{ROUTES}/drafts/{draft}/proposals", bodies[draft])
         for draft in drafts]
    )  # fmt: skip

    assert [answer.status_code for answer in answers] == [201] * len(drafts), [answer.text[:300] for answer in answers]
    assert len(wordpress.api("admin", "GET", "/wp/v2/tags", slug="etiquette-neuve").json()) == 1
    numbers = [answer.json()["id"] for answer in answers]
    approved = _together(
        [lambda number=number: wordpress.api("editrice", "POST", f"{ROUTES}/proposals/{number}/approve")
         for number in numbers]
    )  # fmt: skip
    assert [answer.status_code for answer in approved] == [200] * len(drafts), [
        answer.text[:300] for answer in approved
    ]
    assert [wordpress.tags(draft) for draft in drafts] == [[]] * len(drafts)


def test_a_site_with_two_tags_of_one_slug_can_still_decide(wordpress: WordPress) -> None:
    draft = wordpress.draft("Brouillon", "Un texte.")
    wordpress.php("""global $wpdb; foreach ([1, 2] as $n) {
        $wpdb->insert($wpdb->terms, ['name' => 'double', 'slug' => 'double', 'term_group' => 0]);
        $wpdb->insert($wpdb->term_taxonomy, ['term_id' => $wpdb->insert_id, 'taxonomy' => 'post_tag']); }""")
    body = _payload(wordpress, draft, {"add": ["double"], "remove": ["needs-seo"]})
    number = wordpress.api("seo-bridge", "POST", f"{ROUTES}/drafts/{draft}/proposals", body).json()["id"]
    answer = wordpress.api("editrice", "POST", f"{ROUTES}/proposals/{number}/reject", {"reason": "non"})
    assert answer.status_code == 200, answer.text[:300]
    assert wordpress.tags(draft) == []


def test_one_proposal_and_one_approval_whatever_the_number_of_requests(wordpress: WordPress) -> None:
    draft = wordpress.draft("Brouillon", "Un texte.")
    body = _payload(wordpress, draft, {"add": ["seo-propose"], "remove": ["needs-seo"]})
    propose = [lambda: wordpress.api("seo-bridge", "POST", f"{ROUTES}/drafts/{draft}/proposals", body)] * AT_ONCE
    assert Counter(answer.status_code for answer in _together(propose)) == {201: 1, 200: AT_ONCE - 1}

    (number,) = wordpress.proposals(draft)
    approve = [lambda: wordpress.api("editrice", "POST", f"{ROUTES}/proposals/{number}/approve")] * AT_ONCE
    assert Counter(answer.status_code for answer in _together(approve)) == {200: 1, 409: AT_ONCE - 1}
