"""The engine that needs no model: it keeps the source's sentences and gives them structure.

:class:`ExtractiveEngine` is what the rest of the bridge uses. Within: ``pieces`` (blocks to nodes), ``parsing``
(spaCy), ``sections`` (where subheadings go), ``phrases`` and ``headings`` (what they say), ``keyphrase``,
``ranking`` and ``summary`` (« L’essentiel »), ``shorten`` and ``fields`` (titles, description, excerpt),
``lexicon`` (all word lists), ``findings`` (what a person is told).
"""

from bridge.engines.extractive.engine import ExtractiveEngine

__all__ = ["ExtractiveEngine"]
