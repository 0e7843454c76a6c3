"""The site port on core alone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import structlog

from bridge.domain.article import SeoFields
from bridge.domain.draft import (
    Draft,
    DraftSummary,
    Hold,
    Proposal,
    ProposalState,
    ProposalStatus,
    SiteStatus,
)
from bridge.domain.lesson import Aftermath, GlossaryOffer
from bridge.domain.ports import Deliveries, SwapJournal
from bridge.domain.swap import Texts
from bridge.errors import DraftGone, SiteRefused
from bridge.wordpress.plain.annotations import SeoNote, change_tags, fill_seo, not_written
from bridge.wordpress.plain.core import Core
from bridge.wordpress.plain.delivery import Delivery, filtered, refuse_filtered
from bridge.wordpress.plain.post import DRAFT_STATUSES, Post
from bridge.wordpress.plain.refusals import gone, stale, unknown_tag
from bridge.wordpress.plain.report import Account, Reports
from bridge.wordpress.plain.swap import RevisionSwap

_log = structlog.get_logger(__name__)
_NOT_ASKED = "la configuration laisse ces champs aux personnes (« seo_fields: report »)"


@dataclass(frozen=True, kw_only=True, slots=True)
class Plan:
    """How this site is delivered to.

    ``url``: its address, for links. ``delivery``: the way, by its name in the configuration. ``fill_seo``: whether
    empty SEO fields are filled.
    """

    url: str
    delivery: str
    fill_seo: bool


class PlainSite:
    """One WordPress without the companion. Deliveries that a crash interrupted are finished before anything is read."""

    def __init__(
        self,
        core: Core,
        *,
        plan: Plan,
        delivery: Delivery,
        swap: RevisionSwap,
        journal: SwapJournal,
        deliveries: Deliveries,
        reports: Reports,
    ) -> None:
        self._core = core
        self._plan = plan
        self._delivery = delivery
        self._swap = swap
        self._journal = journal
        self._deliveries = deliveries
        self._reports = reports
        self._recent: dict[int, Proposal] = {}

    def close(self) -> None:
        """Close the connections."""
        self._core.close()

    # ── reading ─────────────────────────────────────────────────────────────────────────────────────────────────────

    def poll(self, *, tag: str, statuses: tuple[str, ...], post_types: tuple[str, ...]) -> Iterator[DraftSummary]:
        """See the port. A draft whose text another process has put aside just now is left out of this poll."""
        self._swap.resume()
        number = self._core.tag(tag)
        if number is None:
            raise unknown_tag(tag)
        before = self._journal.last()
        for post_type in post_types:
            posts = self._core.tagged(post_type=post_type, tag=number, statuses=statuses)
            # told only when all is read: what was begun meanwhile may have been read half-way
            found = tuple(posts)
            halfway = self._journal.unsettled(before)
            yield from (self._summary(post) for post in found if post.id not in halfway)

    def _summary(self, post: Post) -> DraftSummary:
        return DraftSummary(
            id=post.id,
            type=post.type,
            status=post.status,
            title=post.texts.title,
            base=post.base,
            author=self._core.author(post.author),
        )

    def fetch(self, draft: int) -> Draft:
        """See the port."""
        self._swap.resume(draft)
        post = self._draft(draft)
        return Draft(
            id=post.id,
            type=post.type,
            status=post.status,
            title=post.texts.title,
            content=post.texts.content,
            excerpt=post.texts.excerpt,
            slug=post.slug,
            seo=post.seo,
            base=post.base,
            author=self._core.author(post.author),
            editor=post.editor,
            edit_link=self._edit_link(post.id),
            tags=self._core.tag_slugs(post),
        )

    def _draft(self, number: int) -> Post:
        post = self._core.read(number)
        if post.status not in DRAFT_STATUSES:
            raise gone(number)
        return post

    # ── verdicts ────────────────────────────────────────────────────────────────────────────────────────────────────

    def propose(self, proposal: Proposal) -> ProposalStatus:
        """See the port. The order matters: the text first, as it may be refused; then what saves the draft."""
        self._swap.resume(proposal.draft)
        post = self._draft(proposal.draft)
        texts = Texts.of(proposal)
        taken = post.texts.alike(texts)
        number = self._staged(post, proposal, texts) if not taken else self._number(post, texts)
        self._recent[number] = proposal
        notes = self._seo(post, proposal)
        now = self._core.read(post.id)
        if not now.untouched(post) and not now.texts.alike(texts):
            raise stale(post.id, current=now.base)  # its queue tag is for the new version
        unset = change_tags(self._core, now, proposal.tags)
        if not taken:
            self._delivery.settle(post.id, texts)
        status = self._status_of(number, proposal)
        self._report(Account(verdict=proposal, title=post.texts.title, status=status, seo=notes, unset_tags=unset))
        return status

    def _staged(self, post: Post, proposal: Proposal, texts: Texts) -> int:
        _same_version(post, proposal)
        self._delivery.check(post)
        found = self._delivery.find(post, texts)
        if found is not None:
            return found
        refuse_filtered(self._core, post)
        kept = self._core.kept(post, texts)
        if not kept.alike(texts):
            raise filtered(texts, kept, f"draft {post.id}")
        return self._delivery.stage(post, proposal)

    def _number(self, post: Post, texts: Texts) -> int:
        """Of a text that is the draft's already: a person was faster than the second half of the delivery."""
        found = (kept.id for kept in self._core.revisions(post) if kept.texts.alike(texts))
        return next(found, post.id)

    def _seo(self, post: Post, proposal: Proposal) -> tuple[SeoNote, ...]:
        if not self._plan.fill_seo:
            return not_written(proposal.seo, _NOT_ASKED)
        notes = fill_seo(self._core, self._core.read(post.id), proposal.seo)
        for note in notes:
            if not note.written:
                _log.warning("champ SEO pas écrit", brouillon=post.id, champ=note.name, raison=note.outcome)
        return notes

    def hold(self, hold: Hold) -> None:
        """See the port."""
        self._swap.resume(hold.draft)
        post = self._draft(hold.draft)
        _same_version(post, hold)
        unset = change_tags(self._core, post, hold.tags)
        self._report(Account(verdict=hold, title=post.texts.title, unset_tags=unset))

    def _report(self, account: Account) -> None:
        self._reports.write(
            account,
            delivery=self._plan.delivery,
            edit_link=self._edit_link(account.verdict.draft),
        )

    # ── afterwards ──────────────────────────────────────────────────────────────────────────────────────────────────

    def state(self, proposal: int) -> ProposalStatus:
        """See the port. WordPress does not know what a proposal is: it is told by the texts."""
        known = self._known(proposal)
        if known is None:
            raise SiteRefused("Cette proposition est inconnue du registre", where=f"proposal {proposal}")
        return self._status_of(proposal, known)

    def _known(self, number: int) -> Proposal | None:
        return self._recent.get(number) or self._deliveries.proposal(number)

    def _status_of(self, number: int, proposal: Proposal) -> ProposalStatus:
        texts = Texts.of(proposal)
        try:
            post = self._core.read(proposal.draft)
        except DraftGone:
            return self._status(number, proposal, ProposalState.SUPERSEDED, stale=True)
        changed = not post.is_version(proposal.base, proposal.seo)
        if self._is_taken(post, texts):
            return self._status(number, proposal, ProposalState.APPROVED, stale=changed)
        waits = post.status in DRAFT_STATUSES and self._delivery.find(post, texts) == number
        state = ProposalState.PENDING if waits else ProposalState.SUPERSEDED
        return self._status(number, proposal, state, stale=changed)

    def _is_taken(self, post: Post, texts: Texts) -> bool:
        """The texts are the draft's, or were: whoever restores them makes a revision in a name of their own."""
        if post.texts.alike(texts):
            return True
        me = self._core.me().id
        return any(kept.author != me and kept.texts.alike(texts) for kept in self._core.revisions(post))

    def _status(self, number: int, proposal: Proposal, state: ProposalState, *, stale: bool) -> ProposalStatus:
        return ProposalStatus(
            id=number,
            draft=proposal.draft,
            state=state,
            stale=stale,
            compare_link=f"{self._plan.url}/wp-admin/revision.php?revision={number}",
            edit_link=self._edit_link(proposal.draft),
        )

    def aftermath(self, proposal: int) -> Aftermath | None:
        """See the port."""
        known = self._known(proposal)
        if known is None:
            return None
        try:
            post = self._core.read(known.draft)
        except DraftGone:
            return None
        state = self._status_of(proposal, known).state
        approved = known.content if state is ProposalState.APPROVED else ""
        return Aftermath(state=state, approved=approved, now=post.texts.content, published=post.status == "publish")

    def offer(self, offers: tuple[GlossaryOffer, ...]) -> None:
        """See the port. Only the companion has a place for them."""
        _log.debug("pas d'extension sur ce site : les termes ne sont proposés nulle part", termes=len(offers))

    def create_tag(self, slug: str) -> None:
        """See the port."""
        if self._core.tag(slug) is None and self._core.make_tag(slug) is None:
            raise SiteRefused(
                "Ce compte ne peut pas créer d'étiquette",
                where=f"tag {slug}",
                todo="créez-la dans Articles > Étiquettes",
            )

    def status(self, tag: str) -> SiteStatus:
        """See the port. What core does not tell is "" or -1; ``api`` 0 means no companion."""
        me, about, number = self._core.me(), self._core.about(), self._core.tag(tag)
        drafts = self._core.tagged(post_type="post", tag=number, statuses=DRAFT_STATUSES) if number else ()
        return SiteStatus(
            plugin_version="",
            api=0,
            wordpress=about.version,
            php="",
            locale="",
            name=about.name,
            user=me.login,
            too_much=me.too_much,
            tag_exists=number is not None,
            drafts=sum(1 for _ in drafts),
            seo_plugin="none",
            revisions=-1,
            clock=about.clock,
        )

    def _edit_link(self, draft: int) -> str:
        return f"{self._plan.url}/wp-admin/post.php?post={draft}&action=edit"


def _same_version(post: Post, verdict: Proposal | Hold) -> None:
    filled = verdict.seo if isinstance(verdict, Proposal) else SeoFields()
    if not post.is_version(verdict.base, filled):
        raise stale(post.id, current=post.base)
