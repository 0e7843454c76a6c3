"""The sources that every promise is kept on: three of our own with and without their titles, and the real draft."""

from __future__ import annotations

from pathlib import Path

import pytest

from bridge.domain.source import Source
from tests.engines.extractive.texts import OWN, from_lines, own

SEED = Path(__file__).parents[4] / "shared" / "seeds" / "draft-fr-with-instruction.txt"

SUBHEADS = {"La souveraineté", "Concours"}


def seed() -> Source:
    """The real draft, as the reader should leave it: without its instruction and its editor's note."""
    if not SEED.exists():
        pytest.skip("the real drafts are other people's text and not part of the project: ../shared/seeds is absent")
    lines = SEED.read_text(encoding="utf-8").splitlines()[1:]
    kept = (f"## {line}" if line in SUBHEADS else line for line in lines if not line.startswith("["))
    return from_lines("\n".join(kept))


@pytest.fixture(params=[*OWN, *(f"{name} untitled" for name in OWN), "seed"])
def french(request: pytest.FixtureRequest) -> Source:
    """A French source of 700 words and more."""
    name, _, untitled = str(request.param).partition(" ")
    return seed() if name == "seed" else own(name, titled=not untitled)


@pytest.fixture
def real_draft() -> Source:
    return seed()
