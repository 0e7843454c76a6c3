"""What checks (and the reading of a draft) notice."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

#: In evidence: the article's words stand before it, the source's after it.
BESIDE = " | source : "


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

    @property
    def quote(self) -> str:
        """The article's words at issue, where the evidence has both sides; else ""."""
        return self._sides()[0]

    @property
    def source_quote(self) -> str:
        """The source's words beside them, where the evidence has both sides; else ""."""
        return self._sides()[1]

    def _sides(self) -> tuple[str, str]:
        ours, parted, theirs = self.evidence.partition(BESIDE)
        return (_words(ours), _words(theirs)) if parted else ("", "")


def _words(side: str) -> str:
    """Words as they can be found again on a page: without the marks around a quotation, or the sign of a cut."""
    return side.strip().removeprefix("« ").removesuffix(" »").removesuffix("…").strip()


def blockers(findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """The findings that hold a draft."""
    return tuple(finding for finding in findings if finding.severity is Severity.BLOCKER)


#: Among findings that weigh the same, what somebody hid in the draft comes first, and advice on style last.
_FIRST, _LAST = (
    ("instruction.injected", "instruction.suspected"),
    ("yoast.", "seo.", "grammar.", "typography.", "headings."),
)


def ordered(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Each finding once, the gravest first; then facts before style, else in the order given."""
    gravest = tuple(Severity)

    def weight(finding: Finding) -> tuple[int, int]:
        code = finding.code
        return gravest.index(finding.severity), 0 if code in _FIRST else 2 if code.startswith(_LAST) else 1

    return tuple(sorted(dict.fromkeys(findings), key=weight))
