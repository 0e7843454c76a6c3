"""Seconds from the start of ``seo-bridge once`` to its first request."""

from __future__ import annotations

import statistics

from scripts.benching.copies import Copies
from scripts.benching.relay import relayed
from scripts.benching.report import Section, at_most, told
from scripts.benching.setup import Installation, Options, folder, model_server
from scripts.benching.site import Site

TITLE = "From the start to the first request"


def measure(site: Site, options: Options) -> Section:
    """With one draft in the ledger's past and none in the queue, as cron finds it most of the time."""
    runs = 3 if options.quick else 15
    site.fill(Copies(1))
    with model_server(1, latency=0.0) as model, relayed(site.url) as relay, folder() as path:
        bridge = Installation(path, relay.url, site.password, model.url)
        bridge.once()  # makes the ledger, and its tables
        first, whole = [], []
        for _ in range(runs):
            relay.forget()
            cost = bridge.once()
            first.append(relay.exchanges[0].begun - cost.begun)
            whole.append(cost.wall)
    section = Section(name="startup", title=TITLE, settings={"runs": runs})
    section.figures += [
        at_most("startup.median", "start to first request, median", statistics.median(first), 1.0, "s"),
        told("startup.worst", "the worst", max(first), "s"),
        told("startup.best", "the best", min(first), "s"),
        told("startup.idle", "a whole run that finds nothing to do, median", statistics.median(whole), "s"),
    ]
    return section
