"""What pydantic found wrong, said to a person: the line, the place, what is expected; never the value."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from bridge.config.models import Config
from bridge.config.nearest import nearest
from bridge.config.secrets import LITERAL, Secret
from bridge.config.tree import Problem, Spot, Steps, place_of

_TEXT = "attendu : du texte ; mettez la valeur entre guillemets"
_EXPECTED = {
    "string_type": _TEXT,
    "int_type": "attendu : un nombre entier, sans guillemets",
    "int_from_float": "attendu : un nombre entier, sans décimales",
    "float_type": "attendu : un nombre, sans guillemets",
    "bool_type": "attendu : true ou false, sans guillemets",
    "tuple_type": "attendu : une liste, comme « [un, deux] »",
    "mapping_type": "attendu : un ensemble de lignes « clé: valeur »",
    "dict_type": "attendu : un ensemble de lignes « clé: valeur »",
    "model_type": "attendu : un ensemble de lignes « clé: valeur »",
    "model_attributes_type": "attendu : un ensemble de lignes « clé: valeur »",
    "string_too_short": "attendu : du texte ; la valeur est vide",
    "too_short": "attendu : une liste d'au moins un élément",
    "finite_number": "attendu : un nombre fini",
    "union_tag_not_found": "clé obligatoire absente : « kind » (extractive ou openai_compatible)",
}
_BOUNDS = {
    "greater_than": ("gt", "plus de"),
    "greater_than_equal": ("ge", "au moins"),
    "less_than": ("lt", "moins de"),
    "less_than_equal": ("le", "au plus"),
}


def problems_of(error: ValidationError, tree: Spot) -> list[Problem]:
    """Each error of a validation, at its line in the tree."""
    details = error.errors(include_url=False, include_input=True)
    # a default that is made of other settings is none of its own where one of those is wrong
    return [_problem(detail, tree) for detail in details if detail["type"] != "default_factory_not_called"]


def _problem(detail: ErrorDetails, tree: Spot) -> Problem:
    path, spot, missing = _locate(detail["loc"], tree)
    if detail["type"] in ("extra_forbidden", "missing"):
        # The key is the last step: what it belongs to is the place.
        key, path = path[-1], path[:-1]
        model = _model_at(detail["loc"][:-1], tree)
        message = f"clé obligatoire absente : « {key} »" if missing else _unknown_key(str(key), model)
        return Problem(line=spot.line, place=place_of(path), message=message)
    return Problem(line=spot.line, place=place_of(path), message=_message(detail))


def _locate(steps: Iterable[str | int], tree: Spot) -> tuple[Steps, Spot, bool]:
    """The path in the file, the deepest spot on it, and whether its last step is absent from the file.

    A step that the file does not have, with steps after it, is pydantic's tag of a union.
    """
    spot, path = tree, list[str | int]()
    steps = tuple(steps)
    for index, step in enumerate(steps):
        below = spot.child(step)
        if below is not None:
            spot = below
            path = ["defaults", step] if spot.shared else [*path, step]
        elif index == len(steps) - 1 and not _is_tag(step, spot):
            return (*path, step), spot, True
    return tuple(path), spot, False


def _is_tag(step: str | int, spot: Spot) -> bool:
    kind = spot.child("kind")
    return kind is not None and kind.value == step


def _unknown_key(key: str, model: type[BaseModel] | None) -> str:
    if model is Secret:
        # What stands there may be the secret itself.
        return LITERAL
    known = set(model.model_fields) if model else set()
    if model is Config:
        known.add("defaults")
    hint = nearest(key, known)
    return f"clé inconnue : « {key} »{hint or ' (clés possibles : ' + ', '.join(sorted(known)) + ')'}"


def _message(detail: ErrorDetails) -> str:
    kind, context = detail["type"], detail.get("ctx", {})
    if kind == "value_error":
        return str(context["error"])
    if kind in _BOUNDS:
        bound, words = _BOUNDS[kind]
        return f"attendu : {words} {context[bound]:g}"
    if kind == "literal_error":
        return f"attendu : {context['expected'].replace(' or ', ' ou ').replace(chr(39), '')}"
    if kind == "union_tag_invalid":
        known = [tag.strip(" '") for tag in context["expected_tags"].split(",")]
        return f"« kind » inconnu{nearest(str(context['tag']), known)} (attendu : {' ou '.join(known)})"
    empty = " (la valeur est vide)" if detail["input"] is None else ""
    return _EXPECTED.get(kind, "cette valeur n'est pas acceptée") + empty


def _model_at(steps: Steps, tree: Spot) -> type[BaseModel] | None:
    """The model that rules at a place that pydantic names (tags of unions and all)."""
    found: Any = Config
    spot: Spot | None = tree
    for step in steps:
        below = spot.child(step) if spot else None
        if below is None and spot is not None and _is_tag(step, spot):
            continue
        spot = below
        found = _below(found, step, spot)
    return _as_model(found, spot)


def _below(annotation: Any, step: str | int, spot: Spot | None) -> Any:
    model = _as_model(annotation, spot)
    if model is not None:
        known = model.model_fields.get(str(step))
        return known.annotation if known else None
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin is tuple:
        return arguments[0]
    return arguments[1] if origin is Mapping and len(arguments) > 1 else None


def _as_model(annotation: Any, spot: Spot | None) -> type[BaseModel] | None:
    """The model of an annotation; of several, the one whose ``kind`` the file names."""
    if get_origin(annotation) is Annotated:
        return _as_model(get_args(annotation)[0], spot)
    if get_origin(annotation) in (Union, UnionType):
        models = [model for part in get_args(annotation) if (model := _as_model(part, spot))]
        return next((model for model in models if len(models) == 1 or _is_kind(model, spot)), None)
    return annotation if isinstance(annotation, type) and issubclass(annotation, BaseModel) else None


def _is_kind(model: type[BaseModel], spot: Spot | None) -> bool:
    kind = spot.child("kind") if spot else None
    field = model.model_fields.get("kind")
    return bool(kind and field and kind.value in get_args(field.annotation))
