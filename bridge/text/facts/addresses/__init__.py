"""Postal addresses in French and English text, and whether a source has them."""

from __future__ import annotations

from bridge.text.facts.addresses.compare import Wrong, wrong
from bridge.text.facts.addresses.reading import Address, addresses

__all__ = ["Address", "Wrong", "addresses", "wrong"]
