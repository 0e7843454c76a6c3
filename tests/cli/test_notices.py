"""What the command line says of notices: understood or not, and a message to try."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.driver import Command
from tests.operations.newsroom import inbox

SECRET = "jeton-tres-secret-0123456789"


@pytest.fixture
def noticed(configured: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    text = configured.read_text(encoding="utf-8")
    configured.write_text("notices:\n  - {url: {env: UN}}\n  - {url: {env: DEUX}, on: [held]}\n" + text, "utf-8")
    monkeypatch.setenv("UN", f"json://127.0.0.1:9/{SECRET}")
    monkeypatch.setenv("DEUX", f"nimporte://{SECRET}")
    return configured


def test_check_tells_of_each_whether_it_is_understood(
    noticed: Path, command: Command, capsys: pytest.CaptureFixture[str]
) -> None:
    assert command("check", "--verbose") == 1
    said = capsys.readouterr().out
    assert "✓ avis n° 1 : adresse JSON comprise" in " ".join(said.split())
    assert "✗ avis n° 2 : Cette adresse d'avis n'est d'aucun service connu" in " ".join(said.split())
    assert SECRET not in said


def test_a_trial_goes_to_each_and_a_failure_is_told(
    noticed: Path, command: Command, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    with inbox() as box:
        monkeypatch.setenv("UN", f"json://127.0.0.1:{box.port}/{SECRET}")
        assert command("notices", "test") == 1
        monkeypatch.setenv("DEUX", f"json://127.0.0.1:{box.port}/deux")
        assert command("notices", "test") == 0
    said = "".join(capsys.readouterr())
    assert box.titles == ["seo-bridge : message d’essai"] * 3
    assert "✗ notices, n° 2 : Cette adresse d'avis" in " ".join(said.split())
    assert SECRET not in said


def test_without_notices_it_says_so(configured: Path, command: Command, capsys: pytest.CaptureFixture[str]) -> None:
    assert command("notices", "test") == 2
    assert "n'a aucun avis" in capsys.readouterr().err
    assert command("check") == 0
    assert "Avis" not in capsys.readouterr().out
