"""``scripts/crash``: the stages that were asked for, one after the other, and what came of each."""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from scripts.crashing import stages
from scripts.crashing.disk import small_disk
from scripts.crashing.forge import Forge
from scripts.crashing.material import KINDS
from scripts.crashing.model import endpoint
from scripts.crashing.stages import Result, World
from tests.support.wordpress import WordPress

STAGES = ("boundaries", "random", "outages", "disk")
_COLUMNS = ("stage", "workers", "drafts", "runs", "kills", "outages", "calls", "spare", "proposed", "held")


def main() -> int:
    """0 where nothing was lost."""
    asked = _parsed()
    seed = random.SystemRandom().randrange(10**6) if asked.seed is None else asked.seed
    print(f"seed {seed}", flush=True)
    wordpress = WordPress.up("crash", command="reset")
    results = []
    try:
        with tempfile.TemporaryDirectory(prefix="crash-") as name, endpoint() as model, Forge(Path(name)) as forge:
            world = World(
                wordpress=wordpress, forge=forge, model=model, folder=Path(name), ledger=asked.ledger,
                access=asked.access,
            )  # fmt: skip
            for run in _wanted(asked, world, seed):
                results.append(run())
                _tell(results[-1])
    finally:
        wordpress.down()
    print(f"\n{_table(results)}")
    return 1 if any(result.breaches for result in results) or not results else 0


def _parsed() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="scripts/crash")
    parser.add_argument("--only", action="append", choices=STAGES, help="this kind of stage; may be repeated")
    parser.add_argument("--workers", action="append", type=int, choices=(1, 2, 4), help="so many; may be repeated")
    parser.add_argument("--drafts", type=int, default=200, help="of a run with random kills (default: 200)")
    parser.add_argument("--kills", type=int, default=100, help="of a run with random kills (default: 100)")
    parser.add_argument("--seed", type=int, help="of the moments (default: random, and printed)")
    parser.add_argument("--access", choices=("rest", "xmlrpc"), default="rest")
    parser.add_argument("--ledger", metavar="URL", help="of a database of its own (default: an SQLite file a stage)")
    return parser.parse_args()


def _wanted(asked: argparse.Namespace, world: World, seed: int) -> Iterator[Callable[[], Result]]:
    kinds, workers = asked.only or STAGES, asked.workers or (1, 2, 4)
    if "boundaries" in kinds:
        yield from (partial(stages.at_each_boundary, world, kind) for kind in KINDS if 1 in workers)
        yield from (partial(stages.among_workers, world, number, seed=seed) for number in workers if number > 1)
        yield from (
            partial(stages.among_workers, world, number, seed=seed, beside=True) for number in workers if number == 2
        )
    if "random" in kinds:
        for number in workers:
            for beside in (False, True) if number == 2 else (False,):
                yield partial(
                    stages.at_random, world, number, drafts=asked.drafts, kills=asked.kills, seed=seed, beside=beside
                )
    if "outages" in kinds:
        for server in ("webserver", "database"):
            yield from (partial(stages.in_an_outage, world, server, number, seed=seed) for number in workers)
    if "disk" in kinds and asked.ledger is None:
        yield from (partial(_on_a_small_disk, world, number) for number in workers)


def _on_a_small_disk(world: World, workers: int) -> Result:
    with small_disk(world.folder / f"disk-{workers}") as disk:
        return stages.on_a_full_disk(world, disk, workers)


def _tell(result: Result) -> None:
    """As soon as it is known."""
    print(f"{result.stage}, {result.workers}: {'ok' if not result.breaches else 'NOT OK'}", flush=True)
    for breach in result.breaches:
        print(f"  {breach}", file=sys.stderr, flush=True)


def _table(results: list[Result]) -> str:
    """Markdown; ``spare``: model calls whose answer died with a process before it was recorded."""
    lines = [f"| {' | '.join(_COLUMNS)} | breaches | seconds |", "|---" * (len(_COLUMNS) + 2) + "|"]
    for result in results:
        cells = [str(getattr(result, name)) for name in _COLUMNS]
        lines.append(f"| {' | '.join(cells)} | {len(result.breaches)} | {result.seconds:.0f} |")
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main())
