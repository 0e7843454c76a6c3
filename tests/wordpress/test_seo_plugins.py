"""The fields of the SEO plugin that the site has: read, staged, written on approval and put back, and no others."""

from __future__ import annotations

import base64
import shutil
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from bridge.wordpress.companion import CompanionSite
from bridge.wordpress.rest import RestClient
from tests.support import staging
from tests.support.staging import ROUTES
from tests.support.wordpress import WordPress

pytestmark = pytest.mark.wordpress

STAND_INS = Path(__file__).parent / "plugins"
TITLE, DESCRIPTION, KEYPHRASE = "Le titre d’avant %%sep%% Site", "La description d’avant.", "moulin à marée"
PROPOSED = {"title": "Titre SEO", "description": "Une description.", "keyphrase": "pont du moulin"}
STATS = {"seo_score": 87, "readability_score": 60, "reading_minutes": 4}


@dataclass(frozen=True, kw_only=True)
class Plugin:
    """An SEO plugin: its three rows, and the scores it has of the text before and after an approval."""

    name: str
    folder: str | None
    version: str | None
    keys: tuple[str, str, str]
    several: bool
    scores: dict[str, str]
    measured: dict[str, str]

    @property
    def before(self) -> dict[str, str]:
        """The rows of a draft that somebody has worked on."""
        keyphrases = f"{KEYPHRASE},seconde requête, Tierce requête" if self.several else KEYPHRASE
        return dict(zip(self.keys, (TITLE, DESCRIPTION, keyphrases), strict=True)) | self.scores

    @property
    def after(self) -> dict[str, str]:
        keyphrases = "pont du moulin,seconde requête,Tierce requête" if self.several else "pont du moulin"
        fields = (PROPOSED["title"], PROPOSED["description"], keyphrases)
        return dict(zip(self.keys, fields, strict=True)) | self.measured


YOAST_KEYS = ("_yoast_wpseo_title", "_yoast_wpseo_metadesc", "_yoast_wpseo_focuskw")
YOAST_SCORES = ("_yoast_wpseo_linkdex", "_yoast_wpseo_content_score", "_yoast_wpseo_estimated-reading-time-minutes")
YOAST = Plugin(
    name="yoast",
    folder="yoast-stub",
    version="26.8",
    keys=YOAST_KEYS,
    several=False,
    scores=dict(zip(YOAST_SCORES, ("31", "30", "9"), strict=True)),
    measured=dict(zip(YOAST_SCORES, ("87", "60", "4"), strict=True)),
)
RANK_MATH = Plugin(
    name="rank-math",
    folder="rank-math-stub",
    version="1.0.273",
    keys=("rank_math_title", "rank_math_description", "rank_math_focus_keyword"),
    several=True,
    scores={"rank_math_seo_score": "44"},
    measured={},
)
SEOPRESS = Plugin(
    name="seopress",
    folder="seopress-stub",
    version="9.7.4",
    keys=("_seopress_titles_title", "_seopress_titles_desc", "_seopress_analysis_target_kw"),
    several=True,
    scores={},
    measured={},
)
NONE = Plugin(
    name="none", folder=None, version=None, keys=YOAST_KEYS, several=False, scores=YOAST.scores, measured=YOAST.measured
)
PLUGINS = (YOAST, RANK_MATH, SEOPRESS, NONE)


def activate(wordpress: WordPress, *plugins: Plugin) -> None:
    """These and no other SEO plugins."""
    folder = Path(wordpress.facts["paths"]["wordpress"]) / "wp-content" / "plugins"
    for stand_in in STAND_INS.iterdir():
        shutil.copytree(stand_in, folder / stand_in.name, dirs_exist_ok=True)
    files = [f"{plugin.folder}/{plugin.folder}.php" for plugin in plugins if plugin.folder]
    wordpress.php(
        """$rest = array_values(array_filter(get_option('active_plugins'), fn($file) => !strpos($file, '-stub/')));
        update_option('active_plugins', array_merge($args, $rest));""",
        *files,
    )


@pytest.fixture(params=PLUGINS, ids=lambda plugin: plugin.name, scope="module")
def plugin(request: pytest.FixtureRequest, wordpress: WordPress) -> Iterator[Plugin]:
    activate(wordpress, request.param)
    yield request.param
    activate(wordpress)


def put(wordpress: WordPress, post: int, rows: dict[str, str]) -> None:
    """Rows as the plugins' editors leave them, whichever of them is active."""
    arguments = [part for row in rows.items() for part in row]
    code = """global $wpdb; foreach (array_chunk(wp_unslash($args), 2) as [$key, $value]) if ($key !== 'id') {
        $wpdb->delete($wpdb->postmeta, ['post_id' => $args[1], 'meta_key' => $key]);
        $wpdb->insert($wpdb->postmeta, ['post_id' => $args[1], 'meta_key' => $key, 'meta_value' => $value]);
        } wp_cache_flush();"""
    wordpress.php(code, "id", str(post), *arguments)


def rows(wordpress: WordPress, post: int) -> dict[str, str]:
    """Every row of any SEO plugin; two of one key would be a failure of their own."""
    found = [
        (base64.b64decode(row["meta_key"]).decode(), base64.b64decode(row["meta_value"]).decode())
        for row in wordpress.rows(post)["meta"]
    ]
    seo = [(key, value) for key, value in found if key.startswith(("_yoast", "rank_math", "_seopress"))]
    assert len(seo) == len(dict(seo))
    return dict(seo)


def others(plugin: Plugin) -> dict[str, str]:
    """What the plugins that are not there have left behind."""
    left = {
        key: f"reste de {other.name}"
        for other in PLUGINS
        for key in (*other.keys, *other.scores)
        if other is not NONE and key not in (*plugin.keys, *plugin.scores)
    }
    return left | {"_yoast_wpseo_focuskeywords": '[{"keyword":"autre"}]', "_seopress_robots_index": "yes"}


def worked_on(wordpress: WordPress, plugin: Plugin) -> int:
    draft = wordpress.draft("Avant", "Le texte.")
    put(wordpress, draft, plugin.before | others(plugin))
    return draft


def read(wordpress: WordPress, draft: int) -> dict[str, Any]:
    answer = wordpress.api("seo-bridge", "GET", f"{ROUTES}/drafts/{draft}")
    assert answer.status_code == 200, answer.text[:500]
    return dict(answer.json())


def decide(wordpress: WordPress, proposal: int, what: str, body: Any = None) -> None:
    answer = wordpress.api("editrice", "POST", f"{ROUTES}/proposals/{proposal}/{what}", body or {})
    assert answer.status_code == 200, answer.text[:500]


def test_the_status_names_the_plugin(wordpress: WordPress, plugin: Plugin) -> None:
    status = wordpress.api("seo-bridge", "GET", f"{ROUTES}/status").json()
    assert status["seo_plugin"] == {"name": plugin.name, "version": plugin.version, "others": []}


def test_from_reading_to_approval_and_back(wordpress: WordPress, plugin: Plugin) -> None:
    draft = worked_on(wordpress, plugin)
    left = others(plugin)
    assert read(wordpress, draft)["seo"] == {"title": TITLE, "description": DESCRIPTION, "keyphrase": KEYPHRASE}

    proposal = staging.propose(wordpress, draft, seo=PROPOSED, stats=STATS)
    assert rows(wordpress, draft) == plugin.before | left
    assert rows(wordpress, proposal) == {}

    decide(wordpress, proposal, "approve")
    assert rows(wordpress, draft) == plugin.after | left
    assert read(wordpress, draft)["seo"] == PROPOSED

    decide(wordpress, proposal, "undo")
    assert rows(wordpress, draft) == plugin.before | left


def test_a_draft_that_nobody_worked_on_gets_rows_and_loses_them_again(wordpress: WordPress, plugin: Plugin) -> None:
    draft = wordpress.draft("Avant", "Le texte.")
    assert read(wordpress, draft)["seo"] == {"title": "", "description": "", "keyphrase": ""}
    proposal = staging.propose(wordpress, draft, seo=PROPOSED)
    decide(wordpress, proposal, "approve")
    assert rows(wordpress, draft) == dict(zip(plugin.keys, PROPOSED.values(), strict=True))
    decide(wordpress, proposal, "undo")
    assert rows(wordpress, draft) == {}


def test_a_person_who_edits_a_field_makes_the_proposal_stale(wordpress: WordPress, plugin: Plugin) -> None:
    draft = worked_on(wordpress, plugin)
    base = read(wordpress, draft)["base"]
    proposal = staging.propose(wordpress, draft, seo=PROPOSED)
    for key in plugin.keys:
        # Behind what was there: of a list, that is another keyphrase beside the primary one.
        put(wordpress, draft, {key: plugin.before[key] + ", ajout"})
        answer = wordpress.api("editrice", "POST", f"{ROUTES}/proposals/{proposal}/approve")
        assert (answer.status_code, answer.json()["code"]) == (409, "needs_seo_stale"), key
        put(wordpress, draft, {key: plugin.before[key]})
    put(wordpress, draft, dict.fromkeys(others(plugin), "changé"))
    assert read(wordpress, draft)["base"] == base


def test_without_the_fields_an_approval_leaves_them_alone(wordpress: WordPress, plugin: Plugin) -> None:
    draft = worked_on(wordpress, plugin)
    proposal = staging.propose(wordpress, draft, seo=PROPOSED, stats=STATS)
    decide(wordpress, proposal, "approve", {"parts": {"title": True, "fields": False, "headings": False}})
    kept = {key: value for key, value in plugin.before.items() if key not in plugin.scores}
    assert rows(wordpress, draft) == kept | others(plugin)
    decide(wordpress, proposal, "undo")
    assert rows(wordpress, draft) == plugin.before | others(plugin)


def test_fields_that_need_care(wordpress: WordPress, plugin: Plugin) -> None:
    """Proposed empty: no row is left. A comma would make two keyphrases of one, where they are a list."""
    draft = worked_on(wordpress, plugin)
    seo = {"title": "", "description": "", "keyphrase": "Valbrume, piscine"}
    proposal = staging.propose(wordpress, draft, seo=seo)
    shown = wordpress.proposal(proposal)["seo"]["keyphrase"]
    assert shown == ("Valbrume piscine" if plugin.several else "Valbrume, piscine")
    decide(wordpress, proposal, "approve")
    now = rows(wordpress, draft)
    assert not set(plugin.keys[:2]) & set(now)
    assert now[plugin.keys[2]] == shown + (",seconde requête,Tierce requête" if plugin.several else "")


def test_the_review_page_shows_the_fields_and_whose_they_are(wordpress: WordPress, plugin: Plugin) -> None:
    draft = worked_on(wordpress, plugin)
    proposal = staging.propose(wordpress, draft, seo=PROPOSED)
    page = wordpress.php(
        """wp_set_current_user(get_user_by('login', 'editrice')->ID);
        $proposal = SeoBridge\\Store::proposal((int) $args[0]);
        SeoBridge\\Review_Seo::card($proposal, SeoBridge\\Draft::find((int) $args[1]), true);""",
        str(proposal),
        str(draft),
    )
    assert all(text in page for text in (TITLE, DESCRIPTION, *PROPOSED.values()))
    assert f">{KEYPHRASE}</td>" in page
    assert ("conservées en plus\u00a0: seconde requête, Tierce requête" in page) == plugin.several
    names = {"yoast": "ceux de Yoast SEO.", "rank-math": "ceux de Rank Math.", "seopress": "ceux de SEOPress."}
    assert names.get(plugin.name, "aucune extension SEO que le pont connaisse") in page


def test_a_secondary_keyphrase_can_become_the_primary_one(wordpress: WordPress) -> None:
    activate(wordpress, RANK_MATH)
    draft = worked_on(wordpress, RANK_MATH)
    proposal = staging.propose(wordpress, draft, seo={**PROPOSED, "keyphrase": "tierce requête"})
    decide(wordpress, proposal, "approve")
    assert rows(wordpress, draft)[RANK_MATH.keys[2]] == "tierce requête,seconde requête"


def test_yoast_counts_where_several_are_active(wordpress: WordPress) -> None:
    activate(wordpress, SEOPRESS, RANK_MATH, YOAST)
    status = wordpress.api("seo-bridge", "GET", f"{ROUTES}/status").json()
    assert status["seo_plugin"] == {"name": "yoast", "version": "26.8", "others": ["rank-math", "seopress"]}
    client = RestClient(wordpress.url, user="seo-bridge", password=wordpress.application_password("seo-bridge"))
    with closing(CompanionSite(client)) as site:
        told = site.status("needs-seo")
    assert (told.seo_plugin, told.seo_plugin_version) == ("yoast", "26.8")
    assert told.other_seo_plugins == ("rank-math", "seopress")
    draft = worked_on(wordpress, YOAST)
    decide(wordpress, staging.propose(wordpress, draft, seo=PROPOSED, stats=STATS), "approve")
    assert rows(wordpress, draft) == YOAST.after | others(YOAST)


def test_a_site_that_goes_over_to_another_plugin_has_other_versions(wordpress: WordPress) -> None:
    activate(wordpress, YOAST)
    draft = worked_on(wordpress, YOAST)
    blank = wordpress.draft("Sans champs", "Le texte.")
    proposal, other = (staging.propose(wordpress, one, seo=PROPOSED, stats=STATS) for one in (draft, blank))
    activate(wordpress, RANK_MATH)
    answer = wordpress.api("editrice", "POST", f"{ROUTES}/proposals/{proposal}/approve")
    assert (answer.status_code, answer.json()["code"]) == (409, "needs_seo_stale")
    # Nothing was there under either name: it is the same version, and its fields go where they count now.
    decide(wordpress, other, "approve")
    assert rows(wordpress, blank) == dict(zip(RANK_MATH.keys, PROPOSED.values(), strict=True))
