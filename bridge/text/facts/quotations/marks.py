"""Finding quotations in running text: between marks of every kind, and behind the dash of a dialogue."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

#: Single quotation marks double as apostrophes, so a pair of them is trusted only within this many characters.
_SINGLE_REACH = 200
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
_WORD = re.compile(r"[^\W_]+")
SAID = (
    "affirm|ajout|annonc|annonç|assur|avou|confi|conclu|constat|critiqu|déclar|déplor|dénonc|détaill|estim|expliqu|"
    "exclam|expos|indiqu|insist|interrog|jug|lanc|martel|murmur|not|observ|plaisant|poursui|précis|racont|rappel|"
    "reconna|reconnu|prome|promi|plaid|nuanc|tempèr|tempér|relèv|relev|considèr|pens|croi|comment|assèn|admet|admi|"
    "concèd|concéd|confirm|soutien|souten|lâch|gliss|martèl|inquièt|amus|réagi|complèt|reprend|repri|enchaîn|redout|"
    "craint|clam|ironis|tranch|prévien|préven|souhait|espèr|espér|félicit|réjoui|défen|regrett|"
    "renchér|répèt|répét|répond|résum|rétorqu|salu|souffl|soulign|soupir|souri|témoign"
)
#: "…, a déclaré la directrice", "…, dit-il", "…, explique le maire": words that somebody says, behind a dash.
_INCISE = re.compile(
    r"[,!?…][ \u00a0\u202f]*(?:s['’]|l['’]|se |lui |nous )?(?:(?:a|ont|avait|avaient|est)(?:-t-(?:il|elle|on)| )[ ]?)?"
    rf"(?:dit|disent|disait|fait|(?:{SAID})[a-zéèêîç]*)(?:-t)?(?:[-‑](?:il|elle|ils|elles|on|je)\b|(?=[\s.,:]|$))",
    re.IGNORECASE,
)
_DASHED = re.compile(r"(?m)^[ \t\u00a0\u202f]*[—–―][ \t\u00a0\u202f]*(?=[^\s\d])([^\n]*)")


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


def spoken_lines(text: str) -> tuple[Quotation, ...]:
    """What is said behind a dash that begins a line, as French writes dialogue: "— Nous partons, dit-elle."."""
    found = []
    for line in _DASHED.finditer(text):
        incise = _INCISE.search(line[1])
        said = line[1][: incise.start()] if incise else ""
        if said and not _MARKS.search(said) and _WORD.search(said):
            found.append(Quotation(text=_trimmed(said), start=line.start(), end=line.start(1) + len(said)))
    return tuple(found)
