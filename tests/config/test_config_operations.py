"""``metrics``, ``notices``, and secrets that systemd hands over."""

from __future__ import annotations

from pathlib import Path

import pytest

from bridge.config import KINDS, Config, Secret, load
from bridge.errors import ConfigError

SITE = "sites:\n  - {name: gazette, url: https://gazette.example, user: bot, password: {env: X}}\n"


def loaded(tmp_path: Path, text: str) -> Config:
    path = tmp_path / "config.yaml"
    path.write_text(text + SITE, encoding="utf-8")
    return load(path)


def test_nothing_is_served_or_sent_unless_asked_for(tmp_path: Path) -> None:
    config = loaded(tmp_path, "metrics:\nnotices:\n")
    assert config.metrics is None
    assert config.notices == ()


def test_what_is_asked_for(tmp_path: Path) -> None:
    config = loaded(
        tmp_path,
        "metrics: {port: 9108}\nnotices:\n  - url: {env: A}\n"
        "  - {url: {env: A}, on: [held], sites: [gazette], every: 1h}\n",
    )
    assert config.metrics is not None
    assert (config.metrics.host, config.metrics.port) == ("127.0.0.1", 9108)
    everything, some = config.notices
    assert (everything.on, everything.seconds) == (KINDS, 600)
    assert (some.on, some.seconds) == (("held",), 3600)
    assert some.concerns("held", "gazette")
    assert not some.concerns("failed", "gazette")
    assert not some.concerns("held", "revue")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("metrics: {port: 70000}\n", "ligne 1 : metrics › port : attendu : au plus 65535"),
        ("metrics: {}\n", "clé obligatoire absente : « port »"),
        ("notices: [{url: 'slack://T/B/secret-secret'}]\n", "un secret ne s'écrit pas dans ce fichier"),
        ("notices: [{url: {env: A}, on: [hold]}]\n", "attendu : held, failed, budget, circuit ou site"),
        ("notices: [{url: {env: A}, on: []}]\n", "attendu : au moins un de held"),
        ("notices: [{url: {env: A}, every: 5}]\n", "attendu : une durée avec son unité"),
        ("notices: [{url: {env: A}, every: 2j}]\n", "de 10 secondes à 1 jour"),
        (
            "notices:\n  - url: {env: A}\n    sites: [gazete]\n",
            "ligne 3 : notices › n° 1 › sites : le site « gazete » n'est",
        ),
    ],
)
def test_what_is_wrong_is_told_with_its_line(tmp_path: Path, text: str, told: str) -> None:
    with pytest.raises(ConfigError) as error:
        loaded(tmp_path, text)
    assert told in str(error.value)
    assert "secret-secret" not in str(error.value)


@pytest.mark.parametrize("mode", [0o400, 0o440, 0o600])
def test_a_credential_of_systemd(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, mode: int) -> None:
    """0440: systemd opens it to the service's user by an ACL, whose mask is what stat shows as the group's."""
    (tmp_path / "secrets_gazette").write_text("un mot de passe\n", encoding="utf-8")
    (tmp_path / "secrets_gazette").chmod(mode)
    monkeypatch.setenv("CREDENTIALS_DIRECTORY", str(tmp_path))
    assert Secret(file="$CREDENTIALS_DIRECTORY/secrets_gazette").reveal() == "un mot de passe"


def test_a_credential_that_all_may_read_or_that_systemd_did_not_give(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    secret = Secret(file="$CREDENTIALS_DIRECTORY/secrets_gazette")
    monkeypatch.delenv("CREDENTIALS_DIRECTORY", raising=False)
    with pytest.raises(ConfigError, match="service de systemd") as error:
        secret.reveal()
    assert "LoadCredential" in error.value.todo
    monkeypatch.setenv("CREDENTIALS_DIRECTORY", str(tmp_path))
    with pytest.raises(ConfigError, match="ne peut pas être lu"):
        secret.reveal()
    (tmp_path / "secrets_gazette").write_text("x", encoding="utf-8")
    (tmp_path / "secrets_gazette").chmod(0o644)
    with pytest.raises(ConfigError, match="ouvert à d'autres"):
        secret.reveal()
