"""The ledger's tables. A change here goes with a migration in ``migrations/versions``."""

from __future__ import annotations

from typing import Any

from sqlalchemy import (
    JSON,
    Column,
    DateTime,
    Float,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    TypeDecorator,
    UniqueConstraint,
)


class Words(TypeDecorator[str]):
    """Text from drafts, models and errors, without the NUL that PostgreSQL can't keep."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Any) -> str | None:  # noqa: ARG002 (SQLAlchemy's)
        """As it is kept."""
        return value if value is None else value.replace("\0", "")


class Short(TypeDecorator[str]):
    """A name of so many characters at most, cut where it is longer: SQLite would keep it, PostgreSQL refuse it."""

    impl = String
    cache_ok = True

    def __init__(self, most: int) -> None:
        super().__init__(most)
        self._most = most

    def process_bind_param(self, value: str | None, dialect: Any) -> str | None:  # noqa: ARG002 (SQLAlchemy's)
        """As it is kept."""
        return value if value is None else value.replace("\0", "")[: self._most]


metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)

jobs = Table(
    "jobs",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("key", String(64), nullable=False, unique=True),
    Column("site", String(100), nullable=False),
    Column("draft", Integer, nullable=False),
    Column("base", String(64), nullable=False),
    Column("attempt", Integer, nullable=False),
    Column("state", String(20), nullable=False),
    Column("title", Words, nullable=False),
    Column("engine", Short(200), nullable=False),
    Column("reason", Words, nullable=False, default=""),
    Column("proposal", Integer),
    Column("compare_link", Words, nullable=False, default=""),
    Column("words_before", Integer),
    Column("words_after", Integer),
    Column("seconds", Float),
    Column("tries", Integer, nullable=False, default=0),
    Column("claims", Integer, nullable=False, default=0),
    Column("not_before", DateTime),
    Column("lease_owner", String(200)),
    Column("lease_until", DateTime),
    Column("created_at", DateTime, nullable=False),
    Column("updated_at", DateTime, nullable=False),
    UniqueConstraint("site", "draft", "base", "attempt"),
    Index(None, "site", "state"),
    # the queues of all sites, and what ended last: with neither, who watches reads every job there ever was
    Index(None, "state"),
    Index(None, "updated_at"),
)

steps = Table(
    "steps",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("job", ForeignKey("jobs.id", ondelete="CASCADE"), nullable=False),
    Column("name", String(20), nullable=False),
    Column("record", JSON, nullable=False),
    Column("at", DateTime, nullable=False),
    UniqueConstraint("job", "name"),
)

events = Table(
    "events",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("job", ForeignKey("jobs.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("at", DateTime, nullable=False),
    Column("kind", String(20), nullable=False),
    Column("message", Words, nullable=False),
)

model_calls = Table(
    "model_calls",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("job", ForeignKey("jobs.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("at", DateTime, nullable=False, index=True),
    Column("model", Short(200), nullable=False),
    Column("purpose", Short(50), nullable=False),
    Column("prompt_tokens", Integer),
    Column("completion_tokens", Integer),
    Column("seconds", Float, nullable=False),
    Column("cached_tokens", Integer),
    Column("cost", Float),
    Column("run", String(200), nullable=False, default="", index=True),
)

swaps = Table(
    "swaps",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("site", String(100), nullable=False),
    Column("draft", Integer, nullable=False),
    Column("record", JSON, nullable=False),
    Column("owner", String(200), nullable=False),
    Column("began_at", DateTime, nullable=False),
    Column("ended_at", DateTime),
    Index(None, "site", "ended_at"),
    # a number is never used twice: what began after a poll is told by it
    sqlite_autoincrement=True,
)

tickets = Table(
    "tickets",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("name", String(300), nullable=False),
    Column("owner", String(200), nullable=False),
    Column("until", DateTime, nullable=False),
    Index(None, "name"),
    # who comes later has the higher number, also where all before have left
    sqlite_autoincrement=True,
)

told = Table(
    "told",
    metadata,
    Column("topic", String(300), primary_key=True),
    Column("at", DateTime, nullable=False),
)
