"""What PostgreSQL says when something is wrong, in words for the person who has to mend it.

Once connected, the server names its errors by code (SQLSTATE, https://www.postgresql.org/docs/current/errcodes-appendix.html);
what it says of a connection that it refuses comes as text alone, in its own language.
"""

from __future__ import annotations

import re

from sqlalchemy.exc import DatabaseError, OperationalError

from bridge.errors import LedgerAway, LedgerError

#: What the server (in English or French) or the client library says of a connection that was not made.
_REFUSALS: tuple[tuple[str, str, str], ...] = (
    (
        r"password authentication failed|authentification par mot de passe|no password supplied|fe_sendauth",
        "Le serveur du registre refuse ce mot de passe, ou cet utilisateur",
        "vérifiez l'utilisateur dans « ledger: url » et le secret de « ledger: password » ; un administrateur de la "
        "base le change avec « \\password UTILISATEUR » dans psql",
    ),
    (
        r'(database|base de données) (".*?"|« .*? ») (does not exist|n\'existe pas)',
        "La base du registre n'existe pas sur ce serveur",
        "créez-la : « CREATE DATABASE nom OWNER utilisateur » (docs/ledger.md), ou corrigez « ledger: url »",
    ),
    (
        r'role ".*?" does not exist|no pg_hba.conf entry|aucune entrée.*pg_hba.conf|not permitted to log in',
        "Le serveur du registre n'admet pas cet utilisateur depuis cette machine",
        "vérifiez l'utilisateur de « ledger: url », puis pg_hba.conf sur le serveur (docs/ledger.md)",
    ),
)
#: Codes, or the beginning of codes, of what passes by itself.
_PASSES = {
    "53300": "le serveur n'a plus de connexion libre : augmentez « max_connections » sur le serveur, ou baissez "
    "« workers »",
    "57P": "le serveur s'arrête ou redémarre",
    "40": "deux opérations se sont gênées",
    "55P03": "une autre opération tient ces lignes",
    "08": "la connexion est perdue",
}
_FULL = "53100"
_FORBIDDEN = "42501"


def fault(error: DatabaseError) -> LedgerError | None:
    """None where the error is not one of PostgreSQL's."""
    if not type(error.orig).__module__.startswith("psycopg"):
        return None
    code, said = getattr(error.orig, "sqlstate", None) or "", _line(error)
    for start, why in _PASSES.items():
        if code.startswith(start):
            return _away(f"Le registre n'a pas pu répondre ({why}) : {said}")
    if code == _FULL:
        return LedgerError(
            "Le registre ne peut pas être écrit : le disque de son serveur est plein",
            todo="libérez-y de la place, puis relancez ; rien n'est perdu : ce qui n'a pas été enregistré sera refait",
        )
    if code == _FORBIDDEN:
        return LedgerError(
            f"L'utilisateur du registre n'a pas les droits qu'il faut : {said}",
            todo="rendez-le propriétaire de la base et de ses tables (docs/ledger.md)",
        )
    if code or not isinstance(error, OperationalError):
        return LedgerError(
            f"Le registre ne peut pas être lu ou écrit : {said}",
            todo="voyez le journal du serveur ; rien n'est perdu, relancez ensuite",
        )
    return _refused(said)


def _refused(said: str) -> LedgerError:
    """A connection that was not made, or broke."""
    for pattern, what, todo in _REFUSALS:
        if re.search(pattern, said):
            return LedgerError(f"{what} : {said}", todo=todo)
    if re.search("too many (clients|connections)|trop de clients", said):
        return _away(f"Le registre n'a pas pu répondre ({_PASSES['53300']}) : {said}")
    return _away(f"Le serveur du registre ne répond pas : {said}")


def _away(what: str) -> LedgerAway:
    return LedgerAway(
        what,
        todo="vérifiez que PostgreSQL est démarré et que « ledger: url » dit le bon serveur et le bon port ; rien "
        "n'est perdu, les brouillons seront repris",
    )


def _line(error: DatabaseError) -> str:
    """On one line; the first attempt of several says enough."""
    return " ".join(str(error.orig).split())[:300]
