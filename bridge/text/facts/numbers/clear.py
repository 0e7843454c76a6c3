"""Text as a reader sees it: look-alike digits become digits, characters that nobody sees are dropped, and letters that
patterns take for others, whatever their case, are written as these."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

#: Soft hyphen, zero-width and bidi characters, variation selectors.
INVISIBLE = "\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufe00-\ufe0f\ufeff"
#: Dotless and dotted i, long s and the Kelvin sign: "(?i)i" finds the first two, and no word list holds them.
_FOLDED = {"ı": "i", "İ": "I", "ſ": "s", "\u212a": "K"}
#: What may be written otherwise: the invisible, letters with combining accents, superscript and subscript digits,
#: digits in circles, full-width forms, mathematical letters and digits, and those above.
_UNUSUAL = re.compile(
    rf"[{INVISIBLE}]+|[^\W\d_][\u0300-\u036f]+|[ıİſ\u212a]|[²³¹⁰⁴-⁹₀-₉]+|[\u2460-\u2473\u24ea-\u24ff\u2776-\u2793]"
    "|[\u3251-\u325f\u3280-\u3289\u32b1-\u32bf]|[\uff05\uff0b-\uff19\uff21-\uff3a\uff41-\uff5a]+|[\U0001d400-\U0001d7ff]+"
)
#: A character that each of these has: where there is none, nothing is unusual.
_HINT = re.compile(
    rf"[{INVISIBLE}\u0300-\u036fıİſ\u212a²³¹⁰⁴-⁹₀-₉\u2460-\u2473\u24ea-\u24ff\u2776-\u2793\u3251-\u325f\u3280-\u3289"
    "\u32b1-\u32bf\uff05\uff0b-\uff19\uff21-\uff3a\uff41-\uff5a\U0001d400-\U0001d7ff]"
)
_RAISED = frozenset("²³¹⁰⁴⁵⁶⁷⁸⁹₀₁₂₃₄₅₆₇₈₉")


@dataclass(frozen=True, kw_only=True, slots=True)
class Clear:
    """``text`` to read, and for each of its characters (and its end) the place in the text it was made of."""

    text: str
    places: tuple[int, ...] | None

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The stretch of the first text that ``start`` to ``end`` was read from."""
        if self.places is None:
            return start, end
        return self.places[start], self.places[end - 1] + 1


def clear(text: str) -> Clear:
    """``text`` with what is unusual in it written plainly; an exponent ("m²") stays."""
    if not _HINT.search(text):
        return Clear(text=text, places=None)
    parts: list[str] = []
    places: list[int] = []
    at = 0
    for match in _UNUSUAL.finditer(text):
        plain = _plain(match)
        if plain == match.group():
            continue
        parts += (text[at : match.start()], plain)
        places += range(at, match.start())
        last = len(match.group()) - 1
        places += (match.start() + min(index, last) for index in range(len(plain)))
        at = match.end()
    if not at:
        return Clear(text=text, places=None)
    places += range(at, len(text) + 1)
    return Clear(text="".join((*parts, text[at:])), places=tuple(places))


def _plain(match: re.Match[str]) -> str:
    unusual = match.group()
    if re.match(f"[{INVISIBLE}]", unusual):
        return ""
    if unusual in _FOLDED:
        return _FOLDED[unusual]
    before = match.string[match.start() - 1] if match.start() else " "
    if unusual[0] in _RAISED and not (before.isspace() or before in "(["):
        return unusual
    plain = unicodedata.normalize("NFKC", unusual)
    return plain if plain.isalnum() or plain[0] in "%+,-./" else unusual
