"""The name and the certificate: each flaw is told apart, with what to do."""

from __future__ import annotations

import time
from datetime import timedelta
from pathlib import Path

import pytest

from bridge.doctor import Level
from tests.doctor.patients import check
from tests.support.tls import Authority
from tests.wordpress.web_server import Reply, web_server

DAY = timedelta(days=1)
ONLY = ("dns", "tls")


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    return Authority.make(tmp_path_factory.mktemp("ca"))


def look(certificate: Path) -> tuple[Level, str, str]:
    with web_server(Reply(), certificate=certificate) as server:
        line = check(server.url, only=ONLY, now=time.time)["tls"]
        assert server.seen == [], "nothing is sent to look at a certificate"
    return line.level, line.proved, line.todo


@pytest.mark.parametrize(
    ("begins", "ends", "level", "said"),
    [
        (-DAY, 60 * DAY, Level.OK, "valable jusqu'au"),
        (-DAY, 15 * DAY, Level.OK, "valable jusqu'au"),
        (-DAY, 13 * DAY, Level.WARNING, "jour(s)"),
        (-60 * DAY, -2 * DAY, Level.FAILED, "certificat expiré depuis le"),
        (2 * DAY, 60 * DAY, Level.FAILED, "pas encore valable"),
    ],
    ids=["valid", "two weeks", "short", "expired", "future"],
)
def test_when_a_certificate_is_valid(
    authority: Authority,
    monkeypatch: pytest.MonkeyPatch,
    begins: timedelta,
    ends: timedelta,
    level: Level,
    said: str,
) -> None:
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(authority.file))
    found = look(authority.sign(begins=begins, ends=ends))
    assert found[0] is level
    assert said in found[1]
    assert bool(found[2]) is (level is not Level.OK)


def test_a_certificate_of_another_host_names_the_right_one(
    authority: Authority, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(authority.file))
    level, proved, todo = look(authority.sign("DNS:www.gazette.example", begins=-DAY, ends=60 * DAY))
    assert level is Level.FAILED
    assert "il est fait pour www.gazette.example" in proved
    assert "url" in todo


def test_a_certificate_that_nobody_vouches_for(authority: Authority) -> None:
    assert "signé par le site lui-même" in look(authority.self_signed())[1]
    level, proved, todo = look(authority.sign(begins=-DAY, ends=60 * DAY))
    assert level is Level.FAILED
    assert "autorité inconnue" in proved
    assert "fullchain" in todo


def test_http_where_https_is_spoken_of() -> None:
    with web_server(Reply()) as server:
        lines = check(server.url.replace("http:", "https:"), only=ONLY)
    assert lines["tls"].level is Level.FAILED
    assert "TLS" in lines["tls"].proved


def test_a_name_that_nobody_has() -> None:
    lines = check("https://gazette.invalid")
    assert lines["dns"].level is Level.FAILED
    assert "introuvable" in lines["dns"].proved
    assert "DNS" in lines["dns"].todo
    rest = [line for code, line in lines.items() if code not in ("dns", "secret")]
    assert {line.level for line in rest} == {Level.UNSEEN}
    assert {line.proved for line in rest} == {"pas jugé, d'abord : nom"}


def test_by_a_proxy_name_and_certificate_are_its_business(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("https_proxy", "http://127.0.0.1:9")
    lines = check("https://gazette.invalid", only=ONLY)
    assert {line.level for line in lines.values()} == {Level.NOTE}
    assert all("mandataire" in line.proved for line in lines.values())
