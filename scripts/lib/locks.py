"""Whether everything that is installed is pinned by its hash: ``python scripts/lib/locks.py`` fails with what is not.

Where nobody can be asked for advisories, this is what stands between the project and a package that was exchanged.
"""

from __future__ import annotations

import json
import re
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
RUNTIME, DEVELOPMENT = "requirements.lock", "requirements-dev.lock"
_PINNED = re.compile(r"(?P<name>[A-Za-z0-9._-]+)(\[[^]]*\])?==(?P<version>[^\s;]+)")
_HASH = re.compile(r"--hash=sha256:[0-9a-f]{64}(?![0-9a-f])")
#: npm's words for SHA-512 in base64.
_INTEGRITY = re.compile(r"sha512-[A-Za-z0-9+/]{86}==")


def complaints(root: Path = ROOT) -> Iterator[str]:
    """A sentence for each thing that is not pinned."""
    for lock in sorted(root.glob("requirements*.lock")):
        yield from _unpinned(lock)
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = {RUNTIME: [project["dependencies"]],
              DEVELOPMENT: [project["dependencies"], *project["optional-dependencies"].values()]}  # fmt: skip
    for file, lists in wanted.items():
        known = {_plain(match["name"]) for _, match in _entries(root / file) if match}
        for requirement in sorted({one for some in lists for one in some}):
            name = _plain(re.split(r"[^A-Za-z0-9._-]", requirement, maxsplit=1)[0])
            if name not in known:
                yield f"{file}: {name} of pyproject.toml is not in it"
    for package in sorted(root.glob("bridge/**/package-lock.json")):
        yield from _without_integrity(package)


def _entries(lock: Path) -> Iterator[tuple[str, re.Match[str] | None]]:
    """Each requirement of a lock with its continuation lines, and what it pins."""
    text = re.sub(r"^\s*#.*\n", "", lock.read_text(encoding="utf-8"), flags=re.MULTILINE)
    for entry in re.sub(r"\\\n", " ", text).splitlines():
        if entry.strip():
            yield entry, _PINNED.match(entry)


def _unpinned(lock: Path) -> Iterator[str]:
    for entry, match in _entries(lock):
        if not match:
            yield f"{lock.name}: no exact version: {entry.strip()[:80]}"
        elif not _HASH.search(entry):
            yield f"{lock.name}: {match['name']} has no hash"


def _without_integrity(lock: Path) -> Iterator[str]:
    packages = json.loads(lock.read_text(encoding="utf-8"))["packages"]
    for path, package in packages.items():
        if path and not _INTEGRITY.fullmatch(package.get("integrity", "")):
            yield f"{lock.parent.name}/{lock.name}: {path} has no integrity (SHA-512)"


def _plain(name: str) -> str:
    """As PEP 503 compares names."""
    return re.sub(r"[-_.]+", "-", name).lower()


if __name__ == "__main__":
    found = list(complaints())
    for complaint in found:
        print(complaint, file=sys.stderr)
    sys.exit(bool(found))
