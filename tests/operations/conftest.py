from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.operations.newsroom import Inbox, Newsroom, inbox

TOKEN = "jeton-tres-secret-0123456789"


@pytest.fixture
def newsroom(tmp_path: Path) -> Newsroom:
    return Newsroom(tmp_path)


@pytest.fixture
def box(monkeypatch: pytest.MonkeyPatch) -> Iterator[Inbox]:
    with inbox() as opened:
        monkeypatch.setenv("AVIS", f"json://127.0.0.1:{opened.port}/{TOKEN}")
        yield opened
