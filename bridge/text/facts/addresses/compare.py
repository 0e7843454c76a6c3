"""Whether the addresses of an article are those of its source: all parts of one address, not each from anywhere."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from rapidfuzz import fuzz

from bridge.text.facts.addresses.reading import MANY, Address, addresses, boxes, codes, postcodes, squeezed, streets
from bridge.text.facts.names.forms import groups
from bridge.text.facts.names.words import plain

#: A number belongs to a street that stands so many words away at most ("au 12 de la longue rue du Four").
_NEAR = 8
#: Streets that are so much alike are one with a slip of the pen.
_ALIKE = 70
_TOKEN = re.compile(r"[^\W_]+")


@dataclass(frozen=True, kw_only=True, slots=True)
class Wrong:
    """An address of the article that its source has otherwise, ``text`` at ``start``; ``beside``: the source's."""

    text: str
    start: int
    beside: str = ""


def wrong(article: str, source: str) -> Iterator[Wrong]:
    """The addresses of a French text that are not those of a source, French or English; each place once."""
    told: list[tuple[int, int]] = []
    for found in (
        *_numbered(article, source),
        *_coded(article, source),
        *_boxed(article, source),
        *_named(article, source),
    ):
        if not any(start <= found.start < end for start, end in told):
            told.append((found.start, found.start + len(found.text)))
            yield found


def _numbered(article: str, source: str) -> Iterator[Wrong]:
    """Number and street, with post code and town where they are told."""
    theirs = addresses(source)[:MANY]
    for mine in addresses(article)[:MANY]:
        same = [other for other in theirs if _same_street(mine, other)]
        numbers = frozenset(number for other in same for number in other.numbers)
        if not same and _stands(mine, source):
            continue
        fitting = [other for other in same if mine.numbers & other.numbers]
        if not mine.numbers <= numbers or not any(_agree(mine, other, source) for other in fitting):
            yield Wrong(text=mine.text, start=mine.start, beside=_beside(mine, fitting or same or theirs))


def _same_street(one: Address, other: Address) -> bool:
    return set(one.street) == set(other.street) or (
        min(len(one.street), len(other.street)) > 0
        and (set(one.street) <= set(other.street) or set(other.street) <= set(one.street))
    )


def _agree(mine: Address, other: Address, source: str) -> bool:
    """Whether post code and town are the other's; one that it does not tell must stand in the source together."""
    if mine.code and (mine.code != other.code if other.code else not _coupled(mine, source)):
        return False
    return not (mine.town and other.town) or _same_town(mine.town, other.town)


def _same_town(one: Sequence[str], other: Sequence[str]) -> bool:
    shown, alike = tuple(one), groups().get(tuple(one), frozenset())
    return bool(set(shown) & set(other)) or tuple(other) in alike or any(set(form) <= set(other) for form in alike)


def _coupled(mine: Address, source: str) -> bool:
    """Whether the source has the post code, with the same town where it stands before one."""
    pairs = [other for other in codes(source) if other.code == mine.code]
    if pairs:
        return not mine.town or any(_same_town(mine.town, other.town) for other in pairs)
    return mine.code in _squeezed(source)


def _stands(mine: Address, source: str) -> bool:
    """Whether the source tells the number beside the street in words that make no address of themselves."""
    found = _source_words(source)
    street = mine.street
    number = min(mine.numbers) if mine.numbers else ""
    for at, word in enumerate(found):
        if word == street[-1] or word == street[0]:
            near = found[max(0, at - _NEAR) : at + _NEAR]
            joined = {first + second for first, second in pairwise(near)}
            if set(street) <= set(near) and (number in near or number in joined):
                return True
    return False


@lru_cache(maxsize=16)
def _source_words(source: str) -> tuple[str, ...]:
    return tuple(plain(token) for token in _TOKEN.findall(source[:200_000]))


@lru_cache(maxsize=16)
def _squeezed(source: str) -> str:
    return squeezed(source)


def _beside(mine: Address, theirs: Sequence[Address]) -> str:
    """The source's address that is most like: the evidence."""
    best = max(theirs, key=lambda other: _likeness(mine, other), default=None)
    return best.text if best and _likeness(mine, best) > 0 else ""


def _likeness(one: Address, other: Address) -> float:
    shared = bool(one.numbers & other.numbers) + (bool(one.code) and one.code == other.code)
    town = bool(one.town and other.town) and _same_town(one.town, other.town)
    alike = fuzz.ratio(" ".join(one.street), " ".join(other.street))
    return shared + town + (2 * alike / 100 if alike >= _ALIKE else 0)


def _coded(article: str, source: str) -> Iterator[Wrong]:
    """A post code with another town than in the source, a town with another code; a British code that it lacks."""
    theirs = codes(source)
    for mine in codes(article):
        same_code = [other for other in theirs if other.code == mine.code]
        same_town = [other for other in theirs if _same_town(mine.town, other.town)]
        if not any(other in same_code for other in same_town) and (same_code or same_town):
            yield Wrong(text=mine.text, start=mine.start, beside=(same_code or same_town)[0].text)
    for mine in postcodes(article):
        if mine.code not in _squeezed(source):
            other = max(postcodes(source), key=lambda item: fuzz.ratio(item.code, mine.code), default=None)
            if other:
                yield Wrong(text=mine.text, start=mine.start, beside=other.text)


def _boxed(article: str, source: str) -> Iterator[Wrong]:
    theirs = [other for other, _ in boxes(source)]
    for mine, sure in boxes(article):
        if not any(mine.numbers <= other.numbers for other in theirs) and (theirs or sure):
            yield Wrong(text=mine.text, start=mine.start, beside=theirs[0].text if theirs else "")


def _named(article: str, source: str) -> Iterator[Wrong]:
    """A street whose name the source does not have, where it has another one of its own kind: French to French."""
    theirs = streets(source)
    if not theirs:
        return
    found = _source_words(source)
    for mine in streets(article):
        if any(_same_street(mine, other) for other in theirs) or _in_a_row(mine.street, found):
            continue
        kind = _kind(mine)
        of_kind = [other for other in theirs if _kind(other) == kind]
        if not of_kind:
            continue
        best = max(of_kind, key=lambda other: fuzz.ratio(" ".join(mine.street), " ".join(other.street)))
        yield Wrong(text=mine.text, start=mine.start, beside=best.text)


def _kind(street: Address) -> str:
    return street.text.split()[0].casefold()


def _in_a_row(street: Sequence[str], found: Sequence[str]) -> bool:
    """Whether the words of a street stand close together in the source, whatever it calls them."""
    return any(
        set(street) <= set(found[max(0, at - _NEAR) : at + _NEAR]) for at, word in enumerate(found) if word == street[0]
    )
