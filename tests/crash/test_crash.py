"""A process that is killed at any boundary costs time, and nothing else. ``scripts/crash`` is the long form of this."""

from __future__ import annotations

from pathlib import Path

import pytest

from scripts.crashing.forge import Forge
from scripts.crashing.model import endpoint
from scripts.crashing.stages import World, at_each_boundary
from tests.support.wordpress import WordPress

pytestmark = pytest.mark.wordpress


def test_a_death_at_any_boundary_loses_doubles_and_changes_nothing(wordpress: WordPress, tmp_path: Path) -> None:
    """One draft for each write of the ledger, request to the site and model call on its way, before it and after it."""
    with endpoint() as model, Forge(tmp_path) as forge:
        world = World(wordpress=wordpress, forge=forge, model=model, folder=tmp_path)
        result = at_each_boundary(world, "plain")
    assert result.breaches == []
    assert (result.kills, result.proposed) == (result.drafts, result.drafts)
    assert result.kills > 25
