"""A poll asks whether the list is still the one it had (If-None-Match), and no server makes it believe so wrongly."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import closing, contextmanager

import pytest

from bridge.domain.draft import DraftSummary
from bridge.errors import SiteRefused, SiteUnavailable
from bridge.wordpress.companion import PAGE_SIZE, CompanionSite
from bridge.wordpress.http import Reply as HttpReply
from bridge.wordpress.remembered import LARGEST_KEPT, MOST_USES
from bridge.wordpress.rest import RestClient
from bridge.wordpress.xmlrpc import XmlrpcClient
from tests.wordpress.web_server import Reply, WebServer, html, web_server

FIRST, SECOND = f'W/"{"a" * 64}"', f'W/"{"b" * 64}"'


@pytest.fixture(autouse=True)
def _no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "https_proxy", "all_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)


def listing(*drafts: int, etag: str | None = FIRST, title: str = "Titre") -> Reply:
    """An answer of ``GET /drafts``."""
    lines = [
        {"id": draft, "type": "post", "status": "draft", "title": title, "base": "0" * 64, "author": {"name": "a"}}
        for draft in drafts
    ]
    return Reply(body=json.dumps(lines), headers={"ETag": etag} if etag is not None else {})


def unchanged(etag: str | None = FIRST, status: int = 304) -> Reply:
    return Reply(status, "", {"ETag": etag} if etag is not None else {})


@contextmanager
def served(*replies: Reply) -> Iterator[tuple[WebServer, CompanionSite]]:
    with (
        web_server(*replies) as server,
        closing(CompanionSite(RestClient(server.url, user="pont", password="abcd EFGH 1234"))) as site,
    ):
        yield server, site


def polled(site: CompanionSite, tag: str = "needs-seo") -> list[DraftSummary]:
    return list(site.poll(tag=tag, statuses=("draft",), post_types=("post",)))


def test_what_has_not_changed_is_the_answer_from_before() -> None:
    with served(listing(1, 2), unchanged(), unchanged(None), listing(1, 2, 3, etag=SECOND), unchanged(SECOND)) as (
        server, site,
    ):  # fmt: skip
        found = [[draft.id for draft in polled(site)] for _ in range(5)]
        assert found == [[1, 2], [1, 2], [1, 2], [1, 2, 3], [1, 2, 3]]
        assert server.conditions == [None, FIRST, FIRST, FIRST, SECOND]


def test_the_same_drafts_come_again_whole() -> None:
    with served(listing(1, 2), unchanged()) as (_, site):
        assert polled(site) == polled(site)


def test_each_page_has_a_validator_of_its_own() -> None:
    full = range(PAGE_SIZE)
    with served(
        listing(*full), listing(500, etag=SECOND), unchanged(), listing(500, 501, etag='"c"'), unchanged(),
        unchanged('"c"'),
    ) as (server, site):  # fmt: skip
        assert [len(polled(site)) for _ in range(3)] == [PAGE_SIZE + 1, PAGE_SIZE + 2, PAGE_SIZE + 2]
        assert server.conditions == [None, None, FIRST, SECOND, FIRST, '"c"']
        assert [path.rsplit("page=")[-1] for _, path, _, _ in server.seen] == ["1", "2"] * 3


def test_pages_that_are_not_polled_any_more_are_forgotten() -> None:
    full = range(PAGE_SIZE)
    with served(listing(*full), listing(500, etag=SECOND), listing(1, etag='"c"'), listing(*full), listing(500)) as (
        server, site,
    ):  # fmt: skip
        for _ in range(3):
            polled(site)
        assert server.conditions == [None, None, FIRST, '"c"', None], "the second page is asked for as if never seen"


def test_another_listing_is_not_asked_for_with_the_validator_of_this_one() -> None:
    with served(listing(1), listing(2), listing(2)) as (server, site):
        polled(site)
        assert [draft.id for draft in polled(site, "autre")] == [2]
        assert server.conditions == [None, None]


def test_a_poll_that_breaks_off_forgets_nothing() -> None:
    down = html(401, "<p>Non</p>")
    with served(listing(1, 2), down, unchanged()) as (server, site):
        polled(site)
        with pytest.raises(SiteRefused):
            polled(site)
        assert [draft.id for draft in polled(site)] == [1, 2]
        assert server.conditions[-1] == FIRST


@pytest.mark.parametrize("trouble", [html(502, "<h1>502 Bad Gateway</h1>"), Reply(429, "{}", {"Retry-After": "0"})])
def test_a_try_again_asks_the_same_question(trouble: Reply) -> None:
    with served(listing(1), trouble, trouble, unchanged()) as (server, site):
        polled(site)
        assert [draft.id for draft in polled(site)] == [1]
        assert server.conditions == [None, FIRST, FIRST, FIRST]


def test_plain_permalinks_are_asked_in_the_same_way() -> None:
    with served(html(404, "<h1>Introuvable</h1>"), listing(1), unchanged()) as (server, site):
        polled(site)
        assert [draft.id for draft in polled(site)] == [1]
        assert server.conditions == [None, None, FIRST]
        assert server.seen[-1][1].startswith("/?rest_route=")


# ── servers, caches and plugins that do it differently ──────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ('"abc"', 'W/"abc"'),
        ('W/"abc"', '"abc"'),
        ('"abc-gzip"', '"abc"'),
        ('"abc"', 'W/"abc-br"'),
        ('"abc;gzip"', '"abc"'),
        ('"abc--gzip"', '"abc"'),
    ],
)
def test_a_validator_that_something_on_the_way_has_marked_is_the_same(given: str, told: str) -> None:
    with served(listing(1, etag=given), unchanged(told)) as (server, site):
        assert polled(site) == polled(site)
        assert server.conditions == [None, given]


def test_an_unchanged_that_is_of_something_else_is_not_believed() -> None:
    with served(listing(1), unchanged(SECOND), listing(1, 2, etag=SECOND)) as (server, site):
        polled(site)
        assert [draft.id for draft in polled(site)] == [1, 2]
        assert server.conditions == [None, FIRST, None]


def test_an_unchanged_that_nobody_asked_for_is_an_error_that_says_so() -> None:
    for replies in ((unchanged(),), (listing(1), unchanged(SECOND), unchanged())):
        with served(*replies) as (server, site):
            for _ in range(len(replies) - 2):
                polled(site)
            with pytest.raises(SiteRefused) as caught:
                polled(site)
        assert "304" in caught.value.what
        assert "sans que le pont l'ait demandé" in caught.value.what
        assert server.url in caught.value.where
        assert "cache" in caught.value.todo
        assert len(server.seen) == len(replies), "neither tried again, nor asked for by plain permalinks"


def test_an_unchanged_of_xmlrpc_is_an_error_that_says_so() -> None:
    with (
        web_server(unchanged()) as server,
        closing(CompanionSite(XmlrpcClient(server.url, user="pont", password="abcd"))) as site,
        pytest.raises(SiteRefused) as caught,
    ):
        polled(site)
    assert "304" in caught.value.what
    assert "cache" in caught.value.todo


def test_something_that_answers_unchanged_for_ever_is_found_out_in_the_end() -> None:
    """Nothing else would ever tell: after so many times the list is asked for in full."""
    with served(listing(1), *[unchanged()] * MOST_USES, listing(1, 2)) as (server, site):
        assert [len(polled(site)) for _ in range(MOST_USES + 2)] == [1] * (MOST_USES + 1) + [2]
        assert server.conditions == [None, *[FIRST] * MOST_USES, None]


@pytest.mark.parametrize(
    "etag",
    [
        None, "", "abc", '"', '""', "*", 'W/""', '"a"b"', '"é"', '"a b"', '"a\tb"', '"a\x01b"', '"a\x7fb"',
        '"a", "b"', 'w/"abc"', f'"{"a" * 300}"',
    ],
    ids=repr,
)  # fmt: skip
def test_a_validator_that_is_none_is_not_sent_back(etag: str | None) -> None:
    with served(listing(1, etag=etag), listing(1, 2, etag=etag)) as (server, site):
        assert [len(polled(site)) for _ in range(2)] == [1, 2]
        assert server.conditions == [None, None]


def test_a_validator_of_megabytes_is_trouble_and_no_crash() -> None:
    with served(listing(1, etag=f'"{"a" * 2_000_000}"')) as (_, site), pytest.raises((SiteRefused, SiteUnavailable)):
        polled(site)


def test_what_is_too_large_is_not_kept() -> None:
    with served(listing(1, title="x" * (LARGEST_KEPT + 1)), listing(2)) as (server, site):
        polled(site)
        assert [draft.id for draft in polled(site)] == [2]
        assert server.conditions == [None, None]


def test_pages_are_kept_until_they_are_too_large_together() -> None:
    """Those that come first; a listing of any length costs no more memory than that."""
    page = listing(*range(PAGE_SIZE), title="x" * (LARGEST_KEPT // PAGE_SIZE * 2 // 5))
    last = listing(500, etag=SECOND)
    with served(page, page, page, last, unchanged(), unchanged(), page, unchanged(SECOND)) as (server, site):
        assert [len(polled(site)) for _ in range(2)] == [3 * PAGE_SIZE + 1] * 2
        assert server.conditions == [None, None, None, None, FIRST, FIRST, None, SECOND]


def test_an_unchanged_is_no_redirect() -> None:
    reply = HttpReply(url="http://x", status=304, headers={}, content=b"")
    assert not reply.redirects
