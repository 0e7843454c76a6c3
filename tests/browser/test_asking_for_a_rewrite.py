"""The block editor's panel, the classic editor's box, the posts list and the profile, in a real browser."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.support.axe import grave_violations
from tests.support.browser import chromium, signed_in
from tests.support.screens import debug_log, no_complaints
from tests.support.staging import finding, hold, propose
from tests.support.wordpress import WordPress, must_use

pytestmark = [pytest.mark.wordpress, pytest.mark.browser]

BLOCK = "<!-- wp:paragraph -->\n<p>Texte.</p>\n<!-- /wp:paragraph -->"
PANEL = ".needs-seo-panel"
_CLASSIC = "add_filter('use_block_editor_for_post', '__return_false', 99);"
_BRIEF = "echo get_post_meta((int) $args[0], '_needs_seo_brief', true);"
_DIRTY = "wp.data.select('core/editor').isEditedPostDirty()"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as running:
        yield running


@pytest.fixture(scope="module")
def signed(browser: Browser, wordpress: WordPress) -> Iterator[Page]:
    with signed_in(browser, wordpress, "editrice") as page:
        yield page


@pytest.fixture
def editor(signed: Page) -> Iterator[Page]:
    with no_complaints(signed):
        yield signed


def _open(page: Page, site: WordPress, draft: int) -> None:
    page.goto(f"{site.url}/wp-admin/post.php?post={draft}&action=edit")


def _panel(page: Page, site: WordPress, draft: int) -> None:
    _open(page, site, draft)
    page.wait_for_selector(".needs-seo-document-panel")
    if not page.locator(".needs-seo-document-panel.is-opened").count():
        page.locator(".needs-seo-document-panel button").first.click()
    page.wait_for_selector(PANEL)


def test_the_panel_and_a_notice_tell_of_a_proposal_and_of_its_going_stale(editor: Page, wordpress: WordPress) -> None:
    draft = wordpress.draft("La piscine", BLOCK)
    doubt = finding("warning", "<b>Un</b> doute.")
    number = propose(wordpress, draft, stats={"seo_score": 87, "readability_score": 60}, findings=[doubt])
    _panel(editor, wordpress, draft)
    panel = editor.locator(PANEL)
    expect(panel.locator(".needs-seo-is-pending")).to_be_visible()
    assert grave_violations(editor, PANEL) == []
    expect(panel.locator(".needs-seo-score-good")).to_contain_text("87")
    expect(panel.locator(".needs-seo-findings")).to_contain_text("<b>Un</b> doute.")
    expect(panel).to_contain_text("essai")
    link = panel.locator(".needs-seo-review")
    assert str(link.get_attribute("href")).endswith(f"page=needs-seo-proposals&proposal={number}")
    expect(editor.locator(f'.components-notice a[href$="proposal={number}"]')).to_be_visible()

    editor.evaluate("wp.data.dispatch('core/editor').editPost({title: 'La piscine, relue'})")
    editor.evaluate("wp.data.dispatch('core/editor').savePost()")
    expect(panel.locator(".needs-seo-is-stale")).to_be_visible()
    expect(editor.locator(".components-notice.is-warning")).to_be_visible()
    expect(panel.locator(".needs-seo-request button")).to_be_enabled()


def test_the_panel_says_why_a_draft_was_held(editor: Page, wordpress: WordPress) -> None:
    draft = wordpress.draft("La sauvette", BLOCK)
    hold(wordpress, draft, "Un chiffre sans source.")
    _panel(editor, wordpress, draft)
    expect(editor.locator(f"{PANEL} .needs-seo-is-held")).to_be_visible()
    expect(editor.locator(f"{PANEL} .needs-seo-blocker")).to_contain_text("Un chiffre sans source.")


def test_the_brief_is_written_in_the_panel_and_the_draft_is_not_dirty_for_it(
    editor: Page, wordpress: WordPress
) -> None:
    draft = wordpress.draft("À préciser", BLOCK)
    before = wordpress.rows(draft)["post"]
    _panel(editor, wordpress, draft)
    editor.click(".needs-seo-brief summary")
    wishes = {"keyphrase": "tarif de l’eau", "min_words": "900", "tone": "sobre", "audience": "abonnés",
              "instructions": "Pas de jargon.\nCourt.", "glossary": "council tax = taxe locale"}  # fmt: skip
    for name, value in wishes.items():
        editor.locator(f".needs-seo-field-{name}").locator("input, textarea").fill(value)
    editor.click(".needs-seo-brief button")
    expect(editor.locator(".needs-seo-said-success")).to_be_visible()
    assert json.loads(wordpress.php(_BRIEF, str(draft))) == {
        **wishes, "min_words": 900, "glossary": {"council tax": "taxe locale"},
    }  # fmt: skip
    assert wordpress.rows(draft)["post"] == before
    assert editor.evaluate(_DIRTY) is False
    _panel(editor, wordpress, draft)
    editor.click(".needs-seo-brief summary")
    expect(editor.locator(".needs-seo-field-glossary textarea")).to_have_value("council tax = taxe locale")


def test_the_panel_says_which_wish_can_not_be_read(signed: Page, wordpress: WordPress) -> None:
    draft = wordpress.draft("À préciser", BLOCK)
    _panel(signed, wordpress, draft)
    signed.click(".needs-seo-brief summary")
    signed.locator(".needs-seo-field-min_words input").fill("10")
    signed.click(".needs-seo-brief button")
    expect(signed.locator(".needs-seo-said-error")).to_contain_text("50")
    assert wordpress.php(_BRIEF, str(draft)) == ""


def test_the_button_queues_and_a_second_press_withdraws_and_saving_keeps_it(editor: Page, wordpress: WordPress) -> None:
    draft = wordpress.draft("À réécrire", BLOCK, tags=("autre",))
    _panel(editor, wordpress, draft)
    button = editor.locator(f"{PANEL} .needs-seo-request button")
    button.click()
    expect(editor.locator(".needs-seo-said-success")).to_be_visible()
    assert wordpress.tags(draft) == ["autre", "needs-seo"]
    assert editor.evaluate(_DIRTY) is False
    editor.evaluate("wp.data.dispatch('core/editor').editPost({excerpt: 'Un extrait.'})")
    expect(button).to_be_enabled()
    editor.evaluate("wp.data.dispatch('core/editor').savePost()")
    assert wordpress.tags(draft) == ["autre", "needs-seo"]
    button.click()
    expect(editor.locator(".needs-seo-said-success")).to_be_visible()
    assert wordpress.tags(draft) == ["autre"]
    editor.evaluate("wp.data.dispatch('core/editor').editPost({title: 'Changé, non enregistré'})")
    expect(button).to_be_disabled()
    editor.evaluate("wp.data.dispatch('core/editor').savePost()")


def test_the_classic_editor_has_a_box_for_both(editor: Page, wordpress: WordPress) -> None:
    draft = wordpress.draft("Classique", "Un texte.", tags=())
    with must_use(wordpress, _CLASSIC):
        _open(editor, wordpress, draft)
        box = editor.locator("#needs-seo")
        expect(box).to_be_visible()
        box.locator("summary").click()
        editor.fill("#needs-seo-keyphrase", "tarif <b>de</b> l’eau")
        editor.fill("#needs-seo-min_words", "900")
        editor.fill("#needs-seo-glossary", "council tax = taxe locale")
        editor.check('[name="needs_seo_request"]')
        editor.click("#save-post")
        editor.wait_for_url("**message=10*")
        expect(editor.locator("#needs-seo-keyphrase")).to_have_value("tarif <b>de</b> l’eau")
        expect(editor.locator('[name="needs_seo_request"]')).to_be_checked()
        assert json.loads(wordpress.php(_BRIEF, str(draft))) == {
            "min_words": 900, "keyphrase": "tarif <b>de</b> l’eau", "glossary": {"council tax": "taxe locale"},
        }  # fmt: skip
        assert wordpress.tags(draft) == ["needs-seo"]
        hold(wordpress, draft, "Un chiffre sans source.")
        _open(editor, wordpress, draft)
        expect(box.locator(".needs-seo-blocker")).to_contain_text("Un chiffre sans source.")
        assert wordpress.tags(draft) == []


def test_a_form_without_the_boxes_nonce_changes_neither_brief_nor_tag(editor: Page, wordpress: WordPress) -> None:
    draft = wordpress.draft("Sans jeton", "Un texte.", tags=())
    with must_use(wordpress, _CLASSIC):
        _open(editor, wordpress, draft)
        editor.locator("#needs-seo summary").click()
        editor.fill("#needs-seo-keyphrase", "tarif")
        editor.check('[name="needs_seo_request"]')
        editor.locator("#needs_seo_brief_nonce").evaluate("field => { field.value = 'faux' }")
        editor.click("#save-post")
        editor.wait_for_url("**message=10*")
    assert wordpress.php(_BRIEF, str(draft)) == ""
    assert wordpress.tags(draft) == []


def test_the_posts_list_shows_the_state_and_asks_for_one_or_many(editor: Page, wordpress: WordPress) -> None:
    ones = [wordpress.draft(f"À demander {number}", "Texte.", tags=()) for number in range(3)]
    waiting = wordpress.draft("Attend déjà", "Texte.")
    number = propose(wordpress, waiting, slug="attend")
    address = f"{wordpress.url}/wp-admin/edit.php?post_status=draft&post_type=post"
    editor.goto(address)
    expect(editor.locator(f"#post-{waiting} .needs-seo-is-pending")).to_be_visible()
    assert str(editor.locator(f"#post-{waiting} .column-needs_seo a").get_attribute("href")).endswith(f"={number}")
    expect(editor.locator(f"#post-{waiting} .row-actions .needs_seo_request")).to_have_count(0)
    editor.hover(f"#post-{ones[0]}")
    editor.click(f"#post-{ones[0]} .row-actions .needs_seo_request a")
    expect(editor.locator(".notice-success")).to_be_visible()
    expect(editor.locator(f"#post-{ones[0]} .needs-seo-is-queued")).to_be_visible()
    for draft in (*ones[1:], waiting):
        editor.check(f"#cb-select-{draft}")
    editor.select_option("#bulk-action-selector-top", "needs_seo_request")
    editor.click("#doaction")
    expect(editor.locator(".notice-success li")).to_have_count(1)
    expect(editor.locator(".notice-success li")).to_contain_text("Attend déjà")
    assert [wordpress.tags(draft) for draft in ones] == [["needs-seo"]] * 3
    assert wordpress.tags(waiting) == []
    editor.hover(f"#post-{ones[0]}")
    editor.click(f"#post-{ones[0]} .row-actions .needs_seo_request a")
    expect(editor.locator(".notice-success")).to_be_visible()
    assert wordpress.tags(ones[0]) == []


@pytest.mark.parametrize("action", ["needs_seo_request", "needs_seo_withdraw"])
def test_a_link_without_its_nonce_or_for_anothers_draft_changes_nothing(
    browser: Browser, editor: Page, wordpress: WordPress, action: str
) -> None:
    tags = () if action == "needs_seo_request" else ("needs-seo",)
    draft = wordpress.draft("À ne pas toucher", "Texte.", tags=tags)
    address = f"{wordpress.url}/wp-admin/admin-post.php?action={action}&post={draft}"
    for query in ("", "&_wpnonce=0123456789"):
        assert editor.context.request.get(address + query).status == 403
    assert wordpress.tags(draft) == list(tags)


def test_the_profile_keeps_what_one_chose(editor: Page, wordpress: WordPress) -> None:
    editor.goto(f"{wordpress.url}/wp-admin/profile.php")
    expect(editor.locator("#needs-seo-mail-own")).to_be_checked()
    editor.uncheck("#needs-seo-mail-all")
    editor.select_option("#needs-seo-pace", "daily")
    editor.click("#submit")
    editor.wait_for_url("**updated=1*")
    expect(editor.locator("#needs-seo-mail-all")).not_to_be_checked()
    expect(editor.locator("#needs-seo-pace")).to_have_value("daily")


def test_php_had_nothing_to_complain_of(wordpress: WordPress) -> None:
    assert debug_log(wordpress) == ""
