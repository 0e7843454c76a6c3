"""How this process manages its memory: set once, before there are threads."""

from __future__ import annotations

import ctypes
import gc
import os
from contextlib import suppress

#: New objects, and rounds of each younger generation, between two looks for garbage in cycles. With Python's own
#: numbers (700, 10, 10) the looks took an eighth of a draft's CPU time, and lexicons of a million objects hold none.
_COLLECTED_EVERY = (20_000, 10, 10)
#: glibc keeps up to eight heaps a core, and what one thread freed in its own is lost for the others. Python lets one
#: thread work at a time, so two are enough: a tenth less memory with 32 threads, and no more CPU time.
_ARENAS = 2
#: ``M_ARENA_MAX`` of glibc's malloc.h.
_M_ARENA_MAX = -8


def tune() -> None:
    """Fewer looks for garbage, and fewer heaps, unless the administrator has set ``MALLOC_ARENA_MAX``."""
    gc.set_threshold(*_COLLECTED_EVERY)
    if "MALLOC_ARENA_MAX" not in os.environ:
        with suppress(OSError, AttributeError):  # another C library has no such function, and no such heaps
            ctypes.CDLL(None).mallopt(_M_ARENA_MAX, _ARENAS)
