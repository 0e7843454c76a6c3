"""The bridge with a thread that looks where its CPU time goes: ``python -m scripts.benching.sampled FILE once …``.

Every so often each thread's own CPU clock is read, and what it used since is charged to the function of the bridge that
is innermost on its stack: waiting costs nothing, and libraries count for who called them. Written to FILE when the
process ends, as ``[{"where": "bridge/text/nlp.py parsed", "seconds": 1.2, "share": 0.3, "within": 2.0}, …]``, most
first; ``within`` counts what it called as well.
"""

from __future__ import annotations

import atexit
import json
import runpy
import sys
import threading
import time
from collections import Counter
from pathlib import Path
from types import FrameType

_EVERY = 0.01
_LINES = 60


class Sampler:
    """Counts until the process ends."""

    def __init__(self) -> None:
        self._clocks: dict[int, float] = {}
        self._own: Counter[str] = Counter()
        self._within: Counter[str] = Counter()
        self._total = 0.0

    def start(self) -> None:
        threading.Thread(target=self._run, name="sampler", daemon=True).start()

    def _run(self) -> None:
        while True:
            time.sleep(_EVERY)
            self._look(threading.get_ident())

    def _look(self, me: int) -> None:
        frames = sys._current_frames()
        for thread in threading.enumerate():
            identity = thread.ident
            if identity is None or identity == me or identity not in frames:
                continue
            try:
                now = time.clock_gettime(time.pthread_getcpuclockid(identity))
            except OSError:
                continue  # it ended meanwhile
            used = now - self._clocks.get(identity, 0.0)
            # another thread may have the number of one that ended
            self._clocks[identity] = now
            if used > 0:
                self._charge(frames[identity], used)

    def _charge(self, frame: FrameType | None, seconds: float) -> None:
        self._total += seconds
        seen = list(dict.fromkeys(_places(frame)))
        self._own[seen[0] if seen else "outside of the bridge"] += seconds
        for place in seen:
            self._within[place] += seconds

    def lines(self) -> list[dict[str, object]]:
        return [
            {
                "where": place,
                "seconds": round(seconds, 3),
                "share": round(seconds / (self._total or 1), 4),
                "within": round(self._within[place], 3),
            }
            for place, seconds in self._own.most_common(_LINES)
        ]


def _places(frame: FrameType | None) -> list[str]:
    """The bridge's own functions on a stack, innermost first."""
    found = []
    while frame is not None:
        _, inside, path = frame.f_code.co_filename.rpartition("/bridge/")
        if inside:
            found.append(f"bridge/{path} {frame.f_code.co_qualname}")
        frame = frame.f_back
    return found


def main() -> None:
    path, *arguments = sys.argv[1:]
    sampler = Sampler()
    atexit.register(lambda: Path(path).write_text(json.dumps(sampler.lines()), encoding="utf-8"))
    sampler.start()
    sys.argv = ["seo-bridge", *arguments]
    runpy.run_module("bridge", run_name="__main__")


if __name__ == "__main__":
    main()
