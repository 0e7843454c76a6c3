"""What an editor asks for one draft: written by the panel's routes, read by the bridge; and asking at all."""

from __future__ import annotations

import json
from contextlib import closing
from typing import Any

import pytest
import requests

from bridge.domain.source import Brief
from bridge.text.briefing import brief_for
from bridge.wordpress.companion import CompanionSite
from bridge.wordpress.rest import RestClient
from tests.support.screens import debug_log
from tests.support.staging import ROUTES, finding, hold, propose
from tests.support.wordpress import WordPress

pytestmark = pytest.mark.wordpress

WISHES = {
    "keyphrase": "tarif de l’eau",
    "min_words": 900,
    "tone": "sobre \\ « direct »",
    "audience": "Les abonnés <b>ruraux</b>",
    "instructions": "Garder l’exemple de la ferme.\nPas de jargon.",
}
_REVISIONS = "echo count(wp_get_post_revisions((int) $args[0], ['check_enabled' => false]));"


def _ask(site: WordPress, login: str, draft: int, queued: bool = True) -> Any:
    return site.api(login, "POST", f"{ROUTES}/drafts/{draft}/request", {"queued": queued})


def _save(site: WordPress, draft: int, brief: dict[str, Any], login: str = "auteur1") -> Any:
    return site.api(login, "POST", f"{ROUTES}/drafts/{draft}/brief", brief)


def _read_by_the_bridge(site: WordPress, draft: int) -> Brief:
    password = site.application_password("seo-bridge")
    with closing(CompanionSite(RestClient(site.url, user="seo-bridge", password=password))) as port:
        read = port.fetch(draft)
    brief, findings = brief_for(Brief(), instruction=None, editor=read.brief, feedback=())
    assert findings == ()
    return brief


def test_the_bridge_reads_the_brief_that_was_saved(wordpress: WordPress) -> None:
    draft = wordpress.draft("Avant", "Texte.")
    glossary = "council tax = taxe locale\nNHS\n\n2024 = l’an passé\n a = b = c"

    answer = _save(wordpress, draft, {**WISHES, "glossary": glossary})

    assert answer.status_code == 200, answer.text[:500]
    terms = {"council tax": "taxe locale", "NHS": "NHS", "2024": "l’an passé", "a": "b = c"}
    assert answer.json()["brief"] == {**WISHES, "glossary": terms}
    brief = _read_by_the_bridge(wordpress, draft)
    assert {name: getattr(brief, name) for name in WISHES} == WISHES
    assert dict(brief.glossary) == terms
    again = wordpress.api("editrice", "GET", f"{ROUTES}/drafts/{draft}/panel").json()["brief"]
    assert again["glossary"].splitlines() == [
        "council tax = taxe locale",
        "NHS = NHS",
        "2024 = l’an passé",
        "a = b = c",
    ]
    assert again["min_words"] == "900"


def test_saving_a_brief_is_no_new_version_of_the_draft(wordpress: WordPress) -> None:
    draft = wordpress.draft("Avant", "Texte.")
    number = propose(wordpress, draft)
    before, revisions = wordpress.rows(draft), wordpress.php(_REVISIONS, str(draft))
    assert _save(wordpress, draft, WISHES).status_code == 200
    assert wordpress.rows(draft) == before
    assert wordpress.php(_REVISIONS, str(draft)) == revisions
    assert wordpress.proposal(number)["stale"] is False


def test_an_empty_brief_leaves_nothing_behind(wordpress: WordPress) -> None:
    draft = wordpress.draft("Avant", "Texte.")
    _save(wordpress, draft, WISHES)
    assert _save(wordpress, draft, {"keyphrase": "  ", "min_words": "", "glossary": ""}).json() == {"brief": {}}
    left = wordpress.php("echo json_encode(get_post_meta((int) $args[0], '_needs_seo_brief'));", str(draft))
    assert json.loads(left) == []


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("min_words", 49),
        ("min_words", 5001),
        ("min_words", "beaucoup"),
        ("min_words", "700.5"),
        ("tone", "x" * 2001),
        ("glossary", "a = " + "b" * 201),
        ("glossary", "\n".join(f"terme {n} = x" for n in range(101))),
    ],
)
def test_what_the_bridge_would_ignore_is_refused_with_its_field(wordpress: WordPress, field: str, value: Any) -> None:
    draft = wordpress.draft("Avant", "Texte.")
    _save(wordpress, draft, WISHES)
    answer = _save(wordpress, draft, {field: value})
    assert (answer.status_code, answer.json()["code"]) == (400, "needs_seo_brief_invalid")
    assert answer.json()["data"]["field"] == field
    assert wordpress.api("auteur1", "GET", f"{ROUTES}/drafts/{draft}/brief").json()["brief"] == WISHES


def test_the_button_sets_the_tag_and_nothing_else_and_takes_it_off_again(wordpress: WordPress) -> None:
    draft = wordpress.draft("Avant", "Texte.", tags=("autre",))
    before, revisions = wordpress.rows(draft), wordpress.php(_REVISIONS, str(draft))
    asked = _ask(wordpress, "auteur1", draft)
    assert asked.status_code == 200, asked.text[:500]
    assert asked.json()["queued"] is True
    assert len(asked.json()["tags"]) == 2
    assert wordpress.tags(draft) == ["autre", "needs-seo"]
    assert wordpress.rows(draft) == before
    assert wordpress.php(_REVISIONS, str(draft)) == revisions
    assert _ask(wordpress, "auteur1", draft, queued=False).json()["queued"] is False
    assert wordpress.tags(draft) == ["autre"]


def test_the_tag_is_the_sites_own(wordpress: WordPress) -> None:
    draft = wordpress.draft("Avant", "Texte.", tags=())
    wordpress.php("update_option('needs_seo_queue_tag', 'a-reecrire'); echo 1;")
    try:
        assert _ask(wordpress, "auteur1", draft).status_code == 200
    finally:
        wordpress.php("update_option('needs_seo_queue_tag', 'needs-seo'); echo 1;")
    assert wordpress.tags(draft) == ["a-reecrire"]


def test_nothing_is_asked_for_what_is_published_or_waits_already(wordpress: WordPress) -> None:
    public = wordpress.draft("Public", "Texte.", tags=())
    wordpress.api("editrice", "POST", f"/wp/v2/posts/{public}", {"status": "publish"})
    waiting = wordpress.draft("Attend", "Texte.")
    propose(wordpress, waiting, slug="attend")
    answers = [_ask(wordpress, "editrice", draft) for draft in (public, waiting)]
    assert [(answer.status_code, answer.json()["code"]) for answer in answers] == [
        (409, "needs_seo_not_draft"),
        (409, "needs_seo_already_proposed"),
    ]
    assert wordpress.tags(public) == wordpress.tags(waiting) == []
    wordpress.api("auteur1", "POST", f"/wp/v2/posts/{waiting}", {"title": "Attend, changé"})
    assert _ask(wordpress, "auteur1", waiting).status_code == 200


def test_the_panel_says_what_waits_what_is_stale_and_what_was_held(wordpress: WordPress) -> None:
    def panel(draft: int) -> dict[str, Any]:
        return dict(wordpress.api("auteur1", "GET", f"{ROUTES}/drafts/{draft}/panel").json())

    draft = wordpress.draft("Avant", "Texte.")
    assert (panel(draft)["state"], panel(draft)["queued"]) == ("none", True)
    hold(wordpress, draft, "Un chiffre sans source.")
    told = panel(draft)
    assert (told["state"], told["queued"]) == ("held", False)
    assert told["findings"][0]["message"] == "Un chiffre sans source."
    assert told["review"].endswith(f"page=needs-seo-proposals&held={draft}")

    findings = [finding("info", "Une note."), finding("blocker", "Un blocage."), *[finding()] * 6]
    number = propose(wordpress, draft, findings=findings, stats={"seo_score": 87, "words_before": 1, "words_after": 2})
    told = panel(draft)
    assert told["state"] == "pending"
    assert told["review"].endswith(f"page=needs-seo-proposals&proposal={number}")
    assert [one["severity"] for one in told["findings"]] == ["blocker", *["warning"] * 4]
    assert told["more"] == 3
    assert told["scores"][0]["band"] == "good"
    wordpress.api("auteur1", "POST", f"/wp/v2/posts/{draft}", {"title": "Après"})
    assert panel(draft)["state"] == "stale"


@pytest.mark.parametrize("login", ["auteur2", "seo-bridge"])
def test_others_and_the_bridge_neither_read_nor_write_nor_learn_what_there_is(wordpress: WordPress, login: str) -> None:
    draft = wordpress.draft("Avant", "Texte.", tags=())
    _save(wordpress, draft, WISHES)

    def answers(number: int) -> list[tuple[int, str]]:
        asked = {"queued": True}
        calls = [("GET", "panel", None), ("GET", "brief", None), ("POST", "brief", {}), ("POST", "request", asked)]
        made = [wordpress.api(login, verb, f"{ROUTES}/drafts/{number}/{name}", body) for verb, name, body in calls]
        return [(answer.status_code, answer.json()["message"].replace(str(number), "N")) for answer in made]

    assert answers(draft) == answers(99_999_999)
    assert {status for status, _ in answers(draft)} == {403}
    assert wordpress.tags(draft) == []
    assert wordpress.api("auteur1", "GET", f"{ROUTES}/drafts/{draft}/brief").json()["brief"] == WISHES


def test_nobody_signed_in_gets_a_401(wordpress: WordPress) -> None:
    draft = wordpress.draft("Avant", "Texte.")
    answer = requests.get(f"{wordpress.url}/wp-json{ROUTES}/drafts/{draft}/panel", timeout=60)
    assert answer.status_code == 401


def test_php_had_nothing_to_complain_of(wordpress: WordPress) -> None:
    assert debug_log(wordpress) == ""
