"""Slugs, as WordPress makes them for a French site."""

from __future__ import annotations

import re
import unicodedata

#: Letters that decomposition leaves whole; WordPress's remove_accents() has the same replacements.
_LETTERS = str.maketrans({
    "œ": "oe", "Œ": "OE", "æ": "ae", "Æ": "AE", "ß": "ss", "ẞ": "SS", "ø": "o", "Ø": "O", "đ": "d", "Đ": "D",
    "ð": "d", "Ð": "D", "ł": "l", "Ł": "L", "þ": "th", "Þ": "TH", "ı": "i", "€": " euros ", "£": " livres ",
})  # fmt: skip
_OTHER = re.compile(r"[^a-z0-9]+")


def slugify(text: str, max_length: int = 60) -> str:
    """``text`` as a slug of ASCII letters, digits and hyphens, cut after a whole word where it exceeds ``max_length``.

    An elision becomes a word of its own ("l'eau" → ``l-eau``), so that Yoast finds the keyphrase's word in the slug;
    WordPress itself would glue it ("leau").
    """
    decomposed = unicodedata.normalize("NFKD", text.translate(_LETTERS))
    ascii_text = "".join(char for char in decomposed if not unicodedata.combining(char)).lower()
    slug = _OTHER.sub("-", ascii_text).strip("-")
    if len(slug) <= max_length:
        return slug
    head = slug[: max_length + 1]
    return (head.rpartition("-")[0] or slug[:max_length]).strip("-")
