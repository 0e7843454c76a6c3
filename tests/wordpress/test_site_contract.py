"""One contract, three sites: the fake that other tests rely on, and a real WordPress over REST and over XML-RPC."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, replace
from typing import Any, Protocol

import pytest

from bridge.domain.article import SeoFields
from bridge.domain.draft import DraftSummary, Hold, Proposal, ProposalState, TagChange
from bridge.domain.finding import Finding, Severity
from bridge.domain.ports import Site
from bridge.errors import AlreadyProposed, ContentFiltered, DraftGone, SiteRefused, StaleDraft
from bridge.wordpress.companion import CompanionSite
from bridge.wordpress.rest import RestClient
from bridge.wordpress.xmlrpc import XmlrpcClient
from tests.support.fake_site import FakeSite
from tests.support.wordpress import WordPress

TRICKY = (
    'Il dit : « C’est l\'été » — "déjà" ?\n\n'
    "C:\\temp\\n \\\\ \\' \\\" \\u00e9 &amp; &lt; <em>gras</em> 100 % %s %1$s $1 {x} [code] "
    "👩🏽‍💻 𝒳 e\u0301 \u202f;\u00a0!"
)


class World(Protocol):
    """What people do to a site, beside the port."""

    site: Site

    def draft(self, title: str, content: str, *, tags: tuple[str, ...] = ("needs-seo",), status: str = "draft") -> int:
        """A draft."""

    def many(self, number: int, tag: str) -> list[int]:
        """That many drafts with a tag of their own."""

    def rewrite(self, draft: int, content: str) -> None:
        """A person changes the text."""

    def publish(self, draft: int) -> None:
        """A person publishes."""

    def approve(self, proposal: int) -> None:
        """A person approves."""

    def reject(self, proposal: int, reason: str) -> None:
        """A person rejects."""

    def tags(self, draft: int) -> list[str]:
        """Sorted slugs."""

    def texts(self, draft: int) -> dict[str, str]:
        """Title, content, excerpt, slug, status and the SEO fields as they stand in the post."""


class InMemory:
    def __init__(self) -> None:
        self.site = self._fake = FakeSite()

    def draft(self, title: str, content: str, *, tags: tuple[str, ...] = ("needs-seo",), status: str = "draft") -> int:
        return self._fake.draft(title, content, tags=tags, status=status)

    def many(self, number: int, tag: str) -> list[int]:
        return [self._fake.draft(f"Brouillon {n}", "Texte.", tags=(tag,)) for n in range(number)]

    def rewrite(self, draft: int, content: str) -> None:
        self._fake.edit(draft, content=content)

    def publish(self, draft: int) -> None:
        self._fake.edit(draft, status="publish")

    def approve(self, proposal: int) -> None:
        self._fake.approve(proposal)

    def reject(self, proposal: int, reason: str) -> None:
        self._fake.reject(proposal, reason)

    def tags(self, draft: int) -> list[str]:
        return sorted(self._fake.post(draft).tags)

    def texts(self, draft: int) -> dict[str, str]:
        post = self._fake.post(draft)
        return {
            "title": post.title,
            "content": post.content,
            "excerpt": post.excerpt,
            "slug": post.slug,
            "status": post.status,
            "seo_title": post.seo.title,
            "description": post.seo.description,
            "keyphrase": post.seo.keyphrase,
        }


@dataclass
class Real:
    wordpress: WordPress
    site: Site

    def draft(self, title: str, content: str, *, tags: tuple[str, ...] = ("needs-seo",), status: str = "draft") -> int:
        return self.wordpress.draft(title, content, tags=tags, status=status)

    def many(self, number: int, tag: str) -> list[int]:
        code = """kses_remove_filters(); $ids = []; for ($n = 0; $n < (int) $args[0]; $n++) {
            $ids[] = wp_insert_post(['post_title' => "Brouillon $n", 'post_content' => 'Texte.', 'post_author' => 1,
                'tags_input' => [$args[1]]]); } echo json_encode($ids);"""
        return list(json.loads(self.wordpress.php(code, str(number), tag)))

    def rewrite(self, draft: int, content: str) -> None:
        self._post("admin", f"/wp/v2/posts/{draft}", {"content": content})

    def publish(self, draft: int) -> None:
        self._post("editrice", f"/wp/v2/posts/{draft}", {"status": "publish"})

    def approve(self, proposal: int) -> None:
        self._post("editrice", f"/needs-seo/v1/proposals/{proposal}/approve", {})

    def reject(self, proposal: int, reason: str) -> None:
        self._post("editrice", f"/needs-seo/v1/proposals/{proposal}/reject", {"reason": reason})

    def tags(self, draft: int) -> list[str]:
        return self.wordpress.tags(draft)

    def texts(self, draft: int) -> dict[str, str]:
        return self.wordpress.content(draft)

    def _post(self, login: str, path: str, body: dict[str, Any]) -> None:
        answer = self.wordpress.api(login, "POST", path, body)
        assert answer.status_code == 200, answer.text[:500]


WAYS = {"rest": RestClient, "xmlrpc": XmlrpcClient}


@pytest.fixture(scope="module", params=["memory", *(pytest.param(way, marks=pytest.mark.wordpress) for way in WAYS)])
def way(request: pytest.FixtureRequest) -> str:
    """How the site is reached; each way finds a WordPress without what the tests over another left there."""
    if request.param in WAYS:
        request.getfixturevalue("sandbox").reset()
    return str(request.param)


@pytest.fixture
def world(way: str, request: pytest.FixtureRequest) -> Iterator[World]:
    if way == "memory":
        yield InMemory()
        return
    wordpress: WordPress = request.getfixturevalue("sandbox")
    client = WAYS[way](wordpress.url, user="seo-bridge", password=wordpress.application_password("seo-bridge"))
    with closing(CompanionSite(client)) as site:
        yield Real(wordpress, site)


def listed(
    world: World, tag: str = "needs-seo", statuses: tuple[str, ...] = ("draft", "pending")
) -> list[DraftSummary]:
    return list(world.site.poll(tag=tag, statuses=statuses, post_types=("post",)))


def job(number: int) -> str:
    return f"{number:064x}"


_jobs = iter(range(1, 10_000))


def proposal_for(world: World, draft: int, **changes: Any) -> Proposal:
    proposal = Proposal(
        draft=draft,
        job=job(next(_jobs)),
        base=world.site.fetch(draft).base,
        title="Un titre pour la recherche",
        content="<!-- wp:paragraph -->\n<p>Un article.</p>\n<!-- /wp:paragraph -->",
        excerpt="Un extrait.",
        slug="un-titre",
        seo=SeoFields(title="Titre SEO", description="Description.", keyphrase="titre"),
        engine="extractive",
        findings=(Finding(severity=Severity.INFO, code="a.b", place="titre", message="Bien.", evidence="« ici »"),),
        stats={"words_before": 2, "seconds": 1.0, "cost": None, "long": True, "langue": "fr"},
        tags=TagChange(add=("seo-propose",), remove=("needs-seo",)),
    )
    return replace(proposal, **changes)


def hold_for(world: World, draft: int, **changes: Any) -> Hold:
    hold = Hold(
        draft=draft,
        job=job(next(_jobs)),
        base=world.site.fetch(draft).base,
        engine="extractive",
        findings=(Finding(severity=Severity.BLOCKER, code="c.d", place="texte", message="Trop court."),),
        stats={"words_before": 2},
        tags=TagChange(add=("seo-retenu",), remove=("needs-seo",)),
    )
    return replace(hold, **changes)


def test_the_poll_lists_drafts_with_the_tag_and_those_only(world: World) -> None:
    first = world.draft("Premier", "Texte.")
    world.draft("Sans étiquette", "Texte.", tags=())
    waiting = world.draft("En relecture", "Texte.", status="pending")
    published = world.draft("Publié", "Texte.")
    world.publish(published)
    found = {summary.id: summary for summary in listed(world)}
    assert first in found
    assert waiting in found
    assert published not in found
    assert all(summary.title != "Sans étiquette" for summary in found.values())
    assert (found[first].title, found[first].status, found[first].type) == ("Premier", "draft", "post")
    assert found[first].author
    assert (found[first].pending, found[first].pending_base) == (None, None)


def test_the_poll_takes_only_the_statuses_asked_for(world: World) -> None:
    draft = world.draft("Brouillon", "Texte.", tags=("relecture",))
    pending = world.draft("En relecture", "Texte.", tags=("relecture",), status="pending")
    assert [summary.id for summary in listed(world, "relecture", ("pending",))] == [pending]
    assert [summary.id for summary in listed(world, "relecture", ("draft",))] == [draft]


def test_the_poll_goes_on_past_a_hundred_drafts_each_once_and_in_order(world: World) -> None:
    drafts = world.many(203, "beaucoup")
    assert [summary.id for summary in listed(world, "beaucoup")] == drafts


def test_a_tag_that_the_site_does_not_know_is_refused_rather_than_found_empty(world: World) -> None:
    with pytest.raises(SiteRefused) as caught:
        listed(world, "inconnue-au-site")
    assert "étiquette n'existe pas" in caught.value.what


def test_the_poll_names_the_version_that_fetch_then_gives(world: World) -> None:
    draft = world.draft("Version", "Texte.")
    [summary] = [summary for summary in listed(world) if summary.id == draft]
    before = world.site.fetch(draft)
    assert summary.base == before.base
    world.rewrite(draft, "Autre texte.")
    assert world.site.fetch(draft).base != before.base


def test_a_draft_is_read_as_it_is_stored(world: World) -> None:
    number = world.draft("L’été & « nous » <em>ici</em>", "Un texte.\n\nEt un autre.")
    draft = world.site.fetch(number)
    assert draft.content == world.texts(number)["content"] == "Un texte.\n\nEt un autre."
    assert draft.title == world.texts(number)["title"]
    assert draft.tags == ("needs-seo",)
    assert draft.editor in ("block", "classic")
    assert str(number) in draft.edit_link
    assert (draft.brief, draft.feedback) == ({}, ())


@pytest.mark.parametrize("unknown", [99_999_999])
def test_a_post_that_is_no_draft_is_gone(world: World, unknown: int) -> None:
    published = world.draft("Publié", "Texte.")
    world.publish(published)
    for number in (published, unknown):
        with pytest.raises(DraftGone):
            world.site.fetch(number)


def test_a_proposal_is_staged_and_the_draft_does_not_move(world: World) -> None:
    draft = world.draft("Avant", "Texte d'avant.", tags=("needs-seo", "sport"))
    before = world.texts(draft)
    status = world.site.propose(proposal_for(world, draft))
    assert (status.draft, status.state, status.stale) == (draft, ProposalState.PENDING, False)
    assert str(status.id) in status.compare_link
    assert world.texts(draft) == before
    assert world.tags(draft) == ["seo-propose", "sport"]
    assert world.site.state(status.id) == status


def test_a_pending_proposal_shows_in_the_poll(world: World) -> None:
    draft = world.draft("Avant", "Texte.")
    proposal = proposal_for(world, draft, tags=TagChange())
    status = world.site.propose(proposal)
    [summary] = [summary for summary in listed(world) if summary.id == draft]
    assert (summary.pending, summary.pending_base) == (status.id, proposal.base)


def test_the_same_delivery_twice_is_one_proposal(world: World) -> None:
    draft = world.draft("Avant", "Texte.")
    proposal = proposal_for(world, draft)
    assert world.site.propose(proposal).id == world.site.propose(proposal).id


def test_a_job_is_not_reused_for_another_text(world: World) -> None:
    draft = world.draft("Avant", "Texte.")
    proposal = proposal_for(world, draft)
    first = world.site.propose(proposal)
    with pytest.raises(SiteRefused):
        world.site.propose(replace(proposal, title="Autre titre"))
    assert world.site.state(first.id).state is ProposalState.PENDING


def test_a_late_second_delivery_after_the_decision_finds_the_decided_one(world: World) -> None:
    draft = world.draft("Avant", "Texte.")
    proposal = proposal_for(world, draft)
    first = world.site.propose(proposal)
    world.reject(first.id, "Trop long.")
    again = world.site.propose(proposal)
    assert (again.id, again.state) == (first.id, ProposalState.REJECTED)


def test_a_second_delivery_is_answered_whatever_became_of_the_draft(world: World) -> None:
    proposed, held = world.draft("Avant", "Texte."), world.draft("Avant", "Texte.")
    proposal, hold = proposal_for(world, proposed), hold_for(world, held)
    first = world.site.propose(proposal)
    world.site.hold(hold)
    world.rewrite(proposed, "Autre texte.")
    for draft in (proposed, held):
        world.publish(draft)
    again = world.site.propose(proposal)
    assert (again.id, again.stale) == (first.id, True)
    world.site.hold(hold)


def test_a_human_edit_wins(world: World) -> None:
    draft = world.draft("Avant", "Texte.")
    proposal = proposal_for(world, draft)
    world.rewrite(draft, "Texte corrigé par une personne.")
    with pytest.raises(StaleDraft) as caught:
        world.site.propose(proposal)
    assert caught.value.current == world.site.fetch(draft).base
    assert world.texts(draft)["content"] == "Texte corrigé par une personne."
    assert world.tags(draft) == ["needs-seo"]


def test_nothing_is_proposed_for_a_published_post(world: World) -> None:
    draft = world.draft("Avant", "Texte.")
    proposal = proposal_for(world, draft)
    hold = hold_for(world, draft)
    world.publish(draft)
    with pytest.raises(DraftGone):
        world.site.propose(proposal)
    with pytest.raises(DraftGone):
        world.site.hold(hold)


def test_one_version_has_one_pending_proposal(world: World) -> None:
    draft = world.draft("Avant", "Texte.")
    world.site.propose(proposal_for(world, draft))
    with pytest.raises(AlreadyProposed):
        world.site.propose(proposal_for(world, draft))
    with pytest.raises(AlreadyProposed):
        world.site.hold(hold_for(world, draft))


def test_a_proposal_for_a_newer_version_supersedes_the_older(world: World) -> None:
    draft = world.draft("Avant", "Texte.")
    older = world.site.propose(proposal_for(world, draft))
    world.rewrite(draft, "Nouveau texte.")
    assert world.site.state(older.id).stale
    newer = world.site.propose(proposal_for(world, draft))
    assert world.site.state(older.id).state is ProposalState.SUPERSEDED
    assert world.site.state(newer.id).state is ProposalState.PENDING
    assert world.tags(draft) == ["seo-propose"]


def test_what_wordpress_would_strip_is_refused_whole(world: World) -> None:
    draft = world.draft("Avant", "Texte.")
    content = "<!-- wp:html -->\n<script>alert(1)</script>\n<!-- /wp:html -->"
    with pytest.raises(ContentFiltered) as caught:
        world.site.propose(proposal_for(world, draft, content=content))
    assert "script" in caught.value.where
    assert world.tags(draft) == ["needs-seo"]


def test_a_held_draft_changes_its_tags_and_nothing_else(world: World) -> None:
    draft = world.draft("Avant", "Texte.", tags=("needs-seo", "sport"))
    before = world.texts(draft)
    hold = hold_for(world, draft)
    world.site.hold(hold)
    world.site.hold(hold)
    assert world.texts(draft) == before
    assert world.tags(draft) == ["seo-retenu", "sport"]


def test_a_proposal_after_a_held_verdict_takes_its_tag_away(world: World) -> None:
    draft = world.draft("Avant", "Texte.")
    world.site.hold(hold_for(world, draft))
    world.site.propose(proposal_for(world, draft))
    assert world.tags(draft) == ["seo-propose"]


def test_a_held_verdict_on_an_older_version_is_stale(world: World) -> None:
    draft = world.draft("Avant", "Texte.")
    hold = hold_for(world, draft)
    world.rewrite(draft, "Nouveau.")
    with pytest.raises(StaleDraft):
        world.site.hold(hold)


def test_approval_brings_exactly_what_was_proposed(world: World) -> None:
    draft = world.draft("Avant", "Texte.")
    proposal = proposal_for(world, draft)
    status = world.site.propose(proposal)
    world.approve(status.id)
    after = world.site.state(status.id)
    assert (after.state, after.stale) == (ProposalState.APPROVED, False)
    assert after.decided_by
    texts = world.texts(draft)
    assert (texts["title"], texts["content"], texts["excerpt"]) == (proposal.title, proposal.content, proposal.excerpt)
    assert (texts["slug"], texts["status"]) == ("un-titre", "draft")
    assert (texts["seo_title"], texts["description"], texts["keyphrase"]) == ("Titre SEO", "Description.", "titre")
    assert world.tags(draft) == []


def test_a_rejection_tells_its_reason_to_the_next_try(world: World) -> None:
    draft = world.draft("Avant", "Texte.")
    for reason in ("Trop long.", "Le chapô manque de « détails » \\o/."):
        status = world.site.propose(proposal_for(world, draft))
        world.reject(status.id, reason)
        after = world.site.state(status.id)
        assert (after.state, after.reason) == (ProposalState.REJECTED, reason)
        assert after.decided_by
    assert world.site.fetch(draft).feedback == ("Trop long.", "Le chapô manque de « détails » \\o/.")
    assert world.texts(draft)["content"] == "Texte."


def test_any_text_arrives_byte_for_byte(world: World) -> None:
    draft = world.draft("Avant", "Texte.")
    line = TRICKY.replace("\n", " ").replace("<em>gras</em>", "gras")
    content = f"<!-- wp:paragraph -->\n<p>{TRICKY}</p>\n<!-- /wp:paragraph -->"
    proposal = proposal_for(
        world,
        draft,
        title=line,
        content=content,
        excerpt=TRICKY,
        seo=SeoFields(title=line, description=line, keyphrase=line),
        findings=(Finding(severity=Severity.WARNING, code="x.y", place=line, message=TRICKY, evidence=TRICKY),),
    )
    status = world.site.propose(proposal)
    assert world.site.propose(proposal).id == status.id
    world.approve(status.id)
    texts = world.texts(draft)
    assert texts["title"] == line
    assert texts["content"] == content
    assert texts["excerpt"] == TRICKY
    assert (texts["seo_title"], texts["description"], texts["keyphrase"]) == (line, line, line)
    assert world.site.fetch(draft).content == content


def test_an_unknown_proposal_is_refused(world: World) -> None:
    with pytest.raises(SiteRefused):
        world.site.state(99_999_999)


def test_the_status_says_what_check_needs_to_know(world: World) -> None:
    world.draft("Avant", "Texte.", tags=("etat",))
    status = world.site.status("etat")
    assert (status.api, status.user, status.tag_exists, status.drafts) == (1, "seo-bridge", True, 1)
    assert (status.too_much, status.plugin_version != "", status.name != "") == ((), True, True)
    absent = world.site.status("absente")
    assert (absent.tag_exists, absent.drafts) == (False, 0)


def test_a_tag_is_made_once(world: World) -> None:
    assert not world.site.status("file-de-demain").tag_exists
    world.site.create_tag("file-de-demain")
    world.site.create_tag("file-de-demain")
    status = world.site.status("file-de-demain")
    assert (status.tag_exists, status.drafts) == (True, 0)
