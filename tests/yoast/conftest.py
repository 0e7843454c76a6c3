from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from bridge.domain.article import Article, Node, NodeKind, SeoFields
from bridge.yoast import Installation, Yoast, find_installation

FAKE = Path(__file__).with_name("fake_worker.py")


@pytest.fixture(scope="session")
def installation() -> Installation:
    """Where the real package lies. scripts/test installs it; without it these tests fail, and say so."""
    found = find_installation()
    assert found is not None, "yoastseo is not installed: run scripts/test, or « seo-bridge yoast install »"
    return found


@pytest.fixture(scope="session")
def yoast(installation: Installation) -> Iterator[Yoast]:
    """The real analysis, one process for the whole run."""
    with Yoast() as running:
        yield running


def fake_command(behaviour: str) -> tuple[str, ...]:
    """A process that speaks as the worker does, and behaves as badly as it is told to."""
    return (sys.executable, str(FAKE), behaviour)


def article(**seo: str) -> Article:
    fields = {"title": "Piscine de Valbrume : la rénovation", "description": "", "keyphrase": "piscine de Valbrume"}
    return Article(
        title="Une piscine rénovée",
        body=(Node(kind=NodeKind.PARAGRAPH, html="Le texte."),),
        seo=SeoFields(**{**fields, **seo}),
        slug="piscine-valbrume",
        excerpt="",
    )
