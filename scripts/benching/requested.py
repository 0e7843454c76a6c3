"""Requests to WordPress for a draft and for a poll with nothing to do, and the bytes of such a poll."""

from __future__ import annotations

import re
import signal
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from scripts.benching.copies import Copies
from scripts.benching.relay import Exchange, Relay, relayed
from scripts.benching.report import Figure, Section, at_most, told
from scripts.benching.setup import Installation, Options, checked, folder, model_server, verdicts
from scripts.benching.site import Site

TITLE = "Requests to WordPress"
POLL = "GET /wp-json/needs-seo/v1/drafts"
#: What ``run`` says at each poll that succeeds.
_POLLED = re.compile(r"\] relève .*dans_la_file=(\d+)")
#: After the first one, which may do more; the shortest interval that a configuration allows is ten seconds.
_POLLS = 3
_LONGEST = 180.0


def measure(site: Site, options: Options) -> Section:
    drafts = options.number(50, 8)
    section = Section(name="requests", title=TITLE, settings={"drafts": drafts, "polls": _POLLS})
    with model_server(drafts, latency=0.1) as model, relayed(site.url) as relay, folder() as path:
        site.fill(Copies(drafts))
        bridge = Installation(path, relay.url, site.password, model.url)
        cost = bridge.once()
        section.figures += _of_drafts(relay, verdicts(cost).get("proposed", 0))
        section.notes.append(f"by route: {dict(routes(relay.exchanges))}; {relay.connections} connections")
        section.notes.append(f"verdicts: {verdicts(cost)}")
        section.figures += _idle("empty", "an empty queue", _idling(bridge, relay))
    # a figure in each article is wrong, so that it is held, and the tag stays: a queue of which nothing is new
    with model_server(drafts, latency=0.1, wrong_every=1) as model, relayed(site.url) as relay, folder() as path:
        site.fill(Copies(drafts))
        bridge = Installation(path, relay.url, site.password, model.url, site_extra={"on_held": {"remove": []}})
        bridge.once()
        found = _idling(bridge, relay)
        section.figures += _idle("unchanged", f"{found.listed} drafts listed that have not changed", found)
    return section


def routes(exchanges: Sequence[Exchange]) -> Counter[str]:
    """How many exchanges there were of each method and path."""
    return Counter(exchange.route for exchange in exchanges)


def _of_drafts(relay: Relay, proposed: int) -> list[Figure]:
    others = [exchange for exchange in relay.exchanges if exchange.route != POLL]
    return [
        at_most("requests.per_draft", "requests for each proposed draft, polls not counted",
                len(others) / proposed if proposed else None, 2),
        told("requests.bytes_per_draft", "bytes both ways for each of them",
             sum(each.sent + each.received for each in others) / proposed if proposed else None, "B"),
    ]  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Idle:
    """The exchanges of ``run`` after its first poll, how many polls they were, and how many drafts were listed."""

    exchanges: list[Exchange]
    polls: int
    listed: int


def _idling(bridge: Installation, relay: Relay) -> Idle:
    bridge.site_extra = {**bridge.site_extra, "schedule": {"every": "10s"}}
    relay.forget()
    running = bridge.start("run")
    end = time.monotonic() + _LONGEST
    while len(relay.exchanges) < 1 + _POLLS and time.monotonic() < end and running.alive:
        time.sleep(0.1)
    running.signal(signal.SIGTERM)
    cost = checked(running.finish(60))
    listed = [int(number) for number in _POLLED.findall(cost.errors)]
    return Idle(exchanges=relay.exchanges[1:], polls=len(listed) - 1, listed=listed[-1] if listed else 0)


def _idle(name: str, queue: str, found: Idle) -> list[Figure]:
    exchanges, polls = found.exchanges, found.polls
    size = sum(each.sent + each.received for each in exchanges)
    return [
        at_most(f"requests.idle.{name}", f"requests of a poll, {queue}",
                len(exchanges) / polls if polls > 0 else None, 1),
        at_most(f"requests.idle_bytes.{name}", f"its bytes both ways with headers, {queue}",
                size / polls if polls > 0 else None, 2048, "B"),
    ]  # fmt: skip
