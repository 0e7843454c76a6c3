"""Every line that is written on a draft's way says of which draft it is, whoever wrote it."""

from __future__ import annotations

import json

import pytest
import structlog

from bridge.cli import logs
from bridge.cli.session import LogStyle
from bridge.domain.article import Rewrite
from bridge.domain.source import Source
from tests.operations.newsroom import Newsroom
from tests.support.fake_engine import FakeEngine


def says_something(source: Source) -> Rewrite:
    structlog.get_logger("un.module.quelconque").warning("le modèle hésite", site="autre")
    structlog.get_logger("un.module.quelconque").warning("le modèle hésite encore")
    structlog.get_logger("stamina").warning(
        "stamina.retry_scheduled", caused_by="muet", wait_for=1.26, args=("secret",)
    )
    return FakeEngine.good(source)


def test_lines_of_a_draft_name_it_and_later_ones_do_not(newsroom: Newsroom, capsys: pytest.CaptureFixture[str]) -> None:
    newsroom.draft("Premier")
    newsroom.draft("Second")
    newsroom.engine.answers = [says_something, says_something]
    logs.configure(LogStyle.JSON)
    try:
        newsroom.once("une")
        structlog.get_logger().warning("après")
        lines = [json.loads(line) for line in capsys.readouterr().err.splitlines()]
    finally:
        structlog.reset_defaults()
    told = [line for line in lines if line["event"] == "le modèle hésite encore"]
    assert [(line["site"], line["travail"], line["brouillon"]) for line in told] == [("une", 1, 1), ("une", 2, 2)]
    assert {line["site"] for line in lines if line["event"] == "le modèle hésite"} == {"autre"}, "a line's own key wins"
    again = next(line for line in lines if line["event"] == "nouvel essai")
    assert {key: again[key] for key in ("site", "travail", "brouillon", "dans_secondes", "cause")} == {
        "site": "une", "travail": 1, "brouillon": 1, "dans_secondes": 1.3, "cause": "muet",
    }  # fmt: skip
    assert "secret" not in str(lines)
    assert "travail" not in lines[-1]
