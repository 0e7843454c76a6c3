"""Grammalecte, where it is installed: agreement and conjugation errors of a French text."""

from __future__ import annotations

from bridge.grammar.findings import counted, findings, prose, rate
from bridge.grammar.grammalecte import Grammalecte, find_python

__all__ = ["Grammalecte", "counted", "find_python", "findings", "prose", "rate"]
