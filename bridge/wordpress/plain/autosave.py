"""A proposal as this user's autosave of the draft (REST alone).

WordPress keeps one autosave per user and draft, offers it to whoever opens the draft while it is younger than the
draft's last save, and deletes it otherwise (wp-admin/edit-form-blocks.php). So the draft is saved first, where tags or
SEO fields change, and the autosave is written again last.
"""

from __future__ import annotations

import time
from collections.abc import Callable

import structlog

from bridge.domain.draft import Proposal
from bridge.domain.swap import Texts
from bridge.errors import BridgeError, SiteRefused
from bridge.wordpress.plain.delivery import filtered
from bridge.wordpress.plain.post import Post, Revision
from bridge.wordpress.plain.refusals import ROLE, stale
from bridge.wordpress.plain.rest_core import RestCore

_log = structlog.get_logger(__name__)
#: WordPress's dates have whole seconds, and "younger" means by one at least: seconds between two tries, and tries.
STEP = 0.3
TRIES = 10
#: The draft's own text must differ from it, or core would keep the older autosave.
_HARMLESS = "\n<!-- seo-bridge -->"


class Autosave:
    """``pause`` waits that many seconds."""

    def __init__(self, core: RestCore, *, pause: Callable[[float], None] = time.sleep) -> None:
        self._core = core
        self._pause = pause

    def check(self, post: Post) -> None:
        """See the port."""
        if post.author == self._core.me().id:
            raise SiteRefused(
                "Le compte du pont est l'auteur de ce brouillon : WordPress enregistrerait la proposition dans le "
                "brouillon même, au lieu de la garder à côté",
                where=f"draft {post.id}",
                todo="donnez le brouillon à un autre auteur, ou un compte à lui seul au pont ; sinon "
                "« delivery: revision-swap »",
            )

    def find(self, post: Post, texts: Texts) -> int | None:
        """See the port."""
        own = self._core.autosave(post)
        return own.id if own and own.texts.alike(texts) else None

    def stage(self, post: Post, proposal: Proposal) -> int:
        """See the port."""
        texts = Texts.of(proposal)
        earlier = self._core.autosave(post)
        written = self._core.put_autosave(post, texts)
        stored = self._core.autosave(post)
        now = self._core.read(post.id)
        if stored is None or not stored.texts.alike(texts):
            self._take_back(now, earlier)
            raise filtered(texts, stored.texts if stored else written.texts, f"draft {post.id}")
        if not now.untouched(post):
            self._take_back(now, earlier)
            raise stale(post.id)
        return written.id

    def _take_back(self, now: Post, earlier: Revision | None) -> None:
        """What must not be offered is written over: core lets nobody delete an autosave (map_meta_cap), but for the
        editor, which does so itself once the draft was saved again."""
        texts = now.texts
        harmless = Texts(title=texts.title, content=f"{texts.content}{_HARMLESS}", excerpt=texts.excerpt)
        try:
            self._core.put_autosave(now, earlier.texts if earlier else harmless)
        except BridgeError as error:
            _log.warning("sauvegarde automatique refusée, mais toujours là", brouillon=now.id, raison=str(error))

    def settle(self, draft: int, texts: Texts) -> None:
        """See the port."""
        for _ in range(TRIES):
            post = self._core.read(draft)
            own = self._core.autosave(post)
            if own is None or not own.texts.alike(texts):
                return  # a person has decided meanwhile
            if own.modified > post.modified:
                return
            self._core.put_autosave(post, texts)
            self._pause(STEP)
        raise SiteRefused(
            "WordPress n'annonce pas la sauvegarde automatique : elle reste plus ancienne que le brouillon",
            where=f"draft {draft}",
            todo=f"une extension change les dates à l'enregistrement ; sinon « delivery: revision-swap », ou {ROLE}",
        )
