"""The units, the Dockerfile and the compose file name what there is, and give away nothing that they need not."""

from __future__ import annotations

import configparser
import json
import re
import shlex
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import typer
import yaml

from bridge.cli.app import app

ROOT = Path(__file__).parents[2]
DEPLOY = ROOT / "deploy"
UNITS = sorted((DEPLOY / "systemd").glob("*.service"))
DOCKERFILE = (DEPLOY / "Dockerfile").read_text(encoding="utf-8")
COMPOSE = yaml.safe_load((DEPLOY / "compose.yaml").read_text(encoding="utf-8"))
#: What comes with PostgreSQL's shared ledger.
COMMANDS = {*typer.main.get_command(app).commands}  # type: ignore[attr-defined]


class Unit(configparser.RawConfigParser):
    """A unit's sections; a key that stands there more than once has all its values, a line each."""

    def __init__(self, path: Path) -> None:
        super().__init__(strict=False, dict_type=dict, delimiters=("=",), comment_prefixes=("#",))
        self.text = path.read_text(encoding="utf-8")
        self.read_string(self.text)

    def optionxform(self, optionstr: str) -> str:
        return optionstr


def is_known(arguments: list[str]) -> bool:
    """Whether the command line has that command and these options."""
    name, *options = arguments
    command = typer.main.get_command(app).commands[name]  # type: ignore[attr-defined]
    known = {option for parameter in command.params for option in parameter.opts}
    return all(option in known for option in options if option.startswith("-"))


@pytest.mark.parametrize("path", UNITS, ids=lambda path: path.name)
def test_a_unit_runs_a_command_that_there_is_as_somebody_who_may_do_little(path: Path) -> None:
    service = Unit(path)["Service"]
    program, *arguments = shlex.split(service["ExecStart"])
    assert program == "/opt/seo-bridge/bin/seo-bridge"
    assert arguments[0] in COMMANDS
    assert is_known(arguments)
    assert service["User"] == "seo-bridge"
    for key in ("NoNewPrivileges", "ProtectHome", "PrivateTmp", "PrivateDevices", "ProtectKernelTunables"):
        assert service[key] == "yes", key
    assert service["ProtectSystem"] == "strict"
    assert service["CapabilityBoundingSet"] == ""
    assert service["StateDirectory"] == "seo-bridge"
    assert service["LoadCredential"].startswith("secrets:/")
    # Node, which runs Yoast's analysis, compiles what it runs
    assert "MemoryDenyWriteExecute" not in service
    # drafts that run may finish: the program's own grace is ten minutes
    assert int(service["TimeoutStopSec"]) > 600
    assert "Password" not in service.get("Environment", "")


def test_the_units_are_hardened_alike() -> None:
    def hardening(path: Path) -> str:
        return re.search(r"\[Service\].*?SystemCallFilter=~@privileged", Unit(path).text, re.DOTALL)[0]  # type: ignore[index]

    assert len({hardening(path) for path in UNITS}) == 1
    assert len(UNITS) == 3


def test_the_timer_has_its_service() -> None:
    timer = Unit(DEPLOY / "systemd" / "seo-bridge-once.timer")
    assert timer["Timer"]["Persistent"] == "true"
    assert (DEPLOY / "systemd" / "seo-bridge-once.service").is_file()


def instructions() -> Iterator[tuple[str, str]]:
    joined = re.sub(r"\\\n\s*", " ", re.sub(r"(?m)^#.*\n", "", DOCKERFILE))
    for line in filter(str.strip, joined.splitlines()):
        name, _, rest = line.partition(" ")
        yield name, rest.strip()


def test_the_dockerfile_copies_what_there_is_and_nothing_else_gets_in() -> None:
    copied = {
        source
        for name, rest in instructions()
        if name == "COPY" and "--from" not in rest
        for source in rest.split()[:-1]
    }
    assert copied
    assert all((ROOT / source).exists() for source in copied), copied
    ignored = (DEPLOY / "Dockerfile.dockerignore").read_text(encoding="utf-8").split("\n")
    let_in = {line[1:] for line in ignored if line.startswith("!")}
    assert "*" in ignored
    assert let_in == copied


def test_the_image_is_of_two_stages_with_a_named_version_and_a_user_of_its_own() -> None:
    bases = [rest.split()[0] for name, rest in instructions() if name == "FROM"]
    assert len(bases) == 2
    assert all(re.fullmatch(r"python:3\.\d+-slim-\w+", base) for base in bases)
    last_stage = list(instructions())
    last_stage = last_stage[max(index for index, (name, _) in enumerate(last_stage) if name == "FROM") :]
    users = [rest for name, rest in last_stage if name == "USER"]
    assert users == ["10001:10001"]
    entry = json.loads(next(rest for name, rest in last_stage if name == "ENTRYPOINT"))
    command = json.loads(next(rest for name, rest in last_stage if name == "CMD"))
    assert entry == ["seo-bridge"]
    assert is_known(command)
    health = next(rest for name, rest in last_stage if name == "HEALTHCHECK")
    assert "/healthz" in health


def test_the_image_installs_what_is_locked_by_its_hash_and_holds_no_secret() -> None:
    installs = re.findall(r"pip install [^&\n]*", DOCKERFILE)
    assert installs
    assert all("--require-hashes" in one or "--no-deps --no-build-isolation ." in one for one in installs)
    assert not re.search(r"(?i)(password|api_key|token|secret)\s*=", DOCKERFILE)
    assert "ADD " not in DOCKERFILE
    locked = (ROOT / "requirements-postgresql.lock").read_text(encoding="utf-8")
    assert all(
        f"\n{name}==" in f"\n{locked}" for name in ("setuptools", "psycopg", "procrastinate", "spacy", "apprise")
    )


def test_compose_runs_commands_that_there_are_with_secrets_as_files() -> None:
    services: dict[str, dict[str, Any]] = COMPOSE["services"]
    assert set(services) == {"bridge", "worker", "database"}
    for name, service in services.items():
        tag = service["image"].rpartition(":")[2]
        assert tag not in ("", "latest"), name
        assert service["cap_drop"] == ["ALL"], name
        assert "no-new-privileges:true" in service["security_opt"], name
        assert set(service["secrets"]) <= set(COMPOSE["secrets"]), name
        assert "ports" not in service, f"{name} is reached from nowhere else"
        environment = service.get("environment", {})
        assert all("PASSWORD" not in key or key.endswith("_FILE") for key in environment), name
    for name in ("bridge", "worker"):
        assert services[name]["command"][0] == {"bridge": "run", "worker": "worker"}[name]
        assert is_known(services[name]["command"])
        assert services[name]["read_only"] is True
        assert (DEPLOY / services[name]["build"]["context"] / services[name]["build"]["dockerfile"]).is_file()
    assert COMPOSE["networks"]["inside"] == {"internal": True}
    assert services["database"]["networks"] == ["inside"]
