"""All that speaks HTTP: one question, one completion, and errors that say what to do."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import Any

import openai
from openai.types.chat import ChatCompletion

from bridge.domain.discretion import Discretion
from bridge.domain.pace import retry_after
from bridge.domain.ports import OPEN_GATE, Gate
from bridge.engines.openai_compatible.failures import Failure
from bridge.engines.openai_compatible.manners import Form, Manner
from bridge.engines.openai_compatible.replies import Reply, reply_of
from bridge.engines.openai_compatible.transport import Client, Ended
from bridge.errors import BridgeError, EngineRefused, EngineUnavailable

# The SDK asks at every call whether its older HTTP library is loaded. spaCy's packages load it: were that to happen in
# another thread meanwhile, the SDK would find half a module.
with suppress(ImportError):
    import httpx  # noqa: F401

Messages = list[dict[str, str]]

#: What a server answers where a request is not to its taste (Mistral and vLLM use 422 where OpenAI uses 400).
_Rejected = (openai.BadRequestError, openai.UnprocessableEntityError)
#: Time-out, conflict, too early, too many requests: these pass, as do 5xx.
_TEMPORARY = frozenset({408, 409, 425, 429})
#: How OpenAI, vLLM, llama-server, Mistral and Ollama say that a request is too long (413 says it, too).
_OVERFLOW = ("context length", "context size", "context window", "too many tokens", "n_ctx", "prompt is too long")
#: How Azure and Mistral say that they will not take a text.
_FILTER_CODES = frozenset({"content_filter", "content_policy_violation", "ResponsibleAIPolicyViolation"})
_STREAM_ONLY = ("stream must be", "stream=true", "only support", "streaming is required", "requires stream")


class Endpoint:
    """One model of one server. ``timeout`` in seconds a call; ``retries`` of a trouble that may pass.

    Calls pass ``gate``, ``at_once`` at a time. Shared by threads: what is learned of the server's manners is kept
    behind a lock.
    """

    def __init__(
        self,
        *,
        base_url: str,
        model: str,
        api_key: str,
        timeout: float,
        retries: int,
        temperature: float,
        manner: Manner,
        gate: Gate = OPEN_GATE,
        at_once: int = 10,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        # a local server wants no key, but the SDK refuses to start without one
        self._where = f"{base_url}, {model}"
        self._discretion = Discretion(api_key)
        self._client = openai.OpenAI(
            base_url=base_url,
            api_key=api_key or "none",
            timeout=timeout,
            max_retries=retries,
            http_client=Client(
                base_url=base_url, api_key=api_key, seconds=timeout, where=self._where, gate=gate, at_once=at_once
            ),
        )
        self.model = model
        self._temperature = temperature
        self._clock = clock
        self._lock = threading.Lock()
        self._manner = manner

    def close(self) -> None:
        """Close the pooled connections."""
        self._client.close()

    @property
    def form(self) -> Form:
        """How JSON is asked for, as far as the server's manners are known by now."""
        with self._lock:
            return self._manner.form

    def ask(
        self, messages: Messages, *, purpose: str, schema: dict[str, Any] | None = None, most_tokens: int | None = None
    ) -> Reply:
        """One question. Failure for what the draft or the model is at fault; EngineUnavailable, EngineRefused."""
        started = self._clock()
        try:
            completion = self._ask(messages, schema, most_tokens)
        except openai.APIStatusError as error:
            if _is_overflow(error):
                raise Failure("model.context_overflow") from None
            if error.code in _FILTER_CODES:
                raise Failure("model.filtered") from None
            raise self._rejected(error) from None
        return reply_of(completion, model=self.model, seconds=self._clock() - started, purpose=purpose)

    def _ask(self, messages: Messages, schema: dict[str, Any] | None, most_tokens: int | None) -> ChatCompletion:
        """The answer; what the server does not take is learned, and not tried again by later calls."""
        with self._lock:
            manner = known = self._manner
        while True:
            try:
                completion = self._send(messages, manner.options(schema, self._temperature, most_tokens))
            except _Rejected as error:
                other = None if _is_overflow(error) else manner.instead(error)
                if other is None:
                    raise
                manner = other
            else:
                if manner is not known:
                    with self._lock:
                        self._manner = manner
                return completion

    def _send(self, messages: Messages, options: Mapping[str, Any]) -> ChatCompletion:
        asked: Any = messages
        try:
            completion: object = self._client.chat.completions.create(model=self.model, messages=asked, **options)
        except openai.APIError as error:
            if isinstance(error, _Rejected) or _is_overflow(error):
                raise
            raise self._translated(error) from None
        except Ended as end:
            raise end.error from None
        except ValueError as error:  # the SDK lets the decoder's error through where an answer is no JSON
            raise self._unread(str(getattr(error, "doc", ""))) from None
        if isinstance(completion, str) and completion.lstrip().startswith(("data:", "event:", ":")):
            raise self._streams_only()
        if not isinstance(completion, ChatCompletion) or not isinstance(completion.choices, list):
            raise self._not_an_api()
        return completion

    def _unread(self, said: str) -> BridgeError:
        """What an answer is that claims to be JSON and can't be read: half of it, or no answer of an API at all."""
        if not said.lstrip().startswith(("{", "[")):
            return self._not_an_api()
        return EngineUnavailable(
            "La réponse du serveur du modèle est tronquée ou abîmée",
            where=self._where,
            todo="le pont réessaie au prochain passage ; si cela dure, un serveur intermédiaire abîme les réponses",
        )

    def _not_an_api(self) -> EngineRefused:
        return EngineRefused(
            "Le serveur du modèle n'a pas répondu comme une API compatible avec OpenAI",
            where=self._where,
            todo="vérifiez « base_url » (il se termine d'ordinaire par /v1)",
        )

    def _streams_only(self) -> EngineRefused:
        return EngineRefused(
            "Le serveur du modèle ne répond qu'en flux (« stream »), ce que le pont ne lit pas",
            where=self._where,
            todo="activez chez lui les réponses entières, ou mettez devant lui un relais qui les rend",
        )

    def _translated(self, error: openai.APIError) -> BridgeError:
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
                retry_after=retry_after(error.response.headers, time.time()),
            )
        if isinstance(error, openai.AuthenticationError | openai.PermissionDeniedError):
            return self._refused(error, "vérifiez la clé (« api_key ») et ses droits chez le fournisseur")
        if isinstance(error, openai.NotFoundError):
            return self._refused(error, "vérifiez « base_url » et « model »")
        return self._refused(error)

    def _rejected(self, error: openai.APIStatusError) -> BridgeError:
        said = str(error).lower()
        if "stream" in said and any(words in said for words in _STREAM_ONLY):
            return self._streams_only()
        return self._refused(error)

    def _refused(self, error: openai.APIError, todo: str = "vérifiez les réglages du moteur") -> EngineRefused:
        status = getattr(error, "status_code", None)
        what = f"HTTP {status}" if status else type(error).__name__
        # the server's own words may repeat the key or the draft: only its code is told
        code = self._discretion.text(str(error.code or "sans code"))[:100]
        return EngineRefused(f"Le serveur du modèle refuse la demande ({what}, {code})", where=self._where, todo=todo)


def _is_overflow(error: openai.APIError) -> bool:
    said = str(error).lower()
    too_large = isinstance(error, openai.APIStatusError) and error.status_code == 413
    return too_large or error.code == "context_length_exceeded" or any(words in said for words in _OVERFLOW)
