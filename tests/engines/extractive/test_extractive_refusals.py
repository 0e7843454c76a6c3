"""When there is no article, or a wish is not granted, a person is told why and what to do."""

from __future__ import annotations

import subprocess
import sys

import pytest

from bridge.domain.finding import Severity
from bridge.domain.source import BlockKind, Brief
from tests.engines.extractive.texts import own, rewrite, source


@pytest.mark.parametrize(("language", "said"), [("en", "en anglais"), ("de", "en allemand"), ("pl", "(pl)")])
def test_another_language_needs_a_model(language: str, said: str) -> None:
    result = rewrite(source((BlockKind.PARAGRAPH, "The council voted. " * 400), language=language))
    assert result.article is None
    (finding,) = result.findings
    assert (finding.severity, finding.code) == (Severity.BLOCKER, "engine.needs_model")
    assert said in finding.message
    assert "openai_compatible" in finding.message


def test_a_short_source_is_not_padded() -> None:
    result = rewrite(own("municipal"), Brief(min_words=900))
    assert result.article is None
    (finding,) = result.findings
    assert (finding.severity, finding.code) == (Severity.BLOCKER, "source.too_short")
    assert "900" in finding.message
    assert "777" in finding.message or str(own("municipal").words) in finding.message


def test_repeated_key_points_do_not_count_towards_the_minimum() -> None:
    given = own("municipal")
    assert rewrite(given, Brief(min_words=given.words)).article is not None
    assert rewrite(given, Brief(min_words=given.words + 1)).article is None


def test_kept_blocks_do_not_count_towards_the_minimum() -> None:
    given = source((BlockKind.PARAGRAPH, "Le conseil a voté."), (BlockKind.TABLE, "mot " * 900))
    assert rewrite(given).findings[0].code == "source.too_short"


def test_a_source_without_sentences_is_refused() -> None:
    given = source((BlockKind.LIST, "\n".join(["une ville au bord de la mer"] * 120)))
    assert rewrite(given).article is None
    assert rewrite(given).findings[0].code == "source.no_sentences"


def test_wishes_that_need_a_model_are_said_to_be_ignored() -> None:
    brief = Brief(tone="enjoué", feedback=("Trop long.",))
    result = rewrite(own("culture"), brief)
    (finding,) = [f for f in result.findings if f.code == "engine.brief_ignored"]
    assert finding.severity is Severity.WARNING
    assert "le ton" in finding.message
    assert "Trop long." in finding.evidence


def test_importing_the_engine_does_not_load_the_model() -> None:
    code = "import sys, bridge.engines.extractive as e; e.ExtractiveEngine().name; sys.exit('spacy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
