"""One site and one model that several processes share: FakeSite and a model that obeys, behind a socket on loopback."""

from __future__ import annotations

import os
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing.managers import BaseManager
from typing import Any

from bridge.domain.article import Rewrite
from bridge.domain.ports import UNMETERED, Meter
from bridge.domain.source import Brief, Source
from tests.support.fake_engine import FakeEngine, none
from tests.support.fake_site import FakeSite

_METHODS = ("poll", "fetch", "propose", "hold", "state", "status", "create_tag", "aftermath", "offer")
_KEY = b"loopback"


class Model:
    """Answers when ``open``. ``asked``: the title of each draft that it was asked for, in order; ``by``: by whom."""

    def __init__(self) -> None:
        self.open = threading.Event()
        self.open.set()
        self.asked: list[str] = []
        self.by: list[int] = []
        self.most = 0
        self._now: Counter[str] = Counter()
        self._changed = threading.Condition()

    def ask(self, title: str, process: int) -> None:
        """What a client calls."""
        with self._changed:
            self.asked.append(title)
            self.by.append(process)
            self._now["calls"] += 1
            self.most = max(self.most, self._now["calls"])
            self._changed.notify_all()
        self.open.wait(60)
        with self._changed:
            self._now["calls"] -= 1

    def wait_for(self, calls: int) -> None:
        """Until it was asked so often."""
        with self._changed:
            assert self._changed.wait_for(lambda: len(self.asked) >= calls, timeout=60), self.asked


@dataclass
class Shared:
    """What the test's own process sees."""

    site: FakeSite
    model: Model
    port: int


class _Server(BaseManager):
    pass


class _Client(BaseManager):
    pass


_Client.register("site")
_Client.register("model")


@contextmanager
def shared() -> Iterator[Shared]:
    """Both, served from a thread of this process."""
    site, model = FakeSite(), Model()
    _Server.register("site", callable=lambda: site, exposed=_METHODS)
    _Server.register("model", callable=lambda: model, exposed=("ask",))
    server: Any = _Server(address=("127.0.0.1", 0), authkey=_KEY).get_server()
    threading.Thread(target=_serve, args=(server,), daemon=True).start()
    try:
        yield Shared(site, model, server.address[1])
    finally:
        model.open.set()
        server.stop_event.set()
        server.listener.close()


def _serve(server: Any) -> None:
    """As the server's own ``serve_forever``, which ends the whole process when it is done."""
    server.stop_event = threading.Event()
    threading.Thread(target=server.accepter, daemon=True).start()
    server.stop_event.wait()


class RemoteEngine:
    """An engine in a process of its own, which asks the one model. It never makes an article: each draft is held, which
    is a verdict like any other, and no process has to load what articles are analysed with (ten seconds)."""

    name = "faux"

    def __init__(self, model: Any) -> None:
        self._model = model
        self._inner = FakeEngine(*[none()] * 1000)

    def rewrite(self, source: Source, brief: Brief, meter: Meter = UNMETERED) -> Rewrite:
        """See the port."""
        self._model.ask(source.title, os.getpid())
        return self._inner.rewrite(source, brief, meter)

    def repair(self, *_: object) -> None:
        """See the port: there is nothing it can do."""


def connected(port: int) -> tuple[Any, RemoteEngine]:
    """The site and an engine, for another process."""
    client: Any = _Client(address=("127.0.0.1", port), authkey=_KEY)
    client.connect()
    return client.site(), RemoteEngine(client.model())
