"""What a model is asked to answer, and reading it from whatever it did answer."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from itertools import islice
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, ValidationError

_TEXTS = ("title", "seo_title", "meta_description", "focus_keyphrase", "slug", "excerpt")
#: For OpenAI's structured outputs, and the servers that do the same (strict: every property required, none other).
SCHEMA: dict[str, Any] = {
    "type": "object",
    "properties": {
        **{name: {"type": "string"} for name in _TEXTS},
        "body": {"type": "array", "items": {"type": "string"}},
    },
    "required": [*_TEXTS, "body"],
    "additionalProperties": False,
}
#: Raw line breaks within strings are forbidden by JSON, and written by small models all the same.
_DECODER = json.JSONDecoder(strict=False)
#: How many opening braces of an answer are tried.
_MOST_BRACES = 200
#: Control characters, halves of emoji and non-characters: no database, editor or parser takes them. Signs that do not
#: show, or turn the reading direction: what a check reads must be what a person sees.
_ILLEGIBLE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ud800-\udfff\ufdd0-\ufdef\ufeff\ufffe\uffff]"
)


def _as_blocks(value: object) -> object:
    """A body in one piece is cut where its blocks are."""
    return re.split(r"\n\s*\n", value) if isinstance(value, str) else value


def _or_nothing(value: object) -> object:
    return "" if value is None else value


_Optional = Annotated[str, BeforeValidator(_or_nothing)]


class Answer(BaseModel):
    """A model's article. ``body``: one block a string, in the notation."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    title: str
    seo_title: str
    meta_description: str
    focus_keyphrase: str
    slug: _Optional = ""
    excerpt: _Optional = ""
    body: Annotated[tuple[str, ...], BeforeValidator(_as_blocks)]


def parse(text: str) -> Answer | None:
    """The answer in a model's text, None where there is none.

    It may be bare JSON, stand in a code fence, or have talk around it. Of several, the last counts: models that think
    aloud write drafts of it first.
    """
    found = None
    for value in islice(_objects(text), _MOST_BRACES):
        try:
            answer = Answer.model_validate(_legible(value))
        except (ValidationError, RecursionError):
            continue
        if any(block.strip() for block in answer.body):
            found = answer
    return found


def _objects(text: str) -> Iterator[object]:
    """The JSON objects in the text, in order; None for a brace that opens none."""
    at = text.find("{")
    while at >= 0:
        try:
            value, end = _DECODER.raw_decode(text, at)
        except (ValueError, RecursionError):
            value, end = None, at + 1
        yield value
        at = text.find("{", end)


def legible(text: str) -> str:
    """``text`` without what nobody can read."""
    return _ILLEGIBLE.sub("", text)


def _legible(value: Any) -> Any:
    if isinstance(value, str):
        return legible(value)
    if isinstance(value, list):
        return [_legible(item) for item in value]
    if isinstance(value, dict):
        return {str(key): _legible(item) for key, item in value.items()}
    return value
