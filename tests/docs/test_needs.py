"""Every need of ``seo-bridge check`` is explained by its code; a code nobody can look up is a riddle."""

from __future__ import annotations

import re
from pathlib import Path

import bridge
from bridge.doctor import ENGINE_NEEDS, MACHINE_NEEDS, Level, site_needs

WAYS = [site_needs(access, delivery) for access in ("rest", "xmlrpc") for delivery in ("companion", "revision-swap")]
PAGE = Path(bridge.__file__).parent.parent / "docs" / "check.md"


def test_every_need_is_explained_in_the_order_in_which_it_is_tried() -> None:
    explained = re.findall(r"^\| `([a-z_]+)` \|", PAGE.read_text(encoding="utf-8"), re.MULTILINE)
    assert explained == [need.code for need in (*site_needs("rest"), *ENGINE_NEEDS, *MACHINE_NEEDS)]
    assert {need.code for needs in WAYS for need in needs} <= set(explained)


def test_needs_wait_only_for_what_was_tried_before() -> None:
    for needs in (*WAYS, ENGINE_NEEDS, MACHINE_NEEDS):
        seen: set[str] = set()
        for need in needs:
            assert set(need.after) <= seen, need.code
            seen.add(need.code)


def test_every_result_is_explained() -> None:
    text = PAGE.read_text(encoding="utf-8")
    assert all(f'"{level.value}"' in text for level in Level)
