"""What model calls cost, kept in the ledger: set aside before a call, settled after it.

The money for a call is set aside in the transaction that looks whether there is any left, so that two workers can't
spend the same; a crash in the middle of a call leaves it set aside, as the provider may well have charged it.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping
from datetime import datetime, time
from typing import Any

from sqlalchemy import ColumnElement, Connection, Engine, delete, func, insert, select, update

from bridge.domain.article import ModelCall
from bridge.domain.budget import Budget, Price
from bridge.domain.job import Job
from bridge.errors import BudgetSpent
from bridge.ledger.locks import alone
from bridge.ledger.tables import jobs, model_calls
from bridge.ledger.transaction import Transaction

_SETTLED = ("model", "purpose", "prompt_tokens", "completion_tokens", "cached_tokens", "seconds", "cost")


class Purse:
    """The meter of one job (port Meter). ``run`` names the passage; ``alive`` is told at every call.

    ``prices`` by model, as the engine names it. A model without a price costs nothing.
    """

    def __init__(
        self,
        engine: Engine,
        job: Job,
        *,
        run: str,
        prices: Mapping[str, Price],
        budget: Budget,
        clock: Callable[[], datetime],
        alive: Callable[[], None] = lambda: None,
    ) -> None:
        self._engine = engine
        self._job = job
        self._run = run
        self._prices = prices
        self._budget = budget
        self._clock = clock
        self._alive = alive
        self._open: tuple[int, str, float | None] | None = None

    def before(self, *, model: str, prompt_tokens: int, completion_tokens: int) -> None:
        """See the port. A call before this one that brought no answer gives back what was set aside for it."""
        self._alive()
        price = self._prices.get(model)
        cost = None if price is None else price.at_most(prompt_tokens, completion_tokens)
        with Transaction(self._engine) as connection:
            self._release(connection)
            if cost:
                self._allow(connection, cost)
            row = {"job": self._job.id, "run": self._run, "at": self._clock(), "model": model, "purpose": "",
                   "seconds": 0.0, "cost": cost}  # fmt: skip
            number = connection.execute(insert(model_calls).values(**row)).inserted_primary_key
        self._open = (number[0] if number else 0, model, cost)

    def after(self, call: ModelCall) -> ModelCall:
        """See the port. A call whose tokens the server did not count costs what was set aside for it."""
        self._alive()
        number, model, reserved = self._open or (0, call.model, None)
        self._open = None
        price = self._prices.get(model)
        cost = price.of(call) if price else None
        settled = dataclasses.replace(call, cost=reserved if cost is None else cost)
        values: dict[str, Any] = {name: getattr(settled, name) for name in _SETTLED}
        with Transaction(self._engine) as connection:
            connection.execute(update(model_calls).where(model_calls.c.id == number).values(**values))
        return settled

    def close(self) -> None:
        """Give back what was set aside for a call that brought no answer."""
        if self._open is not None:
            with Transaction(self._engine) as connection:
                self._release(connection)
            self._open = None

    def _release(self, connection: Connection) -> None:
        if self._open is not None:
            connection.execute(delete(model_calls).where(model_calls.c.id == self._open[0]))

    def _allow(self, connection: Connection, cost: float) -> None:
        today = model_calls.c.at >= datetime.combine(self._clock().date(), time.min)
        limits: tuple[tuple[float | None, str, str, tuple[ColumnElement[bool], ...]], ...] = (
            (self._budget.run, "du passage", "budget.run", (model_calls.c.run == self._run,)),
            (self._budget.day, "du jour", "budget.day", (today,)),
            (self._budget.site_day, f"du jour pour le site {self._job.site}", "sites, budget",
             (today, jobs.c.site == self._job.site)),
        )  # fmt: skip
        if self._budget.limited:
            alone(connection, "budget")
        for limit, name, setting, conditions in limits:
            if limit is None:
                continue
            spent = _spent(connection, conditions)
            if spent + cost > limit:
                raise self._spent_out(name, setting, spent, cost, limit)

    def _spent_out(self, name: str, setting: str, spent: float, cost: float, limit: float) -> BudgetSpent:
        currency = self._budget.currency
        return BudgetSpent(
            f"Le budget {name} ne suffit pas à l’appel suivant : {_money(spent)} {currency} dépensés, "
            f"{_money(cost)} {currency} au plus pour l’appel, {_money(limit)} {currency} autorisés",
            where=setting,
            todo="le brouillon reste dans la file ; il sera repris quand le budget le permettra, ou augmentez-le",
        )


def _spent(connection: Connection, conditions: tuple[ColumnElement[bool], ...]) -> float:
    query = select(func.coalesce(func.sum(model_calls.c.cost), 0.0)).join(jobs, jobs.c.id == model_calls.c.job)
    return float(connection.scalar(query.where(*conditions)) or 0.0)


def _money(amount: float) -> str:
    """Two decimals, or as many as a small amount needs to be seen."""
    written = f"{amount:.2f}" if amount >= 0.01 or amount == 0 else f"{amount:.5f}".rstrip("0")
    return written.replace(".", ",")
