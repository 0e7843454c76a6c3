"""One at a time among all processes that share the ledger: what SQLite's write lock gives by itself.

A transaction that looks and then writes (is there money left? has this version a job?) would, on PostgreSQL, not see
what another one is about to commit. It takes a lock by name first, which ends with the transaction
(https://www.postgresql.org/docs/current/explicit-locking.html#ADVISORY-LOCKS).
"""

from __future__ import annotations

import hashlib

from sqlalchemy import Connection, func, select

#: Apart from locks that other programs take in the same database.
_OURS = "seo-bridge ledger: "


def alone(connection: Connection, name: str) -> None:
    """Wait until no other transaction is at ``name``, and keep others from it until this one ends."""
    if connection.dialect.name == "postgresql":
        connection.execute(select(func.pg_advisory_xact_lock(number_of(name))))


def number_of(name: str) -> int:
    """PostgreSQL's name for a lock: 64 bits with a sign."""
    digest = hashlib.sha256((_OURS + name).encode()).digest()
    return int.from_bytes(digest[:8], "big", signed=True)
