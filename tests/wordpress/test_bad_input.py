"""Trouble on a real site: its right name, the job in its right state, nothing lost, and the other sites go on.

Each trouble comes twice: first it is there when the site is polled, then it comes between the reading of a draft and
the delivery of its proposal. When it has passed, the proposal is delivered, once.
"""

from __future__ import annotations

import os
import socket
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest
import yaml

from bridge.bootstrap import Bridge, build
from bridge.config import load
from bridge.domain.article import Rewrite
from bridge.domain.job import Job, JobState
from bridge.domain.source import Source
from bridge.errors import BridgeError, EngineUnavailable
from bridge.runners.pool import Outcome, Pool
from bridge.yoast.installation import PLACE
from tests.support.fake_engine import DRAFT, FakeEngine
from tests.support.tls import Authority
from tests.support.troubles import maintenance, must_use_plugin, revoked, second_account, without_role
from tests.support.wordpress import WordPress
from tests.wordpress.web_server import Reply, web_server

pytestmark = pytest.mark.wordpress

ACCESS = ("rest", "xmlrpc")
ENGINE = {"kind": "openai_compatible", "base_url": "http://127.0.0.1:1/v1", "model": "faux"}
Trouble = Callable[[WordPress], AbstractContextManager[None]]


@dataclass
class Newsroom:
    """A bridge with two sites: « malade » gets the troubles, « saine » is the same WordPress by another name."""

    folder: Path
    wordpress: WordPress
    healthy_password: str
    access: str = "rest"
    url: str = ""
    password: str = ""
    timeout: float = 10.0
    engine: FakeEngine = field(default_factory=FakeEngine)
    _stack: ExitStack = field(default_factory=ExitStack)

    def round(self) -> Outcome:
        """What ``seo-bridge once --now`` does, run after run."""
        self.close()
        bridge = self._stack.enter_context(self._build())
        sites = ["malade", "saine"]
        for site in sites:
            bridge.make_due(site)
        with Pool(bridge, workers=2, listener=lambda _: None) as pool:
            return pool.run(sites)

    def close(self) -> None:
        self._stack.close()

    def _build(self) -> Bridge:
        passwords = {
            "SICK": self.password or self.wordpress.application_password("seo-bridge"),
            "HEALTHY": self.healthy_password,
        }
        with patch.dict(os.environ, passwords):
            bridge = build(load(self._config()), engines={"faux": self.engine, "autre": FakeEngine()})
            bridge.connect(["malade", "saine"])
        return bridge

    def _config(self) -> Path:
        common = {"min_words": 50, "access": self.access}
        address = self.wordpress.url
        document = {
            "engines": {"faux": ENGINE, "autre": ENGINE},
            "sites": [
                {"name": "malade", "url": self.url or address, "user": "seo-bridge", "password": {"env": "SICK"},
                 "engine": "faux", "timeout": self.timeout, **common},
                {"name": "saine", "url": address.replace("127.0.0.1", "localhost"), "user": "pont-sain",
                 "password": {"env": "HEALTHY"}, "tag": "autre-file", "engine": "autre", **common},
            ],
        }  # fmt: skip
        path = self.folder / "config.yaml"
        path.write_text(yaml.safe_dump(document), encoding="utf-8")
        return path

    def draft(self, tag: str = "needs-seo") -> int:
        return self.wordpress.draft("Le marché couvert", DRAFT, author="editrice", tags=(tag,))

    def once(self) -> tuple[Outcome, Job | None]:
        """A round in which the healthy site has a draft, which must go through; the sick site's job, if one ran."""
        other = self.draft("autre-file")
        outcome = self.round()
        jobs = {job.site: job for job in outcome.jobs}
        assert (jobs["saine"].draft, jobs["saine"].state) == (other, JobState.PROPOSED), jobs["saine"].reason
        assert outcome.crashes == ()
        return outcome, jobs.get("malade")

    def unreachable(self) -> BridgeError:
        """A round in which the sick site can't be polled, and why."""
        outcome, job = self.once()
        [failed] = outcome.unreachable
        assert (failed.site, job) == ("malade", None)
        assert isinstance(failed.error, BridgeError), repr(failed.error)
        assert failed.error.what
        assert failed.error.where
        assert failed.error.todo
        return failed.error

    def meanwhile(self, happens: Callable[[], None]) -> None:
        """Something that comes between the reading of the next draft and the delivery of its proposal."""

        def answer(source: Source) -> Rewrite:
            happens()
            return FakeEngine.good(source)

        self.engine.answers.append(answer)


@pytest.fixture(scope="module")
def healthy_password(wordpress: WordPress) -> str:
    wordpress.tag_id("autre-file")
    return second_account(wordpress, "pont-sain")


@pytest.fixture
def newsroom(
    tmp_path: Path, wordpress: WordPress, healthy_password: str, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Newsroom]:
    for name in ("http_proxy", "https_proxy", "all_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv(
        PLACE, str(tmp_path)
    )  # a machine without Yoast's analysis, which is not what these tests are about
    made = Newsroom(tmp_path, wordpress, healthy_password)
    yield made
    made.close()
    for draft in wordpress.api("admin", "GET", "/wp/v2/posts", status="draft,pending", context="edit").json():
        wordpress.api("admin", "DELETE", f"/wp/v2/posts/{draft['id']}", force="true")


def plugin(code: str) -> Trouble:
    return lambda wordpress: must_use_plugin(wordpress, code)


CLOSED = plugin(
    "add_filter('rest_authentication_errors', fn() => new WP_Error('rest_disabled', 'Closed.', ['status' => 403]));"
)
OFF = plugin("add_filter('xmlrpc_enabled', '__return_false');")
FORBIDDEN = plugin("if (defined('XMLRPC_REQUEST')) { http_response_code(403); exit('Forbidden'); }")
FIREWALL = plugin("http_response_code(403); exit('<html><title>Blocked</title>Access denied, blocked by x</html>');")
LOOP = plugin("header('Location: http://' . $_SERVER['HTTP_HOST'] . $_SERVER['REQUEST_URI'], true, 302); exit;")
NOTICE = plugin("add_action('init', function () { ini_set('display_errors', '1'); echo $undefined; });")
#: After the route has done its work: a proposal is staged, and the bridge does not hear of it.
FATAL = plugin("add_filter('rest_request_after_callbacks', function ($made) { return none($made); });")
HUGE = plugin("exit('<html>' . str_repeat('x', 10_000_000));")
CUT = plugin("ob_start(fn($out) => substr($out, 0, -40));")


@pytest.mark.parametrize(
    ("access", "trouble", "said", "todo"),
    [
        ("rest", CLOSED, "L'accès par l'API REST est fermé sur ce site (Closed.)", "extension de sécurité"),
        ("xmlrpc", OFF, "XML-RPC est désactivé", "xmlrpc_enabled"),
        ("xmlrpc", FORBIDDEN, "/xmlrpc.php est fermé par le serveur (HTTP 403)", "hébergeur"),
        ("rest", FIREWALL, "la page d'un pare-feu (HTTP 403)", "hébergeur"),
        ("xmlrpc", FIREWALL, "la page d'un pare-feu (HTTP 403)", "hébergeur"),
        ("rest", LOOP, "renvoie vers une autre adresse", "url"),
        ("xmlrpc", LOOP, "renvoie vers une autre adresse", "url"),
        ("rest", maintenance, "scheduled maintenance", "le pont réessaie"),
        ("xmlrpc", maintenance, "", "maintenance"),
        ("rest", NOTICE, "un avertissement de PHP", "WP_DEBUG_DISPLAY"),
        ("rest", FATAL, "HTTP 500", "journal d'erreurs"),
        ("xmlrpc", FATAL, "HTTP 500", "journal d'erreurs"),
        ("rest", HUGE, "une page HTML (HTTP 200)", "url"),
        ("xmlrpc", HUGE, "une page HTML (HTTP 200)", "url"),
        ("rest", CUT, "tronquées", "réessayez"),
        ("xmlrpc", CUT, "XML tronqué", "réessayez"),
        ("rest", revoked, "refuse l'utilisateur ou son mot de passe", "profil"),
        ("xmlrpc", revoked, "refuse l'utilisateur ou son mot de passe", "profil"),
        ("rest", without_role, "n'a pas le rôle", "Comptes"),
        ("xmlrpc", without_role, "n'a pas le rôle", "Comptes"),
    ],
    ids=["closed", "xmlrpc off", "xmlrpc 403", "firewall", "firewall, xmlrpc", "loop", "loop, xmlrpc", "maintenance",
         "maintenance, xmlrpc", "notice", "fatal", "fatal, xmlrpc", "huge", "huge, xmlrpc", "cut", "cut, xmlrpc",
         "revoked", "revoked, xmlrpc", "no role", "no role, xmlrpc"],
)  # fmt: skip
def test_a_trouble_and_its_end(newsroom: Newsroom, access: str, trouble: Trouble, said: str, todo: str) -> None:
    newsroom.access = access
    draft = newsroom.draft()
    before = newsroom.wordpress.rows(draft)

    with trouble(newsroom.wordpress):
        error = newsroom.unreachable()
    assert said in error.what
    assert todo in f"{error.todo} {error.what}"

    with ExitStack() as stack:
        newsroom.meanwhile(lambda: stack.enter_context(trouble(newsroom.wordpress)))
        _, waiting = newsroom.once()
        assert waiting is not None
        assert (waiting.draft, waiting.state, waiting.tries) == (draft, JobState.CHECKED, 1)
        assert said in waiting.reason
        assert "→" in waiting.reason
        assert newsroom.wordpress.rows(draft) == before

    _, done = newsroom.once()
    assert done is not None
    assert (done.id, done.state) == (waiting.id, JobState.PROPOSED), done.reason
    assert newsroom.wordpress.proposals(draft) == [done.proposal]
    assert newsroom.wordpress.rows(draft) == before
    assert len(newsroom.engine.asked) == 1, "what was written once is not written again"


@pytest.mark.parametrize("access", ACCESS)
@pytest.mark.parametrize(
    ("settings", "said", "todo"),
    [
        ({"password": "abcd EFGH 1234 ijkl MNOP 5678"}, "refuse l'utilisateur ou son mot de passe", "profil"),
        ({"url": "closed port"}, "Impossible de se connecter", "en marche"),
        ({"url": "expired"}, "certificat TLS", "renouveler"),
        ({"url": "silent", "timeout": 0.05}, "pas répondu à temps", "timeout"),
    ],
    ids=["wrong password", "nobody listens", "expired certificate", "never answers"],
)
def test_a_site_that_cannot_be_reached_for_a_while(
    newsroom: Newsroom,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    access: str,
    settings: dict[str, Any],
    said: str,
    todo: str,
) -> None:
    """A draft that was read, and waits for the model, when the site goes away."""
    newsroom.access = access
    draft = newsroom.draft()
    newsroom.engine.answers.append(EngineUnavailable("Le modèle dort", where="faux", todo="attendez"))
    _, waiting = newsroom.once()
    assert waiting is not None
    assert (waiting.state, waiting.tries) == (JobState.FETCHED, 1)

    with _address(settings.get("url", ""), tmp_path, monkeypatch) as url:
        newsroom.url, newsroom.password = url, settings.get("password", "")
        newsroom.timeout = settings.get("timeout", 10.0)
        error = newsroom.unreachable()
    assert said in error.what
    assert todo in error.todo
    if "password" in settings:
        assert settings["password"] not in str(error)

    newsroom.url, newsroom.password, newsroom.timeout = "", "", 10.0
    _, done = newsroom.once()
    assert done is not None
    assert (done.id, done.state) == (waiting.id, JobState.PROPOSED), done.reason
    assert newsroom.wordpress.proposals(draft) == [done.proposal]


@contextmanager
def _address(kind: str, folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The address of something that is no WordPress."""
    if kind == "silent":
        with web_server(Reply(silent=True)) as server:
            yield server.url
    elif kind == "expired":
        authority = Authority.make(folder / "ca")
        certificate = authority.sign(begins=-timedelta(days=9), ends=-timedelta(days=1))
        with monkeypatch.context() as trusting, web_server(Reply(), certificate=certificate) as server:
            trusting.setenv("REQUESTS_CA_BUNDLE", str(authority.file))
            yield server.url
            assert server.seen == [], "nothing is said to a site whose identity is not sure"
    elif kind == "closed port":
        with socket.socket() as taken:
            taken.bind(("127.0.0.1", 0))
            yield f"http://127.0.0.1:{taken.getsockname()[1]}"
    else:
        yield ""


@pytest.mark.parametrize("access", ACCESS)
def test_an_answer_of_ten_megabytes_is_read_where_it_is_one(newsroom: Newsroom, access: str) -> None:
    """JSON and XML alike may have white space before them; a site with endless tables of drafts is no trouble."""
    newsroom.access = access
    draft = newsroom.draft()
    padded = plugin("ob_start(fn($out) => str_repeat(' ', 10_000_000) . $out);")
    with padded(newsroom.wordpress):
        _, done = newsroom.once()
    assert done is not None
    assert (done.draft, done.state) == (draft, JobState.PROPOSED), done.reason


def _php(code: str) -> Callable[[WordPress, int], None]:
    def act(wordpress: WordPress, draft: int) -> None:
        wordpress.php(f"wp_set_current_user(get_user_by('login', 'admin')->ID); {code}", str(draft))

    return act


LOCK = "update_post_meta((int) $args[0], '_edit_lock', time() . ':' . get_user_by('login', 'auteur1')->ID);"
HAND_OVER = "wp_update_post(['ID' => (int) $args[0], 'post_author' => get_user_by('login', 'auteur2')->ID]);"


@pytest.mark.parametrize("access", ACCESS)
@pytest.mark.parametrize(
    ("act", "state", "said"),
    [
        ("wp_delete_post((int) $args[0], true);", JobState.SUPERSEDED, "n'est plus un brouillon"),
        ("wp_trash_post((int) $args[0]);", JobState.SUPERSEDED, "n'est plus un brouillon"),
        ("wp_publish_post((int) $args[0]);", JobState.SUPERSEDED, "n'est plus un brouillon"),
        ("wp_update_post(['ID' => (int) $args[0], 'post_title' => 'Autre']);", JobState.SUPERSEDED, "a été modifié"),
        (LOCK, JobState.PROPOSED, "en attente d'une personne"),
        (HAND_OVER, JobState.PROPOSED, "en attente d'une personne"),
    ],
    ids=["deleted", "trashed", "published", "edited", "locked", "handed over"],
)
def test_what_a_person_does_between_reading_and_proposing(
    newsroom: Newsroom, access: str, act: str, state: JobState, said: str
) -> None:
    """A lock keeps nobody from staging: the draft itself is not touched, and the person decides when done. Another
    author has the same text."""
    newsroom.access = access
    draft = newsroom.draft()
    left: list[Any] = []

    def happens() -> None:
        _php(act)(newsroom.wordpress, draft)
        left.append(None if "delete" in act else newsroom.wordpress.rows(draft))

    newsroom.meanwhile(happens)
    _, job = newsroom.once()
    assert job is not None
    assert (job.state, job.draft) == (state, draft), job.reason
    assert said in job.reason
    if left[0] is not None:
        assert newsroom.wordpress.rows(draft) == left[0], "what the person left is what stands there"
    proposals = newsroom.wordpress.proposals(draft)
    assert proposals == ([job.proposal] if state is JobState.PROPOSED else [])


def test_who_has_the_draft_open_decides_later(newsroom: Newsroom) -> None:
    """The proposal is staged under a lock, and nobody else can approve it until the lock is gone."""
    wordpress, draft = newsroom.wordpress, newsroom.draft()
    newsroom.meanwhile(lambda: _php(LOCK)(wordpress, draft))
    _, job = newsroom.once()
    assert job is not None
    approve = f"/needs-seo/v1/proposals/{job.proposal}/approve"
    refused = wordpress.api("editrice", "POST", approve, {})
    assert (refused.status_code, refused.json()["code"]) == (423, "needs_seo_locked")
    wordpress.php("delete_post_meta((int) $args[0], '_edit_lock');", str(draft))
    assert wordpress.api("editrice", "POST", approve, {}).status_code == 200
