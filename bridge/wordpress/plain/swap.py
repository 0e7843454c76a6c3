"""A proposal as a revision: the new text stands in the draft for a moment, and the old one comes back at once.

Core makes a revision of what was saved, never of what was there before. So the original must be a revision first, by
a save that changes nothing; then new text, old text. Everything that is needed to bring the old text back is in the
journal before the new one is sent.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager

import structlog

from bridge.domain.draft import Proposal
from bridge.domain.ports import SwapJournal
from bridge.domain.swap import Swap, Texts
from bridge.errors import BridgeError, DraftBusy, DraftGone, SiteRefused
from bridge.wordpress.plain.core import Core
from bridge.wordpress.plain.delivery import filtered
from bridge.wordpress.plain.post import DRAFT_STATUSES, Post, Revision
from bridge.wordpress.plain.refusals import ROLE, stale

_log = structlog.get_logger(__name__)


class RevisionSwap:
    """``journal`` survives this process, and whoever is next finishes what it holds."""

    def __init__(self, core: Core, journal: SwapJournal) -> None:
        self._core = core
        self._journal = journal
        self._turn = threading.Lock()
        self._at_work: set[int] = set()

    # ── the delivery ────────────────────────────────────────────────────────────────────────────────────────────────

    def check(self, post: Post) -> None:
        """See the port. Whether the site keeps revisions is seen when one is needed."""

    def find(self, post: Post, texts: Texts) -> int | None:
        """See the port."""
        me = self._core.me().id
        ours = (kept for kept in self._core.revisions(post) if kept.author == me)
        return next((kept.id for kept in ours if kept.texts.alike(texts)), None)

    def stage(self, post: Post, proposal: Proposal) -> int:
        """See the port."""
        texts = Texts.of(proposal)
        with self._alone(post.id):
            kept, newest = self._kept(post)
            swap = Swap(
                draft=post.id,
                job=proposal.job,
                base=proposal.base,
                original=post.texts,
                proposed=texts,
                kept=kept.id,
                newest=newest,
            )
            self._journal.begin(swap)
            try:
                self._core.save(post, texts)
            except BridgeError:
                # whether the text arrived isn't known: the answer may be what was lost
                self._finish(swap)
                raise
            if not self._finish(swap):
                raise stale(post.id)
        return self._proved(post, texts, newest)

    def settle(self, draft: int, texts: Texts) -> None:
        """See the port. A revision stays where it is."""

    def _kept(self, post: Post) -> tuple[Revision, int]:
        """The revision that is the draft's text, and the highest number so far. SiteRefused where there is no way to
        have one; the draft's text has not been touched then."""
        before = self._core.revisions(post)
        kept = _exact(before, post.texts)
        if kept is None:
            self._core.touch(post)
            if not self._core.read(post.id).untouched(post):
                raise stale(post.id)
            after = self._core.revisions(post)
            kept = _exact(after, post.texts)
            if kept is None or (len(before) == len(after) == 1):
                raise _no_revisions(post, limited=kept is not None)
            before = after
        return kept, max(revision.id for revision in before)

    def _proved(self, before: Post, texts: Texts, newest: int) -> int:
        """The number of the revision that is the proposal, the draft being what it was."""
        now = self._core.read(before.id)
        if not now.untouched(before) or now.tags != before.tags:
            raise stale(before.id)
        ours = [kept for kept in self._core.revisions(now) if kept.author == self._core.me().id and kept.id > newest]
        staged = next((kept for kept in ours if kept.texts.alike(texts)), None)
        if staged is not None:
            return staged.id
        altered = [kept for kept in ours if kept.texts != before.texts]
        if altered:
            raise filtered(texts, altered[0].texts, f"draft {before.id}")
        raise _no_revisions(before, limited=True)

    # ── after a crash ───────────────────────────────────────────────────────────────────────────────────────────────

    def resume(self, draft: int | None = None) -> None:
        """Finish what the journal has open, of one draft or of all. DraftBusy where another process is at the draft."""
        for swap in self._journal.open():
            if draft in (None, swap.draft) and swap.draft not in self._at_work:
                self._resume(swap, alone=draft is not None)
        if draft is not None and draft in self._journal.unsettled(self._journal.last()):
            raise DraftBusy("Un autre processus livre à ce brouillon", where=f"draft {draft}", todo="le pont réessaie")

    def _resume(self, swap: Swap, *, alone: bool) -> None:
        """``alone``: the draft is the caller's concern, and so is the error; a poll goes on with the other drafts."""
        _log.warning("livraison interrompue : le brouillon est remis en l'état", brouillon=swap.draft)
        try:
            with self._alone(swap.draft):
                self._finish(swap)
        except (SiteRefused, DraftBusy) as error:
            if alone:
                raise
            _log.error("le brouillon n'a pas pu être remis en l'état", brouillon=swap.draft, raison=str(error))

    def _finish(self, swap: Swap) -> bool:
        """Bring the original back, unless a person has taken the draft further: whether there was no such person.

        The journal forgets the swap only once that is done.
        """
        try:
            post = self._core.read(swap.draft)
        except DraftGone:
            _log.warning("le brouillon a disparu pendant la livraison", brouillon=swap.draft)
            self._journal.finish(swap.draft)
            return False
        if post.texts == swap.original:
            nobody = True
        elif post.status in (*DRAFT_STATUSES, "trash"):
            nobody = self._bring_back(post, swap)
        else:
            _log.warning("le brouillon a été publié pendant la livraison : son texte reste", brouillon=swap.draft)
            nobody = False
        self._journal.finish(swap.draft)
        return nobody

    def _bring_back(self, post: Post, swap: Swap) -> bool:
        seen = self._core.revisions(post)
        ours = [kept for kept in seen if kept.id > swap.newest and kept.author == self._core.me().id]
        if not post.texts.alike(swap.proposed) and not any(kept.texts == post.texts for kept in ours):
            _log.warning(
                "une personne a modifié le brouillon pendant la livraison : son texte reste", brouillon=swap.draft
            )
            return False
        self._restore(post, swap.original, seen, swap.kept)
        theirs = self._overwritten(post, swap, seen, ours)
        if theirs is not None:
            _log.warning("une personne a enregistré pendant la livraison : son texte est remis", brouillon=swap.draft)
            self._core.restore(post, theirs)
            return False
        return True

    def _restore(self, post: Post, original: Texts, seen: tuple[Revision, ...], number: int) -> None:
        """The revision itself; the journal's texts where the site has pruned it."""
        kept = next((revision for revision in seen if revision.id == number and revision.texts == original), None)
        if kept is not None:
            self._core.restore(post, kept)
        else:
            self._core.save(post, original)
        if self._core.read(post.id).texts != original:
            self._journal.finish(post.id)  # another try would end the same way
            raise SiteRefused(
                "Le texte du brouillon ne revient pas tel qu'il était : une extension change ce qui est enregistré",
                where=f"draft {post.id}, révision {number}",
                todo="rétablissez cette révision dans WordPress ; ce site a besoin de l'extension seo-bridge, ou de "
                "« delivery: autosave »",
            )

    def _overwritten(self, post: Post, swap: Swap, seen: tuple[Revision, ...], ours: list[Revision]) -> Revision | None:
        """A person's save that fell between our reading and our writing, and so was written over: the newest."""
        first = min((kept.id for kept in ours), default=0)
        highest = max((kept.id for kept in seen), default=0)
        me = self._core.me().id
        return next(
            (
                kept
                for kept in self._core.revisions(post)
                if kept.author != me
                and (swap.newest < kept.id < first or kept.id > highest)
                and kept.texts != swap.original
                and not kept.texts.alike(swap.proposed)
            ),
            None,
        )

    @contextmanager
    def _alone(self, draft: int) -> Iterator[None]:
        """Only one thread of this process at a draft; the journal keeps other processes away."""
        with self._turn:
            if draft in self._at_work:
                raise DraftBusy("Une autre livraison à ce brouillon est en cours", where=f"draft {draft}")
            self._at_work.add(draft)
        try:
            yield
        finally:
            with self._turn:
                self._at_work.discard(draft)


def _exact(revisions: tuple[Revision, ...], texts: Texts) -> Revision | None:
    return next((kept for kept in revisions if kept.texts == texts), None)


def _no_revisions(post: Post, *, limited: bool) -> SiteRefused:
    return SiteRefused(
        "Le site garde trop peu de révisions pour cette livraison (WP_POST_REVISIONS)"
        if limited
        else "Le site ne garde pas de révisions de ce brouillon : son texte actuel serait perdu",
        where=f"draft {post.id}",
        todo="réglez WP_POST_REVISIONS à true (ou à 5 au moins) dans wp-config.php, ou prenez « delivery: autosave » ; "
        f"sinon {ROLE}",
    )
