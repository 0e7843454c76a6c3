"""Every check there is. To add one, write its file beside this one and name it here."""

from __future__ import annotations

from collections.abc import Mapping

import structlog

from bridge.checks import (
    additions,
    addresses,
    briefing,
    ending,
    headings,
    kept,
    language,
    leftovers,
    links,
    markup,
    names,
    numbers,
    omissions,
    polarity,
    quotations,
    repetition,
    scripts,
    seo,
    speakers,
    typography,
    words,
)
from bridge.checks.places import blocker
from bridge.domain.article import Article
from bridge.domain.finding import Finding, ordered
from bridge.domain.ports import Check
from bridge.domain.source import Brief, Source

CHECKS: Mapping[str, Check] = {
    "language": language.check,
    "scripts": scripts.check,
    "words": words.check,
    "headings": headings.check,
    "kept": kept.check,
    "links": links.check,
    "addresses": addresses.check,
    "markup": markup.check,
    "quotations": quotations.check,
    "speakers": speakers.check,
    "numbers": numbers.check,
    "names": names.check,
    "seo": seo.check,
    "leftovers": leftovers.check,
    "repetition": repetition.check,
    "ending": ending.check,
    "briefing": briefing.check,
    "typography": typography.check,
    "omissions": omissions.check,
    "additions": additions.check,
    "polarity": polarity.check,
}

_log = structlog.get_logger(__name__)


def run_checks(
    source: Source, brief: Brief, article: Article, checks: Mapping[str, Check] = CHECKS
) -> tuple[Finding, ...]:
    """What all the checks find: blockers first, each finding once, else in the order of the registry."""
    found = (finding for name, check in checks.items() for finding in _looked(name, check, source, brief, article))
    return ordered(found)


def _looked(name: str, check: Check, source: Source, brief: Brief, article: Article) -> tuple[Finding, ...]:
    """What one check finds. One that fails proves nothing: the draft is held, and the log has the defect."""
    try:
        return check(source, brief, article)
    except Exception:
        _log.exception("défaut d'un contrôle", controle=name)
        message = f"Le contrôle « {name} » a échoué sur cet article : rien ne prouve ce qu’il devait prouver. "
        return (blocker("checks.failed", "article", f"{message}Signalez le cas avec le journal du pont."),)
