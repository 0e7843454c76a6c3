"""Nothing is installed that is not pinned by its hash, and what is not is named."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from scripts.lib.locks import ROOT, complaints


def test_everything_that_is_installed_is_pinned() -> None:
    assert list(complaints()) == []


@pytest.fixture
def project(tmp_path: Path) -> Path:
    for name in ("pyproject.toml", "requirements.lock", "requirements-dev.lock", "bridge/yoast/package-lock.json"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, tmp_path / name)
    return tmp_path


def without_a_hash(text: str) -> str:
    first, rest = text.split("babel==", 1)
    entry, later = rest.split("    # via", 1)
    return f"{first}babel=={entry.split(' ')[0]}\n    # via{later}"


def without_integrity(text: str) -> str:
    data = json.loads(text)
    del data["packages"]["node_modules/@babel/runtime"]["integrity"]
    return json.dumps(data)


@pytest.mark.parametrize(
    ("file", "change", "says"),
    [
        ("requirements.lock", without_a_hash, "babel has no hash"),
        ("requirements.lock", lambda text: text.replace("babel==2.18.0", "babel>=2"), "no exact version: babel>=2"),
        ("requirements-dev.lock", lambda text: text + "intrus @ https://intrus.example/a.whl\n", "intrus @ https"),
        ("pyproject.toml", lambda text: text.replace('"babel>=2.16"', '"intrus_paquet[tout]>=1"'), "intrus-paquet of"),
        (
            "pyproject.toml",
            lambda text: text.replace('"pygal>=3.0"', '"intrus>=1"'),
            "dev.lock: intrus of",
        ),
        ("bridge/yoast/package-lock.json", without_integrity, "@babel/runtime has no integrity"),
        ("bridge/yoast/package-lock.json", lambda text: text.replace("sha512-", "sha1-", 1), "has no integrity"),
    ],
)
def test_what_is_not_pinned_is_named(project: Path, file: str, change: Callable[[str], str], says: str) -> None:
    path = project / file
    before = path.read_text(encoding="utf-8")
    path.write_text(change(before), encoding="utf-8")
    assert path.read_text(encoding="utf-8") != before
    assert any(says in complaint for complaint in complaints(project)), list(complaints(project))
