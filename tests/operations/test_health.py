"""Alive and ready, with a clock that a test sets; and the three pages over HTTP."""

from __future__ import annotations

import json
import socket
from datetime import UTC, datetime, timedelta

import pytest
from apscheduler.triggers.cron import CronTrigger
from apscheduler.triggers.interval import IntervalTrigger

from bridge.errors import ConfigError, LedgerError, SiteUnavailable
from bridge.operations import Operations
from bridge.operations.health import Health
from bridge.operations.server import report_page, served
from bridge.runners.pool import Ended, Polled, PollFailed, Started, Withdrawn
from bridge.runners.scheduler import next_poll
from tests.cli.fake_bridge import job
from tests.operations.newsroom import Newsroom, get

EVERY = IntervalTrigger(minutes=5, timezone=UTC)
OFFICE_HOURS = CronTrigger(hour="8-18", minute=0, day_of_week="mon-fri", timezone=UTC)
#: A Friday.
START = datetime(2026, 2, 27, 17, 30, tzinfo=UTC)


class Watch:
    def __init__(self, *sites: str, trigger: object = EVERY, minutes: float = 60) -> None:
        self.now = START
        self.health = Health(
            dict.fromkeys(sites or ("gazette",), minutes),
            next_poll=lambda site, after: next_poll(trigger, after),  # type: ignore[arg-type]
            redact=lambda text: text.replace("mot-de-passe", "•••"),
            clock=lambda: self.now,
        )

    def later(self, **time: float) -> None:
        self.now += timedelta(**time)


def polled(site: str = "gazette") -> Polled:
    return Polled(site=site, listed=0, admitted=0, resumed=0)


def test_a_thread_that_turns_is_alive_and_one_that_stands_still_is_not() -> None:
    watch = Watch()
    beat = watch.health.expect("calendrier", within=timedelta(minutes=2))
    watch.later(minutes=1)
    beat()
    watch.later(minutes=1)
    assert watch.health.alive().ok
    watch.later(minutes=5)
    report = watch.health.alive()
    assert not report.ok
    assert report.data["reasons"] == ["« calendrier » ne tourne plus depuis 6 min"]
    beat()
    assert watch.health.alive().ok


def test_a_draft_that_waits_for_a_closed_circuit_does_not_hang() -> None:
    watch = Watch()
    watch.health.listen(Started(job=job(7)))
    watch.health.listen(Withdrawn(job=job(7)))
    watch.later(hours=24)
    assert watch.health.alive().ok


def test_a_draft_that_hangs_is_a_reason_to_restart_and_one_that_takes_long_is_not() -> None:
    watch = Watch(minutes=10)
    watch.health.listen(Started(job=job(7)))
    watch.later(minutes=19)
    assert watch.health.alive().ok
    watch.later(minutes=2)
    assert watch.health.alive().data["reasons"] == ["le travail n° 7 (gazette) dure depuis 21 min"]
    watch.health.listen(Ended(job=job(7)))
    assert watch.health.alive().ok


def test_ready_once_polled_and_no_more_when_polls_stop() -> None:
    watch = Watch()
    assert watch.health.ready(None).data["sites"]["gazette"]["status"] == "waiting"
    watch.health.listen(polled())
    watch.later(minutes=14)
    assert watch.health.ready(None).ok
    watch.later(minutes=2)
    report = watch.health.ready(None)
    assert not report.ok
    assert report.data["reasons"] == ["site gazette : pas relevé depuis 16 min"]


def test_a_calendar_with_nights_and_weekends_is_no_lateness() -> None:
    watch = Watch(trigger=OFFICE_HOURS)
    watch.later(minutes=30)
    watch.health.listen(polled())
    watch.later(hours=20)
    assert watch.health.ready(None).ok, "Saturday"
    watch.now = datetime(2026, 3, 2, 8, 9, tzinfo=UTC)
    assert watch.health.ready(None).ok, "Monday, in time"
    watch.later(minutes=2)
    assert not watch.health.ready(None).ok


def test_polls_wait_while_a_draft_of_the_site_runs() -> None:
    watch = Watch()
    watch.health.listen(polled())
    watch.health.listen(Started(job=job(1)))
    watch.later(minutes=40)
    assert watch.health.ready(None).ok


def test_a_site_that_another_process_polls_is_not_late_here() -> None:
    watch = Watch()
    operations = Operations(listener=watch.health.listen, pulse=lambda: None, spared=watch.health.spared)
    mine = operations.turn(lambda site: False)
    for _ in range(5):
        watch.later(minutes=5)
        assert not mine("gazette")
    assert watch.health.ready(None).ok
    watch.later(minutes=16)
    assert not watch.health.ready(None).ok


def test_a_site_that_is_down_is_told_and_only_all_of_them_are_a_reason() -> None:
    watch = Watch("gazette", "revue")
    watch.health.listen(PollFailed(site="gazette", error=SiteUnavailable("Refus : mot-de-passe\x1b[2J")))
    watch.health.listen(polled("revue"))
    report = watch.health.ready(None)
    assert report.ok
    assert report.data["sites"]["gazette"] == {"status": "down", "answered": None, "reason": "Refus : •••"}
    watch.health.listen(PollFailed(site="revue", error=KeyError("ses propres mots")))
    report = watch.health.ready(None)
    assert report.data["reasons"] == ["aucun site ne répond"]
    assert "ses propres mots" not in str(report.data)
    watch.health.listen(polled())
    assert watch.health.ready(None).ok


def test_a_ledger_that_does_not_answer_is_not_ready() -> None:
    watch = Watch()
    watch.health.listen(polled())
    report = watch.health.ready(LedgerError("Le registre est verrouillé"))
    assert not report.ok
    assert report.data["ledger"] == "down"
    assert report.data["reasons"] == ["le registre ne répond pas : Le registre est verrouillé"]


def test_the_pages_of_a_bridge_that_runs(newsroom: Newsroom) -> None:
    newsroom.more = "metrics: {port: 0}\n"
    with newsroom.open(turning="calendrier", next_poll=lambda site, after: after) as (service, operations):
        before = get(f"{operations.address}/readyz")
        newsroom.round(service, operations, "une")
        alive, ready = get(f"{operations.address}/healthz"), get(f"{operations.address}/readyz")
        missing = get(f"{operations.address}/<script>")
        refused = {method: get(f"{operations.address}/metrics", method=method) for method in ("POST", "PUT", "DELETE")}
        odd = get(f"{operations.address}/metrics", method="BREW")
    assert json.loads(before[2])["sites"]["une"]["reason"] == "pas encore relevé"
    assert (alive[0], json.loads(alive[2])) == (200, {"status": "ok", "reasons": []})
    assert (ready[0], json.loads(ready[2])["sites"]["une"]["status"]) == (200, "ok")
    assert (missing[0], missing[2]) == (404, "Not Found\n"), "nothing of what was asked for comes back"
    assert {answer[0] for answer in refused.values()} == {405}
    assert odd[0] == 405
    assert refused["POST"][1]["Allow"] == "GET"
    assert "Server" not in alive[1]


def test_without_a_port_nothing_listens_and_without_notices_nothing_is_sent(newsroom: Newsroom) -> None:
    newsroom.draft()
    with newsroom.open() as (service, operations):
        assert newsroom.round(service, operations, "une").clean
        assert operations.address == ""


def test_a_port_that_is_taken_is_told() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(ConfigError, match=f"port {port}") as told, served("127.0.0.1", port, {}):
            pass
    assert "autre port" in told.value.todo


def test_a_page_with_a_bug_is_a_500_and_the_others_go_on() -> None:
    def bug() -> None:
        raise ZeroDivisionError("un secret")

    watch = Watch()
    pages = {"/a": report_page(bug), "/healthz": report_page(watch.health.alive)}  # type: ignore[arg-type]
    with served("127.0.0.1", 0, pages) as port:
        broken, well = get(f"http://127.0.0.1:{port}/a"), get(f"http://127.0.0.1:{port}/healthz")
    assert (broken[0], broken[2]) == (500, "Internal Server Error\n")
    assert well[0] == 200


def test_over_ipv6() -> None:
    with served("::1", 0, {"/healthz": report_page(Watch().health.alive)}) as port:
        assert get(f"http://[::1]:{port}/healthz")[0] == 200
