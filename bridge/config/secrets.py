"""Passwords and keys: named in the configuration, kept outside of it, revealed where they are used."""

from __future__ import annotations

import os
import re
import stat
from pathlib import Path
from typing import Any, Self

from pydantic import ValidationInfo, field_validator, model_validator

from bridge.config.base import Settings
from bridge.config.files import why
from bridge.domain.discretion import Discretion
from bridge.errors import ConfigError

#: A literal in the file ends up in backups, tickets and git: it is refused, and the message never repeats it.
LITERAL = (
    "un secret ne s'écrit pas dans ce fichier (il finirait dans une sauvegarde ou un dépôt). "
    "Écrivez « {env: NOM_DE_VARIABLE} », « {file: chemin/du/fichier} » ou « {keyring: service/compte} »"
)
_ENV_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
#: What systemd gives a service to read (LoadCredential=): only the service knows the folder, when it runs.
_CREDENTIAL = "$CREDENTIALS_DIRECTORY/"
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")
#: What was revealed in this process, so that no message can repeat it (a server may echo a key that it refuses).
_revealed: dict[str, Discretion] = {}


class Secret(Settings):
    """Where a secret is: an environment variable, a file (its path resolved against the configuration's), or the
    system's keyring (``service/account``)."""

    env: str | None = None
    file: str | None = None
    keyring: str | None = None

    @model_validator(mode="before")
    @classmethod
    def _no_literal(cls, data: Any) -> Any:
        if isinstance(data, str | int | float):
            raise ValueError(LITERAL)
        return data

    @field_validator("env")
    @classmethod
    def _a_name(cls, value: str | None) -> str | None:
        if value is not None and not _ENV_NAME.fullmatch(value):
            # The value may be the password itself, put in the wrong place: it is not repeated.
            raise ValueError(
                "attendu : le nom d'une variable d'environnement (lettres, chiffres, « _ »), pas le secret lui-même"
            )
        return value

    @field_validator("file")
    @classmethod
    def _beside_the_configuration(cls, value: str | None, info: ValidationInfo) -> str | None:
        if value is None:
            return None
        if not value.strip():
            raise ValueError("attendu : le chemin d'un fichier")
        if value.startswith(_CREDENTIAL):
            return value
        base = (info.context or {}).get("base", Path())
        return str(base / Path(value).expanduser())

    @field_validator("keyring")
    @classmethod
    def _service_and_account(cls, value: str | None) -> str | None:
        if value is not None and not all(part.strip() for part in value.rpartition("/")):
            raise ValueError("attendu : « service/compte », comme « seo-bridge/gazette », pas le secret lui-même")
        return value

    @model_validator(mode="after")
    def _exactly_one(self) -> Self:
        if [self.env, self.file, self.keyring].count(None) != 2:
            raise ValueError(
                "attendu : soit « {env: NOM_DE_VARIABLE} », soit « {file: chemin/du/fichier} », "
                "soit « {keyring: service/compte} »"
            )
        return self

    def reveal(self, where: str = "") -> str:
        """The secret itself. ``where`` names what needs it, for the ConfigError where it can't be had."""
        value = self._read(where)
        if _CONTROL.search(value):
            raise ConfigError(
                f"{self._origin} contient un retour à la ligne ou un caractère de contrôle",
                where=where,
                todo="n'y gardez que le secret, sur une seule ligne",
            )
        _revealed.setdefault(value, Discretion(value))
        return value

    def _read(self, where: str) -> str:
        if self.env is not None:
            return self._from_env(where)
        return self._from_file(where) if self.file is not None else self._from_keyring(where)

    @property
    def _origin(self) -> str:
        if self.env:
            return f"La variable d'environnement {self.env}"
        return f"Le fichier {self.file}" if self.file else f"L'entrée « {self.keyring} » du trousseau"

    def _from_keyring(self, where: str) -> str:
        from bridge.config import keychain

        service, _, account = (self.keyring or "").rpartition("/")
        value = keychain.password(service, account, where=where)
        if not (value or "").strip():
            raise ConfigError(
                f"{self._origin} n'existe pas (ou elle est vide)",
                where=where,
                todo=f"enregistrez-y le secret, sous le compte qui lance le pont : keyring set {service} {account}",
            )
        return str(value).strip()

    def _from_env(self, where: str) -> str:
        value = os.environ.get(self.env or "", "").strip()
        if not value:
            raise ConfigError(
                f"{self._origin} n'est pas définie (ou elle est vide)",
                where=where,
                todo=f"définissez-la avant de lancer la commande : export {self.env}='…' ; "
                "avec systemd : EnvironmentFile= dans l'unité ; avec cron : une ligne au-dessus de la tâche",
            )
        return value

    def _from_file(self, where: str) -> str:
        path = self._path(where)
        try:
            with path.open(encoding="utf-8") as stream:
                self._closed_to_others(os.fstat(stream.fileno()), where)
                value = stream.read().strip()
        except (OSError, UnicodeDecodeError) as error:
            reason = why(error) if isinstance(error, OSError) else "ce n'est pas du texte UTF-8"
            raise ConfigError(
                f"{self._origin} ne peut pas être lu : {reason}",
                where=where,
                todo=f"créez-le avec le secret pour seule ligne, puis : chmod 600 {path}",
            ) from None
        if not value:
            raise ConfigError(f"{self._origin} est vide", where=where, todo="écrivez-y le secret, sur une seule ligne")
        return value

    @property
    def _is_credential(self) -> bool:
        return (self.file or "").startswith(_CREDENTIAL)

    def _path(self, where: str) -> Path:
        if not self._is_credential:
            return Path(self.file or "")
        folder = os.environ.get("CREDENTIALS_DIRECTORY")
        if not folder:
            raise ConfigError(
                f"{self._origin} n'existe que dans un service de systemd, qui le lui donne",
                where=where,
                todo="dans l'unité : LoadCredential=nom:/chemin/du/secret ; pour essayer à la main, "
                "« systemd-run -p LoadCredential=… »",
            )
        return Path(folder) / (self.file or "").removeprefix(_CREDENTIAL)

    def _closed_to_others(self, status: os.stat_result, where: str) -> None:
        # systemd opens a credential to the service's user by an ACL, whose mask shows as the group's right to read;
        # nobody but that user can enter its folder
        others = 0o037 if self._is_credential else 0o077
        if os.name == "posix" and stat.S_IMODE(status.st_mode) & others:
            raise ConfigError(
                f"{self._origin} est ouvert à d'autres utilisateurs (droits {stat.S_IMODE(status.st_mode):04o})",
                where=where,
                todo=f"chmod 600 {self.file}",
            )


def redact(text: str) -> str:
    """The text without any secret that was revealed in this process."""
    for value in sorted(_revealed, key=len, reverse=True):
        text = _revealed[value].text(text)
    return text
