"""The engine that asks a model behind an OpenAI-compatible endpoint: one call for a whole article.

What a model does wrong is a finding, and the draft is held; what an endpoint does wrong is an error. The source
is never passed off as an article.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from importlib.resources import files
from typing import Any, Literal

import openai
from openai.types.chat import ChatCompletion, ChatCompletionMessage

from bridge.domain.article import ModelCall, Rewrite
from bridge.domain.finding import Finding, Severity
from bridge.domain.ports import UNMETERED, Meter
from bridge.domain.source import Brief, Source
from bridge.engines import notation
from bridge.engines.answer import SCHEMA, parse
from bridge.errors import EngineRefused, EngineUnavailable

Structured = Literal["auto", "json_schema", "json_object", "none"]

#: The ways to ask for JSON, from the surest to the one that every server takes.
_MODES: tuple[Structured, ...] = ("json_schema", "json_object", "none")
#: What a server answers where a request is not to its taste (Mistral and vLLM use 422 where OpenAI uses 400).
_Rejected = (openai.BadRequestError, openai.UnprocessableEntityError)
#: Time-out, conflict, too early, too many requests: these pass, as do 5xx.
_TEMPORARY = frozenset({408, 409, 425, 429})
#: How OpenAI, vLLM, llama-server, Mistral and Ollama say that a request is too long (413 says it, too).
_OVERFLOW = ("context length", "context size", "context window", "too many tokens", "n_ctx", "prompt is too long")


@dataclass(frozen=True, kw_only=True, slots=True)
class _Manner:
    """How a server wants to be asked: ``modes`` that are left to try, and what newer models do not take any more."""

    modes: tuple[Structured, ...]
    temperature: bool = True
    max_tokens: str = "max_tokens"

    def instead(self, error: openai.APIError) -> _Manner | None:
        """What to try after a rejection, None where it is about something else."""
        said = str(error).lower()
        if self.max_tokens == "max_tokens" and "max_completion_tokens" in said:
            return replace(self, max_tokens="max_completion_tokens")
        if self.temperature and "temperature" in said:
            return replace(self, temperature=False)
        about_format = any(word in said for word in ("response_format", "json_", "structured", "schema", "grammar"))
        return replace(self, modes=self.modes[1:]) if about_format and len(self.modes) > 1 else None

    def options(self, temperature: float, most_tokens: int | None) -> dict[str, Any]:
        """The request's options, beside model and messages."""
        options: dict[str, Any] = {"temperature": temperature} if self.temperature else {}
        if most_tokens is not None:
            options[self.max_tokens] = most_tokens
        if self.modes[0] == "json_schema":
            schema = {"name": "article", "strict": True, "schema": SCHEMA}
            options["response_format"] = {"type": "json_schema", "json_schema": schema}
        elif self.modes[0] == "json_object":
            options["response_format"] = {"type": "json_object"}
        return options


class OpenAICompatible:
    """A model behind an endpoint.

    ``timeout`` in seconds a call; ``retries`` of a call that failed for a trouble that may pass; ``structured``
    "auto" tries a JSON schema first and learns what the server takes.
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
        retries: int = 3,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        # a local server wants no key, but the SDK refuses to start without one
        self._client = openai.OpenAI(base_url=base_url, api_key=api_key or "none", timeout=timeout, max_retries=retries)
        self._where = f"{base_url}, {model}"
        self._model = model
        self._manner = _Manner(modes=_MODES if structured == "auto" else (structured,))
        self._temperature = temperature
        self._max_tokens = max_tokens
        self._clock = clock

    @property
    def name(self) -> str:
        """See the port."""
        return f"openai_compatible:{self._model}"

    def close(self) -> None:
        """Close the pooled connections."""
        self._client.close()

    def ping(self) -> str:
        """One tiny call, to prove that endpoint, key and model work; returns the model's name as the server has it."""
        messages = [{"role": "user", "content": "Réponds par le mot : oui"}]
        try:
            completion, _ = self._ask(messages, replace(self._manner, modes=("none",)), 16)
        except openai.APIStatusError as error:
            raise self._refused(error) from None
        return completion.model or self._model

    def repair(
        self, source: Source, brief: Brief, made: Rewrite, findings: tuple[Finding, ...], meter: Meter = UNMETERED
    ) -> Rewrite | None:
        """See the port."""
        return None

    def rewrite(self, source: Source, brief: Brief, meter: Meter = UNMETERED) -> Rewrite:
        """See the port."""
        messages: list[Any] = [
            {"role": "system", "content": _prompt("system.md")},
            {"role": "user", "content": _task(source, brief)},
        ]
        started = self._clock()
        try:
            completion, self._manner = self._ask(messages, self._manner, self._max_tokens)
        except openai.APIStatusError as error:
            if _is_context_overflow(error):
                return _none(
                    "model.context_overflow",
                    "Le brouillon est trop long pour la fenêtre de contexte du modèle. "
                    "Choisissez un modèle à plus grande fenêtre, ou partagez le brouillon.",
                )
            raise self._refused(error) from None
        return _read(completion, source, self._call(completion, self._clock() - started))

    def _ask(self, messages: list[Any], manner: _Manner, most_tokens: int | None) -> tuple[ChatCompletion, _Manner]:
        """The answer, and the manner that the server took; what it does not take is not tried again by later calls."""
        while True:
            try:
                return self._send(messages, manner.options(self._temperature, most_tokens)), manner
            except _Rejected as error:
                other = None if _is_context_overflow(error) else manner.instead(error)
                if other is None:
                    raise
                manner = other

    def _send(self, messages: list[Any], options: Mapping[str, Any]) -> ChatCompletion:
        try:
            completion = self._client.chat.completions.create(model=self._model, messages=messages, **options)
        except openai.APIError as error:
            if isinstance(error, _Rejected) or _is_context_overflow(error):
                raise
            raise self._translated(error) from None
        except ValueError:  # the SDK lets the decoder's error through where an answer is no JSON
            raise self._not_an_api() from None
        if not isinstance(completion, ChatCompletion) or not isinstance(completion.choices, list):
            raise self._not_an_api()
        return completion

    def _not_an_api(self) -> EngineRefused:
        return EngineRefused(
            "Le serveur du modèle n'a pas répondu comme une API compatible avec OpenAI",
            where=self._where,
            todo="vérifiez « base_url » (il se termine d'ordinaire par /v1)",
        )

    def _translated(self, error: openai.APIError) -> Exception:
        if isinstance(error, openai.APITimeoutError):
            return EngineUnavailable(
                "Le modèle n'a pas répondu à temps", where=self._where, todo="réessayez ; voyez « timeout »"
            )
        if isinstance(error, openai.APIConnectionError):
            return EngineUnavailable(
                "Impossible de se connecter au serveur du modèle",
                where=self._where,
                todo="vérifiez « base_url » et que le serveur est en marche",
            )
        if isinstance(error, openai.RateLimitError) and error.code == "insufficient_quota":
            return self._refused(error, "créditez le compte chez le fournisseur")
        if isinstance(error, openai.APIStatusError) and (error.status_code in _TEMPORARY or error.status_code >= 500):
            return EngineUnavailable(
                f"Le serveur du modèle ne peut pas servir la demande pour l'instant (HTTP {error.status_code})",
                where=self._where,
                todo="le pont réessaie au prochain passage",
            )
        if isinstance(error, openai.AuthenticationError | openai.PermissionDeniedError):
            return self._refused(error, "vérifiez la clé (« api_key ») et ses droits chez le fournisseur")
        if isinstance(error, openai.NotFoundError):
            return self._refused(error, "vérifiez « base_url » et « model »")
        return self._refused(error)

    def _refused(self, error: openai.APIError, todo: str = "vérifiez les réglages du moteur") -> EngineRefused:
        status = getattr(error, "status_code", None)
        what = f"HTTP {status}" if status else type(error).__name__
        # the server's own words may repeat the key or the draft: only its code is told
        return EngineRefused(f"Le serveur du modèle refuse la demande ({what}, {error.code or 'sans code'})",
                             where=self._where, todo=todo)  # fmt: skip

    def _call(self, completion: ChatCompletion, seconds: float) -> ModelCall:
        usage = completion.usage
        return ModelCall(
            model=completion.model or self._model,
            prompt_tokens=usage.prompt_tokens if usage else None,
            completion_tokens=usage.completion_tokens if usage else None,
            seconds=round(seconds, 3),
            purpose="whole",
        )


def _prompt(name: str) -> str:
    return files("bridge.engines").joinpath("prompts", name).read_text(encoding="utf-8")


def _task(source: Source, brief: Brief) -> str:
    """The changing part of the prompt; the stable part comes before it, so that providers' prompt caches hit."""
    wishes = [
        f"Expression clé imposée : {brief.keyphrase}" if brief.keyphrase else "",
        f"Ton : {brief.tone}" if brief.tone else "",
        f"Consignes de la rédaction : {brief.instructions}" if brief.instructions else "",
        *(f"Rendre « {term} » par « {render} »." for term, render in brief.glossary.items()),
        *(f"Une proposition précédente a été rejetée ainsi, tiens-en compte : {reason}" for reason in brief.feedback),
    ]
    values = {
        "min_words": str(brief.min_words),
        "wishes": "\n".join(filter(None, wishes)),
        "language": source.language or "inconnue",
        "title": notation.defused(source.title),
        "source": notation.for_model(source),
    }
    # one pass, unlike str.format and str.replace: braces within a draft stay what they are
    return re.sub(r"\{(\w+)\}", lambda match: values[match[1]], _prompt("article.md"))


def _read(completion: ChatCompletion, source: Source, call: ModelCall) -> Rewrite:
    """The article in a completion, or the finding that says why there is none."""
    if not completion.choices:
        return _none("model.empty", "Le modèle n'a rien répondu. Réessayez, ou choisissez un autre modèle.", call=call)
    choice = completion.choices[0]
    text = _text(choice.message)
    if choice.message.refusal:
        return _none("model.refused", "Le modèle a refusé de réécrire ce texte.", choice.message.refusal, call)
    if choice.finish_reason == "content_filter":
        return _none("model.filtered", "Le filtre de contenu du fournisseur a bloqué ce texte.", text, call)
    if choice.finish_reason == "length":
        message = "La réponse du modèle a été coupée avant la fin. Augmentez « max_tokens », ou la fenêtre du modèle."
        return _none("model.truncated", message, text[-200:], call)
    if not text.strip():
        return _none("model.empty", "Le modèle n'a rien répondu. Réessayez, ou choisissez un autre modèle.", call=call)
    answer = parse(text)
    if answer is None:
        message = "La réponse du modèle n'est pas l'article demandé (JSON illisible ou incomplet)."
        return _none("model.invalid_answer", message, text, call)
    return Rewrite(article=notation.to_article(answer, source), calls=(call,))


def _text(message: ChatCompletionMessage) -> str:
    """What the model said; some servers send it in parts."""
    content: object = message.content
    if isinstance(content, list):
        return "".join(str(part.get("text", "")) for part in content if isinstance(part, dict))
    return content if isinstance(content, str) else ""


def _none(code: str, message: str, evidence: str = "", call: ModelCall | None = None) -> Rewrite:
    finding = Finding(
        severity=Severity.BLOCKER, code=code, place="réponse du modèle", message=message, evidence=evidence[:300]
    )
    return Rewrite(article=None, findings=(finding,), calls=(call,) if call else ())


def _is_context_overflow(error: openai.APIError) -> bool:
    said = str(error).lower()
    too_large = isinstance(error, openai.APIStatusError) and error.status_code == 413
    return too_large or error.code == "context_length_exceeded" or any(words in said for words in _OVERFLOW)
