"""The site port, with the companion plugin on the other side, over REST or XML-RPC alike."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from itertools import count
from typing import Any, TypeVar

from bridge.domain.draft import Draft, DraftSummary, Hold, Proposal, ProposalStatus, SiteStatus
from bridge.domain.lesson import Aftermath, GlossaryOffer
from bridge.errors import AlreadyProposed, BridgeError, ContentFiltered, DraftGone, SiteRefused, StaleDraft
from bridge.wordpress import mapping, remembered
from bridge.wordpress.answers import Answer, Companion
from bridge.wordpress.pages import Door
from bridge.wordpress.remembered import NOT_MODIFIED, Listing, Page
from bridge.wordpress.wrong_credentials import WRONG

PAGE_SIZE = 100

#: A code of our own, beside WordPress's: the password was sent, and did not arrive.
_HEADER_LOST = "no_authorization_header"
KEEP_HEADER = (
    "Apache : « CGIPassAuth On » dans .htaccess ; nginx : « fastcgi_param HTTP_AUTHORIZATION $http_authorization; » ; "
    "et réenregistrez Réglages > Permaliens"
)

T = TypeVar("T")


class CompanionSite:
    """One WordPress with the companion. ``client`` carries the address and the credentials."""

    def __init__(self, client: Companion) -> None:
        self._client = client
        self._remembered = remembered.NOTHING

    def close(self) -> None:
        """Close the connections."""
        self._client.close()

    def poll(self, *, tag: str, statuses: tuple[str, ...], post_types: tuple[str, ...]) -> Iterator[DraftSummary]:
        """See the port. One request per hundred drafts, whatever the number of types; no content is transferred, and
        nothing that the last poll brought already."""
        yield from self._listing({"tag": tag, "status": ",".join(statuses), "type": ",".join(post_types)})

    def _listing(self, filters: Mapping[str, str]) -> Iterator[DraftSummary]:
        """Page by page until one is not full: the count of pages is in a header that proxies may take away."""
        before, pages = self._remembered, []
        for number in count(1):
            arguments = {**filters, "per_page": PAGE_SIZE, "page": number}
            pages.append(self._page(arguments, before.page(filters, number)))
            yield from pages[-1].drafts
            if len(pages[-1].drafts) < PAGE_SIZE:
                self._remembered = Listing.of(filters, pages)
                return

    def _page(self, arguments: Mapping[str, Any], known: Page | None) -> Page:
        """The page as it is now: the one that was known, where the site says that it still holds."""
        answer = self._expect(self._client.ask("drafts", arguments, known=known.tag if known else ""), "drafts")
        if known and answer.status == NOT_MODIFIED:
            if known.confirmed_by(answer):
                return known.again()
            answer = self._expect(self._client.ask("drafts", arguments), "drafts")
        return Page(tag=remembered.tag(answer), drafts=_mapped(mapping.summaries, answer), size=answer.size)

    def fetch(self, draft: int) -> Draft:
        """See the port."""
        return _mapped(mapping.draft, self._expect(self._client.ask("draft", {"id": draft}), f"draft {draft}"))

    def propose(self, proposal: Proposal) -> ProposalStatus:
        """See the port."""
        answer = self._client.ask("propose", {"id": proposal.draft, **mapping.proposal_json(proposal)})
        return _mapped(mapping.proposal_status, self._expect(answer, f"draft {proposal.draft}"))

    def hold(self, hold: Hold) -> None:
        """See the port."""
        answer = self._client.ask("hold", {"id": hold.draft, **mapping.hold_json(hold)})
        _mapped(mapping.held_job, self._expect(answer, f"draft {hold.draft}"))

    def state(self, proposal: int) -> ProposalStatus:
        """See the port."""
        answer = self._client.ask("proposal", {"id": proposal})
        return _mapped(mapping.proposal_status, self._expect(answer, f"proposal {proposal}"))

    def aftermath(self, proposal: int) -> Aftermath | None:
        """See the port."""
        answer = self._client.ask("outcome", {"id": proposal})
        if answer.status in (403, 404) and _code(answer) in ("needs_seo_proposal_unknown", "needs_seo_forbidden"):
            return None
        return _mapped(mapping.aftermath, self._expect(answer, f"proposal {proposal}"))

    def offer(self, offers: tuple[GlossaryOffer, ...]) -> None:
        """See the port."""
        self._expect(self._client.ask("offer", mapping.offers_json(offers)), "glossary")

    def status(self, tag: str) -> SiteStatus:
        """See the port."""
        return _mapped(mapping.site_status, self._expect(self._client.ask("status", {"tag": tag}), "status"))

    def create_tag(self, slug: str) -> None:
        """See the port."""
        answer = self._client.ask("tag", {"slug": slug})
        if _code(answer) == "rest_no_route":
            raise SiteRefused(
                "L'extension du site est trop ancienne pour créer une étiquette",
                where="tags",
                todo="créez-la dans Articles > Étiquettes, ou mettez l'extension à jour",
            )
        self._expect(answer, "tags")

    def _expect(self, answer: Answer, where: str) -> Answer:
        if answer.status < 400:
            return answer
        raise _refusal(answer, where, self._client.door)


def _mapped(read: Callable[[Any], T], answer: Answer) -> T:
    try:
        return read(answer.body)
    except (KeyError, TypeError, ValueError, AttributeError, IndexError) as error:
        raise SiteRefused(
            "La réponse n'a pas la forme de celle de l'extension seo-bridge",
            where=f"{type(error).__name__}: {error}"[:120],
            todo="mettez l'extension du site à la même version que le pont (seo-bridge companion zip)",
        ) from None


def _code(answer: Answer) -> str:
    return str(answer.body.get("code", "")) if isinstance(answer.body, dict) else ""


def _refusal(answer: Answer, where: str, door: Door) -> BridgeError:
    body: Mapping[str, Any] = answer.body if isinstance(answer.body, dict) else {}
    data = body.get("data")
    details: Mapping[str, Any] = data if isinstance(data, dict) else {}
    code = str(body.get("code", ""))
    said = str(body.get("message", ""))[:300]
    if code == "needs_seo_stale":
        return StaleDraft(
            "Le brouillon a été modifié depuis sa lecture",
            where=where,
            todo="rien à faire : la nouvelle version sera reprise au prochain passage si elle porte l'étiquette",
            current=details.get("current"),
        )
    if code in ("needs_seo_not_draft", "needs_seo_draft_unknown"):
        return DraftGone("L'article n'est plus un brouillon (publié, supprimé ou inconnu)", where=where)
    if code == "needs_seo_filtered":
        return ContentFiltered(said, where=f"{where}{_lost(details)}")
    if code == "needs_seo_already_proposed":
        return AlreadyProposed(said, where=where)
    if code == "needs_seo_forbidden" and answer.status == 401:
        code = _unknown(details)
    return _access_refusal(answer.status, code, said, where, door)


def _unknown(details: Mapping[str, Any]) -> str:
    """Why the companion sees nobody signed in: core's own code where it has one, or that no password arrived."""
    if details.get("password_arrived") is False:
        return _HEADER_LOST
    return str(details.get("refusal") or "needs_seo_forbidden")


def _lost(details: Mapping[str, Any]) -> str:
    lost = details.get("lost")
    return f" : {lost}"[:300] if lost else ""


def _access_refusal(status: int, code: str, said: str, where: str, door: Door) -> SiteRefused:
    where = f"{where}, HTTP {status}, {code}"
    if code == "rest_invalid_param" and "type" in said:
        return SiteRefused(
            "Le site ne connaît pas un type de contenu demandé, ou il ne peut pas porter d'étiquettes",
            where=where,
            todo="corrigez « post_types » (l'identifiant du type, comme « post »)",
        )
    if code == "needs_seo_tag_unknown":
        return SiteRefused(
            "L'étiquette n'existe pas sur le site",
            where=where,
            todo="créez-la dans Articles > Étiquettes, ou corrigez « tag »",
        )
    if code == "rest_no_route":
        return SiteRefused(
            "L'extension seo-bridge ne répond pas sur ce site",
            where=where,
            todo="installez-la et activez-la (le fichier vient de « seo-bridge companion zip ») ; si vous ne le pouvez "
            "pas, choisissez une autre livraison avec « delivery » (docs/without-the-companion.md)",
        )
    if code in WRONG:
        return SiteRefused(
            "Le site refuse l'utilisateur ou son mot de passe d'application",
            where=where,
            todo="créez un mot de passe d'application dans le profil de l'utilisateur, et mettez-le dans le secret",
        )
    if code == _HEADER_LOST:
        return SiteRefused(
            "Le mot de passe n'arrive pas à WordPress : le serveur web retire l'en-tête Authorization",
            where=where,
            todo=f"{KEEP_HEADER} ; {door.round_it}",
        )
    if code in ("needs_seo_forbidden", "rest_forbidden", "rest_not_logged_in"):
        return _no_role(where) if status == 403 else _nobody(where, door)
    if status in (401, 403):
        return SiteRefused(
            f"L'accès par {door.name} est fermé sur ce site ({said})",
            where=where,
            todo=f"autorisez {door.path} dans l'extension de sécurité, {door.round_it}",
        )
    return SiteRefused(f"Le site a refusé la demande : {said or 'sans explication'}", where=where)


def _no_role(where: str) -> SiteRefused:
    return SiteRefused(
        "L'utilisateur n'a pas le rôle « Pont SEO »",
        where=where,
        todo="donnez-lui ce rôle, et lui seul, dans Comptes",
    )


def _nobody(where: str, door: Door) -> SiteRefused:
    return SiteRefused(
        "Le site ne reconnaît pas l'utilisateur, ou il n'a pas le rôle « Pont SEO »",
        where=where,
        todo="vérifiez « user », le mot de passe d'application et le rôle, dans Comptes ; si tout est juste, le "
        f"serveur web retire l'en-tête Authorization : rendez-le (Apache : CGIPassAuth On), {door.round_it}",
    )
