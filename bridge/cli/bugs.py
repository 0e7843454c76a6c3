"""A bug's traceback goes to a file that only its user can read, with secrets taken out."""

from __future__ import annotations

import os
import platform
import sys
import tempfile
import traceback
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from bridge import __version__

#: Set on an error whose traceback was written: a log line, a report and a message may each ask for it.
_WRITTEN = "_seo_bridge_report"


def redacted(text: str) -> str:
    """The text without any secret that this process has revealed."""
    from bridge.config import redact

    return redact(text)


def write_bug(error: BaseException) -> Path | None:
    """Write the traceback down and say where; None where no folder can be written to. Once for each error."""
    if isinstance(known := getattr(error, _WRITTEN, None), Path):
        return known
    now = datetime.now(UTC)
    report = "\n".join([
        f"seo-bridge {__version__}, Python {platform.python_version()}, {platform.system()}, {now.isoformat()}",
        redacted("".join(traceback.format_exception(error))),
    ])  # fmt: skip
    for folder in _folders():
        try:
            folder.mkdir(parents=True, exist_ok=True)
            # mkstemp: a name nobody else chose, mode 0600.
            number, name = tempfile.mkstemp(prefix=f"bug-{now:%Y%m%d-%H%M%S}-", suffix=".log", dir=folder, text=True)
            with os.fdopen(number, "w", encoding="utf-8", errors="backslashreplace") as stream:
                stream.write(report)
        except OSError:
            continue
        setattr(error, _WRITTEN, Path(name))
        return Path(name)
    return None


def _folders() -> Iterator[Path]:
    if state := os.environ.get("XDG_STATE_HOME"):
        yield Path(state) / "seo-bridge"
    elif sys.platform != "win32" and (home := os.environ.get("HOME")):
        yield Path(home) / ".local" / "state" / "seo-bridge"
    yield Path(tempfile.gettempdir())
