"""Drafts as many as one likes, each with the good completion that a model would give for it.

They are varied copies of the corpus drafts that have a recorded completion: invented names and some figures differ from
copy to copy, in draft and completion alike, so that nothing that remembers texts makes the bridge look faster.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from random import Random

from bridge.text.wordlists import zipf_frequency
from tests.support.completions import COMPLETIONS
from tests.support.corpus import CorpusDraft, drafts

#: Those whose recorded completion is proposed at the first call.
BASES = ("fr-01-bus-express", "fr-02-veltrane-resultats", "fr-04-fossile-requin", "fr-10-canal-meyrannes",
         "en-01-shipping-rules", "en-02-tidal-array", "en-10-four-day-school")  # fmt: skip
_VOWELS, _CONSONANTS = "aeiou", "bdglmnprtv"
#: Of a word in a million million: no dictionary has it. Zipf's scale, see wordfreq.
_UNHEARD_OF = 1.5


@dataclass(frozen=True, kw_only=True, slots=True)
class Base:
    """A draft of the corpus, its completion, a reviewed article made without the bridge, and what may differ.

    ``names`` are single words, ``figures`` numbers of three digits; both stand in the draft and the completion.
    """

    title: str
    content: str
    completion: str
    article: str
    article_title: str
    names: tuple[str, ...]
    figures: tuple[str, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Copy:
    """One draft for WordPress. ``completion``: what the bridge's model answers; ``article``: HTML, a plain prompt's.

    ``slip`` is ``(right, wrong)``: a figure of this copy, and another of as many digits that it does not hold; None
    where it has no figure that can be told from others.
    """

    number: int
    title: str
    content: str
    completion: str
    article: str
    article_title: str
    slip: tuple[str, str] | None


class Copies:
    """The first ``count`` of all copies; the same count, the same texts."""

    def __init__(self, count: int) -> None:
        self.count = count
        self._marks: dict[str, int] = {}
        self._salts = [self._mark(number) for number in range(count)]

    def __len__(self) -> int:
        return self.count

    def _mark(self, number: int) -> int:
        """Makes the copy's first name its own, by which a prompt is recognised; what that took."""
        name, salt = _base(number).names[0], 0
        while (mark := _name(name, number, salt)) in self._marks:
            salt += 1
        self._marks[mark] = number
        return salt

    def find(self, text: str) -> int | None:
        """Which copy a text is of, or has in it."""
        for word in re.findall(r"[^\W\d_]+", text):
            if word in self._marks:
                return self._marks[word]
        return None

    def draft(self, number: int) -> tuple[str, str]:
        """Title and content alone, where thousands are wanted."""
        base = _base(number)
        told = self._told(number)
        return _swapped(base.title, told), _swapped(base.content, told)

    def _told(self, number: int) -> dict[str, str]:
        base = _base(number)
        told = {name: _name(name, number, self._salts[number]) for name in base.names}
        return {**told, **_figures(base, number)}

    def __getitem__(self, number: int) -> Copy:
        base = _base(number)
        told = self._told(number)
        right = told[base.figures[0]] if base.figures else ""
        return Copy(
            number=number,
            title=_swapped(base.title, told),
            content=_swapped(base.content, told),
            completion=_swapped(base.completion, told),
            article=_swapped(base.article, told),
            article_title=_swapped(base.article_title, told),
            slip=(right, _other(base, right, told)) if right else None,
        )


def slipped(text: str, slip: tuple[str, str]) -> str:
    """The text with one figure wrong, as a model gets one wrong now and then."""
    return _swapped(text, dict([slip]))


def holds(text: str, figure: str) -> bool:
    """Whether that very number stands in the text."""
    return bool(_word(figure).search(text))


def _base(number: int) -> Base:
    return _bases()[number % len(BASES)]


@cache
def _bases() -> tuple[Base, ...]:
    known = {draft.id: draft for draft in drafts()}
    return tuple(_made(known[name]) for name in BASES)


def _made(draft: CorpusDraft) -> Base:
    assert draft.reference, draft.id
    completion = json.loads((COMPLETIONS / f"{draft.id}.json").read_text(encoding="utf-8"))["answers"][0]
    both = (draft.content, completion)
    words = dict.fromkeys(word for name in draft.facts.names for word in re.findall(r"[^\W\d_]+", name))
    figures = dict.fromkeys(figure for number in draft.facts.numbers for figure in re.findall(r"\d{3}", number))
    names = [word for word in words if _invented(word) and all(_word(word).search(text) for text in both)]
    assert names, f"{draft.id} has no name that could differ"
    return Base(
        title=draft.title,
        content=draft.content,
        completion=completion,
        article=draft.reference.html,
        article_title=draft.reference.title,
        # the first is each copy's mark: a long one, of which there are tens of thousands
        names=tuple(sorted(names, key=len, reverse=True)),
        figures=tuple(
            figure
            for figure in figures
            if all(len(_word(figure).findall(text)) == 1 for text in (*both, draft.reference.html))
        ),
    )


def _invented(word: str) -> bool:
    known = max(zipf_frequency(word.lower(), language) for language in ("fr", "en"))
    return len(word) >= 6 and word[0].isupper() and word[1:].islower() and known < _UNHEARD_OF


def _name(word: str, number: int, salt: int) -> str:
    """Another name of the same length, begin and end, so that elisions, widths and lengths stay right."""
    rng = Random(f"{word} {number} {salt}")
    middle = (rng.choice(_VOWELS if letter in _VOWELS else _CONSONANTS) for letter in word[1:-2])
    return word[0] + "".join(middle) + word[-2:]


def _figures(base: Base, number: int) -> Mapping[str, str]:
    rng = Random(f"figures {number}")
    taken = set(_numbers(base))
    told = {}
    for figure in base.figures:
        told[figure] = rng.choice([other for other in _alike(figure) if other not in taken])
        taken.add(told[figure])
    return told


def _other(base: Base, right: str, told: Mapping[str, str]) -> str:
    taken = {*_numbers(base), *told.values()}
    return next(other for other in _alike(right) if other not in taken)


@cache
def _numbers(base: Base) -> frozenset[str]:
    return frozenset(re.findall(r"\d+", base.content + base.completion + base.article))


def _alike(figure: str) -> list[str]:
    """Numbers of the same hundred."""
    return [f"{figure[0]}{rest:02}" for rest in range(11, 100) if f"{rest:02}" != figure[1:]]


def _word(word: str) -> re.Pattern[str]:
    """The word alone: a number not as a part of a longer one, whatever the language writes between its digits."""
    return re.compile(rf"(?<![\w])(?<!\d[.,\s\u00a0\u202f]){re.escape(word)}(?![\w]|[.,\s\u00a0\u202f]\d)")


def _swapped(text: str, told: Mapping[str, str]) -> str:
    if not told:
        return text
    either = "|".join(_word(word).pattern for word in told)
    return re.sub(either, lambda match: told[match[0]], text)
