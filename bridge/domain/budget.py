"""What model calls cost, and how much they may."""

from __future__ import annotations

from dataclasses import dataclass

from bridge.domain.article import ModelCall

_MILLION = 1_000_000


@dataclass(frozen=True, kw_only=True, slots=True)
class Price:
    """A model's price per million tokens; ``cached``: of prompt tokens that the provider had cached, None for as much
    as the others."""

    prompt: float
    completion: float
    cached: float | None = None

    def at_most(self, prompt_tokens: int, completion_tokens: int) -> float:
        """What a call of that size costs where nothing is cached."""
        return (self.prompt * prompt_tokens + self.completion * completion_tokens) / _MILLION

    def of(self, call: ModelCall) -> float | None:
        """What a call cost; None where the server did not count its tokens."""
        if call.prompt_tokens is None or call.completion_tokens is None:
            return None
        cached = min(call.cached_tokens or 0, call.prompt_tokens)
        rebate = (self.prompt - self.cached) * cached / _MILLION if self.cached is not None else 0.0
        return self.at_most(call.prompt_tokens, call.completion_tokens) - rebate


@dataclass(frozen=True, kw_only=True, slots=True)
class Budget:
    """The most that may be spent, in the currency of the prices; None where there is no limit.

    ``run``: by one passage (one poll of a site and the drafts it brought); ``day``: by all sites in a day (UTC);
    ``site_day``: by the draft's site in a day.
    """

    run: float | None = None
    day: float | None = None
    site_day: float | None = None
    currency: str = "€"

    @property
    def limited(self) -> bool:
        """Whether there is any limit."""
        return any(limit is not None for limit in (self.run, self.day, self.site_day))
