"""The focus keyphrase: the editor's, or a phrase that the title and the lead have and the text comes back to."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from bridge.engines.extractive import lexicon, phrases
from bridge.engines.extractive.parsing import Sentence, is_content, is_name, lemma

#: Content words of a keyphrase, and what each number is worth: one word is too wide to rank for, five too narrow.
WORTH = {1: 0.2, 2: 1.0, 3: 1.15, 4: 1.0}
TITLE_BONUS, EXACT_TITLE_BONUS, LEAD_BONUS, FIRST_SENTENCE_BONUS = 0.8, 1.0, 1.2, 0.5
#: The same for its words as they are written, which is all that Yoast finds.
WRITTEN_LEAD_BONUS, WRITTEN_TITLE_BONUS, WRITTEN_WORTH = 1.5, 1.0, 0.5
#: A keyphrase of two words of which one is elided (« chiffre d’affaires »).
ELIDED_WORTH = 0.6
#: A phrase that fewer sentences have is no subject of the text (the title counts as one), whatever else speaks for it.
FEWEST_SENTENCES, SELDOM_WORTH = 2, 0.5
#: Nouns of the title that make a keyphrase where no phrase does.
FALLBACK_NOUNS = 3
#: Sentences of the body in which a phrase is looked for that a lead which tells a scene does not have.
BODY_SENTENCES = 60
#: What it is worth that its words are each used often, together or not.
FREQUENCY_WORTH = 0.5
#: Words that start with the same letters, this many, are of one family (gratuit, gratuité).
FAMILY = 6
#: More sentences with the phrase than this make it no better a choice (Yoast calls a density over 3% too much).
ENOUGH_SENTENCES = 8

_EXCEPTION = re.compile(r"\b(?:sauf|hors|hormis|except\w*|l’exclusion|contrairement)\b[^.;:]*\Z")
_WORD = re.compile(r"[^\W_]+(?:-[^\W_]+)*", re.UNICODE)
#: Words of a given keyphrase that Yoast leaves out when it looks for it, as they are function words.
_FUNCTION = lexicon.words(
    "le la les l un une des du de d à au aux en et ou sur pour par dans avec sans ai a est ont sont entre contre sous "
    "son sa ses leur leurs ce cet cette ces plus moins tout tous toute toutes deux trois quatre cinq six sept huit "
    "neuf dix vers chez dès"
)


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

    @cached_property
    def _words(self) -> tuple[re.Pattern[str], ...]:
        """A pattern for each of its words that are no function words, as they are written, elision included."""
        words = (word.strip(",;:.!?«»()") for word in lexicon.fold(self.text).split())
        full = dict.fromkeys(word for word in words if word and word not in _FUNCTION)
        return tuple(re.compile(rf"(?<!\w){re.escape(word)}(?!\w)") for word in full)

    def count(self, text: str) -> int:
        """How often a sentence has it as Yoast counts: as often as the rarest of its words, each as it is written."""
        folded = lexicon.fold(text)
        return min((len(word.findall(folded)) for word in self._words), default=0)

    def heads(self, text: str) -> bool:
        """Whether Yoast finds it in a subheading: over half of its words."""
        folded = lexicon.fold(text)
        return sum(1 for word in self._words if word.search(folded)) * 2 > len(self._words)

    def fewest(self, words: int) -> int:
        """How often Yoast wants it in a text of so many words, at least.

        Source: ``getRecommendedKeywordCount`` of ``yoastseo``: a density of 0.5%, less the longer the keyphrase is.
        """
        return max(2, math.ceil(0.005 * words / (0.7 + len(self._words) / 3)))

    @cached_property
    def elided(self) -> bool:
        """Whether one of two words starts with an elision, which no slug can show: Yoast finds half of it there."""
        return len(self._words) < 3 and any("’" in word.pattern for word in self._words)

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
    ground = _Ground(title, lead, body)
    scored: dict[str, float] = {}
    for sentence in [*([title] if title else []), *lead]:
        for text, lemmas in _candidates(sentence):
            score = ground.score(text, _stems(lemmas))
            if text not in scored or score > scored[text]:
                scored[text] = score
    for text, lemmas in _shared(title, lead):
        scored[text] = max(scored.get(text, 0.0), ground.score(text, _stems(lemmas)))
    for sentence in body[:BODY_SENTENCES]:
        for text, lemmas in _candidates(sentence):
            stems = _stems(lemmas)
            if text not in scored and ground.related(stems):
                scored[text] = ground.score(text, stems)
    best = max(scored, key=lambda text: scored[text]) if scored else _nouns(title)
    return Keyphrase(_in_lower_case(best, body)) if best else None


def _nouns(title: Sentence | None) -> str:
    """The longest stretch of the title from a noun to a noun, without verb or mark between; "" where it has none."""
    runs: list[tuple[int, int, int]] = []
    nouns: list[int] = []
    doc = title.doc if title else ()
    for token in doc:
        if token.pos_ in {"NOUN", "PROPN"} and token.lower_ not in lexicon.CALENDAR:
            nouns.append(token.i)
            runs.append((len(nouns), -nouns[0], token.i))
        parts = token.is_punct and token.text not in "-‐‑’'"
        if parts or token.pos_ in {"VERB", "AUX", "PRON", "SCONJ", "ADV"} or len(nouns) >= FALLBACK_NOUNS:
            nouns = []
    if title is None or not runs:
        return ""
    _, start, end = max(runs)
    return str(title.doc[-start : end + 1].text)


def _in_lower_case(text: str, body: Sequence[Sentence]) -> str:
    """Without the capital of a title's first word, where the text itself writes the word without."""
    lower = text[0].lower() + text[1:]
    first = re.compile(rf"(?<!\w){re.escape(lower.split()[0])}(?!\w)")
    return lower if any(first.search(sentence.text) for sentence in body) else text


class _Ground:
    """What a candidate is measured against."""

    def __init__(self, title: Sentence | None, lead: Sequence[Sentence], body: Sequence[Sentence]) -> None:
        self._title = title.text if title else ""
        self._opening = [sentence.text for sentence in lead]
        self._texts = [sentence.text for sentence in body]
        self._title_families = {_family(stem) for stem in _stems(title.lemmas)} if title else set()
        self._lead = [_stems(sentence.lemmas) for sentence in lead]
        self._bags = [_stems(sentence.lemmas) for sentence in body]
        self._families = [frozenset(map(_family, bag)) for bag in self._bags]
        self._counts = Counter(stem for bag in self._bags for stem in bag)

    def score(self, text: str, stems: frozenset[str]) -> float:
        """How good a focus keyphrase it makes."""
        worth = WORTH.get(len(stems), 0.0) * (ELIDED_WORTH if Keyphrase(text).elided else 1.0)
        score = worth * (self._recurs(stems) + self._placed(text, stems) + self._as_written(Keyphrase(text)))
        return score if self._hits(stems) >= FEWEST_SENTENCES else score * SELDOM_WORTH

    def _hits(self, stems: frozenset[str]) -> int:
        """Sentences with all its words, and the title."""
        families = {_family(stem) for stem in stems}
        return sum(1 for bag in self._families if families <= bag) + (families <= self._title_families)

    def related(self, stems: frozenset[str]) -> bool:
        """Whether the title or the lead has one of its words."""
        if {_family(stem) for stem in stems} & self._title_families:
            return True
        return any(stems & bag for bag in self._lead)

    def _recurs(self, stems: frozenset[str]) -> float:
        hits = self._hits(stems)
        single = sum(math.log2(1 + self._counts[stem]) for stem in stems) / max(1, len(stems))
        return math.log2(1 + min(hits, ENOUGH_SENTENCES)) + FREQUENCY_WORTH * single

    def _as_written(self, phrase: Keyphrase) -> float:
        """What Yoast, which knows no plurals, will find of it: in the introduction, in the title, in the text."""
        bonus = 0.0
        if any(phrase.count(text) for text in self._opening):
            bonus += WRITTEN_LEAD_BONUS
        if phrase.count(self._title):
            bonus += WRITTEN_TITLE_BONUS
        found = sum(min(1, phrase.count(text)) for text in self._texts[:BODY_SENTENCES])
        return bonus + WRITTEN_WORTH * math.log2(1 + min(found, ENOUGH_SENTENCES))

    def _placed(self, text: str, stems: frozenset[str]) -> float:
        bonus = 0.0
        if {_family(stem) for stem in stems} <= self._title_families:
            bonus += TITLE_BONUS
        elif any(_family(stem) in self._title_families for stem in stems):
            bonus += TITLE_BONUS / 2
        if Keyphrase(text).exactly_within(self._title):
            bonus += EXACT_TITLE_BONUS
        if any(stems <= bag for bag in self._lead):
            bonus += LEAD_BONUS
        if self._lead and stems <= self._lead[0]:
            bonus += FIRST_SENTENCE_BONUS
        return bonus


def _family(stem: str) -> str:
    return stem[:FAMILY]


def _stems(lemmas: Sequence[str]) -> frozenset[str]:
    return frozenset(_stem(lemma) for lemma in lemmas)


def _candidates(sentence: Sentence) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Phrases without their articles, and pairs of names (« Mistral AI et Microsoft »)."""
    for phrase in phrases.find(sentence, loose=True):
        count = len(set(phrase.lemmas))
        person = any(e.label_ == "PER" for e in sentence.doc[phrase.start : phrase.end].ents)
        digits = any(c.isdigit() for c in phrase.bare)
        if _excepted(sentence, phrase.start):
            continue
        if 1 <= count <= 4 and not person and not digits and (count > 1 or phrase.named):
            yield phrase.bare, phrase.lemmas
    yield from _pairs(sentence)


def _shared(title: Sentence | None, lead: Sequence[Sentence]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """What title and lead both say, word for word, from a noun on, with a name that follows it in the lead.

    Where two texts agree no parse is needed (« bus express », « vélos cargos », which the parser takes apart).
    """
    if title is None:
        return
    said = f" {lexicon.fold(title.text)} "
    for sentence in lead:
        for start, end in _runs(sentence, said):
            doc = sentence.doc
            named = end
            while named < len(doc) and is_name(doc[named]) and doc[named].pos_ == "PROPN":
                named += 1
            for stop in {end, named}:
                span = doc[start:stop]
                lemmas = tuple(lemma(token) for token in span if is_content(token))
                if 2 <= len(set(lemmas)) <= 4 and not any(entity.label_ == "PER" for entity in span.ents):
                    yield span.text, lemmas


def _runs(sentence: Sentence, said: str) -> Iterator[tuple[int, int]]:
    """Tokens from a noun behind an article or « de » to a noun or adjective, that stand in ``said`` as they are."""
    doc = sentence.doc
    for start in range(1, len(doc) - 1):
        opens = doc[start].pos_ == "NOUN" and doc[start - 1].pos_ in {"DET", "ADP"} and doc[start - 1].whitespace_
        if not opens or sentence.in_quotation(doc[start]):
            continue
        end = start + 1
        while end < len(doc) and end - start < 6 and doc[end].pos_ in {"NOUN", "ADJ", "PROPN", "ADP", "DET"}:
            end += 1
        while end > start + 1:
            last = doc[end - 1]
            whole = end == len(doc) or doc[end - 1].whitespace_ or doc[end].text in ".,;:!?»)"
            text = lexicon.fold(doc[start:end].text)
            if last.pos_ in {"NOUN", "ADJ", "PROPN"} and whole and re.search(rf"[ ’]{re.escape(text)}[ ,.:;!?]", said):
                yield start, end
                break
            end -= 1


def _excepted(sentence: Sentence, start: int) -> bool:
    """« toutes les villes sauf Kermoal »: what a sentence leaves out is not its subject."""
    return _EXCEPTION.search(lexicon.fold(sentence.doc[:start].text)) is not None


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
        if _excepted(sentence, start):
            continue
        if not any(entity.label_ == "PER" for entity in span.ents) and 2 <= len(set(names)) <= 4:
            yield span.text, names
