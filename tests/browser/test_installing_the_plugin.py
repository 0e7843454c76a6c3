"""From the zip to a site that works, and away again, as an administrator does it in wp-admin."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.support.browser import chromium, signed_in
from tests.support.running import install, sample
from tests.support.wordpress import WordPress, seo_bridge

pytestmark = [pytest.mark.wordpress, pytest.mark.browser]

_LEFT = r"""global $wpdb; echo json_encode([
    'role' => isset(wp_roles()->roles['seo_bridge']),
    'meta' => $wpdb->get_col("SELECT meta_key FROM $wpdb->postmeta WHERE meta_key LIKE '%needs\_seo%'"),
    'options' => $wpdb->get_col("SELECT option_name FROM $wpdb->options WHERE option_name LIKE '%needs\_seo%'"),
    'people' => $wpdb->get_col("SELECT meta_key FROM $wpdb->usermeta WHERE meta_key LIKE '%needs\_seo%'
        OR meta_key LIKE '%needs-seo%'"),
    'cron' => strpos(serialize(_get_cron_array()), 'needs_seo'),
]);"""


@pytest.fixture(scope="module")
def bare(release: str) -> Iterator[WordPress]:
    """A WordPress that has never seen the plugin."""
    wordpress = WordPress.up("tests-bare", "--without-companion", release=release)
    wordpress.reset()
    yield wordpress
    wordpress.down()


def test_upload_activate_use_and_delete(bare: WordPress, tmp_path: Path) -> None:
    archive = tmp_path / "seo-bridge.zip"
    made = seo_bridge("companion", "zip", "--output", str(archive))
    assert made.returncode == 0, made.stderr
    installation = install(tmp_path, bare)
    assert installation.command("check").returncode == 1

    with chromium() as browser, signed_in(browser, bare, "admin") as page:
        page.goto(f"{bare.url}/wp-admin/plugin-install.php?tab=upload")
        page.set_input_files("#pluginzip", archive)
        page.click("#install-plugin-submit")
        page.get_by_role("link", name="Activer l’extension").or_(page.locator("a.button-primary")).first.click()
        page.wait_for_url("**/plugins.php*")
        page.goto(f"{bare.url}/wp-admin/users.php")
        page.get_by_role("link", name="seo-bridge", exact=True).click()
        page.select_option("#role", label="Pont SEO")
        page.click("#submit")
        expect(page.locator("#message")).to_be_visible()

        checked = installation.command("check")
        assert checked.returncode == 0, checked.stdout + checked.stderr
        drafts = [bare.draft(*sample("01")), bare.draft(*sample("04"))]
        before = [bare.rows(draft) for draft in drafts]
        jobs = installation.once()
        assert [jobs[draft]["state"] for draft in drafts] == ["proposed", "held"]

        # What people left of their own: a choice of mails, a brief, screen options, a queue of mails.
        page.goto(f"{bare.url}/wp-admin/profile.php")
        page.select_option("#needs-seo-pace", "daily")
        page.click("#submit")
        page.goto(f"{bare.url}/wp-admin/admin.php?page=needs-seo-proposals")
        page.click("#show-settings-link")
        page.uncheck("#cost-hide")
        page.fill("#needs_seo_proposals_per_page", "5")
        page.click("#screen-options-apply")
        brief = bare.api("admin", "POST", f"/needs-seo/v1/drafts/{drafts[0]}/brief", {"tone": "sobre"})
        assert brief.status_code == 200
        left = json.loads(bare.php(_LEFT))
        assert all(left.values()), left

        page.goto(f"{bare.url}/wp-admin/plugins.php")
        row = page.locator('tr[data-plugin="seo-bridge/seo-bridge.php"]')
        row.locator(".deactivate a").click()
        # Before its scripts are there, "Delete" is a plain link to a page that asks again.
        page.wait_for_url("**/plugins.php?deactivate=true*")
        page.wait_for_load_state()
        page.once("dialog", lambda dialog: dialog.accept())
        row.locator(".delete a").click()
        page.wait_for_selector("tr.deleted")

    assert json.loads(bare.php(_LEFT)) == {
        "role": False, "meta": [], "options": [], "people": [], "cron": False,
    }  # fmt: skip
    assert [bare.rows(draft) for draft in drafts] == before
    assert bare.proposals(drafts[0]) == []
