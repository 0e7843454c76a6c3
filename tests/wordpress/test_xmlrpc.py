"""XML-RPC: whatever comes in its place has a name and a remedy, and nothing in an answer does harm."""

from __future__ import annotations

import gzip
import json
import xmlrpc.client
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import pytest
from wordpress_xmlrpc.methods import posts

from bridge.errors import BridgeError, DraftBusy, SiteRefused, SiteUnavailable
from bridge.wordpress.companion import CompanionSite
from bridge.wordpress.http import LARGEST_ANSWER
from bridge.wordpress.xmlrpc import FaultRefused, XmlrpcClient
from tests.support.wordpress import WordPress, must_use
from tests.wordpress.web_server import Reply, WebServer, html, web_server

PASSWORD = "abcd EFGH 1234 ijkl MNOP 5678"
KNOWN = ["mt.supportedMethods", "needsSeo.status", "needsSeo.glossary", "wp.getPost", "wp.editPost"]
ENTRIES = {"entries": [{"term": "a", "rendering": "b"}]}


@pytest.fixture(autouse=True)
def _no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "https_proxy", "all_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)


def xml(text: str | bytes, status: int = 200, **headers: str) -> Reply:
    return Reply(status, text, headers, "text/xml; charset=UTF-8")


def result(value: Any) -> str:
    return xmlrpc.client.dumps((value,), methodresponse=True)


def fault(code: int, said: str = "Non.") -> str:
    return xmlrpc.client.dumps(xmlrpc.client.Fault(code, said))


def told(status: int, body: Any) -> str:
    """What the companion answers."""
    return result(json.dumps({"status": status, "headers": {}, "body": body}))


METHODS = xml(result(KNOWN))
GOOD = told(200, ENTRIES)


@contextmanager
def client_at(url: str, *, timeout: float = 30.0) -> Iterator[XmlrpcClient]:
    with closing(XmlrpcClient(url, user="pont", password=PASSWORD, timeout=timeout)) as client:
        yield client


def chain(error: BaseException | None) -> Iterator[BaseException]:
    """The error and all that Python keeps of what was before it."""
    while error is not None:
        yield error
        error = error.__cause__ or error.__context__


def trouble(*replies: Reply, timeout: float = 30.0) -> tuple[BridgeError, WebServer]:
    """The error of a call where the site answers so."""
    with web_server(*replies) as server, client_at(server.url, timeout=timeout) as client:
        with pytest.raises(BridgeError) as caught:
            client.ask("glossary", {})
        for error in chain(caught.value):
            assert PASSWORD not in f"{error} {error!r} {vars(error)}"
        return caught.value, server


BOMB = """<?xml version="1.0"?><!DOCTYPE a [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">
<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]>
<methodResponse><params><param><value><string>&c;</string></value></param></params></methodResponse>"""
FILE = """<?xml version="1.0"?><!DOCTYPE a [<!ENTITY a SYSTEM "file:///etc/hostname">]>
<methodResponse><params><param><value><string>&a;</string></value></param></params></methodResponse>"""
LARGE = gzip.compress(b"<methodResponse>" + b" " * (LARGEST_ANSWER + 1) + b"</methodResponse>")
NO_VALUE = "<methodResponse><fault><value><struct></struct></value></fault></methodResponse>"
NO_NUMBER = "<methodResponse><params><param><value><int>douze</int></value></param></params></methodResponse>"


@pytest.mark.parametrize(
    ("reply", "kind", "said", "todo", "asked"),
    [
        pytest.param(xml(BOMB), SiteRefused, "DTD", "url", 1, id="entity bomb"),
        pytest.param(xml(FILE), SiteRefused, "DTD", "url", 1, id="external entity"),
        pytest.param(xml(LARGE, **{"Content-Encoding": "gzip"}), SiteRefused, "64 Mo", "url", 1, id="too large"),
        pytest.param(xml(GOOD.replace("</param>", "")), SiteUnavailable, "abîmé", "XML-RPC", 4, id="invalid XML"),
        pytest.param(xml(GOOD[:-20]), SiteUnavailable, "tronqué", "XML-RPC", 4, id="truncated"),
        pytest.param(xml(NO_VALUE), SiteUnavailable, "abîmé", "XML-RPC", 4, id="a fault without its members"),
        pytest.param(xml(NO_NUMBER), SiteUnavailable, "abîmé", "XML-RPC", 4, id="a number that is none"),
        pytest.param(xml(result(12)), SiteRefused, "forme", "version", 1, id="a number in place of JSON"),
        pytest.param(xml(result("[" * 200_000)), SiteRefused, "forme", "version", 1, id="JSON without a bottom"),
        pytest.param(xml(result('{"status": 200}')), SiteRefused, "forme", "version", 1, id="JSON of another shape"),
        pytest.param(html(403, "Forbidden"), SiteRefused, "fermé par le serveur", "access: rest", 1, id="403"),
        pytest.param(html(405, "Not allowed"), SiteRefused, "fermé par le serveur", "hébergeur", 1, id="405"),
        pytest.param(html(404, "Not found"), SiteRefused, "introuvable", "url", 1, id="404"),
        pytest.param(html(403, "<h1>Wordfence</h1>"), SiteRefused, "pare-feu", "/xmlrpc.php", 1, id="firewall"),
        pytest.param(html(200, '<form id="loginform">'), SiteRefused, "connexion", "access: rest", 1, id="login"),
        pytest.param(html(200, "<h1>Bienvenue</h1>"), SiteRefused, "page HTML", "url", 1, id="a page"),
        pytest.param(html(200, "<b>Warning</b>: x in y"), SiteRefused, "PHP", "WP_DEBUG_DISPLAY", 1, id="notice"),
        pytest.param(html(500, "<p>Fatal error</p>"), SiteUnavailable, "critique", "journal", 4, id="fatal"),
        pytest.param(Reply(200, ""), SiteUnavailable, "vide", "maintenance", 4, id="empty"),
        pytest.param(html(503, "Site en maintenance"), SiteUnavailable, "maintenance", "mise", 4, id="maintenance"),
        pytest.param(Reply(301, "", {"Location": "/x"}), SiteRefused, "renvoie", "définitive", 1, id="redirect"),
        pytest.param(xml(fault(403)), FaultRefused, "mot de passe d'application", "profil", 1, id="wrong password"),
        pytest.param(xml(fault(405)), FaultRefused, "désactivé", "access: rest", 1, id="switched off"),
        pytest.param(xml(fault(400)), FaultRefused, "refusé la demande : Non.", "version", 1, id="not the companion's"),
        pytest.param(xml(fault(401)), FaultRefused, "refusé la demande : Non.", "droit", 1, id="not allowed"),
        pytest.param(xml(fault(-32700)), FaultRefused, "pas pu lire", "pare-feu", 1, id="not understood"),
        pytest.param(xml(fault(500)), SiteUnavailable, "HTTP 500", "journal", 4, id="a fault that passes"),
        pytest.param(xml(fault(0), 502), SiteUnavailable, "HTTP 502", "journal", 4, id="a fault with 502"),
        pytest.param(xml(told(503, {"code": "x"})), SiteUnavailable, "HTTP 503", "journal", 4, id="503 inside"),
        pytest.param(xml(told(423, {"code": "needs_seo_busy"})), DraftBusy, "", "réessaie", 4, id="busy"),
    ],
)  # fmt: skip
def test_trouble_has_a_name(reply: Reply, kind: type[BridgeError], said: str, todo: str, asked: int) -> None:
    error, server = trouble(reply)
    assert type(error) is kind
    assert said in error.what
    assert todo in error.todo
    assert server.url in error.where
    assert len(server.seen) == asked


@pytest.mark.parametrize(
    "reply",
    [Reply(silent=True), Reply(body="<", headers={"Content-Length": "99999999"}, drips=True)],
    ids=["silent", "drips"],
)
def test_an_answer_that_does_not_end_in_time(reply: Reply) -> None:
    error, _ = trouble(reply, timeout=0.1)
    assert isinstance(error, SiteUnavailable)
    assert "à temps" in error.what


def test_a_fault_that_repeats_the_password_is_told_without_it() -> None:
    error, _ = trouble(
        xml(fault(402, f"login(pont, {PASSWORD}) failed for {PASSWORD.replace(' ', '')}, l&rsquo;article"))
    )
    assert isinstance(error, FaultRefused)
    assert error.code == 402
    assert "login(pont, •••) failed for •••, l’article" in error.what


NOTICE = "<br />\n<b>Warning</b>: Undefined variable $x in <b>plugin.php</b> on line <b>3</b><br />\n"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param("", "", id="nothing"),
        pytest.param("\ufeff", "", id="a byte order mark"),
        pytest.param(NOTICE, "", id="a warning before"),
        pytest.param("", NOTICE, id="a warning after"),
        pytest.param(told(200, {"entries": []}), "", id="another answer, as a warning could quote one"),
    ],
)
def test_what_stands_around_the_answer_is_left_out(before: str, after: str) -> None:
    with web_server(xml(before + GOOD + after)) as server, client_at(server.url) as client:
        assert client.ask("glossary", {}).body == ENTRIES


def test_the_methods_are_asked_for_only_where_one_is_missing() -> None:
    with web_server(xml(fault(-32601)), METHODS, xml(GOOD)) as server, client_at(server.url) as client:
        with pytest.raises(FaultRefused, match="extension seo-bridge"):
            client.ask("glossary", {})
        for _ in range(2):
            assert client.ask("glossary", {}).body == ENTRIES
        assert [b"supportedMethods" in body for _, _, _, body in server.seen] == [False, True, False, False]


@pytest.mark.parametrize("known", ["", 12, [12], {"a": "b"}])
def test_a_list_of_methods_that_is_none(known: Any) -> None:
    with web_server(xml(result(known))) as server, client_at(server.url) as client:
        with pytest.raises(SiteRefused, match="méthodes"):
            client.methods()
        assert client.door.round_it


def test_the_password_does_not_travel_in_clear_nor_in_a_header() -> None:
    with pytest.raises(SiteRefused, match="en clair"):
        XmlrpcClient("http://gazette.example", user="pont", password=PASSWORD)
    with web_server(xml(GOOD)) as server, client_at(server.url) as client:
        client.ask("glossary", {})
        assert {(method, path, header) for method, path, header, _ in server.seen} == {("POST", "/xmlrpc.php", None)}


def test_what_may_not_arrive_twice_is_sent_once() -> None:
    with web_server(METHODS, html(502, "Bad gateway")) as server, client_at(server.url) as client:
        with pytest.raises(SiteUnavailable):
            client.call(posts.GetPost(1), repeatable=False)
        assert len(server.seen) == 2


# ── a real WordPress ────────────────────────────────────────────────────────────────────────────────────────────────

CLOSED_METHODS = "add_filter('xmlrpc_methods', '__return_empty_array', 99);"


@contextmanager
def client_of(wordpress: WordPress, login: str = "seo-bridge") -> Iterator[XmlrpcClient]:
    password = wordpress.application_password(login)
    with closing(XmlrpcClient(wordpress.url, user=login, password=password)) as client:
        yield client


@pytest.mark.wordpress
@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("add_filter('xmlrpc_enabled', '__return_false');", "désactivé"),
        (CLOSED_METHODS, "désactivé"),
        ("add_filter('xmlrpc_methods', function ($m) { unset($m['needsSeo.status']); return $m; }, 99);", "extension"),
        ("add_filter('wp_is_application_passwords_available', '__return_false');", "mot de passe"),
        ("if (defined('XMLRPC_REQUEST')) { http_response_code(403); die('Interdit.'); }", "fermé par le serveur"),
    ],
    ids=["switched off", "no methods", "method taken away", "no application passwords", "blocked"],
)
def test_a_site_that_closed_it(wordpress: WordPress, code: str, said: str) -> None:
    with must_use(wordpress, code), client_of(wordpress) as client, pytest.raises(SiteRefused) as caught:
        CompanionSite(client).status("needs-seo")
    assert said in caught.value.what
    assert caught.value.todo


@pytest.mark.wordpress
def test_a_warning_of_php_before_the_answer_does_no_harm(wordpress: WordPress) -> None:
    code = "add_action('init', function () { ini_set('display_errors', '1'); echo $undefined; });"
    with must_use(wordpress, code), client_of(wordpress) as client:
        assert CompanionSite(client).status("needs-seo").user == "seo-bridge"


@pytest.mark.wordpress
def test_a_bug_on_the_site_is_a_trouble_that_passes(wordpress: WordPress) -> None:
    code = "add_action('rest_api_init', function () { if (defined('XMLRPC_REQUEST')) { none(); } });"
    with must_use(wordpress, code), client_of(wordpress) as client, pytest.raises(SiteUnavailable):
        CompanionSite(client).status("needs-seo")


@pytest.mark.wordpress
def test_maintenance_is_a_trouble_that_passes(wordpress: WordPress) -> None:
    maintenance = Path(wordpress.facts["paths"]["wordpress"], ".maintenance")
    maintenance.write_text("<?php $upgrading = time();")
    try:
        with client_of(wordpress) as client, pytest.raises(SiteUnavailable, match="maintenance"):
            CompanionSite(client).status("needs-seo")
    finally:
        maintenance.unlink()


@pytest.mark.wordpress
def test_core_s_own_methods_carry_any_text_byte_for_byte(wordpress: WordPress) -> None:
    text = "  avant \x01\x0c\r\nligne\r \uf8f0 --01 \uf8f001 é 👩🏽‍💻 <b> & ]]> &amp; \u2028 fin \n"
    draft = wordpress.draft("Avant", "Texte.")
    with client_of(wordpress, "admin") as client:
        assert client.call(posts.EditPost(draft, {"post_content": text})) is True
        assert client.call(posts.GetPost(draft)).content == text == wordpress.content(draft)["content"]
        listed = client.call(posts.GetPosts({"post_status": "draft"}))
        assert str(draft) in [post.id for post in listed]
        with pytest.raises(FaultRefused) as caught:
            client.call(posts.GetPost(99_999_999))
    assert caught.value.code == 404
    with client_of(wordpress) as client, pytest.raises(FaultRefused) as caught:
        client.call(posts.EditPost(draft, {"post_content": "x"}))
    assert caught.value.code == 403


@pytest.mark.wordpress
def test_every_method_asks_for_the_password_and_for_arguments(wordpress: WordPress) -> None:
    with client_of(wordpress) as client:
        methods = [name for name in client.methods() if name.startswith("needsSeo.")]
    assert len(methods) == 13
    server = xmlrpc.client.ServerProxy(f"{wordpress.url}/xmlrpc.php")
    good = ("seo-bridge", wordpress.application_password("seo-bridge"))
    for name in methods:
        for arguments, code in (((1, "seo-bridge", "faux", "{}"), 403), ((1, *good, "12"), 400), ((1, *good), 400)):
            with pytest.raises(xmlrpc.client.Fault) as caught:
                getattr(server, name)(*arguments)
            assert caught.value.faultCode == code, name
