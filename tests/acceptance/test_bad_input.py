"""What goes wrong on sites and in drafts: a clear message each time, nothing lost, the others processed."""

from __future__ import annotations

import json
import re
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.support.model_server import model_server
from tests.support.running import PASSWORD, Installation, install, sample
from tests.support.wordpress import WordPress, must_use, seo_bridge
from tests.wordpress.web_server import html, web_server

pytestmark = pytest.mark.wordpress

WRONG_PASSWORD = "abcd EFGH 1234 ijkl MNOP 5678"


@pytest.fixture
def installation(tmp_path: Path, wordpress: WordPress) -> Installation:
    return install(tmp_path, wordpress)


def _closed_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def _without_companion(wordpress: WordPress) -> Iterator[None]:
    wordpress.php("deactivate_plugins('seo-bridge/seo-bridge.php');")
    try:
        yield
    finally:
        wordpress.php("activate_plugin('seo-bridge/seo-bridge.php');")


def _add_broken_site(installation: Installation, **settings: object) -> None:
    """A second site whose settings are wrong, polled before the good one."""
    broken = {**installation.site, "name": "autre", "tag": "autre-file", **settings}
    installation.document["sites"].insert(0, broken)


def _assert_other_site_served(installation: Installation, broken: dict[str, object], *, env: dict[str, str]) -> str:
    """The good site's draft is proposed or held although the other site fails; returns what was said."""
    draft = installation.wordpress.draft(*sample("04"))
    _add_broken_site(installation, **broken)
    done = installation.command("once", "--json", env=env)
    assert done.returncode == 1, done.stderr
    answer = json.loads(done.stdout)
    assert {job["draft"]: job["state"] for job in answer["jobs"]} == {draft: "held"}
    errors = [site["error"] for site in answer["sites"] if site["site"] == "autre"]
    checked = installation.command("check", env=env)
    assert checked.returncode == 1, checked.stdout
    said = f"{errors[0]}\n{checked.stdout}"
    assert "→" in errors[0], "an error says what to do"
    assert "Traceback" not in said + done.stderr + checked.stderr
    return said


def test_wrong_address(installation: Installation) -> None:
    said = _assert_other_site_served(installation, {"url": f"http://127.0.0.1:{_closed_port()}"}, env={})
    assert "connecter" in said


def test_address_of_something_else(installation: Installation) -> None:
    with web_server(html(200, "<h1>Bienvenue</h1>")) as other:
        said = _assert_other_site_served(installation, {"url": other.url}, env={})
    assert "HTML" in said


def test_wrong_password(installation: Installation) -> None:
    said = _assert_other_site_served(installation, {"password": {"env": "WRONG"}}, env={"WRONG": WRONG_PASSWORD})
    assert "mot de passe d'application" in said
    assert WRONG_PASSWORD not in said


def test_unknown_tag(installation: Installation) -> None:
    said = _assert_other_site_served(installation, {"tag": "etiquette-absente"}, env={})
    assert "étiquette" in said.lower()
    assert "etiquette-absente" in said


def test_rest_api_closed(installation: Installation) -> None:
    """The message names the way round, and taking it is enough."""
    draft = installation.wordpress.draft(*sample("04"))
    code = """add_filter('rest_authentication_errors', function () {
        return new WP_Error('rest_disabled', 'The REST API is disabled on this site.', ['status' => 403]); });"""
    with must_use(installation.wordpress, code):
        done = installation.command("once")
        checked = installation.command("check")
        assert done.returncode == checked.returncode == 1
        said = " ".join(checked.stdout.split())
        assert "API REST est fermé" in said
        assert "/wp-json/needs-seo/" in said
        assert "access: xmlrpc" in said
        installation.site["access"] = "xmlrpc"
        assert installation.command("check").returncode == 0
        assert installation.once()[draft]["state"] == "held"


def test_companion_absent(installation: Installation) -> None:
    draft = installation.wordpress.draft(*sample("04"))
    with _without_companion(installation.wordpress):
        done = installation.command("once")
        checked = installation.command("check")
    assert done.returncode == checked.returncode == 1
    assert "companion zip" in checked.stdout.replace("\n", " ")
    assert installation.once()[draft]["state"] == "held"


def test_drafts_that_cannot_be_rewritten_are_held_with_the_reason(installation: Installation) -> None:
    site = installation.wordpress
    figure = '<figure class="wp-block-image"><img src="https://exemple.invalid/a.jpg" alt=""/></figure>'
    image = f"<!-- wp:image -->\n{figure}\n<!-- /wp:image -->"
    empty = site.draft("Rien encore", "")
    images = site.draft("Des images", f"{image}\n\n{image}")
    odd = site.draft("Signes", "Un texte \x01 court, avec \x0b des signes \ufffd perdus et 🦊, \\n et « \u2028 ».")
    good = site.draft(*sample("01"))

    jobs = installation.once()

    assert {jobs[draft]["state"] for draft in (empty, images, odd)} == {"held"}
    assert "vide" in jobs[empty]["reason"]
    assert "texte" in jobs[images]["reason"]
    assert jobs[good]["state"] == "proposed"


def test_two_megabytes_of_text(installation: Installation) -> None:
    _, content = sample("02")
    paragraph = re.sub(r"\[[^\]]*\].*?\[/[^\]]*\]|\[[^\]]*\]|<a [^>]*>|</a>|<img[^>]*>", "", content, flags=re.DOTALL)
    parts = [paragraph.replace("moulin", f"moulin {number}") for number in range(2_000_000 // len(paragraph) + 1)]
    big = installation.wordpress.draft("Un très long texte", "\n\n".join(parts))
    small = installation.wordpress.draft(*sample("04"))

    jobs = installation.once(code=None)

    assert jobs[big]["state"] in ("proposed", "held"), jobs[big]
    assert jobs[big]["state"] == "proposed" or len(jobs[big]["reason"]) > 20
    assert jobs[small]["state"] == "held"


def test_a_file_that_is_not_utf8(tmp_path: Path) -> None:
    path = tmp_path / "brouillon.txt"
    path.write_bytes("Un été à Valbrume.\n".encode("latin-1"))
    done = seo_bridge("rewrite", str(path), "--json", cwd=tmp_path)
    assert done.returncode == 1
    assert json.loads(done.stdout)["verdict"] == "held"
    assert "UTF-8" in done.stderr


@pytest.mark.parametrize("answer", ["Bien sûr ! Voici votre article.", '{"title": "x"}', "", "[1, 2", "null"])
def test_a_model_that_answers_nonsense(installation: Installation, answer: str) -> None:
    draft = installation.wordpress.draft(*sample("06"), author="editrice")
    with model_server(lambda _: answer) as model:
        installation.site["engine"] = "modele"
        installation.document["engines"] = {
            "modele": {"kind": "openai_compatible", "base_url": model.url, "model": "modele-de-test"}
        }
        job = installation.once()[draft]
    assert job["state"] == "held"
    assert "modèle" in job["reason"]
    assert installation.wordpress.proposals(draft) == []


def test_a_model_that_is_down_is_asked_again_by_the_next_run(installation: Installation) -> None:
    draft = installation.wordpress.draft(*sample("06"), author="editrice")
    installation.site["engine"] = "modele"
    engine = {"kind": "openai_compatible", "base_url": f"http://127.0.0.1:{_closed_port()}/v1", "model": "m"}
    installation.document["engines"] = {"modele": engine}

    waiting = installation.once(code=1)[draft]
    assert not waiting["ended"]
    assert "modèle" in waiting["reason"]

    with model_server(lambda _: "rien d'utile") as model:
        engine["base_url"] = model.url
        assert draft not in installation.once(), "its time has not come"
        assert installation.once("--now")[draft]["state"] == "held"


def test_the_password_is_in_no_output_and_no_file(installation: Installation) -> None:
    secret = installation.environment[PASSWORD]
    installation.wordpress.draft(*sample("04"))
    said = ""
    for command in (("check",), ("once",), ("status",), ("show", "1")):
        done = installation.command(*command)
        said += done.stdout + done.stderr
    written = b"".join(path.read_bytes() for path in installation.folder.rglob("*") if path.is_file())
    assert secret not in said
    assert secret.encode() not in written
