"""What a model is asked to answer, and reading it from whatever it did answer."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from itertools import islice
from typing import Annotated, Any, Self, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, ValidationError, model_validator


def object_of(**properties: dict[str, Any]) -> dict[str, Any]:
    """A schema for OpenAI's structured outputs and their like: every property is required, and there is no other."""
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


TEXT: dict[str, Any] = {"type": "string"}
TEXTS: dict[str, Any] = {"type": "array", "items": TEXT}
#: The keyphrase comes first: what is written after it can carry it.
SCHEMA = object_of(focus_keyphrase=TEXT, title=TEXT, seo_title=TEXT, meta_description=TEXT, excerpt=TEXT, body=TEXTS)
PLAN_SCHEMA = object_of(
    focus_keyphrase=TEXT, sections={"type": "array", "items": {"type": "array", "items": {"type": "integer"}}}
)
FIELDS_SCHEMA = object_of(title=TEXT, seo_title=TEXT, meta_description=TEXT, excerpt=TEXT, headings=TEXTS)
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


_Texts = Annotated[tuple[str, ...], BeforeValidator(lambda value: [] if value is None else value)]


class Answer(BaseModel):
    """A model's article. ``body``: one block a string, in the notation. ``slug``: not asked for, read where it is."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    title: str
    seo_title: str
    meta_description: str
    focus_keyphrase: str
    slug: _Optional = ""
    excerpt: _Optional = ""
    body: Annotated[tuple[str, ...], BeforeValidator(_as_blocks)]

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        if not any(block.strip() for block in self.body):
            raise ValueError("« body » est vide")
        return self


class PlanAnswer(BaseModel):
    """Which paragraphs (numbers from 1) make up each section, and what the article is to be found by."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    focus_keyphrase: _Optional = ""
    sections: tuple[tuple[int, ...], ...]


class FieldsAnswer(BaseModel):
    """Fields, and subheadings in order; what was not asked for is empty."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    title: _Optional = ""
    seo_title: _Optional = ""
    meta_description: _Optional = ""
    focus_keyphrase: _Optional = ""
    excerpt: _Optional = ""
    headings: _Texts = ()


_Kind = TypeVar("_Kind", bound=BaseModel)


def parse(text: str) -> Answer | None:
    """The article in a model's text, None where there is none."""
    return read(text, Answer)


def read(text: str, kind: type[_Kind]) -> _Kind | None:
    """The answer of that kind in a model's text, None where there is none.

    It may be bare JSON, stand in a code fence, or have talk around it. Of several, the last counts: models that think
    aloud write drafts of it first.
    """
    found = None
    for value in islice(_objects(text), _MOST_BRACES):
        try:
            found = kind.model_validate(_legible(value))
        except (ValidationError, RecursionError):
            continue
    return found


def fault(text: str, kind: type[BaseModel]) -> str:
    """Why ``read`` finds nothing, for the model that is asked once more."""
    start = text.find("{")
    if start < 0:
        return "aucun objet JSON dans la réponse"
    try:
        value, _ = _DECODER.raw_decode(text, start)
    except json.JSONDecodeError as error:
        return f"JSON mal formé, ligne {error.lineno}, colonne {error.colno}"
    except RecursionError:
        return "JSON mal formé"
    try:
        kind.model_validate(value)
    except ValidationError as error:
        names = sorted({str(problem["loc"][0]) for problem in error.errors() if problem["loc"]})
        return f"clés absentes ou d’un autre type : {', '.join(names)}" if names else "le texte de l’article est vide"
    return "plusieurs objets JSON se contredisent"


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
