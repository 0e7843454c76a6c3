"""Damage is told at the start, a full disk leaves nothing half written, and a copy can be trusted."""

from __future__ import annotations

import sqlite3
import stat
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import event

from bridge.domain.draft import Draft
from bridge.domain.job import JobState
from bridge.errors import LedgerError
from bridge.ledger.backup import backup
from bridge.ledger.database import open_database
from bridge.ledger.repository import Ledger
from tests.ledger.conftest import SQLITE, Clock, OpenLedger
from tests.ledger.test_ledger import DRAFT, admit, finish, line

PAGE = 4096


def truncated(content: bytes) -> bytes:
    return content[: len(content) // 2]


def page_overwritten(content: bytes) -> bytes:
    """The root page of a table, with what was never a page."""
    return content[: 2 * PAGE] + b"\xa5" * PAGE + content[3 * PAGE :]


def no_database(_: bytes) -> bytes:
    return b"<!doctype html><title>Not found</title>" * 100


@SQLITE
@pytest.mark.parametrize("damage", [truncated, page_overwritten, no_database])
def test_a_damaged_file_is_told_at_the_start_with_what_to_do(
    ledger: Ledger, path: Path, clock: Clock, damage: Callable[[bytes], bytes]
) -> None:
    admit(ledger, *(line(draft) for draft in range(200)), clock=clock)
    ledger.close()
    broken = damage(path.read_bytes())
    path.write_bytes(broken)
    with pytest.raises(LedgerError, match="abîmé") as caught:
        open_database(f"sqlite:///{path}")
    assert caught.value.where == str(path)
    assert "seo-bridge ledger backup" in caught.value.todo
    assert "rien n'est doublé" in caught.value.todo
    assert path.read_bytes() == broken, "whoever repairs it wants it as it was"


def test_a_full_disk_leaves_nothing_half_written_and_all_goes_on_when_there_is_room(path: Path, clock: Clock) -> None:
    database = open_database(f"sqlite:///{path}")
    database.dispose()
    room = [0]

    @event.listens_for(database, "connect")
    def limit(connection: sqlite3.Connection, _: object) -> None:
        connection.execute(f"PRAGMA max_page_count = {room[0] or 2**30}")

    ledger = Ledger(database, clock=clock)
    [admitted] = admit(ledger, line(), clock=clock)
    job = ledger.claim(admitted.id)
    assert job
    big = Draft(**{**{name: getattr(DRAFT, name) for name in DRAFT.__slots__}, "content": "é" * 500_000})
    database.dispose()
    room[0] = 40
    with pytest.raises(LedgerError, match="le disque est plein") as caught:
        ledger.save(job, big)
    assert "libérez de la place" in caught.value.todo
    assert ledger.saved(job.id, Draft) is None
    assert [one.state for one in ledger.jobs()] == [JobState.ADMITTED]
    assert [one.kind for one in ledger.events(job.id)] == ["admitted"]
    database.dispose()
    room[0] = 0
    assert ledger.save(job, big).state is JobState.FETCHED
    ledger.close()


# ── copies ──────────────────────────────────────────────────────────────────────────────────────────────────────────


@SQLITE
def test_a_copy_of_a_ledger_at_work_is_whole_private_and_of_use(
    ledger: Ledger, path: Path, clock: Clock, tmp_path: Path
) -> None:
    [first, second] = admit(ledger, line(1), line(2), clock=clock)
    claimed = ledger.claim(first.id)
    assert claimed
    finish(ledger, claimed, JobState.PROPOSED)
    copy = tmp_path / "copie.db"
    assert backup(f"sqlite:///{path}", copy) == 2
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600
    assert [one.name for one in tmp_path.iterdir() if "copie" in one.name] == ["copie.db"]
    again = Ledger(open_database(f"sqlite:///{copy}"), clock=clock)
    assert again.jobs() == ledger.jobs()
    assert [job.id for job in again.unfinished("une")] == [second.id]
    again.close()


@SQLITE
def test_a_copy_replaces_nothing_unless_asked_and_never_the_ledger(
    ledger: Ledger, path: Path, clock: Clock, tmp_path: Path
) -> None:
    url, copy = f"sqlite:///{path}", tmp_path / "copie.db"
    backup(url, copy)
    admit(ledger, line(), clock=clock)
    with pytest.raises(LedgerError, match="existe déjà"):
        backup(url, copy)
    assert backup(url, copy, force=True) == 1
    link = tmp_path / "lien.db"
    link.symlink_to(path)
    for itself in (path, link):
        with pytest.raises(LedgerError, match="le registre lui-même"):
            backup(url, itself, force=True)
    assert len(ledger.jobs()) == 1


@SQLITE
def test_no_copy_is_made_of_a_damaged_ledger_and_the_good_one_stays(
    open_ledger: OpenLedger, path: Path, clock: Clock, tmp_path: Path
) -> None:
    ledger, copy = open_ledger(), tmp_path / "copie.db"
    admit(ledger, *(line(draft) for draft in range(200)), clock=clock)
    backup(f"sqlite:///{path}", copy)
    ledger.close()
    good = copy.read_bytes()
    path.write_bytes(page_overwritten(path.read_bytes()))
    with pytest.raises(LedgerError, match="n'a pas pu être faite"):
        backup(f"sqlite:///{path}", copy, force=True)
    assert copy.read_bytes() == good
    assert sorted(one.name for one in tmp_path.iterdir() if one.name.startswith(".")) == []


@pytest.mark.parametrize(
    ("url", "said"),
    [("postgresql+psycopg://pont:s3cr3t@db.example/pont", "SQLite"), ("sqlite:////nulle/part.db", "pas encore")],
)
def test_what_there_is_no_copy_of(tmp_path: Path, url: str, said: str) -> None:
    with pytest.raises(LedgerError, match=said) as caught:
        backup(url, tmp_path / "copie.db")
    assert "s3cr3t" not in str(caught.value)
    assert list(tmp_path.iterdir()) == []


@SQLITE
def test_a_copy_where_nothing_can_be_written(ledger: Ledger, path: Path) -> None:
    with pytest.raises(LedgerError, match="n'a pas pu être faite"):
        backup(f"sqlite:///{path}", Path("/proc/copie.db"))


@SQLITE
def test_what_was_taken_out_gives_its_space_back(ledger: Ledger, path: Path, clock: Clock) -> None:
    for number in range(20):
        [admitted] = admit(ledger, line(number), clock=clock)
        claimed = ledger.claim(admitted.id)
        assert claimed
        finish(ledger, claimed, JobState.PROPOSED)
    [unfinished] = admit(ledger, line(99), clock=clock)
    ended = ledger.ended_before(clock.later(days=1))
    assert len(ended) == 20
    ledger.remove((*ended, unfinished))
    assert ledger.jobs() == (unfinished,), "what has not ended is never taken out"
    with closing(sqlite3.connect(path)) as file:
        tables = ("steps", "events", "model_calls")
        left = [
            file.execute(f"SELECT count(*) FROM {table} WHERE job <> {unfinished.id}").fetchone()[0] for table in tables
        ]
        assert left == [0, 0, 0]
        assert file.execute("PRAGMA freelist_count").fetchone() == (0,)
