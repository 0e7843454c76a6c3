"""Comparing French sentences with their source in French or English, without a translator."""

from __future__ import annotations

from bridge.text.bilingual.lexicon import same, similarity, translates

__all__ = ["same", "similarity", "translates"]
