"""What the checks are for: one error put into an article that is right is told, and the right article passes.

A sample of what ``scripts/eval corruptions`` measures over the whole corpus.
"""

from __future__ import annotations

from contextlib import closing
from functools import cache

import pytest

from bridge.domain.source import Brief
from bridge.engines.openai_compatible import OpenAICompatible
from bridge.previewing import preview
from bridge.review import Reviewer
from scripts.evaluation.benchmark import Pair, run
from scripts.evaluation.corruptions import KINDS
from scripts.evaluation.judging import blocked, of_reference
from tests.support.completions import recorded, replayed
from tests.support.corpus import CorpusDraft, drafts

REVIEW = Reviewer(analyser=None, grammar=None)
REFERENCES = {draft.id: draft for draft in drafts() if draft.reference}
#: Two French sources and one English.
SAMPLE = ("fr-03-proces-tresorier", "fr-05-cantine-un-euro", "en-04-port-strike")
#: Told often, and not always: negations and opposites in loosely reworded sentences (the eval has the figures).
DOUBTFUL = {"négation perdue", "négation ajoutée", "sens inversé", "affirmation inventée", "citation modifiée",
            "hausse devenue baisse"}  # fmt: skip


@cache
def pair(name: str) -> Pair:
    draft: CorpusDraft = REFERENCES[name]
    assert draft.reference is not None
    return Pair(name, draft.reference.html, of_reference(draft, REVIEW))


@pytest.mark.parametrize("name", sorted(REFERENCES))
def test_a_right_article_has_no_blocker(name: str) -> None:
    assert [(item.code, item.evidence) for item in blocked(pair(name).verify(pair(name).article))] == []


@pytest.mark.parametrize("name", recorded())
def test_a_capable_models_right_article_is_proposed(name: str) -> None:
    draft = next(draft for draft in drafts() if draft.id == name)
    with (
        replayed(name) as url,
        closing(OpenAICompatible(base_url=str(url), model="enregistré", strategy="whole")) as engine,
    ):
        made = preview(
            title=draft.title,
            content=draft.content,
            engine=engine,
            brief=Brief(min_words=700),
            asked={},
            review=REVIEW,
        )
    assert [(item.code, item.evidence) for item in blocked(made.findings)] == []
    assert made.verdict == "proposed"


@pytest.mark.parametrize("kind", sorted(set(KINDS) - DOUBTFUL))
def test_an_error_is_told(kind: str) -> None:
    _, cases = run([pair(name) for name in SAMPLE], [KINDS[kind]], most=1)
    assert [(case.pair, case.number) for case in cases if not case.caught] == []


def test_there_are_errors_of_every_kind() -> None:
    made = {kind for draft in REFERENCES.values() if draft.reference for kind in KINDS
            if any(True for _ in KINDS[kind].corrupt(draft.reference.html))}  # fmt: skip
    assert set(KINDS) - made <= {"heure changée", "pour cent devenu points"}
    assert len(made) >= 30
