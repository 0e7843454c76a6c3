"""French typography: guillemets, no-break spaces, apostrophes, ellipses, dashes.

One width is chosen for all: U+00A0, which every theme's font has, before ; : ! ? and inside « ».
The words never change.
"""

from __future__ import annotations

import re

from bridge.text.html_spans import tags

NBSP = "\N{NO-BREAK SPACE}"
_SPACES = "[ \u00a0\u202f]"
#: What is no running text though it stands in it: never touched.
_VERBATIM = re.compile(
    r"(?:https?|ftp|mailto|tel):[^\s<>«»]+|www\.[^\s<>«»]+|(?<![\w.+-])[\w.+-]++@[\w.-]++|&(?:#\d+|#x[0-9a-fA-F]+|\w+);"
)
#: Shortcodes and an editor's insertions, an engine's placeholders too.
_BRACKETED = re.compile(r"\[[^\[\]\n]{0,300}\]")
_OPENING = re.compile(rf"«{_SPACES}*")
_CLOSING = re.compile(rf"{_SPACES}*»")
#: Where a space stands before a high mark, it must not break; where none does, one is added after a word only, so
#: that "10:30", "12:1" and ":-)" stay.
_SPACED = re.compile(rf"{_SPACES}+(?=[;:!?])")
_UNSPACED = re.compile(r"(?<=[^\W_])(?=(?:[!?]+|[;:])(?:[\s»”)\]]|$))|(?<=[»”)\]%€])(?=(?:[!?]+|[;:])(?:\s|$))")
_APOSTROPHE = re.compile(r"(?<=[^\W\d_])'(?=[^\W_]|[«“])")
_ELEMENTS_VERBATIM = frozenset({"code", "kbd", "pre", "script", "style"})

Edit = tuple[int, int, str]
#: Marks of quotations, and those that they close with.
_MARKS = re.compile('[«»“”„"]')
_CLOSES = {"«": "»", "“": "”", "„": "“", '"': '"'}
#: Longer than this, two straight marks are two slips.
_LONGEST_QUOTATION = 2_000
_ELLIPSIS = re.compile(r"(?<!\.)\.{3}(?!\.)")
_THOUSANDS = re.compile(r"(?<![\d.,])(?<!\d[ \u00a0\u202f])\d{1,3}(?: \d{3})+(?!\d|\.\d| \d)")
_UNIT = re.compile(r"(?<=\d) ?(?=(?:%|€|\$|£|°C|k€|M€|Md€)(?!\w))")
_NUMBER_SIGN = re.compile(r"(?<!\w)([nN])[°º] ?(?=\d)")
_DOUBLE = re.compile(r"(?<=\S) {2,}(?=\S)")
_BEFORE_COMMA = re.compile(rf"(?<=[\w»”)\]’%€]){_SPACES}+(?=[,.](?:{_SPACES}|\Z))")
_AFTER_COMMA = re.compile(r"(?<=[a-zà-öø-ÿœ]{2}),(?=[a-zà-öø-ÿœ]{2})")
_DASH = re.compile(r"(?<=[^\W\d_]|[,»”)!?.]) (?:-|--) (?=[^\W\d_]|[«“(])")


def french(text: str) -> str:
    """Plain ``text`` set as French is. URLs, addresses, entities, shortcodes and times stay as they are."""
    return _outside(_VERBATIM, edited(text, _marks(masked(text, html=False))))


def french_html(html: str) -> str:
    """The same for inline HTML: only text between tags changes, and none within ``<code>`` or ``<kbd>``."""
    html = edited(html, _marks(masked(html, html=True)))
    parts: list[str] = []
    at, verbatim = 0, 0
    for tag in tags(html):
        text = html[at : tag.start]
        parts.append(text if verbatim else _outside(_VERBATIM, text))
        parts.append(html[tag.start : tag.end])
        at = tag.end
        if tag.name in _ELEMENTS_VERBATIM and not tag.void:
            verbatim = max(0, verbatim + (-1 if tag.closing else 1))
    parts.append(html[at:] if verbatim else _outside(_VERBATIM, html[at:]))
    return "".join(parts)


def masked(text: str, *, html: bool, elements: frozenset[str] = frozenset()) -> str:
    """``text`` at its own length, with NUL for all that is not running text: tags, code, addresses, brackets.

    ``elements``: further ones whose content is masked.
    """
    spans = [match.span() for pattern in (_VERBATIM, _BRACKETED) for match in pattern.finditer(text)]
    if html:
        spans += _element_spans(text, _ELEMENTS_VERBATIM | elements)
    parts: list[str] = []
    at = 0
    for start, end in sorted(spans):
        if end > at:
            parts.extend((text[at:start], "\0" * (end - max(start, at))))
            at = end
    return "".join((*parts, text[at:]))


def _element_spans(html: str, verbatim: frozenset[str]) -> list[tuple[int, int]]:
    spans: list[tuple[int, int]] = []
    open_at: list[int] = []
    for tag in tags(html):
        spans.append((tag.start, tag.end))
        if tag.name in verbatim and not tag.void:
            if not tag.closing:
                open_at.append(tag.start)
            elif open_at:
                spans.append((open_at.pop(), tag.end))
    return [*spans, *((start, len(html)) for start in open_at)]


def edited(text: str, edits: list[Edit]) -> str:
    """``text`` with ``(start, end, replacement)`` applied; of two that overlap, the first."""
    parts: list[str] = []
    at = 0
    for start, end, new in sorted(edits):
        if start >= at:
            parts.extend((text[at:start], new))
            at = end
    return "".join((*parts, text[at:]))


def quoted(mask: str) -> list[tuple[int, int]]:
    """``(start, end)`` of the outermost quotations, marks included, in order."""
    spans: list[tuple[int, int]] = []
    opened: list[tuple[str, int]] = []
    for match in _MARKS.finditer(mask):
        mark, at = match.group(), match.start()
        if opened and mark == _CLOSES[opened[-1][0]] and not (mark == '"' and _opens(mask, at)):
            _, start = opened.pop()
            if at - start <= _LONGEST_QUOTATION and not opened:
                spans.append((start, at + 1))
        elif mark in "«“„" or (mark == '"' and _opens(mask, at)):
            if opened and opened[-1][0] == mark:
                opened.pop()  # what never closed swallows nothing
            opened.append((mark, at))
    return spans


def _opens(mask: str, at: int) -> bool:
    before = mask[at - 1] if at else " "
    after = mask[at + 1] if at + 1 < len(mask) else " "
    return (before.isspace() or before in "\0([—–-'’«") and not after.isspace()


def _marks(mask: str) -> list[Edit]:
    """Guillemets for other marks, and what else is told from its neighbours alone."""
    edits: list[Edit] = []
    for start, end in quoted(mask):
        if mask[start] != "«":
            edits += [(start, start + 1, "«" + NBSP), (end - 1, end, NBSP + "»")]
    edits += [(match.start(), match.end(), "…") for match in _ELLIPSIS.finditer(mask)]
    edits += [(match.start(), match.end(), match.group().replace(" ", NBSP)) for match in _THOUSANDS.finditer(mask)]
    edits += [(match.start(), match.end(), NBSP) for match in _UNIT.finditer(mask)]
    edits += [(match.start(), match.end(), match[1] + "°" + NBSP) for match in _NUMBER_SIGN.finditer(mask)]
    edits += [(match.start(), match.end(), " ") for match in _DOUBLE.finditer(mask)]
    edits += [(match.start(), match.end(), "") for match in _BEFORE_COMMA.finditer(mask)]
    edits += [(match.start(), match.end(), ", ") for match in _AFTER_COMMA.finditer(mask)]
    edits += [(match.start(), match.end(), " – ") for match in _DASH.finditer(mask)]
    return edits


def _outside(pattern: re.Pattern[str], text: str) -> str:
    parts: list[str] = []
    at = 0
    for match in pattern.finditer(text):
        parts.extend((_spaced(text[at : match.start()], last=False), match.group()))
        at = match.end()
    parts.append(_spaced(text[at:], last=True))
    return "".join(parts)


def _spaced(text: str, *, last: bool) -> str:
    # "$" must mean the end of the whole text, not the place where an entity or URL begins.
    guard = "" if last else "\0"
    text = _OPENING.sub("«" + NBSP, text + guard)
    text = _CLOSING.sub(NBSP + "»", text)
    text = _SPACED.sub(NBSP, text)
    text = _UNSPACED.sub(NBSP, text)
    text = _APOSTROPHE.sub("’", text)
    return text.removesuffix(guard) if guard else text
