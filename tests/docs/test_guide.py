"""The guide that the plugin's help opens is the one in docs/."""

from __future__ import annotations

import re

import pytest

from scripts.guide import ROOT, pages


@pytest.mark.parametrize(("path", "text"), pages().items(), ids=lambda value: getattr(value, "name", ""))
def test_the_plugins_page_is_up_to_date(path: object, text: str) -> None:
    assert path.read_text(encoding="utf-8") == text, "run: python -m scripts.guide"  # type: ignore[attr-defined]
    assert "<img" not in text


DOCUMENTS = [*sorted((ROOT / "docs").glob("*.md")), ROOT / "README.md"]


@pytest.mark.parametrize("page", DOCUMENTS, ids=lambda page: page.name)
def test_every_picture_and_page_that_is_linked_is_there(page: object) -> None:
    text = page.read_text(encoding="utf-8")  # type: ignore[attr-defined]
    linked = re.findall(r"\]\((?!https?:|mailto:|#)([^)#\s]+)", text)
    assert [one for one in linked if not (page.parent / one).exists()] == []  # type: ignore[attr-defined]
