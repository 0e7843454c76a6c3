"""Start servers, wait until they answer, and end them: these, and never a process that is not ours.

A process id alone proves nothing, as the kernel gives it to another process once the first has ended. A server's
leader is recognised by its id with its start time, and its workers by the session they share with it and by the
sandbox's token in their environment.
"""

import os
import random
import signal
import socket
import subprocess
import time
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from sandbox.errors import SandboxError, tail
from sandbox.state import Process

TOKEN_VARIABLE = "WORDPRESS_SANDBOX_TOKEN"
# Below the range from which the kernel takes the ports of outgoing connections (32768 and up), so that a port stays
# free while its sandbox is stopped.
PORTS = range(20000, 32000)
POLL_SECONDS = 0.02


def start(command: list[str], *, token: str, log: Path, environment: Mapping[str, str] | None = None) -> Process:
    """Starts a server in a session of its own, so that Ctrl-C in the terminal does not reach it."""
    child = _spawn(command, token=token, log=log, environment=environment or {})
    # Never waited for: it outlives this command. The mark keeps Popen from warning about that.
    child.returncode = 0
    return Process(pid=child.pid, started=_started(child.pid) or "")


def run(command: list[str], *, token: str, log: Path) -> int:
    """Runs a command that itself starts others, and returns its exit code; an interruption ends all of them."""
    child = _spawn(command, token=token, log=log, environment={})
    process = Process(pid=child.pid, started=_started(child.pid) or "")
    try:
        return child.wait()
    except BaseException:
        stop(process, token=token)
        raise


def _spawn(command: list[str], *, token: str, log: Path, environment: Mapping[str, str]) -> subprocess.Popen[bytes]:
    log.parent.mkdir(parents=True, exist_ok=True)
    with log.open("ab") as output:
        return subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            cwd="/",
            env={**os.environ, **environment, TOKEN_VARIABLE: token},
            start_new_session=True,
        )


def is_running(process: Process | None) -> bool:
    return process is not None and _started(process.pid) == process.started


def stop(process: Process | None, *, token: str, patience: float = 30) -> None:
    """Ends a server with its workers: asks first, and after `patience` seconds no longer asks."""
    if process is None:
        return
    for sign, seconds in ((signal.SIGTERM, patience), (signal.SIGKILL, 10.0)):
        members = _members(process, token)
        _signal(members, sign)
        deadline = time.monotonic() + seconds
        while members and time.monotonic() < deadline:
            time.sleep(POLL_SECONDS)
            members = _members(process, token)
        if not members:
            return
    raise SandboxError(
        f"These processes could not be ended: {', '.join(map(str, members))}. "
        "Look at them with 'ps' and end them by hand."
    )


def wait_until(ready: Callable[[], bool], *, process: Process, seconds: float, what: str, log: Path) -> None:
    """Polls until the server is ready; explains with its log's end when it has ended, or after `seconds`."""
    deadline = time.monotonic() + seconds
    while not ready():
        if not is_running(process):
            raise SandboxError(f"{what} ended at once instead of starting.\n{tail(log)}")
        if time.monotonic() > deadline:
            raise SandboxError(
                f"{what} runs but did not answer within {seconds:.0f} seconds. "
                f"Is the machine very busy? Try again.\n{tail(log)}"
            )
        time.sleep(POLL_SECONDS)


def free_port(wanted: int = 0, *, avoid: Iterable[int] = ()) -> int:
    """`wanted` if it is free, else some other free port on 127.0.0.1 that is not among `avoid`."""
    taken = set(avoid)
    for port in (wanted, *random.sample(PORTS, 200)):
        if port and port not in taken and _can_bind(port):
            return port
    raise SandboxError(
        f"No free port between {PORTS.start} and {PORTS.stop} on 127.0.0.1. Stop some servers and try again."
    )


def _can_bind(port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
        return True


def accepts(port: int) -> bool:
    """Whether someone listens on that port."""
    try:
        socket.create_connection(("127.0.0.1", port), timeout=1).close()
    except OSError:
        return False
    return True


def _members(process: Process, token: str) -> list[int]:
    """The processes of the server that still run: its leader, and the workers that its session still has."""
    leader_started = _started(process.pid)
    if leader_started not in (None, process.started):
        return []  # the id is another process's by now, so nothing of ours has kept the session
    found = [process.pid] if leader_started else []
    mark = f"{TOKEN_VARIABLE}={token}".encode()
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit() and int(entry.name) != process.pid and _session(entry) == process.pid:
            try:
                if mark in (entry / "environ").read_bytes().split(b"\0"):
                    found.append(int(entry.name))
            except OSError:
                continue
    return found


def _signal(pids: Iterable[int], sign: signal.Signals) -> None:
    for pid in pids:
        try:
            os.kill(pid, sign)
        except ProcessLookupError:
            continue


def _stat(folder: Path) -> list[str] | None:
    """The fields of /proc/PID/stat from the third (state) on, or None if there is no such process."""
    try:
        text = (folder / "stat").read_text(errors="replace")
    except OSError:
        return None
    fields = text.rpartition(")")[2].split()  # the second field, the name, may itself hold spaces and brackets
    return None if fields[0] in "ZX" else fields


def _session(folder: Path) -> int | None:
    fields = _stat(folder)
    return int(fields[3]) if fields else None


def _started(pid: int) -> str | None:
    """Boot id and start time of a living process, None if there is none of that id."""
    fields = _stat(Path("/proc") / str(pid))
    if fields is None:
        return None
    boot = Path("/proc/sys/kernel/random/boot_id").read_text().strip()
    return f"{boot}:{fields[19]}"
