"""What became of one draft, for a terminal."""

from __future__ import annotations

from collections import Counter
from typing import Any

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from bridge.bootstrap import JobDetail
from bridge.domain.finding import Finding, Severity
from bridge.domain.job import JobState

_COLOURS = {JobState.PROPOSED: "green", JobState.HELD: "yellow", JobState.FAILED: "red"}


def show(console: Console, detail: JobDetail, site: dict[str, Any]) -> None:
    """Verdict, figures, SEO fields, findings, and the link to compare in wp-admin."""
    job, stats = detail.job, detail.stats
    colour = _COLOURS.get(job.state, "white")
    title = job.title or (detail.article.title if detail.article else "") or "(no title)"
    console.print(f"\n[bold]{escape(title)}[/]")
    table = Table.grid(padding=(0, 2))
    table.add_column(style="dim", no_wrap=True)
    table.add_column(overflow="fold")
    table.add_row("verdict", f"[bold {colour}]{job.state.value}[/]  ({escape(job.engine)})")
    if job.state is not JobState.PROPOSED:
        table.add_row("reason", escape(job.reason))
    table.add_row("words", f"{_known(stats.get('words_before'))} before, {_known(stats.get('words_after'))} after")
    if detail.article:
        table.add_row("subheadings", str(stats.get("subheadings")))
        table.add_row("SEO title", escape(detail.article.seo.title))
        description = detail.article.seo.description
        table.add_row("meta description", f"{escape(description)} ({len(description)} characters)")
        table.add_row("focus keyphrase", escape(detail.article.seo.keyphrase))
    table.add_row("findings", _findings(detail.findings))
    table.add_row("seconds", _known(stats.get("seconds")))
    table.add_row("compare", job.compare_link or f"{site['admin_url']}post.php?post={job.draft}&action=edit")
    console.print(table)


def _known(value: object) -> str:
    return "–" if value is None else str(value)


def _findings(findings: tuple[Finding, ...]) -> str:
    """Blockers and warnings one by one, what is for information counted by its code."""
    lines = [
        f"[{'red' if finding.severity is Severity.BLOCKER else 'yellow'}]{finding.severity.value}[/] "
        f"{escape(finding.code)} ({escape(finding.place)}): {escape(finding.message)}"
        for finding in findings
        if finding.severity is not Severity.INFO
    ]
    counted = Counter(finding.code for finding in findings if finding.severity is Severity.INFO)
    if counted:
        lines.append("info " + ", ".join(f"{code} × {number}" for code, number in sorted(counted.items())))
    return "\n".join(lines) or "none"
