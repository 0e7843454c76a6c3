"""The metrics of one process, for Prometheus: what its events tell, and what its observer of drafts does.

Labels hold names of the configuration, states and codes, which are few and known; never a text, a title or an address.
"""

from __future__ import annotations

import threading
from collections.abc import Iterable

from prometheus_client import (
    CollectorRegistry,
    Counter,
    Gauge,
    Histogram,
    Info,
    ProcessCollector,
    disable_created_metrics,
)

from bridge import __version__
from bridge.config import Config
from bridge.domain.article import ModelCall
from bridge.domain.finding import Finding
from bridge.domain.job import Job, JobState
from bridge.errors import BudgetSpent, CircuitOpen
from bridge.operations.codes import OTHER, bounded
from bridge.operations.scraping import LedgerMetrics, Snapshot
from bridge.runners.pool import Crashed, Ended, Event, HeldBack, Polled, PollFailed, Started, Withdrawn

#: In seconds: a fetch takes tenths of one, a model on a small machine minutes.
_BUCKETS = (0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120, 300, 600, 1800)
STEPS = ("fetch", "rewrite", "repair", "checks", "deliver")
#: Beside the verdicts: put off until later, and stopped by something that is no trouble of the draft's own.
POSTPONED, CRASHED = "postponed", "crashed"
_ENDS = [state.value for state in JobState if state.ended]


class Metrics:
    """A listener of the pool's events and an observer of drafts (port Observer), with a registry of its own.

    ``snapshot`` reads ledger and circuits when somebody scrapes.
    """

    def __init__(self, config: Config, snapshot: Snapshot, *, sites: Iterable[str]) -> None:
        # a second series for each counter, with the time of its birth, which nobody asks for
        disable_created_metrics()  # type: ignore[no-untyped-call]
        self.registry = registry = CollectorRegistry(auto_describe=True)
        self._config = config
        self._models = frozenset(getattr(engine, "model", name) for name, engine in config.engines.items())
        self._started: set[int] = set()
        self._lock = threading.Lock()
        ProcessCollector(registry=registry)
        registry.register(LedgerMetrics(config, snapshot))
        Info("seo_bridge_build", "The version that runs.", registry=registry).info({"version": __version__})
        self._polls = Counter(
            "seo_bridge_polls", "Polls of a site by this process.", ["site", "result"], registry=registry
        )
        self._polled = Gauge(
            "seo_bridge_poll_last_success_timestamp_seconds", "When the site last answered a poll of this process.",
            ["site"], registry=registry,
        )  # fmt: skip
        self._listed = Gauge(
            "seo_bridge_drafts_listed", "Drafts with the queue tag, at the site's last poll by this process.", ["site"],
            registry=registry,
        )  # fmt: skip
        self._running = Gauge("seo_bridge_drafts_running", "Drafts that this process works on.", registry=registry)
        self._verdicts = Counter(
            "seo_bridge_verdicts", "Drafts that this process is through with, by what became of them.",
            ["site", "verdict"], registry=registry,
        )  # fmt: skip
        self._findings = Counter(
            "seo_bridge_findings", "Findings of the verdicts of this process, by code.", ["code", "severity"],
            registry=registry,
        )  # fmt: skip
        self._steps = Histogram(
            "seo_bridge_step_seconds", "Time of one passage through a step of a draft, failures included.",
            ["step"], registry=registry, buckets=_BUCKETS,
        )  # fmt: skip
        self._calls = Counter(
            "seo_bridge_model_calls", "Answered model calls of this process.", ["site", "model"], registry=registry
        )
        self._tokens = Counter(
            "seo_bridge_model_tokens", "Tokens of model calls, as the server counted them; cached ones are prompt "
            "ones, too.", ["site", "model", "kind"], registry=registry,
        )  # fmt: skip
        self._waited = Counter(
            "seo_bridge_model_seconds", "Time that model calls took.", ["site", "model"], registry=registry
        )
        self._money = Counter(
            "seo_bridge_model_cost", "Money for model calls by the configured prices, in the label's currency.",
            ["site", "model", "currency"], registry=registry,
        )  # fmt: skip
        self._broke = Counter(
            "seo_bridge_budget_refusals", "Model calls that a budget had no room for.", ["site"], registry=registry
        )
        self._notices = Counter(
            "seo_bridge_notices", "Notices of this process, by what became of them.", ["result"], registry=registry
        )
        self._begin(sites)

    def _begin(self, sites: Iterable[str]) -> None:
        """At nought: a rate needs a series from its first increase on."""
        for step in STEPS:
            self._steps.labels(step)
        for result in ("sent", "failed", "dropped"):
            self._notices.labels(result)
        for site in sites:
            for result in ("ok", "failed", "held_back"):
                self._polls.labels(site, result)
            for verdict in (*_ENDS, POSTPONED, CRASHED):
                self._verdicts.labels(site, verdict)
            self._broke.labels(site)

    # ── the pool's events ───────────────────────────────────────────────────────────────────────────────────────────

    def listen(self, event: Event) -> None:
        """Count what happened."""
        match event:
            case Polled():
                self._polls.labels(event.site, "ok").inc()
                self._polled.labels(event.site).set_to_current_time()
                self._listed.labels(event.site).set(event.listed)
            case PollFailed():
                # while a circuit is open nobody is asked: that is no further failure
                held = isinstance(event.error, CircuitOpen)
                self._polls.labels(event.site, "held_back" if held else "failed").inc()
            case Started():
                self._work(event.job, begun=True)
            case Ended():
                self._work(event.job, begun=False)
                verdict = event.job.state.value if event.job.state.ended else POSTPONED
                self._verdicts.labels(event.job.site, verdict).inc()
            case Crashed():
                self._work(event.job, begun=False)
                self._verdicts.labels(event.job.site, CRASHED).inc()
            case Withdrawn():
                self._work(event.job, begun=False)
            case HeldBack():
                pass  # they are in the queue's metrics, and their circuit in its own

    def _work(self, job: Job, *, begun: bool) -> None:
        """A draft that crashed before it was begun has but one of the two events."""
        with self._lock:
            (self._started.add if begun else self._started.discard)(job.id)
            self._running.set(len(self._started))

    def notice(self, result: str) -> None:
        """A notice was ``sent`` or has ``failed``, or an event was ``dropped`` before it could become one."""
        self._notices.labels(result).inc()

    # ── the observer of drafts ──────────────────────────────────────────────────────────────────────────────────────

    def step(self, job: Job, step: str, seconds: float) -> None:  # noqa: ARG002 (the port's signature)
        """See the port."""
        self._steps.labels(step if step in STEPS else OTHER).observe(seconds)

    def called(self, job: Job, call: ModelCall) -> None:
        """See the port."""
        model = call.model if call.model in self._models else OTHER
        self._calls.labels(job.site, model).inc()
        self._waited.labels(job.site, model).inc(max(0.0, call.seconds))
        counted = {"prompt": call.prompt_tokens, "completion": call.completion_tokens, "cached": call.cached_tokens}
        for kind, number in counted.items():
            self._tokens.labels(job.site, model, kind).inc(max(0, number or 0))
        if call.cost is not None:
            self._money.labels(job.site, model, self._config.budget.currency).inc(max(0.0, call.cost))

    def judged(self, job: Job, findings: tuple[Finding, ...]) -> None:  # noqa: ARG002 (the port's signature)
        """See the port."""
        for finding in findings:
            self._findings.labels(bounded(finding.code), finding.severity.value).inc()

    def budget_spent(self, job: Job, error: BudgetSpent) -> None:  # noqa: ARG002 (the port's signature)
        """See the port."""
        self._broke.labels(job.site).inc()
