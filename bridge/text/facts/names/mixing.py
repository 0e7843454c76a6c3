"""Names put together from two names: the first name of one person, the surname of another."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from bridge.text.bilingual.lexicon import french_keys, keys, synonym_keys
from bridge.text.facts.names.forms import groups, places
from bridge.text.facts.names.index import Index
from bridge.text.facts.names.ordinary import french
from bridge.text.facts.names.reading import TITLES, Name, adjoins
from bridge.text.facts.names.words import NameWord

#: Longest name looked for, in words.
_LONGEST = 9
#: More words of one run of capitals are not looked at.
_MOST = 60
_PARTICLES = frozenset(("de", "du", "des", "d", "van", "von", "bin", "al"))


def mixed(
    found: Sequence[NameWord], source: Index, wrong: frozenset[int]
) -> Iterator[tuple[tuple[NameWord, ...], str]]:
    """Runs of capitalised words that stand in the source, but never together, each with the source's names for them.

    ``wrong``: positions of words that are reported already. Two names may stand side by side where each ends, and
    begins, in the source too ("à Lyon Paul Durand").
    """
    told: set[NameWord] = set()
    for span, beside in misjoined(found, source):
        if not any(found[at] in span for at in wrong):
            told.update(span)
            yield span, beside
    for run in _runs(found, source, wrong):
        if told.intersection(run):
            continue
        pieces = _pieces(run, source)
        for first, second in pairwise(pieces):
            if not _may_meet(first, second, source):
                yield (*first, *second), _beside(first, second, source)


def misjoined(found: Sequence[NameWord], source: Index) -> Iterator[tuple[tuple[NameWord, ...], str]]:
    """A first word that the source never has alone, with another word behind it than any that follows it there.

    A translation of the word that follows it, or a word of the same name, is no other word.
    """
    for at, word in enumerate(found[:-1]):
        if word.plain not in source.proper or word.plain in source.ends or word.plain not in source.begins:
            continue
        if french(word.text) or word.text.casefold() in TITLES or word.shouted:
            continue
        span = _joined(found, at)
        if len(span) > 2 and _is_behind_its_place(span, source):
            continue
        if len(span) > 1 and not _belongs(word, span, source):
            yield span, _beside((word,), (word,), source)


def _joined(found: Sequence[NameWord], at: int) -> tuple[NameWord, ...]:
    """The word, and the next with a capital straight behind it or behind a particle."""
    end = at + 1
    while end < min(at + 3, len(found)) and found[end].text in _PARTICLES and adjoins(found[end], found[end - 1]):
        end += 1
    if end >= len(found) or not found[end].capital or not adjoins(found[end], found[end - 1]):
        return ()
    if len(found[end].text) < 2 or found[end].shouted or "-" in found[end].gap or not found[end].gap.strip("."):
        return ()
    return tuple(found[at : end + 1])


def _is_behind_its_place(span: Sequence[NameWord], source: Index) -> bool:
    """ "l’Open Corvin d’Anvers" for the "Corvin Open in Antwerp": the last word is a place of the source by itself."""
    if span[1].text not in ("de", "du", "des", "d"):
        return False
    last = span[-1].plain
    forms = groups().get((last,), frozenset()) | {(last,)}
    return any(source.knows(form) for form in forms) and (
        (last,) in places() or any(name.plains == (last,) for name in source.names)
    )


def _belongs(word: NameWord, span: Sequence[NameWord], source: Index) -> bool:
    last = span[-1]
    if source.has(" ".join(item.plain for item in span)):
        return True
    own = french_keys(last.text) if source.language == "en" else synonym_keys(last.text)
    for name in source.names:
        if word.plain not in name.plains:
            continue
        behind = name.words[name.plains.index(word.plain) + 1 :]
        if any(last.plain == other.plain or own & keys(other.text, source.language) for other in behind):
            return True
        if source.language == "en" and last.plain in name.plains:
            return True
    return False


def _runs(found: Sequence[NameWord], source: Index, wrong: frozenset[int]) -> Iterator[tuple[NameWord, ...]]:
    run: list[NameWord] = []
    for at, word in enumerate(found):
        fits = word.capital and at not in wrong and word.plain in source.proper and not word.elided
        fits = fits and word.text.casefold() not in TITLES
        if run and fits and len(run) < _MOST and adjoins(word, found[at - 1]) and found[at - 1] is run[-1]:
            run.append(word)
            continue
        if len(run) > 1:
            yield tuple(run)
        run = [word] if fits else []
    if len(run) > 1:
        yield tuple(run)


def _pieces(run: tuple[NameWord, ...], source: Index) -> list[tuple[NameWord, ...]]:
    """The run cut into the longest pieces that stand in the source in a row."""
    pieces, at = [], 0
    while at < len(run):
        end = min(len(run), at + _LONGEST)
        while end > at + 1 and not source.has(" ".join(word.plain for word in run[at:end])):
            end -= 1
        pieces.append(run[at:end])
        at = end
    return pieces


def _may_meet(first: Sequence[NameWord], second: Sequence[NameWord], source: Index) -> bool:
    plains = tuple(word.plain for word in (*first, *second))
    if any(_part_of(plains, name, ordered=source.language != "en") for name in source.names):
        return True
    if _heads_one_ends_other(first[-1].plain, second[0].plain, source):
        return False
    return first[-1].plain in source.ends and second[0].plain in source.begins


def _part_of(plains: tuple[str, ...], name: Name, *, ordered: bool) -> bool:
    """Whether the words are some of one name's, in order where that tells."""
    if not ordered:
        return set(plains) <= set(name.plains)
    rest = iter(name.plains)
    return all(plain in rest for plain in plains)


def _heads_one_ends_other(first: str, second: str, source: Index) -> bool:
    """A first name and a surname, each with another partner."""
    heads = any(len(name.plains) > 1 and name.plains[0] == first for name in source.names)
    ends = any(len(name.plains) > 1 and name.plains[-1] == second for name in source.names)
    return heads and ends


def _beside(first: Sequence[NameWord], second: Sequence[NameWord], source: Index) -> str:
    wanted = (first[-1].plain, second[0].plain)
    longest = [
        max((name for name in source.names if plain in name.plains), key=lambda name: len(name.plains), default=None)
        for plain in wanted
    ]
    return " ; ".join(dict.fromkeys(name.text for name in longest if name))
