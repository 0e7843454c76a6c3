"""What the companion says of the site, judged."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from bridge.doctor import MACHINE_NEEDS, CheckLine, Level, Machine, examine
from bridge.doctor.patient import Delivery
from bridge.errors import LedgerError, SiteRefused
from tests.doctor.patients import check
from tests.support.fake_site import FakeSite

INSIDE = ("protocol", "tag", "drafts", "revisions", "kses", "seo_plugin", "clock")
FIRST = "pas jugé, d'abord : "


def inside(site: FakeSite, *, delivery: Delivery = "companion", fix: bool = False) -> dict[str, CheckLine]:
    return check("http://127.0.0.1:9", site=site, only=INSIDE, delivery=delivery, fix=fix, now=time.time)


@pytest.fixture
def site() -> FakeSite:
    site = FakeSite()
    site.draft("Le marché couvert", "Texte.")
    return site


def test_a_site_that_is_well(site: FakeSite) -> None:
    lines = inside(site)
    assert {code: line.level for code, line in lines.items()} == dict.fromkeys(INSIDE, Level.OK) | {
        "seo_plugin": Level.NOTE
    }
    assert lines["drafts"].proved == "1 brouillon attend"
    assert "iframe, script" in lines["kses"].proved


@pytest.mark.parametrize(
    ("about", "delivery", "code", "level", "said"),
    [
        ({"api": 0}, "companion", "protocol", Level.FAILED, "protocole 0"),
        ({"api": 2}, "companion", "protocol", Level.FAILED, "protocole 2"),
        ({"revisions": 0}, "companion", "revisions", Level.OK, "coupées sur ce site ; l'extension garde"),
        ({"revisions": 3}, "companion", "revisions", Level.OK, "3 gardées"),
        ({"revisions": 0}, "autosave", "revisions", Level.FAILED, "coupées"),
        ({"revisions": 3}, "revision-swap", "revisions", Level.WARNING, "3 gardées"),
        ({"kses_lost": ("contenu : <h2>",)}, "companion", "kses", Level.FAILED, "contenu : <h2>"),
        ({"kses_lost": None}, "companion", "kses", Level.NOTE, "trop ancienne"),
        ({"seo_plugin": "rank-math", "seo_plugin_version": "1.0.9"}, "companion", "seo_plugin", Level.OK, "Math 1.0.9"),
        ({"seo_plugin": "yoast", "other_seo_plugins": ("seopress",)}, "companion", "seo_plugin", Level.OK, "SEOPress)"),
        ({"clock": 0.0}, "companion", "clock", Level.WARNING, "d'écart"),
    ],
    ids=str,
)
def test_what_is_not_as_it_should_be(
    site: FakeSite, about: dict[str, object], delivery: Delivery, code: str, level: Level, said: str
) -> None:
    site.about = about
    line = inside(site, delivery=delivery)[code]
    assert line.level is level
    assert said in line.proved
    assert bool(line.todo) is (level is not Level.OK)


def test_old_and_new_companions_are_told_apart(site: FakeSite) -> None:
    site.about = {"api": 0}
    assert "l'extension du site (" in inside(site)["protocol"].todo
    site.about = {"api": 2}
    lines = inside(site)
    assert "seo-bridge sur cette machine" in lines["protocol"].todo
    assert lines["clock"].proved == f"{FIRST}version de l'extension"


def test_a_tag_that_is_missing_is_made_only_when_asked() -> None:
    site = FakeSite()
    lines = inside(site)
    assert lines["tag"].level is Level.FAILED
    assert "--fix" in lines["tag"].todo
    assert lines["drafts"].level is Level.UNSEEN
    assert site.calls["create_tag"] == 0
    lines = inside(site, fix=True)
    assert "créée" in lines["tag"].proved
    assert lines["drafts"].proved == "aucun brouillon n'attend"
    assert inside(site, fix=True)["tag"].proved == "« needs-seo » existe"
    assert site.calls["create_tag"] == 1


def test_a_tag_that_cannot_be_made(site: FakeSite) -> None:
    site.about = {"tag_exists": False}
    site.fails["create_tag"] = [SiteRefused("trop ancienne", where="tags", todo="créez-la")]
    lines = inside(site, fix=True)
    assert lines["tag"].level is Level.FAILED
    assert (lines["tag"].proved, lines["tag"].todo) == ("trop ancienne [tags]", "créez-la")


# ── the machine ─────────────────────────────────────────────────────────────────────────────────────────────────────


def machine(patient: Machine) -> dict[str, CheckLine]:
    needs = [need for need in MACHINE_NEEDS if need.code in ("ledger", "disk")]
    return {line.code: line for line in examine(needs, patient)}


def test_a_ledger_that_cannot_be_opened_stops_nothing_else(tmp_path: Path) -> None:
    def closed() -> dict[str, dict[object, int]]:
        raise LedgerError("Le registre est abîmé", where="registre.db", todo="mettez-le de côté")

    lines = machine(Machine(jobs=closed, folders={"dossier du registre": tmp_path / "pas" / "encore"}))  # type: ignore[arg-type]
    assert lines["ledger"].level is Level.FAILED
    assert lines["ledger"].todo == "mettez-le de côté"
    assert "libres (dossier du registre)" in lines["disk"].proved


@pytest.mark.parametrize(
    ("free", "level"), [(10**12, Level.OK), (400_000_000, Level.WARNING), (10_000_000, Level.FAILED)]
)
def test_room_on_the_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, free: int, level: Level) -> None:
    from bridge.doctor import machine as needs

    monkeypatch.setattr(needs.shutil, "disk_usage", lambda _: needs.shutil._ntuple_diskusage(10**13, 0, free))
    line = machine(Machine(jobs=dict, folders={"dossier du registre": tmp_path}))["disk"]
    assert line.level is level
    assert bool(line.todo) is (level is not Level.OK)
