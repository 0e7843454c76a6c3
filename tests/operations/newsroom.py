"""Two sites and a model in memory, a real ledger, the real service and pool, with operations around them."""

from __future__ import annotations

import json
import threading
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from bridge.bootstrap import Bridge
from bridge.config import Config, load
from bridge.domain.evidence import Proof
from bridge.domain.review import Reviewed
from bridge.ledger.database import open_database
from bridge.ledger.repository import Ledger
from bridge.operations import Operations, operating
from bridge.runners.pool import Outcome, Pool
from tests.support.fake_engine import DRAFT, FakeEngine
from tests.support.fake_site import FakeSite

CONFIG = """\
defaults: {user: seo-bridge, password: {env: X}, min_words: 50, engine: faux}
engines:
  faux: {kind: openai_compatible, base_url: "http://127.0.0.1:1/v1", model: faux}
prices: {faux: {prompt: 10000, completion: 20000}}
sites:
  - {name: une, url: https://une.example}
  - {name: deux, url: https://deux.example}
"""


class Satisfied:
    """A review (port Review) that has nothing against anything: the real one takes spaCy."""

    def for_site(self, url: str) -> Satisfied:
        return self

    def load(self) -> None:
        """Nothing is heavy here."""

    def __call__(self, *read: Any) -> Reviewed:
        return Reviewed()

    def prove(self, *read: Any) -> tuple[Proof, ...]:
        return ()


@dataclass
class Newsroom:
    """``more``: what stands above CONFIG. ``now`` is the ledger's time, and the circuits'."""

    folder: Path
    more: str = ""
    now: datetime = datetime(2026, 3, 2, 9, 0)
    sites: dict[str, FakeSite] = field(default_factory=lambda: {"une": FakeSite(), "deux": FakeSite()})
    engine: FakeEngine = field(default_factory=FakeEngine)

    def __post_init__(self) -> None:
        for site in self.sites.values():
            site.create_tag("needs-seo")

    @property
    def config(self) -> Config:
        path = self.folder / "config.yaml"
        path.write_text(self.more + CONFIG, encoding="utf-8")
        return load(path)

    def draft(self, title: str = "Le marché couvert", *, site: str = "une") -> int:
        return self.sites[site].draft(title, DRAFT)

    @contextmanager
    def bridge(self) -> Iterator[Bridge]:
        """A process of its own: it knows what is in the ledger, and nothing else of others."""
        with ExitStack() as stack:
            ledger = Ledger(
                open_database(f"sqlite:///{self.folder}/registre.db"), clock=lambda: self.now, chance=lambda: 0.0
            )
            stack.callback(ledger.close)
            yield Bridge(
                config=self.config, ledger=ledger, sites=self.sites, engines={"faux": self.engine},
                review=Satisfied(), closing=stack, now=lambda: self.now,  # type: ignore[arg-type]
            )  # fmt: skip

    @contextmanager
    def open(self, **options: Any) -> Iterator[tuple[Bridge, Operations]]:
        config = self.config
        with self.bridge() as bridge, operating(bridge, config, sites=list(self.sites), **options) as operations:
            yield bridge, operations

    def round(self, bridge: Bridge, operations: Operations, *sites: str, later: float = 0) -> Outcome:
        """``later``: minutes."""
        self.now += timedelta(minutes=later)
        with Pool(bridge, workers=1, listener=operations.listener) as pool:
            return pool.run(sites or ["une"])

    def once(self, *sites: str, later: float = 0) -> Outcome:
        """As ``seo-bridge once``: a process for one round."""
        with self.open(serve=False) as (bridge, operations):
            return self.round(bridge, operations, *sites, later=later)


def get(url: str, *, method: str = "GET", accept: str = "") -> tuple[int, dict[str, str], str]:
    """Status, headers and body."""
    request = urllib.request.Request(url, method=method, headers={"Accept": accept} if accept else {})
    try:
        with urllib.request.urlopen(request, timeout=30) as answer:
            return answer.status, dict(answer.headers), answer.read().decode()
    except urllib.error.HTTPError as error:
        with error:
            return error.code, dict(error.headers), error.read().decode()


@dataclass
class Inbox:
    """A service that takes notices by HTTP. ``status``: what it answers; ``holding``: until it is set, nothing."""

    port: int = 0
    status: int = 200
    taken: list[dict[str, str]] = field(default_factory=list)
    paths: list[str] = field(default_factory=list)
    holding: threading.Event | None = None

    @property
    def titles(self) -> list[str]:
        return [one["title"] for one in self.taken]

    @property
    def text(self) -> str:
        return "\n\n".join(one["message"] for one in self.taken)


@contextmanager
def inbox() -> Iterator[Inbox]:
    box = Inbox()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            if box.holding is not None:
                box.holding.wait(timeout=60)
            box.paths.append(self.path)
            if box.status == 200:
                box.taken.append(body)
            self.send_response(box.status)
            self.send_header("Location", f"http://127.0.0.1:{box.port}/autre")
            self.end_headers()

        def log_message(self, format: str, *args: Any) -> None:
            """Nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    box.port = server.server_address[1]
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield box
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
