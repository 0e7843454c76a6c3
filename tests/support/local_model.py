"""The real 1.5-billion-parameter model of ``scripts/local-model``, served on loopback as long as a test needs it."""

from __future__ import annotations

import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).parents[2]
MODEL = "qwen2.5-coder-1.5b-instruct"


@contextmanager
def local_model(context: int = 8192) -> Iterator[str]:
    """Its address. The first time on a machine, 1.1 GB are fetched."""
    command = [str(ROOT / "scripts" / "local-model"), "serve", "0", str(context)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, start_new_session=True) as server:
        assert server.stdout is not None
        try:
            address = server.stdout.readline().strip()
            assert address.startswith("http://127.0.0.1:"), "the model's server did not start; its error is above"
            yield address
        finally:
            server.send_signal(signal.SIGTERM)
            server.stdout.close()
