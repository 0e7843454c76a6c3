"""Why a file can't be used, in French."""

from __future__ import annotations

import errno

_REASONS = {
    errno.ENOENT: "il n'existe pas",
    errno.EACCES: "l'accès est refusé",
    errno.EPERM: "l'accès est refusé",
    errno.EROFS: "l'accès est en lecture seule",
    errno.EISDIR: "c'est un dossier",
    errno.ENOTDIR: "un dossier de ce chemin n'en est pas un",
    errno.EEXIST: "un fichier du même nom est à la place d'un dossier",
    errno.ENOSPC: "le disque est plein",
}


def why(error: OSError) -> str:
    """The reason as a clause that follows « : »."""
    return _REASONS.get(error.errno or 0, error.strerror or "le système refuse")
