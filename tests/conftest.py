"""Fixtures that start real services. Nothing is skipped where one is missing: it is an error that says what to do."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import stamina
import structlog

from tests.support.plain_site import Plain
from tests.support.postgres import Server, running, with_template
from tests.support.wordpress import ROOT, USUAL_RELEASE, QuickWordPress, WordPress

SEEDS = ROOT.parent / "shared" / "seeds"


def pytest_addoption(parser: pytest.Parser) -> None:
    """``scripts/test --matrix`` gives it; a release that can't be had is an error, and never a skip."""
    parser.addoption("--wordpress", default=USUAL_RELEASE, metavar="VERSION", help="run on this WordPress release")


@pytest.fixture(autouse=True)
def _no_waiting_between_tries() -> Iterator[None]:
    """Retries are as many as in life, without the waits between them."""
    with stamina.set_testing(True, attempts=4, cap=True):
        yield


@pytest.fixture(autouse=True)
def _logging_as_at_the_start() -> Iterator[None]:
    """Commands tried within this process set logging up to write to a stream that ends with their test."""
    yield
    structlog.reset_defaults()


@pytest.fixture(scope="session")
def release(request: pytest.FixtureRequest) -> str:
    """The WordPress release to test on."""
    return str(request.config.getoption("--wordpress"))


@pytest.fixture(scope="session")
def postgres() -> Iterator[Server]:
    """A PostgreSQL server for the whole run."""
    with running() as server:
        with_template(server)
        yield server


@pytest.fixture(scope="session")
def sandbox(release: str) -> Iterator[WordPress]:
    """A WordPress for the whole run, in whatever state the tests before left it."""
    wordpress = WordPress.up("tests", release=release)
    yield wordpress
    wordpress.down()


@pytest.fixture(scope="module")
def wordpress(sandbox: WordPress) -> WordPress:
    """A freshly installed WordPress, shared by the tests of one module; its own web server runs their PHP."""
    sandbox.reset()
    return QuickWordPress.of(sandbox)


@pytest.fixture(scope="session")
def sandbox_without_companion(release: str) -> Iterator[WordPress]:
    """A WordPress without the plugin, for the whole run."""
    wordpress = WordPress.up("plain-tests", "--without-companion", release=release)
    yield wordpress
    wordpress.down()


@pytest.fixture(scope="module")
def fresh_without_companion(sandbox_without_companion: WordPress) -> WordPress:
    """The same as it was installed, shared by the tests of one module."""
    sandbox_without_companion.reset()
    return QuickWordPress.of(sandbox_without_companion)


@pytest.fixture
def plain(fresh_without_companion: WordPress, tmp_path: Path) -> Iterator[Plain]:
    """That WordPress with the bridge's account as an editor, and a ledger of the test's own."""
    plain = Plain(fresh_without_companion, tmp_path)
    plain.become_editor()
    yield plain
    plain.leave()


@pytest.fixture
def seeds() -> Path:
    """The folder of the two real drafts, which are other people's text and so no part of the project."""
    if not SEEDS.is_dir():
        pytest.skip(f"the real drafts are not beside this checkout ({SEEDS.name}/ is absent)")
    return SEEDS
