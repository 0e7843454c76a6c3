"""Pictures of the screens that an editor sees, of the demo's samples, into the folder given."""

from __future__ import annotations

import sys
from pathlib import Path

from playwright.sync_api import Page

from tests.support.browser import chromium, signed_in
from tests.support.wordpress import WordPress

#: Of the samples, one in block markup that is proposed.
SHOWN = "la piscine des Tanneurs"
#: The width of a laptop's window, in CSS pixels, and heights that hold what a picture is about.
WIDTH = 1280


def main(folder: Path) -> None:
    """Writes list, review, proof, findings, differences, decision, editor and telephone, each a PNG."""
    wordpress = WordPress.up("demo")
    with chromium() as browser, signed_in(browser, wordpress, "editrice") as page:
        page.goto(f"{wordpress.url}/wp-admin/admin.php?page=needs-seo-proposals")
        _picture(page, folder / "list.png", height=760)
        row = page.locator("tr", has_text=SHOWN)
        review = str(row.locator("a.row-title").get_attribute("href"))
        edit = str(row.locator('.row-actions a[href*="action=edit"]').get_attribute("href"))
        _review(page, review, folder)
        page.goto(edit)
        page.wait_for_selector(".editor-styles-wrapper, iframe[name=editor-canvas]")
        page.keyboard.press("Escape")
        page.locator(".needs-seo-document-panel button").first.click()
        page.locator(".needs-seo-brief summary").click()
        page.locator(".needs-seo-document-panel").evaluate("panel => panel.scrollIntoView()")
        _picture(page, folder / "editor.png", height=900)
    with chromium() as browser, signed_in(browser, wordpress, "editrice", width=360) as page:
        page.goto(review)
        page.wait_for_selector(".needs-seo-fact")
        _picture(page, folder / "telephone.png", width=360, height=760)


def _review(page: Page, address: str, folder: Path) -> None:
    page.goto(address)
    page.wait_for_selector(".needs-seo-fact")
    _picture(page, folder / "review.png", height=1100)
    page.locator(".needs-seo-fact").nth(3).click()
    _picture(page, folder / "proof.png", height=900, top=False)
    page.locator('[data-panel="part"] summary').click()
    _picture(page, folder / "decision.png", height=900, top=False)
    page.goto(address)
    page.wait_for_selector(".needs-seo-fact")
    page.locator(".needs-seo-switch a, .needs-seo-switch button").last.click()
    page.locator(".needs-seo-card-texts").evaluate("card => card.scrollIntoView()")
    _picture(page, folder / "differences.png", height=900, top=False)


def _picture(page: Page, path: Path, *, height: int, width: int = WIDTH, top: bool = True) -> None:
    page.set_viewport_size({"width": width, "height": height})
    if top:
        page.evaluate("window.scrollTo(0, 0)")
    page.screenshot(path=path)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
