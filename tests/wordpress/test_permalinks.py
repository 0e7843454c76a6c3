"""REST on sites whose permalinks are pretty, plain, or go through index.php, without a setting for it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager

import pytest

from bridge.domain.draft import Hold, TagChange
from bridge.wordpress.companion import CompanionSite
from bridge.wordpress.rest import RestClient
from tests.support.wordpress import WordPress

pytestmark = pytest.mark.wordpress

PRETTY = "/%postname%/"


@contextmanager
def permalinks(wordpress: WordPress, structure: str) -> Iterator[None]:
    """The site's permalinks, as a person sets them under Settings; "" is plain."""
    code = "global $wp_rewrite; $wp_rewrite->set_permalink_structure($args[0]); $wp_rewrite->flush_rules();"
    wordpress.php(code, structure)
    try:
        yield
    finally:
        wordpress.php(code, PRETTY)


@pytest.mark.parametrize("structure", [PRETTY, "", "/index.php/%postname%/", "/archives/%post_id%"])
@pytest.mark.parametrize("writes_first", [False, True])
def test_the_bridge_reads_and_writes_whatever_the_permalinks(
    wordpress: WordPress, structure: str, writes_first: bool
) -> None:
    draft = wordpress.draft("Titre", "Texte.")
    password = wordpress.application_password("seo-bridge")
    with closing(CompanionSite(RestClient(wordpress.url, user="seo-bridge", password=password))) as site:
        hold = Hold(
            draft=draft,
            job=f"{draft:064x}",
            base=site.fetch(draft).base,
            engine="extractive",
            findings=(),
            tags=TagChange(add=("seo-retenu",), remove=("needs-seo",)),
        )
    with (
        permalinks(wordpress, structure),
        closing(CompanionSite(RestClient(wordpress.url, user="seo-bridge", password=password))) as site,
    ):
        if not writes_first:
            listed = site.poll(tag="needs-seo", statuses=("draft", "pending"), post_types=("post",))
            assert [summary.id for summary in listed] == [draft]
        site.hold(hold)
        assert site.fetch(draft).tags == ("seo-retenu",)
