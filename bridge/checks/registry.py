"""Every check there is. To add one, write its file beside this one and name it here."""

from __future__ import annotations

from collections.abc import Mapping

from bridge.checks import (
    additions,
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
from bridge.domain.article import Article
from bridge.domain.finding import Finding, Severity
from bridge.domain.ports import Check
from bridge.domain.source import Brief, Source

CHECKS: Mapping[str, Check] = {
    "language": language.check,
    "scripts": scripts.check,
    "words": words.check,
    "headings": headings.check,
    "kept": kept.check,
    "links": links.check,
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

_ORDER = {Severity.BLOCKER: 0, Severity.WARNING: 1, Severity.INFO: 2}


def run_checks(source: Source, brief: Brief, article: Article) -> tuple[Finding, ...]:
    """What all the checks find: blockers first, each finding once, else in the order of the registry."""
    found = (finding for check in CHECKS.values() for finding in check(source, brief, article))
    return tuple(sorted(dict.fromkeys(found), key=lambda finding: _ORDER[finding.severity]))
