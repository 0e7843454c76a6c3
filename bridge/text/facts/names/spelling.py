"""Whether a name is spelled as its source spells it, and which name of the source a misspelled one stands for."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Iterable

from rapidfuzz import process
from rapidfuzz.distance import DamerauLevenshtein

from bridge.text.facts.names.ordinary import french, usual
from bridge.text.facts.names.words import plain

#: Letters of other scripts that look like Latin ones (from Unicode's confusables, what keyboards offer).
_LOOKALIKES = str.maketrans(
    "АВЕЅІЈКМНОРСТУХаеѕіјорсухһӏԁԛԝɡαοενικρτυωΑΒΕΖΗΙΚΜΝΟΡΤΥΧı",
    "ABESIJKMHOPCTYXaesijopcyxhldqwgaoevikptuwABEZHIKMNOPTYXi",
)
#: How French writes the endings of names that Latin gave to English: Tasmania → Tasmanie, Zealand → Zélande.
_ADAPTED = (("ia", "ie"), ("land", "lande"), ("burg", "bourg"), ("y", "ie"), ("a", "e"), ("us", "e"), ("an", "anne"),
            ("ica", "ique"), ("ine", "ine"), ("is", "e"))  # fmt: skip


def latin(word: str) -> str:
    """``word`` with look-alike letters of other scripts made Latin."""
    return word.translate(_LOOKALIKES)


def foreign(word: str) -> bool:
    """Whether a word has letters that are not Latin."""
    return not word.isascii() and any(
        char.isalpha() and not unicodedata.name(char, "").startswith("LATIN") for char in word
    )


def mixed_scripts(word: str) -> bool:
    """Whether a word has Latin letters and others."""
    return foreign(word) and any(unicodedata.name(char, "").startswith("LATIN") for char in word)


def right(written: str, spellings: Collection[str]) -> bool:
    """Whether ``written`` is one of ``spellings`` of the same folded word, or may stand for one.

    Capitals throughout, on either side, tell neither case nor accents; a capital may lack its accent; an accent that
    French usage has and the source lacks is right (Quebec → Québec).
    """
    if written in spellings:
        return True
    if written.isupper() and len(written) > 1:
        return True
    return any(_may_stand(written, spelling) for spelling in spellings)


def _may_stand(written: str, spelling: str) -> bool:
    if spelling.isupper() and len(spelling) > 1 and plain(spelling) == spelling.lower():
        return written[1:].islower() or not written[1:]
    if not _same_case(written, spelling):
        return False
    small, other = written.casefold(), spelling.casefold()
    if small[1:] == other[1:] and plain(small[0]) == plain(other[0]):
        return True
    return small != plain(small) and other == plain(other) and usual(small) >= 2 and usual(small) > usual(other)


def _same_case(written: str, spelling: str) -> bool:
    """Case agrees after the first letter; a capital that opens may be new or gone, unless the case within tells."""
    return [char.isupper() for char in written[1:]] == [char.isupper() for char in spelling[1:]] and not (
        spelling[0].islower() and spelling[1:] != spelling[1:].lower() and written[0].isupper()
    )


def nearest(word: str, names: Iterable[str]) -> str | None:
    """The one of ``names`` (folded) that ``word`` (folded) is a slip away from: a letter in four, one at least."""
    size = len(word)
    if size < 3:
        return None
    candidates = [name for name in names if abs(len(name) - size) <= max(1, size // 4) and len(name) > 2]
    most = 1 if size < 7 else 2 if size < 12 else 3
    found = process.extractOne(word, candidates, scorer=DamerauLevenshtein.distance, score_cutoff=most)
    return found[0] if found else None


def adapted(word: str, original: str) -> bool:
    """Whether ``word`` (as written) is the usual French form of an English name by its ending."""
    small, other = plain(word), plain(original)
    if usual(word) < 2 or french(word):
        return False
    return any(
        other.endswith(english)
        and small.endswith(local)
        and small.removesuffix(local) == other.removesuffix(english)
        and len(small) - len(local) >= 3
        and usual(word) > usual(original)
        for english, local in _ADAPTED
    )
