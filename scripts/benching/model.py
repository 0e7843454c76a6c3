"""A model server of a known latency, in a process of its own: its CPU time is not the bridge's.

Speaks the part of OpenAI's API that the bridge and the plain script use. ``POST …/chat/completions`` answers after
``latency`` seconds with the completion of the copy that the prompt holds (for the model ``plain``, with an article in
HTML); ``GET /stats`` tells ``{"calls": {copy: [when, …]}, "most_at_once": n, "unknown": n}``, the times monotonic.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import sys
import time
from collections.abc import Sequence
from typing import Any

from scripts.benching.copies import Copies, slipped

PLAIN = "plain"
#: Characters of a token, about.
_CHARACTERS = 4
#: Seconds between two looks for who started it.
_LOOK = 2.0


class Model:
    """``wrong_every``: of so many copies one gets a completion in which a figure is wrong, at every call; 0: none."""

    def __init__(self, copies: Copies, *, latency: float, wrong_every: int = 0) -> None:
        self._copies = copies
        self._latency = latency
        self._wrong_every = wrong_every
        self._calls: dict[int, list[float]] = {}
        self._unknown = 0
        self._now = 0
        self._most = 0

    def stats(self) -> dict[str, Any]:
        return {"calls": self._calls, "most_at_once": self._most, "unknown": self._unknown}

    async def answer(self, body: dict[str, Any]) -> dict[str, Any]:
        """A whole chat completion, after the latency."""
        end = asyncio.get_running_loop().time() + self._latency
        self._now += 1
        self._most = max(self._most, self._now)
        try:
            asked = "\n".join(str(message["content"]) for message in body["messages"])
            text = self._text(asked, plain=body["model"] == PLAIN)
            await asyncio.sleep(max(0.0, end - asyncio.get_running_loop().time()))
        finally:
            self._now -= 1
        return _completion(text, body["model"], asked)

    def _text(self, asked: str, *, plain: bool) -> str:
        number = self._copies.find(asked)
        if number is None:
            self._unknown += 1
            return "Je ne connais pas ce texte."
        self._calls.setdefault(number, []).append(time.monotonic())
        copy = self._copies[number]
        text = copy.article if plain else copy.completion
        wrong = self._wrong_every and number % self._wrong_every == 0
        return slipped(text, copy.slip) if wrong and copy.slip else text


def _completion(text: str, model: str, asked: str) -> dict[str, Any]:
    tokens = {"prompt_tokens": len(asked) // _CHARACTERS, "completion_tokens": len(text) // _CHARACTERS}
    return {
        "id": "chatcmpl-bench",
        "object": "chat.completion",
        "created": 1,
        "model": model,
        "choices": [{"index": 0, "finish_reason": "stop", "message": {"role": "assistant", "content": text}}],
        "usage": {**tokens, "total_tokens": sum(tokens.values())},
    }


async def _serve(model: Model) -> None:
    async def connected(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while (request := await _request(reader)) is not None:
                writer.write(await _reply(model, *request))
                await writer.drain()
        except (ConnectionError, asyncio.IncompleteReadError):
            pass  # a client that was killed
        finally:
            writer.close()

    server = await asyncio.start_server(connected, "127.0.0.1", 0)
    print(f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}", flush=True)
    parent = os.getppid()
    async with server:
        # no longer than whoever started it, however that ended
        while os.getppid() == parent:
            await asyncio.sleep(_LOOK)


async def _request(reader: asyncio.StreamReader) -> tuple[str, bytes] | None:
    """Path and body; None where the client is done."""
    first = await reader.readline()
    if not first.strip():
        return None
    _, path, _ = first.decode("ascii").split()
    length = 0
    while (line := await reader.readline()).strip():
        name, _, value = line.decode("latin-1").partition(":")
        if name.lower() == "content-length":
            length = int(value)
    return path, await reader.readexactly(length)


async def _reply(model: Model, path: str, body: bytes) -> bytes:
    status, answer = "200 OK", {}
    if path.endswith("/chat/completions"):
        answer = await model.answer(json.loads(body))
    elif path == "/stats":
        answer = model.stats()
    else:
        status = "404 Not Found"
    data = json.dumps(answer).encode()
    head = f"HTTP/1.1 {status}\r\nContent-Type: application/json\r\nContent-Length: {len(data)}\r\n\r\n"
    return head.encode() + data


def main(arguments: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(prog="python -m scripts.benching.model")
    parser.add_argument("--copies", type=int, required=True)
    parser.add_argument("--latency", type=float, required=True, help="seconds")
    parser.add_argument("--wrong-every", type=int, default=0)
    wanted = parser.parse_args(arguments)
    model = Model(Copies(wanted.copies), latency=wanted.latency, wrong_every=wanted.wrong_every)
    asyncio.run(_serve(model))
    return 0


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(130)
