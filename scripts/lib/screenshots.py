"""Pictures of the screens that an editor sees, of the demo's samples, into the folder given."""

from __future__ import annotations

import sys
from pathlib import Path

from tests.support.browser import chromium, signed_in
from tests.support.wordpress import WordPress

#: Of the samples, one in block markup: the comparison of classic HTML with blocks shows little but markup.
SHOWN = "la piscine des Tanneurs"


def main(folder: Path) -> None:
    """Writes comparison.png and list.png."""
    wordpress = WordPress.up("demo")
    with chromium() as browser, signed_in(browser, wordpress, "editrice") as page:
        page.goto(f"{wordpress.url}/wp-admin/admin.php?page=needs-seo-proposals")
        page.screenshot(path=folder / "list.png", clip={"x": 0, "y": 0, "width": 1280, "height": 680})
        comparison = page.locator("tr", has_text=SHOWN).locator('.row-actions a[href*="revision.php"]')
        page.goto(str(comparison.get_attribute("href")))
        page.wait_for_selector(".revisions-diff table.diff")
        page.set_viewport_size({"width": 1280, "height": 1650})
        page.screenshot(path=folder / "comparison.png")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
