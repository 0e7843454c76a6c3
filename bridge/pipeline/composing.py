"""A draft's text made an article and judged, without a site: what ``rewrite FILE`` shows and a verdict is made of."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import islice

from bridge.domain.article import Article, Rewrite
from bridge.domain.draft import Draft, Stat
from bridge.domain.finding import Finding, Severity, blockers, ordered
from bridge.domain.ports import UNMETERED, Engine, Meter
from bridge.domain.review import Review, Reviewed, Scores
from bridge.domain.source import Brief, Source
from bridge.pipeline import repairs
from bridge.pipeline.patience import TimeSpent
from bridge.text import outline, places
from bridge.text.active import acting_parts
from bridge.text.briefing import brief_for
from bridge.text.polish import correct_article
from bridge.text.reading import read
from bridge.text.render import render


@dataclass(frozen=True, kw_only=True, slots=True)
class Composition:
    """The rewrite beside its source, with every finding there is, and the markup ("" where there is no article)."""

    source: Source
    brief: Brief
    rewrite: Rewrite
    content: str
    findings: tuple[Finding, ...]
    scores: Scores

    @property
    def article(self) -> Article | None:
        """The article, where the engine made one."""
        return self.rewrite.article

    @property
    def holds(self) -> bool:
        """Whether there is no proposal without a blocker."""
        return self.article is None or bool(blockers(self.findings))

    @property
    def stats(self) -> dict[str, Stat]:
        """Figures for the person who decides: words, subheadings, scores; tokens, None where nobody counts them."""
        article, calls = self.article, self.rewrite.calls
        return {
            "words_before": self.source.words,
            "words_after": outline.body_words(article) if article else None,
            "min_words": self.brief.min_words,
            "subheadings": len(outline.headings(article)) if article else None,
            "prompt_tokens": _total([call.prompt_tokens for call in calls]),
            "completion_tokens": _total([call.completion_tokens for call in calls]),
            "model_calls": len(calls),
            "cost": _cost([call.cost for call in calls]),
            "repairs": self.rewrite.round,
            **self.scores.stats(),
        }


def _total(counts: list[int | None]) -> int | None:
    known = [count for count in counts if count is not None]
    return sum(known) if known else None


def _cost(costs: list[float | None]) -> float | None:
    known = [cost for cost in costs if cost is not None]
    return round(sum(known), 6) if known else None


def understand(draft: Draft, site_brief: Brief) -> tuple[Source, Brief, tuple[Finding, ...]]:
    """A draft read: what it says, what is asked for it, and what the reading noticed."""
    source = read(draft.title, draft.content)
    # a keyphrase that somebody put into Yoast's field is a wish like the site's own, for this draft
    wished = replace(site_brief, keyphrase=draft.seo.keyphrase.strip() or site_brief.keyphrase)
    brief, noticed = brief_for(wished, instruction=source.instruction, editor=draft.brief, feedback=draft.feedback)
    return source, brief, (*source.findings, *noticed)


def rewrite(
    source: Source, brief: Brief, findings: tuple[Finding, ...], engine: Engine, meter: Meter = UNMETERED
) -> Rewrite:
    """The engine's rewrite; none where the reading already found a blocker (an empty draft)."""
    return Rewrite(article=None) if blockers(findings) else engine.rewrite(source, brief, meter)


def judge(
    source: Source, brief: Brief, noticed: tuple[Finding, ...], made: Rewrite, *, editor: str, review: Review
) -> Composition:
    """The rewrite, its typography set right, beside its source: every finding, the scores, and the markup."""
    made = replace(made, article=correct_article(made.article)) if made.article else made
    content = render(made.article, source, editor) if made.article else ""
    reviewed = review(source, brief, made.article, content) if made.article else Reviewed()
    acting = tuple(_acting(content))
    return Composition(
        source=source,
        brief=brief,
        rewrite=made,
        content=content,
        findings=ordered((*acting, *reviewed.findings, *made.findings, *noticed)),
        scores=reviewed.scores,
    )


def _acting(content: str) -> Iterator[Finding]:
    """Whatever the checks made of the article: its markup, as a browser reads it, does nothing."""
    for part in islice(acting_parts(content), 1):
        yield Finding(
            severity=Severity.BLOCKER,
            code="markup.forbidden",
            place=places.WHOLE,
            message="Du code actif ne doit pas entrer dans l’article : retirez-le.",
            evidence=part,
        )


def compose(
    first: Composition,
    *,
    engine: Engine,
    meter: Meter,
    rounds: int,
    again: Callable[[Rewrite], Composition],
    tried: Callable[[Rewrite], object],
) -> Composition:
    """The best that the engine makes of a first try in so many rounds of repair.

    Each round sends back what the best try so far has findings for; a round that only had warnings to mend, and mended
    none, is the last. ``again`` judges another try; ``tried`` is told the best so far after each round, to record it.
    """
    best = first
    while best.article is not None and best.rewrite.round < rounds:
        wanted = repairs.wanted(best.findings)
        try:
            made = engine.repair(best.source, best.brief, best.rewrite, wanted, meter) if wanted else None
        except TimeSpent:
            # what there is was paid for, and is judged as it is
            break
        if made is None or made.article is None:
            break
        chosen = repairs.better(best, again(made))
        stuck = chosen is best and not blockers(best.findings)
        # what was paid for a try that is not the best one is told all the same
        best = replace(chosen, rewrite=replace(chosen.rewrite, round=made.round, calls=made.calls))
        tried(best.rewrite)
        if stuck:
            break
    return best
