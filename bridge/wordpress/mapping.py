"""The companion's JSON ↔ the bridge's records (the shapes are in docs/companion-api.md)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from bridge.domain.article import SeoFields
from bridge.domain.draft import Draft, DraftSummary, Hold, Proposal, ProposalState, ProposalStatus, SiteStatus
from bridge.domain.finding import Finding
from bridge.domain.lesson import Aftermath, GlossaryOffer


def summary(item: Mapping[str, Any]) -> DraftSummary:
    """A line of ``GET /drafts``."""
    return DraftSummary(
        id=int(item["id"]),
        type=str(item["type"]),
        status=str(item["status"]),
        title=str(item["title"]),
        base=str(item["base"]),
        author=str(item["author"]["name"]),
        pending=item.get("pending"),
        pending_base=item.get("pending_base"),
    )


def summaries(items: Any) -> tuple[DraftSummary, ...]:
    """``GET /drafts``."""
    if not isinstance(items, list):
        raise TypeError("a list was expected")
    return tuple(summary(item) for item in items)


def draft(item: Mapping[str, Any]) -> Draft:
    """``GET /drafts/{id}``."""
    brief = item.get("brief")
    return Draft(
        id=int(item["id"]),
        type=str(item["type"]),
        status=str(item["status"]),
        title=str(item["title"]),
        content=str(item["content"]),
        excerpt=str(item["excerpt"]),
        slug=str(item["slug"]),
        seo=SeoFields(**{name: str(item["seo"][name]) for name in ("title", "description", "keyphrase")}),
        base=str(item["base"]),
        author=str(item["author"]["name"]),
        editor=str(item["editor"]),
        brief=brief if isinstance(brief, dict) else {},
        feedback=tuple(str(entry["reason"]) for entry in item.get("feedback", ())),
        edit_link=str(item.get("edit_link", "")),
        tags=tuple(str(term["slug"]) for term in item["terms"] if term["taxonomy"] == "post_tag"),
    )


def proposal_status(item: Mapping[str, Any]) -> ProposalStatus:
    """``GET /proposals/{id}`` and the answers of the writes."""
    decided_by = item.get("decided_by")
    return ProposalStatus(
        id=int(item["id"]),
        draft=int(item["draft"]),
        state=ProposalState(item["state"]),
        stale=bool(item["stale"]),
        compare_link=str(item["compare_link"]),
        review_link=str(item.get("review_link") or ""),
        edit_link=str(item.get("edit_link", "")),
        reason=item.get("reason"),
        decided_by=str(decided_by["name"]) if decided_by else None,
    )


def aftermath(item: Mapping[str, Any]) -> Aftermath:
    """``GET /proposals/{id}/outcome``."""
    approved, now = item.get("approved") or {}, item.get("now") or {}
    return Aftermath(
        state=ProposalState(item["state"]),
        approved=str(approved.get("content", "")),
        now=str(now.get("content", "")),
        published=now.get("status") == "publish",
    )


def offers_json(offers: tuple[GlossaryOffer, ...]) -> dict[str, Any]:
    """The body of ``POST /glossary-offers``."""
    return {"offers": [asdict(offer) for offer in offers]}


def held_job(item: Mapping[str, Any]) -> str:
    """The job that ``POST /drafts/{id}/held`` acknowledges."""
    if item["state"] != "held":
        raise ValueError(f"state {item['state']}")
    return str(item["job"])


def site_status(item: Mapping[str, Any]) -> SiteStatus:
    """``GET /status``."""
    kses = item.get("kses")
    return SiteStatus(
        plugin_version=str(item["plugin"]["version"]),
        api=int(item["plugin"]["api"]),
        wordpress=str(item["wordpress"]),
        php=str(item["php"]),
        locale=str(item["locale"]),
        name=str(item["site"]["name"]),
        user=str(item["user"]["login"]),
        too_much=tuple(str(capability) for capability in item["user"]["too_much"]),
        tag_exists=bool(item["tag"]["exists"]),
        drafts=int(item["tag"]["drafts"]),
        seo_plugin=str(item["seo_plugin"]["name"]),
        seo_plugin_version=str(item["seo_plugin"].get("version") or ""),
        other_seo_plugins=tuple(map(str, item["seo_plugin"].get("others", ()))),
        revisions=int(item["revisions"]),
        clock=float(item["time"]),
        unfiltered_html=item["user"].get("unfiltered_html"),
        kses_lost=None if kses is None else tuple(str(lost) for lost in kses["lost"]),
        kses_stripped=() if kses is None else tuple(str(tag) for tag in kses["stripped"]),
    )


def _verdict(record: Proposal | Hold) -> dict[str, Any]:
    return {
        "job": record.job,
        "base": record.base,
        "engine": record.engine,
        "findings": [finding_json(finding) for finding in record.findings],
        "stats": dict(record.stats),
        "tags": {"add": list(record.tags.add), "remove": list(record.tags.remove)},
    }


def proposal_json(proposal: Proposal) -> dict[str, Any]:
    """The body of ``POST /drafts/{id}/proposals``."""
    texts = {name: getattr(proposal, name) for name in ("title", "content", "excerpt", "slug")}
    return {**_verdict(proposal), **texts, "seo": asdict(proposal.seo), "evidence": asdict(proposal.evidence)}


def hold_json(hold: Hold) -> dict[str, Any]:
    """The body of ``POST /drafts/{id}/held``."""
    return {**_verdict(hold), "evidence": asdict(hold.evidence)}


def finding_json(finding: Finding) -> dict[str, str]:
    """One finding; with the words of both sides apart, where it has them, so that a page can show where they stand."""
    sides = {"quote": finding.quote, "source_quote": finding.source_quote}
    return {**asdict(finding), "severity": finding.severity.value, **{key: text for key, text in sides.items() if text}}
