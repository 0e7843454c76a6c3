"""Numbers, percentages, amounts, dates and times of French and English text, so normalised that languages compare."""

from __future__ import annotations

from bridge.text.numbers.compare import Support, Unsupported
from bridge.text.numbers.facts import facts
from bridge.text.numbers.records import Key, Kind, NumberFact

__all__ = ["Key", "Kind", "NumberFact", "Support", "Unsupported", "facts"]
