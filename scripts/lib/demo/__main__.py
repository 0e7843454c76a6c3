"""Puts the sample drafts into the sandbox, runs ``seo-bridge once``, and prints what became of each."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import requests
import yaml
from rich.console import Console

from bridge import bootstrap, config
from demo.drafts import Sample, real_drafts, samples
from demo.report import show

TAG = "needs-seo"


def main() -> int:
    """The exit code of ``seo-bridge once``."""
    folder, stays, only_samples = Path(sys.argv[1]), "stays" in sys.argv[2:], "samples" in sys.argv[2:]
    site = json.loads((folder / "site.json").read_text(encoding="utf-8"))
    console = Console(width=min(Console().width, 110), highlight=False)
    drafts = samples() if only_samples else [*samples(), *real_drafts()]
    console.print(f"\n[bold]1. WordPress[/] {site['wordpress_version']} at {site['url']}")
    console.print(f"[bold]2. {len(drafts)} drafts[/], tagged “{TAG}” by their authors:")
    shows = {_write(site, draft): draft.shows for draft in drafts}
    for text in shows.values():
        console.print(f"   · {text}", soft_wrap=False)
    settings = _configure(folder, site)
    console.print("[bold]3. seo-bridge once[/]\n")
    environment = {**os.environ, "DEMO_PASSWORD": site["bridge"]["application_password"]}
    done = subprocess.run(
        [sys.executable, "-m", "bridge", "once", "--config", str(settings)], env=environment, check=False
    )
    os.environ["DEMO_PASSWORD"] = environment["DEMO_PASSWORD"]
    with bootstrap.build(config.load(settings)) as bridge:
        for job in reversed(bridge.jobs(limit=100)):
            show(console, bridge.job(str(job.id)), site)
    _farewell(console, site)
    if not stays:
        console.print("The site is stopped now: [bold]scripts/sandbox up --name demo[/] brings it back as it is, and")
        console.print("[bold]scripts/demo --wait[/] shows all this again and leaves it up.\n")
    return done.returncode


def _write(site: dict[str, Any], draft: Sample) -> int:
    """The id of the new draft, written by its author over core's own REST API."""
    api = f"{site['url']}/wp-json/wp/v2"
    credentials = (draft.author, site["users"][draft.author]["application_password"])
    tags = requests.get(f"{api}/tags", params={"slug": TAG}, timeout=60).json()
    body = {"title": draft.title, "content": draft.content, "status": "draft", "tags": [tags[0]["id"]]}
    answer = requests.post(f"{api}/posts", json=body, auth=credentials, timeout=60)
    answer.raise_for_status()
    return int(answer.json()["id"])


def _configure(folder: Path, site: dict[str, Any]) -> Path:
    """A configuration as a user would write it; its ledger is new with every demo."""
    for old in folder.glob("ledger.db*"):
        old.unlink()
    settings: dict[str, Any] = {
        "ledger": {"url": "sqlite:///ledger.db"},
        "sites": [
            {
                "name": "demo",
                "url": site["url"],
                "user": site["bridge"]["user"],
                "password": {"env": "DEMO_PASSWORD"},
                "engine": "extractive",
            }
        ],
    }
    if os.environ.get("OPENAI_API_KEY") or os.environ.get("OPENAI_BASE_URL"):
        model: dict[str, Any] = {
            "kind": "openai_compatible",
            "base_url": os.environ.get("OPENAI_BASE_URL") or "https://api.openai.com/v1",
            "model": os.environ.get("OPENAI_MODEL") or "gpt-4o-mini",
            "allow_http": True,
        }
        if os.environ.get("OPENAI_API_KEY"):
            model["api_key"] = {"env": "OPENAI_API_KEY"}
        settings["engines"] = {"model": model}
        settings["sites"][0]["engine"] = "model"
    path = folder / "config.yaml"
    path.write_text(yaml.safe_dump(settings, allow_unicode=True, sort_keys=False), encoding="utf-8")
    return path


def _farewell(console: Console, site: dict[str, Any]) -> None:
    console.print(
        f"\nAll of them in WordPress: {site['admin_url']}admin.php?page=needs-seo-proposals\n"
        f"Sign in as [bold]editrice[/] with the password [bold]{site['users']['editrice']['password']}[/] "
        "(an editor, who may approve and reject).\n"
    )


if __name__ == "__main__":
    sys.exit(main())
