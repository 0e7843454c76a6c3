"""``seo-bridge ledger``: copies, cleaning and exports, on a real ledger."""

from __future__ import annotations

import csv
import io
import json
from datetime import datetime
from pathlib import Path

import pytest

from bridge.cli import main
from bridge.domain.draft import DraftSummary
from bridge.domain.job import JobState
from bridge.ledger.database import open_database
from bridge.ledger.repository import Ledger
from tests.cli.fake_bridge import HOSTILE

Capture = pytest.CaptureFixture[str]
LONG_AGO = datetime(2020, 1, 1)


@pytest.fixture
def ledger(configured: Path) -> Path:
    """Three jobs, of long ago: one superseded, one open (its title is a formula, and hostile), one of another site."""
    path = configured.parent / "seo-bridge.db"
    made = Ledger(open_database(f"sqlite:///{path}"), clock=lambda: LONG_AGO)
    for site, draft, title in (("gazette", 1, "Un"), ("gazette", 2, f"=HYPERLINK(1) {HOSTILE}"), ("revue", 3, "Trois")):
        summary = DraftSummary(id=draft, type="post", status="draft", title=title, base="a" * 64)
        made.admit(site, [summary], engine="faux", polled_at=LONG_AGO, asks_again={})
    first = made.claim(1)
    assert first
    made.end(first, JobState.SUPERSEDED, "Modifié.")
    made.close()
    return path


def test_a_backup_is_told_and_not_made_twice(ledger: Path, capsys: Capture) -> None:
    assert main(["ledger", "backup", "copie.db"]) == 0
    assert "Copie vérifiée : copie.db (3 travaux)" in capsys.readouterr().err
    assert main(["ledger", "backup", "copie.db"]) == 1
    assert "--force" in capsys.readouterr().err
    assert main(["ledger", "backup", "copie.db", "--force"]) == 0


def test_pruning_tells_what_it_takes_out_and_only_takes_what_ended(ledger: Path, capsys: Capture) -> None:
    assert main(["ledger", "prune", "--older-than", "90j", "--dry-run"]) == 0
    assert capsys.readouterr().out == "1 travail à enlever (1 dépassé).\n"
    assert main(["ledger", "prune", "--older-than", "90d"]) == 0
    assert capsys.readouterr().out == "1 travail enlevé (1 dépassé).\n"
    assert main(["ledger", "prune", "--older-than", "90d"]) == 0
    assert capsys.readouterr().out == "0 travail enlevé.\n"


@pytest.mark.parametrize("age", ["0d", "90", "d", "-3d", "12h", "1e3d"])
def test_an_age_that_would_reach_into_today_or_is_none(ledger: Path, capsys: Capture, age: str) -> None:
    assert main(["ledger", "prune", "--older-than", age]) == 2
    assert "au moins 1" in capsys.readouterr().err


def test_an_export_as_json_has_every_job_and_no_text(ledger: Path, capsys: Capture) -> None:
    assert main(["ledger", "export"]) == 0
    text = capsys.readouterr().out
    jobs = json.loads(text)
    assert [(job["id"], job["site"], job["state"]) for job in jobs] == [
        (1, "gazette", "superseded"),
        (2, "gazette", "admitted"),
        (3, "revue", "admitted"),
    ]
    assert (jobs[0]["reason"], jobs[0]["created_at"], jobs[0]["model_calls"]) == ("Modifié.", "2020-01-01T00:00:00Z", 0)
    assert not {"key", "base", "content", "record"} & set(jobs[0])
    assert "\x1b" not in text
    assert "\u202e" not in text


def test_an_export_as_csv_has_no_formulas(ledger: Path, capsys: Capture) -> None:
    assert main(["ledger", "export", "--format", "csv", "--site", "gazette"]) == 0
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    assert [row["id"] for row in rows] == ["1", "2"]
    assert rows[1]["title"].startswith("'=HYPERLINK(1)")


def test_an_export_of_nothing(configured: Path, capsys: Capture) -> None:
    assert main(["ledger", "export"]) == 0
    assert json.loads(capsys.readouterr().out) == []
    assert main(["ledger", "export", "--format", "csv"]) == 0
    assert capsys.readouterr().out == ""


def test_a_ledger_that_is_damaged_is_told_by_every_command(ledger: Path, capsys: Capture) -> None:
    ledger.write_bytes(ledger.read_bytes()[:9000])
    for command in (["status"], ["ledger", "export"], ["ledger", "backup", "copie.db"]):
        assert main(command) == 1
        said = capsys.readouterr().err
        assert "abîmé" in said
        assert "À faire" in said
