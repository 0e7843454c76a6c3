"""Names of persons, organizations, products and places in French and English text, and whether a source has them."""

from __future__ import annotations

from bridge.text.facts.names.index import Index, index
from bridge.text.facts.names.judge import Doubt, Reason, doubts
from bridge.text.facts.names.kept import Kept, kept
from bridge.text.facts.names.reading import Name, names

__all__ = ["Doubt", "Index", "Kept", "Name", "Reason", "doubts", "index", "kept", "names"]
