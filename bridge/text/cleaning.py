"""Characters that no text should hold, taken out before anything is read."""

from __future__ import annotations

from bridge.domain.finding import Finding, Severity
from bridge.text.inline import CONTROLS

_REPLACEMENT = "\N{REPLACEMENT CHARACTER}"


def clean(text: str, place: str) -> tuple[str, list[Finding]]:
    """``text`` without forbidden characters (a form feed becomes a line break), and what there is to say about it."""
    text = text.replace("\f", "\n")
    cleaned, count = CONTROLS.subn("", text)
    findings = [_control(count, place)] if count else []
    if _REPLACEMENT in cleaned:
        findings.append(_broken(cleaned, place))
    return cleaned, findings


def _control(count: int, place: str) -> Finding:
    return Finding(
        severity=Severity.INFO,
        code="source.control_characters",
        place=place,
        message=f"{count} caractère(s) de contrôle ou mal codé(s) ont été retirés du brouillon avant lecture.",
    )


def _broken(text: str, place: str) -> Finding:
    at = text.index(_REPLACEMENT)
    return Finding(
        severity=Severity.WARNING,
        code="source.broken_characters",
        place=place,
        message="Le brouillon contient des lettres perdues lors d’un mauvais copier-coller (�) : vérifiez ces mots.",
        evidence=text[max(0, at - 60) : at + 60],
    )
