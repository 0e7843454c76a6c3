"""``status --watch`` and ``status --json``: the ledger as it is now, whoever works on it and wherever."""

from __future__ import annotations

import os
import select
import sys
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from rich.console import Console, Group
from rich.live import Live
from rich.table import Table
from rich.text import Text

from bridge.cli.bugs import redacted
from bridge.cli.terminal import clean, json_text, local, output, plural, state_text
from bridge.domain.job import Job, JobState, Waiting
from bridge.domain.overview import BudgetLeft, Queue, Running
from bridge.errors import LedgerError

if TYPE_CHECKING:
    from bridge.watch import Watch

#: Seconds between two looks at the ledger.
_REFRESH = 3.0
#: Lines that each part may take at most; the sites have what is left of the screen.
_RUNNING, _WAITS, _ENDED = 5, 2, 5
_INTERRUPTED = 130
#: What is being done to a job that stands in that state.
_DOING = {
    JobState.ADMITTED: "lecture",
    JobState.FETCHED: "réécriture",
    JobState.REWRITTEN: "contrôles",
    JobState.CHECKED: "livraison",
}
_TODAY = ((JobState.PROPOSED, "ce jour : proposés"), (JobState.HELD, "retenus"), (JobState.FAILED, "échecs"))


@dataclass(frozen=True, kw_only=True, slots=True)
class View:
    """One look. ``at`` is naive UTC; ``today``: verdicts since midnight of this machine's time zone."""

    at: datetime
    queues: Mapping[str, Queue]
    today: Mapping[str, Mapping[JobState, int]]
    running: Sequence[Running]
    waits: Sequence[Waiting]
    ended: Sequence[Job]
    budgets: Sequence[BudgetLeft]


def look(watch: Watch, sites: Sequence[str] | None) -> View:
    """Read the ledger. ``sites``: only these, None for all. LedgerError."""
    at = watch.now()

    def shown(site: str) -> bool:
        return sites is None or site in sites

    midnight = local(at).replace(hour=0, minute=0, second=0, microsecond=0).astimezone(UTC).replace(tzinfo=None)
    return View(
        at=at,
        queues={site: queue for site, queue in watch.queues().items() if shown(site)},
        today={site: counts for site, counts in watch.ended_since(midnight).items() if shown(site)},
        running=[one for one in watch.running() if shown(one.job.site)],
        waits=[wait for wait in watch.waits() if shown(wait.site)],
        ended=[job for job in watch.last_ended(limit=50) if shown(job.site)],
        budgets=[budget for budget in watch.budgets() if not budget.site or shown(budget.site)],
    )


def watch_command(watch: Watch, sites: Sequence[str] | None) -> int:
    """Show it until « q » (0) or Ctrl-C (130); once, where nobody looks."""
    console = output()
    if not console.is_terminal:
        console.print(screen(look(watch, sites), height=None), soft_wrap=True)
        return 0
    try:
        with _keys() as pressed, Live(console=console, screen=True, auto_refresh=False) as live:
            while True:
                live.update(_now(watch, sites, console), refresh=True)
                if pressed(_REFRESH) in ("q", "Q"):
                    return 0
    except KeyboardInterrupt:
        # nothing was begun that would be taken up again: there is nothing to say
        raise SystemExit(_INTERRUPTED) from None


def _now(watch: Watch, sites: Sequence[str] | None, console: Console) -> Group:
    try:
        return screen(look(watch, sites), height=console.height)
    except LedgerError as error:  # it may be back at the next look
        told = Text("Le registre ne répond pas : ", style="red") + Text(clean(redacted(error.what)))
        return Group(told, Text("Nouvel essai dans quelques secondes ; « q » pour quitter.", style="dim"))


@contextmanager
def _keys() -> Iterator[Callable[[float], str]]:
    """A function that waits for a key for so many seconds; "" where none came. Ctrl-C still interrupts."""
    if not sys.stdin.isatty():
        never = threading.Event()
        yield lambda seconds: str(never.wait(seconds) or "")
        return
    import termios
    import tty

    number = sys.stdin.fileno()
    before = termios.tcgetattr(number)

    def pressed(seconds: float) -> str:
        ready, _, _ = select.select([number], [], [], seconds)
        return os.read(number, 1).decode("ascii", "replace") if ready else ""

    try:
        tty.setcbreak(number)
        yield pressed
    finally:
        termios.tcsetattr(number, termios.TCSADRAIN, before)


def screen(view: View, *, height: int | None) -> Group:
    """All of it; not more than ``height`` lines, where that is given."""
    parts: list[Any] = []
    room = None if height is None else height - 1
    for title, table, lines in _parts(view):
        parts += [Text(), Text(title, style="bold"), table]
        room = None if room is None else room - lines - 2
    return Group(_head(view, quits=height is not None), _sites(view, room), *parts)


def _head(view: View, *, quits: bool) -> Text:
    queued = sum(queue.length for queue in view.queues.values())
    head = Text("seo-bridge", style="bold") + Text(
        f"  {local(view.at):%H:%M:%S}  {queued} dans la file, {len(view.running)} en cours"
    )
    for budget in [one for one in view.budgets if not one.site]:
        head += Text(f"  reste {_money(budget)}", style="" if budget.left else "red")
    head += Text("  q : quitter" if quits else "", style="dim")
    head.no_wrap, head.overflow = True, "ellipsis"
    return head


def _money(budget: BudgetLeft) -> str:
    return f"{budget.left:.2f}".replace(".", ",") + f" {clean(budget.currency)}"


def _sites(view: View, room: int | None) -> Table:
    """A line a site. Where they are too many for the screen, those with most to do, and how many there are besides."""
    table = _table()
    table.add_column("site", overflow="ellipsis", no_wrap=True, ratio=1)
    for title in ("file", "en attente", "plus ancien", *(title for _, title in _TODAY)):
        table.add_column(title, justify="right", no_wrap=True)
    names = list(view.queues)
    lines = None if room is None else max(2, room - 1)
    shown = names
    if lines is not None and len(names) > lines:
        shown = sorted(
            names, key=lambda name: (-view.queues[name].length, -sum(view.today.get(name, {}).values()), name)
        )
        shown = shown[: lines - 1]
    for name in shown:
        queue, today = view.queues[name], view.today.get(name, {})
        oldest = _age(view.at - queue.oldest) if queue.oldest else "·"
        counts = (str(today.get(state, 0) or "·") for state, _ in _TODAY)
        table.add_row(Text(clean(name)), str(queue.length or "·"), str(queue.waiting or "·"), oldest, *counts)
    if len(shown) < len(names):
        table.add_row(Text(f"… et {len(names) - len(shown)} autres", style="dim"))
    return table


def _parts(view: View) -> Iterator[tuple[str, Table, int]]:
    """The parts below, each with the number of its lines."""
    if view.running:
        table = _running(view)
        yield f"En cours ({len(view.running)})", table, table.row_count
    if view.waits:
        table = _waits(view)
        yield "En attente d’un nouvel essai", table, table.row_count
    if view.ended:
        table = _ended(view)
        yield "Derniers terminés", table, table.row_count


def _running(view: View) -> Table:
    table = _table(header=False)
    for column in ("number", "site", "step", "age"):
        table.add_column(column, no_wrap=True, overflow="ellipsis", max_width=16)
    table.add_column("title", no_wrap=True, overflow="ellipsis", ratio=1)
    for one in view.running[:_RUNNING]:
        job = one.job
        # a job that is being read was admitted long ago, perhaps: nobody wrote down when the reading began
        age = "" if job.state is JobState.ADMITTED else _age(view.at - one.since)
        title = Text(clean(job.title) or "(sans titre)")
        table.add_row(f"n° {job.id}", Text(clean(job.site)), Text(_DOING[job.state], style="cyan"), age, title)
    return table


def _waits(view: View) -> Table:
    table = _table(header=False)
    table.add_column("wait", no_wrap=True, overflow="ellipsis", ratio=1)
    for wait in view.waits[:_WAITS]:
        told = f"{plural(wait.jobs, 'brouillon')} de {clean(wait.site)}, dès {local(wait.until):%H:%M}"
        table.add_row(Text(told, style="yellow") + Text(f" : {clean(redacted(wait.reason))}", style="default"))
    return table


def _ended(view: View) -> Table:
    table = _table(header=False)
    for column in ("when", "verdict", "number", "site"):
        table.add_column(column, no_wrap=True, overflow="ellipsis", max_width=16)
    table.add_column("title", no_wrap=True, overflow="ellipsis", ratio=1)
    for job in view.ended[:_ENDED]:
        when = local(job.updated_at)
        same_day = when.date() == local(view.at).date()
        title = Text(clean(job.title) or "(sans titre)")
        table.add_row(
            f"{when:%H:%M}" if same_day else f"{when:%d/%m}", state_text(job.state), f"n° {job.id}",
            Text(clean(job.site)), title,
        )  # fmt: skip
    return table


def _table(*, header: bool = True) -> Table:
    return Table(box=None, show_header=header, header_style="dim", pad_edge=False, expand=True)


def _age(time: timedelta) -> str:
    seconds = max(0, int(time.total_seconds()))
    if seconds < 60:
        return f"{seconds} s"
    minutes, hours = seconds // 60, seconds // 3600
    if minutes < 60:
        return f"{minutes} min"
    return f"{hours} h {minutes % 60:02d}" if hours < 48 else f"{hours // 24} j"


def json_command(watch: Watch, sites: Sequence[str] | None) -> int:
    """The same for a program."""
    sys.stdout.write(json_text(as_data(look(watch, sites))) + "\n")
    return 0


def as_data(view: View) -> dict[str, Any]:
    """Plain values; times in UTC."""
    return {
        "at": _moment(view.at),
        "sites": {site: _site_data(view, site) for site in view.queues},
        "running": [
            {"job": one.job.id, "site": one.job.site, "draft": one.job.draft, "title": one.job.title,
             "state": one.job.state.value, "since": _moment(one.since), "process": one.owner}
            for one in view.running
        ],
        "waiting": [
            {"site": wait.site, "jobs": wait.jobs, "until": _moment(wait.until), "reason": redacted(wait.reason)}
            for wait in view.waits
        ],
        "ended": [
            {"job": job.id, "site": job.site, "draft": job.draft, "title": job.title, "verdict": job.state.value,
             "at": _moment(job.updated_at), "reason": redacted(job.reason), "link": job.compare_link}
            for job in view.ended
        ],
        "budgets": [
            {"site": one.site or None, "limit": one.limit, "left": round(one.left, 6), "currency": one.currency}
            for one in view.budgets
        ],
    }  # fmt: skip


def _site_data(view: View, site: str) -> dict[str, Any]:
    queue = view.queues[site]
    return {
        "queue": {state.value: queue.states.get(state, 0) for state in JobState if not state.ended},
        "waiting": queue.waiting,
        "oldest": _moment(queue.oldest) if queue.oldest else None,
        "today": {state.value: view.today.get(site, {}).get(state, 0) for state in JobState if state.ended},
    }


def _moment(at: datetime) -> str:
    return f"{at.isoformat(timespec='seconds')}Z"
