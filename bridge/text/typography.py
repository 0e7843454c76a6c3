"""French typography: no-break spaces and apostrophes.

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
    r"(?:https?|ftp|mailto|tel):[^\s<>«»]+|www\.[^\s<>«»]+|[\w.+-]++@[\w.-]++|&(?:#\d+|#x[0-9a-fA-F]+|\w+);"
)
_OPENING = re.compile(rf"«{_SPACES}*")
_CLOSING = re.compile(rf"{_SPACES}*»")
#: Where a space stands before a high mark, it must not break; where none does, one is added after a word only, so
#: that "10:30", "12:1" and ":-)" stay.
_SPACED = re.compile(rf"{_SPACES}+(?=[;:!?])")
_UNSPACED = re.compile(r"(?<=[^\W_])(?=(?:[!?]+|[;:])(?:[\s»”)\]]|$))|(?<=[»”)\]%€])(?=(?:[!?]+|[;:])(?:\s|$))")
_APOSTROPHE = re.compile(r"(?<=[^\W\d_])'(?=[^\W_]|[«“])")
_ELEMENTS_VERBATIM = frozenset({"code", "kbd", "pre", "script", "style"})


def french(text: str) -> str:
    """Plain ``text`` with French spacing and apostrophes. URLs, addresses, entities and times stay as they are."""
    return _outside(_VERBATIM, text)


def french_html(html: str) -> str:
    """The same for inline HTML: only text between tags changes, and none within ``<code>`` or ``<kbd>``."""
    parts: list[str] = []
    at, verbatim = 0, 0
    for tag in tags(html):
        text = html[at : tag.start]
        parts.append(text if verbatim else french(text))
        parts.append(html[tag.start : tag.end])
        at = tag.end
        if tag.name in _ELEMENTS_VERBATIM and not tag.void:
            verbatim = max(0, verbatim + (-1 if tag.closing else 1))
    parts.append(html[at:] if verbatim else french(html[at:]))
    return "".join(parts)


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
