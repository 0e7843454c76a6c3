"""Memory given back to the system once an article is checked, so that a process stays small for weeks."""

from __future__ import annotations

import ctypes
from contextlib import suppress

from bridge.text import language


def give_back() -> None:
    """Drop models that few drafts need, where one did, and hand their memory over: glibc keeps it otherwise."""
    if language.release():
        with suppress(OSError, AttributeError):  # another C library has no such function, and keeps less
            ctypes.CDLL(None).malloc_trim(0)
