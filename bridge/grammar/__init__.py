"""Grammalecte, where it is installed: agreement and conjugation errors of a French text.

What of them an editor sees is in ``findings``, which needs dictionaries and is imported by who judges an article.
"""

from __future__ import annotations

from bridge.grammar.grammalecte import Grammalecte, find_python

__all__ = ["Grammalecte", "find_python"]
