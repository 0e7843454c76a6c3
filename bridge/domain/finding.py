"""What checks (and the reading of a draft) notice."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """How much a finding weighs: a blocker holds the draft, a warning is for the person who decides."""

    BLOCKER = "blocker"
    WARNING = "warning"
    INFO = "info"


@dataclass(frozen=True, kw_only=True, slots=True)
class Finding:
    """One thing noticed.

    ``code`` is stable and dotted (``words.too_few``); ``place`` says where, for a person (``meta description``,
    ``paragraphe 4``, ``source, bloc 2``); ``message`` is a French sentence that an editor understands and can act
    on; ``evidence`` quotes the words at issue ("" where there are none), at most about 300 characters.
    """

    severity: Severity
    code: str
    place: str
    message: str
    evidence: str = ""


def blockers(findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """The findings that hold a draft."""
    return tuple(finding for finding in findings if finding.severity is Severity.BLOCKER)


def ordered(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Each finding once, the gravest first, else in the order given."""
    gravest = tuple(Severity)
    return tuple(sorted(dict.fromkeys(findings), key=lambda finding: gravest.index(finding.severity)))
