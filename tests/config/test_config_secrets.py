"""Secrets are named in the configuration, kept outside of it, and shown nowhere."""

from __future__ import annotations

from pathlib import Path

import pytest

from bridge.config import Secret, redact
from bridge.config.models import LedgerSettings
from bridge.errors import ConfigError


def at(path: Path) -> Secret:
    return Secret.model_validate({"file": path.name}, context={"base": path.parent})


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    path = tmp_path / "password"
    path.write_text("abcd efgh ijkl\n", encoding="utf-8")
    path.chmod(0o600)
    return path


def test_a_variable_is_read_when_it_is_needed(monkeypatch: pytest.MonkeyPatch) -> None:
    secret = Secret(env="GAZETTE")
    monkeypatch.setenv("GAZETTE", " abcd efgh ")
    assert secret.reveal() == "abcd efgh"
    assert "abcd" not in repr(secret) + str(secret)


@pytest.mark.parametrize("value", [None, "", "  "])
def test_a_missing_variable_is_named_with_the_way_to_set_it(monkeypatch: pytest.MonkeyPatch, value: str | None) -> None:
    monkeypatch.delenv("GAZETTE", raising=False)
    if value is not None:
        monkeypatch.setenv("GAZETTE", value)
    with pytest.raises(ConfigError) as caught:
        Secret(env="GAZETTE").reveal("site gazette")
    assert "GAZETTE" in caught.value.what
    assert caught.value.where == "site gazette"
    assert "export GAZETTE=" in caught.value.todo


def test_a_file_is_read_relative_to_the_configuration(kept: Path) -> None:
    secret = at(kept)
    assert secret.reveal() == "abcd efgh ijkl"
    assert "abcd" not in repr(secret)


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o644, 0o660, 0o601])
def test_a_file_that_others_may_open_is_refused(kept: Path, mode: int) -> None:
    kept.chmod(mode)
    with pytest.raises(ConfigError, match="chmod 600"):
        at(kept).reveal()


@pytest.mark.parametrize("mode", [0o600, 0o400])
def test_a_file_closed_to_others_is_accepted(kept: Path, mode: int) -> None:
    kept.chmod(mode)
    assert at(kept).reveal()


@pytest.mark.parametrize(
    ("data", "says"), [(b"", "est vide"), (b"\n\n", "est vide"), (b"a\nb", "retour"), (b"\xff", "UTF-8")]
)
def test_a_file_without_a_usable_secret_is_refused(kept: Path, data: bytes, says: str) -> None:
    kept.write_bytes(data)
    with pytest.raises(ConfigError, match=says):
        at(kept).reveal()


def test_an_absent_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="il n'existe pas"):
        at(tmp_path / "none").reveal()


@pytest.mark.parametrize("wrong", [{}, {"env": "A", "file": "b"}, {"env": "a b"}, {"env": ""}, {"file": ""}])
def test_exactly_one_usable_origin(wrong: dict[str, str]) -> None:
    with pytest.raises(ValueError, match="attendu"):
        Secret.model_validate(wrong)


def test_what_was_revealed_is_taken_out_of_messages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GAZETTE", "unique-value-4711")
    assert redact("key unique-value-4711 refused") == "key unique-value-4711 refused"
    Secret(env="GAZETTE").reveal()
    assert redact("key unique-value-4711 refused") == "key ••• refused"


def test_the_ledgers_password_joins_its_url_only_for_the_connection(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DB", "p@ss/w:rd")
    ledger = LedgerSettings(url="postgresql+psycopg://bot@db.example:5433/seo", password=Secret(env="DB"))
    assert ledger.dsn() == "postgresql+psycopg://bot:p%40ss%2Fw%3Ard@db.example:5433/seo"
    assert "p@ss" not in repr(ledger)
