"""The words of French and English text as names need them: where each stands, how it is written, what joins it."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from bridge.text.facts.names.ordinary import french

#: Characters that show nothing and split a name in two for a machine alone.
INVISIBLE = str.maketrans("", "", "\u00ad\u200b\u200c\u200d\u2060\ufeff")
_LIGATURES = str.maketrans(
    {"œ": "oe", "æ": "ae", "Œ": "OE", "Æ": "AE", "ß": "ss", "ø": "o", "Ø": "O", "ł": "l", "Ł": "L"}
)
_ADDRESS = re.compile(
    r"(?:https?://|www\.)\S{1,2000}|\S{1,100}@\S{1,100}|\b[\w-]{1,60}\.(?:com|org|net|fr|eu|uk|io|example)\b"
)
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


@dataclass(frozen=True, slots=True)
class NameWord:
    """One word: letters and digits without any mark.

    ``text`` as written, ``plain`` folded; ``start`` and ``end`` in characters of the cleaned text. ``gap`` is what
    stands between it and the word before ("" at the start). ``opens``: a capital here may be due to the place.
    """

    text: str
    plain: str
    start: int
    end: int
    gap: str
    opens: bool

    @property
    def capital(self) -> bool:
        """Whether it has a capital anywhere: "Paul", "iPhone", "ONU"; a rank in Roman figures has none that counts."""
        return self.text != self.text.lower() and not _ROMAN_RANK.fullmatch(self.text)

    @property
    def shouted(self) -> bool:
        """Whether all of its letters, two at least, are capitals."""
        return len(self.text) > 1 and self.text == self.text.upper() and self.text != self.text.lower()

    @property
    def elided(self) -> bool:
        """Whether it may be the "l" of "l’école", or the "s" of "Brown’s"."""
        return self.plain in _ELISIONS


@lru_cache(maxsize=8_192)
def plain(word: str) -> str:
    """``word`` in small letters without accents; letters of other scripts stay what they are."""
    spread = unicodedata.normalize("NFKD", word.translate(_LIGATURES))
    return "".join(char for char in spread if not unicodedata.combining(char)).casefold()


def clean(text: str) -> str:
    """``text`` composed, without what is invisible; addresses blanked, as their words are not said."""
    text = unicodedata.normalize("NFC", text.translate(INVISIBLE))
    return _ADDRESS.sub(lambda match: " " * len(match.group()), text)


@lru_cache(maxsize=512)
def words(cleaned: str) -> tuple[NameWord, ...]:
    """The words of a text that went through ``clean``."""
    found: list[NameWord] = []
    end = 0
    for match in _WORD.finditer(cleaned):
        gap = cleaned[end : match.start()]
        previous = found[-1] if found else None
        found.append(
            NameWord(
                text=match.group(),
                plain=plain(match.group()),
                start=match.start(),
                end=match.end(),
                gap=gap if previous else "",
                opens=_opens(cleaned, match.start(), previous, gap),
            )
        )
        end = match.end()
        if len(found) >= _MOST:
            break
    return tuple(found)


def _opens(text: str, at: int, previous: NameWord | None, gap: str) -> bool:
    if previous is None:
        return True
    if previous.opens and gap in ("'", "’") and previous.elided:
        return True
    if not _OPENING.search(text[max(0, at - _REACH) : at]) or gap in ("-", "/", "’", "'"):
        return False
    initial = len(previous.text) == 1 and previous.text.isupper() and "°" not in previous.gap
    abbreviated = previous.plain in _ABBREVIATED or (initial and not french(text[at : at + _REACH].split(" ")[0]))
    return not (gap.strip() == "." and abbreviated)


def near(word: NameWord) -> bool:
    """Whether nothing but a space, a hyphen, an apostrophe or an initial's full stop parts it from the word before."""
    gap = word.gap.replace("\u00a0", " ").replace("\u202f", " ").replace("‑", "-")
    return gap in (" ", "-", "'", "’", ". ", ".", ".-", " & ", "&")
