"""Findings and SEO fields, as ``show`` and ``rewrite`` print them."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console
from rich.text import Text

from bridge.cli.terminal import SEVERITY_LABELS, SEVERITY_STYLES, clean, heading, plural, say
from bridge.domain.article import Article
from bridge.domain.finding import Finding, Severity


def print_findings(console: Console, findings: Sequence[Finding]) -> None:
    """By severity, the gravest first, each with its place, its code and the words at issue."""
    for severity in Severity:
        group = [finding for finding in findings if finding.severity is severity]
        if group:
            heading(console, f"{SEVERITY_LABELS[severity]} ({plural(len(group), 'constat')})")
        for finding in group:
            _print_finding(console, finding)


def _print_finding(console: Console, finding: Finding) -> None:
    mark = Text("• ", style=SEVERITY_STYLES[finding.severity])
    place = f"{clean(finding.place)} : " if finding.place else ""
    say(
        console,
        mark + Text(f"{place}{clean(finding.message)}") + Text(f" [{clean(finding.code)}]", style="dim"),
        hang=2,
    )
    if finding.evidence:
        say(console, Text(f"« {clean(finding.evidence)} »", style="italic"), indent=4)


def print_fields(console: Console, rows: Sequence[tuple[str, str]]) -> None:
    """Lines of « label : value », aligned; those without a value are left out."""
    rows = [(label, value) for label, value in rows if value]
    width = max((len(label) for label, _ in rows), default=0)
    for label, value in rows:
        if not console.is_terminal:
            say(console, Text(f"{label.ljust(width)} : {clean(value)}"))
            continue
        first, *more = Text(clean(value)).wrap(console, max(20, console.width - width - 3)) or [Text()]
        console.print(Text(f"{label.ljust(width)} : ", style="bold") + first, soft_wrap=True)
        for line in more:
            console.print(Text(" " * (width + 3)) + line, soft_wrap=True)


def article_rows(article: Article) -> list[tuple[str, str]]:
    """The article's title and SEO fields, each under the name that Yoast and WordPress show."""
    description = article.seo.description
    return [
        ("Titre", article.title),
        ("Titre SEO", article.seo.title),
        ("Méta description", f"{description} ({len(description)} caractères)" if description else ""),
        ("Requête cible", article.seo.keyphrase),
        ("Slug", article.slug),
        ("Extrait", article.excerpt),
    ]
