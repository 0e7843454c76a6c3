"""A text without a secret in it, whichever way the secret got there: as it is, quoted, escaped, or in base64."""

from __future__ import annotations

import base64
import html
import json
import re
from collections.abc import Iterator
from urllib.parse import quote, quote_plus

HIDDEN = "•••"
#: In characters. Shorter secrets would blot out ordinary words of a message.
SHORTEST = 6
#: The same for what is content: a local server's key may be a word like "lm-studio", which an article may have.
SHORTEST_IN_CONTENT = 16


class Discretion:
    """Knows one secret, and takes it out of what others say. ``repr`` does not tell it."""

    def __init__(self, secret: str) -> None:
        known = _spellings(secret) if len(secret) >= SHORTEST else ()
        self._plain = sorted({form for one in known for form in _forms(one)}, key=len, reverse=True)
        self._encoded = sorted({digits for one in known for digits in _inside_base64(one)})
        content = (*self._plain, *self._encoded) if len(secret) >= SHORTEST_IN_CONTENT else ()
        self._marks = tuple(form.encode() for form in content)

    def text(self, said: str) -> str:
        """The text with ``HIDDEN`` in the secret's place (of base64, the whole word that holds it)."""
        for form in self._plain:
            said = said.replace(form, HIDDEN)
        for digits in self._encoded:
            if digits in said:
                said = re.sub(f"[A-Za-z0-9+/]*{re.escape(digits)}[A-Za-z0-9+/]*=*", HIDDEN, said)
        return said

    def data(self, said: bytes) -> bytes:
        """The same for content, as bytes of any encoding, and long secrets; almost always it comes back as it is."""
        if not any(mark in said for mark in self._marks):
            return said
        return self.text(said.decode("utf-8", "surrogateescape")).encode("utf-8", "surrogateescape")


def _spellings(secret: str) -> tuple[str, ...]:
    """WordPress takes an application password with and without the spaces that it shows it with."""
    return (secret, "".join(secret.split()))


def _forms(one: str) -> Iterator[str]:
    yield from (one, repr(one)[1:-1], json.dumps(one)[1:-1], json.dumps(one, ensure_ascii=False)[1:-1])
    yield from (html.escape(one), html.escape(one, quote=False), quote(one), quote(one, safe=""), quote_plus(one))


def _inside_base64(secret: str) -> Iterator[str]:
    """What of base64's digits is the secret's alone, for each of the three places where it may begin."""
    for before in range(3):
        data = b"\0" * before + secret.encode()
        # the digits at either end hold bits of the neighbours as well
        yield base64.b64encode(data).decode()[(before * 8 + 5) // 6 : len(data) * 8 // 6]
