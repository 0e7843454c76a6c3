"""axe-core, the accessibility checker, run in a page of the browser tests."""

from __future__ import annotations

import hashlib
import io
import subprocess
import tarfile
import tempfile
from functools import cache
from pathlib import Path
from typing import Any

from playwright.sync_api import Page

from bridge.yoast import find_node
from tests.support.wordpress import ROOT

#: The npm package, pinned: version and SHA-512 of its archive.
VERSION = "4.10.3"
SHA512 = (
    "5e6edba515e70d25f6604d9815f064d859c5d1ea7ab661bbc4f87c88779ef0c2"
    "1cae0abbeb636471ef39e9d62d2582e4b88a1866f19f4ecfcf6d986275e4dc12"
)
_CACHED = ROOT / ".local" / "cache" / "axe-core" / f"axe-{VERSION}.min.js"
_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]


@cache
def script() -> str:
    """The checker's source, fetched with npm on first use and kept in .local/cache."""
    if not _CACHED.is_file():
        _CACHED.parent.mkdir(parents=True, exist_ok=True)
        fresh = _CACHED.with_suffix(".new")
        fresh.write_bytes(_fetched())
        fresh.replace(_CACHED)
    return _CACHED.read_text(encoding="utf-8")


def _fetched() -> bytes:
    node = find_node()
    assert node is not None, "Node is needed to fetch axe-core: scripts/test installs one"
    assert node.npm is not None, "npm is needed to fetch axe-core: scripts/test installs one"
    with tempfile.TemporaryDirectory() as folder:
        done = subprocess.run(
            [*node.npm, "pack", f"axe-core@{VERSION}", "--silent", "--no-update-notifier"],
            cwd=folder,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, f"npm could not fetch axe-core {VERSION}: {done.stderr[-500:]}"
        archive = next(Path(folder).glob("*.tgz")).read_bytes()
    assert hashlib.sha512(archive).hexdigest() == SHA512, f"axe-core {VERSION} is not the archive that was pinned"
    with tarfile.open(fileobj=io.BytesIO(archive)) as package:
        member = package.extractfile("package/axe.min.js")
        assert member is not None
        return member.read()


def grave_violations(page: Page, within: str = "#wpbody-content") -> list[str]:
    """What axe calls serious or critical under WCAG 2.2 A and AA, one line each with the elements."""
    page.evaluate(script())
    found: dict[str, Any] = page.evaluate(
        "([within, tags]) => axe.run(within, { runOnly: { type: 'tag', values: tags } })", [within, _TAGS]
    )
    return [
        f"{one['id']} ({one['impact']}): {one['help']}: {[node['html'][:200] for node in one['nodes']][:5]}"
        for one in found["violations"]
        if one["impact"] in ("serious", "critical")
    ]
