"""Settings for whoever keeps the bridge running: the port of its metrics, and where notices go."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import AfterValidator, BeforeValidator, Field

from bridge.config.base import Settings
from bridge.config.schedules import seconds_of
from bridge.config.secrets import Secret

Kind = Literal["held", "failed", "budget", "circuit", "site"]
KINDS: tuple[Kind, ...] = ("held", "failed", "budget", "circuit", "site")
_SHORTEST, _LONGEST = 10, 86400


def _duration(value: object) -> object:
    seconds = seconds_of(value)
    if seconds is None:
        raise ValueError("attendu : une durée avec son unité, comme « 30s », « 10m » ou « 1h »")
    if not _SHORTEST <= seconds <= _LONGEST:
        raise ValueError("attendu : une durée de 10 secondes à 1 jour")
    return value


def _kinds(values: tuple[Kind, ...]) -> tuple[Kind, ...]:
    if not values:
        raise ValueError(f"attendu : au moins un de {', '.join(KINDS)}")
    return tuple(dict.fromkeys(values))


class MetricsSettings(Settings):
    """Where ``/metrics``, ``/healthz`` and ``/readyz`` are served; ``port`` 0 lets the system choose one."""

    port: int = Field(ge=0, le=65535)
    host: str = Field(default="127.0.0.1", min_length=1, max_length=253)


class NoticeSettings(Settings):
    """One place that notices go to. ``url``: Apprise's address of it, which holds tokens: a secret.

    ``on``: what is told of; ``sites``: of which sites, all where there is none; ``every``: how long verdicts are
    gathered before one message tells of them.
    """

    url: Secret
    on: Annotated[tuple[Kind, ...], AfterValidator(_kinds)] = KINDS
    sites: tuple[str, ...] = ()
    every: Annotated[str, BeforeValidator(_duration)] = "10m"

    @property
    def seconds(self) -> int:
        """``every`` in seconds."""
        return seconds_of(self.every) or 0

    def concerns(self, kind: str, site: str) -> bool:
        """Whether it tells of such a thing at such a site."""
        return kind in self.on and (not self.sites or site in self.sites)
