"""A plan: which paragraphs of the source make up each section. Every one stands in exactly one; code sees to that."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from bridge.domain.source import BlockKind, Source
from bridge.engines.notation import Reading
from bridge.text.sentences import split_sentences
from bridge.text.words import count_words

#: A section's size in words: below the first it is joined to a neighbour, above the last it is cut.
SMALL, ENOUGH, FULL, TOO_LONG = 60, 150, 250, 320
#: A block longer than this is taken apart at its sentences.
_LONG_BLOCK = 200


@dataclass(frozen=True, kw_only=True, slots=True)
class Unit:
    """What is not taken apart further: a block of the source, or some sentences of a long one, in the notation.

    ``number``: its place among the units, from 1, by which a model names it.
    """

    number: int
    block: int
    text: str
    words: int


#: A section: its units, in the order of the source.
Section = tuple[Unit, ...]


def blocks_of(section: Section) -> tuple[int, ...]:
    """The indexes of the source's blocks that a section is made of."""
    return tuple(dict.fromkeys(unit.block for unit in section))


def text_of(section: Section) -> str:
    """What a section says, in the notation."""
    return "\n\n".join(unit.text for unit in section)


def words_of(section: Section) -> int:
    """Its words."""
    return sum(unit.words for unit in section)


def units_of(source: Source, reading: Reading) -> tuple[Unit, ...]:
    """The source's text in units: kept blocks and its own subheadings are none."""
    whole = (
        Unit(number=0, block=block.index, text=reading.texts[block.index], words=count_words(block.text))
        for block in source.blocks
        if not block.kept and block.kind is not BlockKind.HEADING and reading.texts[block.index].strip()
    )
    taken = (part for unit in whole for part in _taken_apart(unit))
    return tuple(replace(unit, number=number) for number, unit in enumerate(taken, start=1))


def _taken_apart(unit: Unit) -> Iterable[Unit]:
    if unit.words <= _LONG_BLOCK or "\n" in unit.text:
        yield unit
        return
    taken: list[str] = []
    for sentence in split_sentences(unit.text):
        taken.append(sentence)
        if count_words(" ".join(taken)) >= _LONG_BLOCK // 2:
            yield _of_sentences(unit, taken)
            taken = []
    if taken:
        yield _of_sentences(unit, taken)


def _of_sentences(unit: Unit, sentences: Sequence[str]) -> Unit:
    text = " ".join(sentences)
    return replace(unit, text=text, words=count_words(text))


def by_code(source: Source, units: Sequence[Unit]) -> tuple[Section, ...]:
    """Consecutive units, cut at the source's own subheadings, or else where about 150 words are together."""
    heads = [block.index for block in source.blocks if block.kind is BlockKind.HEADING]
    groups: list[list[Unit]] = []
    for unit in units:
        starts = bool(groups) and any(groups[-1][-1].block < head < unit.block for head in heads)
        full = bool(groups) and words_of((*groups[-1], unit)) > FULL and words_of(tuple(groups[-1])) >= SMALL
        enough = bool(groups) and not heads and words_of(tuple(groups[-1])) >= ENOUGH
        if not groups or starts or full or enough:
            groups.append([])
        groups[-1].append(unit)
    return _sized(groups)


def from_model(numbers: Sequence[Sequence[int]], units: Sequence[Unit]) -> tuple[Section, ...] | None:
    """A model's plan (numbers of units from 1) mended, None where it is no plan.

    A unit named twice stays where it is named first; one that is missing joins the unit before it (the first one, the
    unit after it); unknown numbers are passed over; sections and their units keep the order of the source.
    """
    home: dict[int, int] = {}
    for section, named in enumerate(numbers):
        for number in named:
            if 1 <= number <= len(units):
                home.setdefault(number, section)
    if not home or (len(set(home.values())) == 1 and words_of(tuple(units)) > TOO_LONG):
        return None
    last = home[min(home)]
    groups: dict[int, list[Unit]] = {}
    for unit in units:
        last = home.get(unit.number, last)
        groups.setdefault(last, []).append(unit)
    return _sized(list(groups.values()))


def _sized(groups: list[list[Unit]]) -> tuple[Section, ...]:
    """Without sections too small to stand alone or too long to be written at once."""
    joined: list[list[Unit]] = []
    for group in groups:
        if joined and (_small(group) or _small(joined[-1])) and words_of((*joined[-1], *group)) <= TOO_LONG:
            joined[-1] += group
        else:
            joined.append(list(group))
    parts = (part for group in joined for part in _halved(sorted(group, key=_number)))
    return tuple(tuple(part) for part in sorted(parts, key=lambda part: part[0].number))


def _number(unit: Unit) -> int:
    return unit.number


def _small(group: Sequence[Unit]) -> bool:
    return words_of(tuple(group)) < SMALL


def _halved(group: list[Unit]) -> list[list[Unit]]:
    if words_of(tuple(group)) <= TOO_LONG or len(group) < 2:
        return [group]
    half, middle = words_of(tuple(group)) / 2, 1
    while middle < len(group) - 1 and words_of(tuple(group[: middle + 1])) <= half:
        middle += 1
    return [*_halved(group[:middle]), *_halved(group[middle:])]
