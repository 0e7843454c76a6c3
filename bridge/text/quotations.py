"""Quotations: finding them in running text, and telling whether two are the same words."""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

#: Single quotation marks double as apostrophes, so a pair of them is trusted only within this many characters.
_SINGLE_REACH = 200
#: Longest stretch of a quotation that difflib compares: its time grows with the square.
_COMPARED = 400
#: Quotations within quotations deeper than this are stray marks.
_DEEPEST = 6
_CLOSERS = {"«": "»", "“": "”", "„": "”", '"': '"'}
_MARKS = re.compile("[«»“”„\"]|''|``")
_SINGLE = re.compile(rf"(?<![^\s(\[«“\"—–-])[‘'](?=[^\W_])([^\n‘«»“”]{{1,{_SINGLE_REACH}}}?[^\s\n])[’'](?![^\W_])")
_INSERTION = re.compile(r"[\[(](?:\.{3}|…)[\])]|\[[^\[\]\n]{0,60}\]")
_ELLIPSIS = re.compile(r"[\[(]\s?(?:\.{3}|…)\s?[\])]")
_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, kw_only=True, slots=True)
class Quotation:
    """Words between quotation marks, marks left out; ``start`` and ``end`` include the marks.

    ``single``: between single marks or within another quotation, so as often a term as somebody's words.
    """

    text: str
    start: int
    end: int
    single: bool = False

    @property
    def words(self) -> int:
        """The number of words."""
        return len(_WORD.findall(self.text))


def extract(text: str) -> tuple[Quotation, ...]:
    """The quotations of ``text`` in reading order, nested ones among them.

    A mark that is never closed ends with its line, unless the next line opens with the mark again (a quotation over
    several paragraphs); a closing mark that nothing opened is passed over.
    """
    found = [*_doubles(text), *_singles(text)]
    found.sort(key=lambda quotation: (quotation.start, -quotation.end))
    return tuple(quotation for quotation in found if quotation.words)


@dataclass(slots=True)
class _Open:
    mark: str
    start: int
    inner: int


def _doubles(text: str) -> Iterator[Quotation]:
    stack: list[_Open] = []
    line_end = 0
    for match in _MARKS.finditer(text):
        mark = match.group() if len(match.group()) == 1 else '"'
        if stack and "\n" in text[line_end : match.start()]:
            yield from _new_line(stack, text, match, mark)
        line_end = match.end()
        if _opens(text, match, mark, stack):
            continues = bool(stack) and stack[-1].mark == mark and _at_line_start(text, match.start())
            if not continues and len(stack) < _DEEPEST:
                stack.append(_Open(mark=mark, start=match.start(), inner=match.end()))
        else:
            yield from _close(stack, text, match, mark)
    for opened in stack[:1]:
        yield _unclosed(opened, text)


def _opens(text: str, match: re.Match[str], mark: str, stack: list[_Open]) -> bool:
    if mark != '"':
        return mark in _CLOSERS
    before = text[match.start() - 1] if match.start() else " "
    after = text[match.end()] if match.end() < len(text) else " "
    opening = (before.isspace() or before in "([—–-'’") and not after.isspace()
    return opening and not any(opened.mark == '"' for opened in stack)


def _close(stack: list[_Open], text: str, match: re.Match[str], mark: str) -> Iterator[Quotation]:
    """Closes the innermost quotation of the mark's kind; what stood open within it was no quotation."""
    depths = [depth for depth, opened in enumerate(stack) if _CLOSERS[opened.mark] == mark]
    if not depths:
        return
    opened = stack[depths[-1]]
    del stack[depths[-1] :]
    inner = text[opened.inner : match.start()]
    yield Quotation(text=_trimmed(inner), start=opened.start, end=match.end(), single=bool(stack))


def _new_line(stack: list[_Open], text: str, match: re.Match[str], mark: str) -> Iterator[Quotation]:
    """A line has ended within a quotation: it goes on only where the next line says so by its first mark."""
    goes_on = mark == stack[0].mark and _at_line_start(text, match.start())
    line_end = text.find("\n", stack[0].start)
    next_line = text[line_end + 1 : match.start()]
    if goes_on and not next_line.strip():
        return
    yield _unclosed(stack[0], text)
    stack.clear()


def _at_line_start(text: str, at: int) -> bool:
    before = text[max(0, at - 8) : at]
    return not before.rpartition("\n")[2].strip() and ("\n" in before or at < 8)


def _unclosed(opened: _Open, text: str) -> Quotation:
    end = text.find("\n", opened.inner)
    end = len(text) if end < 0 else end
    return Quotation(text=_trimmed(text[opened.inner : end]), start=opened.start, end=end)


def _singles(text: str) -> Iterator[Quotation]:
    for match in _SINGLE.finditer(text):
        yield Quotation(text=_trimmed(match[1]), start=match.start(), end=match.end(), single=True)


def _trimmed(text: str) -> str:
    return " ".join(text.split())


def folded(text: str) -> str:
    """The words of ``text`` and nothing else, so that spaces, apostrophes, marks and punctuation do not matter.

    What an editor has inserted in brackets is left out. Words are parted, preceded and followed by one space, so that
    ``folded(a) in folded(b)`` compares whole words.
    """
    plain = unicodedata.normalize("NFKC", _INSERTION.sub(" ", text)).casefold()
    words = _WORD.findall(plain)
    return f" {' '.join(words)} " if words else " "


def stands_in(quotation: str, folded_text: str) -> bool:
    """Whether the words stand, in their order, in a text that ``folded`` has read; cuts "[…]" may leave some out."""
    at = 0
    for part in _ELLIPSIS.split(quotation):
        words = folded(part)
        if words == " ":
            continue
        found = folded_text.find(words, at)
        if found < 0:
            return False
        at = found + len(words) - 1
    return True


def nearest(words: str, candidates: Sequence[str], looked_at: int = 400) -> str:
    """The candidate most like ``words``, "" where none has a word in common.

    Shared words choose five candidates, difflib chooses among them.
    """
    wanted = frozenset(folded(words).split())
    scored = [(len(wanted & frozenset(folded(text).split())), text) for text in candidates[:looked_at]]
    best = sorted((pair for pair in scored if pair[0]), key=lambda pair: -pair[0])[:5]
    return max((text for _, text in best), key=lambda text: _likeness(words, text), default="")


def _likeness(first: str, second: str) -> float:
    matcher = difflib.SequenceMatcher(None, first[:_COMPARED].casefold(), second[:_COMPARED].casefold(), autojunk=False)
    return matcher.ratio()


def distinct(found: Iterable[Quotation]) -> tuple[Quotation, ...]:
    """The quotations without those that only repeat words of another one."""
    ordered = sorted(found, key=lambda quotation: -len(quotation.text))
    kept: list[tuple[str, Quotation]] = []
    seen = ""
    for quotation in ordered:
        words = folded(quotation.text)
        if words not in seen:
            kept.append((words, quotation))
            seen += "|" + words
    return tuple(sorted((quotation for _, quotation in kept), key=lambda quotation: quotation.start))


def signature(text: str) -> frozenset[str]:
    """What a translation leaves recognisable: figures, and the first five letters of longer words, accents off."""
    bare = "".join(char for char in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(char))
    return frozenset(word[:5] for word in _WORD.findall(bare) if len(word) > 4 or word.isdigit())


def align(translated: Sequence[str], originals: Sequence[str], looked_at: int = 100) -> tuple[int | None, ...]:
    """For each translated quotation the index of the original that it most likely renders, each original once.

    Shared figures, names and cognates weigh most, then the like length, then the like place in the order.
    """
    rows, columns = translated[:looked_at], originals[:looked_at]
    marks = [signature(text) for text in columns]
    scores = []
    for row, text in enumerate(rows):
        own = signature(text)
        for column, original in enumerate(columns):
            place = abs(row / max(1, len(rows)) - column / max(1, len(columns)))
            scores.append((_affinity(own, marks[column]) + _length_ratio(text, original) / 2 - place / 2, row, column))
    chosen: dict[int, int] = {}
    for _, row, column in sorted(scores, key=lambda score: (-score[0], score[1], score[2])):
        if row not in chosen and column not in chosen.values():
            chosen[row] = column
    return tuple(chosen.get(row) for row in range(len(translated)))


def _affinity(first: frozenset[str], second: frozenset[str]) -> float:
    return 2 * len(first & second) / max(1, len(first | second))


def _length_ratio(first: str, second: str) -> float:
    return min(len(first), len(second)) / max(1, len(first), len(second))
