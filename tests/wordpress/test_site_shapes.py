"""Sites of other shapes than the usual one: the whole way of a draft on each, and nothing else of it moves.

One run of the real bridge over three sites: a German one in Montréal's time with content types of its own and two
editors, one in a subfolder of its server, and the second site of a network.
"""

from __future__ import annotations

import base64
import shutil
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import requests

from bridge.domain.draft import DraftSummary
from bridge.errors import SiteRefused
from bridge.wordpress.companion import CompanionSite
from bridge.wordpress.rest import RestClient
from tests.support import staging
from tests.support.running import PASSWORD, install, sample
from tests.support.staging import ROUTES
from tests.support.wordpress import WordPress

pytestmark = pytest.mark.wordpress

#: What an approval writes; everything else of a post has to stay. WordPress moves a draft's date with every save,
#: and escapes the & in the guid of a custom type at the first one, whoever saves.
WRITTEN = {"post_title", "post_content", "post_excerpt", "post_name"}
CORE = {"post_date", "post_modified", "post_modified_gmt", "guid"}
#: The clocks of Montréal show 01:30 twice on 7 November 2027; this is the second time, in winter time (UTC−5).
TWICE = ("2027-11-07 01:30:00", "2027-11-07 06:30:00")
#: And 03:00:00 after 01:59:59 on 14 March 2027. What is staged after a draft of that time is dated a second later.
SKIPPED = ("2027-03-14 01:59:59", "2027-03-14 06:59:59")


@dataclass(frozen=True, kw_only=True)
class Shape:
    """One draft on its site, before and after a run of the bridge."""

    wordpress: WordPress
    draft: int
    title: str
    before: Any
    job: dict[str, Any]

    @property
    def proposal(self) -> dict[str, Any]:
        return self.wordpress.proposal(int(self.job["proposal"]))


@pytest.fixture(scope="module")
def abroad(wordpress: WordPress) -> WordPress:
    """A site that is German, without any catalogue of the plugin, and lies in Montréal."""
    plugins = Path(wordpress.facts["paths"]["wordpress"]) / "wp-content" / "mu-plugins"
    shutil.copy(Path(__file__).parent / "shapes" / "shapes.php", plugins)
    wordpress.php("update_option('timezone_string', 'America/Montreal'); update_option('date_format', 'j. F Y');")
    return wordpress


@pytest.fixture(scope="module")
def subfolder(release: str) -> Iterator[WordPress]:
    wordpress = WordPress.up("tests-subfolder", "--path", "/blog", release=release, command="reset")
    yield wordpress
    wordpress.down()


@pytest.fixture(scope="module")
def network(release: str) -> Iterator[WordPress]:
    """The second site of a network. The plugin is active there and, to begin with, not on the first."""
    wordpress = WordPress.up("tests-network", "--multisite", release=release, command="reset")
    second = wordpress.second()
    activate = """require_once ABSPATH . 'wp-admin/includes/plugin.php';
        wp_set_current_user(get_user_by('login', 'admin')->ID);"""
    wordpress.php(f"{activate} deactivate_plugins('seo-bridge/seo-bridge.php');")
    second.php(f"{activate} $done = activate_plugin('seo-bridge/seo-bridge.php'); if ($done) print_r($done);")
    second.php("get_user_by('login', 'seo-bridge')->set_role('seo_bridge');")
    yield second
    wordpress.down()


def custom(wordpress: WordPress, kind: str, title: str, content: str) -> int:
    """A draft of a content type of the site's own, made by a person who may."""
    body = {"title": title, "content": content, "status": "draft", "tags": [wordpress.tag_id()]}
    answer = wordpress.api("admin", "POST", f"/wp/v2/{kind}", body)
    assert answer.status_code == 201, answer.text[:500]
    return int(answer.json()["id"])


@pytest.fixture(scope="module")
def shapes(
    tmp_path_factory: pytest.TempPathFactory, abroad: WordPress, subfolder: WordPress, network: WordPress
) -> dict[str, Shape]:
    """The drafts by name, and what one run of the bridge made of them."""
    moulin, piscine = sample("02"), sample("01")
    drafts = {
        "classic": (abroad, abroad.draft(*moulin, author="auteur2"), moulin),
        "block": (abroad, abroad.draft(*moulin, author="auteur1"), moulin),
        "custom": (abroad, custom(abroad, "fiche", *piscine), piscine),
        "subfolder": (subfolder, subfolder.draft(*piscine), piscine),
        "network": (network, network.draft(*piscine), piscine),
    }
    before = {name: wordpress.rows(draft) for name, (wordpress, draft, _) in drafts.items()}
    installation = install(tmp_path_factory.mktemp("shapes"), abroad, name="abroad", post_types=["post", "fiche"])
    environment = {}
    for name, wordpress in (("subfolder", subfolder), ("network", network)):
        environment[f"{PASSWORD}_{name.upper()}"] = wordpress.application_password("seo-bridge")
        site = {"name": name, "url": wordpress.url, "password": {"env": f"{PASSWORD}_{name.upper()}"}}
        installation.document["sites"].append({**installation.site, "post_types": ["post"], **site})
    jobs = installation.jobs(env=environment)
    found = {}
    for name, (wordpress, draft, (title, _)) in drafts.items():
        site = name if name in ("subfolder", "network") else "abroad"
        job = jobs[site, draft]
        assert job["state"] == "proposed", (name, job["reason"])
        found[name] = Shape(wordpress=wordpress, draft=draft, title=title, before=before[name], job=job)
    return found


def decide(shape: Shape, what: str, login: str = "editrice") -> None:
    answer = shape.wordpress.api(login, "POST", f"{ROUTES}/proposals/{shape.job['proposal']}/{what}")
    assert answer.status_code == 200, answer.text[:500]


def decoded(value: str | None) -> str:
    return base64.b64decode(value or "").decode()


def rest_of(rows: Any) -> tuple[Any, Any]:
    """What no approval may touch."""
    post = {column: value for column, value in rows["post"].items() if column not in WRITTEN | CORE}
    meta = [(decoded(row["meta_key"]), row["meta_value"]) for row in rows["meta"]]
    return post, [row for row in meta if row[0] != "_edit_last" and not row[0].startswith("_yoast")]


@pytest.mark.parametrize("name", ["classic", "block", "custom", "subfolder", "network"])
def test_the_way_of_a_draft(shapes: dict[str, Shape], name: str) -> None:
    shape = shapes[name]
    site, proposal = shape.wordpress, shape.proposal
    assert site.rows(shape.draft) == shape.before
    assert site.tags(shape.draft) == ["seo-propose"]
    assert proposal["title"] != ""
    staged = site.php("echo get_post((int) $args[0])->post_content;", str(proposal["id"]))

    decide(shape, "approve")

    after = site.rows(shape.draft)
    assert rest_of(after) == rest_of(shape.before)
    post = {column: decoded(value) for column, value in after["post"].items()}
    assert (post["post_title"], post["post_content"]) == (proposal["title"], staged)
    assert (post["post_excerpt"], post["post_name"]) == (proposal["excerpt"], proposal["slug"])
    assert site.tags(shape.draft) == []

    decide(shape, "undo")

    again = {column: decoded(value) for column, value in site.rows(shape.draft)["post"].items()}
    assert {column: again[column] for column in WRITTEN} == {
        column: decoded(shape.before["post"][column]) for column in WRITTEN
    }


def test_without_blocks_in_there_are_none_out(shapes: dict[str, Shape]) -> None:
    content = {
        name: shapes[name].wordpress.php(
            "echo get_post((int) $args[0])->post_content;", str(shapes[name].job["proposal"])
        )
        for name in ("classic", "block")
    }
    assert "<!-- wp:" not in content["classic"]
    assert "<h2>" in content["classic"]
    assert content["block"].count("<!-- wp:heading") >= 2


def test_links_of_a_site_in_a_subfolder_lead_there(shapes: dict[str, Shape]) -> None:
    shape = shapes["subfolder"]
    link = shape.proposal["review_link"]
    assert link.startswith(f"{shape.wordpress.url}/wp-admin/")
    assert shape.wordpress.url.endswith("/blog")
    answer = requests.get(link, allow_redirects=False, timeout=60)
    assert answer.status_code == 302
    assert answer.headers["Location"].split("?")[0] == f"{shape.wordpress.url}/wp-login.php"


def test_each_site_of_a_network_decides_for_itself(shapes: dict[str, Shape], network: WordPress) -> None:
    first = WordPress(network.name, network.facts)
    answer = first.api("seo-bridge", "GET", f"{ROUTES}/status")
    assert (answer.status_code, answer.json()["code"]) == (404, "rest_no_route")
    assert network.api("seo-bridge", "GET", f"{ROUTES}/status").json()["user"]["too_much"] == []
    # Active there as well, without the role: what the bridge may do on one site it may not do on another.
    first.php("require_once ABSPATH . 'wp-admin/includes/plugin.php'; activate_plugin('seo-bridge/seo-bridge.php');")
    first.php("get_user_by('login', 'seo-bridge')->set_role('subscriber');")
    answer = first.api("seo-bridge", "GET", f"{ROUTES}/status")
    assert (answer.status_code, answer.json()["code"]) == (403, "needs_seo_forbidden")


def test_editors_of_a_network_approve_an_embed_that_they_could_not_save(shapes: dict[str, Shape]) -> None:
    network = shapes["network"].wordpress
    code = "wp_set_current_user(get_user_by('login', 'editrice')->ID); echo (int) current_user_can('unfiltered_html');"
    assert network.php(code) == "0"
    embed = '<iframe src="https://video.example/v/1" width="560" height="315"></iframe>'
    draft = network.draft("Avec une vidéo", f"Le texte.\n\n{embed}", author="admin")
    proposal = staging.propose(network, draft, content=f"Un article.\n\n{embed}")
    answer = network.api("editrice", "POST", f"{ROUTES}/proposals/{proposal}/approve")
    assert answer.status_code == 200, answer.text[:500]
    assert network.content(draft)["content"] == f"Un article.\n\n{embed}"


def polled(wordpress: WordPress, *types: str, tag: str = "needs-seo") -> list[DraftSummary]:
    client = RestClient(wordpress.url, user="seo-bridge", password=wordpress.application_password("seo-bridge"))
    with closing(CompanionSite(client)) as site:
        return list(site.poll(tag=tag, statuses=("draft", "pending"), post_types=types))


@pytest.mark.parametrize("kind", ["depeche", "portrait", "inconnu"])
def test_a_type_without_revisions_or_tags_is_refused_by_name(abroad: WordPress, kind: str) -> None:
    with pytest.raises(SiteRefused) as refused:
        polled(abroad, kind)
    assert "type de contenu" in refused.value.what
    assert "post_types" in refused.value.todo


def test_a_draft_of_a_type_without_revisions_is_none_of_the_bridge_s(abroad: WordPress) -> None:
    draft = custom(abroad, "depeche", "Sans révisions", "Le texte.")
    answer = abroad.api("seo-bridge", "GET", f"{ROUTES}/drafts/{draft}")
    assert (answer.status_code, answer.json()["code"]) == (404, "needs_seo_draft_unknown")
    assert draft not in [one.id for one in polled(abroad, "post", "fiche")]


def test_in_another_language_codes_stay_and_texts_are_english(abroad: WordPress) -> None:
    assert abroad.api("seo-bridge", "GET", f"{ROUTES}/status").json()["locale"] == "de_DE"
    answer = abroad.api("seo-bridge", "GET", f"{ROUTES}/drafts/99999999")
    assert answer.json()["code"] == "needs_seo_draft_unknown"
    assert "99999999" in answer.json()["message"]
    assert "draft" in answer.json()["message"]
    draft = abroad.draft("Avant", "Le texte.")
    # German makes "ue" of ü in a slug; what the bridge proposes has no such letter any more, and stays.
    proposal = staging.propose(abroad, draft, title="Un capharnaüm à Saül", slug="capharnaum-saul")
    answer = abroad.api("editrice", "POST", f"{ROUTES}/proposals/{proposal}/approve")
    assert (answer.status_code, abroad.content(draft)["slug"]) == (200, "capharnaum-saul")


@pytest.mark.parametrize(("local", "utc"), [TWICE, SKIPPED], ids=["an hour that comes twice", "before a skipped hour"])
def test_an_hour_of_changed_clocks(abroad: WordPress, local: str, utc: str) -> None:
    draft = abroad.draft("À la mauvaise heure", "Le texte d’avant.", tags=("heure",))
    abroad.php(
        """global $wpdb; $wpdb->update($wpdb->posts, ['post_modified' => $args[1], 'post_modified_gmt' => $args[2],
        'post_date' => $args[1]], ['ID' => (int) $args[0]]);""",
        str(draft),
        local,
        utc,
    )
    (summary,) = [one for one in polled(abroad, "post", tag="heure") if one.id == draft]
    assert summary.base == abroad.api("seo-bridge", "GET", f"{ROUTES}/drafts/{draft}").json()["base"]
    before = abroad.rows(draft)

    proposal = staging.propose(abroad, draft)

    assert abroad.rows(draft) == before
    shown = abroad.php(
        """require_once ABSPATH . 'wp-admin/includes/revision.php';
        $found = wp_prepare_revisions_for_js((int) $args[0], (int) $args[1], 0)['revisionData'];
        foreach ($found as $one) if ($one['current']) echo $one['id'], ' ';""",
        str(draft),
        str(proposal),
    )
    # The text as it stands is the current version, and not the proposal, whose Restore button would be disabled.
    assert shown.split()
    assert str(proposal) not in shown.split()
    for what in ("approve", "undo"):
        answer = abroad.api("editrice", "POST", f"{ROUTES}/proposals/{proposal}/{what}")
        assert answer.status_code == 200, answer.text[:500]
    assert abroad.content(draft)["content"] == "Le texte d’avant."
