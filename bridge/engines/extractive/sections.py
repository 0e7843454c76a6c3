"""The article's sections: those of the source, and new ones where it has none or where one is too long."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from bridge.domain.article import NodeKind
from bridge.engines.extractive import lexicon
from bridge.engines.extractive.parsing import Sentence
from bridge.engines.extractive.pieces import Piece, leans
from bridge.text.words import count_words

#: Yoast's limit of words below one subheading (assessment « subheading distribution »).
MAX_SECTION_WORDS = 300
#: What a new section should hold, in words; the limits of what a reader takes in before the next landmark.
FEWEST_SECTION_WORDS, GOOD_SECTION_WORDS, MOST_SECTION_WORDS = 120, 190, 280
#: A longer section is cut, well before Yoast's limit.
LONG_SECTION_WORDS = 250
#: An article of this many words gets at least this many sections of level 2.
WORDS_FOR_SECTIONS, LEAST_SECTIONS = 600, 3
#: Fewer words are a byline or a caption.
FEWEST_LEAD_WORDS = 10
#: An opening whose rest is shorter than this is all lead.
SHORT_REST_WORDS = 60

#: Costs of a cut, on the scale of a cosine: before a quotation or a pronoun, and what no cut may do.
LEANING_COST, FORBIDDEN = 1.5, 1000.0
#: How much one standard deviation (in words) from the good length weighs against cohesion.
LENGTH_COST, LENGTH_SPREAD = 0.35, 70.0
#: How far back (in pieces, on either side) cohesion looks, as TextTiling's blocks (Hearst 1997).
WINDOW = 2
#: No new section is looked for over more pieces than this, so that the search stays linear.
FARTHEST = 60

Sentences = Mapping[int, Sequence[Sentence]]


@dataclass(frozen=True, kw_only=True)
class Section:
    """A subheading and what stands below it up to the next.

    ``heading`` is the source's own; None for the opening and for a new section, which has ``text`` (plain) and
    ``origin`` (the block its words are from) once it is named. ``indexes`` are those of the pieces, in order.
    """

    indexes: tuple[int, ...]
    heading: Piece | None = None
    level: int = 2
    new: bool = False
    text: str = ""
    origin: int | None = None


def plan(pieces: Sequence[Piece], parsed: Sentences) -> tuple[Section, ...]:
    """The sections in order; the first is the lead (which may be empty)."""
    opening, *rest = _existing(pieces)
    cutter = _Cutter(pieces, parsed)
    sections = [*_split_opening(opening, cutter)]
    for section in rest:
        sections.extend(_split(section, cutter))
    return tuple(_enough(sections, cutter))


def _existing(pieces: Sequence[Piece]) -> list[Section]:
    """The opening, then one section for each subheading of the source, levels without jumps from 2 on."""
    sections = [Section(indexes=())]
    below: list[list[int]] = [[]]
    stack: list[int] = []
    for index, piece in enumerate(pieces):
        if piece.kind is not NodeKind.HEADING:
            below[-1].append(index)
            continue
        level = piece.block.level or 2
        while stack and stack[-1] >= level:
            stack.pop()
        stack.append(level)
        sections.append(Section(indexes=(), heading=piece, level=min(1 + len(stack), 6)))
        below.append([])
    return [replace(section, indexes=tuple(run)) for section, run in zip(sections, below, strict=True)]


def _split_opening(opening: Section, cutter: _Cutter) -> list[Section]:
    """The lead, and sections for what follows it before the source's first subheading."""
    size = cutter.lead(opening.indexes)
    lead, rest = opening.indexes[:size], opening.indexes[size:]
    if cutter.words(rest) < SHORT_REST_WORDS:
        return [opening]
    return [replace(opening, indexes=lead), *_split(Section(indexes=rest, new=True), cutter)]


def _split(section: Section, cutter: _Cutter, *, least: int = 1) -> list[Section]:
    """The section, in as many as its length asks for; new ones stand beside it, as the press does, not below it."""
    if cutter.words(section.indexes) <= LONG_SECTION_WORDS and least == 1:
        return [section]
    first, *others = cutter.groups(section.indexes, least)
    new = [Section(indexes=group, level=section.level, new=True) for group in others]
    return [replace(section, indexes=first), *new]


def _enough(sections: list[Section], cutter: _Cutter) -> list[Section]:
    """Cuts the longest sections until the article has its three, where it is long enough for them."""
    total = sum(cutter.words(section.indexes) for section in sections)
    while total >= WORDS_FOR_SECTIONS and _at_level_2(sections) < LEAST_SECTIONS:
        by_length = sorted(range(len(sections)), key=lambda i: -cutter.words(sections[i].indexes))
        for index in by_length:
            section = sections[index]
            if section.level != 2 or cutter.words(section.indexes) < FEWEST_SECTION_WORDS:
                continue
            parts = _split(section, cutter, least=2)
            if len(parts) > 1:
                sections = sections[:index] + parts + sections[index + 1 :]
                break
        else:
            break
    return sections


def _at_level_2(sections: Sequence[Section]) -> int:
    return sum(1 for section in sections if section.level == 2 and (section.heading or section.new))


class _Cutter:
    """Where a run of pieces may be cut, and where it is best cut."""

    def __init__(self, pieces: Sequence[Piece], parsed: Sentences) -> None:
        self._pieces = pieces
        self._parsed = parsed
        self._bags = {index: _bag(parsed.get(index, ())) for index in range(len(pieces))}
        documents = Counter(lemma for bag in self._bags.values() for lemma in bag)
        total = 1 + len(self._bags)
        self._rarity = {lemma: math.log(total / count) for lemma, count in documents.items()}

    def words(self, indexes: Sequence[int]) -> int:
        """Words that a reader sees, those of a kept table too, as Yoast counts them."""
        return sum(_shown(self._pieces[index]) for index in indexes)

    def lead(self, indexes: Sequence[int]) -> int:
        """How many pieces the lead takes: up to the first paragraph, and what leans on it."""
        for position, index in enumerate(indexes):
            if is_lead(self._pieces[index]):
                size = position + 1
                while size < len(indexes) and self._strictly_bound(indexes[size]):
                    size += 1
                return size
        return len(indexes)

    def groups(self, indexes: Sequence[int], least: int) -> list[tuple[int, ...]]:
        """The cheapest way to cut the run into at least ``least`` groups: dynamic programming over the cuts."""
        count = len(indexes)
        sums = [0]
        for index in indexes:
            sums.append(sums[-1] + _shown(self._pieces[index]))
        cuts = [0.0, *(self._cut_cost(indexes, at) for at in range(1, count))]
        best: list[tuple[float, int]] = [(0.0, 0)]
        for end in range(1, count + 1):
            options = []
            for start in range(end - 1, max(-1, end - 1 - FARTHEST), -1):
                size = sums[end] - sums[start]
                if least > 1 and start == 0 and end == count:
                    continue
                options.append((best[start][0] + cuts[start] + _length_cost(size), start))
                if size > 3 * MAX_SECTION_WORDS:
                    break
            best.append(min(options, default=(math.inf, 0)))
        return self._walk_back(indexes, best, cuts)

    @staticmethod
    def _walk_back(indexes: Sequence[int], best: list[tuple[float, int]], cuts: list[float]) -> list[tuple[int, ...]]:
        groups: list[tuple[int, ...]] = []
        end = len(indexes)
        while end > 0:
            start = best[end][1]
            if cuts[start] >= FORBIDDEN and groups:  # no lawful cut there: keep the two together
                groups[-1] = (*indexes[start:end], *groups[-1])
            else:
                groups.append(tuple(indexes[start:end]))
            end = start
        return _merge_unlawful(list(reversed(groups)), indexes, cuts)

    def _cut_cost(self, indexes: Sequence[int], at: int) -> float:
        """What it costs to start a section with the piece at ``at``."""
        index = indexes[at]
        if self._strictly_bound(index):
            return FORBIDDEN
        before = indexes[max(0, at - WINDOW) : at]
        after = indexes[at : at + WINDOW]
        return self._cohesion(before, after) + (LEANING_COST if self._leaning(index) else 0.0)

    def _strictly_bound(self, index: int) -> bool:
        """Whether a piece belongs to the one before it: an introduced quotation, a list, what is not text."""
        piece = self._pieces[index]
        if piece.kind is not NodeKind.PARAGRAPH:
            return True
        previous = self._pieces[index - 1] if index else None
        return previous is not None and previous.text.rstrip().endswith(":")

    def _leaning(self, index: int) -> bool:
        text = self._pieces[index].text
        return leans(text) or text.lstrip()[:1] in '«“"—–' or _spoken_by_pronoun(text)

    def _cohesion(self, before: Sequence[int], after: Sequence[int]) -> float:
        """How much the two sides are about the same: cosine of weighted lemmas, with a share of vectors."""
        left, right = self._weights(before), self._weights(after)
        return 0.75 * cosine(left, right) + 0.25 * self._vectors_alike(before, after)

    def _weights(self, indexes: Sequence[int]) -> dict[str, float]:
        total: Counter[str] = Counter()
        for index in indexes:
            total.update(self._bags[index])
        return {lemma: count * self._rarity[lemma] for lemma, count in total.items()}

    def _vectors_alike(self, before: Sequence[int], after: Sequence[int]) -> float:
        left = [s.vector for index in before for s in self._parsed.get(index, ()) if s.vector is not None]
        right = [s.vector for index in after for s in self._parsed.get(index, ()) if s.vector is not None]
        if not left or not right:
            return 0.0
        a, b = sum(left[1:], start=left[0]), sum(right[1:], start=right[0])
        norm = math.sqrt(float(a @ a) * float(b @ b))
        return float(a @ b) / norm if norm else 0.0


def _shown(piece: Piece) -> int:
    return count_words(piece.text)


def is_lead(piece: Piece) -> bool:
    """Whether a piece can be the lead: a paragraph of some length, and not a byline or a caption."""
    return (
        piece.kind is NodeKind.PARAGRAPH and piece.words >= FEWEST_LEAD_WORDS and piece.text.rstrip()[-1] in ".!?»”…:"
    )


def _merge_unlawful(groups: list[tuple[int, ...]], indexes: Sequence[int], cuts: list[float]) -> list[tuple[int, ...]]:
    """Puts back together what only an impossible choice cut."""
    position = {index: at for at, index in enumerate(indexes)}
    merged: list[tuple[int, ...]] = []
    for group in groups:
        if merged and cuts[position[group[0]]] >= FORBIDDEN:
            merged[-1] = (*merged[-1], *group)
        else:
            merged.append(group)
    return merged


def _length_cost(words: int) -> float:
    """How far a section's length is from a good one; steep beyond what Yoast allows."""
    if words == 0:
        return FORBIDDEN / 2
    cost = LENGTH_COST * ((words - GOOD_SECTION_WORDS) / LENGTH_SPREAD) ** 2
    if words < FEWEST_SECTION_WORDS:
        cost += 0.5
    elif words > MAX_SECTION_WORDS:
        cost += 5.0
    elif words > MOST_SECTION_WORDS:
        cost += 0.3
    return cost


def _bag(sentences: Sequence[Sentence]) -> Counter[str]:
    return Counter(lemma for sentence in sentences for lemma in sentence.lemmas)


def _spoken_by_pronoun(text: str) -> bool:
    """Whether the only one who speaks in a paragraph with a quotation is « il » or « elle »."""
    folded = lexicon.fold(text)
    if "«" not in folded and "“" not in folded:
        return False
    tail = folded.rsplit("»", 1)[-1]
    return any(marker in tail for marker in lexicon.PRONOUN_SPEECH) and count_words(tail) <= 25


def cosine(left: Mapping[str, float], right: Mapping[str, float]) -> float:
    """The cosine of two sparse vectors, 0 where one is empty."""
    if len(left) > len(right):
        left, right = right, left
    dot = sum(weight * right.get(key, 0.0) for key, weight in left.items())
    if not dot:
        return 0.0
    return dot / math.sqrt(sum(w * w for w in left.values()) * sum(w * w for w in right.values()))
