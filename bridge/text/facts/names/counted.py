"""How many are said to be at, in or of each name: "trois à Lormes, la dernière à Vézac"."""

from __future__ import annotations

from collections.abc import Sequence

from bridge.text.facts.names.entities import Mention, Sentence

_TYING = frozenset(["a", "au", "aux", "en", "de", "du", "des", "d", "dans", "in", "at", "of", "from"])
#: Words between a number and its name at most.
_REACH = 7
_WORDS = (
    "deux two|trois three|quatre four|cinq five|six|sept seven|huit eight|neuf nine|dix ten|onze eleven|douze twelve|"
    "quinze fifteen|vingt twenty|trente thirty|quarante forty|cinquante fifty|soixante sixty|cent hundred"
)
_NUMBERS = {word: row.split()[0] for row in _WORDS.split("|") for word in row.split()}


def recounted(sentence: Sentence, first: Mention, second: Mention, theirs: Sequence[Sentence]) -> int | None:
    """The index of the sentence of the source that gives to one of two names the number given here to the other.

    Only names that a small word ties to what stands before them are read so: "Lormes trois, Vézac deux" is said in as
    many orders as there are writers.
    """
    ours = {mention.entity: _number(sentence, mention) for mention in (first, second)}
    if not any(ours.values()) or len(set(ours.values())) < len(ours):
        return None
    for at, other in enumerate(theirs):
        told = {one: [_number(other, item) for item in other.mentions if item.entity == one] for one in ours}
        if any(len(found) != 1 for found in told.values()):
            continue
        crossed = (
            number and told[other_name][0] == number and told[name][0] != number
            for name, other_name in ((first.entity, second.entity), (second.entity, first.entity))
            for number in [ours[name]]
        )
        if any(crossed):
            return at
    return None


def _number(sentence: Sentence, mention: Mention) -> str:
    """The number before a name, in its clause and with no other name between; "" where there is none."""
    if not mention.start or sentence.words[mention.start - 1].plain not in _TYING:
        return ""
    held = {at for other in sentence.mentions for at in range(other.start, other.end)}
    for at in range(mention.start - 1, max(-1, mention.start - 1 - _REACH), -1):
        word = sentence.words[at]
        if at in held or any(mark in sentence.words[at + 1].gap for mark in ",;:.()–—"):
            return ""
        if word.plain.isdigit() or word.plain in _NUMBERS:
            return _NUMBERS.get(word.plain, word.plain)
    return ""
