"""Subheadings for new sections: the noun phrase that says best what a section has and the others have not."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from bridge.engines.extractive import lexicon, phrases
from bridge.engines.extractive.keyphrase import Keyphrase
from bridge.engines.extractive.parsing import Sentence
from bridge.engines.extractive.phrases import Phrase
from bridge.engines.extractive.sections import Section, Sentences

#: A subheading's length in words at which it reads best.
GOOD_WORDS = range(3, 7)
#: Below this score a phrase is no subheading: better none than a poor one.
LEAST_SCORE = 0.2


def name(sections: Sequence[Section], parsed: Sentences, keyphrase: Keyphrase | None) -> tuple[Section, ...]:
    """The sections, each new one named; one for which no phrase is good enough is joined to the one before it."""
    bags = [_bag(section, parsed) for section in sections]
    taken = [lexicon.fold(section.heading.text) for section in sections if section.heading]
    named: list[Section] = []
    for index, section in enumerate(sections):
        if not section.new:
            named.append(section)
            continue
        best = _best(section, parsed, _Weights.of(bags, index), taken, keyphrase)
        if best is None:
            named[-1] = replace(named[-1], indexes=(*named[-1].indexes, *section.indexes))
            continue
        taken.append(lexicon.fold(best.text))
        named.append(replace(section, text=best.text, origin=best.sentence.block))
    return tuple(named)


@dataclass(frozen=True)
class _Weights:
    """How much a lemma says about one section: how often it is there, and in how few others."""

    weight: dict[str, float]

    @classmethod
    def of(cls, bags: Sequence[Counter[str]], index: int) -> _Weights:
        here = bags[index]
        total = len(bags)
        weights = {}
        for lemma, count in here.items():
            spread = sum(1 for bag in bags if lemma in bag)
            share = count / sum(bag[lemma] for bag in bags)
            weights[lemma] = (1 + math.log(count)) * (math.log(1 + total / spread) * share)
        most = max(weights.values(), default=1.0)
        return cls({lemma: weight / most for lemma, weight in weights.items()})

    def mean(self, lemmas: Sequence[str]) -> float:
        """The mean weight, with a bonus for phrases that say two or three things."""
        distinct = set(lemmas)
        if not distinct:
            return 0.0
        return sum(self.weight.get(lemma, 0.0) for lemma in distinct) / len(distinct) ** 0.75


def _bag(section: Section, parsed: Sentences) -> Counter[str]:
    return Counter(lemma for sentence in _sentences(section, parsed) for lemma in sentence.lemmas)


def _sentences(section: Section, parsed: Sentences) -> list[Sentence]:
    return [sentence for index in section.indexes for sentence in parsed.get(index, ())]


def _best(
    section: Section, parsed: Sentences, weights: _Weights, taken: Sequence[str], keyphrase: Keyphrase | None
) -> Phrase | None:
    candidates: list[tuple[float, Phrase]] = []
    for position, sentence in enumerate(_sentences(section, parsed)):
        for phrase in phrases.find(sentence):
            score = _score(phrase, position, weights, keyphrase)
            if score >= LEAST_SCORE and not _repeats(phrase, taken):
                candidates.append((score, phrase))
    return max(candidates, key=lambda pair: pair[0])[1] if candidates else None


def _score(phrase: Phrase, position: int, weights: _Weights, keyphrase: Keyphrase | None) -> float:
    """Distinctiveness, then how well the phrase reads as a subheading (factors found by reading their results)."""
    score = weights.mean(phrase.lemmas)
    count = len(phrase.text.split())
    score *= 1.0 if count in GOOD_WORDS else 0.6 if count == 2 else 0.8
    score *= 1.25 if position == 0 else 1.1 if position <= 2 else 1.0
    if phrase.head.dep_.startswith("nsubj"):
        score *= 1.2
    elif phrase.head.dep_ == "obj":
        score *= 1.1
    if not phrase.article and not phrase.named:
        score *= 0.55
    elif phrase.article in lexicon.INDEFINITE:
        score *= 0.85
    if any(entity.label_ == "PER" for entity in phrase.sentence.doc[phrase.start : phrase.end].ents):
        score *= 0.4
    elif phrase.named:
        score *= 0.5
    if len(phrase.lemmas) < 2:
        score *= 0.5
    if keyphrase is not None and keyphrase.within(phrase.text):
        score *= 1.15
    return score


def _repeats(phrase: Phrase, taken: Sequence[str]) -> bool:
    """Whether another subheading says the same: the same head noun, or most of the same words."""
    mine = {word for word in lexicon.fold(phrase.text).replace("’", "’ ").split() if len(word) > 3}
    for other in taken:
        theirs = {word for word in other.replace("’", "’ ").split() if len(word) > 3}
        if phrase.head.lower_ in theirs or (mine and len(mine & theirs) * 2 > len(mine)):
            return True
    return False
