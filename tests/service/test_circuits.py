"""A site or a model that is down: nobody's time and no money is spent on it, and all goes on when it is back."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, closing
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from bridge.bootstrap import Bridge
from bridge.config import load
from bridge.domain.job import JobState
from bridge.errors import BridgeError, CircuitOpen, EngineRefused, EngineUnavailable, SiteRefused, SiteUnavailable
from bridge.ledger.database import open_database
from bridge.ledger.repository import Ledger
from bridge.review import Reviewer
from bridge.runners.pool import Outcome, PollFailed, Pool
from tests.support.fake_engine import DRAFT, FakeEngine
from tests.support.fake_site import FakeSite
from tests.support.model_server import model_server

CONFIG = """\
defaults: {user: seo-bridge, password: {env: X}, min_words: 50, engine: faux}
engines:
  faux: {kind: openai_compatible, base_url: "http://127.0.0.1:1/v1", model: faux}
sites:
  - {name: une, url: https://une.example}
  - {name: deux, url: https://deux.example}
"""
DRAFTS = 12


class Newsroom:
    """Two sites, one model, a ledger, and a clock that a test sets. One worker, so that what comes first is known."""

    def __init__(self, folder: Path, stack: ExitStack) -> None:
        self.now = datetime(2026, 3, 2, 9, 0)
        self.sites = {"une": FakeSite(), "deux": FakeSite()}
        self.engine = FakeEngine()
        path = folder / "config.yaml"
        path.write_text(CONFIG, encoding="utf-8")
        self.ledger = Ledger(
            open_database(f"sqlite:///{folder}/registre.db"), clock=lambda: self.now, chance=lambda: 0.0
        )
        stack.callback(self.ledger.close)
        self.bridge = Bridge(
            config=load(path), ledger=self.ledger, sites=self.sites, engines={"faux": self.engine},
            review=Reviewer(analyser=None, grammar=None), closing=stack, now=lambda: self.now,
        )  # fmt: skip
        for _ in range(DRAFTS):
            self.sites["une"].draft("Le marché couvert", DRAFT)

    def round(self, *sites: str, later: timedelta = timedelta()) -> Outcome:
        self.now += later
        with Pool(self.bridge, workers=1, listener=lambda event: None) as pool:
            return pool.run(sites or ["une"])

    def states(self) -> dict[JobState, int]:
        return dict(self.bridge.counts()["une"])


@pytest.fixture
def newsroom(tmp_path: Path) -> Iterator[Newsroom]:
    with ExitStack() as stack:
        yield Newsroom(tmp_path, stack)


@pytest.mark.parametrize("error", [EngineUnavailable("Le modèle dort"), EngineRefused("Clé refusée")])
def test_a_model_that_is_down_is_asked_for_three_drafts_and_not_for_three_hundred(
    newsroom: Newsroom, error: BridgeError
) -> None:
    newsroom.engine.answers = [error] * DRAFTS
    outcome = newsroom.round()
    assert len(newsroom.engine.asked) == 3
    [held] = outcome.held_back
    assert (held.jobs, held.error.retry_after) == (DRAFTS - 3, 60)
    assert newsroom.states() == {JobState.ADMITTED: DRAFTS - 3, JobState.FETCHED: 3}
    waits = {wait.jobs: wait for wait in newsroom.bridge.waits()}
    assert error.what in waits[DRAFTS - 3].reason
    assert waits[DRAFTS - 3].until == newsroom.now + timedelta(minutes=1)
    assert {job.tries for job in newsroom.bridge.jobs()} == {0, 1}


def test_one_draft_probes_and_all_the_others_follow_when_it_is_back(newsroom: Newsroom) -> None:
    newsroom.engine.answers = [EngineUnavailable("Le modèle dort")] * 4
    newsroom.round()
    still_down = newsroom.round(later=timedelta(minutes=2))
    assert len(newsroom.engine.asked) == 4
    assert [held.jobs for held in still_down.held_back] == [DRAFTS - 1]
    newsroom.round(later=timedelta(minutes=1))  # twice as long as before: not yet
    assert len(newsroom.engine.asked) == 4
    newsroom.round(later=timedelta(minutes=3))
    assert newsroom.states() == {JobState.PROPOSED: DRAFTS}


def test_a_pause_that_the_model_asks_for_is_kept_by_all(newsroom: Newsroom) -> None:
    newsroom.engine.answers = [EngineUnavailable("Trop de demandes", retry_after=1800)]
    newsroom.round()
    newsroom.round(later=timedelta(minutes=29))
    assert len(newsroom.engine.asked) == 1
    newsroom.round(later=timedelta(minutes=2))
    assert newsroom.states() == {JobState.PROPOSED: DRAFTS}


def test_another_sites_drafts_wait_for_the_same_model_and_not_for_its_site(newsroom: Newsroom) -> None:
    newsroom.sites["deux"].draft("Le marché couvert", DRAFT)
    newsroom.sites["une"].fails["propose"] = [SiteUnavailable("Le site dort")] * DRAFTS
    newsroom.round()
    newsroom.round("deux")
    assert newsroom.bridge.counts()["deux"] == {JobState.PROPOSED: 1}
    newsroom.sites["deux"].draft("Le marché", DRAFT)
    newsroom.sites["une"].fails.clear()
    newsroom.engine.answers = [EngineUnavailable("Le modèle dort")] * DRAFTS
    newsroom.round("une", later=timedelta(hours=2))
    asked = len(newsroom.engine.asked)
    assert newsroom.round("deux").held_back[0].site == "deux"
    assert len(newsroom.engine.asked) == asked


@pytest.mark.parametrize("error", [SiteUnavailable("Le site dort"), SiteRefused("Rôle retiré")])
def test_no_model_is_asked_for_a_site_that_takes_no_proposals(newsroom: Newsroom, error: BridgeError) -> None:
    """Its drafts can still be read: a rule of the host's that stops every POST, for instance."""
    newsroom.sites["une"].fails["propose"] = [error] * 99
    newsroom.round()
    assert len(newsroom.engine.asked) == 3
    assert newsroom.states() == {JobState.ADMITTED: DRAFTS - 3, JobState.CHECKED: 3}
    for minutes in (2, 3, 4):
        newsroom.round(later=timedelta(minutes=minutes))
        assert len(newsroom.engine.asked) == 3, "what has its article probes the delivery"
    newsroom.sites["une"].fails.clear()
    newsroom.round(later=timedelta(hours=1))
    newsroom.round(later=timedelta(hours=1))
    assert newsroom.states() == {JobState.PROPOSED: DRAFTS}
    assert len(newsroom.engine.asked) == DRAFTS


def test_a_site_that_is_down_is_polled_after_a_growing_wait_and_no_more(newsroom: Newsroom) -> None:
    site = newsroom.sites["une"]
    site.fails["poll"] = [SiteUnavailable("Le site dort")] * 5
    polls = []
    for _ in range(6):
        newsroom.round(later=timedelta(seconds=50))
        polls.append(site.calls["poll"])
    assert polls == [1, 2, 3, 3, 4, 4]
    [failed] = newsroom.round(later=timedelta(seconds=1)).unreachable
    assert isinstance(failed, PollFailed)
    assert isinstance(failed.error, CircuitOpen)
    assert "Le site dort" in str(failed.error)
    newsroom.round(later=timedelta(minutes=2))
    newsroom.round(later=timedelta(minutes=15))
    assert newsroom.states() == {JobState.PROPOSED: DRAFTS}


def test_a_person_who_mended_it_does_not_wait(newsroom: Newsroom, tmp_path: Path) -> None:
    """``once --now`` is a new process: its circuits are closed, and nothing in the ledger waits any more."""
    newsroom.engine.answers = [EngineUnavailable("Le modèle dort")] * 3
    newsroom.round()
    with ExitStack() as stack:
        again = Newsroom(tmp_path, stack)
        again.sites = again.bridge.sites = newsroom.sites
        assert again.round().jobs == ()
        again.bridge.make_due("une")
        assert len(again.round().jobs) == DRAFTS
        assert again.states() == {JobState.PROPOSED: DRAFTS}


def test_the_wait_that_a_models_server_asks_for_is_heard() -> None:
    from bridge.engines.openai_compatible import OpenAICompatible

    with (
        model_server(lambda _: (429, {"error": {"message": "slow down"}}, {"Retry-After": "90"})) as server,
        closing(OpenAICompatible(base_url=server.url, model="m", api_key="", retries=0)) as engine,
        pytest.raises(EngineUnavailable) as caught,
    ):
        engine.ping()
    assert caught.value.retry_after == 90
