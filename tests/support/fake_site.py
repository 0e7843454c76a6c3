"""A WordPress in memory with the companion's rules: the site port, and what people do to drafts beside it."""

from __future__ import annotations

import hashlib
import json
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from itertools import count
from typing import TypeVar

from bridge.domain.article import SeoFields
from bridge.domain.draft import (
    Draft,
    DraftSummary,
    Hold,
    Proposal,
    ProposalState,
    ProposalStatus,
    SiteStatus,
    TagChange,
)
from bridge.domain.lesson import Aftermath, GlossaryOffer
from bridge.errors import AlreadyProposed, ContentFiltered, DraftGone, SiteRefused, StaleDraft

T = TypeVar("T")
_OPEN = ("draft", "pending")


@dataclass
class _Post:
    id: int
    title: str
    content: str
    modified: int
    excerpt: str = ""
    slug: str = ""
    seo: SeoFields = field(default_factory=SeoFields)
    status: str = "draft"
    type: str = "post"
    author: str = "auteur1"
    editor: str = "block"
    tags: list[str] = field(default_factory=list)
    brief: dict[str, object] = field(default_factory=dict)
    feedback: list[str] = field(default_factory=list)
    hold: Hold | None = None

    @property
    def base(self) -> str:
        """The hash of docs/companion-api.md."""
        seven = [self.title, self.content, self.excerpt, self.slug]
        seven += [self.seo.title, self.seo.description, self.seo.keyphrase]
        return hashlib.sha256(json.dumps(seven, ensure_ascii=False, separators=(",", ":")).encode()).hexdigest()


@dataclass
class _Staged:
    id: int
    proposal: Proposal
    tags: TagChange
    state: ProposalState = ProposalState.PENDING
    reason: str | None = None
    decided_by: str | None = None


class FakeSite:
    """The companion's semantics, and the ways of going wrong that a test asks for.

    ``fails[method]`` holds errors to be raised by the next calls of that method, before it does anything (None lets a
    call pass); ``loses_answers[method]`` likewise, but after it was done, as where the connection breaks too late.
    ``before[method]`` is done once, before the next call of that method: what a person does at that very moment.
    ``forbidden``: a text that WordPress's filter would strip from a proposal. ``about``: other words for ``status``.
    """

    def __init__(self) -> None:
        self.calls: Counter[str] = Counter()
        self.fails: dict[str, list[Exception | None]] = {}
        self.loses_answers: dict[str, list[Exception]] = {}
        self.forbidden = "<script"
        self.before: dict[str, Callable[[], None]] = {}
        self.about: dict[str, object] = {}
        self.offers: dict[tuple[str, str], int] = {}
        self._posts: dict[int, _Post] = {}
        self._staged: list[_Staged] = []
        self._known_tags: set[str] = set()
        self._numbers = count(1)
        self._lock = threading.RLock()

    # ── people ──────────────────────────────────────────────────────────────────────────────────────────────────────

    def draft(self, title: str, content: str, *, tags: tuple[str, ...] = ("needs-seo",), **fields: object) -> int:
        """A new draft."""
        with self._lock:
            number = next(self._numbers)
            post = _Post(number, title, content, modified=number, tags=list(tags), **fields)  # type: ignore[arg-type]
            self._posts[number] = post
            self._known_tags.update(tags)
            return number

    def edit(self, draft: int, **fields: object) -> None:
        """A person saves the draft: any field, tags included."""
        with self._lock:
            post = self._posts[draft]
            for name, value in fields.items():
                setattr(post, name, list(value) if name == "tags" else value)  # type: ignore[call-overload]
            post.modified = next(self._numbers)
            self._known_tags.update(post.tags)

    def delete(self, draft: int) -> None:
        """A person deletes the draft for good."""
        del self._posts[draft]

    def post(self, draft: int) -> _Post:
        """The post as it stands now (a copy)."""
        return replace(self._posts[draft])

    def proposals(self, draft: int) -> list[Proposal]:
        """What was staged for a draft, in any state, oldest first."""
        return [staged.proposal for staged in self._staged if staged.proposal.draft == draft]

    def approve(self, proposal: int, by: str = "editrice") -> None:
        """A person approves: the one way by which a draft's text changes."""
        with self._lock:
            staged = self._find(proposal)
            made = staged.proposal
            self.edit(
                made.draft,
                title=made.title,
                content=made.content,
                excerpt=made.excerpt,
                slug=made.slug,
                seo=made.seo,
            )
            self._close(staged, ProposalState.APPROVED, by)

    def reject(self, proposal: int, reason: str, by: str = "editrice", *, retry: bool = False) -> None:
        """A person rejects; with ``retry`` the tags that the proposal took away are put back."""
        with self._lock:
            staged = self._find(proposal)
            staged.reason = reason
            self._close(staged, ProposalState.REJECTED, by)
            post = self._posts[staged.proposal.draft]
            post.feedback.append(reason)
            if retry:
                post.tags += [tag for tag in staged.tags.remove if tag not in post.tags]

    # ── the port ────────────────────────────────────────────────────────────────────────────────────────────────────

    def poll(self, *, tag: str, statuses: tuple[str, ...], post_types: tuple[str, ...]) -> Iterator[DraftSummary]:
        """See the port."""
        return iter(self._call("poll", lambda: self._poll(tag, statuses, post_types)))

    def fetch(self, draft: int) -> Draft:
        """See the port."""
        return self._call("fetch", lambda: self._fetch(draft))

    def propose(self, proposal: Proposal) -> ProposalStatus:
        """See the port."""
        return self._call("propose", lambda: self._propose(proposal))

    def hold(self, hold: Hold) -> None:
        """See the port."""
        return self._call("hold", lambda: self._hold(hold))

    def state(self, proposal: int) -> ProposalStatus:
        """See the port."""
        return self._call("state", lambda: self._status_of(self._find(proposal)))

    def status(self, tag: str) -> SiteStatus:
        """See the port."""
        return self._call("status", lambda: self._status(tag))

    def create_tag(self, slug: str) -> None:
        """See the port."""
        self._call("create_tag", lambda: self._known_tags.add(slug))

    def aftermath(self, proposal: int) -> Aftermath | None:
        """See the port."""
        return self._call("aftermath", lambda: self._aftermath(proposal))

    def offer(self, offers: tuple[GlossaryOffer, ...]) -> None:
        """See the port."""
        self._call("offer", lambda: self.offers.update({(one.term, one.rendering): one.seen for one in offers}))

    # ── inside ──────────────────────────────────────────────────────────────────────────────────────────────────────

    def _call(self, method: str, work: Callable[[], T]) -> T:
        with self._lock:
            self.calls[method] += 1
            if method in self.before:
                self.before.pop(method)()
            if self.fails.get(method) and (error := self.fails[method].pop(0)):
                raise error
            result = work()
            if self.loses_answers.get(method):
                raise self.loses_answers[method].pop(0)
            return result

    def _poll(self, tag: str, statuses: tuple[str, ...], post_types: tuple[str, ...]) -> list[DraftSummary]:
        if tag not in self._known_tags:
            raise SiteRefused("L'étiquette n'existe pas sur le site", where="needs_seo_tag_unknown", todo="créez-la")
        found = [
            post
            for post_type in post_types
            for post in sorted(self._posts.values(), key=lambda post: (post.modified, post.id))
            if post.type == post_type and post.status in statuses and tag in post.tags
        ]
        return [self._summary(post) for post in found]

    def _summary(self, post: _Post) -> DraftSummary:
        pending = self._pending(post.id)
        return DraftSummary(
            id=post.id,
            type=post.type,
            status=post.status,
            title=post.title,
            base=post.base,
            author=post.author,
            pending=pending.id if pending else None,
            pending_base=pending.proposal.base if pending else None,
        )

    def _fetch(self, draft: int) -> Draft:
        post = self._open(draft)
        return Draft(
            id=post.id,
            type=post.type,
            status=post.status,
            title=post.title,
            content=post.content,
            excerpt=post.excerpt,
            slug=post.slug,
            seo=post.seo,
            base=post.base,
            author=post.author,
            editor=post.editor,
            brief=dict(post.brief),
            feedback=tuple(post.feedback),
            edit_link=f"https://site.example/wp-admin/post.php?post={post.id}&action=edit",
            tags=tuple(post.tags),
        )

    def _propose(self, proposal: Proposal) -> ProposalStatus:
        for staged in self._staged:
            if staged.proposal.job == proposal.job:
                _same(staged.proposal == proposal)
                return self._status_of(staged)
        post = self._fits(proposal.draft, proposal.base)
        if self.forbidden in proposal.content:
            raise ContentFiltered("WordPress would strip something", where=f"draft {post.id} : {self.forbidden}")
        self._supersede_pending(post.id)
        self._lift_hold(post)
        staged = _Staged(next(self._numbers), proposal, self._change_tags(post, proposal.tags))
        self._staged.append(staged)
        return self._status_of(staged)

    def _hold(self, hold: Hold) -> None:
        post = self._posts.get(hold.draft)
        if post and post.hold and post.hold.job == hold.job:
            _same(replace(post.hold, tags=hold.tags) == hold)
            return
        post = self._fits(hold.draft, hold.base)
        self._supersede_pending(post.id)
        self._lift_hold(post)
        post.hold = replace(hold, tags=self._change_tags(post, hold.tags))

    def _open(self, draft: int) -> _Post:
        post = self._posts.get(draft)
        if post is None or post.status not in _OPEN:
            raise DraftGone("L'article n'est plus un brouillon", where=f"draft {draft}")
        return post

    def _fits(self, draft: int, base: str) -> _Post:
        post = self._open(draft)
        if post.base != base:
            raise StaleDraft("Le brouillon a été modifié depuis sa lecture", where=f"draft {draft}", current=post.base)
        pending = self._pending(draft)
        if pending and pending.proposal.base == base:
            raise AlreadyProposed("Une proposition attend déjà", where=f"draft {draft}")
        return post

    def _pending(self, draft: int) -> _Staged | None:
        waiting = (s for s in self._staged if s.proposal.draft == draft and s.state is ProposalState.PENDING)
        return next(waiting, None)

    def _supersede_pending(self, draft: int) -> None:
        pending = self._pending(draft)
        if pending:
            self._close(pending, ProposalState.SUPERSEDED, None)

    def _lift_hold(self, post: _Post) -> None:
        if post.hold:
            post.tags = [tag for tag in post.tags if tag not in post.hold.tags.add]
            post.hold = None

    def _change_tags(self, post: _Post, change: TagChange) -> TagChange:
        """What really changed, so that a decision undoes that and no more."""
        added = tuple(tag for tag in dict.fromkeys(change.add) if tag not in post.tags)
        removed = tuple(tag for tag in dict.fromkeys(change.remove) if tag in post.tags and tag not in change.add)
        post.tags = [tag for tag in post.tags if tag not in removed] + list(added)
        self._known_tags.update(added)
        return TagChange(add=added, remove=removed)

    def _aftermath(self, proposal: int) -> Aftermath | None:
        staged = next((one for one in self._staged if one.id == proposal), None)
        post = self._posts.get(staged.proposal.draft) if staged else None
        if staged is None or post is None:
            return None
        if staged.state is not ProposalState.APPROVED:
            return Aftermath(state=staged.state)
        published = post.status == "publish"
        now = post.content if published or post.status in _OPEN else ""
        return Aftermath(state=staged.state, approved=staged.proposal.content, now=now, published=published)

    def _close(self, staged: _Staged, state: ProposalState, by: str | None) -> None:
        staged.state, staged.decided_by = state, by
        post = self._posts[staged.proposal.draft]
        post.tags = [tag for tag in post.tags if tag not in staged.tags.add]

    def _find(self, proposal: int) -> _Staged:
        for staged in self._staged:
            if staged.id == proposal:
                return staged
        raise SiteRefused("Le site a refusé la demande : proposition inconnue", where=f"proposal {proposal}")

    def _status_of(self, staged: _Staged) -> ProposalStatus:
        post = self._posts.get(staged.proposal.draft)
        fits = post is not None and post.status in _OPEN and post.base == staged.proposal.base
        return ProposalStatus(
            id=staged.id,
            draft=staged.proposal.draft,
            state=staged.state,
            stale=staged.state is ProposalState.PENDING and not fits,
            compare_link=f"https://site.example/wp-admin/revision.php?revision={staged.id}",
            edit_link=f"https://site.example/wp-admin/post.php?post={staged.proposal.draft}&action=edit",
            reason=staged.reason,
            decided_by=staged.decided_by,
        )

    def _status(self, tag: str) -> SiteStatus:
        status = SiteStatus(
            plugin_version="1.0.0",
            api=1,
            wordpress="6.8",
            php="8.2",
            locale="fr_FR",
            name="Le Site",
            user="seo-bridge",
            too_much=(),
            tag_exists=tag in self._known_tags,
            drafts=sum(tag in post.tags and post.status in _OPEN for post in self._posts.values()),
            seo_plugin="none",
            revisions=-1,
            clock=time.time(),
            unfiltered_html=False,
            kses_lost=(),
            kses_stripped=("iframe", "script"),
        )
        return replace(status, **self.about)  # type: ignore[arg-type]


def _same(same: bool) -> None:
    if not same:
        raise SiteRefused("Le site a refusé la demande : travail déjà livré avec un autre contenu")
