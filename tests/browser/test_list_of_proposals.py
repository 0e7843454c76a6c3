"""The list of proposals in wp-admin, as an editor, an author and a subscriber meet it."""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.support.browser import chromium, signed_in
from tests.support.screens import LIST, debug_log, no_complaints
from tests.support.staging import finding, hold, propose
from tests.support.wordpress import WordPress

pytestmark = [pytest.mark.wordpress, pytest.mark.browser]

MARKUP = '<script>document.title="pris"</script><b>Gras</b> & "co" <img src=x onerror=alert(1)>'
_AGED = """$at = time() - (int) $args[1] * DAY_IN_SECONDS;
    update_metadata('post', (int) $args[0], '_needs_seo_index_at', (string) $at); echo 1;"""
_RETITLE = """global $wpdb;
    $wpdb->update($wpdb->posts, ['post_title' => base64_decode($args[1])], ['ID' => (int) $args[0]]);
    clean_post_cache((int) $args[0]); echo 1;"""


@dataclass(frozen=True)
class Staged:
    """Drafts and their proposals: two waiting, one outdated, one held, two decided."""

    pool: int
    lens: int
    market: int
    held: int
    approved: int
    rejected: int


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as running:
        yield running


def _stats(words: int, seo: int | None, cost: float | None = None) -> dict[str, object]:
    return {"words_before": words - 100, "words_after": words, "seo_score": seo, "readability_score": 60, "cost": cost}


@pytest.fixture(scope="module")
def staged(wordpress: WordPress) -> Staged:
    site = wordpress
    text = "<!-- wp:paragraph -->\n<p>Texte.</p>\n<!-- /wp:paragraph -->"
    ours, theirs = {"author": "auteur1"}, {"author": "auteur2"}
    pool = propose(site, site.draft("La piscine rouvre", text, **ours), title="Piscine : les horaires", slug="piscine",
                   stats=_stats(812, 87, 0.5), findings=[finding(), finding()])  # fmt: skip
    lens = propose(site, site.draft("Des lentilles au sec", text, **theirs), title="Sécheresse", slug="sec",
                   stats=_stats(1200, 30, 0.0132), findings=[finding("blocker")])  # fmt: skip
    draft = site.draft("Le marché", text, **theirs)
    market = propose(site, draft, title="Marché de Noël", slug="marche", stats=_stats(700, None))
    site.api("auteur2", "POST", f"/wp/v2/posts/{draft}", {"title": "Le marché couvert"})
    held = site.draft("La sauvette", text, **ours)
    hold(site, held, "« 15 millions » n’est pas dans le brouillon.", stats=_stats(650, 55))
    approved = propose(site, site.draft("Un accident", text, **ours), title="Accident", slug="accident")
    rejected = propose(site, site.draft("Une chronique", text, **ours), title="Chronique", slug="chronique")
    for proposal, verb in ((approved, "approve"), (rejected, "reject")):
        answer = site.api(
            "editrice", "POST", f"/needs-seo/v1/proposals/{proposal}/{verb}", {"reason": "Trop <b>long</b>."}
        )
        assert answer.status_code == 200, answer.text[:500]
    site.php(_AGED, str(lens), "40")
    site.php(_AGED, str(pool), "2")
    return Staged(pool, lens, market, held, approved, rejected)


@pytest.fixture(scope="module")
def signed(browser: Browser, wordpress: WordPress, staged: Staged) -> Iterator[Page]:
    with signed_in(browser, wordpress, "editrice") as page:
        yield page


@pytest.fixture
def editor(signed: Page) -> Iterator[Page]:
    with no_complaints(signed):
        yield signed


def _open(page: Page, site: WordPress, asked: str = "") -> None:
    page.goto(f"{site.url}{LIST}{asked}")


def _shown(page: Page) -> list[str]:
    """The rows, by the value of their boxes."""
    return [str(box.get_attribute("value")) for box in page.locator('input[name="item[]"]').all()]


def _showing(page: Page, count: int) -> list[str]:
    """The same after a click, once the new page is there with so many rows."""
    expect(page.locator('input[name="item[]"]')).to_have_count(count)
    return _shown(page)


def _p(*numbers: int) -> list[str]:
    return [f"proposal-{number}" for number in numbers]


def test_all_of_them_stand_in_one_table_with_what_waits_first(
    editor: Page, wordpress: WordPress, staged: Staged
) -> None:
    _open(editor, wordpress)
    shown = _shown(editor)
    assert sorted(shown[:3]) == sorted(_p(staged.pool, staged.lens, staged.market))
    assert shown[3:] == [f"held-{staged.held}", *_p(staged.approved, staged.rejected)]
    row = editor.locator("tr", has=editor.locator(f'[value="proposal-{staged.pool}"]'))
    expect(row).to_contain_text("Piscine : les horaires")
    expect(row.locator(".column-words")).to_contain_text("712 → 812")
    expect(row.locator(".column-seo .needs-seo-score-good")).to_contain_text("87")
    expect(row.locator(".column-readability .needs-seo-score-ok")).to_contain_text("60")
    expect(row.locator(".column-cost")).to_contain_text(re.compile(r"0[,.]\s?5"))
    expect(row.locator(".column-engine")).to_contain_text("essai")
    held = editor.locator("tr", has=editor.locator(f'[value="held-{staged.held}"]'))
    expect(held).to_contain_text("« 15 millions » n’est pas dans le brouillon.")
    expect(editor.locator(".needs-seo-is-stale")).to_have_count(1)


def test_the_title_leads_to_the_review_and_the_row_to_comparison_draft_and_rejection(
    editor: Page, wordpress: WordPress, staged: Staged
) -> None:
    _open(editor, wordpress)
    row = editor.locator("tr", has=editor.locator(f'[value="proposal-{staged.pool}"]'))
    review = f"page=needs-seo-proposals&proposal={staged.pool}"
    assert str(row.locator("a.row-title").get_attribute("href")).endswith(review)
    links = [str(link.get_attribute("href")) for link in row.locator(".row-actions a").all()]
    assert [bool(re.search(part, link)) for part, link in zip(
        (f"proposal={staged.pool}$", f"revision={staged.pool}$", "action=edit", "needs_seo_reject"), links, strict=True
    )] == [True] * 4  # fmt: skip
    decided = editor.locator("tr", has=editor.locator(f'[value="proposal-{staged.approved}"]'))
    expect(decided.locator(".row-actions a")).to_have_count(3)


@pytest.mark.parametrize(
    ("view", "count"), [("all", 6), ("pending", 3), ("held", 1), ("approved", 1), ("rejected", 1), ("superseded", 0)]
)
def test_each_view_has_its_count(editor: Page, wordpress: WordPress, view: str, count: int) -> None:
    _open(editor, wordpress)
    link = editor.locator(f".subsubsub .{view} a")
    expect(link.locator(".count")).to_have_text(f"({count})")
    link.click()
    expect(editor.locator(f".subsubsub .{view} a")).to_have_attribute("aria-current", "page")
    assert len(_showing(editor, count)) == count


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ("&s=piscine", ["pool"]),
        ("&s=horaires", ["pool"]),
        ("&s=MARCHÉ", ["market"]),
        ("&s=100%25", []),
        ("&score=good", ["pool"]),
        ("&score=bad", ["lens"]),
        ("&score=ok", ["held"]),
        ("&score=none&view=pending", ["market"]),
        ("&age=older", ["lens"]),
        ("&age=week&view=pending", ["market", "pool"]),
        ("&orderby=seo&order=asc&view=pending", ["lens", "pool", "market"]),
        ("&orderby=seo&order=desc&view=pending", ["pool", "lens", "market"]),
        ("&orderby=words&order=desc&view=pending", ["lens", "pool", "market"]),
        ("&orderby=cost&order=asc&view=pending", ["lens", "pool", "market"]),
        ("&orderby=findings&order=desc&view=pending", ["lens", "pool", "market"]),
        ("&orderby=title&order=asc&view=pending", ["lens", "pool", "market"]),
        ("&orderby=age&order=desc&view=pending", ["lens", "pool", "market"]),
        ("&orderby=age;DROP&order=x&view=held", ["held"]),
    ],
)
def test_search_filters_and_order(
    editor: Page, wordpress: WordPress, staged: Staged, asked: str, expected: list[str]
) -> None:
    _open(editor, wordpress, asked)
    values = {
        name: f"held-{staged.held}" if name == "held" else f"proposal-{getattr(staged, name)}" for name in expected
    }
    shown = _shown(editor)
    if "orderby" not in asked:
        assert sorted(shown) == sorted(values.values())
    else:
        assert shown == list(values.values())


def test_the_filters_and_the_search_are_forms_that_keep_the_view(
    editor: Page, wordpress: WordPress, staged: Staged
) -> None:
    _open(editor, wordpress, "&view=pending")
    author = editor.locator("#needs-seo-by-author option", has_text="Auteur1").get_attribute("value")
    editor.select_option("#needs-seo-by-author", author)
    editor.click("#needs-seo-filter")
    assert _showing(editor, 1) == _p(staged.pool)
    editor.fill("#needs-seo-search-input", "lentilles")
    editor.click("#search-submit")
    expect(editor.locator(".subtitle")).to_contain_text("lentilles")
    assert _showing(editor, 0) == []
    assert "_wpnonce" not in editor.url


def test_screen_options_set_columns_and_rows_a_page(editor: Page, wordpress: WordPress) -> None:
    _open(editor, wordpress)
    editor.click("#show-settings-link")
    editor.uncheck("#cost-hide")
    expect(editor.locator("th#cost")).to_be_hidden()
    editor.fill("#needs_seo_proposals_per_page", "2")
    editor.click("#screen-options-apply")
    first = _showing(editor, 2)
    expect(editor.locator("th#cost")).to_be_hidden()
    editor.locator(".tablenav.top .next-page").click()
    editor.wait_for_url("**paged=2*")
    assert not set(first) & set(_showing(editor, 2))
    editor.click("#show-settings-link")
    editor.check("#cost-hide")
    editor.fill("#needs_seo_proposals_per_page", "20")
    editor.click("#screen-options-apply")
    expect(editor.locator("th#cost")).to_be_visible()


def test_the_help_tab_says_how_to_ask(editor: Page, wordpress: WordPress) -> None:
    _open(editor, wordpress)
    editor.click("#contextual-help-link")
    expect(editor.locator("#tab-panel-needs-seo-start")).to_contain_text("needs-seo")


def test_several_are_rejected_with_one_reason_and_the_others_are_told(
    editor: Page, wordpress: WordPress, staged: Staged
) -> None:
    mine = [propose(wordpress, wordpress.draft(f"À rejeter {n}", "Texte."), slug=f"rejet-{n}") for n in range(2)]
    _open(editor, wordpress)
    for value in [*_p(*mine, staged.approved), f"held-{staged.held}"]:
        editor.check(f'[value="{value}"]')
    editor.select_option("#bulk-action-selector-top", "needs_seo_reject")
    editor.click("#doaction")
    expect(editor.locator(".needs-seo-reject-form")).to_contain_text("À rejeter 0")
    assert [wordpress.proposal(number)["state"] for number in mine] == ["pending", "pending"]
    editor.fill("#needs-seo-reason", "Le ton <b>n’est pas</b> le nôtre.")
    editor.locator(".needs-seo-reject-form input[type=submit]").click()
    notice = editor.locator(".notice")
    expect(notice).to_contain_text("2")
    expect(notice.locator("li")).to_have_count(2)
    for number in mine:
        told = wordpress.proposal(number)
        assert (told["state"], told["reason"]) == ("rejected", "Le ton <b>n’est pas</b> le nôtre.")
    assert wordpress.proposal(staged.approved)["state"] == "approved"
    _open(editor, wordpress)
    expect(editor.locator(".wrap .notice")).to_have_count(0)


def test_one_is_rejected_from_its_row_without_scripts(browser: Browser, wordpress: WordPress, staged: Staged) -> None:
    number = propose(wordpress, wordpress.draft("Sans script", "Texte."), slug="sans-script")
    with signed_in(browser, wordpress, "editrice") as page:
        state = page.context.storage_state()
        context = browser.new_context(java_script_enabled=False, storage_state=state)
        plain = context.new_page()
        _open(plain, wordpress)
        row = plain.locator("tr", has=plain.locator(f'[value="proposal-{number}"]'))
        plain.goto(str(row.locator('a[href*="needs_seo_reject"]').get_attribute("href")))
        plain.fill("#needs-seo-reason", "Non.")
        plain.check('[name="retry"]')
        plain.locator(".needs-seo-reject-form input[type=submit]").click()
        expect(plain.locator(".notice-success")).to_have_count(1)
        context.close()
    assert wordpress.proposal(number)["reason"] == "Non."
    assert wordpress.tags(wordpress.proposal(number)["draft"]) == ["needs-seo"]


@pytest.mark.parametrize("nonce", ["", "0123456789"])
def test_a_wrong_nonce_rejects_nothing(editor: Page, wordpress: WordPress, staged: Staged, nonce: str) -> None:
    answer = editor.context.request.get(
        f"{wordpress.url}{LIST}&action=needs_seo_reject&item[]=proposal-{staged.pool}&_wpnonce={nonce}"
    )
    assert answer.status == 403
    for action in ("needs_seo_reject", "needs_seo_decide", "needs_seo_request"):
        form = {"action": action, "item[]": f"proposal-{staged.pool}", "proposal": str(staged.pool),
                "decision": "reject", "reason": "Non.", "_wpnonce": nonce}  # fmt: skip
        answer = editor.context.request.post(f"{wordpress.url}/wp-admin/admin-post.php", form=form)
        assert answer.status == 403, action
    assert wordpress.proposal(staged.pool)["state"] == "pending"


def test_a_title_full_of_markup_is_text(editor: Page, wordpress: WordPress, staged: Staged) -> None:
    draft = wordpress.draft("Avant", "Texte.", author="admin")
    wordpress.php(_RETITLE, str(draft), b64encode(MARKUP.encode()).decode())
    number = propose(wordpress, draft, title=f"Proposé {MARKUP}", slug="balises", engine=MARKUP[:100],
                     findings=[finding("warning", MARKUP)])  # fmt: skip
    _open(editor, wordpress)
    row = editor.locator("tr", has=editor.locator(f'[value="proposal-{number}"]'))
    expect(row.locator("a.row-title")).to_have_text(MARKUP)
    expect(row.locator(".needs-seo-proposed")).to_contain_text(MARKUP)
    expect(row.locator("script, b, img")).to_have_count(0)
    editor.goto(str(row.locator('a[href*="needs_seo_reject"]').evaluate("link => link.href")))
    expect(editor.locator(".needs-seo-reject-form li")).to_have_text(MARKUP)
    editor.fill("#needs-seo-reason", MARKUP)
    editor.locator(".needs-seo-reject-form input[type=submit]").click()
    expect(editor.locator(".needs-seo-remark", has_text="Gras")).to_have_count(1)
    assert editor.title() != "pris"


def test_the_menu_counts_what_the_person_may_decide(browser: Browser, wordpress: WordPress, staged: Staged) -> None:
    for login, count in (("editrice", 3), ("auteur1", 1), ("auteur2", 2)):
        with signed_in(browser, wordpress, login) as page:
            expect(page.locator("#toplevel_page_needs-seo-proposals .pending-count")).to_have_text(str(count))


def test_the_count_follows_a_decision_at_once(editor: Page, wordpress: WordPress, staged: Staged) -> None:
    bubble = "#toplevel_page_needs-seo-proposals .pending-count"
    number = propose(wordpress, wordpress.draft("Compté", "Texte."), slug="compte")
    _open(editor, wordpress)
    expect(editor.locator(bubble)).to_have_text("4")
    wordpress.api("editrice", "POST", f"/needs-seo/v1/proposals/{number}/reject", {"reason": "Non."})
    _open(editor, wordpress)
    expect(editor.locator(bubble)).to_have_text("3")


def test_an_author_sees_only_own_drafts_and_a_forged_choice_rejects_nobody_elses(
    browser: Browser, wordpress: WordPress, staged: Staged
) -> None:
    with signed_in(browser, wordpress, "auteur2") as page, no_complaints(page):
        _open(page, wordpress)
        assert sorted(_shown(page)) == sorted(_p(staged.lens, staged.market))
        expect(page.locator(".subsubsub .all .count")).to_have_text("(2)")
        expect(page.locator("#needs-seo-by-author")).to_have_count(0)
        page.locator(f'[value="proposal-{staged.lens}"]').evaluate(
            f"box => {{ box.value = 'proposal-{staged.pool}'; box.checked = true }}"
        )
        page.select_option("#bulk-action-selector-top", "needs_seo_reject")
        page.click("#doaction")
        expect(page.locator("#needs-seo-reason")).to_have_count(0)
        expect(page.locator(".needs-seo-wrap")).not_to_contain_text("piscine")
    assert wordpress.proposal(staged.pool)["state"] == "pending"


def test_a_subscriber_gets_nothing(browser: Browser, wordpress: WordPress, staged: Staged) -> None:
    role = "get_user_by('login', 'auteur2')->set_role($args[0]); echo 1;"
    wordpress.php(role, "subscriber")
    try:
        with signed_in(browser, wordpress, "auteur2") as page:
            expect(page.locator("#toplevel_page_needs-seo-proposals")).to_have_count(0)
            answer = page.goto(f"{wordpress.url}{LIST}")
            assert answer is not None
            assert answer.status == 403
            page.goto(f"{wordpress.url}/wp-admin/profile.php")
            expect(page.locator("#needs-seo-mail")).to_have_count(0)
    finally:
        wordpress.php(role, "author")


@pytest.mark.parametrize("width", [1280, 320])
def test_the_page_fits_the_screen(editor: Page, wordpress: WordPress, width: int) -> None:
    editor.set_viewport_size({"width": width, "height": 900})
    _open(editor, wordpress)
    assert editor.evaluate("document.documentElement.scrollWidth") <= width
    row = editor.locator("tbody#the-list tr").first
    if width < 783:
        row.locator(".toggle-row").click()
    expect(row.locator(".column-state")).to_be_visible()
    editor.set_viewport_size({"width": 1280, "height": 900})


def test_without_any_proposal_the_page_says_how_to_get_one(
    browser: Browser, wordpress: WordPress, staged: Staged
) -> None:
    code = """echo wp_insert_user(['user_login' => 'nouvelle', 'user_pass' => $args[0],
        'user_email' => 'nouvelle@example.test', 'role' => 'author']);"""
    assert int(wordpress.php(code, wordpress.password("auteur1")))
    facts = {**wordpress.facts, "users": {**wordpress.facts["users"], "nouvelle": wordpress.facts["users"]["auteur1"]}}
    with signed_in(browser, WordPress(wordpress.name, facts), "nouvelle") as page, no_complaints(page):
        _open(page, wordpress)
        empty = page.locator(".needs-seo-empty")
        expect(empty).to_contain_text("needs-seo")
        expect(empty.locator("a.button-primary")).to_have_attribute("href", re.compile(r"edit\.php\?post_status=draft"))
        empty.locator(".needs-seo-open-help").click()
        expect(page.locator("#tab-panel-needs-seo-start")).to_be_visible()


def test_what_an_earlier_version_staged_is_listed_too(editor: Page, wordpress: WordPress, staged: Staged) -> None:
    wordpress.php(
        r"""global $wpdb; $wpdb->query("DELETE FROM $wpdb->postmeta WHERE meta_key LIKE '%\_needs\_seo\_index%'");
        delete_option('needs_seo_indexed'); echo 1;"""
    )
    _open(editor, wordpress, "&orderby=seo&order=desc&view=pending")
    assert _shown(editor)[:2] == _p(staged.pool, staged.lens)
    _open(editor, wordpress, "&view=held")
    assert _shown(editor) == [f"held-{staged.held}"]


def test_php_had_nothing_to_complain_of(wordpress: WordPress, staged: Staged) -> None:
    assert debug_log(wordpress) == ""
