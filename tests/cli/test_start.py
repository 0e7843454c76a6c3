"""What a start costs: a poll that brings nothing imports nothing that reads texts, asks models or migrates."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.wordpress import ROOT
from tests.wordpress.web_server import Reply, web_server

HEAVY = (
    "spacy", "lingua", "openai", "dateparser", "babel", "wordfreq", "simplemma", "apscheduler", "alembic", "selectolax",
    "lxml", "wordpress_xmlrpc", "bridge.text.reading", "bridge.checks.registry", "bridge.engines.extractive",
)  # fmt: skip
PROGRAM = f"""\
import sys
from bridge.cli import main
code = main(sys.argv[1:])
print("heavy:", *sorted(set({HEAVY!r}) & set(sys.modules)))
sys.exit(code)
"""


@pytest.mark.parametrize("engine", ["extractive", "modele"])
def test_an_idle_once_imports_nothing_heavy(tmp_path: Path, engine: str) -> None:
    with web_server(Reply(body="[]")) as server:
        (tmp_path / "config.yaml").write_text(
            f"""
engines:
  modele: {{kind: openai_compatible, base_url: "https://modele.example/v1", model: m, api_key: {{env: PW}}}}
sites: [{{name: une, url: "{server.url}", user: pont, password: {{env: PW}}, engine: {engine}}}]
""",
            encoding="utf-8",
        )
        said = [
            subprocess.run(
                [sys.executable, "-c", PROGRAM, "once", "--config", str(tmp_path / "config.yaml")],
                env={**os.environ, "PYTHONPATH": str(ROOT), "PW": "abcd efgh"},
                capture_output=True,
                text=True,
                check=False,
            )
            for _ in range(2)  # the first makes the ledger
        ][-1]
        assert len(server.seen) == 2, "one request a start"
    assert said.returncode == 0, said.stderr
    assert said.stdout.splitlines()[-1].split() == ["heavy:"]
