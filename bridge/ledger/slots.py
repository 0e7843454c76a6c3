"""Turns that hold across processes and machines: room on the other side (port Slots), and who polls a site.

Whoever wants a turn draws a ticket, a row of the ledger. The ``limit`` tickets with the lowest numbers have their turn;
the others wait in order, so that a machine that is always busy keeps no other one out. A ticket lapses like a job's
lease: it is renewed by the heartbeat, and is worth nothing any more when its process is gone.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import datetime, timedelta

import structlog
from sqlalchemy import Connection, Engine, delete, func, insert, select, update

from bridge.errors import LedgerError
from bridge.ledger.history import utcnow
from bridge.ledger.leases import is_gone, this_process
from bridge.ledger.locks import alone
from bridge.ledger.tables import tickets
from bridge.ledger.transaction import Transaction
from bridge.ledger.working import LEASE

#: Seconds between two looks whether it is one's turn: the first pause, and the longest. One thread of a process looks
#: for each name, whatever the number of those that wait.
_FIRST_PAUSE, _LONGEST_PAUSE = 0.02, 0.25
_log = structlog.get_logger(__name__)


class Tickets:
    """The tickets of this process. ``owner`` names it; ``clock`` gives naive UTC times. ``begin_beating`` is called
    when there is something to ``renew``: it starts the heartbeat that does."""

    def __init__(
        self,
        engine: Engine,
        *,
        owner: str | None = None,
        lease: timedelta = LEASE,
        clock: Callable[[], datetime] = utcnow,
    ) -> None:
        self._engine = engine
        self._owner = owner or this_process()
        self._lease = lease
        self._clock = clock
        self.begin_beating: Callable[[], object] = lambda: None
        self._held: set[int] = set()
        self._holding = threading.Lock()

    def draw(self, name: str) -> int:
        """A ticket behind all that were drawn for that name before."""
        self.begin_beating()
        with Transaction(self._engine) as connection:
            alone(connection, f"tickets {name}")  # numbers are seen in the order in which they were drawn
            now = self._clock()
            self._forget_lapsed(connection, name, now)
            row = {"name": name, "owner": self._owner, "until": now + self._lease}
            key = connection.execute(insert(tickets).values(row)).inserted_primary_key
        number = int(key[0]) if key else 0
        with self._holding:
            self._held.add(number)
        return number

    def has_turn(self, number: int, name: str, limit: int) -> bool | None:
        """Whether fewer than ``limit`` tickets come before it; None where it lapsed, and a new one has to be drawn."""
        with Transaction(self._engine) as connection:
            now = self._clock()
            until = connection.scalar(select(tickets.c.until).where(tickets.c.id == number))
            if until is None or until < now:
                with self._holding:
                    self._held.discard(number)
                return None
            before = (tickets.c.name == name, tickets.c.id < number, tickets.c.until >= now)
            rows = connection.execute(
                select(tickets.c.owner, func.count()).where(*before).group_by(tickets.c.owner)
            ).all()
        return sum(int(many) for owner, many in rows if not self._is_gone(owner)) < limit

    def give_back(self, number: int) -> None:
        """The ticket is of no use any more. What can't be given back lapses."""
        with self._holding:
            self._held.discard(number)
        try:
            with Transaction(self._engine) as connection:
                connection.execute(delete(tickets).where(tickets.c.id == number))
        except LedgerError as error:
            _log.warning("place non rendue : elle se libère d'elle-même", cause=error.what)

    def renew(self) -> None:
        """Renew all tickets of this process (the heartbeat). One that lapsed stays lapsed."""
        with self._holding:
            held = tuple(self._held)
        if held:
            with Transaction(self._engine) as connection:
                now = self._clock()
                mine = (tickets.c.id.in_(held), tickets.c.owner == self._owner, tickets.c.until >= now)
                connection.execute(update(tickets).where(*mine).values(until=now + self._lease))

    def close(self) -> None:
        """This process ends: its places are others' at once."""
        with self._holding:
            self._held.clear()
        with suppress(LedgerError), Transaction(self._engine) as connection:
            connection.execute(delete(tickets).where(tickets.c.owner == self._owner))

    def _forget_lapsed(self, connection: Connection, name: str, now: datetime) -> None:
        connection.execute(delete(tickets).where(tickets.c.name == name, tickets.c.until < now))
        owners = connection.scalars(select(tickets.c.owner).where(tickets.c.name == name).distinct()).all()
        gone = [owner for owner in owners if self._is_gone(owner)]
        if gone:
            connection.execute(delete(tickets).where(tickets.c.name == name, tickets.c.owner.in_(gone)))

    def _is_gone(self, owner: str) -> bool:
        return owner != self._owner and is_gone(owner)


class SharedSlots:
    """At most ``limit`` holders of a name at once, on all machines (port Slots). May raise LedgerError."""

    def __init__(self, tickets: Tickets) -> None:
        self._tickets = tickets
        self._opening = threading.Lock()
        self._desks: dict[str, _Desk] = {}

    @contextmanager
    def hold(self, name: str, limit: int) -> Iterator[None]:
        """See the port."""
        with self._opening:
            desk = self._desks.setdefault(name, _Desk())
        number = self._wait(name, limit, desk)
        try:
            yield
        finally:
            self._tickets.give_back(number)
            with desk.left:
                desk.left.notify_all()

    def _wait(self, name: str, limit: int, desk: _Desk) -> int:
        with desk.asking:  # one thread a name asks the ledger, the others wait here
            number, pause = self._tickets.draw(name), _FIRST_PAUSE
            try:
                while not (turn := self._tickets.has_turn(number, name, limit)):
                    if turn is None:
                        number = self._tickets.draw(name)
                        continue
                    with desk.left:
                        desk.left.wait(pause)
                    pause = min(2 * pause, _LONGEST_PAUSE)
            except BaseException:
                self._tickets.give_back(number)
                raise
        return number


class _Desk:
    """Where the threads of this process wait for one name. ``left``: one of them gave its place back."""

    def __init__(self) -> None:
        self.asking = threading.Lock()
        self.left = threading.Condition()


class Turns:
    """Who does what only one process may do at a time, for as long as it lives: poll a site, for instance.

    Others that ask keep their tickets, in order: when it is gone, the next one finds that it is its turn.
    """

    def __init__(self, tickets: Tickets) -> None:
        self._tickets = tickets
        self._numbers: dict[str, int] = {}
        self._asking = threading.Lock()

    def mine(self, name: str) -> bool:
        """Whether it is this process's turn. Never waits. LedgerError."""
        with self._asking:
            if name not in self._numbers:
                self._numbers[name] = self._tickets.draw(name)
            turn = self._tickets.has_turn(self._numbers[name], name, 1)
            if turn is None:
                del self._numbers[name]
        return bool(turn) if turn is not None else self.mine(name)
