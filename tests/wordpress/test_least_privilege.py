"""A stolen password of the bridge's can stage proposals and nothing else: tried on a real WordPress, door by door.

Every write is tried with arguments that WordPress takes from an editor or from the account itself, and the whole
database is compared before and after.
"""

from __future__ import annotations

import json
import xmlrpc.client
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
import requests

from tests.support.intruder import Target, changed, snapshot, writes
from tests.support.wordpress import WordPress

pytestmark = pytest.mark.wordpress

REFUSED = (401, 403, 404)
BRIDGE = "seo-bridge"
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c6360000002000001e221bc33"
    "0000000049454e44ae426082"
)


@pytest.fixture(scope="module")
def target(wordpress: WordPress) -> Target:
    """A site with one of everything that somebody might want to read or change; comments are open, as by default."""

    def made(kind: str, **fields: Any) -> int:
        answer = wordpress.api("editrice", "POST", f"/wp/v2/{kind}", fields)
        assert answer.status_code == 201, answer.text[:300]
        return int(answer.json()["id"])

    post = made("posts", title="Publié", content="Texte.", status="publish", comment_status="open")
    wordpress.api("editrice", "POST", f"/wp/v2/posts/{post}", {"content": "Texte revu."})
    upload = requests.post(
        f"{wordpress.url}/wp-json/wp/v2/media",
        data=PNG,
        auth=("editrice", wordpress.application_password("editrice")),
        headers={"Content-Type": "image/png", "Content-Disposition": "attachment; filename=point.png"},
        timeout=60,
    )
    about = json.loads(
        wordpress.php("""
        $id = get_user_by('login', 'seo-bridge')->ID;
        $all = WP_Application_Passwords::get_user_application_passwords($id);
        echo json_encode(['own' => $id, 'uuid' => $all[0]['uuid']]);""")
    )
    return Target(
        post=post,
        private=made("posts", title="Privé", content="Confidentiel.", status="private"),
        page=made("pages", title="Page", content="Texte.", status="publish"),
        media=int(upload.json()["id"]),
        comment=made("comments", post=post, content="Bonjour."),
        revision=int(wordpress.api("editrice", "GET", f"/wp/v2/posts/{post}/revisions").json()[0]["id"]),
        **about,
    )


@contextmanager
def nothing_moves(wordpress: WordPress) -> Iterator[None]:
    before = snapshot(wordpress)
    yield
    assert changed(before, snapshot(wordpress)) == []


def test_every_write_of_core_s_rest_routes_is_refused(wordpress: WordPress, target: Target) -> None:
    with nothing_moves(wordpress):
        answers = {
            (write.method, write.path): wordpress.api(BRIDGE, write.method, write.path, write.body).status_code
            for write in writes(wordpress, target)
        }
    assert len(answers) > 60
    assert {call: status for call, status in answers.items() if status not in REFUSED} == {}


def test_the_account_changes_nothing_of_itself(wordpress: WordPress, target: Target) -> None:
    """Core lets everybody do these, whatever the role."""
    own = f"/wp/v2/users/{target.own}"
    calls: list[tuple[str, str, dict[str, Any]]] = [
        ("POST", "/wp/v2/users/me", {"email": "intrus@example.test"}),
        ("POST", "/wp/v2/users/me", {"password": "intrus-intrus-9X"}),
        ("POST", own, {"first_name": "Intrus"}),
        ("POST", f"{own}/application-passwords", {"name": "intrus"}),
        ("POST", "/wp/v2/users/me/application-passwords", {"name": "intrus"}),
        ("POST", f"{own}/application-passwords/{target.uuid}", {"name": "intrus"}),
        ("DELETE", f"{own}/application-passwords/{target.uuid}", {}),
        ("DELETE", f"{own}/application-passwords", {}),
        ("POST", "/wp/v2/comments", {"post": target.post, "content": "Intrus."}),
        ("POST", "/batch/v1", {"requests": [{"path": "/wp/v2/tags", "method": "POST", "body": {"name": "intrus"}}]}),
    ]
    with nothing_moves(wordpress):
        for method, path, body in calls:
            answer = wordpress.api(BRIDGE, method, path, body)
            assert answer.status_code == 403, f"{method} {path}: {answer.status_code} {answer.text[:300]}"


def test_an_author_may_what_the_bridge_may_not(wordpress: WordPress, target: Target) -> None:
    """The calls above are ones that core takes: a refusal is the bridge's, and no slip in the test."""
    for path, body in (
        ("/wp/v2/users/me", {"first_name": "Autre"}),
        ("/wp/v2/users/me/application-passwords", {"name": "second"}),
        ("/wp/v2/comments", {"post": target.post, "content": "Merci."}),
    ):
        assert wordpress.api("auteur2", "POST", path, body).status_code in (200, 201), path


@pytest.mark.parametrize("path", [
    "/wp/v2/posts/{private}", "/wp/v2/posts?status=private,draft", "/wp/v2/posts/{post}?context=edit",
    "/wp/v2/posts/{post}/revisions", "/wp/v2/users", "/wp/v2/users?context=edit", "/wp/v2/users/1", "/wp/v2/users/me",
    "/wp/v2/users/{own}/application-passwords", "/wp/v2/settings", "/wp/v2/plugins", "/wp/v2/themes",
    "/wp/v2/media/{media}?context=edit", "/wp/v2/comments?context=edit", "/wp/v2/comments/{comment}?context=edit",
    "/wp-site-health/v1/tests/background-updates", "/wp-block-editor/v1/url-details?url=https://intrus.example",
    "/oembed/1.0/proxy?url=https://intrus.example", "/needs-seo/v1/../../wp/v2/users", "/needs-seo/v1",
    "/needs-seo/v1/drafts/{post}/panel", "/needs-seo/v1/drafts/{post}/brief",
])  # fmt: skip
def test_what_is_not_for_the_bridge_is_not_read(wordpress: WordPress, target: Target, path: str) -> None:
    names = {name: getattr(target, name) for name in ("post", "private", "own", "media", "comment")}
    answer = wordpress.api(BRIDGE, "GET", path.format(**names))
    assert answer.status_code in REFUSED, answer.text[:300]
    assert "Confidentiel" not in answer.text


def test_published_and_private_posts_are_not_read_as_drafts(wordpress: WordPress, target: Target) -> None:
    for post in (target.post, target.private, target.page):
        answer = wordpress.api(BRIDGE, "GET", f"/needs-seo/v1/drafts/{post}")
        assert answer.status_code in (404, 409)
        assert "Confidentiel" not in answer.text


#: These ask for no password of anybody.
OPEN = ("system.", "demo.", "pingback.", "mt.supportedMethods", "mt.supportedTextFilters", "mt.getTrackbackPings")


def arguments(method: str, login: tuple[str, str], target: Target) -> list[Any]:
    """What core's documentation asks for, for those that write; the others take these too."""
    post = {"post_title": "Intrus", "post_content": "Intrus", "post_status": "publish", "title": "Intrus",
            "description": "Intrus", "content": "Intrus", "name": "intrus", "taxonomy": "post_tag",
            "first_name": "Intrus", "blog_title": {"value": "Intrus"}}  # fmt: skip
    upload = {"name": "intrus.png", "type": "image/png", "bits": xmlrpc.client.Binary(PNG)}
    if method.startswith("blogger."):
        return ["cle", target.post, *login, "Intrus", True]
    if method in ("metaWeblog.deletePost",):
        return ["cle", target.post, *login, True]
    if method in ("wp.getPage", "wp.editPage"):
        return [1, target.page, *login, post, True]
    if method.startswith(("metaWeblog.", "mt.")) and "newMediaObject" not in method:
        return [target.post, *login, post, True]
    about = {
        "wp.deletePage": [target.page], "wp.newComment": [target.post, {"content": "Intrus par XML-RPC."}],
        "wp.editComment": [target.comment, {"content": "Intrus"}], "wp.deleteComment": [target.comment],
        "wp.editPost": [target.post, post], "wp.deletePost": [target.post], "wp.newPost": [post],
        "wp.editProfile": [post], "wp.setOptions": [{"blog_title": "Intrus"}], "wp.newTerm": [post],
        "wp.uploadFile": [upload], "metaWeblog.newMediaObject": [upload], "wp.newPage": [post, True],
        "wp.restoreRevision": [target.revision], "wp.deleteTerm": ["category", 1], "wp.editTerm": [1, post],
        "wp.getTerm": ["category", 1],
        "wp.deleteCategory": [1], "wp.newCategory": [post], "wp.getPost": [target.private],
        "wp.getRevisions": [target.post], "wp.getUser": [1], "wp.getMediaItem": [target.media],
    }  # fmt: skip
    if method == "wp.getUsersBlogs":
        return [*login]
    return [1, *login, *about.get(method, [target.post])]


def called(wordpress: WordPress, method: str, given: list[Any]) -> Any:
    """The answer, or the fault."""
    with xmlrpc.client.ServerProxy(f"{wordpress.url}/xmlrpc.php") as server:
        try:
            return getattr(server, method)(*given)
        except xmlrpc.client.Fault as fault:
            return fault


def test_every_method_of_core_s_xmlrpc_is_refused(wordpress: WordPress, target: Target) -> None:
    login = (BRIDGE, wordpress.application_password(BRIDGE))
    methods = [
        name for name in called(wordpress, "system.listMethods", []) if not name.startswith((*OPEN, "needsSeo."))
    ]
    assert len(methods) > 60
    with nothing_moves(wordpress):
        answers = {method: called(wordpress, method, arguments(method, login, target)) for method in methods}
    assert {
        method: answer
        for method, answer in answers.items()
        if not (isinstance(answer, xmlrpc.client.Fault) and answer.faultCode == 403)
    } == {}
    # core says of every refusal that the password is wrong, which here it is not
    assert "SEO" in answers["wp.newComment"].faultString


def test_many_calls_in_one_open_no_other_door(wordpress: WordPress, target: Target) -> None:
    login = (BRIDGE, wordpress.application_password(BRIDGE))
    comment = [1, *login, target.post, {"content": "Intrus en nombre."}]
    calls = [{"methodName": "wp.newComment", "params": comment}]
    with nothing_moves(wordpress):
        (answer,) = called(wordpress, "system.multicall", [calls])
    assert answer["faultCode"] == 403


def test_the_account_s_own_password_opens_nothing(wordpress: WordPress, target: Target) -> None:
    password = wordpress.password(BRIDGE)
    with nothing_moves(wordpress), requests.Session() as browser:
        form = {"log": BRIDGE, "pwd": password, "testcookie": "1", "redirect_to": f"{wordpress.url}/wp-admin/"}
        browser.get(f"{wordpress.url}/wp-login.php", timeout=60)
        page = browser.post(f"{wordpress.url}/wp-login.php", data=form, timeout=60)
        assert not any(name.startswith("wordpress_logged_in") for name in browser.cookies.keys())  # noqa: SIM118
        assert "login_error" in page.text
        assert "application" in page.text  # says how this account signs in
        assert requests.get(f"{wordpress.url}/wp-json/needs-seo/v1/status", auth=(BRIDGE, password), timeout=60).status_code == 401  # noqa: E501  # fmt: skip
        fault = called(wordpress, "needsSeo.status", [1, BRIDGE, password, "{}"])
        assert isinstance(fault, xmlrpc.client.Fault)
        fault = called(wordpress, "wp.editProfile", [1, BRIDGE, password, {"first_name": "Intrus"}])
        assert isinstance(fault, xmlrpc.client.Fault)


@pytest.fixture
def with_a_cookie(wordpress: WordPress, target: Target) -> Iterator[tuple[requests.Session, str]]:
    """A browser that was signed in before the account had this role, and the nonce that its pages would hold."""
    cookies, nonce = json.loads(wordpress.php("""
        $id = (int) $args[0]; $end = time() + 3600;
        $token = WP_Session_Tokens::get_instance($id)->create($end);
        $cookies = [AUTH_COOKIE => wp_generate_auth_cookie($id, $end, 'auth', $token),
                    LOGGED_IN_COOKIE => wp_generate_auth_cookie($id, $end, 'logged_in', $token)];
        $_COOKIE = $cookies; wp_set_current_user($id);
        echo json_encode([$cookies, wp_create_nonce('wp_rest')]);""", str(target.own)))  # fmt: skip
    with requests.Session() as browser:
        browser.cookies.update(cookies)
        yield browser, nonce


def test_a_cookie_of_the_account_opens_nothing(
    wordpress: WordPress, target: Target, with_a_cookie: tuple[requests.Session, str]
) -> None:
    browser, nonce = with_a_cookie
    with nothing_moves(wordpress):
        for page in ("", "profile.php", "edit.php", "admin.php?page=needs-seo-proposals", "users.php"):
            answer = browser.get(f"{wordpress.url}/wp-admin/{page}", timeout=60)
            assert answer.status_code == 403 or "/wp-login.php" in answer.url, f"{page}: {answer.status_code}"
        for method, path in (("GET", "/wp/v2/users/me"), ("GET", "/needs-seo/v1/status"), ("POST", "/wp/v2/users/me")):
            answer = browser.request(
                method, f"{wordpress.url}/wp-json{path}", headers={"X-WP-Nonce": nonce}, timeout=60
            )
            assert answer.status_code in (401, 403), f"{path}: {answer.text[:200]}"
        form = {"comment_post_ID": target.post, "comment": "Intrus par le formulaire."}
        browser.post(f"{wordpress.url}/wp-comments-post.php", data=form, timeout=60)


def test_such_a_cookie_opens_the_profile_of_an_author(wordpress: WordPress) -> None:
    """As the one before proves nothing with a cookie that opens nothing for anybody."""
    author = json.loads(
        wordpress.php("""
        $id = get_user_by('login', 'auteur2')->ID; $end = time() + 3600;
        $token = WP_Session_Tokens::get_instance($id)->create($end);
        echo json_encode([AUTH_COOKIE => wp_generate_auth_cookie($id, $end, 'auth', $token),
                          LOGGED_IN_COOKIE => wp_generate_auth_cookie($id, $end, 'logged_in', $token)]);""")
    )
    answer = requests.get(f"{wordpress.url}/wp-admin/profile.php", cookies=author, timeout=60)
    assert answer.status_code == 200
    assert "auteur2" in answer.text


def test_its_own_work_is_open_to_it_over_both_ways(wordpress: WordPress) -> None:
    draft = wordpress.draft("À réécrire", "<!-- wp:paragraph --><p>Texte.</p><!-- /wp:paragraph -->")
    read = wordpress.api(BRIDGE, "GET", f"/needs-seo/v1/drafts/{draft}")
    assert read.status_code == 200
    seo = {"title": "Titre", "description": "Description.", "keyphrase": "titre"}
    body = {"job": "a" * 64, "base": read.json()["base"], "title": "Titre", "content": "<p>Un article.</p>",
            "slug": "titre", "seo": seo}  # fmt: skip
    assert wordpress.api(BRIDGE, "POST", f"/needs-seo/v1/drafts/{draft}/proposals", body).status_code == 201
    login = [1, BRIDGE, wordpress.application_password(BRIDGE)]
    answer = json.loads(called(wordpress, "needsSeo.propose", [*login, json.dumps({"id": draft, **body})]))
    assert answer["status"] == 200


def test_an_administrator_looks_after_the_account(wordpress: WordPress, target: Target) -> None:
    own = f"/wp/v2/users/{target.own}"
    made = wordpress.api("admin", "POST", f"{own}/application-passwords", {"name": "serveur neuf"})
    assert made.status_code == 201, made.text[:300]
    new = requests.get(
        f"{wordpress.url}/wp-json/needs-seo/v1/status", auth=(BRIDGE, made.json()["password"]), timeout=60
    )
    assert new.status_code == 200
    assert wordpress.api("admin", "DELETE", f"{own}/application-passwords/{made.json()['uuid']}").status_code == 200
    assert wordpress.api("admin", "POST", own, {"first_name": "Pont"}).status_code == 200


def test_who_is_somebody_else_as_well_is_not_confined(wordpress: WordPress, target: Target) -> None:
    """A person who was given the bridge's role beside the own one keeps the own account."""
    role = "$user = get_user_by('login', 'auteur2'); $user->{$args[0] . '_role'}('seo_bridge'); echo 1;"
    wordpress.php(role, "add")
    try:
        assert wordpress.api("auteur2", "GET", "/wp/v2/users/me").status_code == 200
        assert wordpress.api("auteur2", "POST", "/wp/v2/users/me", {"first_name": "Encore"}).status_code == 200
    finally:
        wordpress.php(role, "remove")


def test_php_had_nothing_to_complain_of(wordpress: WordPress) -> None:
    assert "seo-bridge/" not in wordpress.php("echo @file_get_contents(WP_CONTENT_DIR . '/debug.log');")
