"""The texts around the body: title, SEO title, meta description and excerpt, all in the source's own words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import TypeGuard

from bridge.engines.extractive import lexicon, parsing, phrases, shorten, topic
from bridge.engines.extractive.keyphrase import Keyphrase
from bridge.engines.extractive.parsing import Sentence, is_content, is_name
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
#: A title that is no sentence needs this many content words.
FEWEST_TITLE_WORDS = 2
#: A title of the keyphrase alone is better than a statement that comes later and lacks it.
NAMELESS_WORTH = -0.2
#: « Keyphrase : what the sentence is about » in an SEO title.
COMPLEMENT_WORTH = 2.2
#: What the name of a place, and of nobody who speaks, stands behind.
_WHERE = r"\b(?i:à|(?:villes?|communes?|pays|maire|mairie|conseil municipal|hospitalier|aval|amont|habitants) de)"
#: A title that starts with the keyphrase is what Yoast asks for; a noun phrase that has it is better than it alone.
START_WORTH, NAMED_WORTH = 1.0, 0.6
#: « 104 ans après », behind the last comma of a title.
_LATER = re.compile(r"\d+ (?:ans|mois|semaines|jours) (?:après|plus tard)")

#: What weighs how much when a description or title is chosen (found by reading results).
EXACT_WORTH, WITHIN_WORTH, PREFIX_COST, PAIR_COST, DISTANCE_COST = 2.0, 1.5, 0.9, 0.3, 0.1
TITLE_AGAIN_COST, APART_COST = 0.7, 0.3
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
    if keyphrase and len(keyphrase.parts) >= FEWEST_TITLE_WORDS:
        choices.append(_Choice(NAMELESS_WORTH, keyphrase.capitalised()))
        choices += [
            _Choice(NAMELESS_WORTH + 0.005 * len(text), f"{keyphrase.capitalised()} : {text[0].lower()}{text[1:]}")
            for sentence in lead[:TITLE_SENTENCES]
            for text in topic.complements(keyphrase, sentence)
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
    if not _may_title(sentence):
        return
    for variant in shorten.variants(sentence):
        text = variant.text.rstrip(" .")
        yield text, variant.cost
        if _may_prefix(keyphrase, sentence, text):
            yield _behind(keyphrase, sentence, text), variant.cost + PREFIX_COST


def _may_title(sentence: Sentence) -> bool:
    text = sentence.text
    if leans(text) or _of_whom(sentence) or text[:1] in '«“"—–-(':
        return False
    return declares(sentence) and _sound(text)


def _of_whom(sentence: Sentence) -> bool:
    """« Né à Quimper, il avait dirigé… »: a title must name who."""
    return any(
        token.dep_.startswith("nsubj") and lexicon.fold(token.text) in lexicon.THIRD_PERSON
        for token in sentence.doc
        if token.head.dep_ == "ROOT"
    )


def _may_prefix(keyphrase: Keyphrase | None, sentence: Sentence, text: str) -> TypeGuard[Keyphrase]:
    """Whether « Keyphrase : text » says what the sentence says."""
    if keyphrase is None or keyphrase.within(text) or ":" in text:
        return False
    return topic.may_head(keyphrase, sentence)


def _behind(keyphrase: Keyphrase, sentence: Sentence, text: str) -> str:
    return f"{keyphrase.capitalised()} : {shorten.lower_start(sentence, text)}"


def seo_title(title: Sentence, prose: Sequence[Sentence], keyphrase: Keyphrase | None) -> str:
    """At most 600 px wide, with the keyphrase, near the start where the title's own grammar has it there."""
    every = [*_seo_choices(title, prose, keyphrase), *_last_choices(title, prose)]
    choices = [choice for choice in every if title_width(choice.text) <= TITLE_LIMIT and _sound(choice.text)]
    if choices:
        return max(choices, key=lambda choice: choice.score).text
    return _cut_at_width(title.text)


def _seo_choices(title: Sentence, prose: Sequence[Sentence], keyphrase: Keyphrase | None) -> Iterator[_Choice]:
    for text, cost in _shorter_titles(title, prose, keyphrase):
        score = 2.0 - cost + _worth(text, keyphrase) - _distance(text, keyphrase)
        yield _Choice(score + (START_WORTH if _starts(text, keyphrase) else 0.0), text)
        if _may_prefix(keyphrase, title, text):
            yield _Choice(2.0 - cost - PREFIX_COST + EXACT_WORTH, _behind(keyphrase, title, text))
    near = [title, *prose[:TITLE_SENTENCES]]
    for rank, sentence in enumerate(near[1:]):
        if _may_title(sentence):
            for variant in shorten.variants(sentence):
                text = variant.text.rstrip(" .")
                yield _Choice(_worth(text, keyphrase) - variant.cost - 0.3 * rank, text)
    if keyphrase is None:
        return
    if len(keyphrase.parts) >= FEWEST_TITLE_WORDS:
        yield _Choice(0.0, keyphrase.capitalised())
    yield from _named_choices(title, prose, keyphrase)
    for rank, sentence in enumerate(near):
        for text in topic.complements(keyphrase, sentence):
            joined = f"{keyphrase.capitalised()} : {text[0].lower()}{text[1:]}"
            yield _Choice(COMPLEMENT_WORTH + 0.02 * len(text) - 0.3 * rank, joined)


def _named_choices(title: Sentence, prose: Sequence[Sentence], keyphrase: Keyphrase) -> Iterator[_Choice]:
    """Where no statement fits: the keyphrase with what follows it in the lead, or in the subject that it stands in."""
    for rank, sentence in enumerate(prose[:TITLE_SENTENCES]):
        if topic.denies(sentence.text) or sentence.quoted:
            continue
        subject = shorten.subject(sentence).split(",")[0]
        if keyphrase.exactly_within(subject) and len(subject) > len(keyphrase.text) + 4:
            yield _Choice(NAMED_WORTH - 0.1 * rank, subject)
        if text := topic.described(keyphrase, sentence):
            yield _Choice(NAMED_WORTH - 0.1 * rank, text)
        if rank == 0 or topic.may_head(keyphrase, sentence):
            subject = topic.what(title)
            if subject and not keyphrase.heads(subject) and not topic.denies(title.text):
                yield _Choice(NAMED_WORTH - 0.1, f"{keyphrase.capitalised()} : {subject}")


def _starts(text: str, keyphrase: Keyphrase | None) -> bool:
    """Whether a title starts with the keyphrase, but for an article."""
    start = re.sub(r"\A(?:l’|(?:les?|la|une?|des|sur|dans) )+", "", lexicon.fold(text))
    return keyphrase is not None and start.startswith(lexicon.fold(keyphrase.text))


def _last_choices(title: Sentence, prose: Sequence[Sentence]) -> Iterator[_Choice]:
    """A noun phrase rather than a title cut off in the middle."""
    for rank, sentence in enumerate([title, *prose[:TITLE_SENTENCES]]):
        for phrase in phrases.find(sentence):
            if len(phrase.lemmas) >= FEWEST_TITLE_WORDS and phrase.article and not topic.denies(sentence.text):
                yield _Choice(-9.0 + 0.01 * len(phrase.text) - rank, phrase.text)


def _shorter_titles(
    title: Sentence, prose: Sequence[Sentence], keyphrase: Keyphrase | None = None
) -> Iterator[tuple[str, float]]:
    """The title, what may go of it, and the sides of its colon or dash, with their costs."""
    yield from ((variant.text.rstrip(" ."), variant.cost) for variant in shorten.variants(title))
    yield from ((text, 0.3 + 1 - len(text) / len(title.text)) for text in _before_comma(title))
    left, mark, right = _sides(title.text)
    if not mark:
        return
    if not (_is_place(left, prose) or _is_whereabouts(left, prose, keyphrase)):
        if sum(map(is_content, parsing.parse_one(left).doc)) >= FEWEST_TITLE_WORDS and not topic.denies(title.text):
            yield left, 0.4 + (1 - len(left) / len(title.text))
        return
    parsed = parsing.parse_one(right[0].upper() + right[1:])
    if len(right) < SHORTEST_TITLE or not declares(parsed):
        return
    if any(is_name(token) for token in parsed.doc[1:]):
        for text in (*(variant.text for variant in shorten.variants(parsed)), *_before_comma(parsed)):
            yield text, 0.6 + (1 - len(text) / len(title.text))
    elif _starts(right, keyphrase):
        yield parsed.text, 0.6 + (1 - len(right) / len(title.text))
    elif (subject := shorten.subject(parsed)) and not topic.denies(right):
        yield f"{left}{mark} {right[: len(subject)]}", 0.8  # « Valbrume : la piscine » still says where


def _sides(title: str) -> tuple[str, str, str]:
    parts = re.split(r"\s*([\u00a0\u202f ][:–—|])[\u00a0\u202f ]\s*", title)
    return (parts[0], parts[1], parts[2]) if len(parts) == 3 and parts[2] else (title, "", "")


def _is_place(name: str, prose: Sequence[Sentence]) -> bool:
    """« Valbrume : … » says where, as the text has « à Valbrume »; a person or an institution would say who speaks."""
    if re.fullmatch(r"[A-ZÀ-Ý][\w’'-]+", name) is None:
        return False
    return any(re.search(rf"{_WHERE} {re.escape(name)}(?!\w)", sentence.text) for sentence in prose)


def _is_whereabouts(name: str, prose: Sequence[Sentence], keyphrase: Keyphrase | None) -> bool:
    """« le bus express d’Orvigny »: what the keyphrase is of is nobody who speaks."""
    if keyphrase is None or re.fullmatch(r"[A-ZÀ-Ý][\w’'-]+", name) is None:
        return False
    owned = re.compile(
        rf"(?<!\w){re.escape(lexicon.fold(keyphrase.text))} (?:d’|de |à ){re.escape(lexicon.fold(name))}(?!\w)"
    )
    return any(owned.search(lexicon.fold(sentence.text)) for sentence in prose)


def _before_comma(title: Sentence) -> Iterator[str]:
    """« Le moulin tourne à nouveau » of « Le moulin tourne à nouveau, 104 ans après »: only the time goes."""
    head, comma, rest = title.text.rpartition(", ")
    later = comma and _LATER.fullmatch(lexicon.fold(rest).strip(" .")) and len(head) >= SHORTEST_TITLE
    if later and whole_quotations(head) and not topic.denies(head) and declares(parsing.parse_one(head)):
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
    """Whole sentences of the source, 120 to 156 characters where there are such, with the keyphrase where that can be.

    Where none fit it is what comes nearest in length: a warning there is better than a sentence cut short.
    """
    early = [sentence for sentence in sentences[:DESCRIPTION_SENTENCES] if _may_describe(sentence)]
    choices = [
        choice
        for position, sentence in enumerate(early)
        for choice in _description_choices(sentence, _after(sentence, sentences), keyphrase, position)
    ]
    choices += _two_apart(early, keyphrase)
    good = [choice for choice in choices if SHORTEST_DESCRIPTION <= len(choice.text) <= LONGEST_DESCRIPTION]
    if good:
        return max(good, key=lambda choice: choice.score - _same_as(choice.text, title)).text
    if choices:
        return min(choices, key=lambda choice: (_out_of_bounds(choice.text), -choice.score)).text
    return next((s.text for s in sentences if _sound(s.text) and len(s.text) <= 2 * LONGEST_DESCRIPTION), title)


def _out_of_bounds(text: str) -> int:
    return max(SHORTEST_DESCRIPTION - len(text), len(text) - LONGEST_DESCRIPTION, 0)


def _two_apart(early: Sequence[Sentence], keyphrase: Keyphrase | None) -> list[_Choice]:
    """Two short sentences that each can stand alone, where one does not fit."""
    choices = []
    for (first, one), (second, other) in combinations(enumerate(early), 2):
        text = f"{one.text} {other.text}"
        if SHORTEST_DESCRIPTION <= len(text) <= LONGEST_DESCRIPTION:
            score = _worth(text, keyphrase) - DISTANCE_COST * (first + second) - PAIR_COST - APART_COST
            choices.append(_Choice(score, text))
    return choices


def _same_as(text: str, title: str) -> float:
    """What it costs that a description only says the title again."""
    return TITLE_AGAIN_COST if lexicon.fold(text).strip(" .") == lexicon.fold(title) else 0.0


def _may_describe(sentence: Sentence) -> bool:
    text = sentence.text
    if text[:1] in '«“"—–-(' or not text.endswith((".", "»", "!")) or not _sound(text):
        return False
    return not points_elsewhere(sentence) and not leans(text) and declares(sentence)


def _after(sentence: Sentence, sentences: Sequence[Sentence]) -> Sentence | None:
    """The next sentence of the same paragraph, which may well lean on this one."""
    at = sentence.order + 1 - sentences[0].order
    following = sentences[at] if at < len(sentences) else None
    return following if following is not None and following.piece == sentence.piece else None


def _description_choices(
    sentence: Sentence, following: Sentence | None, keyphrase: Keyphrase | None, position: int
) -> Iterator[_Choice]:
    base = -DISTANCE_COST * position
    owned = any(lexicon.fold(token.text) in lexicon.POINTERS for token in sentence.doc)
    for variant in shorten.variants(sentence):
        score = base + _worth(variant.text, keyphrase) - variant.cost
        yield _Choice(score - (WHOSE_COST if owned and position else 0.0), variant.text)
        if _may_prefix(keyphrase, sentence, variant.text):
            joined = _behind(keyphrase, sentence, variant.text)
            yield _Choice(score + EXACT_WORTH - PREFIX_COST, joined)
        if following is None or not _sound(following.text) or following.text[-1] not in ".!»":
            continue
        for second in shorten.variants(following):
            pair = f"{variant.text} {second.text}"
            if SHORTEST_DESCRIPTION <= len(pair) <= LONGEST_DESCRIPTION:
                yield _Choice(base + _worth(pair, keyphrase) - variant.cost - second.cost - PAIR_COST, pair)


def excerpt(sentences: Sequence[Sentence]) -> str:
    """The first sentence of the text, and the second where both are within 55 words; never a part of one."""
    sound = [sentence for sentence in sentences if _sound(sentence.text) and _short(sentence.text)]
    if not sound:
        return ""
    first = sound[0]
    following = _after(first, sentences)
    if following in sound and following is not None and _short(f"{first.text} {following.text}"):
        return f"{first.text} {following.text}"
    return first.text


def _short(text: str) -> bool:
    return count_words(text) <= LONGEST_EXCERPT_WORDS


def _sound(text: str) -> bool:
    """Whether a text closes what it opens, and does not end on an article, a preposition or an abbreviation."""
    words = re.sub(r"[\s.…,;:]+\Z", "", text).split()
    if not words or not whole_quotations(text) or text.endswith(("’", "'", "-")):
        return False
    return lexicon.fold(words[-1]).removeprefix("(") not in lexicon.BAD_ENDINGS or text[-1] in "!?»"


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
