"""Who is told what by mail, when, in which language; and who never is."""

from __future__ import annotations

import json
from base64 import b64encode
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.support.screens import debug_log
from tests.support.staging import hold, propose
from tests.support.wordpress import WordPress

pytestmark = pytest.mark.wordpress

_CLEAR = """global $wpdb; $wpdb->query("DELETE FROM $wpdb->usermeta WHERE meta_key LIKE '%needs\\_seo%'");
    wp_unschedule_hook('needs_seo_send_mail'); wp_cache_flush(); echo 1;"""
_DUE = """$due = []; foreach (_get_cron_array() as $at => $hooks) {
    foreach ($hooks['needs_seo_send_mail'] ?? [] as $event) {
        $due[get_userdata($event['args'][0])->user_login][] = $at - time(); } } echo json_encode($due);"""
_SEND = """foreach (_get_cron_array() as $at => $hooks) { foreach ($hooks['needs_seo_send_mail'] ?? [] as $event) {
    wp_unschedule_event($at, 'needs_seo_send_mail', $event['args']);
    do_action_ref_array('needs_seo_send_mail', $event['args']); } } echo 1;"""
_CHOOSE = """$id = get_user_by('login', $args[0])->ID;
    update_user_option($id, 'needs_seo_mail', json_decode(base64_decode($args[1]), true)); echo 1;"""
_LANGUAGE = "update_user_meta(get_user_by('login', $args[0])->ID, 'locale', $args[1]); echo 1;"


class Post:
    """The site's mails, as its mu-plugin writes them into a folder."""

    def __init__(self, site: WordPress) -> None:
        self._site = site
        self._folder = Path(site.facts["paths"]["mails"])
        self._seen = set(self._folder.glob("*.json"))

    def due(self) -> dict[str, list[int]]:
        """In how many seconds WP-Cron sends somebody's, by login."""
        told = json.loads(self._site.php(_DUE))
        return dict(told) if told else {}

    def sent(self) -> dict[str, list[dict[str, Any]]]:
        """What goes out once all that is due is due, by login."""
        self._site.php(_SEND)
        mails: dict[str, list[dict[str, Any]]] = {}
        for path in sorted(set(self._folder.glob("*.json")) - self._seen):
            mail = json.loads(path.read_text(encoding="utf-8"))
            mails.setdefault(str(mail["to"]).partition("@")[0], []).append(mail)
            self._seen.add(path)
        return mails

    def choose(self, login: str, **choice: object) -> None:
        self._site.php(_CHOOSE, login, b64encode(json.dumps(choice).encode()).decode())


@pytest.fixture
def post(wordpress: WordPress) -> Iterator[Post]:
    wordpress.php(_CLEAR)
    yield Post(wordpress)
    wordpress.php(_CLEAR)


def test_a_proposal_is_told_its_author_and_the_editors_once_in_plain_text(wordpress: WordPress, post: Post) -> None:
    number = propose(wordpress, wordpress.draft("La piscine", "Texte.", author="auteur1"), slug="a")

    assert {login: len(times) for login, times in post.due().items()} == {"auteur1": 1, "editrice": 1, "admin": 1}
    assert all(200 < seconds <= 300 for times in post.due().values() for seconds in times)
    sent = post.sent()

    assert {login: len(mails) for login, mails in sent.items()} == {"auteur1": 1, "editrice": 1, "admin": 1}
    mail = sent["auteur1"][0]
    assert "La piscine" in mail["subject"]
    assert f"{wordpress.url}/wp-admin/admin.php?page=needs-seo-proposals&proposal={number}" in mail["message"]
    assert f"{wordpress.url}/wp-admin/profile.php#needs-seo-mail" in mail["message"]
    assert "<" not in mail["message"]
    assert mail["headers"] in ("", [])
    assert post.sent() == {}


def test_many_at_once_are_one_mail(wordpress: WordPress, post: Post) -> None:
    for number in range(4):
        propose(wordpress, wordpress.draft(f"Brouillon {number}", "Texte."), slug=f"b-{number}")
    hold(wordpress, wordpress.draft("Retenu", "Texte."), "Un chiffre\nsans source.")
    mail = post.sent()["auteur1"]
    assert len(mail) == 1
    assert "5" in mail[0]["subject"]
    assert [f"Brouillon {number}" in mail[0]["message"] for number in range(4)] == [True] * 4
    assert "Un chiffre sans source." in mail[0]["message"]


def test_what_was_decided_meanwhile_is_no_news(wordpress: WordPress, post: Post) -> None:
    number = propose(wordpress, wordpress.draft("Décidé", "Texte."), slug="c")
    answer = wordpress.api("editrice", "POST", f"/needs-seo/v1/proposals/{number}/approve")
    assert answer.status_code == 200
    assert post.sent() == {}


def test_a_proposal_that_goes_stale_is_told_once(wordpress: WordPress, post: Post) -> None:
    draft = wordpress.draft("Avant", "Texte.")
    propose(wordpress, draft, slug="d")
    post.sent()
    for title in ("Après", "Encore après"):
        wordpress.api("auteur1", "POST", f"/wp/v2/posts/{draft}", {"title": title})
        mails = post.sent()
        assert sorted(mails) == (["admin", "auteur1", "editrice"] if title == "Après" else [])
    wordpress.api("auteur1", "POST", f"/wp/v2/posts/{draft}", {"tags": []})
    assert post.sent() == {}


def test_a_save_that_changes_nothing_of_the_text_tells_nobody(wordpress: WordPress, post: Post) -> None:
    draft = wordpress.draft("Avant", "Texte.")
    propose(wordpress, draft, slug="e")
    post.sent()
    wordpress.api("auteur1", "POST", f"/wp/v2/posts/{draft}", {"tags": [wordpress.tag_id("autre")]})
    assert post.due() == {}


def test_each_person_chooses(wordpress: WordPress, post: Post) -> None:
    post.choose("auteur1", own=False)
    post.choose("admin", all=False)
    propose(wordpress, wordpress.draft("De l’auteur", "Texte."), slug="f")
    assert sorted(post.sent()) == ["editrice"]
    propose(wordpress, wordpress.draft("De l’admin", "Texte.", author="admin"), slug="g")
    assert sorted(post.sent()) == ["admin", "editrice"]
    propose(wordpress, wordpress.draft("Changé d’avis", "Texte."), slug="h")
    post.choose("editrice", all=False)
    assert post.sent() == {}


def test_how_often_is_a_choice_too(wordpress: WordPress, post: Post) -> None:
    post.choose("auteur1", pace="hourly")
    post.choose("editrice", pace="daily")
    propose(wordpress, wordpress.draft("Un", "Texte."), slug="i")
    propose(wordpress, wordpress.draft("Deux", "Texte."), slug="j")
    due = post.due()
    assert [len(due[login]) for login in ("auteur1", "editrice")] == [1, 1]
    assert 0 < due["auteur1"][0] <= 3600
    assert 0 < due["editrice"][0] <= 24 * 3600
    at = "echo wp_date('H:i', time() + (int) $args[0]);"
    assert wordpress.php(at, str(due["editrice"][0])) in ("07:59", "08:00", "08:01")
    assert len(post.sent()["editrice"]) == 1


def test_the_bridge_and_who_may_not_edit_the_draft_are_never_told(wordpress: WordPress, post: Post) -> None:
    more = "foreach ($args as $login) { get_user_by('login', $login)->add_role('editor'); } echo 1;"
    less = "foreach ($args as $login) { get_user_by('login', $login)->remove_role('editor'); } echo 1;"
    wordpress.php(more, "seo-bridge")
    try:
        propose(wordpress, wordpress.draft("Un", "Texte.", author="auteur1"), slug="k")
        assert sorted(post.due()) == ["admin", "auteur1", "editrice"]
    finally:
        wordpress.php(less, "seo-bridge")
    wordpress.php("get_user_by('login', 'auteur1')->set_role('subscriber'); echo 1;")
    try:
        assert sorted(post.sent()) == ["admin", "editrice"]
    finally:
        wordpress.php("get_user_by('login', 'auteur1')->set_role('author'); echo 1;")


def test_each_reads_the_own_language_and_a_title_stays_one_line_of_text(wordpress: WordPress, post: Post) -> None:
    wordpress.php(_LANGUAGE, "editrice", "en_US")
    try:
        title = "Un <b>titre</b> & plus"
        draft = wordpress.draft(title, "Texte.", author="admin")
        propose(wordpress, draft, slug="l")
        nameless = wordpress.draft("", "Texte.", author="admin")
        propose(wordpress, nameless, slug="l2")
        sent = post.sent()
    finally:
        wordpress.php(_LANGUAGE, "editrice", "")
    assert "Nothing is ever approved or published automatically." in sent["editrice"][0]["message"]
    assert title in sent["editrice"][0]["message"]
    assert "(no title)" in sent["editrice"][0]["message"]
    assert "(sans titre)" in sent["admin"][0]["message"]


def test_a_mail_that_could_not_be_sent_goes_with_the_next(wordpress: WordPress, post: Post) -> None:
    propose(wordpress, wordpress.draft("Perdu", "Texte."), slug="m")
    wordpress.php(f"add_filter('pre_wp_mail', '__return_false', 99); {_SEND}")
    propose(wordpress, wordpress.draft("Suivant", "Texte."), slug="n")
    first, second = (mail["message"] for mail in post.sent()["auteur1"])
    assert ("Perdu" in first, "Suivant" in first) == (True, False)  # the one that failed
    assert ("Perdu" in second, "Suivant" in second) == (True, True)


def test_the_profile_saves_the_choice_and_only_for_who_may(wordpress: WordPress, post: Post) -> None:
    code = """wp_set_current_user(get_user_by('login', $args[0])->ID); $whose = get_user_by('login', $args[1])->ID;
        $_POST['needs_seo_mail'] = ['shown' => '1', 'pace' => 'daily'];
        SeoBridge\\Mail_Choice::save($whose); echo json_encode(SeoBridge\\Mail_Choice::of($whose));"""
    assert json.loads(wordpress.php(code, "auteur2", "auteur1"))["pace"] == "soon"
    assert json.loads(wordpress.php(code, "auteur1", "auteur1")) == {"own": False, "all": True, "pace": "daily"}
    assert json.loads(wordpress.php(code, "editrice", "editrice")) == {"own": False, "all": False, "pace": "daily"}


def test_php_had_nothing_to_complain_of(wordpress: WordPress) -> None:
    assert debug_log(wordpress) == ""
