"""Who works with a keyboard, a screen reader or large letters can use every screen of ours."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.support.axe import grave_violations
from tests.support.browser import chromium, signed_in
from tests.support.screens import LIST, debug_log
from tests.support.staging import finding, hold, propose
from tests.support.wordpress import WordPress

pytestmark = [pytest.mark.wordpress, pytest.mark.browser]

TEXT = "<!-- wp:paragraph -->\n<p>Texte.</p>\n<!-- /wp:paragraph -->"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as running:
        yield running


@pytest.fixture(scope="module")
def waiting(wordpress: WordPress) -> int:
    """A draft with a proposal, beside one that is held."""
    draft = wordpress.draft("La piscine rouvre", TEXT)
    stats = {"seo_score": 87, "readability_score": 60}
    propose(wordpress, draft, title="Piscine : les horaires", stats=stats, findings=[finding(), finding("blocker")])
    hold(wordpress, wordpress.draft("Trop court", TEXT))
    return draft


@pytest.fixture(params=[1280, 320])
def editor(request: pytest.FixtureRequest, browser: Browser, wordpress: WordPress, waiting: int) -> Iterator[Page]:
    with signed_in(browser, wordpress, "editrice", width=request.param) as page:
        yield page


def test_the_list(editor: Page, wordpress: WordPress) -> None:
    editor.goto(f"{wordpress.url}{LIST}")
    assert grave_violations(editor) == []
    editor.goto(f"{wordpress.url}{LIST}&view=rejected")
    assert grave_violations(editor) == []
    assert debug_log(wordpress) == ""
