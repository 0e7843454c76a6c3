"""The service under the command line and the scheduler, wired as in life, with sites in memory."""

from __future__ import annotations

import socket
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from textwrap import dedent

import pytest

from bridge.bootstrap import Bridge, build, preview
from bridge.config import load
from bridge.domain.job import JobState
from bridge.errors import ConfigError, LedgerError, SiteUnavailable
from tests.support.fake_engine import DRAFT, FakeEngine, none
from tests.support.fake_site import FakeSite
from tests.support.model_server import model_server

CONFIG = """\
defaults:
  user: seo-bridge
  password: {env: UN_MOT_DE_PASSE}
  min_words: 50
  engine: faux
engines:
  faux: {kind: openai_compatible, base_url: "http://127.0.0.1:1/v1", model: faux}
sites:
  - {name: une, url: https://une.example}
  - {name: deux, url: https://deux.example}
"""


class Newsroom:
    """Two sites, an engine, and the bridge between them."""

    def __init__(self, folder: Path, stack: ExitStack) -> None:
        self.sites = {"une": FakeSite(), "deux": FakeSite()}
        self.engine = FakeEngine()
        self._path, self._stack = folder / "config.yaml", stack

    def open(self, config: str = CONFIG) -> Bridge:
        self._path.write_text(dedent(config), encoding="utf-8")
        bridge = build(load(self._path), sites=self.sites, engines={"faux": self.engine})
        return self._stack.enter_context(bridge)


@pytest.fixture(autouse=True)
def _no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "https_proxy", "all_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def newsroom(tmp_path: Path) -> Iterator[Newsroom]:
    with ExitStack() as stack:
        yield Newsroom(tmp_path, stack)


def test_a_round_from_the_poll_to_the_proposal(newsroom: Newsroom) -> None:
    bridge = newsroom.open()
    draft = newsroom.sites["une"].draft("Le marché couvert", DRAFT)
    admission = bridge.admit("une")
    assert (admission.site, admission.listed, len(admission.admitted)) == ("une", 1, 1)
    job = bridge.process(admission.admitted[0])
    assert job.state is JobState.PROPOSED
    assert len(newsroom.sites["une"].proposals(draft)) == 1
    assert (bridge.admit("une").listed, bridge.admit("une").admitted) == (0, ())
    assert bridge.counts() == {"une": {JobState.PROPOSED: 1}}
    assert bridge.jobs(site="deux") == ()
    assert bridge.jobs() == (job,)


def test_everything_about_a_job(newsroom: Newsroom) -> None:
    bridge = newsroom.open()
    newsroom.sites["une"].draft("Le marché couvert", DRAFT)
    [job] = bridge.admit("une").admitted
    fresh = bridge.job(str(job.id))
    assert (fresh.job, fresh.article, fresh.content, fresh.findings, dict(fresh.stats)) == (job, None, None, (), {})
    done = bridge.process(job)
    detail = bridge.job(job.key[:10])
    assert detail.job == done
    assert detail.article is not None
    assert detail.content is not None
    assert detail.stats["words_before"] == 84
    assert [call.model for call in detail.calls] == ["faux"]
    assert [event.kind for event in detail.events] == ["admitted", "fetched", "rewritten", "checked", "proposed"]
    assert "faux.vu" in [finding.code for finding in detail.findings]


def test_a_job_that_is_not_there(newsroom: Newsroom) -> None:
    bridge = newsroom.open()
    calls: list[Callable[[str], object]] = [bridge.job, bridge.retry]
    for call in calls:
        with pytest.raises(LedgerError, match="Aucun travail « 4711 »"):
            call("4711")


def test_a_held_draft_is_tried_again_when_a_person_asks_by_name(newsroom: Newsroom) -> None:
    """The verdict took the queue tag away: asking by name must do without it."""
    bridge = newsroom.open()
    site = newsroom.sites["une"]
    draft = site.draft("Le marché couvert", DRAFT)
    newsroom.engine.answers = [none()]
    held = bridge.process(bridge.admit("une").admitted[0])
    assert site.post(draft).tags == ["seo-retenu"]
    again = bridge.retry(str(held.id))
    assert again in bridge.unfinished("une")
    assert bridge.process(again).state is JobState.PROPOSED
    assert site.post(draft).tags == ["seo-propose"]


@pytest.mark.parametrize("remove", ["[needs-seo]", "[]"], ids=["as by default", "not configured"])
def test_a_rejected_draft_that_gets_its_tag_back_is_tried_again(newsroom: Newsroom, remove: str) -> None:
    """A proposal always takes the queue tag away, or an approved article would be rewritten in its turn."""
    bridge = newsroom.open(CONFIG.replace("engine: faux\n", f"engine: faux\n  on_proposed: {{remove: {remove}}}\n"))
    site = newsroom.sites["une"]
    draft = site.draft("Le marché couvert", DRAFT)
    job = bridge.process(bridge.admit("une").admitted[0])
    assert "needs-seo" not in site.post(draft).tags
    assert job.proposal is not None
    site.reject(job.proposal, "Trop sec.", retry=True)
    [again] = bridge.admit("une").admitted
    assert bridge.process(again).attempt == 2
    assert newsroom.engine.asked[1][1].feedback == ("Trop sec.",)


def test_a_held_draft_that_keeps_its_tag_is_not_held_forever_anew(newsroom: Newsroom) -> None:
    bridge = newsroom.open(CONFIG.replace("engine: faux\n", "engine: faux\n  on_held: {remove: []}\n"))
    draft = newsroom.sites["une"].draft("Le marché couvert", DRAFT)
    newsroom.engine.answers = [none()]
    bridge.process(bridge.admit("une").admitted[0])
    assert bridge.admit("une").admitted == ()
    newsroom.sites["une"].edit(draft, content=DRAFT.replace("gratuit", "payant"))
    assert len(bridge.admit("une").admitted) == 1


def test_a_site_that_is_away_leaves_the_other_alone(newsroom: Newsroom) -> None:
    bridge = newsroom.open()
    newsroom.sites["une"].fails["poll"] = [SiteUnavailable("Le site dort")]
    newsroom.sites["deux"].draft("Le marché couvert", DRAFT)
    with pytest.raises(SiteUnavailable):
        bridge.admit("une")
    assert bridge.process(bridge.admit("deux").admitted[0]).state is JobState.PROPOSED


def test_what_was_begun_is_unfinished_after_a_restart(newsroom: Newsroom) -> None:
    newsroom.sites["une"].draft("Le marché couvert", DRAFT)
    newsroom.sites["une"].fails["propose"] = [SiteUnavailable("Le site dort")]
    with newsroom.open() as bridge:
        bridge.process(bridge.admit("une").admitted[0])
    again = newsroom.open()
    assert again.unfinished("une") == ()  # its time has not come, unless a person says so
    again.make_due("une")
    [job] = again.unfinished("une")
    assert again.process(job).state is JobState.PROPOSED
    assert len(newsroom.engine.asked) == 1


def test_the_sites_wishes_reach_the_engine_and_the_tags_the_site(newsroom: Newsroom) -> None:
    wishes = """\
  tag: a-revoir
  brief: {tone: sobre, instructions: Court., glossary: {newsletter: lettre}}
  on_proposed: {add: [relu], remove: [a-revoir, brouillon]}
"""
    bridge = newsroom.open(CONFIG.replace("  engine: faux\n", "  engine: faux\n" + wishes))
    site = newsroom.sites["une"]
    draft = site.draft("Le marché couvert", DRAFT, tags=("a-revoir", "brouillon", "sport"))
    bridge.process(bridge.admit("une").admitted[0])
    [(_, brief)] = newsroom.engine.asked
    assert (brief.tone, brief.instructions, dict(brief.glossary)) == ("sobre", "Court.", {"newsletter": "lettre"})
    assert site.post(draft).tags == ["sport", "relu"]


def test_an_unknown_site_is_a_mistake_of_the_configuration(newsroom: Newsroom) -> None:
    with pytest.raises(ConfigError):
        newsroom.open().admit("trois")


# ── wiring ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_missing_secret_is_told_before_anything_starts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("UN_MOT_DE_PASSE", raising=False)
    path = tmp_path / "config.yaml"
    path.write_text(CONFIG, encoding="utf-8")
    with build(load(path)) as bridge:
        assert bridge.counts() == {}
        with pytest.raises(ConfigError) as caught:
            bridge.connect(["une"])
    assert "UN_MOT_DE_PASSE" in str(caught.value)


def test_building_connects_to_no_site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("UN_MOT_DE_PASSE", "abcd efgh ijkl")
    path = tmp_path / "config.yaml"
    path.write_text(CONFIG.replace("une.example", "une.invalid"), encoding="utf-8")
    with build(load(path)) as bridge:
        bridge.connect(["une", "deux"])
        assert set(bridge.sites) == {"une", "deux"}
        with pytest.raises(SiteUnavailable):
            bridge.admit("une")


def test_a_ledger_in_a_folder_that_is_not_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("UN_MOT_DE_PASSE", "abcd efgh ijkl")
    path = tmp_path / "config.yaml"
    path.write_text("ledger: {url: sqlite:///absent/registre.db}\n" + CONFIG, encoding="utf-8")
    with pytest.raises(LedgerError):
        build(load(path))


# ── preview ─────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("min_words", [None, 40])
def test_a_text_can_be_tried_with_neither_site_nor_ledger(
    monkeypatch: pytest.MonkeyPatch, min_words: int | None
) -> None:
    monkeypatch.setattr(socket, "create_connection", None)
    made = preview(None, title="Le marché", content=DRAFT, engine=None, min_words=min_words, keyphrase=None)
    assert made.engine == "extractive"
    assert made.stats["min_words"] == (min_words or 700)
    assert (made.verdict == "held") == any(finding.severity == "blocker" for finding in made.findings)
    if min_words is None:
        assert made.verdict == "held"


def test_an_empty_text_is_held(monkeypatch: pytest.MonkeyPatch) -> None:
    made = preview(None, title="", content="", engine=None, min_words=None, keyphrase=None)
    assert (made.verdict, made.article, made.content, made.words) == ("held", None, "", 0)
    assert made.findings


def test_an_engine_that_nobody_knows() -> None:
    with pytest.raises(ConfigError) as caught:
        preview(None, title="", content="x", engine="mistral", min_words=None, keyphrase=None)
    assert "extractive, openai" in caught.value.todo


def test_a_model_named_by_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    with model_server(lambda _: "Pas de JSON.") as server:
        monkeypatch.setenv("OPENAI_BASE_URL", server.url)
        monkeypatch.setenv("OPENAI_MODEL", "petit-modele")
        monkeypatch.setenv("OPENAI_API_KEY", "sk-0123456789")
        made = preview(None, title="T", content=DRAFT, engine="openai", min_words=40, keyphrase="marché couvert")
        request = server.requests[0]
    assert made.engine == "openai_compatible:petit-modele"
    assert made.verdict == "held"
    assert "marché couvert" in request["messages"][1]["content"]
