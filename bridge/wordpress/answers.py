"""What both ways to the companion have in common: its calls, its answers, and what is no answer of its."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal, Protocol

from bridge.errors import BridgeError, DraftBusy, SiteRefused, SiteUnavailable
from bridge.wordpress import pages
from bridge.wordpress.http import Reply

TEMPORARY_STATUSES = frozenset({408, 425, 429, 500, 502, 503, 504})

#: The companion's calls for the bridge, as XML-RPC names them after ``needsSeo.`` (docs/companion-api.md).
Call = Literal["status", "drafts", "draft", "propose", "hold", "proposal", "outcome", "offer", "glossary", "tag"]


@dataclass(frozen=True, kw_only=True, slots=True)
class Answer:
    """An answer of WordPress: HTTP status, parsed body, headers (names in any case over REST), bytes of the body as it
    came (0 over XML-RPC)."""

    status: int
    body: Any
    headers: Mapping[str, str]
    size: int = 0


class Companion(Protocol):
    """A way to the companion's calls."""

    @property
    def door(self) -> pages.Door:
        """Which way it is, for the advice in an error."""

    def ask(self, call: Call, arguments: Mapping[str, Any], *, known: str = "") -> Answer:
        """The answer, refusals included; the argument ``id`` names the draft or proposal.

        ``known``: the ETag of an answer that the caller still has. Where that holds, the status is 304 and the body
        None; only then is it. XML-RPC has no such thing, and answers in full.

        Tried again while the trouble is temporary: every write of the bridge is idempotent by its job. SiteUnavailable,
        SiteRefused where nothing of the companion answers; DraftBusy.
        """

    def close(self) -> None:
        """Close the connections."""


def settled(answer: Answer, *, where: str, wait: float | None) -> Answer:
    """The answer, unless it says that the trouble will pass: DraftBusy, SiteUnavailable."""
    if answer.status < 400:
        return answer
    body = answer.body if isinstance(answer.body, dict) else {}
    if body.get("code") in ("needs_seo_busy", "needs_seo_locked"):
        raise DraftBusy(
            str(body.get("message", "")), where=where, todo="rien à faire : le pont réessaie", retry_after=wait
        )
    if answer.status in TEMPORARY_STATUSES:
        raise unavailable(answer.status, str(body.get("message", ""))[:300], where=where, wait=wait)
    return answer


def unavailable(status: int, said: str, *, where: str, wait: float | None = None) -> SiteUnavailable:
    """The error of a site that says it can't at the moment."""
    what = f"Le site répond qu'il ne peut pas servir la demande pour l'instant (HTTP {status})"
    return SiteUnavailable(
        f"{what} : {said}" if said else what,
        where=where,
        todo="le pont réessaie ; si cela dure, regardez le journal d'erreurs de WordPress",
        retry_after=wait,
    )


def unasked(reply: Reply, door: pages.Door) -> SiteRefused:
    """The error of a 304 to a request that said nothing of an answer from before."""
    return SiteRefused(
        "Le site répond « inchangé » (HTTP 304) sans que le pont l'ait demandé",
        where=reply.url,
        todo=f"un cache ou une extension répond à la place de WordPress : excluez-en {door.path}, {door.round_it}",
    )


def page_instead(reply: Reply, door: pages.Door, expected: str) -> BridgeError:
    """The error of a page that came where ``expected`` (JSON, XML) belongs."""
    page = pages.of(reply.content)
    what = f"Le site a répondu par {page.what} (HTTP {reply.status}) au lieu de {expected}"
    passing = reply.status in TEMPORARY_STATUSES and page not in (pages.LOGIN, pages.FIREWALL)
    if page.passes or passing:
        return SiteUnavailable(what, where=reply.url, todo=page.advice(door), retry_after=reply.wait)
    return SiteRefused(what, where=reply.url, todo=page.advice(door))
