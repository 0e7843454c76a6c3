"""A copy of a SQLite ledger that is whole, whatever is written to it meanwhile, and proved to be."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing, suppress
from pathlib import Path
from secrets import token_hex
from shlex import quote

from sqlalchemy import make_url

from bridge.errors import LedgerError
from bridge.ledger.database import server_address

#: Pages copied at a time; in between, writers of the ledger may go on.
_PAGES = 1_000
_PRIVATE = 0o600


def backup(url: str, target: Path, *, force: bool = False) -> int:
    """Copy the ledger at ``url`` to ``target``, with mode 0600; the number of its jobs.

    The copy is made by SQLite's online backup, without migrating the ledger, and checked before it takes its name.
    LedgerError where there is no such ledger, where ``target`` exists (``force`` replaces it, but never the ledger
    itself), and where the copy can't be written or is damaged, as the ledger then is.
    """
    source = _file_of(url, target)
    _refuse(source, target, force=force)
    made = target.with_name(f".{target.name}.{token_hex(4)}")
    try:
        os.close(os.open(made, os.O_WRONLY | os.O_CREAT | os.O_EXCL, _PRIVATE))
        jobs = _copy(source, made)
        _name(made, target, force=force)
    except (OSError, sqlite3.Error) as error:
        raise LedgerError(
            f"La copie du registre n'a pas pu être faite : {error}",
            where=str(target),
            todo="vérifiez la place et les droits du dossier de la copie ; si le registre lui-même est abîmé, gardez "
            "les copies plus anciennes",
        ) from None
    finally:
        with suppress(OSError):
            made.unlink(missing_ok=True)
    return jobs


def _file_of(url: str, target: Path) -> Path:
    address = make_url(url)
    if address.get_backend_name() != "sqlite" or not address.database:
        server = server_address(address)
        raise LedgerError(
            "Le registre n'est pas un fichier SQLite : sa copie se fait avec l'outil de son serveur",
            where=server or address.render_as_string(hide_password=True),
            todo=f"pg_dump --format=custom --file={quote(str(target))} {quote(server)}",
        )
    path = Path(address.database)
    if not path.is_file():
        raise LedgerError("Il n'y a pas encore de registre à copier", where=str(path), todo="voyez « ledger: url »")
    return path


def _refuse(source: Path, target: Path, *, force: bool) -> None:
    if not target.exists():
        return
    if target.samefile(source):
        raise LedgerError(
            "La copie remplacerait le registre lui-même", where=str(target), todo="nommez un autre fichier"
        )
    if not force:
        raise LedgerError("Ce fichier existe déjà", where=str(target), todo="nommez-en un autre, ou ajoutez --force")


def _copy(source: Path, made: Path) -> int:
    address = f"{source.absolute().as_uri()}?mode=rw"
    with (
        closing(sqlite3.connect(address, uri=True, timeout=30)) as ledger,
        closing(sqlite3.connect(made)) as copy,
    ):
        ledger.backup(copy, pages=_PAGES)
        copy.execute("PRAGMA journal_mode = DELETE")  # one file, with nothing beside it
        [said] = copy.execute("PRAGMA quick_check(1)").fetchone()
        if said != "ok":
            raise sqlite3.DatabaseError(f"le registre est abîmé ({said})")
        return int(copy.execute("SELECT count(*) FROM jobs").fetchone()[0])


def _name(made: Path, target: Path, *, force: bool) -> None:
    if force:
        made.replace(target)
    else:
        target.hardlink_to(made)  # fails where somebody made the file meanwhile
    descriptor = os.open(target, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
