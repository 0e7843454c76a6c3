"""What a person sees in wp-admin, and what the browser complains of meanwhile."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Page, Response

from tests.support.wordpress import WordPress

LIST = "/wp-admin/admin.php?page=needs-seo-proposals"
CORE = re.compile(r"/wp-(?:admin|includes)/\S+ on line \d+$")


@contextmanager
def no_complaints(page: Page) -> Iterator[None]:
    """Fails where a script of the page fails, or an answer of ours or a file is an error."""
    told: list[str] = []
    # WordPress's own script of the profile, where signing in ends, fails where it is left before it is ready.
    page.wait_for_load_state()

    def answered(answer: Response) -> None:
        # The editor asks for the author's name, and on WordPress 6.1 for the theme's template, in ways that only
        # administrators are answered.
        if answer.status >= 400 and not any(part in answer.url for part in ("/wp/v2/users", "/wp/v2/templates/")):
            told.append(f"{answer.status} {answer.url}")

    def said(message: object) -> None:
        kind, text = message.type, message.text  # type: ignore[attr-defined]
        if kind == "error" and "Failed to load resource" not in text:
            told.append(text)

    def failed(error: object) -> None:
        # WordPress's own script of the profile, where signing in ends, where it is left in the midst of its work.
        if "reading 'serialize'" not in str(error):
            told.append(str(error))

    listeners = {"response": answered, "console": said, "pageerror": failed}
    for event, listener in listeners.items():
        page.on(event, listener)  # type: ignore[call-overload]
    yield
    for event, listener in listeners.items():
        page.remove_listener(event, listener)
    assert not told, "\n".join(told)


def debug_log(site: WordPress) -> str:
    """What PHP complained of so far. WordPress 6.1 is older than this PHP: what its own files do is left out."""
    path = Path(site.facts["paths"]["debug_log"])
    said = path.read_text(encoding="utf-8").splitlines(keepends=True) if path.exists() else []
    old = site.facts["wordpress_version"] == "6.1"
    return "".join(line for line in said if not (old and "PHP Deprecated:" in line and CORE.search(line.rstrip())))
