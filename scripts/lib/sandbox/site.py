"""What is inside the site: WordPress's installation, its users, and scripts run in it."""

import json
import os
import subprocess
import tempfile
from collections.abc import Sequence

from sandbox import webserver
from sandbox.errors import SandboxError, tail
from sandbox.state import BRIDGE_USER, PEOPLE, State
from sandbox.webserver import SCRIPTS

QUEUE_TAG = "needs-seo"
SECOND_SITE = "second"


def install(state: State) -> None:
    """Installs WordPress in its empty database, and notes the application passwords that it makes."""
    order = {
        "admin": "admin",
        "tag": QUEUE_TAG,
        "passwords": state.passwords,
        "roles": {**PEOPLE, BRIDGE_USER: "subscriber"},
        "network": state.multisite,
    }
    with tempfile.NamedTemporaryFile("r", dir=state.folder, prefix="install-") as answer:
        variables = {"SANDBOX_INSTALLING": "1"}
        _run(state, "install.php", [answer.name], standard_input=json.dumps(order), variables=variables)
        state.application_passwords = json.loads(answer.read())["application_passwords"]


def add_second_site(state: State) -> None:
    """Makes the second site of a network, with the same people in the same roles and the queue's tag."""
    _run(state, "second_site.php", [SECOND_SITE, QUEUE_TAG, BRIDGE_USER, json.dumps(PEOPLE)])


def activate_plugins(state: State, plugins: list[str]) -> None:
    """Activates plugins by their main files, and gives the bridge's user the companion's role, if there is one."""
    _run(state, "companion.php", [BRIDGE_USER, *plugins])


def run_script(
    state: State, arguments: Sequence[str], *, user: str | None, code: str | None, site: str | None = None
) -> int:
    """Runs a PHP file (the first argument), or `code`, inside the site; its output is the caller's.

    `user` is who to act as, `site` which site of a network (None: the first).

    Returns PHP's exit code; errors that nobody caught are in the debug log, and here on stderr.
    """
    command = _command(state, ["-d", "display_errors=stderr"])
    if code is None:
        variables = {"SANDBOX_USER": user or "", "SANDBOX_SITE": site or ""}
        return subprocess.run([*command, *arguments], env=_environment(state, variables), check=False).returncode
    with tempfile.NamedTemporaryFile("w", suffix=".php") as file:
        file.write(f"<?php {code}")
        file.flush()
        return run_script(state, [file.name, *arguments], user=user, code=None, site=site)


def _run(
    state: State,
    script: str,
    arguments: list[str],
    *,
    standard_input: str = "",
    variables: dict[str, str] | None = None,
) -> None:
    done = subprocess.run(
        [*_command(state, ["-d", "display_errors=stderr"]), str(SCRIPTS / script), *arguments],
        input=standard_input,
        env=_environment(state, variables or {}),
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode != 0:
        said = (done.stderr.strip() or done.stdout.strip())[-3000:]
        raise SandboxError(
            f"{script} failed in the sandbox '{state.name}' (exit code {done.returncode}): {said or '(no output)'}\n"
            f"{tail(webserver.debug_log(state))}"
        )


def _command(state: State, options: list[str]) -> list[str]:
    return [*webserver.php_command(state), *options, "-d", f"auto_prepend_file={SCRIPTS / 'load.php'}"]


def _environment(state: State, variables: dict[str, str]) -> dict[str, str]:
    return {
        **os.environ,
        "SANDBOX_ROOT": str(state.root),
        "SANDBOX_HOST": state.host,
        "SANDBOX_PATH": state.path,
        **variables,
    }
