"""On a French site nothing that the plugin says is English: texts, names of controls and hidden parts alike."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from playwright.sync_api import Browser, Page

from scripts.lib.catalogues import Languages, forms, messages, placeholders, read
from tests.support import reviewing
from tests.support.browser import chromium, signed_in
from tests.support.screens import LIST
from tests.support.staging import finding, hold, propose
from tests.support.wordpress import ROOT, WordPress, must_use

pytestmark = [pytest.mark.wordpress, pytest.mark.browser]

CATALOGUE = messages(read(Languages(folder=ROOT / "bridge" / "companion" / "languages").translation))
PLACEHOLDER = re.compile("|".join(re.escape(one) for message in CATALOGUE.values() for form in forms(message.id)
                                  for one in placeholders(form)))  # fmt: skip
BLOCK = "<!-- wp:paragraph -->\n<p>Texte.</p>\n<!-- /wp:paragraph -->"
_CLASSIC = "add_filter('use_block_editor_for_post', '__return_false', 99);"
# What is hidden until a click, too, but not what scripts keep for themselves: their translations hold the English.
_TEXTS = """() => {
    const texts = [document.title];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        if (node.nodeType === Node.TEXT_NODE) {
            if (!node.parentElement.closest('script, style, template, noscript')) { texts.push(node.data); }
        } else {
            for (const name of ['title', 'aria-label', 'placeholder', 'alt', 'value']) {
                texts.push(node.getAttribute(name) || '');
            }
        }
    }
    return texts;
}"""


def _pattern(form: str) -> re.Pattern[str] | None:
    """A string as it would stand in a page, with anything for its placeholders; None for a single word.

    Three words and fewer may stand in a sentence of WordPress's or of another plugin that has no French: these have to
    be all that a text says, or all between two commas or dots, as our lists have them. One word counts with a number.
    """
    literal = PLACEHOLDER.split(form)
    words = len(re.findall(r"[^\W\d_]{2,}", " ".join(literal)))
    if words + len(literal) - 1 < 2:
        return None
    edge = r"(?:^|[,·])\s*", r"\s*(?:[,·]|$)"
    before, after = edge if words < 4 else (r"(?<!\w)", r"(?!\w)")
    filler = ".{1,200}?" if words > 1 else r"[\d\s]+"
    return re.compile(before + filler.join(map(re.escape, literal)) + after, re.DOTALL)


ENGLISH = {
    form: pattern
    for message in CATALOGUE.values()
    for form in forms(message.id)
    if form not in forms(message.string) and (pattern := _pattern(form))
}


@dataclass(frozen=True, kw_only=True)
class Staged:
    """One draft and proposal in each state."""

    waiting: int
    waiting_draft: int
    stale: int
    stale_draft: int
    approved: int
    rejected: int
    held: int
    plain: int


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as running:
        yield running


@pytest.fixture(scope="module")
def staged(wordpress: WordPress) -> Staged:
    site = wordpress
    waiting_draft, stale_draft = reviewing.draft(site, title="La passerelle"), reviewing.draft(site, title="Le pont")
    waiting = int(reviewing.propose(site, waiting_draft)["id"])
    stale = int(reviewing.propose(site, stale_draft)["id"])
    site.api("auteur1", "POST", f"/wp/v2/posts/{stale_draft}", {"content": BLOCK})
    approved = propose(site, site.draft("Un accident", BLOCK), slug="accident", findings=[finding(), finding("info")])
    rejected = propose(site, site.draft("Une chronique", BLOCK), slug="chronique")
    for proposal, verb in ((approved, "approve"), (rejected, "reject")):
        answer = site.api("editrice", "POST", f"{reviewing.ROUTES}/proposals/{proposal}/{verb}", {"reason": "Non."})
        assert answer.status_code == 200, answer.text[:500]
    held = site.draft("La sauvette", BLOCK)
    hold(site, held, "« 15 millions » n’est pas dans le brouillon.")
    offers = [{"term": "pier", "rendering": "pile", "seen": 3}]
    assert site.api("seo-bridge", "POST", f"{reviewing.ROUTES}/glossary-offers", {"offers": offers}).ok
    plain = site.draft("Le marché", BLOCK, tags=())
    return Staged(waiting=waiting, waiting_draft=waiting_draft, stale=stale, stale_draft=stale_draft,
                  approved=approved, rejected=rejected, held=held, plain=plain)  # fmt: skip


@pytest.fixture(scope="module")
def editor(browser: Browser, wordpress: WordPress, staged: Staged) -> Iterator[Page]:
    with signed_in(browser, wordpress, "editrice") as page:
        yield page


def _assert_french(page: Page, *expected: str) -> None:
    """The page says all that is expected, and no string of ours in English."""
    texts = page.evaluate(_TEXTS)
    said = "\n".join(texts)
    assert [one for one in expected if one not in said] == []
    assert [form for form, pattern in ENGLISH.items() if any(map(pattern.search, texts))] == []


@pytest.mark.parametrize(
    ("html", "found"),
    [
        ("<b aria-label='96 proposals were rejected. The drafts are as they were.'>x</b>", "proposals were rejected"),
        ("<p>Hier · 2 blockers, 1 note</p>", "%s blockers"),
        ("<details><p>Note : <em>No proposal</em></p></details>", "No proposal"),
    ],
)
def test_english_would_be_found(editor: Page, html: str, found: str) -> None:
    editor.goto("about:blank")
    editor.set_content(html)
    with pytest.raises(AssertionError, match=found):
        _assert_french(editor)


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ("", ["Propositions SEO", "Retenus", "1 avertissement", "Options de l’écran", "Tous les auteurs"]),
        ("&view=held", ["« 15 millions »"]),
        ("&view=rejected", ["Rejetées"]),
        ("&s=introuvable", ["Aucune proposition ne correspond à votre recherche."]),
        ("&proposal={waiting}", ["Relecture d’une proposition SEO", "6 faits prouvés", "Réessayer avec ces consignes"]),
        ("&proposal={waiting}&differences=1", ["Barré\xa0: seulement dans la source."]),
        ("&proposal={stale}", ["périmée", "Demander une nouvelle proposition"]),
        ("&proposal={approved}", ["Annuler l’approbation", "Cette proposition est approuvée."]),
        ("&proposal={rejected}", ["Rejetée parce que\xa0: Non."]),
        ("&held={held}", ["Aucune proposition sans bloquant", "Redemander avec des consignes…"]),
        ("&proposal=999999", ["Cette proposition n’existe plus"]),
    ],
)
def test_the_list_and_the_review(
    editor: Page, wordpress: WordPress, staged: Staged, asked: str, expected: list[str]
) -> None:
    editor.goto(f"{wordpress.url}{LIST}{asked.format(**vars(staged))}")
    _assert_french(editor, *expected)


def test_what_scripts_write_on_the_review_page(editor: Page, wordpress: WordPress, staged: Staged) -> None:
    editor.goto(f"{wordpress.url}{LIST}&proposal={staged.waiting}")
    editor.locator("#needs-seo-article .needs-seo-fact").first.click()
    editor.keyboard.press("j")
    editor.keyboard.press("k")
    _assert_french(editor, "3 sur 3", "Constat suivant", "Raccourcis clavier")
    editor.locator("#needs-seo-source .needs-seo-fact").first.click()
    _assert_french(editor, "Prouve dans l’article\xa0:")


def test_rejecting_several(editor: Page, wordpress: WordPress, staged: Staged) -> None:
    editor.goto(f"{wordpress.url}{LIST}")
    for value in (f"proposal-{staged.stale}", f"proposal-{staged.approved}", f"held-{staged.held}"):
        editor.check(f'[value="{value}"]')
    editor.select_option("#bulk-action-selector-top", "needs_seo_reject")
    editor.click("#doaction")
    editor.wait_for_selector("#needs-seo-reason")
    _assert_french(editor, "Vous allez rejeter 1 proposition.", "une décision est déjà prise (approuvée).")


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("edit.php", ["Proposition SEO", "Demander une réécriture SEO"]),
        ("profile.php", ["E-mails sur les propositions SEO"]),
        ("admin.php?page=needs-seo-glossary", ["Glossaire", "3 fois"]),
        ("revision.php?revision={waiting}", ["Propositions SEO"]),
    ],
)
def test_the_other_screens(editor: Page, wordpress: WordPress, staged: Staged, path: str, expected: list[str]) -> None:
    editor.goto(f"{wordpress.url}/wp-admin/{path.format(**vars(staged))}")
    _assert_french(editor, *expected)


@pytest.mark.parametrize(
    ("draft", "expected"),
    [
        ("waiting_draft", ["Relire la proposition", "2 avertissements, 1 note"]),
        ("stale_draft", ["périmée"]),
        ("held", ["Aucune proposition n’a pu être tirée de ce brouillon."]),
        ("plain", ["Le pont n’a pas de proposition pour ce brouillon.", "Enregistrer les consignes"]),
    ],
)
def test_the_editors_panel(editor: Page, wordpress: WordPress, staged: Staged, draft: str, expected: list[str]) -> None:
    editor.goto(f"{wordpress.url}/wp-admin/post.php?post={getattr(staged, draft)}&action=edit")
    editor.wait_for_selector(".needs-seo-document-panel")
    if not editor.locator(".needs-seo-document-panel.is-opened").count():
        editor.locator(".needs-seo-document-panel button").first.click()
    editor.wait_for_selector(".needs-seo-panel .needs-seo-request")
    _assert_french(editor, "Réécriture SEO", "Consignes de réécriture", *expected)


def test_the_classic_editors_box(editor: Page, wordpress: WordPress, staged: Staged) -> None:
    with must_use(wordpress, _CLASSIC):
        editor.goto(f"{wordpress.url}/wp-admin/post.php?post={staged.waiting_draft}&action=edit")
        _assert_french(editor, "Réécriture SEO", "Consignes de réécriture", "Nombre minimum de mots")
