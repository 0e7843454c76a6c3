"""``worker``: drafts that other machines admitted, told line by line like those of ``run``."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import structlog

from bridge.cli.rounds import AT_ONCE, GRACE, both, leave, log_event, log_stop
from bridge.cli.session import Session, chosen_sites
from bridge.errors import ConfigError

if TYPE_CHECKING:
    from bridge.runners.worker import Timing

_LOG = structlog.get_logger("seo-bridge")


def worker_command(session: Session, names: Sequence[str] | None, *, timing: Timing | None = None) -> int:
    """0 after a stop that let everything finish; the process ends at once (code 1) where it did not."""
    from bridge.operations.operating import operating
    from bridge.runners.pool import Pool
    from bridge.runners.stopping import run_until_stopped, stop_signals

    _, config = session.load()
    if config.dispatch != "procrastinate":
        raise ConfigError(
            "Un « worker » prend ses brouillons dans une file que plusieurs machines partagent, et il n'y en a pas",
            where="dispatch",
            todo="mettez « dispatch: procrastinate » et un registre PostgreSQL (docs/several-machines.md) ; sinon, "
            "« seo-bridge run » fait tout",
        )
    sites = chosen_sites(config, names)
    with (
        stop_signals() as asked,
        session.build(config) as bridge,
        operating(bridge, config, sites=sites) as operations,
    ):
        from bridge.runners.worker import Worker

        bridge.connect(sites)
        pool = Pool(bridge, workers=config.workers, listener=both(log_event, operations.listener))
        worker = Worker(
            bridge, pool, address=config.ledger.server(), sites=sites, workers=config.workers, timing=timing
        )  # fmt: skip
        _LOG.info("démarrage", sites=", ".join(sites), simultanés=config.workers)
        if not run_until_stopped(worker, asked, grace=GRACE, on_stop=log_stop):
            _LOG.warning(AT_ONCE)
            leave(bridge, 1)
    _LOG.info("arrêté")
    return 0
