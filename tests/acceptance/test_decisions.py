"""What the bridge leaves alone, what a person's decision does, and who may decide."""

from __future__ import annotations

from pathlib import Path

import pytest

from bridge import bootstrap, config
from tests.support.running import PASSWORD, Installation, install, sample
from tests.support.wordpress import WordPress

pytestmark = pytest.mark.wordpress

ROUTES = "/needs-seo/v1"


@pytest.fixture
def installation(tmp_path: Path, wordpress: WordPress) -> Installation:
    return install(tmp_path, wordpress)


def _proposed(installation: Installation, name: str = "01", **fields: object) -> tuple[int, int]:
    """A draft from a sample and its pending proposal."""
    title, content = sample(name)
    draft = installation.wordpress.draft(title, content, **fields)
    job = installation.once()[draft]
    assert job["state"] == "proposed", job["reason"]
    return draft, job["proposal"]


def test_nothing_of_the_drafts_moves_but_their_tags(installation: Installation) -> None:
    site = installation.wordpress
    drafts = {name: site.draft(*sample(name), author=author) for name, author in
              (("01", "auteur1"), ("02", "auteur2"), ("04", "auteur1"), ("06", "editrice"))}  # fmt: skip
    before = {name: site.rows(draft) for name, draft in drafts.items()}

    jobs = installation.once()

    assert {name: jobs[draft]["state"] for name, draft in drafts.items()} == {
        "01": "proposed", "02": "proposed", "04": "held", "06": "held",
    }  # fmt: skip
    assert {name: site.rows(draft) for name, draft in drafts.items()} == before
    assert site.tags(drafts["01"]) == ["seo-propose"]
    assert site.tags(drafts["04"]) == ["seo-retenu"]


def test_approval_makes_the_proposal_the_draft_and_publishes_nothing(installation: Installation) -> None:
    site = installation.wordpress
    draft, number = _proposed(installation)
    proposal = site.proposal(number)
    staged = site.php("echo get_post((int) $args[0])->post_content;", str(number))

    answer = site.api("editrice", "POST", f"{ROUTES}/proposals/{number}/approve")

    assert answer.status_code == 200, answer.text[:500]
    after = site.content(draft)
    assert after == {
        "title": proposal["title"],
        "content": staged,
        "excerpt": proposal["excerpt"],
        "slug": proposal["slug"],
        "status": "draft",
        "seo_title": proposal["seo"]["title"],
        "description": proposal["seo"]["description"],
        "keyphrase": proposal["seo"]["keyphrase"],
    }
    assert site.proposal(number)["state"] == "approved"
    assert site.tags(draft) == []
    assert installation.once() == {}


def test_rejection_changes_nothing_and_keeps_the_reason(installation: Installation) -> None:
    site = installation.wordpress
    draft, number = _proposed(installation)
    before = site.rows(draft)

    answer = site.api(
        "editrice", "POST", f"{ROUTES}/proposals/{number}/reject", {"reason": "Le ton est trop « vif » \\."}
    )

    assert answer.status_code == 200, answer.text[:500]
    assert site.rows(draft) == before
    proposal = site.proposal(number)
    assert (proposal["state"], proposal["reason"]) == ("rejected", "Le ton est trop « vif » \\.")
    assert site.tags(draft) == []


def test_tagging_again_after_a_rejection_asks_again_with_the_reason(installation: Installation) -> None:
    site = installation.wordpress
    draft, number = _proposed(installation)
    site.api("editrice", "POST", f"{ROUTES}/proposals/{number}/reject", {"reason": "Trop long."})
    assert installation.once() == {}
    site.api("editrice", "POST", f"/wp/v2/posts/{draft}", {"tags": [site.tag_id()]})

    job = installation.once()[draft]

    assert job["state"] == "proposed"
    assert job["proposal"] != number
    assert site.api("seo-bridge", "GET", f"{ROUTES}/drafts/{draft}").json()["feedback"][0]["reason"] == "Trop long."


def test_the_bridges_user_can_decide_publish_and_edit_nothing(installation: Installation) -> None:
    site = installation.wordpress
    draft, number = _proposed(installation)
    before = site.rows(draft)
    tries = [
        ("POST", f"{ROUTES}/proposals/{number}/approve", None),
        ("POST", f"{ROUTES}/proposals/{number}/reject", {"reason": "non"}),
        ("POST", f"/wp/v2/posts/{draft}", {"status": "publish"}),
        ("POST", f"/wp/v2/posts/{draft}", {"title": "autre"}),
        ("POST", f"/wp/v2/posts/{draft}/autosaves", {"content": "autre"}),
        ("POST", "/wp/v2/posts", {"title": "nouveau", "status": "draft"}),
        ("DELETE", f"/wp/v2/posts/{draft}", None),
        ("DELETE", f"/wp/v2/posts/{draft}/revisions/{number}", None),
        ("POST", "/wp/v2/tags", {"name": "nouvelle"}),
        ("POST", "/wp/v2/users", {"username": "x", "email": "x@exemple.invalid", "password": "x"}),
        ("POST", "/wp/v2/settings", {"title": "autre"}),
    ]

    statuses = {(method, path): site.api("seo-bridge", method, path, body, force=1).status_code
                for method, path, body in tries}  # fmt: skip

    assert set(statuses.values()) <= {401, 403}, statuses
    assert statuses["POST", f"{ROUTES}/proposals/{number}/approve"] == 403
    assert site.rows(draft) == before
    assert site.proposal(number)["state"] == "pending"


def test_an_edit_while_the_bridge_writes_wins(installation: Installation, monkeypatch: pytest.MonkeyPatch) -> None:
    site = installation.wordpress
    title, content = sample("01")
    draft = site.draft(title, content)
    monkeypatch.setenv(PASSWORD, installation.environment[PASSWORD])
    with bootstrap.build(config.load(installation.config)) as bridge:
        engine = _EditsMeanwhile(
            bridge, lambda: site.api("auteur1", "POST", f"/wp/v2/posts/{draft}", {"title": "Relu"})
        )
        with bootstrap.build(config.load(installation.config), engines={"extractive": engine}) as interrupted:
            (job,) = interrupted.admit("essai").admitted
            ended = interrupted.process(job)

    assert ended.state == "superseded"
    assert "modifié" in ended.reason
    assert site.proposals(draft) == []
    assert site.content(draft)["title"] == "Relu"

    again = installation.once()[draft]
    assert again["state"] == "proposed"
    assert site.proposal(again["proposal"])["stale"] is False


class _EditsMeanwhile:
    """The real engine, with a person who saves the draft while it works."""

    name = "extractive"

    def __init__(self, bridge: bootstrap.Bridge, edit: object) -> None:
        self._engine = bridge._engines["extractive"]
        self._edit = edit

    def rewrite(self, source: object, brief: object, meter: object) -> object:
        made = self._engine.rewrite(source, brief, meter)  # type: ignore[arg-type]
        answer = self._edit()  # type: ignore[operator]
        assert answer.status_code == 200
        return made

    def repair(self, *_: object) -> None:
        """Nothing to mend."""


def test_a_second_run_does_nothing_where_nothing_changed(installation: Installation) -> None:
    site = installation.wordpress
    site_settings = installation.site
    site_settings["on_held"] = {"add": [], "remove": []}
    held = site.draft(*sample("04"))
    draft, number = _proposed(installation)

    assert installation.once() == {}
    assert site.proposals(draft) == [number]
    assert site.tags(held) == ["needs-seo"]


def test_a_changed_draft_supersedes_its_pending_proposal(installation: Installation) -> None:
    site = installation.wordpress
    draft, first = _proposed(installation)
    site.api("auteur1", "POST", f"/wp/v2/posts/{draft}",
             {"title": "Un autre titre pour la piscine", "tags": [site.tag_id()]})  # fmt: skip
    assert site.proposal(first)["stale"] is True
    assert site.api("editrice", "POST", f"{ROUTES}/proposals/{first}/approve").status_code == 409

    second = installation.once()[draft]

    assert second["state"] == "proposed"
    assert site.proposal(first)["state"] == "superseded"
    assert site.proposal(second["proposal"])["state"] == "pending"
