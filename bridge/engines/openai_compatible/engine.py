"""The engine port over a model: which strategy for which draft, and what becomes of one that failed.

What a model does wrong is a finding, and the draft is held; what an endpoint does wrong is an error. The source is
never passed off as an article.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace
from typing import Any, Literal

from bridge.domain.article import Article, Rewrite
from bridge.domain.finding import Finding, Severity
from bridge.domain.ports import OPEN_GATE, UNMETERED, Gate, Meter, engine_name
from bridge.domain.source import Brief, Source
from bridge.engines import notation
from bridge.engines.openai_compatible import leaks, repairing, sectioned, whole
from bridge.engines.openai_compatible.endpoint import Endpoint
from bridge.engines.openai_compatible.failures import Failure
from bridge.engines.openai_compatible.learned import Learned
from bridge.engines.openai_compatible.manners import Form, Structured, manner
from bridge.engines.openai_compatible.talk import Talk
from bridge.errors import EngineRefused

Strategy = Literal["auto", "whole", "sectioned"]

#: A longer source is not asked for in one piece: models shorten what they write at such length. In words.
_WHOLE_WORDS = 3_000


#: The smallest answer that proves that a schema is obeyed.
_PING: dict[str, Any] = {
    "type": "object",
    "properties": {"ok": {"type": "boolean"}},
    "required": ["ok"],
    "additionalProperties": False,
}
#: Enough for a model that thinks a little first; nobody pays for what is not used.
_PING_TOKENS = 256


class OpenAICompatible:
    """A model behind an endpoint.

    ``timeout`` in seconds a call; ``retries`` of a call that failed for a trouble that may pass; ``structured``
    "auto" tries a JSON schema first and learns what the server takes. ``strategy`` "auto" asks for the whole article
    where it fits into ``context_window`` (tokens, None: unknown) and ``max_tokens``, and for sections where it does
    not, or where the whole came out unusable. Calls pass ``gate``, ``at_once`` at a time. Used by several threads:
    nothing of a draft is kept here.
    """

    def __init__(
        self,
        *,
        base_url: str,
        model: str,
        api_key: str = "",
        timeout: float = 120.0,
        structured: Structured = "auto",
        temperature: float = 0.3,
        max_tokens: int | None = None,
        strategy: Strategy = "auto",
        context_window: int | None = None,
        retries: int = 3,
        gate: Gate = OPEN_GATE,
        at_once: int = 10,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._endpoint = Endpoint(
            base_url=base_url,
            model=model,
            api_key=api_key,
            timeout=timeout,
            retries=retries,
            temperature=temperature,
            manner=manner(structured),
            gate=gate,
            at_once=at_once,
            clock=clock,
        )
        self._key = api_key
        self._strategy = strategy
        self._context_window = context_window
        self._max_tokens = max_tokens
        self._learned = Learned()

    @property
    def name(self) -> str:
        """See the port."""
        return engine_name(self._endpoint.model)

    def close(self) -> None:
        """Close the pooled connections."""
        self._endpoint.close()

    def ping(self) -> tuple[str, Form]:
        """One tiny call, to prove that endpoint, key and model work, with a JSON schema asked for.

        Returns the model's name as the server has it, and the form in which it answered. EngineUnavailable,
        EngineRefused.
        """
        messages = [{"role": "user", "content": 'Réponds par ce JSON, et rien d\'autre : {"ok": true}'}]
        try:
            reply = self._endpoint.ask(messages, purpose="ping", schema=_PING, most_tokens=_PING_TOKENS)
        except Failure as failure:
            raise EngineRefused(
                f"Le modèle refuse le plus petit appel ({failure.code})",
                where=self.name,
                todo="vérifiez les réglages du moteur",
            ) from None
        return reply.call.model, self._endpoint.form if reply.is_json else "unread"

    def rewrite(self, source: Source, brief: Brief, meter: Meter = UNMETERED) -> Rewrite:
        """See the port."""
        made = self._rewritten(source, brief, meter)
        if made.article and leaks.in_article(made.article, source, brief, self._key):
            return replace(made, article=None, findings=(Failure("model.leaked").finding(),), notes={})
        return replace(made, findings=self._unleaked(made.findings, source, brief))

    def _unleaked(self, findings: tuple[Finding, ...], source: Source, brief: Brief) -> tuple[Finding, ...]:
        """The findings, whose evidence may be the model's words, without what must not get out."""
        known = leaks.known(source, brief)
        return tuple(
            replace(finding, evidence="")
            if leaks.tells_prompt(finding.evidence, known) or leaks.tells_key(finding.evidence, self._key)
            else finding
            for finding in findings
        )

    def _rewritten(self, source: Source, brief: Brief, meter: Meter) -> Rewrite:
        talk = self._talk(meter, Rewrite(article=None))
        failed: tuple[Finding, ...] = ()
        if self._begins_whole(source, brief):
            made = self._whole(talk, source, brief)
            if isinstance(made, Article):
                return Rewrite(article=made, calls=tuple(talk.calls), notes={"strategy": "whole"})
            failed = (made.finding(),)
            if self._strategy == "whole" or not made.smaller_helps:
                return Rewrite(article=None, findings=failed, calls=tuple(talk.calls))
        try:
            article, findings = sectioned.write(talk, source, brief)
        except Failure as failure:
            return Rewrite(article=None, findings=_both(failure.finding(), failed), calls=tuple(talk.calls))
        return Rewrite(article=article, findings=findings, calls=tuple(talk.calls), notes={"strategy": "sectioned"})

    def repair(
        self, source: Source, brief: Brief, made: Rewrite, findings: tuple[Finding, ...], meter: Meter = UNMETERED
    ) -> Rewrite | None:
        """See the port."""
        if made.article is None:
            return None
        talk = self._talk(meter, made)
        repaired = repairing.write(talk, source, brief, made, findings)
        if repaired is None:
            return None
        if repaired.article and leaks.in_article(repaired.article, source, brief, self._key):
            return None  # what was there before the repair stands
        return replace(repaired, calls=tuple(talk.calls), round=made.round + 1)

    def _talk(self, meter: Meter, made: Rewrite) -> Talk:
        return Talk(self._endpoint, meter, self._learned, most_tokens=self._max_tokens, calls=made.calls)

    def _begins_whole(self, source: Source, brief: Brief) -> bool:
        if self._strategy != "auto":
            return self._strategy == "whole"
        fits = self._context_window is None or whole.needs(source, brief) <= self._context_window
        may_end = self._max_tokens is None or whole.answer_tokens(source) <= self._max_tokens
        known = self._learned.whole_may_do(_length(source))
        return fits and may_end and known and source.words <= _WHOLE_WORDS

    def _whole(self, talk: Talk, source: Source, brief: Brief) -> Article | Failure:
        try:
            article = whole.write(talk, source, brief)
        except Failure as failure:
            self._learned.whole_failed(failure, _length(source))
            return failure
        self._learned.whole_done()
        return article


def _length(source: Source) -> int:
    return len(notation.for_model(source))


def _both(finding: Finding, before: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """The finding that holds the draft, and beside it what had gone wrong before."""
    others = (replace(other, severity=Severity.INFO) for other in before if other.code != finding.code)
    return (finding, *others)
