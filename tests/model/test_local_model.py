"""One short draft through a real, small model: what it gets wrong must not become a proposal."""

from __future__ import annotations

from contextlib import closing

import pytest

from bridge.domain.finding import Severity
from bridge.domain.source import Brief
from bridge.engines.openai_compatible import OpenAICompatible
from bridge.previewing import preview
from bridge.review import Reviewer
from tests.support.corpus import drafts
from tests.support.local_model import MODEL, local_model


@pytest.mark.timeout(1800)
def test_a_short_draft_through_a_real_small_model() -> None:
    draft = min((draft for draft in drafts() if draft.language == "en"), key=lambda draft: draft.words)
    with (
        local_model() as url,
        closing(
            OpenAICompatible(
                base_url=url, model=MODEL, strategy="sectioned", context_window=8192, timeout=900, temperature=0
            )
        ) as engine,
    ):
        made = preview(
            title=draft.title,
            content=draft.content,
            engine=engine,
            brief=Brief(min_words=100),
            asked={},
            review=Reviewer(analyser=None, grammar=None),
            repairs=0,
        )
    assert made.engine == f"openai_compatible:{MODEL}"
    assert made.stats["model_calls"]
    assert made.stats["completion_tokens"]
    blockers = [finding for finding in made.findings if finding.severity is Severity.BLOCKER]
    # such a model may do well or badly; a fault of it is told with the words at issue, and holds the draft
    assert (made.verdict == "held") is bool(blockers)
    assert all(
        finding.message and (finding.evidence or finding.code.startswith(("model.", "words."))) for finding in blockers
    )
