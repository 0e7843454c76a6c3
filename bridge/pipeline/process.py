"""One draft, from where it stands to its end: every step recorded, every trouble told."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, replace

import structlog

from bridge.domain.article import Article, Rewrite
from bridge.domain.draft import Draft, Hold, Proposal, Stat, TagChange, Verdict
from bridge.domain.evidence import Evidence
from bridge.domain.finding import Finding, Severity, blockers
from bridge.domain.job import Job, JobState, Outcome
from bridge.domain.ports import UNMETERED, Engine, JobLog, Meter
from bridge.domain.review import Review
from bridge.domain.source import Brief
from bridge.errors import AlreadyProposed, BridgeError, ContentFiltered, DraftGone, LedgerError, StaleDraft
from bridge.pipeline.composing import Composition, compose, judge, rewrite, understand
from bridge.pipeline.guarding import Drafts
from bridge.pipeline.patience import Patience, TimeSpent
from bridge.pipeline.showing import dropped, evidence

_log = structlog.get_logger(__name__)


@dataclass(frozen=True, kw_only=True, slots=True)
class Wishes:
    """What a site's configuration asks of every draft.

    ``tag``: the queue tag it must carry, None where it need not. ``repairs``: rounds of repair at most.
    ``currency``: that of the models' prices. ``seconds``: the time that a draft may take, None for no limit.
    """

    tag: str | None
    brief: Brief
    on_proposed: TagChange
    on_held: TagChange
    repairs: int = 2
    currency: str = "€"
    seconds: float | None = None


class Pipeline:
    """Takes jobs of one site all the way. ``clock`` gives seconds, for the time that a job took."""

    def __init__(
        self,
        *,
        site: Drafts,
        engine: Engine,
        log: JobLog,
        review: Review,
        wishes: Wishes,
        meter: Meter = UNMETERED,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._site = site
        self._engine = engine
        self._log = log
        self._review = review
        self._meter = meter
        self._wishes = wishes
        self._clock = clock

    def process(self, job: Job) -> Job:
        """One draft, from where it stands to its end; a draft's own troubles never raise.

        Returns the job as it then is: ended, or (after a trouble that may pass) still open, to be resumed by the next
        run. A job that another worker holds comes back as it was.
        """
        claimed = self._log.claim(job.id)
        if claimed is None or claimed.state.ended:
            return claimed or job
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
        patience = Patience(self._meter, seconds=self._wishes.seconds, clock=self._clock)
        made = self._log.saved(job.id, Rewrite)
        if made is None:
            try:
                made = rewrite(source, brief, noticed, self._engine, patience)
            except TimeSpent:
                made = Rewrite(article=None, findings=(patience.finding(),))
            self._log.save(job, made)

        def again(other: Rewrite) -> Composition:
            return judge(source, brief, noticed, other, editor=draft.editor, review=self._review)

        composed = compose(
            again(made),
            engine=self._engine,
            meter=patience,
            rounds=self._wishes.repairs,
            again=again,
            tried=lambda best: self._log.save(job, best),
        )
        stats = {**composed.stats, "seconds": round(self._clock() - started, 2)}
        if stats["cost"] is not None:
            stats["currency"] = self._wishes.currency
        if composed.article is None or composed.holds:
            return Verdict(hold=self._hold(job, composed.findings, stats))
        return Verdict(proposal=self._proposal(job, draft, composed.article, composed, stats))

    def _hold(self, job: Job, findings: tuple[Finding, ...], stats: dict[str, Stat]) -> Hold:
        return Hold(
            draft=job.draft,
            job=job.key,
            base=job.base,
            engine=self._engine.name,
            findings=findings,
            stats=stats,
            tags=self._wishes.on_held,
            evidence=Evidence(dropped=dropped(findings)),
        )

    def _proposal(
        self, job: Job, draft: Draft, article: Article, composed: Composition, stats: dict[str, Stat]
    ) -> Proposal:
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
            evidence=evidence(
                draft.content,
                composed.source,
                article,
                composed.findings,
                proofs=self._review.prove(composed.source, article),
            ),
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
        outcome = replace(
            _outcome(verdict.proposal.stats), proposal=status.id, compare_link=status.review_link or status.compare_link
        )
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
