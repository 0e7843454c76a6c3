"""A quotation ready to be compared: its clauses, and its words with what each may correspond to."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from bridge.text.bilingual.lexicon import french_keys, keys, synonym_keys
from bridge.text.bilingual.morphology import english_lemma, french_lemma
from bridge.text.bilingual.units import units
from bridge.text.bilingual.words import Word as Token
from bridge.text.bilingual.words import is_small, tokens, weight

#: "Peut-on", "dites-le".
_INVERTED = re.compile(r"-(?:t-)?(?:on|ils?|elles?|je|tu|nous|vous|ce|les?|la|lui|leur|moi|y|en)\Z", re.IGNORECASE)
#: No world is meant.
_EVERYONE = re.compile(r"\btout le monde\b", re.IGNORECASE)
#: "Put it back", "turned them down".
_PARTED = re.compile(
    r"([A-Za-z]+) (?:it|that|this|them|him|her|us|me|you) (back|down|up|off|out|away|over|on)\b", re.IGNORECASE
)
#: Says that something goes on or is about to: English has small words, or a form of the verb, for it.
_ASIDE = re.compile(
    r"\bsans (?:cesse|arrêt|relâche)\b|\b(?:vais|vas|va|allons|allez|vont|all(?:ais|ait|ions|iez|aient))"
    r"(?= (?:(?:le|la|les|lui|leur|en|y|nous|vous|me|te|se|tout|pas|bien) |[lmts]['’]){0,2}[a-zà-ÿ]+(?:er|ir|re)\b)",
    re.IGNORECASE,
)
_CLAUSE = re.compile(
    r"[,;:.!?…()\n«»“”\"—–]+|"
    r"\b(?:et|mais|car|donc|puis|parce qu[e'’]|puisqu[e'’]|alors qu[e'’]|and|but|because|so that)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Word:
    """A content word: its folded form, what it may correspond to, how much it tells, its clause."""

    plain: str
    keys: frozenset[str]
    weight: float
    clause: int
    text: str


@dataclass(frozen=True, slots=True)
class Text:
    """A quotation ready to be compared."""

    text: str
    language: str
    clauses: tuple[str, ...]
    words: tuple[Word, ...]
    keys: frozenset[str]

    @property
    def weight(self) -> float:
        """How much its words tell in all."""
        return sum(word.weight for word in self.words)


@dataclass(frozen=True, kw_only=True, slots=True)
class Fit:
    """How well a French quotation renders an original.

    ``explained``: from 0 to 1, the share of its words that the original has; ``covered``: of the original's words
    that it has.
    """

    explained: float
    covered: float

    @property
    def score(self) -> float:
        """What ranks originals."""
        return 0.7 * self.explained + 0.3 * self.covered


@lru_cache(maxsize=1_024)
def prepared(text: str, language: str, synonyms: bool = False) -> Text:
    """A quotation of the article ("fr") or of the source."""
    looked = _ASIDE.sub(" ", _EVERYONE.sub("tous", text)) if language == "fr" else text
    clauses = tuple(part for part in _CLAUSE.split(looked) if part and part.strip())
    found = [
        Word(plain=token.plain, keys=own, weight=weight(token.plain, language), clause=number, text=token.text)
        for number, clause in enumerate(clauses)
        for token, own in _with_keys(clause, language, synonyms=synonyms)
    ]
    every = frozenset(key for word in found for key in word.keys)
    return Text(text=text, language=language, clauses=clauses, words=tuple(found), keys=every)


def _with_keys(clause: str, language: str, *, synonyms: bool) -> Iterator[tuple[Token, frozenset[str]]]:
    """The content words of a clause; those of a term ("take part", "life jacket") have its keys too."""
    terms = [unit for unit in units(clause, language) if unit.words > 1] if language == "en" else []
    for token in tokens(clause):
        if language == "fr" and _INVERTED.search(token.text):
            token = replace(token, text=_INVERTED.sub("", token.text), plain=_INVERTED.sub("", token.plain))
            if is_small(french_lemma(token.text), "fr"):
                continue
        if is_small(token.plain, language) or (language == "fr" and _is_modal(token)):
            continue
        if synonyms:
            yield token, synonym_keys(token.text)
        elif language == "fr":
            yield token, _french_keys(token.text)
        else:
            wider = [term.keys for term in terms if term.start <= token.start <= term.start + len(term.text)]
            parted = _PARTED.match(clause, token.start)
            if parted:
                wider.append(keys(f"{english_lemma(parted[1])} {parted[2].casefold()}", "en"))
            yield token, _english_keys(token.text).union(*wider)


def _french_keys(word: str) -> frozenset[str]:
    """ "Demi-heure" corresponds to half an hour."""
    own = french_keys(word)
    return own.union(*(french_keys(part) for part in word.split("-"))) if word.startswith("demi-") else own


def _is_modal(token: Token) -> bool:
    """ "Devrait", "pourraient": English has small words for them."""
    return token.plain not in ("devoirs", "pouvoirs") and french_lemma(token.text) in ("devoir", "pouvoir")


def _english_keys(word: str) -> frozenset[str]:
    """ "Nine-year-old" corresponds to whatever one of its parts does."""
    own = keys(word, "en")
    return own.union(*(keys(part, "en") for part in word.split("-") if part)) if "-" in word else own


def fit(french: Text, original: Text) -> Fit:
    """How much the two share."""
    explained = sum(word.weight for word in french.words if word.keys & original.keys)
    covered = sum(word.weight for word in original.words if word.keys & french.keys)
    return Fit(
        explained=explained / french.weight if french.words else 0.0,
        covered=covered / original.weight if original.words else 0.0,
    )
