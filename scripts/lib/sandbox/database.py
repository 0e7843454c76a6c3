"""A MariaDB server of the sandbox's own: its data, socket and port; nothing of the system's."""

import getpass
import os
import pwd
import shutil
import socket
import subprocess
from pathlib import Path
from typing import IO

from sandbox import processes
from sandbox.errors import SandboxError, tail
from sandbox.state import State, private_file

NAME = "wordpress"
USER = "wordpress"
# mariadbd is in a folder that is not on every user's PATH.
PROGRAM_PATH = os.pathsep.join((os.environ.get("PATH", ""), "/usr/sbin", "/usr/bin"))
PORT_ATTEMPTS = 3


def start(state: State, *, avoid_ports: set[int]) -> None:
    """Starts the server, on its data if there are any, and records process and port in `state`."""
    if processes.is_running(state.database):
        return
    processes.stop(state.database, token=state.token)
    _prepare_folders(state)
    if not (_data(state) / "mysql").is_dir():
        _create_data(state)
    for attempt in range(1, PORT_ATTEMPTS + 1):
        state.socket.unlink(missing_ok=True)
        state.database_port = processes.free_port(state.database_port, avoid=avoid_ports)
        state.database = processes.start(_server_command(state), token=state.token, log=log(state))
        state.save()
        try:
            processes.wait_until(
                lambda: _answers(state.socket), process=state.database, seconds=60, what="MariaDB", log=log(state)
            )
        except SandboxError:
            # Another program can have taken the port since it was found free.
            if attempt < PORT_ATTEMPTS and processes.accepts(state.database_port):
                continue
            raise
        return


def stop(state: State) -> None:
    processes.stop(state.database, token=state.token)
    state.database = None
    state.save()
    if state.socket.parent != state.database_folder:
        shutil.rmtree(state.socket.parent, ignore_errors=True)


def create_schema(state: State) -> None:
    """An empty database for WordPress, in place of the present one, and the user that may do everything in it."""
    grants = "".join(
        f"CREATE USER IF NOT EXISTS '{USER}'@'{host}' IDENTIFIED BY '{state.database_password}';"
        f"GRANT ALL PRIVILEGES ON `{NAME}`.* TO '{USER}'@'{host}';"
        for host in ("localhost", "127.0.0.1")
    )
    # Open transactions, a stopped test's for example, would hold the deletion up.
    query(
        state,
        f"KILL USER '{USER}'; DROP DATABASE IF EXISTS `{NAME}`;"
        f"CREATE DATABASE `{NAME}` CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_520_ci; {grants}",
    )


def save_snapshot(state: State) -> None:
    """Writes the database as SQL to the sandbox's snapshot file."""
    draft = state.snapshot.with_suffix(".new")
    with private_file(draft) as output:
        _client(state, "mariadb-dump", ["--single-transaction", NAME], stdout=output)
    draft.replace(state.snapshot)


def restore_snapshot(state: State) -> None:
    """Puts the database back as it was when the snapshot was taken."""
    create_schema(state)
    with state.snapshot.open("rb") as source:
        _client(state, "mariadb", [NAME], stdin=source)


def query(state: State, sql: str) -> None:
    """Runs SQL as the server's administrator."""
    _client(state, "mariadb", ["--execute", sql])


def client_command(state: State, program: str = "mariadb") -> list[str]:
    """The command line of a MariaDB client that is signed in as the server's administrator."""
    return [_program(program), "--no-defaults", f"--socket={state.socket}", f"--user={administrator()}"]


def log(state: State) -> Path:
    return state.logs / "database.log"


def administrator() -> str:
    """The present user's name, which is also that of the server's administrator: the socket proves who one is."""
    try:
        return pwd.getpwuid(os.geteuid()).pw_name
    except KeyError:
        return getpass.getuser()


def _data(state: State) -> Path:
    return state.database_folder / "data"


def _prepare_folders(state: State) -> None:
    owner = server_user(state)
    for folder in {state.database_folder, _data(state), state.socket.parent}:
        if folder.is_symlink():
            # The socket's folder may be in /tmp, where anyone could have put it.
            raise SandboxError(f"{folder} is a link, and the sandbox wants a folder of its own there. Delete the link.")
        folder.mkdir(parents=True, exist_ok=True)
        folder.chmod(0o700)
        if owner:
            shutil.chown(folder, owner)


def server_user(state: State) -> str | None:
    """The user to become when root: 'mysql' where there is one who can reach the data, else root itself.

    None for everyone else, who can't become another user.
    """
    if os.geteuid() != 0:
        return None
    try:
        pwd.getpwnam("mysql")
    except KeyError:
        return "root"
    reachable = all(folder.stat().st_mode & 0o001 for folder in state.database_folder.parents if folder.exists())
    return "mysql" if reachable else "root"


def _create_data(state: State) -> None:
    owner = server_user(state)
    command = [
        _program("mariadb-install-db"),
        "--no-defaults",
        f"--datadir={_data(state)}",
        "--skip-test-db",
        "--skip-name-resolve",
        "--auth-root-authentication-method=socket",
        f"--auth-root-socket-user={administrator()}",
        "--innodb-log-file-size=16M",
        *([f"--user={owner}"] if owner else []),
    ]
    if processes.run(command, token=state.token, log=log(state)) != 0:
        raise SandboxError(
            f"MariaDB could not create its data in {_data(state)}. Check the free space.\n{tail(log(state))}"
        )


def _server_command(state: State) -> list[str]:
    owner = server_user(state)
    return [
        _program("mariadbd"),
        "--no-defaults",
        f"--datadir={_data(state)}",
        f"--socket={state.socket}",
        f"--pid-file={state.database_folder / 'database.pid'}",
        f"--port={state.database_port}",
        "--bind-address=127.0.0.1",
        "--skip-name-resolve",
        "--character-set-server=utf8mb4",
        # Fast and small: a power cut may cost the last second of a sandbox's data.
        "--skip-log-bin",
        "--performance-schema=OFF",
        "--innodb-flush-log-at-trx-commit=2",
        "--innodb-buffer-pool-size=64M",
        "--innodb-log-file-size=16M",
        # Containers often forbid or limit it.
        "--innodb-use-native-aio=OFF",
        *([f"--user={owner}"] if owner else []),
    ]


def _client(
    state: State,
    program: str,
    arguments: list[str],
    *,
    stdin: IO[bytes] | int = subprocess.DEVNULL,
    stdout: IO[bytes] | int = subprocess.DEVNULL,
) -> None:
    done = subprocess.run(
        [*client_command(state, program), *arguments],
        stdin=stdin,
        stdout=stdout,
        stderr=subprocess.PIPE,
        check=False,
    )
    if done.returncode != 0:
        said = done.stderr.decode(errors="replace").strip()
        raise SandboxError(f"{program} failed on the sandbox '{state.name}': {said}\n{tail(log(state))}")


def _answers(path: Path) -> bool:
    try:
        with socket.socket(socket.AF_UNIX) as connection:
            connection.settimeout(1)
            connection.connect(str(path))
            return bool(connection.recv(1))  # the server's greeting
    except OSError:
        return False


def _program(name: str) -> str:
    found = shutil.which(name, path=PROGRAM_PATH)
    if found is None:
        raise SandboxError(f"The program {name} is missing. Install Debian's mariadb-server-core and mariadb-client.")
    return found
