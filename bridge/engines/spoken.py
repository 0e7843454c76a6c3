"""Quotations of a French source, which travel through a model as numbers: ``[[C1]]`` stands for somebody's words.

A model sees the number before the words and answers with the number alone; the words are put back from the source, so
that not a letter of them can change. A number that the source does not have stays as text, for the checks to find.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from bridge.text.facts.quotations import extract, folded

#: From so many words on, quotation marks hold what somebody said; fewer are as often a term that may move.
LEAST_WORDS = 3
#: Small models lose a bracket or a capital.
_MARK = re.compile(r"\[\[\s?[Cc]\s?([0-9]{1,4})\s?\]\]?")
_CLOSERS = '»”"'
_OPENS_BEFORE = re.compile(r"[«“\"][ \u00a0\u202f]*\Z")
_CLOSES_AFTER = re.compile(r"([.,!?…]?)[ \u00a0\u202f]*[»”\"]")
#: The words once more behind their number, as the source shows them.
_COPY_AFTER = re.compile(r"[ \u00a0\u202f]*[«“\"]([^«»“”\"]{1,2000})[»”\"]")


def marked(text: str, found: list[str]) -> str:
    """``text`` in the notation with a number before each quotation; the words are added to ``found``."""
    parts, at = [], 0
    for quotation in extract(text):
        stretch = text[quotation.start : quotation.end]
        if quotation.single or quotation.start < at or quotation.words < LEAST_WORDS or not _whole(stretch):
            continue
        found.append(quotation.text)
        parts += [text[at : quotation.start], f"[[C{len(found)}]]", stretch]
        at = quotation.end
    return "".join((*parts, text[at:]))


def _whole(stretch: str) -> bool:
    """Whether a quotation closes on its line and cuts no link and no emphasis in two."""
    return (
        stretch[-1:] in _CLOSERS
        and "\n" not in stretch
        and stretch.count("[") == stretch.count("]")
        and stretch.count("**") % 2 == 0
        and stretch.count("*") % 2 == 0
    )


def put_back(text: str, spoken: Sequence[str]) -> str:
    """A model's ``text`` with the words in the place of their numbers, between « »; bare on a line of a quote."""
    return "\n".join(_line(line, spoken) for line in text.split("\n")) if spoken and "[[" in text else text


def _line(line: str, spoken: Sequence[str]) -> str:
    bare = line.lstrip().startswith(">")
    done, at = "", 0
    for match in _MARK.finditer(line):
        if match.start() < at or not 0 < int(match[1]) <= len(spoken):
            continue
        words = spoken[int(match[1]) - 1]
        done += line[at : match.start()]
        done, at, behind = _unwrapped(done, line, match.end(), words)
        done += (words if bare or words.startswith("«") else f"« {words} »") + behind
    return done + line[at:]


def _unwrapped(done: str, line: str, end: int, words: str) -> tuple[str, int, str]:
    """What stands before the words, where the line goes on, and a sign between: without marks or words said twice."""
    opened = _OPENS_BEFORE.search(done[-8:])
    closed = _CLOSES_AFTER.match(line, end)
    if opened and closed:
        sign = closed[1] if words[-1:] not in ".,!?…" else ""
        return done[: len(done) - len(opened.group())], closed.end(), sign
    copied = _COPY_AFTER.match(line, end)
    if copied and _same(copied[1], words):
        return done, copied.end(), ""
    rest = line[end:]
    if rest.lstrip().startswith(words):
        return done, end + rest.index(words) + len(words), ""
    return _without_copy(done, words), end, ""


def _without_copy(done: str, words: str) -> str:
    tail = done.rstrip(" \u00a0\u202f")
    opening = max(tail.rfind("«"), tail.rfind("“")) if tail[-1:] in _CLOSERS and tail else -1
    return tail[:opening] if opening >= 0 and _same(tail[opening:], words) else done


def _same(copied: str, words: str) -> bool:
    """Whether the copy has the words, or some of them in a row, and no other."""
    mine = folded(copied)
    return len(mine.split()) > 1 and mine in folded(words)
