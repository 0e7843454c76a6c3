"""The model's endpoint: it answers at once, and looks into the ledger whether it should have been asked."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from scripts.crashing import material
from scripts.crashing.newsroom import Ledger
from tests.support.model_server import model_server


@dataclass
class Model:
    """``asked``: how often, by draft and step; ``repeated``: what was asked although the ledger had the answer."""

    url: str = ""
    asked: Counter[tuple[int, str]] = field(default_factory=Counter)
    repeated: list[str] = field(default_factory=list)
    ledger: Ledger | None = None
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def reply(self, body: dict[str, Any]) -> str:
        """See model_server."""
        question = material.question(body)
        step = "repair" if question.repair else "rewrite"
        rounds = self.ledger.rounds(question.draft.title) if self.ledger else None
        with self._lock:
            self.asked[question.draft.number, step] += 1
            # one round of repair is what the configuration allows
            if rounds is not None and rounds >= (1 if question.repair else 0):
                self.repeated.append(f"draft {question.draft.number}: {step} asked again, round {rounds} was recorded")
        return material.answer(body)


@contextmanager
def endpoint() -> Iterator[Model]:
    """Serves until the block ends; which ledger it looks into is said later."""
    model = Model()
    with model_server(model.reply) as server:
        model.url = server.url
        yield model
