"""What the database says when something is wrong, in words for the person who has to mend it."""

from __future__ import annotations

from sqlalchemy.exc import DatabaseError, SQLAlchemyError

from bridge.errors import LedgerAway, LedgerError
from bridge.ledger import servers

#: For a file that is damaged or no database. ``{file}`` is where it lies.
_RESTORE = (
    "arrêtez le pont ; remettez la dernière copie de « seo-bridge ledger backup » à la place de {file}, et supprimez "
    "les fichiers -wal et -shm à côté. Sans copie, mettez-le de côté : le pont en crée un neuf, et l'extension "
    "WordPress refuse une seconde proposition pour une version qui en a une : rien n'est doublé"
)
_DAMAGED = frozenset({"SQLITE_CORRUPT", "SQLITE_NOTADB"})


def damaged(file: str, said: str) -> LedgerError:
    """The file is damaged, or is no database."""
    return LedgerError(
        f"Le registre ne peut pas être ouvert : le fichier est abîmé ({said})", where=file,
        todo=_RESTORE.format(file=file),
    )  # fmt: skip


def is_damage(error: DatabaseError) -> bool:
    """Whether the database says that its file is damaged, or none."""
    name = str(getattr(error.orig, "sqlite_errorname", ""))
    return name in _DAMAGED or name.startswith("SQLITE_CORRUPT")


def ledger_error(error: SQLAlchemyError) -> LedgerError:
    """A statement that failed. What belongs to it was rolled back: nothing is half written."""
    if not isinstance(error, DatabaseError):
        return LedgerAway(
            f"Toutes les connexions au registre sont prises : {error}",
            todo="rien à faire si cela passe ; sinon, baissez « workers », ou dites-le : c'est un défaut de seo-bridge",
        )
    if (told := servers.fault(error)) is not None:
        return told
    name = str(getattr(error.orig, "sqlite_errorname", ""))
    if name == "SQLITE_FULL":
        return LedgerError(
            "Le registre ne peut pas être écrit : le disque est plein",
            todo="libérez de la place sur son disque (« seo-bridge ledger prune » enlève les vieux travaux), puis "
            "relancez ; rien n'est perdu : ce qui n'a pas pu être enregistré sera refait",
        )
    if is_damage(error):
        return LedgerError(
            f"Le registre est abîmé : {error.orig}", todo=_RESTORE.format(file="ce fichier (« ledger: url »)")
        )
    return LedgerError(
        f"Le registre ne peut pas être lu ou écrit : {error.orig}",
        todo="vérifiez la place sur le disque et les droits du fichier ; rien n'est perdu, relancez ensuite",
    )
