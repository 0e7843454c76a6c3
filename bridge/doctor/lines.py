"""A need, how it is tried, and the line that comes of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, Literal, TypeVar

from bridge.errors import BridgeError

T = TypeVar("T")
#: How a line begins that names what stands in its way.
UNJUDGED = "pas jugé, d'abord : "


class Level(StrEnum):
    """What a try showed. Only ``FAILED`` makes ``seo-bridge check`` end with code 1."""

    OK = "ok"
    #: Something optional is not there, or is worth knowing.
    NOTE = "note"
    #: It works today and will not for long, or not for everything.
    WARNING = "warning"
    FAILED = "failed"
    #: It could not be judged, because something before it failed.
    UNSEEN = "unseen"


@dataclass(frozen=True, kw_only=True, slots=True)
class CheckLine:
    """One need: what was tried, what that proved, what to do. ``code`` is stable; the rest is French."""

    code: str
    need: str
    level: Level
    proved: str
    tried: str = ""
    todo: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Group:
    """The lines of one thing that was examined: a site, an engine, the machine or the notices (``name`` "")."""

    kind: Literal["site", "engine", "machine", "notices"]
    name: str
    lines: tuple[CheckLine, ...]

    @property
    def ok(self) -> bool:
        """Whether nothing failed, and nothing stayed unseen."""
        return not any(line.level in (Level.FAILED, Level.UNSEEN) for line in self.lines)


@dataclass(frozen=True, kw_only=True, slots=True)
class Look:
    """What a need's function saw: a line without its name."""

    level: Level = Level.OK
    proved: str
    tried: str = ""
    todo: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Need(Generic[T]):
    """One need of a ``T``. ``after``: codes of needs without which this one can't be judged.

    ``look`` may raise a BridgeError: the need has failed then, for that reason.
    """

    code: str
    name: str
    look: Callable[[T], Look]
    after: tuple[str, ...] = ()


def examine(needs: Iterable[Need[T]], patient: T) -> tuple[CheckLine, ...]:
    """Try each need in order."""
    lines: dict[str, CheckLine] = {}
    for need in needs:
        cause = next((lines[code] for code in need.after if code in lines and _is_in_the_way(lines[code])), None)
        look = _unseen(cause) if cause else _tried(need, patient)
        lines[need.code] = CheckLine(
            code=need.code, need=need.name, level=look.level, proved=look.proved, tried=look.tried, todo=look.todo
        )
    return tuple(lines.values())


def _is_in_the_way(line: CheckLine) -> bool:
    return line.level in (Level.FAILED, Level.UNSEEN)


def _unseen(cause: CheckLine) -> Look:
    # the first cause is named, and not the last link of a chain
    first = cause.proved.removeprefix(UNJUDGED) if cause.level is Level.UNSEEN else cause.need
    return Look(level=Level.UNSEEN, proved=f"{UNJUDGED}{first}")


def _tried(need: Need[T], patient: T) -> Look:
    try:
        return need.look(patient)
    except BridgeError as error:
        return failed(error)


def failed(error: BridgeError, *, tried: str = "") -> Look:
    """What an expected error shows."""
    where = f" [{error.where}]" if error.where else ""
    return Look(level=Level.FAILED, proved=f"{error.what}{where}", tried=tried, todo=error.todo)
