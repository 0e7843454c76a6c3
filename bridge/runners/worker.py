"""A worker: takes jobs from the queue that all machines share, and puts their drafts through in threads of its own.

Procrastinate's worker runs in an event loop in one thread: it listens for jobs, gives signs of life and says which jobs
of dead workers are free. A draft is put through by the same pool as in a process that polls for itself.
"""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

import structlog

from bridge.errors import LedgerError
from bridge.ledger.database import SERVER
from bridge.runners.dispatching import Dispatching, connect
from bridge.runners.pool import HeldBack, Pool, together
from bridge.runners.queue import STALLED_AFTER, TASK, missing, queue_of

if TYPE_CHECKING:
    from procrastinate import App
    from procrastinate.jobs import Job as QueuedJob

_log = structlog.get_logger(__name__)
#: Seconds between two tries to reach a database that is away: the first pause, and the longest.
_FIRST_PAUSE, _LONGEST_PAUSE = 1.0, 30.0
#: Seconds after which a moment is certainly over.
_JUST_AFTER = 0.1


@dataclass(frozen=True, kw_only=True, slots=True)
class Timing:
    """All in seconds. ``sweep``: between two looks for work that no worker was told of; ``sign``: between two signs of
    life; ``dead``: of silence, after which a worker is taken for dead; ``look``: between two looks into the queue,
    where the database's own notice was lost."""

    sweep: float = 30.0
    sign: float = 10.0
    dead: float = STALLED_AFTER
    look: float = 5.0


class Worker:
    """Takes jobs of ``sites`` until it is stopped, as many at once as ``pool`` has threads. ``address``: the ledger's
    database, password included. ConfigError, LedgerError at the start; later the database may come and go."""

    def __init__(
        self,
        bridge: Dispatching,
        pool: Pool,
        *,
        address: str,
        sites: Sequence[str],
        workers: int,
        timing: Timing | None = None,
    ) -> None:
        self._bridge = bridge
        self._pool = pool
        self._sites = tuple(sites)
        self._workers = workers
        self._timing = timing or Timing()
        connect(bridge)
        self._app = self._application(address)
        self._drafts = ThreadPoolExecutor(max_workers=workers, thread_name_prefix="draft")
        self._held_back: list[HeldBack] = []
        self._stopping = threading.Event()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._serving: asyncio.Task[None] | None = None
        self._thread = threading.Thread(target=self._live, name="worker", daemon=True)

    def _application(self, address: str) -> App:
        try:
            from procrastinate import App, PsycopgConnector
        except ImportError as error:
            raise missing(error) from None
        app = App(connector=PsycopgConnector(conninfo=address, kwargs=dict(SERVER), min_size=1, max_size=4, timeout=10))
        app.task(name=TASK)(self._take)
        return app

    # ── life ────────────────────────────────────────────────────────────────────────────────────────────────────────

    def start(self) -> None:
        """Begin; returns at once."""
        self._thread.start()

    def begin_no_more(self) -> None:
        """Take no further job; those that run go on. Returns at once."""
        self._pool.stop()
        if self._stopping.is_set():
            return  # a second cancellation would not wait for the drafts that run
        self._stopping.set()
        if self._loop is not None:
            with suppress(RuntimeError):  # the loop has just ended
                self._loop.call_soon_threadsafe(self._cancel)

    def _cancel(self) -> None:
        if self._serving is not None:
            self._serving.cancel()

    def stop(self) -> None:
        """Take no further job, and return when those that run are through."""
        self.begin_no_more()
        self._thread.join()
        self._drafts.shutdown(wait=True)
        self._tell_held_back()
        self._pool.wait()

    def _live(self) -> None:
        asyncio.run(self._serve())

    async def _serve(self) -> None:
        """The worker is begun anew where the database was away: its drafts went on meanwhile."""
        self._loop, pause = asyncio.get_running_loop(), _FIRST_PAUSE
        while not self._stopping.is_set():
            self._serving = asyncio.create_task(self._work())
            began, cause = self._loop.time(), "la connexion s'est perdue"
            try:
                await self._serving
            except asyncio.CancelledError:
                return
            except Exception as error:  # whatever the database or its driver says: it is tried again
                cause = _cause(error)
            pause = _FIRST_PAUSE if self._loop.time() - began > _LONGEST_PAUSE else min(2 * pause, _LONGEST_PAUSE)
            _log.warning("file d'attente injoignable", cause=cause, nouvel_essai_dans=f"{pause:.0f} s")
            await asyncio.to_thread(self._stopping.wait, pause)

    async def _work(self) -> None:
        async with self._app.open_async():
            sweeping = asyncio.create_task(self._sweeps())
            try:
                await self._app.run_worker_async(
                    queues=[queue_of(site) for site in self._sites],
                    concurrency=self._workers,
                    install_signal_handlers=False,
                    delete_jobs="always",
                    fetch_job_polling_interval=self._timing.look,
                    update_heartbeat_interval=self._timing.sign,
                    stalled_worker_timeout=self._timing.dead,
                )
            finally:
                sweeping.cancel()
                with suppress(asyncio.CancelledError):
                    await sweeping

    # ── drafts ──────────────────────────────────────────────────────────────────────────────────────────────────────

    async def _take(self, job: int, run: str) -> None:
        """Procrastinate's task. It never fails: what goes wrong with a draft is in the ledger, and told."""
        await asyncio.get_running_loop().run_in_executor(self._drafts, self._put_through, job, run)

    def _put_through(self, number: int, run: str) -> None:
        try:
            job = self._bridge.idle(number)
        except LedgerError as error:
            _log.warning("travail non pris", travail=number, cause=error.what)
            return
        if job is None:
            return  # somebody has it, or it has ended, or its time has not come
        event = self._pool.put_through(job, run)
        if isinstance(event, HeldBack):
            self._held_back.append(event)

    # ── what was lost ───────────────────────────────────────────────────────────────────────────────────────────────

    async def _sweeps(self) -> None:
        while True:
            await asyncio.sleep(await self._sweep())

    async def _sweep(self) -> float:
        """Work that no worker is told of is told again: jobs that waited, and those of workers that died. Returns the
        seconds until the next sweep: a job whose time comes before, or whose lease lapses, does not wait for it."""
        change = None
        try:
            await self._app.job_manager.prune_stalled_workers(self._timing.dead)
            for job in await self._app.job_manager.get_stalled_jobs(
                task_name=TASK, seconds_since_heartbeat=self._timing.dead
            ):
                await self._forget(job)
            await asyncio.to_thread(self._bridge.hand_over, self._sites)
            change = await asyncio.to_thread(self._bridge.next_change, self._sites)
        except Exception as error:  # the next sweep does it
            _log.warning("reprise remise à plus tard", cause=_cause(error))
        self._tell_held_back()
        return self._timing.sweep if change is None else min(self._timing.sweep, change + _JUST_AFTER)

    async def _forget(self, job: QueuedJob) -> None:
        """Its worker died. Whether, and when, its draft is taken up again is the ledger's to say, by its lease."""
        from procrastinate.exceptions import ConnectorException
        from procrastinate.jobs import Status

        with suppress(ConnectorException):  # another worker forgot it first
            await self._app.job_manager.finish_job(job=job, status=Status.ABORTED, delete_job=True)

    def _tell_held_back(self) -> None:
        held, self._held_back = self._held_back, []
        for event in together(held):
            self._pool.tell(event)


def _cause(error: BaseException) -> str:
    """The innermost error says why; Procrastinate's own says that something was wrong."""
    while error.__cause__ is not None:
        error = error.__cause__
    return " ".join(f"{type(error).__name__} {error}".split())[:300]
