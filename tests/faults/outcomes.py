"""What comes of each fault, once and for as long as it lasts: what docs/faults.md shows and the tests hold it to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from tests.support.fault_proxy import Fault

PAGE = Path(__file__).parents[2] / "docs" / "faults.md"


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """``same_run``: where it happened once, the same run ends the draft; None where it can't happen to one request
    alone. ``told``: what the person who looks is told of one that lasts, "" where it stops nothing."""

    same_run: bool | None
    told: str


_LATE = Outcome(same_run=True, told="Le site n'a pas répondu à temps")
_AWAY = Outcome(same_run=True, told="Impossible de se connecter au site")
SITE: Mapping[Fault, Outcome] = {
    Fault.REFUSED: replace(_AWAY, same_run=None),
    Fault.RESET: _AWAY,
    Fault.DRIP: _LATE,
    Fault.DRIP_HEADERS: _LATE,
    Fault.SILENT: _LATE,
    Fault.THROTTLED: Outcome(same_run=True, told="(HTTP 429)"),
    Fault.THROTTLED_UNTIL: Outcome(same_run=True, told="(HTTP 429)"),
    Fault.ERROR: Outcome(same_run=True, told="(HTTP 500)"),
    Fault.GATEWAY: Outcome(same_run=True, told="(HTTP 502)"),
    Fault.TRUNCATED: Outcome(same_run=True, told="des données tronquées ou abîmées (HTTP 200)"),
    Fault.DUPLICATED: Outcome(same_run=True, told=""),
    Fault.LOST: _AWAY,
}
#: Another reader, with its own words for what it can't read.
XMLRPC: Mapping[Fault, Outcome] = {
    **SITE,
    Fault.TRUNCATED: Outcome(same_run=True, told="du XML tronqué ou abîmé (HTTP 200)"),
}

_MODEL_LATE = Outcome(same_run=False, told="Le modèle n'a pas fini de répondre à temps")
_MODEL_AWAY = Outcome(same_run=True, told="Impossible de se connecter au serveur du modèle")
MODEL: Mapping[Fault, Outcome] = {
    Fault.REFUSED: replace(_MODEL_AWAY, same_run=None),
    Fault.RESET: _MODEL_AWAY,
    Fault.DRIP: _MODEL_LATE,
    Fault.DRIP_HEADERS: _MODEL_LATE,
    Fault.SILENT: Outcome(same_run=True, told="Le modèle n'a pas répondu à temps"),
    Fault.THROTTLED: Outcome(same_run=True, told="(HTTP 429)"),
    Fault.THROTTLED_UNTIL: Outcome(same_run=True, told="(HTTP 429)"),
    Fault.ERROR: Outcome(same_run=True, told="(HTTP 500)"),
    Fault.GATEWAY: Outcome(same_run=True, told="(HTTP 502)"),
    Fault.TRUNCATED: Outcome(same_run=False, told="La réponse du serveur du modèle est tronquée ou abîmée"),
    Fault.DUPLICATED: Outcome(same_run=True, told=""),
    Fault.LOST: _MODEL_AWAY,
}
