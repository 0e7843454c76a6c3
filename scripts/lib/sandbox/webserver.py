"""PHP's built-in server on the sandbox's WordPress: several workers, pretty permalinks, no system configuration."""

import http.client
import shutil
from hashlib import sha256
from pathlib import Path

from sandbox import processes
from sandbox.errors import SandboxError, tail
from sandbox.state import State

SCRIPTS = Path(__file__).parent / "php"
WORKERS = 4


def start(state: State) -> None:
    """Starts the server on `state.http_port`, and records the process in `state`."""
    if processes.is_running(state.webserver):
        return
    state.webserver = processes.start(
        [
            *php_command(state),
            "-S",
            f"127.0.0.1:{state.http_port}",
            "-t",
            str(state.document_root),
            str(SCRIPTS / "router.php"),
        ],
        token=state.token,
        log=log(state),
        environment={"PHP_CLI_SERVER_WORKERS": str(WORKERS), "SANDBOX_PATH": state.path},
    )
    state.save()
    processes.wait_until(
        lambda: _is_ours(state), process=state.webserver, seconds=30, what="PHP's web server", log=log(state)
    )


def stop(state: State) -> None:
    processes.stop(state.webserver, token=state.token, patience=5)
    state.webserver = None
    state.save()


def check_wordpress(state: State) -> None:
    """Asks WordPress for its REST index; raises SandboxError with the logs' ends if that fails.

    It is also the request that fills the opcode cache, so that no test pays for it.
    """
    status, body = _get(state, f"{state.path}/wp-json/", seconds=60)
    if status != 200:
        raise SandboxError(
            f"WordPress in {state.root} answered {status} at {state.url}/wp-json/: {body[:300]!r}\n"
            f"{tail(debug_log(state))}\n{tail(log(state))}"
        )


def php_command(state: State) -> list[str]:
    """PHP with the settings of this sandbox, for the server as for scripts."""
    program = shutil.which("php", path="/usr/bin:/usr/local/bin")
    if program is None:
        raise SandboxError("The program php is missing. Install Debian's php-cli and run this again.")
    settings = {
        "memory_limit": "512M",
        "upload_max_filesize": "64M",
        "post_max_size": "64M",
        "max_execution_time": "120",
        "display_errors": "0",
        "log_errors": "1",
        "error_log": debug_log(state),
        "date.timezone": "UTC",  # WordPress expects it, and applies the site's own
        "mail.add_x_header": "0",
        "sendmail_path": "/bin/false",
        # A changed file of the companion counts at once.
        "opcache.revalidate_freq": "0",
        "opcache.max_accelerated_files": "20000",
    }
    return [program, *(part for key, value in settings.items() for part in ("-d", f"{key}={value}"))]


def log(state: State) -> Path:
    return state.logs / "webserver.log"


def debug_log(state: State) -> Path:
    """Where PHP's and WordPress's own errors go."""
    return state.logs / "debug.log"


def _is_ours(state: State) -> bool:
    """Whether the server on the port is this one: the router knows the token that this process was given."""
    try:
        status, body = _get(state, "/.sandbox", seconds=2)
    except SandboxError:
        return False
    return status == 200 and body == sha256(state.token.encode()).hexdigest().encode()


def _get(state: State, path: str, *, seconds: float) -> tuple[int, bytes]:
    connection = http.client.HTTPConnection("127.0.0.1", state.http_port, timeout=seconds)
    try:
        connection.request("GET", path)
        answer = connection.getresponse()
        return answer.status, answer.read()
    except (OSError, http.client.HTTPException) as error:
        raise SandboxError(f"http://{state.host}{path} did not answer: {error}\n{tail(log(state))}") from error
    finally:
        connection.close()
