"""Every finding's code is explained to editors; a code nobody can look up is a riddle."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import bridge
from bridge.text.facts.names.judge import Reason as NameReason
from bridge.text.facts.numbers.compare import Reason as NumberReason

PACKAGE = Path(bridge.__file__).parent
PAGE = PACKAGE.parent / "docs" / "verifications.md"
FAMILIES = (
    "addresses|brief|briefing|checks|content|debris|ending|engine|grammar|headings|instruction|kept|language|leftovers|links|"
    "markup|model|names|numbers|polarity|quotations|repetition|scripts|seo|site|source|typography|words"
)
CODE = re.compile(rf"(?:{FAMILIES})\.(?!md\Z)[a-z_0-9]+")
#: Reasons that the checks tell under another code.
_TOLD_OTHERWISE = {"numbers.absent", "names.mixed", "names.lowered"}


def _literals() -> Iterator[str]:
    for file in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and CODE.fullmatch(node.value):
                yield node.value


def test_every_code_is_explained() -> None:
    reasons = {f"numbers.{reason.value}" for reason in NumberReason} | {
        f"names.{reason.value}" for reason in NameReason
    }
    written = {*_literals(), *reasons} - _TOLD_OTHERWISE
    assert len(written) > 100
    explained = set(CODE.findall(PAGE.read_text(encoding="utf-8")))
    assert sorted(written - explained) == []


def test_no_code_is_explained_that_no_check_tells() -> None:
    reasons = {f"numbers.{reason.value}" for reason in NumberReason} | {
        f"names.{reason.value}" for reason in NameReason
    }
    explained = set(CODE.findall(PAGE.read_text(encoding="utf-8")))
    assert sorted(explained - {*_literals(), *reasons}) == []
