"""Whatever answers in WordPress's place gets its honest name, with what to do; the password is in no message."""

from __future__ import annotations

import base64
import contextlib
import gzip
import json
import socket
import subprocess
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from bridge.domain.draft import Hold
from bridge.errors import BridgeError, DraftBusy, SiteRefused, SiteUnavailable
from bridge.wordpress.companion import CompanionSite
from bridge.wordpress.http import LARGEST_ANSWER, LONGEST_WAIT, is_loopback, retry_wait
from bridge.wordpress.rest import RestClient
from bridge.wordpress.xmlrpc import XmlrpcClient
from tests.wordpress.web_server import Reply, WebServer, html, web_server

PASSWORD = "abcd EFGH 1234 ijkl MNOP 5678"
BASIC = base64.b64encode(f"pont:{PASSWORD}".encode()).decode()

DRAFT = {
    "id": 12,
    "type": "post",
    "status": "draft",
    "title": "Titre",
    "base": "0" * 64,
    "author": {"id": 1, "name": "auteur1"},
    "pending": None,
    "pending_base": None,
    "content": "Texte.",
    "excerpt": "",
    "slug": "",
    "seo": {"title": "", "description": "", "keyphrase": ""},
    "terms": [{"taxonomy": "post_tag", "slug": "needs-seo", "name": "needs-seo"}],
    "editor": "block",
    "brief": None,
    "feedback": [],
    "edit_link": "",
}
GOOD = Reply(body=json.dumps(DRAFT))


@pytest.fixture(autouse=True)
def _no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "https_proxy", "all_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)


@contextmanager
def site_at(url: str, *, timeout: float = 30.0, user: str = "pont") -> Iterator[CompanionSite]:
    with closing(CompanionSite(RestClient(url, user=user, password=PASSWORD, timeout=timeout))) as site:
        yield site


def trouble(url: str, *, timeout: float = 30.0) -> BridgeError:
    """The error of a fetch; that it names a place and a remedy and keeps the password is asserted for every one."""
    with site_at(url, timeout=timeout) as site, pytest.raises(BridgeError) as caught:
        site.fetch(12)
    error = caught.value
    assert error.what
    assert error.where
    assert error.todo
    for told in (str(error), repr(error), repr(error.__cause__)):
        assert PASSWORD not in told
        assert BASIC not in told
    return error


def trouble_with(*replies: Reply) -> tuple[BridgeError, WebServer]:
    with web_server(*replies) as server:
        return trouble(server.url), server


def json_error(status: int, code: str, message: str = "Non.", **data: object) -> Reply:
    return Reply(status, json.dumps({"code": code, "message": message, "data": {"status": status, **data}}))


# ── no answer at all ────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_refused_connection() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{taken.getsockname()[1]}"
        error = trouble(f"http://{address}")
    assert isinstance(error, SiteUnavailable)
    assert "Impossible de se connecter" in error.what
    assert error.where == address
    assert "url" in error.todo


def test_an_unknown_host_name() -> None:
    error = trouble("https://gazette.invalid")
    assert isinstance(error, SiteUnavailable)
    assert "introuvable" in error.what
    assert error.where == "gazette.invalid"
    assert "DNS" in error.todo


def test_a_site_that_does_not_answer_in_time() -> None:
    with web_server(Reply(silent=True)) as server:
        error = trouble(server.url, timeout=0.05)
    assert isinstance(error, SiteUnavailable)
    assert "à temps" in error.what
    assert "timeout" in error.todo


def test_an_answer_that_drips_and_never_ends() -> None:
    with web_server(Reply(body="{", headers={"Content-Length": "99999999"}, drips=True)) as server:
        error = trouble(server.url, timeout=0.1)
    assert isinstance(error, SiteUnavailable)
    assert "à temps" in error.what


@pytest.mark.parametrize(
    "head",
    [(b"HTTP/1.1 200 OK\r\nX-Slow: ", b"a"), (b"", b"HTTP/1.1 100 Continue\r\n\r\n"), (b"HTTP/1.1 20", b"")],
    ids=["a header", "100 Continue", "the status line"],
)
def test_headers_that_drip_and_never_end(head: tuple[bytes, bytes]) -> None:
    with web_server(Reply(head=head)) as server:
        error = trouble(server.url, timeout=0.1)
    assert isinstance(error, SiteUnavailable)
    assert "à temps" in error.what


def test_an_answer_that_unpacks_to_more_than_any_draft() -> None:
    packed = gzip.compress(b'"' + b" " * (LARGEST_ANSWER + 1) + b'"')
    error, server = trouble_with(Reply(body=packed, headers={"Content-Encoding": "gzip"}))
    assert isinstance(error, SiteRefused)
    assert "64 Mo" in error.what
    assert len(server.seen) == 1, "it would be as large the next time"


def test_json_without_a_bottom() -> None:
    error, _ = trouble_with(Reply(body="[" * 200_000))
    assert "JSON" in error.what


def test_a_wait_that_is_no_number() -> None:
    error, _ = trouble_with(json_error(503, "indisponible", "plus tard", **{"Retry-After": "²"}))
    assert isinstance(error, SiteUnavailable)
    assert error.retry_after is None


def test_a_certificate_that_proves_nothing(tmp_path: Path) -> None:
    certificate = tmp_path / "site.pem"
    command = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=127.0.0.1"]
    subprocess.run(
        [*command, "-keyout", str(tmp_path / "key"), "-out", str(tmp_path / "crt")], check=True, capture_output=True
    )
    certificate.write_text((tmp_path / "key").read_text() + (tmp_path / "crt").read_text())
    with web_server(GOOD, certificate=certificate) as server:
        error = trouble(server.url)
        assert server.seen == []
    assert isinstance(error, SiteRefused)
    assert "certificat" in error.what


@pytest.mark.parametrize("url", ["http://gazette.example", "http://192.0.2.7", "http://127.0.0.1.gazette.example"])
def test_the_password_does_not_travel_in_clear(url: str) -> None:
    with pytest.raises(SiteRefused) as caught:
        RestClient(url, user="pont", password=PASSWORD)
    assert "en clair" in caught.value.what
    assert "https" in caught.value.todo
    assert PASSWORD not in str(caught.value)


@pytest.mark.parametrize(
    "url", ["https://gazette.example", "http://127.0.0.1:8080", "http://[::1]", "http://localhost"]
)
def test_an_encrypted_way_or_this_machine_needs_no_permission(url: str) -> None:
    RestClient(url, user="pont", password=PASSWORD).close()
    assert is_loopback(url) is not url.startswith("https")


def test_plain_http_goes_where_the_configuration_allows_it() -> None:
    RestClient("http://gazette.example", user="pont", password=PASSWORD, allow_http=True).close()


def test_an_address_that_is_none() -> None:
    error = trouble("https://")
    assert isinstance(error, SiteRefused)
    assert "adresse" in error.what


# ── trouble that passes ─────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "reply",
    [
        html(500, "<p>Internal Server Error</p>"),
        html(502, "<h1>502 Bad Gateway</h1>"),
        html(503, "<h1>Briefly unavailable for scheduled maintenance. Check back in a minute.</h1>"),
        html(500, "<h1>Error establishing a database connection</h1>"),
        html(500, "<p>There has been a critical error on this website.</p>"),
        Reply(500, "", kind="text/html"),
        json_error(500, "internal_server_error"),
        Reply(429, '{"code": "too_many"}', {"Retry-After": "0"}),
        Reply(200, json.dumps(DRAFT)[:-40]),
    ],
    ids=["500", "502", "maintenance", "database", "fatal", "empty 500", "JSON 500", "429", "truncated"],
)
def test_trouble_that_passes_is_tried_again(reply: Reply) -> None:
    with web_server(reply, reply, GOOD) as server, site_at(server.url) as site:
        assert site.fetch(12).title == "Titre"
        assert len(server.seen) == 3


@pytest.mark.parametrize(
    ("reply", "said"),
    [
        (html(502, "<h1>502 Bad Gateway</h1>"), "502"),
        (html(503, "<h1>Maintenance</h1><p>Site en maintenance</p>"), "maintenance"),
        (html(500, "<h1>Error establishing a database connection</h1>"), "base de données"),
        (html(500, "<p>Il y a eu une erreur critique sur ce site.</p>"), "erreur critique"),
        (Reply(500, "", kind="text/html"), "réponse vide"),
        (json_error(503, "indisponible"), "503"),
        (Reply(200, json.dumps(DRAFT)[:-40]), "tronqué"),
    ],
    ids=["502", "maintenance", "database", "fatal", "empty", "JSON 503", "truncated"],
)
def test_trouble_that_stays_is_temporary_and_has_its_name(reply: Reply, said: str) -> None:
    error, server = trouble_with(reply)
    assert isinstance(error, SiteUnavailable)
    assert said in error.what
    assert server.url in error.where
    assert len(server.seen) == 4


@pytest.mark.parametrize("code", ["needs_seo_busy", "needs_seo_locked"])
def test_a_draft_that_somebody_works_on_is_busy(code: str) -> None:
    error, server = trouble_with(json_error(423, code, "Un autre travaille sur ce brouillon."))
    assert isinstance(error, DraftBusy)
    assert "Un autre travaille" in error.what
    assert len(server.seen) == 4


def test_a_long_wait_is_left_to_the_next_round() -> None:
    error, server = trouble_with(Reply(429, '{"code": "too_many"}', {"Retry-After": "3600"}))
    assert isinstance(error, SiteUnavailable)
    assert error.retry_after == 3600
    assert len(server.seen) == 1


@pytest.mark.parametrize(
    ("error", "wait"),
    [
        (SiteUnavailable("502"), True),
        (DraftBusy("locked"), True),
        (SiteUnavailable("429", retry_after=0.0), 0.0),
        (SiteUnavailable("429", retry_after=7.0), 7.0),
        (SiteUnavailable("429", retry_after=LONGEST_WAIT), LONGEST_WAIT),
        (SiteUnavailable("429", retry_after=LONGEST_WAIT + 1), False),
        (SiteRefused("401"), False),
        (ValueError("a bug"), False),
    ],
    ids=lambda value: str(value),
)
def test_the_retry_policy(error: Exception, wait: bool | float) -> None:
    assert retry_wait(error) == wait
    assert type(retry_wait(error)) is type(wait)


# ── another answer than the companion's ─────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("reply", "said", "todo", "asked"),
    [
        (html(200, '<form id="loginform"></form>'), "connexion de WordPress", "access: xmlrpc", 1),
        (html(403, "<title>Attention Required! | Cloudflare</title>"), "pare-feu", "access: xmlrpc", 1),
        (html(503, "<title>Just a moment...</title>"), "pare-feu", "hébergeur", 1),
        (html(200, "<b>Warning</b>: Undefined variable $x in <b>plugin.php</b><br>{}"), "PHP", "WP_DEBUG_DISPLAY", 1),
        (html(200, "<h1>Bienvenue</h1>"), "page HTML (HTTP 200)", "permaliens", 2),
        (html(404, "<h1>Introuvable</h1>"), "page HTML (HTTP 404)", "url", 2),
        (Reply(200, ""), "réponse vide", "PHP", 2),
    ],
    ids=["login", "firewall", "firewall 503", "notice", "page", "404", "empty"],
)
def test_a_page_is_named(reply: Reply, said: str, todo: str, asked: int) -> None:
    """A page that plain permalinks could explain is asked for once more, in their way."""
    error, server = trouble_with(reply)
    assert isinstance(error, SiteRefused)
    assert said in error.what
    assert todo in error.todo
    assert server.url in error.where
    assert len(server.seen) == asked


@pytest.mark.parametrize(
    ("reply", "said", "todo"),
    [
        (json_error(401, "incorrect_password"), "mot de passe d'application", "profil"),
        (json_error(401, "invalid_username"), "mot de passe d'application", "profil"),
        (json_error(401, "application_passwords_disabled"), "mot de passe d'application", "profil"),
        (json_error(401, "needs_seo_forbidden"), "ne reconnaît pas", "Authorization"),
        (json_error(403, "needs_seo_forbidden"), "rôle", "Comptes"),
        (json_error(404, "rest_no_route"), "extension seo-bridge", "installez"),
        (json_error(401, "rest_disabled", "L'API est désactivée."), "L'API est désactivée.", "access: xmlrpc"),
        (json_error(403, "rest_forbidden_context", "Interdit."), "API REST est fermé", "access: xmlrpc"),
        (json_error(403, "itsec_blocked", "Bloqué."), "API REST est fermé", "access: xmlrpc"),
        (json_error(404, "needs_seo_tag_unknown"), "étiquette", "Étiquettes"),
    ],
    ids=lambda value: json.loads(value.body)["code"] + str(value.status) if isinstance(value, Reply) else "",
)
def test_a_refusal_is_explained(reply: Reply, said: str, todo: str) -> None:
    error, server = trouble_with(reply)
    assert isinstance(error, SiteRefused)
    assert said in error.what
    assert todo in error.todo
    assert str(reply.status) in error.where
    assert len(server.seen) == 1


@pytest.mark.parametrize(
    "first",
    [
        html(404, "<h1>404 Not Found</h1>"),
        Reply(404, "File not found.", kind="text/plain"),
        html(200, "<h1>Bienvenue</h1>"),
        Reply(301, "", {"Location": "/"}),
        Reply(301, "", {"Location": "{url}/blog/"}),
    ],
    ids=["404", "404 of the server", "the home page", "to the root", "to the root, in full"],
)
def test_plain_permalinks_are_noticed_once(first: Reply) -> None:
    with web_server(first, GOOD) as server, site_at(f"{server.url}/blog") as site:
        for _ in range(2):
            assert site.fetch(12).title == "Titre"
        plain = "/blog/?rest_route=%2Fneeds-seo%2Fv1%2Fdrafts%2F12"
        assert [path for _, path, _, _ in server.seen] == ["/blog/wp-json/needs-seo/v1/drafts/12", plain, plain]


def test_plain_permalinks_that_fail_for_a_moment_are_no_missing_ones() -> None:
    with web_server(html(404, "Non"), html(502, "Bad gateway"), html(404, "Non"), GOOD) as server:
        with site_at(server.url) as site:
            assert site.fetch(12).title == "Titre"
        assert len(server.seen) == 4


@pytest.mark.parametrize("status", [301, 302, 307, 308])
def test_a_redirect_is_told_and_the_credentials_are_not_sent_on(status: int) -> None:
    with web_server(GOOD) as other:
        reply = Reply(status, "", {"Location": f"{other.url}/ailleurs"})
        error, server = trouble_with(reply)
        assert other.seen == []
    assert isinstance(error, SiteRefused)
    assert f"{other.url}/ailleurs" in error.what
    assert "url" in error.todo
    assert len(server.seen) == 1


@pytest.mark.parametrize(
    "body",
    ["null", "[]", '"texte"', "{}", "12", json.dumps({**DRAFT, "seo": []}), json.dumps({**DRAFT, "author": None})],
)
def test_json_of_another_shape(body: str) -> None:
    error, _ = trouble_with(Reply(body=body))
    assert isinstance(error, SiteRefused)
    assert "forme" in error.what
    assert "version" in error.todo


@pytest.mark.parametrize("body", ["{}", '{"id": 1}', "null", '[{"id": 1}]', "[null]", '"x"'])
def test_a_listing_of_another_shape(body: str) -> None:
    with web_server(Reply(body=body)) as server, site_at(server.url) as site, pytest.raises(SiteRefused) as caught:
        list(site.poll(tag="needs-seo", statuses=("draft",), post_types=("post",)))
    assert "forme" in caught.value.what


@pytest.mark.parametrize("body", ["true", "{}", '{"draft": 12, "job": "a", "state": "pending"}'])
def test_a_verdict_that_is_not_acknowledged_is_not_taken_for_delivered(body: str) -> None:
    hold = Hold(draft=12, job="0" * 64, base="0" * 64, engine="extractive", findings=())
    with web_server(Reply(body=body)) as server, site_at(server.url) as site, pytest.raises(SiteRefused):
        site.hold(hold)


# ── what is sent ────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("variable", ["http_proxy", "https_proxy", "all_proxy"])
def test_a_proxy_is_not_asked_for_a_site_on_this_machine(monkeypatch: pytest.MonkeyPatch, variable: str) -> None:
    """A proxy is another machine, and plain http would show it the password."""
    with web_server(Reply(502)) as proxy, web_server(GOOD) as server:
        monkeypatch.setenv(variable, proxy.url)
        with site_at(server.url) as site:
            assert site.fetch(12).id == 12
        assert proxy.seen == []


def test_an_encrypted_site_is_reached_through_the_proxy_of_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """By a tunnel: the proxy sees the host's name, and no password."""
    with web_server(Reply(502)) as proxy:
        monkeypatch.setenv("https_proxy", proxy.url)
        trouble("https://gazette.example")
        assert {method for method, *_ in proxy.seen} == {"CONNECT"}
        assert {authorization for _, _, authorization, _ in proxy.seen} == {None}


@pytest.mark.parametrize("access", [RestClient, XmlrpcClient])
def test_credentials_of_netrc_are_not_sent(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, access: type[RestClient | XmlrpcClient]
) -> None:
    netrc = tmp_path / ".netrc"
    netrc.write_text("machine localhost login autre password motdepasse\n", encoding="ascii")
    netrc.chmod(0o600)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("NETRC", str(netrc))
    with web_server(GOOD) as server:
        url = server.url.replace("127.0.0.1", "localhost")
        with (
            closing(CompanionSite(access(url, user="pont", password=PASSWORD, attempts=1))) as site,
            contextlib.suppress(BridgeError),
        ):
            site.fetch(12)
        assert {authorization for _, _, authorization, _ in server.seen} == {
            f"Basic {BASIC}" if access is RestClient else None
        }


@pytest.mark.parametrize("variable", ["CURL_CA_BUNDLE", "REQUESTS_CA_BUNDLE", "PYTHONHTTPSVERIFY"])
def test_no_variable_of_the_environment_switches_tls_off(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, variable: str
) -> None:
    monkeypatch.setenv(variable, "0" if variable.startswith("PYTHON") else "")
    test_a_certificate_that_proves_nothing(tmp_path)


def test_what_a_site_repeats_of_the_password_goes_no_further() -> None:
    """A plugin that shows the request's headers in its errors, and one that answers with them."""
    for said in (PASSWORD, PASSWORD.replace(" ", ""), f"Authorization: Basic {BASIC}"):
        error, _ = trouble_with(json_error(500, "plugin", f"Refus de {said}."))
        assert "Refus de " in error.what
        assert "•••" in error.what
        error, _ = trouble_with(Reply(302, "", {"Location": f"{{url}}/?x={said}"}))
        assert said not in str(error)
        with web_server(Reply(body=json.dumps({**DRAFT, "title": said}))) as server, site_at(server.url) as site:
            assert said not in site.fetch(12).title


def test_credentials_are_utf_8_as_wordpress_reads_them() -> None:
    with web_server(GOOD) as server, site_at(server.url, user="rédaction-œ") as site:
        site.fetch(12)
        [(_, _, authorization, _)] = server.seen
    assert authorization is not None
    assert base64.b64decode(authorization.removeprefix("Basic ")).decode() == f"rédaction-œ:{PASSWORD}"


def test_all_post_types_are_polled_together_page_by_page_though_a_proxy_drops_the_headers() -> None:
    line = {key: DRAFT[key] for key in ("type", "status", "title", "base", "author", "pending", "pending_base")}
    page: Callable[[int, int], Reply] = lambda first, last: Reply(  # noqa: E731
        body=json.dumps([{"id": number, **line} for number in range(first, last)])
    )
    with web_server(page(0, 100), page(100, 130)) as server, site_at(server.url) as site:
        found = list(site.poll(tag="à-faire", statuses=("draft", "pending"), post_types=("post", "page")))
        paths = [path for _, path, _, _ in server.seen]
    assert [summary.id for summary in found] == [*range(130)]
    assert [("type=post%2Cpage" in path, path.rsplit("page=")[-1]) for path in paths] == [(True, "1"), (True, "2")]
    assert all("tag=%C3%A0-faire" in path and "status=draft%2Cpending" in path for path in paths)
