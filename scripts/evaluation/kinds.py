"""Kinds of errors that are put into an article that is right, one at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

Corrupt = Callable[[str], Iterator[str]]


@dataclass(frozen=True)
class Kind:
    """``corrupt``: from an article's HTML to the wrong articles that it can make of it, none where it does not apply.

    ``exact``: of a class that must be caught as a blocker, always (numbers, dates, quotations, names, links).
    """

    name: str
    corrupt: Corrupt
    exact: bool = False


KINDS: dict[str, Kind] = {}


def kind(name: str, *, exact: bool = False) -> Callable[[Corrupt], Corrupt]:
    """Registers a kind by name."""

    def register(corrupt: Corrupt) -> Corrupt:
        KINDS[name] = Kind(name, corrupt, exact)
        return corrupt

    return register
