"""Names in a text: sequences of capitalised words with their particles."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from bridge.text.bilingual.words import is_small
from bridge.text.facts.names.ordinary import GIVEN, english, french
from bridge.text.facts.names.words import NameWord, clean, words

_CONNECTORS = frozenset({
    "de", "du", "des", "d", "of", "van", "von", "der", "den", "da", "do", "dos", "di", "del", "della", "bin", "ben",
    "ibn", "al", "el", "la", "le", "les", "l", "sur", "sous", "lès", "the", "y",
})  # fmt: skip
#: Words before a name that are a way to address or a function, and no part of it.
TITLES = frozenset({
    "detective", "constable", "superintendent", "officer", "nurse", "engineer", "economist", "goalkeeper", "spokesman",
    "spokeswoman", "spokesperson", "campaigner", "resident", "farmer", "historian", "astronaut", "chef", "manager",
    "m", "mm", "mr", "mrs", "ms", "miss", "mme", "mmes", "mlle", "mlles", "monsieur", "madame", "mademoiselle",
    "messieurs", "mesdames", "me", "maître", "dr", "dre", "pre", "drs", "docteur", "doctor", "pr", "prof",
    "professeur", "professeure", "professor",
    "mgr", "monseigneur", "sir", "dame", "lord", "lady", "president", "président",
    "présidente", "mayor", "maire", "minister", "ministre", "senator", "sénateur", "sénatrice", "councillor",
    "councilwoman", "councilman", "captain", "capitaine", "coach", "judge", "juge", "king", "roi", "queen", "reine",
    "prince", "princess", "princesse", "pope", "pape", "chancellor", "chancelier", "governor", "gouverneur",
    "general", "général", "colonel", "secretary", "director", "directeur", "directrice", "chairman", "chairwoman",
    "bishop", "évêque", "archbishop", "archevêque", "father", "sister", "brother", "père", "sœur", "frère", "abbé",
    "sergeant", "inspector", "chief", "prime", "premier", "première", "rep", "sen", "gov", "rev", "lt", "sgt", "capt",
    "hon", "député", "députée", "commissaire", "commissioner", "ambassador", "ambassadeur", "preacher", "uncle",
    "aunt", "saint", "first", "deputy", "vice", "former", "ancien", "ancienne",
})  # fmt: skip
_CALENDAR = frozenset({
    "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "january", "february", "march",
    "april", "may", "june", "july", "august", "september", "october", "november", "december", "jan", "feb", "mar",
    "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec", "i",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Name:
    """A name of a text: its words, particles included, and where it stands in the cleaned text."""

    words: tuple[NameWord, ...]

    @property
    def text(self) -> str:
        """As written."""
        return "".join((word.gap if at else "") + word.text for at, word in enumerate(self.words))

    @property
    def plains(self) -> tuple[str, ...]:
        """Its words, folded."""
        return tuple(word.plain for word in self.words)

    @property
    def start(self) -> int:
        """Where it begins."""
        return self.words[0].start

    @property
    def end(self) -> int:
        """Where it ends."""
        return self.words[-1].end


def adjoins(word: NameWord, previous: NameWord) -> bool:
    """Whether nothing but a space, a hyphen, an apostrophe or an initial's full stop parts two words."""
    gap = word.gap.replace("\u00a0", " ").replace("\u202f", " ").replace("‑", "-").replace("’", "'")
    if gap in (" ", "-", "'", " & ", "&"):
        return not (gap == "'" and word.plain == "s")
    initial = len(previous.text) == 1 and previous.text.isupper()
    return gap in (". ", ".", ".-") and (initial or previous.plain in ("st", "ste"))


def ordinary(word: NameWord, language: str | None) -> bool:
    """Whether a word is one of the text's language ("en", else French)."""
    return english(word.text) if language == "en" else french(word.text)


@lru_cache(maxsize=512)
def names(text: str, language: str | None) -> tuple[Name, ...]:
    """The names of a text in ``language`` ("en", else French), in order.

    A capital that only opens a sentence makes none.
    """
    return tuple(_names(words(clean(text)), language))


def _names(found: Sequence[NameWord], language: str | None) -> Iterator[Name]:
    at = 0
    while at < len(found):
        if not _begins(found, at, language):
            at += 1
            continue
        end = _extent(found, at)
        yield Name(words=tuple(found[at:end]))
        at = end


def _begins(found: Sequence[NameWord], at: int, language: str | None) -> bool:
    word = found[at]
    if not word.capital or word.plain in _CALENDAR or word.text.casefold() in TITLES:
        return False
    if len(word.text) == 1:
        marks = "." if word.opens else ".'’"
        return at + 1 < len(found) and found[at + 1].capital and found[at + 1].gap[:1] in tuple(marks)
    if word.text[0].isdigit() or is_small(word.plain, "en") or is_small(word.plain, "fr"):
        return False
    if not word.opens:
        return True
    if word.text.casefold() in GIVEN:
        return at + 1 < len(found) and found[at + 1].capital and adjoins(found[at + 1], word)
    return not (ordinary(word, language) or (language == "en" and french(word.text) and english(word.text)))


def _extent(found: Sequence[NameWord], at: int) -> int:
    end = at + 1
    while end < len(found) and adjoins(found[end], found[end - 1]):
        if found[end].capital:
            end += 1
            continue
        ahead = end
        while (
            ahead < min(end + 3, len(found))
            and found[ahead].text in _CONNECTORS
            and adjoins(found[ahead], found[ahead - 1])
        ):
            ahead += 1
        if (
            ahead == end
            or ahead >= len(found)
            or not found[ahead].capital
            or not adjoins(found[ahead], found[ahead - 1])
        ):
            break
        end = ahead + 1
    return end
