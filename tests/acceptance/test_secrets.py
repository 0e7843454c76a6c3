"""Secrets are nowhere in what the bridge writes: planted, made to be repeated in every way there is, and looked for.

Site and model are servers of the test that repeat what they were sent.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
import yaml

from bridge import bootstrap
from bridge.cli import main
from bridge.cli.session import Session
from bridge.config import Secret
from tests.support.model_server import completion

SITE = "Wq7Z kP2m Xv9R tB4n Hs6D jL3c"
MODEL = "sk-modele-N8vT2yQ5wE9rU1iO"
LEDGER = "R3gistre/mot de passe+unique"
USER = "pont"
DRAFT = {
    "id": 12, "type": "post", "status": "draft", "title": "Le pont de Valmire rouvre", "base": "0" * 64,
    "author": {"id": 1, "name": "autrice"}, "pending": None, "pending_base": None, "excerpt": "", "slug": "",
    "content": "<p>Le pont de Valmire rouvre lundi, après huit mois de travaux, dit la mairie.</p>" * 3,
    "seo": {"title": "", "description": "", "keyphrase": ""}, "editor": "block", "brief": None, "feedback": [],
    "terms": [{"taxonomy": "post_tag", "slug": "needs-seo", "name": "needs-seo"}], "edit_link": "",
}  # fmt: skip
STATUS = {
    "plugin": {"version": "1.0.0", "api": 1}, "wordpress": "6.8", "php": "8.2", "locale": "fr_FR", "timezone": "UTC",
    "time": 0, "site": {"name": "Essai", "url": "https://essai.example"},
    "seo_plugin": {"name": "none", "version": None},
    "user": {"id": 5, "login": USER, "capabilities": ["read"], "too_much": []}, "revisions": -1,
    "tag": {"slug": "needs-seo", "exists": True, "drafts": 1},
}  # fmt: skip


def needles() -> list[str]:
    """The secrets as they are, without their spaces, and as they travel."""
    plain = [SITE, SITE.replace(" ", ""), MODEL, LEDGER, LEDGER.replace(" ", ""), "R3gistre%2Fmot"]
    basic = [base64.b64encode(f"{USER}:{one}".encode()).decode() for one in (SITE, SITE.replace(" ", ""))]
    # a part of the base64 would do to decode most of it
    return plain + basic + [basic[0][8:40], base64.b64encode(MODEL.encode()).decode()[:-4]]


Answer = tuple[int, Any]


@dataclass
class Echo:
    """A server that repeats what it was sent. ``answer``: path, and the request's words → status and body."""

    url: str
    asked: list[str] = field(default_factory=list)
    bodies: list[str] = field(default_factory=list)


@contextmanager
def echoing(answer: Callable[[str, str], Answer]) -> Iterator[Echo]:
    class Handler(BaseHTTPRequestHandler):
        def _reply(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length", 0))).decode()
            authorization = self.headers.get("Authorization", "")
            served.asked.append(authorization)
            served.bodies.append(body)
            scheme, _, credentials = authorization.partition(" ")
            said = base64.b64decode(credentials).decode() if scheme == "Basic" else credentials
            status, content = answer(self.path, f"{authorization} | {said} | {said.replace(' ', '')}")
            data = (content if isinstance(content, str) else json.dumps(content)).encode()
            self.send_response(status, None)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(data)))
            self.send_header("X-Echo", authorization)
            if 300 <= status < 400:
                self.send_header("Location", f"{served.url}/?{said}".replace(" ", "%20"))
            self.end_headers()
            self.wfile.write(data)

        do_GET = _reply  # noqa: N815
        do_POST = _reply  # noqa: N815

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    served = Echo(f"http://127.0.0.1:{server.server_port}")
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield served
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


#: How a site repeats what it got: by error, notice, page, redirect, and in a draft itself.
def site_error(status: int) -> Callable[[str, str], Answer]:
    return lambda _, said: (status, {"code": "extension", "message": f"Refus : {said}", "data": {"status": status}})


def site_works(path: str, said: str) -> Answer:
    if path.split("?")[0].endswith("/wp-json/"):
        return 200, {"name": f"Essai {said}", "namespaces": ["needs-seo/v1"], "home": said,
                     "authentication": {"application-passwords": {"endpoints": said}}}  # fmt: skip
    if "/users/me" in path:
        return 403, {"code": "needs_seo_forbidden", "message": f"Refus : {said}", "data": {"status": 403}}
    if "/status" in path:
        return 200, STATUS | {"site": {"name": f"Essai {said}", "url": "https://essai.example"}}
    if path.split("?")[0].endswith("/drafts"):
        return 200, [{**DRAFT, "title": f"Le pont {said}"}]
    if path.endswith(("/held", "/proposals")):
        return 403, {"code": "refus", "message": f"Refus : {said}", "data": {"status": 403}}
    return 200, {**DRAFT, "title": f"Le pont {said}"}


SITES: dict[str, Callable[[str, str], Answer]] = {
    "refuses": site_error(403), "fails": site_error(500), "unauthorized": site_error(401),
    "page": lambda _, said: (200, f"<html><b>Warning</b>: {said}</html>"),
    "redirect": lambda _, said: (302, said), "broken": lambda _, said: (200, f'{{"a": "{said}'),
    "another shape": lambda _, said: (200, {"plugin": said, "time": said}), "works": site_works,
}  # fmt: skip
MODELS: dict[str, Callable[[str, str], Answer]] = {
    "refuses": lambda _, said: (401, {"error": {"message": f"bad {said}", "code": said, "type": said}}),
    "fails": lambda _, said: (500, said), "rejects": lambda _, said: (400, {"error": {"message": said, "param": said}}),
    "talks": lambda _, said: (200, completion(f"Voici : {said}") | {"model": said}),
    "refuses in words": lambda _, said: (200, completion("", refusal=f"Je ne peux pas : {said}")),
    "no JSON": lambda _, said: (200, said), "redirect": lambda _, said: (307, said),
    "cut": lambda _, said: (200, completion(said, finish="length")),
}  # fmt: skip


@dataclass
class Place:
    """A folder with everything that the bridge writes: configuration, ledger, bug files, what was printed."""

    folder: Path
    capture: pytest.CaptureFixture[str]
    site: str = ""
    model: str = ""
    printed: list[str] = field(default_factory=list)

    def configured(self, **more: Any) -> Path:
        (self.folder / "site-password").write_text(SITE + "\n", encoding="utf-8")
        (self.folder / "site-password").chmod(0o600)
        document = {
            "ledger": {"url": "sqlite:///ledger.db", "password": {"env": "LEDGER_PASSWORD"}},
            "engines": {"essai": {"kind": "openai_compatible", "base_url": f"{self.model}/v1", "model": "essai",
                                  "api_key": {"env": "MODEL_KEY"}, "timeout": 20}},
            "sites": [{"name": "essai", "url": self.site, "user": USER, "engine": "essai", "repairs": 0,
                       "password": {"file": "site-password"}}],
            **more,
        }  # fmt: skip
        path = self.folder / "config.yaml"
        path.write_text(yaml.safe_dump(document), encoding="utf-8")
        return path

    def run(self, *arguments: str, config: Path, build: Any = None) -> int:
        session = Session(build=build) if build else Session()
        code = main([*arguments, "--config", str(config)], session=session)
        said = self.capture.readouterr()
        self.printed += [said.out, said.err]
        return code

    def written(self) -> dict[str, str]:
        """Every file's bytes, and what was printed; the password's own file alone is left out."""
        files = {
            str(path.relative_to(self.folder)): path.read_bytes().decode("utf-8", "replace")
            for path in self.folder.rglob("*")
            if path.is_file() and path.name != "site-password"
        }
        return {**files, "printed": "\n".join(self.printed)}

    def found(self) -> list[str]:
        return [
            f"{name}: {needle} in …{text[max(0, text.index(needle) - 80) : text.index(needle) + 20]}…"
            for name, text in self.written().items() for needle in needles() if needle in text
        ]  # fmt: skip


@pytest.fixture
def place(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Place:
    made = {"MODEL_KEY": MODEL, "LEDGER_PASSWORD": LEDGER, "XDG_STATE_HOME": str(tmp_path / "state"), "NO_COLOR": "1"}
    for name, value in made.items():
        monkeypatch.setenv(name, value)
    return Place(tmp_path, capsys)


SQLITE = {"ledger": {"url": "sqlite:///ledger.db"}}


@pytest.mark.parametrize("way", SITES)
def test_a_site_that_repeats_the_password(place: Place, way: str) -> None:
    with echoing(SITES[way]) as site, echoing(MODELS["talks"]) as model:
        place.site, place.model = site.url, model.url
        config = place.configured(**SQLITE)
        for arguments in (["once", "--log", "json"], ["once", "--log", "console"], ["once", "--json"], ["status"]):
            place.run(*arguments, config=config)
        assert any(site.asked), "the password was sent, so that there was something to repeat"
    assert place.found() == []
    assert "Refus" in "".join(place.printed) or way not in ("refuses", "fails", "works")


@pytest.mark.parametrize("way", MODELS)
def test_a_model_that_repeats_its_key(place: Place, way: str) -> None:
    with echoing(site_works) as site, echoing(MODELS[way]) as model:
        place.site, place.model = site.url, model.url
        config = place.configured(**SQLITE)
        for arguments in (["once", "--log", "json"], ["once", "--json"], ["status"], ["show", "1"]):
            place.run(*arguments, config=config)
        text = place.folder / "brouillon.html"
        text.write_text(DRAFT["content"], encoding="utf-8")
        place.run("rewrite", str(text), "--engine", "essai", "--json", config=config)
        assert f"Bearer {MODEL}" in model.asked, "the key was sent, so that there was something to repeat"
        sent = [body for body in site.bodies if body]
    assert place.found() == []
    assert not [body for body in sent if MODEL in body], "nor does WordPress get it, in an article or a finding"


def test_check_tells_no_secret(place: Place) -> None:
    """The command that a person copies into a ticket."""
    with echoing(site_works) as site, echoing(MODELS["talks"]) as model:
        place.site, place.model = site.url, model.url
        assert place.run("check", "--verbose", config=place.configured(**SQLITE)) == 1
    assert "« Refus :" in "".join(place.printed)
    assert place.found() == []


def test_a_bug_s_file_and_log_lines_tell_no_secret(place: Place) -> None:
    """A traceback shows what the failing lines worked with."""

    class Buggy:
        name = "essai"

        def rewrite(self, *_: Any) -> Any:
            raise RuntimeError(f"{USER}:{SITE} {MODEL!r} {base64.b64encode(f'{USER}:{SITE}'.encode()).decode()}")

        def repair(self, *_: Any) -> None:
            return None

    def build(settings: Any) -> Any:
        made = bootstrap.build(settings, engines={"essai": Buggy()})
        settings.engines["essai"].api_key.reveal()
        return made

    def broken(settings: Any) -> Any:
        build(settings).sites["essai"]
        raise KeyError(f"sqlite://{USER}:{LEDGER}@{SITE}", MODEL, Secret(env="LEDGER_PASSWORD").reveal())

    with echoing(site_works) as site:
        place.site, place.model = site.url, site.url
        config = place.configured(**SQLITE)
        assert place.run("once", "--log", "json", config=config, build=build) == 1
        assert place.run("once", "--log", "console", config=config, build=build) in (0, 1)
        assert place.run("status", config=config, build=broken) == 3
    bugs = list((place.folder / "state").rglob("bug-*.log"))
    assert bugs
    assert all(path.stat().st_mode & 0o077 == 0 for path in bugs)
    assert any("KeyError" in path.read_text(encoding="utf-8") for path in bugs)
    assert "RuntimeError" in "".join(place.printed)
    assert place.found() == []


def test_a_ledger_that_refuses_its_password(place: Place) -> None:
    """PostgreSQL's driver tells the address that it could not reach, with everything in it."""
    place.site = place.model = "http://127.0.0.1:9"
    ledger = {"url": "postgresql+psycopg://bot@127.0.0.1:9/seo", "password": {"env": "LEDGER_PASSWORD"}}
    assert place.run("status", config=place.configured(ledger=ledger)) != 0
    assert place.found() == []


def test_the_search_finds_what_it_looks_for(place: Place) -> None:
    """A test that finds nothing proves nothing if it could not."""
    for number, needle in enumerate(needles()):
        (place.folder / f"{number}.log").write_text(f"x {needle} y", encoding="utf-8")
    place.printed.append(MODEL)
    assert len({found.split(":")[0] for found in place.found()}) == len(needles()) + 1
