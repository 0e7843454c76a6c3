"""The report as one HTML page with charts, that needs nothing beside itself."""

from __future__ import annotations

import html
from collections.abc import Mapping, Sequence
from typing import Any

from scripts.pages import bars, drawn, head


def page(data: Mapping[str, Any]) -> str:
    """``data``: the document that ``report`` describes."""
    machine = data["machine"]
    quick = " <strong>A quick run: whether it works, and not how fast.</strong>" if data["quick"] else ""
    where = (
        f"{data['when']}, {machine['cores']} cores ({machine['processor']}), {machine['memory_gb']} GB, "
        f"Python {machine['python']}, {machine['system']}, commit {data['commit']}"
    )
    parts = [
        head("seo-bridge: scripts/bench", language="en"),
        f"<h1>seo-bridge: scripts/bench</h1><p>{html.escape(where)}.{quick}</p>",
        _chart(data["sections"]),
    ]
    parts += [_section(section) for section in data["sections"]]
    return "\n".join(parts) + "\n"


def _chart(sections: Sequence[Mapping[str, Any]]) -> str:
    """Each target's figure as a share of it: 100 % is the target itself."""
    figures = [
        figure
        for section in sections
        for figure in section["figures"]
        if figure["target"] and figure["value"] is not None
    ]
    if not figures:
        return ""
    title = "Figures over their targets (%): up to 100 is met, for ≥ turned over"
    chart = bars(horizontal=True, height=80 + 34 * len(figures), title=title, show_legend=True)
    chart.x_labels = [figure["id"] for figure in figures]
    shares = [_share(figure) for figure in figures]
    chart.add("met", [share if figure["met"] else None for share, figure in zip(shares, figures, strict=True)])
    chart.add("missed", [None if figure["met"] else share for share, figure in zip(shares, figures, strict=True)])
    return drawn(chart)


def _share(figure: Mapping[str, Any]) -> float | None:
    value, target = figure["value"], figure["target"]
    if figure["sense"] == "most":
        return round(100 * value / target, 1)
    return round(100 * target / value, 1) if value else None


def _section(section: Mapping[str, Any]) -> str:
    settings = ", ".join(f"{name} {value}" for name, value in section["settings"].items())
    parts = [
        f"<h2>{html.escape(section['title'])}</h2>",
        f"<p>{html.escape(settings)}. Took {section['seconds']:g} s.</p>",
    ]
    if section["error"]:
        parts.append(f'<p class="bad">Not measured: {html.escape(section["error"])}</p>')
    rows = "".join(_row(figure) for figure in section["figures"])
    parts.append(f"<table><tr><th>Figure</th><th>Value</th><th>Target</th><th></th></tr>{rows}</table>")
    parts += [f"<p>{html.escape(note)}</p>" for note in section["notes"]]
    if section["profile"]:
        lines = "".join(_line(line) for line in section["profile"])
        titles = "<tr><th>Function</th><th>Seconds</th><th>Share</th></tr>"
        parts.append(f"<h3>Where the CPU time goes</h3><table>{titles}{lines}</table>")
    return "\n".join(parts)


def _row(figure: Mapping[str, Any]) -> str:
    value = "–" if figure["value"] is None else f"{figure['value']:,.6g} {figure['unit']}"
    target, verdict, colour = "", "", ""
    if figure["target"] is not None:
        target = f"{'≤' if figure['sense'] == 'most' else '≥'} {figure['target']:g} {figure['unit']}"
        beyond = "" if figure["met"] or figure["off"] is None else f" by {figure['off']:.0%}"
        colour = "good" if figure["met"] else "bad"
        verdict = "met" if figure["met"] else f"missed{beyond}"
    return (
        f"<tr><td>{html.escape(figure['label'])}<br><code>{figure['id']}</code></td><td class=n>{value}</td>"
        f'<td class=n>{target}</td><td class="{colour}">{verdict}</td></tr>'
    )


def _line(line: Mapping[str, Any]) -> str:
    return (
        f"<tr><td><code>{html.escape(line['where'])}</code></td><td class=n>{line['seconds']:.2f}</td>"
        f"<td class=n>{line['share']:.1%}</td></tr>"
    )
