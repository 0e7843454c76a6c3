"""What a report of pip-audit's or npm's says, in one word: ``clean``, ``vulnerable`` (each told), ``unknown``."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any


def verdict(report: Any) -> tuple[str, list[str]]:
    """The word, and a line for each vulnerable package. What nobody could be asked about is not clean."""
    if not isinstance(report, dict):
        return "unknown", []
    if "dependencies" in report:
        return _of_pip_audit(report["dependencies"])
    counts = report.get("metadata", {}).get("vulnerabilities")
    if counts is None:
        return "unknown", []
    lines = [f"{name}: {found.get('severity')}" for name, found in report.get("vulnerabilities", {}).items()]
    return ("vulnerable" if lines or counts.get("total") else "clean"), lines


def _of_pip_audit(dependencies: list[dict[str, Any]]) -> tuple[str, list[str]]:
    lines = [f"{one['name']} {one['version']}: {found['id']}" for one in dependencies for found in one.get("vulns", ())]
    if lines:
        return "vulnerable", lines
    asked = [one for one in dependencies if "skip_reason" not in one]
    # the project's index may have what the public one does not (a language model): some are never known
    return ("clean" if len(asked) > len(dependencies) // 2 else "unknown"), []


if __name__ == "__main__":
    try:
        word, found = verdict(json.loads(Path(sys.argv[1]).read_text(encoding="utf-8")))
    except (OSError, ValueError):
        word, found = "unknown", []
    for line in found:
        print(line, file=sys.stderr)
    print(word)
