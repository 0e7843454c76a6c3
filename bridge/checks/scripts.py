"""Letters that French is not written with: another script's, look-alikes, full-width forms, invisible characters."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from itertools import islice

from bridge.checks.places import MANY, Piece, blocker, brief_text, everything, source_text, warning
from bridge.domain.article import Article
from bridge.domain.finding import Finding
from bridge.domain.source import Brief, Source
from bridge.text import inline, places
from bridge.text.outline import node_html

#: Anything that is not Latin-1, Latin Extended A, or a mark that French prints: cheap to search for.
_STRANGE = re.compile("[^\t\n\r\x20-\x7e\xa0-\xac\xae-\u017f\u2009-\u200a\u202f\u2010-\u2027\u2030-\u203a€₂²³™…]")
_INVISIBLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b\u200c\u200e\u200f\u202a-\u202e"
    "\u2060-\u2064\u2066-\u206f\u3164\ufeff\ufff9-\ufffb\U000e0000-\U000e007f]"
)
_BROKEN = "\N{REPLACEMENT CHARACTER}"
_WORD = re.compile(r"[^\s«»“”\"'’(),;:!?./|…\u3000-\u3020\uff01-\uff0f\uff1a-\uff20\uff5b-\uff65]+")
_WIDE_MARK = re.compile("[\u3000-\u3020\uff01-\uff0f\uff1a-\uff20\uff5b-\uff65]")
#: Signs that French text uses from other blocks: units, formulas, ordinals.
_SIGNS = frozenset("µΩπαβγδελσ∆ΔΣθωφλρτμχψκζημ№ªº")
_NAMES = {
    "CYRILLIC": "cyrillique", "GREEK": "grecque", "ARABIC": "arabe", "HEBREW": "hébraïque", "CJK": "chinoise",
    "HIRAGANA": "japonaise", "KATAKANA": "japonaise", "HANGUL": "coréenne", "THAI": "thaïe", "DEVANAGARI": "indienne",
    "ARMENIAN": "arménienne", "GEORGIAN": "géorgienne", "FULLWIDTH": "de pleine chasse", "HALFWIDTH": "de demi-chasse",
    "MATHEMATICAL": "de fantaisie",
}  # fmt: skip


def check(source: Source, brief: Brief, article: Article) -> tuple[Finding, ...]:
    """Blockers ``scripts.foreign``, ``.look_alike``, ``.full_width``, ``.invisible``, ``.broken``.

    What the source, or the brief, writes with these very letters is theirs. Signs of formulas (µ, Ω, π) are no letters
    of another script where they stand alone or before a Latin unit.
    """
    suspects = tuple(piece for piece in _pieces(article) if _STRANGE.search(piece.text))
    if not suspects:
        return ()
    known = _known(f"{source_text(source)}\n{brief_text(brief)}")
    found = [item for piece in suspects for item in _of_piece(piece, known)]
    said = source_text(source)
    marks = (item for piece in suspects for item in _wide_marks(piece, said))
    return tuple(islice((*found, *marks), MANY))


def _pieces(article: Article) -> Iterator[Piece]:
    """Everything, markup left out but not its invisible characters."""
    yield from (piece for piece in everything(article) if piece.node is None)
    yield Piece(place=places.SLUG, text=article.slug)
    for piece in everything(article):
        if piece.node is not None:
            for html in (*node_html(piece.node), piece.node.citation):
                yield Piece(place=piece.place, text=inline.plain(html), node=piece.node)


@lru_cache(maxsize=8)
def _known(text: str) -> frozenset[str]:
    """The strange words of the source."""
    return frozenset(word for word in _WORD.findall(text) if _STRANGE.search(word))


def _of_piece(piece: Piece, known: frozenset[str]) -> Iterator[Finding]:
    for match in _WORD.finditer(piece.text):
        word = match.group()
        if _STRANGE.search(word) and word not in known:
            finding = _of_word(piece.place, word, piece.text[max(0, match.start() - 60) : match.end() + 60])
            if finding is not None:
                yield finding


def _wide_marks(piece: Piece, said: str) -> Iterator[Finding]:
    match = _WIDE_MARK.search(piece.text)
    if match and match.group() not in said:
        message = (
            f"« {match.group()} » est une ponctuation d’une autre écriture : remplacez-la par la ponctuation française."
        )
        yield blocker("scripts.full_width", piece.place, message, piece.text[max(0, match.start() - 60) :][:120])


def _of_word(place: str, word: str, around: str) -> Finding | None:
    if _BROKEN in word:
        message = f"Un caractère illisible est dans « {word} » : rétablissez la lettre."
        return blocker("scripts.broken", place, message, around)
    if _INVISIBLE.search(word):
        # A joiner within a sequence of pictures is how these are written.
        if _INVISIBLE.search(word.replace("\N{ZERO WIDTH JOINER}", "")) is None:
            return None
        shown = _INVISIBLE.sub("·", word)
        message = f"Un caractère invisible est dans « {shown} » : retapez ce mot."
        return (warning if "\u00ad" in word else blocker)("scripts.invisible", place, message, around)
    return _of_letters(place, word, around)


def _of_letters(place: str, word: str, around: str) -> Finding | None:
    letters = [char for char in word if char.isalpha() or unicodedata.category(char) == "Nd"]
    scripts = {_script(char) for char in letters}
    strange = [char for char in letters if _script(char) != "LATIN" and not (char in _SIGNS and _is_sign(word))]
    if not strange:
        return None
    shown = "".join(dict.fromkeys(strange))[:20]
    kind = _NAMES.get(_script(strange[0]), "d’une autre écriture")
    if _script(strange[0]) in ("FULLWIDTH", "HALFWIDTH", "MATHEMATICAL"):
        message = f"« {word} » est écrit en lettres {kind} : retapez-le."
        return blocker("scripts.full_width", place, message, around)
    if "LATIN" in scripts and len(strange) <= len(letters) / 2:
        message = f"« {word} » mêle des lettres de deux écritures (« {shown} », {kind}) : retapez ce mot."
        return blocker("scripts.look_alike", place, message, around)
    message = f"« {word} » est en écriture {kind} : traduisez-le, ou retirez-le."
    return blocker("scripts.foreign", place, message, around)


@lru_cache(maxsize=1_024)
def _script(char: str) -> str:
    name = unicodedata.name(char, "")
    if name.startswith(("LATIN", "MODIFIER LETTER", "FEMININE", "MASCULINE", "DIGIT", "SUPERSCRIPT", "SUBSCRIPT")):
        return "LATIN"
    if name in ("MICRO SIGN", "OHM SIGN", "KELVIN SIGN", "ANGSTROM SIGN", "NUMERO SIGN", "SCRIPT SMALL L"):
        return "LATIN"
    return name.split(" ", 1)[0] if name else "?"


def _is_sign(word: str) -> bool:
    """A Greek letter as a sign: alone, or joined to a unit, a figure or a Latin word by a hyphen."""
    greek = [char for char in word if char in _SIGNS]
    return len(greek) == 1 and (len(word) <= 3 or "-" in word or "‑" in word or any(char.isdigit() for char in word))
