"""The engine that asks a model behind an OpenAI-compatible endpoint.

``engine`` chooses a strategy, ``whole`` and ``sectioned`` are the two, ``repair`` sends back what has findings;
``talk`` holds one draft's conversation, and ``endpoint`` is all that speaks HTTP.
"""

from bridge.engines.openai_compatible.engine import OpenAICompatible, Strategy
from bridge.engines.openai_compatible.manners import Structured

__all__ = ["OpenAICompatible", "Strategy", "Structured"]
