"""``dispatch``: what is not asked for is not loaded, and what is missing is said."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from bridge.config import load
from bridge.errors import ConfigError

ROOT = Path(__file__).parents[2]
SITE = "sites: [{name: une, url: https://une.example, user: pont, password: {env: X}}]\n"
_WITHOUT = """
import sys
sys.modules.update(dict.fromkeys(("procrastinate", "psycopg"), None))
from bridge.cli import main
sys.exit(main(sys.argv[1:]))
"""


def config(folder: Path, text: str) -> Path:
    path = folder / "config.yaml"
    path.write_text(text + SITE, encoding="utf-8")
    return path


def without_the_extra(*arguments: str) -> subprocess.CompletedProcess[str]:
    """The command line where the extra ``postgresql`` is not installed."""
    command = [sys.executable, "-c", _WITHOUT, *arguments]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, encoding="utf-8", check=False)


def test_embedded_needs_neither_procrastinate_nor_psycopg(tmp_path: Path) -> None:
    done = without_the_extra("status", "--config", str(config(tmp_path, "")))
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "seo-bridge.db").is_file()


@pytest.mark.parametrize("command", ["status", "worker", "run"])
def test_what_is_not_installed_is_said_with_the_command_that_installs_it(tmp_path: Path, command: str) -> None:
    text = "dispatch: procrastinate\nledger: {url: postgresql://pont@127.0.0.1:1/pont}\n"
    done = without_the_extra(command, "--config", str(config(tmp_path, text)))
    assert done.returncode == 2, done.stderr
    assert "requirements-postgresql.lock" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("ledger", ["", "ledger: {url: sqlite:///a.db}\n", "ledger: {}\n"])
def test_a_queue_without_a_shared_ledger_is_refused_at_its_line(tmp_path: Path, ledger: str) -> None:
    path = config(tmp_path, f"{ledger}dispatch: procrastinate\n")
    with pytest.raises(ConfigError) as caught:
        load(path)
    assert f"ligne {2 if ledger else 1} : dispatch" in caught.value.what
    assert "registre PostgreSQL" in caught.value.what


def test_a_plain_address_means_psycopg_and_both_are_accepted(tmp_path: Path) -> None:
    for scheme in ("postgresql", "postgresql+psycopg"):
        text = f"dispatch: procrastinate\nledger: {{url: {scheme}://pont@base.example/pont}}\n"
        loaded = load(config(tmp_path, text))
        assert loaded.ledger.server() == "postgresql://pont@base.example/pont"


def test_a_worker_without_a_queue_says_what_to_set(tmp_path: Path) -> None:
    done = without_the_extra("worker", "--config", str(config(tmp_path, "")))
    assert done.returncode == 2
    assert "dispatch: procrastinate" in done.stderr
