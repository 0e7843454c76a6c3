"""Counting words the way the editor's Yoast sidebar does."""

from __future__ import annotations


def count_words(text: str) -> int:
    """The number of white-space-separated tokens that hold a letter or digit.

    No-break spaces separate as well. An elision is part of its word ("l'année" is one), and a lone « or : is none,
    which is how Yoast counts.
    """
    return sum(1 for token in text.split() if any(map(str.isalnum, token)))
