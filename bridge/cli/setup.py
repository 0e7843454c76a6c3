"""``init`` and ``companion zip``: what one does once, before the first draft."""

from __future__ import annotations

import os
import tempfile
import zipfile
from collections.abc import Iterator
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from bridge.cli.terminal import messages, output, say
from bridge.config.files import why
from bridge.errors import PermanentError

#: A zip's earliest date. Any fixed one makes the archive the same, byte for byte, each time.
_EPOCH = (1980, 1, 1, 0, 0, 0)
_TOP = "seo-bridge"
_NOT_SHIPPED = frozenset({"tests", "node_modules", "__pycache__"})


def init_command(path: Path, *, force: bool) -> int:
    """Write the commented configuration, mode 0600."""
    example = (files("bridge") / "config.example.yaml").read_text(encoding="utf-8")
    if path.exists() and not force:
        raise PermanentError(
            "Ce fichier existe déjà ; il n'a pas été touché",
            where=str(path),
            todo="choisissez un autre endroit avec --path, ou remplacez-le avec --force",
        )
    _write(path, example.encode())
    console = output()
    say(console, f"Configuration écrite : {path}")
    say(console)
    for number, step in enumerate(_next_steps(path), start=1):
        say(console, f"{number}. {step}", indent=2)
    return 0


def _next_steps(path: Path) -> tuple[str, ...]:
    named = "" if path == Path("config.yaml") else f" --config {path}"
    return (
        "Installez l'extension dans WordPress : « seo-bridge companion zip » fabrique l'archive, puis "
        "Extensions › Ajouter › Téléverser.",
        "Créez dans WordPress un compte au rôle « SEO bridge », et son mot de passe d'application.",
        f"Complétez {path} : adresse du site, compte, et où se trouve le mot de passe.",
        f"Vérifiez tout : seo-bridge check{named}",
        f"Faites un premier passage : seo-bridge once{named}",
    )


def yoast_command() -> int:
    """Fetch Yoast's analysis where the bridge finds it. ConfigError where Node, npm or a place is missing."""
    from bridge.yoast import find_installation, install

    known = find_installation()
    if known is not None:
        say(output(), f"L'analyse de Yoast {known.version} est déjà installée : {known.folder}")
        return 0
    say(messages(), "Installation de l'analyse de Yoast…")
    installation = install()
    say(output(), f"L'analyse de Yoast {installation.version} est installée : {installation.folder}")
    return 0


def companion_command(path: Path) -> int:
    """Write the installable archive of the plugin."""
    root = files("bridge") / "companion"
    members = sorted(_members(root, ""))
    if not members:
        raise PermanentError(
            "L'extension ne fait pas partie de cette installation de seo-bridge",
            where=str(root),
            todo="réinstallez le paquet seo-bridge",
        )
    _write(path, _archive(members))
    say(output(), f"Extension écrite : {path}")
    say(messages(), "À faire : dans WordPress, Extensions › Ajouter › Téléverser une extension, puis activez-la.")
    return 0


def _members(folder: Traversable, inside: str) -> Iterator[tuple[str, bytes]]:
    if not folder.is_dir():
        return
    for entry in folder.iterdir():
        if entry.name.startswith(".") or entry.name in _NOT_SHIPPED:
            continue
        if entry.is_dir():
            yield from _members(entry, f"{inside}{entry.name}/")
        else:
            yield f"{inside}{entry.name}", entry.read_bytes()


def _archive(members: list[tuple[str, bytes]]) -> bytes:
    with tempfile.TemporaryFile() as stream:
        # Stored, not deflated: zlib's versions differ in their bytes, and the plugin is small.
        with zipfile.ZipFile(stream, "w", zipfile.ZIP_STORED) as archive:
            for name, data in members:
                info = zipfile.ZipInfo(f"{_TOP}/{name}", _EPOCH)
                info.create_system = 3  # Unix, so that the mode below means something everywhere
                info.external_attr = 0o100644 << 16
                archive.writestr(info, data)
        stream.seek(0)
        return stream.read()


def _write(path: Path, data: bytes) -> None:
    """All of the file or none of it, readable by its owner alone."""
    temporary = ""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        number, temporary = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
        with os.fdopen(number, "wb") as stream:
            stream.write(data)
        Path(temporary).replace(path)
    except OSError as error:
        if temporary:
            Path(temporary).unlink(missing_ok=True)
        raise PermanentError(
            f"Le fichier ne peut pas être écrit : {why(error)}",
            where=str(path),
            todo="vérifiez le dossier et ses droits, ou choisissez un autre endroit",
        ) from None
