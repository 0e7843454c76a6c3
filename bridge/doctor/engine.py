"""The engine answers, and in the form that is asked of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal, Protocol, runtime_checkable

from bridge.doctor.lines import Level, Look
from bridge.domain.ports import Engine


@runtime_checkable
class Probe(Protocol):
    """An engine that can prove that it works, by the smallest call there is."""

    def ping(self) -> tuple[str, Literal["json_schema", "json_object", "none", "unread"]]:
        """The model that answered, and the form it answered in ("unread": no JSON came, whatever was asked for).

        EngineUnavailable, EngineRefused.
        """


def engine(make: Callable[[], Engine]) -> Look:
    """Endpoint, key and model work, and the model answers in JSON. ``make`` may raise ConfigError, for the key."""
    patient = make()
    if not isinstance(patient, Probe):
        return Look(proved=f"{patient.name} : sans modèle, rien à joindre")
    model, form = patient.ping()
    tried = "le plus petit appel, réponse demandée selon un schéma JSON"
    if form == "json_schema":
        return Look(proved=f"« {model} » répond, selon un schéma JSON", tried=tried)
    if form == "unread":
        return Look(
            level=Level.WARNING, proved=f"« {model} » répond, mais pas en JSON", tried=tried,
            todo="choisissez un modèle qui suit un schéma JSON, ou « structured: none » et « strategy: sectioned »",
        )  # fmt: skip
    told = "en JSON, sans schéma imposé" if form == "json_object" else "en JSON, que le serveur ne garantit pas"
    return Look(proved=f"« {model} » répond {told}", tried=tried)
