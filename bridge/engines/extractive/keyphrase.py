"""The focus keyphrase: the editor's, or a phrase that the title and the lead have and the text comes back to."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from bridge.engines.extractive import lexicon, phrases
from bridge.engines.extractive.parsing import Sentence, is_content, is_name, lemma

#: Content words of a keyphrase, and what each number is worth: one word is too wide to rank for, five too narrow.
WORTH = {1: 0.45, 2: 1.0, 3: 1.15, 4: 1.0}
TITLE_BONUS, LEAD_BONUS, FIRST_SENTENCE_BONUS = 1.2, 0.8, 0.5
#: More sentences with the phrase than this make it no better a choice (Yoast calls a density over 3% too much).
ENOUGH_SENTENCES = 8

_WORD = re.compile(r"[^\W_]+(?:-[^\W_]+)*", re.UNICODE)
#: Words of a given keyphrase that Yoast leaves out when it looks for it, as they are function words.
_FUNCTION = lexicon.words("le la les l un une des du de d à au aux en et ou sur pour par dans avec sans")


@dataclass(frozen=True)
class Keyphrase:
    """A focus keyphrase as it will be shown."""

    text: str

    @cached_property
    def parts(self) -> tuple[str, ...]:
        """Its content words, in lower case."""
        return tuple(word for word in _WORD.findall(self.text.lower()) if word not in _FUNCTION)

    def exactly_within(self, text: str) -> bool:
        """Whether a text has it as it is."""
        return re.search(rf"(?<!\w){re.escape(lexicon.fold(self.text))}(?!\w)", lexicon.fold(text)) is not None

    def within(self, text: str) -> bool:
        """Whether a text has all its content words, plural or not, in any order: what Yoast asks of a sentence."""
        have = {_stem(word) for word in _WORD.findall(text.lower())}
        return bool(self.parts) and all(_stem(part) in have for part in self.parts)

    def capitalised(self) -> str:
        """As the start of a title."""
        return self.text[:1].upper() + self.text[1:]


def _stem(word: str) -> str:
    """A word without the mark of its plural: enough to find it again."""
    if word.endswith("aux") and len(word) > 4:
        return word[:-2] + "l"
    return word[:-1] if len(word) > 3 and word[-1] in "sx" else word


def choose(title: Sentence | None, lead: Sequence[Sentence], body: Sequence[Sentence]) -> Keyphrase | None:
    """The best phrase of the title and the lead, or None where they have none."""
    bags = [frozenset(sentence.lemmas) for sentence in body]
    scored: dict[str, float] = {}
    title_words = frozenset(title.lemmas) if title else frozenset()
    for sentence in [*([title] if title else []), *lead]:
        for text, lemmas in _candidates(sentence):
            distinct = frozenset(lemmas)
            score = _score(distinct, bags)
            if title_words and distinct <= title_words:
                score += TITLE_BONUS
            if any(distinct <= frozenset(s.lemmas) for s in lead):
                score += LEAD_BONUS
            if lead and distinct <= frozenset(lead[0].lemmas):
                score += FIRST_SENTENCE_BONUS
            if text not in scored or score > scored[text]:
                scored[text] = score
    return Keyphrase(max(scored, key=lambda text: scored[text])) if scored else None


def _score(lemmas: frozenset[str], bags: Sequence[frozenset[str]]) -> float:
    hits = sum(1 for bag in bags if lemmas <= bag)
    return math.log2(1 + min(hits, ENOUGH_SENTENCES)) * WORTH.get(len(lemmas), 0.0)


def _candidates(sentence: Sentence) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Phrases without their articles, and pairs of names (« Mistral AI et Microsoft »)."""
    for phrase in phrases.find(sentence):
        count = len(set(phrase.lemmas))
        person = any(e.label_ == "PER" for e in sentence.doc[phrase.start : phrase.end].ents)
        digits = any(c.isdigit() for c in phrase.bare)
        if 1 <= count <= 4 and not person and not digits and (count > 1 or phrase.named):
            yield phrase.bare, phrase.lemmas
    yield from _pairs(sentence)


def _pairs(sentence: Sentence) -> Iterator[tuple[str, tuple[str, ...]]]:
    doc = sentence.doc
    for token in doc[1:-1]:
        if token.lower_ != "et" or not (is_name(doc[token.i - 1]) and is_name(doc[token.i + 1])):
            continue
        start, end = token.i - 1, token.i + 2
        while start > 0 and is_name(doc[start - 1]):
            start -= 1
        while end < len(doc) and is_name(doc[end]):
            end += 1
        span = doc[start:end]
        names = tuple(lemma(t) for t in span if is_content(t))
        if not any(entity.label_ == "PER" for entity in span.ents) and 2 <= len(set(names)) <= 4:
            yield span.text, names
