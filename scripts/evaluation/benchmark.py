"""The corruption benchmark: articles that are right, one error put in at a time; how many are caught, and by what."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from bridge.domain.finding import Finding, Severity
from scripts.evaluation.corruptions import KINDS, Kind

#: Wrong articles made of one right one, a kind: enough to see, few enough to wait for.
MOST_A_KIND = 3


@dataclass(frozen=True)
class Pair:
    """An article that is right, as HTML, and what is said of one in its place."""

    name: str
    article: str
    verify: Callable[[str], tuple[Finding, ...]]


@dataclass(frozen=True)
class Case:
    """One wrong article. ``told``: the findings that the right one does not have."""

    pair: str
    kind: Kind
    number: int
    told: tuple[Finding, ...]

    @property
    def caught(self) -> bool:
        """By a blocker where the kind is exact, else by a blocker or a warning."""
        enough = {Severity.BLOCKER} if self.kind.exact else {Severity.BLOCKER, Severity.WARNING}
        return any(finding.severity in enough for finding in self.told)


@dataclass(frozen=True)
class Clean:
    """A right article, and what is said of it."""

    pair: str
    findings: tuple[Finding, ...]

    @property
    def blockers(self) -> tuple[Finding, ...]:
        """Those that hold it, wrongly."""
        return tuple(finding for finding in self.findings if finding.severity is Severity.BLOCKER)


def wrong_articles(
    pair: Pair, kinds: Iterable[Kind] = KINDS.values(), most: int = MOST_A_KIND
) -> Iterator[tuple[Kind, int, str]]:
    """The same ones every time: the choice among many is drawn with the pair's and the kind's names."""
    for kind in kinds:
        made = [article for article in kind.corrupt(pair.article) if article != pair.article]
        if len(made) > most:
            made = random.Random(f"{pair.name} {kind.name}").sample(made, most)
        yield from ((kind, number, article) for number, article in enumerate(made))


def run(
    pairs: Iterable[Pair], kinds: Iterable[Kind] = tuple(KINDS.values()), most: int = MOST_A_KIND
) -> tuple[tuple[Clean, ...], tuple[Case, ...]]:
    """Every right article once, and every wrong one that the kinds can make of it."""
    cleans, cases = [], []
    for pair in pairs:
        clean = pair.verify(pair.article)
        cleans.append(Clean(pair.name, clean))
        known = {_identity(finding) for finding in clean}
        for kind, number, article in wrong_articles(pair, kinds, most):
            told = tuple(item for item in pair.verify(article) if _identity(item) not in known)
            cases.append(Case(pair.name, kind, number, told))
    return tuple(cleans), tuple(cases)


def _identity(finding: Finding) -> tuple[str, ...]:
    """Without the place's number, which a paragraph more or less changes."""
    return (finding.severity.value, finding.code, finding.message, finding.evidence)
