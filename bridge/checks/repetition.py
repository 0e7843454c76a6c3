"""Nothing said twice: a model that has to fill repeats itself, and a weak one goes round in circles."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from itertools import islice

from rapidfuzz.distance import Indel

from bridge.checks.places import MANY, Piece, blocker, body, everything, source_text, warning
from bridge.domain.article import Article, NodeKind
from bridge.domain.finding import Finding
from bridge.domain.source import Brief, Source
from bridge.text.facts.quotations import folded
from bridge.text.sentences import split_sentences

#: Shorter sentences recur without being noticed.
WORDS = 8
#: Words of the heading over a list that sums up, and so repeats on purpose.
_SUMMARY = ("essentiel", "retenir", "en bref", "points cles", "resume")
#: How alike two passages are that say the same (0 to 1), and how many each is compared with.
ALIKE, COMPARED = 0.9, 120
#: A phrase is so many words; so often in one paragraph, or in the whole, it is a loop.
PHRASE, OFTEN, MUCH_TOO_OFTEN = 5, 4, 6
#: Longest stretch of words that a loop is looked for with, and how often it has to come round.
LOOP_WORDS, ROUNDS = 12, 3
#: Sentences that open with the same three words.
OPENING_WORDS, SAME_OPENINGS = 3, 5
#: Words of one piece that are looked at.
MOST_WORDS = 10_000

_WORD = re.compile(r"[^\W_]+")
_DIGITS = re.compile(r"\d+")


def check(source: Source, brief: Brief, article: Article) -> tuple[Finding, ...]:  # noqa: ARG001
    """Blockers ``repetition.paragraph``, ``.loop``; warnings ``.sentence``, ``.phrase``, ``.opening``.

    Lists that sum up may repeat the body; so may fields. What the source repeats as often is the source's.
    """
    pieces = tuple(_told(article))
    said = folded(source_text(source))
    return (
        *islice(_paragraphs(pieces), MANY),
        *islice(_loops(article, said), MANY),
        *islice(_sentences(pieces), MANY),
        *islice(_phrases(pieces, said), MANY),
        *islice(_openings(pieces, said), MANY),
    )


def _told(article: Article) -> Iterator[Piece]:
    """Paragraphs, lists and quotes, but for summaries: a list before all headings, or under one that says so."""
    summary = True
    for piece in body(article):
        kind = piece.node.kind if piece.node else None
        if kind is NodeKind.HEADING:
            bare = unicodedata.normalize("NFKD", piece.text.casefold())
            plain = "".join(char for char in bare if not unicodedata.combining(char))
            summary = any(word in plain for word in _SUMMARY)
        elif not (summary and kind is NodeKind.LIST):
            yield piece


def _alike(first: str, second: str) -> bool:
    """Whether two passages are the same but for a word or two; the same sentence of another figure is another."""
    if _figures(first) != _figures(second):
        return False
    return Indel.normalized_similarity(first[:600].split(), second[:600].split(), score_cutoff=ALIKE) >= ALIKE


@lru_cache(maxsize=512)
def _figures(text: str) -> tuple[str, ...]:
    return tuple(_DIGITS.findall(text))


def _earlier(words: str, seen: dict[str, str]) -> str | None:
    """The place of a passage that says the same, None where there is none."""
    if words in seen:
        return seen[words]
    length = len(words)
    for other in list(seen)[-COMPARED:]:
        if abs(len(other) - length) <= length * (1 - ALIKE) * 2 and _alike(words, other):
            return seen[other]
    return None


def _paragraphs(pieces: tuple[Piece, ...]) -> Iterator[Finding]:
    seen: dict[str, str] = {}
    for piece in pieces:
        words = folded(piece.text)
        if words.count(" ") <= WORDS:
            continue
        place = _earlier(words, seen)
        if place:
            message = f"Ce passage est le même que « {place} » : retirez l’un des deux."
            yield blocker("repetition.paragraph", piece.place, message, piece.text)
        else:
            seen[words] = piece.place


def _sentences(pieces: tuple[Piece, ...]) -> Iterator[Finding]:
    seen: dict[str, str] = {}
    whole: set[str] = set()
    for piece in pieces:
        words_of_piece = folded(piece.text)
        if words_of_piece in whole:
            continue
        whole.add(words_of_piece)
        for sentence in split_sentences(piece.text):
            words = folded(sentence)
            if words.count(" ") <= WORDS:
                continue
            place = _earlier(words, seen)
            if place:
                message = f"Cette phrase est déjà dans « {place} » : dites-la une seule fois."
                yield warning("repetition.sentence", piece.place, message, sentence)
            else:
                seen[words] = piece.place


def _loops(article: Article, said: str) -> Iterator[Finding]:
    """The same words over and over with nothing between."""
    for piece in everything(article):
        words = [match.group().casefold() for match in islice(_WORD.finditer(piece.text), MOST_WORDS)]
        loop = _loop(words)
        if loop and loop not in said:
            message = "Les mêmes mots tournent en boucle ici : réécrivez ce passage."
            yield blocker("repetition.loop", piece.place, message, loop)


def _loop(words: list[str]) -> str:
    for period in range(1, min(LOOP_WORDS, (len(words) + 1) // ROUNDS) + 1):
        # "Non, non, non !" is speech, and "1 1 1" a table.
        rounds = {1: ROUNDS + 2, 2: ROUNDS + 1}.get(period, ROUNDS)
        same = 0
        for at in range(period, len(words)):
            same = same + 1 if words[at] == words[at - period] else 0
            if same >= period * (rounds - 1) - (period > 3):
                turn = words[at - period + 1 : at + 1]
                if not all(word.isdigit() for word in turn):
                    return " ".join(words[at - same - period + 1 : at + 1][: 3 * LOOP_WORDS])
    return ""


def _grams(text: str) -> Counter[tuple[str, ...]]:
    words = text.split()[:MOST_WORDS]
    return Counter(tuple(words[at : at + PHRASE]) for at in range(len(words) - PHRASE + 1))


def _phrases(pieces: tuple[Piece, ...], said: str) -> Iterator[Finding]:
    """The same phrase again and again, with other words between."""
    total: Counter[tuple[str, ...]] = Counter()
    for piece in pieces:
        total.update(_grams(folded(piece.text)))
    told: set[str] = set()
    for gram, count in total.most_common(MANY):
        phrase = " ".join(gram)
        telling = sum(len(word) > 3 for word in gram)
        if count < OFTEN or telling < 2 or told & set(gram) or said.count(phrase) >= count - 1:
            continue
        told.update(word for word in gram if len(word) > 3)
        message = f"« {phrase} » revient {count} fois : variez, ou retirez."
        report = blocker if count >= max(MUCH_TOO_OFTEN, total.total() // 100) and telling > 2 else warning
        place = next((piece.place for piece in pieces if phrase in folded(piece.text)), "article")
        yield report("repetition.phrase", place, message, phrase)


def _openings(pieces: tuple[Piece, ...], said: str) -> Iterator[Finding]:
    openings: Counter[str] = Counter()
    for piece in pieces:
        if piece.node and piece.node.kind is NodeKind.PARAGRAPH:
            for sentence in split_sentences(piece.text):
                words = folded(sentence).split()
                if len(words) > OPENING_WORDS + 2:
                    openings[" ".join(words[:OPENING_WORDS])] += 1
    for opening, count in openings.most_common(3):
        if count >= SAME_OPENINGS and said.count(opening) < count:
            message = f"{count} phrases commencent par « {opening} » : variez."
            yield warning("repetition.opening", "article", message, opening)
