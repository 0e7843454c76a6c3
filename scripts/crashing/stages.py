"""What is killed when. Each stage has drafts, a site and a ledger of its own, and ends in an audit."""

from __future__ import annotations

import os
import random
import re
import shutil
import signal
import socket
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import Any, Literal

from scripts.crashing import audit, material
from scripts.crashing.desk import Desk, View
from scripts.crashing.disk import Disk
from scripts.crashing.forge import Child, Forge
from scripts.crashing.material import Draft, Kind
from scripts.crashing.model import Model
from scripts.crashing.newsroom import Newsroom
from tests.support.wordpress import WordPress

#: What is in a queue for several workers.
_MIXED: list[Kind] = ["plain", "held", "plain", "repaired"]
Server = Literal["webserver", "database"]
#: Runs of ``once --now`` after which all must have ended, once nothing is broken any more.
_LAST_RUNS = 5


@dataclass
class Result:
    """A line of the table. ``kills``: processes of the bridge that were killed; ``outages``: servers that were."""

    stage: str
    workers: str
    drafts: int = 0
    runs: int = 0
    kills: int = 0
    outages: int = 0
    calls: int = 0
    spare: int = 0
    proposed: int = 0
    held: int = 0
    seconds: float = 0.0
    breaches: list[str] = field(default_factory=list)


@dataclass(kw_only=True)
class World:
    """What the stages share. ``ledger``: the URL of one for all of them, None for a file for each."""

    wordpress: WordPress
    forge: Forge
    model: Model
    folder: Path
    ledger: str | None = None
    access: str = "rest"
    numbers: Iterator[int] = field(default_factory=lambda: count(1))

    @property
    def desk(self) -> Desk:
        """The drafts."""
        return Desk(self.wordpress, self.folder)

    def newsroom(self, name: str, *, folder: Path | None = None) -> Newsroom:
        """A site of that name, with its ledger in ``folder``; the model looks into that ledger from now on."""
        room = Newsroom(
            folder=self.folder, forge=self.forge, name=name, access=self.access, model_url=self.model.url,
            ledger_url=self.ledger or f"sqlite:///{folder or self.folder}/{name}.db",
            site_url=self.wordpress.url, password=self.wordpress.application_password("seo-bridge"),
        )  # fmt: skip
        self.model.ledger = room.ledger
        return room

    def break_down(self, server: Server) -> None:
        """SIGKILL for a server of the sandbox with all its workers."""
        with suppress(ProcessLookupError):
            os.killpg(self.wordpress.facts["pids"][server], signal.SIGKILL)

    def mend(self) -> None:
        """Whatever does not run is started again, on its data as they are."""
        self.wordpress.facts.update(WordPress.up(self.wordpress.name).facts)


class Stage:
    """One of them under way: drafts are put, processes started and killed, and ``end`` says what came of it."""

    def __init__(self, world: World, name: str, workers: Sequence[int], *, folder: Path | None = None) -> None:
        self.world = world
        self.result = Result(name, "/".join(map(str, workers)))
        self.drafts: dict[int, Draft] = {}
        self._before = View(drafts={}, strays={})
        self._began = time.monotonic()
        self._deaths = 0
        # a site's name and a tag's slug alike
        shown = re.sub(r"[^a-z0-9]+", "-", f"{name} {self.result.workers} {next(world.numbers)}".lower())
        self.room = world.newsroom(shown, folder=folder)

    def put(self, wanted: Sequence[tuple[str, Kind | None]]) -> None:
        """Drafts, each with its tag and its kind; once in a stage."""
        drafts = [(material.draft(next(self.world.numbers), kind), tag) for tag, kind in wanted]
        ids = self.world.desk.put(drafts)
        self.drafts = dict(zip(ids, (draft for draft, _ in drafts), strict=True))
        self._before = self.world.desk.look(ids)

    def start(self, tag: str, *, workers: int = 1, plan: Mapping[str, Any] | None = None) -> Child:
        """A process."""
        self.result.runs += 1
        return self.room.start(tag, workers=workers, plan=plan)

    def run(self, tag: str, *, workers: int = 1) -> Child:
        """One that nobody kills, to its end."""
        child = self.start(tag, workers=workers)
        child.wait()
        return child

    def died(self, child: Child, *, workers: int) -> bool:
        """Whether the process ended by SIGKILL, as it was meant to."""
        killed = child.wait() == -signal.SIGKILL
        self.result.kills += killed
        self._deaths += workers * killed
        return killed

    def lost(self, answers: int) -> None:
        """So many answers of the model may have come to nothing, without a death."""
        self._deaths += answers

    def must(self, holds: bool, what: str) -> None:
        """A breach unless it holds."""
        if not holds:
            self.result.breaches.append(what)

    def settle(self, tag: str, *, workers: int = 1) -> None:
        """Run until all have ended."""
        for _ in range(_LAST_RUNS):
            child = self.run(tag, workers=workers)
            if child.status == 0 and self.room.ledger.ended() == len(self.drafts):
                return
        self.must(False, f"not all ended after {_LAST_RUNS} runs:\n{child.said[-3000:]}")

    def end(self) -> Result:
        """The audit."""
        rows = self.room.ledger.jobs()
        after = self.world.desk.look(list(self.drafts))
        found = audit.breaches(self.drafts, self._before, after, rows, self.world.model, deaths=self._deaths)
        self.result.breaches += found
        asked = {key: times for key, times in self.world.model.asked.items() if key[0] in self._numbers()}
        self.result.drafts = len(self.drafts)
        self.result.calls, self.result.spare = sum(asked.values()), sum(asked.values()) - len(asked)
        states = Counter(row.state for row in rows)
        self.result.proposed, self.result.held = states["proposed"], states["held"]
        self.result.seconds = time.monotonic() - self._began
        self.world.model.repeated.clear()
        return self.result

    def _numbers(self) -> set[int]:
        return {draft.number for draft in self.drafts.values()}


# ── boundaries ──────────────────────────────────────────────────────────────────────────────────────────────────────


def passed(world: World, kinds: Sequence[Kind], *, workers: int) -> list[str]:
    """The boundaries that a process passes on its way with these drafts, from its start to its end."""
    stage = Stage(world, "way " + " ".join(kinds), [workers])
    stage.put([(stage.room.name, kind) for kind in kinds])
    child = stage.run(stage.room.name, workers=workers)
    found = [*audit.breaches(stage.drafts, stage._before, world.desk.look(list(stage.drafts)),
                             stage.room.ledger.jobs(), world.model, deaths=0)]  # fmt: skip
    if child.status or found:
        raise AssertionError(f"an undisturbed run is not clean: {found}\n{child.said}")
    return child.passed


def at_each_boundary(world: World, kind: Kind) -> Result:
    """One worker: each process dies one boundary later than the one before it, and leaves its draft to those after it.

    A new process begins with a draft that none has died of, so that each boundary is come to from the start.
    """
    way = passed(world, [kind], workers=1)
    stage = Stage(world, f"each boundary, {kind}", [1])
    tag = stage.room.name
    stage.put([(tag, kind)] * len(way))
    for number, name in enumerate(way):
        child = stage.start(tag, plan={"die": [name, way[: number + 1].count(name)]})
        stage.must(stage.died(child, workers=1), f"nobody died at boundary {number} ({name}):\n{child.said[-2000:]}")
    stage.settle(tag)
    return stage.end()


def among_workers(world: World, workers: int, *, seed: int, beside: bool = False) -> Result:
    """As many drafts as workers for each boundary, where one of the threads kills them all.

    ``beside``: another process begins at the same moment, and is left alone.
    """
    chance = random.Random(seed)
    kinds = _MIXED[:workers]
    way = Counter(passed(world, kinds, workers=workers))
    stage = Stage(world, "each boundary" + (", beside" if beside else ""), [workers])
    stage.put([(f"{stage.room.name}-{number}", kind) for number in range(len(way)) for kind in kinds])
    for number, (name, often) in enumerate(way.items()):
        tag = f"{stage.room.name}-{number}"
        # beside another process, nobody can say how often it comes to a boundary
        child = stage.start(tag, workers=workers, plan={"die": [name, 1 if beside else chance.randint(1, often)]})
        other = stage.start(tag, workers=workers) if beside else None
        died = stage.died(child, workers=workers)
        stage.must(died or beside, f"nobody died at {name}:\n{child.said[-2000:]}")
        stage.must(not other or other.wait() in (0, 1), f"the process beside {name}:\n{other and other.said[-2000:]}")
        again = stage.run(tag, workers=workers)
        stage.must(again.status == 0, f"after a death at {name}: {again.status}\n{again.said[-2000:]}")
    return stage.end()


# ── random moments ──────────────────────────────────────────────────────────────────────────────────────────────────


def at_random(world: World, workers: int, *, drafts: int, kills: int, seed: int, beside: bool = False) -> Result:
    """Many drafts in one queue; processes die at moments that chance chooses, spread over the whole run."""
    chance = random.Random(seed)
    stage = Stage(world, "random moments" + (", beside" if beside else ""), [workers])
    tag = stage.room.name
    stage.put([(tag, None)] * drafts)
    pace = _Pace(drafts, kills)
    left = drafts
    # where all is done before the last kills, these die at a poll that brings nothing
    while stage.result.kills < kills and stage.result.runs < 10 * kills:
        children = [stage.start(tag, workers=workers) for _ in range(1 + beside)]
        began, life = time.monotonic(), pace.life(chance)
        for child in children:
            if child.ended(life):
                stage.must(child.wait() in (0, 1), f"ended by {child.status}:\n{child.said[-2000:]}")
            child.kill()
            stage.died(child, workers=workers)
            life = chance.uniform(0, life)
        left = drafts - stage.room.ledger.ended()
        pace.learn(time.monotonic() - began, left=left, kills_left=kills - stage.result.kills)
    stage.must(stage.result.kills >= kills, f"only {stage.result.kills} kills of {kills}")
    stage.settle(tag, workers=workers)
    return stage.end()


class _Pace:
    """How long a process may live, so that the kills are spread over the drafts."""

    def __init__(self, drafts: int, kills: int) -> None:
        self._drafts = self._left = drafts
        self._kills = kills
        self._lived = 0.0
        self._mean = 1.0

    def life(self, chance: random.Random) -> float:
        """Seconds, from the start of the process on."""
        return chance.uniform(0, 2 * self._mean)

    def learn(self, lived: float, *, left: int, kills_left: int) -> None:
        """After each run, as fast as drafts were ended until now."""
        self._lived += lived
        done = self._drafts - left
        # with some drafts to spare for the last kills
        wanted = 0.8 * left / max(kills_left, 1) * self._lived / done if done else self._mean * 1.2
        self._mean = min(max(wanted, 0.2), 20.0)


# ── servers that die ────────────────────────────────────────────────────────────────────────────────────────────────


def in_an_outage(world: World, server: Server, workers: int, *, seed: int) -> Result:
    """A server of the site dies while the process is at a request, before it, or behind it; another run mends all."""
    chance = random.Random(seed)
    kinds = _MIXED[:workers]
    way = Counter(name for name in passed(world, kinds, workers=workers) if " site " in name or name.endswith("model"))
    moments = [
        (name, during) for name in way for during in ((False, True) if name.startswith("before site") else (False,))
    ]
    stage = Stage(world, f"{server} killed", [workers])
    stage.put([(f"{stage.room.name}-{number}", kind) for number in range(len(moments)) for kind in kinds])
    for number, (name, during) in enumerate(moments):
        tag = f"{stage.room.name}-{number}"
        with _paused(stage, tag, workers, name) as go:
            if during:
                go()
                time.sleep(chance.uniform(0, 0.2))  # somewhere in the midst of the request
            world.break_down(server)
        stage.result.outages += 1
        stage.lost(workers)
        world.mend()
        again = stage.run(tag, workers=workers)
        stage.must(again.status == 0, f"after {server} died at {name}: {again.status}\n{again.said[-2000:]}")
    return stage.end()


@contextmanager
def _paused(stage: Stage, tag: str, workers: int, name: str) -> Iterator[Callable[[], None]]:
    """A process that waits at a boundary for the time of the block, or until told to go; it has ended afterwards."""
    with closing(socket.create_server(("127.0.0.1", 0))) as listener:
        listener.settimeout(120)
        child = stage.start(tag, workers=workers, plan={"pause": [name, 1], "port": listener.getsockname()[1]})
        told, _ = listener.accept()
        with told:
            yield told.close
    code = child.wait()
    stage.must(code in (0, 1), f"ended by {code} after it was paused at {name}:\n{child.said[-2000:]}")
    stage.must("Traceback" not in child.said and "défaut de seo-bridge" not in child.said, child.said[-3000:])


# ── a full disk ─────────────────────────────────────────────────────────────────────────────────────────────────────


def on_a_full_disk(world: World, disk: Disk, workers: int) -> Result:
    """The ledger's disk is full from one boundary on, for the rest of the run; then there is room again."""
    kinds = _MIXED[:workers]
    way = [name for name in dict.fromkeys(passed(world, kinds, workers=workers)) if name.startswith("after")]
    stage = Stage(world, "ledger's disk full", [workers], folder=disk.folder)
    stage.put([(f"{stage.room.name}-{number}", kind) for number in range(len(way)) for kind in kinds])
    for number, name in enumerate(way):
        tag = f"{stage.room.name}-{number}"
        with _paused(stage, tag, workers, name):
            disk.fill()
        stage.lost(workers)
        full = stage.run(tag, workers=workers)
        if stage.room.ledger.ended() < (number + 1) * workers:
            stage.must(full.status != 0, f"after {name}, all seems well on a full disk:\n{full.said[-2000:]}")
            stage.must("place" in full.said, f"after {name}, nobody is told of it:\n{full.said[-2000:]}")
        stage.lost(workers)
        disk.clear()
        again = stage.run(tag, workers=workers)
        stage.must(again.status == 0, f"with room again after {name}: {again.status}\n{again.said[-2000:]}")
    result = stage.end()
    shutil.copy(disk.folder / f"{stage.room.name}.db", world.folder)
    return result
