"""Which findings go back to the engine, and which of two tries is the better one."""

from __future__ import annotations

from typing import Protocol, TypeVar

from bridge.domain.finding import Finding, Severity

#: Of the reading and of the engine's own calls: no other text of the article would change these.
_NOT_OF_THE_ARTICLE = ("source.", "brief.", "model.", "extractive.", "instruction.", "debris.", "site.")
#: Warnings worth another call: what Yoast shows red or orange, and what was lost of the source.
_MENDABLE = (
    "yoast.", "content.", "headings.", "language.", "repetition.", "seo.", "grammar.", "quotations.dropped",
    "numbers.dropped",
)  # fmt: skip


class _Judged(Protocol):
    @property
    def findings(self) -> tuple[Finding, ...]: ...


J = TypeVar("J", bound=_Judged)


def wanted(findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """What another try may mend: every blocker about the article and the mendable warnings; () where all is well."""
    return tuple(finding for finding in findings if _weight(finding))


def better(first: J, second: J) -> J:
    """The one with fewer blockers, then fewer mendable warnings; the first where they are equal."""
    return second if _faults(second.findings) < _faults(first.findings) else first


def _faults(findings: tuple[Finding, ...]) -> tuple[int, int]:
    weights = [_weight(finding) for finding in findings]
    return weights.count(2), weights.count(1)


def _weight(finding: Finding) -> int:
    if finding.code.startswith(_NOT_OF_THE_ARTICLE):
        return 0
    if finding.severity is Severity.BLOCKER:
        return 2
    return 1 if finding.severity is Severity.WARNING and finding.code.startswith(_MENDABLE) else 0
