"""All that is said of an article: the checks in this thread, Yoast and the grammar in their own processes meanwhile."""

from __future__ import annotations

from concurrent.futures import Future, ThreadPoolExecutor

from bridge.domain.analysis import Analysis
from bridge.domain.article import Article
from bridge.domain.finding import Finding, Severity
from bridge.domain.ports import Analyser
from bridge.domain.review import Reviewed, Scores
from bridge.domain.source import Brief, Source
from bridge.yoast import Yoast
from bridge.yoast import findings as yoast_findings

_ORDER = {Severity.BLOCKER: 0, Severity.WARNING: 1, Severity.INFO: 2}


class Reviewer:
    """The review of an article (see ``bridge.domain.review.Review``). What can't be measured here is left out."""

    def __init__(self, *, analyser: Analyser | None, grammar: None) -> None:  # noqa: ARG002
        self._analyser = analyser

    def for_site(self, url: str) -> Reviewer:
        """The same review of articles of one site: Yoast tells links to the site itself from others."""
        analyser = self._analyser.for_site(url) if isinstance(self._analyser, Yoast) else self._analyser
        return Reviewer(analyser=analyser, grammar=None)

    def __call__(self, source: Source, brief: Brief, article: Article, content: str) -> Reviewed:
        """See the port."""
        from bridge.checks.registry import run_checks  # heavy: only who judges an article needs them

        with ThreadPoolExecutor(max_workers=2, thread_name_prefix="review") as threads:
            analysing: Future[Analysis | None] | None = (
                threads.submit(self._analyser.analyse, article, content) if self._analyser else None
            )
            found = run_checks(source, brief, article)
            analysis = analysing.result() if analysing else None
        if analysis is not None:
            found = (*found, *yoast_findings(analysis, article=article, beside=found))
        return Reviewed(findings=_ordered(found), scores=_scores(analysis))


def _scores(analysis: Analysis | None) -> Scores:
    if analysis is None:
        return Scores()
    return Scores(
        seo=analysis.seo,
        readability=analysis.readability,
        title_width=analysis.title_width,
        reading_minutes=analysis.reading_minutes,
    )


def _ordered(findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
    return tuple(sorted(dict.fromkeys(findings), key=lambda finding: _ORDER[finding.severity]))
