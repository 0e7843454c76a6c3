"""What a person needs to decide, where WordPress has no screen for it: one page a verdict, in French, for a browser."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from html import escape
from pathlib import Path
from urllib.parse import urlsplit

import structlog

from bridge.domain.draft import Hold, Proposal, ProposalState, ProposalStatus, Stat
from bridge.domain.finding import Finding, Severity, ordered
from bridge.domain.report import report_name
from bridge.wordpress.plain.annotations import SeoNote

_log = structlog.get_logger(__name__)
_STYLE = """
:root { color-scheme: light dark; font: 100%/1.5 system-ui, sans-serif; }
body { max-width: 46rem; margin: 2rem auto; padding: 0 1rem; overflow-wrap: anywhere; }
h1 { font-size: 1.4rem; line-height: 1.25; } h2 { font-size: 1.1rem; margin-top: 2rem; }
dt { font-weight: 600; margin-top: .8rem; } dd { margin: 0; }
dd.copy { border: 1px solid; border-radius: .3rem; padding: .4rem .6rem; user-select: all; white-space: pre-wrap; }
dd.said, .evidence, footer { opacity: .8; font-size: .9rem; }
.verdict { border-left: .3rem solid; padding-left: .8rem; font-weight: 600; }
li { margin: .5rem 0; }
"""
_SEVERITIES = {Severity.BLOCKER: "Bloquant", Severity.WARNING: "À vérifier", Severity.INFO: "Pour information"}
_HOW = {
    "autosave": (
        "La proposition est une <em>sauvegarde automatique</em> du compte du pont. Le brouillon n’a pas changé.",
        "Ouvrez le brouillon : WordPress annonce une sauvegarde automatique plus récente. Suivez « Voir la sauvegarde "
        "automatique » (ou le lien « Comparer » ci-dessus).",
        "Comparez. Pour approuver : « Rétablir cette sauvegarde automatique ». Pour refuser : ne faites rien.",
        "N’enregistrez pas le brouillon avant d’avoir décidé : WordPress supprime la sauvegarde automatique à "
        "l’ouverture suivante.",
    ),
    "revision-swap": (
        "La proposition est une <em>révision</em> du brouillon. Le brouillon lui-même a son texte d’avant.",
        "Suivez le lien « Comparer » ci-dessus (ou, dans l’éditeur, « Révisions »).",
        "Comparez. Pour approuver : « Rétablir cette révision ». Pour refuser : ne faites rien.",
    ),
}
_BY_HAND = "Le slug et les champs SEO ci-dessous ne viennent pas avec le texte : copiez-les dans l’éditeur."
_TAKEN = "Le texte proposé est déjà celui du brouillon."


@dataclass(frozen=True, kw_only=True, slots=True)
class Account:
    """One verdict as it was delivered. ``title``: the draft's own. ``unset_tags``: slugs that could not be set."""

    verdict: Proposal | Hold
    title: str
    status: ProposalStatus | None = None
    seo: tuple[SeoNote, ...] = ()
    unset_tags: tuple[str, ...] = ()


class Reports:
    """The folder of one site's reports; made when the first is written, for this user's eyes alone."""

    def __init__(self, folder: Path, site: str) -> None:
        self._folder = folder
        self._site = site

    def write(self, account: Account, *, delivery: str, edit_link: str) -> Path | None:
        """Write a report, whole or not at all; None, and an error in the log, where it can't be written: the verdict
        stands in WordPress and in the ledger all the same (``seo-bridge show``)."""
        page = render(account, delivery=delivery, edit_link=edit_link)
        path = self._folder / report_name(self._site, account.verdict.draft, account.verdict.job)
        try:
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            # made with mode 0600
            number, name = tempfile.mkstemp(dir=self._folder, prefix=".rapport-")
            with os.fdopen(number, "w", encoding="utf-8", errors="replace") as stream:
                stream.write(page)
            Path(name).replace(path)
        except OSError as error:
            _log.error("le compte rendu n'a pas pu être écrit", fichier=str(path), raison=error.strerror)
            return None
        return path


def render(account: Account, *, delivery: str, edit_link: str) -> str:
    """The page. Whatever comes from the draft, the model or the site is escaped; nothing is loaded, nothing runs."""
    verdict, title = account.verdict, account.title or "(sans titre)"
    proposed = isinstance(verdict, Proposal)
    parts = [
        f"<h1>{escape(title)}</h1>",
        f'<p class="verdict">{_verdict(account)}</p>',
        f"<p>{_links(account, edit_link)}</p>",
        _steps(account, delivery) if proposed else "",
        _fields(verdict, account.seo) if isinstance(verdict, Proposal) else "",
        _findings(verdict.findings, "Constats" if proposed else "Pourquoi le brouillon est retenu, et le reste"),
        _measures(verdict),
        _tags(account),
        f"<footer><p>Brouillon {verdict.draft}, moteur {escape(verdict.engine)}, travail {escape(verdict.job[:12])}. "
        "Ce fichier est pour les personnes qui décident ; il n’est publié nulle part.</p></footer>",
    ]
    return (
        '<!DOCTYPE html>\n<html lang="fr"><head><meta charset="utf-8">'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">"
        '<meta name="viewport" content="width=device-width"><meta name="robots" content="noindex">'
        f"<title>{escape(title)} – proposition SEO</title><style>{_STYLE}</style></head>\n<body>\n"
        + "\n".join(part for part in parts if part)
        + "\n</body></html>\n"
    )


def _verdict(account: Account) -> str:
    if isinstance(account.verdict, Hold):
        return "Retenu : aucune proposition n’a pu être faite sans défaut bloquant."
    if account.status and account.status.state is ProposalState.APPROVED:
        return _TAKEN
    return "Une proposition attend votre décision."


def _links(account: Account, edit_link: str) -> str:
    links = [("Ouvrir le brouillon", edit_link)]
    if account.status:
        links.append(("Comparer", account.status.compare_link))
    return " · ".join(
        f'<a href="{escape(address)}" rel="noreferrer">{label}</a>' for label, address in links if _is_web(address)
    )


def _is_web(address: str) -> bool:
    return urlsplit(address).scheme in ("http", "https")


def _steps(account: Account, delivery: str) -> str:
    if account.status and account.status.state is ProposalState.APPROVED:
        return f"<h2>Il reste à faire</h2>\n<p>{_BY_HAND}</p>"
    steps = "".join(f"<li>{step}</li>" for step in (*_HOW[delivery], _BY_HAND))
    return f"<h2>Comparer et décider</h2>\n<ol>{steps}</ol>"


def _fields(proposal: Proposal, notes: tuple[SeoNote, ...]) -> str:
    rows = [("Titre", proposal.title, "vient avec le texte"), ("Slug", proposal.slug, "à copier")]
    rows += [(note.name.capitalize(), note.text, note.outcome) for note in notes]
    rows.append(("Extrait", proposal.excerpt, "vient avec le texte"))
    terms = "".join(
        f'<dt>{escape(name)}</dt><dd class="copy">{escape(text)}</dd><dd class="said">{escape(outcome)}</dd>'
        for name, text, outcome in rows
        if text
    )
    return f"<h2>Champs</h2>\n<dl>{terms}</dl>"


def _findings(findings: Iterable[Finding], heading: str) -> str:
    items = "".join(_finding(finding) for finding in ordered(findings))
    return f"<h2>{heading}</h2>\n<ul>{items}</ul>" if items else ""


def _finding(finding: Finding) -> str:
    evidence = f'<br><span class="evidence">« {escape(finding.evidence)} »</span>' if finding.evidence else ""
    return (
        f"<li><strong>{_SEVERITIES[finding.severity]}</strong> ({escape(finding.place)}) : "
        f"{escape(finding.message)}{evidence}</li>"
    )


def _measures(verdict: Proposal | Hold) -> str:
    before, after = verdict.stats.get("words_before"), verdict.stats.get("words_after")
    if before is None and after is None:
        return ""
    return f"<h2>Longueur</h2>\n<p>{_count(before)} mots dans le brouillon, {_count(after)} dans l’article.</p>"


def _count(number: Stat) -> str:
    return "?" if number is None else escape(str(number))


def _tags(account: Account) -> str:
    if not account.unset_tags:
        return ""
    slugs = ", ".join(escape(slug) for slug in account.unset_tags)
    return (
        f"<h2>Étiquettes</h2>\n<p>Le compte du pont ne peut pas créer {slugs} : créez-les une fois dans "
        "Articles &gt; Étiquettes.</p>"
    )
