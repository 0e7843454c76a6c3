"""The database: made where there is none, shared by processes, never overwritten, and plain about what is wrong."""

from __future__ import annotations

import subprocess
import sys
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config as AlembicConfig
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from bridge.domain.job import JobState
from bridge.errors import LedgerError
from bridge.ledger import database
from bridge.ledger.database import open_database
from bridge.ledger.repository import Ledger
from bridge.ledger.tables import metadata
from bridge.ledger.transaction import Transaction
from tests.ledger.conftest import SQLITE, Clock, OpenLedger
from tests.ledger.test_ledger import admit, line
from tests.support.postgres import fresh

ROOT = Path(__file__).parents[2]
#: Waits until its line comes, opens a ledger, admits one listing of 20 drafts, and says how many jobs it made.
_ADMIT = """
import sys
from datetime import datetime
from bridge.domain.draft import DraftSummary
from bridge.ledger.database import open_database
from bridge.ledger.repository import Ledger
print("ready", flush=True)
sys.stdin.readline()
ledger = Ledger(open_database(sys.argv[1]))
listed = [DraftSummary(id=n, type="post", status="draft", title="", base="a" * 44) for n in range(20)]
print(len(ledger.admit("une", listed, engine="e", polled_at=datetime(2026, 3, 2), asks_again={})))
ledger.close()
"""


@pytest.fixture(params=["sqlite", "postgresql"])
def empty(request: pytest.FixtureRequest, path: Path) -> Iterator[str]:
    """Where no ledger is yet."""
    if request.param == "sqlite":
        yield f"sqlite:///{path}"
        return
    with fresh(request.getfixturevalue("postgres"), template="template0") as address:
        yield address


def test_processes_that_start_together_share_a_new_ledger_and_admit_each_version_once(empty: str) -> None:
    pipe = subprocess.PIPE
    runs = [
        subprocess.Popen(
            [sys.executable, "-W", "error", "-c", _ADMIT, empty],
            cwd=ROOT,
            stdin=pipe,
            stdout=pipe,
            stderr=pipe,
            text=True,
        )
        for _ in range(4)
    ]
    for run in runs:
        assert run.stdout
        assert run.stdout.readline() == "ready\n"
    for run in runs:
        assert run.stdin
        run.stdin.write("\n")
        run.stdin.flush()
    ends = [run.communicate() for run in runs]
    assert [error for _, error in ends] == [""] * 4
    assert sorted(int(said) for said, _ in ends) == [0, 0, 0, 20]


def test_a_ledger_is_there_again_when_it_is_opened_again(open_ledger: OpenLedger, clock: Clock) -> None:
    first = open_ledger()
    [job] = admit(first, line(), clock=clock)
    first.close()
    assert open_ledger().jobs() == (job,)


def test_the_migrations_make_what_the_tables_say(empty: str) -> None:
    engine = open_database(empty)
    with engine.begin() as connection:
        assert compare_metadata(MigrationContext.configure(connection), metadata) == []
    engine.dispose()


def refusal(url: str) -> LedgerError:
    with pytest.raises(LedgerError) as caught:
        open_database(url)
    assert caught.value.todo
    return caught.value


@pytest.mark.parametrize("content", [b"rien que du texte, assez long " * 200, b"SQLite format 3\0" + b"\xff" * 4000])
def test_a_file_that_is_no_database_is_left_as_it_is(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    error = refusal(f"sqlite:///{path}")
    assert "ne peut pas être ouvert" in error.what
    assert str(path) in error.where
    assert "mettez-le de côté" in error.todo
    assert path.read_bytes() == content


@SQLITE
def test_a_ledger_that_is_damaged_later_says_so(ledger: Ledger, path: Path, clock: Clock) -> None:
    admit(ledger, *(line(draft) for draft in range(300)), clock=clock)
    ledger.close()
    content = path.read_bytes()
    path.write_bytes(content[:4096] + b"\xff" * (len(content) - 4096))
    with pytest.raises(LedgerError):
        [ledger.find(str(number)) for number in range(1, 300)]


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    error = refusal(f"sqlite:///{tmp_path}/absent/registre.db")
    assert "dossier" in error.todo
    assert not (tmp_path / "absent").exists()


def test_a_folder_that_takes_no_files() -> None:
    error = refusal("sqlite:////proc/registre.db")
    assert "accessible en écriture" in error.todo


def test_a_ledger_of_a_newer_program_is_not_touched(url: str) -> None:
    engine = open_database(url)
    with engine.begin() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    engine.dispose()
    assert "plus récent" in refusal(url).todo


@pytest.mark.parametrize("url", ["nowhere", "mongo://x/y", ""])
def test_an_address_that_is_none(url: str) -> None:
    assert "sqlite:///" in refusal(url).todo


def test_no_message_holds_the_databases_password() -> None:
    error = refusal("postgresql+psycopg://pont:s3cr3t-s3cr3t@127.0.0.1:1/base")
    assert "s3cr3t" not in str(error)


def test_states_read_from_the_file_are_the_vocabulary(ledger: Ledger, clock: Clock) -> None:
    admit(ledger, line(), clock=clock)
    assert ledger.jobs()[0].state is JobState.ADMITTED


def test_a_ledger_at_the_newest_schema_is_opened_without_the_migrations(tmp_path: Path) -> None:
    """The newest is told by the files' names, which has to be what Alembic makes of them."""
    config = AlembicConfig()
    config.set_main_option("script_location", str(database.MIGRATIONS))
    assert database._newest() == ScriptDirectory.from_config(config).get_current_head()
    opened = open_database(f"sqlite:///{tmp_path / 'ledger.db'}")
    assert database._schema(opened) == database._newest()
    opened.dispose()


def test_threads_of_a_process_take_turns_instead_of_finding_the_file_locked(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database, "BUSY_TIMEOUT", 0)  # SQLite itself waits for nobody
    engine = open_database(f"sqlite:///{path}")
    begins, failed = threading.Event(), threading.Event()

    def second() -> int:
        begins.set()
        try:
            with Transaction(engine) as connection:
                return int(connection.exec_driver_sql("SELECT 2").scalar_one())
        except LedgerError:
            failed.set()
            raise

    with ThreadPoolExecutor(max_workers=1) as threads:
        with Transaction(engine):
            waiting = threads.submit(second)
            begins.wait(30)
            failed.wait(0.2)
        assert waiting.result(30) == 2
    engine.dispose()
