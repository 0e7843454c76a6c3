"""Numbers, percentages, amounts, dates and times of French and English text, so normalised that languages compare."""

from __future__ import annotations

from bridge.text.facts.numbers.beside import Beside, Standing
from bridge.text.facts.numbers.compare import Reason, Support, Unsupported
from bridge.text.facts.numbers.facts import READ, facts
from bridge.text.facts.numbers.placing import Misplaced, Placing
from bridge.text.facts.numbers.records import Key, Kind, NumberFact
from bridge.text.facts.numbers.verdicts import Read, Wrong, kept, wrong

__all__ = [
    "READ", "Beside", "Key", "Kind", "Misplaced", "NumberFact", "Placing", "Read", "Reason", "Standing", "Support",
    "Unsupported", "Wrong", "facts", "kept", "wrong",
]  # fmt: skip
