"""Cutting French and English text into sentences."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import lru_cache


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


#: A full stop (or several marks), then what closes a quotation or bracket, then white space: a boundary, perhaps.
#: Possessive and tied to the first mark of a run, so that two million full stops take one pass.
#: A straight mark or an apostrophe behind white space opens the next sentence, unless a quotation is open (`_closed`);
#: a note's number stands behind the full stop in pasted encyclopedias.
_CANDIDATE = re.compile(r"(?<![.!?…])[.!?…]++(?:\[\d{1,3}\]|\s?[»”)\]]|[’\"'])*+(?=\s)")
#: What may open a sentence before its first letter.
_OPENERS = re.compile(r"[\s«“‘\"'(\[¿¡–—•-]*")
_WORD_AFTER = re.compile(r"[^\W_]+", re.UNICODE)
_TOKEN_BEFORE = re.compile(r"[^\s«“\"'’(\[]+\Z")
#: Longest word looked at before a mark, so that the search stays linear.
_REACH = 40

#: Characters of the longest text whose sentences are kept in memory.
_REMEMBERED = 20_000

#: Always followed by a name, so never the end of a sentence.
_TITLES = _set(
    "M MM Mme Mmes Mlle Mlles Mgr Dr Drs Pr Prs Mr Mrs Ms Messrs Prof Sen Rep Gov Gen Gén Lt Sgt Capt Hon Rev St Ste "
    "Adm Amb Cmdr Col Cpl Maj Supt Mt Ft"
)
#: Titles that are units behind a number ("373 Mt.").
_UNITS_TOO = _set("Mt Ft")
#: Behind "5 p.m." these go on with the time.
_AFTER_CLOCK = _set(
    "Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April June July August "
    "September October November December GMT UTC BST CET CEST EST EDT ET PT PST PDT"
)
#: Who says what ends in a question mark or exclamation mark within its quotation: "Why?" Alba Verin asked.
_ATTRIBUTED = re.compile(
    r"\s(?:(?:Mr|Mrs|Ms|Dr|Prof|Sir)\.?\s)?(?:[A-ZÀ-Þ][\w’'-]{1,30}\s){1,3}"
    r"(?:said|says|asked|asks|added|adds|replied|replies|cried|shouted|joked|jokes|wrote|writes|told|insisted|wondered)\b"
)
#: Followed by a number or a lower-case word while they abbreviate; else ordinary words ("l'art.", "le vol.").
_BEFORE_NUMBERS = _set(
    "art arts p pp vol vols n no nos fig figs chap ch al éd ed t tome sect env est approx ca col ann alin tél tel "
    "c min max jan janv feb févr fév mar mars apr avr jun jul juil aug sept sep oct nov dec déc lun mer jeu ven sam dim"
)
#: Never end a sentence, whatever follows.
_ALWAYS = _set("cf vs v ex av bd boul resp e.g i.e env viz")
#: May end a sentence or stand before a name: decided by the next word.
_DOUBTFUL = _set("inc corp ltd co cie ét dept dép jr sr ph.d éq eq")
_ROMAN = re.compile(r"[IVXLC]+\Z")
#: Words that open a sentence and are hardly ever part of a name.
_STARTERS = _set(
    "Le La Les L Un Une Des Il Elle Ils Elles On Ce Cet Cette Ces C Cela Son Sa Ses Leur Leurs Notre Nous Vous Je J Tu "
    "En Dans Mais Et Ou Or Car Donc Pour Par Avec Sans Sur Sous Selon Depuis Après Avant Pendant Lors Lorsque Quand Si "
    "Cependant Ainsi Toutefois Enfin Puis Aussi Au Aux D Du De Qui Que Quel Quelle À A "
    "The It He She They We You I This That These Those His Her Their Its Our In On At By For From With But And If When "
    "While After Before Since However Moreover According As There An To So Yet Both Some Many Most Several"
)
_MARKS = re.compile(r"[«»“”\"]")
_NOTE = re.compile(r"\[\d+\]")
_CLOSED = frozenset({'?"', '!"', "?”", "!”"})
_PAIRS = {"«": "»", "“": "”"}


def split_sentences(text: str) -> tuple[str, ...]:
    """The sentences of ``text``, trimmed; joined, they are the text but for white space.

    A line break always cuts. No cut within «…», “…” or "…" that close on their line, nor after abbreviations,
    initials, decimals, numbering, an ellipsis before a lower-case word, nor inside URLs and domain names.
    """
    return _split(text) if len(text) <= _REMEMBERED else tuple(_sentences(text))


@lru_cache(maxsize=256)
def _split(text: str) -> tuple[str, ...]:
    """One check after another asks for the sentences of the same paragraphs."""
    return tuple(_sentences(text))


def _sentences(text: str) -> Iterator[str]:
    return (sentence for line in text.splitlines() for sentence in _split_line(line) if sentence)


def _split_line(line: str) -> Iterator[str]:
    spans = quoted_spans(line)
    starts = [start for start, _ in spans]
    ends = {end for _, end in spans}
    begin = 0
    for match in _CANDIDATE.finditer(line):
        end = _closed(line, match.end(), ends)
        if _inside(end, spans, starts) or not _is_boundary(line, begin, match, end):
            continue
        yield line[begin:end].strip()
        begin = end
    yield line[begin:].strip()


def _closed(line: str, end: int, ends: set[int]) -> int:
    """``end``, or behind the straight mark that closes a quotation after white space (`" Oui. "`)."""
    return end + 2 if line[end + 1 : end + 2] == '"' and end + 2 in ends else end


def quoted_spans(text: str) -> list[tuple[int, int]]:
    """``(start, end)`` of the outermost quotations «…», “…” and "…", marks included, in order.

    A mark without its partner is no quotation, so that one slip of the writer does not swallow the rest.
    """
    pairs: list[tuple[int, int]] = []
    open_at: dict[str, list[int]] = {"»": [], "”": [], '"': []}
    for match in _MARKS.finditer(text):
        mark, at = match.group(), match.start()
        if mark in _PAIRS:
            open_at[_PAIRS[mark]].append(at)
        elif mark == '"' and (_opens(text, at) or (not open_at[mark] and _stands_alone(text, at))):
            open_at[mark] = [at]
        elif open_at[mark]:
            pairs.append((open_at[mark].pop(), at + 1))
    return _outermost(pairs)


def _opens(text: str, at: int) -> bool:
    before = text[at - 1] if at else " "
    after = text[at + 1] if at + 1 < len(text) else " "
    return (before.isspace() or before in "([—–-'’") and not after.isspace()


def _stands_alone(text: str, at: int) -> bool:
    """Whether white space is on both sides of the mark, as French spacing has it: opening and closing look alike."""
    return text[at - 1 : at].isspace() and text[at + 1 : at + 2].isspace()


def _outermost(pairs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    spans: list[tuple[int, int]] = []
    for start, end in sorted(pairs):
        if not spans or start >= spans[-1][1]:
            spans.append((start, end))
    return spans


def _inside(at: int, spans: list[tuple[int, int]], starts: list[int]) -> bool:
    found = bisect_right(starts, at - 1) - 1
    return found >= 0 and spans[found][0] < at < spans[found][1]


def _is_boundary(line: str, begin: int, match: re.Match[str], end: int) -> bool:
    opening = _OPENERS.match(line, end)
    word = _WORD_AFTER.match(line, opening.end() if opening else end)
    if word is None:
        return True
    following = word.group()
    if following[0].islower():
        return False
    if match.group()[:2] in _CLOSED and _ATTRIBUTED.match(line, end):
        return False
    if _NOTE.sub("", match.group()).rstrip("»”’)]\"' \u00a0\u202f") != ".":
        return True
    return not _abbreviates(line, begin, match.start(), following)


def _abbreviates(line: str, begin: int, stop: int, following: str) -> bool:
    """Whether the full stop at ``stop`` belongs to the word before it and not to the sentence."""
    token_match = _TOKEN_BEFORE.search(line[max(begin, stop - _REACH) : stop])
    if token_match is None:
        return False
    token = token_match.group().strip(".") or token_match.group()
    if len(token) == 1 and token.isupper() and token not in _TITLES:
        # "Q. What is it?": a letter that opens a sentence numbers it.
        return following not in _STARTERS or not line[begin : stop - 1].strip()
    if token in _UNITS_TOO and line[begin : stop - len(token)].rstrip()[-1:].isdigit():
        return False
    if token in _TITLES or token.lower() in _ALWAYS:
        return True
    if token.lower() in {"a.m", "p.m"}:
        return following in _AFTER_CLOCK
    if token.isdigit():
        return not line[begin : stop - len(token)].strip()
    if token.lower() in _BEFORE_NUMBERS:
        return following[0].isdigit() or bool(_ROMAN.match(following))
    if _is_initials(token) or token.lower() in _DOUBTFUL:
        return following not in _STARTERS
    return False


def _is_initials(token: str) -> bool:
    """J, U.S, J.-C, A.B.C: letters one by one."""
    letters = re.split(r"\.-?|-", token)
    return token[0].isupper() and all(len(part) == 1 and part.isalpha() for part in letters)
