"""The engine that needs no model: it keeps the source's sentences and gives them structure.

:class:`ExtractiveEngine` is what the rest of the bridge uses. Within: ``pieces`` (blocks to nodes), ``parsing``
(spaCy), ``splitting`` and ``clauses`` (long sentences cut in two), ``sections`` (where subheadings go), ``phrases``,
``headings`` and ``labels`` (what they say, and which carry the keyphrase), ``keyphrase``, ``topic``, ``ranking`` and
``summary`` (« L’essentiel »), ``shorten`` and ``fields`` (titles, description, excerpt), ``lexicon`` (all word lists),
``findings`` (what a person is told).
"""

from bridge.engines.extractive.engine import ExtractiveEngine

__all__ = ["ExtractiveEngine"]
