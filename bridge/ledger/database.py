"""Opening the ledger's database and bringing it to the present schema."""

from __future__ import annotations

import sqlite3
import time
from pathlib import Path

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError, DatabaseError, NoSuchModuleError
from sqlalchemy.pool import ConnectionPoolEntry

from bridge.errors import ConfigError, LedgerAway, LedgerError
from bridge.ledger import servers
from bridge.ledger.faults import damaged, is_damage
from bridge.ledger.locks import alone

MIGRATIONS = Path(__file__).parent / "migrations"
#: Milliseconds that a writer waits for another one (two cron runs that overlap, for instance).
BUSY_TIMEOUT = 30_000

#: Seconds that a thread waits until the other threads of its process are done with the file.
_TURN = 300

#: A larger file is not checked at every start: SQLite reads some hundred megabytes a second.
LARGEST_CHECKED = 100_000_000


#: What a connection to a server is given. A server that vanished is noticed within a minute, and not after hours.
SERVER = {
    "connect_timeout": 10,
    "application_name": "seo-bridge",
    "keepalives_idle": 30,
    "keepalives_interval": 10,
    "keepalives_count": 3,
    "tcp_user_timeout": 60_000,
}
#: Connections that a process keeps to a server beside those of its workers: polls, heartbeat, sweeps.
_BESIDE_WORKERS = 4
#: Polls of many sites at once may need more for a moment.
_AT_MOST_MORE = 16


def open_database(url: str, *, workers: int = 1) -> Engine:
    """The database at ``url``, at the present schema. LedgerError where it can't be opened or isn't a ledger.

    ``workers``: threads that will use it at once, for the number of connections to a server. ``postgresql://`` means
    psycopg 3; ConfigError where that is not installed.
    """
    try:
        engine = _engine(url, workers)
    except (ArgumentError, NoSuchModuleError, ImportError) as error:
        raise LedgerError(
            f"L'adresse du registre n'est pas comprise : {error}",
            todo="écrivez « ledger: {url: sqlite:///seo-bridge.db} » dans la configuration",
        ) from None
    if engine.dialect.name == "sqlite":
        _prepare_sqlite(engine)
    try:
        _check(engine)
        if _schema(engine) != _newest():
            _upgrade(engine)
    except DatabaseError as error:
        engine.dispose()
        raise _not_opened(error, engine) from None
    except LedgerError:
        engine.dispose()
        raise
    return engine


def _engine(url: str, workers: int) -> Engine:
    address = make_url(url)
    if address.get_backend_name() == "sqlite" and address.database:
        # whoever waits for the file itself may wait in vain while others come and go: here they wait in a queue
        return create_engine(address, pool_size=1, max_overflow=0, pool_timeout=_TURN)
    if address.get_backend_name() != "postgresql":
        return create_engine(address)
    try:
        return create_engine(
            address.set(drivername="postgresql+psycopg"),
            pool_pre_ping=True,  # a connection that was dropped meanwhile is replaced
            pool_size=workers + _BESIDE_WORKERS,
            max_overflow=_AT_MOST_MORE,
            connect_args=SERVER,
        )
    except ImportError as error:
        raise ConfigError(
            f"La bibliothèque de PostgreSQL n'est pas installée ({error.name or error})",
            where="ledger, url",
            todo="pip install --require-hashes -r requirements-postgresql.lock",
        ) from None


def server_address(url: str | URL) -> str:
    """The address of a PostgreSQL database as its own programs take it, without a password; "" for a file."""
    address = make_url(url)
    if address.get_backend_name() != "postgresql":
        return ""
    bare = URL.create(
        "postgresql", username=address.username, host=address.host, port=address.port, database=address.database,
        query=address.query,
    )  # fmt: skip
    return bare.render_as_string()


def server_name(engine: Engine) -> str:
    """The server's own name and version, as "PostgreSQL 15.4"."""
    with engine.begin() as connection:
        version = connection.dialect.server_version_info or ()
    return f"PostgreSQL {'.'.join(map(str, version))}"


def _not_opened(error: Exception, engine: Engine) -> LedgerError:
    if isinstance(error, DatabaseError) and is_damage(error):
        return damaged(str(engine.url.database), str(error.orig))
    where = engine.url.render_as_string(hide_password=True)
    if isinstance(error, DatabaseError) and (told := servers.fault(error)) is not None:
        kind = LedgerAway if isinstance(told, LedgerAway) else LedgerError
        return kind(told.what, where=server_address(engine.url), todo=told.todo)
    return LedgerError(
        f"Le registre ne peut pas être ouvert : {getattr(error, 'orig', None) or error}",
        where=where,
        todo="vérifiez que le dossier existe et est accessible en écriture, et qu'il y a de la place ; si le fichier "
        "est plus récent que ce programme, mettez le programme à jour, ou mettez le fichier de côté : le pont en crée "
        "un neuf et ne refait aucune proposition déjà en attente",
    )


def _check(engine: Engine) -> None:
    """LedgerError where SQLite finds its file damaged: better now than in the midst of a draft."""
    file = Path(engine.url.database or "") if engine.dialect.name == "sqlite" else None
    if file is None or not file.is_file() or file.stat().st_size > LARGEST_CHECKED:
        return
    with engine.begin() as connection:
        said = connection.exec_driver_sql("PRAGMA quick_check(1)").scalar()
    if said != "ok":
        raise damaged(str(file), str(said))


def _schema(engine: Engine) -> str | None:
    """The number of the schema that the database has; None where it has none that can be read."""
    try:
        with engine.begin() as connection:
            return connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar()
    except DatabaseError:  # an empty database, or a trouble that the upgrade meets and tells
        return None


def _newest() -> str:
    """The number of the last migration, with which its file begins."""
    return max(file.name.partition("_")[0] for file in (MIGRATIONS / "versions").glob("[0-9]*.py"))


def _upgrade(engine: Engine) -> None:
    """LedgerError where the database is of a later program."""
    # half as long to import as all of a poll takes, and needed once
    from alembic import command
    from alembic.config import Config
    from alembic.util.exc import CommandError

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    try:
        with engine.begin() as connection:
            alone(connection, "migrations")
            config.attributes["connection"] = connection
            command.upgrade(config, "head")
    except CommandError as error:
        raise _not_opened(error, engine) from None


def _to_write_ahead_log(connection: sqlite3.Connection) -> None:
    """The switch needs the file alone, which SQLite's own busy timeout does not wait for: two first runs collide."""
    deadline = time.monotonic() + BUSY_TIMEOUT / 1000
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
            return
        except sqlite3.OperationalError as error:
            if "locked" not in str(error) or time.monotonic() > deadline:
                raise
            time.sleep(0.02)


def _prepare_sqlite(engine: Engine) -> None:
    """Write-ahead log, foreign keys, and transactions that take the write lock at once.

    Without BEGIN IMMEDIATE two readers that both go on to write deadlock, and schema changes are not transactional
    (the sqlite3 module commits before DDL): https://docs.sqlalchemy.org/en/20/dialects/sqlite.html
    """

    @event.listens_for(engine, "connect")
    def connect(connection: sqlite3.Connection, _: ConnectionPoolEntry) -> None:
        connection.isolation_level = None
        connection.execute(f"PRAGMA busy_timeout = {BUSY_TIMEOUT}")
        _to_write_ahead_log(connection)
        connection.execute("PRAGMA foreign_keys = ON")

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE")
