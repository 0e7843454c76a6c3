"""The whole way of an editor: a tagged draft, the real bridge, the review page, another try, and the decision."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.support.browser import chromium, signed_in
from tests.support.running import Installation, install, sample
from tests.support.wordpress import WordPress

pytestmark = [pytest.mark.wordpress, pytest.mark.browser]

REASON = "Parlez d'abord des horaires."


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as running:
        yield running


@pytest.fixture(scope="module")
def editor(browser: Browser, wordpress: WordPress) -> Iterator[Page]:
    with signed_in(browser, wordpress, "editrice") as page:
        yield page


@pytest.fixture(scope="module")
def installation(tmp_path_factory: pytest.TempPathFactory, wordpress: WordPress) -> Installation:
    return install(tmp_path_factory.mktemp("way"), wordpress)


def test_facts_of_a_real_proposal_lead_to_their_proof(installation: Installation, editor: Page) -> None:
    draft = installation.wordpress.draft(*sample("01"))
    job = installation.once()[draft]

    editor.goto(str(job["compare_link"]))

    marks = editor.locator(".needs-seo-fact")
    expect(marks.first).to_be_visible()
    proofs = installation.wordpress.proposal(int(job["proposal"]))
    assert proofs["state"] == "pending"
    assert marks.count() > 20


def test_try_again_brings_a_second_proposal_that_shows_the_first_reason(
    installation: Installation, editor: Page
) -> None:
    draft = installation.wordpress.draft(*sample("03"))
    first = installation.once()[draft]
    editor.goto(str(first["compare_link"]))
    editor.locator('[data-panel="retry"] summary').click()
    editor.locator("#needs-seo-text-retry").fill(REASON)
    editor.locator(".needs-seo-form-retry button").click()
    editor.wait_for_load_state()

    second = installation.once()[draft]

    assert second["state"] == "proposed", second["reason"]
    assert second["proposal"] != first["proposal"]
    assert installation.wordpress.proposal(int(first["proposal"]))["state"] == "rejected"
    editor.goto(str(second["compare_link"]))
    expect(editor.locator(".needs-seo-history")).to_contain_text(REASON)
    before = installation.wordpress.content(draft)
    editor.locator(".needs-seo-form-approve button").click()
    editor.wait_for_load_state()
    after = installation.wordpress.content(draft)
    assert after["status"] == "draft"
    assert after["content"] != before["content"]
