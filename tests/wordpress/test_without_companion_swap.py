"""A WordPress without the companion: a proposal as a revision, whatever happens on the way."""

from __future__ import annotations

import socket
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from bridge.domain.draft import ProposalState, TagChange
from bridge.domain.swap import Swap, Texts
from bridge.errors import ContentFiltered, DraftBusy, SiteRefused, SiteUnavailable, StaleDraft
from bridge.wordpress.plain import PlainSite
from bridge.wordpress.plain.core import Core
from tests.support.plain_site import ARTICLE, TRICKY, Plain, proposal_for

pytestmark = pytest.mark.wordpress

DEAD = f"{socket.gethostname()}:4194304:0badcafe"  # beyond the highest number of a process
ALIVE = f"{socket.gethostname()}:1:0badcafe"


class Crash(BaseException):
    """The process ends here; nothing of ours runs after it."""


class Meddled:
    """A core with something that happens before or after one of its calls, the first time."""

    def __init__(self, core: Core, call: str, *, before: Callable[[], Any] = lambda: None,
                 after: Callable[[], Any] = lambda: None) -> None:  # fmt: skip
        self._core = core
        self._call = call
        self._before = before
        self._after = after

    def __getattr__(self, name: str) -> Any:
        found = getattr(self._core, name)
        if name != self._call:
            return found

        def meddled(*arguments: Any, **options: Any) -> Any:
            self._call = ""
            self._before()
            answer = found(*arguments, **options)
            self._after()
            return answer

        return meddled


def crash() -> None:
    raise Crash


def lose_the_answer() -> None:
    raise SiteUnavailable("Le site n'a pas répondu à temps")


@pytest.fixture(params=["rest", "xmlrpc"])
def access(request: pytest.FixtureRequest, plain: Plain) -> Callable[[], Core]:
    return plain.rest if request.param == "rest" else plain.xmlrpc


def swapping(plain: Plain, core: Core, **options: Any) -> PlainSite:
    return plain.site("revision-swap", core=core, **options)


def rows(plain: Plain, draft: int) -> Any:
    """Byte for byte; wp.restoreRevision notes the last editor."""
    return plain.rows(draft, but=("_edit_last",))


def texts(revision: dict[str, Any]) -> Texts:
    return Texts(title=revision["post_title"], content=revision["post_content"], excerpt=revision["post_excerpt"])


def a_draft(plain: Plain, **fields: Any) -> int:
    """With line ends and white space that protocols like to change."""
    fields = {"slug": "avant", "excerpt": "Un extrait.", "tags": ("needs-seo", "sport"), **fields}
    return plain.wordpress.draft("Avant \\ « l’été »", f"{TRICKY}\r\n\r\nFin.\t\n ", **fields)


# ── the delivery ────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("status", ["draft", "pending"])
def test_the_proposal_is_a_revision_and_the_draft_is_what_it_was(
    plain: Plain, access: Callable[[], Core], status: str
) -> None:
    site = swapping(plain, access())
    draft = a_draft(plain, status=status)
    before = rows(plain, draft)
    proposal = proposal_for(site, draft)
    told = site.propose(proposal)
    assert rows(plain, draft) == before
    assert plain.wordpress.tags(draft) == ["seo-propose", "sport"]
    assert (told.state, told.stale) == (ProposalState.PENDING, False)
    stored = {int(revision["ID"]): revision for revision in plain.revisions(draft)}
    assert texts(stored[told.id]) == Texts.of(proposal)
    draft_texts = Texts(**{name: plain.wordpress.content(draft)[name] for name in ("title", "content", "excerpt")})
    assert draft_texts in map(texts, stored.values())
    assert plain.journal().open() == ()
    plain.take(told.id)
    assert site.state(told.id).state is ProposalState.APPROVED


def test_the_same_delivery_twice_writes_nothing_more(plain: Plain, access: Callable[[], Core]) -> None:
    site = swapping(plain, access())
    draft = a_draft(plain)
    proposal = proposal_for(site, draft)
    first = site.propose(proposal)
    stored = plain.revisions(draft)
    assert swapping(plain, access()).propose(proposal) == first
    assert plain.revisions(draft) == stored


def test_a_draft_of_the_bridges_own_account_is_no_trouble_here(plain: Plain) -> None:
    site = swapping(plain, plain.rest())
    draft = a_draft(plain, author="seo-bridge")
    before = rows(plain, draft)
    assert site.propose(proposal_for(site, draft)).state is ProposalState.PENDING
    assert rows(plain, draft) == before


# ── crashes ─────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("step", ["touch", "save", "restore"])
def test_after_a_crash_the_next_poll_finds_the_draft_as_it_was(
    plain: Plain, access: Callable[[], Core], step: str
) -> None:
    draft = a_draft(plain)
    before = rows(plain, draft)
    proposal = proposal_for(swapping(plain, access()), draft)
    with pytest.raises(Crash):
        swapping(plain, Meddled(access(), step, after=crash), owner=DEAD).propose(proposal)
    site = swapping(plain, access())
    [listed] = [
        line for line in site.poll(tag="needs-seo", statuses=("draft",), post_types=("post",)) if line.id == draft
    ]
    assert (listed.base, listed.title) == (proposal.base, "Avant \\ « l’été »")
    assert rows(plain, draft) == before
    assert plain.journal().open() == ()
    told = site.propose(proposal)
    assert told.state is ProposalState.PENDING
    assert rows(plain, draft) == before
    assert [texts(each) for each in plain.revisions(draft)].count(Texts.of(proposal)) == 1


@pytest.mark.parametrize("reader", ["fetch", "propose"])
def test_whoever_reads_a_half_way_draft_first_puts_it_right(plain: Plain, reader: str) -> None:
    draft = a_draft(plain)
    before = rows(plain, draft)
    proposal = proposal_for(swapping(plain, plain.rest()), draft)
    with pytest.raises(Crash):
        swapping(plain, Meddled(plain.xmlrpc(), "save", after=crash), owner=DEAD).propose(proposal)
    assert plain.wordpress.content(draft)["title"] == proposal.title
    site = swapping(plain, plain.rest())  # over the other protocol, even
    if reader == "fetch":
        assert site.fetch(draft).base == proposal.base
    else:
        assert site.propose(proposal).state is ProposalState.PENDING
    assert rows(plain, draft) == before


@pytest.mark.parametrize("step", ["save", "restore"])
def test_a_lost_answer_leaves_nothing_half_way(plain: Plain, access: Callable[[], Core], step: str) -> None:
    draft = a_draft(plain)
    before = rows(plain, draft)
    site = swapping(plain, access())
    proposal = proposal_for(site, draft)
    with pytest.raises(SiteUnavailable):
        swapping(plain, Meddled(access(), step, after=lose_the_answer)).propose(proposal)
    assert rows(plain, draft) == before
    assert site.propose(proposal).state is ProposalState.PENDING
    assert rows(plain, draft) == before
    assert plain.journal().open() == ()


def test_a_crash_before_the_tags_are_changed_is_finished_too(plain: Plain) -> None:
    draft = a_draft(plain)
    site = swapping(plain, plain.rest())
    proposal = proposal_for(site, draft)
    with pytest.raises(Crash):
        swapping(plain, Meddled(plain.rest(), "set_tags", before=crash)).propose(proposal)
    site.propose(proposal)
    assert plain.wordpress.tags(draft) == ["seo-propose", "sport"]


def test_a_draft_that_another_process_is_at_is_left_alone(plain: Plain) -> None:
    draft = a_draft(plain, tags=("occupe",))
    site = swapping(plain, plain.rest())
    proposal = proposal_for(site, draft)
    with pytest.raises(Crash):
        swapping(plain, Meddled(plain.rest(), "save", after=crash), owner=ALIVE).propose(proposal)
    assert list(site.poll(tag="occupe", statuses=("draft",), post_types=("post",))) == []
    for call in (lambda: site.fetch(draft), lambda: site.propose(proposal)):
        with pytest.raises(DraftBusy):
            call()
    assert plain.wordpress.content(draft)["title"] == proposal.title


# ── people ──────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(("step", "moment"), [("save", "before"), ("save", "after"), ("restore", "before"),
                                              ("set_tags", "before")])  # fmt: skip
def test_a_person_who_saves_meanwhile_wins(plain: Plain, access: Callable[[], Core], step: str, moment: str) -> None:
    draft = a_draft(plain)

    def person() -> None:
        plain.edit(draft, content="Texte d'une personne.")

    proposal = proposal_for(swapping(plain, access()), draft)
    with pytest.raises(StaleDraft):
        swapping(plain, Meddled(access(), step, **{moment: person})).propose(proposal)
    assert plain.wordpress.content(draft)["content"] == "Texte d'une personne."
    assert plain.wordpress.tags(draft) == ["needs-seo", "sport"]
    assert plain.journal().open() == ()


@pytest.mark.parametrize("change", [{"content": "Repris par une personne."}, {"status": "publish"}])
def test_a_person_who_goes_on_after_a_crash_wins(plain: Plain, change: dict[str, str]) -> None:
    draft = a_draft(plain)
    site = swapping(plain, plain.rest())
    proposal = proposal_for(site, draft)
    with pytest.raises(Crash):
        swapping(plain, Meddled(plain.rest(), "save", after=crash), owner=DEAD).propose(proposal)
    plain.edit(draft, **change)
    before = plain.wordpress.rows(draft)
    list(site.poll(tag="needs-seo", statuses=("draft",), post_types=("post",)))
    assert plain.wordpress.rows(draft) == before
    assert plain.journal().open() == ()


def test_a_draft_that_is_gone_after_a_crash_closes_the_journal(plain: Plain) -> None:
    site = swapping(plain, plain.rest())
    something = Texts(title="", content="", excerpt="")
    swap = Swap(draft=9_999_999, job="a", base="b", original=something, proposed=something, kept=1, newest=1)
    plain.journal().begin(swap)
    list(site.poll(tag="needs-seo", statuses=("draft",), post_types=("post",)))
    assert plain.journal().open() == ()


# ── sites that don't fit ────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("kept", [0, 1])
def test_a_site_that_keeps_too_few_revisions_is_refused_with_the_draft_untouched(
    plain: Plain, access: Callable[[], Core], kept: int
) -> None:
    site = swapping(plain, access())
    draft = a_draft(plain)
    removing = plain.settings(f"add_filter('wp_revisions_to_keep', fn() => {kept});")
    try:
        plain.edit(draft, content="Autre texte.", excerpt="")
        before = rows(plain, draft)
        with pytest.raises(SiteRefused) as caught:
            site.propose(proposal_for(site, draft))
        assert "WP_POST_REVISIONS" in caught.value.todo
        assert rows(plain, draft) == before
    finally:
        removing()
    assert plain.wordpress.tags(draft) == ["needs-seo", "sport"]
    assert plain.journal().open() == ()


def test_a_plugin_that_changes_what_is_saved_is_noticed_and_the_draft_comes_back(
    plain: Plain, access: Callable[[], Core]
) -> None:
    site = swapping(plain, access())
    draft = plain.wordpress.draft("Avant", "Texte.")
    before = rows(plain, draft)
    removing = plain.settings("add_filter('content_save_pre', fn($text) => str_replace('<em>gras</em>', '', $text));")
    try:
        with pytest.raises(ContentFiltered) as caught:
            site.propose(proposal_for(site, draft))
        assert "<em>gras</em>" in caught.value.where
        assert rows(plain, draft) == before
    finally:
        removing()
    assert plain.journal().open() == ()


def test_an_account_whose_html_is_filtered(plain: Plain, access: Callable[[], Core]) -> None:
    iframe = '<iframe src="https://carte.example/plan"></iframe>'
    plain.become("editor", without=("unfiltered_html",))
    site = swapping(plain, access())
    theirs = plain.wordpress.draft("Avant", f"<p>Un plan :</p>{iframe}", author="admin")
    harmless = plain.wordpress.draft("Avant", "<p>Texte.</p>")
    before, own = [rows(plain, draft) for draft in (theirs, harmless)], plain.own_posts()
    with pytest.raises(SiteRefused) as caught:
        site.propose(proposal_for(site, theirs))
    assert "unfiltered_html" in caught.value.todo
    with pytest.raises(ContentFiltered):
        site.propose(proposal_for(site, harmless, content=iframe))
    assert plain.revisions(theirs) == plain.revisions(harmless) == []
    assert site.propose(proposal_for(site, harmless)).state is ProposalState.PENDING
    assert [rows(plain, draft) for draft in (theirs, harmless)] == before
    assert plain.own_posts() == own


# ── what is different over XML-RPC ──────────────────────────────────────────────────────────────────────────────────


def test_over_xmlrpc_the_poll_and_the_draft_are_the_same(plain: Plain) -> None:
    wordpress, site, rest = plain.wordpress, swapping(plain, plain.xmlrpc()), swapping(plain, plain.rest())
    mine = a_draft(plain, tags=("deux",))
    other = wordpress.draft("Second", "Texte.", author="auteur2", tags=("deux",), status="pending")
    plain.edit(wordpress.draft("Publié", "Texte.", tags=("deux",)), status="publish")
    query: dict[str, Any] = {"tag": "deux", "statuses": ("draft", "pending"), "post_types": ("post",)}
    listed = [{line.id: replace(line, author="") for line in each.poll(**query)} for each in (site, rest)]
    assert listed[0] == listed[1]
    assert set(listed[0]) == {mine, other}
    assert {line.author for line in site.poll(**query)} == {"Auteur1", "Auteur2"}
    assert site.fetch(mine) == replace(rest.fetch(mine), author="Auteur1")
    assert site.status("deux").wordpress.startswith(wordpress.facts["wordpress_version"])
    with pytest.raises(SiteRefused, match="étiquette n'existe pas"):
        list(site.poll(**{**query, "tag": "inconnue"}))
    for post_type in ("inconnu", "page"):
        with pytest.raises(SiteRefused, match="type de contenu"):
            list(site.poll(**{**query, "post_types": (post_type,)}))


def test_a_tag_that_can_not_be_made_is_told_and_the_queue_tag_goes_all_the_same(plain: Plain) -> None:
    plain.become("editor", without=("manage_categories",))
    site = swapping(plain, plain.xmlrpc())
    draft = plain.wordpress.draft("Avant", "Texte.")
    site.propose(proposal_for(site, draft, tags=TagChange(add=("jamais-vue",), remove=("needs-seo",))))
    assert plain.wordpress.tags(draft) == []
    [report] = (plain.folder / "rapports").iterdir()
    assert "ne peut pas créer jamais-vue" in report.read_text(encoding="utf-8")


#: As Yoast SEO registers its keys (inc/class-wpseo-meta.php), for XML-RPC and not for REST.
YOAST = """add_action('init', function () {
    foreach (['title', 'metadesc', 'focuskw'] as $key) {
        register_meta('post', "_yoast_wpseo_$key", ['type' => 'string', 'single' => true,
            'sanitize_callback' => 'sanitize_text_field', 'auth_callback' => '__return_true']);
    }
});"""


@pytest.mark.parametrize("yoast", [True, False])
def test_over_xmlrpc_empty_seo_fields_are_filled_or_the_report_says_that_they_were_not(
    plain: Plain, yoast: bool
) -> None:
    removing = plain.settings(YOAST if yoast else "")
    try:
        site = swapping(plain, plain.xmlrpc(), fill_seo=True)
        draft = plain.wordpress.draft("Avant", "Texte.")
        plain.wordpress.php("update_post_meta((int) $args[0], '_yoast_wpseo_focuskw', 'la sienne');", str(draft))
        proposal = proposal_for(site, draft)
        assert site.propose(proposal).stale is False
        found = plain.wordpress.content(draft)
    finally:
        removing()
    [report] = (plain.folder / "rapports").iterdir()
    said = report.read_text(encoding="utf-8")
    assert found["keyphrase"] == "la sienne"
    if yoast:
        assert (found["seo_title"], found["description"]) == ("Titre SEO", "Une description.")
        assert "la sienne" in said
    else:
        assert (found["seo_title"], found["description"]) == ("", "")
        assert "n&#x27;a rien gardé" in said


def test_over_xmlrpc_no_visible_custom_field_is_made_where_rank_math_is_not(plain: Plain) -> None:
    site = swapping(plain, plain.xmlrpc(), fill_seo=True)
    plainly, ranked = plain.wordpress.draft("Avant", "Texte."), plain.wordpress.draft("Avant", ARTICLE)
    plain.wordpress.php("update_post_meta((int) $args[0], 'rank_math_seo_score', '12');", str(ranked))
    for draft in (plainly, ranked):
        site.propose(proposal_for(site, draft))
    code = "echo get_post_meta((int) $args[0], 'rank_math_title', true);"
    assert plain.wordpress.php(code, str(plainly)) == ""
    assert plain.wordpress.php(code, str(ranked)) == "Titre SEO"
