"""A WordPress without the companion: reading, tags, SEO fields, and a proposal as an autosave."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest

from bridge.domain.draft import Hold, ProposalState, TagChange
from bridge.domain.finding import Finding, Severity
from bridge.domain.swap import Texts
from bridge.errors import ContentFiltered, DraftGone, SiteRefused, StaleDraft
from tests.support.plain_site import ARTICLE, TRICKY, Plain, proposal_for

pytestmark = pytest.mark.wordpress


def poll(plain: Plain, tag: str = "needs-seo", **options: Any) -> list[int]:
    found = plain.site("autosave").poll(tag=tag, statuses=("draft", "pending"), post_types=("post",), **options)
    return [summary.id for summary in found]


def hold_for(plain: Plain, draft: int) -> Hold:
    return Hold(
        draft=draft,
        job="f" * 64,
        base=plain.site("autosave").fetch(draft).base,
        engine="extractive",
        findings=(Finding(severity=Severity.BLOCKER, code="c.d", place="texte", message="Trop court."),),
        tags=TagChange(add=("seo-retenu",), remove=("needs-seo",)),
    )


# ── reading ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_the_poll_lists_drafts_of_all_authors_with_the_tag_and_those_only(plain: Plain) -> None:
    wordpress = plain.wordpress
    mine = wordpress.draft("Premier", "Texte.", author="auteur1", tags=("lu",))
    other = wordpress.draft("Second", "Texte.", author="auteur2", tags=("lu",), status="pending")
    wordpress.draft("Autre étiquette", "Texte.", tags=("autre",))
    plain.edit(wordpress.draft("Publié", "Texte.", tags=("lu",)), status="publish")
    assert sorted(poll(plain, "lu")) == [mine, other]


def test_the_poll_goes_on_past_a_hundred_drafts(plain: Plain) -> None:
    code = """$ids = []; for ($n = 0; $n < 101; $n++) { $ids[] = wp_insert_post(['post_title' => "Brouillon $n",
        'post_content' => 'Texte.', 'post_author' => 1, 'tags_input' => ['beaucoup']]); } echo json_encode($ids);"""
    drafts = json.loads(plain.wordpress.php(code))
    assert sorted(poll(plain, "beaucoup")) == drafts


def test_an_unknown_tag_or_type_is_refused_rather_than_found_empty(plain: Plain) -> None:
    with pytest.raises(SiteRefused, match="étiquette n'existe pas"):
        poll(plain, "inconnue")
    for post_type in ("inconnu", "page"):  # a page has no tags: core would list them all
        site = plain.site("autosave")
        with pytest.raises(SiteRefused, match="type de contenu"):
            list(site.poll(tag="needs-seo", statuses=("draft",), post_types=(post_type,)))


def test_a_draft_is_read_as_it_is_stored_and_its_version_is_told_by_its_text(plain: Plain) -> None:
    wordpress, site = plain.wordpress, plain.site("autosave")
    number = wordpress.draft("L’été & « nous » <em>ici</em>", TRICKY, excerpt="Un extrait.", slug="l-ete")
    draft = site.fetch(number)
    assert (draft.title, draft.content) == (wordpress.content(number)["title"], wordpress.content(number)["content"])
    assert (draft.excerpt, draft.slug, draft.editor, draft.tags) == ("Un extrait.", "l-ete", "classic", ("needs-seo",))
    assert str(number) in draft.edit_link
    [listed] = [
        line for line in site.poll(tag="needs-seo", statuses=("draft",), post_types=("post",)) if line.id == number
    ]
    assert listed.base == draft.base
    plain.edit(number, tags=[wordpress.tag_id("needs-seo"), wordpress.tag_id("sport")])
    assert site.fetch(number).base == draft.base
    plain.edit(number, content=ARTICLE)
    assert site.fetch(number).base != draft.base
    assert site.fetch(number).editor == "block"


def test_what_is_no_draft_is_gone(plain: Plain) -> None:
    wordpress, site = plain.wordpress, plain.site("autosave")
    published, trashed = wordpress.draft("Publié", "Texte."), wordpress.draft("Jeté", "Texte.")
    proposal = proposal_for(site, published)
    plain.edit(published, status="publish")
    wordpress.api("editrice", "DELETE", f"/wp/v2/posts/{trashed}")
    for number in (published, trashed, 99_999_999):
        with pytest.raises(DraftGone):
            site.fetch(number)
    with pytest.raises(DraftGone):
        site.propose(proposal)


def test_an_account_that_may_not_edit_others_drafts_is_told_so(plain: Plain) -> None:
    draft = plain.wordpress.draft("Brouillon", "Texte.")
    plain.become("author")
    with pytest.raises(SiteRefused) as caught:
        plain.site("autosave").fetch(draft)
    assert "droit" in caught.value.what
    assert "Éditeur" in caught.value.todo


def test_what_the_doctor_is_told(plain: Plain) -> None:
    wordpress = plain.wordpress
    wordpress.draft("Un", "Texte.", tags=("compte",))
    status = plain.site("autosave").status("compte")
    assert (status.api, status.user, status.tag_exists, status.drafts) == (0, "seo-bridge", True, 1)
    assert status.name == "Bac à sable"
    assert status.too_much == ()
    assert not plain.site("autosave").status("inconnue").tag_exists
    plain.become("administrator")
    assert "manage_options" in plain.site("autosave").status("compte").too_much


# ── a proposal as an autosave ───────────────────────────────────────────────────────────────────────────────────────


def offered(plain: Plain, draft: int) -> str:
    """The content that WordPress's editor offers as more recent than the draft, "" where it offers none: the very
    condition of wp-admin/edit-form-blocks.php and edit-form-advanced.php."""
    code = """$post = get_post((int) $args[0]); $autosave = wp_get_post_autosave($post->ID);
        if ($autosave && mysql2date('U', $autosave->post_modified_gmt, false)
            > mysql2date('U', $post->post_modified_gmt, false)) { echo $autosave->post_content; }"""
    return plain.wordpress.php(code, str(draft))


@pytest.mark.parametrize("status", ["draft", "pending"])
def test_an_autosave_is_offered_to_whoever_opens_the_draft_which_has_not_moved(plain: Plain, status: str) -> None:
    wordpress, site = plain.wordpress, plain.site("autosave")
    draft = wordpress.draft("Avant", TRICKY, tags=("needs-seo", "sport"), status=status, slug="avant")
    before = plain.rows(draft)
    proposal = proposal_for(site, draft)
    told = site.propose(proposal)
    assert plain.rows(draft) == before
    assert offered(plain, draft) == proposal.content
    assert wordpress.tags(draft) == ["seo-propose", "sport"]
    assert (told.state, told.stale) == (ProposalState.PENDING, False)
    [stored] = plain.autosaves(draft)
    assert told.id == int(stored["ID"])
    assert str(told.id) in told.compare_link
    assert (stored["post_title"], stored["post_excerpt"]) == (proposal.title, proposal.excerpt)


def test_the_same_delivery_twice_writes_nothing_more(plain: Plain) -> None:
    site = plain.site("autosave")
    draft = plain.wordpress.draft("Avant", "Texte.")
    proposal = proposal_for(site, draft)
    first = site.propose(proposal)
    stored = plain.revisions(draft)
    assert plain.site("autosave").propose(proposal) == first
    assert plain.revisions(draft) == stored


def test_a_delivery_that_was_cut_after_the_autosave_is_finished_by_the_next(plain: Plain) -> None:
    site = plain.site("autosave")
    draft = plain.wordpress.draft("Avant", "Texte.")
    proposal = proposal_for(site, draft)
    rest = plain.rest()
    rest.put_autosave(rest.read(draft), Texts.of(proposal))
    site.propose(proposal)
    assert plain.wordpress.tags(draft) == ["seo-propose"]
    assert len(plain.autosaves(draft)) == 1
    assert offered(plain, draft) == proposal.content


def test_a_newer_proposal_takes_the_place_of_the_older(plain: Plain) -> None:
    site = plain.site("autosave")
    draft = plain.wordpress.draft("Avant", "Texte.")
    older = proposal_for(site, draft)
    site.propose(older)
    plain.edit(draft, content="Texte d'une personne.")
    newer = replace(proposal_for(site, draft), content=ARTICLE.replace("Il dit", "Elle dit"))
    site.propose(newer)
    assert offered(plain, draft) == newer.content


def test_the_state_is_told_by_the_texts(plain: Plain) -> None:
    wordpress, site = plain.wordpress, plain.site("autosave")
    draft = wordpress.draft("Avant", "Texte.")
    proposal = proposal_for(site, draft)
    number = site.propose(proposal).id
    wordpress.php(
        "wp_set_current_user(get_user_by('login', 'editrice')->ID); wp_restore_post_revision((int) $args[0]);",
        str(number),
    )
    assert site.state(number).state is ProposalState.APPROVED
    plain.edit(draft, content=f"{ARTICLE}\n\nUne phrase.", status="publish")
    after = site.aftermath(number)
    assert after is not None
    assert (after.state, after.approved, after.published) == (ProposalState.APPROVED, proposal.content, True)
    assert after.now.endswith("Une phrase.")
    other = wordpress.draft("Autre", "Texte.")
    rejected = site.propose(proposal_for(site, other))
    wordpress.php("wp_delete_post_revision((int) $args[0]);", str(rejected.id))  # as the editor does, later
    assert site.state(rejected.id).state is ProposalState.SUPERSEDED
    assert site.aftermath(987_654) is None


def test_a_draft_of_the_bridges_own_account_is_refused_before_anything_is_written(plain: Plain) -> None:
    site = plain.site("autosave")
    draft = plain.wordpress.draft("Avant", "Texte.", author="seo-bridge")
    before = plain.rows(draft)
    with pytest.raises(SiteRefused) as caught:
        site.propose(proposal_for(site, draft))
    assert "auteur" in caught.value.what
    assert "autre auteur" in caught.value.todo
    assert plain.rows(draft) == before
    assert plain.revisions(draft) == []
    assert plain.wordpress.tags(draft) == ["needs-seo"]


def test_a_persons_edit_wins(plain: Plain) -> None:
    site = plain.site("autosave")
    draft = plain.wordpress.draft("Avant", "Texte.")
    proposal, hold = proposal_for(site, draft), hold_for(plain, draft)
    plain.edit(draft, content="Texte d'une personne.")
    with pytest.raises(StaleDraft) as caught:
        site.propose(proposal)
    assert caught.value.current == site.fetch(draft).base
    with pytest.raises(StaleDraft):
        site.hold(hold)
    assert plain.wordpress.tags(draft) == ["needs-seo"]


def test_a_persons_autosave_stays(plain: Plain) -> None:
    site = plain.site("autosave")
    draft = plain.wordpress.draft("Avant", "Texte.")
    answer = plain.wordpress.api("editrice", "POST", f"/wp/v2/posts/{draft}/autosaves", {"content": "Pas fini."})
    assert answer.status_code == 200
    [theirs] = plain.revisions(draft)
    site.propose(proposal_for(site, draft))
    assert plain.revisions(draft)[0] == theirs


# ── accounts whose HTML is filtered ─────────────────────────────────────────────────────────────────────────────────

IFRAME = '<iframe src="https://carte.example/plan"></iframe>'


def test_what_wordpress_would_strip_is_refused_and_leaves_no_trace(plain: Plain) -> None:
    plain.become("editor", without=("unfiltered_html",))
    site = plain.site("autosave")
    draft = plain.wordpress.draft("Avant", "Texte.")
    before, own = plain.rows(draft), plain.own_posts()
    with pytest.raises(ContentFiltered) as caught:
        site.propose(proposal_for(site, draft, content=f"<p>Un plan :</p>{IFRAME}"))
    assert "iframe" in caught.value.where
    assert plain.rows(draft) == before
    assert plain.revisions(draft) == []
    assert plain.own_posts() == own
    assert plain.wordpress.tags(draft) == ["needs-seo"]
    accepted = proposal_for(site, draft)
    site.propose(accepted)
    assert offered(plain, draft) == accepted.content
    with pytest.raises(ContentFiltered):
        site.propose(proposal_for(site, draft, content=IFRAME))
    assert offered(plain, draft) == accepted.content


def test_a_draft_that_would_lose_its_own_iframe_to_a_change_of_tags_is_not_touched(plain: Plain) -> None:
    plain.become("editor", without=("unfiltered_html",))
    site = plain.site("autosave")
    draft = plain.wordpress.draft("Avant", f"<p>Un plan :</p>{IFRAME}", author="admin")
    before = plain.rows(draft)
    for deliver in (lambda: site.propose(proposal_for(site, draft)), lambda: site.hold(hold_for(plain, draft))):
        with pytest.raises(SiteRefused) as caught:
            deliver()
        assert "unfiltered_html" in caught.value.todo
    assert plain.rows(draft) == before
    assert plain.revisions(draft) == []
    assert plain.wordpress.tags(draft) == ["needs-seo"]


# ── tags and held verdicts ──────────────────────────────────────────────────────────────────────────────────────────


def test_a_held_draft_changes_its_tags_and_nothing_else(plain: Plain) -> None:
    site = plain.site("autosave")
    draft = plain.wordpress.draft("Avant", TRICKY, tags=("needs-seo", "sport"))
    before, hold = plain.rows(draft), hold_for(plain, draft)
    site.hold(hold)
    site.hold(hold)
    assert plain.rows(draft) == before
    assert plain.wordpress.tags(draft) == ["seo-retenu", "sport"]
    [report] = (plain.folder / "rapports").iterdir()
    assert "Trop court." in report.read_text(encoding="utf-8")


# ── SEO fields ──────────────────────────────────────────────────────────────────────────────────────────────────────

#: As Yoast SEO registers them (inc/class-wpseo-meta.php), with and without what later versions show over REST.
REGISTERED = """add_action('init', function () {
    foreach (['title', 'metadesc', 'focuskw'] as $key) {
        register_meta('post', "_yoast_wpseo_$key", ['object_subtype' => 'post', 'type' => 'string', 'single' => true,
            'show_in_rest' => %s, 'sanitize_callback' => 'sanitize_text_field',
            'auth_callback' => function ($allowed, $meta_key, $post_id) {
                return current_user_can('edit_post', $post_id); }]);
    }
});"""


def seo_rows(plain: Plain, draft: int) -> list[str]:
    code = """echo json_encode(array_map(function ($key) use ($args) {
        return get_post_meta((int) $args[0], "_yoast_wpseo_$key", true); }, ['title', 'metadesc', 'focuskw']));"""
    return list(json.loads(plain.wordpress.php(code, str(draft))))


def report_of(plain: Plain) -> str:
    [report] = (plain.folder / "rapports").iterdir()
    return report.read_text(encoding="utf-8")


def test_empty_seo_fields_are_filled_where_the_configuration_says_so_and_no_other(plain: Plain) -> None:
    removing = plain.settings(REGISTERED % "true")
    try:
        site = plain.site("autosave", fill_seo=True)
        draft = plain.wordpress.draft("Avant", "Texte.")
        plain.wordpress.php(
            "update_post_meta((int) $args[0], '_yoast_wpseo_title', 'Posé par une personne');", str(draft)
        )
        proposal = proposal_for(site, draft)
        told = site.propose(proposal)
        assert seo_rows(plain, draft) == ["Posé par une personne", "Une description.", "titre"]
        assert offered(plain, draft) == proposal.content
        assert (told.state, told.stale) == (ProposalState.PENDING, False)
        # once more, after a crash: what the bridge itself wrote is no new version
        assert plain.site("autosave", fill_seo=True).propose(proposal).stale is False
    finally:
        removing()
    report = report_of(plain)
    assert "Posé par une personne" in report
    assert "écrit dans le brouillon, et relu" in report


def test_seo_fields_are_part_of_the_version_where_the_site_shows_them(plain: Plain) -> None:
    removing = plain.settings(REGISTERED % "true")
    try:
        site = plain.site("autosave")
        draft = plain.wordpress.draft("Avant", "Texte.")
        proposal = proposal_for(site, draft)
        plain.edit(draft, meta={"_yoast_wpseo_focuskw": "une requête"})
        assert site.fetch(draft).seo.keyphrase == "une requête"
        with pytest.raises(StaleDraft):
            site.propose(proposal)
    finally:
        removing()


def test_seo_fields_that_wordpress_ignores_are_reported_as_not_written(plain: Plain) -> None:
    site = plain.site("autosave", fill_seo=True)
    draft = plain.wordpress.draft("Avant", "Texte.")
    before = plain.rows(draft)
    site.propose(proposal_for(site, draft))
    assert plain.rows(draft) == before
    assert "pas écrit : le site ne montre les champs" in report_of(plain)


def test_seo_fields_that_a_plugin_drops_are_noticed(plain: Plain) -> None:
    dropping = """foreach (['add', 'update'] as $verb) {
        add_filter("{$verb}_post_metadata", fn($done, $id, $key) => str_ends_with($key, 'desc') ? 1 : $done, 10, 3);
    }"""
    removing = plain.settings((REGISTERED % "true") + dropping)
    try:
        site = plain.site("autosave", fill_seo=True)
        draft = plain.wordpress.draft("Avant", "Texte.")
        site.propose(proposal_for(site, draft))
        assert seo_rows(plain, draft) == ["Titre SEO", "", "titre"]
    finally:
        removing()
    assert "ne l&#x27;a pas gardé" in report_of(plain)


def test_seo_fields_go_into_the_report_alone_unless_the_configuration_says_otherwise(plain: Plain) -> None:
    removing = plain.settings(REGISTERED % "true")
    try:
        site = plain.site("autosave")
        draft = plain.wordpress.draft("Avant", "Texte.")
        site.propose(proposal_for(site, draft))
        assert seo_rows(plain, draft) == ["", "", ""]
    finally:
        removing()
    report = report_of(plain)
    assert "Une description." in report
    assert "seo_fields: report" in report
