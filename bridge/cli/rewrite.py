"""``rewrite FICHIER``: what the bridge would propose for a text, without WordPress and without a ledger."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

import typer
from rich.console import Console
from rich.text import Text

from bridge.cli.findings import article_rows, print_body, print_fields, print_findings
from bridge.cli.session import Session
from bridge.cli.terminal import clean, heading, json_text, messages, output, plural, say
from bridge.config.files import why
from bridge.errors import ConfigError

if TYPE_CHECKING:
    from bridge.config import Config
    from bridge.domain.finding import Finding
    from bridge.previewing import Preview


@dataclass(frozen=True, kw_only=True, slots=True)
class Wanted:
    """What the command line asks for. ``file`` is a path, or ``-``."""

    file: str
    title: str
    engine: str | None
    min_words: int | None
    keyphrase: str | None


class Form(Enum):
    """How the result is written."""

    REPORT = "report"
    HTML = "html"
    JSON = "json"

    @classmethod
    def of(cls, *, html: bool, json: bool) -> Self:
        """The form that two flags ask for, at most one of them."""
        if html and json:
            raise typer.BadParameter("choisissez --html ou --json, pas les deux")
        return cls("html" if html else "json" if json else "report")


def rewrite_command(session: Session, wanted: Wanted, form: Form) -> int:
    """0 where an article would be proposed, 1 where it would be held."""
    if wanted.min_words is not None and wanted.min_words < 1:
        raise typer.BadParameter("--min-words attend un nombre de mots, 1 ou plus")
    session.start_logs()
    content = content_of(wanted.file)
    preview = session.preview(
        _config(session),
        title=wanted.title,
        content=content,
        engine=wanted.engine,
        min_words=wanted.min_words,
        keyphrase=wanted.keyphrase,
    )
    if form is Form.JSON:
        sys.stdout.write(json_text(as_data(preview)) + "\n")
    elif form is Form.HTML:
        _write_html(preview)
    else:
        _report(output(), preview)
    return 0 if preview.verdict == "proposed" else 1


def _config(session: Session) -> Config | None:
    """The configuration that was named or is in a usual place; None where there is none: this command needs none."""
    from bridge.config import find

    if session.config_path is None:
        try:
            find()
        except ConfigError:
            return None
    return session.load()[1]


def content_of(file: str) -> str:
    """The text of a file, or of the standard input for « - »; BadParameter where it can't be read."""
    try:
        data = sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()
    except OSError as error:
        raise typer.BadParameter(f"{file} ne peut pas être lu ({why(error)}) ; « - » lit l'entrée standard") from None
    if b"\0" in data:
        raise typer.BadParameter(f"{file} n'est pas du texte ; enregistrez le brouillon en texte ou en HTML, en UTF-8")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        text, how = _other_encoding(data)
        say(messages(), f"Attention : ce texte n'est pas de l'UTF-8 valide (octet {error.start}) ; {how}.")
        return text


def _other_encoding(data: bytes) -> tuple[str, str]:
    """The text of a file that is not UTF-8, and how it was read: as Windows writes French, where all of it is that."""
    try:
        return data.decode("cp1252"), "il est lu comme du Windows-1252"
    except UnicodeDecodeError:
        return data.decode("utf-8-sig", errors="replace"), "ce qui ne se lit pas est remplacé par « \ufffd »"


def as_data(preview: Preview) -> dict[str, Any]:
    """The result with the keys that the command promises; null for what a held draft does not have."""
    article = preview.article
    return {
        "verdict": preview.verdict,
        "title": article.title if article else None,
        "seo_title": article.seo.title if article else None,
        "meta_description": article.seo.description if article else None,
        "focus_keyphrase": article.seo.keyphrase if article else None,
        "slug": article.slug if article else None,
        "excerpt": article.excerpt if article else None,
        "content": preview.content if article else None,
        "words": preview.words,
        "engine": preview.engine,
        "findings": [finding_data(finding) for finding in preview.findings],
    }


def finding_data(finding: Finding) -> dict[str, str]:
    """A finding with the keys that ``--json`` promises."""
    return {
        "severity": finding.severity.value,
        "code": finding.code,
        "place": finding.place,
        "message": finding.message,
        "evidence": finding.evidence,
    }


def _write_html(preview: Preview) -> None:
    """The markup on standard output; what a person ought to know on standard error."""
    print_findings(messages(), preview.findings)
    if preview.article is None:
        say(messages(), "Retenu : aucun article.")
        return
    content = clean(preview.content, lines=True) if sys.stdout.isatty() else preview.content
    sys.stdout.write(content.rstrip("\n") + "\n")


def _report(console: Console, preview: Preview) -> None:
    proposed = preview.verdict == "proposed"
    verdict = Text("Proposé", style="bold green") if proposed else Text("Retenu", style="bold yellow")
    say(console, verdict + Text(f" : {plural(preview.words, 'mot')}, moteur {clean(preview.engine)}"))
    if preview.article is not None:
        heading(console, "Champs SEO")
        print_fields(console, article_rows(preview.article))
    print_findings(console, preview.findings)
    if preview.article is not None:
        heading(console, "Article")
        print_body(console, preview.article)
