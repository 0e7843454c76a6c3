"""The page on which a person reads a proposal and decides, in a real browser, as editor and as author."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.support import reviewing
from tests.support.axe import grave_violations
from tests.support.browser import chromium, signed_in
from tests.support.reviewing import ROUTES, review_url
from tests.support.screens import debug_log
from tests.support.wordpress import WordPress

pytestmark = [pytest.mark.wordpress, pytest.mark.browser]

EVIL = "<img src=x onerror=alert(1)><script>alert(2)</script> %s"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as running:
        yield running


class Watched:
    """A page and everything that went wrong in it."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.errors: list[str] = []
        page.on("console", lambda message: message.type == "error" and self.errors.append(message.text))
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.on("dialog", lambda dialog: self.errors.append(f"dialog: {dialog.message}"))


@pytest.fixture(scope="module")
def watched(browser: Browser, wordpress: WordPress) -> Iterator[Watched]:
    with signed_in(browser, wordpress, "editrice") as page:
        page.goto("about:blank")  # WordPress's own profile page complains when it is left early
        watched = Watched(page)
        yield watched
    assert watched.errors == []
    assert debug_log(wordpress) == ""


@pytest.fixture
def editor(watched: Watched) -> Page:
    watched.page.set_viewport_size({"width": 1280, "height": 900})
    return watched.page


def _proposed(wordpress: WordPress, *, classic: bool = False, **fields: Any) -> tuple[int, int]:
    draft = reviewing.draft(wordpress, classic=classic)
    return draft, int(reviewing.propose(wordpress, draft, classic=classic, **fields)["id"])


def _state(wordpress: WordPress, proposal: int) -> str:
    return str(wordpress.proposal(proposal)["state"])


def _lit(page: Page, column: str, kind: str) -> str:
    return "".join(page.locator(f"#needs-seo-{column} .is-{kind}").all_text_contents())


def test_the_page_says_what_an_editor_has_to_know(wordpress: WordPress, editor: Page) -> None:
    _, proposal = _proposed(wordpress)

    editor.goto(review_url(wordpress, proposal))

    body = editor.locator(".needs-seo-review")
    for words in (reviewing.TITLE, "Auteur1", "96 → 118", "SEO 82", "Lisibilité 60", "essai", "0123"):
        expect(body).to_contain_text(words)
    expect(editor.locator("#needs-seo-source")).to_contain_text(reviewing.SOURCE[0])
    expect(editor.locator("#needs-seo-article")).to_contain_text(reviewing.PARAGRAPHS[0])
    expect(editor.locator("#needs-seo-article .needs-seo-embed a")).to_have_attribute("href", reviewing.SOURCE[3])
    assert editor.locator(".needs-seo-pane iframe, .needs-seo-pane script").count() == 0
    for name in ("facts", "translations", "dropped"):
        expect(editor.locator(f"#needs-seo-{name}")).to_have_count(1)
    expect(editor.locator("#needs-seo-dropped")).to_contain_text("invitation à s’abonner")
    texts = editor.locator(".needs-seo-result-text").all_text_contents()
    titles = editor.locator(".needs-seo-result-title").all_text_contents()
    assert [text.endswith("…") for text in texts + titles] == [True, True, True, True]
    assert len(texts[1]) <= 120 < len(texts[0]) <= 160


def test_a_fact_lights_up_its_proof_and_the_other_way_round(wordpress: WordPress, editor: Page) -> None:
    _, proposal = _proposed(wordpress)
    editor.goto(review_url(wordpress, proposal))
    assert editor.locator("#needs-seo-article .needs-seo-fact[role=button]").count() == len(reviewing.FACTS) + 1

    editor.locator("#needs-seo-article .needs-seo-fact", has_text="12 janvier 2026").click()
    assert _lit(editor, "source", "proof") == "Contractors are due on site on 12 January 2026."
    assert _lit(editor, "source", "fact") == "12 January 2026"
    expect(editor.locator(".needs-seo-said")).to_contain_text("Contractors are due")

    editor.locator("#needs-seo-source .needs-seo-fact", has_text="62-metre").click()
    assert _lit(editor, "article", "fact") == "62 mètres"
    assert _lit(editor, "article", "proof") == "Longue de 62 mètres, elle est fermée depuis le 3 février 2024."

    editor.keyboard.press("Escape")
    assert _lit(editor, "article", "proof") == ""

    editor.locator("#needs-seo-source .needs-seo-fact").first.hover()
    assert _lit(editor, "article", "fact") == "2,36 millions d’euros"


def test_facts_can_be_walked_with_the_keyboard(wordpress: WordPress, editor: Page) -> None:
    _, proposal = _proposed(wordpress)
    editor.goto(review_url(wordpress, proposal))
    editor.locator("#needs-seo-article").focus()
    editor.keyboard.press("Tab")
    assert editor.evaluate("document.activeElement.textContent") == "2,36 millions d’euros"
    editor.keyboard.press("ArrowRight")
    assert editor.evaluate("document.activeElement.textContent") == "62 mètres"
    assert _lit(editor, "source", "fact") == "62-metre"


def test_a_finding_leads_to_its_place(wordpress: WordPress, editor: Page) -> None:
    _, proposal = _proposed(wordpress)
    editor.goto(review_url(wordpress, proposal))

    editor.locator("#needs-seo-finding-0 .needs-seo-goto").click()
    assert _lit(editor, "article", "found") == "et même au-delà"
    assert _lit(editor, "source", "found") == "until the bridge is open again"
    assert editor.evaluate("document.activeElement.textContent") == "et même au-delà"

    editor.keyboard.press("j")
    assert _lit(editor, "article", "found") == "la directrice d’école Ada Merrow"
    assert _lit(editor, "source", "found") == "head teacher Ada Merrow"

    editor.keyboard.press("j")
    expect(editor.locator(".needs-seo-fields tr.is-found")).to_contain_text("Méta description")
    editor.keyboard.press("k")
    assert _lit(editor, "article", "found") == "la directrice d’école Ada Merrow"


def test_shortcuts_keep_out_of_the_way(wordpress: WordPress, editor: Page) -> None:
    _, proposal = _proposed(wordpress)
    editor.goto(review_url(wordpress, proposal))
    editor.keyboard.press("r")
    editor.keyboard.type("jap?")
    assert editor.locator("#needs-seo-text-reject").input_value() == "jap?"
    expect(editor.locator(".needs-seo-where")).to_have_text("")
    editor.keyboard.press("Escape")
    expect(editor.locator("#needs-seo-text-reject")).to_be_hidden()

    editor.keyboard.press("a")
    assert editor.evaluate("document.activeElement.id") == "needs-seo-approve"
    editor.keyboard.press("d")
    expect(editor.locator("#needs-seo-source")).to_be_hidden()
    expect(editor.locator(".needs-seo-diff ins").first).to_be_visible()

    editor.keyboard.press("?")
    editor.locator(".needs-seo-keys-on").uncheck()
    editor.locator(".needs-seo-keys button").click()
    editor.keyboard.press("d")
    expect(editor.locator("#needs-seo-source")).to_be_hidden()
    editor.locator(".needs-seo-walk button").last.click()
    editor.locator(".needs-seo-keys-on").check()
    editor.locator(".needs-seo-keys button").click()


def test_approve_then_undo(wordpress: WordPress, editor: Page) -> None:
    draft, proposal = _proposed(wordpress)
    before = wordpress.rows(draft)

    editor.goto(review_url(wordpress, proposal))
    editor.locator("#needs-seo-approve").click()
    editor.wait_for_url("**page=needs-seo-proposals")
    assert wordpress.content(draft)["title"] == reviewing.ARTICLE_TITLE
    assert _state(wordpress, proposal) == "approved"

    editor.locator(".needs-seo-done form button").click()
    editor.wait_for_url(f"**proposal={proposal}")
    expect(editor.locator("#needs-seo-approve")).to_be_visible()
    after = wordpress.rows(draft)
    for column in ("post_title", "post_content", "post_excerpt", "post_name", "post_status", "post_author"):
        assert after["post"][column] == before["post"][column], column
    assert wordpress.tags(draft) == ["seo-propose"]

    editor.locator("#needs-seo-approve").click()
    editor.wait_for_url("**page=needs-seo-proposals")
    editor.goto(review_url(wordpress, proposal))
    expect(editor.locator("#needs-seo-approve")).to_have_count(0)
    editor.locator(".needs-seo-notice form button").click()
    editor.wait_for_url(f"**proposal={proposal}")
    assert _state(wordpress, proposal) == "pending"
    history = editor.locator(".needs-seo-history li").evaluate_all("all => all.map(one => one.dataset.what)")
    assert history == ["undone", "approved", "undone", "approved", "prepared"]


def test_undo_is_not_offered_after_a_change(wordpress: WordPress, editor: Page) -> None:
    draft, proposal = _proposed(wordpress)
    assert wordpress.api("editrice", "POST", f"{ROUTES}/proposals/{proposal}/approve").status_code == 200
    editor.goto(review_url(wordpress, proposal))
    assert editor.locator(".needs-seo-form-undo").count() == 1
    wordpress.api("auteur1", "POST", f"/wp/v2/posts/{draft}", {"title": "Relu"})

    editor.locator(".needs-seo-form-undo button").click()
    editor.wait_for_load_state()

    expect(editor.locator(".notice-error")).to_be_visible()
    expect(editor.locator(".needs-seo-form-undo")).to_have_count(0)
    assert wordpress.content(draft)["title"] == "Relu"


def test_approve_in_part(wordpress: WordPress, editor: Page) -> None:
    draft, proposal = _proposed(wordpress)
    editor.goto(review_url(wordpress, proposal))
    editor.locator('[data-panel="part"] summary').click()
    panel = editor.locator(".needs-seo-form-part")
    panel.get_by_label("Une pile emportée par la crue").check()
    panel.locator('[name="parts[title]"]').check()
    panel.locator("button").click()
    editor.wait_for_url("**page=needs-seo-proposals")

    now = wordpress.content(draft)
    assert now["title"] == reviewing.ARTICLE_TITLE
    assert now["seo_title"] == ""
    assert reviewing.PARAGRAPHS[1] in now["content"]
    assert reviewing.SOURCE[1] not in now["content"]
    for kept in (0, 4, 5):
        assert reviewing.SOURCE[kept] in now["content"]
    assert reviewing.PARAGRAPHS[0] not in now["content"]


def test_nothing_chosen_is_told_and_changes_nothing(wordpress: WordPress, editor: Page) -> None:
    draft, proposal = _proposed(wordpress)
    editor.goto(review_url(wordpress, proposal))
    editor.locator('[data-panel="part"] summary').click()
    editor.locator(".needs-seo-form-part button").click()
    editor.wait_for_load_state()
    expect(editor.locator(".notice-error")).to_be_visible()
    assert wordpress.content(draft)["title"] == reviewing.TITLE


def test_reject_and_try_again(wordpress: WordPress, editor: Page) -> None:
    draft, proposal = _proposed(wordpress)
    editor.goto(review_url(wordpress, proposal))
    editor.locator('[data-panel="retry"] summary').click()
    editor.locator("#needs-seo-text-retry").fill("Dire <b>qui</b> paie.")
    editor.locator(".needs-seo-form-retry button").click()
    editor.wait_for_url("**page=needs-seo-proposals")
    assert _state(wordpress, proposal) == "rejected"
    assert wordpress.tags(draft) == ["needs-seo"]

    second = int(reviewing.propose(wordpress, draft)["id"])
    editor.goto(review_url(wordpress, second))
    expect(editor.locator(".needs-seo-history")).to_contain_text("Dire <b>qui</b> paie.")
    editor.locator('[data-panel="reject"] summary').click()
    editor.locator("#needs-seo-text-reject").fill("Sans intérêt.")
    editor.locator(".needs-seo-form-reject button").click()
    editor.wait_for_url("**page=needs-seo-proposals")
    assert _state(wordpress, second) == "rejected"
    assert wordpress.tags(draft) == []


def test_attempts_are_bounded(wordpress: WordPress, editor: Page) -> None:
    draft = reviewing.draft(wordpress)
    for number in range(4):
        proposal = int(reviewing.propose(wordpress, draft)["id"])
        body = {"reason": f"Non {number}.", "retry": True}
        assert wordpress.api("editrice", "POST", f"{ROUTES}/proposals/{proposal}/reject", body).status_code == 200
    proposal = int(reviewing.propose(wordpress, draft)["id"])
    editor.goto(review_url(wordpress, proposal))
    editor.locator('[data-panel="retry"] summary').click()
    assert editor.locator(".needs-seo-form-retry").count() == 0
    expect(editor.locator('[data-panel="retry"] .needs-seo-panel-body')).to_contain_text("5")


def test_a_stale_proposal_can_not_be_approved_but_renewed(wordpress: WordPress, editor: Page) -> None:
    draft, proposal = _proposed(wordpress)
    changed = "\n\n".join(reviewing.draft_blocks()).replace("a day used", "a day crossed")
    wordpress.api("auteur1", "POST", f"/wp/v2/posts/{draft}", {"content": changed})

    editor.goto(review_url(wordpress, proposal))
    assert editor.locator("#needs-seo-approve, .needs-seo-form-part").count() == 0
    expect(editor.locator("#needs-seo-changes ins")).to_have_text("crossed ")
    expect(editor.locator("#needs-seo-changes tbody tr")).to_have_count(1)
    expect(editor.locator("#needs-seo-source")).to_contain_text("a day used")

    editor.locator(".needs-seo-form-renew button").click()
    editor.wait_for_url("**page=needs-seo-proposals")
    assert _state(wordpress, proposal) == "superseded"
    assert wordpress.tags(draft) == ["needs-seo"]


def test_somebody_elses_open_editor_is_named_and_blocks(wordpress: WordPress, editor: Page) -> None:
    draft, proposal = _proposed(wordpress)
    wordpress.php(
        "update_post_meta((int) $args[0], '_edit_lock', time() . ':' . get_user_by('login', 'auteur1')->ID);",
        str(draft),
    )
    editor.goto(review_url(wordpress, proposal))
    expect(editor.locator(".needs-seo-notice")).to_contain_text("Auteur1")
    editor.locator("#needs-seo-approve").click()
    editor.wait_for_load_state()
    expect(editor.locator(".notice-error")).to_contain_text("Auteur1")
    assert _state(wordpress, proposal) == "pending"


def test_a_held_draft_can_be_asked_for_again(wordpress: WordPress, editor: Page) -> None:
    draft = reviewing.draft(wordpress)
    base = wordpress.api("seo-bridge", "GET", f"{ROUTES}/drafts/{draft}").json()["base"]
    body = {
        "job": f"{draft:064x}",
        "base": base,
        "engine": "essai",
        "findings": [
            {
                "severity": "blocker",
                "code": "words.too_few",
                "place": "source",
                "message": "Trop court.",
                "quote": "We cannot move the river",
            }
        ],
        "tags": {"add": ["seo-retenu"], "remove": ["needs-seo"]},
        "evidence": {"dropped": reviewing.DROPPED},
    }
    assert wordpress.api("seo-bridge", "POST", f"{ROUTES}/drafts/{draft}/held", body).status_code == 200
    editor.goto(f"{wordpress.url}/wp-admin/admin.php?page=needs-seo-proposals&held={draft}")
    expect(editor.locator(".needs-seo-review")).to_contain_text("Trop court.")
    expect(editor.locator("#needs-seo-dropped")).to_have_count(1)
    editor.locator(".needs-seo-goto").click()
    assert _lit(editor, "source", "found") == "We cannot move the river"
    assert grave_violations(editor) == []

    editor.locator('[data-panel="again"] summary').click()
    editor.locator("#needs-seo-text-again").fill("Développer la question du chantier.")
    editor.locator(".needs-seo-form-again button").click()
    editor.wait_for_url("**page=needs-seo-proposals")
    assert wordpress.tags(draft) == ["needs-seo"]
    full = wordpress.api("seo-bridge", "GET", f"{ROUTES}/drafts/{draft}").json()
    assert [one["reason"] for one in full["feedback"]] == ["Développer la question du chantier."]


def test_hostile_texts_are_shown_as_text(wordpress: WordPress, watched: Watched) -> None:
    page = watched.page
    draft = wordpress.draft(
        EVIL, reviewing.paragraph("Un texte &lt;script&gt;alert(3)&lt;/script&gt;."), author="admin"
    )
    finding = {"severity": "blocker", "code": EVIL, "place": EVIL, "message": EVIL, "evidence": EVIL, "quote": EVIL}
    fact = {"kind": "name", "text": EVIL, "sentence": EVIL, "source_text": EVIL, "source_sentence": EVIL}
    proposal = reviewing.propose(
        wordpress,
        draft,
        title="&lt;script&gt;alert(1)&lt;/script&gt;",
        content=reviewing.paragraph("Du texte &lt;img src=x onerror=alert(4)&gt;."),
        engine=EVIL,
        findings=[finding],
        evidence={
            "facts": [fact, {**fact, "text": "texte", "sentence": "", "source_text": "texte", "source_sentence": ""}],
            "dropped": [{"text": EVIL, "reason": EVIL}],
            "translations": [{"article": EVIL, "source": EVIL, "speaker": EVIL}],
            "sections": [{"heading": EVIL, "spans": [[0, 1]]}],
        },
    )["id"]
    page.goto(review_url(wordpress, proposal))
    body = page.locator(".needs-seo-review")
    expect(body.locator("#needs-seo-dropped")).to_contain_text(EVIL)
    expect(page.locator("#needs-seo-finding-0")).to_contain_text(EVIL)
    assert body.locator("img, script, b").count() == 0
    page.locator("#needs-seo-article .needs-seo-fact").click()
    page.keyboard.press("j")
    wordpress.api("editrice", "POST", f"{ROUTES}/proposals/{proposal}/reject", {"reason": EVIL})
    page.goto(review_url(wordpress, proposal))
    expect(page.locator(".needs-seo-notice")).to_contain_text(EVIL)
    assert body.locator("img, script, b").count() == 0


@pytest.mark.parametrize("width", [1280, 320])
@pytest.mark.parametrize("differences", ["", "&differences=1"])
def test_axe_finds_nothing_grave(wordpress: WordPress, editor: Page, width: int, differences: str) -> None:
    _, proposal = _proposed(wordpress)
    editor.set_viewport_size({"width": width, "height": 800})
    editor.goto(review_url(wordpress, proposal) + differences)
    # What the bar at the bottom half covers at this very scroll position would count as too small to be touched.
    editor.add_style_tag(content=".needs-seo-bar { position: relative !important }")
    assert grave_violations(editor) == []
    editor.eval_on_selector_all(".needs-seo-group", "all => all.forEach(one => { one.open = true })")
    editor.locator('[data-panel="part"] summary').click()
    editor.keyboard.press("j")
    assert grave_violations(editor) == []
    assert editor.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def test_decisions_work_without_javascript(browser: Browser, wordpress: WordPress, editor: Page) -> None:
    draft, proposal = _proposed(wordpress)
    context = browser.new_context(java_script_enabled=False, storage_state=editor.context.storage_state())
    page = context.new_page()
    page.goto(review_url(wordpress, proposal))
    page.locator(".needs-seo-switch a").last.click()
    expect(page.locator(".needs-seo-diff")).to_be_visible()
    page.locator('[data-panel="part"] summary').click()
    page.locator('[name="parts[fields]"]').check()
    page.locator(".needs-seo-form-part button").click()
    page.wait_for_url("**page=needs-seo-proposals")
    page.locator(".needs-seo-done form button").click()
    page.locator("#needs-seo-approve").click()
    page.wait_for_url("**page=needs-seo-proposals")
    context.close()
    assert wordpress.content(draft)["title"] == reviewing.ARTICLE_TITLE


def test_an_author_decides_on_own_drafts_only(browser: Browser, wordpress: WordPress) -> None:
    draft, proposal = _proposed(wordpress)
    with signed_in(browser, wordpress, "auteur2") as page:
        answer = page.goto(review_url(wordpress, proposal))
        assert answer is not None
        assert answer.status == 403
        expect(page.locator("body")).not_to_contain_text(reviewing.ARTICLE_TITLE)
        held = page.goto(f"{wordpress.url}/wp-admin/admin.php?page=needs-seo-proposals&held={draft}")
        assert held is not None
        assert held.status == 403
    with signed_in(browser, wordpress, "auteur1") as page:
        page.goto(review_url(wordpress, proposal))
        page.locator("#needs-seo-approve").click()
        page.wait_for_url("**page=needs-seo-proposals")
    assert _state(wordpress, proposal) == "approved"


def test_a_subscriber_gets_nothing(browser: Browser, wordpress: WordPress) -> None:
    _, proposal = _proposed(wordpress)
    wordpress.php("wp_insert_user(['user_login' => 'abonnee', 'user_pass' => 'abonnee-123', 'role' => 'subscriber']);")
    context = browser.new_context()
    page = context.new_page()
    page.goto(f"{wordpress.url}/wp-login.php")
    page.fill("#user_login", "abonnee")
    page.fill("#user_pass", "abonnee-123")
    page.click("#wp-submit")
    page.wait_for_url("**/wp-admin/**")
    answer = page.goto(review_url(wordpress, proposal))
    assert answer is not None
    assert answer.status == 403
    context.close()


@pytest.mark.parametrize("nonce", ["", "0123456789"])
@pytest.mark.parametrize("what", ["approve", "part", "undo", "reject", "retry", "renew", "again"])
def test_a_wrong_or_missing_nonce_is_refused(wordpress: WordPress, editor: Page, what: str, nonce: str) -> None:
    draft, proposal = _proposed(wordpress) if what == "approve" else (0, 1)
    form = {"action": "needs_seo_review", "what": what, "id": str(proposal), "reason": "x", "parts[title]": "1"}
    answer = editor.request.post(
        f"{wordpress.url}/wp-admin/admin-post.php", form={**form, **({"_wpnonce": nonce} if nonce else {})}
    )
    assert answer.status == 403
    if draft:
        assert _state(wordpress, proposal) == "pending"


def test_the_glossary_takes_nothing_without_a_person(wordpress: WordPress, editor: Page) -> None:
    offers = [{"term": "pier", "rendering": "pile", "seen": 3}, {"term": EVIL[:60], "rendering": "x", "seen": 1}]
    answer = wordpress.api("seo-bridge", "POST", f"{ROUTES}/glossary-offers", {"offers": offers})
    assert answer.json() == {"waiting": 2}
    assert wordpress.api("seo-bridge", "GET", f"{ROUTES}/glossary").json() == {"entries": []}

    editor.goto(f"{wordpress.url}/wp-admin/admin.php?page=needs-seo-glossary")
    assert grave_violations(editor) == []
    editor.locator("tr", has_text="pile").locator('button[value="accept"]').click()
    editor.wait_for_load_state()
    editor.locator("tr", has_text="onerror").locator('button[value="dismiss"]').click()
    editor.wait_for_load_state()
    entries = wordpress.api("seo-bridge", "GET", f"{ROUTES}/glossary").json()["entries"]
    assert entries == [{"term": "pier", "rendering": "pile"}]
    assert wordpress.api("seo-bridge", "POST", f"{ROUTES}/glossary-offers", {"offers": offers}).json() == {"waiting": 0}


def test_approving_everything_is_out_of_reach_while_parts_are_chosen(wordpress: WordPress, editor: Page) -> None:
    _, proposal = _proposed(wordpress)
    editor.goto(review_url(wordpress, proposal))
    everything = editor.locator("#needs-seo-approve")
    expect(everything).to_be_visible()
    for panel in ("part", "reject", "retry"):
        editor.locator(f'[data-panel="{panel}"] summary').click()
        expect(everything).to_be_hidden()
        editor.locator(f'[data-panel="{panel}"] summary').click()
        expect(everything).to_be_visible()


def test_a_photo_with_a_caption_is_shown_as_readers_will_see_it(wordpress: WordPress, editor: Page) -> None:
    photo = f'<img src="{wordpress.url}/wp-includes/images/w-logo-blue.png" alt="La roue" width="80" height="80" />'
    caption = f'[caption id="attachment_7" width="80"]{photo} La roue, le jour de l’essai.[/caption]'
    content = f"<!-- wp:shortcode -->\n{caption}\n<!-- /wp:shortcode -->\n\n" + reviewing.article()
    draft = wordpress.draft("La roue", f"<!-- wp:shortcode -->\n{caption}\n<!-- /wp:shortcode -->")
    proposal = int(reviewing.propose(wordpress, draft, content=content, evidence=None)["id"])

    editor.goto(review_url(wordpress, proposal))

    for side in ("source", "article"):
        pane = editor.locator(f"#needs-seo-{side}")
        expect(pane.locator("figure img")).to_have_attribute("alt", "La roue")
        expect(pane.locator("figcaption")).to_have_text("La roue, le jour de l’essai.")
        expect(pane).not_to_contain_text("[caption")
