"""``verify SOURCE ARTICLE``: the checks alone on two files, whoever wrote the article; no WordPress and no model."""

from __future__ import annotations

import dataclasses
import sys
from typing import TYPE_CHECKING, Any

import typer
from rich.text import Text

from bridge.cli.findings import print_fields, print_findings
from bridge.cli.rewrite import content_of, finding_data
from bridge.cli.session import Session
from bridge.cli.terminal import heading, json_text, output, plural, say
from bridge.domain.finding import Severity

if TYPE_CHECKING:
    from bridge.previewing import Verification


def verify_command(
    session: Session, source: str, article: str, *, min_words: int | None, keyphrase: str | None, json: bool
) -> int:
    """0 without blockers, 1 with; misuse (a file that can't be read) is 2, as everywhere."""
    if min_words is not None and min_words < 1:
        raise typer.BadParameter("--min-words attend un nombre de mots, 1 ou plus")
    if source == article == "-":
        raise typer.BadParameter("l'entrée standard ne peut être à la fois la source et l'article")
    session.start_logs()
    verification = session.verify(
        source=content_of(source), article=content_of(article), min_words=min_words, keyphrase=keyphrase
    )
    if json:
        sys.stdout.write(json_text(as_data(verification)) + "\n")
    else:
        _report(verification)
    return 0 if verification.verdict == "passed" else 1


def as_data(verification: Verification) -> dict[str, Any]:
    """The result with the keys that the command promises; a score is null where it was not measured."""
    return {
        "verdict": verification.verdict,
        "findings": [finding_data(finding) for finding in verification.findings],
        "scores": dataclasses.asdict(verification.scores),
        "words": verification.words,
    }


def _report(verification: Verification) -> None:
    console = output()
    passed = verification.verdict == "passed"
    verdict = Text("Rien ne s'y oppose", style="bold green") if passed else Text("À retenir", style="bold yellow")
    count = sum(finding.severity is Severity.BLOCKER for finding in verification.findings)
    reason = "" if passed else f", {plural(count, 'défaut bloquant', 'défauts bloquants')}"
    say(console, verdict + Text(f" : {plural(verification.words, 'mot')}{reason}"))
    scores = verification.scores
    rows = [
        ("Yoast, SEO", _of(scores.seo, "sur 100")),
        ("Yoast, lisibilité", _of(scores.readability, "sur 100")),
        ("Faits de la source gardés", _of(_percent(scores.facts_kept), "%")),
        ("Faits sans source", _of(scores.facts_unsupported, "")),
        ("Fautes de grammaire", _of(scores.grammar_errors, "pour 100 mots")),
    ]
    if any(value for _, value in rows):
        heading(console, "Mesures")
        print_fields(console, rows)
    print_findings(console, verification.findings)


def _percent(share: float | None) -> int | None:
    return None if share is None else round(share * 100)


def _of(value: float | None, unit: str) -> str:
    return "" if value is None else f"{str(value).replace('.', ',')} {unit}".strip()
