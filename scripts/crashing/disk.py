"""A small disk of the ledger's own, and what fills it."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

_SIZE = 4_000_000


@dataclass(frozen=True)
class Disk:
    """A file system of a few megabytes, mounted at ``folder``."""

    folder: Path

    def fill(self, *, leave: int = 0) -> None:
        """Take all its room but so many bytes, which is rounded to whole pages."""
        self.clear()
        room = os.statvfs(self.folder)
        with self._filler.open("wb") as filler:
            os.posix_fallocate(filler.fileno(), 0, max(1, room.f_bavail * room.f_frsize - leave))

    def clear(self) -> None:
        """Somebody makes room."""
        self._filler.unlink(missing_ok=True)

    @property
    def _filler(self) -> Path:
        return self.folder / "filler"


@contextmanager
def small_disk(folder: Path) -> Iterator[Disk]:
    """Mounted until the block ends. RuntimeError, with what to do, where this process may not mount."""
    folder.mkdir()
    done = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={_SIZE},mode=700", "tmpfs", str(folder)],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    if done.returncode:
        raise RuntimeError(
            f"no small disk could be mounted at {folder}: {done.stderr.strip()}\n"
            "Run this as root, in a container with CAP_SYS_ADMIN (docker run --cap-add SYS_ADMIN …): "
            "a full disk can't be tried without one."
        )
    try:
        yield Disk(folder)
    finally:
        # lazily: a process that is about to die may still have a file open there
        subprocess.run(["umount", "--lazy", str(folder)], check=True)
