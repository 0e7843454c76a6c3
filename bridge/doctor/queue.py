"""What the bridge works on, on the site: the tag, the drafts, the revisions, the filter, the SEO plugin, the clock."""

from __future__ import annotations

from bridge.doctor.lines import Level, Look
from bridge.doctor.patient import SitePatient

#: Seconds that the site's clock may differ before it is worth a word (dates on the screens go wrong).
CLOCK_SKEW = 120
_STATUS = "état de l'extension"


def tag(patient: SitePatient) -> Look:
    """The queue's tag exists; with ``fix`` it is made where it does not."""
    name = patient.tag
    if patient.status.tag_exists:
        return Look(proved=f"« {name} » existe", tried=_STATUS)
    if not patient.fix:
        return Look(
            level=Level.FAILED, proved=f"« {name} » n'existe pas sur le site", tried=_STATUS,
            todo="corrigez « tag », ou créez-la : Articles > Étiquettes, ou « seo-bridge check --fix »",
        )  # fmt: skip
    patient.site.create_tag(name)
    return Look(proved=f"« {name} » n'existait pas : créée", tried="création de l'étiquette")


def drafts(patient: SitePatient) -> Look:
    """The drafts that wait can be listed."""
    found = list(patient.site.poll(tag=patient.tag, statuses=patient.statuses, post_types=patient.post_types))
    kinds = f"types : {', '.join(patient.post_types)} ; états : {', '.join(patient.statuses)}"
    waiting = {0: "aucun brouillon n'attend", 1: "1 brouillon attend"}.get(
        len(found), f"{len(found)} brouillons attendent"
    )
    return Look(proved=waiting, tried=f"liste de la file ({kinds})")


def revisions(patient: SitePatient) -> Look:
    """A proposal is a revision: they are kept, by the site or by the companion."""
    kept = patient.status.revisions
    if kept < 0 and patient.delivery == "companion":
        return Look(proved="toutes gardées", tried=_STATUS)
    if kept < 0:
        return Look(level=Level.NOTE, proved="WordPress seul ne dit pas combien il en garde : il en faut")
    told = "coupées sur ce site" if kept == 0 else f"{kept} gardées par article"
    if patient.delivery == "companion":
        return Look(proved=f"{told} ; l'extension garde celles qui attendent une décision", tried=_STATUS)
    if kept == 0:
        return Look(
            level=Level.FAILED, proved=told, tried=_STATUS,
            todo="retirez « WP_POST_REVISIONS » de wp-config.php : sans l'extension, une proposition en dépend",
        )  # fmt: skip
    return Look(
        level=Level.WARNING, proved=f"{told} : une proposition peut être effacée par les suivantes", tried=_STATUS,
        todo="gardez-en davantage (WP_POST_REVISIONS dans wp-config.php)",
    )  # fmt: skip


def kses(patient: SitePatient) -> Look:
    """WordPress's filter leaves the markup that articles are made of; what else it takes away is told."""
    status = patient.status
    if status.kses_lost is None:
        return Look(level=Level.NOTE, proved="l'extension du site est trop ancienne pour le dire", tried=_STATUS,
                    todo="mettez-la à jour (« seo-bridge companion zip »)")  # fmt: skip
    if status.kses_lost:
        return Look(
            level=Level.FAILED,
            proved=f"WordPress retirerait des articles : {', '.join(status.kses_lost[:3])}",
            tried="un article d'essai, passé au filtre de WordPress (kses)",
            todo="une extension restreint les balises permises (filtre wp_kses_allowed_html) : autorisez celles-ci",
        )
    gone = ", ".join(status.kses_stripped) or "rien"
    rights = "avec" if status.unfiltered_html else "sans"
    return Look(proved=f"articles intacts ; refusés hors du brouillon : {gone} (compte {rights} unfiltered_html)",
                tried="un article d'essai, passé au filtre de WordPress (kses)")  # fmt: skip


_SEO_PLUGINS = {"yoast": "Yoast SEO", "rank-math": "Rank Math", "seopress": "SEOPress"}


def seo_plugin(patient: SitePatient) -> Look:
    """Which plugin the SEO fields are for."""
    status = patient.status
    if patient.delivery != "companion":
        return Look(level=Level.NOTE, proved="WordPress seul ne la dit pas")
    if status.seo_plugin == "none":
        return Look(
            level=Level.NOTE, tried=_STATUS,
            proved="aucune : les champs SEO sont enregistrés sous les clés de Yoast, et servent dès qu'il est installé",
        )  # fmt: skip
    proved = f"{_shown(status.seo_plugin)} {status.seo_plugin_version}".strip()
    if status.other_seo_plugins:
        others = ", ".join(map(_shown, status.other_seo_plugins))
        proved += f" (ses champs comptent, et non ceux de : {others})"
    return Look(proved=proved, tried=_STATUS)


def _shown(plugin: str) -> str:
    return _SEO_PLUGINS.get(plugin, plugin)


def clock(patient: SitePatient) -> Look:
    """Site and machine agree on the time."""
    skew = abs(patient.status.clock - patient.now())
    if skew <= CLOCK_SKEW:
        return Look(proved=f"{skew:.0f} s d'écart avec le site", tried=_STATUS)
    return Look(level=Level.WARNING, proved=f"{skew:.0f} s d'écart avec le site", tried=_STATUS,
                todo="réglez l'heure des deux machines (NTP)")  # fmt: skip
