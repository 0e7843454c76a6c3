"""How a server wants to be asked: learned from what it rejects, and shared by all the drafts of a process."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, Literal

import openai

Structured = Literal["auto", "json_schema", "json_object", "none"]

#: In which form an answer came, "unread" where it is no JSON.
Form = Literal["json_schema", "json_object", "none", "unread"]

#: The ways to ask for JSON, from the surest to the one that every server takes.
_MODES: tuple[Structured, ...] = ("json_schema", "json_object", "none")


@dataclass(frozen=True, kw_only=True, slots=True)
class Manner:
    """``modes`` that are left to try, and what newer models do not take any more."""

    modes: tuple[Structured, ...]
    temperature: bool = True
    max_tokens: str = "max_tokens"

    @property
    def form(self) -> Form:
        """How JSON is asked for now."""
        return "json_schema" if self.modes[0] == "auto" else self.modes[0]

    def instead(self, error: openai.APIError) -> Manner | None:
        """What to try after a rejection, None where it is about something else."""
        said = str(error).lower()
        if self.max_tokens == "max_tokens" and "max_completion_tokens" in said:
            return replace(self, max_tokens="max_completion_tokens")
        if self.temperature and "temperature" in said:
            return replace(self, temperature=False)
        about_format = any(word in said for word in ("response_format", "json_", "structured", "schema", "grammar"))
        return replace(self, modes=self.modes[1:]) if about_format and len(self.modes) > 1 else None

    def options(self, schema: dict[str, Any] | None, temperature: float, most_tokens: int | None) -> dict[str, Any]:
        """The request's options, beside model and messages; ``schema`` None asks for plain text."""
        options: dict[str, Any] = {"temperature": temperature} if self.temperature else {}
        if most_tokens is not None:
            options[self.max_tokens] = most_tokens
        if schema is not None and self.modes[0] == "json_schema":
            wanted = {"name": "answer", "strict": True, "schema": schema}
            options["response_format"] = {"type": "json_schema", "json_schema": wanted}
        elif schema is not None and self.modes[0] == "json_object":
            options["response_format"] = {"type": "json_object"}
        return options


def manner(structured: Structured) -> Manner:
    """The manner to begin with."""
    return Manner(modes=_MODES if structured == "auto" else (structured,))
