"""``seo-bridge`` on a site without the companion, from the tag to what a person reads."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.support.plain_site import Plain
from tests.support.running import install, sample

pytestmark = pytest.mark.wordpress


@pytest.mark.parametrize(
    ("delivery", "access"), [("autosave", "rest"), ("revision-swap", "rest"), ("revision-swap", "xmlrpc")]
)
def test_tagged_drafts_are_proposed_or_held_and_a_report_says_what_to_do(
    plain: Plain, delivery: str, access: str
) -> None:
    site = plain.wordpress
    installation = install(plain.folder, site, delivery=delivery, access=access)
    good, bad = site.draft(*sample("01"), author="auteur1"), site.draft(*sample("04"), author="auteur2")
    before = [plain.rows(draft, but=("_edit_last",)) for draft in (good, bad)]

    jobs = installation.once()

    assert [jobs[draft]["state"] for draft in (good, bad)] == ["proposed", "held"]
    assert [plain.rows(draft, but=("_edit_last",)) for draft in (good, bad)] == before
    assert [site.tags(draft) for draft in (good, bad)] == [["seo-propose"], ["seo-retenu"]]
    stored = {int(revision["ID"]): revision for revision in plain.revisions(good)}
    assert "wp:heading" in stored[jobs[good]["proposal"]]["post_content"]
    assert installation.once() == {}  # the queue tag is gone

    shown = installation.command("show", str(jobs[good]["id"])).stdout
    [path] = [line.split(" : ", 1)[1] for line in shown.splitlines() if line.startswith("Compte rendu")]
    report = Path(path.strip()).read_text(encoding="utf-8")
    [description] = [line.split(" : ", 1)[1] for line in shown.splitlines() if line.startswith("Méta description")]
    assert description.split(" (")[0][:40].split("’")[0] in report
    assert f"revision.php?revision={jobs[good]['proposal']}" in report
    assert str(plain.folder / "reports") in installation.command("status").stdout
    assert len(list((plain.folder / "reports").iterdir())) == 2

    plain.take(jobs[good]["proposal"])
    assert installation.once() == {}
    assert installation.command("learn").returncode == 0


def test_a_site_that_the_delivery_does_not_fit_is_told_before_anything_starts(plain: Plain) -> None:
    installation = install(plain.folder, plain.wordpress, delivery="autosave", access="xmlrpc")
    done = installation.command("once")
    assert done.returncode == 2
    assert "XML-RPC n'a pas de sauvegarde automatique" in done.stderr
    without = install(plain.folder, plain.wordpress).command("once")
    assert without.returncode == 1
    assert "without-the-companion.md" in without.stderr


@pytest.mark.parametrize(("delivery", "access"), [("autosave", "rest"), ("revision-swap", "xmlrpc")])
def test_the_check_of_a_site_without_the_companion(plain: Plain, delivery: str, access: str) -> None:
    installation = install(plain.folder, plain.wordpress, delivery=delivery, access=access, tag=f"file-{access}")
    missing = installation.command("check", "--json")
    assert missing.returncode == 1
    assert _results(missing.stdout)["tag"] == "failed"
    fixed = installation.command("check", "--json", "--fix")
    assert fixed.returncode == 0, fixed.stdout
    results = _results(fixed.stdout)
    assert results["role"] == results["tag"] == results["drafts"] == "ok"
    assert {"companion", "protocol", "rights", "kses"} & set(results) == set()


def _results(said: str) -> dict[str, str]:
    return {need["code"]: need["result"] for need in json.loads(said)["groups"][0]["needs"]}
