"""The one error a sandbox raises on purpose."""

from pathlib import Path


class SandboxError(Exception):
    """Something a person can act on: the message says what happened, where, and what to do next."""


def tail(log: Path, lines: int = 15) -> str:
    """The last lines of a log, indented, to put below a message; says so when there are none."""
    try:
        text = log.read_text(errors="replace").splitlines()[-lines:]
    except OSError:
        text = []
    body = "\n".join(f"  | {line}" for line in text) or "  | (empty)"
    return f"The end of {log}:\n{body}"
