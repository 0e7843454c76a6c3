"""The system's keyring, by the ``keyring`` package: needed only where the configuration names one."""

from __future__ import annotations

from bridge.errors import ConfigError

_INSTALL = "pip install 'seo-bridge[keyring]', ou gardez le secret dans un fichier : {file: chemin/du/fichier}"


def password(service: str, account: str, *, where: str) -> str | None:
    """What the keyring holds for the account, None where it holds nothing. ConfigError where there is no keyring."""
    try:
        import keyring
        import keyring.errors
    except ImportError:
        raise ConfigError("Le trousseau demande le paquet « keyring »", where=where, todo=_INSTALL) from None
    try:
        found: str | None = keyring.get_password(service, account)
        return found
    except keyring.errors.NoKeyringError:
        raise ConfigError(
            "Cette machine n'a pas de trousseau que le pont puisse ouvrir (il en faut un pour la session du compte qui "
            "le lance : sans bureau ouvert, sous cron ou systemd, il n'y en a souvent aucun)",
            where=where,
            todo="gardez le secret dans un fichier en chmod 600 : {file: chemin/du/fichier}",
        ) from None
    except keyring.errors.KeyringLocked:
        failure = ConfigError("Le trousseau est verrouillé", where=where, todo="ouvrez-le, puis relancez")
    except Exception as error:  # each system's keyring raises its own; none may bring a secret into a message
        failure = ConfigError(
            f"Le trousseau n'a pas répondu ({type(error).__name__})",
            where=where,
            todo="essayez « keyring get service compte » sous le compte qui lance le pont, ou prenez un fichier",
        )
    raise failure
