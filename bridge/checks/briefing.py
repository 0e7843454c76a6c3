"""Nothing of the brief's own words gets into the article: they say how to write, not what to tell."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice

from bridge.checks.places import MANY, Piece, blocker, everything, source_text, warning
from bridge.domain.article import Article
from bridge.domain.finding import Finding
from bridge.domain.source import Brief, Source

#: Fewer words in a row are anybody's.
WORDS = 5
#: Of them, so many must mean something.
TELLING = 3
#: Words of each text that are looked at.
MOST_WORDS = 20_000

_WORD = re.compile(r"[^\W_]+")
_FUNCTION_WORDS = (
    "le la les l un une des du de d à au aux et ou en dans sur pour par avec que qu qui ne pas plus se s il elle on ce "
    "cette ces son sa ses leur leurs est sont a ont y n c j the of to in and for on with is are be by at it"
)
_SMALL = frozenset(_FUNCTION_WORDS.split())
#: What a fact is announced with in instructions: "Préciser que l’entrée est gratuite."
_FACT = re.compile(r"(?:\b(?:que|qu['’])|:)(?=\s|\w)")
_TASK = re.compile(
    r"\b(?:écri\w*|rédig\w*|réécri\w*|ajout\w*|mentionn\w*|insist\w*|évit\w*|précis\w*|soulign\w*|ton|style|lecteurs?|"
    r"lectrices?|public|articles?|titres?|intertitres?|paragraphes?|phrases?|mots?|seo|vouvo\w*|tuto\w*|voix|actif|texte|"
    r"write|tone|readers?|audience|avoid|mention|words|headings?|paragraphs?)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Wish:
    """A text of the brief. ``facts``: whether it may hold some that the article is to tell."""

    name: str
    text: str
    facts: bool = False


def check(source: Source, brief: Brief, article: Article) -> tuple[Finding, ...]:
    """Blocker ``briefing.leak``: five or more words in a row of the brief that the source does not have.

    A warning for what the instructions may want told ("préciser que l’entrée est gratuite").
    """
    wishes = tuple(wish for wish in _wishes(source, brief) if len(_WORD.findall(wish.text)) >= WORDS)
    if not wishes:
        return ()
    known = _grams(source_text(source) + "\n" + (brief.keyphrase or ""))
    return tuple(islice(_leaks(wishes, known, article), MANY))


def _wishes(source: Source, brief: Brief) -> Iterator[_Wish]:
    yield _Wish("le ton demandé", brief.tone)
    yield _Wish("le public visé", brief.audience)
    yield _Wish("les instructions", brief.instructions, facts=True)
    for reason in brief.feedback:
        yield _Wish("un retour sur une proposition", reason)
    for term, rendering in brief.glossary.items():
        yield _Wish("le glossaire", f"{term} {rendering}")
    if source.instruction:
        yield _Wish("la consigne en tête du brouillon", source.instruction.text)


@lru_cache(maxsize=16)
def _grams(text: str) -> frozenset[tuple[str, ...]]:
    words = _words(text)
    return frozenset(tuple(words[at : at + WORDS]) for at in range(len(words) - WORDS + 1))


def _words(text: str) -> list[str]:
    return [match.group().casefold() for match in islice(_WORD.finditer(text), MOST_WORDS)]


def _leaks(wishes: tuple[_Wish, ...], known: frozenset[tuple[str, ...]], article: Article) -> Iterator[Finding]:
    for piece in everything(article):
        words = _words(piece.text)
        for wish in wishes:
            run = _shared(words, _grams(wish.text) - known)
            if run:
                yield _finding(wish, piece, run)
                break


def _shared(words: list[str], grams: frozenset[tuple[str, ...]]) -> str:
    """The longest run of ``words`` that is made of ``grams`` and says something."""
    longest: list[str] = []
    begin = None
    for at in range(len(words) - WORDS + 2):
        if tuple(words[at : at + WORDS]) in grams:
            begin = at if begin is None else begin
        elif begin is not None:
            run = words[begin : at + WORDS - 1]
            longest, begin = max(longest, run, key=len), None
    telling = sum(word not in _SMALL and len(word) > 2 for word in longest)
    return " ".join(longest) if telling >= TELLING else ""


def _finding(wish: _Wish, piece: Piece, run: str) -> Finding:
    message = f"Ces mots viennent du brief ({wish.name}) et non de la source : retirez-les de l’article."
    report = warning if wish.facts and _is_fact(wish.text, run) else blocker
    return report("briefing.leak", piece.place, message, run)


def _is_fact(text: str, run: str) -> bool:
    """Whether the words stand where instructions say what to tell, and say nothing of how."""
    if _TASK.search(run):
        return False
    first = run.split(" ", 1)[0]
    announced = _FACT.search(text)
    at = text.casefold().find(first, announced.end() if announced else 0)
    return announced is not None and at >= announced.end()
