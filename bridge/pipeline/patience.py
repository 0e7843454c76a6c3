"""How long one draft may take: asked before every model call, which is where the time goes."""

from __future__ import annotations

from collections.abc import Callable

from bridge.domain.article import ModelCall
from bridge.domain.finding import Finding, Severity
from bridge.domain.ports import Meter
from bridge.errors import PermanentError


class TimeSpent(PermanentError):
    """The draft has had its time: no model call is made for it any more."""


class Patience:
    """A meter that forbids the call for which there is no time left. ``seconds`` from now, None for no limit."""

    def __init__(self, meter: Meter, *, seconds: float | None, clock: Callable[[], float]) -> None:
        self._meter = meter
        self._clock = clock
        self._seconds = seconds
        self._end = None if seconds is None else clock() + seconds

    def before(self, *, model: str, prompt_tokens: int, completion_tokens: int) -> None:
        """See the port. TimeSpent."""
        if self._end is not None and self._clock() > self._end:
            raise TimeSpent("Le temps d'un brouillon est écoulé", todo="voyez « max_minutes »")
        self._meter.before(model=model, prompt_tokens=prompt_tokens, completion_tokens=completion_tokens)

    def after(self, call: ModelCall) -> ModelCall:
        """See the port."""
        return self._meter.after(call)

    def finding(self) -> Finding:
        """The blocker that says why there is no article."""
        minutes = f"{(self._seconds or 0) / 60:g}".replace(".", ",")
        return Finding(
            severity=Severity.BLOCKER,
            code="model.time_spent",
            place="réponse du modèle",
            message=f"Les {minutes} minutes prévues pour un brouillon se sont écoulées avant que l’article soit écrit. "
            "Choisissez un modèle plus rapide, ou augmentez « max_minutes ».",
        )
