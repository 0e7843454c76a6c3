"""All calls to one address pass one gate: as many at once as it takes, and none in a pause that it asks for."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from typing import Any

import pytest

from bridge.engines.openai_compatible import OpenAICompatible
from bridge.errors import EngineUnavailable
from bridge.pipeline.gates import Gates
from bridge.pipeline.slots import LocalSlots
from tests.support.model_server import ModelServer, model_server


@contextmanager
def engine_at(server: ModelServer, gates: Gates, at_once: int, **options: Any) -> Iterator[OpenAICompatible]:
    gate = gates.to_engine(server.url, at_once)
    with closing(OpenAICompatible(base_url=server.url, model="m", gate=gate, at_once=at_once, **options)) as engine:
        yield engine


def test_two_engines_at_one_address_make_as_many_calls_at_once_as_it_takes() -> None:
    lock, now, most, together = threading.Lock(), [0], [0], threading.Barrier(3)

    def reply(_: dict[str, Any]) -> str:
        with lock:
            now[0] += 1
            most[0] = max(most[0], now[0])
        together.wait(timeout=60)  # three do come at once; a fourth would never be answered
        with lock:
            now[0] -= 1
        return '{"ok": true}'

    gates = Gates(LocalSlots())
    with (
        model_server(reply) as server,
        engine_at(server, gates, 3) as first,
        engine_at(server, gates, 3) as second,
        ThreadPoolExecutor(12) as threads,
    ):
        list(threads.map(lambda number: (first, second)[number % 2].ping(), range(24)))
    assert most[0] == 3


@pytest.mark.parametrize("headers", [{"Retry-After": "999999"}, {"Retry-After": "Fri, 27 Feb 2099 09:00:00 GMT"}])
def test_a_long_pause_that_one_call_was_told_keeps_all_others_from_asking(headers: dict[str, str]) -> None:
    with model_server(lambda _: (429, {"error": {"message": "slow down"}}, headers)) as server:
        gates = Gates(LocalSlots())
        with engine_at(server, gates, 2) as first, engine_at(server, gates, 2) as second:
            for engine in (first, second):
                with pytest.raises(EngineUnavailable) as caught:
                    engine.ping()
                assert (caught.value.retry_after or 0) > 3_600
        assert len(server.requests) == 1, "neither the SDK's own retries nor another worker asks again"


def test_a_budget_that_is_used_up_is_waited_for_and_then_used_again() -> None:
    headers = {"x-ratelimit-remaining-requests": "0", "x-ratelimit-reset-requests": "150ms"}
    answer = '{"id": "x", "object": "chat.completion", "created": 1, "model": "m", "choices": [{"index": 0, '
    answer += '"finish_reason": "stop", "message": {"role": "assistant", "content": "{\\"ok\\": true}"}}]}'
    with model_server(lambda _: (200, answer, headers)) as server:
        gates = Gates(LocalSlots())
        with engine_at(server, gates, 4) as engine:
            began = gates._clock()
            for _ in range(3):
                engine.ping()
            assert gates._clock() - began >= 0.3, "two resets"
            assert gates.clock() - began < gates._clock() - began, "and none of it is the draft's time"
