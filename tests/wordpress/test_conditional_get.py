"""The plugin's answer to "has the list changed?", on a real WordPress: every change shows, and nothing else does."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import pytest
import requests

from bridge.bootstrap import build
from bridge.config import load
from bridge.runners.pool import Pool
from bridge.wordpress.companion import CompanionSite
from bridge.wordpress.rest import RestClient
from scripts.benching.relay import relayed
from tests.support.fake_engine import DRAFT, FakeEngine, none
from tests.support.fault_proxy import Fault, fault_proxy
from tests.support.wordpress import WordPress, must_use
from tests.wordpress.test_companion_safety import base, propose, proposed

pytestmark = pytest.mark.wordpress

PATH = "/needs-seo/v1/drafts"


def asked(
    wordpress: WordPress, known: str | None = None, *, method: str = "GET", login: str = "seo-bridge", **params: Any
) -> requests.Response:
    return requests.request(
        method,
        f"{wordpress.url}/wp-json{PATH}",
        auth=(login, wordpress.application_password(login)),
        headers={} if known is None else {"If-None-Match": known},
        params=params,
        timeout=60,
    )


def etag(wordpress: WordPress, **params: Any) -> str:
    answer = asked(wordpress, **params)
    assert answer.status_code == 200, answer.text[:300]
    return answer.headers["ETag"]


@pytest.fixture(scope="module")
def draft(wordpress: WordPress) -> int:
    return wordpress.draft("Le marché couvert", DRAFT)


def test_what_has_not_changed_is_said_in_one_line(wordpress: WordPress, draft: int) -> None:
    first = asked(wordpress)
    assert [line["id"] for line in first.json()] == [draft]
    again = asked(wordpress, first.headers["ETag"])
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["ETag"] == first.headers["ETag"]


def test_no_shared_cache_may_keep_it(wordpress: WordPress, draft: int) -> None:
    first = asked(wordpress)
    with must_use(wordpress, "add_filter('rest_send_nocache_headers', '__return_false');"):
        careless = asked(wordpress)
    for answer in (first, careless, asked(wordpress, first.headers["ETag"])):
        told = {part.strip() for part in answer.headers["Cache-Control"].split(",")}
        assert {"no-store", "private"} <= told


@pytest.mark.parametrize(
    "shape",
    ["{}", "*", "W/{strong}", "{strong}", '"x", {}', '{}, "x"', '"x",{},W/"y"', '"{hash}-gzip"', 'W/"{hash}-br"',
     '"{hash};gzip"', '"{hash}--gzip"'],
)  # fmt: skip
def test_a_list_of_validators_is_compared_weakly(wordpress: WordPress, draft: int, shape: str) -> None:
    whole = etag(wordpress)
    strong = whole.removeprefix("W/")
    known = shape.replace("{}", whole).replace("{strong}", strong).replace("{hash}", strong.strip('"'))
    assert asked(wordpress, known).status_code == 304


@pytest.mark.parametrize("shape", ["", "{hash}", '"{hash}x"', '"x"', '"*"', "W/", '"', '"{hash}', "\x7f", "é" * 300])
def test_what_names_no_version_gets_the_list(wordpress: WordPress, draft: int, shape: str) -> None:
    known = shape.replace("{hash}", etag(wordpress).removeprefix("W/").strip('"'))
    answer = asked(wordpress, known)
    assert answer.status_code == 200
    assert answer.json()


def test_head_is_answered_like_get(wordpress: WordPress, draft: int) -> None:
    known = etag(wordpress)
    plain, conditional = asked(wordpress, method="HEAD"), asked(wordpress, known, method="HEAD")
    assert (plain.status_code, conditional.status_code) == (200, 304)
    assert plain.headers["ETag"] == conditional.headers["ETag"] == known


def test_who_may_not_read_the_list_is_not_told_that_it_is_the_same(wordpress: WordPress, draft: int) -> None:
    known = etag(wordpress)
    for login in ("auteur1", "editrice"):
        assert asked(wordpress, known, login=login).status_code == 403
    anonymous = requests.get(f"{wordpress.url}/wp-json{PATH}", headers={"If-None-Match": "*"}, timeout=60)
    assert anonymous.status_code == 401
    for answer in (anonymous, asked(wordpress, "*", login="auteur1")):
        assert "ETag" not in answer.headers


def test_other_answers_have_no_validator(wordpress: WordPress, draft: int) -> None:
    assert asked(wordpress, "*", tag="personne").status_code == 404
    assert asked(wordpress, "*", status="publish").status_code == 400
    wrapped = asked(wordpress, "*", _envelope=1)
    assert (wrapped.status_code, wrapped.json()["status"]) == (200, 200)
    one = wordpress.api("seo-bridge", "GET", f"{PATH}/{draft}")
    assert "ETag" not in one.headers


def _post(**fields: Any) -> Callable[[WordPress, int], None]:
    def change(wordpress: WordPress, draft: int) -> None:
        answer = wordpress.api("editrice", "POST", f"/wp/v2/posts/{draft}", fields)
        assert answer.status_code == 200, answer.text[:300]

    return change


def _meta(wordpress: WordPress, draft: int) -> None:
    """The SEO title, as a person sets it in the sidebar: no other field and no date moves."""
    wordpress.php("update_post_meta((int) $args[0], '_yoast_wpseo_title', 'Autre');", str(draft))


def _untagged(wordpress: WordPress, draft: int) -> None:
    wordpress.php("wp_remove_object_terms((int) $args[0], 'needs-seo', 'post_tag');", str(draft))


def _proposed(wordpress: WordPress, draft: int) -> None:
    answer = propose(wordpress, draft, tags={"add": [], "remove": []})
    assert answer.status_code == 201, answer.text[:300]


def _renamed(wordpress: WordPress, draft: int) -> None:
    wordpress.php(
        """wp_update_user(['ID' => get_post((int) $args[0])->post_author,
        'display_name' => 'Nom ' . $args[0]]);""",
        str(draft),
    )


def _silently(wordpress: WordPress, draft: int) -> None:
    """Past every hook, within the same second, and of the same length."""
    wordpress.php(
        """global $wpdb;
        $wpdb->query("UPDATE $wpdb->posts SET post_content = REVERSE(post_content) WHERE ID = " . (int) $args[0]);
        """,
        str(draft),
    )


@pytest.mark.parametrize(
    "change",
    [_post(title="Autre"), _post(content="<p>Autre.</p>"), _post(excerpt="Autre."), _post(slug="autre"),
     _post(status="pending"), _post(status="publish"), _untagged, _proposed, _renamed, _silently, _meta],
    ids=["title", "content", "excerpt", "slug", "pending", "published", "untagged", "proposed", "author", "silently",
         "SEO title"],
)  # fmt: skip
def test_every_change_shows(wordpress: WordPress, change: Callable[[WordPress, int], None]) -> None:
    one = wordpress.draft("Avant", "<p>Le texte.</p>")
    known = etag(wordpress)
    assert asked(wordpress, known).status_code == 304
    change(wordpress, one)
    assert asked(wordpress, known).status_code == 200


def test_asking_again_shows_and_so_does_a_decision(wordpress: WordPress) -> None:
    """The tag goes with the proposal; a person rejects, and sets it again."""
    one = wordpress.draft("Encore", "<p>Le texte.</p>")
    number = proposed(wordpress, one)
    known = etag(wordpress)
    wordpress.api(
        "editrice", "POST", f"/needs-seo/v1/proposals/{number}/reject", {"reason": "Trop long.", "retry": True}
    )
    answer = asked(wordpress, known)
    assert answer.status_code == 200
    assert one in [line["id"] for line in answer.json()]


def test_each_page_has_a_validator_and_a_full_page_s_changes_with_the_number_of_all(wordpress: WordPress) -> None:
    for number in range(3):
        wordpress.draft(f"Page {number}", "<p>Texte.</p>", tags=("pages",))
    pages = [etag(wordpress, tag="pages", per_page=2, page=page) for page in (1, 2)]
    assert pages[0] != pages[1]
    assert asked(wordpress, pages[1], tag="pages", per_page=2, page=1).status_code == 200
    wordpress.draft("Page 3", "<p>Texte.</p>", tags=("pages",))
    for page in (1, 2):
        assert asked(wordpress, pages[page - 1], tag="pages", per_page=2, page=page).status_code == 200


def test_what_another_plugin_makes_of_the_list_is_in_it(wordpress: WordPress, draft: int) -> None:
    known = etag(wordpress)
    code = """add_filter('rest_post_dispatch', function ($answer) {
        $data = $answer->get_data();
        if (isset($data[0]['title'])) { $data[0]['title'] .= ' !'; $answer->set_data($data); }
        return $answer; });"""
    with must_use(wordpress, code):
        assert asked(wordpress, known).json()[0]["title"].endswith(" !")
    assert asked(wordpress, known).status_code == 304


# ── the bridge ──────────────────────────────────────────────────────────────────────────────────────────────────────


@contextmanager
def site_at(wordpress: WordPress, url: str) -> Iterator[CompanionSite]:
    password = wordpress.application_password("seo-bridge")
    with closing(CompanionSite(RestClient(url, user="seo-bridge", password=password, timeout=2.0))) as site:
        yield site


def polled(site: CompanionSite, tag: str) -> list[tuple[int, str]]:
    found = site.poll(tag=tag, statuses=("draft", "pending"), post_types=("post",))
    return [(draft.id, draft.base) for draft in found]


@pytest.mark.parametrize("fault", [Fault.RESET, Fault.LOST, Fault.THROTTLED, Fault.ERROR, Fault.GATEWAY,
                                   Fault.TRUNCATED, Fault.DUPLICATED])  # fmt: skip
def test_a_fault_on_the_way_neither_hides_a_change_nor_makes_one(wordpress: WordPress, fault: Fault) -> None:
    tag = f"panne-{fault.name.lower().replace('_', '-')}"
    one = wordpress.draft("Panne", "<p>Texte.</p>", tags=(tag,))
    with fault_proxy(wordpress.url) as proxy, site_at(wordpress, proxy.url) as site:
        first = polled(site, tag)
        for _ in range(2):
            proxy.script(fault, r"/drafts\?", times=1)
            assert polled(site, tag) == first
            assert sum(proxy.struck.values()) == 1
            proxy.mend()
        _post(content="<p>Autre.</p>")(wordpress, one)
        proxy.script(fault, r"/drafts\?", times=1)
        assert polled(site, tag) == [(one, base(wordpress, one))] != first


def test_fifty_drafts_that_stay_listed_cost_two_kilobytes_a_poll(
    wordpress: WordPress, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(50):
        wordpress.draft(f"Le marché couvert {number} rouvre ses portes au public", DRAFT, tags=("cinquante",))
    monkeypatch.setenv("PONT", wordpress.application_password("seo-bridge"))
    path = tmp_path / "config.yaml"
    with relayed(wordpress.url) as relay:
        path.write_text(_CONFIG.format(url=relay.url), encoding="utf-8")
        engine = FakeEngine(*[none()] * 200)
        with build(load(path), engines={"faux": engine}) as bridge, Pool(bridge, workers=2, listener=_nothing) as pool:
            assert pool.run(["une"]).polls[0].listed == 50
            for _ in range(2):
                relay.forget()
                outcome = pool.run(["une"])
                assert (outcome.polls[0].listed, outcome.jobs) == (50, ())
                [poll] = relay.exchanges
                assert 0 < poll.sent + poll.received <= 2_048
            one = wordpress.draft("Un de plus", DRAFT, tags=("cinquante",))
            outcome = pool.run(["une"])
            assert outcome.polls[0].listed == 51
            assert [job.draft for job in outcome.jobs] == [one]


def _nothing(_: object) -> None:
    pass


_CONFIG = """\
ledger: {{url: sqlite:///ledger.db}}
engines:
  faux: {{kind: openai_compatible, base_url: "http://127.0.0.1:1/v1", model: faux}}
sites:
  - {{name: une, url: "{url}", user: seo-bridge, password: {{env: PONT}}, min_words: 50, engine: faux, tag: cinquante,
      repairs: 0, on_held: {{remove: []}}}}
"""
