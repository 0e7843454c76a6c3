"""What a translated quotation adds to its original."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from bridge.text.facts.quotations import polarity
from bridge.text.facts.quotations.framing import framing_words
from bridge.text.facts.quotations.prepared import Text, Word, prepared

#: Two sentences: they may change places.
_PARTED = re.compile(r"[.!?…]\s+\S")
_SENTENCES = re.compile(r"(?<=[.!?…])\s+(?=\S)")
#: So many words more than the original has left in their place are no free rendering of it.
_SURPLUS = 3
#: Words before and behind that may be rendered by a clause in another place.
_NEAR = 4


def is_merged(french: Text, original: Text, others: Sequence[Text]) -> bool:
    """Whether a clause that the original has no word for renders what somebody else is quoted with."""
    for words in _foreign_clauses(french, original):
        share = sum(word.weight for word in words)
        for other in others:
            if sum(word.weight for word in words if word.keys & other.keys) >= 0.7 * share:
                return True
    return False


def is_added(french: Text, original: Text) -> bool:
    """Whether a clause has no word of the original's, and the original has none left that it could render.

    None left in all, or none in its place: between the words that are rendered on either side of it.
    """
    left = [word for word in original.words if not word.keys & french.keys]
    for words in _foreign_clauses(french, original):
        share = sum(word.weight for word in words)
        if len(words) - len(left) >= 2 and sum(word.weight for word in left) < 0.5 * share:
            return True
        between, around = _left_between(words, french, original)
        last = words[0].clause == len(french.clauses) - 1 and not _PARTED.search(french.text)
        if last and between == 0 and len(words) > around == len(left):
            return True
        if len(words) - between >= _SURPLUS and len(words) - around >= _SURPLUS - 1:
            return True
    if _is_denied_besides(french, original) or _is_denial_of_its_own(french, original):
        return True
    french_words = _telling(french)
    surplus = len(french_words) - len(original.words)
    # Figures are the business of numbers.
    unexplained = sum(1 for word in french_words if not word.keys & original.keys and not word.plain.isdigit())
    return surplus >= 4 and len(french_words) > 1.6 * len(original.words) and unexplained - len(left) >= 4


def _is_denied_besides(french: Text, original: Text) -> bool:
    """Whether a quotation goes on to deny something that its original, of which nothing is left, has no word for."""
    if original.language != "en" or polarity.strong(french.text, "fr") <= polarity.strong(original.text, "en"):
        return False
    last = [word for word in _telling(french) if word.clause == len(french.clauses) - 1]
    if len(french.clauses) < 2 or not last or any(word.keys & original.keys for word in last):
        return False
    left = [word for word in original.words if not word.keys & french.keys]
    return not left and bool(polarity.strong(french.clauses[-1], "fr"))


def _is_denial_of_its_own(french: Text, original: Text) -> bool:
    """Whether a sentence denies something, has no word of its original's, and no sentence is left there that denies."""
    if original.language != "en" or polarity.strong(french.text, "fr") <= polarity.strong(original.text, "en"):
        return False
    ours = [prepared(sentence, "fr") for sentence in _SENTENCES.split(french.text)]
    theirs = [prepared(sentence, "en") for sentence in _SENTENCES.split(original.text)]
    if len(ours) < 2:
        return False
    free = [one for one in theirs if not any(_shares(other, one) for other in ours)]
    if any(polarity.strong(one.text, "en") or polarity.hinted(one.text, "en") for one in free):
        return False
    return any(
        polarity.strong(one.text, "fr") and one.words and not any(word.keys & original.keys for word in one.words)
        for one in ours
    )


def _shares(french: Text, original: Text) -> bool:
    return any(word.keys & original.keys for word in french.words)


def _telling(french: Text) -> list[Word]:
    framing = framing_words(french.text)
    return [word for word in french.words if word.text not in framing]


def _foreign_clauses(french: Text, original: Text) -> Iterator[list[Word]]:
    """The words of each clause that has two or more, and none that the original has."""
    telling = _telling(french)
    for number in range(len(french.clauses)):
        words = [word for word in telling if word.clause == number]
        if len(words) >= 2 and not any(word.keys & original.keys for word in words):
            yield words


def _left_between(clause: Sequence[Word], french: Text, original: Text) -> tuple[int, int]:
    """How many words of the original are not rendered between what stands before and behind a clause; and around it.

    A word that the original has several times leaves the widest stretch. Around is within a few words: clauses change
    places in a sentence.
    """
    number = clause[0].clause
    before = next((w for w in reversed(french.words) if w.clause < number and w.keys & original.keys), None)
    behind = next((w for w in french.words if w.clause > number and w.keys & original.keys), None)
    first = min(_places(before, original), default=-1) if before else -1
    last = max(_places(behind, original), default=len(original.words)) if behind else len(original.words)
    start, end = min(first, last), max(first, last)
    left = [at for at, word in enumerate(original.words) if not word.keys & french.keys]
    return (
        sum(1 for at in left if start < at < end),
        sum(1 for at in left if start - _NEAR < at < end + _NEAR),
    )


def _places(word: Word, original: Text) -> list[int]:
    return [at for at, other in enumerate(original.words) if word.keys & other.keys]
