"""What WordPress itself shows of a proposal where there is no companion, and what its own button does."""

from __future__ import annotations

import pytest

from bridge.domain.draft import ProposalState
from tests.support.browser import chromium, signed_in
from tests.support.plain_site import Plain, proposal_for

pytestmark = [pytest.mark.wordpress, pytest.mark.browser]


def paragraph(text: str) -> str:
    return f"<!-- wp:paragraph -->\n<p>{text}</p>\n<!-- /wp:paragraph -->"


def test_a_person_is_told_of_the_proposal_compares_and_takes_it_with_wordpress_alone(plain: Plain) -> None:
    wordpress = plain.wordpress
    with chromium() as browser, signed_in(browser, wordpress, "editrice") as page:
        for delivery in ("autosave", "revision-swap"):
            site = plain.site(delivery)
            draft = wordpress.draft("Avant", paragraph("Texte d’avant."))
            proposal = proposal_for(site, draft, content=paragraph("Un article."))
            told = site.propose(proposal)
            page.goto(f"{wordpress.url}/wp-admin/post.php?post={draft}&action=edit")
            if delivery == "autosave":
                page.locator(f".components-notice a[href='{told.compare_link}']").click()
            else:
                page.wait_for_selector(".edit-post-layout")
                page.goto(told.compare_link)
            page.locator(".diff-addedline", has_text="Un article.").wait_for()
            button = page.locator("input.restore-revision")
            assert "Rétablir" in (button.get_attribute("value") or "")
            button.click()
            page.wait_for_url("**/post.php?**")
            assert wordpress.content(draft)["content"] == proposal.content
            assert wordpress.content(draft)["title"] == proposal.title
            assert site.state(told.id).state is ProposalState.APPROVED
