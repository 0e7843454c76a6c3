"""Shorter versions of a sentence: only what is proven neutral goes, and where in doubt nothing does.

Three things may go: an apposition between two commas behind the name that is the subject, a party or union's
initials in parentheses, and an opening « Après que… » before a main clause in the past. Nothing goes that holds a
number, or a word that denies, excepts, restricts, attributes, opposes or sets a condition (``lexicon.GUARDS``), and
what is left has the subject and the finite verb that the sentence had, and no word that it had not.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations, pairwise
from typing import TYPE_CHECKING

from bridge.engines.extractive import lexicon
from bridge.engines.extractive.parsing import Sentence, is_name, parse_one
from bridge.engines.extractive.pieces import leans
from bridge.engines.extractive.summary import whole_quotations

if TYPE_CHECKING:
    from spacy.tokens import Token

#: Stretches taken out together, at most: three make a different sentence.
MOST_TOGETHER = 2
#: Initials in parentheses: « (DVG) », « (CGT) ».
_INITIALS = re.compile(r"[A-ZÉÈ]{2,6}")
#: « lundi 26 février » is a date, not a number that counts something.
_DATE = re.compile(rf"\b\d{{1,2}}(?:er)? (?:{'|'.join(sorted(lexicon.MONTHS))})(?: \d{{4}})?\b")
#: A digit, but for those of a name (« GPT-4 »).
_NUMBER = re.compile(r"(?<![^\W\d_])(?<![^\W\d_]-)\d")
_GUARD = re.compile(rf"(?<![\w-])(?:{'|'.join(re.escape(guard) for guard in lexicon.GUARDS)})(?![\w-])")
_WORD = re.compile(r"[^\W_]+(?:[-'’.][^\W_]+)*")
#: Marks that no space stands before.
_TIGHT = ".,…)"


@dataclass(frozen=True)
class Variant:
    """A shorter version; ``cost`` is what share of the sentence went, plus something for every stretch."""

    text: str
    cost: float


@dataclass(frozen=True)
class _Stretch:
    start: int
    end: int


def guarded(text: str) -> bool:
    """Whether a text holds a number, or a word by which a statement is denied, limited, attributed or opposed."""
    folded = lexicon.fold(text)
    if _GUARD.search(folded.replace("’", "’ ")) or _GUARD.search(folded):
        return True
    return _NUMBER.search(_DATE.sub("", folded)) is not None


def variants(sentence: Sentence) -> list[Variant]:
    """The sentence itself (cost 0), then its shorter versions, cheapest first."""
    found = {sentence.text: Variant(sentence.text, 0.0)}
    if whole_quotations(sentence.text) and sentence.doc.text == sentence.text and _statement(sentence) is not None:
        stretches = [stretch for stretch in _stretches(sentence) if not guarded(_text(sentence, stretch))]
        for count in range(1, MOST_TOGETHER + 1):
            for chosen in combinations(stretches, count):
                if all(a.end <= b.start for a, b in pairwise(chosen)):
                    text = _without(sentence, chosen)
                    if text not in found and _says_the_same(sentence, text):
                        share = 1 - len(text) / len(sentence.text)
                        found[text] = Variant(text, share + 0.15 * count)
    return sorted(found.values(), key=lambda variant: variant.cost)


def _stretches(sentence: Sentence) -> list[_Stretch]:
    found = [*_opening(sentence), *_appositions(sentence), *_initials(sentence)]
    return sorted(found, key=lambda stretch: stretch.start)


def _text(sentence: Sentence, stretch: _Stretch) -> str:
    return str(sentence.doc[stretch.start : stretch.end].text)


def _opening(sentence: Sentence) -> Iterator[_Stretch]:
    """« Après que la ville a voté, » before a main clause in the past, of which it is no condition."""
    doc = sentence.doc
    if len(doc) < 6 or lexicon.fold(doc[0].text) != "après" or lexicon.fold(doc[1].text) not in {"que", "qu’"}:
        return
    statement = _statement(sentence)
    if statement is None or not _past(statement[1]):
        return
    end = statement[0].left_edge.i
    within = any(token.i >= end and token.head.i < end and not token.is_punct for token in doc)
    if end > 2 and doc[end - 1].text == "," and not within and not sentence.in_quotation(doc[end - 1]):
        yield _Stretch(0, end)


def _appositions(sentence: Sentence) -> Iterator[_Stretch]:
    """« , apicultrice à Sault, » between the name that is the subject and its verb."""
    commas = [token.i for token in sentence.doc if token.text == ","]
    for first, second in pairwise(commas):
        if first and second + 1 < len(sentence.doc) and _is_apposition(sentence, first, second):
            yield _Stretch(first, second + 1)


def _is_apposition(sentence: Sentence, first: int, second: int) -> bool:
    doc = sentence.doc
    inside = doc[first + 1 : second]
    name = doc[first - 1]
    if not len(inside) or not is_name(name) or any(sentence.in_quotation(doc[i]) for i in (first, second)):
        return False
    while name.dep_ == "flat:name":
        name = name.head
    heads = [token for token in inside if not first < token.head.i < second]
    if len(heads) != 1 or heads[0].pos_ != "NOUN" or heads[0].head.i != name.i or is_name(heads[0]):
        return False
    if any(token.dep_ == "conj" and token.head.i == name.i for token in doc) or inside[0].pos_ not in {"NOUN", "DET"}:
        return False
    return name.dep_.startswith("nsubj") and not any(map(_finite, inside)) and _finite(doc[second + 1])


def _initials(sentence: Sentence) -> Iterator[_Stretch]:
    doc = sentence.doc
    for at in range(1, len(doc) - 2):
        if doc[at].text == "(" and doc[at + 2].text == ")" and _INITIALS.fullmatch(doc[at + 1].text):
            stretch = _Stretch(at, at + 3)
            if is_name(doc[at - 1]) and not sentence.in_quotation(doc[at]):
                yield stretch


def _finite(token: Token) -> bool:
    return token.pos_ in {"VERB", "AUX"} and "Fin" in token.morph.get("VerbForm", [])


def _statement(sentence: Sentence) -> tuple[Token, Token] | None:
    """The subject and the root of a sentence with a finite verb; None where the parse has none."""
    root = next((token for token in sentence.doc if token.dep_ == "ROOT"), None)
    if root is None:
        return None
    subject = next((token for token in root.children if token.dep_.startswith("nsubj")), None)
    finite = _finite(root) or any(_finite(token) for token in root.children if token.dep_.startswith(("aux", "cop")))
    return (subject, root) if subject is not None and subject.i < root.i and finite else None


def subject(sentence: Sentence) -> str:
    """The subject that the sentence opens with, whole; "" where it opens with something else."""
    statement = _statement(sentence)
    if statement is None or statement[0].left_edge.i != 0 or statement[0].pos_ not in {"NOUN", "PROPN"}:
        return ""
    return str(sentence.doc[: statement[0].right_edge.i + 1].text)


def _past(root: Token) -> bool:
    """Whether a verb tells what has happened: a compound past, or a past or imperfect form."""
    if root.morph.get("VerbForm", []) == ["Part"]:
        return any(_finite(token) and token.morph.get("Tense", []) != ["Fut"] for token in root.children)
    return root.morph.get("Tense", [""])[0] in {"Past", "Imp"}


def _without(sentence: Sentence, stretches: tuple[_Stretch, ...]) -> str:
    """The text without the stretches: one space, or none before a mark, where each was."""
    text = sentence.text
    for stretch in reversed(stretches):
        last = sentence.doc[stretch.end - 1]
        left, right = text[: sentence.doc[stretch.start].idx].rstrip(), text[last.idx + len(last) :].lstrip()
        text = f"{left}{'' if not left or right[:1] in _TIGHT else ' '}{right}"
    return text[:1].upper() + text[1:]


def _says_the_same(sentence: Sentence, text: str) -> bool:
    """Whether a shorter version has the sentence's own words only, its subject and its verb, and leans on nothing."""
    had, has = (Counter(_WORD.findall(lexicon.fold(t))) for t in (sentence.text, text))
    if has - had or not whole_quotations(text) or leans(text) > leans(sentence.text):
        return False
    before, after = _statement(sentence), _statement(parse_one(text))
    if before is None or after is None:
        return False
    return [lexicon.fold(token.text) for token in before] == [lexicon.fold(token.text) for token in after]


def lower_start(sentence: Sentence, text: str) -> str:
    """A text taken from the sentence as it goes on after a colon: no capital but for a name or an acronym."""
    word = text.split(maxsplit=1)[0]
    names = {token.text for token in sentence.doc if is_name(token)}
    stem = word.strip(",.;:'’").split("’")[0]
    known = any(stem == name for name in names) or (word[:2].isalpha() and word[:2].isupper())
    return text if known else text[0].lower() + text[1:]
