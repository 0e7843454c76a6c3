from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import closing, contextmanager
from typing import Any

import pytest

from bridge.engines.openai_compatible import OpenAICompatible
from tests.support.model_server import ModelServer, Reply, model_server

KEY = "sk-tres-secret-0123456789"


@pytest.fixture(autouse=True)
def _no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "https_proxy", "all_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)


def answer(*body: str, **fields: Any) -> str:
    """What a model that does as it is told answers."""
    texts = {
        "title": "La piscine rouvre",
        "seo_title": "Piscine de Valbrume",
        "meta_description": "La piscine rouvre lundi.",
        "focus_keyphrase": "piscine Valbrume",
        "slug": "piscine-valbrume",
        "excerpt": "Elle rouvre.",
    }
    return json.dumps({**texts, "body": body or ("Un paragraphe.",), **fields}, ensure_ascii=False)


@contextmanager
def engine_at(url: str, **options: Any) -> Iterator[OpenAICompatible]:
    """No retries: what the SDK would wait between them is its own affair."""
    settings = {"base_url": url, "model": "modele-de-test", "api_key": KEY, "retries": 0, **options}
    with closing(OpenAICompatible(**settings)) as engine:
        yield engine


@contextmanager
def engine_that_hears(reply: Reply, **options: Any) -> Iterator[tuple[OpenAICompatible, ModelServer]]:
    with model_server(reply) as server, engine_at(server.url, **options) as engine:
        yield engine, server
