"""One, two and four workers that share a PostgreSQL ledger, and one of four killed in the middle."""

from __future__ import annotations

import signal
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass

from scripts.benching.copies import Copies
from scripts.benching.processes import Running
from scripts.benching.relay import Relay, relayed
from scripts.benching.report import Section, at_least, at_most, of_linear, told
from scripts.benching.setup import Installation, ModelServer, Options, checked, folder, model_server
from scripts.benching.site import Drafts, Site

TITLE = "Several workers with PostgreSQL"
#: How many calls at once the model allows more for each worker, and how long one takes: together far less work than one
#: core can do. A worker has twice as many drafts at once, as it would by itself: the model need not wait while others
#: are judged.
CALLS = 4
AT_ONCE = 2 * CALLS
MODEL = 30.0
#: How often each worker is full: the first time it also loads what it needs, and is not counted.
ROUNDS = 3
_LEDGER_PASSWORD = "BENCH_LEDGER_PASSWORD"
_LONGEST = 1200.0


@dataclass(frozen=True, kw_only=True)
class Aftermath:
    """What became of the drafts. ``lost``: without a proposal; ``doubled``: with several; ``again``: asked of the model
    more than once; ``takeover``: seconds from the kill to the last of these."""

    lost: int
    doubled: int
    again: int
    takeover: float | None


def aftermath(
    drafts: Drafts, proposals: Mapping[int, int], calls: Mapping[int, Sequence[float]], killed_at: float
) -> Aftermath:
    """``proposals`` by post, ``calls`` by copy: when they came, as ``killed_at``."""
    posts = range(drafts.first, drafts.last + 1)
    again = [moments for moments in calls.values() if len(moments) > 1]
    return Aftermath(
        lost=sum(post not in proposals for post in posts),
        doubled=sum(many > 1 for many in proposals.values()),
        again=len(again),
        takeover=max((moments[-1] - killed_at for moments in again), default=None),
    )


def measure(site: Site, options: Options) -> Section:
    latency, rounds, counts = (MODEL, ROUNDS, (1, 2, 4)) if not options.quick else (6.0, 1, (1, 2))
    section = Section(name="workers", title=TITLE,
                      settings={"at_once": AT_ONCE, "calls": CALLS, "model_seconds": latency,
                                "rounds": rounds})  # fmt: skip
    speeds: dict[int, float] = {}
    for count in counts:
        speeds[count] = _throughput(section, site, count, latency, rounds)
        ideal = count * CALLS / latency
        section.figures.append(
            told(f"workers.{count}.throughput", f"{count} worker(s), model-bound (the model allows {60 * ideal:.3g})",
                 60 * speeds[count], "drafts/min")
        )  # fmt: skip
    section.figures += [
        at_least(f"workers.{count}.of_linear", f"throughput of {count}, over {count} times that of one",
                 of_linear(speeds[count], speeds[1], workers=count), 0.9, "×")
        for count in counts if count > 1
    ]  # fmt: skip
    _killed(section, site, max(counts), latency)
    return section


@contextmanager
def _running(site: Site, relay: Relay, model: ModelServer, count: int) -> Iterator[list[Running]]:
    """The queue admitted by ``once``, and so many workers at it; they are asked to stop at the end."""
    from scripts.lib import postgres  # its own module, made for the tests: with PostgreSQL of Debian's

    with postgres.running(durable=True) as server, folder() as path, ExitStack() as stack:
        server.sql("CREATE DATABASE bench")
        bridge = Installation(
            path, relay.url, site.password, model.url,
            workers=AT_ONCE, calls=count * CALLS,
            ledger={"url": server.url("bench", password=None), "password": {"env": _LEDGER_PASSWORD}},
            env={_LEDGER_PASSWORD: postgres.PASSWORD},
            extra={"dispatch": "procrastinate"},
        )  # fmt: skip
        bridge.once()
        workers = []
        for _ in range(count):
            workers.append(bridge.start("worker"))
            stack.callback(workers[-1].kill)
        yield workers
        running = [worker for worker in workers if worker.process.returncode is None and worker.alive]
        for worker in running:
            worker.signal(signal.SIGTERM)
        for worker in running:
            checked(worker.finish(120))


def _delivered(relay: Relay) -> list[float]:
    """When each proposal was accepted, in order."""
    return sorted(each.ended for each in relay.exchanges if each.method == "POST" and each.path.endswith("/proposals"))


def _wait(relay: Relay, workers: Sequence[Running], many: int) -> None:
    """Until there are so many proposals. RuntimeError where that does not come."""
    end = time.monotonic() + _LONGEST
    while len(_delivered(relay)) < many:
        if time.monotonic() > end or not any(worker.alive for worker in workers):
            raise RuntimeError(
                f"{len(_delivered(relay))} proposals of {many} and no more; the workers said: {_said(workers)}"
            )
        time.sleep(0.2)


def _said(workers: Sequence[Running]) -> str:
    for worker in workers:
        worker.signal(signal.SIGKILL)
    return "\n".join(worker.finish().errors[-800:] for worker in workers)


def _throughput(section: Section, site: Site, count: int, latency: float, rounds: int) -> float:
    """Drafts a second, from the end of the first round on."""
    first = count * CALLS
    drafts = first * (1 + rounds)
    site.fill(Copies(drafts))
    with (
        model_server(drafts, latency=latency) as model,
        relayed(site.url) as relay,
        _running(site, relay, model, count) as workers,
    ):
        _wait(relay, workers, drafts)
        moments = _delivered(relay)
        most = model.stats()["most_at_once"]
    section.notes.append(f"{count} worker(s): {drafts} drafts, at most {most} model calls at once")
    return (drafts - first) / (moments[drafts - 1] - moments[first - 1])


def _killed(section: Section, site: Site, count: int, latency: float) -> None:
    from bridge.ledger.working import LEASE

    drafts = count * CALLS * 3
    ids = site.fill(Copies(drafts))
    with (
        model_server(drafts, latency=latency) as model,
        relayed(site.url) as relay,
        _running(site, relay, model, count) as workers,
    ):
        _wait(relay, workers, drafts // 3)
        time.sleep(latency / 2)  # the second round of calls is under way
        workers[0].kill()
        killed_at = time.monotonic()
        _wait(relay, workers[1:], drafts)
        found = aftermath(ids, site.proposals(), model.stats()["calls"], killed_at)
    section.figures += [
        at_most("workers.killed.lost", f"one of {count} killed midway: drafts without a proposal", found.lost, 0),
        at_most("workers.killed.doubled", "drafts with two proposals", found.doubled, 0),
        at_most("workers.killed.takeover", "from the kill to the last draft taken over (the lease)", found.takeover,
                LEASE.total_seconds(), "s"),
        told("workers.killed.again", f"drafts asked of the model again (its share of the calls: {CALLS})", found.again),
    ]  # fmt: skip
