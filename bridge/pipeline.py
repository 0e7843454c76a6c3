"""The way of a draft, from WordPress and back, written against the ports.

::

    fetch → read → rewrite → check → render → propose | hold

Every step's result is recorded before the next begins, so that a crash resumes at the last one and no model is asked
twice for the same thing.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, replace

import structlog

from bridge.domain.article import Article, Rewrite
from bridge.domain.draft import Draft, Hold, Proposal, Stat, TagChange, Verdict
from bridge.domain.finding import Finding, Severity, blockers
from bridge.domain.job import Job, JobState, Outcome
from bridge.domain.ports import Engine, JobLog, Site
from bridge.domain.source import Brief, Source
from bridge.errors import AlreadyProposed, BridgeError, ContentFiltered, DraftGone, LedgerError, StaleDraft
from bridge.text import outline
from bridge.text.briefing import brief_for
from bridge.text.reading import read
from bridge.text.render import render

Checks = Callable[[Source, Brief, Article], tuple[Finding, ...]]

_log = structlog.get_logger(__name__)


@dataclass(frozen=True, kw_only=True, slots=True)
class Wishes:
    """What a site's configuration asks of every draft. ``tag``: the queue tag it must carry, None where it need not."""

    tag: str | None
    brief: Brief
    on_proposed: TagChange
    on_held: TagChange


@dataclass(frozen=True, kw_only=True, slots=True)
class Composition:
    """A draft's text gone all the way, without a site: what ``rewrite FILE`` shows and what a verdict is made of."""

    source: Source
    brief: Brief
    rewrite: Rewrite
    content: str
    findings: tuple[Finding, ...]

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
        """Figures for the person who decides: words, subheadings, tokens (None where the server counts none)."""
        article = self.article
        return {
            "words_before": self.source.words,
            "words_after": outline.body_words(article) if article else None,
            "min_words": self.brief.min_words,
            "subheadings": len(outline.headings(article)) if article else None,
            "prompt_tokens": _total([call.prompt_tokens for call in self.rewrite.calls]),
            "completion_tokens": _total([call.completion_tokens for call in self.rewrite.calls]),
        }


def _total(counts: list[int | None]) -> int | None:
    known = [count for count in counts if count is not None]
    return sum(known) if known else None


def understand(draft: Draft, site_brief: Brief) -> tuple[Source, Brief, tuple[Finding, ...]]:
    """A draft read: what it says, what is asked for it, and what the reading noticed."""
    source = read(draft.title, draft.content)
    # a keyphrase that somebody put into Yoast's field is a wish like the site's own, for this draft
    wished = replace(site_brief, keyphrase=draft.seo.keyphrase.strip() or site_brief.keyphrase)
    brief, noticed = brief_for(wished, instruction=source.instruction, editor=draft.brief, feedback=draft.feedback)
    return source, brief, (*source.findings, *noticed)


def rewrite(source: Source, brief: Brief, findings: tuple[Finding, ...], engine: Engine) -> Rewrite:
    """The engine's rewrite; none where the reading already found a blocker (an empty draft)."""
    return Rewrite(article=None) if blockers(findings) else engine.rewrite(source, brief)


def judge(
    source: Source, brief: Brief, noticed: tuple[Finding, ...], made: Rewrite, *, editor: str, checks: Checks
) -> Composition:
    """The rewrite beside its source: every finding there is, and the markup."""
    found = checks(source, brief, made.article) if made.article else ()
    return Composition(
        source=source,
        brief=brief,
        rewrite=made,
        content=render(made.article, source, editor) if made.article else "",
        findings=(*found, *made.findings, *noticed),
    )


class Pipeline:
    """Takes jobs of one site all the way. ``clock`` gives seconds, for the time that a job took."""

    def __init__(
        self,
        *,
        site: Site,
        engine: Engine,
        log: JobLog,
        checks: Checks,
        wishes: Wishes,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._site = site
        self._engine = engine
        self._log = log
        self._checks = checks
        self._wishes = wishes
        self._clock = clock

    def process(self, job: Job) -> Job:
        """One draft, from where it stands to its end; a draft's own troubles never raise.

        Returns the job as it then is: ended, or (after a trouble that may pass) still open, to be resumed by the next
        run. A job that another worker holds comes back as it was.
        """
        claimed = self._log.claim(job.id)
        if claimed is None:
            return job
        try:
            return self._advance(claimed)
        except (StaleDraft, DraftGone, AlreadyProposed) as error:
            return self._log.end(claimed, JobState.SUPERSEDED, str(error))
        except LedgerError:
            raise  # what can't be recorded can't be postponed either
        except BridgeError as error:
            return self._log.postpone(claimed, error)
        except Exception as error:  # a bug that one draft brings to light must not stop the others
            _log.exception("défaut de seo-bridge", travail=claimed.id, site=claimed.site, brouillon=claimed.draft)
            reason = f"Erreur interne du pont ({type(error).__name__}) : voir son journal et signaler le cas."
            return self._log.end(claimed, JobState.FAILED, reason)
        finally:
            self._log.release(claimed.id)

    def _advance(self, job: Job) -> Job:
        started = self._clock()
        verdict = self._log.saved(job.id, Verdict)
        if verdict is None:
            draft = self._fetch(job)
            if self._wishes.tag is not None and self._wishes.tag not in draft.tags:
                return self._log.end(job, JobState.SUPERSEDED, "L'étiquette de la file a été retirée entre-temps.")
            verdict = self._decide(job, draft, started)
            job = self._log.save(job, verdict)
        return self._deliver(job, verdict)

    def _fetch(self, job: Job) -> Draft:
        saved = self._log.saved(job.id, Draft)
        if saved is not None:
            return saved
        draft = self._site.fetch(job.draft)
        if draft.base != job.base:
            raise StaleDraft("Le brouillon a été modifié : sa nouvelle version est traitée à la place")
        self._log.save(job, draft)
        return draft

    def _decide(self, job: Job, draft: Draft, started: float) -> Verdict:
        source, brief, noticed = understand(draft, self._wishes.brief)
        made = self._log.saved(job.id, Rewrite)
        if made is None:
            made = rewrite(source, brief, noticed, self._engine)
            self._log.save(job, made)
        composed = judge(source, brief, noticed, made, editor=draft.editor, checks=self._checks)
        stats = {**composed.stats, "seconds": round(self._clock() - started, 2)}
        if composed.article is None or composed.holds:
            return Verdict(hold=self._hold(job, composed.findings, stats))
        return Verdict(proposal=self._proposal(job, composed.article, composed, stats))

    def _hold(self, job: Job, findings: tuple[Finding, ...], stats: dict[str, Stat]) -> Hold:
        return Hold(
            draft=job.draft,
            job=job.key,
            base=job.base,
            engine=self._engine.name,
            findings=findings,
            stats=stats,
            tags=self._wishes.on_held,
        )

    def _proposal(self, job: Job, article: Article, composed: Composition, stats: dict[str, Stat]) -> Proposal:
        return Proposal(
            draft=job.draft,
            job=job.key,
            base=job.base,
            title=article.title,
            content=composed.content,
            excerpt=article.excerpt,
            slug=article.slug,
            seo=article.seo,
            engine=self._engine.name,
            findings=composed.findings,
            stats=stats,
            tags=self._wishes.on_proposed,
        )

    def _deliver(self, job: Job, verdict: Verdict) -> Job:
        if verdict.proposal is None:
            assert verdict.hold is not None  # noqa: S101 - a Verdict is one of the two
            return self._deliver_hold(job, verdict.hold)
        try:
            status = self._site.propose(verdict.proposal)
        except ContentFiltered as error:
            hold = self._filtered(job, verdict.proposal, error)
            return self._deliver_hold(self._log.save(job, Verdict(hold=hold)), hold)
        outcome = replace(_outcome(verdict.proposal.stats), proposal=status.id, compare_link=status.compare_link)
        return self._log.end(job, JobState.PROPOSED, "Proposition déposée, en attente d'une personne.", outcome=outcome)

    def _deliver_hold(self, job: Job, hold: Hold) -> Job:
        self._site.hold(hold)
        reasons = " ".join(finding.message for finding in blockers(hold.findings))
        return self._log.end(job, JobState.HELD, reasons, outcome=_outcome(hold.stats))

    def _filtered(self, job: Job, proposal: Proposal, error: ContentFiltered) -> Hold:
        finding = Finding(
            severity=Severity.BLOCKER,
            code="site.filtered",
            place="contenu",
            message="WordPress retirerait une partie de l'article (iframe, script…) : rien n'a été déposé. "
            "Remplacez ce code par un bloc d'intégration, puis remettez l'étiquette.",
            evidence=error.where[:300],
        )
        return self._hold(job, (finding, *proposal.findings), dict(proposal.stats))


def _outcome(stats: object) -> Outcome:
    values = stats if isinstance(stats, dict) else {}
    return Outcome(
        words_before=values.get("words_before"),
        words_after=values.get("words_after"),
        seconds=values.get("seconds"),
    )
