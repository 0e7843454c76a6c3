"""Text for a terminal. Titles and findings come from anywhere: they are never markup, and steer no terminal."""

from __future__ import annotations

import io
import json
import sys
from datetime import UTC, datetime
from typing import Any
from unicodedata import category

from rich.console import Console
from rich.text import Text

from bridge.domain.finding import Severity
from bridge.domain.job import JobState
from bridge.domain.one_line import UNSAFE, clean

__all__ = [
    "SEVERITY_LABELS",
    "SEVERITY_STYLES",
    "STATE_LABELS",
    "STATE_STYLES",
    "clean",
    "heading",
    "json_text",
    "local",
    "messages",
    "moment",
    "output",
    "plural",
    "say",
    "state_text",
    "tolerate_any_terminal",
    "words_text",
]

STATE_LABELS = {
    JobState.ADMITTED: "en attente",
    JobState.FETCHED: "lu",
    JobState.REWRITTEN: "réécrit",
    JobState.CHECKED: "contrôlé",
    JobState.PROPOSED: "proposé",
    JobState.HELD: "retenu",
    JobState.SUPERSEDED: "dépassé",
    JobState.FAILED: "échec",
}
STATE_STYLES = {
    JobState.PROPOSED: "green",
    JobState.HELD: "yellow",
    JobState.FAILED: "red",
    JobState.SUPERSEDED: "dim",
}
SEVERITY_LABELS = {Severity.BLOCKER: "Bloquant", Severity.WARNING: "À vérifier", Severity.INFO: "Pour information"}
SEVERITY_STYLES = {Severity.BLOCKER: "red", Severity.WARNING: "yellow", Severity.INFO: "dim"}


def json_text(data: Any) -> str:
    """The data as JSON with French as it is, and everything that steers a terminal escaped."""
    text = json.dumps(data, ensure_ascii=False, indent=2)
    return "".join(
        f"\\u{ord(character):04x}"
        if category(character) in UNSAFE and character != "\n" and ord(character) < 0x10000
        else character
        for character in text
    )


def output() -> Console:
    """Standard output, where results go."""
    return Console(file=sys.stdout, highlight=False, markup=False, emoji=False)


def messages() -> Console:
    """Standard error, where progress and messages go."""
    return Console(file=sys.stderr, highlight=False, markup=False, emoji=False)


def say(console: Console, text: str | Text = "", *, indent: int = 0, hang: int = 0) -> None:
    """Print one unbroken line where a program reads; where a person does, wrapped, later lines ``hang`` further in."""
    line = text if isinstance(text, Text) else Text(text)
    if not console.is_terminal:
        console.print(Text(" " * indent) + line, soft_wrap=True)
        return
    margin = indent
    for part in line.wrap(console, max(20, console.width - indent - hang)) or [line]:
        part.rstrip()
        console.print(Text(" " * margin) + part, soft_wrap=True)
        margin = indent + hang


def heading(console: Console, text: str) -> None:
    """A title above a part of a report."""
    console.print()
    console.print(Text(text, style="bold"))


def state_text(state: JobState, *, width: int = 0) -> Text:
    """The state's label in its colour."""
    return Text(STATE_LABELS[state].ljust(width), style=STATE_STYLES.get(state, "cyan"))


def words_text(before: int | None, after: int | None) -> str:
    """``640 → 812 mots``; what is known of it; "" where nothing is."""
    if before is None and after is None:
        return ""
    if before is None or after is None:
        return f"{before if after is None else after} mots"
    return f"{before} → {after} mots"


def moment(at: datetime, *, seconds: bool = False) -> str:
    """A time in the machine's time zone, as one writes it in French."""
    return local(at).strftime("%d/%m/%Y %H:%M:%S" if seconds else "%d/%m/%Y %H:%M")


def local(at: datetime) -> datetime:
    """The ledger's times are UTC, whether or not they say so."""
    return (at if at.tzinfo else at.replace(tzinfo=UTC)).astimezone()


def plural(count: int, word: str, many: str = "") -> str:
    """``1 brouillon``, ``3 brouillons``."""
    return f"{count} {word if abs(count) < 2 else many or word + 's'}"


def tolerate_any_terminal() -> None:
    """A terminal that can't show an arrow shows a question mark, instead of stopping the command."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")
