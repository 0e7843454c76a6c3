"""``scripts/bench``: see there for its options, and ``report`` for what it writes.

copies, model   drafts, the completions for them, and the model server that gives these
site, setup     the WordPress that is measured on, and the bridge as users start it
relay           counts requests and bytes between the two
processes       CPU seconds and memory from /proc; ``sampled`` for where the CPU goes
report, page    figures and targets as JSON, and as a page with charts
latency … plain_script     one section each
"""

from __future__ import annotations

import argparse
import json
import signal
import sys
import time
import traceback
from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from pathlib import Path

from rich.console import Console

from scripts.benching import cpu, latency, memory, plain_script, requested, startup, workers
from scripts.benching.page import page
from scripts.benching.report import Section, document
from scripts.benching.setup import Options
from scripts.benching.site import Site
from tests.support.wordpress import WordPress

SECTIONS: Mapping[str, Callable[[Site, Options], Section]] = {
    "latency": latency.measure,
    "requests": requested.measure,
    "cpu": cpu.measure,
    "memory": memory.measure,
    "workers": workers.measure,
    "startup": startup.measure,
    "plain": plain_script.measure,
}
_OUTPUT = Path(".local/bench")
_console = Console(width=150, highlight=False)


def main(arguments: Sequence[str]) -> int:
    """0 where every section could be measured, whatever it measured; 1 where one could not."""
    wanted = _parser().parse_args(arguments)
    unknown = [name for name in wanted.sections if name not in SECTIONS]
    if unknown:
        print(f"scripts/bench: no section {', '.join(unknown)} (there are {' '.join(SECTIONS)})", file=sys.stderr)
        return 2
    # ended by an exception, so that what was started is stopped on the way out
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    options = Options(drafts=wanted.drafts, quick=wanted.quick, profile=wanted.profile)
    with closing(Site(WordPress.up(wanted.sandbox))) as site:
        sections = [_measured(name, site, options) for name in wanted.sections or SECTIONS]
    _write(sections, wanted)
    return 1 if any(section.error for section in sections) else 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="scripts/bench")
    parser.add_argument(
        "sections", nargs="*", metavar="SECTION", help=f"of {' '.join(SECTIONS)}; all where none is named"
    )
    parser.add_argument("--drafts", type=int, metavar="N", help="how many, instead of each section's own number")
    parser.add_argument("--quick", action="store_true", help="few drafts: whether it works, and not how fast")
    parser.add_argument("--profile", action="store_true", help="where the bridge's CPU time goes (slows it a little)")
    parser.add_argument("--json", type=Path, default=_OUTPUT / "bench.json", metavar="FILE")
    parser.add_argument("--html", type=Path, default=_OUTPUT / "index.html", metavar="FILE")
    parser.add_argument(
        "--sandbox", default="bench", metavar="NAME", help="the WordPress to measure on (default: bench)"
    )
    return parser


def _measured(name: str, site: Site, options: Options) -> Section:
    _console.rule(name)
    begun = time.monotonic()
    try:
        section = SECTIONS[name](site, options)
    except Exception as error:  # the other sections can be measured all the same
        traceback.print_exc()
        section = Section(name=name, title=name, error=f"{type(error).__name__}: {error}")
    section.seconds = time.monotonic() - begun
    _tell(section)
    return section


def _tell(section: Section) -> None:
    for figure in section.figures:
        value = "–" if figure.value is None else f"{figure.value:,.3f}".rstrip("0").rstrip(".")
        sign = {"most": "≤", "least": "≥"}.get(figure.sense or "", "")
        target = f"{sign} {figure.target:g}" if figure.target is not None else ""
        _console.print(f"{figure.id:36} {value:>10} {figure.unit:10} {target:10} {figure.verdict:18} {figure.label}",
                       soft_wrap=True, markup=False)  # fmt: skip
    for note in section.notes:
        _console.print(f"  {note}", soft_wrap=True, markup=False)
    for line in section.profile[:15]:
        _console.print(
            f"  {line['share']:6.1%} {line['seconds']:8.2f} s  {line['where']}", soft_wrap=True, markup=False
        )
    if section.error:
        _console.print(f"  NOT MEASURED: {section.error}", soft_wrap=True, markup=False)


def _write(sections: Sequence[Section], wanted: argparse.Namespace) -> None:
    data = document(sections, quick=wanted.quick)
    for path, text in ((wanted.json, json.dumps(data, ensure_ascii=False, indent=1) + "\n"), (wanted.html, page(data))):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    figures = [figure for section in sections for figure in section.figures if figure.met is not None]
    met = sum(bool(figure.met) for figure in figures)
    machine = data["machine"]
    _console.rule()
    _console.print(f"{met} of {len(figures)} targets met on {machine['cores']} cores ({machine['processor']}), "
                   f"{machine['memory_gb']} GB, Python {machine['python']}", soft_wrap=True, markup=False)  # fmt: skip
    _console.print(f"Page: {wanted.html}   Figures: {wanted.json}", soft_wrap=True, markup=False)


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(130)
