"""Limits that hold whatever the number of threads, in the order of asking, and time that counts for nobody."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

import pytest

from bridge.domain.pace import TooSoon
from bridge.domain.ports import Slots
from bridge.pipeline.gates import Gates
from bridge.pipeline.slots import LocalSlots


class Watched:
    """How many are in at once, and the most that were."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self.now = self.most = 0

    @contextmanager
    def inside(self) -> Iterator[None]:
        with self._lock:
            self.now += 1
            self.most = max(self.most, self.now)
        try:
            yield
        finally:
            with self._lock:
                self.now -= 1


class Waited(LocalSlots):
    """Tells when somebody has to wait."""

    def __init__(self) -> None:
        super().__init__()
        self.came = threading.Semaphore(0)

    def _take(self, name: str, limit: int) -> None:
        self.came.release()
        super()._take(name, limit)


def test_a_limit_is_reached_and_kept() -> None:
    slots, watched, together = LocalSlots(), Watched(), threading.Barrier(3)

    def call(_: int) -> None:
        with slots.hold("site:une", 3), watched.inside():
            together.wait(timeout=60)  # three do get in at once; a fourth would never be let through

    with ThreadPoolExecutor(12) as threads:
        list(threads.map(call, range(30)))
    assert watched.most == 3


def test_names_do_not_share_their_places() -> None:
    slots: Slots = LocalSlots()
    with slots.hold("site:une", 1), slots.hold("site:deux", 1), slots.hold("engine:une", 1):
        pass


def test_who_came_first_is_first() -> None:
    slots, order, queued = LocalSlots(), [], threading.Semaphore(0)

    class Queue(deque[threading.Lock]):
        def append(self, turn: threading.Lock) -> None:
            super().append(turn)
            queued.release()

    def call(number: int) -> None:
        with slots.hold("x", 1):
            order.append(number)

    with ThreadPoolExecutor(8) as threads, slots.hold("x", 1):
        slots._places["x"].waiting = Queue()
        for number in range(8):
            threads.submit(call, number)
            queued.acquire()
    assert order == list(range(8))


def test_a_place_is_given_back_after_an_error() -> None:
    slots = LocalSlots()
    for _ in range(3):
        with pytest.raises(ZeroDivisionError), slots.hold("x", 1):
            raise ZeroDivisionError


class Clock:
    """Time that passes when the test says so."""

    def __init__(self) -> None:
        self.seconds = 100.0

    def __call__(self) -> float:
        return self.seconds


def gates(clock: Callable[[], float]) -> Gates:
    return Gates(LocalSlots(), clock=clock, wall=lambda: 1_772_182_800.0)


def test_one_endpoint_has_one_gate_and_a_refusal_holds_all_its_workers_back() -> None:
    clock = Clock()
    both = gates(clock)
    first, second = both.to_engine("https://modele.example/v1", 4), both.to_engine("https://modele.example/v1", 4)
    with first.passage():
        first.told(429, {"Retry-After": "3600"})
    with pytest.raises(TooSoon) as refused, second.passage():
        pytest.fail("called all the same")
    assert refused.value.seconds == 3600
    with both.to_engine("https://autre.example/v1", 4).passage(), both.to_site("une", 4).passage():
        pass
    clock.seconds += 3601
    with second.passage():
        second.told(200, {})


@pytest.mark.parametrize(
    ("status", "headers", "closed"),
    [
        (200, {}, False),
        (200, {"x-ratelimit-remaining-requests": "0", "x-ratelimit-reset-requests": "2h0m0s"}, True),
        (429, {"Retry-After": "100"}, True),
        (503, {"Retry-After": "100"}, True),
        (503, {}, False),
        (500, {"Retry-After": "100"}, False),
        (404, {}, False),
    ],
)
def test_what_closes_a_gate(status: int, headers: dict[str, str], closed: bool) -> None:
    gate = gates(Clock()).to_site("une", 2)
    with gate.passage():
        gate.told(status, headers)
    if not closed:
        with gate.passage():
            return
    with pytest.raises(TooSoon), gate.passage():
        pytest.fail("called all the same")


def test_a_worker_waits_for_the_end_of_a_short_pause() -> None:
    """In real time: a tenth of a second."""
    both = Gates(LocalSlots())
    gate = both.to_engine("x", 4)
    with gate.passage():
        gate.told(429, {"retry-after-ms": "100"})
    began = both._clock()
    with gate.passage():
        assert both._clock() - began >= 0.09


def test_with_one_call_left_one_at_a_time_is_made() -> None:
    gate, watched = gates(Clock()).to_engine("x", 8), Watched()

    def call(_: int) -> None:
        with gate.passage(), watched.inside():
            gate.told(200, {"ratelimit-remaining": "1", "ratelimit-reset": "3600"})

    call(0)
    watched.most = 0
    with ThreadPoolExecutor(8) as threads:
        list(threads.map(call, range(40)))
    assert watched.most == 1


def test_waiting_for_a_place_is_no_time_of_the_draft() -> None:
    clock, slots = Clock(), Waited()
    both = Gates(slots, clock=clock)
    gate, spent = both.to_site("une", 1), []

    def call() -> None:
        before = both.clock()
        with gate.passage():
            clock.seconds += 5  # the request itself
        spent.append(both.clock() - before)

    waiting = threading.Thread(target=call)
    with gate.passage():
        slots.came.acquire()
        waiting.start()
        slots.came.acquire()
        clock.seconds += 1_000
    waiting.join(timeout=60)
    assert spent == [5]
