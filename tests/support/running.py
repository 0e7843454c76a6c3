"""The bridge against a sandbox, as a user would set it up."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from tests.support.wordpress import ROOT, WordPress, seo_bridge

PASSWORD = "BRIDGE_TEST_PASSWORD"


@dataclass
class Installation:
    """A folder with a configuration for one sandbox. ``site`` is what the YAML says of it."""

    folder: Path
    wordpress: WordPress
    document: dict[str, Any]

    @property
    def config(self) -> Path:
        path = self.folder / "config.yaml"
        path.write_text(yaml.safe_dump(self.document, allow_unicode=True), encoding="utf-8")
        return path

    @property
    def site(self) -> dict[str, Any]:
        return self.document["sites"][0]

    @property
    def environment(self) -> dict[str, str]:
        return {PASSWORD: self.wordpress.application_password("seo-bridge")}

    def command(self, *arguments: str, env: dict[str, str] | None = None) -> Any:
        return seo_bridge(*arguments, "--config", str(self.config), env={**self.environment, **(env or {})})

    def once(self, *arguments: str, code: int | None = 0) -> dict[int, dict[str, Any]]:
        """``seo-bridge once --json``: what it says of each draft, by the draft's number."""
        return {draft: job for (_, draft), job in self.jobs(*arguments, code=code).items()}

    def jobs(
        self, *arguments: str, code: int | None = 0, env: dict[str, str] | None = None
    ) -> dict[tuple[str, int], dict[str, Any]]:
        """The same for several sites, by the site's name and the draft's number; ``env`` has their passwords."""
        done = self.command("once", "--json", *arguments, env=env)
        assert code is None or done.returncode == code, f"{done.returncode}\n{done.stdout}\n{done.stderr}"
        return {(job["site"], job["draft"]): job for job in json.loads(done.stdout)["jobs"]}


def install(folder: Path, wordpress: WordPress, **site: Any) -> Installation:
    """A configuration like the README's, with ``site`` changing the site's part of it."""
    settings = {
        "name": "essai",
        "url": wordpress.url,
        "user": "seo-bridge",
        "password": {"env": PASSWORD},
        **site,
    }
    return Installation(folder, wordpress, {"ledger": {"url": "sqlite:///ledger.db"}, "sites": [settings]})


def sample(name: str) -> tuple[str, str]:
    """Title and content of one of the project's samples, by the beginning of its file's name."""
    folder = ROOT / "tests" / "samples"
    for entry in yaml.safe_load((folder / "samples.yaml").read_text(encoding="utf-8"))["samples"]:
        if entry["file"].startswith(name):
            return entry["title"], (folder / entry["file"]).read_text(encoding="utf-8")
    raise KeyError(name)
