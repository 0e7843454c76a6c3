"""« L’essentiel »: the source's key sentences, verbatim, each of which can be read alone."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from bridge.engines.extractive import lexicon
from bridge.engines.extractive.keyphrase import Keyphrase
from bridge.engines.extractive.parsing import Sentence, is_name
from bridge.engines.extractive.pieces import leans
from bridge.text.words import count_words

if TYPE_CHECKING:
    from spacy.tokens import Token

TITLE = "L’essentiel"
FEWEST, MOST = 3, 4
SHORTEST_WORDS, LONGEST_WORDS = 10, 35
#: Two key sentences that share more than this of their content words say the same.
MOST_OVERLAP = 0.5
#: A key sentence that somebody is quoted in weighs less than one that tells a fact; so does a person's bare surname.
QUOTED_WORTH, SURNAME_WORTH, NUMBER_WORTH = 0.75, 0.5, 1.25
#: The first sentence of a paragraph says what it is about; a later one often speaks of « le terrain » just told of.
LATER_WORTH, BARE_SUBJECT_WORTH = 0.6, 0.5
#: Who searches for the keyphrase wants to read of it; Yoast wants at most one sentence in ten in the passive voice.
KEYPHRASE_WORTH, PASSIVE_WORTH = 1.3, 0.35
#: « L’étude estime sa vitesse »: whose?
OWNED_WORTH = 0.6
#: A fourth sentence must be worth this share of the best.
LEAST_WORTH = 0.45
#: The paragraph right below the list: its sentence would be read twice within a few lines.
NEXT_WORTH = 0.7
_PASSIVE = frozenset({"aux:pass", "nsubj:pass"})


def key_sentences(
    groups: Sequence[Sequence[Sentence]], ranks: Mapping[int, float], keyphrase: Keyphrase | None = None
) -> tuple[Sentence, ...]:
    """Three or four sentences in the order of the text, from as many ``groups`` (sections) as can be; or none."""
    people = _people([sentence for group in groups for sentence in group])
    scored = sorted(
        (
            (_worth(sentence, ranks, people, group, keyphrase, first=number == 0), -sentence.order, number, sentence)
            for number, group in enumerate(groups)
            for sentence in group
            if stands_alone(sentence) and sentence.order in ranks
        ),
        key=lambda row: row[:3],
        reverse=True,
    )
    enough = LEAST_WORTH * max((row[0] for row in scored), default=0.0)
    chosen: list[Sentence] = []
    used: set[int] = set()
    for round_of_sections in (True, False):
        for worth, _, number, sentence in scored:
            if len(chosen) >= (MOST if round_of_sections and worth >= enough else FEWEST):
                break
            if (round_of_sections and number in used) or sentence in chosen or _says_again(sentence, chosen):
                continue
            chosen.append(sentence)
            used.add(number)
    return tuple(sorted(chosen, key=lambda s: s.order)) if len(chosen) >= FEWEST else ()


def stands_alone(sentence: Sentence) -> bool:
    """Whether a sentence is a statement that needs nothing before it."""
    text = sentence.text
    if not SHORTEST_WORDS <= count_words(text) <= LONGEST_WORDS or not text.endswith((".", "»", "”")):
        return False
    if not (text[0].isupper() or text[0].isdigit()) or text.rstrip(" \u00a0\u202f»”").endswith(("?", "!", "…", ":")):
        return False
    return whole_quotations(text) and not leans(text) and declares(sentence) and not points_elsewhere(sentence)


def whole_quotations(text: str) -> bool:
    """Whether every quotation or parenthesis that opens also closes."""
    pairs = (("«", "»"), ("“", "”"), ("(", ")"), ("[", "]"))
    return all(text.count(a) == text.count(b) for a, b in pairs) and text.count('"') % 2 == 0


def declares(sentence: Sentence) -> bool:
    """Whether there is a finite verb, out of any quotation."""
    return any(
        token.pos_ in {"VERB", "AUX"} and "Fin" in token.morph.get("VerbForm", []) and not sentence.in_quotation(token)
        for token in sentence.doc
    )


def leans_within(text: str) -> bool:
    """Whether a connector in the middle of a sentence ties it to the one before (« L’équipe veut ainsi… »)."""
    folded = re.sub(r"ainsi qu(?:e|’)", "", lexicon.fold(text))
    return any(re.search(rf"{connector}(?!\w)", folded) for connector in lexicon.INNER_CONNECTORS)


def points_elsewhere(sentence: Sentence) -> bool:
    """Whether it points outside of itself: a pronoun before any noun, « cette décision », « nous », « a-t-il dit »."""
    folded = lexicon.fold(sentence.text)
    if any(f"{marker}" in folded for marker in ("-t-il", "-t-elle", "-il ", "-elle ", " selon lui", " selon elle")):
        return True
    seen_noun = False
    for token in sentence.doc:
        if sentence.in_quotation(token):
            continue
        word = lexicon.fold(token.text)
        if (
            word in lexicon.LEFT_OVER
            or word in lexicon.FIRST_PERSON
            or (word in lexicon.DEMONSTRATIVES and _points_back(token))
        ):
            return True
        if word in lexicon.STRESSED and token.i and token.nbor(-1).pos_ == "ADP":
            return True  # « contre elle »
        if word in lexicon.OBJECTS and token.pos_ == "PRON" and not token.dep_.startswith("expl"):
            return True  # « veulent l’autoriser »
        pronoun = token.pos_ == "PRON" and word in lexicon.THIRD_PERSON
        subject = pronoun and token.dep_.startswith("nsubj") and token.head.dep_ == "ROOT"
        if (
            subject
            or (token.pos_ == "PRON" and word in {"y", "en"})
            or (not seen_noun and (pronoun or word in lexicon.POINTERS))
        ):
            return True
        seen_noun = seen_noun or token.pos_ in {"NOUN", "PROPN"}
    return leans_within(sentence.text)


def _points_back(demonstrative: Token) -> bool:
    """« cette décision » does, « cette année » does not."""
    following = demonstrative.doc[demonstrative.i + 1] if demonstrative.i + 1 < len(demonstrative.doc) else None
    return demonstrative.pos_ == "DET" and (following is None or following.lower_ not in lexicon.NOW)


def _worth(
    sentence: Sentence,
    ranks: Mapping[int, float],
    people: frozenset[str],
    group: Sequence[Sentence],
    keyphrase: Keyphrase | None,
    *,
    first: bool,
) -> float:
    worth = ranks[sentence.order]
    if any(other.piece == sentence.piece and other.order < sentence.order for other in group):
        worth *= LATER_WORTH
    if _bare_subject(sentence):
        worth *= BARE_SUBJECT_WORTH
    if first and sentence.piece == group[0].piece:
        worth *= NEXT_WORTH
    if keyphrase is not None and keyphrase.count(sentence.text):
        worth *= KEYPHRASE_WORTH
    if any(
        token.dep_ in {"aux:pass", "nsubj:pass"} or "Pass" in token.morph.get("Voice", []) for token in sentence.doc
    ):
        worth *= PASSIVE_WORTH
    if any(lexicon.fold(token.text) in lexicon.POINTERS for token in sentence.doc):
        worth *= OWNED_WORTH
    if sentence.quoted:
        worth *= QUOTED_WORTH
    if any(token.like_num for token in sentence.doc):
        worth *= NUMBER_WORTH
    if any(entity.text in people for entity in sentence.doc.ents):
        worth *= SURNAME_WORTH
    return worth


def _bare_subject(sentence: Sentence) -> bool:
    """Whether it starts with an article and a lone common noun (« Le terrain appartient… »)."""
    doc = sentence.doc
    if len(doc) < 3 or doc[0].pos_ != "DET" or doc[1].pos_ != "NOUN" or is_name(doc[1]):
        return False
    return doc[2].pos_ in {"VERB", "AUX", "ADV", "PRON", "PUNCT"}


def _people(sentences: Sequence[Sentence]) -> frozenset[str]:
    """Surnames that stand for a person who is named in full elsewhere."""
    names = {entity.text for sentence in sentences for entity in sentence.doc.ents if entity.label_ == "PER"}
    return frozenset(name for name in names if any(other.endswith(" " + name) for other in names))


def _says_again(sentence: Sentence, chosen: Sequence[Sentence]) -> bool:
    mine = set(sentence.lemmas)
    others = [set(other.lemmas) for other in chosen]
    return any(len(mine & theirs) > MOST_OVERLAP * min(len(mine), len(theirs)) for theirs in others)
