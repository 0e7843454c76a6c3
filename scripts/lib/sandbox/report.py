"""How a sandbox is described: to programs as a JSON document, to people as text."""

from typing import Any

from sandbox import database, lifecycle, processes, webserver
from sandbox.state import BRIDGE_USER, PEOPLE, Process, State


def describe(current: State) -> dict[str, Any]:
    """Everything a test or a person needs to use the sandbox. Holds its passwords."""
    return {
        "name": current.name,
        "running": lifecycle.running(current),
        "wordpress_version": current.wordpress_version,
        "environment": current.environment,
        "url": current.url,
        "admin_url": f"{current.url}/wp-admin/",
        "rest_url": f"{current.url}/wp-json/",
        "xmlrpc_url": f"{current.url}/xmlrpc.php",
        "users": {login: _user(current, login, role) for login, role in PEOPLE.items()},
        "bridge": {"user": BRIDGE_USER, **_user(current, BRIDGE_USER, None)},
        "database": {
            "host": "127.0.0.1",
            "port": current.database_port,
            "socket": str(current.socket),
            "name": database.NAME,
            "user": database.USER,
            "password": current.database_password,
        },
        "ports": {"http": current.http_port, "database": current.database_port},
        "pids": {
            "webserver": _pid(current.webserver),
            "database": _pid(current.database),
        },
        "paths": {
            "folder": str(current.folder),
            "state": str(current.file),
            "wordpress": str(current.root),
            "mails": str(current.mails),
            "debug_log": str(webserver.debug_log(current)),
            "webserver_log": str(webserver.log(current)),
            "database_log": str(database.log(current)),
        },
    }


def as_text(current: State) -> str:
    """The same for a person who wants to sign in."""
    site = describe(current)
    people = "\n".join(
        f"    {login:<10} {user['password']:<18} {user['role']}" for login, user in site["users"].items()
    )
    return f"""\
WordPress {current.wordpress_version} runs at {site["url"]}  (sandbox '{current.name}')

  Sign in at {site["admin_url"]}
{people}

  The bridge's user {site["bridge"]["user"]}, application password: {site["bridge"]["application_password"]}
  Database  {database.NAME} at 127.0.0.1:{current.database_port}
            user {database.USER}, password {current.database_password}
  Folder    {current.folder}  (logs/, mails/, wordpress/)

  Stop it: scripts/sandbox down --name {current.name}     Start afresh: scripts/sandbox reset --name {current.name}"""


def table(sandboxes: list[State]) -> str:
    """One line a sandbox."""
    if not sandboxes:
        return "There is no sandbox. Make one: scripts/sandbox up"
    rows = [("NAME", "STATE", "WORDPRESS", "ADDRESS")]
    rows += [
        (each.name, "running" if lifecycle.running(each) else "stopped", each.wordpress_version, each.url)
        for each in sandboxes
    ]
    return "\n".join(f"{name:<21}{state:<9}{version:<11}{address}" for name, state, version, address in rows)


def _user(current: State, login: str, role: str | None) -> dict[str, str]:
    known = {
        "password": current.passwords.get(login, ""),
        "application_password": current.application_passwords.get(login, ""),
    }
    return {**known, "role": role} if role else known


def _pid(process: Process | None) -> int | None:
    return process.pid if process and processes.is_running(process) else None
