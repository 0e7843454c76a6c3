"""What a model is asked to answer, and reading it from whatever it did answer."""

from __future__ import annotations

import json
import re
from typing import Any

from pydantic import BaseModel, ConfigDict, ValidationError

#: For OpenAI's structured outputs, and the servers that do the same (strict: every property required, none other).
_TEXTS = ("title", "seo_title", "meta_description", "focus_keyphrase", "slug", "excerpt")
SCHEMA: dict[str, Any] = {
    "type": "object",
    "properties": {
        **{name: {"type": "string"} for name in _TEXTS},
        "body": {"type": "array", "items": {"type": "string"}},
    },
    "required": [*_TEXTS, "body"],
    "additionalProperties": False,
}
_FENCE = re.compile(r"^\s*```[a-z]*\s*\n(.*?)\n?```\s*$", re.DOTALL)


class Answer(BaseModel):
    """A model's article. ``body``: one block a string, in the notation."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    title: str
    seo_title: str
    meta_description: str
    focus_keyphrase: str
    slug: str = ""
    excerpt: str = ""
    body: tuple[str, ...]


def parse(text: str) -> Answer | None:
    """The answer in a model's text: bare JSON, in a code fence, or with talk around it; None for anything else."""
    for candidate in _candidates(text):
        try:
            answer = Answer.model_validate(json.loads(candidate))
        except (ValueError, ValidationError, RecursionError):
            continue
        if any(block.strip() for block in answer.body):
            return answer
    return None


def _candidates(text: str) -> list[str]:
    fenced = _FENCE.match(text)
    first, last = text.find("{"), text.rfind("}")
    return [text, *([fenced[1]] if fenced else []), *([text[first : last + 1]] if 0 <= first < last else [])]
