"""How wide an SEO title is in a result page, as Yoast measures it in the editor.

Yoast's assessment "SEO title width" measures the title in the browser, in Arial at 20 px, and accepts up to 600 px.
The widths below are the horizontal advances of Liberation Sans Regular (Debian package ``fonts-liberation`` 1.07.4,
table ``hmtx``), a font made to the metrics of Arial: 2048 units an em. Kerning, which a browser may apply, is left
out: it only ever brings a title in by a pixel or two, so this measure errs on the safe side.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

#: The width up to which Yoast calls a title good, in pixels.
TITLE_LIMIT = 600

_FONT_SIZE = 20
_UNITS_PER_EM = 2048

#: Advance width in font units → the characters that have it. An accented letter is as wide as its base letter, but
#: for the few listed here.
_ADVANCES = {
    384: "′",
    391: "'",
    455: "ijl‘’‚ł",
    532: "|¦",
    569: " !,./:;I[\\]ft·ıìíîïĩīĭ\u00a0\u2009\u202f",
    597: "ľ",
    682: "()-`r“”„‹›¡´¸¹²³\u2010\u2011",
    684: "{}",
    717: "•",
    725: "″",
    727: '"',
    748: "º",
    758: "ª",
    768: "ť",
    797: "*",
    819: "°",
    961: "^",
    1024: "Jcksvxyz",
    1100: "¶",
    1124: "±÷≤≥≠",
    1131: "¯",
    1139: "#$0123456789?L_abdeghnopqu–«»€£¥§¢¤†‡ðþŁđ",
    1180: "µ",
    1196: "+<=>~×¬−",
    1251: "FTZ¿øß",
    1259: "ď",
    1366: "&ABEKPSVXYÞ",
    1479: "CDHNRUwÐĐ",
    1509: "©®",
    1593: "GOQØ",
    1706: "Mm",
    1708: "¼½¾",
    1821: "%æ",
    1933: "Wœ",
    2048: "—…™‰ŒÆ",
    2079: "@",
}
_WIDTH = {character: advance for advance, characters in _ADVANCES.items() for character in characters}

#: What else there is (emoji, ideographs, symbols) is about an em wide; too wide is the safe side.
_DEFAULT = _UNITS_PER_EM


def title_width(text: str) -> int:
    """The width of ``text`` in pixels, in Arial at 20 px, rounded as a browser rounds an element's width."""
    units = sum(_WIDTH.get(character, _DEFAULT) for character in _drawn(text))
    return round(units * _FONT_SIZE / _UNITS_PER_EM)


def _drawn(text: str) -> Iterator[str]:
    """The characters that take room: composed where the table knows them, else their base letter."""
    for character in unicodedata.normalize("NFC", text):
        if character in _WIDTH:
            yield character
            continue
        if unicodedata.combining(character) or unicodedata.category(character) in {"Cf", "Cc"}:
            continue
        yield unicodedata.normalize("NFD", character)[0]
