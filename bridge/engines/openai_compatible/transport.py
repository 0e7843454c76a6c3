"""The HTTP client under the SDK's: no redirect, no proxy for this machine, and an end to every answer."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

import openai

from bridge.domain.discretion import Discretion
from bridge.domain.hosts import is_this_machine
from bridge.domain.pace import TooSoon
from bridge.domain.ports import Gate
from bridge.engines.openai_compatible.deadline import Deadline
from bridge.errors import BridgeError, EngineRefused, EngineUnavailable

#: The largest answer in bytes, unpacked. An article of 20 000 words is a fiftieth of it, with a model's thoughts.
LARGEST_ANSWER = 8_000_000


class Ended(BaseException):
    """A call that shall not be made again. No Exception, because the SDK tries again after every one."""

    def __init__(self, error: BridgeError) -> None:
        super().__init__()
        self.error = error


class Client(openai.DefaultHttpxClient):
    """Reads every answer whole, within ``seconds`` and ``LARGEST_ANSWER``, and takes the key out of it.

    Every request passes ``gate``, one that the SDK makes again as well; ``at_once``, as many as that lets through, are
    connected at most. The seconds count from behind the gate.

    Redirects are not followed: the SDK would send the draft on to wherever they point, and httpx the key as well to
    another path of the host. Ended where one redirects, or an answer is too slow or too long.
    """

    def __init__(self, *, base_url: str, api_key: str, seconds: float, where: str, gate: Gate, at_once: int) -> None:
        plain = urlsplit(base_url).scheme == "http"
        # a proxy of the environment's is another machine, which would read the key and the drafts
        here = plain and is_this_machine(urlsplit(base_url).hostname or "")
        # httpx's or httpx2's, whichever the SDK is made with
        limits = type(openai.DEFAULT_CONNECTION_LIMITS)(max_connections=at_once, max_keepalive_connections=at_once)
        super().__init__(follow_redirects=False, trust_env=not here, timeout=seconds, limits=limits)
        self._gate = gate
        self._seconds = seconds
        self._where = where
        self._discretion = Discretion(api_key)
        self._deadline = Deadline(self._late)
        self._deadline.watch(self)

    def send(self, request: Any, **options: Any) -> Any:
        """See httpx; what the SDK calls."""
        try:
            with self._gate.passage():
                return self._answer(request, options)
        except TooSoon as pause:
            seconds = pause.seconds
        what = "Le serveur du modèle a demandé une pause, qui n'est pas finie (limite de débit)"
        todo = "rien à faire : le pont réessaie à la fin de la pause"
        raise Ended(EngineUnavailable(what, where=self._where, todo=todo, retry_after=seconds))

    def _answer(self, request: Any, options: Mapping[str, Any]) -> Any:
        with self._deadline.within(self._seconds):
            response = super().send(request, **{**options, "stream": True})
            try:
                self._gate.told(response.status_code, response.headers)
                content = self._content(response)
            finally:
                response.close()
        # the content is unpacked by now
        kept = [(name.encode(), self._discretion.text(value).encode()) for name, value in response.headers.multi_items()
                if name.lower() not in ("content-encoding", "content-length", "transfer-encoding")]  # fmt: skip
        whole = type(response)(status_code=response.status_code, headers=kept, content=content, request=request)
        if whole.is_redirect:
            raise Ended(
                EngineRefused(
                    f"Le serveur du modèle renvoie vers une autre adresse : {whole.headers.get('location', '?')[:200]}",
                    where=self._where,
                    todo="mettez l'adresse définitive dans « base_url » ; le pont n'envoie la clé et les brouillons "
                    "nulle part ailleurs",
                )
            )
        return whole

    def _late(self) -> Ended:
        what, todo = "Le modèle n'a pas fini de répondre à temps", "réessayez ; voyez « timeout »"
        return Ended(EngineUnavailable(what, where=self._where, todo=todo))

    def _content(self, response: Any) -> bytes:
        content = bytearray()
        for chunk in response.iter_bytes():
            content += chunk
            if len(content) > LARGEST_ANSWER:
                what = f"La réponse du modèle dépasse {LARGEST_ANSWER // 1_000_000} Mo"
                todo = "vérifiez « base_url » ; si le modèle écrit sans fin, donnez-lui une limite : « max_tokens »"
                raise Ended(EngineRefused(what, where=self._where, todo=todo))
        return self._discretion.data(bytes(content))
