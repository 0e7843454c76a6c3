"""All that is said of an article: the checks in this thread, Yoast and the grammar in their own processes meanwhile."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from copy import copy
from dataclasses import replace
from threading import BoundedSemaphore

from bridge.domain.analysis import Analysis, Grammar, GrammarError
from bridge.domain.article import Article
from bridge.domain.evidence import Proof
from bridge.domain.finding import Finding, Severity, ordered
from bridge.domain.machine import cores
from bridge.domain.ports import Analyser
from bridge.domain.review import Reviewed, Scores
from bridge.domain.source import Brief, Source
from bridge.yoast import Yoast
from bridge.yoast import findings as yoast_findings

#: Findings of these families about the article are facts that its source does not bear out.
_OF_FACTS = ("numbers.", "names.", "quotations.", "links.", "addresses.")


class Reviewer:
    """The review of an article (see ``bridge.domain.review.Review``). What can't be measured here is left out.

    ``at_once``: articles that are looked at together, whatever the number of threads that bring some; the others wait.
    Twice the cores keep the checks, Yoast and the grammar all busy; more only make every article late, and each drives
    what was read of the others out of the checks' caches.
    """

    def __init__(self, *, analyser: Analyser | None, grammar: Grammar | None, at_once: int | None = None) -> None:
        self._analyser = analyser
        self._grammar = grammar
        self._room = BoundedSemaphore(at_once or 2 * cores())

    def for_site(self, url: str) -> Reviewer:
        """The same review of articles of one site: Yoast tells links to the site itself from others."""
        if not isinstance(self._analyser, Yoast):
            return self
        its = copy(self)  # with the room that all sites share
        its._analyser = self._analyser.for_site(url)
        return its

    def load(self) -> None:
        """Import what a review needs: dictionaries, rules, models of language. Once, and not by several threads."""
        import bridge.checks.kept_facts
        import bridge.checks.proofs
        import bridge.checks.registry
        import bridge.grammar.findings  # noqa: F401

    def __call__(self, source: Source, brief: Brief, article: Article, content: str) -> Reviewed:
        """See the port."""
        with self._room:
            return self._reviewed(source, brief, article, content)

    def _reviewed(self, source: Source, brief: Brief, article: Article, content: str) -> Reviewed:
        from bridge.checks.kept_facts import facts_kept
        from bridge.checks.registry import run_checks  # heavy: only who judges an article needs them
        from bridge.grammar import findings as grammar_of
        from bridge.text.memory import give_back

        with ThreadPoolExecutor(max_workers=2, thread_name_prefix="review") as threads:
            analysing = threads.submit(self._analysed, article, content)
            proofreading = threads.submit(self._proofread, article)
            found = run_checks(source, brief, article)
            kept = facts_kept(source, article)
            analysis, errors = analysing.result(), proofreading.result()
        scores = replace(_scores(analysis), facts_kept=kept, facts_unsupported=_unsupported(found))
        if errors is not None:
            found = (*found, *grammar_of.findings(article, source, errors))
            scores = replace(scores, grammar_errors=round(grammar_of.rate(article, source, errors), 2))
        if analysis is not None:
            found = (*found, *yoast_findings(analysis, article=article, beside=found))
        give_back()
        return Reviewed(findings=ordered(found), scores=scores)

    def prove(self, source: Source, article: Article) -> tuple[Proof, ...]:
        """See the port."""
        from bridge.checks.proofs import proofs  # heavy: see above

        with self._room:
            return proofs(source, article)

    def _analysed(self, article: Article, content: str) -> Analysis | None:
        return self._analyser.analyse(article, content) if self._analyser else None

    def _proofread(self, article: Article) -> tuple[GrammarError, ...] | None:
        from bridge.grammar import findings as grammar_of  # heavy: see above

        return self._grammar.errors(grammar_of.prose(article)) if self._grammar else None


def _unsupported(findings: tuple[Finding, ...]) -> int:
    return sum(finding.severity is Severity.BLOCKER and finding.code.startswith(_OF_FACTS) for finding in findings)


def _scores(analysis: Analysis | None) -> Scores:
    if analysis is None:
        return Scores()
    return Scores(
        seo=analysis.seo,
        readability=analysis.readability,
        title_width=analysis.title_width,
        reading_minutes=analysis.reading_minutes,
    )
