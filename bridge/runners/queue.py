"""Procrastinate's queue, in the ledger's own database: what the workers of all machines take their jobs from.

The ledger stays the one that knows: a job in the queue is a word to workers that there is something to take up. Said
twice, it does nothing the second time, as the ledger gives the job to one of them; not said at all, the next sweep says
it. Everything here works on a connection of the ledger's, in a transaction of its caller's.
"""

from __future__ import annotations

from collections.abc import Sequence
from importlib import resources
from typing import TYPE_CHECKING, Any

from bridge.domain.job import Errand
from bridge.errors import ConfigError
from bridge.ledger.locks import number_of

if TYPE_CHECKING:
    from procrastinate.manager import JobManager

#: The task's name in the database: workers of another version of the program know it, too.
TASK = "seo_bridge.draft"
#: A person waits for it: asked for by name, or a further attempt after a verdict. The highest goes first.
ASKED, USUAL = 10, 0
#: What more than one process died at comes after all that is not known to kill, and one at a time.
SUSPECT = -10
_SUSPECT_LOCK = "seo-bridge suspect"
#: A single death is more likely the machine's than the draft's.
_MOST_DEATHS = 1
#: Seconds of silence after which Procrastinate takes a worker for dead.
STALLED_AFTER = 30.0
_AT_A_TIME = 500
_NOTE = "seo-bridge: "
#: What waits, and what a worker was just given and is about to take up. What it was given longer ago, and the ledger
#: says nobody works on, it will not: its acknowledgement was lost with a connection.
_KNOWN = """
SELECT queueing_lock FROM procrastinate_jobs AS job WHERE queueing_lock = ANY(%s) AND (status = 'todo' OR
    status = 'doing' AND EXISTS (SELECT FROM procrastinate_events AS event
        WHERE event.job_id = job.id AND event.type = 'started' AND event.at > now() - interval '1 minute'))
"""


def queue_of(site: str) -> str:
    """The name of a site's queue: a worker takes what its own configuration knows, and nothing else."""
    return f"site:{site}"


def lock_of(job: int) -> str:
    """What makes a job wait in the queue once, and never twice."""
    return f"job:{job}"


class Queue:
    """What is done to the queue from outside of workers. ConfigError where Procrastinate is not installed."""

    def __init__(self) -> None:
        try:
            from procrastinate import App
            from procrastinate.sync_psycopg_connector import SyncPsycopgConnector
        except ImportError as error:
            raise missing(error) from None
        # never opened: each call brings its connection
        self._manager: JobManager = App(connector=SyncPsycopgConnector()).job_manager

    def prepare(self, connection: Any) -> None:
        """Make Procrastinate's tables, or bring them to what its installed version needs; once, whoever comes first."""
        connection.execute("SELECT pg_advisory_xact_lock(%s)", [number_of("procrastinate")])
        steps = _migrations()
        known = connection.execute(
            "SELECT to_regclass('procrastinate_jobs') IS NOT NULL, obj_description(to_regclass('procrastinate_jobs'))"
        ).fetchone()
        made, note = bool(known[0]), str(known[1] or "")
        if not made:
            connection.execute((resources.files("procrastinate.sql") / "schema.sql").read_text(encoding="utf-8"))
        elif note.startswith(_NOTE):
            for name in sorted(name for name in steps if name > note.removeprefix(_NOTE)):
                connection.execute(steps[name])
        if not made or note.startswith(_NOTE):
            connection.execute(f"COMMENT ON TABLE procrastinate_jobs IS '{_NOTE}{max(steps)}'")

    def defer(self, connection: Any, errands: Sequence[Errand], *, run: str, asked: bool = False) -> int:
        """Tell the workers of these jobs; how many of them were not in the queue yet. See ``Defer`` in the service."""
        told = 0
        for start in range(0, len(errands), _AT_A_TIME):
            told += self._defer(connection, errands[start : start + _AT_A_TIME], run=run, asked=asked)
        return told

    def _defer(self, connection: Any, errands: Sequence[Errand], *, run: str, asked: bool) -> int:
        locks = [lock_of(errand.job) for errand in errands]
        if asked:  # it may wait already, with less haste
            query = "DELETE FROM procrastinate_jobs WHERE status = 'todo' AND queueing_lock = ANY(%s)"
            connection.execute(query, [locks])
        # one at a time, until the transaction ends: whoever looks what is in the queue sees what the one before put in
        connection.execute("SELECT pg_advisory_xact_lock(%s)", [number_of("defer")])
        known = {row[0] for row in connection.execute(_KNOWN, [locks]).fetchall()}
        jobs = [_job(errand, run=run, asked=asked) for errand in errands if lock_of(errand.job) not in known]
        if jobs:
            self._manager.batch_defer_jobs(jobs=jobs, connection=connection)
        return len(jobs)

    def alive(self, connection: Any) -> int:
        """How many workers gave a sign of life lately."""
        if connection.execute("SELECT to_regclass('procrastinate_workers')").fetchone()[0] is None:
            return 0
        query = "SELECT count(*) FROM procrastinate_workers WHERE last_heartbeat > now() - make_interval(secs => %s)"
        return int(connection.execute(query, [STALLED_AFTER]).fetchone()[0])


def missing(error: ImportError) -> ConfigError:
    """The extra ``postgresql`` is not installed."""
    return ConfigError(
        f"« dispatch: procrastinate » demande une bibliothèque qui n'est pas installée ({error.name or error})",
        where="dispatch",
        todo="pip install --require-hashes -r requirements-postgresql.lock",
    )


def _job(errand: Errand, *, run: str, asked: bool) -> Any:
    from procrastinate.jobs import Job

    suspect = errand.claims > _MOST_DEATHS
    usual = SUSPECT if suspect else ASKED if errand.attempt > 1 else USUAL
    return Job(
        queue=queue_of(errand.site),
        priority=ASKED if asked else usual,
        lock=_SUSPECT_LOCK if suspect else None,
        queueing_lock=lock_of(errand.job),
        task_name=TASK,
        task_kwargs={"job": errand.job, "run": run},
    )


def _migrations() -> dict[str, str]:
    """Procrastinate's own, by name; the names begin with the version that they came with."""
    folder = resources.files("procrastinate.sql") / "migrations"
    return {file.name: file.read_text(encoding="utf-8") for file in folder.iterdir() if file.name.endswith(".sql")}
