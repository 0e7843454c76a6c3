"""Noun phrases that can stand alone: whole, without pronouns, and grammatical once their article is put right."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bridge.engines.extractive import lexicon
from bridge.engines.extractive.parsing import Sentence, is_content, is_name, lemma

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

#: Words of a phrase, as printed.
MOST_WORDS = 8
#: Dependencies by which a complement with another preposition than « de » belongs to the noun.
NOMINAL = frozenset({"nmod", "conj", "flat:name", "appos", "amod"})

_VOWEL = re.compile(r"[aeiouyàâäéèêëîïôöùûüœæ]", re.IGNORECASE)


@dataclass(frozen=True, kw_only=True, eq=False)
class Phrase:
    """Tokens ``start`` (its article excluded) up to ``end`` of a sentence; ``article`` is "" where none fits."""

    sentence: Sentence
    start: int
    end: int
    article: str

    @property
    def tokens(self) -> Span:
        """Its tokens, without the article."""
        return self.sentence.doc[self.start : self.end]

    @property
    def head(self) -> Token:
        """Its first noun or name: in French the head stands first."""
        return next((token for token in self.tokens if token.pos_ in {"NOUN", "PROPN"}), self.tokens[0])

    @property
    def bare(self) -> str:
        """Its words without the article; lower case at the start but for a name."""
        text = str(self.sentence.doc[self.start : self.end].text)
        if is_name(self.tokens[0]) or text[:2].isupper():
            return text
        return text[0].lower() + text[1:]

    @property
    def text(self) -> str:
        """With its article, as a subheading is written: the first letter upper case."""
        joined = self.article + ("" if self.article.endswith("’") or not self.article else " ") + self.bare
        return joined[0].upper() + joined[1:]

    @property
    def lemmas(self) -> tuple[str, ...]:
        """The lemmas of its content words."""
        return tuple(lemma(token) for token in self.tokens if is_content(token))

    @property
    def named(self) -> bool:
        """Whether it is a proper name and nothing else."""
        return all(is_name(token) or not is_content(token) for token in self.tokens)


def find(sentence: Sentence, *, loose: bool = False) -> Iterator[Phrase]:
    """Every phrase that may stand alone, the same start with several ends where it may end early.

    ``loose`` also takes « moulin à marée », which cannot be told from « (lire) les résultats à distance ».
    """
    for token in sentence.doc:
        start = _start(token)
        if start is None or sentence.in_quotation(token):
            continue
        article = _article(sentence, start)
        if article is None:
            continue
        for end in _ends(sentence, start, loose=loose):
            phrase = Phrase(sentence=sentence, start=start, end=end, article=article)
            if _sound(phrase):
                yield phrase


def whole(sentence: Sentence) -> Iterator[str]:
    """Noun phrases with their article and all that depends on them (« une saison plus longue de trois semaines »)."""
    doc = sentence.doc
    for noun in doc:
        start, end = noun.left_edge.i, noun.right_edge.i + 1
        if noun.pos_ != "NOUN" or sentence.in_quotation(noun):
            continue
        while start < noun.i and (doc[start].pos_ == "ADP" or doc[start].is_punct):
            start += 1
        while end > start and doc[end - 1].is_punct:
            end -= 1
        text = str(doc[start:end].text)
        article = lexicon.fold(doc[start].text) in {"le", "la", "les", "l’", "un", "une"}
        if end < len(doc) and not doc[end - 1].whitespace_ and doc[end].text not in ",.;:!?…":
            continue  # half of a word with a hyphen
        if article and noun.i - start <= 2 and not re.search(r"[«»“”\"()\[\]:;]|,(?!\d)", text) and _clean(text):
            yield text


def _start(token: Token) -> int | None:
    """Where a phrase starts whose first content word this is, without its article."""
    doc = token.doc
    if token.i and not doc[token.i - 1].whitespace_ and not doc[token.i - 1].text.endswith(("’", "'", "(", "«")):
        return None
    before = doc[token.i - 1] if token.i else None
    if is_name(token):
        return None if before is not None and is_name(before) and before.pos_ not in {"DET", "ADP"} else token.i
    if token.pos_ == "NOUN":
        return None if before is not None and before.pos_ in {"ADJ", "NUM", "NOUN", "PROPN"} else token.i
    if token.pos_ == "ADJ" and token.i + 1 < len(doc) and doc[token.i + 1].pos_ == "NOUN":
        precedes = before is not None and before.pos_ == "DET" and token.head.i == token.i + 1
        return token.i if precedes and token.lower_ not in lexicon.WEAK_ADJECTIVES else None
    return None


def _article(sentence: Sentence, start: int) -> str | None:
    """The article that fits, "" for none, and None where what stands before forbids the phrase."""
    doc = sentence.doc
    first = doc[start]
    if start == 0:
        titled = sentence.piece < 0 and first.pos_ == "NOUN"  # titles do without an article
        return "" if is_name(first) or titled else None
    before = doc[start - 1]
    word = lexicon.fold(before.text)
    if is_name(first):
        return _article_of_name(sentence, start)
    if word in lexicon.ARTICLES:
        if word == "du" and before.pos_ == "DET":  # a partitive: « du bruit »
            return None
        if word == "des" and before.pos_ == "ADP":
            return "les"
        article = lexicon.ARTICLES[word]
        if word == "cette" and _VOWEL.match(first.text):
            return "l’"
        return None if word in lexicon.DEMONSTRATIVES and first.lower_.startswith("h") else article
    return "" if before.pos_ == "ADP" else None


def _article_of_name(sentence: Sentence, start: int) -> str:
    """« La France » keeps its article, « Mistral AI » has none; what a contraction hides is put back."""
    before = sentence.doc[start - 1]
    word = lexicon.fold(before.text)
    if word in {"le", "la", "l’", "les", "du", "au", "aux"} or (word == "des" and before.pos_ == "ADP"):
        return "les" if word == "des" else lexicon.ARTICLES[word]
    return ""


def _ends(sentence: Sentence, start: int, *, loose: bool) -> Iterator[int]:
    """The tokens before which the phrase may end."""
    doc = sentence.doc
    at = _simple(sentence, start)
    while at is not None and at - start <= 2 * MOST_WORDS:
        after = doc[at] if at < len(doc) else None
        complement = None if after is None else _complement(sentence, start, at, loose=loose)
        bound = after is not None and _binds(after, start, at)
        if not bound:
            yield at
        at = complement


def _simple(sentence: Sentence, start: int) -> int | None:
    """The end of a noun with its adjectives, or of a name; None where there is no noun."""
    doc = sentence.doc
    at = start
    while at < len(doc) and doc[at].pos_ == "ADJ" and not is_name(doc[at]):
        at += 1
    if at >= len(doc) or not (doc[at].pos_ == "NOUN" or is_name(doc[at])):
        return None
    at += 1
    while at < len(doc) and _continues(doc[at], at):
        at += 1
    return at


def _continues(token: Token, at: int) -> bool:
    """Whether a token goes on with a noun or name: an adjective, more of a name, what a hyphen ties."""
    previous = token.doc[at - 1]
    tied = not previous.whitespace_ and (token.text in "-‐‑’'" or previous.text in "-‐‑’'")
    if tied:
        return True
    if is_name(token):
        return True
    return token.pos_ == "ADJ" and token.dep_ in {"amod", "nmod", "appos", "conj", "flat:name"} and not token.is_stop


def _complement(sentence: Sentence, start: int, at: int, *, loose: bool) -> int | None:
    """The end of the complement that starts at ``at``, or None where none does."""
    doc = sentence.doc
    word = lexicon.fold(doc[at].text)
    follow = at + 1
    if word in {"et", "ou"}:
        return _second_part(sentence, start, at)
    if word not in lexicon.COMPLEMENT or doc[at].pos_ not in {"ADP", "DET"}:
        return None
    if follow < len(doc) and lexicon.fold(doc[follow].text) in {"le", "la", "les", "l’", "un", "une"}:
        follow += 1
    elif not loose and word in {"à", "sur", "contre", "entre"}:  # « lira les résultats à distance »: not the noun's
        return None
    end = _simple(sentence, follow) if follow < len(doc) else None
    if end is None or any(token.pos_ == "NUM" for token in doc[at:end]):
        return None
    head = next(token for token in doc[follow:end] if token.pos_ == "NOUN" or is_name(token))
    inside = start <= head.head.i < at
    return end if inside and (head.dep_ in NOMINAL or word in lexicon.OF) else None


def _second_part(sentence: Sentence, start: int, at: int) -> int | None:
    """The end of « et la souveraineté » after a phrase, where the parse joins two nouns and both have articles."""
    doc = sentence.doc
    if at + 2 >= len(doc) or doc[at + 1].pos_ not in {"DET", "ADP"}:
        return None
    end = _simple(sentence, at + 2)
    if end is None:
        return None
    head = next(token for token in doc[at + 2 : end] if token.pos_ == "NOUN" or is_name(token))
    joined = head.dep_ == "conj" and start <= head.head.i < at
    before = doc[head.head.i - 1] if joined and head.head.i else None
    return end if before is not None and before.lower_ == doc[at + 1].lower_ else None


def _binds(after: Token, start: int, at: int) -> bool:
    """Whether the next token belongs to the phrase so closely that it cannot end here."""
    doc = after.doc
    word = lexicon.fold(after.text)
    if word in lexicon.OF and after.pos_ in {"ADP", "DET"}:
        target = after.head if after.head.i > after.i else after
        return target.head.i >= start and target.head.i < at
    if after.pos_ == "ADJ" and after.dep_ in {"amod", "conj"} and start <= after.head.i < at:
        return True
    if doc[at - 1].pos_ == "ADJ" and after.pos_ == "ADP" and after.head.head.i == at - 1:
        return True  # « accessible au plus grand nombre »: the adjective needs what follows
    if not doc[at - 1].whitespace_ and after.text not in ',.;:!?)»…"':
        return True
    if word in {"et", "ou"} and at + 1 < len(doc):
        return bool(doc[at + 1].pos_ == "ADJ" or (is_name(doc[at - 1]) and is_name(doc[at + 1])))
    return after.pos_ in {"NOUN", "X", "NUM"} or is_name(after)


def _sound(phrase: Phrase) -> bool:
    """Whether a phrase reads as one: right length, a full head, no pieces of other things in it."""
    tokens = phrase.tokens
    text = phrase.text
    if len(text.split()) > MOST_WORDS or len(text) > 70 or re.search(r"[«»“”\"()\[\]:;,/‘]", text):
        return False
    if any(token.pos_ in {"VERB", "AUX", "PRON", "SCONJ", "ADV", "SYM"} and not is_name(token) for token in tokens):
        return False
    if any(token.lower_ in lexicon.CALENDAR or token.lower_ in lexicon.WEAK_ADJECTIVES for token in tokens):
        return False
    if not all(_agrees(phrase, token) for token in tokens if token.pos_ == "ADJ" and not is_name(token)):
        return False
    if _from_here_to_there(phrase):
        return False
    return not _empty(phrase) and not _cuts_entity(phrase) and not tokens[-1].is_punct and _clean(text)


def _from_here_to_there(phrase: Phrase) -> bool:
    """« (de) la gare à l’hôpital » is two places and no thing."""
    doc = phrase.sentence.doc
    before = phrase.start - 1
    while before >= 0 and doc[before].pos_ == "DET":
        before -= 1
    origin = before >= 0 and lexicon.fold(doc[before].text) in {"de", "d’", "du", "depuis"}
    return origin and any(lexicon.fold(token.text) in {"à", "au", "aux", "jusqu’"} for token in phrase.tokens)


def _agrees(phrase: Phrase, adjective: Token) -> bool:
    """Whether some noun of the phrase has the adjective's number: in « sécurité américaines » something is cut off."""
    number = adjective.morph.get("Number", [])
    nouns = [token.morph.get("Number", []) for token in phrase.tokens if token.pos_ in {"NOUN", "PROPN"}]
    return not number or any(not noun or noun == number for noun in nouns)


def _clean(text: str) -> bool:
    """Whether no hyphen, apostrophe or preposition dangles."""
    last = lexicon.fold(text.split()[-1])
    return text[-1] not in "-‐‑’'" and last not in lexicon.BAD_ENDINGS


def _empty(phrase: Phrase) -> bool:
    """Whether the head says too little."""
    head = lemma(phrase.head)
    if head not in lexicon.EMPTY_HEADS and phrase.head.lower_ not in lexicon.EMPTY_HEADS:
        return not phrase.lemmas
    completed = len(phrase.lemmas) > 1 and any(token.pos_ == "ADP" for token in phrase.tokens)
    return not (head in lexicon.NEED_COMPLEMENT and completed)


def _cuts_entity(phrase: Phrase) -> bool:
    """Whether a boundary of the phrase falls within a name that the model knows as one."""
    for entity in phrase.sentence.doc.ents:
        if not any(is_name(token) for token in entity):
            continue
        overlaps = entity.start < phrase.end and entity.end > phrase.start
        article = phrase.start - 1 if phrase.article else phrase.start
        if overlaps and (entity.start < article or entity.end > phrase.end):
            return True
    return False
