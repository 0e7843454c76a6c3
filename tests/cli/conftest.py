from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.driver import Command

CONFIG = """\
sites:
  - {name: gazette, url: https://gazette.example, user: bot, password: {env: GAZETTE_PASSWORD}}
  - {name: revue, url: https://revue.example, user: bot, password: {env: GAZETTE_PASSWORD}}
"""


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty home that is the current directory."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("COLUMNS", "80")
    for name in ("SEO_BRIDGE_CONFIG", "XDG_STATE_HOME", "FORCE_COLOR", "NO_COLOR"):
        monkeypatch.delenv(name, raising=False)
    return tmp_path


@pytest.fixture
def configured(home: Path) -> Path:
    path = home / "config.yaml"
    path.write_text(CONFIG, encoding="utf-8")
    return path


@pytest.fixture
def command() -> Command:
    return Command()
