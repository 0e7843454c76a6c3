"""An OpenAI-compatible endpoint on loopback whose answers a test writes."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

#: A request's body → (HTTP status, answer[, headers]). A str stands for a whole completion with that text.
Reply = Callable[[dict[str, Any]], "tuple[int, Any] | tuple[int, Any, dict[str, str]] | str"]


def completion(
    text: str | None,
    *,
    finish: str = "stop",
    refusal: str | None = None,
    usage: bool = True,
    cached: int | None = None,
    reasoning: str | None = None,
) -> dict[str, Any]:
    """A chat completion as OpenAI's API words it."""
    body: dict[str, Any] = {
        "id": "chatcmpl-test",
        "object": "chat.completion",
        "created": 1,
        "model": "modele-de-test",
        "choices": [
            {
                "index": 0,
                "finish_reason": finish,
                "message": {"role": "assistant", "content": text, "refusal": refusal},
            }
        ],
    }
    if usage:
        body["usage"] = {"prompt_tokens": 1200, "completion_tokens": 900, "total_tokens": 2100}
    if usage and cached is not None:
        body["usage"]["prompt_tokens_details"] = {"cached_tokens": cached}
    if reasoning is not None:  # as DeepSeek, vLLM and llama-server tell it
        body["choices"][0]["message"]["reasoning_content"] = reasoning
    return body


@dataclass
class ModelServer:
    """``url`` is the base URL; ``requests`` the bodies that came, in order."""

    url: str
    requests: list[dict[str, Any]] = field(default_factory=list)


@contextmanager
def model_server(reply: Reply) -> Iterator[ModelServer]:
    """Serves until the block ends."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            served.requests.append(body)
            answer = reply(body)
            status, content, *more = (200, completion(answer)) if isinstance(answer, str) else answer
            data = content.encode() if isinstance(content, str) else json.dumps(content).encode()
            self.send_response(status)
            streamed = isinstance(content, str) and content.startswith("data:")
            self.send_header("Content-Type", "text/event-stream" if streamed else "application/json")
            self.send_header("Content-Length", str(len(data)))
            for name, value in (more[0] if more else {}).items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, *_: object) -> None:
            pass

    class Server(ThreadingHTTPServer):
        def handle_error(self, *_: object) -> None:
            """A client that dies, or hangs up, is what some tests are about."""

    server = Server(("127.0.0.1", 0), Handler)
    served = ModelServer(f"http://127.0.0.1:{server.server_port}/v1")
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield served
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
