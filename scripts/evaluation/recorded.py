"""Completions written for the tests, as a capable model would from the prompt alone, sent through the engine."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import closing

from bridge.domain.review import Review
from scripts.evaluation.engines import Line, by_engine
from tests.support.completions import replayed
from tests.support.corpus import CorpusDraft


def lines(chosen: Sequence[CorpusDraft], review: Review) -> Iterator[Line]:
    """The drafts that have one."""
    from bridge.engines.openai_compatible import OpenAICompatible

    for draft in chosen:
        with replayed(draft.id) as url:
            if url is None:
                continue
            with closing(OpenAICompatible(base_url=url, model="enregistré", strategy="whole")) as engine:
                yield from by_engine("réponses enregistrées", engine, [draft], review, min_words=700)
