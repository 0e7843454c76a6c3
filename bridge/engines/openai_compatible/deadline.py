"""One time limit for a whole answer, headers included, where the HTTP client has one for each read.

A server that sends a header line now and then would otherwise keep a worker for as long as it likes. The client under
the SDK is httpx, or a successor with the same parts, by the SDK's release: nothing here names it.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any


class Deadline:
    """The end of the call that a thread is at. ``late`` makes what is raised where an answer had begun by then."""

    def __init__(self, late: Callable[[], BaseException]) -> None:
        self._late = late
        self._here = threading.local()

    @contextmanager
    def within(self, seconds: float) -> Iterator[None]:
        """This thread's call, from now on."""
        self._here.end, self._here.began = time.monotonic() + seconds, False
        try:
            yield
        finally:
            self._here.end = None

    def read(self, read: Callable[..., bytes], size: int, timeout: float | None) -> bytes:
        """What arrives in the time that is left; a server that says nothing at all is the client's own time-out."""
        end = getattr(self._here, "end", None)
        if end is None:
            return read(size, timeout=timeout)
        left = end - time.monotonic()
        if left <= 0 and self._here.began:
            raise self._late()
        try:
            found = read(size, timeout=max(left, 0.001))
        except Exception:
            if self._here.began and time.monotonic() >= end:
                raise self._late() from None
            raise
        self._here.began = True
        return found

    def watch(self, client: Any) -> None:
        """Every connection that this client makes from now on, its proxies' included."""
        for transport in (client._transport, *client._mounts.values()):
            pool = getattr(transport, "_pool", None)
            if pool is not None:
                pool._network_backend = _Backend(pool._network_backend, self)


class _Backend:
    """Makes connections that are watched."""

    def __init__(self, backend: Any, deadline: Deadline) -> None:
        self._backend = backend
        self._deadline = deadline

    def __getattr__(self, name: str) -> Any:
        return getattr(self._backend, name)

    def connect_tcp(self, *arguments: Any, **options: Any) -> Any:
        return _Stream(self._backend.connect_tcp(*arguments, **options), self._deadline)


class _Stream:
    """A connection whose reads may take only what is left."""

    def __init__(self, stream: Any, deadline: Deadline) -> None:
        self._stream = stream
        self._deadline = deadline

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._deadline.read(self._stream.read, max_bytes, timeout)

    def start_tls(self, *arguments: Any, **options: Any) -> Any:
        return _Stream(self._stream.start_tls(*arguments, **options), self._deadline)
