"""Engines over the corpus: one line of figures for each draft."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, replace

import openai

from bridge.domain.finding import Severity
from bridge.domain.ports import Engine
from bridge.domain.review import Review
from bridge.domain.source import Brief
from bridge.previewing import preview
from bridge.text.outline import body_words
from scripts.evaluation.judging import reviewed
from tests.support.corpus import CorpusDraft, Reference

#: What most people would ask of a model, and what the bridge is measured against.
PLAIN_PROMPT = (
    "Rewrite the following draft in French as an SEO article of at least 700 words with H2 subheadings. "
    "Answer with the article in HTML only.\n\n"
)


@dataclass(frozen=True)
class Line:
    """One draft by one engine. ``wrong``: the codes of the blockers, or why there is no article."""

    engine: str
    draft: str
    language: str
    words_before: int
    verdict: str
    words: int | None
    seo: int | None
    readability: int | None
    facts_kept: float | None
    facts_unsupported: int | None
    grammar: float | None
    tokens_in: int | None
    tokens_out: int | None
    calls: int
    repairs: int
    seconds: float
    wrong: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()

    def data(self) -> dict[str, object]:
        """For JSON."""
        return asdict(self)


def by_engine(
    name: str, engine: Engine, drafts: Iterable[CorpusDraft], review: Review, *, min_words: int
) -> Iterator[Line]:
    """Every draft through an engine, as ``seo-bridge rewrite`` does it."""
    for draft in drafts:
        made = preview(
            title=draft.title,
            content=draft.content,
            engine=engine,
            brief=Brief(min_words=min_words),
            asked={},
            review=review,
        )
        stats = dict(made.stats)
        yield Line(
            engine=name,
            draft=draft.id,
            language=draft.language,
            words_before=draft.words,
            verdict=made.verdict,
            words=made.words if made.article else None,
            seo=stats.get("seo_score"),
            readability=stats.get("readability_score"),
            facts_kept=stats.get("facts_kept"),
            facts_unsupported=stats.get("facts_unsupported"),
            grammar=stats.get("grammar_errors"),
            tokens_in=stats.get("prompt_tokens"),
            tokens_out=stats.get("completion_tokens"),
            calls=stats.get("model_calls") or 0,
            repairs=stats.get("repairs") or 0,
            seconds=float(stats["seconds"]),
            wrong=tuple(finding.code for finding in made.findings if finding.severity is Severity.BLOCKER),
            warnings=tuple(finding.code for finding in made.findings if finding.severity is Severity.WARNING),
        )


def by_plain_prompt(url: str, model: str, drafts: Iterable[CorpusDraft], review: Review) -> Iterator[Line]:
    """The same model asked as most people would ask it; what it answers is judged by the same checks."""
    client = openai.OpenAI(base_url=url, api_key="none", timeout=1800)
    for draft in drafts:
        started = time.monotonic()
        completion = client.chat.completions.create(
            model=model, messages=[{"role": "user", "content": PLAIN_PROMPT + draft.read().text}], max_tokens=3000
        )
        answer = completion.choices[0].message.content or ""
        line = _judged(f"consigne simple : {model}", draft, answer, None, review, started)
        usage = completion.usage
        yield replace(
            line,
            tokens_in=usage.prompt_tokens if usage else None,
            tokens_out=usage.completion_tokens if usage else None,
            calls=1,
        )


def by_reference(drafts: Iterable[CorpusDraft], review: Review) -> Iterator[Line]:
    """The reviewed articles, for comparison: what a good journalist's text scores."""
    for draft in drafts:
        if draft.reference is not None:
            yield _judged("références", draft, draft.reference.html, draft.reference, review, time.monotonic())


def _judged(
    engine: str, draft: CorpusDraft, html: str, reference: Reference | None, review: Review, started: float
) -> Line:
    """The figures of an article that no engine of the bridge made."""
    manuscript, said = reviewed(draft, html, reference, review)
    wrong = tuple(finding.code for finding in said.findings if finding.severity is Severity.BLOCKER)
    return Line(
        engine=engine,
        draft=draft.id,
        language=draft.language,
        words_before=draft.words,
        verdict="held" if wrong else "proposed",
        words=body_words(manuscript.article),
        seo=said.scores.seo,
        readability=said.scores.readability,
        facts_kept=said.scores.facts_kept,
        facts_unsupported=said.scores.facts_unsupported,
        grammar=said.scores.grammar_errors,
        tokens_in=None,
        tokens_out=None,
        calls=0,
        repairs=0,
        seconds=round(time.monotonic() - started, 2),
        wrong=wrong,
        warnings=tuple(finding.code for finding in said.findings if finding.severity is Severity.WARNING),
    )
