"""What core's refusals mean, where there is no companion, and what to do."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bridge.errors import BridgeError, DraftGone, SiteRefused, StaleDraft
from bridge.wordpress.answers import Answer

#: What core says of application passwords (wp-includes/user.php).
_WRONG_CREDENTIALS = frozenset({
    "incorrect_password", "invalid_username", "invalid_email", "invalid_application_password",
    "application_passwords_disabled", "application_passwords_disabled_for_user", "rest_not_logged_in",
})  # fmt: skip
GONE = "L'article n'est plus un brouillon (publié, supprimé ou inconnu)"
ROLE = "donnez-lui le rôle « Éditeur » (voir docs/without-the-companion.md), ou installez l'extension seo-bridge"


def code_of(answer: Answer) -> str:
    """Core's name for a refusal, "" where it has none."""
    return str(answer.body.get("code", "")) if isinstance(answer.body, dict) else ""


def refusal(answer: Answer, where: str) -> BridgeError:
    """The error for an answer with an HTTP status from 400."""
    body: Mapping[str, Any] = answer.body if isinstance(answer.body, dict) else {}
    code, said = code_of(answer), str(body.get("message", ""))[:300]
    place = f"{where}, HTTP {answer.status}, {code}"
    if code in ("rest_post_invalid_id", "rest_post_invalid_parent"):
        return DraftGone(GONE, where=where)
    if code in _WRONG_CREDENTIALS:
        return SiteRefused(
            "Le site refuse l'utilisateur ou son mot de passe d'application",
            where=place,
            todo="créez un mot de passe d'application dans le profil de l'utilisateur, et mettez-le dans le secret",
        )
    if code == "rest_no_route":
        return SiteRefused(
            "L'API REST de WordPress ne connaît pas cette route",
            where=place,
            todo="rouvrez /wp-json/wp/v2/ dans l'extension de sécurité, ou vérifiez « post_types »",
        )
    if code.startswith("rest_") and answer.status in (401, 403):
        return SiteRefused(
            f"L'utilisateur n'a pas le droit qu'il faut ({said})",
            where=place,
            todo=f"vérifiez « user » et le mot de passe d'application, puis {ROLE}",
        )
    if answer.status in (401, 403):
        return SiteRefused(
            f"L'API REST est fermée sur ce site ({said})",
            where=place,
            todo="autorisez /wp-json/wp/v2/ pour cet utilisateur dans l'extension de sécurité",
        )
    return SiteRefused(f"Le site a refusé la demande : {said or 'sans explication'}", where=place)


def strange(error: Exception, where: str) -> SiteRefused:
    """For an answer that has not the form of core's."""
    return SiteRefused(
        "La réponse n'a pas la forme de celle de WordPress",
        where=f"{where}, {type(error).__name__}: {error}"[:200],
        todo="une extension ou un serveur intermédiaire change les réponses de l'API : cherchez laquelle",
    )


def gone(draft: int) -> DraftGone:
    """For what is no draft any more."""
    return DraftGone(GONE, where=f"draft {draft}")


def stale(draft: int, *, current: str | None = None) -> StaleDraft:
    """For a draft that a person saved after it was read. ``current``: its version now, where it was read again."""
    return StaleDraft(
        "Le brouillon a été modifié depuis sa lecture",
        where=f"draft {draft}",
        todo="rien à faire : la nouvelle version sera reprise au prochain passage si elle porte l'étiquette",
        current=current,
    )


def unknown_tag(tag: str) -> SiteRefused:
    """For a queue tag that the site does not have."""
    return SiteRefused(
        "L'étiquette n'existe pas sur le site",
        where=tag,
        todo="créez-la dans Articles > Étiquettes, ou corrigez « tag »",
    )


def untagged_type(post_type: str) -> SiteRefused:
    """For a post type that the site does not know, does not show, or that has no tags."""
    return SiteRefused(
        "Le site ne connaît pas un type de contenu demandé, ou il ne peut pas porter d'étiquettes",
        where=post_type,
        todo="corrigez « post_types » (l'identifiant du type, comme « post »)",
    )
