from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from bridge.ledger.database import open_database
from bridge.ledger.repository import Ledger
from tests.support.postgres import Server, fresh


class Clock:
    """A clock that a test sets."""

    def __init__(self) -> None:
        self.now = datetime(2026, 3, 2, 9, 0)

    def __call__(self) -> datetime:
        return self.now

    def later(self, **span: float) -> datetime:
        self.now += timedelta(**span)
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where the ledger is, if it is a file."""
    return tmp_path / "registre.db"


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest) -> Iterator[str]:
    """The address of a ledger of the test's own, in either database: every test that asks for it runs on both."""
    if request.param == "sqlite":
        yield f"sqlite:///{request.getfixturevalue('path')}"
        return
    server: Server = request.getfixturevalue("postgres")
    with fresh(server) as address:
        yield address


#: For what is about SQLite's file alone.
SQLITE = pytest.mark.parametrize("url", ["sqlite"], indirect=True)
POSTGRESQL = pytest.mark.parametrize("url", ["postgresql"], indirect=True)

OpenLedger = Callable[..., Ledger]


@pytest.fixture
def open_ledger(url: str, clock: Clock) -> Iterator[OpenLedger]:
    """Opens the one ledger of the test, as often as it likes."""
    opened: list[Ledger] = []

    def _open(owner: str | None = None) -> Ledger:
        opened.append(Ledger(open_database(url), owner=owner, clock=clock))
        return opened[-1]

    yield _open
    for ledger in opened:
        ledger.close()


@pytest.fixture
def ledger(open_ledger: OpenLedger) -> Ledger:
    return open_ledger()
