"""The ledger's tables. A change here goes with a migration in ``migrations/versions``."""

from __future__ import annotations

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
    UniqueConstraint,
)

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
    Column("title", Text, nullable=False),
    Column("engine", String(200), nullable=False),
    Column("reason", Text, nullable=False, default=""),
    Column("proposal", Integer),
    Column("compare_link", Text, nullable=False, default=""),
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
    Column("message", Text, nullable=False),
)

model_calls = Table(
    "model_calls",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("job", ForeignKey("jobs.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("at", DateTime, nullable=False, index=True),
    Column("model", String(200), nullable=False),
    Column("purpose", String(50), nullable=False),
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

told = Table(
    "told",
    metadata,
    Column("topic", String(300), primary_key=True),
    Column("at", DateTime, nullable=False),
)
