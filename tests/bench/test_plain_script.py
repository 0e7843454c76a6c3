"""What the plain script, which the bridge is compared with, does to posts of a real WordPress."""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path
from typing import Any

import pytest

from scripts.benching.copies import Copies
from scripts.benching.model import Model
from scripts.benching.plain_script import traces
from scripts.benching.processes import run
from scripts.benching.site import Site
from tests.support.model_server import model_server
from tests.support.wordpress import WordPress

pytestmark = pytest.mark.wordpress


def test_it_changes_every_post_in_place_with_whatever_the_model_said(wordpress: WordPress, tmp_path: Path):
    site, copies = Site(wordpress), Copies(3)
    drafts = site.fill(copies)
    listed = wordpress.api("seo-bridge", "GET", "/needs-seo/v1/drafts", tag="needs-seo").json()
    assert sorted(draft["id"] for draft in listed) == [drafts.first, drafts.first + 1, drafts.last]
    before = site.posts()
    assert {post: row["content"] for post, row in before.items()} == {
        drafts.first + number: copies[number].content for number in range(3)
    }

    model = Model(copies, latency=0, wrong_every=2)

    def answer(body: dict[str, Any]) -> tuple[int, Any]:
        return 200, asyncio.run(model.answer(body))

    with model_server(answer) as server:
        env = {"WP_URL": site.url, "WP_USER": "editrice", "WP_PASSWORD": wordpress.application_password("editrice"),
               "MODEL_URL": server.url}  # fmt: skip
        done = run([sys.executable, "-m", "scripts.benching.plain"], env=env, folder=tmp_path)

    assert done.code == 0, done.errors
    found = traces(drafts, copies, before, site.posts())
    assert (found.changed, found.wrong) == (3, 2)
    assert site.proposals() == {}
    assert wordpress.tags(drafts.first) == []
    # what it used is known, although it has ended
    assert done.own > 0.2
