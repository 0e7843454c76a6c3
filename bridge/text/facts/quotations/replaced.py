"""Words of a translated quotation that stand in the place of others: "un lent désastre" for "a slow goodbye"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby

from bridge.text import nlp
from bridge.text.bilingual.lexicon import entries, synonym_keys
from bridge.text.bilingual.morphology import french_lemma
from bridge.text.bilingual.words import word_set
from bridge.text.facts.quotations.framing import framing_words
from bridge.text.facts.quotations.prepared import Text, Word
from bridge.text.wordlists import zipf_frequency

#: Two words whose vectors are less like than this are no synonyms; what is a little more so may be.
STRANGE, DISTANT = 0.3, 0.35
#: From here on they mean much the same.
_ALIKE = 0.6
#: Where nothing else is left on either side, two words that are less like than this are not the same.
_ALONE = 0.56
#: So many words of the original may be left besides, where one of ours is.
_LEFT = 2
#: Letters that a French and an English word of one origin begin with.
_STEM = 3
#: A word seen more often than once in so many (Zipf scale) says too many things: "chose", "main", "suite".
_COMMON = 5.1
#: An English word seen more often has more senses than a lexicon lists: "away", "going".
VAGUE = 5.5
#: Amounts are the business of numbers, and "au lieu de" is no place.
_COUNTED = word_set("lieu heure heures dollar dollars livre livres euro euros million millions milliard milliards zero")


@dataclass(frozen=True, slots=True)
class Replaced:
    """``word`` of the quotation stands where the original has ``other``; ``sure``: they cannot mean the same."""

    word: str
    other: str
    sure: bool


def replaced(french: Text, original: Text) -> tuple[Replaced, ...]:
    """Words that have nothing to do with the one word of an English original in whose place they stand.

    Sure for nouns between the same words; adjectives beside the same noun may be free renderings. Verbs are rendered
    too freely to be judged so.
    """
    if original.language != "en":
        return ()
    return tuple(_pairs(french, original))


def _pairs(french: Text, original: Text) -> Iterator[Replaced]:
    theirs = _slots(original, french)
    for slot in _slots(french, original):
        if len(slot.words) > 1 or not _telling(slot.words[0]) or _cognate(slot.words[0], original.words):
            continue
        word = slot.words[0]
        kind = _kind(french.text, word.text)
        for other in theirs:
            figures = [lost.text for lost in other.words if lost.plain[:1].isdigit()]
            if figures and kind == "NOUN" and slot.near(other):
                yield Replaced(word.text, figures[0], sure=True)
            elif len(other.words) > 2 or figures or not _in_place(slot, other, kind):
                continue
            alone = _is_alone(word, french, other.words[0], original)
            if _unlike(word, other.words, kind, _limit(kind, alone=alone)):
                # "Ce qui les fatigue": what may be a verb is none for sure.
                sure = not _is_verb(word) if kind == "NOUN" else alone
                yield Replaced(word.text, other.words[0].text, sure=sure)


def _is_alone(word: Word, french: Text, other: Word, original: Text) -> bool:
    """Whether, of the clauses that two words stand in, ours has nothing else that is not rendered, theirs little."""
    ours = [one for one in french.words if one.clause == word.clause and not one.keys & original.keys]
    theirs = [one for one in original.words if one.clause == other.clause and not one.keys & french.keys]
    return len(ours) == 1 < len(french.words) and 1 <= len(theirs) <= _LEFT


def _is_verb(word: Word) -> bool:
    """Whether what stands as a noun may be a verb's form: "paie", "marche"."""
    lemma = french_lemma(word.text)
    return f"{word.plain}r" in _french_known() or (lemma != word.plain and lemma.endswith(("er", "ir", "oir")))


def _cognate(word: Word, others: Sequence[Word]) -> bool:
    """ "Paie" for "pay", whatever the lexicon knows."""
    return any(
        word.plain[:letters] == other.plain[:letters]
        for other in others
        for letters in [min(_STEM, len(other.plain) - 1)]
        if letters > 1
    )


def _limit(kind: str, *, alone: bool) -> float:
    if not alone:
        return DISTANT
    return _ALONE if kind == "NOUN" else STRANGE


def _in_place(slot: _Slot, other: _Slot, kind: str) -> bool:
    return (kind == "NOUN" and slot.between(other)) or (kind == "ADJ" and slot.beside(other))


def _telling(word: Word) -> bool:
    return (
        bool(word.keys & _french_known())
        and word.plain not in _COUNTED
        and not word.text[:1].isupper()
        and zipf_frequency(word.plain, "fr") < _COMMON
    )


def _kind(text: str, word: str) -> str:
    return next((str(token.pos_) for token in nlp.parsed(text[:1_000]) if token.text == word), "")


@dataclass(frozen=True, slots=True)
class _Slot:
    """Words in a row that the other text has nothing for, and those that it has on either side; none at the end."""

    words: tuple[Word, ...]
    left: tuple[Word, ...]
    right: tuple[Word, ...]

    def between(self, other: _Slot) -> bool:
        """Whether both stand between the same words."""
        return _same(self.left[-1:], other.left[-1:]) and _same(self.right[:1], other.right[:1])

    def near(self, other: _Slot) -> bool:
        """Whether both stand between the same words, or those next to them."""
        return _same(self.left, other.left) and _same(self.right, other.right)

    def beside(self, other: _Slot) -> bool:
        """Whether both stand beside the same word: "homme brisé", "broken man"."""
        own = (self.left[-1:], self.right[:1])
        return any(one and _same(one, two) for one in own for two in (other.left[-1:], other.right[:1]))


def _same(ones: Sequence[Word], others: Sequence[Word]) -> bool:
    if not ones or not others:
        return not ones and not others
    return any(one.keys & other.keys for one in ones for other in others)


def _slots(text: Text, other: Text) -> list[_Slot]:
    passed = _COUNTED | (framing_words(text.text) if text.language == "fr" else frozenset())
    words = [word for word in text.words if word.text not in passed]
    found = []
    at = 0
    for shared, run in groupby(words, key=lambda word: bool(word.keys & other.keys)):
        own = tuple(run)
        if not shared:
            found.append(_Slot(own, tuple(words[max(0, at - 2) : at]), tuple(words[at + len(own) :][:2])))
        at += len(own)
    return found


def _unlike(word: Word, others: Sequence[Word], kind: str, limit: float) -> bool:
    """Whether no translation of ``others``, one a word of the same kind, has anything to do with ``word``."""
    if any(zipf_frequency(other.plain, "en") > VAGUE for other in others):
        return False
    known = [sorted(key for key in other.keys if key in _french_known()) for other in others]
    if not all(known) or not any(_is_kind(key, kind) for keys in known for key in keys):
        return False
    own = synonym_keys(word.text)
    every = [key for keys in known for key in keys]
    return not any(own & synonym_keys(key) for key in every) and -1 < _nearest(word.text, every) < limit


@lru_cache(maxsize=1_024)
def _is_kind(lemma: str, kind: str) -> bool:
    """Whether a French lemma may be a noun, or an adjective."""
    frames = (f"le {lemma} est là", f"une {lemma}") if kind == "NOUN" else (f"il est {lemma}",)
    return any(str(token.pos_) == kind for frame in frames for token in nlp.parsed(frame) if token.text == lemma)


def hints(french: Text, original: Text) -> float:
    """From 0 to 1: the share of a quotation's words that the original has, or has something very like."""
    known = sorted({key for word in original.words for key in word.keys if key in _french_known()})
    synonyms = frozenset(key for word in known for key in synonym_keys(word))
    near = [
        word.weight
        for word in french.words
        if word.keys & original.keys or synonym_keys(word.text) & synonyms or _nearest(word.text, known) >= _ALIKE
    ]
    return sum(near) / french.weight if french.words and known else 0.0


def strange(french: Text, original: Text, words: Sequence[Word], limit: float) -> tuple[str, ...]:
    """Nouns that the lexicon knows, and that nothing in an English original explains."""
    known = [
        word
        for word in words
        if word.keys & _french_known() and word.plain not in _COUNTED and not _cognate(word, original.words)
    ]
    left = sorted(
        {key for word in original.words if not word.keys & french.keys for key in word.keys if key[0].isalpha()}
    )
    if not known or not left or original.language != "en":
        return ()
    kind = {token.text: token.pos_ for token in nlp.parsed(french.text[:1_000])}
    return tuple(
        word.text for word in known if kind.get(word.text) == "NOUN" and -1 < _nearest(word.text, left) < limit
    )


def _nearest(word: str, others: Sequence[str]) -> float:
    """How like the most like of ``others`` is to ``word``, as spaCy's vectors have it; -1 where it knows none."""
    vocabulary = nlp.vocabulary()
    own = vocabulary[word.casefold()]
    near = [vocabulary[other] for other in others]
    if not own.has_vector:
        return -1.0
    return max((float(own.similarity(other)) for other in near if other.has_vector), default=-1.0)


@lru_cache(maxsize=1)
def _french_known() -> frozenset[str]:
    """The French lemmas that the lexicon has."""
    return frozenset(word for words in entries().values() for word in words)
