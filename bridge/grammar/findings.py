"""What of a grammar checker's errors an editor has to see: no names, no words of the source, nothing doubtful."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from bridge.domain.analysis import GrammarError
from bridge.domain.article import Article, NodeKind
from bridge.domain.finding import Finding, Severity
from bridge.domain.source import Source
from bridge.text import places
from bridge.text.loanwords import English, english
from bridge.text.outline import node_text
from bridge.text.wordlists import is_known, zipf_frequency
from bridge.text.words import count_words

#: Errors per 100 words, and how many, that tell a weak model's French. Clean articles stay below 0.4.
BAD_RATE, BAD_COUNT = 3.0, 5
MANY = 25
#: A word of this Zipf frequency is French, whatever a dictionary has; and one that everybody knows is of the second.
USED, USUAL = 2.2, 3.3
#: Shorter unknown words are abbreviations and units.
SHORTEST, LONGEST = 5, 25
_LETTERS = "abcdefghijklmnopqrstuvwxyzàâçèéêëîïôùûœ"
#: Two errors of one rule this near are one: the rule marks both words that do not agree.
NEAR = 60

_RULE = re.compile(r"(?:_a\d+)?_\d+\Z")
_WORD = re.compile(r"[^\W_]+")
_HELD = (
    "maire ministre juge chef médecin professeur auteur ingénieur procureur préfet témoin capitaine commissaire "
    "sous-préfet adjoint porte-parole garde arbitre vétérinaire président directeur député"
)
#: Functions that women hold under a masculine name: "la maire chargée du dossier" agrees.
_EPICENE = re.compile(rf"«\s?(?:la )?(?:{'|'.join(_HELD.split())})s?\s?»", re.IGNORECASE)
#: After these a verb agrees with either noun: "un tiers des soignants commencent".
_SHARES = re.compile(
    r"[“«]\s?(?:un |une |la |le |les )?(?:tiers|quart|moitié|majorité|plupart|nombre|totalité|partie|centaine|dizaine|"
    r"vingtaine|trentaine|cinquantaine|poignée|foule|ensemble|minorité|série|\d+)\b",
    re.IGNORECASE,
)
_CODES = {"spelling": "grammar.spelling", "gn": "grammar.agreement", "conf": "grammar.confusion"}


@dataclass(frozen=True, kw_only=True, slots=True)
class _Line:
    """A line of the text that is looked at, and the place it has in the article."""

    start: int
    text: str
    place: str


def prose(article: Article) -> str:
    """The text to have looked at: paragraphs, items and quotes, one a line. Offsets of errors are in it."""
    return "\n".join(line.text for line in _lines(article))


def _lines(article: Article) -> Iterator[_Line]:
    start = 0
    for place, node in zip(places.node_places(article), article.body, strict=True):
        if node.kind in (NodeKind.HEADING, NodeKind.KEPT):
            continue
        for text in node_text(node).split("\n"):
            yield _Line(start=start, text=text, place=place)
            start += len(text) + 1


def counted(article: Article, source: Source, errors: tuple[GrammarError, ...]) -> tuple[GrammarError, ...]:
    """Those that count: each once, and none that the source makes itself or that may be no error.

    ``errors``: of ``prose(article)``.
    """
    lines = tuple(_lines(article))
    said = _folded(f"{source.title}\n{source.text}")
    kept: list[GrammarError] = []
    for error in sorted(errors, key=lambda item: item.start):
        line = _line(lines, error)
        if line is None or _doubtful(error, said) or any(_same(error, other) for other in kept[-3:]):
            continue
        if source.language == "en" or _around(error, line) not in said:
            kept.append(error)
    return tuple(kept)


def rate(article: Article, source: Source, errors: tuple[GrammarError, ...]) -> float:
    """Errors that count per 100 words of prose."""
    return 100 * len(counted(article, source, errors)) / max(1, count_words(prose(article)))


def findings(article: Article, source: Source, errors: tuple[GrammarError, ...]) -> tuple[Finding, ...]:
    """A warning ``grammar.*`` for each error that counts; blocker ``grammar.bad`` where they are too many."""
    lines = tuple(_lines(article))
    found = counted(article, source, errors)
    shown = tuple(_finding(error, line) for error in found[:MANY] if (line := _line(lines, error)) is not None)
    per_hundred = rate(article, source, errors)
    if len(found) < BAD_COUNT or per_hundred < BAD_RATE:
        return shown
    message = (
        f"{len(found)} fautes d’accord, de conjugaison ou d’orthographe, soit {per_hundred:.1f} pour 100 mots : "
        "ce texte est à réécrire."
    ).replace(".", ",", 1)
    bad = Finding(severity=Severity.BLOCKER, code="grammar.bad", place=places.WHOLE, message=message)
    return (bad, *shown)


def _same(error: GrammarError, other: GrammarError) -> bool:
    """One disagreement, told of both words that do not agree."""
    if error.kind == "spelling" or other.kind == "spelling":
        return error.start < other.end
    return _root(error) == _root(other) and error.start - other.end < NEAR


def _root(error: GrammarError) -> str:
    return _RULE.sub("", error.rule)


def _line(lines: tuple[_Line, ...], error: GrammarError) -> _Line | None:
    at = bisect_right(lines, error.start, key=lambda line: line.start) - 1
    return lines[at] if at >= 0 and error.end <= lines[at].start + len(lines[at].text) else None


def _folded(text: str) -> str:
    return f" {' '.join(match.group().casefold() for match in _WORD.finditer(text))} "


def _around(error: GrammarError, line: _Line) -> str:
    """The words of the error with two on either side."""
    start, end = error.start - line.start, error.end - line.start
    words = [(match.start(), match.group().casefold()) for match in _WORD.finditer(line.text)]
    inside = [index for index, (at, _) in enumerate(words) if start <= at < end]
    if not inside:
        return "\0"
    return f" {' '.join(word for _, word in words[max(0, inside[0] - 2) : inside[-1] + 3])} "


def _doubtful(error: GrammarError, said: str) -> bool:
    if error.kind == "spelling":
        return not _misspelt(error, said)
    return bool(_EPICENE.search(error.message) or _SHARES.search(error.message))


def _misspelt(error: GrammarError, said: str) -> bool:
    """A word that hardly anybody writes, one letter from another that all do; English ones are the language check's."""
    word = error.word.casefold()
    return SHORTEST <= len(word) <= LONGEST and f" {word} " not in said and bool(_meant(word))


@lru_cache(maxsize=1_024)
def _meant(word: str) -> str:
    """The word that a slip of one letter made ``word`` of, "" where there is none."""
    frequency = zipf_frequency(word, "fr")
    if frequency >= USED or english(word) is not English.NO:
        return ""
    best = max(_one_off(word), key=lambda other: zipf_frequency(other, "fr"))
    usual = zipf_frequency(best, "fr") >= max(USUAL, frequency + 2)
    return best if usual and is_known(best, "fr") else ""


def _one_off(word: str) -> Iterator[str]:
    """Every string that one deletion, swap, change or insertion makes of ``word``."""
    for at in range(len(word) + 1):
        head, tail = word[:at], word[at:]
        if tail:
            yield head + tail[1:]
        if len(tail) > 1:
            yield head + tail[1] + tail[0] + tail[2:]
        for letter in _LETTERS:
            yield head + letter + tail
            if tail:
                yield head + letter + tail[1:]


def _finding(error: GrammarError, line: _Line) -> Finding:
    start, end = error.start - line.start, error.end - line.start
    words = line.text[start:end]
    suggestion = _meant(words.casefold()) if error.kind == "spelling" else next(iter(error.suggestions), "")
    better = f" Peut-être « {suggestion} »." if suggestion else ""
    return Finding(
        severity=Severity.WARNING,
        code=_CODES.get(error.kind, "grammar.verb"),
        place=line.place,
        message=f"« {words} » : {error.message.rstrip('.')}.{better}",
        evidence=line.text[max(0, start - 60) : end + 60],
    )
