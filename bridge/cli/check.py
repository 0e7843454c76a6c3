"""``check``: what is proved about each site, its engine and this machine, and what is to be done where it is not."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING, Any

from rich.console import Console
from rich.text import Text

from bridge.cli.bugs import redacted
from bridge.cli.session import Session, chosen_sites
from bridge.cli.terminal import clean, heading, json_text, messages, output, plural, say

if TYPE_CHECKING:
    from bridge.config import Config
    from bridge.doctor import CheckLine, Group

#: By level: mark, and its colour.
_MARKS = {"ok": ("✓", "green"), "note": ("–", "dim"), "warning": ("!", "yellow"), "failed": ("✗", "red"),
          "unseen": ("?", "dim")}  # fmt: skip
_KINDS = {"site": "Site", "engine": "Moteur", "machine": "Cette machine", "notices": "Avis"}
#: Needs whose proof says in a few words that a group is well.
_TELLING = ("credentials", "protocol", "drafts", "seo_plugin", "engine", "ledger", "disk")


@dataclass(frozen=True, kw_only=True, slots=True)
class Wanted:
    """The options of the command."""

    verbose: bool = False
    fix: bool = False
    as_json: bool = False


def check_command(session: Session, names: Sequence[str] | None, wanted: Wanted) -> int:
    """0 where nothing is wrong, 1 where something is (a warning is not)."""
    path, config = session.load()
    groups = session.examine(config, chosen_sites(config, names), fix=wanted.fix)
    if config.notices:
        groups = chain(groups, _notices(session, config))
    return _as_json(groups) if wanted.as_json else _as_text(groups, f"{path} est lisible", verbose=wanted.verbose)


def _notices(session: Session, config: Config) -> Iterator[Group]:
    from bridge.operations.notices import examined

    yield examined(config, session.sender())


def _as_json(groups: Iterable[Group]) -> int:
    seen = list(groups)
    ok = all(group.ok for group in seen)
    data = {"ok": ok, "groups": [_group_data(group) for group in seen]}
    sys.stdout.write(json_text(data) + "\n")
    return 0 if ok else 1


def _group_data(group: Group) -> dict[str, Any]:
    return {"kind": group.kind, "name": group.name, "ok": group.ok, "needs": [_line_data(each) for each in group.lines]}


def _line_data(line: CheckLine) -> dict[str, str]:
    told = {"tried": line.tried, "proved": line.proved, "todo": line.todo}
    return {"code": line.code, "need": line.need, "result": line.level.value} | {
        name: redacted(text) for name, text in told.items()
    }


def _as_text(groups: Iterable[Group], configuration: str, *, verbose: bool) -> int:
    console = output()
    say(console, Text("✓ ", style="green") + Text("Configuration", style="bold") + Text(f" : {clean(configuration)}"))
    wrong, warnings, ok = 0, 0, True
    for group in groups:
        _show(console, group, verbose=verbose)
        ok = ok and group.ok
        wrong += sum(line.level == "failed" for line in group.lines)
        warnings += sum(line.level == "warning" for line in group.lines)
    told = [
        f"{plural(wrong, 'point')} à corriger" if wrong else "",
        plural(warnings, "avertissement") if warnings else "",
    ]
    if any(told):
        say(messages(), f"\n{', '.join(part for part in told if part)}.")
    return 0 if ok else 1


def _show(console: Console, group: Group, *, verbose: bool) -> None:
    heading(console, f"{_KINDS[group.kind]} {group.name}".strip())
    worth = [line for line in group.lines if verbose or line.level in ("failed", "warning") or line.todo]
    for line in worth:
        _line(console, line, verbose=verbose)
    if not verbose:
        _rest(console, [line for line in group.lines if line not in worth])


def _rest(console: Console, lines: Sequence[CheckLine]) -> None:
    """All that is well in one line, and all that could not be judged in another."""
    well = [line for line in lines if line.level in ("ok", "note")]
    if well:
        telling = " ; ".join(
            clean(redacted(line.proved)) for line in well if line.level == "ok" and line.code in _TELLING
        )
        _say(console, "ok", plural(len(well), "point vérifié", "points vérifiés"), telling)
    unseen = [line.need for line in lines if line.level == "unseen"]
    if unseen:
        _say(console, "unseen", plural(len(unseen), "point pas jugé", "points pas jugés"), ", ".join(unseen))


def _line(console: Console, line: CheckLine, *, verbose: bool) -> None:
    _say(console, line.level.value, line.need, redacted(line.proved))
    if verbose and line.tried:
        say(console, Text(f"Essayé : {clean(redacted(line.tried))}", style="dim"), indent=4)
    if line.todo:
        say(console, f"À faire : {clean(redacted(line.todo))}", indent=4)


def _say(console: Console, level: str, need: str, proved: str) -> None:
    mark, style = _MARKS[level]
    text = Text(f"{mark} ", style=style) + Text(clean(need), style="bold")
    say(console, text + Text(f" : {clean(proved)}" if proved else ""), hang=2)
