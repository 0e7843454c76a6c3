"""Numbers, percentages, amounts, dates and times of French and English text, so normalised that languages compare."""

from __future__ import annotations

from bridge.text.facts.numbers.compare import Support, Unsupported
from bridge.text.facts.numbers.facts import facts
from bridge.text.facts.numbers.records import Key, Kind, NumberFact

__all__ = ["Key", "Kind", "NumberFact", "Support", "Unsupported", "facts"]
