"""What a source knows of names: its words, how it writes them, and which stand side by side."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from bridge.text.bilingual.lexicon import keys
from bridge.text.facts.names import exonyms_states
from bridge.text.facts.names.forms import INHABITANTS, LONGEST, Form, first_words, groups, places, states
from bridge.text.facts.names.ordinary import english, french, usual
from bridge.text.facts.names.reading import Name, adjoins, names
from bridge.text.facts.names.words import NameWord, clean, words

#: Letters of a stem.
STEM = 3
_SMALL = frozenset({
    "de", "du", "des", "d", "of", "the", "and", "et", "la", "le", "les", "l", "a", "à", "au", "aux", "en", "for",
    "pour", "on", "sur", "in",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Index:
    """A source's names, ready to be compared with: ``text`` is the source, ``language`` its.

    ``joined``: all words, folded, between single spaces. ``surfaces``: folded word → spellings. ``proper``: folded
    words that are written with a capital and no ordinary word (or never without one); ``stems``: their first letters
    → those that begin so. ``acronyms``: capitals in a row,
    without full stops. ``squeezed``: codes in one folded word, and as written ("gpt4": "GPT-4"). ``initials``: of
    the words that are not small, capitals where the word has one. ``ordinary``: keys of its common words. ``ends`` and
    ``begins``: folded words that end or begin a name somewhere. ``peoples``: words that may be adjectives of a place
    ("lyonnais"), by their first letters.
    """

    text: str
    language: str | None
    joined: str
    surfaces: Mapping[str, frozenset[str]]
    proper: frozenset[str]
    stems: Mapping[str, tuple[str, ...]]
    acronyms: frozenset[str]
    squeezed: Mapping[str, str]
    initials: str
    ordinary: frozenset[str]
    names: tuple[Name, ...]
    begins: frozenset[str]
    ends: frozenset[str]
    peoples: Mapping[str, tuple[str, ...]]

    def has(self, phrase: str) -> bool:
        """Whether the folded words stand there in a row."""
        return f" {phrase} " in self.joined

    def knows(self, form: Form) -> bool:
        """Whether a form of ``forms.groups`` stands there."""
        if len(form) == 1 and form[0].isupper():
            return form[0] in self.acronyms
        if self.has(" ".join(form)):
            return True
        return form in states() and exonyms_states.shown(self.text, states()[form])


@lru_cache(maxsize=8)
def index(text: str, language: str | None) -> Index:
    """The index of a source text in ``language`` ("en", else read as French)."""
    found = words(clean(text))
    surfaces: defaultdict[str, set[str]] = defaultdict(set)
    for word in found:
        surfaces[word.plain].add(word.text)
    listed = names(text, language)
    proper = _proper(found, surfaces)
    stems: defaultdict[str, list[str]] = defaultdict(list)
    for one in sorted(proper):
        stems[one[:STEM]].append(one)
    return Index(
        text=text,
        language=language,
        joined=f" {' '.join(word.plain for word in found)} ",
        surfaces={plain: frozenset(spelled) for plain, spelled in surfaces.items()},
        proper=proper,
        stems={stem: tuple(some) for stem, some in stems.items()},
        acronyms=_acronyms(found),
        squeezed=_squeezed(found),
        initials=_initials(found),
        ordinary=_ordinary(surfaces, language),
        names=listed,
        begins=frozenset(name.plains[0] for name in listed),
        ends=frozenset(name.plains[-1] for name in listed),
        peoples=_peoples(surfaces),
    )


def _proper(found: tuple[NameWord, ...], surfaces: Mapping[str, set[str]]) -> frozenset[str]:
    """Words that are always written with a capital and, where a sentence opens, are no ordinary word."""
    proper = set()
    for word in found:
        if not word.capital or len(word.plain) < 2 or any(text == text.lower() for text in surfaces[word.plain]):
            continue
        if not word.opens or not (french(word.text) or english(word.text)):
            proper.add(word.plain)
    return frozenset(proper)


def _acronyms(found: tuple[NameWord, ...]) -> frozenset[str]:
    acronyms = {word.text for word in found if word.shouted}
    run = ""
    for word in found:
        single = len(word.text) == 1 and word.text.isupper()
        run = (run if run and word.gap == "." else "") + word.text if single else ""
        if len(run) > 1:
            acronyms.add(run)
    return frozenset(acronyms)


def _initials(found: tuple[NameWord, ...]) -> str:
    """Of all words; then, behind a space, once more with the whole of short acronyms: "AS Bréval" gives "ASB"."""
    told = [word for word in found if word.text.casefold() not in _SMALL]
    short = (word.text if word.shouted and len(word.text) < 4 else word.text[0] for word in told)
    return f"{''.join(word.text[0] for word in told)} {''.join(short)}"


def _squeezed(found: tuple[NameWord, ...]) -> Mapping[str, str]:
    squeezed = {word.plain: word.text for word in found if any(char.isdigit() for char in word.text)}
    for first, second in pairwise(found):
        if adjoins(second, first) and (second.text[0].isdigit() or first.text[-1].isdigit()):
            squeezed[first.plain + second.plain] = first.text + second.gap + second.text
    return squeezed


def _peoples(surfaces: Mapping[str, set[str]]) -> Mapping[str, tuple[str, ...]]:
    """Words that French does not know otherwise, in small letters, with the ending of an inhabitant's name."""
    stems: defaultdict[str, list[str]] = defaultdict(list)
    for one, spelled in sorted(surfaces.items()):
        ends = len(one) > 5 and one.removesuffix("s").removesuffix("e").endswith(INHABITANTS)
        if ends and any(text == text.lower() and usual(text) < 5 for text in spelled):
            stems[one[:STEM]].append(one)
    return {stem: tuple(some) for stem, some in stems.items()}


def _ordinary(surfaces: Mapping[str, set[str]], language: str | None) -> frozenset[str]:
    is_ordinary = english if language == "en" else french
    kept: set[str] = set()
    for plain, spelled in surfaces.items():
        if len(plain) > 2 and (any(text == text.lower() for text in spelled) or any(map(is_ordinary, spelled))):
            for text in spelled:
                kept |= keys(text, language)
    return frozenset(kept)


def explained_forms(found: tuple[NameWord, ...], source: Index) -> frozenset[int]:
    """The positions of the words of an article that make up a form of which the source has another."""
    table = groups()
    covered: set[int] = set()
    at = 0
    while at < len(found):
        length = _longest_form(found, at, source, table)
        covered.update(range(at, at + length))
        at += max(1, length)
    return frozenset(covered)


def _longest_form(found: tuple[NameWord, ...], at: int, source: Index, table: Mapping[Form, frozenset[Form]]) -> int:
    word = found[at]
    if word.plain not in first_words():
        return int(word.shouted and _known((word.text,), source, table))
    for length in range(min(LONGEST, len(found) - at), 0, -1):
        span = found[at : at + length]
        form = tuple(item.plain for item in span)
        if form in table and any(item.capital for item in span) and _known(form, source, table):
            return length
    return int(word.shouted and _known((word.text,), source, table))


def _known(form: Form, source: Index, table: Mapping[Form, frozenset[Form]]) -> bool:
    return any(source.knows(other) for other in table.get(form, ()))


def _is_place(word: NameWord) -> bool:
    """Whether a word names a place by itself; one that opens a sentence, and is an ordinary word, says nothing."""
    return (word.plain,) in places() and not word.shouted and not (word.opens and french(word.text))


def absent_forms(found: tuple[NameWord, ...], source: Index) -> Mapping[int, int]:
    """Where a form of several words, or of a place, begins with a capital that the source has in no way: its length."""
    table = groups()
    absent = {}
    for at, word in enumerate(found):
        if not word.capital or word.plain not in first_words():
            continue
        for length in range(min(LONGEST, len(found) - at), 0, -1):
            form = tuple(item.plain for item in found[at : at + length])
            if form in table if length > 1 else _is_place(word):
                if not _known(form, source, table):
                    absent[at] = length
                break
    return absent
