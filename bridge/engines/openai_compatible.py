"""The engine that asks a model behind an OpenAI-compatible endpoint: one call for a whole article.

What a model does wrong is a finding, and the draft is held; what an endpoint does wrong is an error. The source
is never passed off as an article.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from importlib.resources import files
from typing import Any, Literal

import openai
from openai.types.chat import ChatCompletion

from bridge.domain.article import ModelCall, Rewrite
from bridge.domain.finding import Finding, Severity
from bridge.domain.source import Brief, Source
from bridge.engines import notation
from bridge.engines.answer import SCHEMA, parse
from bridge.errors import EngineRefused, EngineUnavailable

Structured = Literal["auto", "json_schema", "json_object", "none"]

#: The ways to ask for JSON, from the surest to the one that every server takes.
_MODES: tuple[Structured, ...] = ("json_schema", "json_object", "none")
_RETRIES = 3


class OpenAICompatible:
    """A model behind an endpoint.

    ``timeout`` in seconds a call; ``structured`` "auto" tries a JSON schema first and learns what the server takes.
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
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        # a local server wants no key, but the SDK refuses to start without one
        self._client = openai.OpenAI(
            base_url=base_url, api_key=api_key or "none", timeout=timeout, max_retries=_RETRIES
        )
        self._where = f"{base_url}, {model}"
        self._model = model
        self._modes = list(_MODES) if structured == "auto" else [structured]
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
        completion = self._ask([{"role": "user", "content": "Réponds par le mot : oui"}], mode="none", max_tokens=16)
        return completion.model or self._model

    def rewrite(self, source: Source, brief: Brief) -> Rewrite:
        """See the port."""
        messages: list[Any] = [
            {"role": "system", "content": _prompt("system.md")},
            {"role": "user", "content": _task(source, brief)},
        ]
        started = self._clock()
        try:
            completion = self._ask_structured(messages)
        except openai.BadRequestError as error:
            if _is_context_overflow(error):
                return _none(
                    "model.context_overflow",
                    "Le brouillon est trop long pour la fenêtre de contexte du modèle. "
                    "Choisissez un modèle à plus grande fenêtre, ou partagez le brouillon.",
                )
            raise self._refused(error) from None
        call = self._call(completion, self._clock() - started)
        return _read(completion, source, call)

    def _ask_structured(self, messages: list[Any]) -> ChatCompletion:
        """The answer in the best mode that the server takes; what it does not take is not tried again."""
        while True:
            try:
                return self._ask(messages, mode=self._modes[0], max_tokens=self._max_tokens)
            except openai.BadRequestError as error:
                if len(self._modes) == 1 or not _is_about_format(error):
                    raise
                self._modes.pop(0)

    def _ask(self, messages: list[Any], *, mode: Structured, max_tokens: int | None) -> ChatCompletion:
        options: dict[str, Any] = {} if max_tokens is None else {"max_tokens": max_tokens}
        if mode == "json_schema":
            schema = {"name": "article", "strict": True, "schema": SCHEMA}
            options["response_format"] = {"type": "json_schema", "json_schema": schema}
        elif mode == "json_object":
            options["response_format"] = {"type": "json_object"}
        try:
            completion = self._client.chat.completions.create(
                model=self._model, messages=messages, temperature=self._temperature, **options
            )
        except openai.BadRequestError:
            raise
        except openai.APIError as error:
            raise self._translated(error) from None
        if not isinstance(completion, ChatCompletion):
            raise EngineRefused(
                "Le serveur du modèle n'a pas répondu comme une API compatible avec OpenAI",
                where=self._where,
                todo="vérifiez « base_url » (il se termine d'ordinaire par /v1)",
            )
        return completion

    def _translated(self, error: openai.APIError) -> Exception:
        if isinstance(error, openai.RateLimitError) and error.code == "insufficient_quota":
            return self._refused(error, "créditez le compte chez le fournisseur")
        if isinstance(error, openai.APITimeoutError):
            return EngineUnavailable(
                "Le modèle n'a pas répondu à temps", where=self._where, todo="réessayez ; voyez « timeout »"
            )
        if isinstance(error, openai.RateLimitError | openai.InternalServerError):
            return EngineUnavailable(
                f"Le serveur du modèle ne peut pas servir la demande pour l'instant (HTTP {error.status_code})",
                where=self._where,
                todo="le pont réessaie au prochain passage",
            )
        if isinstance(error, openai.APIConnectionError):
            return EngineUnavailable(
                "Impossible de se connecter au serveur du modèle",
                where=self._where,
                todo="vérifiez « base_url » et que le serveur est en marche",
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
        "title": source.title,
        "source": notation.for_model(source),
    }
    # one pass, unlike str.format and str.replace: braces within a draft stay what they are
    return re.sub(r"\{(\w+)\}", lambda match: values[match[1]], _prompt("article.md"))


def _read(completion: ChatCompletion, source: Source, call: ModelCall) -> Rewrite:
    """The article in a completion, or the finding that says why there is none."""
    if not completion.choices:
        return _none("model.empty", "Le modèle n'a rien répondu. Réessayez, ou choisissez un autre modèle.", call=call)
    choice = completion.choices[0]
    text = choice.message.content or ""
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


def _none(code: str, message: str, evidence: str = "", call: ModelCall | None = None) -> Rewrite:
    finding = Finding(
        severity=Severity.BLOCKER, code=code, place="réponse du modèle", message=message, evidence=evidence[:300]
    )
    return Rewrite(article=None, findings=(finding,), calls=(call,) if call else ())


def _is_about_format(error: openai.BadRequestError) -> bool:
    said = str(error).lower()
    return any(word in said for word in ("response_format", "json_schema", "json_object", "structured", "schema"))


def _is_context_overflow(error: openai.BadRequestError) -> bool:
    said = str(error).lower()
    return error.code == "context_length_exceeded" or any(
        words in said for words in ("context length", "context size", "context window", "too many tokens", "n_ctx")
    )
