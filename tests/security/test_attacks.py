"""Attacks through drafts and model answers: the reading, the checks and the rendering hold, whatever a model obeys."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bridge.domain.source import Brief
from tests.security.conftest import BRIEF, CANARY, HELD, KEY, PROPOSED, Lab, Outcome
from tests.security.drafts import Attack, Hostile, attacks, draft_of, wishes
from tests.security.invariants import faults
from tests.security.obeying import Obeying

ATTACKS = [pytest.param(attack, id=attack.id) for attack in attacks()]
WISHES = [pytest.param(name, id=name) for name, wish in wishes().items() if wish.held]
FIELDS = ("title", "seo_title", "meta_description", "excerpt")
BODY = ("heading", "list", "quote", "citation", "end")


def wish(name: str) -> str:
    values = {"prompt": CANARY, "prompt_upper": CANARY.upper(), "key": KEY, "key_spaced": " ".join(KEY)}
    text = wishes()[name].text
    for place, value in values.items():
        text = text.replace(f"{{{place}}}", value)
    return text


def assert_harmless(outcome: Outcome, hostile: Hostile) -> None:
    told = outcome.told.casefold()
    for secret in (CANARY, KEY, " ".join(KEY)):
        assert secret.casefold() not in told, "the words of the task, or the key, got out"
    delivered = outcome.proposal or outcome.hold
    assert delivered is not None, outcome.job.reason
    assert delivered.tags == (PROPOSED if outcome.proposal else HELD)
    if outcome.proposal:
        seen = "\n".join((hostile.title, hostile.content))
        assert faults(outcome.proposal, seen) == []


def assert_brief(outcome: Outcome, attack: Attack) -> None:
    """Of a draft's own words at most the minimum of words and the keyphrase, within bounds."""
    for brief in outcome.briefs:
        asked: Brief = replace(brief, min_words=BRIEF.min_words) if attack.instruction else brief
        if attack.instruction or attack.at == "seo-keyphrase":
            asked = replace(asked, keyphrase=None)
        assert asked == BRIEF
        assert 50 <= brief.min_words <= 5_000


@pytest.mark.parametrize("engine", ["extractive", "whole", "sectioned"])
def test_a_sound_draft_is_proposed(lab: Lab, engine: str) -> None:
    """Without which the rest would prove nothing."""
    outcome = lab.run(engine, Hostile())
    assert outcome.proposal is not None, outcome.hold
    assert_harmless(outcome, Hostile())


@pytest.mark.parametrize("attack", ATTACKS)
def test_an_attack_on_the_engine_without_a_model(lab: Lab, attack: Attack) -> None:
    outcome = lab.run("extractive", draft_of(attack))
    assert_harmless(outcome, draft_of(attack))
    assert_brief(outcome, attack)


@pytest.mark.parametrize("strategy", ["whole", "sectioned"])
@pytest.mark.parametrize("attack", ATTACKS)
def test_an_attack_that_the_model_obeys(lab: Lab, attack: Attack, strategy: str) -> None:
    outcome = lab.run(strategy, draft_of(attack), Obeying(wish=wish(attack.wish), mode=attack.mode))
    assert_harmless(outcome, draft_of(attack))
    assert_brief(outcome, attack)


@pytest.mark.parametrize("name", WISHES)
def test_what_an_obedient_model_writes_is_held_wherever_it_stands(lab: Lab, name: str) -> None:
    number = list(wishes()).index(name)
    for place in ("paragraph", BODY[number % len(BODY)], FIELDS[number % len(FIELDS)]):
        outcome = lab.run("whole", Hostile(), Obeying(wish=wish(name), place=place))
        assert_harmless(outcome, Hostile())
        assert outcome.hold is not None, f"{place}: {outcome.proposal}"
    outcome = lab.run("sectioned", Hostile(), Obeying(wish=wish(name)))
    assert_harmless(outcome, Hostile())


@pytest.mark.parametrize("name", ["link-html", "script", "shortcode", "kept-twice", "prompt", "key", "talk-here"])
@pytest.mark.parametrize("strategy", ["whole", "sectioned"])
def test_a_model_that_obeys_again_when_it_is_to_repair_gets_no_further(lab: Lab, name: str, strategy: str) -> None:
    outcome = lab.run(strategy, Hostile(), Obeying(wish=wish(name)), repairs=2)
    assert_harmless(outcome, Hostile())


def test_nothing_of_the_task_or_the_key_is_in_the_ledger(lab: Lab) -> None:
    for name in ("prompt", "prompt-quoted", "prompt-spaced", "key", "key-spaced"):
        for place in ("paragraph", "title", "excerpt", "quote"):
            lab.run("whole", Hostile(), Obeying(wish=wish(name), place=place))
            lab.run("sectioned", Hostile(), Obeying(wish=wish(name), place=place))
    kept = b"".join(path.read_bytes() for path in lab.database.parent.iterdir()).decode(errors="ignore").casefold()
    assert "marché couvert" in kept
    for secret in (CANARY, KEY, " ".join(KEY)):
        assert secret.casefold() not in kept


def test_the_suite_is_as_large_as_it_says() -> None:
    assert len({attack.id for attack in attacks()}) == len(attacks()) >= 120
    assert {attack.wish for attack in attacks()} <= set(wishes())
