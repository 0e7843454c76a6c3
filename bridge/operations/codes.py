"""The codes of findings that the code knows: a label of a metric may take no other value."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

#: What stands for a code that is not known.
OTHER = "other"
_CODE = re.compile(r"<code>([a-z]+\.[a-z_0-9]+)</code>")


@cache
def known_codes() -> frozenset[str]:
    """All of them. The page that explains each to editors is part of the plugin, and a test keeps it complete."""
    page = files("bridge") / "companion" / "guide" / "verifications.html"
    return frozenset(_CODE.findall(page.read_text(encoding="utf-8")))


def bounded(code: str) -> str:
    """The code where it is known, else ``other``."""
    return code if code in known_codes() else OTHER
