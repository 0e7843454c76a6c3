"""« Vouliez-vous dire … ? »"""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches


def nearest(given: str, known: Iterable[str]) -> str:
    """A phrase (with its leading blank) that names the known word nearest to the given one; "" where none is near."""
    lowered = {word.lower(): word for word in known}
    found = get_close_matches(given.lower(), list(lowered), n=1, cutoff=0.6)
    return f" ; vouliez-vous dire « {lowered[found[0]]} » ?" if found else ""
