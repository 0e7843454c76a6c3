"""What every section starts: the bridge as its users do, with a configuration, and the model server beside it."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.request import urlopen

import yaml

from bridge.yoast.installation import PLACE
from scripts.benching.processes import Cost, Running, cpu_of

PASSWORD = "BRIDGE_BENCH_PASSWORD"
#: Drafts at once: the issue's. It is every limit's, so that none is below what the model is asked at once.
AT_ONCE = 16
#: A model call may take so many seconds, whatever its latency.
_PATIENCE = 300


@dataclass(frozen=True, kw_only=True)
class Options:
    """What the command line asks of every section. ``drafts``: None for each section's own number."""

    drafts: int | None = None
    quick: bool = False
    profile: bool = False
    folder: Path = Path(".local/bench")

    def number(self, full: int, quick: int) -> int:
        return self.drafts or (quick if self.quick else full)


@dataclass
class Installation:
    """A folder of the bridge's: configuration and ledger. ``calls``: of the model at once, by all processes together;
    ``extra``: top-level keys, such as ``dispatch``; ``env``: of its environment, beside the site's password."""

    folder: Path
    site: str
    password: str
    model: str
    workers: int = 2 * AT_ONCE
    calls: int = AT_ONCE
    ledger: Mapping[str, Any] = field(default_factory=lambda: {"url": "sqlite:///ledger.db"})
    extra: Mapping[str, Any] = field(default_factory=dict)
    env: Mapping[str, str] = field(default_factory=dict)
    site_extra: Mapping[str, Any] = field(default_factory=dict)
    yoast: bool = True
    profile: bool = False

    @property
    def config(self) -> Path:
        self.folder.mkdir(parents=True, exist_ok=True)
        path = self.folder / "config.yaml"
        path.write_text(yaml.safe_dump(self.document()), encoding="utf-8")
        return path

    def document(self) -> dict[str, Any]:
        """One call a draft: the ideal counts no repair."""
        engine = {"kind": "openai_compatible", "base_url": f"{self.model}/v1", "model": "bench", "timeout": _PATIENCE,
                  "strategy": "whole", "concurrency": self.calls}  # fmt: skip
        site = {"name": "bench", "url": self.site, "user": "seo-bridge", "password": {"env": PASSWORD},
                "engine": "bench", "repairs": 0, "concurrency": AT_ONCE, **self.site_extra}  # fmt: skip
        return {"ledger": dict(self.ledger), "workers": self.workers, "engines": {"bench": engine}, "sites": [site],
                **self.extra}  # fmt: skip

    def start(self, *arguments: str) -> Running:
        """``seo-bridge`` with these arguments, running."""
        env = {PASSWORD: self.password, "NO_COLOR": "1", "PYTHONPATH": str(Path.cwd()), **self.env}
        if not self.yoast:
            nowhere = self.folder / "no-yoast"
            nowhere.mkdir(parents=True, exist_ok=True)
            env[PLACE] = str(nowhere)
        program = ["-m", "bridge"]
        if self.profile:
            program = ["-m", "scripts.benching.sampled", str(self.folder / "profile.json")]
        command = [sys.executable, *program, *arguments, "--config", str(self.config)]
        return Running.start(command, env=env, folder=self.folder / "output")

    def once(self) -> Cost:
        """``seo-bridge once`` from its start to its end. RuntimeError where it fails."""
        return checked(self.start("once", "--json").finish())

    def profiled(self) -> list[dict[str, Any]]:
        """Where the CPU time of the last command went, most first."""
        found: list[dict[str, Any]] = json.loads((self.folder / "profile.json").read_text(encoding="utf-8"))
        return found


def checked(cost: Cost) -> Cost:
    """RuntimeError with what it said where the command failed."""
    if cost.code != 0:
        said = "; ".join(_troubles(cost)) or cost.output[-1500:]
        raise RuntimeError(f"seo-bridge ended with {cost.code}: {said}\n{cost.errors[-1500:]}")
    return cost


def _troubles(cost: Cost) -> list[str]:
    """What ``once --json`` says of drafts that came to no verdict."""
    try:
        told = json.loads(cost.output)
    except ValueError:
        return []
    jobs = [
        f"draft {job['draft']}: {job['state']}, {job['error']}"
        for job in told["jobs"]
        if not job["ended"] or job["error"]
    ]
    return [*jobs, f"held back: {told['held_back']}, left: {told['left']}"]


def verdicts(cost: Cost) -> dict[str, int]:
    """How many jobs of ``once --json`` ended in each state."""
    counted: dict[str, int] = {}
    for job in json.loads(cost.output)["jobs"]:
        counted[job["state"]] = counted.get(job["state"], 0) + 1
    return counted


@dataclass
class ModelServer:
    """The process, and where it answers."""

    url: str
    process: subprocess.Popen[str]

    def cpu(self) -> float:
        return cpu_of(self.process.pid)[0]

    def stats(self) -> dict[str, Any]:
        """``calls`` (when they came, by copy), ``most_at_once``, ``unknown``."""
        with urlopen(f"{self.url}/stats", timeout=30) as answer:
            found: dict[str, Any] = json.load(answer)
        found["calls"] = {int(number): moments for number, moments in found["calls"].items()}
        return found

    def calls(self) -> dict[int, int]:
        """How many calls there were for each copy."""
        return {number: len(moments) for number, moments in self.stats()["calls"].items()}


@contextmanager
def model_server(copies: int, *, latency: float, wrong_every: int = 0) -> Iterator[ModelServer]:
    """A model that knows so many copies, until the block ends."""
    command = [sys.executable, "-m", "scripts.benching.model", "--copies", str(copies), "--latency", str(latency),
               "--wrong-every", str(wrong_every)]  # fmt: skip
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout
            url = process.stdout.readline().strip()
            if not url:
                raise RuntimeError("the model server did not start")
            yield ModelServer(url, process)
        finally:
            process.terminate()


@contextmanager
def folder() -> Iterator[Path]:
    """A fresh folder for a bridge, gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="seo-bridge-bench-") as path:
        yield Path(path)
