"""Subheadings for new sections: the noun phrase that says best what a section has and the others have not."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from bridge.engines.extractive import lexicon, phrases
from bridge.engines.extractive.keyphrase import Keyphrase
from bridge.engines.extractive.parsing import Sentence, is_content, is_name
from bridge.engines.extractive.phrases import Phrase
from bridge.engines.extractive.sections import Section, Sentences
from bridge.engines.extractive.topic import denies

#: A subheading's length in words at which it reads best.
GOOD_WORDS = range(3, 7)
#: What the role of a phrase makes it worth: what is acted on, and what only completes another noun.
ROLE_WORTH = {"obj": 1.1, "nmod": 0.55, "appos": 0.55, "conj": 0.8, "obl:mod": 0.85}
#: A name recurs because the story is set there or about them, not because a section is.
NAME_WEIGHT = 0.6
#: « La découverte ne doit rien au hasard des laboratoires »: that is not what the section is about.
DENIED_WORTH = 0.3
#: « La découverte », where a section starts with it.
LONE_WORTH = 1.15
#: A longer phrase with the same start is better than the shorter one when it scores nearly as well.
NEARLY = 0.75
#: Below this score a phrase is no subheading: better none than a poor one.
LEAST_SCORE = 0.2
#: Paragraphs from a section's start that may name it: what comes late in it is not what it is about.
NAMING_PARAGRAPHS = 2


def name(sections: Sequence[Section], parsed: Sentences, keyphrase: Keyphrase | None) -> tuple[Section, ...]:
    """The sections, each new one named; one for which no phrase is good enough is joined to the one before it."""
    bags = [_bag(section, parsed) for section in sections]
    taken = [lexicon.fold(section.heading.text) for section in sections if section.heading]
    named: list[Section] = []
    for index, section in enumerate(sections):
        if not section.new:
            named.append(section)
            continue
        best = _best(_Topic(sections, bags, index, parsed), taken, keyphrase)
        if best is None:
            named[-1] = replace(named[-1], indexes=(*named[-1].indexes, *section.indexes))
            continue
        taken.append(lexicon.fold(best.text))
        named.append(replace(section, text=best.text, origin=best.sentence.block))
    return tuple(named)


class _Topic:
    """What one section is about, against the others: lemmas by weight, and the mean of its words' vectors."""

    def __init__(
        self, sections: Sequence[Section], bags: Sequence[Counter[str]], index: int, parsed: Sentences
    ) -> None:
        self.sentences = _sentences(sections[index], parsed)
        self.pieces = list(dict.fromkeys(sentence.piece for sentence in self.sentences))
        self.opening = [sentence for sentence in self.sentences if sentence.piece in self.pieces[:NAMING_PARAGRAPHS]]
        vectors = [sentence.vector for sentence in self.sentences if sentence.vector is not None]
        self._vector = sum(vectors[1:], start=vectors[0]) if vectors else None
        self._names = {token.lower_ for sentence in self.sentences for token in sentence.doc if is_name(token)}
        self._weight = self._weights(bags, index)

    def _weights(self, bags: Sequence[Counter[str]], index: int) -> dict[str, float]:
        """How often a lemma is in the section, in how many of its paragraphs, and in how few other sections."""
        paragraphs = Counter(lemma for piece in self.pieces for lemma in self._lemmas(piece))
        weights = {}
        for lemma, count in bags[index].items():
            spread = sum(1 for bag in bags if lemma in bag)
            share = count / sum(bag[lemma] for bag in bags)
            distinct = math.sqrt(math.log(1 + len(bags) / spread)) * (0.5 + 0.5 * share)
            rare = count == 1 and sum(bag[lemma] for bag in bags) < 3
            often = 0.6 if rare else 1 + math.log(count)
            if lemma in self._names:
                often *= NAME_WEIGHT
            weights[lemma] = often * math.sqrt(paragraphs[lemma]) * distinct
        most = max(weights.values(), default=1.0)
        return {lemma: weight / most for lemma, weight in weights.items()}

    def _lemmas(self, piece: int) -> set[str]:
        return {lemma for sentence in self.sentences if sentence.piece == piece for lemma in sentence.lemmas}

    def weight(self, lemmas: Sequence[str]) -> float:
        """The mean weight of the lemmas, with a bonus where they are two or three."""
        distinct = set(lemmas)
        total = sum(self._weight.get(lemma, 0.0) for lemma in distinct)
        return total / math.pow(len(distinct), 0.75) if distinct else 0.0

    def likeness(self, phrase: Phrase) -> float:
        """The cosine of the phrase's words and the section's; 0.3 where the model has no vectors for them."""
        known = [token.vector for token in phrase.tokens if is_content(token) and token.has_vector]
        if not known or self._vector is None:
            return 0.3
        vector = sum(known[1:], start=known[0])
        norm = math.sqrt(float(vector @ vector) * float(self._vector @ self._vector))
        return max(0.0, float(vector @ self._vector) / norm) if norm else 0.3

    def opens(self, phrase: Phrase) -> bool:
        """Whether the phrase is the subject of the section's first sentence."""
        return phrase.sentence is self.sentences[0] and phrase.head.dep_.startswith("nsubj")

    def place(self, sentence: Sentence) -> float:
        """What its place makes a phrase worth: a section's first sentence tells what comes."""
        starts = not any(s.piece == sentence.piece and s.order < sentence.order for s in self.sentences)
        if sentence.piece == self.pieces[0]:
            return 1.8 if starts else 1.0
        return 1.0 if starts else 0.6


def _bag(section: Section, parsed: Sentences) -> Counter[str]:
    return Counter(lemma for sentence in _sentences(section, parsed) for lemma in sentence.lemmas)


def _sentences(section: Section, parsed: Sentences) -> list[Sentence]:
    return [sentence for index in section.indexes for sentence in parsed.get(index, ())]


def _best(topic: _Topic, taken: Sequence[str], keyphrase: Keyphrase | None) -> Phrase | None:
    candidates = _candidates(topic, topic.opening, taken, keyphrase)
    candidates = candidates or _candidates(topic, topic.sentences, taken, keyphrase)
    if not candidates:
        return None
    most, best = max(candidates, key=lambda pair: pair[0])
    for score, phrase in candidates:
        same_start = phrase.sentence is best.sentence and phrase.start == best.start
        if same_start and phrase.end > best.end and score >= NEARLY * most:
            best = phrase
    return best


def _candidates(
    topic: _Topic, sentences: Sequence[Sentence], taken: Sequence[str], keyphrase: Keyphrase | None
) -> list[tuple[float, Phrase]]:
    """The phrases of some sentences that are good enough, with their scores."""
    return [
        (score, phrase)
        for sentence in sentences
        for phrase in phrases.find(sentence)
        if (score := _score(phrase, topic, keyphrase, taken)) >= LEAST_SCORE and not _repeats(phrase, taken)
    ]


def _score(phrase: Phrase, topic: _Topic, keyphrase: Keyphrase | None, taken: Sequence[str] = ()) -> float:
    """Distinctiveness, then how well the phrase reads as a subheading (factors found by reading their results)."""
    score = topic.weight(phrase.lemmas) * (0.4 + topic.likeness(phrase)) * topic.place(phrase.sentence)
    count = len(phrase.text.split())
    score *= 0.65 if count >= GOOD_WORDS.stop else 0.6 if count == 2 else 1.0
    if _speaks(phrase):
        score *= 0.35
    elif phrase.head.dep_.startswith("nsubj"):
        score *= 1.2 if phrase.head.head.dep_ == "ROOT" else 1.0
    else:
        score *= ROLE_WORTH.get(phrase.head.dep_, 0.85)
    if denies(phrase.sentence.text) and not phrase.head.dep_.startswith("nsubj"):
        score *= DENIED_WORTH
    if not phrase.article and not phrase.named:
        score *= 0.55
    elif phrase.article in lexicon.INDEFINITE:
        score *= 0.65
    if any(entity.label_ == "PER" for entity in phrase.sentence.doc[phrase.start : phrase.end].ents):
        score *= 0.4
    elif phrase.named:
        score *= 0.5
    if len(phrase.lemmas) < 2:
        known = keyphrase is not None and phrase.head.lower_ in keyphrase.parts
        score *= LONE_WORTH if topic.opens(phrase) and not known else 0.3
    return score * _keyphrase_worth(phrase, keyphrase, taken)


def _keyphrase_worth(phrase: Phrase, keyphrase: Keyphrase | None, taken: Sequence[str]) -> float:
    """Yoast wants the keyphrase in 30 to 75% of the subheadings; its subject will do, for one of them."""
    if keyphrase is None:
        return 1.0
    if keyphrase.within(phrase.text):
        return 1.3
    subject = keyphrase.parts[0] if keyphrase.parts and keyphrase.text[0].islower() else ""
    if subject != phrase.head.lower_:
        return 1.0
    return 1.1 if any(subject in heading for heading in taken) else 2.5


def _speaks(phrase: Phrase) -> bool:
    """Whether it is who says something, and not what it is about."""
    verb = phrase.head.head
    if phrase.sentence.quoted:  # inversions are often parsed wrong, so any place beside the verb counts
        return phrase.head.dep_.startswith("nsubj") or verb.lemma_ in lexicon.SPEECH
    return phrase.head.dep_.startswith("nsubj") and verb.lemma_ in lexicon.SPEECH


def _repeats(phrase: Phrase, taken: Sequence[str]) -> bool:
    """Whether another subheading says the same: the same head noun, or most of the same words."""
    mine = {word for word in lexicon.fold(phrase.text).replace("’", "’ ").split() if len(word) > 3}
    for other in taken:
        theirs = {word for word in other.replace("’", "’ ").split() if len(word) > 3}
        if phrase.head.lower_ in theirs or (mine and len(mine & theirs) * 2 > len(mine)):
            return True
    return False
