"""A configuration, a ledger, and the command line run on them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from sqlalchemy import NullPool, create_engine, func, select
from sqlalchemy.exc import OperationalError

from bridge.domain.states import JobState
from bridge.ledger.tables import jobs, model_calls, steps
from scripts.crashing.forge import Child, Forge

_PASSWORD = "CRASH_PASSWORD"
#: The rounds of repair that a draft may have.
REPAIRS = 1
TAGS = {"proposed": "crash-propose", "held": "crash-retenu"}


@dataclass(frozen=True, kw_only=True)
class Row:
    """A job as the ledger has it at the end."""

    draft: int
    key: str
    state: str
    reason: str
    proposal: int | None
    leased: bool
    steps: tuple[str, ...]
    calls: int
    """Model calls that were settled."""


@dataclass(frozen=True)
class Ledger:
    """One site's part of a ledger, read from outside."""

    url: str
    site: str

    def rounds(self, title: str) -> int | None:
        """The rounds of repair that are recorded for a draft's rewrite, None where there is no rewrite yet."""
        query = select(steps.c.name, steps.c.record).join(jobs, jobs.c.id == steps.c.job)
        found = {row.name: row.record for row in self._rows(query.where(jobs.c.title == title, self._here))}
        if "checked" in found:
            return REPAIRS
        return int(found["rewritten"]["round"]) if "rewritten" in found else None

    def jobs(self) -> list[Row]:
        """All of them."""
        names: dict[int, tuple[str, ...]] = {}
        for row in self._rows(select(steps.c.job, steps.c.name).order_by(steps.c.id)):
            names[row.job] = (*names.get(row.job, ()), row.name)
        settled = select(model_calls.c.job, func.count().label("calls")).where(model_calls.c.purpose != "")
        calls = {row.job: row.calls for row in self._rows(settled.group_by(model_calls.c.job))}
        return [
            Row(
                draft=row.draft, key=row.key, state=row.state, reason=row.reason, proposal=row.proposal,
                leased=row.lease_owner is not None, steps=names.get(row.id, ()), calls=calls.get(row.id, 0),
            )
            for row in self._rows(select(jobs).where(self._here).order_by(jobs.c.id))
        ]  # fmt: skip

    def ended(self) -> int:
        """How many have ended; 0 where there is no ledger yet."""
        try:
            return sum(JobState(row.state).ended for row in self.jobs())
        except OperationalError:
            return 0

    @property
    def _here(self) -> Any:
        return jobs.c.site == self.site

    def _rows(self, query: Any) -> list[Any]:
        with _reading(self.url) as connection:
            return list(connection.execute(query))


@contextmanager
def _reading(url: str) -> Iterator[Any]:
    engine = create_engine(url, poolclass=NullPool)
    with engine.connect() as connection:
        yield connection
    engine.dispose()


@dataclass(kw_only=True)
class Newsroom:
    """One site of one configuration. ``ledger_url``: of the ledger; several newsrooms may share it, each its site."""

    folder: Path
    forge: Forge
    ledger_url: str
    name: str
    site_url: str
    password: str
    model_url: str
    access: str = "rest"

    @property
    def ledger(self) -> Ledger:
        """Its part of the ledger."""
        return Ledger(self.ledger_url, self.name)

    def start(self, tag: str, *, workers: int = 1, plan: Mapping[str, Any] | None = None) -> Child:
        """``once --now`` for the drafts with that tag, in a process of its own."""
        command = ["once", "--now", "--config", str(self.configure(tag, workers=workers))]
        return self.forge.start(command, plan=plan, env={_PASSWORD: self.password})

    def configure(self, tag: str, *, workers: int = 1) -> Path:
        """The configuration for the drafts with that tag."""
        path = self.folder / f"{self.name}-{tag}-{workers}.yaml"
        path.write_text(yaml.safe_dump(self._document(tag, workers)), encoding="utf-8")
        return path

    def once(self, tag: str, *, workers: int = 1, plan: Mapping[str, Any] | None = None) -> Child:
        """The same, to its end."""
        child = self.start(tag, workers=workers, plan=plan)
        child.wait()
        return child

    def _document(self, tag: str, workers: int) -> dict[str, Any]:
        engine = {"kind": "openai_compatible", "base_url": self.model_url, "model": "essai", "timeout": 20}
        site = {
            "name": self.name, "url": self.site_url, "user": "seo-bridge", "password": {"env": _PASSWORD},
            "tag": tag, "engine": "essai", "min_words": 50, "repairs": REPAIRS, "timeout": 20, "access": self.access,
            "on_proposed": {"add": [TAGS["proposed"]], "remove": [tag]},
            "on_held": {"add": [TAGS["held"]], "remove": [tag]},
        }  # fmt: skip
        return {
            "ledger": {"url": self.ledger_url}, "workers": workers, "engines": {"essai": engine}, "sites": [site],
            # with a price and a budget, money is set aside before each call and settled after it
            "prices": {"essai": {"prompt": 1, "completion": 1}}, "budget": {"day": 1_000_000},
        }  # fmt: skip
