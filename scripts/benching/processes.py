"""What processes cost, as Linux's /proc tells it: CPU seconds by part of the system, peak memory."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

_TICK = os.sysconf("SC_CLK_TCK")
#: Seconds between two looks at a running process.
_LOOK = 0.2
_PROC = Path("/proc")


@dataclass(frozen=True, kw_only=True, slots=True)
class Look:
    """One moment of a process: ``at`` is monotonic, ``cpu`` its own seconds, ``memory`` resident bytes."""

    at: float
    cpu: float
    memory: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Cost:
    """What a command took. ``own`` CPU seconds without its children's; ``children``: theirs by part; bytes at peak."""

    wall: float
    begun: float
    code: int
    own: float
    children: Mapping[str, float]
    peak: int
    children_peak: int
    looks: tuple[Look, ...]
    output: str
    errors: str

    @property
    def cpu(self) -> float:
        return self.own + sum(self.children.values())

    def cpu_at(self, moment: float) -> float:
        """Its own CPU seconds up to a monotonic moment, between two looks by the rule of three."""
        return interpolated([(look.at, look.cpu) for look in self.looks], moment)


def interpolated(points: Sequence[tuple[float, float]], at: float) -> float:
    """The value at ``at`` of a line through ``points`` (ascending), flat outside of them."""
    before = [point for point in points if point[0] <= at]
    after = [point for point in points if point[0] > at]
    if not before or not after:
        return (before[-1] if before else after[0])[1]
    (x0, y0), (x1, y1) = before[-1], after[0]
    return y0 + (y1 - y0) * (at - x0) / (x1 - x0)


@dataclass
class Running:
    """A command that runs, looked at now and then until ``finish``."""

    process: subprocess.Popen[str]
    begun: float
    _folder: Path
    _looks: list[Look] = field(default_factory=list)
    _children: dict[int, tuple[str, float, int]] = field(default_factory=dict)
    _peak: int = 0
    _over: threading.Event = field(default_factory=threading.Event)
    _thread: threading.Thread | None = None

    @classmethod
    def start(cls, command: Sequence[str], *, env: Mapping[str, str], folder: Path) -> Running:
        """Its output goes to files in ``folder``: a pipe that nobody reads would stop it."""
        folder.mkdir(parents=True, exist_ok=True)
        number = next(n for n in range(10_000) if not (folder / f"{n}.out").exists())
        with (folder / f"{number}.out").open("w") as out, (folder / f"{number}.err").open("w") as err:
            begun = time.monotonic()
            process = subprocess.Popen(
                command, env={**os.environ, **env}, stdin=subprocess.DEVNULL, stdout=out, stderr=err, text=True
            )
        running = cls(process, begun, folder / str(number))
        running._thread = threading.Thread(target=running._watch, daemon=True)
        running._thread.start()
        return running

    def finish(self, limit: float = 3600.0) -> Cost:
        """Waits for its end; kills it where that does not come within ``limit`` seconds."""
        timer = threading.Timer(limit, self.signal, [signal.SIGKILL])
        timer.start()
        try:
            # dead, but not yet forgotten: its own time and that of the children it waited for can still be read apart
            os.waitid(os.P_PID, self.process.pid, os.WEXITED | os.WNOWAIT)
        except BaseException:
            self.kill()
            raise
        finally:
            timer.cancel()
        ended = time.monotonic()
        own, _ = cpu_of(self.process.pid)
        code = self.process.wait()
        self._over.set()
        if self._thread:
            self._thread.join()
        children: dict[str, float] = {}
        for part, seconds, _ in self._children.values():
            children[part] = children.get(part, 0.0) + seconds
        return Cost(
            wall=ended - self.begun,
            begun=self.begun,
            code=code,
            own=own,
            children=children,
            peak=self._peak,
            children_peak=sum(peak for _, _, peak in self._children.values()),
            looks=(*self._looks, Look(at=ended, cpu=own, memory=0)),
            output=self._folder.with_suffix(".out").read_text(errors="replace"),
            errors=self._folder.with_suffix(".err").read_text(errors="replace"),
        )

    @property
    def alive(self) -> bool:
        """Whether it still runs. Asking does not make the system forget what an ended one has used."""
        return os.waitid(os.P_PID, self.process.pid, os.WEXITED | os.WNOWAIT | os.WNOHANG) is None

    def signal(self, number: int) -> None:
        """To a process that may have ended."""
        with contextlib.suppress(ProcessLookupError):
            os.kill(self.process.pid, number)

    def kill(self) -> None:
        """At once, wherever it is."""
        self.process.kill()
        self.process.wait()
        self._over.set()
        if self._thread:
            self._thread.join()

    def _watch(self) -> None:
        while not self._over.wait(_LOOK):
            with contextlib.suppress(OSError, ValueError, IndexError):  # it ended meanwhile
                self._look()

    def _look(self) -> None:
        pid = self.process.pid
        own, _ = cpu_of(pid)
        memory, peak = _memory(pid)
        self._looks.append(Look(at=time.monotonic(), cpu=own, memory=memory))
        self._peak = max(self._peak, peak)
        for child in descendants(pid):
            with contextlib.suppress(OSError, ValueError, IndexError):
                known, _, peak = self._children.get(child, ("", 0.0, 0))
                # one that has ended, and that nobody waited for yet, has no command any more, and no memory
                part = known if known not in ("", "other") else part_of(_command(child))
                self._children[child] = (part, cpu_of(child)[0], max(peak, _memory(child)[1]))


def run(command: Sequence[str], *, env: Mapping[str, str], folder: Path, limit: float = 3600.0) -> Cost:
    """The command from its start to its end."""
    return Running.start(command, env=env, folder=folder).finish(limit)


def part_of(command: str) -> str:
    """Which part of the system a child of the bridge is."""
    if "grammar" in command or "grammalecte" in command:
        return "grammar"
    return "yoast" if "yoast" in command or "node" in command.split(" ")[0] else "other"


def cpu_of(pid: int) -> tuple[float, float]:
    """User and system seconds of a process: its own, and those of the children that it waited for. OSError."""
    # the name in brackets may hold spaces
    fields = (_PROC / str(pid) / "stat").read_text().rpartition(")")[2].split()
    own, system, children, children_system = (int(value) / _TICK for value in fields[11:15])
    return own + system, children + children_system


def tree_cpu(pids: Iterable[int]) -> float:
    """CPU seconds of these processes and all that descend from them, ended ones included."""
    total = 0.0
    for pid in pids:
        for each in (pid, *descendants(pid)):
            with contextlib.suppress(OSError):
                total += sum(cpu_of(each))
    return total


def descendants(pid: int) -> list[int]:
    """The ids of all processes below it that run now."""
    parents: dict[int, list[int]] = {}
    for entry in _PROC.iterdir():
        if entry.name.isdigit():
            with contextlib.suppress(OSError):
                parent = int((entry / "stat").read_text().rpartition(")")[2].split()[1])
                parents.setdefault(parent, []).append(int(entry.name))
    found, todo = [], [pid]
    while todo:
        below = parents.get(todo.pop(), [])
        found += below
        todo += below
    return found


def machine_cpu() -> tuple[float, float]:
    """Seconds that all cores together worked, and were idle, since the machine started."""
    values = [int(value) / _TICK for value in (_PROC / "stat").read_text().splitlines()[0].split()[1:9]]
    idle = values[3] + values[4]
    return sum(values) - idle, idle


def _command(pid: int) -> str:
    return (_PROC / str(pid) / "cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")


def _memory(pid: int) -> tuple[int, int]:
    """Resident bytes now and at their peak; zeros for one that has ended."""
    values = {"VmRSS": 0, "VmHWM": 0}
    for line in (_PROC / str(pid) / "status").read_text().splitlines():
        name, _, value = line.partition(":")
        if name in values:
            values[name] = int(value.split()[0]) * 1024
    return values["VmRSS"], values["VmHWM"]


@dataclass
class Shares:
    """CPU seconds by part, between the begin and the end of a block."""

    seconds: dict[str, float] = field(default_factory=dict)
    busy: float = 0.0
    idle: float = 0.0


@contextmanager
def shares(parts: Mapping[str, Callable[[], float]]) -> Iterator[Shares]:
    """``parts``: by name, what tells the CPU seconds that one has used so far."""
    before = {name: seconds() for name, seconds in parts.items()}
    busy, idle = machine_cpu()
    told = Shares()
    yield told
    told.seconds = {name: seconds() - before[name] for name, seconds in parts.items()}
    now_busy, now_idle = machine_cpu()
    told.busy, told.idle = now_busy - busy, now_idle - idle
