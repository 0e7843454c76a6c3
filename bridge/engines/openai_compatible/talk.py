"""The conversation about one draft: every call is allowed by the meter before it, and recorded after it."""

from __future__ import annotations

import math
from typing import Any, TypeVar

from pydantic import BaseModel

from bridge.domain.article import ModelCall
from bridge.domain.ports import Meter
from bridge.engines import answer
from bridge.engines.openai_compatible import prompts
from bridge.engines.openai_compatible.endpoint import Endpoint, Messages
from bridge.engines.openai_compatible.failures import Failure
from bridge.engines.openai_compatible.learned import Learned

#: Characters a token, on the safe side: French comes at 3.3 to 4.
_CHARACTERS = 3
#: What a reasoning model may spend before its first word, in tokens.
_THOUGHTS = 4_000

Kind = TypeVar("Kind", bound=BaseModel)


def tokens(text: str) -> int:
    """How many tokens a text has at most, or a little more."""
    return math.ceil(len(text) / _CHARACTERS)


class Talk:
    """One draft's. ``calls`` grows with every completion; ``most_tokens`` is the configured limit of an answer."""

    def __init__(
        self,
        endpoint: Endpoint,
        meter: Meter,
        learned: Learned,
        *,
        most_tokens: int | None,
        calls: tuple[ModelCall, ...],
    ) -> None:
        self._endpoint = endpoint
        self._meter = meter
        self.learned = learned
        self._most_tokens = most_tokens
        self.calls = list(calls)

    def ask(
        self,
        purpose: str,
        messages: Messages,
        *,
        expected: int,
        schema: dict[str, Any] | None = None,
        bounded: bool = False,
    ) -> str:
        """The model's words, or the Failure that they are.

        ``expected``: the tokens of a good answer. ``bounded``: stop one that runs on to three times as much, as small
        models do; one that reasons is left to it.
        """
        limit = self._limit(expected) if bounded else self._most_tokens
        thoughts = _THOUGHTS if self.learned.thinks else 0
        self._meter.before(
            model=self._endpoint.model,
            prompt_tokens=sum(tokens(message["content"]) for message in messages),
            completion_tokens=limit or 2 * expected + thoughts,
        )
        reply = self._endpoint.ask(messages, purpose=purpose, schema=schema, most_tokens=limit)
        self.calls.append(self._meter.after(reply.call))
        if reply.thought:
            self.learned.has_thought()
        return reply.words()

    def _limit(self, expected: int) -> int | None:
        if self.learned.thinks:
            return self._most_tokens
        return min(3 * expected + 100, self._most_tokens or 3 * expected + 100)

    def ask_for(
        self,
        kind: type[Kind],
        purpose: str,
        messages: Messages,
        *,
        schema: dict[str, Any],
        expected: int,
        bounded: bool = False,
    ) -> Kind:
        """An answer in JSON; where it can't be read, asked once more with the reason. Failure where both can't."""
        said = self.ask(purpose, messages, expected=expected, schema=schema, bounded=bounded)
        found = answer.read(said, kind)
        if found is not None:
            return found
        correction = prompts.fill("invalid.md", fault=answer.fault(said, kind))
        again = [*messages, {"role": "assistant", "content": said}, {"role": "user", "content": correction}]
        said = self.ask(f"{purpose}, again", again, expected=expected, schema=schema, bounded=bounded)
        found = answer.read(said, kind)
        if found is None:
            raise Failure("model.invalid_answer", said)
        return found
