"""Notices by real HTTP: what is told, to whom, how often, and what hostile titles can't do."""

from __future__ import annotations

import re
import threading
from pathlib import Path
from typing import Any

import pytest

from bridge.domain.job import JobState
from bridge.errors import EngineUnavailable, SiteUnavailable
from bridge.operations.gathering import Gathering, draft_news
from bridge.operations.sending import Apprise, NotUnderstood
from bridge.operations.wording import News, harmless
from tests.cli.fake_bridge import job
from tests.operations.conftest import TOKEN
from tests.operations.newsroom import Inbox, Newsroom
from tests.support.fake_engine import FakeEngine, none

ALL = "notices: [{url: {env: AVIS}}]\n"
HOSTILE = (
    "@everyone <!channel> <script>alert(1)</script> [cliquez](https://piege.example/x) www.piege.example "
    "\x1b[31m\u202e**gras** `code` _i_ mailto:a@b.example"
)


@pytest.fixture
def newsroom(tmp_path: Path, box: Inbox) -> Newsroom:
    return Newsroom(tmp_path, more=ALL)


def held(newsroom: Newsroom, *titles: str, site: str = "une") -> None:
    for title in titles:
        newsroom.draft(title, site=site)
    newsroom.engine.answers += [none() for _ in titles]


def test_a_round_is_one_message_with_what_happened_and_where(newsroom: Newsroom, box: Inbox) -> None:
    held(newsroom, "La piscine rouvre", "Le tram déraille")
    newsroom.draft("Un bon brouillon")
    newsroom.once("une")
    [told] = box.taken
    assert told["title"] == "seo-bridge : 2 brouillons retenus"
    assert told["message"] == (
        "Site une — 2 brouillons retenus\n"
        "• La piscine rouvre\n"
        "  Le modèle a refusé de réécrire ce texte.\n"
        "  https://une.example/wp-admin/admin.php?page=needs-seo-proposals&held=1\n"
        "• Le tram déraille\n"
        "  Le modèle a refusé de réécrire ce texte.\n"
        "  https://une.example/wp-admin/admin.php?page=needs-seo-proposals&held=2\n"
        "À faire : lisez le motif, complétez le brouillon, puis remettez l’étiquette de la file.\n"
        "La liste : https://une.example/wp-admin/admin.php?page=needs-seo-proposals"
    )
    assert box.paths == [f"/{TOKEN}"]


def test_many_held_drafts_are_one_message_of_ten(newsroom: Newsroom, box: Inbox) -> None:
    held(newsroom, *(f"Brouillon {number}" for number in range(14)))
    newsroom.once("une")
    [told] = box.taken
    assert told["title"] == "seo-bridge : 14 brouillons retenus"
    assert told["message"].count("• Brouillon") == 10
    assert "… et 4 autres" in told["message"]


def test_nothing_to_tell_is_nothing_sent(newsroom: Newsroom, box: Inbox) -> None:
    newsroom.draft()
    newsroom.once("une")
    assert box.taken == []


def test_a_hostile_title_pings_nobody_and_links_nowhere(newsroom: Newsroom, box: Inbox) -> None:
    held(newsroom, HOSTILE)
    newsroom.once("une")
    line = next(line for line in box.text.splitlines() if line.startswith("•"))
    assert not set(line) & set("@<>[]`*_~|\\\x1b\u202e")
    assert not re.search(r"https?:|www\.|\w\.example|mailto:", line)
    assert "everyone" in line, "the words stay"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Hausse de 3.5 % & 12 000 € : l’été (fin)", "Hausse de 3.5 % & 12 000 € : l’été (fin)"),
        ("@ici", "＠ici"),
        ("a\r\nBcc: x\u2028y", "a Bcc: x y"),
        ("x" * 100, "x" * 79 + "…"),
        ("javascript:alert(1)", "javascript∶alert(1)"),
    ],
)
def test_what_a_title_becomes(text: str, shown: str) -> None:
    assert harmless(text, 80) == shown


def test_a_site_that_is_down_is_told_once_and_once_when_it_is_back_whatever_the_process(
    newsroom: Newsroom, box: Inbox
) -> None:
    newsroom.sites["une"].fails["poll"] = [SiteUnavailable("Le site ne répond pas", todo="regardez le serveur")] * 2
    newsroom.once("une")
    newsroom.once("une", later=5)
    assert box.titles == ["seo-bridge : site non relevé"]
    assert "! Site une — site non relevé\nLe site ne répond pas\nÀ faire : regardez le serveur" in box.text
    newsroom.once("une", later=5)
    newsroom.once("une", later=5)
    assert box.titles[1:] == ["seo-bridge : site de nouveau relevé"]


def test_a_site_that_stays_down_is_told_again_after_a_day(newsroom: Newsroom, box: Inbox) -> None:
    newsroom.sites["une"].fails["poll"] = [SiteUnavailable("muet")] * 3
    newsroom.once("une")
    newsroom.once("une", later=23 * 60)
    assert len(box.taken) == 1
    newsroom.once("une", later=61)
    assert len(box.taken) == 2


def test_a_model_that_is_down_is_told_once_for_all_its_drafts_and_once_when_it_is_back(
    newsroom: Newsroom, box: Inbox
) -> None:
    for _ in range(12):
        newsroom.draft()
    newsroom.engine.answers = [EngineUnavailable("Le modèle dort")] * 4
    newsroom.once("une")
    assert box.titles == ["seo-bridge : modèle « faux » en panne"]
    assert "Le modèle dort" in box.text
    with newsroom.open() as (bridge, operations):
        newsroom.round(bridge, operations, "une", later=2)
        newsroom.round(bridge, operations, "une", later=60)
    assert box.titles[1:] == ["seo-bridge : le modèle « faux » répond de nouveau"]


def test_a_spent_budget_is_told_once_a_day_and_site(newsroom: Newsroom, box: Inbox) -> None:
    newsroom.more += "budget: {day: 1}\n"
    for site in ("une", "une", "une", "deux"):
        newsroom.draft(site=site)
    newsroom.once("une", "deux")
    newsroom.once("une", "deux", later=30)
    [told] = box.taken
    assert told["title"] == "seo-bridge : budget épuisé"
    assert told["message"].count("budget épuisé") == 2
    assert "Le budget du jour ne suffit pas" in told["message"]
    newsroom.once("une", later=24 * 60)
    assert len(box.taken) == 2


def test_who_asked_for_some_of_it_is_told_of_that(newsroom: Newsroom, box: Inbox) -> None:
    newsroom.more = "notices:\n  - {url: {env: AVIS}, on: [held], sites: [deux]}\n  - {url: {env: AVIS}, on: [site]}\n"
    held(newsroom, "De la une")
    newsroom.once("une")
    assert box.taken == []
    held(newsroom, "De la deux", site="deux")
    newsroom.sites["une"].fails["poll"] = [SiteUnavailable("muet")]
    newsroom.once("une", "deux", later=5)
    assert sorted(box.titles) == ["seo-bridge : 1 brouillon retenu", "seo-bridge : site non relevé"]


def test_the_first_draft_of_a_message_waits_for_the_time_that_was_set_and_other_news_a_minute(
    newsroom: Newsroom,
) -> None:
    config = newsroom.config
    gathering = Gathering(config.notices[0], config)
    draft = draft_news(config, job(1, site="une"), state=JobState.HELD, reason="trop court")
    gathering.add(draft, 100.0)
    gathering.add(draft, 500.0)
    assert gathering.due == 700.0, "every: 10m, from the first one on"
    gathering.add(News(kind="site", site="une", subject="site non relevé", told=""), 550.0)
    assert gathering.due == 610.0
    told = gathering.take()
    assert told is not None
    assert told.title == "seo-bridge : 2 brouillons retenus, site non relevé"
    assert (gathering.due, gathering.take()) == (None, None)


@pytest.mark.parametrize("status", [302, 403, 500])
def test_a_service_that_refuses_costs_a_log_line(
    newsroom: Newsroom, box: Inbox, capsys: pytest.CaptureFixture[str], status: int
) -> None:
    box.status = status
    held(newsroom, "Un")
    outcome = newsroom.once("une")
    assert outcome.clean
    said = capsys.readouterr()
    assert f"le service a répondu par le code {status}" in said.out + said.err
    assert TOKEN not in said.out + said.err
    assert box.paths == [f"/{TOKEN}"], "the token is taken to no other address"


def test_a_service_that_hangs_holds_no_draft_up(newsroom: Newsroom, box: Inbox) -> None:
    box.holding = threading.Event()
    held(newsroom, "Un", "Deux")
    try:
        with newsroom.open() as (bridge, operations):
            outcome = newsroom.round(bridge, operations, "une")
            assert len(outcome.jobs) == 2, "before any message was taken"
            assert box.taken == []
            box.holding.set()
    finally:
        box.holding.set()
    assert len(box.taken) == 1


def test_a_url_that_is_missing_or_unknown_breaks_nothing(
    newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("AVIS", f"inconnu://{TOKEN}")
    held(newsroom, "Un")
    assert newsroom.once("une").clean
    monkeypatch.delenv("AVIS")
    held(newsroom, "Deux")
    assert newsroom.once("une").clean
    said = "".join(capsys.readouterr())
    assert "d'aucun service connu" in said
    assert "AVIS n'est pas définie" in said
    assert TOKEN not in said


def test_secrets_are_taken_out_of_reasons(newsroom: Newsroom, box: Inbox, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CLE", "sk-abcdefghijklmnop")
    from bridge.config import Secret

    Secret(env="CLE").reveal()
    newsroom.draft("Clé sk-abcdefghijklmnop dans le titre")
    newsroom.engine.answers = [none(message="La clé sk-abcdefghijklmnop est refusée.")]
    newsroom.once("une")
    assert "sk-abc" not in box.text
    assert "•••" in box.text


@pytest.mark.parametrize("url", ["file:///etc/passwd", "http://example.com", "/etc/passwd", "bonjour", "json://"])
def test_what_is_no_address_of_a_service(url: str) -> None:
    with pytest.raises(NotUnderstood):
        Apprise().understand(url)


@pytest.mark.parametrize(
    ("url", "service"),
    [
        ("slack://T1JJ3T3L2/A1BRTD4JD/TIiajkdnlazkcOXrIdevi7FQ/#avis", "Slack"),
        ("mailto://pont:secret@courriel.example?to=redaction@gazette.example", "E-Mail"),
        ("json://127.0.0.1:9/x", "JSON"),
    ],
)
def test_what_is_one(url: str, service: str) -> None:
    assert Apprise().understand(url) == service


class _Full:
    """A sender that never comes back until it is told to."""

    def __init__(self) -> None:
        self.go_on = threading.Event()

    def understand(self, url: str) -> str:
        return "x"

    def send(self, url: str, *, title: str, body: str) -> str:
        self.go_on.wait(timeout=60)
        return ""


def test_events_beyond_the_room_are_let_go_and_counted(newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch) -> None:
    from bridge.operations import notices
    from bridge.runners.pool import Started

    monkeypatch.setattr(notices, "_ROOM", 3)
    counted: list[str] = []
    holding = threading.Event()

    class Memory:
        """A ledger that does not answer for now: the thread waits in it."""

        def circuits(self) -> Any:
            holding.wait(timeout=60)
            return ()

    with newsroom.bridge() as bridge:
        notifier = notices.Notifier(
            bridge.config,
            Memory(),
            _Full(),
            redact=str,
            count=counted.append,  # type: ignore[arg-type]
        )
        try:
            for number in range(10):
                notifier.listen(Started(job=job(number, site="une")))
        finally:
            holding.set()
        notifier.close()
    assert set(counted) == {"dropped"}
    assert len(counted) >= 6


def test_good_drafts_say_nothing_even_with_a_model_that_answers(newsroom: Newsroom, box: Inbox) -> None:
    newsroom.draft()
    newsroom.engine.answers = [FakeEngine.good]
    newsroom.once("une")
    assert box.taken == []
