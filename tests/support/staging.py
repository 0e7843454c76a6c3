"""Proposals and verdicts delivered to a sandbox as the bridge does it, without a bridge that writes them."""

from __future__ import annotations

import hashlib
from itertools import count
from typing import Any

from tests.support.wordpress import WordPress

ROUTES = "/needs-seo/v1"
ARTICLE = "<!-- wp:paragraph -->\n<p>Un article.</p>\n<!-- /wp:paragraph -->"
_jobs = count(1)


def finding(severity: str = "warning", message: str = "Une réserve.", **fields: Any) -> dict[str, Any]:
    return {"severity": severity, "code": "essai", "place": None, "message": message, "evidence": None, **fields}


def propose(wordpress: WordPress, draft: int, **fields: Any) -> int:
    """The id of a new proposal for a draft as it stands."""
    body = {
        **_delivery(wordpress, draft),
        "title": "Titre proposé",
        "content": ARTICLE,
        "excerpt": "",
        "slug": "titre-propose",
        "seo": {"title": "Titre SEO", "description": "Description.", "keyphrase": "titre"},
        **fields,
    }
    answer = wordpress.api("seo-bridge", "POST", f"{ROUTES}/drafts/{draft}/proposals", body)
    assert answer.status_code == 201, answer.text[:500]
    return int(answer.json()["id"])


def hold(wordpress: WordPress, draft: int, reason: str = "Un fait sans source.", **fields: Any) -> None:
    body = {**_delivery(wordpress, draft), "findings": [finding("blocker", reason)], **fields}
    answer = wordpress.api("seo-bridge", "POST", f"{ROUTES}/drafts/{draft}/held", body)
    assert answer.status_code == 200, answer.text[:500]


def _delivery(wordpress: WordPress, draft: int) -> dict[str, Any]:
    read = wordpress.api("seo-bridge", "GET", f"{ROUTES}/drafts/{draft}").json()
    return {
        "job": hashlib.sha256(f"{wordpress.url} {draft} {next(_jobs)}".encode()).hexdigest(),
        "base": read["base"],
        "engine": "essai",
        "tags": {"add": [], "remove": ["needs-seo"]},
    }
