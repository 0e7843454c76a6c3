"""What is remembered of a sandbox between two commands, and where its files are."""

import fcntl
import json
import os
import re
import secrets
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import IO

from sandbox.errors import SandboxError

PROJECT = Path(__file__).resolve().parents[3]
LOCAL = PROJECT / ".local"
CACHE = LOCAL / "cache"
SANDBOXES = LOCAL / "sandboxes"
COMPANION = PROJECT / "bridge" / "companion"

BRIDGE_USER = "seo-bridge"
# Login -> role. The bridge's own role comes from the companion; see php/provision.php.
PEOPLE = {"admin": "administrator", "editrice": "editor", "auteur1": "author", "auteur2": "author"}

# A Unix socket's path must fit in 108 bytes with its closing zero (sys/un.h).
SOCKET_PATH_LIMIT = 107


@dataclass(frozen=True, kw_only=True)
class Process:
    """A server that was started: enough to never mistake another process for it."""

    pid: int
    started: str
    """Boot id and start time in clock ticks since then, as the kernel gives them."""


@dataclass(kw_only=True)
class State:
    """One sandbox. Saved as state.json in its folder, readable by its owner alone as it holds passwords."""

    name: str
    wordpress_version: str
    companion: bool = True
    """Whether the project's companion plugin is part of the site."""
    plugins: list[str] = field(default_factory=list)
    """Folders of other plugins to link into the site."""
    environment: str = "local"
    """WordPress's WP_ENVIRONMENT_TYPE."""
    path: str = ""
    """Below which part of the address the site is: "", or "/blog" for one in a subfolder of its server."""
    multisite: bool = False
    """Whether it is to be a network of sites in subfolders, the second one at /second/."""
    network: bool = False
    """Whether it is one by now: True from the moment on that the network's tables are there."""
    token: str = field(default_factory=lambda: secrets.token_hex(16))
    """In the environment of every process of this sandbox: how its workers are recognised."""
    http_port: int = 0
    database_port: int = 0
    database_password: str = field(default_factory=lambda: secrets.token_urlsafe(18))
    passwords: dict[str, str] = field(default_factory=dict)
    """Login -> password."""
    application_passwords: dict[str, str] = field(default_factory=dict)
    """Login -> application password, for REST and XML-RPC. WordPress makes them when it is installed."""
    salts: dict[str, str] = field(default_factory=dict)
    """WordPress's keys, kept so that sessions outlive a stop."""
    installed: bool = False
    """False until the first `up` came to its end; such a sandbox is made anew."""
    database: Process | None = None
    webserver: Process | None = None

    @property
    def folder(self) -> Path:
        return SANDBOXES / self.name

    @property
    def root(self) -> Path:
        """WordPress's ABSPATH."""
        return self.folder / "wordpress"

    @property
    def document_root(self) -> Path:
        """The folder the web server serves: WordPress's, or one in which that is a subfolder."""
        return self.folder / "www" if self.path else self.root

    @property
    def file(self) -> Path:
        return self.folder / "state.json"

    @property
    def logs(self) -> Path:
        return self.folder / "logs"

    @property
    def mails(self) -> Path:
        return self.folder / "mails"

    @property
    def snapshot(self) -> Path:
        """The freshly installed database, as SQL."""
        return self.folder / "snapshot.sql"

    @property
    def database_folder(self) -> Path:
        """The database server's own folder, and the only one that it writes to."""
        return self.folder / "database"

    @property
    def socket(self) -> Path:
        usual = self.database_folder / "database.sock"
        if len(os.fsencode(usual)) <= SOCKET_PATH_LIMIT:
            return usual
        digest = sha256(os.fsencode(self.folder)).hexdigest()[:16]
        return Path(tempfile.gettempdir()) / f"sandbox-{os.getuid()}-{digest}" / "database.sock"

    @property
    def host(self) -> str:
        return f"127.0.0.1:{self.http_port}"

    @property
    def url(self) -> str:
        return f"http://{self.host}{self.path}"

    def save(self) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        draft = self.file.with_suffix(".new")
        with private_file(draft) as stream:
            stream.write(json.dumps(asdict(self), indent=2).encode() + b"\n")
        draft.replace(self.file)


def create(name: str, *, wordpress_version: str, path: str = "", multisite: bool = False) -> State:
    """A sandbox that has no files yet, with passwords of its own."""
    if not re.fullmatch(r"[a-z0-9][a-z0-9-]{0,39}", name):
        raise SandboxError(
            f"'{name}' can't be a sandbox's name. Use up to 40 small letters, digits and hyphens, for example 'demo'."
        )
    return State(
        name=name,
        wordpress_version=wordpress_version,
        path=path,
        multisite=multisite,
        passwords={login: secrets.token_urlsafe(12) for login in (*PEOPLE, BRIDGE_USER)},
        salts={key: secrets.token_hex(32) for key in _salt_names()},
    )


def _salt_names() -> Iterator[str]:
    for kind in ("KEY", "SALT"):
        for use in ("AUTH", "SECURE_AUTH", "LOGGED_IN", "NONCE"):
            yield f"{use}_{kind}"


def load(name: str) -> State | None:
    """The sandbox of that name, or None if there is none."""
    file = SANDBOXES / name / "state.json"
    try:
        values = json.loads(file.read_text())
        for server in ("database", "webserver"):
            values[server] = Process(**values[server]) if values[server] else None
        return State(**values)
    except FileNotFoundError:
        return None
    except (ValueError, TypeError, KeyError) as error:
        raise SandboxError(
            f"{file} can't be read ({error!r}), perhaps because another version of the project wrote it. "
            f"End its servers if they run ('ps -ef | grep {file.parent}'), then delete {file.parent}."
        ) from error


def load_all() -> list[State]:
    """Every sandbox of this project, by name."""
    found = (load(file.parent.name) for file in sorted(SANDBOXES.glob("*/state.json")))
    return [state for state in found if state is not None]


def private_file(path: Path) -> IO[bytes]:
    """Opens a new or emptied file that only its owner may read, from its first byte on."""
    return os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb")


@contextmanager
def locked(name: str) -> Iterator[None]:
    """Only one command at a time works on what has that name; the others wait."""
    file = LOCAL / "locks" / f"{name}.lock"
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("w") as stream:
        fcntl.flock(stream, fcntl.LOCK_EX)
        yield
