"""The words of French and English text as names need them: where each stands, how it is written, what joins it."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

from bridge.text.facts.names.ordinary import french

#: Characters that show nothing and split a name in two for a machine alone.
_INVISIBLE = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
_NOTHING = str.maketrans("", "", _INVISIBLE)
_HAS_INVISIBLE = re.compile(f"[{_INVISIBLE}]")
_LIGATURES = str.maketrans(
    {"œ": "oe", "æ": "ae", "Œ": "OE", "Æ": "AE", "ß": "ss", "ø": "o", "Ø": "O", "ł": "l", "Ł": "L"}
)
_ADDRESS = re.compile(
    r"(?:https?://|www\.)\S{1,2000}|\S{1,100}@\S{1,100}|\b[\w-]{1,60}\.(?:com|org|net|fr|eu|uk|io|example)\b"
)
#: No address is without one of these.
_MAY_ADDRESS = re.compile(r"://|www\.|@|\.(?:com|org|net|fr|eu|uk|io|example)\b")
#: "XXIe siècle", "Ier": a rank, which the numbers check reads.
_ROMAN_RANK = re.compile(r"[IVXLC]+(?:er|re|ère|e|ème|es)")
_WORD = re.compile(r"[^\W_]+")
#: Marks after which a capital says nothing of the word.
_OPENING = re.compile(r"(?:\A|[.!?…:;\n«“\"•–—|/]|\(|\s-|[.!?…]\s?[»”’)\"])[\s«“‘\"'’(\[¿¡–—•*-]*+\Z")
#: Before a full stop, these do not end a sentence.
_ABBREVIATED = frozenset({
    "m", "mm", "mr", "mrs", "ms", "dr", "drs", "pr", "prof", "st", "ste", "mgr", "me", "sen", "rep", "gov", "gen",
    "gén", "lt", "sgt", "capt", "hon", "rev", "vs", "no", "jr", "sr",
})  # fmt: skip
_ELISIONS = frozenset({
    "l", "d", "j", "n", "s", "t", "m", "c", "qu", "jusqu", "lorsqu", "puisqu", "quoiqu", "presqu",
})  # fmt: skip
#: How far back the search for an opening mark goes.
_REACH = 12
#: More words of one text are not looked at.
_MOST = 60_000


class NameWord(NamedTuple):
    """One word: letters and digits without any mark. A tuple, as a draft has thousands and reads them again and again.

    ``text`` as written, ``plain`` folded; ``start`` and ``end`` in characters of the cleaned text. ``gap`` is what
    stands between it and the word before ("" at the start). ``opens``: a capital here may be due to the place.
    ``capital``: it has a capital anywhere ("Paul", "iPhone", "ONU"); a rank in Roman figures has none that counts.
    ``shouted``: all of its letters, two at least, are capitals.
    """

    text: str
    plain: str
    start: int
    end: int
    gap: str
    opens: bool
    capital: bool
    shouted: bool

    @property
    def elided(self) -> bool:
        """Whether it may be the "l" of "l’école", or the "s" of "Brown’s"."""
        return self.plain in _ELISIONS


@lru_cache(maxsize=8_192)
def plain(word: str) -> str:
    """``word`` in small letters without accents; letters of other scripts stay what they are."""
    if word.isascii():
        return word.lower()
    spread = unicodedata.normalize("NFKD", word.translate(_LIGATURES))
    return "".join(char for char in spread if not unicodedata.combining(char)).casefold()


def clean(text: str) -> str:
    """``text`` composed, without what is invisible; addresses blanked, as their words are not said."""
    if _HAS_INVISIBLE.search(text):
        text = text.translate(_NOTHING)
    text = unicodedata.normalize("NFC", text)
    if not _MAY_ADDRESS.search(text):
        return text
    return _ADDRESS.sub(lambda match: " " * len(match.group()), text)


@lru_cache(maxsize=512)
def words(cleaned: str) -> tuple[NameWord, ...]:
    """The words of a text that went through ``clean``."""
    found: list[NameWord] = []
    previous, end = None, 0
    for match in _WORD.finditer(cleaned):
        text = match[0]
        start = match.start()
        folded, capital, shouted = _shape(text)
        if previous is None:
            gap, opens = "", True
        else:
            gap = cleaned[end:start]
            # A space alone opens nothing: most gaps are one.
            opens = gap != " " and _opens(cleaned, start, previous, gap)
        end = match.end()
        previous = NameWord(text, folded, start, end, gap, opens, capital, shouted)
        found.append(previous)
        if len(found) >= _MOST:
            break
    return tuple(found)


@lru_cache(maxsize=16_384)
def _shape(text: str) -> tuple[str, bool, bool]:
    """A word folded, whether it has a capital that counts, and whether it is in capitals."""
    cased = text != text.lower()
    return (
        plain(text),
        cased and not _ROMAN_RANK.fullmatch(text),
        cased and len(text) > 1 and text == text.upper(),
    )


def _opens(text: str, at: int, previous: NameWord, gap: str) -> bool:
    if previous.opens and gap in ("'", "’") and previous.elided:
        return True
    if not _is_opening(gap[-_REACH:]) or gap in ("-", "/", "’", "'"):
        return False
    initial = len(previous.text) == 1 and previous.text.isupper() and "°" not in previous.gap
    abbreviated = previous.plain in _ABBREVIATED or (initial and not french(text[at : at + _REACH].split(" ")[0]))
    return not (gap.strip() == "." and abbreviated)


@lru_cache(maxsize=1_024)
def _is_opening(gap: str) -> bool:
    """Whether what stands before a word ends with an opening mark; of a long one, only its last characters count."""
    before = gap if len(gap) >= _REACH else f"x{gap}"  # a text begins before its first word alone
    return _OPENING.search(before) is not None


def near(word: NameWord) -> bool:
    """Whether nothing but a space, a hyphen, an apostrophe or an initial's full stop parts it from the word before."""
    gap = word.gap.replace("\u00a0", " ").replace("\u202f", " ").replace("‑", "-")
    return gap in (" ", "-", "'", "’", ". ", ".", ".-", " & ", "&")
