"""What nobody may get past the companion: a text nobody checked, a text somebody took out, ids nobody may know."""

from __future__ import annotations

import json
from base64 import b64encode
from itertools import count
from typing import Any

import pytest
import requests

from tests.support.wordpress import WordPress

pytestmark = pytest.mark.wordpress

SCRIPT = "<script>alert(1)</script>"
IFRAME = '<iframe src="https://video.example/1"></iframe>'
PLAIN = "<!-- wp:paragraph -->\n<p>Un article.</p>\n<!-- /wp:paragraph -->"
_jobs = count(1)


def base(wordpress: WordPress, draft: int) -> str:
    return str(wordpress.api("seo-bridge", "GET", f"/needs-seo/v1/drafts/{draft}").json()["base"])


def propose(wordpress: WordPress, draft: int, **fields: Any) -> requests.Response:
    body = {
        "job": f"{next(_jobs):064x}",
        "base": base(wordpress, draft),
        "title": "Titre proposé",
        "content": PLAIN,
        "excerpt": "",
        "slug": "titre-propose",
        "seo": {"title": "Titre SEO", "description": "Description.", "keyphrase": "titre"},
        "tags": {"add": ["seo-propose"], "remove": ["needs-seo"]},
        **fields,
    }
    return wordpress.api("seo-bridge", "POST", f"/needs-seo/v1/drafts/{draft}/proposals", body)


def proposed(wordpress: WordPress, draft: int, **fields: Any) -> int:
    answer = propose(wordpress, draft, **fields)
    assert answer.status_code == 201, answer.text[:500]
    return int(answer.json()["id"])


def lost(wordpress: WordPress, content: str, known: str = "", settings: str = "") -> list[str]:
    """What the check says of a content, told by the class itself; ``settings`` is PHP code that runs before it."""
    code = f"""wp_set_current_user(1);
        [$content, $known] = json_decode(base64_decode($args[0]));
        $draft = SeoBridge\\Draft::find(wp_insert_post(['post_title' => 'Avant',
            'post_content' => wp_slash($known ?: 'Texte.')]));
        $seo = ['title' => '', 'description' => '', 'keyphrase' => ''];
        $sent = ['title' => 'Titre', 'content' => $content, 'excerpt' => '', 'seo' => $seo];
        ob_start(); {settings} $lost = SeoBridge\\Kses_Check::lost($sent, $draft); ob_end_clean();
        echo json_encode($lost);"""
    return list(json.loads(wordpress.php(code, b64encode(json.dumps([content, known]).encode()).decode())))


def save(wordpress: WordPress, login: str, draft: int, **fields: str) -> None:
    answer = wordpress.api(login, "POST", f"/wp/v2/posts/{draft}", dict(fields))
    assert answer.status_code == 200, answer.text[:500]


def restore_by_code(wordpress: WordPress, login: str, proposal: int) -> None:
    """The way back to a revision that comes past every screen and route."""
    code = """wp_set_current_user(get_user_by('login', $args[0])->ID);
        echo (int) wp_restore_post_revision((int) $args[1]);"""
    assert int(wordpress.php(code, login, str(proposal)))


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(f"<!--{'a' * 1_200_000}-->{SCRIPT}", id="a long comment"),
        pytest.param(f"<!--{'-' * 1_200_000}-->{SCRIPT}", id="a comment of dashes"),
        pytest.param(f"<!--{'a' * 1_200_000}{SCRIPT}", id="a comment without an end"),
        pytest.param(f"<{'a' * 1_200_000}>{SCRIPT}", id="a long tag"),
        pytest.param(f"<p{' a' * 600_000} onclick='alert(1)'>x</p>", id="a tag with many attributes"),
        pytest.param(f'<p style="{"a:b;" * 300_000}">x</p>{SCRIPT}', id="a long style"),
        pytest.param(f"<!-- wp:a {{{'} ' * 600_000}-->{SCRIPT}", id="a long block"),
        pytest.param(f"{'<p>' * 400_000}{SCRIPT}", id="many tags"),
    ],
)
def test_a_script_behind_something_too_long_to_be_read_is_refused(wordpress: WordPress, content: str) -> None:
    draft = wordpress.draft("Avant", "Texte.")
    answer = propose(wordpress, draft, content=content)
    assert (answer.status_code, answer.json()["code"]) == (422, "needs_seo_filtered")
    assert answer.json()["data"]["lost"]
    assert len(answer.json()["message"]) < 2000
    assert wordpress.proposals(draft) == []
    assert wordpress.tags(draft) == ["needs-seo"]


def test_a_long_text_with_nothing_to_lose_is_staged(wordpress: WordPress) -> None:
    draft = wordpress.draft("Avant", "Texte.")
    content = "<!-- wp:paragraph -->\n<p>Un <em>mot</em> &amp; 1 < 2.</p>\n<!-- /wp:paragraph -->\n" * 3000
    number = proposed(wordpress, draft, content=content)
    answer = wordpress.api("editrice", "POST", f"/needs-seo/v1/proposals/{number}/approve", {})
    assert answer.status_code == 200, answer.text[:500]
    assert wordpress.content(draft)["content"] == content


@pytest.mark.parametrize(
    "content",
    [
        SCRIPT,
        "<!-- note -->" + SCRIPT,
        '<p onclick="alert(1)">x</p>',
        '<p style="position:fixed;behavior:url(x)">x</p>',
        '<!-- wp:a {"a":"<b>"} -->',
        "\x01",
    ],
)
@pytest.mark.parametrize("settings", ["", "ini_set('pcre.jit', '0');"])
def test_what_can_not_be_read_counts_as_lost_whatever_pcre_is_allowed(
    wordpress: WordPress, content: str, settings: str
) -> None:
    for limit in (0, 1, 3, 10, 100):
        told = lost(wordpress, content, settings=f"{settings} ini_set('pcre.backtrack_limit', '{limit}');")
        assert told, limit


def test_a_program_is_not_excused_by_a_tag_too_long_to_be_read(wordpress: WordPress) -> None:
    tag = f"<script{' a' * 20_000}>"
    assert lost(wordpress, f"{tag}alert(2)</script>", known=f"{tag}alert(1)</script>")


def test_what_stands_in_the_draft_may_stay_letter_for_letter(wordpress: WordPress) -> None:
    known = f"<!-- a < b -->{IFRAME}<p onclick='x()'>x</p>{SCRIPT}"
    assert lost(wordpress, f"<p>Avant.</p>{known}<p>Après.</p>", known=known) == []
    assert lost(wordpress, known.replace("alert(1)", "alert(2)"), known=known)


def with_iframe(wordpress: WordPress) -> tuple[int, int]:
    """A draft of auteur1 into which an administrator put an iframe, and a proposal that keeps it."""
    draft = wordpress.draft("Avant", "Texte.")
    save(wordpress, "admin", draft, content=f"{PLAIN}\n{IFRAME}")
    return draft, proposed(wordpress, draft, content=f"{PLAIN}\n{IFRAME}\n<p>Et plus.</p>")


def test_a_restore_brings_back_nothing_that_an_administrator_took_out(wordpress: WordPress) -> None:
    draft, number = with_iframe(wordpress)
    save(wordpress, "admin", draft, content=PLAIN)
    restore_by_code(wordpress, "auteur1", number)
    texts = wordpress.content(draft)
    assert "iframe" not in texts["content"]
    assert "Et plus." in texts["content"]
    assert (texts["slug"], texts["seo_title"], texts["keyphrase"]) == ("titre-propose", "Titre SEO", "titre")
    assert wordpress.proposal(number)["state"] == "approved"
    assert wordpress.tags(draft) == []


def test_a_plain_save_brings_back_nothing_either(wordpress: WordPress) -> None:
    draft, number = with_iframe(wordpress)
    save(wordpress, "admin", draft, content=PLAIN)
    save(wordpress, "auteur1", draft, title="Titre proposé", content=f"{PLAIN}\n\n<p>Et plus.</p>")
    assert "iframe" not in wordpress.content(draft)["content"]
    assert wordpress.proposal(number)["state"] == "approved"


def test_an_administrator_who_leaves_the_iframe_out_has_decided_about_another_text(wordpress: WordPress) -> None:
    draft, number = with_iframe(wordpress)
    save(wordpress, "admin", draft, title="Titre proposé", content=f"{PLAIN}\n\n<p>Et plus.</p>")
    texts = wordpress.content(draft)
    assert "iframe" not in texts["content"]
    assert texts["slug"] != "titre-propose"
    assert (wordpress.proposal(number)["state"], wordpress.proposal(number)["stale"]) == ("pending", True)


def test_an_administrator_restores_the_text_whole(wordpress: WordPress) -> None:
    draft, number = with_iframe(wordpress)
    restore_by_code(wordpress, "admin", number)
    assert wordpress.content(draft)["content"] == f"{PLAIN}\n{IFRAME}\n<p>Et plus.</p>"
    assert wordpress.content(draft)["slug"] == "titre-propose"
    assert wordpress.proposal(number)["state"] == "approved"


def test_approval_by_an_author_keeps_what_is_in_the_draft(wordpress: WordPress) -> None:
    draft, number = with_iframe(wordpress)
    answer = wordpress.api("auteur1", "POST", f"/needs-seo/v1/proposals/{number}/approve", {})
    assert answer.status_code == 200, answer.text[:500]
    assert wordpress.content(draft)["content"] == f"{PLAIN}\n{IFRAME}\n<p>Et plus.</p>"


UNKNOWN = 99_999_999
CALLS = [("GET", ""), ("POST", "/approve"), ("POST", "/reject")]


def ask(wordpress: WordPress, login: str, call: tuple[str, str], number: int) -> tuple[int, str, str]:
    method, ending = call
    body = {"reason": "Non."} if method == "POST" else None
    answer = wordpress.api(login, method, f"/needs-seo/v1/proposals/{number}{ending}", body)
    told = answer.json()
    return answer.status_code, told["code"], told["message"].replace(str(number), "N")


@pytest.fixture(scope="module")
def strangers(wordpress: WordPress) -> int:
    """A proposal for a draft of auteur1."""
    return proposed(wordpress, wordpress.draft("Avant", "Texte."))


@pytest.mark.parametrize("call", CALLS)
def test_who_may_not_decide_is_not_told_which_proposals_there_are(
    wordpress: WordPress, strangers: int, call: tuple[str, str]
) -> None:
    there, absent = (ask(wordpress, "auteur2", call, number) for number in (strangers, UNKNOWN))
    assert there == absent
    assert there[:2] == (403, "needs_seo_forbidden")


@pytest.mark.parametrize("call", CALLS)
def test_a_subscriber_is_told_nothing_either(wordpress: WordPress, strangers: int, call: tuple[str, str]) -> None:
    role = "get_user_by('login', 'auteur2')->set_role($args[0]); echo 1;"
    wordpress.php(role, "subscriber")
    try:
        there, absent = (ask(wordpress, "auteur2", call, number) for number in (strangers, UNKNOWN))
    finally:
        wordpress.php(role, "author")
    assert there == absent
    assert there[:2] == (403, "needs_seo_forbidden")


@pytest.mark.parametrize("call", CALLS[1:])
def test_the_bridge_may_decide_nothing_whether_it_exists_or_not(
    wordpress: WordPress, strangers: int, call: tuple[str, str]
) -> None:
    there, absent = (ask(wordpress, "seo-bridge", call, number) for number in (strangers, UNKNOWN))
    assert there == absent
    assert there[:2] == (403, "needs_seo_forbidden")


def test_who_may_see_all_of_them_is_told_that_there_is_none(wordpress: WordPress) -> None:
    assert ask(wordpress, "seo-bridge", CALLS[0], UNKNOWN)[:2] == (404, "needs_seo_proposal_unknown")
    for call in CALLS:
        assert ask(wordpress, "editrice", call, UNKNOWN)[:2] == (404, "needs_seo_proposal_unknown")
