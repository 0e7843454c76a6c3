"""Recorded completions: answers written for the tests from the prompt alone, as a capable hosted model would give them.

``tests/corpus/completions/<draft id>.json`` holds ``{"note": …, "answers": [text, …]}``: one answer a call, in order.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests.support.model_server import completion, model_server

COMPLETIONS = Path(__file__).parents[1] / "corpus" / "completions"
#: Characters of a token, about, in French and English prose; the figures of a real tokenizer are in the eval's notes.
_CHARACTERS = 4


def recorded() -> tuple[str, ...]:
    """The ids of the drafts that have a completion."""
    return tuple(sorted(path.stem for path in COMPLETIONS.glob("*.json")))


@contextmanager
def replayed(draft: str) -> Iterator[str | None]:
    """An endpoint that gives the draft's answers in order, the last one for ever; None where there is none."""
    path = COMPLETIONS / f"{draft}.json"
    if not path.exists():
        yield None
        return
    answers = json.loads(path.read_text(encoding="utf-8"))["answers"]

    def reply(body: dict[str, Any]) -> tuple[int, Any]:
        answer = answers.pop(0) if len(answers) > 1 else answers[0]
        said = completion(answer)
        asked = sum(len(str(message["content"])) for message in body["messages"])
        said["usage"] = {"prompt_tokens": asked // _CHARACTERS, "completion_tokens": len(answer) // _CHARACTERS,
                         "total_tokens": (asked + len(answer)) // _CHARACTERS}  # fmt: skip
        return 200, said

    with model_server(reply) as server:
        yield server.url
