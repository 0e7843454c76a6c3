"""Quotations: finding them in running text, and telling whether two are the same words, or say the same."""

from __future__ import annotations

from bridge.text.facts.quotations.alignment import align, signature
from bridge.text.facts.quotations.incises import is_person, readings, tellers, without_incises
from bridge.text.facts.quotations.marks import Quotation, extract, spoken_lines
from bridge.text.facts.quotations.share import kept_share
from bridge.text.facts.quotations.wording import (
    Cut,
    distinct,
    folded,
    inserts,
    nearest,
    parts,
    stands_in,
    turned,
)

__all__ = [
    "Cut",
    "Quotation",
    "align",
    "distinct",
    "extract",
    "folded",
    "inserts",
    "is_person",
    "kept_share",
    "nearest",
    "parts",
    "readings",
    "signature",
    "spoken_lines",
    "stands_in",
    "tellers",
    "turned",
    "without_incises",
]
