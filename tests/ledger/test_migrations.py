"""A ledger of any earlier schema, with work of every kind in it, is opened: all of it is still there, and goes on."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from pydantic import TypeAdapter
from sqlalchemy import create_engine

from bridge.domain.article import Rewrite
from bridge.domain.draft import Draft, Verdict
from bridge.domain.job import JobState
from bridge.ledger.database import MIGRATIONS, open_database
from bridge.ledger.repository import Ledger
from tests.ledger.conftest import Clock
from tests.ledger.test_ledger import DRAFT, REWRITE, VERDICT, admit, line

RECORDS: dict[str, Any] = {"fetched": DRAFT, "rewritten": REWRITE, "checked": VERDICT}
#: What each job has got behind it, by the state it stands in.
WAY = {
    "admitted": (),
    "fetched": ("fetched",),
    "rewritten": ("fetched", "rewritten"),
    "checked": ("fetched", "rewritten", "checked"),
    "proposed": ("fetched", "rewritten", "checked"),
    "held": ("fetched", "rewritten", "checked"),
    "superseded": ("fetched",),
    "failed": ("fetched",),
}
AT = "2026-02-27 09:30:00.000000"


def alembic_config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    return config


REVISIONS = [script.revision for script in ScriptDirectory.from_config(alembic_config()).walk_revisions()][::-1]


def make(path: Path, revision: str) -> None:
    """An empty ledger as the program of that time made it."""
    engine = create_engine(f"sqlite:///{path}")
    with engine.begin() as connection:
        config = alembic_config()
        config.attributes["connection"] = connection
        command.upgrade(config, revision)
    engine.dispose()


def fill(path: Path) -> None:
    """One job of every state, with steps, events and calls, in the columns that every schema has."""
    with closing(sqlite3.connect(path)) as ledger, ledger:
        for number, (state, behind) in enumerate(WAY.items(), 1):
            ledger.execute(
                "INSERT INTO jobs (id, key, site, draft, base, attempt, state, title, engine, reason, compare_link,"
                " tries, created_at, updated_at, lease_owner, lease_until) VALUES (?, ?, 'une', ?, ?, 1, ?, 'L’été',"
                " 'faux', 'Motif.', '', 2, ?, ?, 'ailleurs:1:x', ?)",
                (number, f"{number:064x}", number, "a" * 64, state, AT, AT, AT),
            )
            for name in behind:
                record = TypeAdapter(type(RECORDS[name])).dump_python(RECORDS[name], mode="json")
                ledger.execute(
                    "INSERT INTO steps (job, name, record, at) VALUES (?, ?, ?, ?)",
                    (number, name, json.dumps(record), AT),
                )
            ledger.execute("INSERT INTO events (job, at, kind, message) VALUES (?, ?, 'reporté', 'Muet')", (number, AT))
            ledger.execute(
                "INSERT INTO model_calls (job, at, model, purpose, prompt_tokens, seconds)"
                " VALUES (?, ?, 'm', 'w', 9, 1.5)",
                (number, AT),
            )


@pytest.mark.parametrize("revision", REVISIONS)
def test_all_is_still_there_and_goes_on(path: Path, clock: Clock, revision: str) -> None:
    make(path, revision)
    fill(path)
    ledger = Ledger(open_database(f"sqlite:///{path}"), clock=clock)
    found = {job.state.value: job for job in ledger.jobs()}
    assert set(found) == set(WAY)
    for state, job in found.items():
        assert (job.title, job.reason, job.tries, job.created_at) == (
            "L’été",
            "Motif.",
            2,
            datetime(2026, 2, 27, 9, 30),
        )
        saved = {"fetched": ledger.saved(job.id, Draft), "rewritten": ledger.saved(job.id, Rewrite)}
        saved["checked"] = ledger.saved(job.id, Verdict)
        assert {name for name, record in saved.items() if record == RECORDS[name]} == set(WAY[state])
        assert [event.message for event in ledger.events(job.id)] == ["Muet"]
        assert [call.prompt_tokens for call in ledger.calls(job.id)] == [9]
    open_jobs = ledger.unfinished("une")
    assert [job.state.value for job in open_jobs] == ["admitted", "fetched", "rewritten", "checked"]
    claimed = ledger.claim(open_jobs[0].id)
    assert claimed
    assert ledger.save(claimed, DRAFT).state is JobState.FETCHED
    assert len(admit(ledger, line(99), clock=clock)) == 1
    ledger.close()


def test_there_is_one_line_of_schemas() -> None:
    assert len(ScriptDirectory.from_config(alembic_config()).get_heads()) == 1
    assert REVISIONS[0] == "0001"
