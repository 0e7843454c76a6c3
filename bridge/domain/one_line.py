"""Text from anywhere on one line, without a character that steers a terminal or turns what is read round."""

from __future__ import annotations

import re
from unicodedata import category

#: Control, format (bidirectional overrides, zero width) and surrogate characters, line and paragraph separators.
UNSAFE = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
#: What terminals take as a command, whole: without its first character the rest would stand there as litter.
_COMMANDS = re.compile("(?:\x1b\\[|\x9b)[0-?]*[ -/]*[@-~]")
_SPACES = re.compile(r"\s+")


def clean(text: str, *, lines: bool = False) -> str:
    """The text on one line (or, with ``lines``, on its own) without any character that steers a terminal."""
    kept = "".join(
        character if category(character) not in UNSAFE or (lines and character == "\n") else _stand_in(character)
        for character in _COMMANDS.sub("", text)
    )
    return kept.strip() if lines else _SPACES.sub(" ", kept).strip()


def _stand_in(character: str) -> str:
    return " " if character in "\t\n\r\v\f\u2028\u2029" else ""
