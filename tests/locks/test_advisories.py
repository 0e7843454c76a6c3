"""A report is clean only where somebody was asked."""

from __future__ import annotations

from typing import Any

import pytest

from scripts.lib.advisories import verdict

NPM = {"metadata": {"vulnerabilities": {"total": 0}}, "vulnerabilities": {}}
HIGH = {"metadata": {"vulnerabilities": {"total": 1}}, "vulnerabilities": {"intrus": {"severity": "high"}}}


def audited(*found: str) -> dict[str, Any]:
    return {"name": "paquet", "version": "1.0", "vulns": [{"id": one} for one in found]}


SKIPPED = {"name": "paquet", "skip_reason": "Dependency not found on PyPI and could not be audited"}


@pytest.mark.parametrize(
    ("report", "word", "lines"),
    [
        ({"dependencies": [audited(), audited(), SKIPPED]}, "clean", []),
        ({"dependencies": [audited("PYSEC-1"), SKIPPED, SKIPPED]}, "vulnerable", ["paquet 1.0: PYSEC-1"]),
        ({"dependencies": [SKIPPED, SKIPPED, SKIPPED]}, "unknown", []),
        ({"dependencies": []}, "unknown", []),
        (NPM, "clean", []),
        (HIGH, "vulnerable", ["intrus: high"]),
        ({"message": "405 Method Not Allowed"}, "unknown", []),
        ([], "unknown", []),
    ],
)
def test_the_word_for_a_report(report: Any, word: str, lines: list[str]) -> None:
    assert verdict(report) == (word, lines)
