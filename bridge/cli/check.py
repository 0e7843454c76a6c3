"""``check``: what is proved about each site, and what is to be done where it is not."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from rich.console import Console
from rich.text import Text

from bridge.cli.session import Session, chosen_sites
from bridge.cli.terminal import clean, heading, messages, output, plural, say
from bridge.errors import BridgeError

if TYPE_CHECKING:
    from bridge.doctor import CheckLine

_MARKS = {True: ("✓", "green"), False: ("✗", "red"), None: ("–", "yellow")}


def check_command(session: Session, names: Sequence[str] | None) -> int:
    """0 where nothing is wrong, 1 where something is."""
    path, config = session.load()
    sites = chosen_sites(config, names)
    console = output()
    _line(console, True, "Configuration", f"{path} est lisible et complète", "")
    wrong = 0
    with session.build(config) as bridge:
        for site in sites:
            heading(console, f"Site {site}")
            try:
                lines = bridge.check(site)
            except BridgeError as error:
                wrong += 1
                _line(console, False, error.what, error.where, error.todo)
                continue
            wrong += sum(line.ok is False for line in lines)
            _show(console, lines)
        heading(console, "Mesures")
        measures = bridge.check_measures()
        wrong += sum(line.ok is False for line in measures)
        _show(console, measures)
    if wrong:
        say(messages(), f"\n{plural(wrong, 'point')} à corriger.")
    return 1 if wrong else 0


def _show(console: Console, lines: Sequence[CheckLine]) -> None:
    for line in lines:
        _line(console, line.ok, line.need, line.proved, line.todo)


def _line(console: Console, ok: bool | None, need: str, proved: str, todo: str) -> None:
    mark, style = _MARKS[ok]
    text = Text(f"{mark} ", style=style) + Text(clean(need), style="bold")
    say(console, text + Text(f" : {clean(proved)}" if proved else ""), hang=2)
    if todo and ok is not True:
        say(console, f"À faire : {clean(todo)}", indent=4)
