"""What `up`, `down` and `reset` do in which order, and what is undone when that fails."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from sandbox import database, processes, site, state, webserver, wordpress
from sandbox.errors import SandboxError
from sandbox.state import State, locked


@dataclass(frozen=True, kw_only=True)
class Wishes:
    """What a caller of `up` or `reset` asks for; None leaves it as it is, or as is usual for a new sandbox."""

    wordpress_version: str | None = None
    companion: bool | None = None
    environment: str | None = None
    path: str | None = None
    multisite: bool | None = None
    plugins: list[str] = field(default_factory=list)


Progress = Callable[[str], None]


def quiet(_message: str) -> None:
    """Says nothing."""


def loud(message: str) -> None:
    """Says it on stderr; stdout is for the answer."""
    print(message, file=sys.stderr, flush=True)


def up(name: str, wishes: Wishes, say: Progress) -> State:
    """Makes the sandbox if there is none, starts what does not run, and returns it. The same again changes nothing."""
    with locked(f"sandbox-{name}"):
        current = _existing_or_new(name, wishes, say)
        changed = _apply(current, wishes)
        with _stopping_what_was_started(current):
            if not current.installed:
                _install(current, say)
            if changed:
                webserver.stop(current)
            _start(current, say)
        return current


def reset(name: str, wishes: Wishes, say: Progress) -> State:
    """Puts the site back as it was right after its installation, with the same ports and passwords, and starts it."""
    with locked(f"sandbox-{name}"):
        current = _existing_or_new(name, wishes, say)
        _apply(current, wishes)
        with _stopping_what_was_started(current):
            if current.installed:
                _restore(current, say)
            else:
                _install(current, say)
            _start(current, say)
        return current


def down(name: str, *, delete: bool, say: Progress) -> None:
    """Stops the sandbox; with `delete` its data and passwords go, too. No error if it is stopped already."""
    with locked(f"sandbox-{name}"):
        current = state.load(name)
        if current is None:
            say(f"There is no sandbox '{name}'.")
            return
        _stop(current)
        if delete:
            wordpress.remove_tree(current.folder)
        say(f"The sandbox '{name}' is {'deleted' if delete else 'stopped; its data stay for the next up'}.")


def running(current: State) -> bool:
    return processes.is_running(current.database) and processes.is_running(current.webserver)


def require(name: str) -> State:
    """The running sandbox of that name; raises SandboxError if there is none."""
    current = state.load(name)
    if current is None or not running(current):
        what = f"There is no sandbox '{name}'" if current is None else f"The sandbox '{name}' is stopped"
        raise SandboxError(f"{what}. Run 'scripts/sandbox up --name {name}' first.")
    return current


def _existing_or_new(name: str, wishes: Wishes, say: Progress) -> State:
    current = state.load(name)
    if current is not None and not current.installed:
        say(f"The sandbox '{name}' was never completed; making it anew.")
        _stop(current)
        wordpress.remove_tree(current.folder)
        current = None
    if current is None:
        return state.create(
            name,
            wordpress_version=wishes.wordpress_version or wordpress.DEFAULT_RELEASE,
            path=wishes.path or "",
            multisite=bool(wishes.multisite),
        )
    _must_be_as_wished(current, wishes)
    return current


def _must_be_as_wished(current: State, wishes: Wishes) -> None:
    """What is decided when a sandbox is made can't be changed afterwards."""
    for what, wish, fact in (
        ("WordPress", wishes.wordpress_version, current.wordpress_version),
        ("the path", wishes.path, current.path),
        ("multisite", wishes.multisite, current.multisite),
    ):
        if wish not in (None, fact):
            raise SandboxError(
                f"The sandbox '{current.name}' has {what} {fact or '(none)'}, not {wish}. "
                f"Choose another --name, or delete it first: scripts/sandbox down --delete --name {current.name}"
            )


def _apply(current: State, wishes: Wishes) -> bool:
    """Takes over what was asked for; says whether the web server must start anew for it."""
    if wishes.companion is not None:
        current.companion = wishes.companion
    current.plugins = list(dict.fromkeys([*current.plugins, *wishes.plugins]))
    if wishes.environment in (None, current.environment):
        return False
    current.environment = wishes.environment
    return True


def _install(current: State, say: Progress) -> None:
    say(f"Making the sandbox '{current.name}' in {current.folder}")
    current.save()
    say(f"  WordPress {current.wordpress_version} (downloaded on first use)")
    wordpress.place_files(current)
    say("  MariaDB")
    database.start(current, avoid_ports=_ports_of_others(current))
    database.create_schema(current)
    say("  installation, users and settings")
    _choose_http_port(current)
    wordpress.write_config(current)
    site.install(current)
    if current.multisite:
        current.network = True
        wordpress.write_config(current)
        site.add_second_site(current)
    wordpress.empty_mailbox(current)  # the installation's own mail is not what a test waits for
    database.save_snapshot(current)
    current.installed = True
    current.save()


def _restore(current: State, say: Progress) -> None:
    say(f"Putting the sandbox '{current.name}' back to freshly installed")
    webserver.stop(current)
    webserver.debug_log(current).unlink(missing_ok=True)
    wordpress.place_files(current)
    database.start(current, avoid_ports=_ports_of_others(current))
    database.restore_snapshot(current)


def _start(current: State, say: Progress) -> None:
    database.start(current, avoid_ports=_ports_of_others(current))
    if not processes.is_running(current.webserver):
        # Its workers may still be there without it, and hold the port.
        webserver.stop(current)
    _choose_http_port(current)
    wordpress.write_config(current)
    site.activate_plugins(current, wordpress.link_plugins(current))
    if not processes.is_running(current.webserver):
        say("  web server")
        webserver.start(current)
        webserver.check_wordpress(current)
    current.save()


def _stop(current: State) -> None:
    webserver.stop(current)
    database.stop(current)


def _choose_http_port(current: State) -> None:
    """Keeps the site's port; another one only if that is in use, as the site's address changes with it."""
    if processes.is_running(current.webserver):
        return
    avoid = {*_ports_of_others(current), current.database_port}
    port = processes.free_port(current.http_port, avoid=avoid)
    if current.http_port and port != current.http_port:
        if current.network:
            raise SandboxError(
                f"Another program uses port {current.http_port}, and a network's addresses stand in its database. "
                f"End that program, or make the sandbox anew: scripts/sandbox down --delete --name {current.name}"
            )
        loud(f"note: another program uses port {current.http_port}; the site's address is now 127.0.0.1:{port}")
    current.http_port = port


def _ports_of_others(current: State) -> set[int]:
    others = (other for other in state.load_all() if other.name != current.name)
    return {port for other in others for port in (other.http_port, other.database_port)}


@contextmanager
def _stopping_what_was_started(current: State) -> Iterator[None]:
    """On any failure or interruption ends the servers that were not running before."""
    database_ran = processes.is_running(current.database)
    webserver_ran = processes.is_running(current.webserver)
    try:
        yield
    except BaseException:
        if not webserver_ran:
            webserver.stop(current)
        if not database_ran:
            database.stop(current)
        raise
