"""Who says each quotation, and whether two texts name the same person for it."""

from __future__ import annotations

from bridge.text.facts.speakers.attribution import Attribution, Passage, attributed
from bridge.text.facts.speakers.identity import Directory, Verdict, compare, is_surely_named
from bridge.text.facts.speakers.mentions import Mention

__all__ = ["Attribution", "Directory", "Mention", "Passage", "Verdict", "attributed", "compare", "is_surely_named"]
