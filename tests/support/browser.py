"""A real Chromium, signed in to a sandbox."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import quote, urlsplit

from playwright.sync_api import Browser, Page, sync_playwright

from tests.support.wordpress import WordPress

CHROMIUM = "/usr/bin/chromium"
#: As root there is no sandbox; the other flags keep Chromium from calling home.
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@contextmanager
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


@contextmanager
def signed_in(browser: Browser, wordpress: WordPress, login: str, *, width: int = 1280) -> Iterator[Page]:
    """A page of a person who signed in; nothing outside of the site is ever loaded."""
    context = browser.new_context(locale="fr-FR", viewport={"width": width, "height": 900})
    context.route(lambda url: not url.startswith(wordpress.url), lambda route: route.abort())
    context.set_default_timeout(30_000)
    page = context.new_page()
    page.goto(f"{wordpress.url}/wp-login.php?redirect_to={quote(wordpress.url + '/wp-admin/profile.php')}")
    page.fill("#user_login", login)
    page.fill("#user_pass", wordpress.password(login))
    page.click("#wp-submit")
    # not a pattern that the address of the form, which names the way back, fits as well
    page.wait_for_url(lambda url: urlsplit(url).path.startswith(f"{urlsplit(wordpress.url).path}/wp-admin/"))
    page.wait_for_load_state()
    yield page
    context.close()
