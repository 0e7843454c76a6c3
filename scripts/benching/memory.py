"""Peak memory of the bridge with many drafts in the queue."""

from __future__ import annotations

import signal
import time
from dataclasses import dataclass

from scripts.benching.copies import Copies
from scripts.benching.relay import relayed
from scripts.benching.report import Section, at_most, growth, told
from scripts.benching.requested import POLL
from scripts.benching.setup import AT_ONCE, Installation, Options, folder, model_server
from scripts.benching.site import Site

TITLE = "Memory with a long queue"
MANY, FEW = 10_000, 100
#: So many drafts are rewritten before the peak is read: enough to load all there is to load.
_REWRITTEN = 3 * AT_ONCE
_LONGEST = 1800.0
_MB = 2**20


@dataclass(frozen=True, kw_only=True)
class Peak:
    """Bytes at most: of the bridge's process, before its first draft, and of Yoast's and Grammalecte's together."""

    whole: int
    polled: int
    children: int
    seconds_to_first: float


def measure(site: Site, options: Options) -> Section:
    many, few = (options.drafts or MANY, FEW) if not options.quick else (options.drafts or 1000, FEW)
    rewritten = _REWRITTEN if not options.quick else 8
    section = Section(name="memory", title=TITLE,
                      settings={"many": many, "few": few, "rewritten": rewritten, "at_once": AT_ONCE})  # fmt: skip
    less, more = _peak(site, few, rewritten), _peak(site, many, rewritten)
    exponent = growth(less.whole, more.whole, times=many / few)
    section.figures += [
        at_most("memory.peak", f"peak of the bridge's process, {many:,} drafts queued", more.whole / _MB, 250, "MB"),
        at_most("memory.growth", f"exponent of its growth from {few} to {many:,} (1 is linear)", exponent, 0.99),
        told("memory.peak_few", f"peak with {few}", less.whole / _MB, "MB"),
        told("memory.for_each", "more for each further draft queued",
             (more.whole - less.whole) / 1024 / (many - few), "KB"),
        told("memory.polled", f"peak before the first draft is read, {many:,} queued", more.polled / _MB, "MB"),
        told("memory.polled_few", f"the same with {few}", less.polled / _MB, "MB"),
        told("memory.children", "peaks of Yoast's and Grammalecte's processes, together", more.children / _MB, "MB"),
        told("memory.listing", f"from the start to the first draft read, {many:,} queued", more.seconds_to_first, "s"),
    ]  # fmt: skip
    return section


def _peak(site: Site, drafts: int, rewritten: int) -> Peak:
    site.fill(Copies(drafts))
    with model_server(drafts, latency=0.1) as model, relayed(site.url) as relay, folder() as path:
        running = Installation(path, relay.url, site.password, model.url).start("once", "--json")
        end = time.monotonic() + _LONGEST
        while len(model.calls()) < rewritten and time.monotonic() < end and running.alive:
            time.sleep(0.25)
        running.signal(signal.SIGTERM)
        cost = running.finish(900)
        if cost.code not in (0, 143):
            raise RuntimeError(f"seo-bridge ended with {cost.code}: {cost.errors[-1500:]}")
        first = next((each.begun for each in relay.exchanges if each.route != POLL), time.monotonic())
    polled = max((look.memory for look in cost.looks if look.at <= first), default=0)
    return Peak(whole=cost.peak, polled=polled, children=cost.children_peak, seconds_to_first=first - cost.begun)
