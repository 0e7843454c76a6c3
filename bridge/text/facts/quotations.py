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
_CLOSERS = {"«": "»", "“": "”", '"': '"', "‹": "›", "「": "」", "»": "«"}
_MARKS = re.compile("[«»‹›“”„‟❝❞〝〞\"＂″「」『』]|''|``|(?<!<)<<(?!<)|(?<!>)>>(?!>)")
#: Marks that mean another one.
_MEANT = {
    "„": "“", "‟": "“", "❝": "“", "〝": "“", "❞": "”", "〞": "”", "＂": '"', "″": '"', "''": '"', "``": '"', "<<": "«",
    ">>": "»", "『": "「", "』": "」",
}  # fmt: skip
_SINGLE = re.compile(rf"(?<![^\s(\[«“\"—–-])[‘'](?=[^\W_])([^\n‘«»“”]{{1,{_SINGLE_REACH}}}?[^\s\n])[’'](?![^\W_])")
_INSERTION = re.compile(r"[\[(](?:\.{3}|…)[\])]|\[[^\[\]\n]{0,60}\]")
_BRACKETS = re.compile(r"\[([^\[\]\n]{0,60})\]")
_ELLIPSIS = re.compile(r"[\[(]\s?(?:\.{3}|…)\s?[\])]")
_WORD = re.compile(r"[^\W_]+")
_INVISIBLE = re.compile("[\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff]")
_GROUPED = re.compile(r"(?<![\d,.])(?<!\d )\d{1,3}(?: \d{3})+(?![\d])")
_SAID = (
    "affirm|ajout|annonc|annonç|assur|avou|confi|conclu|constat|critiqu|déclar|déplor|dénonc|détaill|estim|expliqu|"
    "exclam|expos|indiqu|insist|interrog|jug|lanc|martel|murmur|not|observ|plaisant|poursui|précis|racont|rappel|"
    "reconna|reconnu|regrett|renchér|répèt|répét|répond|résum|rétorqu|salu|souffl|soulign|soupir|souri|témoign"
)
#: "…, a déclaré la directrice", "…, dit-il", "…, explique le maire": words that somebody says, behind a dash.
_INCISE = re.compile(
    r"[,!?…][ \u00a0\u202f]*(?:s['’]|l['’]|se |lui |nous )?(?:(?:a|ont|avait|avaient|est)(?:-t-(?:il|elle|on)| )[ ]?)?"
    rf"(?:dit|disent|disait|fait|(?:{_SAID})[a-zéèêîç]*)(?:-t)?(?:[-‑](?:il|elle|ils|elles|on|je)\b|(?=[\s.,:]|$))",
    re.IGNORECASE,
)
_DASHED = re.compile(r"(?m)^[ \t\u00a0\u202f]*[—–―][ \t\u00a0\u202f]*(?=[^\s\d])([^\n]*)")
_NEGATING_WORDS = "ne n pas plus jamais non rien aucun aucune ni sans peu moins guère point personne très trop faux"
_NEGATING = frozenset(_NEGATING_WORDS.split())


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
        mark = _mark(text, match, stack)
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


def _mark(text: str, match: re.Match[str], stack: list[_Open]) -> str:
    """The mark that is meant: "”…”", "„…“" and "»…«" open and close by where they stand."""
    mark = _MEANT.get(match.group(), match.group())
    stands = [opened.mark for opened in stack]
    if mark == "”" and "“" not in stands and _before_word(text, match):
        return "“"
    if mark == "“" and "“" in stands and match.group() == "“" and _behind_word(text, match):
        return "”"
    return mark


def _before_word(text: str, match: re.Match[str]) -> bool:
    before = text[match.start() - 1] if match.start() else " "
    return (before.isspace() or before in "([—–-'’:") and not text[match.end() : match.end() + 1].isspace()


def _behind_word(text: str, match: re.Match[str]) -> bool:
    before = text[match.start() - 1] if match.start() else " "
    return not before.isspace() and before not in "([—–" and not text[match.end() : match.end() + 1].isalnum()


def _opens(text: str, match: re.Match[str], mark: str, stack: list[_Open]) -> bool:
    if mark in "«»":
        # "»Das Wort«": the other way round, where nothing is open that the mark could close.
        stands = [opened.mark for opened in stack]
        if mark == "»":
            return "«" not in stands and "»" not in stands and _before_word(text, match)
        return "»" not in stands or _before_word(text, match)
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


def folded(text: str, *, insertions: bool = False) -> str:
    """The words of ``text`` and nothing else, so that spaces, apostrophes, marks and punctuation do not matter.

    What an editor has inserted in brackets is left out, unless ``insertions`` are asked for; "2 000" is "2000", "œ" is
    "oe", and no accent counts on a first letter, where capitals go without. Words are parted, preceded and followed by
    one space, so that ``folded(a) in folded(b)`` compares whole words.
    """
    bare = _INVISIBLE.sub("", text if insertions else _INSERTION.sub(" ", text))
    plain = unicodedata.normalize("NFKC", bare).casefold().replace("œ", "oe").replace("æ", "ae")
    words = _WORD.findall(_GROUPED.sub(lambda match: match.group().replace(" ", ""), plain))
    words = [word if word[0] < "\x80" else unicodedata.normalize("NFD", word[0])[0] + word[1:] for word in words]
    return f" {' '.join(words)} " if words else " "


def stands_in(quotation: str, folded_text: str, *, insertions: bool = False) -> bool:
    """Whether the words stand, in their order, in a text that ``folded`` has read; cuts "[…]" may leave some out."""
    at = 0
    for part in _ELLIPSIS.split(quotation):
        words = folded(part, insertions=insertions)
        if words == " ":
            continue
        found = folded_text.find(words, at)
        if found < 0:
            return False
        at = found + len(words) - 1
    return True


def spoken_lines(text: str) -> tuple[Quotation, ...]:
    """What is said behind a dash that begins a line, as French writes dialogue: "— Nous partons, dit-elle."."""
    found = []
    for line in _DASHED.finditer(text):
        incise = _INCISE.search(line[1])
        said = line[1][: incise.start()] if incise else ""
        if said and not _MARKS.search(said) and _WORD.search(said):
            found.append(Quotation(text=_trimmed(said), start=line.start(), end=line.start(1) + len(said)))
    return tuple(found)


def inserts(quotation: str, source_with_insertions: str) -> bool:
    """Whether brackets add to the quotation what its source, read by ``with_insertions``, does not have in that place.

    "[sic]" and a single word that clarifies ("[douce]") are an editor's right; "[ne]" or "[pas]" are not.
    """
    telling = _BRACKETS.sub(lambda match: match.group() if _is_telling(match[1]) else " ", quotation)
    if not _BRACKETS.search(_ELLIPSIS.sub(" ", telling)):
        return False
    return not stands_in(telling, source_with_insertions, insertions=True)


def _is_telling(inserted: str) -> bool:
    words = [word.casefold() for word in _WORD.findall(inserted)]
    if len(words) != 1:
        return True
    return words[0] in _NEGATING


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
