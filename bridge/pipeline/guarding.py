"""A circuit for each site and each model's endpoint, shared by the workers of a process: see ``domain/circuit.py``.

The pipeline's own calls go through guards that tell the circuit what came of them, and that refuse, in no time, what an
open circuit forbids.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from datetime import datetime
from typing import Protocol, TypeVar

from bridge.domain.article import ModelCall, Rewrite
from bridge.domain.circuit import Circuit
from bridge.domain.draft import Draft, Hold, Proposal, ProposalStatus
from bridge.domain.finding import Finding
from bridge.domain.job import Job, JobState
from bridge.domain.ports import UNMETERED, Engine, Meter
from bridge.domain.source import Brief, Source
from bridge.errors import (
    BridgeError,
    BudgetSpent,
    CircuitOpen,
    EngineRefused,
    EngineUnavailable,
    SiteRefused,
    SiteUnavailable,
)

T = TypeVar("T")

#: What says that the other side does not serve us. A refusal (a wrong key, a role taken away) is of everybody's drafts
#: as much as an outage; where it is of one draft alone, the next answer closes the circuit again.
_DOWN = (SiteUnavailable, SiteRefused, EngineUnavailable, EngineRefused)


class Breaker:
    """The circuit of one site or endpoint, for all threads. ``name`` as shown to people; ``clock`` as the ledger's."""

    def __init__(self, name: str, *, clock: Callable[[], datetime]) -> None:
        self.name = name
        self._clock = clock
        self._lock = threading.Lock()
        self._circuit = Circuit()

    @property
    def circuit(self) -> Circuit:
        """As it is now."""
        with self._lock:
            return self._circuit

    def check(self, *, probe: bool) -> None:
        """CircuitOpen where no call may be made. ``probe``: whether one that probes would do."""
        with self._lock:
            now = self._clock()
            if self._circuit.open and not (probe and self._circuit.admits(now)):
                raise self._refusal(now)

    @contextmanager
    def permit(self) -> Iterator[bool]:
        """Room for calls; yields whether they are the probe of an open circuit. CircuitOpen where there is none."""
        with self._lock:
            now = self._clock()
            if not self._circuit.admits(now):
                raise self._refusal(now)
            self._circuit = self._circuit.begun(now)
            began = self._circuit.probing_since
        try:
            yield began is not None
        finally:
            with self._lock:
                if began is not None and self._circuit.probing_since == began:
                    self._circuit = self._circuit.abandoned()

    def call(self, call: Callable[[], T]) -> T:
        """What the call brings; the circuit is told how it went."""
        try:
            result = call()
        except _DOWN as error:
            self.failed(error)
            raise
        except (CircuitOpen, BudgetSpent):
            raise  # nobody was asked
        except BridgeError:
            self.answered()
            raise
        self.answered()
        return result

    def failed(self, error: BridgeError) -> None:
        """The other side does not serve us."""
        wait = getattr(error, "retry_after", None)
        with self._lock:
            self._circuit = self._circuit.failed(str(error), self._clock(), wait)

    def answered(self) -> None:
        """The other side does."""
        with self._lock:
            self._circuit = self._circuit.answered()

    def _refusal(self, now: datetime) -> CircuitOpen:
        wait = self._circuit.wait(now).total_seconds()
        return CircuitOpen(
            f"{self.name} est en panne : {self._circuit.reason}",
            todo="les brouillons attendent ; le pont réessaie de lui-même",
            retry_after=wait,
        )


class Drafts(Protocol):
    """What the pipeline needs of a site (a part of the port Site)."""

    def fetch(self, draft: int) -> Draft:
        """See the port Site."""

    def propose(self, proposal: Proposal) -> ProposalStatus:
        """See the port Site."""

    def hold(self, hold: Hold) -> None:
        """See the port Site."""


class GuardedSite:
    """A site behind its circuits: that of reading, and that of delivery."""

    def __init__(self, site: Drafts, *, reading: Breaker, delivery: Breaker) -> None:
        self._site = site
        self._reading = reading
        self._delivery = delivery

    def fetch(self, draft: int) -> Draft:
        """See the port Site."""
        return self._reading.call(lambda: self._site.fetch(draft))

    def propose(self, proposal: Proposal) -> ProposalStatus:
        """See the port Site."""
        return self._delivery.call(lambda: self._site.propose(proposal))

    def hold(self, hold: Hold) -> None:
        """See the port Site."""
        self._delivery.call(lambda: self._site.hold(hold))


class GuardedEngine:
    """An engine behind its circuit. ``check`` is asked before each article: CircuitOpen where one can't be made now, or
    could not be delivered."""

    def __init__(self, engine: Engine, breaker: Breaker, *, check: Callable[[], None]) -> None:
        self._engine = engine
        self._breaker = breaker
        self._check = check

    @property
    def name(self) -> str:
        """See the port Engine."""
        return self._engine.name

    def rewrite(self, source: Source, brief: Brief, meter: Meter = UNMETERED) -> Rewrite:
        """See the port Engine. CircuitOpen."""
        self._check()
        return self._breaker.call(lambda: self._engine.rewrite(source, brief, _Watched(meter, self._breaker)))

    def repair(
        self, source: Source, brief: Brief, made: Rewrite, findings: tuple[Finding, ...], meter: Meter = UNMETERED
    ) -> Rewrite | None:
        """See the port Engine. CircuitOpen."""
        self._check()
        watched = _Watched(meter, self._breaker)
        return self._breaker.call(lambda: self._engine.repair(source, brief, made, findings, watched))


class _Watched:
    """A meter that tells the circuit of each answer: an article is many calls, and the others need not wait for all."""

    def __init__(self, meter: Meter, breaker: Breaker) -> None:
        self._meter = meter
        self._breaker = breaker

    def before(self, *, model: str, prompt_tokens: int, completion_tokens: int) -> None:
        """See the port Meter."""
        self._meter.before(model=model, prompt_tokens=prompt_tokens, completion_tokens=completion_tokens)

    def after(self, call: ModelCall) -> ModelCall:
        """See the port Meter."""
        self._breaker.answered()
        return self._meter.after(call)


class Circuits:
    """All circuits of a process: of each site two, as a site whose drafts can be read may take no proposals."""

    def __init__(self, *, clock: Callable[[], datetime]) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._breakers: dict[tuple[str, str], Breaker] = {}

    def reading(self, site: str) -> Breaker:
        """That of polls and fetches. The next poll probes it."""
        return self._of("reading", site, f"Le site « {site} »")

    def delivery(self, site: str) -> Breaker:
        """That of proposals and holds. A draft that only has to be delivered probes it."""
        return self._of("delivery", site, f"Le site « {site} » à la livraison")

    def engine(self, endpoint: str) -> Breaker:
        """That of a model's endpoint, whatever the sites and the engines that use it. One draft probes it."""
        return self._of("engine", endpoint, f"Le modèle ({endpoint})")

    def _of(self, kind: str, name: str, shown: str) -> Breaker:
        with self._lock:
            return self._breakers.setdefault((kind, name), Breaker(shown, clock=self._clock))

    def states(self) -> Mapping[tuple[str, str], Circuit]:
        """All that were asked for so far, by side (``reading``, ``delivery``, ``engine``) and name."""
        with self._lock:
            breakers = dict(self._breakers)
        return {key: breaker.circuit for key, breaker in breakers.items()}

    @contextmanager
    def around(
        self, job: Job, *, endpoint: str, site: Drafts, engine: Engine
    ) -> Iterator[tuple[GuardedSite, GuardedEngine]]:
        """The job's site and engine, guarded. CircuitOpen where the job can't be begun now."""
        reading, delivery, model = self.reading(job.site), self.delivery(job.site), self.engine(endpoint)
        reading.check(probe=False)
        with ExitStack() as stack:
            delivering = stack.enter_context(delivery.permit())
            # what has its verdict needs no model
            asking = job.state is JobState.CHECKED or stack.enter_context(model.permit())

            def check() -> None:
                reading.check(probe=False)
                for breaker, probing in ((delivery, delivering), (model, asking)):
                    if not probing:
                        breaker.check(probe=False)

            yield (
                GuardedSite(site, reading=reading, delivery=delivery),
                GuardedEngine(engine, model, check=check),
            )

    def check(self, job: Job, *, endpoint: str, may_probe_delivery: Callable[[], bool]) -> None:
        """CircuitOpen where the job can't be begun now. ``may_probe_delivery`` is asked where that circuit is open."""
        self.reading(job.site).check(probe=False)
        delivery = self.delivery(job.site)
        delivery.check(probe=delivery.circuit.open and may_probe_delivery())
        if job.state is not JobState.CHECKED:
            self.engine(endpoint).check(probe=True)
