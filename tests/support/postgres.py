"""A real PostgreSQL for tests (see ``scripts/lib/postgres.py``): one server a session, one database a test."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count

from bridge.ledger.database import open_database
from scripts.lib.postgres import PASSWORD, Server, running

__all__ = ["PASSWORD", "Server", "fresh", "running", "with_template"]

_TEMPLATE = "registre"
_NUMBERS = count(1)


def with_template(server: Server) -> None:
    """Make a ledger at the present schema, which each test's own is a copy of."""
    server.sql(f"CREATE DATABASE {_TEMPLATE}")
    open_database(server.url(_TEMPLATE)).dispose()


@contextmanager
def fresh(server: Server, *, template: str = _TEMPLATE) -> Iterator[str]:
    """The URL of a database of the test's own, dropped at the end; ``template``: template0 for an empty one."""
    name = f"t{next(_NUMBERS)}"
    server.sql(f"CREATE DATABASE {name} TEMPLATE {template} STRATEGY FILE_COPY")
    try:
        yield server.url(name)
    finally:
        server.sql(f"DROP DATABASE {name} WITH (FORCE)")
