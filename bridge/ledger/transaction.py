"""One unit of work on the database."""

from __future__ import annotations

from types import TracebackType

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DatabaseError
from sqlalchemy.exc import TimeoutError as NoConnectionLeft

from bridge.ledger.faults import ledger_error

_FAULTS = (DatabaseError, NoConnectionLeft)


class Transaction:
    """Committed at the end, rolled back on any error; a database error becomes a LedgerError."""

    def __init__(self, engine: Engine) -> None:
        self._context = engine.begin()

    def __enter__(self) -> Connection:
        try:
            return self._context.__enter__()
        except _FAULTS as error:
            raise ledger_error(error) from None

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            self._context.__exit__(kind, error, trace)
        except _FAULTS as failure:
            # what went wrong first says more than the rollback that fails after it
            raise ledger_error(error if isinstance(error, _FAULTS) else failure) from None
        if isinstance(error, _FAULTS):
            raise ledger_error(error) from None
