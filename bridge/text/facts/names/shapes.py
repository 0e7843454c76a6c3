"""What the shape of a word or a text tells: codes, acronyms of words, texts in capitals."""

from __future__ import annotations

from collections.abc import Sequence

from bridge.text.facts.names.words import NameWord

#: A title in title case has this share of its longer words in capitals.
_TITLE_CASE = 0.7


def endings_of_people(word: NameWord) -> bool:
    """Peoples and languages have small letters as adjectives: "parisien"."""
    return word.plain.removesuffix("s").endswith(("ien", "ienne", "ais", "aise", "ois", "oise", "ain", "aine", "ie"))


def spells(acronym: str, around: Sequence[NameWord], *, last: bool) -> bool:
    """Whether the initials of some of the words, in order, are the acronym's, from the last (or first) on."""
    letters = list(acronym)
    for word in reversed(around) if last else around:
        if letters and word.plain[0] == letters[-1 if last else 0]:
            letters.pop(-1 if last else 0)
    return not letters


def is_code(found: Sequence[NameWord], at: int) -> bool:
    """Whether a word with a capital has digits, or is tied to some: "A380", "GPT-4"."""
    word = found[at]
    if any(char.isdigit() for char in word.text):
        return not word.text[0].isdigit() or sum(char.isupper() for char in word.text) > 1
    if at + 1 >= len(found):
        return False
    after = found[at + 1]
    return after.text[0].isdigit() and after.gap in ("-", "‑") and len(after.text) <= 4


def loud(found: Sequence[NameWord]) -> bool:
    """Whether a text is in capitals or in title case, so that a capital tells nothing."""
    longer = [word for word in found if len(word.text) > 3]
    return len(longer) >= 3 and sum(word.capital for word in longer) >= _TITLE_CASE * len(longer)
