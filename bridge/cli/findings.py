"""Findings, SEO fields and the article's text, as ``show`` and ``rewrite`` print them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from html import unescape

from rich.console import Console
from rich.text import Text

from bridge.cli.terminal import SEVERITY_LABELS, SEVERITY_STYLES, clean, heading, plural, say
from bridge.domain.article import Article, Node, NodeKind
from bridge.domain.finding import Finding, Severity

_TAG = re.compile(r"<[^>]*>")


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


def print_body(console: Console, article: Article) -> None:
    """The article as one reads it; ``--html`` gives the markup."""
    for node in article.body:
        if node.kind is NodeKind.HEADING:
            console.print()
            say(console, Text(f"{'#' * (node.level or 2)} {_plain(node.html)}", style="bold"))
            continue
        for line in _lines(node):
            say(console, line, hang=2 if node.kind is NodeKind.LIST else 0)


def _lines(node: Node) -> Iterator[str]:
    match node.kind:
        case NodeKind.LIST:
            for number, item in enumerate(node.items, start=1):
                yield f"{f'{number}.' if node.ordered else '-'} {_plain(item)}"
        case NodeKind.QUOTE:
            yield f"> {_plain(node.html)}" + (f" ({clean(node.citation)})" if node.citation else "")
        case NodeKind.KEPT:
            yield "[un bloc du brouillon, repris tel quel]"
        case _:
            yield _plain(node.html)


def _plain(html: str) -> str:
    return clean(unescape(_TAG.sub("", html)))
