"""Secrets are named in the configuration, kept outside of it, and shown nowhere."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote_plus

import keyring
import pytest
from keyring.backends import fail, null
from keyring.errors import KeyringLocked

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


@pytest.mark.parametrize(
    "wrong",
    [{}, {"env": "A", "file": "b"}, {"env": "a b"}, {"env": ""}, {"file": ""}, {"keyring": "s/a", "env": "A"},
     {"keyring": ""}, {"keyring": "service"}, {"keyring": "/account"}, {"keyring": "service/"}])  # fmt: skip
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


class InMemory(keyring.backend.KeyringBackend):
    """What a desktop's keyring is, without the desktop."""

    priority = 1

    def __init__(self) -> None:
        self.kept: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.kept[service, username] = password


class Locked(InMemory):
    def get_password(self, service: str, username: str) -> str | None:
        raise KeyringLocked("s3cret-in-the-error")


class Broken(InMemory):
    def get_password(self, service: str, username: str) -> str | None:
        raise RuntimeError("s3cret-in-the-error")


@pytest.fixture
def _keyring_as_before() -> Iterator[None]:
    before = keyring.get_keyring()
    yield
    keyring.set_keyring(before)


@pytest.mark.usefixtures("_keyring_as_before")
def test_the_keyring_is_asked_for_service_and_account() -> None:
    kept = InMemory()
    keyring.set_keyring(kept)
    keyring.set_password("seo-bridge/sites", "gazette", "from-the-keyring ")
    secret = Secret(keyring="seo-bridge/sites/gazette")
    assert secret.reveal() == "from-the-keyring"
    assert "from-the" not in repr(secret) + str(secret)
    assert redact("refused: from-the-keyring") == "refused: •••"


@pytest.mark.usefixtures("_keyring_as_before")
@pytest.mark.parametrize(
    ("backend", "says", "todo"),
    [
        (InMemory(), "n'existe pas", "keyring set seo-bridge gazette"),
        (null.Keyring(), "n'existe pas", "keyring set seo-bridge gazette"),
        (fail.Keyring(), "n'a pas de trousseau", "{file: chemin/du/fichier}"),
        (Locked(), "verrouillé", "ouvrez-le"),
        (Broken(), "RuntimeError", "fichier"),
    ],
    ids=["without the entry", "null", "no keyring", "locked", "broken"],
)
def test_a_keyring_without_the_secret_says_what_to_do(
    backend: keyring.backend.KeyringBackend, says: str, todo: str
) -> None:
    keyring.set_keyring(backend)
    with pytest.raises(ConfigError) as caught:
        Secret(keyring="seo-bridge/gazette").reveal("sites, gazette, password")
    assert says in caught.value.what
    assert todo in caught.value.todo
    assert caught.value.where == "sites, gazette, password"
    assert "s3cret" not in f"{caught.value!r} {caught.value.__cause__!r} {caught.value.__context__!r}"


def test_the_package_is_needed_only_where_a_keyring_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "keyring", None)  # as where it is not installed
    monkeypatch.setenv("GAZETTE", "abcd efgh")
    assert Secret(env="GAZETTE").reveal() == "abcd efgh"
    with pytest.raises(ConfigError) as caught:
        Secret(keyring="seo-bridge/gazette").reveal()
    assert "seo-bridge[keyring]" in caught.value.todo


SECRET = 'Zq7 w9/é"<4711>+unique'


@pytest.mark.parametrize(
    "said",
    [
        SECRET, SECRET.replace(" ", ""), repr(SECRET), json.dumps(SECRET), json.dumps(SECRET, ensure_ascii=False),
        quote_plus(SECRET), "Zq7%20w9%2F%C3%A9%22%3C4711%3E%2Bunique", "Zq7 w9/é&quot;&lt;4711&gt;+unique",
        *(base64.b64encode(f"{user}:{SECRET}{end}".encode()).decode() for user in ("a", "ab", "abc")
          for end in ("", "x")),
    ],
)  # fmt: skip
def test_a_secret_is_known_again_as_it_travels(monkeypatch: pytest.MonkeyPatch, said: str) -> None:
    monkeypatch.setenv("GAZETTE", SECRET)
    Secret(env="GAZETTE").reveal()
    told = redact(f"before {said} after")
    assert told.startswith("before ")
    assert told.endswith(" after")
    assert "unique" not in told
    assert said not in told
    if "4711" not in said:
        assert told == "before ••• after", "of base64 nothing is left that could be decoded"
