"""A PostgreSQL server of one's own, for tests and benchmarks: its data, socket and port; nothing of the system's.

Only the standard library and Debian's ``postgresql`` package: whoever can run the scripts can import it.
"""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from time import monotonic, sleep

_PROGRAMS = Path("/usr/lib/postgresql")
#: initdb and the server refuse to run as root: there, they run as the user that Debian's package made.
_UNPRIVILEGED = "postgres"
SUPERUSER = "postgres"
PASSWORD = "superuser-of-a-throw-away-server"
_PORT_ATTEMPTS = 3
_SECONDS_TO_START = 60
#: What a crash of the machine would lose is of no interest where the data are thrown away.
_NOT_DURABLE = ("fsync=off", "synchronous_commit=off", "full_page_writes=off")


@dataclass(frozen=True, kw_only=True)
class Server:
    """A running server. Over TCP it asks for passwords (scram); over its socket it does not."""

    port: int
    folder: Path
    programs: Path

    def url(self, database: str = "postgres", *, user: str = SUPERUSER, password: str | None = PASSWORD) -> str:
        """An address for SQLAlchemy. ``password`` None: without one, as the configuration wants it."""
        secret = "" if password is None else f":{password}"
        return f"postgresql+psycopg://{user}{secret}@127.0.0.1:{self.port}/{database}"

    def sql(self, *statements: str, database: str = "postgres") -> str:
        """What psql prints for them, as the superuser, each in a transaction of its own."""
        command = [str(self.programs / "psql"), "-X", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1"]
        commands = [part for statement in statements for part in ("-c", statement)]
        where = ["-h", str(self.folder), "-p", str(self.port), "-U", SUPERUSER, "-d", database]
        done = subprocess.run([*command, *where, *commands], capture_output=True, text=True, check=False)
        if done.returncode != 0:
            raise RuntimeError(f"psql failed on port {self.port}: {done.stderr.strip()}")
        return done.stdout.strip()


@contextmanager
def running(*, durable: bool = False, port: int = 0, connections: int = 200) -> Iterator[Server]:
    """A fresh server, stopped at the end, its data deleted; it ends with this process, too, however that ends.

    ``durable``: with its writes flushed to the disk, as in life (for figures). ``port``: 0 for any that is free.
    RuntimeError, with the server's own words, where it can't be started.
    """
    programs = _programs()
    base = Path(tempfile.mkdtemp(prefix="seo-bridge-postgres-", dir="/tmp"))  # a socket's path has 107 bytes at most
    try:
        if os.geteuid() == 0:
            shutil.chown(base, _UNPRIVILEGED, _UNPRIVILEGED)
        _initialize(programs, base)
        process, found = _start(programs, base, durable=durable, port=port, connections=connections)
        try:
            yield Server(port=found, folder=base, programs=programs)
        finally:
            process.send_signal(signal.SIGINT)  # "fast": sessions are ended, nothing is lost
            process.wait()
    finally:
        shutil.rmtree(base, ignore_errors=True)


def _programs() -> Path:
    """The newest version's programs, which Debian keeps off the PATH."""
    found = sorted(_PROGRAMS.glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    if not found:
        raise RuntimeError(f"PostgreSQL is not installed ({_PROGRAMS}): apt-get install postgresql")
    return found[-1].parent


def _as_server(*command: str) -> list[str]:
    """The command as a user that PostgreSQL accepts, ended by SIGINT where this process dies."""
    options = ["--pdeathsig", "INT"]
    if os.geteuid() == 0:
        user = pwd.getpwnam(_UNPRIVILEGED)
        options += [f"--reuid={user.pw_uid}", f"--regid={user.pw_gid}", "--clear-groups"]
    return ["setpriv", *options, *command]


def _initialize(programs: Path, base: Path) -> None:
    password = base / "password"
    password.write_text(PASSWORD, encoding="utf-8")
    command = _as_server(
        str(programs / "initdb"), "--pgdata", str(base / "data"), "--username", SUPERUSER, "--pwfile", str(password),
        "--auth-local=trust", "--auth-host=scram-sha-256", "--encoding=UTF8", "--locale=C.UTF-8", "--no-sync",
    )  # fmt: skip
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=base)
    if done.returncode != 0:
        raise RuntimeError(f"initdb failed: {done.stderr.strip()}")


def _start(
    programs: Path, base: Path, *, durable: bool, port: int, connections: int
) -> tuple[subprocess.Popen[bytes], int]:
    settings = [f"max_connections={connections}", "listen_addresses=127.0.0.1", f"unix_socket_directories={base}"]
    settings += () if durable else _NOT_DURABLE
    log = base / "log"
    for _ in range(_PORT_ATTEMPTS):
        chosen = port or _free_port()
        command = [str(programs / "postgres"), "-D", str(base / "data"), "-p", str(chosen)]
        command += [part for setting in settings for part in ("-c", setting)]
        with log.open("wb") as stream:
            process = subprocess.Popen(_as_server(*command), stdout=stream, stderr=stream, cwd=base)
        if _answers(programs, base, chosen, process):
            return process, chosen
        process.kill()
        process.wait()
        # another program can have taken the port since it was found free
        if b"Address already in use" not in log.read_bytes():
            break
    raise RuntimeError(f"PostgreSQL did not start: {log.read_text(encoding='utf-8', errors='replace')[-2000:]}")


def _answers(programs: Path, base: Path, port: int, process: subprocess.Popen[bytes]) -> bool:
    deadline = monotonic() + _SECONDS_TO_START
    asks = [str(programs / "pg_isready"), "-q", "-h", str(base), "-p", str(port)]
    while process.poll() is None and monotonic() < deadline:
        if subprocess.run(asks, check=False).returncode == 0:
            return True
        sleep(0.05)
    return False


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])
