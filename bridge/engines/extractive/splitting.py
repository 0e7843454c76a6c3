"""Long sentences cut in two, only where the parse proves that both halves stand and say what the whole said.

Four places are cut: a semicolon between main clauses; « , et », « , mais », « , or » (and a bare « et ») before a
clause with a subject of its own; « , ce qui » that takes up a whole clause; « , qui » at the end of a sentence where
what it stands for is the name or the noun right before it. « Et » goes and « qui » becomes what it stands for; no other
word does. Nothing is cut within a quotation or a parenthesis, behind a colon, in a question, nor where a source, a
condition, a contrast or a date at the start may govern both halves.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bridge.engines.extractive import lexicon
from bridge.engines.extractive.clauses import agrees, finite, opens_with_statement, stands
from bridge.engines.extractive.parsing import Sentence, is_name, parse_one
from bridge.engines.extractive.summary import whole_quotations
from bridge.text.words import count_words

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

#: Yoast calls a sentence of more words long, and accepts a quarter of such sentences.
LONG_WORDS, MOST_LONG = 20, 0.25
#: Where a text has no more than that quarter, only a sentence of more words than this is cut.
HEAVY_WORDS = 30
#: A half of fewer words would stammer.
FEWEST_WORDS = 4
#: Halves are cut again, up to so many times.
ROUNDS = 2
#: Longer ones are no sentences.
MOST_TOKENS = 120

_SPACES = " \u00a0\u202f"


@dataclass(frozen=True)
class Cut:
    """Characters ``start`` to ``end`` of a sentence, and what stands there instead."""

    start: int
    end: int
    text: str


@dataclass(frozen=True)
class _Place:
    """Tokens ``left`` (the first not in the first half) and ``right`` (the first of the second, behind ``lead``)."""

    left: int
    right: int
    lead: str = ""
    semicolon: bool = False


def limit(words: list[int]) -> int:
    """How long a sentence may be, given how many words each of the text has."""
    long = sum(count > LONG_WORDS for count in words)
    return LONG_WORDS if long > MOST_LONG * len(words) else HEAVY_WORDS


def cuts(sentence: Sentence, most: int = LONG_WORDS) -> tuple[Cut, ...]:
    """Where a sentence of more than ``most`` words is cut, in order; none where in doubt."""
    found: list[Cut] = []
    _cut(sentence, 0, most, ROUNDS, found)
    return tuple(sorted(found, key=lambda cut: cut.start))


def halves(text: str, found: tuple[Cut, ...]) -> str:
    """The text with its cuts made."""
    for cut in reversed(found):
        text = text[: cut.start] + cut.text + text[cut.end :]
    return text


def changes(sentences: Sequence[Sentence], most: int) -> tuple[tuple[int, int, str], ...]:
    """The cuts of a paragraph's sentences, in visible characters without white space from its start."""
    seen = 0
    found = []
    for sentence in sentences:
        for cut in cuts(sentence, most):
            start, end = (seen + _visible(sentence.text[:at]) for at in (cut.start, cut.end))
            found.append((start, end, cut.text))
        seen += _visible(sentence.text)
    return tuple(found)


def _visible(text: str) -> int:
    return sum(not char.isspace() for char in text)


def _cut(sentence: Sentence, offset: int, most: int, rounds: int, found: list[Cut]) -> None:
    if not rounds or count_words(sentence.text) <= most:
        return
    made = _first(sentence)
    if made is None:
        return
    cut, first, second = made
    found.append(Cut(cut.start + offset, cut.end + offset, cut.text))
    _cut(first, offset, most, rounds - 1, found)
    added = len(cut.text.split(". ", 1)[1])  # what the second half starts with is not the source's, so far
    if count_words(second.text) > most:
        later: list[Cut] = []
        _cut(second, cut.end + offset - added, most, rounds - 1, later)
        found.extend(one for one in later if one.start >= cut.end + offset)


def _first(sentence: Sentence) -> tuple[Cut, Sentence, Sentence] | None:
    """The first cut that can be proved, with both halves parsed on their own."""
    doc = sentence.doc
    if len(doc) > MOST_TOKENS or doc.text != sentence.text or not _may_cut(sentence):
        return None
    for place in _places(sentence):
        cut = _made(sentence, place)
        if cut is None:
            continue
        first, second = sentence.text[: cut.start] + ".", cut.text[2:] + sentence.text[cut.end :]
        if min(count_words(first), count_words(second)) < FEWEST_WORDS:
            continue
        if not (whole_quotations(first) and whole_quotations(second)):
            continue
        one, other = parse_one(first), parse_one(second)
        if _proved(one, other, place) and not _governed(one, other):
            return cut, one, other
    return None


def _may_cut(sentence: Sentence) -> bool:
    """Whether it is a plain statement: no question, no speech around a quotation, no pair of conjunctions."""
    text = sentence.text
    if not text.endswith(".") or text.endswith("..") or text[:1] in '«“"—–-(':
        return False
    folded = lexicon.fold(text)
    if any(re.search(rf"(?<!\w){re.escape(word)}(?!\w)", folded) for word in lexicon.CORRELATIVES):
        return False
    spoken = bool(sentence.quoted) and any(token.lemma_ in lexicon.SPEECH for token in sentence.doc)
    return whole_quotations(text) and not spoken


def _places(sentence: Sentence) -> Iterator[_Place]:
    yield from _semicolons(sentence)
    yield from _conjunctions(sentence)
    yield from _what_it_did(sentence)
    yield from _relatives(sentence)


def _outside(sentence: Sentence, at: int) -> bool:
    """Whether a token is out of quotations, parentheses and dashes, and behind no colon."""
    before = sentence.text[: sentence.doc[at].idx]
    if sentence.in_quotation(sentence.doc[at]) or before.count("(") != before.count(")"):
        return False
    return not re.search(r"[\s]:\s|:[\s]|[\s][–—][\s]", before)


def _semicolons(sentence: Sentence) -> Iterator[_Place]:
    doc = sentence.doc
    marks = [token.i for token in doc if token.text == ";"]
    if len(marks) != 1:
        return  # a list
    at = marks[0]
    if 0 < at < len(doc) - 2 and _outside(sentence, at):
        yield _Place(at, at + 1, semicolon=True)


def _conjunctions(sentence: Sentence) -> Iterator[_Place]:
    """« , et » before a subject and its verb; the halves prove that it joins clauses, since the parser often errs."""
    doc = sentence.doc
    for token in doc[2:-3]:
        word = token.lower_
        if word not in {"et", "mais", "or"} or not _outside(sentence, token.i):
            continue
        comma = doc[token.i - 1].text == ","
        sure = _joined(token)
        if not sure and (not comma or _within_relative(doc[: token.i])):
            continue
        if comma or (sure and word == "et"):
            left = token.i - 1 if comma else token.i
            yield _Place(left, token.i + 1) if word == "et" else _Place(left, token.i)


def _joined(conjunction: Token) -> bool:
    """Whether it joins a finite verb to the main verb, whose own subject stands right behind it."""
    for verb in conjunction.doc[conjunction.i + 1 :]:
        if verb.dep_ == "conj" and verb.head.dep_ == "ROOT" and verb.head.i < conjunction.i:
            subject = next((child for child in verb.children if child.dep_.startswith("nsubj")), None)
            return subject is not None and subject.left_edge.i == conjunction.i + 1
    return False


def _within_relative(before: Span) -> bool:
    """Whether a relative clause may go on: « une ville où les loyers montent, et les salaires baissent »."""
    return any(token.lower_ in lexicon.RELATIVES for token in before)


def _what_it_did(sentence: Sentence) -> Iterator[_Place]:
    """« , ce qui a pris sept mois » → « Cela a pris sept mois »."""
    doc = sentence.doc
    for token in doc[2:-3]:
        found = token.lower_ == "ce" and doc[token.i + 1].lower_ == "qui" and doc[token.i - 1].text == ","
        if found and _outside(sentence, token.i) and "," not in sentence.text[token.idx :]:
            yield _Place(token.i - 1, token.i + 2, "Cela")


def _relatives(sentence: Sentence) -> Iterator[_Place]:
    """« …, qui » up to the end of the sentence, of the name or the noun right before it."""
    doc = sentence.doc
    for token in doc[3:-3]:
        if token.lower_ != "qui" or doc[token.i - 1].text != "," or not _outside(sentence, token.i):
            continue
        verb = token.head
        ends = verb.right_edge.i >= len(doc) - 2 and "," not in sentence.text[token.idx :]
        if token.dep_ != "nsubj" or not ends or "Sub" in verb.morph.get("Mood", []):
            continue
        lead = _antecedent(sentence, token.i - 1, verb)
        if lead:
            yield _Place(token.i - 1, token.i + 1, lead)


def _antecedent(sentence: Sentence, comma: int, verb: Token) -> str:
    """What « qui » stands for, as the subject of a sentence; "" where that is not certain."""
    doc = sentence.doc
    if is_name(doc[comma - 1]):
        start = comma - 1
        while start and is_name(doc[start - 1]):
            start -= 1
        before = doc[start - 1] if start else None
        alone = before is not None and before.pos_ in {"ADP", "VERB", "AUX"} and before.lower_ not in lexicon.OF
        return str(doc[start:comma].text) if alone and agrees("Sing", verb) else ""
    nearest = _nearest(sentence, comma, verb)
    if nearest is not None:
        return _pointing(nearest, doc[nearest.i - 1])
    start = comma
    while start and (doc[start - 1].pos_ in {"NOUN", "ADJ", "DET"} or doc[start - 1].lower_ in lexicon.WITHIN_NOUNS):
        start -= 1
    nouns = [token for token in doc[start:comma] if token.pos_ == "NOUN"]
    fitting = [noun for noun in nouns if agrees(_number(noun), verb)]
    if len(fitting) != 1 or any(not _number(noun) for noun in nouns) or fitting[0].i < 1:
        return ""
    article = doc[fitting[0].i - 1]
    if article.pos_ != "DET" or lexicon.fold(article.text) not in lexicon.SURE_ARTICLES:
        return ""
    return _pointing(fitting[0], article)


def _nearest(sentence: Sentence, comma: int, verb: Token) -> Token | None:
    """The noun before the comma where it completes no other (« à une entreprise locale, qui ») and the parse agrees."""
    doc = sentence.doc
    at = comma - 1
    while at > 1 and doc[at].pos_ == "ADJ":
        at -= 1
    noun, article = doc[at], doc[at - 1]
    if noun.pos_ != "NOUN" or verb.head.i != at or at < 2 or not agrees(_number(noun), verb):
        return None
    sure = article.pos_ == "DET" and lexicon.fold(article.text) in lexicon.SURE_ARTICLES
    before = doc[at - 2]
    return noun if sure and before.pos_ in {"ADP", "VERB"} and before.lower_ not in lexicon.OF else None


def _number(noun: Token) -> str:
    """« Sing » or « Plur », as its article and its form say together; "" where they do not agree."""
    article = lexicon.fold(noun.doc[noun.i - 1].text) if noun.i else ""
    said = noun.morph.get("Number", [""])[0]
    if article in {"les", "des", "ces", "aux"}:
        return "Plur" if said != "Sing" else ""
    if article in {"le", "la", "un", "une", "ce", "cet", "cette", "du", "au"}:
        return "Sing" if said != "Plur" else ""
    return said


def _pointing(noun: Token, article: Token) -> str:
    """« Cette société »: the demonstrative that agrees with a noun as its article does."""
    word = lexicon.fold(article.text)
    if word in {"les", "des", "ces"}:
        return f"Ces {noun.text}"
    gender = noun.morph.get("Gender", [""])[0]
    known = {"la": "Fem", "une": "Fem", "cette": "Fem", "le": "Masc", "un": "Masc", "ce": "Masc", "cet": "Masc"}
    if not gender or known.get(word, gender) != gender or noun.lower_[0] == "h":
        return ""
    vowel = re.match(r"[aeiouyàâäéèêëîïôöùûüœæ]", noun.text, re.IGNORECASE)
    return f"{'Cette' if gender == 'Fem' else 'Cet' if vowel else 'Ce'} {noun.text}"


def _made(sentence: Sentence, place: _Place) -> Cut | None:
    """The characters that change."""
    doc = sentence.doc
    start = len(sentence.text[: doc[place.left].idx].rstrip(_SPACES))
    first = doc[place.right]
    if place.lead:
        return Cut(start, first.idx, f". {place.lead} ")
    capital = first.text[0].upper()
    return Cut(start, first.idx + 1, f". {capital}")


def _proved(one: Sentence, other: Sentence, place: _Place) -> bool:
    """Whether both halves are sentences; before a semicolon and « qui » the first may open as it likes."""
    if not opens_with_statement(other):
        return False
    if place.semicolon or place.lead:
        first = lexicon.fold(one.doc[0].text)
        return first not in lexicon.SUBORDINATORS and any(stands(list(one.doc[at:])) for at in _starts(one))
    return opens_with_statement(one)


def _starts(half: Sentence) -> list[int]:
    """Where the main clause may start: with the sentence, or behind an opening's comma."""
    return [0, *(token.i + 1 for token in half.doc if token.text == ",")]


def _governed(one: Sentence, other: Sentence) -> bool:
    """Whether something in one half may hold for the other: who says it, a condition, a reported clause."""
    for half in (one, other):
        folded = lexicon.fold(half.text)
        if any(mark in folded for mark in ("-t-il", "-t-elle", "-t-on")) or _says_aside(half):
            return True
        if _marked(half.text, lexicon.ATTRIBUTIONS) or _marked(half.text, lexicon.CONDITIONS):
            return True
    return _reports(one)


def _marked(text: str, marks: tuple[str, ...]) -> bool:
    folded = lexicon.fold(text)
    return any(re.search(rf"(?<![\w-]){re.escape(mark)}(?!\w)", folded) for mark in marks)


def _reports(half: Sentence) -> bool:
    """« Elle affirme que… », « il promet de… »: what comes next may still be what they say."""
    verbs = [token for token in half.doc if token.lemma_ in lexicon.SPEECH | lexicon.BELIEF and token.pos_ == "VERB"]
    return bool(verbs) or any(token.lower_ in {"que", "qu’", "qu'"} for token in half.doc if token.pos_ == "SCONJ")


def _says_aside(half: Sentence) -> bool:
    """« …, assure la mairie. »"""
    return any(
        token.lemma_ in lexicon.SPEECH and token.i and token.doc[token.i - 1].text == "," and finite(token)
        for token in half.doc
    )
