"""Whether a half of a sentence is a sentence: a subject first, then a finite verb that agrees with it.

The model's tags of single words are sure, its trees of sentences with several clauses are not; so a clause is proved
from left to right, by the words that a subject may be made of, its article's number and its verb's ending.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from bridge.engines.extractive import lexicon
from bridge.engines.extractive.parsing import Sentence

if TYPE_CHECKING:
    from spacy.tokens import Token

#: What a subject is made of.
_NOMINAL = frozenset({"DET", "NOUN", "ADJ", "PROPN", "NUM", "ADP", "ADV"})
#: A subject of more tokens has a clause in it.
_LONGEST_SUBJECT = 16
_SAME_FORM = re.compile(r"ient\Z|(?:m|s)ent\Z")


def finite(token: Token) -> bool:
    """Whether a word is a verb in a personal form."""
    return token.pos_ in {"VERB", "AUX"} and "Fin" in token.morph.get("VerbForm", [])


def stands(tokens: Sequence[Token]) -> bool:
    """Whether the words are a subject and its verb, and go on as they like."""
    subject, verb = _subject_and_verb(tokens)
    if verb is None or not subject:
        return False
    number = _number(subject)
    return bool(number) and _agree(number, verb)


def subject_end(tokens: Sequence[Token]) -> int:
    """How many words the subject has that the words start with, where a verb that agrees follows; else 0."""
    subject, verb = _subject_and_verb(tokens)
    return len(subject) if verb is not None and _agree(_number(subject) or "?", verb) else 0


def opens_with_statement(sentence: Sentence) -> bool:
    """Whether a sentence starts with its subject, but for one connector, and has one statement before its end."""
    words = list(sentence.doc)
    while words and lexicon.fold(words[0].text) in lexicon.OPENING_CONNECTORS | {","}:
        words = words[1:]
    return stands(words) and not _spliced(words)


def _spliced(words: Sequence[Token]) -> bool:
    """« Une infirmière l’a joint, son traitement a été modifié »: a second statement behind a mere comma."""
    return any(word.text == "," and stands(words[at + 1 :]) for at, word in enumerate(words))


def _subject_and_verb(tokens: Sequence[Token]) -> tuple[Sequence[Token], Token | None]:
    if not tokens:
        return (), None
    end = 1 if lexicon.fold(tokens[0].text) in lexicon.SUBJECT_PRONOUNS else _nominal(tokens)
    at = end
    while at < len(tokens) and lexicon.fold(tokens[at].text) in lexicon.CLITICS:
        at += 1
    if not end or at >= len(tokens) or not finite(tokens[at]):
        return (), None
    return tokens[:end], tokens[at]


def _nominal(tokens: Sequence[Token]) -> int:
    """How many words from the start a subject that is no pronoun has; 0 where they are none."""
    first = tokens[0]
    if first.pos_ not in {"DET", "NUM", "PROPN"} or lexicon.fold(first.text) in lexicon.VAGUE_ARTICLES:
        return 0
    end = 0
    while end < min(len(tokens), _LONGEST_SUBJECT):
        word = tokens[end]
        clitic = lexicon.fold(word.text) in lexicon.CLITICS and word.pos_ in {"PRON", "ADV"}
        hyphen = word.text in "-‐‑" and not tokens[end - 1].whitespace_
        if word.text == "," and (after := _aside(tokens, end)):
            end = after
            continue
        if clitic or finite(word) or not (word.pos_ in _NOMINAL or hyphen or lexicon.fold(word.text) == "et"):
            break
        end += 1
    end = min(end, len(tokens))
    nouns = any(word.pos_ in {"NOUN", "PROPN"} for word in tokens[:end])
    return end if nouns and tokens[end - 1].pos_ not in {"DET", "ADP"} else 0


def _aside(tokens: Sequence[Token], comma: int) -> int:
    """Where « , de 200 places, » ends, if nothing but a noun and what belongs to it stands there; else 0."""
    for end in range(comma + 2, min(len(tokens), comma + _LONGEST_SUBJECT)):
        if tokens[end].text == ",":
            return end + 1 if tokens[comma + 1].pos_ == "ADP" else 0
        if tokens[end].pos_ not in _NOMINAL:
            return 0
    return 0


def _number(subject: Sequence[Token]) -> str:
    """« Sing », « Plur », or "" where it cannot be told."""
    first = lexicon.fold(subject[0].text)
    joined = [at for at, word in enumerate(subject) if lexicon.fold(word.text) == "et"]
    if joined:  # « la région et le département », whose number « le directeur de la région et du port » has not
        following = subject[joined[-1] + 1] if joined[-1] + 1 < len(subject) else None
        return "Plur" if len(joined) == 1 and following is not None and following.pos_ in {"DET", "PROPN"} else ""
    if first in lexicon.PLURALS or (subject[0].pos_ == "NUM" and first not in {"un", "une", "1", "0", "zéro"}):
        return "Plur"
    if first in lexicon.SINGULARS or subject[0].pos_ == "PROPN":
        return "Sing"
    return ""


def _agree(number: str, verb: Token) -> bool:
    form = verb.lower_
    if verb.morph.get("Person", ["3"]) != ["3"]:
        return False
    if _SAME_FORM.search(form):
        return verb.morph.get("Number", [number]) == [number]
    return form.endswith(("ent", "ont")) == (number == "Plur")


def agrees(number: str, verb: Token) -> bool:
    """Whether the finite form of a verb has the number (« Sing », « Plur ») and the third person."""
    helpers = [
        child
        for child in verb.children
        if child.dep_.startswith(("aux", "cop")) and "Fin" in child.morph.get("VerbForm", [])
    ]
    form = helpers[0] if helpers else verb
    return finite(form) and bool(number) and _agree(number, form)
