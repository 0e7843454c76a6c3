"""Varied copies of the corpus drafts, and the model that knows which completion belongs to which."""

from __future__ import annotations

import asyncio
import json

import pytest

from scripts.benching.copies import BASES, Copies, holds, slipped
from scripts.benching.model import Model

MANY = 10 * len(BASES)


@pytest.fixture(scope="module")
def copies() -> Copies:
    return Copies(MANY)


def test_every_copy_is_recognised_by_its_draft(copies):
    assert [copies.find(copies[number].content) for number in range(MANY)] == list(range(MANY))


def test_no_two_copies_have_the_same_text(copies):
    assert len({copies[number].content for number in range(MANY)}) == MANY
    assert len({copies[number].completion for number in range(MANY)}) == MANY


def test_a_copy_says_the_same_in_draft_completion_and_article(copies):
    """What the article says of the copy's own name and figure, the draft says, too."""
    for number in range(len(BASES)):
        copy, other = copies[number], copies[number + len(BASES)]
        changed = set(copy.content.split()) - set(other.content.split())
        assert changed, number
        assert copies.find(copy.completion) == number
        assert json.loads(copy.completion)["body"]
        if copy.slip:
            right, wrong = copy.slip
            assert all(holds(text, right) for text in (copy.content, copy.completion, copy.article))
            assert not any(holds(text, wrong) for text in (copy.content, copy.completion, copy.article))


def test_the_same_count_gives_the_same_texts(copies):
    assert Copies(MANY)[MANY - 1] == copies[MANY - 1]


def test_a_figure_within_another_one_stays():
    assert slipped("412 places, 1 412 voix, 412,5 euros, 4120 arbres", ("412", "437")) == (
        "437 places, 1 412 voix, 412,5 euros, 4120 arbres"
    )


def ask(model: Model, text: str, *, name: str = "bench") -> str:
    body = {"model": name, "messages": [{"role": "user", "content": text}]}
    return str(asyncio.run(model.answer(body))["choices"][0]["message"]["content"])


def test_the_model_answers_with_the_completion_of_the_draft_that_it_is_asked_about(copies):
    model = Model(copies, latency=0)
    assert ask(model, f"Une consigne.\n{copies[8].content}") == copies[8].completion
    assert ask(model, copies[8].content, name="plain") == copies[8].article
    assert {number: len(moments) for number, moments in model.stats()["calls"].items()} == {8: 2}


def test_the_model_counts_what_it_was_not_made_for(copies):
    model = Model(copies, latency=0)
    ask(model, "Un texte dont personne ne sait rien.")
    assert model.stats() == {"calls": {}, "most_at_once": 1, "unknown": 1}


def test_one_completion_of_so_many_has_a_wrong_figure(copies):
    model = Model(copies, latency=0, wrong_every=3)
    right, wrong = copies[3].slip
    answer = ask(model, copies[3].content)
    assert holds(answer, wrong)
    assert not holds(answer, right)
    assert ask(model, copies[4].content) == copies[4].completion
