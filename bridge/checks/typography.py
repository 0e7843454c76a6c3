"""French typography that is still missing; the pipeline sets an engine's article right before anybody checks it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bridge.checks.places import Piece, everything, info, warning
from bridge.domain.article import Article
from bridge.domain.finding import Finding
from bridge.domain.source import Brief, Source
from bridge.text import places
from bridge.text.polish import corrected
from bridge.text.typography import masked

_NO_BREAK = "\u00a0\u202f"


@dataclass(frozen=True, slots=True)
class _Fault:
    code: str
    message: str
    pattern: re.Pattern[str]
    doubtful: bool = False


_FAULTS = (
    _Fault(
        "typography.quotation_marks",
        "Des guillemets droits ou anglais restent dans le texte : remplacez-les par « ».",
        re.compile(r"\"[^\"\n]{1,200}\"|(?<![\w«])“[^”\n]{1,200}”"),
        doubtful=True,
    ),
    _Fault(
        "typography.spaces",
        "Il manque des espaces insécables devant ; : ! ? ou dans les guillemets : ajoutez-les.",
        re.compile(rf"[^\W\d_] ?[;!?](?=\s|\Z)|[^\W\d_] ?:(?=\s)|«[^{_NO_BREAK}]|[^{_NO_BREAK}]»"),
    ),
    _Fault(
        "typography.apostrophes",
        "Des apostrophes droites restent dans le texte : remplacez-les par ’.",
        re.compile(r"(?<=[^\W\d_])'(?=[^\W\d_])"),
    ),
    _Fault(
        "typography.stray_space",
        "Des espaces en trop sont restés dans le texte : retirez-les.",
        re.compile(r"\S {2,}\S|\w ,"),
    ),
)
_WORD = re.compile(r"\w+")
_ACCENTED = re.compile("[ÀÉÈÊÎÔÇœŒ]")
_LETTERS = "Des accents ou ligatures manquent (« État », « À », « œuvre ») : ajoutez-les."


def check(source: Source, brief: Brief, article: Article) -> tuple[Finding, ...]:  # noqa: ARG001
    """One finding a kind, with its first place: ``typography.quotation_marks`` (warning) and others (info)."""
    pieces = tuple(piece for piece in everything(article) if piece.place != places.KEYPHRASE)
    return (*(finding for fault in _FAULTS for finding in _first(fault, pieces)), *_letters(pieces))


def _first(fault: _Fault, pieces: tuple[Piece, ...]) -> Iterator[Finding]:
    found = [
        (piece, match)
        for piece in pieces
        if (match := fault.pattern.search(masked(piece.text, html=False))) is not None
    ]
    if found:
        piece, match = found[0]
        evidence = piece.text[max(0, match.start() - 30) : match.end() + 30]
        more = f" ({len(found)} passages)" if len(found) > 1 else ""
        yield (warning if fault.doubtful else info)(fault.code, piece.place, fault.message + more, evidence)


def _letters(pieces: tuple[Piece, ...]) -> Iterator[Finding]:
    for piece in pieces:
        right = corrected(piece.text)
        there = frozenset(_WORD.findall(piece.text))
        missing = [word for word in _WORD.findall(right) if _ACCENTED.search(word) and word not in there]
        if missing:
            yield info("typography.letters", piece.place, _LETTERS, ", ".join(missing[:5]))
            return
