"""Who stands between the bridge and WordPress: each is named, and nothing behind it is called good."""

from __future__ import annotations

import socket
from collections.abc import Callable

import pytest

from bridge.doctor import CheckLine, Level
from tests.doctor.patients import as_json, check, error, index
from tests.wordpress.web_server import Reply, html, web_server

ME = as_json(200, {"id": 5, "name": "Pont"})
HELLO = Reply(
    body="<?xml version='1.0'?><methodResponse><params><param><value><string>Hello!</string></value></param></params>"
    "</methodResponse>",
    kind="text/xml",
)
CLOSED = html(403, "<h1>Forbidden</h1>")
STAGED = error(404, "needs_seo_draft_unknown")
Site = Callable[[str, str | None], Reply]


def fault(code: int, said: str) -> Reply:
    value = (
        f"<struct><member><name>faultCode</name><value><int>{code}</int></value></member><member>"
        f"<name>faultString</name><value><string>{said}</string></value></member></struct>"
    )
    return Reply(body=f"<methodResponse><fault><value>{value}</value></fault></methodResponse>", kind="text/xml")


def examined(
    *,
    anonymous: Reply | None = None,
    signed: Reply | None = None,
    plain: Reply | None = None,
    me: Reply = ME,
    xmlrpc: Reply = CLOSED,
    home: Reply | None = None,
    password: str = "abcd EFGH 1234 ijkl MNOP 5678",
    staged: Reply = STAGED,
    passwords: bool = True,
    companion: bool = True,
) -> dict[str, CheckLine]:
    """The check of a WordPress of which some answers are others."""

    def answer(path: str, authorization: str | None) -> Reply:
        own = index(server.url, passwords=passwords, companion=companion)
        if path.startswith("/wp-json/?"):
            return (signed or anonymous or own) if authorization else (anonymous or own)
        if path.startswith("/?rest_route"):
            return plain or html(200, "Bienvenue")
        if path.startswith("/wp-json/needs-seo/v1/drafts/"):
            return staged
        replies = {"/wp-json/wp/v2/users/me": me, "/xmlrpc.php": xmlrpc, "/wp-json/": anonymous or own}
        return replies.get(path) or home or html(200, "Bienvenue")

    with web_server(answer=answer) as server:
        return check(server.url, password=password)


def failed(lines: dict[str, CheckLine]) -> list[str]:
    return [code for code, line in lines.items() if line.level is Level.FAILED]


@pytest.mark.parametrize(
    ("site", "first", "said", "todo"),
    [
        ({"anonymous": error(403, "rest_disabled", "Fermée.")}, "rest", "« Fermée. »", "sécurité"),
        ({"anonymous": html(403, "Attention required! | Cloudflare")}, "rest", "pare-feu", "hébergeur"),
        ({"anonymous": html(503, "Site en maintenance")}, "rest", "maintenance", "attendez"),
        ({"anonymous": html(404, "Introuvable")}, "rest", "page HTML (HTTP 404)", "WordPress"),
        ({"anonymous": html(404, "?"), "home": html(200, "x", Link='<https://x.example/wp-json/>; rel="https://api.w.org/"')},
         "rest", "https://x.example/wp-json", "url: https://x.example"),
        ({"passwords": False}, "application_passwords", "http", "https"),
        ({"me": error(401, "invalid_username")}, "credentials", "ne connaît pas", "identifiant"),
        ({"me": error(401, "incorrect_password")}, "credentials", "révoqué", "profil"),
        ({"me": error(401, "incorrect_password"), "password": "ouvre-toi"}, "credentials", "9 caractères", "profil"),
        ({"me": error(401, "application_passwords_disabled_for_user")}, "credentials", "refuse les mots", "sécurité"),
        ({"me": error(401, "rest_not_logged_in")}, "credentials", "Authorization", "CGIPassAuth"),
        ({"me": error(401, "rest_not_logged_in"), "xmlrpc": HELLO}, "credentials", "est accepté", "CGIPassAuth"),
        ({"me": error(401, "rest_not_logged_in"), "xmlrpc": fault(403, "Non")}, "credentials", "révoqué", "profil"),
        ({"me": html(403, "blocked by x")}, "credentials", "pare-feu", "hébergeur"),
        ({"companion": False}, "companion", "pas active", "companion zip"),
        ({"staged": error(403, "needs_seo_forbidden")}, "role", "pas le droit", "Pont SEO"),
        ({"staged": html(403, "blocked by x")}, "role", "pare-feu", "POST"),
    ],
)  # fmt: skip
def test_what_is_in_the_way_is_named(site: dict[str, object], first: str, said: str, todo: str) -> None:
    lines = examined(**site)  # type: ignore[arg-type]
    assert failed(lines) == [first]
    assert said in lines[first].proved
    assert todo in lines[first].todo
    assert lines[first].tried
    behind = {"tag", "drafts", "rights", "protocol", "clock", "kses"}
    assert {lines[code].level for code in behind} == {Level.UNSEEN}, "nothing behind it is called good"
    assert lines["drafts"].proved == f"pas jugé, d'abord : {lines[first].need}"


@pytest.mark.parametrize("code", ["rest_not_logged_in", "rest_disabled"])
def test_an_api_that_is_closed_to_strangers_alone_is_no_trouble(code: str) -> None:
    lines = examined(anonymous=error(401, code), signed=index("http://127.0.0.1"))
    assert lines["rest"].level is Level.OK
    assert f"fermée aux anonymes ({code})" in lines["rest"].proved
    assert lines["role"].level is Level.OK


def test_an_api_that_is_closed_to_strangers_does_not_hide_a_lost_header() -> None:
    closed = error(401, "rest_not_logged_in")
    lines = examined(anonymous=closed, me=closed, xmlrpc=HELLO)
    assert failed(lines) == ["credentials"]
    assert "Authorization" in lines["credentials"].proved


def test_permalinks_that_are_plain() -> None:
    def answer(path: str, _: str | None) -> Reply:
        return index(server.url) if path.startswith("/?rest_route") else html(404, "Introuvable")

    with web_server(answer=answer) as server:
        lines = check(server.url, only=("redirects", "rest"))
    assert lines["rest"].level is Level.OK
    assert "?rest_route=" in lines["rest"].proved


def test_an_address_inside_of_the_site_tells_its_own() -> None:
    with web_server(answer=lambda *_: index("http://gazette.example/journal")) as server:
        line = check(server.url, only=("redirects", "rest"))["rest"]
    assert line.level is Level.WARNING
    assert "url: http://gazette.example/journal" in line.todo


def test_xmlrpc_that_is_closed_is_told_and_needed_by_nobody() -> None:
    assert examined()["xmlrpc"].level is Level.OK
    assert "fermé" in examined()["xmlrpc"].proved
    assert "il répond" in examined(xmlrpc=HELLO)["xmlrpc"].proved


def test_a_password_of_another_shape_is_noticed_before_it_is_tried() -> None:
    line = examined(password="ouvre-toi")["secret"]
    assert (line.level, "24" in line.proved) == (Level.WARNING, True)
    assert "ouvre-toi" not in str(line)


def test_a_redirect_tells_the_right_address() -> None:
    with web_server(answer=lambda *_: index("http://127.0.0.1")) as right:
        moved = Reply(301, "", {"Location": f"{right.url}/journal/wp-json/"})
        with web_server(moved) as server:
            lines = check(f"{server.url}/ancien")
            assert all(sent is None for _, _, sent, _ in [*server.seen, *right.seen]), "the password stays here"
    assert failed(lines) == ["redirects"]
    assert f"url: {right.url}/journal »" in lines["redirects"].todo


def test_redirects_that_turn_in_a_circle() -> None:
    with web_server(Reply(302, "", {"Location": "/wp-json/"})) as server:
        lines = check(server.url)
    assert failed(lines) == ["redirects"]
    assert "tournent en rond" in lines["redirects"].proved


def test_a_host_that_accepts_and_never_answers() -> None:
    with web_server(Reply(silent=True)) as server:
        lines = check(server.url, timeout=0.05)
    assert failed(lines) == ["redirects"]
    assert "à temps" in lines["redirects"].proved


def test_nobody_listens() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        lines = check(f"http://127.0.0.1:{taken.getsockname()[1]}")
    assert failed(lines) == ["redirects"]
    assert "connecter" in lines["redirects"].proved


@pytest.mark.parametrize(
    ("xmlrpc", "first", "said"),
    [
        (CLOSED, "xmlrpc", "fermé"),
        (html(200, "XML-RPC server accepts POST requests only."), "xmlrpc", "fermé"),
        (Reply(body="<methodResponse><params>", kind="text/xml"), "xmlrpc", "abîmées"),
        (fault(403, "Non"), "xmlrpc", "erreur 403"),
        (fault(405, "Coupé"), "xmlrpc", "Coupé"),
    ],
    ids=["403", "page", "broken", "no", "off"],
)
def test_a_site_that_is_reached_over_xmlrpc(xmlrpc: Reply, first: str, said: str) -> None:
    answer: Site = lambda path, _: xmlrpc if path == "/xmlrpc.php" else html(403, "blocked by x")  # noqa: E731
    with web_server(answer=answer) as server:
        lines = check(server.url, access="xmlrpc", only=("redirects", "xmlrpc", "rest", "credentials"))
    assert lines["rest"].level is Level.NOTE
    assert failed(lines) == ([first] if first else [])
    assert said in (lines[first].proved if first else "")
