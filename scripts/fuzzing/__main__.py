"""``scripts/fuzz``: many drafts through read, render and sanitize; how work grows with the size of hostile shapes."""

from __future__ import annotations

import argparse
import random
import sys
import time
import traceback

from scripts.fuzzing import growth
from scripts.fuzzing.drafts import Drafts
from scripts.fuzzing.properties import faults


def main() -> int:
    """0 where nothing was found."""
    parser = argparse.ArgumentParser(prog="scripts/fuzz")
    parser.add_argument("what", nargs="?", choices=("drafts", "growth"), default="drafts")
    parser.add_argument("--drafts", type=int, default=50_000, help="how many (default: 50000)")
    parser.add_argument("--seed", type=int, default=None, help="of the first one; the others follow (default: random)")
    asked = parser.parse_args()
    if asked.what == "growth":
        return growth.main()
    first = random.SystemRandom().randrange(10**9) if asked.seed is None else asked.seed
    print(f"seeds {first} to {first + asked.drafts - 1}")
    started = time.monotonic()
    found = sum(map(_tried, range(first, first + asked.drafts)))
    print(f"{asked.drafts} drafts in {time.monotonic() - started:.0f} s, {found} with a fault")
    return 1 if found else 0


def _tried(seed: int) -> bool:
    title, content = Drafts(seed).draft()
    try:
        found = list(faults(title, content))
    except Exception:
        found = [traceback.format_exc()]
    for fault in found:
        print(f"seed {seed}: {fault}", file=sys.stderr)
    return bool(found)


if __name__ == "__main__":
    sys.exit(main())
