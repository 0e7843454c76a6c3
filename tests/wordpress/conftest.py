"""The sandbox without the companion, shared by the modules that need it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.plain_site import Plain
from tests.support.wordpress import WordPress


@pytest.fixture(scope="session")
def sandbox_without_companion() -> Iterator[WordPress]:
    wordpress = WordPress.up("plain-tests", "--without-companion")
    yield wordpress
    wordpress.down()


@pytest.fixture(scope="module")
def fresh_without_companion(sandbox_without_companion: WordPress) -> WordPress:
    """As it was installed, but for the bridge's account, which is an editor here."""
    sandbox_without_companion.reset()
    return sandbox_without_companion


@pytest.fixture
def plain(fresh_without_companion: WordPress, tmp_path: Path) -> Plain:
    plain = Plain(fresh_without_companion, tmp_path)
    plain.become("editor")
    return plain
