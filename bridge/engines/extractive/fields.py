"""The texts around the body: title, SEO title, meta description and excerpt, all in the source's own words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bridge.engines.extractive import lexicon, parsing, phrases, shorten
from bridge.engines.extractive.keyphrase import Keyphrase
from bridge.engines.extractive.parsing import Sentence
from bridge.engines.extractive.pieces import leans
from bridge.engines.extractive.summary import declares, points_elsewhere, whole_quotations
from bridge.text.pixels import TITLE_LIMIT, title_width
from bridge.text.words import count_words

#: Yoast's bounds of a meta description's length, in characters.
SHORTEST_DESCRIPTION, LONGEST_DESCRIPTION = 120, 156
LONGEST_EXCERPT_WORDS = 55
#: A derived title longer than this is no title; a draft's own one may be as long as its author wishes.
SHORTEST_TITLE, GOOD_TITLE, LONGEST_TITLE = 25, 90, 150
LENGTH_COST = 0.008
LONGEST_DRAFT_TITLE = 200
#: Sentences from the start of the text among which a description is looked for, and of the lead for a title.
DESCRIPTION_SENTENCES, TITLE_SENTENCES = 40, 4

#: What weighs how much when a description or title is chosen (found by reading results).
EXACT_WORTH, WITHIN_WORTH, PREFIX_COST, PAIR_COST, DISTANCE_COST = 2.0, 1.5, 0.9, 0.3, 0.1
TITLE_AGAIN_COST, FAR_PREFIX_COST = 0.7, 0.7
#: Behind the keyphrase, an institution says less than a thing.
NAMED_COST = 0.4
#: « sa rénovation » without its owner.
WHOSE_COST = 0.6


@dataclass(frozen=True)
class _Choice:
    score: float
    text: str


def usable_title(title: str, instruction: str) -> bool:
    """Whether a draft's title is one: not empty, a placeholder, an address, or an instruction to a machine."""
    folded = lexicon.fold(title).strip(" .:!#-_")
    if not folded or len(title) > LONGEST_DRAFT_TITLE or re.search(r"https?://|www\.|\.(?:docx?|odt|pdf|txt)$", folded):
        return False
    ordered = lexicon.fold(instruction)
    if ordered and (folded in ordered or ordered in folded):
        return False
    first = re.split(r"[\s,;:]+", folded, maxsplit=1)[0]
    if first in lexicon.IMPERATIVES and re.search(r"\b(article|seo|text|texte|words|mots|french)\b", folded):
        return False
    joined = re.sub(r"\s+", "-", re.sub(r"[\s\d#()-]+$", "", folded))
    return joined.strip("()") not in lexicon.PLACEHOLDER_TITLES and any(c.isalpha() for c in folded)


def derived_title(lead: Sequence[Sentence], keyphrase: Keyphrase | None) -> str:
    """A title for a draft that has none: the lead's statement, shortened, after the keyphrase where it lacks it."""
    choices = [
        _Choice(_worth(text, keyphrase) - cost - 0.3 * position - _too_long(text), text)
        for position, sentence in enumerate(lead[:TITLE_SENTENCES])
        for text, cost in _title_texts(sentence, keyphrase)
        if SHORTEST_TITLE <= len(text) <= LONGEST_TITLE
    ]
    if choices:
        return max(choices, key=lambda choice: choice.score).text
    if keyphrase:
        return keyphrase.capitalised()
    return _cut_at_word(lead[0].text, LONGEST_TITLE) if lead else ""


def _too_long(text: str) -> float:
    return LENGTH_COST * max(0, len(text) - GOOD_TITLE)


def _title_texts(sentence: Sentence, keyphrase: Keyphrase | None) -> Iterator[tuple[str, float]]:
    """Statements of a sentence with what they cost, each also behind the keyphrase where it lacks it."""
    if leans(sentence.text) or not declares(sentence) or sentence.text[:1] in '«“"':
        return
    for variant in shorten.variants(sentence):
        text = variant.text.rstrip(" .")
        yield text, variant.cost
        if keyphrase and not keyphrase.within(text) and ":" not in text:
            yield f"{keyphrase.capitalised()} : {shorten.lower_start(sentence, text)}", variant.cost + PREFIX_COST


def seo_title(title: Sentence, lead: Sequence[Sentence], keyphrase: Keyphrase | None) -> str:
    """At most 600 px wide, with the keyphrase, near the start where the title's own grammar has it there."""
    choices = [choice for choice in _seo_choices(title, lead, keyphrase) if title_width(choice.text) <= TITLE_LIMIT]
    if choices:
        return max(choices, key=lambda choice: choice.score).text
    return _cut_at_width(title.text)


def _seo_choices(title: Sentence, lead: Sequence[Sentence], keyphrase: Keyphrase | None) -> Iterator[_Choice]:
    for text, cost in _shorter_titles(title):
        yield _Choice(2.0 - cost + _worth(text, keyphrase) - _distance(text, keyphrase), text)
        if keyphrase and not keyphrase.within(text) and ":" not in text:
            joined = f"{keyphrase.capitalised()} : {shorten.lower_start(title, text)}"
            yield _Choice(2.0 - cost - PREFIX_COST + EXACT_WORTH, joined)
    if keyphrase is None:
        return
    yield _Choice(0.0, keyphrase.capitalised())
    for rank, sentence in enumerate([title, *lead[:TITLE_SENTENCES]]):
        for text in _complements(sentence):
            if not _share_words(text, keyphrase):
                joined = f"{keyphrase.capitalised()} : {text[0].lower()}{text[1:]}"
                named = NAMED_COST if any(c.isupper() for c in text[1:]) else 0.0
                yield _Choice(1.0 + 0.02 * len(text) - 0.3 * rank - named, joined)


def _complements(sentence: Sentence) -> Iterator[str]:
    """What may stand behind « Keyphrase : » in a title."""
    yield from (text for text in phrases.whole(sentence) if len(text.split()) > 2)
    for phrase in phrases.find(sentence):
        if len(phrase.lemmas) > 1 and phrase.article:
            yield phrase.text


def _share_words(text: str, keyphrase: Keyphrase) -> bool:
    return any(part in lexicon.fold(text) for part in keyphrase.parts)


def _shorter_titles(title: Sentence) -> Iterator[tuple[str, float]]:
    """The title, what grammar lets go of it, and the sides of its colon or dash, with their costs."""
    for variant in shorten.variants(title):
        yield variant.text.rstrip(" ."), variant.cost
    sides = re.split(r"\s*[\u00a0\u202f ][:–—|][\u00a0\u202f ]\s*", title.text)
    for number, side in enumerate(sides):
        if len(sides) > 1 and len(side) >= SHORTEST_TITLE:
            cost = 0.4 + 0.2 * number + (1 - len(side) / len(title.text))
            parsed = parsing.parse_one(side[0].upper() + side[1:])
            for text in (*(variant.text for variant in shorten.variants(parsed)), *_before_comma(parsed)):
                yield text, cost + 1 - len(text) / len(side)
    yield from ((text, 0.3 + 1 - len(text) / len(title.text)) for text in _before_comma(title))


def _before_comma(title: Sentence) -> Iterator[str]:
    """« Le moulin tourne à nouveau » of « Le moulin tourne à nouveau, 104 ans après »: a statement is whole there."""
    head, comma, rest = title.text.partition(", ")
    opener = lexicon.fold(head).split()[0] if head else ""
    bound = lexicon.PROTECTED & set(lexicon.fold(rest).split())
    if not comma or bound or " et " in rest or opener in lexicon.CLAUSE_OPENERS | lexicon.PROTECTED:
        return
    if len(head) >= SHORTEST_TITLE and whole_quotations(head) and declares(parsing.parse_one(head)):
        yield head


def _distance(text: str, keyphrase: Keyphrase | None) -> float:
    """How far from the start the keyphrase stands, from 0 to 0.5."""
    if keyphrase is None:
        return 0.0
    at = lexicon.fold(text).find(lexicon.fold(keyphrase.text))
    return 0.5 * max(at, 0) / max(1, len(text))


def _worth(text: str, keyphrase: Keyphrase | None) -> float:
    """What it is worth that a text has the keyphrase: as it is, or its words."""
    if keyphrase is None:
        return 0.0
    if keyphrase.exactly_within(text):
        return EXACT_WORTH
    return WITHIN_WORTH if keyphrase.within(text) else 0.0


def description(sentences: Sequence[Sentence], keyphrase: Keyphrase | None, title: str = "") -> str:
    """120 to 156 characters of the source's own words, with the keyphrase where that can be."""
    lead = sentences[0].piece if sentences else None
    early = [sentence for sentence in sentences[:DESCRIPTION_SENTENCES] if _may_describe(sentence)]
    choices = [
        choice
        for position, sentence in enumerate(early)
        for choice in _description_choices(sentence, _after(sentence, sentences), keyphrase, position, lead)
        if SHORTEST_DESCRIPTION <= len(choice.text) <= LONGEST_DESCRIPTION
    ]
    if choices:
        return max(choices, key=lambda choice: choice.score - _same_as(choice.text, title)).text
    return _cut_at_word(" ".join(s.text for s in (early or sentences)[:20]), LONGEST_DESCRIPTION - 1, "…")


def _same_as(text: str, title: str) -> float:
    """What it costs that a description only says the title again."""
    return TITLE_AGAIN_COST if lexicon.fold(text).strip(" .") == lexicon.fold(title) else 0.0


def _may_describe(sentence: Sentence) -> bool:
    text = sentence.text
    if text[:1] in '«“"—–-(' or not text.endswith((".", "»", "!")) or not whole_quotations(text):
        return False
    return not points_elsewhere(sentence) and not leans(text) and declares(sentence)


def _after(sentence: Sentence, sentences: Sequence[Sentence]) -> Sentence | None:
    """The next sentence of the same paragraph, which may well lean on this one."""
    at = sentence.order + 1 - sentences[0].order
    following = sentences[at] if at < len(sentences) else None
    return following if following is not None and following.piece == sentence.piece else None


def _description_choices(
    sentence: Sentence, following: Sentence | None, keyphrase: Keyphrase | None, position: int, lead: int | None
) -> Iterator[_Choice]:
    base = -DISTANCE_COST * position
    owned = any(lexicon.fold(token.text) in lexicon.POINTERS for token in sentence.doc)
    for variant in shorten.variants(sentence):
        score = base + _worth(variant.text, keyphrase) - variant.cost
        yield _Choice(score - (WHOSE_COST if owned and position else 0.0), variant.text)
        if keyphrase and not keyphrase.within(variant.text) and ":" not in variant.text:
            joined = f"{keyphrase.capitalised()} : {shorten.lower_start(sentence, variant.text)}"
            # What the lead says is surely about the keyphrase; what comes later may not be.
            far = 0.0 if sentence.piece == lead else FAR_PREFIX_COST
            yield _Choice(score + EXACT_WORTH - PREFIX_COST - far, joined)
        if following is not None and whole_quotations(following.text) and len(variant.text) < 110:
            for second in shorten.variants(following):
                pair = f"{variant.text} {second.text}"
                yield _Choice(base + _worth(pair, keyphrase) - variant.cost - second.cost - PAIR_COST, pair)


def excerpt(sentences: Sequence[Sentence]) -> str:
    """The first sentence of the text, and the second where both are within 55 words; a shortened one else."""
    if not sentences:
        return ""
    first = next((variant.text for variant in shorten.variants(sentences[0]) if _short(variant.text)), "")
    if not first:
        return next((s.text for s in sentences if _short(s.text)), _cut_at_words(sentences[0].text))
    following = _after(sentences[0], sentences)
    if first == sentences[0].text and following is not None and _short(f"{first} {following.text}"):
        return f"{first} {following.text}"
    return first


def _short(text: str) -> bool:
    return count_words(text) <= LONGEST_EXCERPT_WORDS


def _cut_at_words(text: str) -> str:
    return " ".join(text.split()[:LONGEST_EXCERPT_WORDS]).rstrip(" ,;:") + "…"


def _cut_at_word(text: str, limit: int, mark: str = "") -> str:
    """The last resort: cut between words, never after one that cannot end."""
    if len(text) <= limit:
        return text
    return _drop_bad_ending(text[: limit + 1].rsplit(" ", 1)[0][:limit]) + mark


def _cut_at_width(text: str) -> str:
    words = text.split()
    while len(words) > 1 and title_width(" ".join(words)) > TITLE_LIMIT:
        words.pop()
    cut = _drop_bad_ending(" ".join(words))
    while title_width(cut) > TITLE_LIMIT:  # one word wider than a title
        cut = cut[:-1]
    return cut


def _drop_bad_ending(text: str) -> str:
    words = text.rstrip(" ,;:–—").split()
    while len(words) > 1 and lexicon.fold(words[-1]) in lexicon.BAD_ENDINGS:
        words.pop()
    return " ".join(words).rstrip(" ,;:–—")
